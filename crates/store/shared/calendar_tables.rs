//! Calendar tables and their days.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sangkien_app::port::Stored;
use sangkien_app::record::StoredTable;
use sangkien_domain::calendar::{DayEntry, DayKind};
use sangkien_domain::id::CalendarTableId;
use sangkien_domain::law::Citation;
use sangkien_domain::law_registry::{certainty_code, certainty_from_code};
use uuid::Uuid;

use super::fields::day;
use super::law::scope;
use super::{Fields, UnitOfWork, query, sql};

fn table(row: &Fields<'_>) -> Stored<StoredTable> {
    let edition: Option<i64> = row.get("edition")?;
    Ok(StoredTable {
        id: row.id("id")?,
        scope: scope(row)?,
        year: row.small("year")?,
        edition: edition.map(|_| row.small("edition")).transpose()?,
        pack: row.get("pack")?,
        version: row.get("version")?,
        made_at: row.instant("made_at")?,
        made_by: row.optional_id("made_by")?,
        confirmed_at: row.optional_instant("confirmed_at")?,
        confirmed_by: row.optional_id("confirmed_by")?,
        confirmed_by_name: row
            .get::<Option<String>>("confirmed_by_name")?
            .unwrap_or_default(),
        reason: row.get("reason")?,
        entries: Vec::new(),
    })
}

fn entry(row: &Fields<'_>) -> Stored<(Uuid, DayEntry)> {
    let entry = DayEntry {
        day: row.date("day")?,
        kind: row.code("kind", DayKind::from_code)?,
        name: row.get("name")?,
        citation: Citation {
            act: row.get("act")?,
            article: row.get("article")?,
            certainty: row.code("certainty", certainty_from_code)?,
        },
    };
    Ok((row.get("table_id")?, entry))
}

pub(super) async fn all(work: &mut UnitOfWork) -> Stored<Vec<StoredTable>> {
    let mut tables = work.all(query(sql!("calendar/tables")), table).await?;
    let mut days: BTreeMap<Uuid, Vec<DayEntry>> = BTreeMap::new();
    for (table, entry) in work.all(query(sql!("calendar/days")), entry).await? {
        days.entry(table).or_default().push(entry);
    }
    for table in &mut tables {
        table.entries = days.remove(&table.id.0).unwrap_or_default();
    }
    Ok(tables)
}

pub(super) async fn one(work: &mut UnitOfWork, id: CalendarTableId) -> Stored<Option<StoredTable>> {
    let find = query(sql!("calendar/table")).bind(id.0);
    let Some(mut table) = work.optional(find, table).await? else {
        return Ok(None);
    };
    let days = query(sql!("calendar/days_of_table")).bind(id.0);
    let days = work.all(days, entry).await?;
    table.entries = days.into_iter().map(|(_, entry)| entry).collect();
    Ok(Some(table))
}

pub(super) async fn insert(work: &mut UnitOfWork, table: &StoredTable) -> Stored<()> {
    let insert = query(sql!("calendar/insert_table"))
        .bind(table.id.0)
        .bind(table.scope.kind())
        .bind(table.scope.code())
        .bind(i64::from(table.year))
        .bind(table.edition.map(i64::from))
        .bind(&table.pack)
        .bind(table.version)
        .bind(table.made_at.0)
        .bind(table.made_by.map(Uuid::from))
        .bind(&table.reason);
    work.execute_once(insert).await?;
    for entry in &table.entries {
        insert_day(work, table.id, entry).await?;
    }
    // The days come first: those of a confirmed table are fixed.
    if let (Some(edition), Some(at)) = (table.edition, table.confirmed_at) {
        let confirm = query(sql!("calendar/confirm"))
            .bind(table.id.0)
            .bind(i64::from(edition))
            .bind(at.0)
            .bind(table.confirmed_by.map(Uuid::from))
            .bind(&table.reason)
            .bind(table.version);
        work.execute_once(confirm).await?;
    }
    Ok(())
}

async fn insert_day(work: &mut UnitOfWork, id: CalendarTableId, entry: &DayEntry) -> Stored<()> {
    let put = query(sql!("calendar/put_day"))
        .bind(id.0)
        .bind(day(entry.day))
        .bind(entry.kind.code())
        .bind(&entry.name)
        .bind(&entry.citation.act)
        .bind(&entry.citation.article)
        .bind(certainty_code(entry.citation.certainty));
    work.execute_once(put).await
}

async fn raise_version(work: &mut UnitOfWork, id: CalendarTableId, seen: i64) -> Stored<i64> {
    let raise = query(sql!("calendar/raise_version")).bind(id.0).bind(seen);
    work.execute_once(raise).await?;
    Ok(seen + 1)
}

pub(super) async fn put_day(
    work: &mut UnitOfWork,
    id: CalendarTableId,
    entry: &DayEntry,
    seen: i64,
) -> Stored<i64> {
    let version = raise_version(work, id, seen).await?;
    insert_day(work, id, entry).await?;
    Ok(version)
}

pub(super) async fn remove_day(
    work: &mut UnitOfWork,
    id: CalendarTableId,
    date: Date,
    seen: i64,
) -> Stored<i64> {
    let version = raise_version(work, id, seen).await?;
    let remove = query(sql!("calendar/remove_day"))
        .bind(id.0)
        .bind(day(date));
    work.execute_once(remove).await?;
    Ok(version)
}

pub(super) async fn discard(work: &mut UnitOfWork, id: CalendarTableId, seen: i64) -> Stored<()> {
    raise_version(work, id, seen).await?;
    work.execute(query(sql!("calendar/remove_days")).bind(id.0))
        .await?;
    let discard = query(sql!("calendar/discard")).bind(id.0).bind(seen + 1);
    work.execute_once(discard).await
}
