//! Ports: what the use cases ask of the world. Adapters implement them; tests own them.
//!
//! # Storage
//! [`Store::read`] gives a consistent snapshot, [`Store::begin`] the one writer's unit of work.
//! A unit of work is visible to others wholly or not at all, and only after [`Work::commit`].
//! Dossiers, sheets, decisions and certificates come back [`Unguarded`]: only
//! [`crate::access`] can open them, so no use case can skip the guard.

use async_trait::async_trait;
use jiff::civil::Date;
use sangkien_domain::access::{Actor, Role};
use sangkien_domain::council::SessionState;
use sangkien_domain::dossier::State;
use sangkien_domain::form::Answers;
use sangkien_domain::id::{
    CouncilId, DecisionId, DossierId, FieldId, FileId, GrantId, PersonId, RoundId, RuleSetId,
    SeatId, SessionId, UnitId,
};
use sangkien_domain::register::Series;
use sangkien_domain::time::Instant;

use crate::access::{DossierScope, Unguarded};
use crate::record::{
    AgendaItem, AuditEvent, Certificate, CertificateState, ChainedEvent, Confirmation,
    CorrectionItem, Council, CouncilSeat, CouncilSession, Decision, DeskRoute, Dossier,
    DossierAuthor, DossierRow, Field, Invitation, Issue, LoginSession, Milestone, OutboxJob,
    Person, PersonRow, Recusal, RegistryEntry, RoleGrant, Round, SavedSection, Sheet, StatePost,
    StoredFile, StoredRuleSet, StoredSubmission, StoredVerdict, Unit,
};

/// Why storage could not serve.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The row has changed since it was read; nothing was written.
    #[error("the record has changed since it was read")]
    Stale,
    /// A constraint of the schema refused the write; nothing was written.
    #[error("the database refused the write: {0}")]
    Constraint(String),
    /// The database is busy or away; the act may be tried again.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// Stored data does not have the expected form.
    #[error("stored data is damaged: {0}")]
    Damaged(String),
}

/// Result of a storage call.
pub type Stored<T> = Result<T, StoreError>;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Rows in all pages together.
    pub total: u64,
}

/// Which page, from 1, and how many rows on each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// Page number, from 1.
    pub page: u32,
    /// Rows on a page.
    pub size: u32,
}

impl Paging {
    /// Rows to skip.
    pub fn offset(&self) -> i64 {
        i64::from(self.page.saturating_sub(1)) * i64::from(self.size)
    }
}

/// Order of a list of dossiers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DossierOrder {
    /// Latest change first.
    #[default]
    Latest,
    /// First submitted first; the queue of a desk.
    Submitted,
    /// Due soonest first; without limit last.
    Due,
    /// Title in Vietnamese order.
    Title,
}

/// What a list of dossiers is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DossierFilter {
    /// Any of these states; all when empty.
    pub states: Vec<State>,
    /// Only this round.
    pub round: Option<RoundId>,
    /// Only this field.
    pub field: Option<FieldId>,
    /// Only dossiers owned by, or naming as author, this person.
    pub mine: Option<PersonId>,
    /// Folded words that must all occur in title, authors or code.
    pub words: Vec<String>,
    /// Order of the rows.
    pub order: DossierOrder,
}

/// What the public registry is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegistryFilter {
    /// Folded words that must all occur in title, summary, authors, unit or code.
    pub words: Vec<String>,
    /// Only this field, by code.
    pub field: Option<String>,
    /// Only this year.
    pub year: Option<i16>,
}

/// How many entries carry a value; for the registry's filters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Stored value.
    pub value: String,
    /// Text shown.
    pub label: String,
    /// Entries with it.
    pub count: u64,
}

/// What the audit list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only this person's acts.
    pub actor: Option<PersonId>,
    /// Only events about this subject id.
    pub subject: Option<String>,
    /// Only acts whose code begins so.
    pub act: Option<String>,
}

/// Opens units of work.
#[async_trait]
pub trait Store: Send + Sync {
    /// A consistent snapshot to read from.
    async fn read(&self) -> Stored<Box<dyn Reading>>;
    /// A unit of work; dropped without commit, it leaves nothing behind.
    async fn begin(&self) -> Stored<Box<dyn Work>>;
    /// Whether the database answers and accepts writes.
    async fn ready(&self) -> Stored<()>;
}

