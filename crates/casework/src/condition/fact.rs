//! The facts a procedure's conditions may speak of.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use sangkien_domain::law::Citation;
use serde::{Deserialize, Serialize};

use super::exact::Exact;
use super::fault::Sort;
use super::value::{Facts, Value};
use super::{Condition, ConditionFault, near};

/// Words with a meaning of their own; no fact may be called so.
pub const RESERVED: [&str; 7] = ["and", "or", "not", "in", "true", "false", "sai"];

/// Most characters of a fact's name.
const LONGEST_NAME: usize = 60;

/// What values a fact can have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// True or false.
    Bool,
    /// An exact number.
    Number,
    /// Any text.
    Text,
    /// A civil date.
    Date,
    /// One of these texts.
    Choice(Vec<String>),
}

impl Kind {
    /// What values of this kind can be compared with.
    pub const fn sort(&self) -> Sort {
        match self {
            Self::Bool => Sort::Bool,
            Self::Number => Sort::Number,
            Self::Text | Self::Choice(_) => Sort::Text,
            Self::Date => Sort::Date,
        }
    }
}

/// A named fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The name in conditions: small letters a to z, digits and `_`, parts joined by dots.
    pub name: String,
    /// What values it can have.
    pub kind: Kind,
    /// The name on pages.
    pub label: String,
    /// The least number it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<Exact>,
    /// The greatest number it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<Exact>,
    /// The distance between two neighbouring values, counted from `least`, or from zero without
    /// it: 1 for whole numbers. Any fraction is possible without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Exact>,
    /// The words of choices on pages, where the choices themselves are codes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, String>,
    /// Where the fact or its range comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

impl Fact {
    /// A fact without a range.
    pub fn new(name: impl Into<String>, kind: Kind, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            kind,
            label: label.into(),
            least: None,
            most: None,
            step: None,
            words: BTreeMap::new(),
            citation: None,
        }
    }

    /// The same with a range of whole numbers.
    #[must_use]
    pub fn counted(mut self, least: i64, most: impl Into<Option<i64>>) -> Self {
        self.least = Some(Exact::whole(least));
        self.most = most.into().map(Exact::whole);
        self.step = Some(Exact::ONE);
        self
    }

    /// The same with a range of numbers.
    #[must_use]
    pub fn between(mut self, least: impl Into<Exact>, most: impl Into<Exact>) -> Self {
        self.least = Some(least.into());
        self.most = Some(most.into());
        self
    }

    /// Whether the value can be one of this fact.
    pub fn admits(&self, value: &Value) -> Result<(), ValueProblem> {
        match (&self.kind, value) {
            (Kind::Bool, Value::Bool(_))
            | (Kind::Text, Value::Text(_))
            | (Kind::Date, Value::Date(_)) => Ok(()),
            (Kind::Number, Value::Number(number)) => self.admits_number(*number),
            (Kind::Choice(choices), Value::Text(text)) if choices.contains(text) => Ok(()),
            (Kind::Choice(_), Value::Text(_)) => Err(ValueProblem::NotAChoice),
            (kind, _) => Err(ValueProblem::WrongSort {
                expected: kind.sort(),
            }),
        }
    }

    fn admits_number(&self, number: Exact) -> Result<(), ValueProblem> {
        if let Some(least) = self.least.filter(|least| number < *least) {
            return Err(ValueProblem::TooSmall { least });
        }
        if let Some(most) = self.most.filter(|most| number > *most) {
            return Err(ValueProblem::TooGreat { most });
        }
        let Some(step) = self.step else {
            return Ok(());
        };
        let steps = number
            .checked_sub(self.least.unwrap_or(Exact::ZERO))
            .and_then(|above| above.checked_div(step));
        match steps {
            Some(steps) if steps.is_whole() => Ok(()),
            _ => Err(ValueProblem::BetweenSteps { step }),
        }
    }

    /// Reads what a person or file wrote for this fact: "70", "66,7", "2/3", "20%",
    /// "2026-10-01", "01/10/2026", "true", a choice.
    pub fn read(&self, text: &str) -> Result<Value, ValueProblem> {
        let trimmed = text.trim();
        let wrong = ValueProblem::WrongSort {
            expected: self.kind.sort(),
        };
        let value = match &self.kind {
            Kind::Bool => match trimmed {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                _ => return Err(wrong),
            },
            Kind::Number => Value::Number(trimmed.parse().map_err(|_| wrong)?),
            Kind::Text | Kind::Choice(_) => Value::Text(text.to_owned()),
            Kind::Date => Value::Date(read_date(trimmed).ok_or(wrong)?),
        };
        self.admits(&value)?;
        Ok(value)
    }

    fn settle(&self, value: Value) -> Result<Value, ValueProblem> {
        match (&self.kind, value) {
            (Kind::Number | Kind::Date, Value::Text(text)) => self.read(&text),
            (_, value) => self.admits(&value).map(|()| value),
        }
    }

    fn problems(&self, found: &mut Vec<FactProblem>) {
        if !named_well(&self.name) {
            found.push(FactProblem::BadName);
        } else if RESERVED.contains(&self.name.as_str()) {
            found.push(FactProblem::Reserved);
        }
        if self.label.trim().is_empty() {
            found.push(FactProblem::NoLabel);
        }
        let ranged = self.least.is_some() || self.most.is_some() || self.step.is_some();
        if ranged && self.kind != Kind::Number {
            found.push(FactProblem::RangeOfNoNumber);
        }
        if let (Some(least), Some(most)) = (self.least, self.most)
            && least > most
        {
            found.push(FactProblem::EmptyRange);
        }
        if self.step.is_some_and(|step| step.sign() <= 0) {
            found.push(FactProblem::StepNotPositive);
        }
        if let Kind::Choice(choices) = &self.kind {
            if choices.is_empty() {
                found.push(FactProblem::NoChoice);
            }
            let distinct: BTreeSet<&String> = choices.iter().collect();
            if distinct.len() < choices.len() {
                found.push(FactProblem::ChoiceTwice);
            }
        }
    }
}

