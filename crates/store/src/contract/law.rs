//! The registry of law and the calendar tables.

use std::sync::Arc;

use jiff::civil::{Date, date};
use sangkien_app::port::Work;
use sangkien_app::record::{PackLoad, StoredRule, StoredTable};
use sangkien_domain::calendar::{DayEntry, DayKind};
use sangkien_domain::id::PersonId;
use sangkien_domain::law::{Certainty, Citation, Unit};
use sangkien_domain::law_registry::{Act, ActKind, CalendarBase, PackFile, Rule, Scope, Value};

use super::samples::{commit, fresh, now};
use super::{Bench, World, assert_stale, refused_by};

fn act(code: &str) -> Act {
    Act {
        code: code.into(),
        cited_as: format!("Nghị định {code}"),
        number: "1/2026/NĐ-CP".into(),
        kind: ActKind::Decree,
        title: "Quy định mẫu".into(),
        issuer: "Chính phủ".into(),
        issued_on: Some(date(2026, 6, 1)),
        in_force_from: Some(date(2026, 7, 1)),
        certainty: Certainty::Secondary,
        note: "Ghi chú".into(),
        source: "“Điều 1. …”".into(),
        ..Act::default()
    }
}

fn row(key: &str, scope: Scope, value: Value, days: (Option<Date>, Option<Date>)) -> StoredRule {
    StoredRule {
        id: fresh(),
        pack: "mau".into(),
        rule: Rule {
            key: key.into(),
            scope,
            value,
            unit: "đồng/tháng".into(),
            from: days.0,
            until: days.1,
            act: "nd-1".into(),
            article: "Điều 3".into(),
            certainty: Certainty::Unverified,
            name: "Quy định mẫu".into(),
            note: String::new(),
        },
    }
}

fn salary(days: (Option<Date>, Option<Date>)) -> StoredRule {
    row("base-salary", Scope::Nation, Value::Money { dong: 1 }, days)
}

fn day(day: Date, kind: DayKind) -> DayEntry {
    DayEntry {
        day,
        kind,
        name: "Ngày mẫu".into(),
        citation: Citation {
            act: "Thông báo mẫu".into(),
            article: String::new(),
            certainty: Certainty::Official,
        },
    }
}

fn table(year: i16, edition: Option<u32>, entries: Vec<DayEntry>) -> StoredTable {
    StoredTable {
        id: fresh(),
        scope: Scope::Nation,
        year,
        edition,
        pack: edition.map(|_| "mau".into()),
        version: 1,
        made_at: now(),
        made_by: None,
        confirmed_at: edition.map(|_| now()),
        confirmed_by: None,
        confirmed_by_name: String::new(),
        reason: String::new(),
        entries,
    }
}

async fn with_act(bench: &dyn Bench) -> Box<dyn Work> {
    let mut work = bench.store().begin().await.unwrap();
    work.put_act("mau", &act("nd-1")).await.unwrap();
    work
}

