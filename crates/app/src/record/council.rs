//! Sessions, sheets and verdicts.

use sangkien_domain::council::SessionState;
use sangkien_domain::form::Answers;
use sangkien_domain::id::{CouncilId, DossierId, PersonId, SeatId, SessionId, SheetId};
use sangkien_domain::meeting::Voting;
use sangkien_domain::rubric::{Score, Scores, Settled};
use sangkien_domain::time::Instant;
use serde::{Deserialize, Serialize};

/// A session of a council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilSession {
    /// Identity.
    pub id: SessionId,
    /// Which council.
    pub council: CouncilId,
    /// Name of the council.
    pub council_name: String,
    /// Title.
    pub title: String,
    /// Place.
    pub place: String,
    /// When it meets.
    pub meets_at: Instant,
    /// Where it stands.
    pub state: SessionState,
    /// Counts changes.
    pub version: i64,
    /// When marking was closed.
    pub closed_at: Option<Instant>,
    /// When it was concluded.
    pub concluded_at: Option<Instant>,
    /// In which way it votes; settled when it is convened.
    pub voting: Voting,
    /// When its papers were signed by all; nothing of it changes afterwards.
    pub locked_at: Option<Instant>,
}

/// A dossier on an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// Which session.
    pub session: SessionId,
    /// Which dossier.
    pub dossier: DossierId,
    /// Place on the agenda, from 1.
    pub position: i64,
    /// The outcome, once concluded.
    pub verdict: Option<StoredVerdict>,
    /// What was said on it, as the minutes will have it.
    pub discussion: String,
    /// Counts changes of the discussion.
    pub discussion_version: i64,
    /// When it last changed.
    pub discussion_at: Option<Instant>,
    /// Votes of the public, once noted.
    pub public: Option<PublicVotes>,
}

/// Votes of the public on a dossier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublicVotes {
    /// How many.
    pub votes: i64,
    /// Where they were counted.
    pub evidence: String,
    /// Why they were entered or changed.
    pub reason: String,
}

/// The outcome for one dossier, with its arithmetic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredVerdict {
    /// Whether the vote carried.
    pub carried: bool,
    /// Votes in favour.
    pub in_favour: i64,
    /// Members counted.
    pub base: i64,
    /// Least votes in favour.
    pub needed: i64,
    /// The result by the rubric, in hundredths; none where the sheets make none.
    pub average: Option<Score>,
    /// What the rubric made of the sheets, with class and reasons. Verdicts stored before rubrics
    /// were settled have none.
    pub settled: Option<Settled>,
}

/// A vote on recognition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vote {
    /// In favour.
    For,
    /// Against.
    Against,
}

impl Vote {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
        }
    }

    /// The vote of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::For, Self::Against]
            .into_iter()
            .find(|vote| vote.code() == code)
    }
}

/// A member's sheet on a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Identity.
    pub id: SheetId,
    /// In which session.
    pub session: SessionId,
    /// On which dossier.
    pub dossier: DossierId,
    /// From which seat.
    pub seat: SeatId,
    /// Scores by criterion.
    pub scores: Scores,
    /// Comments by criterion.
    pub comments: Answers,
    /// The vote, if cast.
    pub vote: Option<Vote>,
    /// General remark.
    pub remark: String,
    /// Total of a sent sheet.
    pub total: Option<Score>,
    /// Counts saves; 0 before the first.
    pub version: i64,
    /// Last save.
    pub saved_at: Instant,
    /// When it was sent and locked.
    pub sent_at: Option<Instant>,
}

/// That a sent sheet was opened again; what it said is kept and never told with this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reopening {
    /// On which dossier.
    pub dossier: DossierId,
    /// Whose sheet.
    pub seat: SeatId,
    /// The version that had been sent.
    pub version: i64,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Instant,
}

/// A member who stepped aside for a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recusal {
    /// Which dossier.
    pub dossier: DossierId,
    /// Which seat.
    pub seat: SeatId,
    /// Why.
    pub reason: String,
    /// When.
    pub declared_at: Instant,
}
