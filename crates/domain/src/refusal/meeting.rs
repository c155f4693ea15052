//! Why a session of a council does not go on.

/// What stands in the way of a vote, a conclusion or the papers of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeetingRefusal {
    /// The rule set does not let the council vote in this way.
    VotingNotAllowed,
    /// Too few are in the room.
    NoQuorum {
        /// Members in the room.
        present: u32,
        /// Members counted.
        base: u32,
        /// Least members in the room.
        needed: u32,
    },
    /// The vote stands on the sheets; none is held in the session.
    VotesOnSheets,
    /// A vote on this dossier is under way.
    VoteOpen,
    /// A vote on this dossier has been held; it has to be repealed before another.
    VoteHeld,
    /// No vote on this dossier is under way.
    VoteNotOpen,
    /// Nobody is in the room who may vote.
    RollEmpty,
    /// The member has voted.
    VotedAlready,
    /// The member was not in the room when the vote was opened.
    NotOnRoll,
    /// The choice is none of the ballot's.
    NoSuchChoice,
    /// Dossiers have not been voted on.
    VotesMissing {
        /// How many.
        count: usize,
    },
    /// Sheets lie further apart than the rubric allows, and the minutes say nothing of a second
    /// meeting on it.
    GapsNotMet {
        /// On how many dossiers.
        count: usize,
    },
    /// The rubric counts votes of the public, and none are noted.
    PublicVotesMissing {
        /// On how many dossiers.
        count: usize,
    },
    /// The session has not been concluded.
    NotConcluded,
    /// The papers have not been drawn up.
    PapersMissing,
    /// Somebody has signed; the papers stand.
    PapersSigned,
    /// The caller has signed.
    SignedAlready,
    /// The secretary signs before the chair.
    SecretaryFirst,
    /// The record is signed by all and locked.
    Locked,
}

impl MeetingRefusal {
    /// Stable code for API clients and tests.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::VotingNotAllowed => "voting-not-allowed",
            Self::NoQuorum { .. } => "no-quorum",
            Self::VotesOnSheets => "votes-on-sheets",
            Self::VoteOpen => "vote-open",
            Self::VoteHeld => "vote-held",
            Self::VoteNotOpen => "vote-not-open",
            Self::RollEmpty => "roll-empty",
            Self::VotedAlready => "voted-already",
            Self::NotOnRoll => "not-on-roll",
            Self::NoSuchChoice => "no-such-choice",
            Self::VotesMissing { .. } => "votes-missing",
            Self::GapsNotMet { .. } => "gaps-not-met",
            Self::PublicVotesMissing { .. } => "public-votes-missing",
            Self::NotConcluded => "not-concluded",
            Self::PapersMissing => "papers-missing",
            Self::PapersSigned => "papers-signed",
            Self::SignedAlready => "signed-already",
            Self::SecretaryFirst => "secretary-first",
            Self::Locked => "session-locked",
        }
    }

    /// The form field the refusal belongs to, where there is one.
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::VotingNotAllowed => Some("voting"),
            Self::NoSuchChoice => Some("choice"),
            _ => None,
        }
    }
}
