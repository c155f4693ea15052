//! Sheets filled in without a connection, in words.

use sangkien_domain::offline::OfflineFault;

use crate::{Language, sheet_fault};

/// Why a sheet of a workbook is not taken, and what to do.
pub fn offline_fault(fault: &OfflineFault, language: Language) -> String {
    let (vi, en) = match fault {
        OfflineFault::Unsealed => (
            "Trang này không có niêm phong của hệ thống. Tải sổ mới và chép điểm sang.",
            "The sheet bears no seal of this system.",
        ),
        OfflineFault::Altered => (
            "Niêm phong hoặc ô khóa của trang này đã bị sửa. Tải sổ mới và chép điểm sang.",
            "The seal or a locked cell of the sheet was altered.",
        ),
        OfflineFault::OtherMember => (
            "Trang này được lập cho thành viên khác. Dùng sổ tải bằng tài khoản của mình.",
            "The sheet was made for another member.",
        ),
        OfflineFault::OtherRound => (
            "Trang này thuộc hội đồng, phiên họp hoặc đợt xét khác. Tải sổ mới.",
            "The sheet belongs to another council, session or round.",
        ),
        OfflineFault::OtherRubric => (
            "Trang này lập theo bảng điểm khác. Tải sổ mới và chép điểm sang.",
            "The sheet follows another rubric.",
        ),
        OfflineFault::Outdated => (
            "Phiếu đã được lưu trên hệ thống sau khi tải sổ; nội dung đã lưu giữ nguyên. Tải sổ mới và chép điểm sang nếu vẫn cần.",
            "The sheet was saved here after the workbook had been made.",
        ),
        OfflineFault::Sent => (
            "Phiếu đã gửi và khóa nên không nhận nội dung khác. Xóa nội dung trang này khỏi sổ.",
            "The sheet has been sent and is locked.",
        ),
        OfflineFault::NotGiven => (
            "Hồ sơ này không có trong danh sách phiếu chấm của tài khoản. Xóa trang này khỏi sổ.",
            "The dossier is not among those that the account marks.",
        ),
        OfflineFault::Twice => (
            "Sổ có hai trang của cùng một phiếu. Giữ lại một trang.",
            "The workbook holds the same sheet twice.",
        ),
        OfflineFault::VoteUnreadable => (
            "Biểu quyết chỉ ghi “Đồng ý” hoặc “Không đồng ý”.",
            "The vote is neither in favour nor against.",
        ),
        OfflineFault::Formula { cell } => {
            return match language {
                Language::Vi => {
                    format!("Ô {cell} chứa công thức. Ghi giá trị, không ghi công thức.")
                }
                Language::En => format!("Cell {cell} holds a formula; write the value."),
            };
        }
        OfflineFault::NotANumber { label } => {
            return match language {
                Language::Vi => {
                    format!("Điểm “{label}” không phải số có nhiều nhất hai chữ số thập phân.")
                }
                Language::En => {
                    format!("The score of “{label}” is no number with at most two decimals.")
                }
            };
        }
        OfflineFault::Score(fault) => return sheet_fault(fault, language),
    };
    language.pick(vi, en).to_owned()
}
