//! Councils as records, what a seat entitles to, and the head who is an author.

use jiff::civil::date;
use sangkien_app::Caller;
use sangkien_app::casework::Seen;
use sangkien_app::council::{CouncilInput, NewSessionInput, SeatInput, SheetInput};
use sangkien_app::dossier::ConfirmInput;
use sangkien_app::failure::Failure;
use sangkien_app::organisation::Organisation;
use sangkien_app::record::{Person, RoleGrant, Unit, Vote};
use sangkien_domain::access::Role;
use sangkien_domain::composition::Departure;
use sangkien_domain::council::{Post, Right, Rights};
use sangkien_domain::id::{DossierId, SessionId};
use sangkien_domain::meeting::Voting;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, World};

fn id<Id: From<uuid::Uuid>>(number: u128) -> Id {
    Id::from(uuid::Uuid::from_u128(number))
}

fn window(at: Instant) -> Window {
    Window {
        opens_at: at,
        closes_at: at.plus_seconds(30 * 24 * 3600),
    }
}

async fn world() -> World {
    let at = Instant::parse("2024-03-04T08:00:00+07:00").unwrap();
    World::at(Engine::Sqlite, at).await
}

fn member(rights: Rights) -> SeatInput {
    SeatInput {
        post: Post::Member,
        rights,
        for_union: false,
    }
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

fn sheet(scene: &Scene<'_>, caller: &Caller, send: bool) -> SheetInput {
    assert!(caller.actor.seat_on(scene.council).is_some());
    SheetInput {
        scores: scene.full_marks(),
        remark: "Ý kiến mẫu".into(),
        vote: Some(Vote::For),
        send,
        ..SheetInput::default()
    }
}

#[tokio::test]
async fn a_council_is_set_up_by_those_who_head_or_administer_its_unit_and_by_nobody_else() {
    let world = world().await;
    let scene = Scene::set_up(&world.app, window(world.app.now())).await;
    let input = || CouncilInput {
        unit: scene.secretary.actor.unit,
        stage: Stage::Base,
        name: "Hội đồng mẫu thứ hai".into(),
        decision_ref: "12/QĐ-PM".into(),
        decided_on: date(2024, 3, 1),
        valid_from: world.app.now(),
        valid_to: None,
        blind: false,
    };
    for outsider in [&scene.author, &scene.clerk] {
        let tried = world.app.set_up_council(outsider, input()).await;
        assert!(matches!(tried, Err(Failure::Absent)));
        let looked = world.app.council(outsider, scene.council).await;
        assert!(matches!(looked, Err(Failure::Absent)));
    }
    let id = world
        .app
        .set_up_council(&scene.head, input())
        .await
        .unwrap();
    let found = world.app.council(&scene.leader, id).await.unwrap();
    assert_eq!(found.council.decision_ref, "12/QĐ-PM");
    assert!(found.changes && found.seats.is_empty());
    let nameless = CouncilInput {
        name: "  ".into(),
        ..input()
    };
    let told = world.app.change_council(&scene.head, id, 1, nameless).await;
    assert!(
        matches!(told, Err(Failure::Refused(refusals)) if refusals == [Refusal::Invalid { field: "name" }])
    );
    world
        .app
        .change_council(&scene.head, id, 1, input())
        .await
        .unwrap();
    let old = world.app.change_council(&scene.head, id, 1, input()).await;
    assert!(matches!(old, Err(Failure::Stale)), "{old:?}");
    world.close().await;
}

#[tokio::test]
async fn a_breach_of_the_composition_is_named_until_it_is_mended() {
    let world = world().await;
    let scene = Scene::set_up(&world.app, window(world.app.now())).await;
    let departures = async || {
        let found = world.app.council(&scene.head, scene.council).await.unwrap();
        let breaches = found.breaches.into_iter();
        breaches.map(|breach| breach.departure).collect::<Vec<_>>()
    };
    let before = departures().await;
    assert!(
        before.contains(&Departure::PostVacant { post: Post::Chair }),
        "{before:?}"
    );
    assert!(before.contains(&Departure::NoUnionRepresentative));
    for (account, post) in [
        ("thu-truong-mau", Post::Chair),
        ("can-bo-mau", Post::Member),
    ] {
        let input = SeatInput {
            post,
            rights: Rights::of(post),
            for_union: post == Post::Member,
        };
        world
            .app
            .seat(&scene.head, scene.council, account, input)
            .await
            .unwrap();
        let again = world
            .app
            .seat(&scene.head, scene.council, account, input)
            .await;
        assert!(matches!(again, Err(Failure::Refused(_))), "{again:?}");
    }
    assert_eq!(departures().await, []);
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_seat_does_what_its_rights_say_and_no_more() {
    let world = world().await;
    let scene = Scene::set_up(&world.app, window(world.app.now())).await;
    let council = scene.council;
    for (account, rights) in [
        ("can-bo-mau", vec![]),
        ("lanh-dao-mau", vec![Right::Mark, Right::Vote]),
    ] {
        let input = member(rights.into_iter().collect());
        world
            .app
            .seat(&scene.head, council, account, input)
            .await
            .unwrap();
    }
    let dossier = scene.confirmed(1).await;
    let session = convened(&scene, &world, &[dossier]).await;
    let listener = world.caller("can-bo-mau").await;
    let marker = world.caller("lanh-dao-mau").await;

    let view = world.app.session(&listener, session).await.unwrap();
    assert!(
        view.agenda[0].open_to_viewer,
        "whoever only attends sees the agenda"
    );
    let tried = world
        .app
        .save_sheet(&listener, dossier, sheet(&scene, &listener, true))
        .await;
    assert!(matches!(tried, Err(Failure::Absent)), "{tried:?}");

    world
        .app
        .save_sheet(&marker, dossier, sheet(&scene, &marker, true))
        .await
        .unwrap();
    let own = world.app.marking(&marker, dossier).await.unwrap();
    assert_eq!(
        own.sheet.unwrap().remark,
        "",
        "no remark without the right to comment"
    );

    world
        .app
        .close_marking(&scene.secretary, session)
        .await
        .unwrap();
    let counted = world
        .app
        .session(&scene.secretary, session)
        .await
        .unwrap()
        .agenda[0]
        .counted
        .clone()
        .unwrap();
    assert_eq!(counted.verdict.base, 2, "who has no vote is not counted");
    let tried = world.app.conclude(&marker, session).await;
    assert!(matches!(tried, Err(Failure::Absent)), "{tried:?}");
    world.app.conclude(&scene.secretary, session).await.unwrap();
    world.close().await;
}

#[tokio::test]
async fn members_stand_still_while_a_session_is_open_but_for_a_substitute_of_who_sent_nothing() {
    let world = world().await;
    let scene = Scene::set_up(&world.app, window(world.app.now())).await;
    let council = scene.council;
    for account in ["can-bo-mau", "lanh-dao-mau"] {
        let all = member(Rights::of(Post::Member));
        world
            .app
            .seat(&scene.head, council, account, all)
            .await
            .unwrap();
    }
    let waiting = scene.joins("du-khuyet-mau", Role::Author).await;
    world
        .app
        .name_substitute(&scene.head, council, "du-khuyet-mau")
        .await
        .unwrap();
    let looked = world.app.council(&waiting, council).await;
    assert!(
        matches!(looked, Err(Failure::Absent)),
        "a substitute learns nothing yet"
    );

    let dossier = scene.confirmed(1).await;
    let session = convened(&scene, &world, &[dossier]).await;
    let (sender, idle) = (
        world.caller("can-bo-mau").await,
        world.caller("lanh-dao-mau").await,
    );
    let seat = |caller: &Caller| caller.actor.seat_on(council).unwrap().id;
    world
        .app
        .save_sheet(&sender, dossier, sheet(&scene, &sender, true))
        .await
        .unwrap();
    let rights = Rights::default();
    let changed = world
        .app
        .change_seat(&scene.head, council, seat(&idle), member(rights))
        .await;
    assert!(matches!(&changed, Err(Failure::Refused(why)) if *why == [Refusal::CouncilInSession]));
    let ended = world
        .app
        .end_seat(&scene.head, council, seat(&idle), "Nghỉ việc")
        .await;
    assert!(matches!(&ended, Err(Failure::Refused(why)) if *why == [Refusal::CouncilInSession]));

    let person = waiting.actor.person;
    let call = async |leaving: &Caller| {
        let leaving = seat(leaving);
        let app = &world.app;
        app.call_in_substitute(&scene.head, council, person, leaving, "Đi công tác")
            .await
    };
    let told = call(&sender).await;
    assert!(matches!(&told, Err(Failure::Refused(why)) if *why == [Refusal::SeatHasSheets]));
    world.clock.forward(60);
    call(&idle).await.unwrap();
    let taken = world.caller("du-khuyet-mau").await;
    world
        .app
        .save_sheet(&taken, dossier, sheet(&scene, &taken, true))
        .await
        .unwrap();
    let gone = world.caller("lanh-dao-mau").await;
    let looked = world.app.session(&gone, session).await;
    assert!(
        matches!(looked, Err(Failure::Absent)),
        "whoever was replaced has left"
    );
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_head_does_not_confirm_an_own_dossier_but_a_deputy_does() {
    let world = world().await;
    let scene = Scene::set_up(&world.app, window(world.app.now())).await;
    let id = scene.draft(&scene.head, 1).await;
    world.app.submit(&scene.head, id).await.unwrap();
    world.app.accept(&scene.clerk, id, Seen::Now).await.unwrap();
    let confirm = async |caller: &Caller| {
        let input = ConfirmInput {
            first_applied_on: date(2023, 12, 4),
            note: String::new(),
        };
        world
            .app
            .confirm_first_application(caller, id, Seen::Now, input)
            .await
    };
    assert!(matches!(confirm(&scene.head).await, Err(Failure::Absent)));
    let deputy = scene.joins("pho-thu-truong-mau", Role::HeadOfUnit).await;
    confirm(&deputy).await.unwrap();
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn where_every_head_of_a_unit_is_an_author_the_level_above_confirms() {
    let world = world().await;
    let now = world.app.now();
    let scene = Scene::set_up(&world.app, window(now)).await;
    let school = id(70);
    let head = Person {
        id: id(71),
        account: "hieu-truong-mau".into(),
        full_name: "Hiệu trưởng mẫu".into(),
        email: "hieu-truong@mau.example".into(),
        unit: school,
        password: None,
        is_sample: false,
        created_at: now,
        disabled_at: None,
    };
    let grant = |number: u128, role: Role| RoleGrant {
        id: id(number),
        person: head.id,
        role,
        unit: school,
        valid_from: now,
        valid_to: None,
        granted_by: None,
    };
    let organisation = Organisation {
        units: vec![Unit {
            id: school,
            version: id(72),
            code: "TRUONG-MAU".into(),
            name: "Trường mẫu".into(),
            kind: "school".into(),
            parent: Some(scene.head.actor.unit),
            valid_from: date(2020, 1, 1),
            valid_to: None,
        }],
        people: vec![head.clone()],
        grants: vec![grant(73, Role::HeadOfUnit), grant(74, Role::Author)],
        ..Organisation::default()
    };
    world
        .app
        .load_organisation(&organisation, false)
        .await
        .unwrap();
    let author = world.caller("hieu-truong-mau").await;
    let dossier = scene.draft(&author, 1).await;
    world.app.submit(&author, dossier).await.unwrap();
    world
        .app
        .accept(&scene.clerk, dossier, Seen::Now)
        .await
        .unwrap();
    let input = || ConfirmInput {
        first_applied_on: date(2023, 12, 4),
        note: String::new(),
    };
    let own = world
        .app
        .confirm_first_application(&author, dossier, Seen::Now, input())
        .await;
    assert!(matches!(own, Err(Failure::Absent)), "{own:?}");
    let above = &scene.head;
    world
        .app
        .confirm_first_application(above, dossier, Seen::Now, input())
        .await
        .unwrap();
    world.check().await;
    world.close().await;
}
