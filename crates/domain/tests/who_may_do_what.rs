//! Who may do what, as a table that reviewers read: every relation to a dossier in every state.

use std::fmt::Write as _;

use sangkien_domain::access::{
    Actor, DossierFacts, Grant, Party, PartyWho, Power, Role, Seat, dossier_powers,
};
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::dossier::State;
use sangkien_domain::id::{CouncilId, PersonId, SeatId, UnitId};
use uuid::Uuid;

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
        council: Some(id(20)),
        recused: vec![id(8)],
        parties: Vec::new(),
        given: None,
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
                rights: Rights::of(*post),
                blind: false,
            })
            .collect(),
    }
}

fn without_marking(mut actor: Actor) -> Actor {
    for seat in &mut actor.seats {
        seat.rights = Rights::default();
    }
    actor
}

fn blind(mut actor: Actor) -> Actor {
    for seat in &mut actor.seats {
        seat.blind = true;
    }
    actor
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
            "head of the authors' unit who is a co-author",
            actor(2, &[(Role::HeadOfUnit, 10)], &[]),
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
            "member of the council without the right to mark",
            without_marking(actor(3, &[], &[(Post::Member, 20)])),
        ),
        (
            "member of a council that judges without names",
            blind(actor(3, &[], &[(Post::Member, 20)])),
        ),
        (
            "chair of a council that judges without names, who leads the organiser",
            blind(actor(3, &[(Role::Leader, 12)], &[(Post::Chair, 20)])),
        ),
        (
            "secretary of a council that judges without names, who does not judge",
            blind(without_marking(actor(3, &[], &[(Post::Secretary, 20)]))),
        ),
        (
            "member of a council that judges without names, who stepped aside",
            blind(actor(8, &[(Role::Clerk, 11)], &[(Post::Member, 20)])),
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
            "head of the organiser",
            actor(3, &[(Role::HeadOfUnit, 12)], &[]),
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

/// Those whom a step names, and whom it has named before.
fn parties() -> Vec<(&'static str, Actor, Party)> {
    let clerk = actor(3, &[(Role::Clerk, 13)], &[]);
    let desk = PartyWho::Role {
        role: Role::Clerk,
        unit: id(13),
    };
    let council = |posts: &[Post]| PartyWho::Council {
        council: id(22),
        posts: posts.to_vec(),
    };
    let member = |post| actor(3, &[], &[(post, 22)]);
    let now = |who: &PartyWho| Party {
        who: who.clone(),
        current: true,
    };
    let before = |who: &PartyWho| Party {
        who: who.clone(),
        current: false,
    };
    vec![
        (
            "owner at a step of the author",
            actor(1, &[], &[]),
            now(&PartyWho::Author),
        ),
        (
            "co-author at a step of the author",
            actor(2, &[], &[]),
            now(&PartyWho::Author),
        ),
        (
            "owner named by the step as an official",
            actor(1, &[], &[]),
            now(&PartyWho::Person(id(1))),
        ),
        (
            "person the step names",
            actor(4, &[], &[]),
            now(&PartyWho::Person(id(4))),
        ),
        (
            "person a step named before",
            actor(4, &[], &[]),
            before(&PartyWho::Person(id(4))),
        ),
        (
            "another than the step names",
            actor(5, &[], &[]),
            now(&PartyWho::Person(id(4))),
        ),
        (
            "holder of the role the step names",
            clerk.clone(),
            now(&desk),
        ),
        (
            "holder of the role a step named before",
            clerk,
            before(&desk),
        ),
        (
            "holder of the role the step names who stepped aside",
            actor(8, &[(Role::Clerk, 13)], &[]),
            now(&desk),
        ),
        (
            "head above, named by the step because the unit's own is an author",
            actor(3, &[(Role::HeadOfUnit, 14)], &[]),
            now(&PartyWho::Role {
                role: Role::HeadOfUnit,
                unit: id(14),
            }),
        ),
        (
            "member of the council the step names",
            member(Post::Member),
            now(&council(&[])),
        ),
        (
            "member of the council a step named before",
            member(Post::Member),
            before(&council(&[])),
        ),
        (
            "member where the step names the secretary",
            member(Post::Member),
            now(&council(&[Post::Secretary])),
        ),
        (
            "secretary whom the step names",
            member(Post::Secretary),
            now(&council(&[Post::Secretary])),
        ),
    ]
}

/// Every relation with its facts by state.
fn cases() -> Vec<(&'static str, Actor, Vec<Party>)> {
    let by_office = relations()
        .into_iter()
        .map(|(name, actor)| (name, actor, Vec::new()));
    let by_step = parties()
        .into_iter()
        .map(|(name, actor, party)| (name, actor, vec![party]));
    by_office.chain(by_step).collect()
}

fn facts_with(state: State, parties: &[Party]) -> DossierFacts {
    DossierFacts {
        parties: parties.to_vec(),
        ..facts(state)
    }
}

fn table() -> String {
    let mut text = String::new();
    for (name, actor, parties) in cases() {
        let _ = writeln!(text, "{name}");
        for state in State::ALL {
            let powers = dossier_powers(&actor, &facts_with(state, &parties));
            let mut named: Vec<String> = Power::ALL
                .into_iter()
                .filter(|power| powers.allow(*power) && *power != Power::KnowAuthors)
                .map(|power| format!("{power:?}").to_lowercase())
                .collect();
            // Whoever reads is told whose it is, but for the few who judge without names.
            if powers.allow(Power::Read) && !powers.allow(Power::KnowAuthors) {
                named.push("without-names".into());
            }
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
    for (name, actor, parties) in cases() {
        for state in State::ALL {
            let powers = dossier_powers(&actor, &facts_with(state, &parties));
            if Power::ALL.into_iter().any(|power| powers.allow(power)) {
                assert!(powers.allow(Power::Read), "{name} in {state:?}");
            }
        }
    }
}

#[test]
fn only_its_owner_and_named_authors_know_a_draft() {
    for (name, actor, parties) in cases() {
        let facts = facts_with(State::Draft, &parties);
        let knows = dossier_powers(&actor, &facts).allow(Power::Read);
        let concerned = actor.person == PersonId(Uuid::from_u128(1))
            || actor.person == PersonId(Uuid::from_u128(2));
        assert_eq!(knows, concerned, "{name}");
    }
}
