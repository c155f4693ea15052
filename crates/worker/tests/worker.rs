//! The worker over a real outbox and audit log.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use sangkien_app::port::{Clock, Store};
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_ledger::{Checkpoint, CheckpointKey};
use sangkien_testkit::{Engine, Scene, World};
use sangkien_worker::{CheckpointShelf, Checkpointer, OutgoingLetter, Post, Undelivered, Worker};
use tokio::sync::watch;
use tokio::task::JoinHandle;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// Takes letters, after refusing as often as told.
#[derive(Default)]
struct Mailbox {
    refusals: Mutex<Vec<Undelivered>>,
    taken: Mutex<Vec<OutgoingLetter>>,
}

#[async_trait]
impl Post for Mailbox {
    async fn deliver(&self, letter: OutgoingLetter) -> Result<(), Undelivered> {
        if let Some(refusal) = self.refusals.lock().unwrap().pop() {
            return Err(refusal);
        }
        self.taken.lock().unwrap().push(letter);
        Ok(())
    }
}

#[derive(Default)]
struct Drawer(Mutex<Vec<Checkpoint>>);

#[async_trait]
impl CheckpointShelf for Drawer {
    async fn keep(&self, checkpoint: Checkpoint) -> std::io::Result<()> {
        self.0.lock().unwrap().push(checkpoint);
        Ok(())
    }
}

/// A worker at work on a world.
struct AtWork {
    mailbox: Arc<Mailbox>,
    drawer: Arc<Drawer>,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

const KEY: [u8; 32] = [9; 32];

fn start(world: &World, refusals: Vec<Undelivered>) -> AtWork {
    let mailbox = Arc::new(Mailbox {
        refusals: Mutex::new(refusals),
        ..Mailbox::default()
    });
    let drawer = Arc::new(Drawer::default());
    let clock: Arc<dyn Clock> = Arc::<sangkien_testkit::SetClock>::clone(&world.clock);
    let shelf: Arc<dyn CheckpointShelf> = Arc::<Drawer>::clone(&drawer);
    let key = CheckpointKey::new(KEY);
    let checkpointer = Checkpointer::new(world.store(), clock, key, shelf, None);
    let post: Arc<dyn Post> = Arc::<Mailbox>::clone(&mailbox);
    let (stop, stopped) = watch::channel(false);
    let worker = Worker::new(Arc::clone(&world.app), post, checkpointer);
    AtWork {
        mailbox,
        drawer,
        stop,
        task: tokio::spawn(worker.run(stopped)),
    }
}

impl AtWork {
    async fn until(&self, done: impl Fn(&Mailbox) -> bool) {
        for _ in 0..600 {
            if done(&self.mailbox) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(done(&self.mailbox), "the worker has not come so far");
    }

    async fn stop(self) -> (Vec<OutgoingLetter>, Vec<Checkpoint>) {
        self.stop.send(true).unwrap();
        self.task.await.unwrap();
        let letters = self.mailbox.taken.lock().unwrap().clone();
        let checkpoints = self.drawer.0.lock().unwrap().clone();
        (letters, checkpoints)
    }
}

async fn waiting(store: &dyn Store) -> u64 {
    let mut snapshot = store.read().await.unwrap();
    snapshot.outbox_waiting().await.unwrap()
}

async fn scene(world: &World) -> Scene<'_> {
    let window = Window {
        opens_at: at("2024-03-01T00:00:00+07:00"),
        closes_at: at("2024-04-10T00:00:00+07:00"),
    };
    Scene::set_up(&world.app, window).await
}

async fn world() -> World {
    World::at(Engine::Sqlite, at("2024-04-01T09:00:00+07:00")).await
}

#[tokio::test]
async fn a_submission_is_acknowledged_by_one_letter_in_vietnamese() {
    let world = world().await;
    let scene = scene(&world).await;
    let at_work = start(&world, Vec::new());
    let id = scene.draft(&scene.author, 1).await;
    world.app.submit(&scene.author, id).await.unwrap();
    let about = |letter: &OutgoingLetter| letter.text.contains("PM-2024-0001");
    at_work
        .until(|mailbox| mailbox.taken.lock().unwrap().iter().any(about))
        .await;
    let (letters, _) = at_work.stop().await;
    let found: Vec<&OutgoingLetter> = letters.iter().filter(|letter| about(letter)).collect();
    assert_eq!(found.len(), 1, "{letters:#?}");
    assert_eq!(found[0].to, "tac-gia-mau-01@mau.example");
    assert_eq!(found[0].at, world.app.now());
    assert!(found[0].text.starts_with("Kính gửi"), "{}", found[0].text);
    assert_eq!(waiting(world.store().as_ref()).await, 0);
}

#[tokio::test]
async fn a_letter_that_cannot_go_out_now_goes_out_later() {
    let world = world().await;
    let busy = Undelivered {
        reason: "máy chủ thư bận".into(),
        passing: true,
    };
    let _scene = scene(&world).await;
    let all = waiting(world.store().as_ref()).await;
    let at_work = start(&world, vec![busy]);
    let delivered = |mailbox: &Mailbox| mailbox.taken.lock().unwrap().len() as u64;
    at_work.until(|mailbox| delivered(mailbox) == all - 1).await;
    assert_eq!(waiting(world.store().as_ref()).await, 1);
    world.clock.forward(3_600);
    at_work.until(|mailbox| delivered(mailbox) == all).await;
    at_work.stop().await;
    assert_eq!(waiting(world.store().as_ref()).await, 0);
}

#[tokio::test]
async fn a_letter_refused_for_good_is_given_up() {
    let world = world().await;
    let refused = Undelivered {
        reason: "không có hộp thư này".into(),
        passing: false,
    };
    let _scene = scene(&world).await;
    let all = waiting(world.store().as_ref()).await;
    let at_work = start(&world, vec![refused]);
    at_work
        .until(|mailbox| mailbox.taken.lock().unwrap().len() as u64 == all - 1)
        .await;
    at_work.stop().await;
    assert_eq!(waiting(world.store().as_ref()).await, 0);
}

#[tokio::test]
async fn the_head_of_the_log_is_signed_when_it_has_moved_and_at_the_end() {
    let world = world().await;
    let scene = scene(&world).await;
    let at_work = start(&world, Vec::new());
    at_work
        .until(|mailbox| !mailbox.taken.lock().unwrap().is_empty())
        .await;
    scene.draft(&scene.author, 1).await;
    let (_, checkpoints) = at_work.stop().await;
    let store = world.store();
    let head = store.read().await.unwrap().audit_head().await.unwrap();
    let last = checkpoints.last().unwrap();
    assert_eq!((last.position, last.hash), head);
    let key = CheckpointKey::new(KEY);
    assert!(checkpoints.iter().all(|one| one.verify(&key).is_ok()));
    assert!(
        checkpoints.len() >= 2,
        "once while running, once at the end"
    );
    assert!(checkpoints.is_sorted_by_key(|one| one.position));
}
