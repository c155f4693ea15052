//! All dossiers against each other: who may begin it, who learns of which pair.

use sangkien_app::casework::Seen;
use sangkien_app::failure::Failure;
use sangkien_app::overlap::{Judge, SweepReport};
use sangkien_app::record::OverlapVerdict;
use sangkien_app::{App, Caller};
use sangkien_domain::access::Role;
use sangkien_domain::id::DossierId;
use sangkien_testkit::{Engine, Scene};

use crate::comparing::{COPIED, draft, window, world};

async fn sweep(app: &App, caller: &Caller) {
    app.begin_overlap_sweep(caller).await.unwrap();
    while app.go_on_with_overlap_sweep().unwrap() {}
}

fn pairs(report: &SweepReport) -> Vec<(DossierId, DossierId)> {
    let pairs = report.pairs.iter();
    pairs.map(|pair| (pair.later.id, pair.earlier.id)).collect()
}

async fn swept(engine: Engine) {
    let world = world(engine).await;
    let scene = Scene::set_up(&world.app, window()).await;
    let app = &world.app;
    let other = scene.joins("tac-gia-sau", Role::Author).await;
    let mut ids = Vec::new();
    for (number, author) in [(1, &scene.author), (2, &other), (3, &scene.author)] {
        let words = if number == 3 { "" } else { COPIED };
        let id = draft(&scene, author, number, words).await;
        world.clock.forward(60);
        app.submit(author, id).await.unwrap();
        ids.push(id);
    }
    let (first, second) = (ids[0], ids[1]);

    // Whoever files only, and whoever keeps the register, learns nothing, not even that there is such a thing.
    let records = scene.joins("van-thu-mau", Role::RecordsClerk).await;
    for stranger in [&scene.author, &records] {
        let begun = app.begin_overlap_sweep(stranger).await;
        assert!(matches!(begun, Err(Failure::Absent)), "{begun:?}");
        let told = app.overlap_sweep(stranger, None).await;
        assert!(matches!(told, Err(Failure::Absent)), "{told:?}");
    }
    let before = app.overlap_sweep(&scene.clerk, None).await.unwrap();
    assert!(before.state.begun_at.is_none() && before.pairs.is_empty());

    sweep(app, &scene.clerk).await;
    let report = app.overlap_sweep(&scene.clerk, None).await.unwrap();
    assert_eq!(report.state.percent, 100);
    assert_eq!(pairs(&report), [(second, first)]);
    let pair = &report.pairs[0];
    assert!(pair.flagged && pair.verdict.is_none() && pair.longest > 40);
    assert_eq!(report.groups.len(), 1);
    let none = app.overlap_sweep(&scene.clerk, Some(pair.share + 1)).await;
    assert!(none.unwrap().pairs.is_empty(), "below the limit asked for");
    let input = Judge {
        source: first,
        verdict: Some(OverlapVerdict::SameTopic),
        note: String::new(),
        seen: 0,
    };
    app.judge_overlap(&scene.clerk, second, input)
        .await
        .unwrap();

    // A new dossier: the three of them make one group.
    let third = draft(&scene, &other, 4, COPIED).await;
    world.clock.forward(60);
    app.submit(&other, third).await.unwrap();
    sweep(app, &scene.clerk).await;
    let report = app.overlap_sweep(&scene.clerk, None).await.unwrap();
    assert_eq!(report.pairs.len(), 3);
    assert_eq!(report.groups.len(), 1);
    assert_eq!(report.groups[0].len(), 3);
    let judged = report
        .pairs
        .iter()
        .find(|pair| pair.earlier.id == first && pair.later.id == second);
    assert_eq!(judged.unwrap().verdict, Some(OverlapVerdict::SameTopic));

    only_of_dossiers_they_may_read(&scene, (first, second, third)).await;
    world.check().await;
    world.close().await;
}

/// The leader does not see a dossier between its receipt and its marking: every pair of it is as if it
/// were not there.
async fn only_of_dossiers_they_may_read(
    scene: &Scene<'_>,
    (first, second, third): (DossierId, DossierId, DossierId),
) {
    let app = scene.app;
    let told = app.overlap_sweep(&scene.leader, None).await.unwrap();
    assert_eq!(told.pairs.len(), 3);
    app.accept(&scene.clerk, first, Seen::Now).await.unwrap();
    let hidden = app.overlap_sweep(&scene.leader, None).await.unwrap();
    assert_eq!(pairs(&hidden), [(third, second)]);
    assert_eq!(hidden.groups[0].len(), 2);
    let clerk = app.overlap_sweep(&scene.clerk, None).await.unwrap();
    assert_eq!(clerk.pairs.len(), 3);

    // What the leader is told is the same, to the letter, in the world without that dossier.
    app.withdraw(&scene.author, first, "Nộp nhầm")
        .await
        .unwrap();
    let without = app.overlap_sweep(&scene.leader, None).await.unwrap();
    assert_eq!(hidden, without);
    let clerk = app.overlap_sweep(&scene.clerk, None).await.unwrap();
    assert_eq!(pairs(&clerk), [(third, second)]);
}

#[tokio::test]
async fn a_sweep_tells_each_reader_of_the_pairs_of_which_they_may_read_both() {
    swept(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_sweep_tells_each_reader_what_they_may_know_on_a_server_too() {
    swept(Engine::Postgres).await;
}
