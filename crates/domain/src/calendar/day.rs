//! Days as numbers, counted from 1 January 1970, which is day 0. Counting walks over numbers; a
//! date of the civil calendar is made only for what is told.

use jiff::civil::Date;

use crate::time::Instant;

/// Microseconds of a day.
pub(super) const DAY: i64 = 86_400_000_000;
/// Microseconds of a minute.
pub(super) const MINUTE: i64 = 60_000_000;
/// What Vietnam's clocks are ahead of UTC, in microseconds; there is no summer time.
const AHEAD: i64 = 7 * 60 * MINUTE;
/// Day 0 lies this many days after 1 March of the year 0.
const EPOCH: i64 = 719_468;
/// Days of 400 years.
const ERA: i64 = 146_097;

/// The number of `date`.
pub(super) fn number(date: Date) -> i64 {
    // The year begins in March here, so that the leap day is its last.
    let month = i64::from(date.month());
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(date.day()) - 1;
    era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH
}

/// The date of a number, kept within the calendar's range.
pub(super) fn date(number: i64) -> Date {
    let shifted = number.saturating_add(EPOCH);
    let era = shifted.div_euclid(ERA);
    let of_era = shifted.rem_euclid(ERA);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = (from_march + 2) % 12 + 1;
    let year = era.saturating_mul(400) + year + i64::from(month <= 2);
    let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
    let known = match parts {
        (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).ok(),
        _ => None,
    };
    known.unwrap_or(if number < 0 { Date::MIN } else { Date::MAX })
}

/// The last day there is.
pub(super) fn last() -> i64 {
    number(Date::MAX)
}

/// The day in Vietnam at `at`, kept within the calendar's range.
pub(super) fn of(at: Instant) -> i64 {
    at.0.saturating_add(AHEAD)
        .div_euclid(DAY)
        .clamp(number(Date::MIN), last())
}

/// The moment `microseconds` after the beginning of day `number` in Vietnam.
pub(super) fn moment(number: i64, microseconds: i64) -> Instant {
    Instant(
        number
            .saturating_mul(DAY)
            .saturating_add(microseconds)
            .saturating_sub(AHEAD),
    )
}

/// The last moment of a day: the microsecond before 24:00.
pub(super) fn end(number: i64) -> Instant {
    moment(number, DAY - 1)
}

/// Microseconds between the beginning of the day and `at`.
pub(super) fn clock(at: Instant) -> i64 {
    at.0.saturating_add(AHEAD).rem_euclid(DAY)
}

/// 0 for Monday to 6 for Sunday.
pub(super) fn weekday(number: i64) -> u8 {
    // Day 0 was a Thursday.
    u8::try_from((number + 3).rem_euclid(7)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as civil;

    use super::*;

    #[test]
    fn a_day_and_its_number_are_the_same_day() {
        assert_eq!(number(civil(1970, 1, 1)), 0);
        assert_eq!(number(civil(2000, 3, 1)), 11_017);
        let mut day = civil(1895, 12, 31);
        let mut counted = number(day);
        while day < civil(2205, 1, 1) {
            assert_eq!(date(counted), day);
            assert_eq!(number(day), counted);
            assert_eq!(
                i64::from(weekday(counted)),
                i64::from(day.weekday().to_monday_zero_offset())
            );
            day = day.tomorrow().unwrap();
            counted += 1;
        }
    }

    #[test]
    fn numbers_beyond_the_calendar_stay_within_it() {
        for beyond in [i64::MAX, last() + 1] {
            assert_eq!(date(beyond), Date::MAX);
        }
        for before in [i64::MIN, number(Date::MIN) - 1] {
            assert_eq!(date(before), Date::MIN);
        }
        assert_eq!(of(Instant(i64::MAX)), last());
    }

    #[test]
    fn the_clock_is_vietnams() {
        let at = Instant::parse("2026-01-30T15:20+07:00").unwrap();
        assert_eq!(date(of(at)), civil(2026, 1, 30));
        assert_eq!(clock(at), (15 * 60 + 20) * MINUTE);
        assert_eq!(moment(of(at), clock(at)), at);
        assert_eq!(
            Instant(end(of(at)).0 + 1),
            Instant::start_of(civil(2026, 1, 31)).unwrap()
        );
    }
}
