use super::staff_shell;
use crate::parts::Errors;
use crate::stamps::{StampSlot, StampsPage};

impl StampsPage {
    /// A hand without a picture, and a seal with one.
    pub fn sample() -> Self {
        let slot = |heading: &str, kind: &str, millimetres: Option<&str>| StampSlot {
            heading: heading.to_owned(),
            kind: kind.to_owned(),
            owner: "1".to_owned(),
            picture: millimetres.map(|_| "/stamps/seal/1/picture.png".to_owned()),
            note: "Đặt ngày 10/01/2024; 420 × 420 điểm ảnh.".to_owned(),
            millimetres: millimetres.map(str::to_owned),
            errors: Errors::none(),
        };
        Self {
            shell: staff_shell("Văn thư mẫu", "Văn thư", "/stamps"),
            slots: vec![
                slot("Chữ ký của Lãnh đạo mẫu", "hand", None),
                slot("Con dấu của Ủy ban nhân dân huyện mẫu", "seal", Some("36")),
            ],
            errors: Errors::none(),
        }
    }
}
