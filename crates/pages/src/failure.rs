//! When something cannot be done: what happened, what was kept, what to do.

use askama::Template;

use crate::Shell;
use crate::parts::Link;

/// A typed text that must not be lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptField {
    /// Name under which it was posted.
    pub name: String,
    /// Label; the name when the label is not known.
    pub label: String,
    /// What was typed.
    pub value: String,
}

/// A form to send again, its texts open to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retry {
    /// Address to post to.
    pub action: String,
    /// Words of the button; empty where sending again would be refused again, and the texts are only
    /// there to be taken over.
    pub label: String,
    /// Texts shown.
    pub fields: Vec<KeptField>,
    /// Values sent along unseen (versions, choices): name, value.
    pub hidden: Vec<(String, String)>,
}

/// Any answer that is an error.
#[derive(Debug, Clone, Template)]
#[template(path = "failure/error.html")]
pub struct ErrorPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// HTTP status.
    pub status: u16,
    /// The heading.
    pub title: String,
    /// What happened.
    pub happened: String,
    /// What was kept.
    pub kept: Option<String>,
    /// What to do, one step each.
    pub advice: Vec<String>,
    /// Where to go.
    pub links: Vec<Link>,
    /// Reference for the administrator.
    pub reference: Option<String>,
    /// The form with the typed texts.
    pub retry: Option<Retry>,
}

impl ErrorPage {
    /// The usual words for a status; the caller may change any of them.
    pub fn for_status(shell: Shell, status: u16) -> Self {
        let words = words(status);
        Self {
            shell,
            status,
            title: words.title.to_owned(),
            happened: words.happened.to_owned(),
            kept: words.kept.map(str::to_owned),
            advice: words.advice.iter().map(|&step| step.to_owned()).collect(),
            links: vec![Link::new("Về trang đầu", "/")],
            reference: None,
            retry: None,
        }
    }

    /// The answer to a form whose CSRF token is not valid: the typed texts, ready to be sent again.
    pub fn stale_form(shell: Shell, retry: Retry) -> Self {
        let mut page = Self::for_status(shell, 403);
        "Biểu mẫu đã để lâu, cần gửi lại".clone_into(&mut page.title);
        "Mã bảo vệ của biểu mẫu đã hết hiệu lực, thường do trang mở quá lâu hoặc đã đăng nhập lại ở thẻ khác. Nội dung chưa được ghi nhận.".clone_into(&mut page.happened);
        page.kept = Some("Mọi nội dung đã nhập còn nguyên ở dưới đây.".to_owned());
        page.advice = vec!["Kiểm tra lại nội dung rồi chọn gửi lại.".to_owned()];
        page.links = Vec::new();
        page.retry = Some(retry);
        page
    }
}

struct Words {
    title: &'static str,
    happened: &'static str,
    kept: Option<&'static str>,
    advice: &'static [&'static str],
}

fn words(status: u16) -> Words {
    match status {
        400 => Words {
            title: "Yêu cầu không đọc được",
            happened: "Dữ liệu gửi lên không đúng dạng nên hệ thống chưa thực hiện việc nào.",
            kept: None,
            advice: &["Quay lại trang trước, tải lại trang rồi thực hiện lại."],
        },
        403 => Words {
            title: "Việc này cần quyền khác",
            happened: "Tài khoản đang dùng không được giao quyền thực hiện việc này.",
            kept: None,
            advice: &["Nếu công việc cần quyền này, đề nghị quản trị của cơ quan giao quyền."],
        },
        404 => Words {
            title: "Không tìm thấy trang này",
            happened: "Địa chỉ không đúng, nội dung đã chuyển đi, hoặc tài khoản không được xem nội dung này.",
            kept: None,
            advice: &[
                "Kiểm tra lại địa chỉ.",
                "Tra cứu sáng kiến đã công nhận, hoặc mở danh sách việc của mình.",
            ],
        },
        409 => Words {
            title: "Nội dung đã được thay đổi ở nơi khác",
            happened: "Từ lúc trang này được mở, dữ liệu đã có thay đổi mới hơn nên lần gửi này chưa được ghi.",
            kept: Some("Bản mới hơn được giữ nguyên; không có nội dung nào bị ghi đè."),
            advice: &["Tải lại trang để xem bản mới nhất rồi thực hiện lại nếu vẫn cần."],
        },
        413 => Words {
            title: "Tệp vượt quá dung lượng cho phép",
            happened: "Tệp gửi lên lớn hơn mức cho phép nên chưa được lưu.",
            kept: Some("Các tệp và nội dung đã lưu trước đó còn nguyên."),
            advice: &["Chia nhỏ hoặc nén tệp rồi tải lên lại."],
        },
        422 => Words {
            title: "Chưa thực hiện được việc này",
            happened: "Dữ liệu gửi lên chưa đáp ứng điều kiện của bước này.",
            kept: Some("Nội dung đã lưu trước đó còn nguyên."),
            advice: &["Xem lại điều kiện của bước này rồi thực hiện lại."],
        },
        429 => Words {
            title: "Thao tác quá nhiều lần",
            happened: "Trong thời gian ngắn đã có quá nhiều yêu cầu từ tài khoản hoặc địa chỉ này.",
            kept: Some("Nội dung đã lưu trước đó còn nguyên."),
            advice: &["Chờ một phút rồi thực hiện lại."],
        },
        503 => Words {
            title: "Hệ thống đang tạm ngừng để bảo trì",
            happened: "Máy chủ đang khởi động hoặc đang bảo trì, chưa phục vụ được yêu cầu này.",
            kept: Some("Mọi nội dung đã lưu còn nguyên."),
            advice: &["Thử lại sau ít phút."],
        },
        _ => Words {
            title: "Hệ thống gặp sự cố khi xử lý",
            happened: "Máy chủ không hoàn thành được yêu cầu này; không có phần nào được ghi dở dang.",
            kept: Some("Mọi nội dung đã lưu trước đó còn nguyên."),
            advice: &[
                "Thử lại sau ít phút.",
                "Nếu vẫn gặp, báo quản trị của cơ quan kèm mã tham chiếu dưới đây.",
            ],
        },
    }
}

/// The session ended while something was being typed. Posts to `/login`:
/// `account`, `password`, `next`, `resume` (address the texts were for),
/// `kept.{name}` for each text and `hidden.{name}` for each unseen value. After
/// signing in, answer with [`ErrorPage`] and `retry` (see [`ErrorPage::resumed`]).
#[derive(Debug, Clone, Template)]
#[template(path = "failure/session_expired.html")]
pub struct SessionExpiredPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Account, when it is known.
    pub account: String,
    /// Page to return to.
    pub next: String,
    /// The form that was being sent.
    pub retry: Option<Retry>,
}

impl ErrorPage {
    /// The page after signing in again: the kept texts, ready to be sent.
    pub fn resumed(shell: Shell, retry: Retry) -> Self {
        let mut page = Self::stale_form(shell, retry);
        page.status = 200;
        "Đã đăng nhập lại, kiểm tra và gửi tiếp".clone_into(&mut page.title);
        "Phiên làm việc trước đã hết khi gửi nội dung dưới đây; nội dung chưa được ghi nhận."
            .clone_into(&mut page.happened);
        page
    }
}
