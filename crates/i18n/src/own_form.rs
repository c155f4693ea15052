//! Forms of one's own in words.

use sangkien_domain::refusal::OwnFormRefusal;

use crate::reading::unread;
use crate::{Language, Message};

const KEPT: &str = "Mẫu đang dùng giữ nguyên.";

fn quoted(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
    quoted.join(", ")
}

pub(crate) fn refusal_vi(refusal: &OwnFormRefusal) -> Message {
    match refusal {
        OwnFormRefusal::NotWord => Message::new("Mẫu văn bản phải là tệp Word (DOCX).")
            .kept(KEPT)
            .todo("Lưu mẫu dưới dạng DOCX rồi tải lên."),
        OwnFormRefusal::Unread(reason) => Message::new(unread(*reason, Language::Vi)).kept(KEPT),
        OwnFormRefusal::NoPlaces => Message::new("Tệp không có chỗ điền nào.")
            .kept(KEPT)
            .todo("Ghi tên nội dung cần điền giữa hai dấu ngoặc nhọn, chẳng hạn {{Trích yếu}}."),
        OwnFormRefusal::Broken { words } => Message::new(format!(
            "Có chỗ điền mở bằng {{{{ mà không đóng bằng }}}} trong cùng đoạn, hoặc không ghi tên: {}.",
            quoted(words)
        ))
        .kept(KEPT)
        .todo("Sửa các chỗ này trong tệp rồi tải lên lại."),
        OwnFormRefusal::NoSuchField { place } => Message::new(format!(
            "Loại văn bản này không có nội dung đã chọn cho chỗ điền “{place}”."
        ))
        .kept(KEPT)
        .todo("Chọn nội dung khác."),
        OwnFormRefusal::Untied { places } => Message::new(format!(
            "Chưa chọn nội dung cho các chỗ điền: {}.",
            quoted(places)
        ))
        .kept(KEPT)
        .todo("Chọn nội dung, hoặc chọn để trống, rồi lưu."),
        OwnFormRefusal::Fixed => {
            Message::new("Phiên bản này đã được đưa vào áp dụng nên không sửa được.")
                .kept(KEPT)
                .todo("Tải tệp lên thành phiên bản mới.")
        }
        OwnFormRefusal::NotInForce => {
            Message::new("Phiên bản này không còn áp dụng.").kept(KEPT)
        }
        OwnFormRefusal::Unfilled => Message::new(
            "Văn bản thiếu nội dung mà mẫu của đơn vị cần nên chưa lập được theo mẫu.",
        )
        .todo("Xem lại các chỗ điền của mẫu, hoặc ngừng áp dụng mẫu."),
    }
}

pub(crate) fn refusal_en(refusal: &OwnFormRefusal) -> Message {
    match refusal {
        OwnFormRefusal::NotWord => Message::new("A form is a Word document (DOCX)."),
        OwnFormRefusal::Unread(reason) => Message::new(unread(*reason, Language::En)),
        OwnFormRefusal::NoPlaces => Message::new("The file has no place for data."),
        OwnFormRefusal::Broken { words } => Message::new(format!(
            "Places are not closed or name nothing: {}.",
            quoted(words)
        )),
        OwnFormRefusal::NoSuchField { place } => Message::new(format!(
            "The kind of document has no such field for “{place}”."
        )),
        OwnFormRefusal::Untied { places } => {
            Message::new(format!("Places are tied to nothing: {}.", quoted(places)))
        }
        OwnFormRefusal::Fixed => Message::new("This version has been in force and is fixed."),
        OwnFormRefusal::NotInForce => Message::new("This version is not in force."),
        OwnFormRefusal::Unfilled => {
            Message::new("The document lacks what the form of the unit needs.")
        }
    }
}
