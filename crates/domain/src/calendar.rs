//! Calendar arithmetic of the Civil Code 2015, articles 145–148: the day of the event is not
//! counted, a period of months or years ends on the corresponding day, and a period whose last
//! day is a rest day ends at the end of the next working day.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::law::{Limit, Unit};

/// Days of rest and swapped working days that an administrator has confirmed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Days off beside the weekly rest: holidays, compensatory rest, swapped rest.
    #[serde(default)]
    pub rest_days: Vec<Date>,
    /// Saturdays and Sundays on which officials work.
    #[serde(default)]
    pub working_days: Vec<Date>,
}

impl Calendar {
    /// Whether offices rest on `day`.
    pub fn rests_on(&self, day: Date) -> bool {
        let weekly = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        (weekly && !self.working_days.contains(&day)) || self.rest_days.contains(&day)
    }

    /// `day`, or the next working day when `day` is a rest day.
    pub fn roll_forward(&self, day: Date) -> Date {
        let mut day = day;
        while self.rests_on(day) {
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        day
    }

    /// The last day of `limit` counted from `event`. The limit runs to the end of that day.
    pub fn last_day(&self, event: Date, limit: &Limit) -> Date {
        let amount = i64::from(limit.amount);
        match limit.unit {
            Unit::WorkingDay => {
                let mut day = event;
                for _ in 0..limit.amount {
                    day = self.roll_forward(day.tomorrow().unwrap_or(Date::MAX));
                }
                day
            }
            Unit::Day => self.roll_forward(event.saturating_add(amount.days())),
            Unit::CalendarMonth => self.roll_forward(event.saturating_add(amount.months())),
            Unit::CalendarYear => self.roll_forward(event.saturating_add(amount.years())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn limit(amount: u16, unit: Unit) -> Limit {
        Limit {
            amount,
            unit,
            citation: crate::law::Citation::default(),
        }
    }

    #[test]
    fn limits_end_as_the_civil_code_counts() {
        let calendar = Calendar {
            rest_days: vec![
                date(2024, 4, 18),
                date(2024, 4, 29),
                date(2024, 4, 30),
                date(2024, 5, 1),
            ],
            working_days: vec![date(2024, 5, 4)],
        };
        for (event, amount, unit, last) in [
            // 12/06/2024 is a Wednesday: the corresponding day itself.
            (date(2023, 6, 12), 1, Unit::CalendarYear, date(2024, 6, 12)),
            // 02/03/2024 is a Saturday: Monday 04/03.
            (date(2023, 3, 2), 1, Unit::CalendarYear, date(2024, 3, 4)),
            // No 29 February in 2025: its last day, a Friday.
            (date(2024, 2, 29), 1, Unit::CalendarYear, date(2025, 2, 28)),
            (date(2024, 1, 31), 1, Unit::CalendarMonth, date(2024, 2, 29)),
            // Giỗ Tổ 18/04/2024 is skipped.
            (date(2024, 4, 17), 2, Unit::WorkingDay, date(2024, 4, 22)),
            // 28/04 is a Sunday, then three days of rest.
            (date(2024, 4, 18), 10, Unit::Day, date(2024, 5, 2)),
            // 03/05 is a Friday; Saturday 04/05 is worked in exchange.
            (date(2024, 5, 3), 1, Unit::WorkingDay, date(2024, 5, 4)),
        ] {
            assert_eq!(
                calendar.last_day(event, &limit(amount, unit)),
                last,
                "{event} + {amount} {unit:?}"
            );
        }
    }
}
