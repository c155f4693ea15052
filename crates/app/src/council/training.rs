//! Practising on past dossiers: released by who runs the council, marked without names, held against
//! what the council found. Nothing of it counts anywhere, and only who practised sees it.

use std::collections::BTreeSet;

use sangkien_domain::council::{Right, SessionState};
use sangkien_domain::id::{DossierId, SessionId};
use sangkien_domain::refusal::{MeetingRefusal, Refusal};
use sangkien_domain::rubric::{Score, Scores};
use sangkien_domain::time::Instant;
use sangkien_panel::training::{Comparison, compare};
use serde_json::json;

use super::meeting::about_session;
use super::session::seated_on;
use super::sheets::SheetsView;
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::dossier::DossierView;
use crate::failure::{Failure, Outcome};
use crate::record::{TrainingRelease, TrainingSheet};
use crate::support::{About, event};

/// The dossiers of a concluded session with what is released of them.
#[derive(Debug, Clone)]
pub struct TrainingChoices {
    /// The session and its dossiers.
    pub sheets: SheetsView,
    /// What is released.
    pub released: Vec<TrainingRelease>,
}

/// A dossier on which the caller may practise.
#[derive(Debug, Clone)]
pub struct TrainingItem {
    /// Which dossier.
    pub dossier: DossierId,
    /// Code.
    pub code: String,
    /// Title, with names covered.
    pub title: String,
    /// Session that concluded on it.
    pub session_title: String,
    /// Whether the caller has begun.
    pub begun: bool,
    /// When the caller finished.
    pub sent_at: Option<Instant>,
    /// The caller's total, once finished.
    pub total: Option<Score>,
}

/// A dossier to practise on, with the caller's sheet.
#[derive(Debug, Clone)]
pub struct TrainingView {
    /// The dossier, without names.
    pub view: DossierView,
    /// The caller's sheet, if begun.
    pub sheet: Option<TrainingSheet>,
    /// What the council found beside it, once the sheet is finished; none where the council left
    /// nothing that can be compared.
    pub comparison: Option<Comparison>,
}

/// A practice sheet as filled in.
#[derive(Debug, Clone, Default)]
pub struct TrainingInput {
    /// Scores by criterion.
    pub scores: Scores,
    /// The version the member saw, 0 before the first save.
    pub seen: i64,
    /// Whether to finish it.
    pub send: bool,
}

impl App {
    /// What of a session is released for practice.
    ///
    /// # Errors
    /// `Absent` for whoever does not run the council, and before the session is concluded.
    pub async fn training_choices(
        &self,
        caller: &Caller,
        id: SessionId,
    ) -> Outcome<TrainingChoices> {
        let sheets = self.sheets(caller, id).await?;
        if sheets.session.state != SessionState::Concluded {
            return Err(Failure::Absent);
        }
        let mut released = self.read().await?.training_releases(id).await?;
        released.retain(|one| sheets.rows.iter().any(|row| row.dossier == one.dossier));
        Ok(TrainingChoices { sheets, released })
    }

