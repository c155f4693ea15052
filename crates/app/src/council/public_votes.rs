//! Votes of the public on the dossiers of a session, and its guests: noted by who runs the council until
//! the session is concluded.

use sangkien_domain::access::{Power, Seat};
use sangkien_domain::council::SessionState;
use sangkien_domain::dossier::State;
use sangkien_domain::id::{DossierId, SessionId};
use sangkien_domain::refusal::{MeetingRefusal, Refusal};
use sangkien_domain::rubric::Votes;
use serde_json::json;

use super::conclude::held_session;
use super::meeting::{about_session, on_agenda, still_meets};
use crate::App;
use crate::access::{self, Permitted};
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{AgendaItem, CouncilSession, PublicVotes};
use crate::support::{clean, event};

/// Most guests of a session.
const MOST_GUESTS: usize = 50;
/// Most characters of a guest's line, of evidence and of a reason.
const LONGEST: usize = 300;

impl App {
    /// Notes how many of the public voted for a dossier, with where that was counted and why it is
    /// entered or changed.
    ///
    /// # Errors
    /// `Absent` for whoever does not run the council, and where the rubric has no vote of the public;
    /// `Refused` without evidence or reason, and once the session is concluded.
    pub async fn note_public_votes(
        &self,
        caller: &Caller,
        id: SessionId,
        dossier: DossierId,
        input: PublicVotes,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = held_session(work.as_mut(), caller, id, true).await?;
        let permitted = on_agenda(work.as_mut(), caller, &session, dossier, Power::Convene).await?;
        let rules = self.rules(work.as_mut(), permitted.rule_set).await?;
        if rules.rubric.public_vote.is_none() {
            return Err(Failure::Absent);
        }
        still_meets(&session)?;
        let votes = PublicVotes {
            votes: input.votes,
            evidence: clean(&input.evidence),
            reason: clean(&input.reason),
        };
        let mut faults = Vec::new();
        for (field, text) in [("evidence", &votes.evidence), ("entered", &votes.reason)] {
            if text.is_empty() || text.chars().count() > LONGEST {
                faults.push(Refusal::Invalid { field });
            }
        }
        if votes.votes < 0 {
            faults.push(Refusal::Invalid { field: "votes" });
        }
        if !faults.is_empty() {
            return Err(Failure::Refused(faults));
        }
        let agenda = work.agenda(id).await?;
        let before = agenda.into_iter().find(|item| item.dossier == dossier);
        let before = before.and_then(|item| item.public);
        work.set_public_votes(id, dossier, &votes).await?;
        let about = about_session("session.public-votes-noted", id);
        let before = json!({ "votes": before.map(|votes| votes.votes) });
        let after = json!({
            "dossier": dossier, "votes": votes.votes, "evidence": votes.evidence, "reason": votes.reason,
        });
        work.record(event(caller, &about, before, after, now));
        work.commit().await?;
        Ok(())
    }

    /// Notes who was there as a guest, one line each; guests have no rights in the council.
    ///
    /// # Errors
    /// `Absent` for whoever does not run the council, and for whoever judges without knowing whose the
    /// dossiers are, since a guest may be an author; `Refused` for too many or too long lines, and
    /// once the session is concluded.
    pub async fn note_guests(&self, caller: &Caller, id: SessionId, text: &str) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = held_session(work.as_mut(), caller, id, true).await?;
        if !knows_guests(caller, &session) {
            return Err(Failure::Absent);
        }
        still_meets(&session)?;
        let guests = text.lines().map(clean).filter(|line| !line.is_empty());
        let guests: Vec<String> = guests.collect();
        let long = |line: &String| line.chars().count() > LONGEST;
        if guests.len() > MOST_GUESTS || guests.iter().any(long) {
            return Err(Refusal::Invalid { field: "guests" }.into());
        }
        let before = work.guests(id).await?;
        if before == guests {
            return Ok(());
        }
        work.set_guests(id, &guests).await?;
        let about = about_session("session.guests-noted", id);
        let (before, after) = (json!({ "guests": before }), json!({ "guests": guests }));
        work.record(event(caller, &about, before, after, now));
        work.commit().await?;
        Ok(())
    }

    /// Refuses while the rubric of a dossier asks for votes of the public and none are noted.
    pub(super) async fn public_has_voted(
        &self,
        work: &mut dyn Work,
        session: &Permitted<CouncilSession>,
        agenda: &[AgendaItem],
    ) -> Outcome<()> {
        let mut count = 0;
        for item in agenda.iter().filter(|item| item.public.is_none()) {
            let found = work.dossier(item.dossier).await?;
            let dossier = access::agenda_dossier(found, session)?;
            let rules = self.rules(work, dossier.rule_set).await?;
            let asked = rules.rubric.public_vote.is_some();
            count += usize::from(asked && dossier.facts.state != State::Withdrawn);
        }
        if count == 0 {
            Ok(())
        } else {
            Err(Refusal::Meeting(MeetingRefusal::PublicVotesMissing { count }).into())
        }
    }
}

/// Whether the caller may know who was there as a guest.
pub(super) fn knows_guests(caller: &Caller, session: &CouncilSession) -> bool {
    let own = caller.actor.seat_on(session.council);
    session.state == SessionState::Concluded || !own.is_some_and(Seat::judges_blind)
}

/// The votes of the public on a dossier, beside those of the dossier of the session that has most.
pub(super) fn votes_of(agenda: &[AgendaItem], dossier: DossierId) -> Option<Votes> {
    let count = |item: &AgendaItem| u64::try_from(item.public.as_ref()?.votes).ok();
    let own = agenda.iter().find(|item| item.dossier == dossier)?;
    Some(Votes {
        own: count(own)?,
        most: agenda.iter().filter_map(count).max()?,
    })
}
