//! Votes in a session: opening, casting, closing, counting again, repealing.
//!
//! An open vote keeps the choice beside the member's name and shows it once it is closed. A secret one
//! goes the way of `docs/adr/0015-secret-ballots-by-blind-signatures.md`: a paper is filled, signed and
//! finished in memory; stored are the blinded paper beside the name, and the urn.

use sangkien_ballot::SigningKey;
use sangkien_domain::access::Power;
use sangkien_domain::council::{Post, SessionState};
use sangkien_domain::id::{DossierId, SeatId, SessionId, VoteId};
use sangkien_domain::meeting::{Choice, Voting};
use sangkien_domain::refusal::{MeetingRefusal, Refusal};
use sangkien_domain::time::Instant;
use serde_json::{Value, json};

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::council::ballot::{broken, count_by_name, count_of, read_urn, sealed, unreadable};
use crate::council::conclude::{counted_seats, held_session};
use crate::council::meeting::{is_present, on_agenda, presence, still_meets};
use crate::failure::{Failure, Outcome};
use crate::port::{Reading, Work};
use crate::record::{BallotCount, CouncilSeat, CouncilSession, CouncilVote, Dossier, VoteSeat};
use crate::support::{About, clean, event};

/// What the viewer may still do in a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnBallot {
    /// Not on the roll.
    NotEntitled,
    /// On the roll, nothing cast.
    Waiting,
    /// Cast.
    Cast,
}

/// A vote as a member sees it. While it is open only how many have voted.
#[derive(Debug, Clone)]
pub struct VoteView {
    /// The vote.
    pub vote: CouncilVote,
    /// How many have voted.
    pub cast: u32,
    /// What the viewer may still do.
    pub own: OwnBallot,
    /// Who voted for what: in an open vote, once it is closed.
    pub by_name: Vec<(String, Choice)>,
}

/// A closed vote as a majority is counted from it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct HeldVote {
    pub(crate) count: BallotCount,
    /// Members on the roll.
    pub(crate) present: u32,
    /// Whether the chair voted in favour, where that is known.
    pub(crate) chair: Option<bool>,
}

/// The key of a secret vote, made before the unit of work since it takes a good part of a second.
struct FreshKey {
    bytes: Vec<u8>,
    checking: String,
}

pub(super) fn refused<T>(why: MeetingRefusal) -> Outcome<T> {
    Err(Refusal::Meeting(why).into())
}

