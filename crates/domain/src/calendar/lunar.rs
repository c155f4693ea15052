//! The lunisolar calendar of Vietnam, computed at UTC+7.
//!
//! After Hồ Ngọc Đức, “Computing the Vietnamese lunar calendar” (1998–2004), with the series of
//! Jean Meeus, “Astronomical Algorithms”, for new moons (chapter 49) and for the longitude of the
//! sun (chapter 25), cut to the terms that decide on which day they fall. A month begins on the
//! day of the new moon; month 11 holds the winter solstice; of thirteen months between two
//! solstices the first one without a principal term is leap.
//!
//! The day of Vietnam, not of China, decides: Tết of 2030 is 2 February here and 3 February there.
//!
//! The short series err by minutes. Held against a full theory of the moon, 8 of the 3 709 months
//! from 1900 to 2199 begin a day apart, where the new moon comes within two and a half minutes of
//! midnight: one of 1944, the others from 2072 on. The numbers of months, leap ones included,
//! agree throughout.
//!
//! This is the one place of the domain with floating point: what it yields is a proposal that a
//! person confirms, never a limit.

use std::f64::consts::PI;

use jiff::civil::Date;

use super::day;

/// The first and the last lunar year the series are good for.
pub const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// Julian day number of 1 January 1970.
const JULIAN: i64 = 2_440_588;
/// The mean time between new moons, in days.
const SYNODIC: f64 = 29.530_588_68;
/// The new moon with number 0: 31 December 1899, about 14:00 UTC.
const NEW_MOON: f64 = 2_415_020.759_33;
/// What Vietnam is ahead of UTC, in days.
const AHEAD: f64 = 7.0 / 24.0;

/// A day of the lunar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LunarDay {
    /// The year that begins with Tết.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// Whether the month is the leap one, which follows the month of the same number.
    pub leap: bool,
    /// 1 to 30.
    pub day: u8,
}

/// The months between the one with a winter solstice and the next such.
struct Cycle {
    /// First day of month 11, as Julian day number.
    start: i64,
    /// Number of the new moon that begins it.
    moon: i64,
    /// Place of the leap month after month 11, if there is one.
    leap: Option<i64>,
}

/// The lunar day of `date`; `None` outside [`YEARS`].
pub fn from_date(date: Date) -> Option<LunarDay> {
    let julian = day::number(date) + JULIAN;
    let year = i64::from(date.year());
    let mut cycle = Cycle::ending_in(year + 1);
    let mut ends_in = year + 1;
    if cycle.start > julian {
        cycle = Cycle::ending_in(year);
        ends_in = year;
    }
    let moon = moon_before(julian);
    let place = moon - cycle.moon;
    let (month, leap) = cycle.month(place);
    // Months 11 and 12 belong to the year the cycle began in.
    let year = if month >= 11 && place < 4 {
        ends_in - 1
    } else {
        ends_in
    };
    let year = i16::try_from(year).ok()?;
    YEARS.contains(&year).then_some(LunarDay {
        year,
        month: u8::try_from(month).ok()?,
        leap,
        day: u8::try_from(julian - new_moon_day(moon) + 1).ok()?,
    })
}

/// The date of a lunar day; `None` when its month or day does not exist, or outside [`YEARS`].
pub fn to_date(lunar: LunarDay) -> Option<Date> {
    if !YEARS.contains(&lunar.year) || !(1..=12).contains(&lunar.month) || lunar.day == 0 {
        return None;
    }
    let ends_in = i64::from(lunar.year) + i64::from(lunar.month >= 11);
    let cycle = Cycle::ending_in(ends_in);
    let place =
        (0..=12).find(|place| cycle.month(*place) == (i64::from(lunar.month), lunar.leap))?;
    let moon = cycle.moon + place;
    let first = new_moon_day(moon);
    let julian = first + i64::from(lunar.day) - 1;
    (julian < new_moon_day(moon + 1)).then(|| day::date(julian - JULIAN))
}

impl Cycle {
    /// The cycle whose month 11 falls into the year before `year`.
    fn ending_in(year: i64) -> Self {
        let moon = solstice_moon(year - 1);
        let months = solstice_moon(year) - moon;
        // Of twelve months none is leap; of thirteen the first without a principal term.
        let leap = (months > 12)
            .then(|| (1..13).find(|place| term(moon + place) == term(moon + place + 1)))
            .flatten();
        Self {
            start: new_moon_day(moon),
            moon,
            leap,
        }
    }

