//! Acts of a dossier's step as the procedure names them; taking back; another version.

mod stale;

use std::collections::BTreeMap;

use axum::http::StatusCode;
use sangkien_app::casework::{
    Acted, Course, LONGEST_OPINION, MoveInput, MovePreview, Offer, StepInput,
};
use sangkien_app::dossier::DossierView;
use sangkien_casework::condition::{Fact, Kind};
use sangkien_casework::definition::{Opinion, Quorum};
use sangkien_domain::access::Power;
use sangkien_domain::dossier::Act;
use sangkien_domain::id::{DossierId, ProcedureVersionId};
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::course::{Ask, AskForm, BlockedAct, MovePage, StepForm, StepPanel};
use sangkien_pages::dossier::DossierHomePage;
use sangkien_pages::parts::{self, Cell, Errors, Head, Link, Opt, Table};
use sangkien_text::group_thousands;

use crate::context::{Context, Reply};
use crate::course::{named, seen, standing};
use crate::document;
use crate::extract::{Id, Query, Signed, SignedForm};
use crate::home;
use crate::judged::{Held, held};
use crate::problem::Problem;
use crate::show;
use crate::state::Web;
use crate::step_files;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .post("/dossiers/{id}/step", act)
        .post("/dossiers/{id}/recall", recall)
        .get("/dossiers/{id}/version/{version}", preview)
        .post("/dossiers/{id}/version/{version}", change)
}

/// The home of a dossier with where it stands and what may be done at its step.
pub(crate) async fn home_page(
    context: &Context,
    caller: &sangkien_app::Caller,
    id: DossierId,
    typed: &Fields,
    errors: Errors,
) -> Result<DossierHomePage, sangkien_app::failure::Failure> {
    let view = context.app().dossier(caller, id).await?;
    let mut page = home::page(context, caller, &view);
    if let Some(course) = context.app().course(caller, id).await? {
        if course.step.is_empty() {
            page.state.label.clone_from(&course.state);
        }
        if !course.running.is_empty() {
            page.citations.clear();
        }
        page.standing = Some(standing(id, &course, context.now()));
        let mut offers = course.offers.acts.iter();
        if view.stands.is_some() && offers.any(|offer| offer.kind == Act::Return) {
            let desk = format!("/dossiers/{id}/intake");
            let link = parts::Act::open("Xem hồ sơ, yêu cầu bổ sung", desk);
            page.acts.insert(0, link.secondary());
        }
        page.panel = panel(context, id, &course, &view, typed, errors);
    }
    Ok(page)
}

fn panel(
    context: &Context,
    id: DossierId,
    course: &Course,
    view: &DossierView,
    typed: &Fields,
    errors: Errors,
) -> Option<StepPanel> {
    let offers = &course.offers;
    let chosen = typed.get("act");
    let mut forms = Vec::new();
    let mut blocked = Vec::new();
    for offer in offers.acts.iter().filter(|offer| offer.general) {
        match &offer.leads {
            Ok(lead) => forms.push(form(
                offer,
                lead.as_ref().map(|lead| lead.step.as_str()),
                chosen == offer.key,
                typed,
            )),
            Err(refusals) => blocked.push(BlockedAct {
                label: offer.label.clone(),
                reasons: refusals.iter().map(show::refusal).collect(),
            }),
        }
    }
    let several = offers.rule != Quorum::One && offers.eligible > 0;
    let own = offers.own.as_ref().map(|own| {
        let label = offers
            .acts
            .iter()
            .find(|offer| offer.key == own.act)
            .map_or(own.act.as_str(), |offer| offer.label.as_str());
        format!("Đã chọn “{label}” lúc {}.", show::minute(own.at))
    });
    let parts = step_files::parts(context, course, view, &errors);
    if forms.is_empty() && blocked.is_empty() && own.is_none() && !offers.recall && parts.is_empty()
    {
        return None;
    }
    Some(StepPanel {
        csrf: context.csrf(),
        action: format!("/dossiers/{id}/step"),
        seen: offers.visit,
        progress: several
            .then(|| format!("{} trên {} người đã chọn.", offers.chosen, offers.eligible)),
        own,
        parts,
        forms,
        blocked,
        recall: offers.recall.then(|| format!("/dossiers/{id}/recall")),
        errors,
    })
}

fn form(offer: &Offer, leads: Option<&str>, open: bool, typed: &Fields) -> StepForm {
    let key = &offer.key;
    let opinion_name = format!("opinion.{key}");
    StepForm {
        key: key.clone(),
        label: offer.label.clone(),
        leads: leads.map(|step| format!("Hồ sơ chuyển đến bước “{step}”.")),
        opinion_required: offer.opinion == Opinion::Required || offer.kind == Act::Refuse,
        opinion: typed.get(&opinion_name).to_owned(),
        opinion_name,
        asks: offer
            .asks
            .iter()
            .map(|fact| ask(key, fact, typed))
            .collect(),
        danger: matches!(offer.kind, Act::Refuse | Act::Reject | Act::Stop),
        open,
    }
}

