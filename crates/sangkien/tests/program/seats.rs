//! Seating members on a council.

use sangkien_app::Origin;
use sangkien_app::failure::Failure;
use sangkien_domain::council::Post;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, World};

#[tokio::test]
async fn a_person_is_seated_once_and_only_where_there_is_a_round() {
    let at = Instant::parse("2024-03-04T08:00:00+07:00").unwrap();
    let world = World::at(Engine::Sqlite, at).await;
    let window = Window {
        opens_at: at,
        closes_at: at.plus_seconds(30 * 24 * 3600),
    };
    let scene = Scene::set_up(&world.app, window).await;
    let account = scene.leader.account.clone();
    let origin = Origin::local("test");
    let seat =
        |round: Option<&'static str>| world.app.seat_member(round, &account, Post::Chair, &origin);
    assert!(matches!(seat(Some("KHONG-CO")).await, Err(Failure::Absent)));
    let seated = seat(None).await.unwrap();
    assert_eq!(seated.council, scene.council);
    assert!(matches!(seat(None).await, Err(Failure::Refused(_))));
    let chair = world.caller(&account).await;
    assert!(
        chair.actor.runs(scene.council),
        "the chair leads from now on"
    );
    world.check().await;
    world.close().await;
}
