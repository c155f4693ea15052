//! Closing the marking and concluding a session by the rule its dossiers are bound to.

use sangkien_domain::access::DossierFacts;
use sangkien_domain::council::{Post, Right, SessionState, Tally, Verdict};
use sangkien_domain::dossier::{Act, RefusalReason, State};
use sangkien_domain::id::{SeatId, SessionId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::meeting::{Choice, Voting};
use sangkien_domain::refusal::{MeetingRefusal, Refusal};
use sangkien_domain::rubric::{MarkedSheet, PanelFault, Settled, Votes};
use sangkien_domain::time::Instant;
use serde_json::{Value, json};

use crate::App;
use crate::access::{self, Permitted};
use crate::caller::Caller;
use crate::council::public_votes::votes_of;
use crate::council::sheets::marks;
use crate::council::vote::{HeldVote, held_vote};
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{AgendaItem, CouncilSeat, CouncilSession, Dossier, Sheet, StoredVerdict, Vote};
use crate::support::{About, Step, event};

/// The votes on a dossier counted by its rule, with what its rubric makes of the sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Whether the votes are in: with votes in the session, once its vote is closed.
    pub voted: bool,
    /// The votes.
    pub tally: Tally,
    /// What they come to.
    pub verdict: Verdict,
    /// Total, class and reasons by the rubric, or why there are none.
    pub settled: Result<Settled, PanelFault>,
}

