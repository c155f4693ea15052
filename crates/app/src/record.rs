//! What storage keeps, one struct per noun. Records carry data between the ports and the use
//! cases and hold no rules.
//!
//! Moments are [`Instant`]s (microseconds UTC), days are civil days of Vietnam, texts are NFC.

use jiff::civil::Date;
use sangkien_domain::access::{DossierFacts, Role};
use sangkien_domain::correction::ItemState;
use sangkien_domain::council::{Post, SessionState};
use sangkien_domain::dossier::{Act, Author, RefusalReason, State};
use sangkien_domain::form::Answers;
use sangkien_domain::id::{
    CertificateId, CorrectionId, CouncilId, DecisionId, DossierId, FieldId, FileId, GrantId,
    PersonId, RoundId, RuleSetId, SeatId, SessionId, SheetId, UnitId, UnitVersionId,
};
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::rubric::{Score, Scores};
use sangkien_domain::time::Instant;
use serde::{Deserialize, Serialize};

/// A person with or without an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Account name as shown; unique when folded.
    pub account: String,
    /// Full name.
    pub full_name: String,
    /// E-mail address; empty when unknown.
    pub email: String,
    /// The unit the person belongs to.
    pub unit: UnitId,
    /// Argon2id hash in PHC form; absent until a password is set.
    pub password: Option<String>,
    /// Part of the removable sample data.
    pub is_sample: bool,
    /// When the account was made.
    pub created_at: Instant,
    /// When the account was closed.
    pub disabled_at: Option<Instant>,
}

/// A person as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The person.
    pub person: Person,
    /// Name of the person's unit today.
    pub unit_name: String,
    /// Roles in force.
    pub roles: Vec<Role>,
}

/// A role given to a person for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleGrant {
    /// Identity.
    pub id: GrantId,
    /// To whom.
    pub person: PersonId,
    /// Which role.
    pub role: Role,
    /// In which unit.
    pub unit: UnitId,
    /// From when.
    pub valid_from: Instant,
    /// Until when (excluded).
    pub valid_to: Option<Instant>,
    /// Who gave it.
    pub granted_by: Option<PersonId>,
}

/// A state post held for a time, such as "Phó Chủ tịch".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatePost {
    /// Who holds it.
    pub person: PersonId,
    /// In which unit.
    pub unit: UnitId,
    /// Its title.
    pub title: String,
    /// From when.
    pub valid_from: Instant,
    /// Until when (excluded).
    pub valid_to: Option<Instant>,
}

/// A signed-in session. The token itself is never stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginSession {
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// Whose.
    pub person: PersonId,
    /// When the person signed in; kept through rotations.
    pub created_at: Instant,
    /// When this token was made.
    pub rotated_at: Instant,
    /// Last request.
    pub seen_at: Instant,
    /// End at the latest.
    pub expires_at: Instant,
    /// Client address.
    pub address: String,
    /// Client program.
    pub agent: String,
}

/// What a one-time link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationPurpose {
    /// First run of an empty instance.
    Setup,
    /// A new or forgetful person sets a password.
    Password,
    /// Signs a sample person in; works repeatedly, only on an instance with sample data.
    Demo,
}

impl InvitationPurpose {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Password => "password",
            Self::Demo => "demo",
        }
    }

    /// The purpose of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Setup, Self::Password, Self::Demo]
            .into_iter()
            .find(|purpose| purpose.code() == code)
    }
}

/// A one-time link. The token itself is never stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// For whom; nobody yet at first run.
    pub person: Option<PersonId>,
    /// What it is for.
    pub purpose: InvitationPurpose,
    /// When it lapses.
    pub expires_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
}

