//! What is recorded of a session: who was there, votes and ballots, papers and their signatures.

use sangkien_domain::council::Post;
use sangkien_domain::id::{DossierId, SeatId, SessionId, VoteId};
use sangkien_domain::meeting::Choice;
use sangkien_domain::time::Instant;
use serde_json::Value;

/// Whether a member was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// Which session.
    pub session: SessionId,
    /// Which seat.
    pub seat: SeatId,
    /// Whether present.
    pub present: bool,
    /// Why not, where that is known.
    pub reason: String,
    /// When it was noted.
    pub noted_at: Instant,
}

/// A member entitled to vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteSeat {
    /// The seat.
    pub seat: SeatId,
    /// The name on the roll, different for each.
    pub name: String,
}

/// Ballots by choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BallotCount {
    /// In favour.
    pub in_favour: u32,
    /// Against.
    pub against: u32,
    /// Neither.
    pub abstained: u32,
}

impl BallotCount {
    /// Adds a ballot.
    pub const fn add(&mut self, choice: Choice) {
        match choice {
            Choice::For => self.in_favour += 1,
            Choice::Against => self.against += 1,
            Choice::Abstain => self.abstained += 1,
        }
    }

    /// All ballots.
    pub const fn total(self) -> u32 {
        self.in_favour + self.against + self.abstained
    }
}

/// A vote on a dossier. How many ballots there are for each choice is not known before it is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilVote {
    /// Identity.
    pub id: VoteId,
    /// In which session.
    pub session: SessionId,
    /// On which dossier.
    pub dossier: DossierId,
    /// From 1; repeals make another.
    pub round: i64,
    /// Whether by secret ballot.
    pub secret: bool,
    /// What is asked.
    pub question: String,
    /// What may be chosen.
    pub choices: Vec<Choice>,
    /// Who may vote, by name: members in the room when it was opened.
    pub roll: Vec<VoteSeat>,
    /// What checks the ballots of a secret vote, in hexadecimal; empty for an open one.
    pub checking_key: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// What was counted at closing.
    pub count: Option<BallotCount>,
    /// Seal of the count of a secret vote.
    pub seal: Option<String>,
    /// When it was repealed, and why.
    pub repealed: Option<(Instant, String)>,
}

impl CouncilVote {
    /// Whether ballots are taken.
    pub const fn is_open(&self) -> bool {
        self.closed_at.is_none() && self.repealed.is_none()
    }

    /// Whether a seat is on the roll.
    pub fn entitles(&self, seat: SeatId) -> bool {
        self.roll.iter().any(|one| one.seat == seat)
    }
}

/// That a member voted, and for what where the vote is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CastBallot {
    /// From which seat.
    pub seat: SeatId,
    /// The name on the roll.
    pub name: String,
    /// The choice in an open vote.
    pub choice: Option<Choice>,
    /// The blinded paper in a secret one.
    pub blinded: Option<String>,
}

/// A paper drawn up from what was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaperKind {
    /// Biên bản họp.
    Minutes,
    /// Biên bản kiểm phiếu.
    TallyMinutes,
    /// Danh sách tổng hợp.
    SummaryList,
}

impl PaperKind {
    /// Every kind, in the order they are read.
    pub const ALL: [Self; 3] = [Self::Minutes, Self::TallyMinutes, Self::SummaryList];

    /// Stable code, as stored and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::TallyMinutes => "tally-minutes",
            Self::SummaryList => "summary-list",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A paper as drawn up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionPaper {
    /// Of which session.
    pub session: SessionId,
    /// Which one.
    pub kind: PaperKind,
    /// The data of its template.
    pub content: Value,
    /// SHA-256 of the data, in hexadecimal.
    pub sha256: String,
    /// When it was drawn up.
    pub drawn_at: Instant,
}

/// That somebody signed the papers of a session: an act noted by the program, no digital signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionSignature {
    /// Of which session.
    pub session: SessionId,
    /// From which seat.
    pub seat: SeatId,
    /// Place in the order of signing, from 1.
    pub position: i64,
    /// Name, as then.
    pub name: String,
    /// Post, as then.
    pub post: Post,
    /// When.
    pub signed_at: Instant,
}
