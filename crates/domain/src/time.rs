//! Moments and days. Moments are counted in microseconds UTC; days are days of Vietnam (UTC+7,
//! no summer time), which is how every limit of the field is stated.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// Vietnam's offset from UTC.
const VIETNAM: Offset = Offset::constant(7);

/// A moment, in microseconds since the Unix epoch, UTC. The precision is what both databases keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// The moment at which the clock in Vietnam shows `at`. `None` outside the years 0001–9999.
    pub fn in_vietnam(at: DateTime) -> Option<Self> {
        VIETNAM
            .to_timestamp(at)
            .ok()
            .map(|stamp| Self(stamp.as_microsecond()))
    }

    /// The first moment of `day` in Vietnam.
    pub fn start_of(day: Date) -> Option<Self> {
        Self::in_vietnam(day.at(0, 0, 0, 0))
    }

    /// What the clock in Vietnam shows at this moment. Moments beyond the calendar's range show
    /// its first or last second, so that a damaged value cannot stop a page.
    pub fn civil(self) -> DateTime {
        let stamp = Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        });
        VIETNAM.to_datetime(stamp)
    }

    /// The day in Vietnam.
    pub fn day(self) -> Date {
        self.civil().date()
    }

    /// The moment `seconds` later (earlier when negative), kept within range.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole seconds from `earlier` to this moment; negative when this one comes first.
    pub fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / 1_000_000
    }

    /// Reads an RFC 3339 moment such as `2024-04-09T21:30+07:00`.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse::<Timestamp>()
            .ok()
            .map(|stamp| Self(stamp.as_microsecond()))
    }

    /// RFC 3339 with Vietnam's offset, for files and the JSON API.
    pub fn rfc3339(self) -> String {
        format!("{}+07:00", self.civil())
    }
}

/// `09/04/2024`.
pub fn day_text(day: Date) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// `21:30:00 ngày 09/04/2024`, the way an official writes a moment.
pub fn moment_text(at: Instant) -> String {
    let shown = at.civil();
    format!(
        "{:02}:{:02}:{:02} ngày {}",
        shown.hour(),
        shown.minute(),
        shown.second(),
        day_text(shown.date())
    )
}

/// `09 giờ 30 ngày 09/04/2024`, the way a letter names the end of a limit; the day alone where the
/// limit lasts until its end.
pub fn limit_text(at: Instant) -> String {
    let shown = at.civil();
    let day = day_text(shown.date());
    if (shown.hour(), shown.minute()) == (23, 59) {
        format!("ngày {day}")
    } else {
        format!("{:02} giờ {:02} ngày {day}", shown.hour(), shown.minute())
    }
}

/// `21:30:00`.
pub fn clock_text(at: Instant) -> String {
    let shown = at.civil();
    format!(
        "{:02}:{:02}:{:02}",
        shown.hour(),
        shown.minute(),
        shown.second()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_letter_names_the_end_of_a_limit_by_its_minute_or_by_its_day() {
        let text = |at| limit_text(Instant::parse(at).unwrap());
        assert_eq!(
            text("2024-04-10T09:05:00+07:00"),
            "09 giờ 05 ngày 10/04/2024"
        );
        assert_eq!(text("2024-04-10T23:59:59.999999+07:00"), "ngày 10/04/2024");
    }

    #[test]
    fn midnight_in_vietnam_is_seventeen_hours_of_the_day_before_in_utc() {
        let at = Instant::start_of(date(2024, 4, 10)).unwrap();
        assert_eq!(at, Instant::parse("2024-04-09T17:00:00Z").unwrap());
        assert_eq!(at.day(), date(2024, 4, 10));
        assert_eq!(Instant(at.0 - 1).day(), date(2024, 4, 9));
    }

    #[test]
    fn a_moment_is_written_as_officials_write_it() {
        let at = Instant::parse("2024-04-09T23:59:59+07:00").unwrap();
        assert_eq!(moment_text(at), "23:59:59 ngày 09/04/2024");
        assert_eq!(at.rfc3339(), "2024-04-09T23:59:59+07:00");
    }

    #[test]
    fn a_damaged_moment_still_shows_a_day() {
        assert_eq!(Instant(i64::MAX).civil().year(), 9999);
        assert_eq!(Instant(i64::MIN).plus_seconds(-1), Instant(i64::MIN));
    }
}
