//! Limits of open dossiers, read and moved many at a time.

use std::collections::HashMap;

use jiff::civil::Date;
use sangkien_app::port::{StoreError, Stored};
use sangkien_app::record::{LimitChange, LimitScope, OpenLimit, RunningLimit, StoredPause};
use sangkien_domain::id::DossierId;
use sangkien_domain::law::{Citation, Limit, Unit};
use uuid::Uuid;

use super::fields::day;
use super::lists::Listing;
use super::{Fields, UnitOfWork, query, sql};

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
        limit: RunningLimit {
            dossier: row.id("dossier_id")?,
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
    // Engines compare identities each in their own way; what is read beside them must agree.
    limits.sort_by(|one, other| one.limit.dossier.cmp(&other.limit.dossier));
    Ok(limits)
}

pub(super) async fn pauses(work: &mut UnitOfWork) -> Stored<Vec<StoredPause>> {
    let mut pauses = work
        .all(query(sql!("pause/of_open_dossiers")), |row| {
            Ok(StoredPause {
                dossier: row.id("dossier_id")?,
                reason: row.get("reason")?,
                from: row.instant("from_at")?,
                until: row.optional_instant("until_at")?,
            })
        })
        .await?;
    pauses.sort_by(|one, other| one.dossier.cmp(&other.dossier));
    Ok(pauses)
}

pub(super) async fn move_all(work: &mut UnitOfWork, changes: &[LimitChange]) -> Stored<()> {
    let Some(first) = changes.first() else {
        return Ok(());
    };
    let mut update = Listing::new("UPDATE dossier_limit SET due_at = c.column4 FROM (VALUES ");
    for (place, change) in changes.iter().enumerate() {
        update
            .text(if place == 0 { "(" } else { ", (" })
            .value(change.dossier.0)
            .text(", ")
            .value(change.key.clone())
            .text(", ")
            .value(change.visit)
            .text(", ")
            .value(change.new_due.map(|at| at.0))
            .text(")");
    }
    update.text(
        ") AS c WHERE dossier_limit.dossier_id = c.column1 AND dossier_limit.limit_key = c.column2 \
         AND dossier_limit.visit = c.column3",
    );
    work.execute(update.build()).await?;
    // Which change of its dossier each one is, counted from those noted before.
    let mut ranks: HashMap<DossierId, i64> = HashMap::new();
    let mut note = Listing::new(
        "INSERT INTO limit_change (dossier_id, ordinal, limit_key, visit, at, old_due, new_due, reason, by_id) \
         SELECT c.column1, c.column2 + COALESCE((SELECT MAX(x.ordinal) FROM limit_change x WHERE x.dossier_id = c.column1), 0), \
         c.column3, c.column4, ",
    );
    note.value(first.at.0)
        .text(", c.column5, c.column6, ")
        .value(first.reason.clone())
        .text(", ")
        .value(first.by.map(Uuid::from))
        .text(" FROM (VALUES ");
    for (place, change) in changes.iter().enumerate() {
        let rank = ranks.entry(change.dossier).or_default();
        *rank += 1;
        note.text(if place == 0 { "(" } else { ", (" })
            .value(change.dossier.0)
            .text(", ")
            .value(*rank)
            .text(", ")
            .value(change.key.clone())
            .text(", ")
            .value(change.visit)
            .text(", ")
            .value(change.old_due.map(|at| at.0))
            .text(", ")
            .value(change.new_due.map(|at| at.0))
            .text(")");
    }
    note.text(") AS c");
    work.execute(note.build()).await?;
    Ok(())
}

pub(super) async fn set_due_days(
    work: &mut UnitOfWork,
    days: &[(DossierId, Option<Date>)],
) -> Stored<()> {
    if days.is_empty() {
        return Ok(());
    }
    let mut update =
        Listing::new("UPDATE dossier SET due_on = c.column2, version = version + 1 FROM (VALUES ");
    for (place, (dossier, due)) in days.iter().enumerate() {
        update
            .text(if place == 0 { "(" } else { ", (" })
            .value(dossier.0)
            .text(", ")
            .value(due.map(day))
            .text(")");
    }
    update.text(") AS c WHERE dossier.id = c.column1");
    work.execute(update.build()).await?;
    Ok(())
}
