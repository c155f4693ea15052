//! Limits of open dossiers, read and moved many at a time.

use std::collections::HashMap;

use jiff::civil::Date;
use sangkien_app::port::{StoreError, Stored};
use sangkien_app::record::{LimitChange, OpenLimit};
use sangkien_casework::clock::{LimitScope, RunningLimit};
use sangkien_domain::calendar::Pause;
use sangkien_domain::id::DossierId;
use sangkien_domain::law::{Citation, Limit, Unit};
use serde::Serialize;
use uuid::Uuid;

use super::fields::{day, to_json};
use super::{Fields, UnitOfWork, query, sql};
use crate::dialect;

fn unit(code: &str) -> Option<Unit> {
    match code {
        "working-hour" => Some(Unit::WorkingHour),
        "working-day" => Some(Unit::WorkingDay),
        "day" => Some(Unit::Day),
        "calendar-month" => Some(Unit::CalendarMonth),
        "calendar-year" => Some(Unit::CalendarYear),
        _ => None,
    }
}

fn open(row: &Fields<'_>) -> Stored<OpenLimit> {
    let cutoff: Option<String> = row.get("cutoff")?;
    let cutoff = cutoff
        .map(|text| {
            text.parse()
                .map_err(|error| StoreError::Damaged(format!("column cutoff: {error}")))
        })
        .transpose()?;
    Ok(OpenLimit {
        dossier: row.id("dossier_id")?,
        limit: RunningLimit {
            key: row.get("limit_key")?,
            visit: row.get("visit")?,
            label: row.get("label")?,
            scope: row.code("scope", LimitScope::from_code)?,
            started_at: row.instant("started_at")?,
            due_at: row.optional_instant("due_at")?,
            limit: Limit {
                amount: row.small("amount")?,
                unit: row.code("unit", unit)?,
                citation: Citation::default(),
            },
            cutoff,
            met_at: None,
            extended: row.small("extended")?,
        },
        code: row.get::<Option<String>>("code")?.unwrap_or_default(),
        desk: row.id("desk_id")?,
        version: row.id("procedure_version_id")?,
    })
}

pub(super) async fn all_open(work: &mut UnitOfWork) -> Stored<Vec<OpenLimit>> {
    let mut limits = work.all(query(sql!("limit/open")), open).await?;
    // Sorted here: engines compare identities each in their own way, and what is read beside them
    // must agree.
    limits.sort_by(|one, other| {
        let order = |open: &OpenLimit| (open.dossier, open.limit.started_at, open.limit.visit);
        (order(one), &one.limit.key).cmp(&(order(other), &other.limit.key))
    });
    Ok(limits)
}

pub(super) async fn pauses(work: &mut UnitOfWork) -> Stored<Vec<(DossierId, Pause)>> {
    let mut pauses = work
        .all(query(sql!("pause/of_open_dossiers")), |row| {
            let pause = Pause {
                reason: row.get("reason")?,
                from: row.instant("from_at")?,
                until: row.optional_instant("until_at")?,
            };
            Ok((row.id("dossier_id")?, pause))
        })
        .await?;
    pauses.sort_by_key(|(dossier, _)| *dossier);
    Ok(pauses)
}

/// A change as the statements read it: the list travels as one parameter, which is much quicker
/// than a parameter for each value.
#[derive(Serialize)]
struct Moved<'a> {
    d: String,
    k: &'a str,
    v: i64,
    o: Option<i64>,
    n: Option<i64>,
    /// Which change of its dossier it is, counted from those noted before.
    r: i64,
}

pub(super) async fn move_all(work: &mut UnitOfWork, changes: &[LimitChange]) -> Stored<()> {
    let Some(first) = changes.first() else {
        return Ok(());
    };
    let mut ranks: HashMap<DossierId, i64> = HashMap::new();
    let moved: Vec<Moved<'_>> = changes
        .iter()
        .map(|change| {
            let rank = ranks.entry(change.dossier).or_default();
            *rank += 1;
            Moved {
                d: change.dossier.0.simple().to_string(),
                k: &change.key,
                v: change.visit,
                o: change.old_due.map(|at| at.0),
                n: change.new_due.map(|at| at.0),
                r: *rank,
            }
        })
        .collect();
    let list = to_json(&moved)?;
    work.execute(query(dialect::MOVE_LIMITS).bind(&list))
        .await?;
    let note = query(dialect::NOTE_LIMITS)
        .bind(&list)
        .bind(first.at.0)
        .bind(&first.reason)
        .bind(first.by.map(Uuid::from));
    work.execute(note).await?;
    Ok(())
}

/// A day as the statement reads it.
#[derive(Serialize)]
struct DueDay {
    d: String,
    n: Option<String>,
}

pub(super) async fn set_due_days(
    work: &mut UnitOfWork,
    days: &[(DossierId, Option<Date>)],
) -> Stored<()> {
    let list: Vec<DueDay> = days
        .iter()
        .map(|(dossier, due)| DueDay {
            d: dossier.0.simple().to_string(),
            n: due.map(day),
        })
        .collect();
    let list = to_json(&list)?;
    work.execute(query(dialect::SET_DUE_DAYS).bind(&list))
        .await?;
    Ok(())
}
