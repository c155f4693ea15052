//! Councils of a round by field: each dossier goes to the one of its field.

use sangkien_app::council::{CouncilInput, SeatInput, Share};
use sangkien_app::failure::Failure;
use sangkien_domain::access::Role;
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::id::{CouncilId, DossierId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::{Stage, Window};
use sangkien_testkit::{Engine, Scene, World};

use super::sitting::world;

async fn council_of(world: &World, dossier: DossierId) -> Option<CouncilId> {
    let mut work = world.store().begin().await.unwrap();
    let found = work.dossier(dossier).await.unwrap().unwrap();
    found.open_for_test().facts.council
}

async fn of_fields(engine: Engine) {
    let world = world(engine).await;
    let (app, now) = (&world.app, world.app.now());
    let window = Window {
        opens_at: now,
        closes_at: now.plus_seconds(30 * 24 * 3600),
    };
    let scene = Box::pin(Scene::set_up(app, window)).await;
    let (head, first) = (&scene.head, scene.council);
    let input = CouncilInput {
        unit: head.actor.unit,
        stage: Stage::Base,
        name: "Hội đồng văn thư mẫu".into(),
        decision_ref: "12/QĐ-M".into(),
        decided_on: now.day(),
        valid_from: now,
        valid_to: None,
        blind: false,
    };
    let second = app.set_up_council(head, input).await.unwrap();
    scene.joins("thu-ky-hai", Role::Author).await;
    let input = SeatInput {
        post: Post::Secretary,
        rights: Rights::of(Post::Secretary),
        for_union: false,
    };
    app.seat(head, second, "thu-ky-hai", input).await.unwrap();
    let other = world.caller("thu-ky-hai").await;
    let round = scene.round;
    let fields = world.store().read().await.unwrap().fields(now.day()).await;
    let field = fields.unwrap()[0].id;
    let share = |fields: &[_], rest| Share {
        fields: fields.iter().copied().collect(),
        rest,
    };
    let earlier = scene.confirmed(1).await;
    app.judge_round(head, second, round, &share(&[field], false))
        .await
        .unwrap();
    let later = scene.confirmed(2).await;
    assert_eq!(council_of(&world, earlier).await, Some(first), "stays");
    assert_eq!(council_of(&world, later).await, Some(second));
    let waiting = app.new_session_choices(&other).await.unwrap();
    assert_eq!(waiting[0].waiting.len(), 1, "each has its own dossiers");
    assert_eq!(waiting[0].waiting[0].id, later);
    let waiting = app.new_session_choices(&scene.secretary).await.unwrap();
    assert_eq!(waiting[0].waiting[0].id, earlier);

    // A field has one council, and a member changes nothing.
    let both = share(&[field], true);
    let twice = app.judge_round(head, first, round, &both).await;
    assert!(matches!(
        twice,
        Err(Failure::Refused(why)) if matches!(&why[..], [Refusal::FieldJudgedElsewhere { council, .. }]
            if council == "Hội đồng văn thư mẫu")
    ));
    let nothing = share(&[], false);
    let barred = app.judge_round(&other, second, round, &nothing).await;
    assert!(matches!(barred, Err(Failure::Absent)));

    // With no council for its field a dossier is not received.
    let draft = scene.draft(&scene.author, 3).await;
    for council in [first, second] {
        app.judge_round(head, council, round, &share(&[], false))
            .await
            .unwrap();
    }
    let refused = app.submit(&scene.author, draft).await;
    assert!(
        matches!(&refused, Err(Failure::Refused(why))
            if matches!(&why[..], [Refusal::FieldWithoutCouncil { field }] if field == "Văn thư, lưu trữ")),
        "{refused:?}"
    );
    app.judge_round(head, first, round, &share(&[], true))
        .await
        .unwrap();
    app.submit(&scene.author, draft).await.unwrap();
    assert_eq!(council_of(&world, draft).await, Some(first));
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_dossier_goes_to_the_council_of_its_field_and_to_none_where_the_field_has_none() {
    of_fields(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_dossier_goes_to_the_council_of_its_field_on_a_server() {
    of_fields(Engine::Postgres).await;
}
