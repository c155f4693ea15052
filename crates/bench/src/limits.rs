//! What a change of the calendar costs: the limits of many open dossiers, counted anew.

use std::hint::black_box;
use std::time::Instant as Stopwatch;

use jiff::civil::date;
use sangkien_domain::calendar::{Calendar, Counting, Pause, count, recount};
use sangkien_domain::law::{Limit, Unit};
use sangkien_domain::time::Instant;

use crate::Done;

/// An open limit: its event, itself, and when its clock stood.
type Open = (Instant, Limit, Vec<Pause>);

const HOUR: i64 = 3_600;

/// Limits of every unit, begun through one year; a third of them paused once.
fn open_limits(number: usize) -> Done<Vec<Open>> {
    let first = Instant::start_of(date(2025, 7, 1)).ok_or("no such day")?;
    let lengths = [
        (1, Unit::CalendarMonth),
        (3, Unit::CalendarMonth),
        (10, Unit::WorkingDay),
        (45, Unit::Day),
        (8, Unit::WorkingHour),
        (1, Unit::CalendarYear),
    ];
    let limits = lengths.iter().cycle().zip(0_i64..).take(number);
    Ok(limits
        .map(|((amount, unit), index)| {
            // Spread over the year without chance, so that every run counts the same.
            let start = first.plus_seconds(index * 7_919 % (365 * 24) * HOUR);
            let pause = Pause {
                from: start.plus_seconds(30 * HOUR),
                until: Some(start.plus_seconds(30 * HOUR + index % 240 * HOUR)),
                reason: "Chờ bổ sung".into(),
            };
            let pauses = if index % 3 == 0 { vec![pause] } else { vec![] };
            (start, Limit::of(*amount, *unit), pauses)
        })
        .collect())
}

/// Milliseconds to count `number` limits anew: without and with their arithmetic.
pub(crate) fn measure(number: usize) -> Done<(f64, f64)> {
    let calendar: Calendar = sangkien_packs::calendar()?;
    let limits = open_limits(number)?;
    let rules = Counting::default();
    let begin = Stopwatch::now();
    for (start, limit, pauses) in &limits {
        black_box(recount(&calendar, *start, limit, &rules, pauses));
    }
    let plain = begin.elapsed();
    let begin = Stopwatch::now();
    for (start, limit, pauses) in &limits {
        black_box(count(&calendar, *start, limit, &rules, pauses));
    }
    let told = begin.elapsed();
    Ok((plain.as_secs_f64() * 1_000.0, told.as_secs_f64() * 1_000.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_of_every_unit_are_counted() {
        assert_eq!(open_limits(60).unwrap().len(), 60);
        let (plain, told) = measure(60).unwrap();
        assert!(plain > 0.0 && told > 0.0);
    }
}
