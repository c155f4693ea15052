//! Pauses made ready for counting: in order, without overlap, in days or in moments.

use super::super::{Pause, day};

/// A stretch that is not counted. In days: those after `from` up to and including `until`. In
/// moments: from `from` until `until`.
#[derive(Clone, Copy)]
pub(super) struct Stop {
    pub(super) from: i64,
    pub(super) until: i64,
    /// Which pause it comes from.
    pub(super) pause: usize,
    /// What the count has left out because of it.
    pub(super) taken_out: i64,
}

/// The stretches of a count.
pub(super) struct Stops {
    pub(super) all: Vec<Stop>,
    /// Since when the clock stands, if it does.
    pub(super) open: Option<i64>,
    /// Which pause that is.
    pub(super) open_since: Option<usize>,
}

impl Stops {
    /// In numbered days.
    pub(super) fn of_days(pauses: &[Pause]) -> Self {
        Self::of(pauses, day::of)
    }

    /// In microseconds.
    pub(super) fn of_moments(pauses: &[Pause]) -> Self {
        Self::of(pauses, |at| at.0)
    }

    fn of(pauses: &[Pause], place: impl Fn(crate::time::Instant) -> i64) -> Self {
        let open = pauses
            .iter()
            .enumerate()
            .filter(|(_, pause)| pause.until.is_none())
            .min_by_key(|(_, pause)| pause.from);
        let open_from = open.map(|(_, pause)| place(pause.from));
        let mut all: Vec<Stop> = pauses
            .iter()
            .enumerate()
            .filter_map(|(index, pause)| {
                // After a clock has come to stand, nothing more is left out.
                let until = place(pause.until?).min(open_from.unwrap_or(i64::MAX));
                Some(Stop {
                    from: place(pause.from),
                    until,
                    pause: index,
                    taken_out: 0,
                })
            })
            .filter(|stop| stop.from < stop.until)
            .collect();
        all.sort_unstable_by_key(|stop| (stop.from, stop.until));
        let mut reached = i64::MIN;
        all.retain_mut(|stop| {
            stop.from = stop.from.max(reached);
            reached = reached.max(stop.until);
            stop.from < stop.until
        });
        Self {
            all,
            open: open_from,
            open_since: open.map(|(index, _)| index),
        }
    }

    /// The stretch that leaves out day `number`. `next` remembers how far days have been asked.
    pub(super) fn reaching(&mut self, number: i64, next: &mut usize) -> Option<&mut Stop> {
        while self.all.get(*next).is_some_and(|stop| stop.until < number) {
            *next += 1;
        }
        self.all.get_mut(*next).filter(|stop| stop.from < number)
    }

    /// Whether day `number` is left out.
    pub(super) fn stop_of_day(&self, number: i64) -> bool {
        self.all
            .iter()
            .any(|stop| stop.from < number && number <= stop.until)
    }

    /// The stretch in which the clock stands at the end of day `number`.
    pub(super) fn standing_on_evening(&self, number: i64) -> Option<&Stop> {
        self.all
            .iter()
            .find(|stop| stop.from <= number && number < stop.until)
    }
}
