//! A changed calendar moves the limits of dossiers under way, with the reason, and nothing else.

use std::path::Path;

use jiff::civil::date;
use sangkien::config::Database;
use sangkien_app::law::DayInput;
use sangkien_domain::calendar::DayKind;
use sangkien_domain::id::DossierId;
use sangkien_domain::law::Certainty;
use sangkien_domain::law_registry::Scope;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, SetClock, World};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqliteConnection};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn holiday(day: jiff::civil::Date) -> DayInput {
    DayInput {
        day,
        kind: DayKind::Holiday,
        name: "Ngày nghỉ mẫu".into(),
        act: "Thông báo mẫu".into(),
        article: String::new(),
        certainty: Certainty::Official,
    }
}

/// A dossier received on Wednesday 15/07/2026: the check ends a month later, Saturday 15/08, so on
/// Monday 17/08.
async fn moved(engine: Engine) {
    let world: World<SetClock> = World::at(engine, at("2026-07-15T08:00+07:00")).await;
    let packs = [sangkien_packs::embedded().unwrap().remove(0)];
    world.app.load_first_packs(&packs).await.unwrap().unwrap();
    let window = Window {
        opens_at: at("2026-07-01T00:00+07:00"),
        closes_at: at("2026-12-01T00:00+07:00"),
    };
    let scene = Scene::set_up(&world.app, window).await;
    let (app, admin) = (&world.app, &scene.secretary);
    let id: DossierId = scene.draft(&scene.author, 1).await;
    app.submit(&scene.author, id).await.unwrap();
    let due = async || {
        let view = app.dossier(&scene.clerk, id).await.unwrap();
        view.dossier.due_on.unwrap()
    };
    assert_eq!(due().await, date(2026, 8, 17));
    let draft = app
        .begin_calendar(admin, Scope::Nation, 2026)
        .await
        .unwrap();
    let day = holiday(date(2026, 8, 17));
    app.put_calendar_days(admin, draft, &[day], 1)
        .await
        .unwrap();
    assert_eq!(due().await, date(2026, 8, 17), "a draft moves nothing");
    let recomputed = app
        .confirm_calendar(admin, draft, "Nghỉ bù theo thông báo", 2)
        .await
        .unwrap();
    assert!(recomputed.examined >= 1);
    assert!(recomputed.moved >= 1, "{recomputed:?}");
    assert_eq!(recomputed.moves[0].new_due.day(), date(2026, 8, 18));
    assert_eq!(due().await, date(2026, 8, 18));
    let mut read = world.store().read().await.unwrap();
    let changes = read.limit_changes(id).await.unwrap();
    let last = changes.last().unwrap();
    assert_eq!(last.reason, "Nghỉ bù theo thông báo");
    assert_eq!(last.by, Some(admin.actor.person));
    assert_eq!(last.old_due.unwrap().day(), date(2026, 8, 17));
    drop(read);
    // What ended before is left alone.
    let second = app
        .begin_calendar(admin, Scope::Nation, 2026)
        .await
        .unwrap();
    let day = holiday(date(2026, 7, 2));
    app.put_calendar_days(admin, second, &[day], 1)
        .await
        .unwrap();
    let recomputed = app
        .confirm_calendar(admin, second, "Ngày đã qua", 2)
        .await
        .unwrap();
    assert_eq!(recomputed.moved, 0);
    world.check().await;
    world.close().await;
}

/// Copies a dossier with its open limits so many times, past the use cases. Their identities come in
/// the order of time, like those the program makes.
async fn multiply(path: &Path, id: DossierId, times: usize) {
    let options = SqliteConnectOptions::new().filename(path);
    let mut raw = SqliteConnection::connect_with(&options).await.unwrap();
    let rows = sqlx::query(
        "SELECT name FROM pragma_table_info('dossier') WHERE name NOT IN ('id', 'code')",
    )
    .fetch_all(&mut raw)
    .await
    .unwrap();
    let columns: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    let columns = columns.join(", ");
    let copy = format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times}) \
         INSERT INTO dossier (id, code, {columns}) SELECT unhex(printf('%012x', i) || hex(randomblob(10))), 'M-' || i, {columns} FROM dossier, n WHERE id = $1"
    );
    sqlx::query(AssertSqlSafe(copy))
        .bind(id.0)
        .execute(&mut raw)
        .await
        .unwrap();
    let limits = "INSERT INTO dossier_limit (dossier_id, limit_key, visit, label, scope, started_at, due_at, amount, unit, \
                  cutoff, citation, met_at, extended) \
                  SELECT d.id, l.limit_key, l.visit, l.label, l.scope, l.started_at, l.due_at, l.amount, l.unit, l.cutoff, \
                  l.citation, NULL, 0 FROM dossier d JOIN dossier_limit l ON l.dossier_id = $1 AND l.met_at IS NULL \
                  WHERE d.code LIKE 'M-%'";
    sqlx::query(limits)
        .bind(id.0)
        .execute(&mut raw)
        .await
        .unwrap();
    raw.close().await.unwrap();
}

/// Prints what a change of the calendar costs; the figure is for an optimised build.
#[tokio::test]
#[ignore = "makes a hundred thousand dossiers; run it by name"]
async fn a_hundred_thousand_open_limits_are_moved_together() {
    let world: World<SetClock> = World::at(Engine::Sqlite, at("2026-07-15T08:00+07:00")).await;
    let packs = [sangkien_packs::embedded().unwrap().remove(0)];
    world.app.load_first_packs(&packs).await.unwrap().unwrap();
    let window = Window {
        opens_at: at("2026-07-01T00:00+07:00"),
        closes_at: at("2026-12-01T00:00+07:00"),
    };
    let scene = Scene::set_up(&world.app, window).await;
    let (app, admin) = (&world.app, &scene.secretary);
    let id = scene.draft(&scene.author, 1).await;
    app.submit(&scene.author, id).await.unwrap();
    let Database::Sqlite(path) = world.database() else {
        panic!("a file was asked for");
    };
    multiply(&path, id, 100_000).await;
    let draft = app
        .begin_calendar(admin, Scope::Nation, 2026)
        .await
        .unwrap();
    let day = holiday(date(2026, 8, 17));
    app.put_calendar_days(admin, draft, &[day], 1)
        .await
        .unwrap();
    let begin = std::time::Instant::now();
    let recomputed = app
        .confirm_calendar(admin, draft, "Nghỉ bù theo thông báo", 2)
        .await
        .unwrap();
    let taken = begin.elapsed();
    println!(
        "{} of {} limits moved in {taken:?}",
        recomputed.moved, recomputed.examined
    );
    assert!(recomputed.moved > 100_000);
    world.close().await;
}

#[tokio::test]
async fn a_confirmed_holiday_moves_the_limit_that_ends_on_it_and_says_why() {
    moved(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_confirmed_holiday_moves_limits_on_a_server_too() {
    moved(Engine::Postgres).await;
}
