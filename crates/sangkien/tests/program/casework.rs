//! A dossier in its procedure: acts of a step, work lists, several at once, substitutes, limits.

use sangkien_app::Caller;
use sangkien_app::casework::{
    Acted, BulkDone, DelegateInput, ExtendInput, Seen, StepInput, WorkPart,
};
use sangkien_app::failure::{Failure, Outcome};
use sangkien_app::port::{DossierOrder, Paging};
use sangkien_app::work::Duty;
use sangkien_domain::access::Role;
use sangkien_domain::id::{DossierId, UnitId};
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, World};

const PROCEDURE: &str = include_str!("casework.toml");
const DAY: i64 = 24 * 3600;

fn beginning() -> Instant {
    Instant::parse("2024-03-04T08:00:00+07:00").unwrap()
}

async fn world() -> World {
    World::at(Engine::Sqlite, beginning()).await
}

async fn scene(world: &World) -> Scene<'_> {
    let window = Window {
        opens_at: beginning(),
        closes_at: beginning().plus_seconds(30 * DAY),
    };
    Scene::set_up_by(&world.app, window, vec![PROCEDURE.to_owned()]).await
}

async fn filed(world: &World, scene: &Scene<'_>, number: usize) -> DossierId {
    let id = scene.draft(&scene.author, number).await;
    world.app.submit(&scene.author, id).await.unwrap();
    id
}

async fn seen(world: &World, who: &Caller, id: DossierId) -> i64 {
    world.app.offers(who, id).await.unwrap().visit
}

async fn forward(world: &World, who: &Caller, id: DossierId, visit: i64) -> Outcome<Acted> {
    let input = StepInput {
        act: "trinh".into(),
        opinion: "Đề nghị xem xét".into(),
        ..StepInput::default()
    };
    world.app.act(who, id, Seen::Visit(visit), input).await
}

async fn part(world: &World, who: &Caller, part: WorkPart) -> Vec<DossierId> {
    let paging = Paging { page: 1, size: 50 };
    let page = world
        .app
        .work_part(who, part, DossierOrder::Due, paging)
        .await
        .unwrap();
    assert_eq!(
        page.total,
        page.rows.len() as u64,
        "counts carry the same condition"
    );
    page.rows.iter().map(|row| row.id).collect()
}

fn substitute(to: &str, unit: UnitId, world: &World, until: i64) -> DelegateInput {
    let today = world.app.now();
    DelegateInput {
        role: Role::Clerk,
        unit,
        to: to.into(),
        from: Some(today.day()),
        until: Some(today.plus_seconds(until * DAY).day()),
        reason: "Đi công tác".into(),
    }
}

#[tokio::test]
async fn a_step_is_acted_on_once_however_often_the_form_is_sent() {
    let world = world().await;
    let scene = scene(&world).await;
    let id = filed(&world, &scene, 1).await;
    let visit = seen(&world, &scene.clerk, id).await;
    let other = scene.joins("can-bo-mau-02", Role::Clerk).await;
    assert_eq!(
        forward(&world, &scene.clerk, id, visit).await.unwrap(),
        Acted::Moved
    );
    // A double click, and a second tab of the same person.
    assert_eq!(
        forward(&world, &scene.clerk, id, visit).await.unwrap(),
        Acted::Already
    );
    // Another person's tab from before.
    assert!(matches!(
        forward(&world, &other, id, visit).await,
        Err(Failure::Stale)
    ));
    // Whoever the step does not name, from the present page.
    let now = seen(&world, &scene.clerk, id).await;
    assert!(matches!(
        forward(&world, &scene.clerk, id, now).await,
        Err(Failure::Absent)
    ));
    world.close().await;
}

#[tokio::test]
async fn what_a_state_hides_is_not_told_to_the_author() {
    let world = world().await;
    let scene = scene(&world).await;
    let id = filed(&world, &scene, 1).await;
    let visit = seen(&world, &scene.clerk, id).await;
    forward(&world, &scene.clerk, id, visit).await.unwrap();
    let course = world.app.course(&scene.author, id).await.unwrap().unwrap();
    assert_eq!(
        (course.state.as_str(), course.step.as_str()),
        ("Đang giải quyết", "")
    );
    assert!(course.holders.is_empty());
    let view = world.app.dossier(&scene.author, id).await.unwrap();
    let told = format!("{:?} {:?}", course.stays, view.milestones);
    for word in ["Trình", "Đề nghị xem xét", "can-bo-mau"] {
        assert!(!told.contains(word), "{word}: {told}");
    }
    let course = world.app.course(&scene.leader, id).await.unwrap().unwrap();
    assert_eq!(course.step, "Trình ký");
    assert_eq!(course.holders.len(), 1);
    // The limit of the whole is counted step by step, and is known to the author too.
    assert!(!course.running.first().unwrap().counted.trace.is_empty());
    let stranger = scene.joins("tac-gia-mau-09", Role::Author).await;
    assert!(matches!(
        world.app.course(&stranger, id).await,
        Err(Failure::Absent)
    ));
    world.close().await;
}

