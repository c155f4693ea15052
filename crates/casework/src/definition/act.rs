//! Acts that a step offers, where they lead, and what happens along with them.

use sangkien_domain::dossier::Act;
use serde::{Deserialize, Serialize};

use super::{Step, Who};

/// An act that a step offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActRow {
    /// Stable key, unique in the step.
    pub key: String,
    /// Words on the button.
    pub label: String,
    /// What the program does along with it.
    pub kind: Act,
    /// Who may do it, when not the step's actor (an author may withdraw while a clerk checks).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Who>,
    /// Whether an opinion in words goes with it.
    #[serde(default)]
    pub opinion: Opinion,
    /// Facts that whoever acts must state, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
    /// Where it leads: the branch whose condition holds, else the one without a condition.
    #[serde(rename = "to")]
    pub branches: Vec<Branch>,
    /// What else happens when it is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect>,
    /// The act that is taken when several had to act, all have, and no act has the required
    /// support: its key in the same step.
    #[serde(default)]
    pub when_split: bool,
}

/// Whether words go with an act.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opinion {
    /// They may be given.
    #[default]
    Optional,
    /// They must be given.
    Required,
}

/// One way an act may lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// Condition over the procedure's facts; absent on the branch taken when no other holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Key of the step it leads to.
    pub step: String,
    /// Words shown on the way, such as "Đạt" or "Chuyển cấp".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
}

/// What happens along with an act, in its transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// A number is drawn from the series of the organiser, the symbol and the year.
    Number {
        /// Symbol after the number, such as "GP-SVHTTDL".
        symbol: String,
        /// What is numbered, such as "Giấy phép xuất bản".
        title: String,
    },
    /// A message to the author goes to the outbox: a subject and a sentence.
    Tell {
        /// The subject.
        subject: String,
        /// The sentence.
        text: String,
    },
    /// The payment axis moves.
    Payment(Payment),
    /// The delivery axis moves.
    Delivery(Delivery),
    /// A message to another system goes to the outbox; the exchange axis waits for its answer.
    Send {
        /// The other system's key in the configuration.
        system: String,
    },
}

/// Whether money is owed. Independent of where the dossier stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Payment {
    /// Nothing is asked.
    #[default]
    None,
    /// Asked, not paid.
    Due,
    /// Paid.
    Paid,
    /// Waived or given back.
    Waived,
}

/// Whether the result has been handed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// There is nothing to hand over yet.
    #[default]
    None,
    /// Ready to be fetched or sent.
    Ready,
    /// Handed over.
    Delivered,
    /// Came back.
    Returned,
}

/// Where the exchange with other systems stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exchange {
    /// Nothing was sent.
    #[default]
    None,
    /// In the outbox.
    Waiting,
    /// Confirmed by the other side.
    Confirmed,
    /// Given up after the last attempt.
    Failed,
}
impl ActRow {
    /// Whether the program can do it by itself: nobody has to file, ask, confirm or meet for it.
    pub const fn needs_nobody(&self) -> bool {
        match self.kind {
            Act::Forward
            | Act::Grant
            | Act::Accept
            | Act::Refuse
            | Act::Pass
            | Act::Reject
            | Act::Stop
            | Act::Withdraw => true,
            Act::Submit
            | Act::SubmitLate
            | Act::Resubmit
            | Act::Return
            | Act::Confirm
            | Act::Convene
            | Act::Recognise
            | Act::Recall => false,
        }
    }

    /// Who may do it at `step`.
    pub fn actor<'a>(&'a self, step: &'a Step) -> Option<&'a Who> {
        self.who
            .as_ref()
            .or_else(|| step.actor.as_ref().map(|actor| &actor.who))
    }
}
