//! Steps and who acts at them.

use sangkien_domain::access::Role;
use sangkien_domain::council::Post;
use serde::{Deserialize, Serialize};

use super::{ActRow, ComponentUse, LimitRow};

/// What is done at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// The author prepares and submits.
    Intake,
    /// The form of the dossier is checked.
    Check,
    /// An opinion is given.
    Opinion,
    /// Overlap with earlier work is judged.
    OverlapReview,
    /// Council members mark.
    Marking,
    /// A council meets and concludes.
    Session,
    /// A leader decides.
    Decision,
    /// A document is numbered and issued.
    Issue,
    /// The result is published or handed over.
    Publish,
    /// The author is asked for something.
    WaitForAuthor,
    /// The procedure has ended.
    End,
}

impl StepKind {
    /// Every kind, in the order of a usual procedure.
    pub const ALL: [Self; 11] = [
        Self::Intake,
        Self::Check,
        Self::Opinion,
        Self::OverlapReview,
        Self::Marking,
        Self::Session,
        Self::Decision,
        Self::Issue,
        Self::Publish,
        Self::WaitForAuthor,
        Self::End,
    ];
}

/// A step: where a dossier stands, who has it and what they may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable key.
    pub key: String,
    /// Name shown.
    pub label: String,
    /// What is done here.
    pub kind: StepKind,
    /// Key of the business state.
    pub state: String,
    /// Who acts here. Absent only at an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
    /// Components that must be, or may be, there before an act of this step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<ComponentUse>,
    /// Limits of this step.
    #[serde(default, rename = "limit", skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<LimitRow>,
    /// What may be done.
    #[serde(default, rename = "act", skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<ActRow>,
    /// Which council marks or meets; "of-round" for the one the round names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub council: Option<String>,
    /// Which rubric is marked by; "of-round" for the one the round's rules name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rubric: Option<String>,
    /// Whether whoever brought the dossier here may take it back while nobody has acted on it.
    #[serde(default)]
    pub recall: bool,
}

/// Who acts at a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Who they are.
    pub who: Who,
    /// How many of them must act.
    #[serde(default)]
    pub rule: Quorum,
}

/// Who may act, relative to the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Whoever filed it.
    Author,
    /// The head of the author's unit.
    HeadOfAuthorsUnit,
    /// Holders of a role in a unit.
    Role {
        /// Which role.
        role: Role,
        /// In which unit.
        of: UnitOf,
    },
    /// Holders of posts on the council of the step.
    Council {
        /// Which posts; all members when empty.
        posts: Vec<Post>,
    },
    /// One person, by account.
    Person {
        /// The account.
        account: String,
    },
}

/// A unit relative to the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitOf {
    /// The receiving desk.
    Desk,
    /// The unit that organises the round and decides.
    Organiser,
    /// The author's unit.
    Author,
    /// A unit by its code.
    Unit(String),
}

/// How many of several actors must act before the dossier moves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quorum {
    /// The first act moves it.
    #[default]
    One,
    /// All must choose the same act.
    All,
    /// More than half must choose the same act.
    Majority,
}
impl Step {
    /// The act with this key.
    pub fn act(&self, key: &str) -> Option<&ActRow> {
        self.acts.iter().find(|act| act.key == key)
    }
}
