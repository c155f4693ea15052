//! Registers of numbers in words.

use sangkien_domain::refusal::{RegisterFault, RegisterRefusal};

use crate::Language;
use crate::refusal::Message;

/// What is wrong with a line, and what to do.
pub fn fault(fault: RegisterFault, language: Language) -> String {
    let (vi, en) = match fault {
        RegisterFault::NumberUnusable => (
            "Số phải là số nguyên từ 1 trở lên.".to_owned(),
            "The number must be a whole number from 1.".to_owned(),
        ),
        RegisterFault::Taken { number } => (
            format!("Số {number:02} đã có trong sổ."),
            format!("The register has {number} already."),
        ),
        RegisterFault::Ahead { next } => (
            format!("Số này chưa đến lượt cấp; số tiếp theo của sổ là {next:02}."),
            format!("The number has not come up; {next} is next."),
        ),
        RegisterFault::DayUnusable => (
            "Ngày phải có, thuộc năm của sổ và không sau hôm nay.".to_owned(),
            "The day is needed, in the year of the register and up to today.".to_owned(),
        ),
        RegisterFault::SubjectMissing => (
            "Chưa ghi trích yếu.".to_owned(),
            "The subject is missing.".to_owned(),
        ),
        RegisterFault::Empty => (
            "Bảng chưa có dòng nào có số.".to_owned(),
            "The table has no line with a number.".to_owned(),
        ),
        RegisterFault::TooLong { most } => (
            format!("Bảng có nhiều hơn {most} dòng; chia thành nhiều bảng."),
            format!("The table has more than {most} lines; divide it."),
        ),
    };
    language.pick(vi, en)
}

/// What is wrong with which line.
pub(crate) fn refusal(refusal: RegisterRefusal, language: Language) -> Message {
    let said = fault(refusal.fault, language);
    let text = match refusal.line {
        0 => said,
        line => language.pick(
            format!("Dòng {line}: {said}"),
            format!("Line {line}: {said}"),
        ),
    };
    let (vi, en) = ("Chưa số nào được ghi vào sổ.", "Nothing was entered.");
    Message::new(text).kept(language.pick(vi, en))
}
