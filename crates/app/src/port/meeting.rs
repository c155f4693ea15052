//! What is recorded of sessions.

use async_trait::async_trait;
use sangkien_domain::id::{DossierId, SeatId, SessionId, VoteId};
use sangkien_domain::time::Instant;

use super::Stored;
use crate::access::Unguarded;
use crate::record::{
    Attendance, CastBallot, CouncilVote, PublicVotes, SessionPaper, SessionSignature,
};

/// Attendance, votes, papers.
#[async_trait]
pub trait ReadMeetings {
    /// Who was there, as far as noted.
    async fn attendance(&mut self, session: SessionId) -> Stored<Vec<Attendance>>;
    /// Guests of a session, one line each.
    async fn guests(&mut self, session: SessionId) -> Stored<Vec<String>>;
    /// Votes of a session, repealed ones included, by dossier and round.
    async fn votes(&mut self, session: SessionId) -> Stored<Vec<CouncilVote>>;
    /// The vote on a dossier of a session that is not repealed.
    async fn standing_vote(
        &mut self,
        session: SessionId,
        dossier: DossierId,
    ) -> Stored<Option<CouncilVote>>;
    /// Whether a ballot was cast from a seat.
    async fn has_ballot(&mut self, vote: VoteId, seat: SeatId) -> Stored<bool>;
    /// Who has voted and, in an open vote, for what; to be opened by the guard.
    async fn ballots(&mut self, vote: VoteId) -> Stored<Vec<Unguarded<CastBallot>>>;
    /// The key that signs papers of an open secret vote.
    async fn vote_key(&mut self, vote: VoteId) -> Stored<Option<Vec<u8>>>;
    /// The urn of an open secret vote, as JSON.
    async fn vote_urn(&mut self, vote: VoteId) -> Stored<Option<String>>;
    /// The sealed count of a closed secret vote, as JSON.
    async fn vote_export(&mut self, vote: VoteId) -> Stored<Option<String>>;
    /// Papers drawn up.
    async fn session_papers(&mut self, session: SessionId) -> Stored<Vec<SessionPaper>>;
    /// Signatures in their order.
    async fn session_signatures(&mut self, session: SessionId) -> Stored<Vec<SessionSignature>>;
}

/// Attendance, votes, papers. Once a session is locked every one of these is
/// [`StoreError::Constraint`](super::StoreError::Constraint).
#[async_trait]
pub trait WriteMeetings {
    /// Notes whether a member is there, in place of what was noted before.
    async fn note_attendance(&mut self, noted: &Attendance) -> Stored<()>;
    /// Puts the guests of a session in the place of those before.
    async fn set_guests(&mut self, session: SessionId, guests: &[String]) -> Stored<()>;
    /// Notes the votes of the public on a dossier.
    async fn set_public_votes(
        &mut self,
        session: SessionId,
        dossier: DossierId,
        votes: &PublicVotes,
    ) -> Stored<()>;
    /// Writes what was said if its stored version is `seen`;
    /// [`StoreError::Stale`](super::StoreError::Stale) otherwise.
    async fn set_discussion(
        &mut self,
        session: SessionId,
        dossier: DossierId,
        text: &str,
        seen: i64,
        now: Instant,
    ) -> Stored<()>;
    /// Opens a vote with its roll; a secret one with its key. A second vote that stands on one dossier
    /// is [`StoreError::Constraint`](super::StoreError::Constraint).
    async fn insert_vote(&mut self, vote: &CouncilVote, key: Option<&[u8]>) -> Stored<()>;
    /// Notes that a member voted. A second time, from a seat that is not on the roll, or after closing
    /// is [`StoreError::Constraint`](super::StoreError::Constraint).
    async fn insert_ballot(&mut self, vote: VoteId, ballot: &CastBallot) -> Stored<()>;
    /// Writes the urn of an open vote anew.
    async fn put_urn(&mut self, vote: VoteId, ballots: &str) -> Stored<()>;
    /// Closes a vote with the count in `vote`; destroys key and urn of a secret one, whose sealed count
    /// is `export`. [`StoreError::Stale`](super::StoreError::Stale) when it is closed.
    async fn close_vote(&mut self, vote: &CouncilVote, export: Option<&str>) -> Stored<()>;
    /// Repeals a vote, open or closed, and destroys key and urn.
    async fn repeal_vote(&mut self, vote: VoteId, reason: &str, now: Instant) -> Stored<()>;
    /// Keeps a paper, in place of the one before.
    async fn put_session_paper(&mut self, paper: &SessionPaper) -> Stored<()>;
    /// Adds a signature.
    async fn insert_session_signature(&mut self, signature: &SessionSignature) -> Stored<()>;
    /// Locks a session. [`StoreError::Stale`](super::StoreError::Stale) when it is.
    async fn lock_council_session(&mut self, id: SessionId, now: Instant) -> Stored<()>;
}