/// Acts with their links, rules of every kind of value, a load with its files, a table.
pub async fn the_registry_of_law_comes_back_as_stored(bench: Arc<dyn Bench>) {
    let mut work = with_act(&*bench).await;
    let replaced = Act {
        replaced_by: vec!["nd-1".into()],
        amended_by: vec!["nd-1".into()],
        ended_on: Some(date(2026, 7, 1)),
        in_force_from: None,
        ..act("nd-0")
    };
    work.put_act("mau", &replaced).await.unwrap();
    work.link_acts(&replaced).await.unwrap();
    // What is stored twice is stored once.
    work.put_act("mau", &replaced).await.unwrap();
    work.link_acts(&replaced).await.unwrap();
    let values = [
        Value::Number { hundredths: 50 },
        Value::Money { dong: 2_530_000 },
        Value::Ratio {
            numerator: 2,
            denominator: 3,
        },
        Value::Limit {
            amount: 7,
            unit: Unit::WorkingDay,
        },
        Value::Text {
            text: "Cơ sở".into(),
        },
    ];
    let mut rules = Vec::new();
    for (number, value) in values.into_iter().enumerate() {
        let rule = row(
            &format!("mau.{number}"),
            Scope::Unit("PT".into()),
            value,
            (None, Some(date(2026, 12, 31))),
        );
        work.insert_rule(&rule).await.unwrap();
        rules.push(rule);
    }
    let mut load = PackLoad {
        id: fresh(),
        code: "mau".into(),
        ordinal: 1,
        edition: "2026.1".into(),
        title: "Gói mẫu".into(),
        source: "mẫu".into(),
        scope: Scope::Province("P".into()),
        province: Some("P".into()),
        valid_from: Some(date(2026, 1, 1)),
        sha256: "0".repeat(64),
        files: vec![PackFile {
            path: "pack.toml".into(),
            text: "code = \"mau\"".into(),
        }],
        base: CalendarBase::default(),
        changes: 7,
        loaded_at: now(),
        loaded_by: None,
        loaded_by_name: String::new(),
    };
    work.insert_pack_load(&load).await.unwrap();
    load.ordinal = 2;
    load.id = fresh();
    work.insert_pack_load(&load).await.unwrap();
    let kept = table(
        2026,
        Some(1),
        vec![
            day(date(2026, 1, 1), DayKind::Holiday),
            day(date(2026, 1, 10), DayKind::SwappedWork),
        ],
    );
    work.insert_calendar_table(&kept).await.unwrap();
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    let acts = read.law_acts().await.unwrap();
    assert_eq!(acts.len(), 2);
    assert_eq!((&acts[0].act, &acts[1].act), (&replaced, &act("nd-1")));
    assert_eq!(read.law_rules().await.unwrap(), rules);
    assert_eq!(
        read.packs_in_force().await.unwrap(),
        std::slice::from_ref(&load)
    );
    let loads = read.pack_loads().await.unwrap();
    assert_eq!(
        (loads.len(), loads[0].ordinal, loads[0].files.len()),
        (2, 2, 0)
    );
    assert_eq!(
        read.calendar_tables().await.unwrap(),
        std::slice::from_ref(&kept)
    );
    assert_eq!(read.calendar_table(kept.id).await.unwrap(), Some(kept));
}

/// The database itself refuses two rows of one key and scope that share a day.
pub async fn two_rows_of_one_rule_never_hold_on_the_same_day(bench: Arc<dyn Bench>) {
    let mut work = with_act(&*bench).await;
    let (june, july) = (date(2026, 6, 30), date(2026, 7, 1));
    for fitting in [
        salary((None, Some(june))),
        salary((Some(july), None)),
        row(
            "base-salary",
            Scope::Unit("PT".into()),
            Value::Money { dong: 1 },
            (None, None),
        ),
    ] {
        work.insert_rule(&fitting).await.unwrap();
    }
    commit(work).await;
    for clashing in [
        salary((Some(june), Some(june))),
        salary((None, None)),
        salary((Some(date(2030, 1, 1)), Some(date(2030, 1, 1)))),
        salary((None, Some(date(2000, 1, 1)))),
    ] {
        let mut work = bench.store().begin().await.unwrap();
        let refused = refused_by(work.insert_rule(&clashing).await);
        assert_eq!(refused, "law_rule_overlap", "{:?}", clashing.rule.from);
    }
}

