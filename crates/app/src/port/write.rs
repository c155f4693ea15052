//! Everything that can be written.

use crate::port::Stored;
use crate::record::{
    Certificate, CertificateAct, CertificateState, Confirmation, Council, CouncilSeat,
    CouncilSession, Decision, DeskRoute, Dossier, DossierAuthor, Field, Invitation, Issue,
    LoginSession, Milestone, Person, Recusal, RegistryEntry, RoleGrant, Round, Sheet, StatePost,
    StoredFile, StoredRuleSet, StoredSubmission, StoredVerdict, Unit,
};
use async_trait::async_trait;
use sangkien_domain::council::SessionState;
use sangkien_domain::form::Answers;
use sangkien_domain::id::{
    CouncilId, DecisionId, DossierId, FieldId, FileId, GrantId, PersonId, RoundId, SeatId,
    SessionId, SheetId,
};
use sangkien_domain::time::Instant;

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
    /// requests under way. [`StoreError::Stale`] when it has been replaced before.
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
    /// Name, decision and term of a council; `Stale` when its version has moved on.
    async fn change_council(&mut self, council: &Council) -> Stored<()>;
    /// A seat.
    async fn insert_seat(&mut self, seat: &CouncilSeat) -> Stored<()>;
    /// Post and rights of a seat; `Stale` when it has ended.
    async fn change_seat(&mut self, seat: &CouncilSeat) -> Stored<()>;
    /// Ends a seat; `Stale` when it has ended.
    async fn end_seat(&mut self, council: CouncilId, seat: SeatId, now: Instant) -> Stored<()>;
    /// Names a substitute.
    async fn insert_substitute(
        &mut self,
        council: CouncilId,
        person: PersonId,
        now: Instant,
    ) -> Stored<()>;
    /// Notes the seat a substitute took; `Stale` when they took one before.
    async fn call_in_substitute(
        &mut self,
        council: CouncilId,
        person: PersonId,
        seat: SeatId,
    ) -> Stored<()>;
    /// Lets a council judge what is filed in a round from now on; `Stale` unless the round is its
    /// unit's and of its stage.
    async fn set_round_council(&mut self, round: RoundId, council: &Council) -> Stored<()>;
    /// Puts the fields of a round that a council judges in the place of those before; a field that
    /// another council judges is [`StoreError::Constraint`](super::StoreError::Constraint).
    async fn set_round_fields(
        &mut self,
        round: RoundId,
        council: CouncilId,
        fields: &[FieldId],
    ) -> Stored<()>;
    /// Takes the rest of a round from the council that judges it; `Stale` from another.
    async fn release_round(&mut self, round: RoundId, council: CouncilId) -> Stored<()>;
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
    /// Says of which part of the dossier a file is. [`StoreError::Stale`](super::StoreError::Stale)
    /// when it was said before or the file is off.
    async fn tie_file(&mut self, dossier: DossierId, file: FileId, component: &str) -> Stored<()>;
    /// Takes a file off.
    async fn remove_file(&mut self, dossier: DossierId, file: FileId, now: Instant) -> Stored<()>;
    /// Freezes a submission.
    async fn insert_submission(
        &mut self,
        submission: &StoredSubmission,
        by: PersonId,
    ) -> Stored<()>;
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
    /// Opens a sent sheet of this version again and keeps what it said. [`StoreError::Stale`] when
    /// it is not sent in this version.
    async fn reopen_sheet(
        &mut self,
        sheet: SheetId,
        version: i64,
        reason: &str,
        by: PersonId,
        now: Instant,
    ) -> Stored<()>;
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
    /// What was done about whether a certificate holds.
    async fn insert_certificate_act(&mut self, act: &CertificateAct) -> Stored<()>;
    /// Withdraws the registry's entry of an initiative from the public, or gives it back.
    async fn withdraw_entry(&mut self, dossier: DossierId, withdrawn: bool) -> Stored<()>;
    /// Changes whether a certificate holds.
    async fn set_certificate_state(&mut self, code: &str, state: CertificateState) -> Stored<()>;
    /// An entry of the registry.
    async fn insert_registry_entry(&mut self, entry: &RegistryEntry) -> Stored<()>;
}
