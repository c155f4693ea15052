//! Conditions as the tests know them: written with every parenthesis, evaluated slowly and simply.

use std::fmt::Write;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::super::{Condition, ConditionFault, Exact, Facts, Value, Vocabulary};

/// A condition as the tests know it.
#[derive(Debug, Clone)]
pub(super) enum Model {
    Bool(bool),
    Fact(&'static str),
    Not(Box<Model>),
    All(Vec<Model>),
    Any(Vec<Model>),
    Same(bool, Box<Model>, Box<Model>),
    Numbers(&'static str, Sum, Sum),
    Among(bool, Sum, Vec<Sum>),
    Texts(bool, &'static str, &'static str),
    Dates(&'static str, &'static str, Date),
}

/// A number as the tests know it.
#[derive(Debug, Clone)]
pub(super) enum Sum {
    Number(i64, i64),
    Percent(i64),
    Fact(&'static str),
    Negate(Box<Sum>),
    Join(char, Box<Sum>, Box<Sum>),
}

impl Sum {
    fn write(&self, out: &mut String) {
        match self {
            Self::Number(whole, tenths) => write!(out, "{whole}.{tenths}").expect("a text"),
            Self::Percent(number) => write!(out, "{number}%").expect("a text"),
            Self::Fact(name) => out.push_str(name),
            Self::Negate(inner) => {
                out.push_str("-(");
                inner.write(out);
                out.push(')');
            }
            Self::Join(sign, left, right) => {
                out.push('(');
                left.write(out);
                write!(out, "){sign}(").expect("a text");
                right.write(out);
                out.push(')');
            }
        }
    }

    /// Numerator and denominator, never reduced; an error where there is no value.
    fn value(&self, facts: &Facts) -> Result<(i128, i128), Trouble> {
        Ok(match self {
            Self::Number(whole, tenths) => (i128::from(whole * 10 + tenths), 10),
            Self::Percent(number) => (i128::from(*number), 100),
            Self::Fact(name) => match facts.get(name) {
                Some(Value::Number(number)) => (number.numerator(), number.denominator()),
                _ => return Err(Trouble::NoValue),
            },
            Self::Negate(inner) => {
                let (above, below) = inner.value(facts)?;
                (-above, below)
            }
            Self::Join(sign, left, right) => {
                let (a, b) = left.value(facts)?;
                let (c, d) = right.value(facts)?;
                let times = |x: i128, y: i128| x.checked_mul(y).ok_or(Trouble::TooGreat);
                match sign {
                    '+' => (times(a, d)? + times(c, b)?, times(b, d)?),
                    '-' => (times(a, d)? - times(c, b)?, times(b, d)?),
                    '*' => (times(a, c)?, times(b, d)?),
                    _ if c == 0 => return Err(Trouble::NoValue),
                    _ if c < 0 => (times(-a, d)?, times(b, -c)?),
                    _ => (times(a, d)?, times(b, c)?),
                }
            }
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Trouble {
    NoValue,
    TooGreat,
}

impl Model {
    fn write(&self, out: &mut String) {
        let joined = |word: &str, parts: &[Self], out: &mut String| {
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    out.push_str(word);
                }
                out.push('(');
                part.write(out);
                out.push(')');
            }
        };
        match self {
            Self::Bool(value) => out.push_str(&value.to_string()),
            Self::Fact(name) => out.push_str(name),
            Self::Not(inner) => {
                out.push_str("not (");
                inner.write(out);
                out.push(')');
            }
            Self::All(parts) => joined(" and ", parts, out),
            Self::Any(parts) => joined(" or ", parts, out),
            Self::Same(equal, left, right) => {
                out.push('(');
                left.write(out);
                out.push_str(if *equal { ") = (" } else { ") <> (" });
                right.write(out);
                out.push(')');
            }
            Self::Numbers(sign, left, right) => {
                left.write(out);
                out.push_str(sign);
                right.write(out);
            }
            Self::Among(negated, left, list) => {
                left.write(out);
                out.push_str(if *negated { " not in (" } else { " in (" });
                for (index, member) in list.iter().enumerate() {
                    if index > 0 {
                        out.push_str(" , ");
                    }
                    member.write(out);
                }
                out.push(')');
            }
            Self::Texts(equal, name, text) => {
                let sign = if *equal { "=" } else { "!=" };
                write!(out, "{name} {sign} \"{text}\"").expect("a text");
            }
            Self::Dates(sign, name, date) => write!(out, "{name}{sign}{date}").expect("a text"),
        }
    }

    pub(super) fn source(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    pub(super) fn held(&self, facts: &Facts) -> Result<Option<bool>, Trouble> {
        let decide = |parts: &[Self], deciding: bool| -> Result<Option<bool>, Trouble> {
            let held: Vec<Option<bool>> = parts
                .iter()
                .map(|part| part.held(facts))
                .collect::<Result<_, _>>()?;
            Ok(if held.contains(&Some(deciding)) {
                Some(deciding)
            } else if held.contains(&None) {
                None
            } else {
                Some(!deciding)
            })
        };
        let value = |sum: &Sum| match sum.value(facts) {
            Ok(value) => Ok(Some(value)),
            Err(Trouble::NoValue) => Ok(None),
            Err(Trouble::TooGreat) => Err(Trouble::TooGreat),
        };
        let order = |(a, b): (i128, i128), (c, d): (i128, i128)| {
            let left = a.checked_mul(d).ok_or(Trouble::TooGreat)?;
            let right = c.checked_mul(b).ok_or(Trouble::TooGreat)?;
            Ok(left.cmp(&right))
        };
        Ok(match self {
            Self::Bool(value) => Some(*value),
            Self::Fact(name) => match facts.get(name) {
                Some(Value::Bool(value)) => Some(*value),
                _ => None,
            },
            Self::Not(inner) => inner.held(facts)?.map(|held| !held),
            Self::All(parts) => decide(parts, false)?,
            Self::Any(parts) => decide(parts, true)?,
            Self::Same(equal, left, right) => match (left.held(facts)?, right.held(facts)?) {
                (Some(left), Some(right)) => Some((left == right) == *equal),
                _ => None,
            },
            Self::Numbers(sign, left, right) => match (value(left)?, value(right)?) {
                (Some(left), Some(right)) => Some(stands(sign, order(left, right)?)),
                _ => None,
            },
            Self::Among(negated, left, list) => {
                let Some(left) = value(left)? else {
                    return Ok(None);
                };
                let mut open = false;
                for member in list {
                    match value(member)? {
                        Some(member) if order(left, member)?.is_eq() => return Ok(Some(!negated)),
                        Some(_) => {}
                        None => open = true,
                    }
                }
                if open { None } else { Some(*negated) }
            }
            Self::Texts(equal, name, text) => match facts.get(name) {
                Some(Value::Text(held)) => Some((held == text) == *equal),
                _ => None,
            },
            Self::Dates(sign, name, date) => match facts.get(name) {
                Some(Value::Date(held)) => Some(stands(sign, held.cmp(date))),
                _ => None,
            },
        })
    }
}

fn stands(sign: &str, order: std::cmp::Ordering) -> bool {
    match sign {
        "=" => order.is_eq(),
        "!=" => order.is_ne(),
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        _ => order.is_ge(),
    }
}

const SIGNS: [&str; 6] = ["=", "!=", "<", "<=", ">", ">="];

fn sums(names: &'static [&'static str], signs: &'static [char]) -> impl Strategy<Value = Sum> {
    let leaf = prop_oneof![
        3 => prop::sample::select(names).prop_map(Sum::Fact),
        2 => (0..6_i64, prop_oneof![4 => Just(0_i64), 1 => 0..10_i64])
            .prop_map(|(whole, tenths)| Sum::Number(whole, tenths)),
        1 => (0..300_i64).prop_map(Sum::Percent),
    ];
    leaf.prop_recursive(3, 6, 2, move |inner| {
        prop_oneof![
            1 => inner.clone().prop_map(|sum| Sum::Negate(Box::new(sum))),
            5 => (prop::sample::select(signs), inner.clone(), inner)
                .prop_map(|(sign, left, right)| Sum::Join(sign, Box::new(left), Box::new(right))),
        ]
    })
}

fn days() -> impl Strategy<Value = Date> {
    (1..=4_i8).prop_map(|day| date(2026, 10, day))
}

pub(super) fn models(
    names: &'static [&'static str],
    signs: &'static [char],
) -> impl Strategy<Value = Model> {
    let sum = move || sums(names, signs);
    let leaf = prop_oneof![
        1 => any::<bool>().prop_map(Model::Bool),
        2 => prop::sample::select(&["paid", "urgent"][..]).prop_map(Model::Fact),
        6 => (prop::sample::select(&SIGNS[..]), sum(), sum())
            .prop_map(|(sign, left, right)| Model::Numbers(sign, left, right)),
        1 => (any::<bool>(), sum(), prop::collection::vec(sum(), 1..4))
            .prop_map(|(negated, left, list)| Model::Among(negated, left, list)),
        2 => (any::<bool>(), prop::sample::select(&["xa", "tinh", "trung-uong"][..]))
            .prop_map(|(equal, text)| Model::Texts(equal, "level", text)),
        1 => (any::<bool>(), prop::sample::select(&["dat", "có 'dấu'"][..]))
            .prop_map(|(equal, text)| Model::Texts(equal, "opinion", text)),
        2 => (prop::sample::select(&SIGNS[..]), days())
            .prop_map(|(sign, date)| Model::Dates(sign, "filed_on", date)),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            1 => inner.clone().prop_map(|model| Model::Not(Box::new(model))),
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(Model::All),
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(Model::Any),
            1 => (any::<bool>(), inner.clone(), inner).prop_map(|(equal, left, right)| {
                Model::Same(equal, Box::new(left), Box::new(right))
            }),
        ]
    })
}

pub(super) const NAMES: &[&str] = &["score", "count", "members", "votes_for"];
pub(super) const ALL_SIGNS: &[char] = &['+', '-', '*', '/'];

pub(super) fn some_facts() -> impl Strategy<Value = Facts> {
    let number = || prop::option::weighted(0.8, (-3..8_i64, 1..4_i64));
    let flag = || prop::option::weighted(0.8, any::<bool>());
    let text =
        |texts: &'static [&'static str]| prop::option::weighted(0.8, prop::sample::select(texts));
    (
        prop::collection::vec(number(), NAMES.len()),
        (flag(), flag()),
        text(&["xa", "tinh", "trung-uong"]),
        text(&["dat", "có 'dấu'", "khác"]),
        prop::option::weighted(0.8, days()),
    )
        .prop_map(|(numbers, (paid, urgent), level, opinion, filed_on)| {
            let mut facts = Facts::new();
            for (name, number) in NAMES.iter().zip(numbers) {
                if let Some((above, below)) = number {
                    let number = Exact::new(above.into(), below.into()).expect("a number");
                    facts.set(*name, number);
                }
            }
            for (name, flag) in [("paid", paid), ("urgent", urgent)] {
                if let Some(flag) = flag {
                    facts.set(name, flag);
                }
            }
            for (name, text) in [("level", level), ("opinion", opinion)] {
                if let Some(text) = text {
                    facts.set(name, text);
                }
            }
            if let Some(date) = filed_on {
                facts.set("filed_on", date);
            }
            facts
        })
}

pub(super) fn read(source: &str, vocabulary: &Vocabulary) -> Option<Condition> {
    match Condition::parse(source, vocabulary) {
        Ok(condition) => Some(condition),
        // A divisor made of constants can be zero by chance.
        Err(faults) => {
            let by_chance = |fault: &ConditionFault| fault.code() == "division-by-zero";
            assert!(faults.iter().all(by_chance), "{source}: {faults:?}");
            None
        }
    }
}
