//! The audit log.

use std::sync::Arc;

use sangkien_app::port::{AuditFilter, Paging, StoreError};
use sangkien_app::record::ChainedEvent;
use sangkien_domain::id::PersonId;
use sangkien_ledger::{CheckpointKey, EventRecord, Fault, Report, Verifier};

use super::samples::{commit, fresh};
use super::{Bench, World};

/// Reads the whole chain as the verification of the product does.
async fn verify(bench: &dyn Bench) -> Report {
    let mut read = bench.store().read().await.unwrap();
    let mut verifier = Verifier::new(Vec::new(), &CheckpointKey::new([0; 32]));
    let mut position = 0;
    loop {
        let events = read.audit_after(position, 7).await.unwrap();
        let Some(last) = events.last() else { break };
        position = last.position;
        for event in &events {
            verifier.feed(&record(event), &event.previous, &event.hash);
        }
    }
    let (position, hash) = read.audit_head().await.unwrap();
    verifier.finish(Some((position, hash)))
}

fn record(event: &ChainedEvent) -> EventRecord {
    EventRecord {
        position: event.position,
        at_micros: event.at,
        payload: event.payload.clone(),
    }
}

async fn write_events(bench: &dyn Bench, world: &World, count: usize) {
    for number in 0..count {
        let mut work = bench.store().begin().await.unwrap();
        work.record(world.event("dossier.submitted", &format!("s{number}")));
        work.record(world.event("dossier.accepted", &format!("s{number}")));
        commit(work).await;
    }
}

/// Several events of one unit of work, several units of work: one sound chain.
pub async fn the_audit_chain_verifies(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    assert!(verify(&*bench).await.is_sound());
    write_events(&*bench, &world, 10).await;
    let report = verify(&*bench).await;
    assert_eq!((report.is_sound(), report.events), (true, 20));
    let mut read = bench.store().read().await.unwrap();
    let first = read.audit_after(0, 1).await.unwrap();
    let payload: serde_json::Value = serde_json::from_str(&first[0].payload).unwrap();
    assert_eq!(payload["actor"], world.author.to_string());
    assert_eq!(payload["subject"]["kind"], "dossier");
    assert_eq!(payload["after"]["state"], "submitted");
    assert_eq!(payload["source"], "local");
}

