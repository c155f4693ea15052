use super::{TITLE, author_shell, back, closing_soon, file_part, files, required, tag};
use crate::draft::{
    AuthorRow, AuthorsPage, Conflict, ConflictView, EvidencePage, FieldKind, SectionField,
    SectionPage,
};
use crate::parts::{Errors, FilePart, Link, Meter, Opt, Tag, Tone};

const TEXT: &str = "Trong phạm vi cơ quan chưa có giải pháp nào gắn yêu cầu chỉnh sửa với vị trí trong bản thảo và tự kiểm tra lần nộp sau.";

fn field(key: &str, label: &str, hint: &str, kind: FieldKind, value: &str) -> SectionField {
    SectionField {
        key: key.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        kind,
        value: value.to_owned(),
        optional: false,
    }
}

impl SectionPage {
    /// One long text.
    pub fn sample() -> Self {
        let mut shell = author_shell();
        shell.back = Some(back("Các mục của hồ sơ", "/dossiers/24"));
        Self {
            shell,
            dossier: TITLE.to_owned(),
            heading: "Tính mới".to_owned(),
            step: Some((4, 7)),
            intro: Some("Nêu điểm khác với những gì đã làm ở đơn vị trước đó, và đã tìm ở đâu để biết là mới.".to_owned()),
            action: "/dossiers/24/sections/novelty".to_owned(),
            version: 4,
            fields: vec![
                field("novelty", "Tính mới của sáng kiến", "Không cần nhắc lại phần mô tả giải pháp.", FieldKind::LongText { min: Some(200), max: Some(4000) }, TEXT),
                SectionField { optional: true, ..field("sources", "Nơi đã tra cứu", "Ví dụ: sổ công nhận của huyện, cổng dữ liệu của tỉnh.", FieldKind::LongText { min: None, max: Some(500) }, "") },
            ],
            errors: Errors::none(),
            saved: Some("Đã lưu lúc 21:58:12.".to_owned()),
            deadline: Some(closing_soon()),
            complete: Some(false),
            conflict: None,
        }
    }

    /// Every kind of field.
    pub fn sample_general() -> Self {
        let options = |list: &[&str]| {
            list.iter()
                .map(|label| Opt::new(*label, *label))
                .collect::<Vec<_>>()
        };
        Self {
            heading: "Thông tin chung".to_owned(),
            step: Some((1, 7)),
            intro: None,
            action: "/dossiers/24/sections/general".to_owned(),
            fields: vec![
                field(
                    "title",
                    "Tên sáng kiến",
                    "Nói được giải pháp làm gì, cho ai.",
                    FieldKind::Text,
                    TITLE,
                ),
                field(
                    "field",
                    "Lĩnh vực",
                    "",
                    FieldKind::Choice(options(&[
                        "Cải cách hành chính",
                        "Giáo dục và đào tạo",
                        "Y tế",
                        "Nông nghiệp",
                    ])),
                    "",
                ),
                field(
                    "first_applied",
                    "Ngày áp dụng lần đầu",
                    "Ngày đầu tiên giải pháp được dùng thật tại đơn vị, ví dụ 12/06/2023.",
                    FieldKind::Date,
                    "12/06/2023",
                ),
                field(
                    "unit",
                    "Đơn vị áp dụng",
                    "",
                    FieldKind::Choice(options(&[
                        "Phòng Kinh tế",
                        "Phòng Nội vụ",
                        "Phòng Tư pháp",
                        "Phòng Y tế",
                        "Trường Tiểu học mẫu A",
                        "Trường THCS mẫu B",
                        "UBND xã mẫu C",
                    ])),
                    "",
                ),
                field(
                    "secret",
                    "Sáng kiến không chứa bí mật nhà nước",
                    "",
                    FieldKind::Checkbox,
                    "yes",
                ),
            ],
            complete: None,
            ..Self::sample()
        }
    }

    /// With problems.
    pub fn sample_error() -> Self {
        Self {
            errors: Errors::none()
                .with("title", "Nhập tên sáng kiến.")
                .with("field", "Chọn lĩnh vực của sáng kiến.")
                .with(
                    "first_applied",
                    "Ngày 31/02/2023 không có trong lịch. Nhập lại theo ngày/tháng/năm.",
                ),
            ..Self::sample_general()
        }
    }

    /// Two versions.
    pub fn sample_conflict() -> Self {
        Self {
            conflict: Some(ConflictView {
                saved_by: "Tác giả mẫu 02 lưu lúc 21:57:40".to_owned(),
                fields: vec![Conflict {
                    key: "novelty".to_owned(),
                    label: "Tính mới của sáng kiến".to_owned(),
                    yours: TEXT.to_owned(),
                    theirs: "Giải pháp lần đầu gắn yêu cầu chỉnh sửa với từng trang của bản thảo.\nĐã tra cứu sổ công nhận của huyện từ năm 2015.".to_owned(),
                    options: Vec::new(),
                }],
                same: vec![("sources".to_owned(), String::new())],
            }),
            saved: None,
            ..Self::sample()
        }
    }
}