    /// Number of the month at `place` after month 11, and whether it is leap.
    fn month(&self, place: i64) -> (i64, bool) {
        let passed = self.leap.is_some_and(|leap| place >= leap);
        let month = (place - i64::from(passed) + 10).rem_euclid(12) + 1;
        (month, self.leap == Some(place))
    }
}

/// The new moon that begins the month with the winter solstice of `year`.
fn solstice_moon(year: i64) -> i64 {
    let last = i16::try_from(year)
        .ok()
        .and_then(|year| Date::new(year, 12, 31).ok())
        .map_or(0, day::number);
    let moon = moon_before(last + JULIAN);
    // 270° is the solstice: a month that begins at or beyond it is month 12 already.
    if term(moon) >= 9 { moon - 1 } else { moon }
}

/// The last new moon on or before a day in Vietnam.
fn moon_before(julian: i64) -> i64 {
    let guess = whole((real(julian) - NEW_MOON) / SYNODIC);
    (guess - 1..=guess + 2)
        .rev()
        .find(|moon| new_moon_day(*moon) <= julian)
        .unwrap_or(guess)
}

/// Julian day number of the day in Vietnam on which new moon number `moon` falls.
fn new_moon_day(moon: i64) -> i64 {
    whole(new_moon(real(moon)) + 0.5 + AHEAD)
}

/// In which twelfth of its way the sun stands when the day of new moon number `moon` begins:
/// 0 from the spring equinox on, 9 from the winter solstice on.
fn term(moon: i64) -> i64 {
    let begins = real(new_moon_day(moon)) - 0.5 - AHEAD;
    whole(sun_longitude(begins) / PI * 6.0)
}

/// The moment of new moon number `moon`, as Julian day of UTC.
fn new_moon(moon: f64) -> f64 {
    let t = moon / 1_236.85;
    let (t2, t3) = (t * t, t * t * t);
    let mean = NEW_MOON + SYNODIC * moon + 0.000_117_8 * t2 - 0.000_000_155 * t3
        + 0.000_33 * sine(166.56 + 132.87 * t - 0.009_173 * t2);
    let sun = 359.224_2 + 29.105_356_08 * moon - 0.000_033_3 * t2 - 0.000_003_47 * t3;
    let anomaly = 306.025_3 + 385.816_918_06 * moon + 0.010_730_6 * t2 + 0.000_012_36 * t3;
    let latitude = 21.296_4 + 390.670_506_46 * moon - 0.001_652_8 * t2 - 0.000_002_39 * t3;
    let correction = (0.173_4 - 0.000_393 * t) * sine(sun) + 0.002_1 * sine(2.0 * sun)
        - 0.406_8 * sine(anomaly)
        + 0.016_1 * sine(2.0 * anomaly)
        - 0.000_4 * sine(3.0 * anomaly)
        + 0.010_4 * sine(2.0 * latitude)
        - 0.005_1 * sine(sun + anomaly)
        - 0.007_4 * sine(sun - anomaly)
        + 0.000_4 * sine(2.0 * latitude + sun)
        - 0.000_4 * sine(2.0 * latitude - sun)
        - 0.000_6 * sine(2.0 * latitude + anomaly)
        + 0.001_0 * sine(2.0 * latitude - anomaly)
        + 0.000_5 * sine(2.0 * anomaly + sun);
    // From dynamical time to UTC.
    let slower = if t < -11.0 {
        0.001 + 0.000_839 * t + 0.000_226_1 * t2 - 0.000_008_45 * t3 - 0.000_000_081 * t * t3
    } else {
        -0.000_278 + 0.000_265 * t + 0.000_262 * t2
    };
    mean + correction - slower
}

/// The apparent longitude of the sun at a Julian day of UTC, in radians from 0 to 2π.
fn sun_longitude(julian: f64) -> f64 {
    let t = (julian - 2_451_545.0) / 36_525.0;
    let t2 = t * t;
    let anomaly = 357.529_1 + 35_999.050_3 * t - 0.000_155_9 * t2 - 0.000_000_48 * t * t2;
    let mean = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t2;
    let centre = (1.914_6 - 0.004_817 * t - 0.000_014 * t2) * sine(anomaly)
        + (0.019_993 - 0.000_101 * t) * sine(2.0 * anomaly)
        + 0.000_29 * sine(3.0 * anomaly);
    let node = 125.04 - 1_934.136 * t;
    let apparent = mean + centre - 0.005_69 - 0.004_78 * sine(node);
    apparent.to_radians().rem_euclid(2.0 * PI)
}

