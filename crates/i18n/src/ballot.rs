//! What is wrong with the export of a secret vote.

use sangkien_ballot::BallotFault;

use crate::Language;

/// A fault in a sentence.
pub fn fault(fault: &BallotFault, language: Language) -> String {
    match language {
        Language::Vi => fault_vi(fault),
        Language::En => fault_en(fault),
    }
}

fn fault_vi(fault: &BallotFault) -> String {
    match fault {
        BallotFault::Version { stated } => format!("Quy cách {stated} chưa được hỗ trợ."),
        BallotFault::Key => "Khóa kiểm tra không đọc được.".into(),
        BallotFault::Forged { serial } => {
            format!("Phiếu {serial} không có chữ ký hợp lệ: phiếu giả hoặc đã bị sửa.")
        }
        BallotFault::Twice { serial } => format!("Phiếu {serial} có hai lần."),
        BallotFault::Choice { serial, choice } => {
            format!("Phiếu {serial} chọn “{choice}”, không có trong các lựa chọn.")
        }
        BallotFault::Order => {
            "Các phiếu không xếp theo số phiếu; thứ tự có thể cho biết lúc bỏ phiếu.".into()
        }
        BallotFault::NotOnRoll { member } => {
            format!("{member} nhận phiếu nhưng không có trong danh sách được bỏ phiếu.")
        }
        BallotFault::PaperTwice { member } => format!("{member} nhận phiếu hai lần."),
        BallotFault::SamePaper { member } => {
            format!("{member} nhận cùng một tờ phiếu với người khác.")
        }
        BallotFault::TooMany { papers, ballots } => {
            format!("Phát {papers} phiếu nhưng có {ballots} phiếu: có phiếu thêm vào.")
        }
        BallotFault::TooFew { papers, ballots } => {
            format!("Phát {papers} phiếu nhưng chỉ có {ballots} phiếu: có phiếu bị bỏ ra.")
        }
        BallotFault::Tally {
            choice,
            stated,
            found,
        } => format!("Lựa chọn “{choice}” ghi {stated} phiếu, đếm được {found}."),
        BallotFault::Seal => "Niêm phong không khớp với nội dung.".into(),
        BallotFault::OtherSeal => "Niêm phong khác với niêm phong đã ghi khi đóng bỏ phiếu.".into(),
        BallotFault::Receipt { receipt } => {
            format!("Không có phiếu nào ứng với biên nhận {receipt}.")
        }
    }
}

fn fault_en(fault: &BallotFault) -> String {
    match fault {
        BallotFault::Version { stated } => format!("form {stated} is not known"),
        BallotFault::Key => "the checking key cannot be read".into(),
        BallotFault::Forged { serial } => format!("ballot {serial} is forged or altered"),
        BallotFault::Twice { serial } => format!("ballot {serial} is there twice"),
        BallotFault::Choice { serial, choice } => format!("ballot {serial} is for “{choice}”"),
        BallotFault::Order => "ballots are not in the order of their serials".into(),
        BallotFault::NotOnRoll { member } => format!("{member} is not on the roll"),
        BallotFault::PaperTwice { member } => format!("{member} has two papers"),
        BallotFault::SamePaper { member } => format!("{member} has the paper of another"),
        BallotFault::TooMany { papers, ballots } => {
            format!("{ballots} ballots for {papers} papers: some were added")
        }
        BallotFault::TooFew { papers, ballots } => {
            format!("{ballots} ballots for {papers} papers: some were dropped")
        }
        BallotFault::Tally {
            choice,
            stated,
            found,
        } => format!("“{choice}” states {stated}, counted {found}"),
        BallotFault::Seal => "the seal does not fit the content".into(),
        BallotFault::OtherSeal => "the seal is not the one noted at closing".into(),
        BallotFault::Receipt { receipt } => format!("no ballot for the receipt {receipt}"),
    }
}
