//! Closing the marking and concluding a session by the rule its dossiers are bound to.

use sangkien_domain::access::DossierFacts;
use sangkien_domain::council::{Right, SessionState, Tally, Verdict};
use sangkien_domain::dossier::{Act, RefusalReason, State};
use sangkien_domain::id::SessionId;
use sangkien_domain::law::RuleSet;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::rubric::{MarkedSheet, PanelFault, Settled};
use sangkien_domain::time::Instant;
use serde_json::{Value, json};

use crate::App;
use crate::access::{self, Permitted};
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{AgendaItem, CouncilSeat, CouncilSession, Dossier, Sheet, StoredVerdict, Vote};
use crate::support::{About, Step, event};

/// The votes on a dossier counted by its rule, with what its rubric makes of the sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
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
        for item in work.agenda(id).await? {
            self.conclude_item(work.as_mut(), caller, &session, &item, &sheets, &seats, now)
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

    #[expect(
        clippy::too_many_arguments,
        reason = "one line of an agenda needs the whole session around it"
    )]
    async fn conclude_item(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        session: &Permitted<CouncilSession>,
        item: &AgendaItem,
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
        let Counted {
            tally,
            verdict,
            settled,
        } = count_votes(&dossier, &own, seats, &rules);
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

async fn held_session(
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

/// Counts the sent sheets of a dossier over the seats that were in force when marking closed.
pub(crate) fn count_votes(
    dossier: &Dossier,
    sheets: &[&Sheet],
    seats: &[CouncilSeat],
    rules: &RuleSet,
) -> Counted {
    let counted = counted_seats(seats, &dossier.facts);
    let votes = |vote: Vote| {
        let cast = sheets.iter().filter(|sheet| {
            sheet.vote == Some(vote) && counted.iter().any(|seat| seat.id == sheet.seat)
        });
        u32::try_from(cast.count()).unwrap_or(u32::MAX)
    };
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let tally = Tally {
        members: count(seats.iter().filter(|seat| votes_from(seat)).count()),
        recused: count(
            seats
                .iter()
                .filter(|seat| votes_from(seat) && !counted.iter().any(|one| one.id == seat.id))
                .count(),
        ),
        in_favour: votes(Vote::For),
        against: votes(Vote::Against),
    };
    Counted {
        verdict: rules.pass.conclude(&tally),
        settled: settle(rules, sheets, &counted),
        tally,
    }
}

/// What the rubric makes of the sheets that count, each with the post of its member.
fn settle(
    rules: &RuleSet,
    sheets: &[&Sheet],
    counted: &[&CouncilSeat],
) -> Result<Settled, PanelFault> {
    let marked: Vec<MarkedSheet<'_>> = sheets
        .iter()
        .filter_map(|sheet| {
            let seat = counted.iter().find(|seat| seat.id == sheet.seat)?;
            Some(MarkedSheet {
                post: seat.post.code(),
                scores: &sheet.scores,
            })
        })
        .collect();
    rules.rubric.settle(&marked, None)
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
fn counted_seats<'a>(seats: &'a [CouncilSeat], facts: &DossierFacts) -> Vec<&'a CouncilSeat> {
    seats
        .iter()
        .filter(|seat| votes_from(seat) && !facts.stands_aside(seat.person))
        .collect()
}
