//! Changes between versions.

use super::{Change, Difference, Pair, compare};
use crate::check::Place;
use crate::definition::Procedure;

const FILE: &str = include_str!("../../../../packs/vietnam/procedures/publication-licence.toml");

fn procedure() -> Procedure {
    Procedure::read(FILE).expect("a procedure")
}

fn changed(change: impl FnOnce(&mut Procedure)) -> Vec<Change> {
    let mut new = procedure();
    change(&mut new);
    compare(&procedure(), &new)
}

#[test]
fn a_version_differs_in_nothing_from_itself() {
    assert_eq!(changed(|_| {}), []);
}

#[test]
fn a_shorter_limit_is_told_with_what_it_was() {
    let changes = changed(|new| new.limits[0].limit.amount = 7);
    let [change] = changes.as_slice() else {
        panic!("{changes:?}");
    };
    assert_eq!(
        change.place,
        Place::Limit {
            step: None,
            limit: "cap-phep".to_owned()
        }
    );
    let Difference::Length(Pair { old, new }) = &change.difference else {
        panic!("{change:?}");
    };
    assert_eq!((old.amount, new.amount), (10, 7));
}

#[test]
fn a_step_that_is_put_elsewhere_has_moved_and_nothing_else_has() {
    let changes = changed(|new| {
        let step = new.steps.remove(2);
        new.steps.insert(5, step);
    });
    let [change] = changes.as_slice() else {
        panic!("{changes:?}");
    };
    assert_eq!(
        change.difference,
        Difference::Moved(Pair { old: 2, new: 5 })
    );
}

#[test]
fn steps_come_and_go_with_their_ways() {
    let changes = changed(|new| {
        new.steps.retain(|step| step.key != "ky-tu-choi");
        let act = &mut new.steps[3].acts[2];
        act.branches.remove(1);
        act.branches[0].when = None;
    });
    let told: Vec<&Difference> = changes.iter().map(|change| &change.difference).collect();
    assert!(told.contains(&&Difference::Removed), "{told:?}");
    assert!(
        told.iter().any(|one| matches!(
            one,
            Difference::When(Pair {
                old: Some(_),
                new: None
            })
        )),
        "{told:?}"
    );
}

#[test]
fn branches_are_matched_by_what_they_say() {
    let swapped = changed(|new| new.steps[3].acts[2].branches.swap(0, 1));
    assert!(
        matches!(
            swapped.as_slice(),
            [Change {
                difference: Difference::Moved(_),
                ..
            }]
        ),
        "{swapped:?}"
    );
    let redirected =
        changed(|new| "ky-tu-choi".clone_into(&mut new.steps[3].acts[2].branches[0].step));
    assert!(
        matches!(
            redirected.as_slice(),
            [Change {
                difference: Difference::LeadsTo(_),
                place: Place::Branch { branch: 0, .. }
            }]
        ),
        "{redirected:?}"
    );
}

#[test]
fn a_question_of_the_form_that_is_asked_otherwise_is_told_by_its_words() {
    let changes = changed(|new| {
        let form = new.form.as_mut().expect("a form");
        form.sections[1].fields[0].max_chars = 200;
        form.sections[0].fields.pop();
    });
    let told: Vec<Difference> = changes
        .into_iter()
        .map(|change| change.difference)
        .collect();
    assert_eq!(
        told,
        [
            Difference::FieldRemoved {
                label: "Số điện thoại".to_owned()
            },
            Difference::FieldChanged {
                label: "Tên tài liệu".to_owned()
            },
        ]
    );
}

#[test]
fn whatever_differs_is_told() {
    // Each property by itself, so that a new one without a comparison is noticed.
    let base = procedure();
    let old = serde_json::to_value(&base).expect("a value");
    let mut untold = Vec::new();
    let mut tried = 0;
    visit(&old, &mut Vec::new(), &mut |path, value| {
        let Some(other) = altered(value) else { return };
        let mut new = old.clone();
        *at(&mut new, path) = other;
        if let Ok(new) = serde_json::from_value::<Procedure>(new)
            && new != base
        {
            tried += 1;
            if compare(&base, &new).is_empty() {
                untold.push(path.to_vec());
            }
        }
    });
    assert!(tried > 200, "{tried}");
    assert!(untold.is_empty(), "{untold:?}");
}

fn altered(value: &serde_json::Value) -> Option<serde_json::Value> {
    Some(match value {
        serde_json::Value::String(text) => format!("{text}x").into(),
        serde_json::Value::Number(number) => (number.as_u64()? + 1).into(),
        serde_json::Value::Bool(held) => (!held).into(),
        _ => return None,
    })
}

fn visit(
    value: &serde_json::Value,
    path: &mut Vec<String>,
    each: &mut impl FnMut(&[String], &serde_json::Value),
) {
    match value {
        serde_json::Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(index.to_string());
                visit(item, path, each);
                path.pop();
            }
        }
        serde_json::Value::Object(members) => {
            for (name, member) in members {
                path.push(name.clone());
                visit(member, path, each);
                path.pop();
            }
        }
        leaf => each(path, leaf),
    }
}

fn at<'a>(value: &'a mut serde_json::Value, path: &[String]) -> &'a mut serde_json::Value {
    path.iter().fold(value, |value, part| match value {
        serde_json::Value::Array(items) => &mut items[part.parse::<usize>().expect("an index")],
        other => &mut other[part.as_str()],
    })
}
