//! What the results of a session would be by another rubric.
//!
//! Those who run its council see what they see anyway, once marking is closed: nothing here tells
//! more of a sheet than the session does.

use sangkien_domain::council::SessionState;
use sangkien_domain::id::{CouncilId, SessionId};
use sangkien_domain::rubric::{MarkedSheet, PanelFault, Rubric, Scores, Settled, Votes};

use super::public_votes::votes_of;
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::record::{CouncilSession, RubricVersion};

/// A dossier by the rubric it was judged by and by another.
#[derive(Debug, Clone)]
pub struct OtherResult {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// By the rubric of its round; none where its sheets make no result.
    pub before: Option<Settled>,
    /// By the other.
    pub after: Result<Settled, PanelFault>,
}

/// A session by another rubric.
#[derive(Debug, Clone)]
pub struct OtherResults {
    /// The other rubric.
    pub version: RubricVersion,
    /// Title of the session.
    pub session: String,
    /// Criteria of the other rubric that no dossier of the session was marked by; with one there is
    /// no result.
    pub missing: Vec<String>,
    /// The dossiers that the caller may know; none where a criterion is missing.
    pub rows: Vec<OtherResult>,
}

impl App {
    /// Sessions in which marking is closed, of councils that the caller runs, latest first.
    pub async fn sessions_to_compare(&self, caller: &Caller) -> Outcome<Vec<CouncilSession>> {
        let seats = caller.actor.seats.iter().map(|seat| seat.council);
        let councils: Vec<CouncilId> = seats.filter(|one| caller.actor.runs(*one)).collect();
        let mut store = self.read().await?;
        let mut sessions = store.council_sessions(&councils).await?;
        sessions.retain(|session| session.state != SessionState::Marking);
        Ok(sessions)
    }

    /// What the results of a session would be by a version of a rubric.
    ///
    /// # Errors
    /// `Absent` for whoever does not run the council, and while members mark.
    pub async fn results_by_rubric(
        &self,
        caller: &Caller,
        at: (&str, u32),
        id: SessionId,
    ) -> Outcome<OtherResults> {
        let version = self.rubric(caller, at.0, at.1).await?.version;
        let view = self.sheets(caller, id).await?;
        if view.open() {
            return Err(Failure::Absent);
        }
        let mut store = self.read().await?;
        let (_, opened) =
            access::session_sheets(store.as_mut(), &view.session, &view.facts()).await?;
        let agenda = store.agenda(id).await?;
        let mut rows = Vec::new();
        let mut missing: Vec<String> = Vec::new();
        for row in &view.rows {
            let own = self.rules(store.as_mut(), row.rule_set).await?;
            for label in lacking(&version.rubric, &own.rubric) {
                if !missing.contains(&label) {
                    missing.push(label);
                }
            }
            let sheets: Vec<(&str, &Scores, bool)> = opened
                .iter()
                .filter(|sheet| sheet.dossier == row.dossier)
                .map(|sheet| {
                    let seat = view.seats.iter().find(|seat| seat.id == sheet.seat);
                    let post = seat.map_or("", |seat| seat.post.code());
                    let further = row.facts.further() == Some(sheet.seat);
                    (post, &sheet.scores, further)
                })
                .collect();
            let public = votes_of(&agenda, row.dossier);
            rows.push(OtherResult {
                code: row.code.clone(),
                title: row.title.clone(),
                before: settled(&own.rubric, &sheets, public).ok(),
                after: settled(&version.rubric, &sheets, public),
            });
        }
        if !missing.is_empty() {
            rows.clear();
        }
        Ok(OtherResults {
            session: view.session.title.clone(),
            version,
            missing,
            rows,
        })
    }
}

/// Criteria of `wanted` that `rubric` does not have.
fn lacking(wanted: &Rubric, rubric: &Rubric) -> Vec<String> {
    let known = |key: &str| rubric.criteria.iter().any(|one| one.key == key);
    let lacking = wanted.criteria.iter().filter(|one| !known(&one.key));
    lacking.map(|one| one.label.clone()).collect()
}

/// The result of sheets by a rubric, which passes over scores that it does not ask for.
fn settled(
    rubric: &Rubric,
    sheets: &[(&str, &Scores, bool)],
    public: Option<Votes>,
) -> Result<Settled, PanelFault> {
    let asked = |scores: &Scores| -> Scores {
        let scores = scores.iter();
        let known = |key: &str| rubric.criteria.iter().any(|one| one.key == key);
        let asked = scores.filter(|(key, _)| known(key));
        asked.map(|(key, score)| (key.clone(), *score)).collect()
    };
    let sheets: Vec<(&str, Scores, bool)> = sheets
        .iter()
        .map(|(post, scores, further)| (*post, asked(scores), *further))
        .collect();
    let marked: Vec<MarkedSheet<'_>> = sheets
        .iter()
        .map(|(post, scores, further)| MarkedSheet {
            post,
            scores,
            further: *further,
        })
        .collect();
    rubric.settle(&marked, public)
}
