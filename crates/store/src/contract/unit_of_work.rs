//! Units of work: all or nothing.

use std::sync::Arc;
use std::time::Duration;

use sangkien_app::port::StoreError;
use sangkien_domain::dossier::State;
use uuid::Uuid;

use super::samples::{fresh, person, unit};
use super::{Bench, World, refused_by};

/// Dropping is rolling back.
pub async fn an_unfinished_unit_of_work_leaves_nothing(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world.dossier(State::Draft, "Sáng kiến mẫu");
    let mut work = bench.store().begin().await.unwrap();
    work.insert_dossier(&dossier).await.unwrap();
    work.set_setting("mẫu", "1").await.unwrap();
    work.record(world.event("dossier.begun", "1"));
    drop(work);

    let mut read = bench.store().read().await.unwrap();
    assert!(read.dossier(dossier.id).await.unwrap().is_none());
    assert_eq!(read.setting("mẫu").await.unwrap(), None);
    assert_eq!(read.audit_head().await.unwrap().0, 0);
}

/// Nothing is visible before the commit, everything after.
pub async fn a_unit_of_work_is_seen_wholly_after_its_commit(bench: Arc<dyn Bench>) {
    let store = bench.store();
    let mut work = store.begin().await.unwrap();
    work.set_setting("một", "1").await.unwrap();
    work.set_setting("hai", "2").await.unwrap();
    let mut before = store.read().await.unwrap();
    assert_eq!(before.setting("một").await.unwrap(), None);
    drop(before);
    work.commit().await.unwrap();
    let mut after = store.read().await.unwrap();
    assert_eq!(after.setting("một").await.unwrap().as_deref(), Some("1"));
    assert_eq!(after.setting("hai").await.unwrap().as_deref(), Some("2"));
}

/// Reads inside a unit of work see its own writes.
pub async fn a_unit_of_work_reads_what_it_has_written(bench: Arc<dyn Bench>) {
    let mut work = bench.store().begin().await.unwrap();
    let office = unit("MAU", "Đơn vị mẫu", None);
    work.insert_unit(&office).await.unwrap();
    let worker = person("mau", "Người mẫu", office.id);
    work.insert_person(&worker).await.unwrap();
    assert_eq!(work.person(worker.id).await.unwrap(), Some(worker));
    assert!(work.has_people().await.unwrap());
}

/// A snapshot stays as it was at its first read.
pub async fn a_snapshot_does_not_change_while_it_is_read(bench: Arc<dyn Bench>) {
    let store = bench.store();
    let mut snapshot = store.read().await.unwrap();
    assert_eq!(snapshot.setting("khóa").await.unwrap(), None);
    let mut work = store.begin().await.unwrap();
    work.set_setting("khóa", "mới").await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(snapshot.setting("khóa").await.unwrap(), None);
    drop(snapshot);
    let mut later = store.read().await.unwrap();
    assert_eq!(later.setting("khóa").await.unwrap().as_deref(), Some("mới"));
}

/// The engines differ in what a transaction is worth after a failed statement; the ports do not.
pub async fn after_a_refused_write_nothing_of_the_unit_of_work_is_kept(bench: Arc<dyn Bench>) {
    let store = bench.store();
    let mut work = store.begin().await.unwrap();
    work.set_setting("trước", "1").await.unwrap();
    let office = unit("MAU", "Đơn vị mẫu", None);
    work.insert_unit(&office).await.unwrap();
    let again = unit("MAU", "Đơn vị mẫu khác", None);
    assert_eq!(
        refused_by(work.insert_unit(&again).await),
        "unit_code_unique"
    );
    let outcome = work.commit().await;
    assert!(matches!(outcome, Err(StoreError::Unavailable(_))));
    let mut read = store.read().await.unwrap();
    assert_eq!(read.setting("trước").await.unwrap(), None);
}

/// A fresh database is ready.
pub async fn a_database_that_answers_is_ready(bench: Arc<dyn Bench>) {
    bench.store().ready().await.unwrap();
}

/// Two units of work that hold one thing come one after the other.
pub async fn whoever_holds_a_thing_keeps_others_waiting(bench: Arc<dyn Bench>) {
    let thing: Uuid = fresh();
    let mut first = bench.store().begin().await.unwrap();
    first.hold(thing).await.unwrap();
    let second = {
        let bench = Arc::clone(&bench);
        tokio::spawn(async move {
            let mut work = bench.store().begin().await.unwrap();
            work.hold(thing).await.unwrap();
            work.setting("lượt").await.unwrap()
        })
    };
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!second.is_finished());
    first.set_setting("lượt", "một").await.unwrap();
    first.commit().await.unwrap();
    assert_eq!(second.await.unwrap().as_deref(), Some("một"));
}
