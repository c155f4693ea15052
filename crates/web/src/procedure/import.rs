//! Taking in a procedure from a file.

use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use sangkien_http::form::Fields;
use sangkien_pages::parts::Errors;

use super::home;
use super::list::{self, Typed};
use crate::context::Reply;
use crate::extract::context;
use crate::judged::judged;
use crate::problem::Problem;

/// Largest file, in bytes.
const FILE_BYTES: usize = 1 << 20;

/// What was posted.
#[derive(Default)]
struct Posted {
    csrf: String,
    note: String,
    file: Option<Vec<u8>>,
    too_large: bool,
}

pub(super) async fn import(request: Request) -> Reply {
    let context = context(request.extensions())?;
    let caller = context.caller.clone().ok_or(Problem::Expired)?;
    // Whoever may not work on procedures learns nothing, whatever was sent.
    let procedures = context.app().procedures(&caller).await?;
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| Problem::Unreadable)?;
    let mut posted = Posted::default();
    while let Some(part) = parts.next_field().await.map_err(|_| Problem::Unreadable)? {
        take(&mut posted, part).await?;
    }
    if !context.meant(&Fields(vec![("csrf".to_owned(), posted.csrf.clone())])) {
        return Err(Problem::Forged);
    }
    let text = posted.file.as_deref().map(std::str::from_utf8);
    let errors = match text {
        None if posted.too_large => {
            Errors::none().with("file", "Tệp lớn hơn 1 MB; đây không phải là tệp quy trình.")
        }
        None => Errors::none().with("file", "Chưa chọn tệp nào; chọn tệp rồi nhập."),
        Some(Err(_)) => Errors::none().with(
            "file",
            "Tệp không phải là văn bản UTF-8; chọn tệp tải về từ trang của một phiên bản.",
        ),
        Some(Ok(text)) => {
            let outcome = context.app().import_procedure(&caller, text, &posted.note);
            match judged(outcome.await)? {
                Ok(made) => {
                    return context.done(
                        &home(&made.code, made.number),
                        "Đã nhập tệp thành một bản soạn thảo; xem kết quả kiểm tra ở dưới đây.",
                    );
                }
                Err(refusals) => in_the_file(list::errors(&refusals)),
            }
        }
    };
    let typed = Typed {
        note: posted.note,
        ..Typed::default()
    };
    context.html_as(
        StatusCode::UNPROCESSABLE_ENTITY,
        &list::page(&context, &procedures, &typed, errors),
    )
}

/// What is wrong with a file stands beside the file, also when it is about its code or name.
fn in_the_file(errors: Errors) -> Errors {
    Errors::from_pairs(errors.list.into_iter().map(|error| ("file", error.message)))
}

async fn take(posted: &mut Posted, mut part: Field<'_>) -> Result<(), Problem> {
    let name = part.name().unwrap_or_default().to_owned();
    let named = part.file_name().is_some_and(|file| !file.is_empty());
    let mut content = Vec::new();
    let mut fits = true;
    while let Some(chunk) = part.chunk().await.map_err(|_| Problem::Unreadable)? {
        fits = fits && content.len() + chunk.len() <= FILE_BYTES;
        if fits {
            content.extend_from_slice(&chunk);
        }
    }
    let text = || String::from_utf8_lossy(&content).into_owned();
    match name.as_str() {
        "csrf" => posted.csrf = text(),
        "note" => posted.note = text(),
        "file" if named && fits => posted.file = Some(content),
        "file" if named => posted.too_large = true,
        _ => {}
    }
    Ok(())
}