/// Also not when two programs write at the same time.
pub async fn of_two_overlapping_rows_written_at_once_one_is_refused(bench: Arc<dyn Bench>) {
    let work = with_act(&*bench).await;
    commit(work).await;
    let write = |bench: Arc<dyn Bench>| async move {
        let mut work = bench.store().begin().await?;
        work.insert_rule(&salary((Some(date(2026, 7, 1)), None)))
            .await?;
        work.commit().await
    };
    let (one, other) = tokio::join!(
        tokio::spawn(write(Arc::clone(&bench))),
        tokio::spawn(write(Arc::clone(&bench)))
    );
    let kept = [one.unwrap(), other.unwrap()];
    assert_eq!(kept.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(bench.number("SELECT COUNT(*) FROM law_rule").await, 1);
}

/// What a rule rests on stays.
pub async fn an_act_that_a_rule_rests_on_is_not_removed(bench: Arc<dyn Bench>) {
    let mut work = with_act(&*bench).await;
    let rule = salary((None, None));
    work.insert_rule(&rule).await.unwrap();
    commit(work).await;
    let mut work = bench.store().begin().await.unwrap();
    refused_by(work.remove_act("nd-1").await);
    drop(work);
    let mut work = bench.store().begin().await.unwrap();
    work.remove_rule(rule.id).await.unwrap();
    work.remove_act("nd-1").await.unwrap();
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    assert!(read.law_acts().await.unwrap().is_empty());
}

/// A value has the columns of its kind and no other.
pub async fn a_rule_without_its_value_is_refused(bench: Arc<dyn Bench>) {
    let work = with_act(&*bench).await;
    commit(work).await;
    for (kind, amount, divisor, unit, words) in [
        ("money", "NULL", "NULL", "NULL", "NULL"),
        ("money", "-1", "NULL", "NULL", "NULL"),
        ("ratio", "1", "0", "NULL", "NULL"),
        ("ratio", "1", "NULL", "NULL", "NULL"),
        ("limit", "0", "NULL", "'day'", "NULL"),
        ("limit", "1", "NULL", "NULL", "NULL"),
        ("text", "NULL", "NULL", "NULL", "''"),
        ("number", "1", "NULL", "NULL", "'x'"),
    ] {
        let id = if bench.engine() == "sqlite" {
            "randomblob(16)"
        } else {
            "gen_random_uuid()"
        };
        let insert = format!(
            "INSERT INTO law_rule (id, key, scope_kind, scope_code, pack, name, value_kind, amount, divisor, \
             limit_unit, words, unit, act_code, article, certainty, note) VALUES ({id}, 'a', 'nation', '', 'mau', \
             'a', '{kind}', {amount}, {divisor}, {unit}, {words}, '', 'nd-1', '', 'official', '')"
        );
        let refused = bench.run(&insert).await.unwrap_err();
        assert!(
            refused.contains("law_rule_value_check"),
            "{kind}: {refused}"
        );
    }
}

/// Limits were counted by it.
pub async fn a_confirmed_calendar_table_stays_as_it_was_confirmed(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let by: PersonId = world.chair;
    let draft = table(2026, None, vec![day(date(2026, 1, 1), DayKind::Holiday)]);
    let mut work = bench.store().begin().await.unwrap();
    work.insert_calendar_table(&draft).await.unwrap();
    let tet = day(date(2026, 2, 17), DayKind::Holiday);
    let version = work.put_calendar_day(draft.id, &tet, 1).await.unwrap();
    work.confirm_calendar_table(draft.id, 1, version, "Theo thông báo", by, now())
        .await
        .unwrap();
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    let kept = read.calendar_table(draft.id).await.unwrap().unwrap();
    assert_eq!((kept.edition, kept.entries.len()), (Some(1), 2));
    assert_eq!(kept.confirmed_by, Some(by));
    assert!(!kept.confirmed_by_name.is_empty());
    drop(read);
    let mut work = bench.store().begin().await.unwrap();
    assert_stale(work.put_calendar_day(draft.id, &tet, version).await);
    drop(work);
    let refused = bench
        .run("UPDATE calendar_day SET name = 'x'")
        .await
        .unwrap_err();
    assert!(refused.contains("calendar_day_draft"), "{refused}");
}

/// Two people who edit never overwrite each other.
pub async fn a_calendar_draft_is_one_and_is_changed_from_the_version_seen(bench: Arc<dyn Bench>) {
    let draft = table(2027, None, Vec::new());
    let mut work = bench.store().begin().await.unwrap();
    work.insert_calendar_table(&draft).await.unwrap();
    commit(work).await;
    let mut work = bench.store().begin().await.unwrap();
    let second = work
        .insert_calendar_table(&table(2027, None, Vec::new()))
        .await;
    refused_by(second);
    drop(work);
    let one = day(date(2027, 1, 1), DayKind::Holiday);
    let mut work = bench.store().begin().await.unwrap();
    assert_eq!(work.put_calendar_day(draft.id, &one, 1).await.unwrap(), 2);
    commit(work).await;
    for stale in [true, false] {
        let mut work = bench.store().begin().await.unwrap();
        let seen = if stale { 1 } else { 2 };
        let outcome = work.remove_calendar_day(draft.id, one.day, seen).await;
        if stale {
            assert_stale(outcome);
        } else {
            assert_eq!(outcome.unwrap(), 3);
            work.discard_calendar_table(draft.id, 3).await.unwrap();
            commit(work).await;
        }
    }
    let left = bench.number("SELECT COUNT(*) FROM calendar_table").await;
    assert_eq!(left, 0);
}

/// A day belongs to the table of its year.
pub async fn a_day_of_another_year_is_refused(bench: Arc<dyn Bench>) {
    let draft = table(2027, None, Vec::new());
    let mut work = bench.store().begin().await.unwrap();
    work.insert_calendar_table(&draft).await.unwrap();
    let stray = day(date(2028, 1, 1), DayKind::Holiday);
    let refused = refused_by(work.put_calendar_day(draft.id, &stray, 1).await);
    assert_eq!(refused, "calendar_day_year");
}
