//! Statistics of casework that balance: what was there at the start and what came in is what was
//! resolved, what is in process, what is paused and what was withdrawn.
//!
//! The two sides are counted from different facts — the left from when dossiers came, the right
//! from where each stands at the end — so that a damaged history shows as a report that does not
//! balance instead of a wrong figure. Columns follow the monthly report of one-stop offices
//! (received: carried over, in the period; resolved: in time, late; in process: in time, overdue;
//! paused).

use std::collections::BTreeMap;

use sangkien_domain::time::Instant;

/// How a dossier left the procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ending {
    /// It was brought to a result, whatever the result.
    Resolved,
    /// Its author took it back.
    Withdrawn,
}

/// The life of one dossier as statistics see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life<'a, Key> {
    /// What it is counted under: a unit, a procedure, both.
    pub key: Key,
    /// When it was received.
    pub received_at: Instant,
    /// When and how it ended.
    pub ended: Option<(Instant, Ending)>,
    /// When the clock stood still: from (included) until (excluded; none while it still does).
    pub pauses: &'a [(Instant, Option<Instant>)],
    /// End of its limit, as it stands.
    pub due_at: Option<Instant>,
}

/// A period: from (included) until (excluded).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First moment.
    pub from: Instant,
    /// First moment after.
    pub until: Instant,
}

/// Counts of one key in one period, in dossiers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Received before the period and not ended by its start.
    pub opening: u64,
    /// Received in the period.
    pub received: u64,
    /// Resolved in the period, within the limit or without one.
    pub resolved_in_time: u64,
    /// Resolved in the period after the limit.
    pub resolved_late: u64,
    /// Withdrawn in the period.
    pub withdrawn: u64,
    /// In process at the end of the period, limit not passed.
    pub in_process: u64,
    /// In process at the end of the period, limit passed.
    pub overdue: u64,
    /// At the end of the period, the clock stands still.
    pub paused: u64,
}

/// A report that does not balance: an error in the stored history, never a figure to publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{brought_in} dossiers to account for, {accounted} accounted for")]
pub struct Imbalance {
    /// Opening and received.
    pub brought_in: u64,
    /// Resolved, withdrawn, in process, overdue and paused.
    pub accounted: u64,
}

impl Counts {
    /// Opening and received.
    pub fn brought_in(&self) -> u64 {
        self.opening + self.received
    }

    /// Everything the report accounts for.
    pub fn accounted(&self) -> u64 {
        self.resolved_in_time
            + self.resolved_late
            + self.withdrawn
            + self.in_process
            + self.overdue
            + self.paused
    }

    /// # Errors
    /// [`Imbalance`] when the two sides differ.
    pub fn balance(&self) -> Result<(), Imbalance> {
        let (brought_in, accounted) = (self.brought_in(), self.accounted());
        if brought_in == accounted {
            Ok(())
        } else {
            Err(Imbalance {
                brought_in,
                accounted,
            })
        }
    }

    /// The two counts together.
    #[must_use]
    pub fn plus(self, other: &Self) -> Self {
        Self {
            opening: self.opening + other.opening,
            received: self.received + other.received,
            resolved_in_time: self.resolved_in_time + other.resolved_in_time,
            resolved_late: self.resolved_late + other.resolved_late,
            withdrawn: self.withdrawn + other.withdrawn,
            in_process: self.in_process + other.in_process,
            overdue: self.overdue + other.overdue,
            paused: self.paused + other.paused,
        }
    }

    /// Adds one life.
    fn add<Key>(&mut self, life: &Life<'_, Key>, period: Period) {
        let here = |at: Instant| period.from <= at && at < period.until;
        if here(life.received_at) {
            self.received += 1;
        } else if life.received_at < period.from
            && life.ended.is_none_or(|(at, _)| at >= period.from)
        {
            self.opening += 1;
        }
        let late_at = |at: Instant| life.due_at.is_some_and(|due| at > due);
        match life.ended {
            Some((at, _)) if at < period.from => {}
            Some((at, ending)) if at < period.until => match ending {
                Ending::Withdrawn => self.withdrawn += 1,
                Ending::Resolved if late_at(at) => self.resolved_late += 1,
                Ending::Resolved => self.resolved_in_time += 1,
            },
            _ if life.received_at < period.until => {
                if life.is_paused_at(period.until) {
                    self.paused += 1;
                } else if late_at(period.until) {
                    self.overdue += 1;
                } else {
                    self.in_process += 1;
                }
            }
            _ => {}
        }
    }
}

