//! Calendar tables: reading them, and drafts that an administrator writes and confirms.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sangkien_domain::calendar::proposal::proposals;
use sangkien_domain::calendar::{DayEntry, DayKind, YearTable};
use sangkien_domain::id::CalendarTableId;
use sangkien_domain::law::{Certainty, Citation};
use sangkien_domain::law_registry::{LawRefusal, Scope, YEARS, day_changes, day_faults};
use sangkien_domain::refusal::Refusal;
use serde_json::json;

use super::days::{read_days, year_table};
use super::{Recomputed, raise_revision};
use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{Reading, Work};
use crate::procedure::admit;
use crate::record::StoredTable;
use crate::support::{About, event};

/// A day as it is to stand in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayInput {
    /// Which day.
    pub day: Date,
    /// What it is.
    pub kind: DayKind,
    /// Its name.
    pub name: String,
    /// Act or announcement it is laid down in.
    pub act: String,
    /// Place in the act; may be empty.
    pub article: String,
    /// How well that is attested.
    pub certainty: Certainty,
}

/// Every calendar table.
#[derive(Debug, Clone)]
pub struct CalendarShelf {
    /// Tables by year, scope and edition; drafts last.
    pub tables: Vec<StoredTable>,
    /// Names of the units whose codes stand in scopes.
    pub units: BTreeMap<String, String>,
}

impl CalendarShelf {
    /// Whether limits are counted by this table.
    pub fn in_force(&self, table: &StoredTable) -> bool {
        in_force(&self.tables, &table.scope, table.year).is_some_and(|latest| latest.id == table.id)
    }
}

/// One table.
#[derive(Debug, Clone)]
pub struct CalendarView {
    /// The table.
    pub table: StoredTable,
    /// The name of the unit of its scope; empty for the nation.
    pub unit_name: String,
    /// The table in force of its year and scope, when that is another one.
    pub in_force: Option<StoredTable>,
    /// Days in which a draft differs from the table in force: as there, as here.
    pub changes: Vec<(Option<DayEntry>, Option<DayEntry>)>,
    /// Days computed from the holidays of every year that the table does not have.
    pub proposals: Vec<DayEntry>,
    /// The draft of its year and scope, if there is one.
    pub draft: Option<CalendarTableId>,
}

/// The table in force of a scope and year.
fn in_force<'a>(tables: &'a [StoredTable], scope: &Scope, year: i16) -> Option<&'a StoredTable> {
    tables
        .iter()
        .filter(|table| table.scope == *scope && table.year == year && table.confirmed_at.is_some())
        .max_by_key(|table| table.edition)
}

impl App {
    /// Every calendar table.
    pub async fn calendars(&self) -> Outcome<CalendarShelf> {
        let today = self.now().day();
        let mut store = self.read().await?;
        let units = store.units(today).await?;
        Ok(CalendarShelf {
            tables: store.calendar_tables().await?,
            units: units
                .into_iter()
                .map(|unit| (unit.code, unit.name))
                .collect(),
        })
    }

    /// One calendar table, with what an administrator needs to judge it.
    pub async fn calendar_view(&self, id: CalendarTableId) -> Outcome<CalendarView> {
        let today = self.now().day();
        let mut store = self.read().await?;
        let tables = store.calendar_tables().await?;
        let table = tables
            .iter()
            .find(|table| table.id == id)
            .cloned()
            .ok_or(Failure::Absent)?;
        let latest = in_force(&tables, &table.scope, table.year);
        let other = latest.filter(|latest| latest.id != id);
        let changes = match other {
            Some(before) if table.edition.is_none() => {
                day_changes(&year_table(before), &year_table(&table))
            }
            _ => Vec::new(),
        };
        let draft = tables.iter().find(|known| {
            known.edition.is_none() && known.scope == table.scope && known.year == table.year
        });
        let unit_name = match &table.scope {
            Scope::Nation => String::new(),
            scope => {
                let units = store.units(today).await?;
                let unit = units.into_iter().find(|unit| unit.code == scope.code());
                unit.map_or_else(|| scope.code().to_owned(), |unit| unit.name)
            }
        };
        let proposals = self.proposed(store.as_mut(), &table).await?;
        Ok(CalendarView {
            proposals,
            changes,
            unit_name,
            in_force: other.cloned(),
            draft: draft.map(|draft| draft.id),
            table,
        })
    }

