//! What loading a pack would change in the registry.

use super::{Act, Pack, Rule};
use crate::calendar::YearTable;

/// The stored rows that a pack brought when it was last loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registry {
    /// Its acts.
    pub acts: Vec<Act>,
    /// Its rules.
    pub rules: Vec<Rule>,
    /// Its calendars.
    pub calendars: Vec<YearTable>,
}

/// How a row moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moved {
    /// It is new.
    Added,
    /// It says something else.
    Changed,
    /// It gets a last day, and says the same until then.
    Ended,
    /// The new edition does not have it any more.
    Removed,
}

impl Moved {
    /// Stable code, as logged.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Ended => "ended",
            Self::Removed => "removed",
        }
    }
}

/// One row that moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<T> {
    /// How.
    pub moved: Moved,
    /// As stored.
    pub before: Option<T>,
    /// As in the pack.
    pub after: Option<T>,
}

impl<T> Change<T> {
    /// The row as it will be, or as it was when it goes.
    pub fn row(&self) -> Option<&T> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

/// Everything that loading a pack changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Acts that move.
    pub acts: Vec<Change<Act>>,
    /// Rules that move.
    pub rules: Vec<Change<Rule>>,
    /// Calendars that move.
    pub calendars: Vec<Change<YearTable>>,
}

impl Comparison {
    /// Whether nothing moves.
    pub fn is_empty(&self) -> bool {
        self.acts.is_empty() && self.rules.is_empty() && self.calendars.is_empty()
    }
}

/// What loading `pack` over `stored` changes.
pub fn compare(stored: &Registry, pack: &Pack) -> Comparison {
    let acts: Vec<&Act> = pack.acts.iter().map(|(_, act)| act).collect();
    let rules: Vec<&Rule> = pack.rules.iter().map(|(_, rule)| rule).collect();
    // Editions are counted by the registry, not by the pack.
    let bare = |table: &YearTable| YearTable {
        unit: None,
        edition: 0,
        ..table.clone()
    };
    let known: Vec<YearTable> = stored.calendars.iter().map(bare).collect();
    let years: Vec<YearTable> = pack.calendars.iter().map(|(_, year)| bare(year)).collect();
    let years: Vec<&YearTable> = years.iter().collect();
    Comparison {
        acts: differences(
            &stored.acts,
            &acts,
            |a, b| a.code == b.code,
            |old, new| {
                let mut until_then = new.clone();
                until_then.ended_on = None;
                until_then.replaced_by.clone_from(&old.replaced_by);
                old.ended_on.is_none() && new.ended_on.is_some() && until_then == *old
            },
        ),
        rules: differences(
            &stored.rules,
            &rules,
            |a, b| a.identity() == b.identity(),
            |old, new| {
                let until_then = Rule {
                    until: None,
                    ..new.clone()
                };
                old.until.is_none() && new.until.is_some() && until_then == *old
            },
        ),
        // A year left out of an edition keeps its table: what was counted by it stays counted.
        calendars: differences(&known, &years, |a, b| a.year == b.year, |_, _| false)
            .into_iter()
            .filter(|change| change.moved != Moved::Removed)
            .collect(),
    }
}

fn differences<T: Clone + PartialEq>(
    stored: &[T],
    fresh: &[&T],
    same: impl Fn(&T, &T) -> bool,
    ended: impl Fn(&T, &T) -> bool,
) -> Vec<Change<T>> {
    let mut changes = Vec::new();
    for new in fresh {
        let old = stored.iter().find(|old| same(old, new));
        let moved = match old {
            None => Moved::Added,
            Some(old) if old == *new => continue,
            Some(old) if ended(old, new) => Moved::Ended,
            Some(_) => Moved::Changed,
        };
        changes.push(Change {
            moved,
            before: old.cloned(),
            after: Some((*new).clone()),
        });
    }
    for old in stored {
        if !fresh.iter().any(|new| same(old, new)) {
            changes.push(Change {
                moved: Moved::Removed,
                before: Some(old.clone()),
                after: None,
            });
        }
    }
    changes
}
