//! Comparing by meaning with a model that fails at some texts.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sangkien_app::port::{AlikeText, CompareError, KeptText, Meaning, TextVersion};
use sangkien_domain::id::DossierId;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Outfit, Scene, World};
use sangkien_worker::keep_meanings;
use tokio::sync::watch;

/// Fails at one text with an error and breaks off at another, for as long as told.
#[derive(Default)]
struct Moody {
    fails: Mutex<Option<DossierId>>,
    breaks: Mutex<Option<DossierId>>,
    tried: Mutex<Vec<DossierId>>,
    kept: Mutex<HashSet<DossierId>>,
}

impl Moody {
    fn tries(&self, dossier: DossierId) -> usize {
        let tried = self.tried.lock().unwrap();
        tried.iter().filter(|one| **one == dossier).count()
    }

    fn has(&self, dossier: DossierId) -> bool {
        self.kept.lock().unwrap().contains(&dossier)
    }

    async fn until(&self, what: &str, done: impl Fn(&Self) -> bool) {
        for _ in 0..600 {
            if done(self) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(done(self), "{what}");
    }
}

impl Meaning for Moody {
    fn is_used(&self) -> bool {
        true
    }

    fn keeps(&self, text: TextVersion) -> bool {
        self.has(text.dossier)
    }

    fn keep(&self, text: &KeptText) -> Result<(), CompareError> {
        self.tried.lock().unwrap().push(text.dossier);
        let is = |one: &Mutex<Option<DossierId>>| *one.lock().unwrap() == Some(text.dossier);
        if is(&self.fails) {
            return Err(CompareError("a text that cannot be divided".into()));
        }
        assert!(!is(&self.breaks), "a text that breaks the model");
        self.kept.lock().unwrap().insert(text.dossier);
        Ok(())
    }

    fn keep_only(&self, _dossiers: &HashSet<DossierId>) -> Result<(), CompareError> {
        Ok(())
    }

    fn alike(&self, _text: TextVersion) -> Vec<AlikeText> {
        Vec::new()
    }
}

#[tokio::test]
async fn a_text_that_the_model_fails_at_is_put_off_and_keeps_no_other_waiting() {
    let now = Instant::parse("2024-04-01T09:00:00+07:00").unwrap();
    let moody = Arc::new(Moody::default());
    let outfit = Outfit {
        meaning: Arc::<Moody>::clone(&moody),
        ..Outfit::default()
    };
    let world = World::fitted(Engine::Sqlite, now, outfit).await;
    let window = Window {
        opens_at: now,
        closes_at: now.plus_seconds(86_400),
    };
    let scene = Scene::set_up(&world.app, window).await;
    let submitted = async |number| {
        let id = scene.draft(&scene.author, number).await;
        world.app.submit(&scene.author, id).await.unwrap();
        id
    };
    let (failing, breaking, whole) = (submitted(1).await, submitted(2).await, submitted(3).await);
    *moody.fails.lock().unwrap() = Some(failing);
    *moody.breaks.lock().unwrap() = Some(breaking);
    let (stop, stopped) = watch::channel(false);
    let task = tokio::spawn(keep_meanings(Arc::clone(&world.app), stopped));

    let tries = |moody: &Moody| (moody.tries(failing), moody.tries(breaking));
    moody
        .until("each is tried", |moody| {
            moody.has(whole) && tries(moody) == (1, 1)
        })
        .await;
    let further = submitted(4).await;
    moody
        .until("others go on", |moody| moody.has(further))
        .await;
    assert_eq!(tries(&moody), (1, 1), "put off");
    world.clock.forward(60);
    moody
        .until("tried again", |moody| tries(moody) == (2, 2))
        .await;
    world.clock.forward(119);
    let last = submitted(5).await;
    moody.until("others go on", |moody| moody.has(last)).await;
    assert_eq!(tries(&moody), (2, 2), "put off for twice as long");
    *moody.fails.lock().unwrap() = None;
    *moody.breaks.lock().unwrap() = None;
    world.clock.forward(1);
    moody
        .until("kept in the end", |moody| {
            moody.has(failing) && moody.has(breaking)
        })
        .await;
    assert_eq!(moody.tries(whole), 1);
    stop.send(true).unwrap();
    task.await.unwrap();
}
