//! Working hours: a walk over the sessions of days, leaving out pauses.

use super::pauses::{Stop, Stops};
use crate::calendar::day::{self, MINUTE};
use crate::calendar::{Calendar, WorkedDay};
use crate::time::Instant;

impl Calendar {
    /// The sessions of day `number`, as microseconds of the day.
    pub(super) fn sessions(&self, number: i64) -> &[(i64, i64)] {
        if !self.rests(number) {
            return self.hours.working_day();
        }
        let part = self.hours.weekly_rest(number);
        // A holiday on a Saturday has no Saturday morning.
        if part.is_empty() || self.entry_of(number).is_some() {
            return &[];
        }
        part
    }

    /// Whether the office works on day `number`, if only for a part of it.
    pub(super) fn opens(&self, number: i64) -> bool {
        !self.sessions(number).is_empty()
    }
}

/// Whole minutes, a begun one included.
pub(super) fn minutes(microseconds: i64) -> i64 {
    microseconds.saturating_add(MINUTE - 1) / MINUTE
}

/// How far a walk has come.
#[derive(Default)]
pub(super) struct HoursWalk {
    pub(super) begins: Option<Instant>,
    pub(super) due: Option<Instant>,
    pub(super) worked: Vec<WorkedDay>,
}

impl HoursWalk {
    /// Counts what of `from..until` lies outside pauses; answers how much.
    pub(super) fn session(
        &mut self,
        from: i64,
        until: i64,
        left: &mut i64,
        stops: &mut [Stop],
    ) -> i64 {
        if from >= until {
            return 0;
        }
        self.begins.get_or_insert(Instant(from));
        let mut counted = 0;
        let mut from = from;
        let passed = stops.partition_point(|stop| stop.until <= from);
        for stop in stops.iter_mut().skip(passed) {
            if stop.from >= until {
                break;
            }
            counted += self.run(from, stop.from, left);
            if self.due.is_some() {
                return counted;
            }
            from = from.max(stop.from);
            let resumed = stop.until.min(until);
            stop.taken_out += (resumed - from).max(0);
            from = resumed;
        }
        counted + self.run(from, until, left)
    }

    fn run(&mut self, from: i64, until: i64, left: &mut i64) -> i64 {
        if from >= until {
            return 0;
        }
        let counted = (*left).min(until - from);
        *left -= counted;
        if *left == 0 {
            self.due = Some(Instant(from + counted));
        }
        counted
    }
}

impl Calendar {
    /// Working time between two moments, outside pauses, in microseconds.
    pub(super) fn working_between(&self, from: i64, until: i64, stops: &Stops) -> i64 {
        let first = day::of(Instant(from));
        let last = day::of(Instant(until));
        let mut walk = HoursWalk::default();
        let mut stops = stops.all.clone();
        let mut left = i64::MAX;
        let mut total = 0;
        for number in first..=last {
            for (begins, ends) in self.sessions(number) {
                let begins = day::moment(number, *begins).0.max(from);
                let ends = day::moment(number, *ends).0.min(until);
                total += walk.session(begins, ends, &mut left, &mut stops);
            }
        }
        total
    }
}

impl Calendar {
    /// The moment from which `hours` working hours are left until `until`. Where a session begins
    /// with exactly that much left, its beginning is meant and not the evening before, so that
    /// nobody is told after hours.
    pub fn working_hours_before(&self, until: Instant, hours: u16) -> Instant {
        let mut left = i64::from(hours) * 60 * MINUTE;
        if left == 0 {
            return until;
        }
        let mut number = day::of(until);
        while number > 0 {
            for (begins, ends) in self.sessions(number).iter().rev() {
                let begins = day::moment(number, *begins).0;
                let ends = day::moment(number, *ends).0.min(until.0);
                if begins >= ends {
                    continue;
                }
                if left <= ends - begins {
                    return Instant(ends - left);
                }
                left -= ends - begins;
            }
            number -= 1;
        }
        Instant(0)
    }
}
