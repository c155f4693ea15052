//! The form of a pack's files, and every place where a file departs from it.
//!
//! Reading into types stops at the first fault; whoever writes a pack wants all of them, each with
//! its line. A [`Shape`] describes what a value may be; [`look`] walks a file along it.

use std::ops::Range;

use sangkien_domain::law_registry::{Fault, FaultKind, Place};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// Text of any kind.
    Text,
    /// Text with something in it.
    Words,
    /// A code: small letters, digits, dots, hyphens; begins with a letter or digit.
    Code,
    /// The code of an act, which must be known.
    Act,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A whole number.
    Integer,
    /// A whole number, or a decimal in quotes with at most two places.
    Decimal,
    /// Yes or no.
    Flag,
    /// A day such as "2026-07-01".
    Day,
    /// A list of values of one shape.
    List(&'static Shape),
    /// A table with these keys.
    Table(&'static [Key]),
    /// A table whose keys the author chooses.
    Named(&'static Shape),
    /// One of two shapes; faults are told of the second.
    Either(&'static Shape, &'static Shape),
    /// One of several shapes, told only as a whole.
    Choice(&'static [Shape]),
    /// Judged elsewhere.
    Any,
}

/// A key of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) needed: bool,
}

/// A key that must be there.
pub(crate) const fn needed(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        shape,
        needed: true,
    }
}

/// A key that may be left out.
pub(crate) const fn may(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        shape,
        needed: false,
    }
}

/// The line, from 1, at byte `at` of `text`.
pub(crate) fn line(text: &str, at: usize) -> usize {
    text.get(..at)
        .map_or(1, |before| before.matches('\n').count() + 1)
}

struct Walk<'a> {
    path: &'a str,
    text: &'a str,
    found: Vec<Fault>,
    acts: Vec<(Place, String)>,
}

/// What a file was found to be.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Every departure from its form, in order of line.
    pub(crate) faults: Vec<Fault>,
    /// Codes of acts it names, with their places.
    pub(crate) acts: Vec<(Place, String)>,
}

/// Walks the file along a table with `keys`.
pub(crate) fn look(path: &str, text: &str, keys: &[Key]) -> Seen {
    let mut walk = Walk {
        path,
        text,
        found: Vec::new(),
        acts: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        walk.push(at, FaultKind::Syntax);
    }
    // What was recovered from a broken file would give faults that are none.
    if walk.found.is_empty() {
        walk.table(table.get_ref(), table.span(), keys);
    }
    walk.found.sort();
    walk.found.dedup();
    Seen {
        faults: walk.found,
        acts: walk.acts,
    }
}

/// Lines on which the tables of the list `name` begin, in order.
pub(crate) fn lines_of(text: &str, name: &str) -> Vec<usize> {
    let (table, _) = DeTable::parse_recoverable(text);
    let list = table
        .get_ref()
        .iter()
        .find(|(key, _)| key.get_ref().as_ref() == name)
        .map(|(_, value)| value.get_ref());
    match list {
        Some(DeValue::Array(items)) => items
            .iter()
            .map(|item| line(text, item.span().start))
            .collect(),
        _ => Vec::new(),
    }
}

impl Walk<'_> {
    fn place(&self, at: usize) -> Place {
        Place {
            file: self.path.to_owned(),
            line: line(self.text, at),
        }
    }

    fn push(&mut self, at: usize, kind: FaultKind) {
        let place = self.place(at);
        self.found.push(Fault { place, kind });
    }

    fn table(&mut self, table: &DeTable<'_>, span: Range<usize>, keys: &[Key]) {
        for (name, value) in table {
            let known = keys.iter().find(|key| key.name == name.get_ref().as_ref());
            match known {
                Some(key) => self.value(key.name, value, key.shape),
                None => self.push(
                    name.span().start,
                    FaultKind::UnknownKey {
                        key: name.get_ref().to_string(),
                    },
                ),
            }
        }
        for key in keys.iter().filter(|key| key.needed) {
            let there = table.keys().any(|name| name.get_ref().as_ref() == key.name);
            if !there {
                let key = key.name.to_owned();
                self.push(span.start, FaultKind::MissingKey { key });
            }
        }
    }

    fn value(&mut self, name: &str, value: &Spanned<DeValue<'_>>, shape: Shape) {
        match (shape, value.get_ref()) {
            (Shape::List(inner), DeValue::Array(items)) => {
                for item in items {
                    self.value(name, item, *inner);
                }
            }
            (Shape::Table(keys), DeValue::Table(table)) => self.table(table, value.span(), keys),
            (Shape::Named(inner), DeValue::Table(table)) => {
                for (key, item) in table {
                    self.value(key.get_ref(), item, *inner);
                }
            }
            (Shape::Either(one, other), _) => {
                let before = self.found.len();
                self.value(name, value, *one);
                if self.found.len() > before {
                    self.found.truncate(before);
                    self.value(name, value, *other);
                }
            }
            (Shape::Choice(shapes), _) => {
                let before = self.found.len();
                let fitting = shapes.iter().any(|shape| {
                    self.found.truncate(before);
                    self.value(name, value, *shape);
                    self.found.len() == before
                });
                if !fitting {
                    self.found.truncate(before);
                    let key = name.to_owned();
                    self.push(value.span().start, FaultKind::BadValue { key });
                }
            }
            (Shape::Act, DeValue::String(code)) => {
                let place = self.place(value.span().start);
                self.acts.push((place, code.to_string()));
            }
            (shape, value_ref) if !fits(shape, value_ref) => {
                let key = name.to_owned();
                self.push(value.span().start, FaultKind::BadValue { key });
            }
            _ => {}
        }
    }
}

