//! Pictures of signatures and seals in words.

use sangkien_domain::stamp::StampFault;

use crate::Language;
use crate::refusal::Message;

/// Why a picture is not kept, and what to do.
pub(crate) fn refusal(fault: StampFault, language: Language) -> Message {
    let (vi, en) = match fault {
        StampFault::NotPng => (
            "Tệp không phải là ảnh PNG hoặc đã hỏng. Chọn ảnh .png nền trong suốt.",
            "The file is no PNG picture, or it is damaged.",
        ),
        StampFault::TooLarge => (
            "Ảnh lớn hơn 1 MB hoặc rộng, cao quá 2.000 điểm ảnh. Thu nhỏ ảnh rồi chọn lại.",
            "The picture is larger than 1 MB or 2,000 pixels.",
        ),
        StampFault::Opaque => (
            "Ảnh không có nền trong suốt nên sẽ che chữ trên văn bản. Xóa nền ảnh rồi chọn lại.",
            "Nothing of the picture is transparent, so it would cover the paper.",
        ),
        StampFault::Blank => (
            "Ảnh không có nét nào nhìn thấy được.",
            "Nothing of the picture can be seen.",
        ),
        StampFault::Ink => (
            "Ảnh chữ ký phải có màu xanh, ảnh con dấu phải có màu đỏ (Nghị định 30/2020/NĐ-CP, Phụ lục I).",
            "A hand signature must be blue, a seal red.",
        ),
        StampFault::Width => (
            "Ghi chiều rộng thật của con dấu, từ 15 đến 60 milimét.",
            "The real width of the seal is needed, from 15 to 60 millimetres.",
        ),
    };
    let kept = language.pick("Ảnh đang dùng không đổi.", "The picture in use stays.");
    Message::new(language.pick(vi, en)).kept(kept)
}