#[tokio::test]
async fn work_stands_in_the_part_that_its_limit_and_holder_say() {
    let world = world().await;
    let scene = scene(&world).await;
    let id = filed(&world, &scene, 1).await;
    assert_eq!(part(&world, &scene.clerk, WorkPart::Open).await, [id]);
    assert_eq!(part(&world, &scene.author, WorkPart::Others).await, [id]);
    assert!(part(&world, &scene.leader, WorkPart::Open).await.is_empty());
    world.clock.set(beginning().plus_seconds(5 * DAY));
    assert_eq!(part(&world, &scene.clerk, WorkPart::Soon).await, [id]);
    world.clock.set(beginning().plus_seconds(8 * DAY));
    assert_eq!(part(&world, &scene.clerk, WorkPart::Late).await, [id]);
    assert!(part(&world, &scene.clerk, WorkPart::Open).await.is_empty());
    let visit = seen(&world, &scene.clerk, id).await;
    forward(&world, &scene.clerk, id, visit).await.unwrap();
    assert!(part(&world, &scene.clerk, WorkPart::Late).await.is_empty());
    assert_eq!(part(&world, &scene.clerk, WorkPart::Others).await, [id]);
    assert_eq!(part(&world, &scene.leader, WorkPart::Late).await, [id]);
    // What the older list knows stays: drafts of one's own.
    scene.draft(&scene.author, 2).await;
    let work = world.app.work(&scene.author).await.unwrap();
    assert!(work.groups.iter().any(|group| group.duty == Duty::Finish));
    world.close().await;
}

