//! What a dossier shares with earlier ones.

use super::{TITLE, author_shell, back, staff_shell, strings, tag};
use crate::overlap::{
    AlikeView, ExcludeForm, ExclusionView, OverlapPage, OverlapPairPage, PairRow, PairSide,
    PassageView, RibbonPart, SourceView, VerdictForm, Words,
};
use crate::parts::{Errors, Fact, Kind, Link, Notice, Opt, Tone};

const ALIKE: &str =
    "Mô hình ước lượng các đoạn sau nói cùng một ý bằng lời khác; không tính vào tỷ lệ.";

const WORDS: &str = "Cán bộ một cửa quét mã trên giấy hẹn, hệ thống tự điền tên, địa chỉ và nhắc các giấy tờ còn thiếu trước khi người dân rời quầy.";

fn passage(number: usize, excluded: bool) -> PassageView {
    PassageView {
        place: "Nội dung giải pháp".to_owned(),
        kind: tag("có sửa chữ", Tone::Active),
        size: "84 âm tiết".to_owned(),
        words: WORDS.to_owned(),
        shown_at: excluded.then(|| {
            Link::new(
                "Xem trong tệp, trang 3",
                "/dossiers/24/files/f1/text?from=120&to=260#found",
            )
        }),
        excluded,
        exclude: (!excluded).then(|| ExcludeForm {
            action: "/dossiers/24/overlap-exclusions".to_owned(),
            submission: 1,
            from: 120,
            to: 260,
            field: format!("reason.{number}.1"),
            reason: String::new(),
        }),
    }
}

fn source(number: usize) -> SourceView {
    SourceView {
        number,
        title: "Giấy hẹn có mã tại bộ phận một cửa (mẫu)".to_owned(),
        href: Some("/dossiers/12".to_owned()),
        tags: vec![
            tag("Vượt ngưỡng", Tone::Late),
            tag("Đã công nhận", Tone::State),
        ],
        facts: vec![
            Fact::new("Mã hồ sơ", "0007"),
            Fact::new("Tác giả", "Tác giả mẫu 05"),
            Fact::new(
                "Phần giống nhau",
                "12,5 % nội dung hồ sơ này; đoạn dài nhất 84 âm tiết",
            ),
        ],
        passages: vec![passage(number, false), passage(number, true)],
        pair: Some(Link::new(
            "So từng đoạn và kết luận",
            "/dossiers/24/overlap/12",
        )),
    }
}

fn words(middle: &str) -> Vec<Words> {
    let part = |text: &str, equal| Words {
        text: text.to_owned(),
        equal,
    };
    vec![
        part("Cán bộ một cửa quét mã trên ", true),
        part(middle, false),
        part(" và nhắc các giấy tờ còn thiếu.", true),
    ]
}

fn side(place: &str, own: &str, href: Option<&str>) -> PairSide {
    PairSide {
        place: place.to_owned(),
        shown_at: href.map(|href| Link::new("Xem trong tệp, trang 2", href)),
        words: words(own),
    }
}

impl OverlapPage {
    /// Two sources, one stretch that does not count.
    pub fn sample() -> Self {
        let mut shell = staff_shell("Cán bộ tiếp nhận mẫu", "Cán bộ tiếp nhận", "/dossiers");
        shell.back = Some(back("Hồ sơ", "/dossiers/24"));
        let part = |from, length, source| RibbonPart {
            from,
            length,
            source,
            label: format!("Nguồn {source}, có sửa chữ, Nội dung giải pháp"),
        };
        Self {
            shell,
            heading: "Đối chiếu trùng lặp".to_owned(),
            title: TITLE.to_owned(),
            code: "0024".to_owned(),
            lead: "14 % nội dung giống hồ sơ khác; 2 hồ sơ có đoạn giống, 1 hồ sơ vượt ngưỡng."
                .to_owned(),
            papers: vec![Link::new(
                "Tải phiếu đối chiếu (PDF)",
                "/dossiers/24/overlap-report.pdf",
            )],
            explained: strings(&["Văn bản được so từng âm tiết, không phân biệt dấu."]),
            hidden: None,
            ribbon: vec![part(600, 40, 2), part(120, 80, 1), part(300, 20, 1)],
            sources: vec![source(1), source(2)],
            nothing: String::new(),
            alike_explained: ALIKE.to_owned(),
            alike: vec![AlikeView {
                title: "Phiếu nhắc việc ở bộ phận một cửa (mẫu)".to_owned(),
                href: "/dossiers/9".to_owned(),
                tags: vec![tag("Đã công nhận", Tone::State)],
                facts: vec![Fact::new("Mã hồ sơ", "0009")],
                rows: vec![PairRow {
                    kind: tag("gần nghĩa", Tone::Plain),
                    size: "6 câu".to_owned(),
                    here: side("Nội dung giải pháp", "giấy hẹn", None),
                    there: side("Bao-cao.docx, trang 2", "phiếu nhận", None),
                }],
                pair: Link::new("So hai hồ sơ và kết luận", "/dossiers/24/overlap/9"),
            }],
            questions: strings(&["Từ 40 xuống 30 là giảm 25 %, văn bản ghi 35 %. Con số nào đúng?"]),
            exclusions: vec![
                ExclusionView {
                    quote: WORDS.to_owned(),
                    reason: "Câu chữ theo hướng dẫn chung của huyện.".to_owned(),
                    by: "Cán bộ tiếp nhận mẫu, 09:00 ngày 12/04/2024. Lần nộp 1".to_owned(),
                    lift: Some("/dossiers/24/overlap-exclusions/1/end".to_owned()),
                },
                ExclusionView {
                    quote: WORDS.to_owned(),
                    reason: "Ghi nhầm.".to_owned(),
                    by: "Cán bộ tiếp nhận mẫu, 09:00 ngày 12/04/2024. Tính lại từ 10:00 ngày 12/04/2024".to_owned(),
                    lift: None,
                },
            ],
            errors: Errors::none(),
        }
    }

