//! Files attached to a dossier while it is written.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use sangkien_app::Caller;
use sangkien_app::dossier::{DossierView, Upload};
use sangkien_app::failure::Failure;
use sangkien_domain::access::Power;
use sangkien_domain::form::SectionKind;
use sangkien_domain::id::{DossierId, FileId};
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::measure::file_size;
use sangkien_pages::draft::EvidencePage;
use sangkien_pages::parts::{Errors, Link, Meter};

use crate::context::{Context, Reply};
use crate::document;
use crate::extract::{Id, Signed, SignedForm, context};
use crate::home;
use crate::outline;
use crate::problem::Problem;
use crate::show;
use crate::state::Web;

/// Largest upload of several files at once, in bytes.
const UPLOAD_BYTES: usize = 256 << 20;
/// Largest value of a field that is no file, in bytes.
const TEXT_BYTES: usize = 4096;
/// Kinds of files, for the file dialog; the content decides.
const ACCEPT: &str = ".pdf,.docx,.doc,.xlsx,.xls,.pptx,.odt,.rtf,.txt,.jpg,.jpeg,.png";

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/dossiers/{id}/evidence", evidence)
        .post("/dossiers/{id}/evidence", change)
}

async fn open(
    context: &Context,
    caller: &Caller,
    id: DossierId,
) -> Result<(DossierView, String), Problem> {
    let view = context.app().dossier_for(caller, id, Power::Edit).await?;
    let key = outline::key_of(&view, SectionKind::Evidence)
        .ok_or(Problem::Absent)?
        .to_owned();
    Ok((view, key))
}

async fn evidence(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let (view, key) = open(&signed, &signed.caller, id).await?;
    if !home::writes(&view) {
        return signed.go(&format!("/dossiers/{id}"));
    }
    signed.html(&page(&signed, &view, &key, Errors::none()))
}

fn page(context: &Context, view: &DossierView, key: &str, errors: Errors) -> EvidencePage {
    let id = view.dossier.id;
    let rule = &view.rules.files;
    let count = u32::try_from(view.files.len()).unwrap_or(u32::MAX);
    let bytes: u64 = view
        .files
        .iter()
        .map(|file| u64::try_from(file.size).unwrap_or(0))
        .sum();
    let used = format!(
        "{count} trên {} tệp, {}",
        rule.max_files,
        file_size(bytes, show::VI)
    );
    let mut shell = context.shell();
    shell.back = Some(Link::new("Các mục của hồ sơ", format!("/dossiers/{id}")));
    EvidencePage {
        shell,
        dossier: document::title(view),
        next: Link::new("Tiếp tục", outline::next(view, key)),
        step: outline::step(view, key),
        action: format!("/dossiers/{id}/evidence"),
        files: document::files(view),
        limits: format!(
            "PDF, Word, Excel, PowerPoint, ODT, ảnh JPG, PNG hoặc văn bản thường; mỗi tệp không quá {}, nhiều nhất {} tệp.",
            file_size(rule.max_bytes, show::VI),
            rule.max_files
        ),
        accept: ACCEPT.to_owned(),
        max_bytes: rule.max_bytes,
        used_meter: Meter {
            label: format!("Đã dùng {used}"),
            value: count,
            max: rule.max_files,
            marks: Vec::new(),
        },
        used,
        errors,
        deadline: home::deadline(view, context.now()),
    }
}

/// Takes files off or in, by the kind of the form.
async fn change(State(web): State<Web>, Id(id): Id<DossierId>, request: Request) -> Reply {
    let multipart = request
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    if multipart {
        attach(id, request).await
    } else {
        remove(id, SignedForm::from_request(request, &web).await?).await
    }
}

async fn remove(id: DossierId, form: SignedForm) -> Reply {
    let file: FileId = form
        .fields
        .get("remove")
        .parse()
        .map_err(|_| Problem::Absent)?;
    form.app().remove_file(&form.caller, id, file).await?;
    form.done(&format!("/dossiers/{id}/evidence"), "Đã bỏ tệp khỏi hồ sơ.")
}

