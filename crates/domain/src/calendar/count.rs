//! Counting a limit from its event, as the Civil Code 2015, articles 145–148, counts, with the
//! clock standing at times. See the conventions in the module above.

mod pauses;
mod working_hours;

use jiff::civil::Date;

use self::pauses::Stops;
use self::working_hours::{HoursWalk, minutes};
use super::day::{self, MINUTE};
use super::trace::{Counted, Left, NamedDays, Skipped, Standing, TraceStep, WorkedDay};
use super::{Calendar, Counting, Pause, hours};
use crate::law::{Limit, Unit};
use crate::time::Instant;

/// Counts `limit` from `start`, with each step of the arithmetic.
pub fn count(
    calendar: &Calendar,
    start: Instant,
    limit: &Limit,
    rules: &Counting,
    pauses: &[Pause],
) -> Counted {
    Count {
        calendar,
        pauses,
        trace: Some(Vec::new()),
    }
    .run(start, limit, rules)
}

/// The same without the steps, for counting very many limits anew.
pub fn recount(
    calendar: &Calendar,
    start: Instant,
    limit: &Limit,
    rules: &Counting,
    pauses: &[Pause],
) -> Counted {
    Count {
        calendar,
        pauses,
        trace: None,
    }
    .run(start, limit, rules)
}

/// The day for which something received at `at` counts.
pub(super) fn received(calendar: &Calendar, at: Instant, rules: &Counting) -> i64 {
    let mut number = day::of(at);
    let Some(cutoff) = &rules.cutoff else {
        return number;
    };
    if calendar.opens(number) {
        if day::clock(at) <= hours::clock(cutoff.at) {
            return number;
        }
        number += 1;
    }
    while number < day::last() && !calendar.opens(number) {
        number += 1;
    }
    number.min(day::last())
}

/// The corresponding day `months` after `date`, or the last of its month when the month has none.
fn corresponding(date: Date, months: i64) -> (Date, bool) {
    let since_zero = i64::from(date.year()) * 12 + i64::from(date.month()) - 1 + months;
    let year = i16::try_from(since_zero.div_euclid(12));
    let month = i8::try_from(since_zero.rem_euclid(12) + 1);
    let (Ok(year), Ok(month)) = (year, month) else {
        return (Date::MAX, false);
    };
    match Date::new(year, month, date.day()) {
        Ok(day) => (day, false),
        Err(_) => Date::new(year, month, 1)
            .map_or((Date::MAX, false), |first| (first.last_of_month(), true)),
    }
}

struct Count<'a> {
    calendar: &'a Calendar,
    pauses: &'a [Pause],
    trace: Option<Vec<TraceStep>>,
}

