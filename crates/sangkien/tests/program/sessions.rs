//! Sessions of a council, from the agenda to what is told of each dossier.

use sangkien_app::Caller;
use sangkien_app::council::{NewSessionInput, SeatInput, SheetInput};
use sangkien_app::failure::Failure;
use sangkien_app::record::Vote;
use sangkien_domain::access::Role;
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::id::{DossierId, SessionId};
use sangkien_domain::meeting::Voting;
use sangkien_domain::round::Window;
use sangkien_domain::rubric::Score;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, World};

async fn world(engine: Engine) -> World {
    let at = Instant::parse("2024-03-04T08:00:00+07:00").unwrap();
    World::at(engine, at).await
}

fn window(at: Instant) -> Window {
    Window {
        opens_at: at,
        closes_at: at.plus_seconds(30 * 24 * 3600),
    }
}

/// Whoever sits beside the secretary.
async fn members(scene: &Scene<'_>, world: &World, number: usize) -> Vec<Caller> {
    let mut members = Vec::new();
    for place in 0..number {
        let account = format!("uy-vien-hop-{place}");
        scene.joins(&account, Role::Author).await;
        let post = if place == 0 {
            Post::Chair
        } else {
            Post::Member
        };
        let input = SeatInput {
            post,
            rights: Rights::of(post),
            for_union: false,
        };
        let app = &world.app;
        app.seat(&scene.head, scene.council, &account, input)
            .await
            .unwrap();
        members.push(world.caller(&account).await);
    }
    members
}

async fn convened(scene: &Scene<'_>, world: &World, dossiers: &[DossierId]) -> SessionId {
    let input = NewSessionInput {
        council: scene.council,
        title: "Phiên họp mẫu".into(),
        place: "Phòng họp".into(),
        meets_at: world.app.now().plus_seconds(3_600),
        dossiers: dossiers.to_vec(),
        voting: Voting::Sheets,
    };
    world.app.convene(&scene.secretary, input).await.unwrap()
}

#[tokio::test]
async fn a_conclusion_tells_total_class_and_reasons_by_the_rubric_and_the_author_learns_them_at_the_end()
 {
    let world = world(Engine::Sqlite).await;
    let scene = Scene::set_up(&world.app, window(world.app.now())).await;
    let members = members(&scene, &world, 2).await;
    let dossier = scene.confirmed(1).await;
    let session = convened(&scene, &world, &[dossier]).await;
    let full = scene.full_marks();
    let first = full.keys().next().unwrap().clone();
    for (member, vote) in [
        (&scene.secretary, Vote::For),
        (&members[0], Vote::Against),
        (&members[1], Vote::Against),
    ] {
        let mut scores = full.clone();
        scores.insert(first.clone(), Score(0));
        let sheet = SheetInput {
            scores,
            vote: Some(vote),
            send: true,
            ..SheetInput::default()
        };
        let saved = world.app.save_sheet(member, dossier, sheet).await;
        saved.unwrap();
    }
    world
        .app
        .close_marking(&scene.secretary, session)
        .await
        .unwrap();
    let view = world.app.session(&members[0], session).await.unwrap();
    let counted = view.agenda[0].counted.clone().unwrap();
    let settled = counted.settled.unwrap();
    assert_eq!(settled.sheets.len(), 3);
    let mean: i64 = settled.criteria.values().map(|score| score.0).sum();
    assert_eq!(settled.total, Score(mean));
    assert!(!settled.reasons.is_empty());
    // Before the conclusion the author learns nothing of it.
    let before = world.app.dossier(&scene.author, dossier).await.unwrap();
    assert!(before.verdict.is_none());

    world.app.conclude(&scene.secretary, session).await.unwrap();
    let told = world.app.dossier(&scene.author, dossier).await.unwrap();
    let verdict = told.verdict.clone().unwrap();
    assert!(!verdict.carried);
    assert_eq!(verdict.settled, Some(settled.clone()));
    assert_eq!(verdict.average, Some(settled.total));
    let stranger = world.caller("can-bo-mau").await;
    let seen = world.app.session(&stranger, session).await;
    assert!(matches!(seen, Err(Failure::Absent)));
    world.check().await;
    world.close().await;
}