fn read_date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn named_well(name: &str) -> bool {
    let part_is_well = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_lowercase())
            && part
                .chars()
                .all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_')
    };
    name.len() <= LONGEST_NAME && name.split('.').all(part_is_well)
}

/// Why a value cannot be one of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum ValueProblem {
    /// The vocabulary has no such fact.
    UnknownFact,
    /// Not of the sort of the fact.
    WrongSort {
        /// What the fact is.
        expected: Sort,
    },
    /// Below the least.
    TooSmall {
        /// The least.
        least: Exact,
    },
    /// Above the greatest.
    TooGreat {
        /// The greatest.
        most: Exact,
    },
    /// Not a whole number of steps.
    BetweenSteps {
        /// The step.
        step: Exact,
    },
    /// Not one of the choices.
    NotAChoice,
}

/// A value that cannot be one of its fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueFault {
    /// The name of the fact.
    pub fact: String,
    /// Why.
    #[serde(flatten)]
    pub problem: ValueProblem,
}

/// What is wrong with the declaration of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum FactProblem {
    /// The name is not of small letters, digits and `_`, or is too long.
    BadName,
    /// The name is a word of the language.
    Reserved,
    /// Another fact has the name.
    Twice,
    /// There is no name for pages.
    NoLabel,
    /// Least, greatest or step at something that is no number.
    RangeOfNoNumber,
    /// The least is greater than the greatest.
    EmptyRange,
    /// The step is zero or less.
    StepNotPositive,
    /// A choice without choices.
    NoChoice,
    /// One of the choices stands twice.
    ChoiceTwice,
}

/// A fault in the declaration of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactFault {
    /// Which fact of the list, from 0.
    pub index: usize,
    /// Its name as declared.
    pub fact: String,
    /// What is wrong.
    #[serde(flatten)]
    pub problem: FactProblem,
}

/// The facts that conditions may speak of, and what always holds between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    facts: Vec<Fact>,
    places: BTreeMap<String, usize>,
    always: Vec<Condition>,
}

impl Vocabulary {
    /// The vocabulary of these facts, or every fault in their declarations.
    pub fn new(facts: Vec<Fact>) -> Result<Self, Vec<FactFault>> {
        let mut faults = Vec::new();
        let mut places = BTreeMap::new();
        for (index, fact) in facts.iter().enumerate() {
            let mut problems = Vec::new();
            fact.problems(&mut problems);
            if places.insert(fact.name.clone(), index).is_some() {
                problems.push(FactProblem::Twice);
            }
            faults.extend(problems.into_iter().map(|problem| FactFault {
                index,
                fact: fact.name.clone(),
                problem,
            }));
        }
        if faults.is_empty() {
            Ok(Self {
                facts,
                places,
                always: Vec::new(),
            })
        } else {
            Err(faults)
        }
    }

    /// The same with a condition that always holds, such as `votes_for <= members`. The analysis
    /// of branches looks only at facts for which it does.
    pub fn always(mut self, source: &str) -> Result<Self, Vec<ConditionFault>> {
        let condition = Condition::parse(source, &self)?;
        self.always.push(condition);
        Ok(self)
    }

    /// What always holds.
    pub fn assumptions(&self) -> &[Condition] {
        &self.always
    }

    /// The facts as declared.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The fact of this name.
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        self.places
            .get(name)
            .and_then(|place| self.facts.get(*place))
    }

    /// The name of a fact that looks like a mistyped one.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        near::nearest(name, self.facts.iter().map(|fact| fact.name.as_str()))
    }

    /// Reads what a person or file wrote for a fact.
    pub fn read(&self, name: &str, text: &str) -> Result<Value, ValueFault> {
        self.of(name)
            .and_then(|fact| fact.read(text))
            .map_err(|problem| ValueFault {
                fact: name.to_owned(),
                problem,
            })
    }

    /// Gives facts from a file their sorts (a date comes as text) and judges every value.
    pub fn settle(&self, facts: Facts) -> Result<Facts, Vec<ValueFault>> {
        let mut settled = Facts::new();
        let mut faults = Vec::new();
        for (name, value) in facts {
            match self.of(&name).and_then(|fact| fact.settle(value)) {
                Ok(value) => settled.set(name, value),
                Err(problem) => faults.push(ValueFault {
                    fact: name,
                    problem,
                }),
            }
        }
        if faults.is_empty() {
            Ok(settled)
        } else {
            Err(faults)
        }
    }

    fn of(&self, name: &str) -> Result<&Fact, ValueProblem> {
        self.fact(name).ok_or(ValueProblem::UnknownFact)
    }
}
