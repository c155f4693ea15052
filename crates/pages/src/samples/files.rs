//! Uploaded files, and places for them.

use super::tag;
use crate::parts::{Errors, FilePart, FileRow, Link, Tag, Tone};

/// Two files of a dossier.
pub(crate) fn files() -> Vec<FileRow> {
    let file = |id: &str, name: &str, kind: &str, size: &str, hash: &str| FileRow {
        id: id.to_owned(),
        name: name.to_owned(),
        href: Some(format!("/dossiers/24/files/{id}")),
        kind: kind.to_owned(),
        size: size.to_owned(),
        hash: hash.to_owned(),
        added: Some("Tác giả mẫu 01 tải lên lúc 21:12 ngày 09/04/2024".to_owned()),
        status: None,
        about: None,
        content: Some(Link::new(
            "Xem nội dung: đã đọc 12 trang",
            format!("/dossiers/24/files/{id}/text"),
        )),
    };
    vec![
        file(
            "f1",
            "Ke-hoach-trien-khai.pdf",
            "PDF",
            "2,4 MB",
            "9f86d081 884c7d65 9a2feaa0 c55ad015 a3bf4f1b 2b0b822c d15d6c15 b0f00a08",
        ),
        file(
            "f2",
            "So-lieu-truoc-va-sau.xlsx",
            "Bảng tính Excel",
            "184 KB",
            "60303ae2 2b998861 bce3b28f 33eec1be 758a213c 86c93c07 6dbe9f55 8c11c752",
        ),
    ]
}

/// What a part is that must be there.
pub(crate) fn required() -> Tag {
    tag("Bắt buộc", Tone::Active)
}

/// A part without files.
pub(crate) fn file_part(key: &str, label: &str, need: Tag) -> FilePart {
    FilePart {
        csrf: "mau-csrf".to_owned(),
        action: "/dossiers/24/evidence".to_owned(),
        seen: None,
        key: key.to_owned(),
        label: label.to_owned(),
        need,
        reason: None,
        status: tag("Chưa có tệp", Tone::Plain),
        files: Vec::new(),
        limits: "Tệp PDF, DOCX; mỗi tệp không quá 20 MB.".to_owned(),
        accept: ".pdf,.docx".to_owned(),
        max_bytes: 20 << 20,
        citation: None,
        errors: Errors::none(),
    }
}
