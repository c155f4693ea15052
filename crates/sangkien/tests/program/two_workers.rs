//! Two workers beside one another, as two programs over one database have them.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use sangkien_app::port::Clock;
use sangkien_domain::id::DossierId;
use sangkien_ledger::{Checkpoint, CheckpointKey};
use sangkien_testkit::{Engine, SetClock};
use sangkien_worker::{CheckpointShelf, Checkpointer, OutgoingLetter, Post, Undelivered, Worker};
use tokio::sync::watch;

use crate::ends::procedure;
use crate::office::Office;

/// Takes every letter and keeps none.
struct Away;

#[async_trait]
impl Post for Away {
    async fn deliver(&self, _: OutgoingLetter) -> Result<(), Undelivered> {
        Ok(())
    }
}

#[async_trait]
impl CheckpointShelf for Away {
    async fn keep(&self, _: Checkpoint) -> std::io::Result<()> {
        Ok(())
    }
}

fn worker(office: &Office) -> Worker {
    let clock: Arc<dyn Clock> = Arc::<SetClock>::clone(&office.world.clock);
    let key = CheckpointKey::new([7; 32]);
    let checkpointer = Checkpointer::new(office.world.store(), clock, key, Arc::new(Away), None);
    Worker::new(Arc::clone(&office.world.app), Arc::new(Away), checkpointer)
}

/// Waits until so many deeds and apologies are there for a dossier.
async fn until(office: &Office, id: DossierId, deeds: usize, apologies: usize) {
    let mut found = (0, 0);
    for _ in 0..300 {
        let mut store = office.world.store().read().await.unwrap();
        found = (
            store.limit_deeds(id).await.unwrap().len(),
            store.apologies(id).await.unwrap().len(),
        );
        drop(store);
        if found == (deeds, apologies) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(found, (deeds, apologies));
}

async fn beside_one_another(engine: Engine) {
    let office = Office::following(engine, &procedure()).await;
    let id = office.submitted().await;
    let (stop, stopped) = watch::channel(false);
    let workers = [
        tokio::spawn(worker(&office).run(stopped.clone())),
        tokio::spawn(worker(&office).run(stopped)),
    ];
    office.set("2024-03-18T00:00:00+07:00");
    until(&office, id, 1, 0).await;
    office.set("2024-03-18T12:00:00+07:00");
    until(&office, id, 2, 0).await;
    office.set("2024-03-19T00:00:00+07:00");
    until(&office, id, 2, 1).await;
    stop.send(true).unwrap();
    for worker in workers {
        worker.await.unwrap();
    }
    let mut store = office.world.store().read().await.unwrap();
    let (head, _) = store.audit_head().await.unwrap();
    let events = store
        .audit_after(0, u32::try_from(head).unwrap())
        .await
        .unwrap();
    let count = |act: &str| {
        let told = events.iter().filter(|event| event.payload.contains(act));
        told.count()
    };
    assert_eq!(
        (count("limit.reminded"), count("limit.apology-owed")),
        (2, 1)
    );
    drop(store);
    office.world.check().await;
    office.world.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_over_one_file_do_each_thing_once() {
    beside_one_another(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_over_one_server_do_each_thing_once() {
    beside_one_another(Engine::Postgres).await;
}
