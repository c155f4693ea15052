//! Councils: posts, and when a vote carries.

use serde::{Deserialize, Serialize};

use crate::law::Citation;

/// A post on a council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Post {
    /// Chủ tịch hội đồng.
    Chair,
    /// Phó chủ tịch hội đồng.
    Deputy,
    /// Ủy viên thư ký.
    Secretary,
    /// Ủy viên.
    Member,
}

impl Post {
    /// Every post, in order of precedence.
    pub const ALL: [Self; 4] = [Self::Chair, Self::Deputy, Self::Secretary, Self::Member];

    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::Deputy => "deputy",
            Self::Secretary => "secretary",
            Self::Member => "member",
        }
    }

    /// The post of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|post| post.code() == code)
    }
}

/// What a seat entitles to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// Chấm điểm.
    Mark,
    /// Biểu quyết: a sheet carries the vote only from a seat with this right, and a majority is
    /// counted over such seats.
    Vote,
    /// Nhận xét.
    Comment,
    /// Kết luận.
    Conclude,
}

impl Right {
    /// Every right, in the order of the work.
    pub const ALL: [Self; 4] = [Self::Mark, Self::Vote, Self::Comment, Self::Conclude];

    /// Stable code, as pages post it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mark => "mark",
            Self::Vote => "vote",
            Self::Comment => "comment",
            Self::Conclude => "conclude",
        }
    }

    /// The right of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.code() == code)
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Mark => 1,
            Self::Comment => 2,
            Self::Conclude => 4,
            Self::Vote => 8,
        }
    }
}

/// The rights of one seat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Rights(u8);

impl Rights {
    /// What a post brings where the decision says nothing else: all members mark, vote
    /// and comment, and those who run the council conclude.
    pub fn of(post: Post) -> Self {
        let all = Right::ALL.into_iter();
        all.filter(|right| *right != Right::Conclude || post != Post::Member)
            .collect()
    }

    /// Whether `right` is among them.
    pub const fn allow(self, right: Right) -> bool {
        self.0 & right.bit() != 0
    }
}

impl FromIterator<Right> for Rights {
    fn from_iter<I: IntoIterator<Item = Right>>(rights: I) -> Self {
        Self(rights.into_iter().fold(0, |all, right| all | right.bit()))
    }
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SessionState {
    /// Members mark, each alone; nobody sees another's marks.
    Marking,
    /// Marking is closed, sheets are locked and shown.
    Tallying,
    /// Concluded.
    Concluded,
}

impl SessionState {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Marking => "marking",
            Self::Tallying => "tallying",
            Self::Concluded => "concluded",
        }
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Marking, Self::Tallying, Self::Concluded]
            .into_iter()
            .find(|state| state.code() == code)
    }
}

/// Which members a majority is counted over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Base {
    /// All members of the council, as Thông tư 18/2013/TT-BKHCN, Điều 8 words it.
    AllMembers,
    /// Members left after those in conflict have stepped aside.
    EligibleMembers,
    /// Members in the room when the vote was opened; with votes on sheets, those who sent one.
    Present,
}

/// What equal numbers of votes for and against come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tie {
    /// What the ratio says.
    #[default]
    Ratio,
    /// The vote does not carry.
    Fails,
    /// What the chair voted, where that is known; a secret ballot does not carry.
    Chair,
}

/// When a vote carries: in favour / base >= numerator / denominator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassRule {
    /// Numerator of the least ratio.
    pub numerator: u32,
    /// Denominator of the least ratio.
    pub denominator: u32,
    /// What the ratio is taken of.
    pub base: Base,
    /// What a tie comes to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tie: Tie,
    /// Where the rule is laid down.
    pub citation: Citation,
}

/// Votes on one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Members of the council.
    pub members: u32,
    /// Members who stepped aside for this dossier.
    pub recused: u32,
    /// Votes in favour.
    pub in_favour: u32,
    /// Votes against.
    pub against: u32,
    /// Members in the room.
    pub present: u32,
    /// Whether the chair voted in favour, where that is known.
    pub chair: Option<bool>,
}

/// The outcome of a vote with its arithmetic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Whether the vote carries.
    pub carried: bool,
    /// Votes in favour.
    pub in_favour: u32,
    /// Members counted.
    pub base: u32,
    /// Least number of votes in favour.
    pub needed: u32,
}

