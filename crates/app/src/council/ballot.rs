//! Ballots: casting one, and what is done with them once their vote is closed.

use sangkien_ballot::{
    BallotError, BallotFault, CheckingKey, Export, Issued, Paper, SigningKey, Urn,
};
use sangkien_domain::access::Power;
use sangkien_domain::id::{DossierId, SeatId, SessionId, VoteId};
use sangkien_domain::meeting::Choice;
use sangkien_domain::refusal::MeetingRefusal;
use serde_json::json;

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::council::conclude::held_session;
use crate::council::meeting::on_agenda;
use crate::council::vote::{about, refused, standing};
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::{BallotCount, CastBallot, CouncilVote};
use crate::support::event;

/// What counting again found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recount {
    /// What was counted at closing.
    pub stated: BallotCount,
    /// What the ballots come to.
    pub found: BallotCount,
    /// What is wrong with the ballots of a secret vote.
    pub faults: Vec<BallotFault>,
}

impl Recount {
    /// Whether nothing is wrong.
    pub fn agrees(&self) -> bool {
        self.stated == self.found && self.faults.is_empty()
    }
}

pub(super) fn broken(error: BallotError) -> Failure {
    Failure::Inconsistent(format!("secret ballot: {error}"))
}

pub(super) fn unreadable(error: &serde_json::Error) -> Failure {
    Failure::Inconsistent(format!("secret ballot: {error}"))
}

impl App {
    /// Casts the caller's ballot, once. The receipt of a secret ballot is told here and nowhere else.
    ///
    /// # Errors
    /// `Refused` for whoever is not on the roll or has voted, and when no vote is open.
    pub async fn cast_ballot(
        &self,
        caller: &Caller,
        id: SessionId,
        dossier: DossierId,
        choice: &str,
    ) -> Outcome<Option<String>> {
        let now = self.now();
        let (vote, seat, key) = {
            let mut store = self.read().await?;
            let (vote, seat) = to_cast(store.as_mut(), caller, id, dossier).await?;
            let key = store.vote_key(vote.id).await?;
            (vote, seat, key)
        };
        let Some(choice) = Choice::from_code(choice).filter(|one| vote.choices.contains(one))
        else {
            return refused(MeetingRefusal::NoSuchChoice);
        };
        let paper = match (vote.secret, key) {
            (false, _) => None,
            // The key goes when the vote is closed or repealed.
            (true, None) => return refused(MeetingRefusal::VoteNotOpen),
            (true, Some(key)) => Some(self.filled(&vote, &key, choice)?),
        };
        let mut work = self.begin().await?;
        work.hold(vote.id.0).await?;
        // Judged again under the lock: the vote may have been closed meanwhile.
        let (now_open, seat_now) = to_cast(work.as_mut(), caller, id, dossier).await?;
        if now_open.id != vote.id || seat_now != seat {
            return Err(Failure::Stale);
        }
        let receipt = paper.as_ref().map(|(_, ballot)| ballot.receipt());
        let cast = CastBallot {
            seat,
            name: String::new(),
            choice: (!vote.secret).then_some(choice),
            blinded: paper.as_ref().map(|(blinded, _)| blinded.clone()),
        };
        work.insert_ballot(vote.id, &cast).await?;
        if let Some((_, ballot)) = paper {
            let mut urn = read_urn(work.as_mut(), vote.id).await?;
            let key = CheckingKey::from_hex(&vote.checking_key).map_err(broken)?;
            urn.put(ballot, &question(&vote), &key).map_err(broken)?;
            let text = serde_json::to_string(&urn).map_err(|error| unreadable(&error))?;
            work.put_urn(vote.id, &text).await?;
        }
        // That the member took part, and nothing of how.
        let after = json!({ "session": id, "dossier": dossier, "seat": seat });
        work.record(event(
            caller,
            &about("vote.cast", vote.id),
            json!({}),
            after,
            now,
        ));
        work.commit().await?;
        Ok(receipt)
    }

    /// Fills, signs and finishes a paper in memory: the blinded paper and the ballot.
    fn filled(
        &self,
        vote: &CouncilVote,
        key: &[u8],
        choice: Choice,
    ) -> Outcome<(String, sangkien_ballot::Ballot)> {
        let mut entropy = || self.ports.entropy.bytes();
        let signing = SigningKey::from_bytes(key).map_err(broken)?;
        let checking = CheckingKey::from_hex(&vote.checking_key).map_err(broken)?;
        let paper = Paper::fill(&question(vote), &checking, choice.code(), &mut entropy);
        let paper = paper.map_err(broken)?;
        let blinded = hex::encode(paper.blinded());
        let signed = signing
            .sign(paper.blinded(), &mut entropy)
            .map_err(broken)?;
        let ballot = paper.finish(&checking, &signed).map_err(broken)?;
        Ok((blinded, ballot))
    }

