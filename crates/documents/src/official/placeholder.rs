//! Places for data in the words of a template: `{{name}}`, `{{name?}}`, `{{date|day}}`.
//!
//! A place names a value and the forms it takes. It never calls, computes or loads anything.

use serde_json::Value;

use super::fill::date;

/// A template's text in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words as they stand.
    Text(String),
    /// A place for a value.
    Field(Field),
}

/// A place for a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// Names from the outermost value inwards: `signer.name`.
    pub(super) name: String,
    /// Whether nothing may stand there.
    pub(super) optional: bool,
    /// The forms, one after the other.
    pub(super) forms: Vec<Form>,
}

/// A form a value takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A date as `09/04/2024`.
    Day,
    /// A date as "ngày 09 tháng 4 năm 2024".
    Date,
    /// The number of things in a list.
    Count,
    /// At least two figures: "05".
    Two,
    /// Hundredths as a decimal: 1250 is "12,5".
    Hundredths,
    /// Dots between groups of three figures.
    Thousands,
    /// A whole number in words.
    Spelled,
    /// The texts of a list, with commas between them.
    Joined,
    /// Capitals.
    Upper,
}

impl Form {
    const ALL: [(&'static str, Self); 9] = [
        ("day", Self::Day),
        ("date", Self::Date),
        ("count", Self::Count),
        ("two", Self::Two),
        ("hundredths", Self::Hundredths),
        ("thousands", Self::Thousands),
        ("spelled", Self::Spelled),
        ("joined", Self::Joined),
        ("upper", Self::Upper),
    ];

    fn named(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == name);
        found.map(|(_, form)| *form)
    }

    /// A value in this form; nothing when it has none.
    pub(super) fn of(self, value: &Value) -> Option<Value> {
        let text = match self {
            Self::Day => {
                let date = date(value.as_str()?)?;
                sangkien_text::date_dmy(date.year, date.month, date.day)
            }
            Self::Date => date(value.as_str()?)?.in_words(),
            Self::Count => value.as_array()?.len().to_string(),
            Self::Two => format!("{:0>2}", plain_number(value)?),
            Self::Hundredths => sangkien_text::decimal_comma(value.as_i64()?),
            Self::Thousands => sangkien_text::group_thousands(value.as_i64()?),
            Self::Spelled => sangkien_text::in_words(value.as_u64()?),
            Self::Joined => {
                let texts: Option<Vec<&str>> =
                    value.as_array()?.iter().map(Value::as_str).collect();
                texts?.join(", ")
            }
            Self::Upper => value.as_str()?.to_uppercase(),
        };
        Some(Value::String(text))
    }
}

fn plain_number(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.chars().all(|c| c.is_ascii_digit()) => Some(text.clone()),
        Value::Number(number) if number.is_u64() => Some(number.to_string()),
        _ => None,
    }
}

/// What is wrong with a place; the text is the place as written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum PlaceholderFault {
    /// `{{` without `}}` after it.
    #[error("a place is opened and not closed: {0:?}")]
    Unclosed(String),
    /// No name, or a name with other signs than letters, figures, `_`, `-` and `.`.
    #[error("this does not name a value: {0:?}")]
    Name(String),
    /// A form that is not known.
    #[error("this form is not known: {0:?}")]
    Form(String),
}

/// Takes a template's text apart.
pub(super) fn parse(text: &str) -> Result<Vec<Piece>, PlaceholderFault> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        let (inside, after) = after
            .split_once("}}")
            .ok_or_else(|| PlaceholderFault::Unclosed(after.to_owned()))?;
        pieces.push(Piece::Field(field(inside)?));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}

fn field(inside: &str) -> Result<Field, PlaceholderFault> {
    let mut parts = inside.split('|').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let (name, optional) = match name.strip_suffix('?') {
        Some(name) => (name, true),
        None => (name, false),
    };
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if name.is_empty() || !name.chars().all(fits) {
        return Err(PlaceholderFault::Name(inside.to_owned()));
    }
    let forms =
        parts.map(|form| Form::named(form).ok_or_else(|| PlaceholderFault::Form(form.to_owned())));
    Ok(Field {
        name: name.to_owned(),
        optional,
        forms: forms.collect::<Result<_, _>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Field, Form, Piece, PlaceholderFault, parse};
    use proptest::prelude::*;

    #[test]
    fn words_and_places_alternate() {
        let place = Field {
            name: "due_on".into(),
            optional: true,
            forms: vec![Form::Day],
        };
        assert_eq!(
            parse("Hạn: {{ due_on? | day }}.").unwrap(),
            [
                Piece::Text("Hạn: ".into()),
                Piece::Field(place),
                Piece::Text(".".into())
            ]
        );
    }

    #[test]
    fn what_is_no_place_is_refused_with_its_words() {
        for (text, fault) in [
            ("a {{b", PlaceholderFault::Unclosed("b".into())),
            ("{{}}", PlaceholderFault::Name(String::new())),
            ("{{a(b)}}", PlaceholderFault::Name("a(b)".into())),
            ("{{a|run}}", PlaceholderFault::Form("run".into())),
        ] {
            assert_eq!(parse(text), Err(fault), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_apart_or_refused(text in "[{}|?a-c. ]{0,40}") {
            if let Ok(pieces) = parse(&text) {
                for piece in pieces {
                    if let Piece::Text(words) = piece {
                        prop_assert!(text.contains(&words) && !words.contains("{{"));
                    }
                }
            }
        }

        #[test]
        fn text_without_places_is_kept_whole(text in "[^{]{1,60}") {
            prop_assert_eq!(parse(&text).unwrap(), vec![Piece::Text(text)]);
        }
    }
}