/// Everything that can be read.
pub trait Reading:
    ReadPeople + ReadOrganisation + ReadDossiers + ReadCouncils + ReadDecisions + ReadAudit + Send
{
}

/// People, roles and sign-in.
#[async_trait]
pub trait ReadPeople {
    /// The person with this account name; compared folded.
    async fn person_by_account(&mut self, account: &str) -> Stored<Option<Person>>;
    /// The person.
    async fn person(&mut self, id: PersonId) -> Stored<Option<Person>>;
    /// The person as an actor, with grants and seats in force at `now`; nobody when closed.
    async fn actor(&mut self, id: PersonId, now: Instant) -> Stored<Option<Actor>>;
    /// People whose name or account holds all folded words, by given name; `units` narrows to people of those units.
    async fn people(
        &mut self,
        words: &[String],
        units: Option<&[UnitId]>,
        now: Instant,
        paging: Paging,
    ) -> Stored<Page<PersonRow>>;
    /// Every grant a person ever held, latest first.
    async fn grants(&mut self, person: PersonId) -> Stored<Vec<RoleGrant>>;
    /// People who hold `role` in `unit` at `now`.
    async fn holders(&mut self, role: Role, unit: UnitId, now: Instant) -> Stored<Vec<PersonId>>;
    /// How many open accounts hold `role` anywhere at `now`.
    async fn count_holders(&mut self, role: Role, now: Instant) -> Stored<u64>;
    /// State posts held by a person at `now`.
    async fn state_posts(&mut self, person: PersonId, now: Instant) -> Stored<Vec<StatePost>>;
    /// The session with this token hash, if it has not expired at `now`.
    async fn login_session(
        &mut self,
        token_hash: [u8; 32],
        now: Instant,
    ) -> Stored<Option<LoginSession>>;
    /// The link with this token hash.
    async fn invitation(&mut self, token_hash: [u8; 32]) -> Stored<Option<Invitation>>;
    /// Whether anybody has an account.
    async fn has_people(&mut self) -> Stored<bool>;
}

/// Units, fields, rounds, rules and councils.
#[async_trait]
pub trait ReadOrganisation {
    /// Every unit in force on `day`, in Vietnamese order of name.
    async fn units(&mut self, day: Date) -> Stored<Vec<Unit>>;
    /// The unit as it is on `day`; its last version when it has ended, its first before it began.
    async fn unit(&mut self, id: UnitId, day: Date) -> Stored<Option<Unit>>;
    /// Fields valid on `day`, in catalogue order.
    async fn fields(&mut self, day: Date) -> Stored<Vec<Field>>;
    /// The field.
    async fn field(&mut self, id: FieldId) -> Stored<Option<Field>>;
    /// Every round, latest closing first.
    async fn rounds(&mut self) -> Stored<Vec<Round>>;
    /// The round.
    async fn round(&mut self, id: RoundId) -> Stored<Option<Round>>;
    /// Routes of a round in order; the first that fits a field counts.
    async fn routes(&mut self, round: RoundId) -> Stored<Vec<DeskRoute>>;
    /// The rule set.
    async fn rule_set(&mut self, id: RuleSetId) -> Stored<Option<StoredRuleSet>>;
    /// Rule sets that rounds may use on `day`.
    async fn rule_sets(&mut self, day: Date) -> Stored<Vec<StoredRuleSet>>;
    /// The council.
    async fn council(&mut self, id: CouncilId) -> Stored<Option<Council>>;
    /// Seats of a council in force at `now`, by precedence of post then name.
    async fn seats(&mut self, council: CouncilId, now: Instant) -> Stored<Vec<CouncilSeat>>;
    /// A value of the instance's settings.
    async fn setting(&mut self, key: &str) -> Stored<Option<String>>;
}