    /// Days of the holidays of every year that the table does not have; for the nation only, since
    /// a local table adds to it.
    async fn proposed(
        &self,
        store: &mut dyn Reading,
        table: &StoredTable,
    ) -> Outcome<Vec<DayEntry>> {
        if table.scope != Scope::Nation {
            return Ok(Vec::new());
        }
        let loads = store.packs_in_force().await?;
        let days = self.days(store).await?;
        let mut found = Vec::new();
        for load in loads.iter().filter(|load| load.scope == Scope::Nation) {
            let base = &load.base;
            let week = days.book.calendar(&[]);
            let proposed = proposals(&base.holidays, &week, &base.compensation, table.year);
            found.extend(proposed.entries);
        }
        found.retain(|entry| table.entries.iter().all(|known| known.day != entry.day));
        found.sort_by_key(|entry| entry.day);
        Ok(found)
    }

    /// Begins a draft of a year's table: a copy of the one in force, or an empty one. When there is
    /// a draft already, that one is meant.
    pub async fn begin_calendar(
        &self,
        caller: &Caller,
        scope: Scope,
        year: i16,
    ) -> Outcome<CalendarTableId> {
        let now = self.now();
        let mut work = self.begin().await?;
        admit(work.as_mut(), caller, now).await?;
        if !(YEARS.0..=YEARS.1).contains(&year) {
            let (first, last) = YEARS;
            return Err(Refusal::Law(LawRefusal::YearOutOfRange { first, last }).into());
        }
        let units = work.units(now.day()).await?;
        let known = match &scope {
            Scope::Nation => true,
            Scope::Unit(code) | Scope::Province(code) => {
                units.iter().any(|unit| unit.code == *code)
            }
        };
        if !known {
            return Err(Refusal::Law(LawRefusal::UnknownScope).into());
        }
        let tables = work.calendar_tables().await?;
        let draft = tables
            .iter()
            .find(|table| table.edition.is_none() && table.scope == scope && table.year == year);
        if let Some(draft) = draft {
            return Ok(draft.id);
        }
        let before = in_force(&tables, &scope, year);
        let table = StoredTable {
            id: self.fresh_id(),
            year,
            edition: None,
            pack: None,
            version: 1,
            made_at: now,
            made_by: Some(caller.actor.person),
            confirmed_at: None,
            confirmed_by: None,
            confirmed_by_name: String::new(),
            reason: String::new(),
            entries: before
                .map(|table| table.entries.clone())
                .unwrap_or_default(),
            scope,
        };
        work.insert_calendar_table(&table).await?;
        record(
            work.as_mut(),
            caller,
            "calendar.drafted",
            &table,
            json!({}),
            now,
        );
        work.commit().await?;
        Ok(table.id)
    }

    /// Puts days into a draft, in the place of what stands there for the same day.
    pub async fn put_calendar_days(
        &self,
        caller: &Caller,
        id: CalendarTableId,
        inputs: &[DayInput],
        seen: i64,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let table = draft(work.as_mut(), caller, id, now).await?;
        let mut version = seen;
        let mut names = Vec::new();
        for input in inputs {
            let entry = DayEntry {
                day: input.day,
                kind: input.kind,
                name: input.name.trim().to_owned(),
                citation: Citation {
                    act: input.act.trim().to_owned(),
                    article: input.article.trim().to_owned(),
                    certainty: input.certainty,
                },
            };
            let faults = day_faults(table.year, &entry);
            if !faults.is_empty() {
                let faults: Vec<Refusal> = faults.into_iter().map(Refusal::Law).collect();
                return Err(faults.into());
            }
            version = work.put_calendar_day(id, &entry, version).await?;
            names.push(json!({ "day": entry.day, "kind": entry.kind, "name": entry.name }));
        }
        let details = json!({ "days": names });
        record(
            work.as_mut(),
            caller,
            "calendar.days-put",
            &table,
            details,
            now,
        );
        work.commit().await?;
        Ok(())
    }

