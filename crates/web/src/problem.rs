//! What can keep a handler from answering, and the page that says so.

use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use sangkien_app::failure::Failure;
use sangkien_app::port::{BlobError, StoreError};
use sangkien_i18n::Language;
use sangkien_pages::failure::{ErrorPage, Retry, SessionExpiredPage};
use sangkien_pages::parts::{Kind, Link, Notice};

use crate::context::{Context, Reply, json};
use crate::resume;

/// Why a request was not answered as asked.
#[derive(Debug)]
pub(crate) enum Problem {
    /// Not there, or not for this person.
    Absent,
    /// The address takes no such method.
    Method,
    /// Somebody has to sign in first.
    SignIn,
    /// The session ended while a form was being filled in.
    Expired,
    /// The form was not made for whoever sends it, or long ago.
    Forged,
    /// The body is larger than the address takes.
    TooLarge,
    /// The body cannot be read.
    Unreadable,
    /// Too many requests; seconds to wait.
    TooMany(u64),
    /// A use case ended other than well.
    Failure(Failure),
    /// The program itself is wrong; the sentence is for the log.
    Broken(String),
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Absent => Self::Absent,
            Failure::NotSignedIn => Self::SignIn,
            other => Self::Failure(other),
        }
    }
}

/// Carries a problem to the frame, which has what a page needs.
#[derive(Clone)]
struct Carried(Arc<Problem>);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Carried(Arc::new(self)));
        response
    }
}