/// A unit as it is on a given day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Identity through renamings.
    pub id: UnitId,
    /// The version in force that day.
    pub version: UnitVersionId,
    /// Stable code, such as "PT-KT".
    pub code: String,
    /// Name that day.
    pub name: String,
    /// Kind, such as "district", "office", "commune", "school".
    pub kind: String,
    /// The unit above.
    pub parent: Option<UnitId>,
    /// First day of the version.
    pub valid_from: Date,
    /// Last day of the version.
    pub valid_to: Option<Date>,
}

/// A field of application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Identity.
    pub id: FieldId,
    /// Stable code.
    pub code: String,
    /// Name shown.
    pub name: String,
    /// The field above.
    pub parent: Option<FieldId>,
    /// First day of validity.
    pub valid_from: Date,
    /// Last day of validity.
    pub valid_to: Option<Date>,
}

/// A frozen rule set, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRuleSet {
    /// Identity.
    pub id: RuleSetId,
    /// Stable code.
    pub code: String,
    /// SHA-256 of `content`, lower-case hexadecimal.
    pub sha256: String,
    /// The rule set as JSON.
    pub content: String,
    /// First day on which rounds may use it.
    pub valid_from: Date,
    /// Last such day.
    pub valid_to: Option<Date>,
}

/// A council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Council {
    /// Identity.
    pub id: CouncilId,
    /// The unit that set it up.
    pub unit: UnitId,
    /// Name.
    pub name: String,
    /// What it recognises.
    pub stage: Stage,
    /// Number and date of the decision that set it up.
    pub decision_ref: String,
    /// First day of its term.
    pub valid_from: Instant,
    /// End of its term (excluded).
    pub valid_to: Option<Instant>,
}

/// A member's seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilSeat {
    /// Identity.
    pub id: SeatId,
    /// Which council.
    pub council: CouncilId,
    /// Who.
    pub person: PersonId,
    /// The person's full name.
    pub full_name: String,
    /// The post held.
    pub post: Post,
    /// From when.
    pub valid_from: Instant,
    /// Until when (excluded).
    pub valid_to: Option<Instant>,
}

/// A round of receiving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Identity.
    pub id: RoundId,
    /// Stable code.
    pub code: String,
    /// Name shown, such as "Đợt 1 năm 2024".
    pub name: String,
    /// The unit that organises it and decides.
    pub organiser: UnitId,
    /// Which recognition.
    pub stage: Stage,
    /// Year it counts for.
    pub year: i16,
    /// When it receives.
    pub window: Window,
    /// The rules its dossiers are bound to.
    pub rule_set: RuleSetId,
    /// The council that marks.
    pub council: CouncilId,
}

/// Which desk receives dossiers of a field in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRoute {
    /// Which round.
    pub round: RoundId,
    /// Which field; all others when absent.
    pub field: Option<FieldId>,
    /// The receiving unit.
    pub desk: UnitId,
}

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
    /// Where it stands.
    pub state: State,
    /// When it was submitted.
    pub submitted_at: Option<Instant>,
    /// Last change.
    pub updated_at: Instant,
    /// Last day for the step under way.
    pub due_on: Option<Date>,
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

/// An item of a request for supplements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionItem {
    /// Identity.
    pub id: CorrectionId,
    /// Whose.
    pub dossier: DossierId,
    /// Which request, from 1.
    pub round: i64,
    /// Number in the request, from 1.
    pub number: i64,
    /// Section key.
    pub place: String,
    /// What is required.
    pub requirement: String,
    /// On what basis.
    pub basis: String,
    /// Where it stands.
    pub state: ItemState,
    /// The author's answer.
    pub answer: String,
    /// When it was asked.
    pub asked_at: Instant,
    /// When it was answered.
    pub answered_at: Option<Instant>,
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
    /// Who did it.
    pub by: PersonId,
    /// That person's name.
    pub by_name: String,
    /// In which capacity, as a short code ("author", "clerk", "council", …).
    pub capacity: String,
    /// Remark shown on the timeline.
    pub note: String,
}