impl PassRule {
    /// Applies the rule. A council of which nobody is counted carries nothing.
    pub fn conclude(&self, tally: &Tally) -> Verdict {
        let base = match self.base {
            Base::AllMembers => tally.members,
            Base::EligibleMembers => tally.members.saturating_sub(tally.recused),
            Base::Present => tally.present,
        };
        let (numerator, denominator) = (
            u64::from(self.numerator),
            u64::from(self.denominator.max(1)),
        );
        let needed = (u64::from(base) * numerator).div_ceil(denominator).max(1);
        let by_ratio = u64::from(tally.in_favour) >= needed;
        let tied = tally.in_favour > 0 && tally.in_favour == tally.against;
        let carries = match self.tie {
            Tie::Fails if tied => false,
            Tie::Chair if tied => tally.chair.unwrap_or(false),
            Tie::Ratio | Tie::Fails | Tie::Chair => by_ratio,
        };
        Verdict {
            carried: base > 0 && carries,
            in_favour: tally.in_favour,
            base,
            needed: u32::try_from(needed).unwrap_or(u32::MAX),
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rule(base: Base) -> PassRule {
        PassRule {
            numerator: 2,
            denominator: 3,
            base,
            tie: Tie::Ratio,
            citation: Citation::default(),
        }
    }

    fn tally(members: u32, recused: u32, in_favour: u32) -> Tally {
        Tally {
            members,
            recused,
            in_favour,
            against: 0,
            present: in_favour,
            chair: None,
        }
    }

    #[test]
    fn a_majority_of_those_present_is_taken_of_them_alone() {
        let votes = Tally {
            present: 3,
            ..tally(9, 0, 2)
        };
        assert!(rule(Base::Present).conclude(&votes).carried);
        assert!(!rule(Base::AllMembers).conclude(&votes).carried);
    }

    #[test]
    fn a_tie_comes_to_what_the_rule_says_of_it() {
        let half = |tie| PassRule {
            numerator: 1,
            denominator: 2,
            tie,
            ..rule(Base::Present)
        };
        let tied = |chair| Tally {
            against: 2,
            present: 4,
            chair,
            ..tally(5, 0, 2)
        };
        for (tie, chair, carried) in [
            (Tie::Ratio, None, true),
            (Tie::Fails, Some(true), false),
            (Tie::Chair, Some(true), true),
            (Tie::Chair, Some(false), false),
            (Tie::Chair, None, false),
        ] {
            let verdict = half(tie).conclude(&tied(chair));
            assert_eq!(verdict.carried, carried, "{tie:?} {chair:?}");
        }
        let decided = Tally {
            in_favour: 3,
            against: 1,
            ..tied(Some(false))
        };
        assert!(half(Tie::Chair).conclude(&decided).carried, "no tie");
    }

    #[test]
    fn only_those_who_run_a_council_conclude_unless_the_decision_says_so() {
        for post in Post::ALL {
            let rights = Rights::of(post);
            assert!(
                [Right::Mark, Right::Vote, Right::Comment]
                    .iter()
                    .all(|right| rights.allow(*right)),
                "{post:?}"
            );
            assert_eq!(rights.allow(Right::Conclude), post != Post::Member);
        }
        let reader: Rights = [Right::Comment].into_iter().collect();
        assert!(reader.allow(Right::Comment) && !reader.allow(Right::Mark));
    }

    #[test]
    fn two_thirds_of_all_members_carry() {
        for (members, in_favour, carried) in [
            (5, 3, false),
            (5, 4, true),
            (3, 2, true),
            (3, 1, false),
            (7, 4, false),
            (7, 5, true),
            (9, 6, true),
            (1, 1, true),
            (0, 0, false),
        ] {
            let verdict = rule(Base::AllMembers).conclude(&tally(members, 0, in_favour));
            assert_eq!(
                verdict.carried, carried,
                "{in_favour} of {members}: {verdict:?}"
            );
        }
    }

    #[test]
    fn a_member_who_stepped_aside_counts_only_where_the_rule_counts_all() {
        let votes = tally(5, 2, 3);
        assert!(!rule(Base::AllMembers).conclude(&votes).carried);
        assert!(rule(Base::EligibleMembers).conclude(&votes).carried);
    }

    proptest! {
        #[test]
        fn the_rule_is_exactly_three_times_the_votes_at_least_twice_the_members(members in 1u32..500, in_favour in 0u32..500) {
            let in_favour = in_favour.min(members);
            let verdict = rule(Base::AllMembers).conclude(&tally(members, 0, in_favour));
            prop_assert_eq!(verdict.carried, in_favour * 3 >= members * 2);
        }
    }
}
