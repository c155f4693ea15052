//! The content of an uploaded file.

use super::{author_shell, back, strings};
use crate::file_text::{FileTextPage, LineKind, TextLine, TextSheet};
use crate::parts::{Fact, Kind, Link, Notice, Pager};

fn line(kind: LineKind, text: &str) -> TextLine {
    TextLine {
        kind,
        cells: vec![vec![(text.to_owned(), false)]],
        found: false,
    }
}

impl FileTextPage {
    /// The third page of a report, with a passage marked.
    pub fn sample() -> Self {
        let mut shell = author_shell();
        shell.back = Some(back("Hồ sơ", "/dossiers/24"));
        let quoted = TextLine {
            kind: LineKind::Paragraph,
            cells: vec![vec![
                ("Trước khi áp dụng, ".to_owned(), false),
                ("mỗi hồ sơ chờ trung bình 42 phút".to_owned(), true),
                (" tại bộ phận một cửa.".to_owned(), false),
            ]],
            found: true,
        };
        let row = |cells: &[&str]| TextLine {
            kind: LineKind::Row,
            cells: strings(cells)
                .into_iter()
                .map(|cell| vec![(cell, false)])
                .collect(),
            found: false,
        };
        Self {
            shell,
            name: "Bao-cao-sang-kien.pdf".to_owned(),
            facts: vec![
                Fact::new("Loại tệp", "PDF, 2,4 MB"),
                Fact::new("Đã đọc", "12 trang, 21.480 ký tự"),
            ],
            notice: None,
            download: Some("/dossiers/24/files/f1".to_owned()),
            take: Some("/dossiers/24/files/f1/report".to_owned()),
            retry: None,
            query: "chờ".to_owned(),
            searchable: true,
            result: Some("2 chỗ phù hợp, ở 2 trang.".to_owned()),
            hits: vec![
                Link::new("Trang 3", "/dossiers/24/files/f1/text?find=cho&page=3"),
                Link::new("Trang 7", "/dossiers/24/files/f1/text?find=cho&page=7"),
            ],
            sheet: Some(TextSheet {
                title: "Trang 3".to_owned(),
                picture: None,
                lines: vec![
                    line(LineKind::Heading, "II. THỰC TRẠNG"),
                    quoted,
                    row(&["Tháng", "Số hồ sơ", "Phút chờ"]),
                    row(&["01/2024", "214", "42"]),
                ],
            }),
            pager: Some(Pager::new(3, 1, 12, |page| {
                format!("/dossiers/24/files/f1/text?page={page}")
            })),
        }
    }

    /// A scan on a server that cannot read pictures.
    pub fn sample_unread() -> Self {
        Self {
            name: "Ban-quet.pdf".to_owned(),
            facts: vec![Fact::new("Loại tệp", "PDF, 8,1 MB")],
            notice: Some(Notice::new(
                Kind::Warning,
                "Tệp chỉ có hình ảnh; máy chủ chưa cài chương trình nhận dạng chữ (Tesseract). Đọc lại sau khi máy chủ đã cài, hoặc tải lên bản có chữ.",
            )),
            take: None,
            retry: Some("/dossiers/24/files/f1/reading".to_owned()),
            query: String::new(),
            searchable: false,
            result: None,
            hits: Vec::new(),
            sheet: None,
            pager: None,
            ..Self::sample()
        }
    }
}