/// A session of a council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilSession {
    /// Identity.
    pub id: SessionId,
    /// Which council.
    pub council: CouncilId,
    /// Name of the council.
    pub council_name: String,
    /// Title.
    pub title: String,
    /// Place.
    pub place: String,
    /// When it meets.
    pub meets_at: Instant,
    /// Where it stands.
    pub state: SessionState,
    /// Counts changes.
    pub version: i64,
    /// When marking was closed.
    pub closed_at: Option<Instant>,
    /// When it was concluded.
    pub concluded_at: Option<Instant>,
}

/// A dossier on an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// Which session.
    pub session: SessionId,
    /// Which dossier.
    pub dossier: DossierId,
    /// Place on the agenda, from 1.
    pub position: i64,
    /// The outcome, once concluded.
    pub verdict: Option<StoredVerdict>,
}

/// The outcome for one dossier, with its arithmetic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredVerdict {
    /// Whether the vote carried.
    pub carried: bool,
    /// Votes in favour.
    pub in_favour: i64,
    /// Members counted.
    pub base: i64,
    /// Least votes in favour.
    pub needed: i64,
    /// Mean of the totals of sent sheets, in hundredths, rounded half up.
    pub average: Option<Score>,
}

/// A vote on recognition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vote {
    /// In favour.
    For,
    /// Against.
    Against,
}

impl Vote {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
        }
    }

    /// The vote of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::For, Self::Against]
            .into_iter()
            .find(|vote| vote.code() == code)
    }
}

/// A member's sheet on a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Identity.
    pub id: SheetId,
    /// In which session.
    pub session: SessionId,
    /// On which dossier.
    pub dossier: DossierId,
    /// From which seat.
    pub seat: SeatId,
    /// Scores by criterion.
    pub scores: Scores,
    /// Comments by criterion.
    pub comments: Answers,
    /// The vote, if cast.
    pub vote: Option<Vote>,
    /// General remark.
    pub remark: String,
    /// Total of a sent sheet.
    pub total: Option<Score>,
    /// Counts saves; 0 before the first.
    pub version: i64,
    /// Last save.
    pub saved_at: Instant,
    /// When it was sent and locked.
    pub sent_at: Option<Instant>,
}

/// A member who stepped aside for a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recusal {
    /// Which dossier.
    pub dossier: DossierId,
    /// Which seat.
    pub seat: SeatId,
    /// Why.
    pub reason: String,
    /// When.
    pub declared_at: Instant,
}

/// A decision, draft or issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Identity.
    pub id: DecisionId,
    /// The deciding body.
    pub organiser: UnitId,
    /// Which recognition.
    pub stage: Stage,
    /// Subject, such as "Về việc công nhận sáng kiến".
    pub subject: String,
    /// Symbol after the number.
    pub symbol: String,
    /// Grounds cited, one line each.
    pub grounds: Vec<String>,
    /// Who drafted it.
    pub drafted_by: PersonId,
    /// When it was drafted.
    pub drafted_at: Instant,
    /// Set at issue, all at once.
    pub issue: Option<Issue>,
    /// Initiatives in the order of the annex.
    pub items: Vec<DossierId>,
}

/// What issuing a decision fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Year of the register.
    pub year: i16,
    /// Number in the register.
    pub number: u32,
    /// When it was issued.
    pub issued_at: Instant,
    /// Who signed.
    pub signer: PersonId,
    /// The signer's name then.
    pub signer_name: String,
    /// The signer's state post then.
    pub signer_post: String,
}

/// Whether a certificate holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CertificateState {
    /// In force.
    Valid,
    /// Replaced by another.
    Superseded,
    /// Withdrawn by the body that issued it.
    Revoked,
}

impl CertificateState {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Superseded => "superseded",
            Self::Revoked => "revoked",
        }
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Valid, Self::Superseded, Self::Revoked]
            .into_iter()
            .find(|state| state.code() == code)
    }
}