/// Dossiers and what hangs on them.
#[async_trait]
pub trait ReadDossiers {
    /// The dossier, to be opened by the guard.
    async fn dossier(&mut self, id: DossierId) -> Stored<Option<Unguarded<Dossier>>>;
    /// The dossier with this receipt code, to be opened by the guard.
    async fn dossier_by_code(&mut self, code: &str) -> Stored<Option<Unguarded<Dossier>>>;
    /// Dossiers inside `scope` that fit `filter`. Counts only what is inside.
    async fn dossiers(
        &mut self,
        scope: &DossierScope,
        filter: &DossierFilter,
        paging: Paging,
    ) -> Stored<Page<DossierRow>>;
    /// How many dossiers inside `scope` and `filter` (its states and order ignored) are in each state.
    async fn count_dossiers(
        &mut self,
        scope: &DossierScope,
        filter: &DossierFilter,
    ) -> Stored<Vec<(State, u64)>>;
    /// Saved sections.
    async fn sections(&mut self, id: DossierId) -> Stored<Vec<SavedSection>>;
    /// Authors in order.
    async fn authors(&mut self, id: DossierId) -> Stored<Vec<DossierAuthor>>;
    /// Version of the list of authors; 0 before the first save.
    async fn authors_version(&mut self, id: DossierId) -> Stored<i64>;
    /// Files attached now, in order of arrival.
    async fn files(&mut self, id: DossierId) -> Stored<Vec<StoredFile>>;
    /// One file of the dossier, removed ones included.
    async fn file(&mut self, dossier: DossierId, file: FileId) -> Stored<Option<StoredFile>>;
    /// Submissions, first to last.
    async fn submissions(&mut self, id: DossierId) -> Stored<Vec<StoredSubmission>>;
    /// Items of all requests, in order.
    async fn corrections(&mut self, id: DossierId) -> Stored<Vec<CorrectionItem>>;
    /// The head's confirmation.
    async fn confirmation(&mut self, id: DossierId) -> Stored<Option<Confirmation>>;
    /// Steps in order.
    async fn milestones(&mut self, id: DossierId) -> Stored<Vec<Milestone>>;
    /// Who stepped aside.
    async fn recusals(&mut self, id: DossierId) -> Stored<Vec<Recusal>>;
}

/// Sessions and sheets.
#[async_trait]
pub trait ReadCouncils {
    /// Sessions of these councils, latest first.
    async fn council_sessions(&mut self, councils: &[CouncilId]) -> Stored<Vec<CouncilSession>>;
    /// The session.
    async fn council_session(&mut self, id: SessionId) -> Stored<Option<CouncilSession>>;
    /// The session on whose agenda the dossier stands.
    async fn session_of(&mut self, dossier: DossierId) -> Stored<Option<CouncilSession>>;
    /// Its agenda in order.
    async fn agenda(&mut self, id: SessionId) -> Stored<Vec<AgendaItem>>;
    /// Every sheet of a session, to be opened by the guard.
    async fn sheets(&mut self, id: SessionId) -> Stored<Vec<Unguarded<Sheet>>>;
    /// One member's sheet on a dossier, to be opened by the guard.
    async fn sheet(&mut self, dossier: DossierId, seat: SeatId)
    -> Stored<Option<Unguarded<Sheet>>>;
}

/// Decisions, certificates and the registry.
#[async_trait]
pub trait ReadDecisions {
    /// Decisions of these bodies, drafts first, then latest first.
    async fn decisions(&mut self, bodies: &[UnitId]) -> Stored<Vec<Decision>>;
    /// The decision, to be opened by the guard.
    async fn decision(&mut self, id: DecisionId) -> Stored<Option<Unguarded<Decision>>>;
    /// The decision on which the dossier stands.
    async fn decision_of(&mut self, dossier: DossierId) -> Stored<Option<Unguarded<Decision>>>;
    /// The certificate with this public code.
    async fn certificate(&mut self, code: &str) -> Stored<Option<Certificate>>;
    /// Certificates of an initiative, by author.
    async fn certificates(&mut self, dossier: DossierId) -> Stored<Vec<Certificate>>;
    /// Published entries that fit `filter`, latest decision first.
    async fn registry(
        &mut self,
        filter: &RegistryFilter,
        paging: Paging,
    ) -> Stored<Page<RegistryEntry>>;
    /// Fields and years of published entries that fit the words of `filter`.
    async fn registry_facets(
        &mut self,
        filter: &RegistryFilter,
    ) -> Stored<(Vec<Facet>, Vec<Facet>)>;
    /// The published entry with this code.
    async fn registry_entry(&mut self, code: &str) -> Stored<Option<RegistryEntry>>;
    /// All entries of a year decided by these bodies, published or not, by decision then title.
    async fn registry_year(&mut self, bodies: &[UnitId], year: i16) -> Stored<Vec<RegistryEntry>>;
    /// Years in which these bodies organised rounds, latest first.
    async fn report_years(&mut self, bodies: &[UnitId]) -> Stored<Vec<i16>>;
    /// How many dossiers of these bodies' rounds of `year` are in each state, drafts left out.
    async fn year_counts(&mut self, bodies: &[UnitId], year: i16) -> Stored<Vec<(State, u64)>>;
}