    /// Counts a closed vote again from its ballots; each time is noted.
    ///
    /// # Errors
    /// `Refused` when no closed vote stands.
    pub async fn recount(
        &self,
        caller: &Caller,
        id: SessionId,
        dossier: DossierId,
    ) -> Outcome<Recount> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = held_session(work.as_mut(), caller, id, false).await?;
        on_agenda(work.as_mut(), caller, &session, dossier, Power::Attend).await?;
        let vote = standing(work.as_mut(), id, dossier).await?;
        let Some((vote, stated)) = vote.and_then(|vote| vote.count.map(|count| (vote, count)))
        else {
            return refused(MeetingRefusal::VoteNotOpen);
        };
        let recount = if vote.secret {
            let export = read_export(work.as_mut(), vote.id).await?;
            let verified = export.verify(vote.seal.as_deref(), &[]);
            Recount {
                stated,
                found: count_of(&export),
                faults: verified.faults,
            }
        } else {
            let ballots = access::ballots_to_count(work.as_mut(), vote.id).await?;
            Recount {
                stated,
                found: count_by_name(&ballots),
                faults: Vec::new(),
            }
        };
        let after = json!({
            "session": id, "dossier": dossier, "agrees": recount.agrees(),
            "in_favour": recount.found.in_favour, "against": recount.found.against,
            "abstained": recount.found.abstained,
        });
        work.record(event(
            caller,
            &about("vote.recounted", vote.id),
            json!({}),
            after,
            now,
        ));
        work.commit().await?;
        Ok(recount)
    }

    /// The sealed count of a closed secret vote as JSON, for `sangkien ballot verify`.
    ///
    /// # Errors
    /// `Absent` for whoever takes no part, and when there is none.
    pub async fn ballot_export(
        &self,
        caller: &Caller,
        id: SessionId,
        dossier: DossierId,
    ) -> Outcome<String> {
        let mut store = self.read().await?;
        let found = store.council_session(id).await?;
        let session = access::council_session(found, &caller.actor, false)?;
        on_agenda(store.as_mut(), caller, &session, dossier, Power::Attend).await?;
        let vote = standing(store.as_mut(), id, dossier).await?;
        let vote = vote.ok_or(Failure::Absent)?;
        store.vote_export(vote.id).await?.ok_or(Failure::Absent)
    }
}

/// The open vote on a dossier and the caller's seat in it, nothing cast yet.
async fn to_cast(
    store: &mut dyn Reading,
    caller: &Caller,
    id: SessionId,
    dossier: DossierId,
) -> Outcome<(CouncilVote, SeatId)> {
    let found = store.council_session(id).await?;
    let session = access::council_session(found, &caller.actor, false)?;
    let permitted = on_agenda(store, caller, &session, dossier, Power::Attend).await?;
    let seat = access::seat_at(&caller.actor, &permitted)?;
    let vote = standing(store, id, dossier).await?;
    let Some(vote) = vote.filter(CouncilVote::is_open) else {
        return refused(MeetingRefusal::VoteNotOpen);
    };
    if !vote.entitles(seat) {
        return refused(MeetingRefusal::NotOnRoll);
    }
    if access::has_voted(store, vote.id, seat).await? {
        return refused(MeetingRefusal::VotedAlready);
    }
    Ok((vote, seat))
}

/// The vote as its ballots are bound to it.
pub(super) fn question(vote: &CouncilVote) -> sangkien_ballot::Vote {
    let mut roll: Vec<String> = vote.roll.iter().map(|one| one.name.clone()).collect();
    // Whatever order a database gives.
    roll.sort_unstable();
    let codes = vote.choices.iter().map(|choice| choice.code().to_owned());
    sangkien_ballot::Vote {
        id: vote.id.to_string(),
        question: vote.question.clone(),
        choices: codes.collect(),
        roll,
    }
}

pub(super) async fn read_urn(store: &mut dyn Reading, vote: VoteId) -> Outcome<Urn> {
    let text = store.vote_urn(vote).await?;
    let text = text.ok_or_else(|| Failure::Inconsistent(format!("vote {vote} has no urn")))?;
    serde_json::from_str(&text).map_err(|error| unreadable(&error))
}

pub(super) async fn read_export(store: &mut dyn Reading, vote: VoteId) -> Outcome<Export> {
    let text = store.vote_export(vote).await?;
    let text = text.ok_or_else(|| Failure::Inconsistent(format!("vote {vote} has no count")))?;
    serde_json::from_str(&text).map_err(|error| unreadable(&error))
}

pub(super) fn sealed(vote: &CouncilVote, ballots: &[CastBallot], urn: &Urn) -> Outcome<Export> {
    let papers = ballots.iter().map(|ballot| Issued {
        member: ballot.name.clone(),
        blinded: ballot.blinded.clone().unwrap_or_default(),
    });
    let key = CheckingKey::from_hex(&vote.checking_key).map_err(broken)?;
    Export::seal(question(vote), &key, papers.collect(), urn).map_err(broken)
}

pub(super) fn count_of(export: &Export) -> BallotCount {
    let of = |choice: Choice| {
        let count = export.tally.get(choice.code()).copied().unwrap_or(0);
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    BallotCount {
        in_favour: of(Choice::For),
        against: of(Choice::Against),
        abstained: of(Choice::Abstain),
    }
}

pub(super) fn count_by_name(ballots: &[CastBallot]) -> BallotCount {
    let mut count = BallotCount::default();
    for choice in ballots.iter().filter_map(|ballot| ballot.choice) {
        count.add(choice);
    }
    count
}
