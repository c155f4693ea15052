//! The outbox, and the removal of sample data.

use std::collections::BTreeSet;
use std::sync::Arc;

use sangkien_app::record::{Recusal, StatePost};
use sangkien_domain::access::Role;
use sangkien_domain::dossier::State;
use sangkien_domain::register::Series;
use sangkien_domain::time::Instant;

use super::procedures::sample_procedure;
use super::samples::{commit, grant};
use super::{Bench, World, refused_by};
use crate::schema::migrations;

fn lease(now: Instant) -> Instant {
    now.plus_seconds(60)
}

/// Ordering an effect again orders nothing more.
pub async fn two_jobs_with_one_key_are_one_job(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let first = world.job("receipt:1");
    let mut work = bench.store().begin().await.unwrap();
    work.enqueue(&first).await.unwrap();
    work.enqueue(&world.job("receipt:1")).await.unwrap();
    work.enqueue(&world.job("receipt:2")).await.unwrap();
    assert_eq!(work.outbox_waiting().await.unwrap(), 2);
    let jobs = work
        .claim_jobs(world.now, lease(world.now), 10)
        .await
        .unwrap();
    assert_eq!(jobs.len(), 2);
    assert_eq!(jobs[0].id, first.id);
    work.finish_job(first.id, world.now).await.unwrap();
    work.enqueue(&world.job("receipt:1")).await.unwrap();
    assert_eq!(work.outbox_waiting().await.unwrap(), 1);
}

/// While a lease runs the job is somebody's.
pub async fn a_leased_job_is_taken_by_nobody_else(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    for number in 0..3 {
        let job = world.job(&number.to_string());
        work.enqueue(&job).await.unwrap();
    }
    commit(work).await;
    for expected in [2, 1, 0] {
        let mut work = bench.store().begin().await.unwrap();
        let jobs = work
            .claim_jobs(world.now, lease(world.now), 2)
            .await
            .unwrap();
        assert_eq!(jobs.len(), expected);
        commit(work).await;
    }
}

/// A worker that died keeps nothing from being done.
pub async fn a_lease_that_has_run_out_frees_the_job(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    work.enqueue(&world.job("k")).await.unwrap();
    let until = lease(world.now);
    for (now, tries) in [
        (world.now, Some(1)),
        (Instant(until.0 - 1), None),
        (until, Some(2)),
    ] {
        let jobs = work.claim_jobs(now, lease(now), 1).await.unwrap();
        assert_eq!(jobs.first().map(|job| job.attempts), tries);
    }
}

/// Not before their time, and the longest waiting first.
pub async fn jobs_wait_until_they_are_due(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    for (key, due) in [("b", 1), ("c", 2), ("a", 0)] {
        let mut job = world.job(key);
        job.due_at = world.now.plus_seconds(due);
        work.enqueue(&job).await.unwrap();
    }
    let now = world.now.plus_seconds(1);
    let jobs = work.claim_jobs(now, lease(now), 10).await.unwrap();
    let keys: Vec<&str> = jobs.iter().map(|job| job.unique_key.as_str()).collect();
    assert_eq!(keys, ["a", "b"]);
}

/// A failed effect is tried again, later.
pub async fn a_job_put_off_comes_back_with_its_tries(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let job = world.job("k");
    let mut work = bench.store().begin().await.unwrap();
    work.enqueue(&job).await.unwrap();
    work.claim_jobs(world.now, lease(world.now), 1)
        .await
        .unwrap();
    let later = world.now.plus_seconds(30);
    work.postpone_job(job.id, later, "máy chủ thư bận")
        .await
        .unwrap();
    assert!(
        work.claim_jobs(world.now, lease(world.now), 1)
            .await
            .unwrap()
            .is_empty()
    );
    let again = work.claim_jobs(later, lease(later), 1).await.unwrap();
    assert_eq!((again[0].attempts, again[0].due_at), (2, later));
}

/// Several workers share the queue.
pub async fn parallel_workers_never_take_the_same_job(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    for number in 0..30 {
        let job = world.job(&number.to_string());
        work.enqueue(&job).await.unwrap();
    }
    commit(work).await;
    let workers: Vec<_> = (0..6)
        .map(|_| {
            let (bench, now) = (Arc::clone(&bench), world.now);
            tokio::spawn(async move {
                let mut taken = Vec::new();
                loop {
                    let mut work = bench.store().begin().await.unwrap();
                    let jobs = work.claim_jobs(now, lease(now), 3).await.unwrap();
                    work.commit().await.unwrap();
                    if jobs.is_empty() {
                        return taken;
                    }
                    taken.extend(jobs.into_iter().map(|job| job.id));
                }
            })
        })
        .collect();
    let mut all = BTreeSet::new();
    for worker in workers {
        for id in worker.await.unwrap() {
            assert!(all.insert(id), "a job was taken twice");
        }
    }
    assert_eq!(all.len(), 30);
}

/// A working instance cannot be emptied by mistake.
pub async fn samples_are_removed_only_on_a_sample_instance(bench: Arc<dyn Bench>) {
    World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    assert_eq!(
        refused_by(work.remove_samples().await),
        "setting_demo_missing"
    );
    assert!(work.has_people().await.unwrap());
}

/// Every table is emptied but the settings and the log.
pub async fn removing_samples_leaves_the_log_and_nothing_else(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (_, [dossier, _]) = world.add_session(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    let grant = grant(world.author, Role::Author, world.school);
    work.insert_grant(&grant).await.unwrap();
    let authors = [world.sole_author()];
    work.replace_authors(dossier, &authors, 0, world.author, world.now)
        .await
        .unwrap();
    let recusal = Recusal {
        dossier,
        seat: world.seats[0],
        reason: String::new(),
        declared_at: world.now,
    };
    work.insert_recusal(&recusal).await.unwrap();
    let post = StatePost {
        person: world.chair,
        unit: world.district,
        title: "Chủ tịch".into(),
        valid_from: world.now,
        valid_to: None,
    };
    work.insert_state_post(&post).await.unwrap();
    let (procedure, version) = sample_procedure(world.author);
    work.insert_procedure(&procedure).await.unwrap();
    work.insert_procedure_version(&version).await.unwrap();
    work.insert_decision(&world.decision(&[dossier]))
        .await
        .unwrap();
    work.next_number(world.district, Series::Receipt, 2024)
        .await
        .unwrap();
    work.enqueue(&world.job("k")).await.unwrap();
    work.record(world.event("sample.made", "instance"));
    work.set_setting("demo", "1").await.unwrap();
    work.set_setting("khác", "1").await.unwrap();
    commit(work).await;
    world
        .add_dossier(bench.store(), State::Draft, "Sáng kiến mẫu")
        .await;

    let mut work = bench.store().begin().await.unwrap();
    work.remove_samples().await.unwrap();
    work.record(world.event("sample.removed", "instance"));
    commit(work).await;
    let steps = i64::try_from(migrations().len()).unwrap();
    for table in bench.tables().await {
        let count = format!("SELECT COUNT(*) FROM {}", table.name);
        let expected = match table.name.as_str() {
            "audit_event" => 2,
            "setting" | "audit_head" => 1,
            "schema_migration" => steps,
            _ => 0,
        };
        assert_eq!(bench.number(&count).await, expected, "{}", table.name);
    }
    let mut read = bench.store().read().await.unwrap();
    assert_eq!(read.setting("demo").await.unwrap(), None);
    assert!(!read.has_people().await.unwrap());
}
