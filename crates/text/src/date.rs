//! Calendar dates written and read the Vietnamese way: the day always first.

use crate::fold::search_key;

/// Years a date may have. Earlier and later ones are typing errors here.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2999;

/// Number of days in a month of the Gregorian calendar; zero for a month that
/// does not exist.
pub fn days_in_month(year: i16, month: i8) -> i8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

/// Whether the Gregorian calendar has this date.
pub fn is_calendar_date(year: i16, month: i8, day: i8) -> bool {
    day >= 1 && day <= days_in_month(year, month)
}

/// Writes a date as `dd/mm/yyyy`.
pub fn date_dmy(year: i16, month: i8, day: i8) -> String {
    format!("{day:02}/{month:02}/{year:04}")
}

/// Writes a date as official documents do: "ngày 09 tháng 4 năm 2024".
///
/// Days below ten and the months January and February carry a leading zero
/// (Nghị định 30/2020/NĐ-CP, phụ lục I).
pub fn date_in_words(year: i16, month: i8, day: i8) -> String {
    let month = match month {
        1 | 2 => format!("0{month}"),
        _ => month.to_string(),
    };
    format!("ngày {day:02} tháng {month} năm {year}")
}

/// Reads a date with the day first: `9/4/2024`, `09-04-2024`, `09.04.2024`,
/// "ngày 9 tháng 4 năm 2024"; or with a four-digit year first: `2024-04-09`.
///
/// A two-digit year is in the present century: `9/4/24` is 9 April 2024. The
/// month is never read before the day, the calendar must have the date, and
/// the year must lie between 1900 and 2999. Gives (year, month, day).
pub fn parse_date(text: &str) -> Option<(i16, i8, i8)> {
    let text = text.trim();
    let (year, month, day) = in_figures(text).or_else(|| in_words(text))?;
    let year: i16 = match year.len() {
        2 => year.parse::<i16>().ok()?.checked_add(2000)?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    let (month, day) = (short_number(&month)?, short_number(&day)?);
    (YEARS.contains(&year) && is_calendar_date(year, month, day)).then_some((year, month, day))
}

type Parts = (String, String, String);

fn short_number(text: &str) -> Option<i8> {
    (text.len() <= 2).then(|| text.parse().ok()).flatten()
}

/// Splits `d/m/y`, `d-m-y`, `d.m.y` and `yyyy-mm-dd` into year, month, day.
fn in_figures(text: &str) -> Option<Parts> {
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '/' | '-' | '.') {
        return None;
    }
    let parts: Vec<&str> = text.split(separator).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(digits) {
        return None;
    }
    match *parts.as_slice() {
        [year, month, day] if year.len() == 4 && separator == '-' => {
            Some((year.to_owned(), month.to_owned(), day.to_owned()))
        }
        [day, month, year] => Some((year.to_owned(), month.to_owned(), day.to_owned())),
        _ => None,
    }
}

/// Splits "ngày … tháng … năm …", with or without diacritics.
fn in_words(text: &str) -> Option<Parts> {
    let folded = search_key(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let ["ngay", day, "thang", month, "nam", year] = *words.as_slice() else {
        return None;
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    (year.len() == 4 && digits(day) && digits(month) && digits(year))
        .then(|| (year.to_owned(), month.to_owned(), day.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{date_dmy, date_in_words, parse_date};
    use proptest::prelude::*;

    #[test]
    fn every_accepted_way_of_writing_gives_the_same_date() {
        for text in [
            "9/4/2024",
            "09/04/2024",
            "09-04-2024",
            "09.04.2024",
            "9/4/24",
            "2024-04-09",
            "ngày 9 tháng 4 năm 2024",
            "Ngày 09 tháng 04 năm 2024",
            "ngay 9 thang 4 nam 2024",
            "  09/04/2024 ",
        ] {
            assert_eq!(parse_date(text), Some((2024, 4, 9)), "{text}");
        }
    }

    #[test]
    fn the_day_is_never_taken_for_the_month() {
        assert_eq!(parse_date("04/13/2024"), None);
        assert_eq!(parse_date("03/04/2024"), Some((2024, 4, 3)));
        assert_eq!(parse_date("2024/04/09"), None);
    }

    #[test]
    fn the_calendar_must_have_the_date() {
        assert_eq!(parse_date("29/02/2024"), Some((2024, 2, 29)));
        for text in [
            "29/02/2023",
            "31/04/2024",
            "0/1/2024",
            "1/0/2024",
            "32/1/2024",
            "29/02/2100",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn half_dates_and_other_texts_are_refused() {
        for text in [
            "",
            "9/4",
            "9/4/",
            "9/4/2024/1",
            "9/4/024",
            "9/4-2024",
            "+9/4/2024",
            "-9/4/2024",
            "9/4/1899",
            "hôm nay",
            "ngày 9 tháng 4",
            "ngày 9 tháng 4 năm 24",
            "ngày chín tháng tư năm 2024",
            "٩/٤/٢٠٢٤",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn official_documents_put_a_zero_before_small_days_and_the_first_two_months() {
        assert_eq!(date_in_words(2024, 4, 9), "ngày 09 tháng 4 năm 2024");
        assert_eq!(date_in_words(2024, 2, 15), "ngày 15 tháng 02 năm 2024");
        assert_eq!(date_in_words(2024, 12, 1), "ngày 01 tháng 12 năm 2024");
    }

    proptest! {
        #[test]
        fn a_written_date_is_read_back(year in 1900_i16..=2999, month in 1_i8..=12, day in 1_i8..=28) {
            let date = Some((year, month, day));
            prop_assert_eq!(parse_date(&date_dmy(year, month, day)), date);
            prop_assert_eq!(parse_date(&date_in_words(year, month, day)), date);
        }

        #[test]
        fn no_text_breaks_the_reader(text in any::<String>()) {
            let _ = parse_date(&text);
        }
    }
}
