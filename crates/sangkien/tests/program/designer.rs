//! The life of a procedure's versions, through the use cases.

use jiff::civil::Date;
use sangkien_app::failure::Failure;
use sangkien_app::procedure::NewProcedure;
use sangkien_app::record::{ProcedureVersion, VersionStatus};
use sangkien_app::{App, Caller};
use sangkien_domain::refusal::{ProcedureRefusal, Refusal};
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, World};

const FILE: &str = include_str!("../../../../packs/vietnam/procedures/publication-licence.toml");
const CODE: &str = "cap-phep-thu";

fn now() -> Instant {
    Instant::parse("2026-03-02T09:00:00+07:00").unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn beginning_of(text: &str) -> Instant {
    Instant::start_of(day(text)).unwrap()
}

async fn scene(world: &World) -> Scene<'_> {
    let window = Window {
        opens_at: now(),
        closes_at: now().plus_seconds(30 * 24 * 3600),
    };
    Scene::set_up(&world.app, window).await
}

/// A checked version more; gives its number.
async fn checked(app: &App, admin: &Caller) -> u32 {
    let number = if app.procedure(admin, CODE).await.is_ok() {
        let from = version(app, admin, 1).await.number;
        app.new_procedure_version(admin, CODE, from, "Bản sau")
            .await
            .unwrap()
    } else {
        let text = FILE.replace("1.003868", CODE);
        app.import_procedure(admin, &text, "").await.unwrap().number
    };
    app.check_procedure(admin, (CODE, number), 1).await.unwrap();
    number
}

