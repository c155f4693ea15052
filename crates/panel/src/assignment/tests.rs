//! Assignments held against an independent solver, against trying everything, and against
//! what no assignment may do.

use proptest::prelude::*;
use serde_json::Value;

use super::*;

fn dossier(field: &str, conflicts: &[usize]) -> Dossier {
    let conflicts = conflicts
        .iter()
        .map(|member| (*member, ConflictKind::SameUnit));
    Dossier {
        code: "SK".into(),
        field: field.into(),
        conflicts: conflicts.collect(),
    }
}

fn member(fields: &[&str], most: Option<u32>) -> Member {
    Member {
        name: "Ủy viên mẫu".into(),
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        most,
    }
}

/// What every assignment must keep to.
fn assert_sound(dossiers: &[Dossier], members: &[Member], aim: Aim, found: &Assignment) {
    let mut loads = vec![0; members.len()];
    for (index, (dossier, own)) in dossiers.iter().zip(&found.members).enumerate() {
        assert!(
            own.is_sorted_by(|one, other| one < other),
            "twice the same member"
        );
        for member in own {
            assert!(
                dossier
                    .conflicts
                    .iter()
                    .all(|(against, _)| against != member)
            );
            loads[*member] += 1;
        }
        let short = found
            .unassignable
            .iter()
            .any(|short| short.dossier == index);
        assert_eq!(short, u32::try_from(own.len()).unwrap() < aim.marks);
    }
    assert_eq!(loads, found.loads);
    for (load, member) in loads.iter().zip(members) {
        assert!(member.most.is_none_or(|most| *load <= most));
    }
}

#[test]
fn costs_equal_those_of_an_independent_solver() {
    let data: Value =
        serde_json::from_str(include_str!("../../tests/data/assignment.json")).unwrap();
    let number = |value: &Value| u32::try_from(value.as_u64().unwrap()).unwrap();
    for case in data["cases"].as_array().unwrap() {
        let list = |key: &str| case[key].as_array().unwrap().clone();
        let dossiers: Vec<Dossier> = list("fields")
            .iter()
            .zip(list("conflicts"))
            .map(|(field, against)| {
                let against = against.as_array().unwrap().iter();
                let against: Vec<usize> = against.map(|m| number(m) as usize).collect();
                dossier(field.as_str().unwrap(), &against)
            })
            .collect();
        let members: Vec<Member> = list("members")
            .iter()
            .zip(list("most"))
            .map(|(fields, most)| {
                let fields = fields.as_array().unwrap().iter();
                let fields: Vec<&str> = fields.map(|field| field.as_str().unwrap()).collect();
                member(&fields, most.as_u64().map(|_| number(&most)))
            })
            .collect();
        let aim = Aim {
            marks: number(&case["marks"]),
            mismatch: number(&case["mismatch"]),
        };
        let found = assign(&dossiers, &members, aim);
        assert_sound(&dossiers, &members, aim, &found);
        assert_eq!(found.unassignable, []);
        assert_eq!(found.cost, case["cost"].as_u64().unwrap());
    }
}

#[test]
fn a_dossier_nobody_may_mark_is_named_with_the_reason() {
    let mut blocked = dossier("a", &[0, 1]);
    blocked.conflicts.push((1, ConflictKind::Author));
    let dossiers = [dossier("a", &[]), blocked];
    let members = [
        member(&["a"], None),
        member(&["a"], None),
        member(&[], None),
    ];
    let found = assign(&dossiers, &members, Aim::default());
    assert_eq!(
        found.unassignable,
        [Unassignable {
            dossier: 1,
            has: 1,
            needs: 2,
            why: Shortage::Conflicts {
                members: 3,
                kinds: vec![(ConflictKind::Author, 1), (ConflictKind::SameUnit, 1)],
            },
        }]
    );
}

#[test]
fn limits_of_members_leave_the_last_marks_open() {
    let dossiers = vec![dossier("a", &[]); 4];
    let members = vec![member(&["a"], Some(2)); 3];
    let found = assign(&dossiers, &members, Aim::default());
    let got: Vec<usize> = found.members.iter().map(Vec::len).collect();
    assert_eq!(got, [2, 2, 1, 1]);
    assert_eq!(found.unassignable[0].why, Shortage::Limits { able: 3 });
}

/// The least cost by trying every choice of members for every dossier.
fn least(dossiers: &[Dossier], members: &[Member], aim: Aim, loads: &mut Vec<u64>) -> Option<u64> {
    let Some((first, rest)) = dossiers.split_first() else {
        return Some(loads.iter().map(|load| load * load).sum());
    };
    let mut best = None;
    for choice in 0_u32..1 << members.len() {
        let chosen = |member: &usize| choice >> member & 1 == 1;
        let picked: Vec<usize> = (0..members.len()).filter(chosen).collect();
        let against = picked.iter().any(|member| {
            let full = members[*member]
                .most
                .is_some_and(|most| loads[*member] >= u64::from(most));
            full || first.conflicts.iter().any(|(other, _)| other == member)
        });
        if choice.count_ones() != aim.marks || against {
            continue;
        }
        let foreign = picked
            .iter()
            .filter(|m| !members[**m].fields.contains(&first.field));
        let foreign = foreign.count() as u64 * u64::from(aim.mismatch);
        for member in &picked {
            loads[*member] += 1;
        }
        let cost = least(rest, members, aim, loads).map(|cost| cost + foreign);
        for member in &picked {
            loads[*member] -= 1;
        }
        best = [best, cost].into_iter().flatten().min();
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_choice_of_members_costs_less(
        fields in proptest::collection::vec((0usize..3, proptest::collection::vec(0usize..4, 0..2)), 1..5),
        members in proptest::collection::vec((proptest::collection::vec(0usize..3, 0..3), proptest::option::of(1u32..4)), 2..5),
        marks in 1u32..3,
        mismatch in 0u32..6,
    ) {
        let names = ["a", "b", "c"];
        let dossiers: Vec<Dossier> = fields.iter().map(|(field, against)| dossier(names[*field], against)).collect();
        let members: Vec<Member> = members
            .iter()
            .map(|(known, most)| member(&known.iter().map(|at| names[*at]).collect::<Vec<_>>(), *most))
            .collect();
        let aim = Aim { marks, mismatch };
        let found = assign(&dossiers, &members, aim);
        assert_sound(&dossiers, &members, aim, &found);
        let best = least(&dossiers, &members, aim, &mut vec![0; members.len()]);
        prop_assert_eq!(found.unassignable.is_empty(), best.is_some());
        if let Some(best) = best {
            prop_assert_eq!(found.cost, best);
        }
    }
}