/// The audit log and the outbox.
#[async_trait]
pub trait ReadAudit {
    /// Events that fit, latest first.
    async fn audit(&mut self, filter: &AuditFilter, paging: Paging) -> Stored<Page<ChainedEvent>>;
    /// Up to `limit` events after `position`, in order; for verification.
    async fn audit_after(&mut self, position: i64, limit: u32) -> Stored<Vec<ChainedEvent>>;
    /// Position and hash of the last event, as the head row states them; zero before the first.
    async fn audit_head(&mut self) -> Stored<(i64, [u8; 32])>;
    /// Jobs not yet done.
    async fn outbox_waiting(&mut self) -> Stored<u64>;
}

/// Everything that can be written; also reads, inside the same transaction.
#[async_trait]
pub trait Work:
    Reading + WritePeople + WriteOrganisation + WriteDossiers + WriteCouncils + WriteDecisions
{
    /// Remembers an event, to be chained and stored by [`Work::commit`].
    fn record(&mut self, event: AuditEvent);
    /// Orders an effect; a second job with the same key is the same job.
    async fn enqueue(&mut self, job: &OutboxJob) -> Stored<()>;
    /// Takes up to `limit` jobs due at `now` and leases them until `lease_until`.
    async fn claim_jobs(
        &mut self,
        now: Instant,
        lease_until: Instant,
        limit: u32,
    ) -> Stored<Vec<OutboxJob>>;
    /// Marks a job done.
    async fn finish_job(&mut self, id: uuid::Uuid, now: Instant) -> Stored<()>;
    /// Puts a job off until `due_at` with the reason of the failure.
    async fn postpone_job(&mut self, id: uuid::Uuid, due_at: Instant, reason: &str) -> Stored<()>;
    /// Waits until no other unit of work holds `what`, then holds it until the end of this one.
    /// Whoever checks a state before writing beside it (a sheet against its session) holds first.
    async fn hold(&mut self, what: uuid::Uuid) -> Stored<()>;
    /// Gives the next number of a series, without gap or duplicate among committed work.
    async fn next_number(&mut self, body: UnitId, series: Series, year: i16) -> Stored<u32>;
    /// Removes all sample data and everything made from it; other data must not depend on it.
    async fn remove_samples(&mut self) -> Stored<()>;
    /// Chains the recorded events and makes everything durable and visible, or nothing.
    async fn commit(self: Box<Self>) -> Stored<()>;
}

/// People, roles and sign-in.
#[async_trait]
pub trait WritePeople {
    /// A new person. A taken account is [`StoreError::Constraint`].
    async fn insert_person(&mut self, person: &Person) -> Stored<()>;
    /// A new password hash.
    async fn set_password(&mut self, person: PersonId, hash: &str) -> Stored<()>;
    /// Closes or reopens an account.
    async fn set_disabled(&mut self, person: PersonId, at: Option<Instant>) -> Stored<()>;
    /// A new grant.
    async fn insert_grant(&mut self, grant: &RoleGrant) -> Stored<()>;
    /// Ends a grant.
    async fn end_grant(&mut self, id: GrantId, at: Instant) -> Stored<()>;
    /// A state post.
    async fn insert_state_post(&mut self, post: &StatePost) -> Stored<()>;
    /// A new session.
    async fn insert_login_session(&mut self, session: &LoginSession) -> Stored<()>;
    /// Notes a request of the session.
    async fn touch_login_session(&mut self, token_hash: [u8; 32], now: Instant) -> Stored<()>;
    /// Puts `fresh` in the place of the session `old`, which stays good until `grace_until` for
    /// requests under way.
    async fn rotate_login_session(
        &mut self,
        old: [u8; 32],
        fresh: &LoginSession,
        grace_until: Instant,
    ) -> Stored<()>;
    /// Ends a session.
    async fn delete_login_session(&mut self, token_hash: [u8; 32]) -> Stored<()>;
    /// Ends every session of a person.
    async fn delete_login_sessions_of(&mut self, person: PersonId) -> Stored<()>;
    /// A new one-time link.
    async fn insert_invitation(&mut self, invitation: &Invitation) -> Stored<()>;
    /// Uses a link up. [`StoreError::Stale`] when it was used before.
    async fn use_invitation(&mut self, token_hash: [u8; 32], now: Instant) -> Stored<()>;
}