/// Whoever commits first stands first, without gap.
pub async fn parallel_commits_make_one_chain(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let tasks: Vec<_> = (0..40)
        .map(|number| {
            let (bench, world) = (Arc::clone(&bench), world.clone());
            tokio::spawn(async move {
                let mut work = bench.store().begin().await.unwrap();
                work.record(world.event("a", &number.to_string()));
                work.record(world.event("b", &number.to_string()));
                work.commit().await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let report = verify(&*bench).await;
    assert!(report.is_sound(), "{:?}", report.faults);
    assert_eq!((report.events, report.last_position), (80, 80));
}

/// The log tells what happened, not what was tried.
pub async fn an_event_of_work_not_committed_is_not_chained(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    work.record(world.event("dossier.submitted", "s"));
    drop(work);
    write_events(&*bench, &world, 1).await;
    let report = verify(&*bench).await;
    assert_eq!((report.is_sound(), report.events), (true, 2));
}

/// Takes the guards of the schema off, as somebody with the file or the server can.
async fn unguard(bench: &dyn Bench) {
    let statements = match bench.engine() {
        "sqlite" => {
            "DROP TRIGGER audit_event_append_only_update; DROP TRIGGER audit_event_append_only_delete;"
        }
        _ => "DROP TRIGGER audit_event_append_only ON audit_event;",
    };
    bench.run(statements).await.unwrap();
}

/// Changing what happened breaks the hash.
pub async fn an_edited_event_is_found(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    write_events(&*bench, &world, 3).await;
    unguard(&*bench).await;
    bench
        .run("UPDATE audit_event SET payload = replace(payload, 'Sáng', 'Tối') WHERE position = 3")
        .await
        .unwrap();
    let report = verify(&*bench).await;
    assert_eq!(report.faults, [Fault::Edited { position: 3 }]);
}

/// Removing an event leaves a hole.
pub async fn a_removed_event_is_found(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    write_events(&*bench, &world, 3).await;
    unguard(&*bench).await;
    bench
        .run("DELETE FROM audit_event WHERE position = 4")
        .await
        .unwrap();
    let report = verify(&*bench).await;
    assert!(
        report
            .faults
            .contains(&Fault::Missing { first: 4, last: 4 })
    );
    bench
        .run("DELETE FROM audit_event WHERE position >= 4")
        .await
        .unwrap();
    let report = verify(&*bench).await;
    assert!(!report.is_sound(), "a chain cut short ends before its head");
}

/// Changing only the searchable copies of an event does not pass either.
pub async fn an_event_hidden_from_searches_is_found(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    write_events(&*bench, &world, 2).await;
    unguard(&*bench).await;
    for change in ["act = 'x'", "subject_id = 'x'", "actor_id = NULL"] {
        bench
            .run(&format!(
                "UPDATE audit_event SET {change} WHERE position = 2"
            ))
            .await
            .unwrap();
        let mut read = bench.store().read().await.unwrap();
        let outcome = read.audit_after(0, 10).await;
        assert!(matches!(outcome, Err(StoreError::Damaged(_))), "{change}");
    }
}

/// The schema refuses, whoever asks.
pub async fn audit_rows_cannot_be_changed_or_deleted(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    write_events(&*bench, &world, 2).await;
    for statement in [
        "UPDATE audit_event SET act = 'x'",
        "UPDATE audit_event SET payload = '{}' WHERE position = 1",
        "DELETE FROM audit_event",
        "DELETE FROM audit_event WHERE position = 4",
        "DELETE FROM audit_head",
    ] {
        let refusal = bench.run(statement).await.unwrap_err();
        assert!(refusal.contains("audit_"), "{statement}: {refusal}");
    }
    if bench.engine() == "postgres" {
        bench.run("TRUNCATE audit_event").await.unwrap_err();
    }
    assert_eq!(verify(&*bench).await.events, 4);
}

/// The kept head only moves forward.
pub async fn the_head_of_the_log_never_goes_back(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    write_events(&*bench, &world, 2).await;
    let refusal = bench
        .run("UPDATE audit_head SET position = 2")
        .await
        .unwrap_err();
    assert!(refusal.contains("audit_head_forward"), "{refusal}");
}

/// Latest first; an act is found by its beginning, with its wildcards taken literally.
pub async fn the_log_is_searched_by_actor_subject_act_and_time(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    write_events(&*bench, &world, 3).await;
    let late = world.now.plus_seconds(60);
    let mut work = bench.store().begin().await.unwrap();
    let mut event = world.event("session.opened", "s1");
    event.actor = Some(world.chair);
    work.record(event);
    let mut event = world.event("program.started", "instance");
    event.actor = None;
    event.at = late;
    work.record(event);
    commit(work).await;
    let page = Paging { page: 1, size: 4 };
    let filter = |actor: Option<PersonId>, subject: Option<&str>, act: Option<&str>| AuditFilter {
        actor,
        subject: subject.map(str::to_owned),
        act: act.map(str::to_owned),
        ..AuditFilter::default()
    };
    let between = |since, before| AuditFilter {
        since,
        before,
        ..AuditFilter::default()
    };
    let mut read = bench.store().read().await.unwrap();
    for (filter, total) in [
        (filter(None, None, None), 8),
        (filter(Some(world.author), None, None), 6),
        (filter(Some(world.chair), Some("s1"), None), 1),
        (filter(None, Some("s1"), None), 3),
        (filter(None, None, Some("dossier.")), 6),
        (filter(None, None, Some("dossier.a")), 3),
        (filter(None, None, Some("%")), 0),
        (filter(None, None, Some("DOSSIER.")), 0),
        (filter(Some(fresh()), None, None), 0),
        (between(Some(late), None), 1),
        (between(None, Some(late)), 7),
        (between(Some(world.now), Some(world.now)), 0),
    ] {
        let found = read.audit(&filter, page).await.unwrap();
        assert_eq!(found.total, total, "{filter:?}");
        assert!(found.rows.is_sorted_by(|a, b| a.position > b.position));
        assert!(found.rows.len() <= 4);
    }
}
