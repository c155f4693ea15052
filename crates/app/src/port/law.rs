//! The registry of law: acts, rules, packs loaded, calendar tables.

use async_trait::async_trait;
use jiff::civil::Date;
use sangkien_domain::calendar::{DayEntry, Pause};
use sangkien_domain::id::{CalendarTableId, DossierId, PersonId, RuleId};
use sangkien_domain::law_registry::Act;
use sangkien_domain::time::Instant;

use crate::law::KeptRules;
use crate::port::Stored;
use crate::record::{LimitChange, OpenLimit, PackLoad, StoredAct, StoredRule, StoredTable};

/// Reading the registry.
#[async_trait]
pub trait ReadLaw {
    /// Every act, by code.
    async fn law_acts(&mut self) -> Stored<Vec<StoredAct>>;
    /// Every rule, by key, scope and first day; without a first day first.
    async fn law_rules(&mut self) -> Stored<Vec<StoredRule>>;
    /// The latest load of every pack, by code.
    async fn packs_in_force(&mut self) -> Stored<Vec<PackLoad>>;
    /// Every load of every pack, latest first, without their files and bases.
    async fn pack_loads(&mut self) -> Stored<Vec<PackLoad>>;
    /// Open dossiers by the rules and round they are bound to, `named` of them by their code.
    async fn open_dossier_rules(&mut self, named: u32) -> Stored<Vec<KeptRules>>;
    /// Limits not met of dossiers not ended, by dossier.
    async fn open_limits(&mut self) -> Stored<Vec<OpenLimit>>;
    /// Pauses of dossiers not ended, by dossier, first to last.
    async fn pauses_of_open_dossiers(&mut self) -> Stored<Vec<(DossierId, Pause)>>;
    /// Every calendar table with its days, by year, scope and edition; drafts last.
    async fn calendar_tables(&mut self) -> Stored<Vec<StoredTable>>;
    /// One table with its days.
    async fn calendar_table(&mut self, id: CalendarTableId) -> Stored<Option<StoredTable>>;
}

/// Writing the registry.
#[async_trait]
pub trait WriteLaw {
    /// Keeps a load. Two loads of one code with the same ordinal are [`StoreError::Constraint`].
    ///
    /// [`StoreError::Constraint`]: crate::port::StoreError::Constraint
    async fn insert_pack_load(&mut self, load: &PackLoad) -> Stored<()>;
    /// Stores an act, or what has become of it. Links are written by [`WriteLaw::link_acts`].
    async fn put_act(&mut self, pack: &str, act: &Act) -> Stored<()>;
    /// Takes an act out, its links first; a rule that rests on it is a constraint.
    async fn remove_act(&mut self, code: &str) -> Stored<()>;
    /// Writes what replaced and amended the act, in the place of what was written before.
    async fn link_acts(&mut self, act: &Act) -> Stored<()>;
    /// A new rule. Another one of its key and scope on the same day is a constraint.
    async fn insert_rule(&mut self, rule: &StoredRule) -> Stored<()>;
    /// Takes a rule out.
    async fn remove_rule(&mut self, id: RuleId) -> Stored<()>;
    /// A table with its days: a draft, or an edition already confirmed.
    async fn insert_calendar_table(&mut self, table: &StoredTable) -> Stored<()>;
    /// Puts a day into a draft if its stored version is `seen`; gives the new version.
    async fn put_calendar_day(
        &mut self,
        id: CalendarTableId,
        entry: &DayEntry,
        seen: i64,
    ) -> Stored<i64>;
    /// Takes a day out of a draft if its stored version is `seen`; gives the new version.
    async fn remove_calendar_day(
        &mut self,
        id: CalendarTableId,
        day: Date,
        seen: i64,
    ) -> Stored<i64>;
    /// Puts a draft in force as `edition` if its stored version is `seen`.
    async fn confirm_calendar_table(
        &mut self,
        id: CalendarTableId,
        edition: u32,
        seen: i64,
        reason: &str,
        by: PersonId,
        now: Instant,
    ) -> Stored<()>;
    /// Sets the last moment of limits and notes each change, all with the moment, reason and person
    /// of the first.
    async fn move_limits(&mut self, changes: &[LimitChange]) -> Stored<()>;
    /// Sets the last day of what ends first in each dossier and raises its version, so that nobody
    /// saves an older day over it.
    async fn set_due_days(&mut self, days: &[(DossierId, Option<Date>)]) -> Stored<()>;
    /// Throws a draft away if its stored version is `seen`.
    async fn discard_calendar_table(&mut self, id: CalendarTableId, seen: i64) -> Stored<()>;
}
