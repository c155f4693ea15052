//! Who may do what, as a table that reviewers read: every relation to a dossier in every state.

use std::fmt::Write as _;

use sangkien_domain::access::{Actor, DossierFacts, Grant, Power, Role, Seat, dossier_powers};
use sangkien_domain::council::Post;
use sangkien_domain::dossier::State;
use sangkien_domain::id::{CouncilId, PersonId, SeatId, UnitId};
use uuid::Uuid;

const POWERS: [Power; 8] = [
    Power::Read,
    Power::Edit,
    Power::File,
    Power::Receive,
    Power::Confirm,
    Power::Convene,
    Power::Mark,
    Power::Decide,
];

fn id<Id: From<Uuid>>(number: u128) -> Id {
    Id::from(Uuid::from_u128(number))
}

fn facts(state: State) -> DossierFacts {
    DossierFacts {
        owner: id(1),
        authors: vec![id(1), id(2)],
        unit: id(10),
        desk: id(11),
        organiser: id(12),
        council: id(20),
        recused: vec![id(8)],
        state,
    }
}

fn actor(person: u128, roles: &[(Role, u128)], seats: &[(Post, u128)]) -> Actor {
    Actor {
        person: id(person),
        unit: id(10),
        grants: roles
            .iter()
            .map(|(role, unit)| Grant {
                role: *role,
                unit: id::<UnitId>(*unit),
            })
            .collect(),
        seats: seats
            .iter()
            .map(|(post, council)| Seat {
                id: id::<SeatId>(person),
                council: id::<CouncilId>(*council),
                unit: id(12),
                post: *post,
            })
            .collect(),
    }
}

fn relations() -> Vec<(&'static str, Actor)> {
    vec![
        ("owner", actor(1, &[], &[])),
        ("co-author", actor(2, &[], &[])),
        ("colleague", actor(3, &[(Role::Author, 10)], &[])),
        (
            "head of the authors' unit",
            actor(3, &[(Role::HeadOfUnit, 10)], &[]),
        ),
        (
            "head of another unit",
            actor(3, &[(Role::HeadOfUnit, 11)], &[]),
        ),
        ("clerk at the desk", actor(3, &[(Role::Clerk, 11)], &[])),
        ("clerk at another desk", actor(3, &[(Role::Clerk, 12)], &[])),
        (
            "clerk who is a co-author",
            actor(2, &[(Role::Clerk, 11)], &[]),
        ),
        ("chair of the council", actor(3, &[], &[(Post::Chair, 20)])),
        (
            "secretary of the council",
            actor(3, &[], &[(Post::Secretary, 20)]),
        ),
        (
            "member of the council",
            actor(3, &[], &[(Post::Member, 20)]),
        ),
        (
            "member of another council",
            actor(3, &[], &[(Post::Member, 21)]),
        ),
        (
            "member who stepped aside",
            actor(8, &[], &[(Post::Member, 20)]),
        ),
        (
            "chair who is a co-author",
            actor(2, &[], &[(Post::Chair, 20)]),
        ),
        (
            "leader of the organiser",
            actor(3, &[(Role::Leader, 12)], &[]),
        ),
        (
            "leader of another body",
            actor(3, &[(Role::Leader, 11)], &[]),
        ),
        ("records clerk", actor(3, &[(Role::RecordsClerk, 12)], &[])),
        (
            "awards officer",
            actor(3, &[(Role::AwardsOfficer, 12)], &[]),
        ),
        ("auditor", actor(3, &[(Role::Auditor, 12)], &[])),
        ("administrator", actor(3, &[(Role::Administrator, 12)], &[])),
    ]
}

fn table() -> String {
    let mut text = String::new();
    for (name, actor) in relations() {
        let _ = writeln!(text, "{name}");
        for state in State::ALL {
            let powers = dossier_powers(&actor, &facts(state));
            let named: Vec<String> = POWERS
                .into_iter()
                .filter(|power| powers.allow(*power))
                .map(|power| format!("{power:?}").to_lowercase())
                .collect();
            if !named.is_empty() {
                let _ = writeln!(text, "  {:<15} {}", state.code(), named.join(" "));
            }
        }
    }
    text
}

#[test]
fn the_table_of_powers_is_the_reviewed_one() {
    let reviewed = include_str!("who_may_do_what.txt");
    let found = table();
    assert!(
        found == reviewed,
        "the powers have changed; review and store this table:\n{found}"
    );
}

#[test]
fn nobody_without_reading_has_any_power() {
    for (name, actor) in relations() {
        for state in State::ALL {
            let powers = dossier_powers(&actor, &facts(state));
            if POWERS.into_iter().any(|power| powers.allow(power)) {
                assert!(powers.allow(Power::Read), "{name} in {state:?}");
            }
        }
    }
}

#[test]
fn only_its_owner_and_named_authors_know_a_draft() {
    for (name, actor) in relations() {
        let knows = dossier_powers(&actor, &facts(State::Draft)).allow(Power::Read);
        let concerned = actor.person == PersonId(Uuid::from_u128(1))
            || actor.person == PersonId(Uuid::from_u128(2));
        assert_eq!(knows, concerned, "{name}");
    }
}