impl Count<'_> {
    fn note(&mut self, step: impl FnOnce() -> TraceStep) {
        if let Some(trace) = &mut self.trace {
            trace.push(step());
        }
    }

    fn run(mut self, start: Instant, limit: &Limit, rules: &Counting) -> Counted {
        let calendar = self.calendar;
        let event = received(calendar, start, rules);
        self.note(|| TraceStep::Begins { at: start });
        if let Some(cutoff) = &rules.cutoff
            && event != day::of(start)
        {
            self.note(|| TraceStep::ReceivedLater {
                cutoff: cutoff.at,
                on_rest_day: !calendar.opens(day::of(start)),
                counts_as: day::date(event),
                citation: cutoff.citation.clone(),
            });
        }
        if limit.unit == Unit::WorkingHour {
            return self.run_hours(start, event, limit.amount);
        }
        if limit.amount > 0 {
            self.note(|| TraceStep::EventDayExcluded {
                day: day::date(event),
                first: day::date(event + 1),
            });
        }
        let mut stops = Stops::of_days(self.pauses);
        let end = if limit.unit == Unit::WorkingDay {
            self.working_days(event, limit.amount, &mut stops)
        } else {
            self.plain(event, limit, &mut stops)
        };
        // Only the end of a limit in plain days is looked up, every day of one in working days.
        let looked_from = if limit.unit == Unit::WorkingDay {
            event
        } else {
            end
        };
        let last = self.settle(end, &stops);
        self.note(|| TraceStep::EndOfDay {
            day: day::date(last),
        });
        let standing = stops.open.filter(|open| *open <= last).map(|open| {
            let left = if limit.unit == Unit::WorkingDay {
                let days = (open.max(event) + 1..=end)
                    .filter(|day| !calendar.rests(*day) && !stops.stop_of_day(*day));
                Left::WorkingDays(days.count().try_into().unwrap_or(i64::MAX))
            } else {
                Left::Days((end - open.max(event)).max(0))
            };
            (stops.open_since, left)
        });
        self.finish(
            day::end(last),
            last,
            standing,
            day::date(looked_from).year(),
        )
    }

    /// The last of `amount` working days after `event`.
    fn working_days(&mut self, event: i64, amount: u16, stops: &mut Stops) -> i64 {
        let calendar = self.calendar;
        let mut gathered = self.trace.is_some().then(Skipped::default);
        let mut number = event;
        let mut left = amount;
        let mut next = 0;
        while left > 0 && number < day::last() {
            number += 1;
            let rests = calendar.rests(number);
            if let Some(stop) = stops.reaching(number, &mut next) {
                stop.taken_out += i64::from(!rests);
                continue;
            }
            if let Some(gathered) = &mut gathered {
                calendar.gather(number, gathered);
            }
            left -= u16::from(!rests);
        }
        self.note_pauses(stops, Left::WorkingDays);
        if amount > 0 {
            self.note(|| TraceStep::WorkingDays {
                days: amount,
                until: day::date(number),
                skipped: gathered.unwrap_or_default(),
            });
        }
        number
    }

    /// The last day of a limit in days, months or years, not yet rolled to a working day.
    fn plain(&mut self, event: i64, limit: &Limit, stops: &mut Stops) -> i64 {
        let amount = limit.amount;
        let months = match limit.unit {
            Unit::CalendarMonth => Some(i64::from(amount)),
            Unit::CalendarYear => Some(i64::from(amount) * 12),
            _ => None,
        };
        let (until, month_end) = months.map_or_else(
            || (day::date(event + i64::from(amount)), false),
            |months| corresponding(day::date(event), months),
        );
        if amount > 0 {
            self.note(|| match limit.unit {
                Unit::CalendarMonth => TraceStep::Months {
                    months: amount,
                    until,
                    month_end,
                },
                Unit::CalendarYear => TraceStep::Years {
                    years: amount,
                    until,
                    month_end,
                },
                _ => TraceStep::Days {
                    days: amount,
                    until,
                },
            });
        }
        let first = day::number(until);
        let mut end = first;
        for stop in &mut stops.all {
            let from = stop.from.max(event);
            if from < end && from < stop.until {
                stop.taken_out = stop.until - from;
                end = (end + stop.taken_out).min(day::last());
            }
        }
        self.note_pauses(stops, Left::Days);
        if end != first {
            self.note(|| TraceStep::Extended {
                days: end - first,
                until: day::date(end),
            });
        }
        end
    }

    /// The last day for good: worked, and with the clock running on its evening.
    fn settle(&mut self, end: i64, stops: &Stops) -> i64 {
        let calendar = self.calendar;
        let mut last = end;
        loop {
            let rolled = calendar.working_from(last);
            if rolled != last {
                self.note(|| {
                    let mut skipped = Skipped::default();
                    for number in last..rolled {
                        calendar.gather(number, &mut skipped);
                    }
                    TraceStep::RestDay {
                        day: day::date(last),
                        next: day::date(rolled),
                        skipped,
                    }
                });
                last = rolled;
            }
            let Some(stop) = stops.standing_on_evening(last) else {
                return last;
            };
            let resumes = stop.until.min(day::last());
            if resumes <= last {
                return last;
            }
            self.note(|| TraceStep::EndsInPause {
                day: day::date(last),
                resumes: day::date(resumes),
            });
            last = resumes;
        }
    }

    fn run_hours(mut self, start: Instant, event: i64, amount: u16) -> Counted {
        let calendar = self.calendar;
        let mut stops = Stops::of_moments(self.pauses);
        let mut left = i64::from(amount) * 60 * MINUTE;
        // A receipt that counts for a later day begins with that day.
        let start = start.0.max(day::moment(event, 0).0);
        let mut walk = HoursWalk::default();
        let mut skipped = Skipped::default();
        let mut number = event;
        loop {
            let mut counted = 0;
            for (from, until) in calendar.sessions(number) {
                let from = day::moment(number, *from).0.max(start);
                let until = day::moment(number, *until).0;
                counted += walk.session(from, until, &mut left, &mut stops.all);
                if walk.due.is_some() {
                    break;
                }
            }
            if self.trace.is_some() {
                if counted > 0 {
                    walk.worked.push(WorkedDay {
                        day: day::date(number),
                        microseconds: counted,
                    });
                }
                calendar.gather(number, &mut skipped);
            }
            if walk.due.is_some() || number >= day::last() {
                break;
            }
            number += 1;
        }
        // 24:00 is kept as the last microsecond of its day, as for limits in days.
        let due = walk.due.unwrap_or(Instant(i64::MAX)).min(day::end(number));
        if let Some(begins) = walk.begins.filter(|begins| begins.0 != start) {
            self.note(|| TraceStep::OutsideHours { begins });
        }
        if !calendar.hours.known {
            self.note(|| TraceStep::HoursUnknown);
        }
        self.note_pauses(&stops, |taken| Left::WorkingMinutes(minutes(taken)));
        if amount > 0 {
            self.note(|| TraceStep::WorkingHours {
                hours: amount,
                until: due,
                worked: walk.worked,
                skipped,
            });
        }
        let standing = stops.open.filter(|open| *open < due.0).map(|open| {
            let left = calendar.working_between(open.max(start), due.0, &stops);
            (stops.open_since, Left::WorkingMinutes(minutes(left)))
        });
        self.finish(due, day::of(due), standing, day::date(event).year())
    }

    fn note_pauses(&mut self, stops: &Stops, measure: impl Fn(i64) -> Left) {
        for stop in stops.all.iter().filter(|stop| stop.taken_out > 0) {
            if let Some(pause) = self.pauses.get(stop.pause)
                && let Some(until) = pause.until
            {
                self.note(|| TraceStep::Paused {
                    from: pause.from,
                    until,
                    reason: pause.reason.clone(),
                    taken_out: measure(stop.taken_out),
                });
            }
        }
    }

    fn finish(
        mut self,
        due: Instant,
        last: i64,
        standing: Option<(Option<usize>, Left)>,
        looked_from: i16,
    ) -> Counted {
        let last_day = day::date(last);
        let standing = standing.and_then(|(pause, left)| {
            let pause = self.pauses.get(pause?)?;
            self.note(|| TraceStep::Stands {
                since: pause.from,
                reason: pause.reason.clone(),
                left,
            });
            Some(Standing {
                since: pause.from,
                left,
            })
        });
        let unconfirmed: Vec<i16> = (looked_from..=last_day.year())
            .filter(|year| !self.calendar.is_confirmed(*year))
            .collect();
        if !unconfirmed.is_empty() {
            self.note(|| TraceStep::Unconfirmed {
                years: unconfirmed.clone(),
            });
        }
        Counted {
            due,
            last_day,
            standing,
            unconfirmed,
            trace: self.trace.unwrap_or_default(),
        }
    }
}

impl Calendar {
    /// Adds to `skipped` why day `number` was not counted, or why it was.
    fn gather(&self, number: i64, skipped: &mut Skipped) {
        let weekly = self.rests_weekly(number);
        let Some(entry) = self.entry_of(number) else {
            skipped.weekly += u32::from(weekly);
            return;
        };
        let list = if entry.kind.is_rest() {
            &mut skipped.named
        } else if weekly {
            &mut skipped.worked
        } else {
            return;
        };
        let date = day::date(number);
        if let Some(known) = list.last_mut()
            && known.last.tomorrow().ok() == Some(date)
            && known.kind == entry.kind
            && known.name == entry.name
        {
            known.last = date;
            return;
        }
        list.push(NamedDays {
            first: date,
            last: date,
            kind: entry.kind,
            name: entry.name.clone(),
            citation: entry.citation.clone(),
        });
    }
}
