//! Everything that can be read.

use crate::access::{DossierScope, Unguarded};
use crate::balance::BalanceSight;
use crate::port::{AuditFilter, DossierFilter, Facet, Page, Paging, RegistryFilter, Stored};
use crate::record::{
    AgendaItem, Certificate, CertificateAct, ChainedEvent, Confirmation, Council, CouncilSeat,
    CouncilSession, Decision, DeskRoute, Dossier, DossierAuthor, DossierRow, Field, Invitation,
    LifeRow, LoginSession, Milestone, OutcomeRow, Person, PersonRow, Recusal, RegistryEntry,
    Reopening, RoleGrant, Round, RoundCouncil, SavedSection, Sheet, StatePost, StoredFile,
    StoredRuleSet, StoredSubmission, Substitute, Unit,
};
use async_trait::async_trait;
use jiff::civil::Date;
use sangkien_domain::access::{Actor, Role};
use sangkien_domain::dossier::State;
use sangkien_domain::id::{
    CertificateId, CouncilId, DecisionId, DossierId, FieldId, FileId, PersonId, RoundId, RuleSetId,
    SeatId, SessionId, UnitId,
};
use sangkien_domain::time::Instant;

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
    /// People with open accounts who hold `role` in `unit` at `now`.
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
    /// Councils that judge single fields of a round.
    async fn round_councils(&mut self, round: RoundId) -> Stored<Vec<RoundCouncil>>;
    /// The rule set.
    async fn rule_set(&mut self, id: RuleSetId) -> Stored<Option<StoredRuleSet>>;
    /// Rule sets that rounds may use on `day`.
    async fn rule_sets(&mut self, day: Date) -> Stored<Vec<StoredRuleSet>>;
    /// The council.
    async fn council(&mut self, id: CouncilId) -> Stored<Option<Council>>;
    /// Seats of a council in force at `now`, by precedence of post then name.
    async fn seats(&mut self, council: CouncilId, now: Instant) -> Stored<Vec<CouncilSeat>>;
    /// Councils that one of these units set up, by name.
    async fn councils(&mut self, units: &[UnitId]) -> Stored<Vec<Council>>;
    /// Substitutes of a council in the order in which they were named.
    async fn substitutes(&mut self, council: CouncilId) -> Stored<Vec<Substitute>>;
    /// Heads of the council's unit who are authors of what is filed and not yet judged by it.
    async fn authoring_heads(&mut self, council: CouncilId, now: Instant) -> Stored<Vec<PersonId>>;
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
    /// Only the rows of that page, for whoever has counted already.
    async fn dossier_rows(
        &mut self,
        scope: &DossierScope,
        filter: &DossierFilter,
        paging: Paging,
    ) -> Stored<Vec<DossierRow>>;
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
    /// How many files a person has brought to dossiers, those taken off included and equal ones
    /// counted once, and their bytes; the content `but` is left out.
    async fn kept_by(&mut self, person: PersonId, but: &str) -> Stored<(u64, u64)>;
    /// Submissions, first to last.
    async fn submissions(&mut self, id: DossierId) -> Stored<Vec<StoredSubmission>>;
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
    /// Sheets of a session that were opened again, in order of time; never what they said.
    async fn reopenings(&mut self, id: SessionId) -> Stored<Vec<Reopening>>;
    /// What those sheets said when they had been sent, to be opened by the guard.
    async fn sheets_before(&mut self, id: SessionId) -> Stored<Vec<Unguarded<Sheet>>>;
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
    /// The certificate with this identity.
    async fn certificate_by_id(&mut self, id: CertificateId) -> Stored<Option<Certificate>>;
    /// What was done about whether a certificate holds, oldest first.
    async fn certificate_acts(&mut self, id: CertificateId) -> Stored<Vec<CertificateAct>>;
    /// The certificate issued in the place of another.
    async fn certificate_replacing(&mut self, id: CertificateId) -> Stored<Option<Certificate>>;
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
    /// How many dossiers of these bodies' rounds of recognition of `year`
    /// are in each state, drafts left out.
    async fn year_counts(&mut self, bodies: &[UnitId], year: i16) -> Stored<Vec<(State, u64)>>;
    /// How each dossier of these bodies' rounds of recognition of `year` came out that is within a
    /// scope, drafts left out: by unit, then title.
    async fn outcomes(
        &mut self,
        scope: &DossierScope,
        bodies: &[UnitId],
        year: i16,
    ) -> Stored<Vec<OutcomeRow>>;
    /// The lives of received dossiers within a sight, of those received before `until`.
    async fn lives(&mut self, sight: &BalanceSight, until: Instant) -> Stored<Vec<LifeRow>>;
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