    /// A stretch was to be left out without a reason.
    pub fn sample_error() -> Self {
        Self {
            errors: Errors::none().with("reason.1.1", "Ghi lý do."),
            ..Self::sample()
        }
    }

    /// Nothing is shared that the reader may know of.
    pub fn sample_none() -> Self {
        Self {
            lead: "Chưa thấy đoạn nào giống hồ sơ đã nộp.".to_owned(),
            hidden: Some(Notice::new(
                Kind::Warning,
                "Có nội dung vượt ngưỡng với hồ sơ mà ông (bà) không được xem.",
            )),
            ribbon: Vec::new(),
            sources: Vec::new(),
            alike: Vec::new(),
            nothing: "Không có hồ sơ nào có đoạn giống.".to_owned(),
            exclusions: Vec::new(),
            ..Self::sample()
        }
    }

    /// As an author sees it before submitting.
    pub fn sample_own() -> Self {
        let mut shell = author_shell();
        shell.back = Some(back("Kiểm tra lại", "/dossiers/24/check"));
        let mut source = source(1);
        source.href = Some("/registry/0007".to_owned());
        source.pair = None;
        for passage in &mut source.passages {
            passage.exclude = None;
        }
        Self {
            shell,
            heading: "Tự kiểm tra trùng lặp".to_owned(),
            title: String::new(),
            code: String::new(),
            lead: "Nội dung có phần giống đáng kể với hồ sơ đã nộp.".to_owned(),
            sources: vec![source],
            alike: Vec::new(),
            exclusions: Vec::new(),
            ..Self::sample()
        }
    }
}

impl OverlapPairPage {
    /// One passage, one verdict.
    pub fn sample() -> Self {
        let mut shell = staff_shell("Cán bộ tiếp nhận mẫu", "Cán bộ tiếp nhận", "/dossiers");
        shell.back = Some(back("Đối chiếu trùng lặp", "/dossiers/24/overlap"));
        Self {
            shell,
            title: TITLE.to_owned(),
            code: "0024".to_owned(),
            source: source(1),
            rows: vec![PairRow {
                kind: tag("có sửa chữ", Tone::Active),
                size: "84 âm tiết giống nhau".to_owned(),
                here: side("Nội dung giải pháp", "giấy hẹn", None),
                there: side(
                    "Bao-cao.docx, trang 2",
                    "phiếu nhận",
                    Some("/dossiers/12/files/f1/text?from=4&to=90#found"),
                ),
            }],
            alike_explained: ALIKE.to_owned(),
            alike: vec![PairRow {
                kind: tag("gần nghĩa", Tone::Plain),
                size: "6 câu".to_owned(),
                here: side("Hiệu quả", "giấy hẹn", None),
                there: side("Hiệu quả", "phiếu nhận", None),
            }],
            verdicts: strings(&[
                "Kế thừa (Cán bộ tiếp nhận mẫu, 09:00 ngày 12/04/2024; khi đó giống 12,5 %, đoạn dài nhất 84 âm tiết). Lý do: Có nêu nguồn.",
            ]),
            form: Some(VerdictForm {
                action: "/dossiers/24/overlap/12/verdicts".to_owned(),
                options: vec![
                    Opt::new("duplicate", "Trùng").hint("Nội dung chính đã có trong hồ sơ trước."),
                    Opt::new("continues", "Kế thừa").selected(true),
                ],
                note: String::new(),
                seen: 1,
            }),
            errors: Errors::none(),
        }
    }

    /// The two say the same in other words and share no passage.
    pub fn sample_alike() -> Self {
        Self {
            rows: Vec::new(),
            ..Self::sample()
        }
    }

    /// Sent without a verdict.
    pub fn sample_error() -> Self {
        Self {
            errors: Errors::none()
                .with("verdict", "Chọn một kết luận.")
                .with("note", "Ghi lý do."),
            ..Self::sample()
        }
    }
}
