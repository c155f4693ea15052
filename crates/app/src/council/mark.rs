//! Marking: each member alone, drafts kept, sent sheets locked.

use sangkien_domain::access::Power;
use sangkien_domain::council::{Right, SessionState};
use sangkien_domain::dossier::State;
use sangkien_domain::form::Answers;
use sangkien_domain::id::{DossierId, SessionId};
use sangkien_domain::meeting::Voting;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::rubric::{Assessment, Rubric, Score, Scores};
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::council::session::seated_on;
use crate::dossier::DossierView;
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{CouncilSession, Recusal, Reopening, Sheet, Vote};
use crate::support::{About, clean, event};

/// A dossier on the caller's marking list.
#[derive(Debug, Clone)]
pub struct MarkingItem {
    /// Which dossier.
    pub dossier: DossierId,
    /// Code.
    pub code: String,
    /// Name of the initiative.
    pub title: String,
    /// In which session.
    pub session: SessionId,
    /// Title of the session.
    pub session_title: String,
    /// When it meets.
    pub meets_at: Instant,
    /// Whether the caller has begun.
    pub begun: bool,
    /// When the caller's sheet was sent.
    pub sent_at: Option<Instant>,
    /// Total of the caller's own sheet, once sent.
    pub total: Option<Score>,
}

/// A dossier and the caller's own sheet on it.
#[derive(Debug, Clone)]
pub struct MarkingView {
    /// The dossier.
    pub view: DossierView,
    /// Its session.
    pub session: CouncilSession,
    /// The caller's sheet, if begun.
    pub sheet: Option<Sheet>,
    /// Total and class of the sheet, when complete.
    pub assessment: Option<Assessment>,
    /// Whether the caller's seat entitles to comments.
    pub comments: bool,
    /// Whether the sheet carries the caller's vote.
    pub votes: bool,
    /// The last time the caller's sheet was opened again.
    pub reopened: Option<Reopening>,
}

/// A sheet as the member fills it in.
#[derive(Debug, Clone, Default)]
pub struct SheetInput {
    /// Scores by criterion; missing ones stay open.
    pub scores: Scores,
    /// Comments by criterion.
    pub comments: Answers,
    /// The vote, if chosen.
    pub vote: Option<Vote>,
    /// General remark.
    pub remark: String,
    /// The version the member saw, 0 before the first save.
    pub seen: i64,
    /// Whether to send and lock it.
    pub send: bool,
}

/// A saved sheet.
#[derive(Debug, Clone)]
pub struct SheetSaved {
    /// The new version.
    pub version: i64,
    /// When.
    pub at: Instant,
    /// Total and class, when complete.
    pub assessment: Option<Assessment>,
}

impl App {
    /// Dossiers the caller is to mark, unsent first. The order among them differs from member to
    /// member, so that no dossier is always marked last by tired eyes.
    pub async fn marking_list(&self, caller: &Caller) -> Outcome<Vec<MarkingItem>> {
        let councils = seated_on(caller)?;
        let mut store = self.read().await?;
        let mut items = Vec::new();
        for session in store.council_sessions(&councils).await? {
            if session.state != SessionState::Marking {
                continue;
            }
            for item in store.agenda(session.id).await? {
                let dossier =
                    match access::dossier(store.as_mut(), &caller.actor, item.dossier, Power::Mark)
                        .await
                    {
                        Ok(dossier) => dossier,
                        Err(Failure::Absent) => continue,
                        Err(other) => return Err(other),
                    };
                if dossier.facts.state != State::Marking {
                    continue;
                }
                let sheet = access::own_sheet(store.as_mut(), &caller.actor, &dossier).await?;
                items.push(MarkingItem {
                    dossier: dossier.id,
                    code: dossier.code.clone().unwrap_or_default(),
                    title: access::told_title(store.as_mut(), &dossier).await?,
                    session: session.id,
                    session_title: session.title.clone(),
                    meets_at: session.meets_at,
                    begun: sheet.is_some(),
                    sent_at: sheet.as_ref().and_then(|sheet| sheet.sent_at),
                    total: sheet.and_then(|sheet| sheet.total),
                });
            }
        }
        let person = caller.actor.person.0.as_u128();
        items.sort_by_key(|item| {
            let shuffled = (item.dossier.0.as_u128() ^ person)
                .wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
            (item.sent_at.is_some(), shuffled)
        });
        Ok(items)
    }

