//! Dossiers and what hangs on them.

use jiff::civil::Date;
use sangkien_domain::access::DossierFacts;
use sangkien_domain::dossier::{Act, Author, RefusalReason, State};
use sangkien_domain::form::Answers;
use sangkien_domain::id::{
    DossierId, FieldId, FileId, PersonId, ProcedureVersionId, RoundId, RuleSetId, UnitVersionId,
};
use sangkien_domain::round::Stage;
use sangkien_domain::rubric::Score;
use sangkien_domain::time::Instant;
use serde::{Deserialize, Serialize};

use crate::record::Standing;

/// A dossier with everything the guard needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Identity.
    pub id: DossierId,
    /// Code given at submission.
    pub code: Option<String>,
    /// The round it was filed in.
    pub round: RoundId,
    /// The rules it is bound to for ever.
    pub rule_set: RuleSetId,
    /// The version of the authors' unit at filing.
    pub unit_version: UnitVersionId,
    /// Field of application, once chosen.
    pub field: Option<FieldId>,
    /// Name of the initiative; empty until given.
    pub title: String,
    /// Authors' names, joined for lists.
    pub authors_line: String,
    /// Which recognition.
    pub stage: Stage,
    /// Owner, authors, units, council, state: what the guard decides on.
    pub facts: DossierFacts,
    /// Counts saves of the header; a save must name the version it saw.
    pub version: i64,
    /// When it was begun.
    pub created_at: Instant,
    /// Last change.
    pub updated_at: Instant,
    /// When the first submission was stamped.
    pub submitted_at: Option<Instant>,
    /// Last day for the step under way.
    pub due_on: Option<Date>,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Why it was refused.
    pub refusal: Option<RefusalReason>,
    /// The reason in words, of a refusal, withdrawal, stop or lateness.
    pub end_note: String,
    /// Where it stands in its procedure.
    pub standing: Standing,
}

impl Dossier {
    /// Whether its procedure hides from `person`, an author, where it stands.
    pub fn is_veiled_from(&self, person: PersonId) -> bool {
        self.standing.veiled_since.is_some() && self.facts.concerns(person)
    }
}

/// A dossier as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierRow {
    /// Identity.
    pub id: DossierId,
    /// Code given at submission.
    pub code: Option<String>,
    /// Name of the initiative.
    pub title: String,
    /// Authors' names.
    pub authors_line: String,
    /// Name of the authors' unit at filing.
    pub unit_name: String,
    /// Name of the field.
    pub field_name: String,
    /// Name of the round.
    pub round_name: String,
    /// What its round serves.
    pub stage: Stage,
    /// Code of the procedure of its round.
    pub procedure: String,
    /// The version it is bound to; none for a draft.
    pub version: Option<ProcedureVersionId>,
    /// Key of its step; empty for a draft.
    pub step: String,
    /// Whether the reader is an author from whom its procedure hides where it stands; last change
    /// and last day are then those of what they are told.
    pub veiled: bool,
    /// Whether the reader judges it without knowing whose it is; there are then neither authors nor
    /// unit.
    pub blind: bool,
    /// Where it stands.
    pub state: State,
    /// The state's name in its procedure, as the reader may know it; none for the recognitions.
    pub state_name: Option<String>,
    /// Name of the person whose role brings it to the reader, in lists of a substitute's work.
    pub acts_for: Option<String>,
    /// When it was submitted.
    pub submitted_at: Option<Instant>,
    /// Last change.
    pub updated_at: Instant,
    /// Last day for the step under way.
    pub due_on: Option<Date>,
    /// Which visit of its procedure it stands at.
    pub visit: i64,
}

/// How a dossier came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeRow {
    /// Identity.
    pub id: DossierId,
    /// Code given at submission.
    pub code: Option<String>,
    /// Name of the initiative.
    pub title: String,
    /// Authors' names.
    pub authors_line: String,
    /// Name of the authors' unit at filing.
    pub unit_name: String,
    /// Name of the field.
    pub field_name: String,
    /// Name of the round.
    pub round_name: String,
    /// Where it stands.
    pub state: State,
    /// Why it was refused.
    pub refusal: Option<RefusalReason>,
    /// The reason in words.
    pub end_note: String,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// The result by the rubric, in hundredths, where a council concluded.
    pub average: Option<Score>,
    /// Votes in favour, members counted and least votes, where a council concluded.
    pub votes: Option<[u32; 3]>,
}

/// The saved answers of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSection {
    /// Section key.
    pub section: String,
    /// The answers.
    pub answers: Answers,
    /// Counts saves; a save must name the version it saw, 0 for the first.
    pub version: i64,
    /// When it was saved.
    pub saved_at: Instant,
}

/// An author with the account named for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierAuthor {
    /// Name, share and the rest.
    pub author: Author,
    /// The author's account, if they have one.
    pub person: Option<PersonId>,
}

/// An attached file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    /// Identity.
    pub id: FileId,
    /// Whose.
    pub dossier: DossierId,
    /// Key of the part of the dossier that it is, as the procedure names it; nothing where nobody
    /// has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// SHA-256 of the content, lower-case hexadecimal.
    pub sha256: String,
    /// Name shown, made safe.
    pub name: String,
    /// Media type found in the content.
    pub media_type: String,
    /// Size in bytes.
    pub size: i64,
    /// When it was attached.
    pub added_at: Instant,
    /// When it was taken off.
    pub removed_at: Option<Instant>,
}

impl StoredFile {
    /// Stands in the place of a part's key for a file that its author has attached beside the
    /// parts that the procedure names. No part can have this key.
    pub const BESIDE: &str = "*";
}

/// A frozen submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSubmission {
    /// Whose.
    pub dossier: DossierId,
    /// 1 for the first, then one more for each resubmission.
    pub ordinal: i64,
    /// The content as canonical JSON.
    pub content: String,
    /// SHA-256 of `content`, lower-case hexadecimal.
    pub sha256: String,
    /// The server's stamp.
    pub submitted_at: Instant,
}

/// The head's confirmation of first application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Which dossier.
    pub dossier: DossierId,
    /// Who confirmed.
    pub confirmed_by: PersonId,
    /// The confirmed day of first application.
    pub first_applied_on: Date,
    /// The day of filing it was held against.
    pub filed_on: Date,
    /// Last day of the right to request recognition.
    pub last_day: Date,
    /// Remark.
    pub note: String,
    /// When.
    pub confirmed_at: Instant,
}

/// A step in a dossier's life, as its timeline shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Which dossier.
    pub dossier: DossierId,
    /// When.
    pub at: Instant,
    /// What was done.
    pub act: Act,
    /// The state it led to.
    pub state: State,
    /// Who did it; nobody when the program did.
    pub by: Option<PersonId>,
    /// That person's name, or what the program is called.
    pub by_name: String,
    /// In which capacity, as a short code ("author", "clerk", "council", …).
    pub capacity: String,
    /// Remark shown on the timeline.
    pub note: String,
    /// Words of the act in its procedure; empty for acts before dossiers followed one.
    pub label: String,
}