impl<Key> Life<'_, Key> {
    /// Whether the clock stands still just before `at`.
    fn is_paused_at(&self, at: Instant) -> bool {
        self.pauses
            .iter()
            .any(|(from, until)| *from < at && until.is_none_or(|until| until >= at))
    }
}

/// Counts every life in the period, by key.
pub fn count<'a, Key: Ord + Clone + 'a>(
    lives: impl IntoIterator<Item = Life<'a, Key>>,
    period: Period,
) -> BTreeMap<Key, Counts> {
    let mut counts: BTreeMap<Key, Counts> = BTreeMap::new();
    for life in lives {
        counts
            .entry(life.key.clone())
            .or_default()
            .add(&life, period);
    }
    counts.retain(|_, counts| *counts != Counts::default());
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PERIOD: Period = Period {
        from: Instant(1_000),
        until: Instant(2_000),
    };

    fn life(
        received: i64,
        ended: Option<(i64, Ending)>,
        pauses: &[(Instant, Option<Instant>)],
        due: i64,
    ) -> Life<'_, ()> {
        Life {
            key: (),
            received_at: Instant(received),
            ended: ended.map(|(at, ending)| (Instant(at), ending)),
            pauses,
            due_at: Some(Instant(due)),
        }
    }

    #[test]
    fn each_dossier_is_counted_where_it_stood_at_the_end_of_the_period() {
        let asked = [(Instant(1_500), None)];
        let answered = [(Instant(1_100), Some(Instant(1_200)))];
        for (life, expected) in [
            (
                life(500, Some((900, Ending::Resolved)), &[], 800),
                Counts::default(),
            ),
            (
                life(500, Some((1_000, Ending::Resolved)), &[], 1_000),
                Counts {
                    opening: 1,
                    resolved_in_time: 1,
                    ..Counts::default()
                },
            ),
            (
                life(1_000, Some((1_800, Ending::Resolved)), &[], 1_700),
                Counts {
                    received: 1,
                    resolved_late: 1,
                    ..Counts::default()
                },
            ),
            (
                life(1_400, None, &asked, 1_600),
                Counts {
                    received: 1,
                    paused: 1,
                    ..Counts::default()
                },
            ),
            (
                life(1_050, None, &answered, 1_600),
                Counts {
                    received: 1,
                    overdue: 1,
                    ..Counts::default()
                },
            ),
            (
                life(1_400, Some((2_000, Ending::Withdrawn)), &[], 9_000),
                Counts {
                    received: 1,
                    in_process: 1,
                    ..Counts::default()
                },
            ),
            (life(2_000, None, &[], 9_000), Counts::default()),
        ] {
            let counts = count([life.clone()], PERIOD);
            let found = counts.get(&()).copied().unwrap_or_default();
            assert_eq!(found, expected, "{life:?}");
            assert_eq!(found.balance(), Ok(()));
        }
    }

    #[test]
    fn a_dossier_that_ended_before_it_came_does_not_balance() {
        let counts = count(
            [life(1_500, Some((900, Ending::Resolved)), &[], 800)],
            PERIOD,
        );
        assert!(counts.values().any(|counts| counts.balance().is_err()));
    }

    proptest! {
        #[test]
        fn every_period_balances_and_opens_with_what_the_one_before_left(
            lives in proptest::collection::vec(
                (0i64..3_000, proptest::option::of((0i64..2_000, any::<bool>())),
                 proptest::collection::vec((0i64..3_000, 0i64..500), 0..3), 0i64..4_000),
                0..60),
            cut in 1i64..2_999,
        ) {
            let pauses: Vec<Vec<(Instant, Option<Instant>)>> = lives.iter().map(|life| {
                life.2.iter().map(|(from, length)| {
                    (Instant(*from), Some(Instant(from + length)))
                }).collect()
            }).collect();
            let all = |period| {
                let lives = lives.iter().zip(&pauses).map(|((received, ended, _, due), pauses)| Life {
                    key: received % 3,
                    received_at: Instant(*received),
                    ended: ended.map(|(after, withdrawn)| (
                        Instant(received + after),
                        if withdrawn { Ending::Withdrawn } else { Ending::Resolved },
                    )),
                    pauses,
                    due_at: Some(Instant(*due)),
                });
                count(lives, period)
            };
            let first = all(Period { from: Instant(0), until: Instant(cut) });
            let second = all(Period { from: Instant(cut), until: Instant(3_000) });
            for counts in first.values().chain(second.values()) {
                prop_assert_eq!(counts.balance(), Ok(()));
            }
            for (key, counts) in &second {
                let left = first.get(key).copied().unwrap_or_default();
                prop_assert_eq!(counts.opening, left.in_process + left.overdue + left.paused);
            }
        }
    }
}
