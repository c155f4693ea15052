//! What handlers answer with.

use axum::Json;
use axum::body::Body;
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use sangkien_http::headers::FILE_POLICY;
use serde::Serialize;

use crate::problem::Problem;

/// Something read.
pub(crate) type Reply<T> = Result<Json<T>, Problem>;
/// Something done, with nothing to say.
pub(crate) type Done = Result<StatusCode, Problem>;
/// Something made.
pub(crate) type Made<T> = Result<Created<T>, Problem>;

/// Done.
pub(crate) const DONE: Done = Ok(StatusCode::NO_CONTENT);

/// Something made, with its address.
pub(crate) struct Created<T> {
    /// Its address.
    pub(crate) at: String,
    /// What is told of it.
    pub(crate) body: T,
}

/// The identity of something made.
#[derive(Debug, Serialize)]
pub(crate) struct Identity<I> {
    /// Its identity.
    pub(crate) id: I,
}

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        let mut response = (StatusCode::CREATED, Json(self.body)).into_response();
        if let Ok(at) = HeaderValue::from_str(&self.at) {
            response.headers_mut().insert(LOCATION, at);
        }
        response
    }
}

/// A file to be saved, never shown inside a page.
pub(crate) struct Download {
    /// Its name.
    pub(crate) name: String,
    /// Its media type.
    pub(crate) media_type: String,
    /// Its content.
    pub(crate) content: Vec<u8>,
}

impl Download {
    /// A PDF.
    pub(crate) fn pdf(name: impl Into<String>, content: Vec<u8>) -> Self {
        Self {
            name: name.into(),
            media_type: "application/pdf".to_owned(),
            content,
        }
    }
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.content));
        let headers = response.headers_mut();
        let media_type = HeaderValue::from_str(&self.media_type)
            .unwrap_or(HeaderValue::from_static("application/octet-stream"));
        headers.insert(CONTENT_TYPE, media_type);
        let disposition = HeaderValue::from_str(&disposition(&self.name))
            .unwrap_or(HeaderValue::from_static("attachment"));
        headers.insert(CONTENT_DISPOSITION, disposition);
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(FILE_POLICY),
        );
        response
    }
}

/// `attachment` with the name in UTF-8 (RFC 6266, RFC 8187).
fn disposition(name: &str) -> String {
    use std::fmt::Write;
    let mut text = String::from("attachment; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_with_diacritics_quotes_or_line_breaks_stays_inside_its_header() {
        assert_eq!(
            disposition("Bảng \"1\"\r\n.pdf"),
            "attachment; filename*=UTF-8''B%E1%BA%A3ng%20%221%22%0D%0A.pdf"
        );
    }
}
