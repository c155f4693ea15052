use super::{TITLE, closing_soon, public_shell, sections, strings, tag};
use crate::parts::{Count, Deadline, Errors, Fact, Link, Pace, Pager, Tag, Tone};
use crate::public::{
    CertificatePage, EntryAuthor, Facet, FacetGroup, Hit, HomePage, OpenRound, RegistryEntryPage,
    RegistryPage, SignatureFacts, SignaturesPage, Standing, VerifyPage, Worth,
};

fn plain(text: &str) -> Vec<(String, bool)> {
    vec![(text.to_owned(), false)]
}

fn hits() -> Vec<Hit> {
    vec![
        Hit {
            title: plain(TITLE),
            href: "/registry/SK-2024-0012".to_owned(),
            excerpt: plain(
                "Gắn mỗi nội dung cần chỉnh sửa với trang, câu trích và yêu cầu; thời gian mô tả một hồ sơ giảm từ 6,5 giờ còn 2,1 giờ.",
            ),
            meta: strings(&[
                "Tác giả mẫu 01, Tác giả mẫu 02",
                "Phòng Kinh tế",
                "Cải cách hành chính",
                "2024",
            ]),
            tag: None,
        },
        Hit {
            title: plain(
                "Tổ chức góc đọc mở cho học sinh tiểu học bằng sách do phụ huynh luân chuyển",
            ),
            href: "/registry/SK-2024-0009".to_owned(),
            excerpt: plain(
                "Mỗi lớp một giá sách, đổi theo tuần; số lượt đọc của học sinh lớp 3 tăng gấp ba trong một học kỳ.",
            ),
            meta: strings(&[
                "Tác giả mẫu 07",
                "Trường Tiểu học mẫu A",
                "Giáo dục",
                "2024",
            ]),
            tag: None,
        },
        Hit {
            title: plain("Sổ tay điện tử theo dõi tiêm chủng mở rộng tại trạm y tế xã"),
            href: "/registry/SK-2023-0031".to_owned(),
            excerpt: plain("Nhắc lịch theo thôn, giảm số trẻ tiêm muộn từ 14 % còn 4 %."),
            meta: strings(&[
                "Tác giả mẫu 11",
                "Trạm Y tế xã mẫu B (đến 2025)",
                "Y tế",
                "2023",
            ]),
            tag: Some(tag("Có quyết định thay thế", Tone::Soon)),
        },
    ]
}

impl HomePage {
    /// Two rounds open, one closing soon.
    pub fn sample() -> Self {
        Self {
            shell: public_shell(),
            lead: "Nộp hồ sơ, theo dõi và tra cứu sáng kiến đã được công nhận.".to_owned(),
            rounds: vec![
                OpenRound {
                    name: "Đợt 1 năm 2024".to_owned(),
                    note: "Công nhận sáng kiến cấp cơ sở. Tiếp nhận tại Phòng Kinh tế; ngành Giáo dục tại Phòng Giáo dục và Đào tạo.".to_owned(),
                    deadline: closing_soon(),
                    href: "/dossiers/new".to_owned(),
                },
                OpenRound {
                    name: "Đợt 2 năm 2024".to_owned(),
                    note: "Công nhận hiệu quả áp dụng, phạm vi ảnh hưởng. Tiếp nhận tại Phòng Nội vụ.".to_owned(),
                    deadline: Deadline {
                        pace: Pace::OnTrack,
                        remaining: None,
                        lead: "Còn 219 ngày để nộp hồ sơ.".to_owned(),
                        detail: "Nhận hồ sơ đến 23:59:59 ngày 14/11/2024 (giờ Việt Nam).".to_owned(),
                        closes_at: None,
                        now: None,
                    },
                    href: "/dossiers/new".to_owned(),
                },
            ],
            next_round: None,
            counts: vec![
                Count::new("214", "sáng kiến đã được công nhận"),
                Count::new("361", "tác giả và đồng tác giả"),
                Count::new("42", "cơ quan, đơn vị có sáng kiến"),
            ],
            latest: hits(),
        }
    }

    /// No round open, nothing recognised yet.
    pub fn sample_closed() -> Self {
        Self {
            rounds: Vec::new(),
            next_round: Some(
                "Đợt 2 năm 2024 nhận hồ sơ từ 00:00 ngày 01/10/2024 (giờ Việt Nam).".to_owned(),
            ),
            latest: Vec::new(),
            ..Self::sample()
        }
    }
}

