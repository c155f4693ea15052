//! How a council meets: in which ways it may vote, and how many have to be there.
//!
//! # Invariants
//! - Which way is taken is settled when a session is convened, among those that the rule set allows,
//!   and never by whoever votes.
//! - Whoever leaves for a dossier counts as absent for it, whatever the quorum is taken of.

use serde::{Deserialize, Serialize};

use crate::council::Base;
use crate::law::Citation;

/// In which way a council votes on its dossiers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voting {
    /// The vote stands on the marking sheet, under the member's name.
    #[default]
    Sheets,
    /// A vote in the session, under the member's name.
    Open,
    /// A secret ballot in the session.
    Secret,
}

impl Voting {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Sheets, Self::Open, Self::Secret];

    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sheets => "sheets",
            Self::Open => "open",
            Self::Secret => "secret",
        }
    }

    /// The way of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|voting| voting.code() == code)
    }
}

/// A choice on a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// In favour.
    For,
    /// Against.
    Against,
    /// Neither; counts as having voted.
    Abstain,
}

impl Choice {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::For, Self::Against, Self::Abstain];

    /// Stable code, as stored and as it stands on ballots.
    pub const fn code(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Abstain => "abstain",
        }
    }

    /// The choice of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// How many have to be there: present / base >= numerator / denominator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quorum {
    /// Numerator of the least ratio.
    pub numerator: u32,
    /// Denominator of the least ratio.
    pub denominator: u32,
    /// What the ratio is taken of. [`Base::Present`] would be met by anybody and is read as all members.
    pub base: Base,
    /// Where the rule is laid down.
    pub citation: Citation,
}

/// How a council meets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingRule {
    /// Ways of voting that the procedure allows, the usual one first.
    pub voting: Vec<Voting>,
    /// How many have to be there for a vote in a session; none where nothing is laid down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<Quorum>,
    /// Whether ballots offer to abstain.
    #[serde(default)]
    pub abstain: bool,
    /// What stands for the council in the symbols of its papers, such as "HĐSK".
    #[serde(default)]
    pub short: String,
}

impl Default for MeetingRule {
    /// Rule sets from before there were sessions vote on the sheets.
    fn default() -> Self {
        Self {
            voting: vec![Voting::Sheets],
            quorum: None,
            abstain: false,
            short: "HĐ".to_owned(),
        }
    }
}

impl MeetingRule {
    /// What a ballot offers, in its order.
    pub fn choices(&self) -> Vec<Choice> {
        let all = Choice::ALL.into_iter();
        all.filter(|choice| self.abstain || *choice != Choice::Abstain)
            .collect()
    }
}

/// Who is there for one dossier, of the members who vote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Presence {
    /// Members of the council.
    pub members: u32,
    /// Members who leave for this dossier.
    pub aside: u32,
    /// Members in the room for this dossier.
    pub present: u32,
}

/// A quorum with its arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuorumCount {
    /// Whether enough are there.
    pub met: bool,
    /// Members in the room.
    pub present: u32,
    /// Members counted.
    pub base: u32,
    /// Least members in the room.
    pub needed: u32,
}

impl Quorum {
    /// Applies the rule. Nobody is never enough.
    pub fn count(&self, presence: Presence) -> QuorumCount {
        let base = match self.base {
            Base::AllMembers | Base::Present => presence.members,
            Base::EligibleMembers => presence.members.saturating_sub(presence.aside),
        };
        let needed = (u64::from(base) * u64::from(self.numerator))
            .div_ceil(u64::from(self.denominator.max(1)))
            .max(1);
        QuorumCount {
            met: u64::from(presence.present) >= needed,
            present: presence.present,
            base,
            needed: u32::try_from(needed).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quorum(base: Base) -> Quorum {
        Quorum {
            numerator: 2,
            denominator: 3,
            base,
            citation: Citation::default(),
        }
    }

    fn presence(members: u32, aside: u32, present: u32) -> Presence {
        Presence {
            members,
            aside,
            present,
        }
    }

    #[test]
    fn two_thirds_have_to_be_there_and_whoever_leaves_is_counted_as_the_rule_says() {
        for (base, members, aside, present, met) in [
            (Base::AllMembers, 5, 0, 4, true),
            (Base::AllMembers, 5, 0, 3, false),
            (Base::AllMembers, 5, 2, 3, false),
            (Base::EligibleMembers, 5, 2, 3, true),
            (Base::EligibleMembers, 5, 2, 1, false),
            (Base::AllMembers, 0, 0, 0, false),
            (Base::EligibleMembers, 2, 2, 0, false),
        ] {
            let count = quorum(base).count(presence(members, aside, present));
            assert_eq!(
                count.met, met,
                "{base:?} {members} {aside} {present}: {count:?}"
            );
        }
    }

    #[test]
    fn a_rule_set_from_before_sessions_votes_on_its_sheets_and_asks_for_no_quorum() {
        let rule = MeetingRule::default();
        assert_eq!(rule.voting, [Voting::Sheets]);
        assert!(rule.quorum.is_none());
        assert_eq!(rule.choices(), [Choice::For, Choice::Against]);
    }

    #[test]
    fn codes_are_read_back() {
        for voting in Voting::ALL {
            assert_eq!(Voting::from_code(voting.code()), Some(voting));
        }
        for choice in Choice::ALL {
            assert_eq!(Choice::from_code(choice.code()), Some(choice));
        }
    }

    proptest! {
        #[test]
        fn one_more_in_the_room_never_loses_the_quorum(members in 1u32..60, aside in 0u32..60, present in 0u32..60) {
            for base in [Base::AllMembers, Base::EligibleMembers] {
                let fewer = quorum(base).count(presence(members, aside, present));
                let more = quorum(base).count(presence(members, aside, present + 1));
                prop_assert!(!fewer.met || more.met);
            }
        }
    }
}
