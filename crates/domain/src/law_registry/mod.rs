//! The registry of law: acts with what replaced them, and their rules as dated rows.
//!
//! A rule is one row: a key such as `base-salary`, the scope it holds in, a typed value, its first
//! and last day, and the act and article it rests on. [`rule_on`] finds the row of a day; nothing
//! else in the product knows where a number of the law comes from.
//!
//! # Invariants
//! - Two rows of one key and scope never hold on the same day ([`overlaps`]; the database refuses
//!   them too).
//! - A day without a source is absent, never guessed: a rule without a first day holds since ever.

mod compare;
mod lookup;
mod pack;
mod refusal;
mod value;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::law::Certainty;

pub use compare::{Change, Comparison, Moved, Registry, compare};
pub use lookup::{overlaps, rule_on};
pub use pack::{CalendarBase, Fault, FaultKind, Pack, PackFile, PackHead, Place, faults};
pub use refusal::{LawRefusal, YEARS, day_changes, day_faults};
pub use value::Value;

/// What kind of document an act is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActKind {
    /// Bộ luật.
    Code,
    /// Luật.
    Law,
    /// Nghị quyết.
    Resolution,
    /// Nghị định.
    Decree,
    /// Thông tư.
    Circular,
    /// Quyết định.
    Decision,
    /// Kế hoạch.
    Plan,
    /// Hướng dẫn, công văn.
    Guidance,
    /// Anything else.
    #[default]
    Other,
}

impl ActKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Code,
        Self::Law,
        Self::Resolution,
        Self::Decree,
        Self::Circular,
        Self::Decision,
        Self::Plan,
        Self::Guidance,
        Self::Other,
    ];

    /// Stable code, as stored and as written in packs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Law => "law",
            Self::Resolution => "resolution",
            Self::Decree => "decree",
            Self::Circular => "circular",
            Self::Decision => "decision",
            Self::Plan => "plan",
            Self::Guidance => "guidance",
            Self::Other => "other",
        }
    }

    /// The kind of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// An act of law. Days without a source are absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Stable code used by rules and packs, such as "nd-13-2012".
    pub code: String,
    /// How it is called on screens and in documents, such as "Nghị định 13/2012/NĐ-CP".
    pub cited_as: String,
    /// Number and symbol; empty when not known.
    pub number: String,
    /// What kind of document it is.
    pub kind: ActKind,
    /// Subject.
    pub title: String,
    /// Who issued it; empty when not known.
    pub issuer: String,
    /// Day of issue.
    pub issued_on: Option<Date>,
    /// First day in force.
    pub in_force_from: Option<Date>,
    /// First day no longer in force.
    pub ended_on: Option<Date>,
    /// Codes of the acts that replaced it.
    pub replaced_by: Vec<String>,
    /// Codes of the acts that amended it.
    pub amended_by: Vec<String>,
    /// How well the entry is attested.
    pub certainty: Certainty,
    /// Remark for officials.
    pub note: String,
    /// Words of the source, quoted; empty when nobody has the text.
    pub source: String,
}

/// How an act stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not yet in force.
    Ahead,
    /// In force, as far as its days are known.
    InForce,
    /// No longer in force.
    Ended,
}

impl Act {
    /// How the act stands on `day`, as far as its days are known.
    pub fn standing(&self, day: Date) -> Standing {
        if self.ended_on.is_some_and(|ended| ended <= day) {
            Standing::Ended
        } else if self.in_force_from.is_some_and(|from| day < from) {
            Standing::Ahead
        } else {
            Standing::InForce
        }
    }

    /// Whether the act applied on `day`, as far as its days are known.
    pub fn in_force_on(&self, day: Date) -> bool {
        self.standing(day) == Standing::InForce
    }
}

/// Where a rule or a calendar holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "code", rename_all = "kebab-case")]
pub enum Scope {
    /// Everywhere.
    #[default]
    Nation,
    /// In the province of this code.
    Province(String),
    /// In the commune or other unit of this code, and in the units below it.
    Unit(String),
}

impl Scope {
    /// Stable code of the kind, as stored.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Nation => "nation",
            Self::Province(_) => "province",
            Self::Unit(_) => "unit",
        }
    }

    /// Code of the province or unit; empty for the nation.
    pub fn code(&self) -> &str {
        match self {
            Self::Nation => "",
            Self::Province(code) | Self::Unit(code) => code,
        }
    }

    /// The scope of a stored kind and code.
    pub fn from_parts(kind: &str, code: &str) -> Option<Self> {
        match (kind, code) {
            ("nation", "") => Some(Self::Nation),
            ("province", code) if !code.is_empty() => Some(Self::Province(code.to_owned())),
            ("unit", code) if !code.is_empty() => Some(Self::Unit(code.to_owned())),
            _ => None,
        }
    }
}

/// One rule, as it holds from its first to its last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// What it is about, such as "base-salary" or "limit.formality".
    pub key: String,
    /// Where it holds.
    pub scope: Scope,
    /// What it says.
    pub value: Value,
    /// Unit shown after a number or sum, such as "đồng/tháng"; empty when the value says it all.
    #[serde(default)]
    pub unit: String,
    /// First day; absent when no source states it, and then it holds since ever.
    pub from: Option<Date>,
    /// Last day (included); absent while no end is known.
    pub until: Option<Date>,
    /// Code of the act it rests on.
    pub act: String,
    /// Place in the act, such as "Điều 7 khoản 1"; empty when not known.
    #[serde(default)]
    pub article: String,
    /// How well the row is attested.
    pub certainty: Certainty,
    /// What it is about in words, shown as its name.
    pub name: String,
    /// Remark for officials.
    #[serde(default)]
    pub note: String,
}

impl Rule {
    /// Whether it holds on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// What tells it from every other row: key, scope and first day.
    pub fn identity(&self) -> (&str, &Scope, Option<Date>) {
        (&self.key, &self.scope, self.from)
    }
}

/// The word under which a certainty is stored.
pub const fn certainty_code(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Official => "official",
        Certainty::Secondary => "secondary",
        Certainty::Unverified => "unverified",
    }
}

/// The certainty of a stored word.
pub fn certainty_from_code(code: &str) -> Option<Certainty> {
    [
        Certainty::Official,
        Certainty::Secondary,
        Certainty::Unverified,
    ]
    .into_iter()
    .find(|certainty| certainty_code(*certainty) == code)
}