impl RegistryPage {
    /// Results for a search typed without marks.
    pub fn sample() -> Self {
        let facet = |label: &str, count, current| Facet {
            label: label.to_owned(),
            count,
            href: "/registry?field=1".to_owned(),
            current,
        };
        let mut hits = hits();
        if let Some(first) = hits.first_mut() {
            first.title = vec![
                ("Hệ thống hỗ trợ mô tả nội dung cần ".to_owned(), false),
                ("chỉnh sửa".to_owned(), true),
                (" của ".to_owned(), false),
                ("hồ sơ".to_owned(), true),
                (" dung lượng lớn".to_owned(), false),
            ];
        }
        Self {
            shell: public_shell(),
            query: "ho so chinh sua".to_owned(),
            kept: vec![("year".to_owned(), "2024".to_owned())],
            facets: vec![
                FacetGroup {
                    label: "Lĩnh vực".to_owned(),
                    facets: vec![
                        facet("Tất cả", 214, true),
                        facet("Cải cách hành chính", 96, false),
                        facet("Giáo dục", 61, false),
                        facet("Y tế", 18, false),
                        facet("Nông nghiệp", 12, false),
                    ],
                },
                FacetGroup {
                    label: "Năm".to_owned(),
                    facets: vec![
                        facet("2024", 30, true),
                        facet("2023", 41, false),
                        facet("2022", 38, false),
                    ],
                },
            ],
            total: "3 sáng kiến phù hợp với “ho so chinh sua”".to_owned(),
            hits,
            pager: Some(Pager::new(3, 20, 214, |page| {
                format!("/registry?page={page}")
            })),
        }
    }

    /// Nothing found.
    pub fn sample_empty() -> Self {
        Self {
            query: "máy bay".to_owned(),
            hits: Vec::new(),
            pager: None,
            ..Self::sample()
        }
    }
}

impl RegistryEntryPage {
    /// A recognised initiative.
    pub fn sample() -> Self {
        let author = |name: &str, share: &str, code: &str| EntryAuthor {
            full_name: name.to_owned(),
            place: "Chuyên viên, Phòng Kinh tế huyện Phúc Thọ".to_owned(),
            share: share.to_owned(),
            certificate: Some(Link::new(
                "Giấy chứng nhận",
                format!("/certificates/{code}"),
            )),
        };
        Self {
            shell: public_shell(),
            code: "SK-2024-0012".to_owned(),
            title: TITLE.to_owned(),
            state: tag("Đã công nhận", Tone::State),
            authors: vec![author("Tác giả mẫu 01", "60 %", "7F3K9-2MQPX"), author("Tác giả mẫu 02", "40 %", "7F3K9-2MQPY")],
            facts: vec![
                Fact::new("Quyết định", "124/QĐ-UBND ngày 25/04/2024"),
                Fact::new("Cơ quan công nhận", "Chủ tịch Ủy ban nhân dân huyện Phúc Thọ"),
                Fact::new("Đơn vị khi công nhận", "Phòng Kinh tế"),
                Fact::new("Lĩnh vực", "Cải cách hành chính"),
                Fact::new("Bước", "Công nhận sáng kiến cấp cơ sở"),
                Fact::new("Áp dụng lần đầu", "12/06/2023"),
            ],
            sections: sections(),
            cite: "Tác giả mẫu 01, Tác giả mẫu 02 (2024). Hệ thống hỗ trợ mô tả nội dung cần chỉnh sửa của hồ sơ dung lượng lớn. Sáng kiến SK-2024-0012, Quyết định số 124/QĐ-UBND ngày 25/04/2024 của Chủ tịch Ủy ban nhân dân huyện Phúc Thọ.".to_owned(),
        }
    }
}

impl VerifyPage {
    /// The empty form.
    pub fn sample() -> Self {
        Self {
            shell: public_shell(),
            code: String::new(),
            errors: Errors::none(),
        }
    }

    /// A code that cannot be one.
    pub fn sample_error() -> Self {
        Self {
            shell: public_shell(),
            code: "124/QĐ".to_owned(),
            errors: Errors::none().with("code", "Mã phải gồm 10 chữ và số, như 7F3K9-2MQPX."),
        }
    }
}