impl AuthorsPage {
    /// Two authors, the sum right.
    pub fn sample() -> Self {
        let mut shell = author_shell();
        shell.back = Some(back("Các mục của hồ sơ", "/dossiers/24"));
        let row = |name: &str, born: &str, share: &str, account: &str| AuthorRow {
            full_name: name.to_owned(),
            birth_date: born.to_owned(),
            workplace: "Phòng Kinh tế huyện Phúc Thọ".to_owned(),
            position: "Chuyên viên".to_owned(),
            qualification: "Thạc sĩ".to_owned(),
            share: share.to_owned(),
            account: account.to_owned(),
        };
        Self {
            shell,
            dossier: TITLE.to_owned(),
            step: Some((2, 7)),
            action: "/dossiers/24/authors".to_owned(),
            version: 3,
            rows: vec![
                row("Tác giả mẫu 01", "05/09/1985", "60", "tacgia.mau01"),
                row("Tác giả mẫu 02", "12/01/1990", "40", ""),
            ],
            total: "100 %".to_owned(),
            total_right: true,
            errors: Errors::none(),
            saved: Some("Đã lưu lúc 21:58:12.".to_owned()),
            deadline: Some(closing_soon()),
            conflict: None,
        }
    }

    /// The sum is wrong.
    pub fn sample_error() -> Self {
        let mut page = Self::sample();
        if let Some(last) = page.rows.last_mut() {
            "33,4".clone_into(&mut last.share);
            last.full_name.clear();
        }
        "93,4 %".clone_into(&mut page.total);
        page.total_right = false;
        page.errors = Errors::none()
            .with("full_name.1", "Nhập họ và tên của tác giả 2.")
            .with(
                "total",
                "Tổng tỷ lệ là 93,4 %, cần đúng 100 %. Chia thêm 6,6 %.",
            );
        page
    }
}

impl EvidencePage {
    /// Two files.
    pub fn sample() -> Self {
        let mut shell = author_shell();
        shell.back = Some(back("Các mục của hồ sơ", "/dossiers/24"));
        let mut files = files();
        if let Some(first) = files.first_mut() {
            first.status = Some(tag("Đã kiểm tra", Tone::Good));
        }
        Self {
            shell,
            dossier: TITLE.to_owned(),
            next: Link::new("Tiếp tục", "/dossiers/24"),
            step: Some((6, 7)),
            action: "/dossiers/24/evidence".to_owned(),
            heading: "Minh chứng".to_owned(),
            lead: "Tài liệu chứng minh sáng kiến đã được áp dụng và có hiệu quả.".to_owned(),
            parts: Vec::new(),
            parts_line: None,
            files,
            limits: "PDF, Word, Excel, ảnh JPEG hoặc PNG; mỗi tệp đến 20 MB, cả hồ sơ đến 50 MB."
                .to_owned(),
            accept: ".pdf,.docx,.xlsx,.jpg,.jpeg,.png".to_owned(),
            max_bytes: 20 * 1024 * 1024,
            used: "2,6 MB trong 50 MB".to_owned(),
            used_meter: Meter {
                label: "Đã dùng 2,6 MB trong 50 MB".to_owned(),
                value: 26,
                max: 500,
                marks: Vec::new(),
            },
            errors: Errors::none(),
            deadline: None,
        }
    }

    /// Parts that the procedure names: one there, one refused, one that may be there.
    pub fn sample_parts() -> Self {
        let mut errors = Errors::none();
        errors.push(
            "file.ban-do",
            "“So-do.jpg”: Thành phần “Bản đồ địa điểm” chỉ nhận tệp PDF, DOCX.",
        );
        let part = |key: &str, label: &str, need: Tag| FilePart {
            errors: errors.clone(),
            ..file_part(key, label, need)
        };
        let mut report = part("thuyet-minh", "Bản thuyết minh có đóng dấu", required());
        report.files = files().into_iter().map(|file| (file, true)).collect();
        report.status = tag("Đã có 2 tệp", Tone::Good);
        let mut map = part("ban-do", "Bản đồ địa điểm", required());
        map.reason =
            Some("Bắt buộc khi “Có xây dựng mới”; hồ sơ này thuộc trường hợp đó.".to_owned());
        map.status = tag("Còn thiếu", Tone::Late);
        let beside = part("*", "Tài liệu khác", tag("Không bắt buộc", Tone::Plain));
        Self {
            heading: "Giấy tờ kèm theo".to_owned(),
            lead: "Giấy tờ có đóng dấu của cơ quan, tổ chức đề nghị.".to_owned(),
            parts: vec![report, map, beside],
            parts_line: Some(
                "Hồ sơ có 2 thành phần là tệp; còn thiếu 1 thành phần bắt buộc.".to_owned(),
            ),
            files: Vec::new(),
            errors: errors.clone(),
            ..Self::sample()
        }
    }

    /// Files that were not taken.
    pub fn sample_error() -> Self {
        Self {
            files: Vec::new(),
            errors: Errors::none()
                .with("file", "Tệp “Anh-hoat-dong.heic” không thuộc loại được nhận. Lưu lại thành JPEG hoặc PNG rồi tải lên.")
                .with("file", "Tệp “Video.mp4” nặng 84 MB, vượt mức 20 MB. Chọn tệp nhỏ hơn."),
            ..Self::sample()
        }
    }
}
