//! Sheets: what they carry by the rights of a seat, and how a sent one is opened again.

use sangkien_app::Caller;
use sangkien_app::council::{NewSessionInput, SeatInput, SheetInput, SheetState};
use sangkien_app::failure::{Failure, Outcome};
use sangkien_app::record::Vote;
use sangkien_domain::council::{Post, Right, Rights};
use sangkien_domain::id::{DossierId, SessionId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Window;
use sangkien_domain::rubric::Score;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, World};

/// What a refused act was refused for.
pub(super) fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> Vec<Refusal> {
    match outcome {
        Err(Failure::Refused(why)) => why,
        other => panic!("not refused: {other:?}"),
    }
}

pub(super) async fn world() -> World {
    let at = Instant::parse("2024-03-04T08:00:00+07:00").unwrap();
    World::at(Engine::Sqlite, at).await
}

pub(super) async fn scene(world: &World) -> Scene<'_> {
    let at = world.app.now();
    let window = Window {
        opens_at: at,
        closes_at: at.plus_seconds(30 * 24 * 3600),
    };
    Scene::set_up(&world.app, window).await
}

/// Seats a member with these rights.
pub(super) async fn seated(scene: &Scene<'_>, account: &str, rights: &[Right]) {
    let input = SeatInput {
        post: Post::Member,
        rights: rights.iter().copied().collect::<Rights>(),
        for_union: false,
    };
    let (app, council) = (scene.app, scene.council);
    app.seat(&scene.head, council, account, input)
        .await
        .unwrap();
}

pub(super) async fn convened(scene: &Scene<'_>, dossiers: &[DossierId]) -> SessionId {
    let input = NewSessionInput {
        council: scene.council,
        title: "Phiên họp mẫu".into(),
        place: "Phòng họp".into(),
        meets_at: scene.app.now().plus_seconds(3_600),
        dossiers: dossiers.to_vec(),
    };
    scene.app.convene(&scene.secretary, input).await.unwrap()
}

fn sheet(scene: &Scene<'_>, vote: Option<Vote>, seen: i64) -> SheetInput {
    SheetInput {
        scores: scene.full_marks(),
        vote,
        seen,
        send: true,
        ..SheetInput::default()
    }
}

async fn states(world: &World, caller: &Caller, session: SessionId) -> Vec<SheetState> {
    let view = world.app.sheets(caller, session).await.unwrap();
    view.rows[0].states.clone()
}

#[tokio::test]
async fn a_seat_that_only_marks_sends_its_sheet_without_a_vote_and_is_not_in_the_majority() {
    let world = world().await;
    let scene = scene(&world).await;
    seated(&scene, "can-bo-mau", &[Right::Mark]).await;
    let dossier = scene.confirmed(1).await;
    let session = convened(&scene, &[dossier]).await;
    let marker = world.caller("can-bo-mau").await;
    assert!(!world.app.marking(&marker, dossier).await.unwrap().votes);
    let voting = sheet(&scene, Some(Vote::Against), 0);
    let tried = world.app.save_sheet(&marker, dossier, voting).await;
    assert_eq!(refused(tried), [Refusal::VoteBarred]);
    let bare = || sheet(&scene, None, 0);
    world
        .app
        .save_sheet(&marker, dossier, bare())
        .await
        .unwrap();
    let tried = world
        .app
        .save_sheet(&scene.secretary, dossier, bare())
        .await;
    assert_eq!(refused(tried), [Refusal::VoteMissing]);
    let own = sheet(&scene, Some(Vote::For), 0);
    world
        .app
        .save_sheet(&scene.secretary, dossier, own)
        .await
        .unwrap();
    world
        .app
        .close_marking(&scene.secretary, session)
        .await
        .unwrap();
    let view = world.app.session(&scene.secretary, session).await.unwrap();
    let counted = view.agenda[0].counted.clone().unwrap();
    assert_eq!((counted.verdict.base, counted.verdict.in_favour), (1, 1));
    assert_eq!(view.sheets.len(), 2, "its marks count all the same");
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_sent_sheet_is_opened_again_only_with_a_reason_by_who_runs_the_council_and_until_closing()
{
    let world = world().await;
    let scene = scene(&world).await;
    seated(&scene, "can-bo-mau", &[Right::Mark, Right::Vote]).await;
    let dossier = scene.confirmed(1).await;
    let session = convened(&scene, &[dossier]).await;
    let marker = world.caller("can-bo-mau").await;
    let seat = marker.actor.seat_on(scene.council).unwrap().id;
    let app = &world.app;
    let reopen = |caller: &Caller, reason: &'static str| {
        let caller = caller.clone();
        async move { app.reopen_sheet(&caller, dossier, seat, reason).await }
    };
    let early = reopen(&scene.secretary, "Nhầm").await;
    assert_eq!(refused(early), [Refusal::SheetNotSent]);
    let first = sheet(&scene, Some(Vote::For), 0);
    app.save_sheet(&marker, dossier, first).await.unwrap();
    for outsider in [&marker, &scene.clerk, &scene.author, &scene.leader] {
        let tried = reopen(outsider, "Nhầm").await;
        assert!(matches!(tried, Err(Failure::Absent)), "{tried:?}");
        let looked = app.sheets(outsider, session).await;
        assert!(matches!(looked, Err(Failure::Absent)));
    }
    let silent = reopen(&scene.secretary, "  ").await;
    assert_eq!(refused(silent), [Refusal::ReasonMissing]);
    let before = states(&world, &scene.secretary, session).await;
    assert!(before.contains(&SheetState::Sent));
    reopen(&scene.secretary, "Chấm nhầm tiêu chí")
        .await
        .unwrap();
    let after = states(&world, &scene.secretary, session).await;
    assert!(!after.contains(&SheetState::Sent), "{after:?}");
    let view = app.marking(&marker, dossier).await.unwrap();
    assert_eq!(view.reopened.unwrap().reason, "Chấm nhầm tiêu chí");
    assert_eq!(view.sheet.unwrap().version, 2);
    let mut second = sheet(&scene, Some(Vote::Against), 2);
    second.scores.values_mut().for_each(|one| *one = Score(0));
    app.save_sheet(&marker, dossier, second).await.unwrap();
    app.close_marking(&scene.secretary, session).await.unwrap();
    let late = reopen(&scene.secretary, "Nhầm").await;
    assert_eq!(refused(late), [Refusal::MarkingClosed]);
    let view = app.session(&scene.secretary, session).await.unwrap();
    assert_eq!(view.agenda[0].counted.clone().unwrap().tally.against, 1);
    world.check().await;
    world.close().await;
}