fn ask(act: &str, fact: &Fact, typed: &Fields) -> Ask {
    let name = format!("fact.{act}.{}", fact.name);
    let value = typed.get(&name).to_owned();
    let choice =
        |value: &str, label: &str, chosen: &str| Opt::new(value, label).selected(value == chosen);
    let form = match &fact.kind {
        Kind::Bool => AskForm::Choice(vec![
            choice("", "Chọn", &value),
            choice("true", "Có", &value),
            choice("false", "Không", &value),
        ]),
        Kind::Choice(values) => {
            let mut options = vec![choice("", "Chọn", &value)];
            options.extend(values.iter().map(|one| {
                let words = fact.words.get(one).unwrap_or(one);
                choice(one, words, &value)
            }));
            AskForm::Choice(options)
        }
        Kind::Number => AskForm::Number,
        Kind::Date => AskForm::Date,
        Kind::Text => AskForm::Text,
    };
    Ask {
        name,
        label: fact.label.clone(),
        value,
        form,
    }
}

/// Facts as the procedure reads them: days as ISO, numbers with a point.
fn stated(course: &Course, key: &str, fields: &Fields) -> BTreeMap<String, String> {
    let offer = course.offers.acts.iter().find(|offer| offer.key == key);
    let asks = offer.map_or(&[][..], |offer| offer.asks.as_slice());
    asks.iter()
        .map(|fact| {
            let typed = fields.get(&format!("fact.{key}.{}", fact.name));
            let value = match fact.kind {
                Kind::Date => show::day_iso(typed),
                Kind::Number => typed.trim().replace(',', "."),
                _ => typed.to_owned(),
            };
            (fact.name.clone(), value)
        })
        .collect()
}

async fn act(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let key = form.fields.get("act").to_owned();
    // Whoever may not read the dossier is told so before the form is looked at.
    let course = form.app().course(&form.caller, id).await?;
    let course = course.ok_or(Problem::Absent)?;
    let seen = seen(&form.fields)?;
    let label = course
        .offers
        .acts
        .iter()
        .find(|offer| offer.key == key)
        .map(|offer| offer.label.clone());
    let input = StepInput {
        opinion: form.fields.get(&format!("opinion.{key}")).to_owned(),
        facts: stated(&course, &key, &form.fields),
        act: key.clone(),
    };
    let outcome = form.app().act(&form.caller, id, seen, input).await;
    let home = format!("/dossiers/{id}");
    match held(outcome)? {
        Ok(Acted::Moved) => form.done(
            &home,
            &format!("{}: đã thực hiện.", label.unwrap_or_default()),
        ),
        Ok(Acted::Waiting { chosen, eligible }) => form.done(
            &home,
            &format!("Đã ghi lựa chọn; {chosen} trên {eligible} người đã chọn."),
        ),
        Ok(Acted::Already) => form.done(&home, "Việc này đã được thực hiện; không thực hiện lại."),
        Err(Held::Refused(refusals)) => {
            let mut errors = Errors::none();
            for refusal in &refusals {
                errors.push(at(&key, refusal), sentence(refusal));
            }
            let page = home_page(&form, &form.caller, id, &form.fields, errors).await?;
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(Held::Stale) => stale::gone_on(&form, id, seen, &format!("opinion.{key}")).await,
    }
}

/// A refusal of an act in a sentence that says what is wrong with the words that go with it.
pub(crate) fn sentence(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Invalid { field: "opinion" } => format!(
            "Ý kiến dài quá {} ký tự; rút ngắn lại.",
            group_thousands(i64::try_from(LONGEST_OPINION).unwrap_or(i64::MAX))
        ),
        other => show::refusal(other),
    }
}

/// The posted name of the field that a refusal belongs to.
fn at(key: &str, refusal: &Refusal) -> String {
    match (refusal, refusal.field()) {
        (_, Some("opinion")) => format!("opinion.{key}"),
        (Refusal::Step(_), Some(name)) => format!("fact.{key}.{name}"),
        _ => String::new(),
    }
}

