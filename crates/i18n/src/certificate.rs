//! Why it is not changed whether a certificate holds, in words.

use sangkien_domain::refusal::CertificateRefusal;

use crate::Language;
use crate::refusal::Message;

/// What stands in the way and what to do.
pub(crate) fn refusal(refusal: CertificateRefusal, language: Language) -> Message {
    let ((vi, vi_todo), (en, en_todo)) = match refusal {
        CertificateRefusal::NotValid => (
            (
                "Giấy chứng nhận này không còn giá trị nên không thu hồi hoặc thay được nữa.",
                "Xem lại tình trạng của giấy.",
            ),
            (
                "The certificate does not hold any more.",
                "Look at it again.",
            ),
        ),
        CertificateRefusal::NotRevoked => (
            (
                "Giấy chứng nhận này không ở tình trạng bị thu hồi.",
                "Xem lại tình trạng của giấy.",
            ),
            ("The certificate has not been revoked.", "Look at it again."),
        ),
        CertificateRefusal::Replaced => (
            (
                "Tác giả đã có giấy chứng nhận khác còn giá trị cho sáng kiến này.",
                "Thu hồi giấy kia trước, nếu đúng là cần khôi phục giấy này.",
            ),
            (
                "Another certificate holds in its place.",
                "Revoke that one first.",
            ),
        ),
        CertificateRefusal::DecisionMissing => (
            (
                "Chưa ghi số quyết định.",
                "Ghi số và ký hiệu của quyết định làm căn cứ.",
            ),
            (
                "The number of the decision is missing.",
                "Name the decision.",
            ),
        ),
        CertificateRefusal::DayUnusable => (
            (
                "Ngày của quyết định chưa có, không có trong lịch, hoặc ở sau hôm nay.",
                "Ghi theo thứ tự ngày/tháng/năm, ví dụ 12/06/2023.",
            ),
            (
                "The day of the decision is missing or in the future.",
                "Write it as day/month/year.",
            ),
        ),
        CertificateRefusal::NameMissing => (
            ("Chưa ghi họ và tên người được cấp.", "Ghi họ và tên đúng."),
            ("The name of the holder is missing.", "Name the holder."),
        ),
    };
    let (sentence, todo) = language.pick((vi, vi_todo), (en, en_todo));
    Message::new(sentence).todo(todo)
}
