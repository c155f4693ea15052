//! Limits of time, reminders, and what happens when a limit ends unmet.

use sangkien_domain::law::Limit;
use serde::{Deserialize, Serialize};

/// A limit of time of a step or of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitRow {
    /// Stable key, unique in the procedure.
    pub key: String,
    /// Name shown, such as "Thời hạn cấp giấy phép".
    pub label: String,
    /// Amount, unit and source.
    #[serde(flatten)]
    pub limit: Limit,
    /// Hour after which a receipt counts as of the next working day, such as "15:00".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_tomorrow_after: Option<jiff::civil::Time>,
    /// Steps through which a step's limit goes on running, by key; at any other it is met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub through: Vec<String>,
    /// Reminders before it ends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Reminder>,
    /// What happens when it ends unmet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overdue: Option<Overdue>,
}

/// A reminder to whoever has the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminder {
    /// Working hours before the limit ends.
    pub hours_before: u16,
}

/// What happens when a limit ends unmet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overdue {
    /// The program does this act of the step, by its key.
    Act(String),
    /// An apology with a new day is owed to the applicant.
    Apology,
}