impl App {
    /// Opens the vote on a dossier for the members in the room who do not leave for it.
    ///
    /// # Errors
    /// `Absent` for whoever does not run the council or leaves for the dossier. `Refused` while marking
    /// is open, without a quorum, and when a vote on it stands.
    pub async fn open_vote(
        &self,
        caller: &Caller,
        id: SessionId,
        dossier: DossierId,
    ) -> Outcome<()> {
        let now = self.now();
        let secret = {
            let mut store = self.read().await?;
            let found = store.council_session(id).await?;
            access::council_session(found, &caller.actor, true)?.voting == Voting::Secret
        };
        let key = if secret {
            Some(self.fresh_key()?)
        } else {
            None
        };
        let mut work = self.begin().await?;
        let session = held_session(work.as_mut(), caller, id, true).await?;
        let permitted = on_agenda(work.as_mut(), caller, &session, dossier, Power::Convene).await?;
        votes_now(&session)?;
        let votes = work.votes(id).await?;
        let mut earlier = votes.iter().filter(|vote| vote.dossier == dossier);
        let round = i64::try_from(earlier.clone().count()).unwrap_or(i64::MAX) + 1;
        if let Some(standing) = earlier.find(|vote| vote.repealed.is_none()) {
            return refused(if standing.is_open() {
                MeetingRefusal::VoteOpen
            } else {
                MeetingRefusal::VoteHeld
            });
        }
        let roll = self.roll(work.as_mut(), &session, &permitted, now).await?;
        let rules = self.rules(work.as_mut(), permitted.rule_set).await?;
        let code = permitted.code.clone().unwrap_or_default();
        let title = access::title_for_council(work.as_mut(), &permitted).await?;
        let vote = CouncilVote {
            id: self.fresh_id(),
            session: id,
            dossier,
            round,
            secret,
            question: format!("{code}: {title}"),
            choices: rules.meeting.choices(),
            roll,
            checking_key: key
                .as_ref()
                .map(|key| key.checking.clone())
                .unwrap_or_default(),
            opened_at: now,
            closed_at: None,
            count: None,
            seal: None,
            repealed: None,
        };
        let bytes = key.as_ref().map(|key| key.bytes.as_slice());
        work.insert_vote(&vote, bytes).await?;
        let roll: Vec<Value> = vote
            .roll
            .iter()
            .map(|one| json!([one.seat, one.name]))
            .collect();
        let after = json!({
            "session": id, "dossier": dossier, "round": round, "secret": secret, "roll": roll,
            "key": vote.checking_key,
        });
        work.record(event(
            caller,
            &about("vote.opened", vote.id),
            json!({}),
            after,
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Members in the room who do not leave, each under a name of their own.
    async fn roll(
        &self,
        work: &mut dyn Work,
        session: &CouncilSession,
        dossier: &Dossier,
        now: Instant,
    ) -> Outcome<Vec<VoteSeat>> {
        let (counted, seats) = self.enough(work, session, dossier, now).await?;
        let attendance = work.attendance(session.id).await?;
        let here = seats
            .iter()
            .filter(|seat| counted.contains(&seat.id) && is_present(&attendance, seat.id));
        let mut roll: Vec<VoteSeat> = Vec::new();
        for seat in here {
            let alike = roll.iter().filter(|one| {
                one.name == seat.full_name || one.name.starts_with(&format!("{} (", seat.full_name))
            });
            let name = match alike.count() {
                0 => seat.full_name.clone(),
                earlier => format!("{} ({})", seat.full_name, earlier + 1),
            };
            roll.push(VoteSeat {
                seat: seat.id,
                name,
            });
        }
        if roll.is_empty() {
            return refused(MeetingRefusal::RollEmpty);
        }
        roll.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(roll)
    }

    /// Seats that count for a dossier, and all seats; refused where too few are in the room.
    async fn enough(
        &self,
        work: &mut dyn Work,
        session: &CouncilSession,
        dossier: &Dossier,
        now: Instant,
    ) -> Outcome<(Vec<SeatId>, Vec<CouncilSeat>)> {
        let as_of = session.closed_at.unwrap_or(now);
        let seats = work.seats(session.council, as_of).await?;
        let counted: Vec<SeatId> = counted_seats(&seats, &dossier.facts)
            .into_iter()
            .map(|seat| seat.id)
            .collect();
        let rules = self.rules(work, dossier.rule_set).await?;
        if let Some(quorum) = &rules.meeting.quorum {
            let attendance = work.attendance(session.id).await?;
            let all: Vec<&CouncilSeat> = seats.iter().collect();
            let count = quorum.count(presence(&all, &counted, &attendance));
            if !count.met {
                return refused(MeetingRefusal::NoQuorum {
                    present: count.present,
                    base: count.base,
                    needed: count.needed,
                });
            }
        }
        Ok((counted, seats))
    }

    fn fresh_key(&self) -> Outcome<FreshKey> {
        let mut entropy = || self.ports.entropy.bytes();
        let key = SigningKey::generate(&mut entropy).map_err(broken)?;
        let checking = key.checking_key().and_then(|key| key.to_hex());
        Ok(FreshKey {
            bytes: key.to_bytes().map_err(broken)?,
            checking: checking.map_err(broken)?,
        })
    }

    /// Closes the vote on a dossier and counts it; no ballot is taken afterwards.
    ///
    /// # Errors
    /// `Refused` when none is open, and where the quorum has been lost: then it is to be repealed.
    pub async fn close_vote(
        &self,
        caller: &Caller,
        id: SessionId,
        dossier: DossierId,
    ) -> Outcome<BallotCount> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = held_session(work.as_mut(), caller, id, true).await?;
        let permitted = on_agenda(work.as_mut(), caller, &session, dossier, Power::Convene).await?;
        let Some(open) = standing(work.as_mut(), id, dossier)
            .await?
            .filter(CouncilVote::is_open)
        else {
            return refused(MeetingRefusal::VoteNotOpen);
        };
        work.hold(open.id.0).await?;
        self.enough(work.as_mut(), &session, &permitted, now)
            .await?;
        let ballots = access::ballots_to_count(work.as_mut(), open.id).await?;
        let export = if open.secret {
            let urn = read_urn(work.as_mut(), open.id).await?;
            Some(sealed(&open, &ballots, &urn)?)
        } else {
            None
        };
        let count = match &export {
            Some(export) => count_of(export),
            None => count_by_name(&ballots),
        };
        if usize::try_from(count.total()).ok() != Some(ballots.len()) {
            return Err(Failure::Inconsistent(format!(
                "vote {}: {} papers, {} ballots",
                open.id,
                ballots.len(),
                count.total()
            )));
        }
        let closed = CouncilVote {
            closed_at: Some(now),
            count: Some(count),
            seal: export.as_ref().map(|export| export.seal.clone()),
            ..open
        };
        let text = export.as_ref().map(serde_json::to_string).transpose();
        let text = text.map_err(|error| unreadable(&error))?;
        work.close_vote(&closed, text.as_deref()).await?;
        let by_name: Vec<Value> = ballots
            .iter()
            .filter_map(|ballot| Some(json!([ballot.seat, ballot.choice?.code()])))
            .collect();
        let after = json!({
            "session": id, "dossier": dossier, "in_favour": count.in_favour, "against": count.against,
            "abstained": count.abstained, "seal": closed.seal, "by_name": by_name,
        });
        work.record(event(
            caller,
            &about("vote.closed", closed.id),
            json!({}),
            after,
            now,
        ));
        work.commit().await?;
        self.forget(closed.secret).await;
        Ok(count)
    }

    /// What is deleted is made unreadable. Where the database is busy it does so later by itself; the
    /// vote is closed in any case.
    async fn forget(&self, secret: bool) {
        if secret {
            let _ = self.ports.store.forget_ballots().await;
        }
    }

    /// Repeals the vote on a dossier, so that another can be held.
    ///
    /// # Errors
    /// `Refused` without a reason, when none stands, and once the session is concluded.
    pub async fn repeal_vote(
        &self,
        caller: &Caller,
        id: SessionId,
        dossier: DossierId,
        reason: &str,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = held_session(work.as_mut(), caller, id, true).await?;
        on_agenda(work.as_mut(), caller, &session, dossier, Power::Convene).await?;
        still_meets(&session)?;
        let reason = clean(reason);
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        let Some(vote) = standing(work.as_mut(), id, dossier).await? else {
            return refused(MeetingRefusal::VoteNotOpen);
        };
        work.hold(vote.id.0).await?;
        work.repeal_vote(vote.id, &reason, now).await?;
        let after = json!({ "session": id, "dossier": dossier, "reason": reason });
        work.record(event(
            caller,
            &about("vote.repealed", vote.id),
            json!({}),
            after,
            now,
        ));
        work.commit().await?;
        self.forget(vote.secret).await;
        Ok(())
    }
}

/// The vote on a dossier that stands.
pub(super) async fn standing(
    store: &mut dyn Reading,
    id: SessionId,
    dossier: DossierId,
) -> Outcome<Option<CouncilVote>> {
    Ok(store.standing_vote(id, dossier).await?)
}

/// Refuses where no vote is held in the session now.
fn votes_now(session: &CouncilSession) -> Outcome<()> {
    match session.state {
        _ if session.voting == Voting::Sheets => refused(MeetingRefusal::VotesOnSheets),
        SessionState::Marking => Err(Refusal::MarkingOpen.into()),
        SessionState::Tallying => Ok(()),
        SessionState::Concluded => Err(Refusal::SessionConcluded.into()),
    }
}

pub(super) fn about(act: &str, vote: VoteId) -> About<'_> {
    About {
        act,
        kind: "vote",
        id: vote.to_string(),
    }
}

/// The closed vote on a dossier as a majority is counted from it.
pub(super) async fn held_vote(
    store: &mut dyn Reading,
    votes: &[CouncilVote],
    seats: &[CouncilSeat],
    dossier: DossierId,
) -> Outcome<Option<HeldVote>> {
    let mut votes = votes.iter();
    let standing = votes.find(|vote| vote.dossier == dossier && vote.repealed.is_none());
    let Some((vote, count)) = standing.and_then(|vote| Some((vote, vote.count?))) else {
        return Ok(None);
    };
    let ballots = access::ballots_to_count(store, vote.id).await?;
    let chairs = seats.iter().filter(|seat| seat.post == Post::Chair);
    let chairs: Vec<SeatId> = chairs.map(|seat| seat.id).collect();
    let chair = ballots.iter().find(|ballot| chairs.contains(&ballot.seat));
    Ok(Some(HeldVote {
        count,
        present: u32::try_from(vote.roll.len()).unwrap_or(u32::MAX),
        chair: chair
            .and_then(|ballot| ballot.choice)
            .map(|choice| choice == Choice::For),
    }))
}