async fn version(app: &App, admin: &Caller, number: u32) -> ProcedureVersion {
    app.procedure_version(admin, CODE, number)
        .await
        .unwrap()
        .version
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> ProcedureRefusal {
    match outcome {
        Err(Failure::Refused(refusals)) => match refusals.as_slice() {
            [Refusal::Procedure(refusal)] => refusal.clone(),
            other => panic!("one refusal about a procedure was expected, but: {other:?}"),
        },
        other => panic!("a refusal was expected, but: {other:?}"),
    }
}

#[tokio::test]
async fn a_version_in_force_ends_where_the_next_begins() {
    let world = World::at(Engine::Sqlite, now()).await;
    let scene = scene(&world).await;
    let (app, admin) = (&world.app, &scene.secretary);
    let first = checked(app, admin).await;
    let at = (CODE, first);
    let outcome = app
        .activate_procedure(admin, at, 2, day("2026-03-01"))
        .await;
    let today = day("2026-03-02");
    assert_eq!(refused(outcome), ProcedureRefusal::DayPast { today });
    let outcome = app.activate_procedure(admin, at, 1, today).await;
    assert!(matches!(outcome, Err(Failure::Stale)), "{outcome:?}");
    app.activate_procedure(admin, at, 2, today).await.unwrap();
    assert_eq!(version(app, admin, first).await.active_from, Some(now()));

    let second = checked(app, admin).await;
    app.activate_procedure(admin, (CODE, second), 2, day("2026-04-01"))
        .await
        .unwrap();
    let old = version(app, admin, first).await;
    assert_eq!(old.active_to, Some(beginning_of("2026-04-01")));
    assert_eq!(old.status, VersionStatus::Active);
    assert!(old.is_active_at(now()));

    let third = checked(app, admin).await;
    let outcome = app
        .activate_procedure(admin, (CODE, third), 2, day("2026-03-15"))
        .await;
    let from = beginning_of("2026-04-01");
    assert_eq!(refused(outcome), ProcedureRefusal::AnotherBegins { from });
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_version_given_up_before_it_begins_lets_the_one_before_go_on() {
    let world = World::at(Engine::Sqlite, now()).await;
    let scene = scene(&world).await;
    let (app, admin) = (&world.app, &scene.secretary);
    let first = checked(app, admin).await;
    let today = day("2026-03-02");
    app.activate_procedure(admin, (CODE, first), 2, today)
        .await
        .unwrap();
    let second = checked(app, admin).await;
    app.activate_procedure(admin, (CODE, second), 2, day("2026-04-01"))
        .await
        .unwrap();
    let seen = version(app, admin, second).await.revision;
    app.retire_procedure(admin, (CODE, second), seen, today)
        .await
        .unwrap();
    let given_up = version(app, admin, second).await;
    assert_eq!(given_up.status, VersionStatus::Retired);
    assert_eq!(given_up.active_from, None);
    let old = version(app, admin, first).await;
    assert_eq!((old.active_to, old.status), (None, VersionStatus::Active));

    app.retire_procedure(admin, (CODE, first), old.revision, day("2026-05-01"))
        .await
        .unwrap();
    let ending = version(app, admin, first).await;
    assert_eq!(ending.status, VersionStatus::Active);
    assert_eq!(ending.active_to, Some(beginning_of("2026-05-01")));
    world.clock.set(beginning_of("2026-05-01"));
    let outcome = app
        .retire_procedure(admin, (CODE, first), ending.revision, day("2026-05-01"))
        .await;
    assert_eq!(refused(outcome), ProcedureRefusal::NotInUse);
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_draft_is_saved_by_whoever_saw_it_last_and_fixed_when_checked() {
    let world = World::at(Engine::Sqlite, now()).await;
    let scene = scene(&world).await;
    let (app, admin) = (&world.app, &scene.secretary);
    let new = NewProcedure {
        code: CODE.into(),
        name: "Thủ tục thử".into(),
    };
    app.new_procedure(admin, &new).await.unwrap();
    let taken = app.new_procedure(admin, &new).await;
    assert_eq!(refused(taken), ProcedureRefusal::CodeTaken);
    let at = (CODE, 1);
    let mut definition = app
        .procedure_version(admin, CODE, 1)
        .await
        .unwrap()
        .definition;
    // Nobody acts, nothing leads to the end.
    let outcome = app.check_procedure(admin, at, 1).await;
    assert!(matches!(
        refused(outcome),
        ProcedureRefusal::Faulty { count } if count > 0
    ));
    definition.summary = "Mục đích".into();
    app.save_procedure(admin, at, 1, &definition, "")
        .await
        .unwrap();
    definition.summary = "Mục đích khác".into();
    let outcome = app.save_procedure(admin, at, 1, &definition, "").await;
    assert!(matches!(outcome, Err(Failure::Stale)), "{outcome:?}");
    definition.name = String::new();
    let outcome = app.save_procedure(admin, at, 2, &definition, "").await;
    assert_eq!(
        refused(outcome),
        ProcedureRefusal::NameUnusable { most: 300 }
    );
    definition.name = "Tên mới".into();
    app.save_procedure(admin, at, 2, &definition, "")
        .await
        .unwrap();
    let row = app.procedure(admin, CODE).await.unwrap();
    assert_eq!(row.procedure.name, "Tên mới");
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_checked_version_is_edited_only_after_it_is_a_draft_again() {
    let world = World::at(Engine::Sqlite, now()).await;
    let scene = scene(&world).await;
    let (app, admin) = (&world.app, &scene.secretary);
    let number = checked(app, admin).await;
    let at = (CODE, number);
    let view = app.procedure_version(admin, CODE, number).await.unwrap();
    let mut definition = view.definition;
    definition.summary = "Khác".into();
    let outcome = app.save_procedure(admin, at, 2, &definition, "").await;
    assert!(matches!(outcome, Err(Failure::Stale)), "{outcome:?}");
    let outcome = app.check_procedure(admin, at, 2).await;
    assert_eq!(refused(outcome), ProcedureRefusal::NotADraft);
    app.reopen_procedure(admin, at, 2).await.unwrap();
    app.save_procedure(admin, at, 3, &definition, "")
        .await
        .unwrap();
    let outcome = app.reopen_procedure(admin, at, 4).await;
    assert_eq!(refused(outcome), ProcedureRefusal::NotChecked);
    let outcome = app
        .activate_procedure(admin, at, 4, day("2026-03-02"))
        .await;
    assert_eq!(refused(outcome), ProcedureRefusal::NotChecked);
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn nobody_but_administrators_knows_of_procedures() {
    let world = World::at(Engine::Sqlite, now()).await;
    let scene = scene(&world).await;
    let app = &world.app;
    checked(app, &scene.secretary).await;
    for other in [&scene.clerk, &scene.head, &scene.leader, &scene.author] {
        assert!(!app.designs_procedures(other).await.unwrap());
        assert!(matches!(app.procedures(other).await, Err(Failure::Absent)));
        let outcome = app.procedure_version(other, CODE, 1).await;
        assert!(matches!(outcome, Err(Failure::Absent)));
        let outcome = app.import_procedure(other, FILE, "").await;
        assert!(matches!(outcome, Err(Failure::Absent)));
        let outcome = app
            .activate_procedure(other, (CODE, 1), 2, day("2026-03-02"))
            .await;
        assert!(matches!(outcome, Err(Failure::Absent)));
    }
    world.check().await;
    world.close().await;
}