    /// Takes a day out of a draft.
    pub async fn remove_calendar_day(
        &self,
        caller: &Caller,
        id: CalendarTableId,
        day: Date,
        seen: i64,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let table = draft(work.as_mut(), caller, id, now).await?;
        work.remove_calendar_day(id, day, seen).await?;
        let details = json!({ "day": day });
        record(
            work.as_mut(),
            caller,
            "calendar.day-removed",
            &table,
            details,
            now,
        );
        work.commit().await?;
        Ok(())
    }

    /// Confirms a draft: from now on limits are counted by it, and those under way are counted
    /// anew.
    ///
    /// # Errors
    /// `Refused` without a reason, without a day, or when it says what is in force already.
    pub async fn confirm_calendar(
        &self,
        caller: &Caller,
        id: CalendarTableId,
        reason: &str,
        seen: i64,
    ) -> Outcome<Recomputed> {
        let now = self.now();
        let mut work = self.begin().await?;
        let table = draft(work.as_mut(), caller, id, now).await?;
        let tables = work.calendar_tables().await?;
        let before = in_force(&tables, &table.scope, table.year);
        let reason = reason.trim();
        let mut faults = Vec::new();
        if reason.is_empty() {
            faults.push(Refusal::ReasonMissing);
        }
        // A local table may be emptied to undo what it said; the nation's never is.
        if table.entries.is_empty() && (table.scope == Scope::Nation || before.is_none()) {
            faults.push(Refusal::Law(LawRefusal::EmptyTable));
        } else if before.is_some_and(|before| before.entries == table.entries) {
            faults.push(Refusal::Law(LawRefusal::NothingNew));
        }
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let edition = before.and_then(|table| table.edition).unwrap_or(0) + 1;
        let changes = day_changes(
            &before.map_or_else(
                || YearTable {
                    year: table.year,
                    unit: None,
                    edition: 0,
                    confirmed: false,
                    entries: Vec::new(),
                },
                year_table,
            ),
            &year_table(&table),
        );
        work.confirm_calendar_table(id, edition, seen, reason, caller.actor.person, now)
            .await?;
        raise_revision(work.as_mut()).await?;
        let days = read_days(work.as_mut(), String::new()).await?;
        let recomputed = self
            .recompute_limits(work.as_mut(), &days, reason, Some(caller), now)
            .await?;
        let details = json!({
            "edition": edition,
            "reason": reason,
            "days": changes.len(),
            "limits": recomputed.moved,
        });
        record(
            work.as_mut(),
            caller,
            "calendar.confirmed",
            &table,
            details,
            now,
        );
        work.commit().await?;
        Ok(recomputed)
    }

    /// Throws a draft away.
    pub async fn discard_calendar(
        &self,
        caller: &Caller,
        id: CalendarTableId,
        seen: i64,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let table = draft(work.as_mut(), caller, id, now).await?;
        work.discard_calendar_table(id, seen).await?;
        record(
            work.as_mut(),
            caller,
            "calendar.discarded",
            &table,
            json!({}),
            now,
        );
        work.commit().await?;
        Ok(())
    }
}

/// Finds a draft for somebody who may change it.
async fn draft(
    work: &mut dyn Work,
    caller: &Caller,
    id: CalendarTableId,
    now: sangkien_domain::time::Instant,
) -> Outcome<StoredTable> {
    admit(work, caller, now).await?;
    work.hold(id.0).await?;
    let table = work.calendar_table(id).await?.ok_or(Failure::Absent)?;
    if table.edition.is_some() {
        return Err(Failure::Stale);
    }
    Ok(table)
}

fn record(
    work: &mut dyn Work,
    caller: &Caller,
    act: &str,
    table: &StoredTable,
    mut details: serde_json::Value,
    now: sangkien_domain::time::Instant,
) {
    if let serde_json::Value::Object(map) = &mut details {
        map.insert("year".into(), json!(table.year));
        map.insert("scope".into(), json!(table.scope));
    }
    let about = About {
        act,
        kind: "calendar",
        id: table.id.to_string(),
    };
    work.record(event(caller, &about, json!({}), details, now));
}