/// A certificate: one per author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Identity.
    pub id: CertificateId,
    /// Public verification code, not guessable.
    pub code: String,
    /// Which initiative.
    pub dossier: DossierId,
    /// Position of the author in the dossier, from 1.
    pub author_position: i64,
    /// By which decision.
    pub decision: DecisionId,
    /// The issuing body.
    pub organiser: UnitId,
    /// Year of the register.
    pub year: i16,
    /// Number in the register.
    pub number: u32,
    /// When it was issued.
    pub issued_at: Instant,
    /// Whether it holds.
    pub state: CertificateState,
    /// What is printed on it, frozen at issue.
    pub face: CertificateFace,
}

/// What is printed on a certificate. Names are those valid on the day of signing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateFace {
    /// Title of the document.
    pub title: String,
    /// Number with symbol, such as "05/GCN-UBND".
    pub number: String,
    /// Superior body, may be empty.
    pub superior: String,
    /// Issuing body.
    pub body: String,
    /// The author's name.
    pub author: String,
    /// The author's workplace.
    pub workplace: String,
    /// The author's share, as shown ("50 %"); empty for a sole author.
    pub share: String,
    /// Name of the initiative.
    pub initiative: String,
    /// Name of the organising unit's place, for the date line.
    pub place: String,
    /// Day of issue.
    pub issued_on: Date,
    /// Number of the decision.
    pub decision: String,
    /// The signer's post.
    pub signer_post: String,
    /// The signer's name.
    pub signer_name: String,
}

/// An entry in the registry of recognised initiatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryEntry {
    /// Which initiative.
    pub dossier: DossierId,
    /// Code of the dossier, used in the address of its public page.
    pub code: String,
    /// Name of the initiative.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Authors' names.
    pub authors_line: String,
    /// The authors' unit, named as then.
    pub unit_name: String,
    /// The deciding body, named as then.
    pub organiser_name: String,
    /// The deciding body.
    pub organiser: UnitId,
    /// Field code.
    pub field_code: String,
    /// Field name.
    pub field_name: String,
    /// Which recognition.
    pub stage: Stage,
    /// Year of the decision.
    pub year: i16,
    /// Number of the decision, such as "12/QĐ-UBND".
    pub decision_label: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// Mean score, in hundredths.
    pub average: Option<Score>,
    /// Whether its authors agreed to publication.
    pub published: bool,
    /// Answers open to the public, question to answer, in the order of the form.
    pub content: Vec<(String, String)>,
}

/// An event of the audit log before it is chained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEvent {
    /// When.
    pub at: Instant,
    /// Who; nobody for acts of the program itself.
    pub actor: Option<PersonId>,
    /// On whose behalf, when by delegation.
    pub on_behalf_of: Option<PersonId>,
    /// What was done, such as "dossier.submitted".
    pub act: String,
    /// Kind of the thing, such as "dossier".
    pub subject_kind: String,
    /// Its identity.
    pub subject_id: String,
    /// Before the act.
    pub before: serde_json::Value,
    /// After the act.
    pub after: serde_json::Value,
    /// Client address, "local" for the command line.
    pub source: String,
    /// Request number, joining the events of one request.
    pub request: String,
}

/// An event of the audit log as chained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainedEvent {
    /// Place in the log, from 1.
    pub position: i64,
    /// When, microseconds UTC.
    pub at: i64,
    /// The event as canonical JSON.
    pub payload: String,
    /// Hash of the event before.
    pub previous: [u8; 32],
    /// Hash of this event.
    pub hash: [u8; 32],
}

/// An effect to be carried out after the transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxJob {
    /// Identity.
    pub id: uuid::Uuid,
    /// Kind, such as "mail".
    pub kind: String,
    /// Two jobs with one key are one job.
    pub unique_key: String,
    /// What to do, as JSON.
    pub payload: String,
    /// When it was ordered.
    pub created_at: Instant,
    /// Not before.
    pub due_at: Instant,
    /// Tries so far.
    pub attempts: i64,
}
