//! The sample story, played to its end on both databases.

use std::collections::BTreeMap;
use std::sync::Arc;

use sangkien::demo::{DemoState, Player, Skipped};
use sangkien_app::port::{Paging, RegistryFilter};
use sangkien_packs::EventAct;
use sangkien_testkit::{Engine, World};

/// What the story leaves behind, in numbers.
#[derive(Debug, PartialEq, Eq)]
struct Ending {
    happened: usize,
    states: BTreeMap<&'static str, usize>,
    registry: u64,
    decisions: Vec<(String, u32, usize)>,
    certificates: usize,
    events: i64,
    letters: u64,
}

async fn play(engine: Engine) -> Ending {
    let plan = sangkien_packs::plan().unwrap();
    let world = World::with_plan(engine, &plan).await;
    let player = Player::new(
        Arc::clone(&world.app),
        Arc::clone(&world.clock),
        plan.clone(),
    )
    .unwrap();
    let end = plan.moments.last().unwrap().at;
    let mut state = DemoState::default();
    let outcome = player
        .play_until(end, &mut state, |_| Ok(()))
        .await
        .unwrap();
    let skipped: Vec<String> = outcome.skipped.iter().map(Skipped::sentence).collect();
    assert!(skipped.is_empty(), "{skipped:#?}");
    assert_eq!(state.played, player.length());
    world.check().await;
    let ending = ending(&world, &state, outcome.happened).await;
    world.close().await;
    ending
}

async fn ending(
    world: &World<sangkien::wiring::DemoClock>,
    state: &DemoState,
    happened: usize,
) -> Ending {
    let store = world.store();
    let mut snapshot = store.read().await.unwrap();
    let paging = Paging { page: 1, size: 1 };
    let registry = snapshot
        .registry(&RegistryFilter::default(), paging)
        .await
        .unwrap()
        .total;
    let mut states = BTreeMap::new();
    let mut certificates = 0;
    for id in state.dossiers.values() {
        let steps = snapshot.milestones(*id).await.unwrap();
        let code = steps.last().map_or("draft", |step| step.state.code());
        *states.entry(code).or_default() += 1;
        certificates += snapshot.certificates(*id).await.unwrap().len();
    }
    let units: Vec<_> = sangkien_packs::plan()
        .unwrap()
        .units
        .iter()
        .map(|unit| sangkien::demo::organisation::unit_id(&unit.code))
        .collect();
    let decisions = snapshot.decisions(&units).await.unwrap();
    let mut decisions: Vec<_> = decisions
        .iter()
        .map(|decision| {
            let number = decision.issue.as_ref().map_or(0, |issue| issue.number);
            (decision.organiser.to_string(), number, decision.items.len())
        })
        .collect();
    decisions.sort();
    Ending {
        happened,
        states,
        registry,
        decisions,
        certificates,
        events: snapshot.audit_head().await.unwrap().0,
        letters: snapshot.outbox_waiting().await.unwrap(),
    }
}

#[tokio::test]
async fn the_story_ends_the_same_on_both_databases() {
    let file = Box::pin(play(Engine::Sqlite)).await;
    let server = Box::pin(play(Engine::Postgres)).await;
    assert_eq!(file, server);
    for state in [
        "draft",
        "submitted",
        "processing",
        "resolved",
        "recognised",
        "not-recognised",
        "refused",
        "withdrawn",
        "late",
        "stopped",
    ] {
        assert!(
            file.states.contains_key(state),
            "{state}: {:?}",
            file.states
        );
    }
    assert!(
        file.certificates > file.states["recognised"],
        "one per author"
    );
}

#[tokio::test]
async fn what_a_visitor_made_impossible_is_skipped_and_told() {
    let plan = sangkien_packs::plan().unwrap();
    let story = sangkien_packs::story(&plan).unwrap();
    let world = World::with_plan(Engine::Sqlite, &plan).await;
    let player = Player::new(
        Arc::clone(&world.app),
        Arc::clone(&world.clock),
        plan.clone(),
    )
    .unwrap();
    let (evening, session) = (plan.moments[0].at, plan.moments[2].at);
    let mut state = DemoState::default();
    player
        .play_until(evening, &mut state, |_| Ok(()))
        .await
        .unwrap();
    let key = story
        .events
        .iter()
        .skip(state.played)
        .find_map(|event| match &event.act {
            EventAct::Accept { dossier } if state.dossiers.contains_key(dossier) => Some(dossier),
            _ => None,
        })
        .unwrap();
    let filed_by = &story.dossier(key).unwrap().filed_by;
    let author = world.caller(filed_by).await;
    world
        .app
        .withdraw(&author, state.dossiers[key], "Rút để sửa lại")
        .await
        .unwrap();
    let outcome = player
        .play_until(session, &mut state, |_| Ok(()))
        .await
        .unwrap();
    assert!(outcome.happened > 0);
    let told: Vec<String> = outcome.skipped.iter().map(Skipped::sentence).collect();
    assert!(
        told.iter()
            .any(|sentence| sentence.contains("tiếp nhận hồ sơ")),
        "{told:#?}"
    );
    assert!(world.app.now() >= session);
    world.check().await;
}