/// How an upload went.
#[derive(Default)]
struct Uploaded {
    taken: usize,
    errors: Errors,
}

async fn attach(id: DossierId, mut request: Request) -> Reply {
    let context = context(request.extensions())?;
    let caller = context.caller.clone().ok_or(Problem::Expired)?;
    let (view, key) = open(&context, &caller, id).await?;
    DefaultBodyLimit::max(UPLOAD_BYTES).apply(&mut request);
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| Problem::Unreadable)?;
    let uploaded = take(&context, &caller, &view, &mut parts).await?;
    if uploaded.errors.is_empty() {
        let words = match uploaded.taken {
            1 => "Đã thêm tệp.".to_owned(),
            count => format!("Đã thêm {count} tệp."),
        };
        return context.done(&format!("/dossiers/{id}/evidence"), &words);
    }
    let (view, _) = open(&context, &caller, id).await?;
    let page = page(&context, &view, &key, uploaded.errors);
    context.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Reads the parts one after another and attaches each file before the next one is read, so that
/// only one is held in memory. The proof that the form was meant comes before the first file.
async fn take(
    context: &Context,
    caller: &Caller,
    view: &DossierView,
    parts: &mut Multipart,
) -> Result<Uploaded, Problem> {
    let limit = usize::try_from(view.rules.files.max_bytes).unwrap_or(usize::MAX);
    let mut uploaded = Uploaded::default();
    let mut meant = false;
    while let Some(mut part) = parts
        .next_field()
        .await
        .map_err(|error| unreadable(&error))?
    {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "csrf" {
            let text = read(&mut part, TEXT_BYTES).await?.unwrap_or_default();
            let token = String::from_utf8_lossy(&text).into_owned();
            meant = context.meant(&Fields(vec![(name, token)]));
        }
        if part.name() != Some("file") {
            continue;
        }
        if !meant {
            return Err(Problem::Forged);
        }
        let file_name = part.file_name().unwrap_or_default().to_owned();
        if file_name.is_empty() {
            continue;
        }
        let bytes = read(&mut part, limit).await?;
        let result = attach_one(context, caller, view, &file_name, bytes).await;
        match result {
            Ok(()) => uploaded.taken += 1,
            Err(Failure::Refused(refusals)) => {
                for refusal in &refusals {
                    let words = format!("“{file_name}”: {}", show::refusal(refusal));
                    uploaded.errors.push("file", words);
                }
            }
            Err(other) => return Err(other.into()),
        }
    }
    if !meant {
        return Err(Problem::Forged);
    }
    if uploaded.taken == 0 && uploaded.errors.is_empty() {
        uploaded
            .errors
            .push("file", "Chưa chọn tệp nào; chọn tệp rồi tải lên.");
    }
    Ok(uploaded)
}

/// Attaches one file; without bytes it was larger than the rules allow.
async fn attach_one(
    context: &Context,
    caller: &Caller,
    view: &DossierView,
    name: &str,
    bytes: Option<Vec<u8>>,
) -> Result<(), Failure> {
    let most = view.rules.files.max_bytes;
    let upload = Upload {
        name: name.to_owned(),
        content: bytes.ok_or(Refusal::FileTooLarge { most })?,
    };
    let app = context.app();
    app.attach_file(caller, view.dossier.id, upload).await?;
    Ok(())
}

/// The content of a part; nothing when it is larger than `most`. The rest is then read past, so
/// that the browser gets its answer.
async fn read(part: &mut Field<'_>, most: usize) -> Result<Option<Vec<u8>>, Problem> {
    let mut content = Vec::new();
    let mut fits = true;
    while let Some(chunk) = part.chunk().await.map_err(|error| unreadable(&error))? {
        fits = fits && content.len() + chunk.len() <= most;
        if fits {
            content.extend_from_slice(&chunk);
        } else {
            content = Vec::new();
        }
    }
    Ok(fits.then_some(content))
}

fn unreadable(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::TooLarge
    } else {
        Problem::Unreadable
    }
}
