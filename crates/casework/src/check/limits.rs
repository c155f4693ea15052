//! Limits of time: length, source, reminders, and what happens when they end.

use std::collections::HashSet;

use sangkien_domain::law::{Limit, Unit};

use super::{Judge, Needs, Place, Problem, nearest};
use crate::definition::{ActRow, ClockMode, LimitRow, Opinion, Overdue, Step};

/// Working hours that a limit has at most: no day has more than eight, no month more than
/// 31 days and no year more than 366.
fn most_hours(limit: &Limit) -> u32 {
    let each = match limit.unit {
        Unit::WorkingHour => 1,
        Unit::WorkingDay | Unit::Day => 8,
        Unit::CalendarMonth => 31 * 8,
        Unit::CalendarYear => 366 * 8,
    };
    u32::from(limit.amount).saturating_mul(each)
}

impl<'a> Judge<'a> {
    /// Limits of the whole, and the keys of all.
    pub(super) fn limits(&mut self) {
        let procedure = self.procedure;
        let mut seen = HashSet::new();
        let whole = procedure.limits.iter().map(|limit| (None, limit));
        let of_steps = procedure
            .steps
            .iter()
            .flat_map(|step| step.limits.iter().map(move |limit| (Some(step), limit)));
        for (step, row) in whole.chain(of_steps) {
            let place = Place::Limit {
                step: step.map(|step| step.key.clone()),
                limit: row.key.clone(),
            };
            self.key(&place, &row.key, &mut seen);
            self.label(&place, &row.label);
            self.limit(&place, row);
            self.reminders(&place, row);
            self.overdue(&place, row, step);
            if let Some(step) = step {
                self.against_whole(&place, row, step);
            }
        }
    }

    fn limit(&mut self, place: &Place, row: &LimitRow) {
        if row.limit.amount == 0 {
            self.fault(place.clone(), Problem::AmountZero);
        }
        let citation = &row.limit.citation;
        if citation.act.trim().is_empty() {
            self.fault(place.clone(), Problem::SourceMissing);
        } else if citation.article.trim().is_empty() {
            self.fault(place.clone(), Problem::ArticleMissing);
        }
    }

    fn reminders(&mut self, place: &Place, row: &LimitRow) {
        let limit_hours = most_hours(&row.limit);
        let mut seen = HashSet::new();
        for reminder in &row.reminders {
            let hours_before = reminder.hours_before;
            if u32::from(hours_before) >= limit_hours && row.limit.amount > 0 {
                let problem = Problem::ReminderTooEarly {
                    hours_before,
                    limit_hours,
                };
                self.fault(place.clone(), problem);
            }
            if !seen.insert(hours_before) {
                self.fault(place.clone(), Problem::ReminderTwice { hours_before });
            }
        }
    }

    fn overdue(&mut self, place: &Place, row: &LimitRow, step: Option<&'a Step>) {
        let Some(Overdue::Act(key)) = &row.overdue else {
            return;
        };
        // A limit of the whole ends wherever the dossier stands then; it is enough that some step
        // offers the act.
        let offered: Vec<&ActRow> = match step {
            Some(step) => step.acts.iter().collect(),
            None => self
                .procedure
                .steps
                .iter()
                .flat_map(|step| &step.acts)
                .collect(),
        };
        let Some(act) = offered.iter().find(|act| act.key == *key) else {
            let problem = Problem::ActUnknown {
                written: key.clone(),
                nearest: nearest(key, offered.iter().map(|act| act.key.as_str())),
            };
            self.fault(place.clone(), problem);
            return;
        };
        let needs = if !act.needs_nobody() {
            Needs::Person
        } else if act.opinion == Opinion::Required {
            Needs::Opinion
        } else if act.asks.is_empty() {
            return;
        } else {
            Needs::Facts
        };
        let problem = Problem::ActNeedsSomebody {
            act: key.clone(),
            needs,
        };
        self.fault(place.clone(), problem);
    }

    /// A step's limit beside those of the whole, which run only while the clock does.
    fn against_whole(&mut self, place: &Place, row: &LimitRow, step: &Step) {
        let running = self
            .state_of(step)
            .is_some_and(|state| state.clock == ClockMode::Running);
        let shorter = self
            .procedure
            .limits
            .iter()
            .find(|whole| {
                whole.limit.unit == row.limit.unit && whole.limit.amount < row.limit.amount
            })
            .filter(|_| running);
        if let Some(whole) = shorter {
            let problem = Problem::LongerThanWhole {
                whole: whole.key.clone(),
            };
            self.fault(place.clone(), problem);
        }
    }
}
