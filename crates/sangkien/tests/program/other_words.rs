//! What dossiers say in other words, by a model of a few numbers: who is told, and when.

use std::path::Path;
use std::sync::Arc;

use sangkien_app::App;
use sangkien_app::port::{Meaning, TextVersion};
use sangkien_domain::access::Role;
use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;
use sangkien_meaning::install::install;
use sangkien_meaning::kept::KeptMeanings;
use sangkien_testkit::{Engine, Outfit, Scene, World};

use crate::comparing::{draft, window};
use crate::likeness::{model, sentences, spelled};

async fn keep_all(app: &App) {
    while let Some(text) = app.text_without_meaning().await.unwrap() {
        app.keep_meaning(&text).unwrap();
    }
}

/// The text that a dossier has now.
async fn now_of(world: &World, id: DossierId) -> TextVersion {
    let mut store = world.store().read().await.unwrap();
    let latest = store.latest_submission(id).await.unwrap().unwrap();
    TextVersion {
        dossier: id,
        submission: latest.submission,
        edition: latest.edition(),
    }
}

/// What compares by meaning, with a model that holds two spellings for one.
fn meaning(place: &Path) -> Arc<dyn Meaning> {
    let (source, installed) = (place.join("few-numbers"), place.join("model"));
    if !installed.exists() {
        model(&source);
        install(&source, "", &installed).unwrap();
    }
    Arc::new(KeptMeanings::open(&installed, &place.join("meaning")).unwrap())
}

async fn told(engine: Engine) {
    let place = tempfile::tempdir().unwrap();
    let outfit = Outfit {
        meaning: meaning(place.path()),
        ..Outfit::default()
    };
    let now = Instant::parse("2026-07-15T08:00+07:00").unwrap();
    let world = World::fitted(engine, now, outfit).await;
    let packs = [sangkien_packs::embedded().unwrap().remove(0)];
    world.app.load_first_packs(&packs).await.unwrap().unwrap();
    let scene = Scene::set_up(&world.app, window()).await;
    let app = &world.app;
    let other = scene.joins("tac-gia-sau", Role::Author).await;

    let section = sentences(8, 1);
    let first = [
        spelled(&sentences(3, 2), false),
        spelled(&section, false),
        spelled(&sentences(4, 4), false),
    ];
    let first = draft(&scene, &scene.author, 1, &first.concat().join(" ")).await;
    app.submit(&scene.author, first).await.unwrap();
    world.clock.forward(3_600);
    let anew = spelled(&section, true);
    let second = [
        spelled(&sentences(4, 3), true),
        anew.clone(),
        spelled(&sentences(2, 5), true),
    ];
    let second = draft(&scene, &other, 2, &second.concat().join(" ")).await;
    app.submit(&other, second).await.unwrap();

    // Until the background has come to it nothing is told, and nobody waits.
    let before = app.overlap(&scene.clerk, second).await.unwrap();
    assert!(before.alike.is_empty());
    keep_all(app).await;
    let report = app.overlap(&scene.clerk, second).await.unwrap();
    assert_eq!(report.alike.len(), 1, "{:?}", report.alike);
    let alike = &report.alike[0];
    assert_eq!(alike.source.found.dossier, first);
    let places = &alike.stretches[0];
    let words = report.text.part(&places.here, usize::MAX);
    assert!(words.contains(&anew.join(" ")), "{words}");
    let there = alike.there.part(&places.there, usize::MAX);
    let before_it = spelled(&section, false).join(" ");
    assert!(there.contains(&before_it), "{there}");
    // A neighbour may seem to fit, more do not.
    assert!((8..=9).contains(&places.sentences), "{places:?}");
    // It is a channel of its own: nothing is counted, flagged or found by it.
    assert_eq!(
        (report.share, report.sources.len()),
        (before.share, before.sources.len())
    );
    assert!(!report.hidden && alike.source.found.share == 0 && !alike.source.found.flagged);
    // The earlier one has it too, from the other side.
    let earlier = app.overlap(&scene.clerk, first).await.unwrap();
    let places = &earlier.alike[0].stretches[0];
    assert_eq!(earlier.text.part(&places.here, usize::MAX), there);
    assert!(earlier.alike[0].source.later);

    // What is kept serves the next start, which asks for nothing again.
    let again = meaning(place.path());
    let found = again.alike(now_of(&world, second).await);
    assert_eq!(found[0].text, now_of(&world, first).await);
    assert!(again.keeps(found[0].text));

    // What is withdrawn is told to nobody.
    app.withdraw(&scene.author, first, "Rút để bổ sung")
        .await
        .unwrap();
    let report = app.overlap(&scene.clerk, second).await.unwrap();
    assert!(report.alike.is_empty(), "{:?}", report.alike);
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn what_another_dossier_says_in_other_words_is_told_to_the_desk_apart_from_what_is_shared() {
    Box::pin(told(Engine::Sqlite)).await;
}

#[tokio::test]
async fn what_is_said_in_other_words_is_told_on_a_server_too() {
    Box::pin(told(Engine::Postgres)).await;
}
