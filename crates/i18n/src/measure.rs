//! Durations, sizes and days in words.

use jiff::civil::{Date, Weekday};

use crate::Language;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A remaining or elapsed time in its two greatest units, rounded down so that no deadline seems
/// further off than it is: "1 giờ 58 phút". The page's script writes the same words.
pub fn duration(seconds: i64, language: Language) -> String {
    let seconds = seconds.max(0);
    let units = [
        (seconds / DAY, "ngày", "day"),
        (seconds % DAY / 3600, "giờ", "hour"),
        (seconds % 3600 / 60, "phút", "minute"),
        (seconds % 60, "giây", "second"),
    ];
    let Some(first) = units.iter().position(|(count, ..)| *count > 0) else {
        return language.pick("0 giây".to_owned(), "0 seconds".to_owned());
    };
    let shown = units.iter().enumerate().skip(first).take(2);
    // Of minutes and seconds both are shown, of greater units a zero is left out.
    let parts: Vec<String> = shown
        .filter(|(index, (count, ..))| *count > 0 || (*index == 3 && first == 2))
        .map(|(_, (count, vi, en))| match language {
            Language::Vi => format!("{count} {vi}"),
            Language::En => format!("{count} {en}{}", if *count == 1 { "" } else { "s" }),
        })
        .collect();
    parts.join(" ")
}

/// How late something came, in microseconds: below a minute with tenths of a second, and never
/// "0,0 giây", since what is late is late by something.
pub fn lateness(micros: i64, language: Language) -> String {
    if micros >= 60_000_000 {
        return duration(micros / 1_000_000, language);
    }
    let tenths = (micros.max(0) + 99_999) / 100_000;
    let (whole, part) = (tenths / 10, tenths % 10);
    match language {
        Language::Vi => format!("{whole},{part} giây"),
        Language::En => format!("{whole}.{part} seconds"),
    }
}

/// The size of a file: "12,6 MB", "840 KB", "12 byte"; multiples of 1024.
pub fn file_size(bytes: u64, language: Language) -> String {
    let unit = |divisor: u64, name: &str| {
        let tenths = (u128::from(bytes) * 10 + u128::from(divisor / 2)) / u128::from(divisor);
        let (whole, part) = (tenths / 10, tenths % 10);
        let comma = language.pick(',', '.');
        if part == 0 {
            format!("{whole} {name}")
        } else {
            format!("{whole}{comma}{part} {name}")
        }
    };
    match bytes {
        0..1024 => language.pick(format!("{bytes} byte"), format!("{bytes} bytes")),
        1024..1_048_576 => unit(1024, "KB"),
        1_048_576..1_073_741_824 => unit(1_048_576, "MB"),
        _ => unit(1_073_741_824, "GB"),
    }
}

/// "Thứ Ba, ngày 09/04/2024".
pub fn day_of_week(day: Date, language: Language) -> String {
    let (vi, en) = match day.weekday() {
        Weekday::Monday => ("Thứ Hai", "Monday"),
        Weekday::Tuesday => ("Thứ Ba", "Tuesday"),
        Weekday::Wednesday => ("Thứ Tư", "Wednesday"),
        Weekday::Thursday => ("Thứ Năm", "Thursday"),
        Weekday::Friday => ("Thứ Sáu", "Friday"),
        Weekday::Saturday => ("Thứ Bảy", "Saturday"),
        Weekday::Sunday => ("Chủ Nhật", "Sunday"),
    };
    let text = sangkien_domain::time::day_text(day);
    language.pick(format!("{vi}, ngày {text}"), format!("{en}, {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn durations_show_two_units_and_never_promise_too_much() {
        let cases = [
            (0, "0 giây"),
            (45, "45 giây"),
            (60, "1 phút 0 giây"),
            (305, "5 phút 5 giây"),
            (3600, "1 giờ"),
            (7_139, "1 giờ 58 phút"),
            (86_399, "23 giờ 59 phút"),
            (86_400, "1 ngày"),
            (190_000, "2 ngày 4 giờ"),
            (-5, "0 giây"),
        ];
        for (seconds, words) in cases {
            assert_eq!(duration(seconds, Language::Vi), words, "{seconds}");
        }
        assert_eq!(duration(3_660, Language::En), "1 hour 1 minute");
    }

    #[test]
    fn what_is_late_is_late_by_something() {
        assert_eq!(lateness(1, Language::Vi), "0,1 giây");
        assert_eq!(lateness(400_000, Language::Vi), "0,4 giây");
        assert_eq!(lateness(0, Language::Vi), "0,0 giây");
        assert_eq!(lateness(61_000_000, Language::Vi), "1 phút 1 giây");
    }

    #[test]
    fn sizes_have_a_decimal_comma() {
        let cases = [
            (12, "12 byte"),
            (860_160, "840 KB"),
            (13_212_058, "12,6 MB"),
            (20 << 20, "20 MB"),
            (3 << 30, "3 GB"),
        ];
        for (bytes, words) in cases {
            assert_eq!(file_size(bytes, Language::Vi), words);
        }
    }

    #[test]
    fn days_carry_their_weekday() {
        assert_eq!(
            day_of_week(date(2024, 4, 9), Language::Vi),
            "Thứ Ba, ngày 09/04/2024"
        );
    }
}