impl SignaturesPage {
    /// A file with two signatures, of that worth.
    pub fn sample(worth: Worth) -> Self {
        let (heading, lead, verdict) = match worth {
            Worth::Good => (
                "Chữ ký số hợp lệ",
                "Nội dung nguyên vẹn từ lúc ký; người ký được cơ quan chứng thực tin cậy xác nhận.",
                Tag::new("Hợp lệ", Tone::Good),
            ),
            Worth::Open => (
                "Nội dung nguyên vẹn, chưa xác nhận được người ký",
                "Nội dung nguyên vẹn từ lúc ký, nhưng hệ thống này chưa xác nhận được người ký.",
                Tag::new("Chưa xác nhận", Tone::Soon),
            ),
            Worth::Void => (
                "Chữ ký số không hợp lệ",
                "Không nên dùng tệp này; đề nghị xin lại bản gốc từ cơ quan ban hành.",
                Tag::new("Không hợp lệ", Tone::Late),
            ),
        };
        let signature = |signer: &str| {
            SignatureFacts {
            signer: signer.to_owned(),
            verdict: verdict.clone(),
            facts: vec![
                Fact::new("Thời gian ký", "08:30:00 ngày 25/04/2024 (theo khai báo của người ký)"),
                Fact::new("Nơi cấp chứng thư số", "Cơ quan chứng thực mẫu"),
                Fact::new("Phạm vi", "Toàn bộ tệp"),
            ],
            remarks: match worth {
                Worth::Good => Vec::new(),
                Worth::Open => vec![
                    "Chứng thư số do cơ quan chứng thực không có trong danh sách tin cậy của hệ thống này cấp.".to_owned(),
                ],
                Worth::Void => vec!["Nội dung đã bị thay đổi so với lúc ký.".to_owned()],
            },
        }
        };
        Self {
            shell: public_shell(),
            file: "Quyết định 12-QĐ-UBND.pdf".to_owned(),
            heading: heading.to_owned(),
            lead: lead.to_owned(),
            worth,
            signatures: vec![
                signature("Lãnh đạo mẫu"),
                signature("Ủy ban nhân dân xã mẫu"),
            ],
            known: Some((
                "Tệp trùng khớp từng ký tự với bản lưu của giấy chứng nhận số 12/GCN-UBND cấp cho Tác giả mẫu 01.".to_owned(),
                Some(Link::new("Xem giấy còn giá trị hay không", "/certificates/7F3K9-2MQPX")),
            )),
            sha256: "6f".repeat(32),
            checked_at: "10:12:05 ngày 26/04/2024 (giờ Việt Nam)".to_owned(),
        }
    }
}

impl CertificatePage {
    /// A certificate in the given standing.
    pub fn sample(standing: Standing) -> Self {
        let unknown = standing == Standing::Unknown;
        Self {
            shell: public_shell(),
            code: "7F3K9-2MQPX".to_owned(),
            standing,
            checked_at: "10:12:05 ngày 26/04/2024 (giờ Việt Nam)".to_owned(),
            holder: if unknown { String::new() } else { "Tác giả mẫu 01".to_owned() },
            title: if unknown { String::new() } else { TITLE.to_owned() },
            facts: vec![
                Fact::new("Số giấy chứng nhận", "0012.1/2024/GCN-SK"),
                Fact::new("Quyết định", "124/QĐ-UBND ngày 25/04/2024"),
                Fact::new("Cơ quan cấp", "Ủy ban nhân dân huyện Phúc Thọ"),
                Fact::new("Tỷ lệ đóng góp", "60 %"),
            ],
            reason: match standing {
                Standing::Revoked => Some("Thu hồi theo Quyết định số 201/QĐ-UBND ngày 30/08/2024: nội dung trùng với sáng kiến đã công nhận năm 2019.".to_owned()),
                Standing::Superseded => Some("Được cấp lại ngày 12/05/2024 do đính chính ngày sinh của tác giả.".to_owned()),
                Standing::Valid | Standing::Unknown => None,
            },
            replaced_by: (standing == Standing::Superseded).then(|| Link::new("Xem giấy đang có giá trị", "/certificates/8G4M1-3NRQZ")),
            entry: (standing == Standing::Valid).then(|| Link::new("Xem sáng kiến", "/registry/SK-2024-0012")),
            file: (standing == Standing::Valid).then(|| "/certificates/7F3K9-2MQPX/file.pdf".to_owned()),
            desk: None,
        }
    }
}
