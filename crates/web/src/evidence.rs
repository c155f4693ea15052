//! Files attached to a dossier while it is written.

use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use sangkien_app::Caller;
use sangkien_app::casework::Place;
use sangkien_app::dossier::DossierView;
use sangkien_casework::condition::Vocabulary;
use sangkien_domain::access::Power;
use sangkien_domain::form::SectionKind;
use sangkien_domain::id::{DossierId, FileId};
use sangkien_http::route::Routes;
use sangkien_i18n::measure::file_size;
use sangkien_pages::draft::EvidencePage;
use sangkien_pages::parts::{Errors, FilePart, Link, Meter};

use crate::context::{Context, Reply};
use crate::document;
use crate::extract::{Id, Signed, SignedForm, context};
use crate::home;
use crate::outline;
use crate::part;
use crate::problem::Problem;
use crate::show;
use crate::state::Web;
use crate::upload::{self, ACCEPT, Target};

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
    let (heading, lead) = heading(view, key);
    EvidencePage {
        shell,
        dossier: document::title(view),
        next: Link::new("Tiếp tục", outline::next(view, key)),
        step: outline::step(view, key),
        action: format!("/dossiers/{id}/evidence"),
        heading,
        lead,
        parts: parts(context, view, &errors),
        parts_line: (!view.parts.is_empty()).then(|| part::line(&view.parts)),
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

/// Heading and lead: those of the form where the procedure names parts.
fn heading(view: &DossierView, key: &str) -> (String, String) {
    match view.rules.form.section(key) {
        Some(section) if !view.parts.is_empty() => {
            (section.title.clone(), section.lead.clone())
        }
        _ => (
            "Minh chứng".to_owned(),
            "Tài liệu chứng minh sáng kiến đã được áp dụng và có hiệu quả: văn bản triển khai, số liệu, ảnh, xác nhận của nơi áp dụng."
                .to_owned(),
        ),
    }
}

fn parts(context: &Context, view: &DossierView, errors: &Errors) -> Vec<FilePart> {
    if view.parts.is_empty() {
        return Vec::new();
    }
    let id = view.dossier.id;
    let unknown = Vocabulary::default();
    let known = view
        .place
        .as_ref()
        .map(|place: &Place| place.compiled.vocabulary());
    let form = part::Form {
        id,
        action: format!("/dossiers/{id}/evidence"),
        seen: None,
        vocabulary: known.unwrap_or(&unknown),
        readings: &view.readings,
        errors: errors.clone(),
    };
    let mut parts: Vec<FilePart> = view
        .parts
        .iter()
        .map(|one| part::shown(context, &form, one))
        .collect();
    parts.push(part::beside(context, &form, view));
    parts
}

/// Takes files off or in, by the kind of the form.
async fn change(State(web): State<Web>, Id(id): Id<DossierId>, request: Request) -> Reply {
    if upload::carries_files(&request) {
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

async fn attach(id: DossierId, request: Request) -> Reply {
    let context = context(request.extensions())?;
    let caller = context.caller.clone().ok_or(Problem::Expired)?;
    let (view, key) = open(&context, &caller, id).await?;
    let target = Target {
        id,
        parts: &view.parts,
        most: view.rules.files.max_bytes,
        at_step: false,
    };
    let uploaded = upload::take(&context, &caller, &target, request).await?;
    if uploaded.errors.is_empty() {
        return context.done(&format!("/dossiers/{id}/evidence"), &uploaded.words());
    }
    let (view, _) = open(&context, &caller, id).await?;
    let page = page(&context, &view, &key, uploaded.errors);
    context.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