/// Whether a plain value is of the shape.
fn fits(shape: Shape, value: &DeValue<'_>) -> bool {
    match shape {
        Shape::Any => true,
        Shape::Text => value.is_str(),
        Shape::Words => value.as_str().is_some_and(|text| !text.trim().is_empty()),
        Shape::Code => value.as_str().is_some_and(is_code),
        Shape::OneOf(words) => value.as_str().is_some_and(|text| words.contains(&text)),
        Shape::Integer => integer(value).is_some(),
        Shape::Decimal => {
            integer(value).is_some() || value.as_str().is_some_and(|text| decimal(text).is_some())
        }
        Shape::Flag => value.as_bool().is_some(),
        Shape::Day => value
            .as_str()
            .is_some_and(|text| text.parse::<jiff::civil::Date>().is_ok()),
        Shape::Act
        | Shape::List(_)
        | Shape::Table(_)
        | Shape::Named(_)
        | Shape::Either(..)
        | Shape::Choice(_) => false,
    }
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn is_code(text: &str) -> bool {
    let mut letters = text.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase() || first.is_ascii_digit())
        && letters.all(|letter| {
            letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-_".contains(letter)
        })
}

/// `"0,5"` in hundredths; at most two places, no sign.
pub(crate) fn decimal(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 2 {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    whole
        .parse::<i64>()
        .ok()?
        .checked_mul(100)?
        .checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: &[Key] = &[
        needed("code", Shape::Code),
        may("day", Shape::Day),
        may("kind", Shape::OneOf(&["law", "decree"])),
        may(
            "row",
            Shape::List(&Shape::Table(&[needed("amount", Shape::Integer)])),
        ),
    ];

    #[test]
    fn every_fault_is_named_with_its_line() {
        let text = "code = \"A B\"\nday = \"2026-02-30\"\nkind = \"letter\"\nodd = 1\n\n[[row]]\namount = \"x\"\n[[row]]\nother = 2\n";
        let found = look("rules.toml", text, SHAPE).faults;
        let found: Vec<(usize, FaultKind)> = found
            .into_iter()
            .map(|fault| (fault.place.line, fault.kind))
            .collect();
        let bad = |key: &str| FaultKind::BadValue { key: key.into() };
        assert_eq!(
            found,
            [
                (1, bad("code")),
                (2, bad("day")),
                (3, bad("kind")),
                (4, FaultKind::UnknownKey { key: "odd".into() }),
                (7, bad("amount")),
                (
                    8,
                    FaultKind::MissingKey {
                        key: "amount".into()
                    }
                ),
                (
                    9,
                    FaultKind::UnknownKey {
                        key: "other".into()
                    }
                ),
            ]
        );
        assert_eq!(lines_of(text, "row"), [6, 8]);
    }

    #[test]
    fn a_file_that_is_no_toml_is_said_to_be_none_and_nothing_else() {
        let found = look("pack.toml", "code = \"mau\"\nodd = \n", SHAPE).faults;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].kind, FaultKind::Syntax);
        assert_eq!(found[0].place.line, 2);
    }

    #[test]
    fn a_code_is_small_letters_digits_dots_and_hyphens() {
        for (text, fits) in [
            ("nd-13-2012", true),
            ("limit.formality", true),
            ("Nd", false),
            ("-a", false),
            ("", false),
            ("đ", false),
        ] {
            assert_eq!(is_code(text), fits, "{text}");
        }
    }
}