    /// Releases these dossiers of a session for practice and takes the others back.
    ///
    /// # Errors
    /// `Absent` for whoever does not run the council and for dossiers they may not know; `Refused`
    /// before the session is concluded.
    pub async fn release_for_training(
        &self,
        caller: &Caller,
        id: SessionId,
        dossiers: &BTreeSet<DossierId>,
    ) -> Outcome<()> {
        let now = self.now();
        let sheets = self.sheets(caller, id).await?;
        let known = |dossier: &DossierId| sheets.rows.iter().any(|row| row.dossier == *dossier);
        if !dossiers.iter().all(known) {
            return Err(Failure::Absent);
        }
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        if sheets.session.state != SessionState::Concluded {
            return Err(Refusal::Meeting(MeetingRefusal::NotConcluded).into());
        }
        let mut before = work.training_releases(id).await?;
        before.retain(|one| known(&one.dossier));
        let was = |dossier: &DossierId| before.iter().any(|one| one.dossier == *dossier);
        for one in before.iter().filter(|one| !dossiers.contains(&one.dossier)) {
            work.take_training_back(one.dossier).await?;
        }
        for dossier in dossiers.iter().filter(|dossier| !was(dossier)) {
            work.release_for_training(&TrainingRelease {
                session: id,
                dossier: *dossier,
                by: caller.actor.person,
                at: now,
                practised: 0,
            })
            .await?;
        }
        let before: Vec<DossierId> = before.iter().map(|one| one.dossier).collect();
        work.record(event(
            caller,
            &about_session("session.training-released", id),
            json!({ "dossiers": before }),
            json!({ "dossiers": dossiers }),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Dossiers on which the caller may practise, unfinished first.
    ///
    /// # Errors
    /// `Absent` for whoever sits on no council.
    pub async fn training_list(&self, caller: &Caller) -> Outcome<Vec<TrainingItem>> {
        let mut councils = seated_on(caller)?;
        councils.retain(|council| caller.actor.may(*council, Right::Mark));
        let mut store = self.read().await?;
        let mut items = Vec::new();
        for session in store.council_sessions(&councils).await? {
            for release in store.training_releases(session.id).await? {
                let id = release.dossier;
                let dossier = match access::training(store.as_mut(), &caller.actor, id).await {
                    Ok(dossier) => dossier,
                    Err(Failure::Absent) => continue,
                    Err(other) => return Err(other),
                };
                let rules = self.rules(store.as_mut(), dossier.rule_set).await?;
                let sheet = store.training_sheet(id, caller.actor.person).await?;
                let sent = sheet.as_ref().filter(|sheet| sheet.sent_at.is_some());
                items.push(TrainingItem {
                    dossier: id,
                    code: dossier.code.clone().unwrap_or_default(),
                    title: access::told_title(store.as_mut(), &dossier).await?,
                    session_title: session.title.clone(),
                    begun: sheet.is_some(),
                    sent_at: sent.and_then(|sheet| sheet.sent_at),
                    total: sent.map(|sheet| rules.rubric.running_total(&sheet.scores)),
                });
            }
        }
        items.sort_by_key(|item| item.sent_at.is_some());
        Ok(items)
    }

    /// A dossier to practise on.
    ///
    /// # Errors
    /// `Absent` for what is not released, and for whoever does not mark on its council or has an
    /// interest in it.
    pub async fn training(&self, caller: &Caller, id: DossierId) -> Outcome<TrainingView> {
        let mut store = self.read().await?;
        let dossier = access::training(store.as_mut(), &caller.actor, id).await?;
        let rules = self.rules(store.as_mut(), dossier.rule_set).await?;
        let sheet = store.training_sheet(id, caller.actor.person).await?;
        let comparison = match sheet.as_ref().filter(|sheet| sheet.sent_at.is_some()) {
            Some(own) => {
                let others =
                    access::sheets_to_learn_from(store.as_mut(), &caller.actor, &dossier, own);
                let others = others.await?;
                let scores: Vec<&Scores> = others.iter().map(|sheet| &sheet.scores).collect();
                compare(&rules.rubric, &own.scores, &scores).ok()
            }
            None => None,
        };
        let view = self.view(store.as_mut(), dossier).await?;
        Ok(TrainingView {
            view,
            sheet,
            comparison,
        })
    }

    /// Saves the caller's practice sheet, and finishes it when asked.
    ///
    /// # Errors
    /// As [`App::training`]; `Refused` for impossible scores, for an incomplete sheet that is to be
    /// finished and for one that is. `Stale` when it was saved elsewhere.
    pub async fn save_training(
        &self,
        caller: &Caller,
        id: DossierId,
        input: TrainingInput,
    ) -> Outcome<i64> {
        let now = self.now();
        let mut work = self.begin().await?;
        let dossier = access::training(work.as_mut(), &caller.actor, id).await?;
        let rules = self.rules(work.as_mut(), dossier.rule_set).await?;
        let before = work.training_sheet(id, caller.actor.person).await?;
        if before.is_some_and(|sheet| sheet.sent_at.is_some()) {
            return Err(Refusal::SheetLocked.into());
        }
        let mut faults = rules.rubric.draft_faults(&input.scores);
        if input.send
            && let Err(found) = rules.rubric.assess(&input.scores)
        {
            faults = found;
        }
        if !faults.is_empty() {
            return Err(Refusal::SheetFaulty { faults }.into());
        }
        let sheet = TrainingSheet {
            dossier: id,
            person: caller.actor.person,
            scores: input.scores,
            version: input.seen,
            saved_at: now,
            sent_at: input.send.then_some(now),
        };
        let version = work.save_training_sheet(&sheet).await?;
        let act = if input.send {
            "training.finished"
        } else {
            "training.saved"
        };
        let about = About {
            act,
            kind: "dossier",
            id: id.to_string(),
        };
        let (before, after) = (
            json!({ "version": input.seen }),
            json!({ "version": version }),
        );
        work.record(event(caller, &about, before, after, now));
        work.commit().await?;
        Ok(version)
    }
}
