//! Numbers given by many hands at once.

use std::sync::Arc;

use sangkien_domain::id::DecisionId;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, World};

const DECISIONS: usize = 100;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

async fn numbers_have_no_gap(engine: Engine) {
    let world = World::at(engine, at("2024-04-01T09:00:00+07:00")).await;
    let window = Window {
        opens_at: at("2024-03-01T00:00:00+07:00"),
        closes_at: at("2024-04-10T00:00:00+07:00"),
    };
    let scene = Scene::set_up(&world.app, window).await;
    let mut dossiers = Vec::new();
    for number in 0..DECISIONS {
        dossiers.push(scene.confirmed(number).await);
    }
    scene.pass(&dossiers).await;
    let mut drafts: Vec<DecisionId> = Vec::new();
    for dossier in &dossiers {
        drafts.push(scene.draft_decision(*dossier).await);
    }
    let issuing: Vec<_> = drafts
        .iter()
        .map(|id| {
            let (app, leader, id) = (Arc::clone(&world.app), scene.leader.clone(), *id);
            tokio::spawn(async move { app.issue_decision(&leader, id).await })
        })
        .collect();
    for one in issuing {
        one.await.unwrap().unwrap();
    }
    let mut numbers: Vec<u32> = world
        .app
        .decisions(&scene.leader)
        .await
        .unwrap()
        .iter()
        .map(|decision| decision.issue.as_ref().expect("issued").number)
        .collect();
    numbers.sort_unstable();
    let wanted: Vec<u32> = (1..).take(DECISIONS).collect();
    assert_eq!(numbers, wanted);
    world.check().await;
    world.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_decisions_issued_at_once_are_numbered_without_gap_or_duplicate_in_a_file() {
    numbers_have_no_gap(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_decisions_issued_at_once_are_numbered_without_gap_or_duplicate_on_a_server() {
    numbers_have_no_gap(Engine::Postgres).await;
}