fn sine(degrees: f64) -> f64 {
    degrees.to_radians().sin()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "day numbers and new moons of some centuries are far below 2^52"
)]
fn real(number: i64) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the whole part of a Julian day of some centuries"
)]
fn whole(number: f64) -> i64 {
    number.floor() as i64
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn lunar(year: i16, month: u8, day: u8) -> LunarDay {
        LunarDay {
            year,
            month,
            leap: false,
            day,
        }
    }

    #[test]
    fn tet_falls_on_the_day_it_was_kept_in_vietnam() {
        for tet in [
            date(1900, 1, 31),
            // 29 January by the time of Hà Nội, a day before China's.
            date(1968, 1, 29),
            date(1975, 2, 11),
            // A month before China's.
            date(1985, 1, 21),
            date(2000, 2, 5),
            date(2007, 2, 17),
            date(2023, 1, 22),
            date(2024, 2, 10),
            date(2025, 1, 29),
            date(2026, 2, 17),
            date(2027, 2, 6),
            date(2028, 1, 26),
            date(2029, 2, 13),
            date(2030, 2, 2),
            date(2031, 1, 23),
        ] {
            assert_eq!(from_date(tet), Some(lunar(tet.year(), 1, 1)), "{tet}");
            assert_eq!(to_date(lunar(tet.year(), 1, 1)), Some(tet), "{tet}");
        }
    }

    #[test]
    fn the_tenth_of_the_third_month_is_the_day_of_the_hung_kings() {
        for day in [
            date(2023, 4, 29),
            date(2024, 4, 18),
            date(2025, 4, 7),
            date(2026, 4, 26),
            date(2027, 4, 16),
            date(2028, 4, 4),
            date(2029, 4, 23),
            date(2030, 4, 12),
        ] {
            assert_eq!(to_date(lunar(day.year(), 3, 10)), Some(day));
        }
    }

    #[test]
    fn a_leap_month_follows_the_month_of_its_number() {
        for (year, month) in [
            (1984, None),
            (1985, Some(2)),
            (1987, Some(7)),
            (2004, Some(2)),
            (2006, Some(7)),
            (2009, Some(5)),
            (2012, Some(4)),
            (2014, Some(9)),
            (2017, Some(6)),
            (2020, Some(4)),
            (2023, Some(2)),
            (2024, None),
            (2025, Some(6)),
            (2028, Some(5)),
            (2031, Some(3)),
            (2033, Some(11)),
        ] {
            let leap: Vec<u8> = (1..=12)
                .filter(|month| {
                    to_date(LunarDay {
                        leap: true,
                        ..lunar(year, *month, 1)
                    })
                    .is_some()
                })
                .collect();
            assert_eq!(leap, Vec::from_iter(month), "{year}");
        }
    }

    #[test]
    fn every_day_of_three_centuries_has_one_lunar_day_and_comes_back() {
        let mut day = to_date(lunar(1900, 1, 1)).unwrap();
        let mut before: Option<LunarDay> = None;
        let mut days = 0;
        while let Some(found) = from_date(day) {
            assert_eq!(to_date(found), Some(day), "{found:?}");
            if let Some(before) = before {
                let next_day = LunarDay {
                    day: before.day + 1,
                    ..before
                };
                let begins = found.day == 1
                    && before.day >= 29
                    && (found.month == before.month % 12 + 1 && !found.leap
                        || found.month == before.month && found.leap && !before.leap);
                assert!(found == next_day || begins, "{before:?} {found:?}");
                assert_eq!(
                    found.year - before.year,
                    i16::from(begins && found.month == 1 && !found.leap)
                );
            }
            before = Some(found);
            days += 1;
            day = day.tomorrow().unwrap();
        }
        assert_eq!(before.map(|last| (last.year, last.month)), Some((2199, 12)));
        assert!(days > 109_000, "{days}");
    }

    #[test]
    fn a_day_no_month_has_is_none() {
        for (month, day) in [(0, 1), (13, 1), (1, 0), (1, 31)] {
            assert_eq!(to_date(lunar(2026, month, day)), None);
        }
        // Month 12 of 2025 (Ất Tỵ) has 29 days.
        assert_eq!(to_date(lunar(2025, 12, 30)), None);
        assert_eq!(from_date(date(1899, 6, 1)), None);
        assert_eq!(from_date(date(2201, 6, 1)), None);
    }
}