async fn recall(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let course = form.app().course(&form.caller, id).await?;
    course.ok_or(Problem::Absent)?;
    let seen = seen(&form.fields)?;
    let reason = form.fields.get("recall_reason");
    let outcome = form.app().recall(&form.caller, id, seen, reason).await;
    match held(outcome)? {
        Ok(()) => form.done(
            &format!("/dossiers/{id}"),
            "Đã thu hồi hồ sơ về bước trước.",
        ),
        Err(Held::Stale) => stale::gone_on(&form, id, seen, "recall_reason").await,
        Err(Held::Refused(refusals)) => {
            let mut errors = Errors::none();
            for refusal in &refusals {
                errors.push("", show::refusal(refusal));
            }
            let page = home_page(&form, &form.caller, id, &form.fields, errors).await?;
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn preview(
    signed: Signed,
    Id((id, version)): Id<(DossierId, ProcedureVersionId)>,
    Query(query): Query,
) -> Reply {
    let page = move_page(
        &signed,
        &signed.caller,
        (id, version),
        query.get("at"),
        "",
        Errors::none(),
    );
    signed.html(&page.await?)
}

async fn move_page(
    context: &Context,
    caller: &sangkien_app::Caller,
    (id, version): (DossierId, ProcedureVersionId),
    step: &str,
    reason: &str,
    errors: Errors,
) -> Result<MovePage, sangkien_app::failure::Failure> {
    let view = context.app().dossier(caller, id).await?;
    let step = Some(step).filter(|step| !step.is_empty());
    let preview = context
        .app()
        .preview_move(caller, id, version, step)
        .await?;
    let mut shell = context.shell();
    shell.back = Some(Link::new(
        "Các bước và thời hạn",
        format!("/dossiers/{id}/course"),
    ));
    let place = |number: u32, step: &str| format!("Phiên bản {number}, bước “{step}”");
    let to = preview.to.as_ref();
    Ok(MovePage {
        shell,
        title: document::title(&view),
        code: view.dossier.code.clone().unwrap_or_default(),
        action: format!("/dossiers/{id}/version/{version}"),
        seen: preview.visit,
        facts: vec![
            parts::Fact::new(
                "Đang theo",
                place(preview.from_version, &preview.from.label),
            ),
            parts::Fact::new(
                "Sẽ theo",
                match to {
                    Some(step) => place(preview.to_version, &step.label),
                    None => format!("Phiên bản {}, chưa chọn bước", preview.to_version),
                },
            ),
        ],
        changes: changes(&preview),
        limits: limits(&preview),
        steps: preview
            .steps
            .iter()
            .map(|step| {
                let chosen = to.is_some_and(|to| to.key == step.key);
                Opt::new(&step.key, &step.label).selected(chosen)
            })
            .collect(),
        reason: reason.to_owned(),
        errors,
    })
}

fn changes(preview: &MovePreview) -> Vec<String> {
    let mut lines: Vec<String> = preview
        .acts_gained
        .iter()
        .map(|act| format!("Thêm việc: “{act}”."))
        .collect();
    let lost = preview.acts_lost.iter();
    lines.extend(lost.map(|act| format!("Không còn việc: “{act}”.")));
    if lines.is_empty() {
        lines.push("Các việc của bước không thay đổi.".to_owned());
    }
    lines.push(if preview.limits.is_empty() {
        "Thời hạn đang tính không thay đổi.".to_owned()
    } else {
        "Thời hạn thay đổi theo bảng dưới đây; thời hạn của bước mới tính từ lúc chuyển.".to_owned()
    });
    lines.push("Những gì đã diễn ra vẫn giữ nguyên trên tiến trình.".to_owned());
    lines
}

fn limits(preview: &MovePreview) -> Table {
    let rows = preview.limits.iter().map(|limit| {
        let moment = |at: Option<sangkien_domain::time::Instant>| {
            at.map_or_else(|| "không tính".to_owned(), show::minute)
        };
        vec![
            Cell::text(&limit.label),
            Cell::text(moment(limit.before)),
            Cell::text(moment(limit.after)),
        ]
    });
    Table::new(
        "Thời hạn trước và sau khi chuyển",
        ["Thời hạn", "Trước", "Sau"].map(Head::new).to_vec(),
        rows.collect(),
    )
}

async fn change(Id((id, version)): Id<(DossierId, ProcedureVersionId)>, form: SignedForm) -> Reply {
    form.app()
        .dossier_for(&form.caller, id, Power::Oversee)
        .await?;
    let seen = seen(&form.fields)?;
    let (step, reason) = (form.fields.get("step"), form.fields.get("reason"));
    let input = MoveInput {
        version,
        step: step.to_owned(),
        reason: reason.to_owned(),
    };
    let outcome = form
        .app()
        .move_to_version(&form.caller, id, seen, input)
        .await;
    match held(outcome)? {
        Ok(()) => form.done(
            &format!("/dossiers/{id}/course"),
            "Đã chuyển phiên bản quy trình; lý do được ghi trên tiến trình.",
        ),
        Err(held) => {
            let errors = held.errors(named);
            let page = move_page(&form, &form.caller, (id, version), step, reason, errors).await?;
            form.html_as(held.status(), &page)
        }
    }
}
