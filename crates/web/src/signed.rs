//! Digitally signed files that anybody brings to be judged.

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::StatusCode;
use sangkien_app::port::Unverified;
use sangkien_app::signed::MOST_BYTES;
use sangkien_domain::signature::{Signature, Verification, Worth as Found};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::signature as words;
use sangkien_pages::parts::{Errors, Fact, Tag, Tone};
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

/// What was posted.
#[derive(Default)]
struct Posted {
    fields: Fields,
    name: String,
    file: Option<Vec<u8>>,
    chosen: bool,
}

async fn read(mut request: Request) -> Result<Posted, Problem> {
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
        match part.name() {
            Some("csrf") => {
                let text = upload::read(&mut part, FORM_BYTES)
                    .await?
                    .unwrap_or_default();
                let text = String::from_utf8_lossy(&text).into_owned();
                posted.fields.0.push(("csrf".to_owned(), text));
            }
            Some("file") => {
                posted.name = part
                    .file_name()
                    .unwrap_or_default()
                    .chars()
                    .take(120)
                    .collect();
                posted.chosen = !posted.name.is_empty();
                posted.file = upload::read(&mut part, MOST_BYTES).await?;
            }
            _ => {}
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
    let wrong = match posted.file {
        _ if !posted.chosen => "Chưa chọn tệp nào; chọn tệp rồi kiểm tra.",
        None => "Tệp lớn hơn 32 MB nên không kiểm tra được.",
        Some(file) => match context.app().verify_signatures(file).await {
            Ok(found) => return context.html(&page(&context, posted.name, &found)),
            Err(Unverified::Fault(fault)) => words::not_verified(fault, VI),
            Err(Unverified::Stopped) => words::stopped(),
        },
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
