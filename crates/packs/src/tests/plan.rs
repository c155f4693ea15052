use sangkien_domain::access::Role;
use sangkien_domain::council::Post;
use sangkien_domain::round::Phase;

use super::at;
use crate::{UnitKind, UnitLevel};

#[test]
fn the_first_round_closes_with_the_last_second_of_the_ninth_of_april() {
    let plan = crate::plan().unwrap();
    let window = plan.round("dot-1-2024").unwrap().window;
    assert_eq!(
        window.phase(at("2024-04-09T23:59:59.999999+07:00")),
        Phase::Open
    );
    assert_eq!(window.phase(at("2024-04-10T00:00:00+07:00")), Phase::After);
    assert_eq!(window.phase(at("2024-03-01T07:59:59+07:00")), Phase::Before);
}

#[test]
fn education_goes_to_its_own_desk_and_all_else_to_the_economy_desk() {
    let plan = crate::plan().unwrap();
    let round = plan.round("dot-1-2024").unwrap();
    for (field, desk) in [
        ("GDDT", "PGDDT"),
        ("GDDT-TH", "PGDDT"),
        ("CCHC-TP", "PKT"),
        ("NN-TL", "PKT"),
        ("YT", "PKT"),
    ] {
        assert_eq!(plan.desk(round, field), Some(desk), "{field}");
    }
}

#[test]
fn the_district_has_its_communes_and_ends_in_mid_2025() {
    let plan = crate::plan().unwrap();
    let communes = plan
        .units
        .iter()
        .filter(|unit| unit.level == UnitLevel::Commune && unit.kind == UnitKind::PeopleCommittee)
        .count();
    assert_eq!(communes, 21);
    let district = plan.unit("PT").unwrap();
    assert_eq!(district.valid_to, Some(jiff::civil::date(2025, 6, 30)));
    assert_eq!(district.parent.as_deref(), Some("HN"));
}

#[test]
fn councils_have_one_chair_and_one_secretary() {
    for council in crate::plan().unwrap().councils {
        for post in [Post::Chair, Post::Secretary] {
            let holders = council.seats.iter().filter(|seat| seat.post == post);
            assert_eq!(holders.count(), 1, "{}", council.code);
        }
    }
}

#[test]
fn every_organiser_has_a_leader_and_every_desk_a_clerk() {
    let plan = crate::plan().unwrap();
    let held = |role: Role, unit: &str| {
        plan.people.iter().any(|person| {
            person
                .roles
                .iter()
                .any(|grant| grant.role == role && grant.unit == unit)
        })
    };
    for round in &plan.rounds {
        assert!(held(Role::Leader, &round.organiser), "{}", round.code);
        for route in &round.routes {
            assert!(held(Role::Clerk, &route.desk), "{}", round.code);
        }
    }
}

#[test]
fn the_demo_opens_a_door_for_every_role_once() {
    let plan = crate::plan().unwrap();
    let mut doors: Vec<&str> = plan
        .people
        .iter()
        .filter_map(|person| person.door.as_deref())
        .collect();
    for role in Role::ALL {
        let opened = plan.people.iter().any(|person| {
            person.door.is_some() && person.roles.iter().any(|grant| grant.role == role)
        });
        assert!(opened, "{role:?}");
    }
    let all = doors.len();
    doors.sort_unstable();
    doors.dedup();
    assert_eq!(doors.len(), all);
}

#[test]
fn moments_are_in_order_and_within_the_story() {
    let plan = crate::plan().unwrap();
    assert_eq!(plan.moments.len(), 6);
    assert!(plan.moments.windows(2).all(|pair| pair[0].at < pair[1].at));
    assert_eq!(plan.moments[0].at, at("2024-04-09T21:30:00+07:00"));
}
