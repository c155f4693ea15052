//! Values of facts and conditions over them, as the model knows them.

use std::collections::BTreeSet;

use sangkien_casework::condition::Facts;

use super::random::Random;

/// Choices of the fact `level`.
pub(crate) const LEVELS: [&str; 3] = ["xa", "tinh", "tw"];

/// Score, level, flag.
pub(crate) type Values = (i64, usize, bool);

/// Every combination of values.
pub(crate) fn all_values() -> impl Iterator<Item = Values> {
    (0..=10).flat_map(|score| {
        (0..3).flat_map(move |level| [false, true].map(|flag| (score, level, flag)))
    })
}

pub(crate) fn facts((score, level, flag): Values) -> Facts {
    Facts::new()
        .with("score", score)
        .with("level", LEVELS[level])
        .with("flag", flag)
}

/// A condition.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    /// From the first up to but not including the second.
    Score(i64, i64),
    /// Among these.
    Level(Vec<usize>),
    /// The flag is so.
    Flag(bool),
    /// Both.
    Both(Box<Test>, Box<Test>),
}

impl Test {
    pub(crate) fn holds(&self, values: Values) -> bool {
        match self {
            Self::Score(from, until) => (*from..*until).contains(&values.0),
            Self::Level(levels) => levels.contains(&values.1),
            Self::Flag(flag) => *flag == values.2,
            Self::Both(one, other) => one.holds(values) && other.holds(values),
        }
    }

    pub(crate) fn source(&self) -> String {
        match self {
            Self::Score(from, until) => format!("score >= {from} and score < {until}"),
            Self::Level(levels) => {
                let names: Vec<String> = levels
                    .iter()
                    .map(|level| format!("'{}'", LEVELS[*level]))
                    .collect();
                format!("level in ({})", names.join(", "))
            }
            Self::Flag(true) => "flag".to_owned(),
            Self::Flag(false) => "not flag".to_owned(),
            Self::Both(one, other) => format!("({}) and ({})", one.source(), other.source()),
        }
    }
}

/// A condition by chance.
pub(crate) fn test(random: &mut Random) -> Test {
    match random.below(3) {
        0 => {
            let from = i64::try_from(random.below(10)).expect("small");
            let length = i64::try_from(random.below(6)).expect("small");
            Test::Score(from, from + length)
        }
        1 => {
            let levels: BTreeSet<usize> = (0..=random.below(2)).map(|_| random.below(3)).collect();
            Test::Level(levels.into_iter().collect())
        }
        _ => Test::Flag(random.below(2) == 0),
    }
}