impl App {
    /// Closes the marking: sheets not sent are void, sent ones are opened to the council.
    pub async fn close_marking(&self, caller: &Caller, id: SessionId) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = held_session(work.as_mut(), caller, id, true).await?;
        match session.state {
            SessionState::Marking => {}
            SessionState::Tallying => return Err(Refusal::MarkingClosed.into()),
            SessionState::Concluded => return Err(Refusal::SessionConcluded.into()),
        }
        let sheets = access::sheets_to_count(work.as_mut(), &session).await?;
        work.move_council_session(id, SessionState::Marking, SessionState::Tallying, now)
            .await?;
        let opened: Vec<Value> = sheets.iter().map(sheet_record).collect();
        let about = About {
            act: "session.marking-closed",
            kind: "session",
            id: id.to_string(),
        };
        work.record(event(
            caller,
            &about,
            json!({ "state": "marking" }),
            json!({ "state": "tallying", "sheets": opened }),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Concludes the session: each dossier passes or is refused by the pass rule it is bound to.
    ///
    /// # Errors
    /// `Refused` while a vote is missing, and while sheets that lie too far apart have not been met
    /// on again.
    pub async fn conclude(&self, caller: &Caller, id: SessionId) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = held_session(work.as_mut(), caller, id, false).await?;
        if !caller.actor.may(session.council, Right::Conclude) {
            return Err(Failure::Absent);
        }
        match session.state {
            SessionState::Marking => return Err(Refusal::MarkingOpen.into()),
            SessionState::Tallying => {}
            SessionState::Concluded => return Err(Refusal::SessionConcluded.into()),
        }
        let sheets = access::sheets_to_count(work.as_mut(), &session).await?;
        let seats = work
            .seats(session.council, session.closed_at.unwrap_or(now))
            .await?;
        let agenda = work.agenda(id).await?;
        self.all_voted(work.as_mut(), &session, &agenda).await?;
        self.public_has_voted(work.as_mut(), &session, &agenda)
            .await?;
        self.gaps_met(work.as_mut(), &session, &agenda, (&sheets, &seats))
            .await?;
        for item in &agenda {
            let public = votes_of(&agenda, item.dossier);
            let on = (item, public);
            self.conclude_item(work.as_mut(), caller, &session, on, &sheets, &seats, now)
                .await?;
        }
        work.move_council_session(id, SessionState::Tallying, SessionState::Concluded, now)
            .await?;
        let about = About {
            act: "session.concluded",
            kind: "session",
            id: id.to_string(),
        };
        work.record(event(
            caller,
            &about,
            json!({ "state": "tallying" }),
            json!({ "state": "concluded" }),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Refuses while sheets on a dossier lie further apart than its rubric allows and nothing is
    /// recorded of what the council found when it met on it again: what was written before marking
    /// was closed was written without knowing of it.
    async fn gaps_met(
        &self,
        work: &mut dyn Work,
        session: &Permitted<CouncilSession>,
        agenda: &[AgendaItem],
        (sheets, seats): (&[Sheet], &[CouncilSeat]),
    ) -> Outcome<()> {
        let mut count = 0;
        let met = |item: &&AgendaItem| {
            let after = item.discussion_at >= session.closed_at && item.discussion_at.is_some();
            after && !item.discussion.trim().is_empty()
        };
        for item in agenda.iter().filter(|item| !met(item)) {
            let found = work.dossier(item.dossier).await?;
            let dossier = access::agenda_dossier(found, session)?;
            if dossier.facts.state == State::Withdrawn {
                continue;
            }
            let rules = self.rules(work, dossier.rule_set).await?;
            let of_item = sheets.iter().filter(|sheet| sheet.dossier == item.dossier);
            let of_item: Vec<&Sheet> = of_item.collect();
            let marking: Vec<&CouncilSeat> = seats
                .iter()
                .filter(|seat| marks(seat, &dossier.facts))
                .collect();
            let settled = {
                let votes = votes_of(agenda, item.dossier);
                settle(&rules, &of_item, &marking, (dossier.facts.further(), votes))
            };
            count += usize::from(settled.is_ok_and(|settled| settled.gap().is_some()));
        }
        if count == 0 {
            Ok(())
        } else {
            Err(Refusal::Meeting(MeetingRefusal::GapsNotMet { count }).into())
        }
    }

    /// Refuses while a dossier before the session has not been voted on.
    async fn all_voted(
        &self,
        work: &mut dyn Work,
        session: &Permitted<CouncilSession>,
        agenda: &[AgendaItem],
    ) -> Outcome<()> {
        if session.voting == Voting::Sheets {
            return Ok(());
        }
        let votes = work.votes(session.id).await?;
        let mut count = 0;
        for item in agenda {
            let found = work.dossier(item.dossier).await?;
            let withdrawn = access::agenda_dossier(found, session)?.facts.state == State::Withdrawn;
            let held = votes.iter().any(|vote| {
                vote.dossier == item.dossier && vote.repealed.is_none() && vote.count.is_some()
            });
            count += usize::from(!withdrawn && !held);
        }
        if count == 0 {
            Ok(())
        } else {
            Err(Refusal::Meeting(MeetingRefusal::VotesMissing { count }).into())
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one line of an agenda needs the whole session around it"
    )]
    async fn conclude_item(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        session: &Permitted<CouncilSession>,
        (item, public): (&AgendaItem, Option<Votes>),
        sheets: &[Sheet],
        seats: &[CouncilSeat],
        now: Instant,
    ) -> Outcome<()> {
        let found = work.dossier(item.dossier).await?;
        let mut dossier = access::agenda_dossier(found, session)?;
        if dossier.facts.state == State::Withdrawn {
            return Ok(());
        }
        let rules = self.rules(work, dossier.rule_set).await?;
        let own: Vec<&Sheet> = sheets
            .iter()
            .filter(|sheet| sheet.dossier == item.dossier)
            .collect();
        let votes = work.votes(session.id).await?;
        let held = held_vote(work, &votes, seats, item.dossier).await?;
        let Counted {
            tally,
            verdict,
            settled,
            voted: _,
        } = count_votes(&dossier, &own, seats, &rules, session.voting, held, public);
        let settled = settled.ok();
        let stored = StoredVerdict {
            carried: verdict.carried,
            in_favour: i64::from(verdict.in_favour),
            base: i64::from(verdict.base),
            needed: i64::from(verdict.needed),
            average: settled.as_ref().map(|settled| settled.total),
            settled,
        };
        work.set_verdict(session.id, item.dossier, &stored).await?;
        let (act, message) = if verdict.carried {
            (Act::Pass, "dossier-passed")
        } else {
            (Act::Reject, "dossier-refused")
        };
        if !verdict.carried {
            dossier.refusal = Some(RefusalReason::NotEnoughVotes);
        }
        let details = json!({
            "members": tally.members, "recused": tally.recused, "in_favour": tally.in_favour,
            "against": tally.against, "base": verdict.base, "needed": verdict.needed,
            "settled": stored.settled,
        });
        let step = Step {
            capacity: "council",
            note: "",
            event: "dossier.concluded",
            details,
        };
        self.advance(work, caller, &mut dossier, act, step, now)
            .await?;
        self.tell_owner(work, &dossier, message, "conclusion", now)
            .await
    }
}

/// A session under its lock, for its members; `leading` asks for those who run the council.
pub(super) async fn held_session(
    work: &mut dyn Work,
    caller: &Caller,
    id: SessionId,
    leading: bool,
) -> Outcome<Permitted<CouncilSession>> {
    let found = work.council_session(id).await?;
    access::council_session(found, &caller.actor, leading)?;
    work.hold(id.0).await?;
    // Read again: what was read before the hold may have changed.
    let found = work.council_session(id).await?;
    access::council_session(found, &caller.actor, leading)
}

/// Counts the votes on a dossier over the seats that were in force when marking closed: those on the
/// sent sheets, or those of the vote held in the session.
pub(crate) fn count_votes(
    dossier: &Dossier,
    sheets: &[&Sheet],
    seats: &[CouncilSeat],
    rules: &RuleSet,
    voting: Voting,
    held: Option<HeldVote>,
    public: Option<Votes>,
) -> Counted {
    let counted = counted_seats(seats, &dossier.facts);
    let facts = &dossier.facts;
    let marking: Vec<&CouncilSeat> = seats.iter().filter(|seat| marks(seat, facts)).collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (voted, cast) = match voting {
        Voting::Sheets => (true, votes_on_sheets(sheets, &counted)),
        Voting::Open | Voting::Secret => (held.is_some(), held.unwrap_or_default()),
    };
    let tally = Tally {
        members: count(seats.iter().filter(|seat| votes_from(seat)).count()),
        recused: count(
            seats
                .iter()
                .filter(|seat| votes_from(seat) && !counted.iter().any(|one| one.id == seat.id))
                .count(),
        ),
        in_favour: cast.count.in_favour,
        against: cast.count.against,
        present: cast.present,
        chair: cast.chair,
    };
    Counted {
        voted,
        verdict: rules.pass.conclude(&tally),
        settled: settle(rules, sheets, &marking, (facts.further(), public)),
        tally,
    }
}

/// The votes on the sheets that count; whoever sent one was there.
fn votes_on_sheets(sheets: &[&Sheet], counted: &[&CouncilSeat]) -> HeldVote {
    let mut votes = HeldVote::default();
    for sheet in sheets {
        let seat = counted.iter().find(|seat| seat.id == sheet.seat);
        let (Some(seat), Some(vote)) = (seat, sheet.vote) else {
            continue;
        };
        votes.present += 1;
        votes.count.add(match vote {
            Vote::For => Choice::For,
            Vote::Against => Choice::Against,
        });
        if seat.post == Post::Chair {
            votes.chair = Some(vote == Vote::For);
        }
    }
    votes
}

/// What the rubric makes of the sheets that count, each with the post of its member.
fn settle(
    rules: &RuleSet,
    sheets: &[&Sheet],
    counted: &[&CouncilSeat],
    (further, public): (Option<SeatId>, Option<Votes>),
) -> Result<Settled, PanelFault> {
    let marked: Vec<MarkedSheet<'_>> = sheets
        .iter()
        .filter_map(|sheet| {
            let seat = counted.iter().find(|seat| seat.id == sheet.seat)?;
            Some(MarkedSheet {
                post: seat.post.code(),
                scores: &sheet.scores,
                further: further == Some(sheet.seat),
            })
        })
        .collect();
    rules.rubric.settle(&marked, public)
}

fn sheet_record(sheet: &Sheet) -> Value {
    json!({
        "sheet": sheet.id,
        "dossier": sheet.dossier,
        "seat": sheet.seat,
        "scores": sheet.scores,
        "total": sheet.total,
        "vote": sheet.vote.map(Vote::code),
        "sent_at": sheet.sent_at,
    })
}

/// Whether a vote may come from the seat; others are no members as far as a majority goes.
fn votes_from(seat: &CouncilSeat) -> bool {
    seat.rights.allow(Right::Vote)
}

/// Seats that count for a dossier: all that vote but those of its authors and of who stepped aside.
pub(super) fn counted_seats<'a>(
    seats: &'a [CouncilSeat],
    facts: &DossierFacts,
) -> Vec<&'a CouncilSeat> {
    seats
        .iter()
        .filter(|seat| votes_from(seat) && !facts.stands_aside(seat.person))
        .collect()
}
