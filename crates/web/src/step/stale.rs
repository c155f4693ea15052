//! An act chosen on a page that is no longer true.

use axum::http::StatusCode;
use sangkien_app::casework::{Course, Seen};
use sangkien_domain::id::DossierId;
use sangkien_pages::parts::{Errors, Kind, Notice};

use super::home_page;
use crate::context::Reply;
use crate::extract::SignedForm;
use crate::judged;
use crate::show;

/// The home again, as the dossier stands now: what has happened meanwhile, and what was typed.
pub(super) async fn gone_on(form: &SignedForm, id: DossierId, seen: Seen, words: &str) -> Reply {
    let course = form.app().course(&form.caller, id).await?;
    let errors = Errors::none();
    let mut page = home_page(form, &form.caller, id, &form.fields, errors).await?;
    let typed = form.fields.get(words).trim();
    let shown = page.panel.as_ref().is_some_and(|panel| {
        let open = panel.forms.iter().any(|act| act.opinion_name == words);
        open || (panel.recall.is_some() && words == "recall_reason")
    });
    let mut told = course.map_or_else(Vec::new, |course| since(&course, seen));
    if typed.is_empty() || shown {
        told.push(judged::LOOK_AGAIN.to_owned());
    } else {
        // The act is offered no more: its words are shown to be taken over.
        told.push(format!("Nội dung vừa nhập: “{typed}”"));
    }
    let mut notice = Notice::new(Kind::Warning, judged::GONE_ON);
    notice.text = Some(told.join(" "));
    page.remark = Some(notice);
    form.html_as(StatusCode::CONFLICT, &page)
}

/// What has happened to a dossier since the page was made, one sentence each.
fn since(course: &Course, seen: Seen) -> Vec<String> {
    let Seen::Visit(visit) = seen else {
        return Vec::new();
    };
    let before = usize::try_from(visit).unwrap_or(0);
    course
        .stays
        .iter()
        .skip(before)
        .map(|stay| {
            let by = if stay.entered_by.is_empty() {
                String::new()
            } else {
                format!(", {}", stay.entered_by)
            };
            let act = if stay.act.is_empty() {
                String::new()
            } else {
                format!(" sau việc “{}”", stay.act)
            };
            format!(
                "Hồ sơ đến bước “{}”{act} ({}{by}).",
                stay.label,
                show::minute(stay.entered_at)
            )
        })
        .collect()
}