impl Problem {
    fn status(&self) -> StatusCode {
        match self {
            Self::Absent => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::SignIn | Self::Expired => StatusCode::UNAUTHORIZED,
            Self::Forged => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Failure(Failure::Refused(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Failure(Failure::Stale) => StatusCode::CONFLICT,
            Self::Failure(
                Failure::Store(StoreError::Unavailable(_))
                | Failure::Blob(BlobError::Unavailable(_)),
            ) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failure(_) | Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Writes what the administrator needs into the log; people are told in words of their own.
    fn log(&self, context: &Context) {
        let (request, path) = (&context.origin.request, &context.path);
        match self {
            Self::Broken(what) => tracing::error!(%request, %path, "{what}"),
            Self::Failure(Failure::Refused(_) | Failure::Stale) => {}
            Self::Failure(failure) => tracing::error!(%request, %path, "{}", chain(failure)),
            Self::Forged => tracing::warn!(%request, %path, "form refused: its token does not fit"),
            _ => {}
        }
    }

    fn page(&self, context: &Context) -> Reply {
        let status = self.status();
        let mut page = ErrorPage::for_status(context.shell(), status.as_u16());
        page.retry = self.retry(context);
        match self {
            Self::SignIn => return context.go(&resume::sign_in_address(context)),
            Self::Expired => return expired(context, page.retry),
            Self::Forged => {
                if let Some(retry) = page.retry.take() {
                    page = ErrorPage::stale_form(page.shell, retry);
                } else {
                    let words = "Trang đã mở quá lâu; đăng nhập lại.";
                    return context.go_with("/login", &Notice::new(Kind::Warning, words));
                }
            }
            Self::Method => words_for_method(&mut page),
            Self::Failure(Failure::Refused(refusals)) => {
                page.advice = refusals
                    .iter()
                    .map(|refusal| {
                        sangkien_i18n::refusal(refusal, Language::Vi).cited_line(Language::Vi)
                    })
                    .collect();
            }
            Self::Failure(Failure::Store(_) | Failure::Blob(_))
                if status == StatusCode::SERVICE_UNAVAILABLE =>
            {
                "Hệ thống đang bận, chưa thực hiện được".clone_into(&mut page.title);
                "Nơi lưu dữ liệu chưa sẵn sàng nên yêu cầu này chưa được thực hiện."
                    .clone_into(&mut page.happened);
            }
            Self::Failure(Failure::Blob(BlobError::Missing | BlobError::Damaged)) => {
                "Tệp không đọc được".clone_into(&mut page.title);
                "Tệp lưu trữ bị thiếu hoặc không còn đúng với mã băm đã ghi nên hệ thống không đưa ra.".clone_into(&mut page.happened);
            }
            _ => {}
        }
        if matches!(self, Self::Failure(Failure::Stale)) && page.retry.is_some() {
            page.kept =
                Some("Bản mới hơn và nội dung vừa nhập ở dưới đây đều còn nguyên.".to_owned());
            page.advice = vec![
                "Mở trang ở thẻ mới để xem bản mới nhất, rồi chép sang phần cần giữ.".to_owned(),
            ];
        }
        if page.retry.is_some() && page.status >= 500 {
            page.kept = Some("Mọi nội dung đã nhập còn nguyên ở dưới đây.".to_owned());
        }
        if page.status >= 500 {
            page.reference = Some(context.origin.request.clone());
        }
        if context.caller.is_some() {
            page.links.insert(0, Link::new("Việc của tôi", "/work"));
        }
        context.html_as(status, &page)
    }

    /// The form to send again, where sending again can help.
    fn retry(&self, context: &Context) -> Option<Retry> {
        match self {
            Self::Absent | Self::Method | Self::TooLarge | Self::Unreadable | Self::SignIn => None,
            Self::Expired => resume::retry(context).filter(|retry| !retry.fields.is_empty()),
            // What somebody else changed is not to be sent again unread; typed texts are shown to
            // be taken over.
            Self::Failure(Failure::Stale) => {
                let mut kept = resume::retry(context).filter(|retry| !retry.fields.is_empty())?;
                kept.label = String::new();
                kept.hidden = Vec::new();
                Some(kept)
            }
            Self::Failure(Failure::Refused(_)) => {
                resume::retry(context).filter(|retry| !retry.fields.is_empty())
            }
            _ => resume::retry(context),
        }
    }

    /// The answer to the page's script, which keeps the text itself.
    fn message(&self) -> &'static str {
        match self.status().as_u16() {
            401 => "Phiên làm việc đã hết nên chưa lưu được.",
            403 => "Trang đã mở quá lâu nên chưa lưu được; tải lại trang rồi nhập tiếp.",
            404 => "Hồ sơ không còn ở địa chỉ này.",
            409 => "Mục này đã được lưu ở nơi khác; chọn “Lưu và tiếp tục” để xem cả hai bản.",
            413 => "Nội dung dài quá mức cho phép.",
            422 => "Có nội dung chưa lưu được; chọn “Lưu và tiếp tục” để xem cần sửa gì.",
            429 => "Gửi quá nhiều lần trong thời gian ngắn.",
            503 => "Hệ thống đang bận, chưa lưu được.",
            _ => "Hệ thống gặp sự cố nên chưa lưu được.",
        }
    }
}

fn words_for_method(page: &mut ErrorPage) {
    "Địa chỉ này không dùng được theo cách vừa gửi".clone_into(&mut page.title);
    "Thường do tải lại một trang sau khi gửi biểu mẫu. Không có việc nào được thực hiện thêm."
        .clone_into(&mut page.happened);
    page.kept = None;
    page.advice = vec!["Mở lại trang từ danh sách việc rồi thực hiện tiếp.".to_owned()];
}

fn expired(context: &Context, retry: Option<Retry>) -> Reply {
    let next = if context.reads {
        context.address.clone()
    } else {
        "/work".to_owned()
    };
    context.html_as(
        StatusCode::UNAUTHORIZED,
        &SessionExpiredPage {
            shell: context.shell(),
            account: String::new(),
            next,
            retry,
        },
    )
}

/// Gives an error reply its page. Replies that are pages already are left as they are.
pub(crate) fn dress(context: &Context, response: Response) -> Response {
    let carried = response.extensions().get::<Carried>().cloned();
    let status = response.status();
    let problem = match carried {
        Some(Carried(problem)) => problem,
        None if is_bare(&response) => Arc::new(for_status(status)),
        None => return response,
    };
    problem.log(context);
    let mut dressed = if context.autosave {
        json(
            problem.status(),
            &serde_json::json!({ "message": problem.message() }),
        )
    } else {
        problem.page(context).unwrap_or_else(|_| last_resort())
    };
    let allow = axum::http::header::ALLOW;
    if let Some(methods) = response.headers().get(&allow) {
        dressed.headers_mut().insert(allow, methods.clone());
    }
    if let Problem::TooMany(seconds) = *problem {
        dressed
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    dressed
}

/// Whether an error reply has no page of its own.
fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE);
    let has_page = kind.is_some_and(|kind| {
        let kind = kind.as_bytes();
        kind.starts_with(b"text/html") || kind.starts_with(b"application/json")
    });
    !has_page && (response.status().is_client_error() || response.status().is_server_error())
}

fn for_status(status: StatusCode) -> Problem {
    match status {
        StatusCode::NOT_FOUND => Problem::Absent,
        StatusCode::METHOD_NOT_ALLOWED => Problem::Method,
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        status if status.is_client_error() => Problem::Unreadable,
        status => Problem::Broken(format!("a handler answered {status} without a page")),
    }
}

/// When even the error page cannot be drawn.
fn last_resort() -> Response {
    let text = "Hệ thống gặp sự cố. Thử lại sau ít phút, hoặc báo quản trị của cơ quan.\n";
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

/// An error with its causes, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}
