//! Sheets of marks on paper: one's own while members mark, all that one may read afterwards.

use sangkien_domain::access::Power;
use sangkien_domain::council::SessionState;
use sangkien_domain::id::SessionId;
use serde_json::{Value, json};

use super::meeting::MeetingView;
use super::papers::Heading;
use super::session::AgendaRow;
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{FilledPaper, PaperFormat};
use crate::record::{Sheet, Vote};

impl App {
    /// The sent sheets of a session that the caller may read, in the order of the agenda and of the
    /// members, as one file: while members mark their own alone.
    ///
    /// # Errors
    /// `Absent` for whoever is no member of the council, and where there is none to read.
    pub async fn printed_sheets(
        &self,
        caller: &Caller,
        id: SessionId,
        format: PaperFormat,
    ) -> Outcome<Vec<u8>> {
        let mut store = self.read().await?;
        let view = self.meeting_view(store.as_mut(), caller, id).await?;
        let heading = self.heading(store.as_mut(), &view).await?;
        let rows = view.view.agenda.iter().filter(|row| row.open_to_viewer);
        let mut papers = Vec::new();
        for row in rows {
            if view.view.session.state == SessionState::Marking {
                let found =
                    access::dossier(store.as_mut(), &caller.actor, row.dossier, Power::Mark).await;
                let dossier = match found {
                    Ok(dossier) => dossier,
                    Err(Failure::Absent) => continue,
                    Err(other) => return Err(other),
                };
                let own = access::own_sheet(store.as_mut(), &caller.actor, &dossier).await?;
                let own = own.filter(|sheet| sheet.sent_at.is_some());
                papers.extend(own.map(|sheet| paper(&view, &heading, row, &sheet)));
            } else {
                let seats = view.view.members.iter().map(|member| member.seat.id);
                let sheets = seats.filter_map(|seat| {
                    let mut sheets = view.view.sheets.iter();
                    sheets.find(|sheet| sheet.dossier == row.dossier && sheet.seat == seat)
                });
                papers.extend(sheets.map(|sheet| paper(&view, &heading, row, sheet)));
            }
        }
        if papers.is_empty() {
            return Err(Failure::Absent);
        }
        let form = FilledPaper::MarkingSheet;
        let printed = self.ports.papers.filled_all(form, &papers, format);
        printed.map_err(|error| Failure::Inconsistent(error.to_string()))
    }
}

/// The data of one sheet.
fn paper(view: &MeetingView, heading: &Heading, row: &AgendaRow, sheet: &Sheet) -> Value {
    let members = &view.view.members;
    let member = members.iter().find(|member| member.seat.id == sheet.seat);
    let rubric = row.rules.as_ref().map(|rules| &rules.rubric);
    let criteria = rubric.into_iter().flat_map(|rubric| &rubric.criteria);
    let criteria: Vec<Value> = criteria
        .map(|criterion| {
            json!({
                "name": criterion.label,
                "most": criterion.max,
                "score": sheet.scores.get(&criterion.key),
                "remark": sheet.comments.get(&criterion.key).cloned().unwrap_or_default(),
            })
        })
        .collect();
    let authors: Vec<&str> = row.authors_line.as_deref().into_iter().collect();
    let day = sheet.sent_at.unwrap_or(sheet.saved_at).day();
    json!({
        "superior": heading.superior,
        "body": heading.body,
        "place": heading.place,
        "date": day.to_string(),
        "council": view.view.council.name,
        "code": row.code,
        "title": row.title,
        "authors": authors,
        "unit": row.unit_name,
        "criteria": criteria,
        "most_total": rubric.map(sangkien_domain::rubric::Rubric::max_total),
        "score_total": sheet.total,
        "opinion": sheet.remark,
        "conclusion": match sheet.vote {
            Some(Vote::For) => "Đồng ý công nhận",
            Some(Vote::Against) => "Không đồng ý công nhận",
            None => "",
        },
        "member": member.map(|member| member.seat.full_name.as_str()),
    })
}
