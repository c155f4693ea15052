//! Dates as numbers of days, so that they are compared like whole numbers.

use jiff::Span;
use jiff::civil::{Date, date};

use super::super::exact::Exact;

const FIRST: Date = date(1970, 1, 1);
const SECONDS_OF_A_DAY: i64 = 86_400;

/// Days since 1 January 1970.
pub(super) fn day(date: Date) -> Exact {
    Exact::whole(date.duration_since(FIRST).as_secs() / SECONDS_OF_A_DAY)
}

/// The date of a number of days; nothing outside the calendar.
pub(super) fn date_of(day: Exact) -> Option<Date> {
    let days = i64::try_from(day.numerator())
        .ok()
        .filter(|_| day.is_whole())?;
    let span: Span = Span::new().try_days(days).ok()?;
    FIRST.checked_add(span).ok()
}

/// The first and the last day of the calendar.
pub(super) fn ends() -> (Exact, Exact) {
    (day(Date::MIN), day(Date::MAX))
}

/// A day that looks like one of this time, for facts of which any day will do.
pub(super) fn ordinary() -> Exact {
    day(date(2026, 1, 1))
}