/// Units, fields, rounds, rules and councils.
#[async_trait]
pub trait WriteOrganisation {
    /// A unit with its first version.
    async fn insert_unit(&mut self, unit: &Unit) -> Stored<()>;
    /// A field.
    async fn insert_field(&mut self, field: &Field, position: i64) -> Stored<()>;
    /// A rule set.
    async fn insert_rule_set(&mut self, rules: &StoredRuleSet) -> Stored<()>;
    /// A council.
    async fn insert_council(&mut self, council: &Council) -> Stored<()>;
    /// A seat.
    async fn insert_seat(&mut self, seat: &CouncilSeat) -> Stored<()>;
    /// A round with its routes in order.
    async fn insert_round(&mut self, round: &Round, routes: &[DeskRoute]) -> Stored<()>;
    /// Sets a value of the instance's settings.
    async fn set_setting(&mut self, key: &str, value: &str) -> Stored<()>;
}

/// Dossiers and what hangs on them.
#[async_trait]
pub trait WriteDossiers {
    /// A new dossier.
    async fn insert_dossier(&mut self, dossier: &Dossier) -> Stored<()>;
    /// Saves the header if its stored version is `dossier.version`, and raises it by one.
    /// [`StoreError::Stale`] otherwise.
    async fn update_dossier(&mut self, dossier: &Dossier) -> Stored<()>;
    /// Saves a section if its stored version is `seen`; gives the new version.
    async fn save_section(
        &mut self,
        dossier: DossierId,
        section: &str,
        answers: &Answers,
        seen: i64,
        by: PersonId,
        now: Instant,
    ) -> Stored<i64>;
    /// Replaces the list of authors if its stored version is `seen`; gives the new version.
    async fn replace_authors(
        &mut self,
        dossier: DossierId,
        authors: &[DossierAuthor],
        seen: i64,
        by: PersonId,
        now: Instant,
    ) -> Stored<i64>;
    /// Attaches a file.
    async fn insert_file(&mut self, file: &StoredFile, by: PersonId) -> Stored<()>;
    /// Takes a file off.
    async fn remove_file(&mut self, dossier: DossierId, file: FileId, now: Instant) -> Stored<()>;
    /// Freezes a submission.
    async fn insert_submission(
        &mut self,
        submission: &StoredSubmission,
        by: PersonId,
    ) -> Stored<()>;
    /// A new item of a request.
    async fn insert_correction(&mut self, item: &CorrectionItem, by: PersonId) -> Stored<()>;
    /// Saves state, answer and times of an item.
    async fn update_correction(&mut self, item: &CorrectionItem) -> Stored<()>;
    /// The head's confirmation.
    async fn insert_confirmation(&mut self, confirmation: &Confirmation) -> Stored<()>;
    /// A step on the timeline.
    async fn insert_milestone(&mut self, milestone: &Milestone) -> Stored<()>;
    /// A member steps aside; twice is once.
    async fn insert_recusal(&mut self, recusal: &Recusal) -> Stored<()>;
}

/// Sessions and sheets.
#[async_trait]
pub trait WriteCouncils {
    /// A session with its agenda in order.
    async fn insert_council_session(
        &mut self,
        session: &CouncilSession,
        agenda: &[DossierId],
    ) -> Stored<()>;
    /// Moves a session on if it is still in `from`; [`StoreError::Stale`] otherwise.
    async fn move_council_session(
        &mut self,
        id: SessionId,
        from: SessionState,
        to: SessionState,
        now: Instant,
    ) -> Stored<()>;
    /// Writes the outcome for a dossier.
    async fn set_verdict(
        &mut self,
        session: SessionId,
        dossier: DossierId,
        verdict: &StoredVerdict,
    ) -> Stored<()>;
    /// Saves a sheet if its stored version is `sheet.version` (0 for a new one) and it has not been
    /// sent; gives the new version. [`StoreError::Stale`] otherwise.
    async fn save_sheet(&mut self, sheet: &Sheet) -> Stored<i64>;
}

