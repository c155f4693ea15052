//! Law as data: limits, citations and the frozen set of rules that a round binds its dossiers to.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::composition::CompositionRule;
use crate::council::PassRule;
use crate::form::Form;
use crate::meeting::MeetingRule;
use crate::round::Stage;
use crate::rubric::Rubric;
use crate::share::AuthorRule;

/// How well a fact of the law is attested.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Read in the official text or a faithful quotation.
    Official,
    /// From a credible secondary source.
    Secondary,
    /// Plausible, to be confirmed by the agency; shown as "chưa kiểm chứng".
    #[default]
    Unverified,
}

/// Where a rule comes from, as shown beside every limit and refusal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The act, such as "Nghị định 13/2012/NĐ-CP".
    pub act: String,
    /// The place in it, such as "Điều 7 khoản 1"; empty when the act is cited as a whole.
    #[serde(default)]
    pub article: String,
    /// How well the rule is attested.
    #[serde(default)]
    pub certainty: Certainty,
}

impl Citation {
    /// Place and act as a letter to a citizen names them: how well the office has checked its
    /// sources is no matter of the letter.
    pub fn source(&self) -> String {
        match self.article.as_str() {
            "" => self.act.clone(),
            article => format!("{article}, {}", self.act),
        }
    }
}

impl std::fmt::Display for Citation {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.source())?;
        if self.certainty == Certainty::Unverified {
            out.write_str(" (chưa kiểm chứng)")?;
        }
        Ok(())
    }
}

/// The unit a limit is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Hours of working time by the confirmed calendar.
    WorkingHour,
    /// Working days by the confirmed calendar.
    WorkingDay,
    /// Plain days.
    Day,
    /// Calendar months.
    CalendarMonth,
    /// Calendar years.
    CalendarYear,
}

/// A limit of time with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// How many units.
    pub amount: u16,
    /// Which unit.
    pub unit: Unit,
    /// Where the limit is laid down.
    pub citation: Citation,
}

impl Limit {
    /// A limit that no act lays down, for plans and questions.
    pub fn of(amount: u16, unit: Unit) -> Self {
        Self {
            amount,
            unit,
            citation: Citation::default(),
        }
    }
}

/// The limits of the recognition procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Right to request recognition, from the first application.
    pub claim: Limit,
    /// The unit examines the application, from receipt.
    pub formality: Limit,
    /// The author supplements the application, from the request.
    pub correction: Limit,
    /// Evaluation and decision, from acceptance.
    pub evaluation: Limit,
}

/// What may be attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRule {
    /// Largest single file, in bytes.
    pub max_bytes: u64,
    /// Most files a dossier may carry.
    pub max_files: u32,
    /// Least files needed to submit.
    #[serde(default)]
    pub min_files: u32,
}

/// How documents of this procedure are titled and numbered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Naming {
    /// Symbol after the number of a decision, such as "QĐ-UBND". Numbers have two figures at least, 05/QĐ-UBND;
    /// `{000}/QĐ-UBND` asks for three, and likewise in every symbol.
    pub decision_symbol: String,
    /// Subject of the decision, such as "Về việc công nhận sáng kiến".
    pub decision_subject: String,
    /// Symbol after the number of a certificate, such as "GCN-UBND".
    pub certificate_symbol: String,
    /// Title printed on the certificate.
    pub certificate_title: String,
    /// Grounds cited at the head of the decision, one line each.
    pub grounds: Vec<String>,
}

/// Everything a dossier is judged by. Frozen when a round opens; a dossier keeps the set it was
/// filed under for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    /// Stable code of the set, such as "phuc-tho-2024-reach".
    pub code: String,
    /// Name shown to people.
    pub title: String,
    /// Which of the two recognitions it governs.
    pub stage: Stage,
    /// Limits of time.
    pub limits: Limits,
    /// The application form.
    pub form: Form,
    /// Number of authors and shares.
    pub authors: AuthorRule,
    /// Attached files.
    pub files: FileRule,
    /// The marking rubric.
    pub rubric: Rubric,
    /// When the council's vote carries.
    pub pass: PassRule,
    /// How the council meets and votes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub meeting: MeetingRule,
    /// Who has to sit on the council. Sets stored before there were such rules have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub composition: Vec<CompositionRule>,
    /// Titles, symbols and grounds.
    pub naming: Naming,
    /// The calendar that limits are counted by. Not part of what is frozen: it is filled in from the
    /// confirmed tables when a dossier is judged. Sets stored before there were tables carry one of
    /// their own, which counts only while there is no table.
    #[serde(default)]
    pub calendar: Calendar,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl RuleSet {
    /// The last day on which recognition of an initiative first applied on `first_applied_on`
    /// may be requested.
    pub fn claim_ends_on(&self, first_applied_on: Date) -> Date {
        self.calendar.last_day(first_applied_on, &self.limits.claim)
    }
}
