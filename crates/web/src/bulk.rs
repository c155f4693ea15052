//! One act on several dossiers, with a result for each.

use axum::http::StatusCode;
use sangkien_app::Caller;
use sangkien_app::casework::{BulkAct, BulkDone, BulkRow, LONGEST_OPINION};
use sangkien_app::failure::Failure;
use sangkien_casework::definition::Opinion;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::{Refusal, StepRefusal};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::parts::{Errors, Link, Opt, Tag, Tone};
use sangkien_pages::worklist::{BulkPage, BulkResult, BulkResultPage, WorkRow};

use crate::context::{Context, Reply};
use crate::extract::{Query, Signed, SignedForm};
use crate::resume::local;
use crate::show;
use crate::state::Web;
use crate::step::sentence;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/work/bulk", choose)
        .post("/work/bulk", act)
}

/// The dossiers picked, with the visits they were seen at; what cannot be read is passed over.
fn picked(fields: &Fields) -> Vec<(DossierId, i64)> {
    let mut rows: Vec<(DossierId, i64)> = fields
        .all("row")
        .into_iter()
        .filter_map(|row| {
            let (id, visit) = row.split_once(':')?;
            Some((id.parse().ok()?, visit.parse().ok()?))
        })
        .collect();
    rows.dedup();
    rows
}

/// Where the list comes back to.
fn back(fields: &Fields) -> String {
    local(fields.get("back"))
        .filter(|path| path.starts_with("/work"))
        .unwrap_or("/work")
        .to_owned()
}

async fn choose(signed: Signed, Query(query): Query) -> Reply {
    let page = page(&signed, &signed.caller, &query, Errors::none()).await?;
    if page.rows.is_empty() {
        return signed.go(&page.back);
    }
    signed.html(&page)
}

async fn page(
    context: &Context,
    caller: &Caller,
    fields: &Fields,
    errors: Errors,
) -> Result<BulkPage, Failure> {
    let picked = picked(fields);
    let mut rows = Vec::new();
    let mut ids = Vec::new();
    for (id, visit) in picked {
        let view = match context.app().dossier(caller, id).await {
            Ok(view) => view,
            Err(Failure::Absent) => continue,
            Err(other) => return Err(other),
        };
        ids.push(id);
        let code = view.dossier.code.clone().unwrap_or_default();
        rows.push(WorkRow {
            value: format!("{id}:{visit}"),
            title: show::title(&view.dossier.title),
            href: format!("/dossiers/{id}"),
            note: format!("{code} · {}", view.round.name),
            status: show::named_state(
                view.dossier.facts.state,
                view.stands.as_ref().map(|stands| stands.state.as_str()),
            ),
            due: view.dossier.due_on.map(|day| show::due(day, context.now())),
        });
    }
    let chosen = fields.get("act");
    let acts = context.app().bulk_acts(caller, &ids).await?;
    let of = rows.len();
    Ok(BulkPage {
        shell: context.shell(),
        acts: acts.iter().map(|act| option(act, of, chosen)).collect(),
        rows,
        opinion: fields.get("opinion").to_owned(),
        back: back(fields),
        errors,
    })
}

fn option(act: &BulkAct, of: usize, chosen: &str) -> Opt {
    let mut hint = format!("{} trên {of} hồ sơ thực hiện được", act.count);
    if act.opinion == Opinion::Required {
        hint.push_str("; phải kèm ý kiến");
    }
    Opt::new(&act.key, &act.label)
        .hint(format!("{hint}."))
        .selected(act.key == chosen)
}

async fn act(form: SignedForm) -> Reply {
    let rows = picked(&form.fields);
    let key = form.fields.get("act");
    if key.is_empty() || rows.is_empty() {
        let errors = Errors::none().with("act", "Chọn việc thực hiện.");
        let page = page(&form, &form.caller, &form.fields, errors).await?;
        return form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let opinion = form.fields.get("opinion");
    let errors = opinion_errors(&form, key, opinion, &rows).await?;
    if !errors.is_empty() {
        let page = page(&form, &form.caller, &form.fields, errors).await?;
        return form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let told = form.app().bulk(&form.caller, key, opinion, &rows).await?;
    let done = told
        .iter()
        .filter(|row| matches!(row.done, BulkDone::Done | BulkDone::Waiting))
        .count();
    let already = told
        .iter()
        .filter(|row| row.done == BulkDone::Already)
        .count();
    let mut summary = format!("Đã thực hiện {done} trên {} hồ sơ.", told.len());
    if already > 0 {
        summary = format!("{summary} {already} hồ sơ đã được thực hiện từ lần gửi trước.");
    }
    form.html(&BulkResultPage {
        shell: form.shell(),
        summary,
        rows: told.iter().map(result).collect(),
        back: back(&form.fields),
    })
}

/// What is wrong with the words that would go with every row: said once, before any is done.
async fn opinion_errors(
    form: &SignedForm,
    key: &str,
    opinion: &str,
    rows: &[(DossierId, i64)],
) -> Result<Errors, Failure> {
    let ids: Vec<DossierId> = rows.iter().map(|(id, _)| *id).collect();
    let acts = form.app().bulk_acts(&form.caller, &ids).await?;
    let demanded = acts
        .iter()
        .any(|act| act.key == key && act.opinion == Opinion::Required);
    let fault = if demanded && opinion.trim().is_empty() {
        Refusal::Step(StepRefusal::OpinionMissing)
    } else if opinion.chars().count() > LONGEST_OPINION {
        Refusal::Invalid { field: "opinion" }
    } else {
        return Ok(Errors::none());
    };
    Ok(Errors::none().with("opinion", sentence(&fault)))
}

fn result(row: &BulkRow) -> BulkResult {
    let (status, reasons) = match &row.done {
        BulkDone::Done => (Tag::new("Đã thực hiện", Tone::Good), Vec::new()),
        BulkDone::Waiting => (
            Tag::new("Đã ghi lựa chọn", Tone::Active),
            vec!["Còn chờ lựa chọn của người khác.".to_owned()],
        ),
        BulkDone::Already => (
            Tag::new("Đã thực hiện trước đó", Tone::Done),
            vec!["Không thực hiện lại.".to_owned()],
        ),
        BulkDone::Refused(refusals) => (
            Tag::new("Không thực hiện", Tone::Late),
            refusals.iter().map(show::refusal).collect(),
        ),
        BulkDone::Stale => (
            Tag::new("Không thực hiện", Tone::Late),
            vec!["Hồ sơ đã được xử lý tiếp sau khi mở danh sách. Hồ sơ giữ nguyên.".to_owned()],
        ),
        BulkDone::Absent => (
            Tag::new("Không thực hiện", Tone::Late),
            vec!["Bước hiện tại không có việc này.".to_owned()],
        ),
    };
    BulkResult {
        link: (!row.code.is_empty()).then(|| {
            Link::new(
                show::title(&row.title),
                format!("/dossiers/{}", row.dossier),
            )
        }),
        code: row.code.clone(),
        status,
        reasons,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_only_gone_back_to_within_the_work() {
        let back_to = |text: &str| back(&Fields(vec![("back".to_owned(), text.to_owned())]));
        assert_eq!(back_to("/work?part=late&page=2"), "/work?part=late&page=2");
        for elsewhere in ["//evil.example", "https://evil.example", "/logout", ""] {
            assert_eq!(back_to(elsewhere), "/work", "{elsewhere}");
        }
    }
}