    /// A dossier with the caller's sheet.
    pub async fn marking(&self, caller: &Caller, id: DossierId) -> Outcome<MarkingView> {
        let mut store = self.read().await?;
        let dossier = access::dossier(store.as_mut(), &caller.actor, id, Power::Mark).await?;
        let session = store.session_of(id).await?.ok_or(Failure::Absent)?;
        let sheet = access::own_sheet(store.as_mut(), &caller.actor, &dossier).await?;
        let seat = access::seat_to_mark(&caller.actor, &dossier)?;
        let reopenings = store.reopenings(session.id).await?;
        let own = |one: &Reopening| one.dossier == id && one.seat == seat;
        let reopened = reopenings.into_iter().rfind(own);
        let view = self.view(store.as_mut(), dossier).await?;
        let assessment = sheet
            .as_ref()
            .and_then(|sheet| view.rules.rubric.assess(&sheet.scores).ok());
        Ok(MarkingView {
            comments: caller.actor.may(session.council, Right::Comment),
            votes: votes_on_sheet(caller, &session),
            reopened,
            view,
            session,
            sheet,
            assessment,
        })
    }

    /// Saves the caller's sheet, and sends and locks it when asked.
    ///
    /// # Errors
    /// `Refused` for impossible scores, for a sheet to be sent that is incomplete or lacks the vote
    /// of a seat that votes, for a vote from a seat that does not, and once marking is closed or the sheet is sent. `Stale` when it was saved elsewhere.
    pub async fn save_sheet(
        &self,
        caller: &Caller,
        id: DossierId,
        input: SheetInput,
    ) -> Outcome<SheetSaved> {
        let mut work = self.begin().await?;
        let saved = self.save_sheet_in(work.as_mut(), caller, id, input).await?;
        work.commit().await?;
        Ok(saved)
    }

    /// Saves a sheet in a unit of work that its caller commits.
    pub(super) async fn save_sheet_in(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        id: DossierId,
        input: SheetInput,
    ) -> Outcome<SheetSaved> {
        let now = self.now();
        let session = marking_session(work, id).await?;
        let dossier = access::dossier(work, &caller.actor, id, Power::Mark).await?;
        let seat = access::seat_to_mark(&caller.actor, &dossier)?;
        let own = access::own_sheet(work, &caller.actor, &dossier).await?;
        let session = session?;
        if own.as_ref().is_some_and(|sheet| sheet.sent_at.is_some()) {
            return Err(Refusal::SheetLocked.into());
        }
        let rules = self.rules(work, dossier.rule_set).await?;
        let votes = votes_on_sheet(caller, &session);
        let assessment = judge(&input, &rules.rubric, votes)?;
        let comments_count = caller.actor.may(session.council, Right::Comment);
        let comments: Answers = input
            .comments
            .into_iter()
            .filter(|(key, _)| {
                comments_count
                    && rules
                        .rubric
                        .criteria
                        .iter()
                        .any(|criterion| criterion.key == *key)
            })
            .map(|(key, text)| (key, clean(&text)))
            .collect();
        let sheet = Sheet {
            id: own.map_or_else(|| self.fresh_id(), |sheet| sheet.id),
            session: session.id,
            dossier: id,
            seat,
            scores: input.scores,
            comments,
            vote: input.vote,
            remark: if comments_count {
                clean(&input.remark)
            } else {
                String::new()
            },
            total: assessment
                .as_ref()
                .filter(|_| input.send)
                .map(|assessment| assessment.total),
            version: input.seen,
            saved_at: now,
            sent_at: input.send.then_some(now),
        };
        let version = work.save_sheet(&sheet).await?;
        // The event tells that a sheet was saved, never what it says: whoever reads the log must
        // not learn marks before they are opened. Closing the marking records them.
        let act = if input.send {
            "sheet.sent"
        } else {
            "sheet.saved"
        };
        let about = About {
            act,
            kind: "sheet",
            id: sheet.id.to_string(),
        };
        work.record(event(
            caller,
            &about,
            json!({ "version": input.seen }),
            json!({ "version": version, "dossier": id }),
            now,
        ));
        if input.send {
            self.call_further(work, &session, id, &caller.origin, now)
                .await?;
        }
        Ok(SheetSaved {
            version,
            at: now,
            assessment,
        })
    }

