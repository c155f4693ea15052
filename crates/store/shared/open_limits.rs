//! Limits of open dossiers, read and moved many at a time.

use std::collections::HashMap;

use jiff::civil::Date;
use sangkien_app::port::{StoreError, Stored};
use sangkien_app::record::{LimitChange, OpenLimit};
use sangkien_casework::clock::{LimitScope, RunningLimit};
use sangkien_domain::calendar::Pause;
use sangkien_domain::id::DossierId;
use sangkien_domain::law::{Citation, Limit, Unit};
use sangkien_domain::time::Instant;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fields::{day, to_json};
use super::{UnitOfWork, query, sql};
use crate::dialect;

fn unit_of(code: &str) -> Option<Unit> {
    match code {
        "working-hour" => Some(Unit::WorkingHour),
        "working-day" => Some(Unit::WorkingDay),
        "day" => Some(Unit::Day),
        "calendar-month" => Some(Unit::CalendarMonth),
        "calendar-year" => Some(Unit::CalendarYear),
        _ => None,
    }
}

/// An open limit as the statement gives it: identities, then the columns in its order.
#[derive(Deserialize)]
struct Listed(
    Uuid,
    String,
    i64,
    String,
    String,
    i64,
    Option<i64>,
    u16,
    String,
    Option<String>,
    u16,
    Option<String>,
    Uuid,
    Uuid,
);

fn open(listed: Listed) -> Stored<OpenLimit> {
    let damaged = |column: &str| StoreError::Damaged(format!("column {column}"));
    let Listed(dossier, key, visit, label, scope, started, due, amount, unit, cutoff, ..) = listed;
    let Listed(.., extended, code, desk, version) = listed;
    let cutoff = cutoff
        .map(|text| text.parse().map_err(|_| damaged("cutoff")))
        .transpose()?;
    Ok(OpenLimit {
        dossier: dossier.into(),
        limit: RunningLimit {
            key,
            visit,
            label,
            scope: LimitScope::from_code(&scope).ok_or_else(|| damaged("scope"))?,
            started_at: Instant(started),
            due_at: due.map(Instant),
            limit: Limit {
                amount,
                unit: unit_of(&unit).ok_or_else(|| damaged("unit"))?,
                citation: Citation::default(),
            },
            cutoff,
            met_at: None,
            extended,
        },
        code: code.unwrap_or_default(),
        desk: desk.into(),
        version: version.into(),
    })
}

/// Every open limit. They come as one value: a row for each costs more in handing over than all the
/// counting that follows.
pub(super) async fn all_open(work: &mut UnitOfWork) -> Stored<Vec<OpenLimit>> {
    let list: String = work
        .one(query(dialect::OPEN_LIMITS), |row| row.get("limits"))
        .await?;
    let listed: Vec<Listed> = serde_json::from_str(&list)
        .map_err(|error| StoreError::Damaged(format!("open limits: {error}")))?;
    let mut limits = listed.into_iter().map(open).collect::<Stored<Vec<_>>>()?;
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
