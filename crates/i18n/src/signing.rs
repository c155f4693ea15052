//! How far a paper is on its way to an original, and what holds it up.

use sangkien_domain::signing::{PaperState, SigningFault};

use crate::Language;
use crate::refusal::Message;

/// How far a paper is.
pub fn state(state: PaperState, language: Language) -> &'static str {
    let (vi, en) = match state {
        PaperState::Made => ("Chưa ký số", "Not signed"),
        PaperState::Signed => ("Đã ký, chờ đóng dấu", "Signed, waiting for the seal"),
        PaperState::Sealed => ("Đã ký và đóng dấu", "Signed and sealed"),
        PaperState::Brought => ("Ký ở hệ thống khác", "Signed elsewhere"),
    };
    language.pick(vi, en)
}

/// What happened and what to do.
pub fn fault(fault: SigningFault, language: Language) -> Message {
    let (sentence, todo) = words(fault, language);
    Message::new(sentence).todo(todo)
}

fn words(fault: SigningFault, language: Language) -> (&'static str, &'static str) {
    let ((vi, vi_todo), (en, en_todo)) = match fault {
        SigningFault::NoKey => (
            (
                "Máy chủ không giữ khóa ký số của người ký hoặc cơ quan này.",
                "Ký bằng thiết bị tại bàn làm việc, hoặc đề nghị quản trị khai báo khóa.",
            ),
            (
                "The server holds no key of this signer or body.",
                "Sign with a token at the desk.",
            ),
        ),
        SigningFault::Key => (
            (
                "Khóa hoặc thiết bị ký số từ chối ký.",
                "Kiểm tra thiết bị, mã PIN rồi ký lại.",
            ),
            (
                "The key or the token refused.",
                "Check the token, then sign again.",
            ),
        ),
        SigningFault::Stamp => (
            (
                "Máy chủ dấu thời gian không trả lời đúng.",
                "Ký lại sau ít phút.",
            ),
            (
                "The time-stamp server did not answer as it should.",
                "Sign again later.",
            ),
        ),
        SigningFault::Paper => (
            (
                "Tệp của văn bản không thêm được chữ ký.",
                "Báo quản trị kiểm tra tệp.",
            ),
            ("The file cannot be signed.", "Tell the administrator."),
        ),
        SigningFault::Foreign => (
            (
                "Chữ ký này không thuộc về văn bản nào đang chờ ký.",
                "Lấy lại danh sách cần ký, ký rồi nạp chữ ký mới.",
            ),
            (
                "The signature fits none of the papers that wait for one.",
                "Take the list again, sign, and bring the new signatures.",
            ),
        ),
        SigningFault::NotSigned => (
            (
                "Tệp này không có chữ ký số.",
                "Ký số văn bản rồi tải bản đã ký lên.",
            ),
            (
                "The file is not signed.",
                "Sign the paper, then bring the signed file.",
            ),
        ),
        SigningFault::Void => (
            (
                "Chữ ký số trong tệp không hợp lệ.",
                "Ký lại từ bản tải về của văn bản này.",
            ),
            ("A signature in it is void.", "Sign the paper again."),
        ),
        SigningFault::NotOurs => (
            (
                "Tệp này không phải là bản của văn bản này được thêm chữ ký.",
                "Tải văn bản về, ký số trên chính tệp đó rồi tải lên.",
            ),
            (
                "The file is not this paper with signatures added.",
                "Download the paper and sign that very file.",
            ),
        ),
        SigningFault::Known => (
            ("Tệp này đã được lưu với văn bản.", "Không cần tải lên lại."),
            ("The file is there already.", "Nothing is to be done."),
        ),
        SigningFault::Unread => (
            (
                "Tệp không phải là PDF đọc được nên không kiểm tra được chữ ký.",
                "Chọn tệp PDF không đặt mật khẩu.",
            ),
            (
                "The file is not a PDF that can be read.",
                "Choose a PDF without a password.",
            ),
        ),
        SigningFault::Stopped => (
            (
                "Việc kiểm tra chữ ký vượt quá giới hạn bộ nhớ hoặc thời gian nên đã dừng.",
                "Thử lại sau.",
            ),
            (
                "Verifying took too much and was stopped.",
                "Try again later.",
            ),
        ),
        SigningFault::Done => (
            (
                "Văn bản đã được ký thêm ở nơi khác từ lúc mở trang này.",
                "Xem lại tình trạng ký trên trang.",
            ),
            (
                "The paper has been signed meanwhile.",
                "Look at the page again.",
            ),
        ),
    };
    language.pick((vi, vi_todo), (en, en_todo))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_says_what_happened_and_what_to_do_in_words_of_its_own() {
        let mut seen = std::collections::BTreeSet::new();
        for found in SigningFault::ALL {
            for language in Language::ALL {
                let message = fault(found, language);
                assert!(seen.insert(message.line()), "{found:?} twice");
                assert!(message.todo.is_some());
            }
        }
    }
}
