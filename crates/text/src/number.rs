//! Numbers written and read the Vietnamese way.

/// Most digits accepted before the decimal sign.
const MAX_WHOLE_DIGITS: usize = 12;

/// Writes a whole number with a dot between groups of three digits:
/// 1234567 is "1.234.567".
pub fn group_thousands(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// Writes a number given in hundredths with a decimal comma and no superfluous
/// zeros: 1250 is "12,5", 1205 is "12,05", 10000 is "100".
///
/// Thousands are not grouped, so that [`parse_decimal`] reads back what was
/// written.
pub fn decimal_comma(hundredths: i64) -> String {
    let magnitude = hundredths.unsigned_abs();
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (magnitude / 100, magnitude % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => format!("{sign}{whole}"),
        (tenths, 0) => format!("{sign}{whole},{tenths}"),
        (tenths, hundredth) => format!("{sign}{whole},{tenths}{hundredth}"),
    }
}

/// Reads a number with at most two decimals, after a comma or a dot, into
/// hundredths. "12,5" and "12.5" are both 1250.
///
/// Anything else gives nothing: signs, exponents, grouped thousands, a third
/// decimal (which would have to be rounded), more than twelve digits before
/// the decimal sign.
pub fn parse_decimal(text: &str) -> Option<i64> {
    let text = text.trim();
    let (whole, decimals) = match text.split_once([',', '.']) {
        Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
        Some(_) => return None,
        None => (text, ""),
    };
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > MAX_WHOLE_DIGITS || !all_digits(whole) {
        return None;
    }
    if decimals.len() > 2 || !all_digits(decimals) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let hundredths: i64 = format!("{decimals:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(hundredths)
}

const DIGITS: [&str; 10] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];

fn digit(value: u64) -> &'static str {
    usize::try_from(value)
        .ok()
        .and_then(|index| DIGITS.get(index))
        .copied()
        .unwrap_or_default()
}

/// Reads a number below one thousand. `padded` says that a higher group came
/// before, so that "không trăm" and "linh" are spoken.
fn group_words(group: u64, padded: bool, out: &mut Vec<&'static str>) {
    let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10);
    if hundreds > 0 || padded {
        out.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if units > 0 && (hundreds > 0 || padded) => out.push("linh"),
        0 => {}
        1 => out.push("mười"),
        _ => out.extend([digit(tens), "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => out.push("mốt"),
        (1.., 5) => out.push("lăm"),
        _ => out.push(digit(units)),
    }
}

/// Reads a number below one thousand million.
fn below_milliard(number: u64, mut padded: bool, out: &mut Vec<&'static str>) {
    for (size, name) in [(1_000_000, "triệu"), (1_000, "nghìn"), (1, "")] {
        let group = number / size % 1_000;
        if group > 0 {
            group_words(group, padded, out);
            if !name.is_empty() {
                out.push(name);
            }
            padded = true;
        }
    }
}

fn words_into(number: u64, out: &mut Vec<&'static str>) {
    const MILLIARD: u64 = 1_000_000_000;
    let (high, low) = (number / MILLIARD, number % MILLIARD);
    if high > 0 {
        words_into(high, out);
        out.push("tỷ");
    }
    below_milliard(low, high > 0, out);
}

/// A whole number in Vietnamese words: 105 is "một trăm linh năm".
pub fn in_words(number: u64) -> String {
    if number == 0 {
        return digit(0).to_owned();
    }
    let mut out = Vec::new();
    words_into(number, &mut out);
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{decimal_comma, group_thousands, in_words, parse_decimal};
    use proptest::prelude::*;

    #[test]
    fn thousands_are_grouped_with_dots() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1.000"),
            (1_234_567, "1.234.567"),
            (-45_000, "-45.000"),
            (i64::MIN, "-9.223.372.036.854.775.808"),
        ] {
            assert_eq!(group_thousands(number), text);
        }
    }

    #[test]
    fn hundredths_are_written_with_a_comma_and_no_superfluous_zeros() {
        for (hundredths, text) in [
            (0, "0"),
            (5, "0,05"),
            (1_250, "12,5"),
            (1_205, "12,05"),
            (10_000, "100"),
            (3_333, "33,33"),
            (-50, "-0,5"),
        ] {
            assert_eq!(decimal_comma(hundredths), text);
        }
    }

    #[test]
    fn both_decimal_signs_are_read() {
        for (text, hundredths) in [
            ("12,5", 1_250),
            ("12.5", 1_250),
            (" 100 ", 10_000),
            ("0", 0),
            ("0,05", 5),
            ("007,50", 750),
        ] {
            assert_eq!(parse_decimal(text), Some(hundredths), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_plain_decimal_is_refused() {
        for text in [
            "",
            " ",
            "NaN",
            "inf",
            "-1",
            "+1",
            "1e308",
            "1,234",
            "1.000,5",
            "1,2,3",
            ",5",
            "5,",
            "1 000",
            "１２",
            "9999999999999",
            "0x10",
            "12,5%",
        ] {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_out_as_people_say_them() {
        for (number, text) in [
            (0, "không"),
            (1, "một"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (20, "hai mươi"),
            (21, "hai mươi mốt"),
            (24, "hai mươi bốn"),
            (25, "hai mươi lăm"),
            (99, "chín mươi chín"),
            (100, "một trăm"),
            (101, "một trăm linh một"),
            (105, "một trăm linh năm"),
            (110, "một trăm mười"),
            (111, "một trăm mười một"),
            (115, "một trăm mười lăm"),
            (221, "hai trăm hai mươi mốt"),
            (1_000, "một nghìn"),
            (1_005, "một nghìn không trăm linh năm"),
            (1_015, "một nghìn không trăm mười lăm"),
            (2_024, "hai nghìn không trăm hai mươi bốn"),
            (10_000, "mười nghìn"),
            (105_000, "một trăm linh năm nghìn"),
            (1_000_000, "một triệu"),
            (1_000_005, "một triệu không trăm linh năm"),
            (
                1_001_001,
                "một triệu không trăm linh một nghìn không trăm linh một",
            ),
            (12_500_000, "mười hai triệu năm trăm nghìn"),
            (1_000_000_000, "một tỷ"),
            (2_000_000_015, "hai tỷ không trăm mười lăm"),
            (1_000_000_000_000, "một nghìn tỷ"),
        ] {
            assert_eq!(in_words(number), text);
        }
    }

    proptest! {
        #[test]
        fn a_written_number_is_read_back(hundredths in 0..100_000_000_000_000_i64) {
            prop_assert_eq!(parse_decimal(&decimal_comma(hundredths)), Some(hundredths));
        }

        #[test]
        fn every_number_has_words_without_stray_spaces(number in any::<u64>()) {
            let text = in_words(number);
            prop_assert!(!text.is_empty() && !text.contains("  ") && text.trim() == text);
        }

        #[test]
        fn no_text_breaks_the_reader(text in any::<String>()) {
            if let Some(value) = parse_decimal(&text) {
                prop_assert!(value >= 0);
            }
        }
    }
}