#[tokio::test]
async fn several_dossiers_have_a_result_each_and_a_repeated_request_does_nothing() {
    let world = world().await;
    let scene = scene(&world).await;
    let first = filed(&world, &scene, 1).await;
    let gone = filed(&world, &scene, 2).await;
    let third = filed(&world, &scene, 3).await;
    let stranger = scene.joins("tac-gia-mau-09", Role::Author).await;
    let hidden = scene.draft(&stranger, 4).await;
    let visit = seen(&world, &scene.clerk, first).await;
    let rows = [(first, visit), (gone, visit), (third, visit), (hidden, 1)];
    let ids = rows.map(|(id, _)| id);
    let acts = world.app.bulk_acts(&scene.clerk, &ids).await.unwrap();
    assert_eq!(
        acts.len(),
        1,
        "what asks for facts is done one by one: {acts:?}"
    );
    assert_eq!((acts[0].key.as_str(), acts[0].count), ("trinh", 3));
    let other = scene.joins("can-bo-mau-02", Role::Clerk).await;
    forward(&world, &other, gone, visit).await.unwrap();
    let bulk = async |opinion: &str| {
        let told = world.app.bulk(&scene.clerk, "trinh", opinion, &rows).await;
        told.unwrap()
            .into_iter()
            .map(|row| row.done)
            .collect::<Vec<_>>()
    };
    let told = bulk("").await;
    assert!(
        matches!(told[0], BulkDone::Refused(_)),
        "an opinion is demanded: {told:?}"
    );
    let told = bulk("Đề nghị xem xét").await;
    assert_eq!(told[0], BulkDone::Done);
    assert_eq!(told[1], BulkDone::Stale);
    assert_eq!(told[2], BulkDone::Done);
    assert_eq!(told[3], BulkDone::Absent);
    let told = bulk("Đề nghị xem xét").await;
    assert_eq!(
        (&told[0], &told[2]),
        (&BulkDone::Already, &BulkDone::Already)
    );
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_substitute_acts_in_the_days_given_and_on_behalf_of_the_giver() {
    let world = world().await;
    let scene = scene(&world).await;
    let id = filed(&world, &scene, 1).await;
    let account = "nguoi-thay-mau";
    let substitute_caller = scene.joins(account, Role::Author).await;
    let unit = scene.clerk.actor.unit;
    let give = async |who: &Caller, to: &str| {
        let input = substitute(to, unit, &world, 2);
        world.app.delegate(who, input).await
    };
    // Nobody delegates what they do not hold, nor to themselves.
    assert!(matches!(
        give(&scene.author, account).await,
        Err(Failure::Refused(_))
    ));
    assert!(matches!(
        give(&scene.clerk, &scene.clerk.account).await,
        Err(Failure::Refused(_))
    ));
    assert!(matches!(
        world.app.course(&substitute_caller, id).await,
        Err(Failure::Absent)
    ));
    give(&scene.clerk, account).await.unwrap();
    assert!(
        matches!(give(&scene.clerk, account).await, Err(Failure::Refused(_))),
        "twice"
    );
    let acting = world.caller(account).await;
    assert_eq!(part(&world, &acting, WorkPart::Open).await, [id]);
    // A delegated role is not handed on.
    assert!(matches!(
        give(&acting, "lanh-dao-mau").await,
        Err(Failure::Refused(_))
    ));
    let visit = seen(&world, &acting, id).await;
    assert_eq!(
        forward(&world, &acting, id, visit).await.unwrap(),
        Acted::Moved
    );
    let view = world.app.dossier(&scene.leader, id).await.unwrap();
    let note = &view.milestones.last().unwrap().note;
    assert!(note.contains("Thay mặt Người mẫu can-bo-mau"), "{note}");
    // After the last day it is over.
    world.clock.set(beginning().plus_seconds(3 * DAY));
    let later = filed(&world, &scene, 2).await;
    let acting = world.caller(account).await;
    assert!(!acting.actor.holds(Role::Clerk, unit));
    assert!(matches!(
        world.app.course(&acting, later).await,
        Err(Failure::Absent)
    ));
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_substitute_with_an_interest_is_kept_from_the_dossier() {
    let world = world().await;
    let scene = scene(&world).await;
    let id = filed(&world, &scene, 1).await;
    let unit = scene.clerk.actor.unit;
    let account = scene.author.account.clone();
    let input = substitute(&account, unit, &world, 2);
    let given = world.app.delegate(&scene.clerk, input).await.unwrap();
    let acting = world.caller(&account).await;
    let visit = seen(&world, &acting, id).await;
    assert!(matches!(
        forward(&world, &acting, id, visit).await,
        Err(Failure::Absent)
    ));
    assert!(part(&world, &acting, WorkPart::Open).await.is_empty());
    // Ended early by the giver only.
    assert!(matches!(
        world.app.end_delegation(&acting, given).await,
        Err(Failure::Absent)
    ));
    world.clock.set(beginning().plus_seconds(3600));
    world.app.end_delegation(&scene.clerk, given).await.unwrap();
    let acting = world.caller(&account).await;
    assert!(!acting.actor.holds(Role::Clerk, unit));
    assert!(world.app.end_delegation(&scene.clerk, given).await.is_err());
    world.close().await;
}

#[tokio::test]
async fn an_extension_needs_a_reason_and_is_told_with_its_days() {
    let world = world().await;
    let scene = scene(&world).await;
    let id = filed(&world, &scene, 1).await;
    let visit = seen(&world, &scene.clerk, id).await;
    let extend = async |who: &Caller, reason: &str| {
        let input = ExtendInput {
            limit: "giai-quyet".into(),
            amount: 2,
            reason: reason.into(),
        };
        world
            .app
            .extend_limit(who, id, Seen::Visit(visit), input)
            .await
    };
    assert!(matches!(
        extend(&scene.clerk, "Chờ tra cứu").await,
        Err(Failure::Absent)
    ));
    assert!(matches!(
        extend(&scene.head, "").await,
        Err(Failure::Refused(_))
    ));
    let before = world.app.course(&scene.head, id).await.unwrap().unwrap();
    extend(&scene.head, "Chờ tra cứu hồ sơ lưu trữ")
        .await
        .unwrap();
    let after = world.app.course(&scene.head, id).await.unwrap().unwrap();
    assert_eq!(after.changes.len(), 1);
    assert_eq!(after.changes[0].reason, "Chờ tra cứu hồ sơ lưu trữ");
    assert_eq!(
        after.changes[0].old_due,
        Some(before.running[0].counted.due)
    );
    assert_eq!(after.changes[0].new_due, Some(after.running[0].counted.due));
    assert_eq!(
        after.running[0].limit.due_at,
        Some(after.running[0].counted.due)
    );
    assert_eq!(
        after.running[0].working_days,
        before.running[0].working_days + 2
    );
    world.close().await;
}

#[tokio::test]
async fn what_was_passed_on_is_taken_back_only_by_who_passed_it_on() {
    let world = world().await;
    let scene = scene(&world).await;
    let id = filed(&world, &scene, 1).await;
    let visit = seen(&world, &scene.clerk, id).await;
    forward(&world, &scene.clerk, id, visit).await.unwrap();
    assert!(!world.app.offers(&scene.leader, id).await.unwrap().recall);
    assert!(world.app.offers(&scene.clerk, id).await.unwrap().recall);
    let now = seen(&world, &scene.clerk, id).await;
    let recall = async || {
        world
            .app
            .recall(&scene.clerk, id, Seen::Visit(now), "Thiếu trang")
            .await
    };
    recall().await.unwrap();
    assert!(matches!(recall().await, Err(Failure::Stale)));
    assert_eq!(part(&world, &scene.clerk, WorkPart::Open).await, [id]);
    world.close().await;
}