/// Decisions, certificates and the registry.
#[async_trait]
pub trait WriteDecisions {
    /// A draft with its items. An initiative already on another decision is [`StoreError::Constraint`].
    async fn insert_decision(&mut self, decision: &Decision) -> Stored<()>;
    /// Discards a draft. [`StoreError::Stale`] when it has been issued.
    async fn discard_decision(&mut self, id: DecisionId) -> Stored<()>;
    /// Issues a draft. [`StoreError::Stale`] when it has been issued.
    async fn issue_decision(&mut self, id: DecisionId, issue: &Issue) -> Stored<()>;
    /// A certificate.
    async fn insert_certificate(&mut self, certificate: &Certificate) -> Stored<()>;
    /// Changes whether a certificate holds.
    async fn set_certificate_state(&mut self, code: &str, state: CertificateState) -> Stored<()>;
    /// An entry of the registry.
    async fn insert_registry_entry(&mut self, entry: &RegistryEntry) -> Stored<()>;
}

/// Tells the time. The only clock of the product.
pub trait Clock: Send + Sync {
    /// Now, never earlier than a moment told before.
    fn now(&self) -> Instant;
}

/// Gives randomness. The only source of the product.
pub trait Entropy: Send + Sync {
    /// Thirty-two random bytes.
    fn bytes(&self) -> [u8; 32];
}

/// Why a file could not be stored or fetched.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// Not there.
    #[error("the file is missing from storage")]
    Missing,
    /// There, but not what its hash says.
    #[error("the stored file is damaged")]
    Damaged,
    /// The disk refused.
    #[error("file storage is not available: {0}")]
    Unavailable(String),
}

/// Keeps files by the hash of their content.
#[async_trait]
pub trait Blobs: Send + Sync {
    /// Stores and gives the SHA-256 in lower-case hexadecimal; durable on return.
    async fn put(&self, content: Vec<u8>) -> Result<String, BlobError>;
    /// Fetches and checks the content.
    async fn get(&self, sha256: &str) -> Result<Vec<u8>, BlobError>;
}

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the document could not be made: {0}")]
pub struct PaperError(pub String);

/// What is known of an uploaded file from its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// Media type.
    pub media_type: String,
    /// Name safe to show and to save under.
    pub name: String,
}

/// Makes documents and recognises files.
pub trait Papers: Send + Sync {
    /// Recognises an upload by content; the error is a stable fault code such as "macro".
    fn recognise(&self, file_name: &str, content: &[u8]) -> Result<Recognised, String>;
    /// A certificate as PDF; `verify_url` stands in its QR code.
    fn certificate(
        &self,
        certificate: &Certificate,
        verify_url: &str,
    ) -> Result<Vec<u8>, PaperError>;
    /// Several certificates as one PDF.
    fn certificates(&self, certificates: &[(Certificate, String)]) -> Result<Vec<u8>, PaperError>;
    /// A decision with its annex as PDF.
    fn decision(&self, paper: &DecisionPaper) -> Result<Vec<u8>, PaperError>;
    /// The yearly list as XLSX.
    fn yearly_list(&self, title: &str, rows: &[RegistryEntry]) -> Result<Vec<u8>, PaperError>;
    /// A QR code as SVG markup without styles.
    fn qr_svg(&self, text: &str) -> Result<String, PaperError>;
}

/// A decision as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionPaper {
    /// Superior body, may be empty.
    pub superior: String,
    /// Issuing body.
    pub body: String,
    /// Who decides, such as "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN".
    pub authority: String,
    /// Number with symbol; a draft's number is absent.
    pub number: Option<String>,
    /// Symbol, shown beside the blank of a draft.
    pub symbol: String,
    /// Place of the date line.
    pub place: String,
    /// Day of issue; absent in a draft.
    pub issued_on: Option<Date>,
    /// Subject.
    pub subject: String,
    /// Grounds, one line each.
    pub grounds: Vec<String>,
    /// Articles: what Điều 1, 2, … say.
    pub articles: Vec<String>,
    /// Recipients.
    pub recipients: Vec<String>,
    /// The signer's post.
    pub signer_post: String,
    /// The signer's name.
    pub signer_name: String,
    /// Annex rows: code, title, authors, unit.
    pub annex: Vec<[String; 4]>,
}

/// Hashes and checks passwords.
#[async_trait]
pub trait Passwords: Send + Sync {
    /// Faults of a new password as a stable code: "short", "long", "common" or "account".
    fn weakness(&self, password: &str, account: &str) -> Option<&'static str>;
    /// Hash in PHC form.
    async fn hash(&self, password: &str, salt: [u8; 32]) -> Result<String, PaperError>;
    /// Whether the password fits; takes the same time when there is no hash to check.
    async fn verify(&self, password: &str, hash: Option<&str>) -> bool;
}
