//! Digitally signed files that anybody brings to be judged.

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::StatusCode;
use sangkien_app::port::Unverified;
use sangkien_app::signed::{KnownPaper, MOST_BYTES};
use sangkien_domain::signature::{Signature, Verification, Worth as Found};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::signature as words;
use sangkien_pages::parts::{Errors, Fact, Link, Tag, Tone};
use sangkien_pages::public::{SignatureFacts, SignaturesPage, VerifyPage, Worth};

use crate::context::{Context, Reply};
use crate::extract::context;
use crate::problem::Problem;
use crate::show::{self, VI};
use crate::state::Web;
use crate::upload;

/// Room for the other parts of the form.
const FORM_BYTES: usize = 64 << 10;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new().post("/verify/file", verify)
}

/// A form with files, as posted.
#[derive(Default)]
pub(crate) struct Posted {
    /// Its fields but for the files.
    pub(crate) fields: Fields,
    /// The files chosen: the name, and the content unless it is too large.
    pub(crate) files: Vec<(String, Option<Vec<u8>>)>,
}

/// Reads a form with files.
pub(crate) async fn read(mut request: Request) -> Result<Posted, Problem> {
    DefaultBodyLimit::max(MOST_BYTES + FORM_BYTES).apply(&mut request);
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| Problem::Unreadable)?;
    let mut posted = Posted::default();
    while let Some(mut part) = parts
        .next_field()
        .await
        .map_err(|error| upload::unreadable(&error))?
    {
        let field = part.name().unwrap_or_default().to_owned();
        if field == "file" {
            let name = part.file_name().unwrap_or_default();
            let name: String = name.chars().take(120).collect();
            let content = upload::read(&mut part, MOST_BYTES).await?;
            if !name.is_empty() {
                posted.files.push((name, content));
            }
        } else {
            let text = upload::read(&mut part, FORM_BYTES).await?;
            let text = text.unwrap_or_default();
            let text = String::from_utf8_lossy(&text).into_owned();
            posted.fields.0.push((field, text));
        }
    }
    Ok(posted)
}

async fn verify(request: Request) -> Reply {
    let context = context(request.extensions())?;
    let posted = read(request).await?;
    if !context.meant(&posted.fields) {
        return Err(Problem::Forged);
    }
    let wrong = match posted.files.into_iter().next() {
        None => "Chưa chọn tệp nào; chọn tệp rồi kiểm tra.",
        Some((_, None)) => "Tệp lớn hơn 32 MB nên không kiểm tra được.",
        Some((name, Some(file))) => {
            let known = context.app().known_paper(&file).await?;
            match context.app().verify_signatures(file).await {
                Ok(found) => {
                    let mut page = page(&context, name, &found);
                    page.known = known.as_ref().map(known_words);
                    return context.html(&page);
                }
                Err(Unverified::Fault(fault)) => words::not_verified(fault, VI),
                Err(Unverified::Stopped) => words::stopped(),
            }
        }
    };
    context.html_as(
        StatusCode::UNPROCESSABLE_ENTITY,
        &VerifyPage {
            shell: context.shell(),
            code: String::new(),
            errors: Errors::none().with("file", wrong),
        },
    )
}

/// Which paper of this instance a file is.
fn known_words(known: &KnownPaper) -> (String, Option<Link>) {
    match known {
        KnownPaper::Certificate(found) => (
            format!(
                "Tệp trùng khớp từng ký tự với bản lưu của giấy chứng nhận số {} cấp cho {}.",
                found.face.number, found.face.author
            ),
            Some(Link::new(
                "Xem giấy còn giá trị hay không",
                format!("/certificates/{}", found.code),
            )),
        ),
        KnownPaper::Decision(number) => (
            format!("Tệp trùng khớp từng ký tự với bản lưu của Quyết định số {number}."),
            None,
        ),
    }
}

fn page(context: &Context, file: String, found: &Verification) -> SignaturesPage {
    let worth = found.worth();
    let lead = match worth {
        Some(Found::Valid) => {
            "Nội dung nguyên vẹn từ lúc ký; người ký được cơ quan chứng thực tin cậy xác nhận."
        }
        Some(Found::Unconfirmed) => {
            "Nội dung nguyên vẹn từ lúc ký, nhưng hệ thống này chưa xác nhận được người ký. Nêu dưới đây vì sao."
        }
        Some(Found::Void) => {
            "Ít nhất một chữ ký không hợp lệ; không nên dùng tệp này. Đề nghị xin lại bản gốc từ cơ quan ban hành."
        }
        None => {
            "Không ai ký số trên tệp này, nên không có gì xác nhận nội dung của tệp. Bản giấy ký tay được quét lại không có chữ ký số."
        }
    };
    SignaturesPage {
        shell: context.shell(),
        file,
        heading: words::worth(worth, VI).to_owned(),
        lead: lead.to_owned(),
        worth: match worth {
            Some(Found::Valid) => Worth::Good,
            Some(Found::Unconfirmed) | None => Worth::Open,
            Some(Found::Void) => Worth::Void,
        },
        signatures: found.signatures.iter().map(signature).collect(),
        known: None,
        sha256: found.sha256.clone(),
        checked_at: show::moment(context.now()),
    }
}

fn signature(signature: &Signature) -> SignatureFacts {
    let verdict = match signature.worth() {
        Found::Valid => Tag::new("Hợp lệ", Tone::Good),
        Found::Unconfirmed => Tag::new("Chưa xác nhận người ký", Tone::Soon),
        Found::Void => Tag::new("Không hợp lệ", Tone::Late),
    };
    let facts = words::facts(signature).into_iter();
    SignatureFacts {
        signer: words::holder(&signature.signer),
        verdict,
        facts: facts.map(|(name, value)| Fact::new(name, value)).collect(),
        remarks: words::remarks(signature),
    }
}
