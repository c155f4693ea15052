//! Files that whoever acts at a step attaches there.

use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use sangkien_app::casework::{Course, Part};
use sangkien_app::dossier::DossierView;
use sangkien_domain::id::{DossierId, FileId};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::parts::{Errors, FilePart};

use crate::context::{Context, Reply};
use crate::course::seen;
use crate::extract::{Id, SignedForm, context};
use crate::part;
use crate::problem::Problem;
use crate::state::Web;
use crate::step::home_page;
use crate::upload::{self, Target};

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new().post("/dossiers/{id}/step/files", files)
}

/// Parts for which the step asks the reader.
pub(crate) fn parts(
    context: &Context,
    course: &Course,
    view: &DossierView,
    errors: &Errors,
) -> Vec<FilePart> {
    let (id, offers) = (view.dossier.id, &course.offers);
    let Some(place) = &view.place else {
        return Vec::new();
    };
    let form = part::Form {
        id,
        action: format!("/dossiers/{id}/step/files"),
        seen: Some(offers.visit),
        vocabulary: place.compiled.vocabulary(),
        readings: &view.readings,
        errors: errors.clone(),
    };
    let parts = offers.parts.iter();
    parts.map(|one| part::shown(context, &form, one)).collect()
}

/// Takes files off or in at the step, by the kind of the form.
async fn files(State(web): State<Web>, Id(id): Id<DossierId>, request: Request) -> Reply {
    let home = format!("/dossiers/{id}");
    if !upload::carries_files(&request) {
        let form = SignedForm::from_request(request, &web).await?;
        // Whoever may not read the dossier is told so before the form is looked at.
        form.app().course(&form.caller, id).await?;
        let seen = seen(&form.fields)?;
        let file: FileId = form
            .fields
            .get("remove")
            .parse()
            .map_err(|_| Problem::Absent)?;
        form.app()
            .remove_at_step(&form.caller, id, seen, file)
            .await?;
        return form.done(&home, "Đã bỏ tệp khỏi bước này.");
    }
    let context = context(request.extensions())?;
    let caller = context.caller.clone().ok_or(Problem::Expired)?;
    let course = context.app().course(&caller, id).await?;
    let course = course.ok_or(Problem::Absent)?;
    let parts = &course.offers.parts;
    if parts.is_empty() {
        return Err(Problem::Absent);
    }
    let target = Target {
        id,
        parts,
        most: parts.iter().map(Part::most_bytes).max().unwrap_or(0),
        at_step: true,
    };
    let uploaded = upload::take(&context, &caller, &target, request).await?;
    if uploaded.errors.is_empty() {
        return context.done(&home, &uploaded.words());
    }
    let page = home_page(&context, &caller, id, &Fields::default(), uploaded.errors).await?;
    context.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
