//! Members practise on past dossiers that were released, without names, and nothing of it counts.

use std::collections::BTreeSet;

use sangkien_app::council::{SeatInput, TrainingInput};
use sangkien_app::failure::Failure;
use sangkien_domain::access::{Power, Role};
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Window;
use sangkien_domain::rubric::{Score, Scores};
use sangkien_panel::training::Closeness;
use sangkien_testkit::{Engine, Scene};

use super::sitting::world;

fn absent<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> bool {
    outcome.is_err_and(|why| matches!(why, Failure::Absent))
}

async fn practice(engine: Engine) {
    let world = world(engine).await;
    let (app, now) = (&world.app, world.app.now());
    let window = Window {
        opens_at: now,
        closes_at: now.plus_seconds(30 * 24 * 3600),
    };
    let scene = Box::pin(Scene::set_up(app, window)).await;
    let (past, other) = (scene.confirmed(1).await, scene.confirmed(2).await);
    scene.pass(&[past, other]).await;
    let session = app.sessions(&scene.secretary).await.unwrap()[0].id;
    let mut people = Vec::new();
    for account in ["uy-vien-mau", "uy-vien-khac"] {
        scene.joins(account, Role::Author).await;
        let input = SeatInput {
            post: Post::Member,
            rights: Rights::of(Post::Member),
            for_union: false,
        };
        app.seat(&scene.head, scene.council, account, input)
            .await
            .unwrap();
        people.push(world.caller(account).await);
    }
    let [member, colleague] = &people[..] else {
        unreachable!()
    };
    let verdicts = async || {
        let view = app.session(&scene.secretary, session).await.unwrap();
        let rows = view
            .agenda
            .into_iter()
            .map(|row| (row.dossier, row.verdict));
        (rows.collect::<Vec<_>>(), view.sheets)
    };
    let before = verdicts().await;

    // Only who runs the council releases, and what is not released is not there.
    let chosen = BTreeSet::from([past]);
    assert!(absent(app.training(member, past).await));
    assert!(absent(
        app.release_for_training(member, session, &chosen).await
    ));
    app.release_for_training(&scene.secretary, session, &chosen)
        .await
        .unwrap();
    assert!(absent(app.training(member, other).await));
    assert!(absent(app.training(&scene.author, past).await));
    assert!(absent(app.training_list(&scene.clerk).await));
    assert_eq!(app.training_list(member).await.unwrap().len(), 1);

    let found = app.training(member, past).await.unwrap();
    let powers = found.view.dossier.powers();
    assert!(!powers.allow(Power::KnowAuthors) && found.comparison.is_none());
    let author = &scene.author.full_name;
    let told = format!("{:?}{:?}", found.view.sections, found.view.dossier.title);
    assert!(!told.contains(author), "names are covered");

    let send = |scores: Scores, seen, send| TrainingInput { scores, seen, send };
    let half = scene.full_marks().into_iter().take(1).collect::<Scores>();
    let early = app.save_training(member, past, send(half.clone(), 0, true));
    assert!(matches!(
        early.await,
        Err(Failure::Refused(why)) if matches!(why[..], [Refusal::SheetFaulty { .. }])
    ));
    let version = app.save_training(member, past, send(half, 0, false));
    let version = version.await.unwrap();
    let low: Scores = scene
        .full_marks()
        .into_iter()
        .map(|(key, score)| (key, Score(score.0 / 200 * 100)))
        .collect();
    let stale = app.save_training(member, past, send(low.clone(), 0, true));
    assert!(matches!(stale.await, Err(Failure::Stale)));
    app.save_training(member, past, send(low.clone(), version, true))
        .await
        .unwrap();
    let found = app.training(member, past).await.unwrap();
    let comparison = found.comparison.unwrap();
    assert_eq!(comparison.sheets, 1, "the secretary's");
    assert_eq!(comparison.closeness(), Closeness::Far);
    assert!(comparison.total.gap() < Score(0));
    let again = app.save_training(member, past, send(low, version + 1, true));
    assert!(matches!(
        again.await,
        Err(Failure::Refused(why)) if why == [Refusal::SheetLocked]
    ));

    // Nobody else sees it, and the session is what it was.
    let theirs = app.training(colleague, past).await.unwrap();
    assert!(theirs.sheet.is_none() && theirs.comparison.is_none());
    let choices = app
        .training_choices(&scene.secretary, session)
        .await
        .unwrap();
    assert_eq!(choices.released[0].practised, 1);
    assert_eq!(verdicts().await, before);

    app.release_for_training(&scene.secretary, session, &BTreeSet::new())
        .await
        .unwrap();
    assert!(absent(app.training(member, past).await));
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn practice_on_a_released_dossier_is_held_against_the_council_and_counts_nowhere() {
    Box::pin(practice(Engine::Sqlite)).await;
}

#[tokio::test]
async fn practice_is_kept_apart_from_marks_on_a_server() {
    Box::pin(practice(Engine::Postgres)).await;
}
