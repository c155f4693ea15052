//! Sheets: what they carry by the rights of a seat, and how a sent one is opened again.

use sangkien_app::Caller;
use sangkien_app::council::{NewSessionInput, SeatInput, SheetInput, SheetState, Wanted};
use sangkien_app::failure::{Failure, Outcome};
use sangkien_app::record::Vote;
use sangkien_domain::access::Role;
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
        voting: sangkien_domain::meeting::Voting::Sheets,
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

#[tokio::test]
async fn with_a_plan_a_member_sees_and_marks_what_was_given_to_them_and_nothing_else() {
    let world = world().await;
    let scene = scene(&world).await;
    for account in ["uy-vien-a", "uy-vien-b"] {
        scene.joins(account, Role::Author).await;
        seated(&scene, account, &[Right::Mark, Right::Vote]).await;
    }
    let dossiers = [scene.confirmed(1).await, scene.confirmed(2).await];
    let session = convened(&scene, &dossiers).await;
    let one = world.caller("uy-vien-a").await;
    let other = world.caller("uy-vien-b").await;
    let app = &world.app;
    let seat = |caller: &Caller| caller.actor.seat_on(scene.council).unwrap().id;
    for outsider in [&one, &scene.author, &scene.leader] {
        let looked = app.assignment(outsider, session).await;
        assert!(matches!(looked, Err(Failure::Absent)));
    }
    let view = app.assignment(&scene.secretary, session).await.unwrap();
    let nobody = view.propose(Vec::new(), 1);
    let tried = app.assign(&scene.secretary, session, &nobody).await;
    assert_eq!(refused(tried), [Refusal::PlanEmpty]);
    let tasks = vec![(dossiers[0], seat(&one)), (dossiers[1], seat(&other))];
    let plan = view.propose(tasks, 1);
    assert!(plan.short.is_empty(), "{:?}", plan.short);
    let tried = app.assign(&one, session, &plan).await;
    assert!(matches!(tried, Err(Failure::Absent)));
    app.assign(&scene.secretary, session, &plan).await.unwrap();
    let again = app.assign(&scene.secretary, session, &plan).await;
    assert!(matches!(again, Err(Failure::Stale)), "{again:?}");

    let list = app.marking_list(&one).await.unwrap();
    assert_eq!(
        list.iter().map(|item| item.dossier).collect::<Vec<_>>(),
        [dossiers[0]]
    );
    for missing in [
        app.marking(&one, dossiers[1]).await.map(|_| ()),
        app.dossier(&one, dossiers[1]).await.map(|_| ()),
    ] {
        assert!(matches!(missing, Err(Failure::Absent)), "{missing:?}");
    }
    assert!(app.dossier(&scene.secretary, dossiers[1]).await.is_ok());
    let states = app.sheets(&scene.secretary, session).await.unwrap();
    let count = |wanted: SheetState| {
        let rows = states.rows.iter().flat_map(|row| &row.states);
        rows.filter(|state| **state == wanted).count()
    };
    assert_eq!(count(SheetState::Open), 2);

    // Stepping aside frees the sheet.
    app.recuse(&other, dossiers[1], "Người thân").await.unwrap();
    let view = app.assignment(&scene.secretary, session).await.unwrap();
    assert_eq!(view.tasks, [(dossiers[0], seat(&one))]);
    let given_back = view.propose(vec![(dossiers[1], seat(&other))], 1);
    let tried = app.assign(&scene.secretary, session, &given_back).await;
    assert!(matches!(refused(tried)[..], [Refusal::MemberAside { .. }]));

    // A sheet that was sent stays with its member.
    let first = sheet(&scene, Some(Vote::For), 0);
    app.save_sheet(&one, dossiers[0], first).await.unwrap();
    let view = app.assignment(&scene.secretary, session).await.unwrap();
    let away = view.propose(vec![(dossiers[1], seat(&one))], 1);
    let tried = app.assign(&scene.secretary, session, &away).await;
    assert!(matches!(
        refused(tried)[..],
        [Refusal::SentSheetTaken { .. }]
    ));

    // Once marking is closed, the council judges all of them together.
    app.close_marking(&scene.secretary, session).await.unwrap();
    assert!(app.dossier(&one, dossiers[1]).await.is_ok());
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_plan_worked_out_spreads_the_load_and_names_what_it_cannot_assign() {
    let world = world().await;
    let scene = scene(&world).await;
    for account in ["uy-vien-a", "uy-vien-b"] {
        scene.joins(account, Role::Author).await;
        seated(&scene, account, &[Right::Mark]).await;
    }
    let mut dossiers = Vec::new();
    for number in 0..4 {
        dossiers.push(scene.confirmed(number).await);
    }
    let session = convened(&scene, &dossiers).await;
    let view = world
        .app
        .assignment(&scene.secretary, session)
        .await
        .unwrap();
    let wanted = |needs| Wanted {
        needs,
        mismatch: 10,
        most: None,
    };
    let crowded = view.work_out(wanted(9));
    assert_eq!(crowded.short.len(), dossiers.len());
    assert!(crowded.short.iter().all(|(_, _, why)| why.is_some()));
    let plan = view.work_out(wanted(1));
    for (dossier, seat) in &plan.tasks {
        let barred = view
            .conflicts
            .iter()
            .any(|one| (one.0, one.1) == (*dossier, *seat));
        assert!(!barred, "no conflict is assigned");
    }
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn figures_of_marks_are_shut_until_marking_is_closed_and_then_for_who_runs_the_council_alone()
{
    let world = world().await;
    let scene = scene(&world).await;
    seated(&scene, "can-bo-mau", &[Right::Mark]).await;
    let dossier = scene.confirmed(1).await;
    let session = convened(&scene, &[dossier]).await;
    let marker = world.caller("can-bo-mau").await;
    let app = &world.app;
    let mut low = sheet(&scene, None, 0);
    low.scores.values_mut().for_each(|one| *one = Score(0));
    app.save_sheet(&marker, dossier, low).await.unwrap();
    let seat = marker.actor.seat_on(scene.council).unwrap().id;
    app.reopen_sheet(&scene.secretary, dossier, seat, "Nhầm")
        .await
        .unwrap();
    app.save_sheet(&marker, dossier, sheet(&scene, None, 2))
        .await
        .unwrap();
    let early = app.calibration(&scene.secretary, session).await.unwrap();
    assert_eq!((early.sent.len(), early.expected), (1, 2));
    assert!(early.dossiers.is_empty() && early.changed.is_empty());
    assert!(early.marks.given().all(|given| given.is_empty()));
    app.close_marking(&scene.secretary, session).await.unwrap();
    let looked = app.calibration(&marker, session).await;
    assert!(matches!(looked, Err(Failure::Absent)));
    let view = app.calibration(&scene.secretary, session).await.unwrap();
    let rubric = &view.rules.as_ref().unwrap().rubric;
    let full = rubric.running_total(&scene.full_marks());
    assert_eq!(view.dossiers[0].totals, [full]);
    assert_eq!(view.changed[0].before, Score(0));
    assert_eq!(view.changed[0].after, Some(full));
    assert_eq!(view.dossiers[0].results.len(), 3);
    world.check().await;
    world.close().await;
}
