//! A text as words, numbers and dates with their places.

use std::ops::Range;

use super::When;
use crate::fold::search_key;

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    /// A word, folded.
    Word(String),
    /// A number: its hundredths, and how many decimals were written.
    Number(i64, u32),
    /// “a/b”.
    Ratio(i64, i64),
    /// A day or month.
    When(When),
    /// Written as a date, but the calendar has none such.
    NoDate,
    /// “%”.
    Percent,
    /// “,”.
    Comma,
    /// “.”, “;”, “!”, “?”.
    Stop,
    /// The end of a line.
    Line,
    /// Any other mark.
    Mark,
}

/// A sign and its place in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) place: Range<usize>,
    pub(super) sign: Sign,
}

impl Spot {
    /// Whether it is this folded word.
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(&self.sign, Sign::Word(own) if own == word)
    }
}

/// Reads a text.
pub(super) fn read(text: &str) -> Vec<Spot> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let from = text.len() - rest.len();
        let taken = if first.is_ascii_digit() {
            figures(rest)
        } else if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphanumeric())
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (own, after) = rest.split_at(taken.max(first.len_utf8()));
        rest = after;
        let sign = match first {
            '\n' => Sign::Line,
            '%' => Sign::Percent,
            ',' => Sign::Comma,
            '.' | ';' | '!' | '?' => Sign::Stop,
            _ if first.is_ascii_digit() => figure(own),
            _ if first.is_alphabetic() => Sign::Word(search_key(own)),
            _ if first.is_whitespace() => continue,
            _ => Sign::Mark,
        };
        out.push(Spot {
            place: from..from + own.len(),
            sign,
        });
    }
    in_words(text, &out)
}

/// The length of what is written in figures at the beginning: digits with marks between digits.
fn figures(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || matches!(bytes.get(end), Some(b'.' | b',' | b'/' | b'-')) && digit(end + 1)
    {
        end += 1;
    }
    end
}

fn figure(own: &str) -> Sign {
    for mark in ['/', '.', '-'] {
        let parts: Vec<&str> = own.split(mark).collect();
        let short = |part: &str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        match parts.as_slice() {
            [day, month, year] if short(day) && short(month) && year.len() == 4 => {
                return date(day, month, year);
            }
            [left, right] if mark == '/' => {
                let month = short(left) && right.len() == 4;
                if let Some(when) = self::month(left, right).filter(|_| month) {
                    return Sign::When(when);
                }
                return match (whole(left), whole(right)) {
                    (Some(left), Some(right)) => Sign::Ratio(left, right),
                    _ => Sign::Mark,
                };
            }
            _ => {}
        }
    }
    number(own)
}

fn date(day: &str, month: &str, year: &str) -> Sign {
    let read = || {
        let (year, month, day): (i16, i8, i8) =
            (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        crate::is_calendar_date(year, month, day).then_some(When {
            year,
            month,
            day: Some(day),
        })
    };
    read().map_or(Sign::NoDate, Sign::When)
}

fn month(month: &str, year: &str) -> Option<When> {
    let (year, month): (i16, i8) = (year.parse().ok()?, month.parse().ok()?);
    let fits = (1900..=2999).contains(&year) && (1..=12).contains(&month);
    fits.then_some(When {
        year,
        month,
        day: None,
    })
}

fn whole(text: &str) -> Option<i64> {
    match number(text) {
        Sign::Number(hundredths, 0) => Some(hundredths / 100),
        _ => None,
    }
}

/// A number with dots between thousands and a comma, or a dot, before decimals.
fn number(own: &str) -> Sign {
    let (whole, decimals) = own.split_once(',').unwrap_or((own, ""));
    let groups: Vec<&str> = whole.split('.').collect();
    let grouped = groups.len() > 1 && groups.iter().skip(1).all(|group| group.len() == 3);
    let plain = if grouped {
        groups.concat() + if decimals.is_empty() { "" } else { "," } + decimals
    } else {
        own.to_owned()
    };
    let decimals = plain
        .split_once([',', '.'])
        .map_or(0, |(_, rest)| rest.len());
    match crate::parse_decimal(&plain) {
        Some(hundredths) => Sign::Number(hundredths, u32::try_from(decimals).unwrap_or(0)),
        None => Sign::Mark,
    }
}

/// Joins “ngày 9 tháng 4 năm 2024” and “tháng 4 năm 2024” into one sign.
fn in_words(text: &str, spots: &[Spot]) -> Vec<Spot> {
    let mut out: Vec<Spot> = Vec::with_capacity(spots.len());
    let mut at = 0;
    while let Some(spot) = spots.get(at) {
        let rest = spots.get(at..).unwrap_or_default();
        let part = |spot: &Spot| text.get(spot.place.clone()).unwrap_or_default();
        let joined = match rest {
            [ngay, day, thang, month, nam, year, ..]
                if ngay.is("ngay")
                    && thang.is("thang")
                    && nam.is("nam")
                    && all_numbers(&[day, month, year]) =>
            {
                Some((date(part(day), part(month), part(year)), 6))
            }
            [thang, month, nam, year, ..]
                if thang.is("thang") && nam.is("nam") && all_numbers(&[month, year]) =>
            {
                self::month(part(month), part(year)).map(|when| (Sign::When(when), 4))
            }
            _ => None,
        };
        let Some((sign, taken)) = joined else {
            out.push(spot.clone());
            at += 1;
            continue;
        };
        let end = spots
            .get(at + taken - 1)
            .map_or(spot.place.end, |last| last.place.end);
        out.push(Spot {
            place: spot.place.start..end,
            sign,
        });
        at += taken;
    }
    out
}

fn all_numbers(spots: &[&Spot]) -> bool {
    spots
        .iter()
        .all(|spot| matches!(spot.sign, Sign::Number(_, 0)))
}