    /// The caller steps aside for a dossier; from then on it is absent for them.
    pub async fn recuse(&self, caller: &Caller, id: DossierId, reason: &str) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = marking_session(work.as_mut(), id).await?;
        let dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Attend).await?;
        let session = session?;
        let seat = access::seat_at(&caller.actor, &dossier)?;
        let reason = clean(reason);
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        let own = access::sheet_of_seat(work.as_mut(), &dossier, seat).await?;
        if own.is_some_and(|sheet| sheet.sent_at.is_some()) {
            return Err(Refusal::SheetLocked.into());
        }
        work.insert_recusal(&Recusal {
            dossier: id,
            seat,
            reason: reason.clone(),
            declared_at: now,
        })
        .await?;
        self.free_sheet(work.as_mut(), &session, &dossier, seat)
            .await?;
        let about = About {
            act: "member.recused",
            kind: "dossier",
            id: id.to_string(),
        };
        work.record(event(
            caller,
            &about,
            json!({}),
            json!({ "seat": seat, "reason": reason }),
            now,
        ));
        self.call_further(work.as_mut(), &session, id, &caller.origin, now)
            .await?;
        work.commit().await?;
        Ok(())
    }
}

/// The session in which a dossier is being marked, held so that closing waits for this sheet or
/// this sheet for closing. The refusal is returned inside, so that whoever may not know the
/// dossier learns nothing of its session.
pub(super) async fn marking_session(
    work: &mut dyn Work,
    dossier: DossierId,
) -> Outcome<Result<CouncilSession, Refusal>> {
    let session = work.session_of(dossier).await?.ok_or(Failure::Absent)?;
    work.hold(session.id.0).await?;
    let session = work
        .council_session(session.id)
        .await?
        .ok_or(Failure::Absent)?;
    Ok(match session.state {
        SessionState::Marking => Ok(session),
        SessionState::Tallying | SessionState::Concluded => Err(Refusal::MarkingClosed),
    })
}

/// Whether the caller's sheet carries a vote: not from a seat that only marks, and not where the
/// session itself votes.
fn votes_on_sheet(caller: &Caller, session: &CouncilSession) -> bool {
    session.voting == Voting::Sheets && caller.actor.may(session.council, Right::Vote)
}

fn judge(input: &SheetInput, rubric: &Rubric, votes: bool) -> Outcome<Option<Assessment>> {
    if input.vote.is_some() && !votes {
        return Err(Refusal::VoteBarred.into());
    }
    let faults = rubric.draft_faults(&input.scores);
    if !faults.is_empty() {
        return Err(Refusal::SheetFaulty { faults }.into());
    }
    match rubric.assess(&input.scores) {
        Ok(_) if input.send && votes && input.vote.is_none() => Err(Refusal::VoteMissing.into()),
        Ok(assessment) => Ok(Some(assessment)),
        Err(faults) if input.send => Err(Refusal::SheetFaulty { faults }.into()),
        Err(_) => Ok(None),
    }
}
