//! Units, fields, rounds, rules and councils.

use std::sync::Arc;

use jiff::civil::date;
use sangkien_domain::council::Post;
use sangkien_domain::time::Instant;

use super::samples::{commit, field, person, rule_set, seat, unit};
use super::{Bench, World, refused_by};

/// The instant at which a round closes is kept exactly.
pub async fn a_round_closes_to_the_microsecond_as_set(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut round = world.new_round("vi-giay");
    round.window.closes_at = Instant(1_712_682_000_000_001);
    let mut work = bench.store().begin().await.unwrap();
    work.insert_round(&round, &[]).await.unwrap();
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    assert_eq!(read.round(round.id).await.unwrap(), Some(round));
}

/// The schema itself refuses an empty window.
pub async fn a_round_that_closes_before_it_opens_is_refused(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut round = world.new_round("nguoc");
    round.window.closes_at = round.window.opens_at;
    let mut work = bench.store().begin().await.unwrap();
    assert_eq!(
        refused_by(work.insert_round(&round, &[]).await),
        "round_window_check"
    );
}

/// Rounds by closing, routes as given.
pub async fn rounds_and_routes_come_in_their_order(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut later = world.new_round("2024-2");
    later.window.closes_at = later.window.closes_at.plus_seconds(60);
    let mut special = world.route(later.id);
    special.field = Some(world.field);
    special.desk = world.school;
    let routes = [special, world.route(later.id)];
    let mut work = bench.store().begin().await.unwrap();
    work.insert_round(&later, &routes).await.unwrap();
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    let rounds = read.rounds().await.unwrap();
    let order: Vec<_> = rounds.iter().map(|round| round.id).collect();
    assert_eq!(order, [later.id, world.round]);
    assert_eq!(read.routes(later.id).await.unwrap(), routes);
}

/// A version is in force from its first to its last day; outside, the nearest speaks.
pub async fn a_unit_is_shown_as_it_was_on_the_day(bench: Arc<dyn Bench>) {
    let mut old = unit("MAU", "Tên cũ", None);
    old.valid_to = Some(date(2024, 6, 30));
    let mut work = bench.store().begin().await.unwrap();
    work.insert_unit(&old).await.unwrap();
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    for (day, listed) in [
        (date(2019, 12, 31), false),
        (date(2020, 1, 1), true),
        (date(2024, 6, 30), true),
        (date(2024, 7, 1), false),
    ] {
        assert_eq!(read.unit(old.id, day).await.unwrap().as_ref(), Some(&old));
        assert_eq!(!read.units(day).await.unwrap().is_empty(), listed, "{day}");
    }
}

/// The order of names is the Vietnamese one, not that of the engine.
pub async fn units_are_listed_in_vietnamese_order(bench: Arc<dyn Bench>) {
    let names = ["Đơn vị Đ", "Đơn vị Ê", "Đơn vị E", "Đơn vị D", "Ăn", "An"];
    let mut work = bench.store().begin().await.unwrap();
    for (number, name) in names.iter().enumerate() {
        let unit = unit(&format!("U{number}"), name, None);
        work.insert_unit(&unit).await.unwrap();
    }
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    let units = read.units(date(2024, 1, 1)).await.unwrap();
    let listed: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(
        listed,
        ["An", "Ăn", "Đơn vị D", "Đơn vị Đ", "Đơn vị E", "Đơn vị Ê"]
    );
}

/// Catalogues have days of validity, and fields the order of the catalogue.
pub async fn fields_and_rule_sets_are_those_of_the_day(bench: Arc<dyn Bench>) {
    let mut ended = field("cu", "Cũ");
    ended.valid_to = Some(date(2024, 1, 31));
    let current = field("moi", "Mới");
    let mut child = field("con", "Con");
    child.parent = Some(current.id);
    let mut rules = rule_set("cu");
    rules.valid_to = Some(date(2024, 1, 31));
    let newer = rule_set("moi");
    let mut work = bench.store().begin().await.unwrap();
    work.insert_field(&current, 2).await.unwrap();
    work.insert_field(&ended, 1).await.unwrap();
    work.insert_field(&child, 3).await.unwrap();
    work.insert_rule_set(&rules).await.unwrap();
    work.insert_rule_set(&newer).await.unwrap();
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    assert_eq!(
        read.fields(date(2024, 1, 31)).await.unwrap(),
        [ended.clone(), current.clone(), child.clone()]
    );
    assert_eq!(
        read.fields(date(2024, 2, 1)).await.unwrap(),
        [current, child]
    );
    assert_eq!(read.field(ended.id).await.unwrap(), Some(ended));
    assert_eq!(
        read.rule_sets(date(2024, 2, 1)).await.unwrap(),
        std::slice::from_ref(&newer)
    );
    assert_eq!(read.rule_sets(date(2024, 1, 31)).await.unwrap().len(), 2);
    assert_eq!(read.rule_set(rules.id).await.unwrap(), Some(rules));
}

/// Chair, deputy, secretary, members; within a post by name.
pub async fn seats_are_listed_by_precedence(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let deputy = person("pho", "Phó chủ tịch mẫu", world.district);
    let member = person("anh", "Ủy viên mẫu Ánh", world.district);
    let mut work = bench.store().begin().await.unwrap();
    for (person, post) in [(&member, Post::Member), (&deputy, Post::Deputy)] {
        work.insert_person(person).await.unwrap();
        let seat = seat(world.council, person.id, post);
        work.insert_seat(&seat).await.unwrap();
    }
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    let seats = read.seats(world.council, world.now).await.unwrap();
    let order: Vec<(Post, &str)> = seats
        .iter()
        .map(|seat| (seat.post, seat.full_name.as_str()))
        .collect();
    assert_eq!(
        order,
        [
            (Post::Chair, "Chủ tịch mẫu"),
            (Post::Deputy, "Phó chủ tịch mẫu"),
            (Post::Secretary, "Thư ký mẫu"),
            (Post::Member, "Ủy viên mẫu Ánh"),
            (Post::Member, "Ủy viên mẫu"),
        ]
    );
    let council = read.council(world.council).await.unwrap().unwrap();
    assert_eq!(council.unit, world.district);
}

/// Setting twice keeps the last value.
pub async fn a_setting_is_replaced(bench: Arc<dyn Bench>) {
    let mut work = bench.store().begin().await.unwrap();
    work.set_setting("k", "một").await.unwrap();
    work.set_setting("k", "hai").await.unwrap();
    assert_eq!(work.setting("k").await.unwrap().as_deref(), Some("hai"));
    assert_eq!(work.setting("không có").await.unwrap(), None);
}
