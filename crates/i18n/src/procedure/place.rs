//! Places in a procedure, by the names people gave them.

use sangkien_casework::check::Place;
use sangkien_casework::definition::{ActRow, Procedure};

use crate::Language;

/// The name of a step, or its key where it has none.
pub fn step<'a>(procedure: &'a Procedure, key: &'a str) -> &'a str {
    named(key, procedure.step(key).map(|step| step.label.as_str()))
}

fn named<'a>(key: &'a str, label: Option<&'a str>) -> &'a str {
    label
        .filter(|label| !label.trim().is_empty())
        .unwrap_or(key)
}

/// The names of several steps.
pub(super) fn steps(procedure: &Procedure, keys: &[String]) -> String {
    let names: Vec<String> = keys
        .iter()
        .map(|key| format!("“{}”", step(procedure, key)))
        .collect();
    names.join(", ")
}

fn act<'a>(procedure: &'a Procedure, step: &str, key: &'a str) -> &'a str {
    let row: Option<&ActRow> = procedure.step(step).and_then(|step| step.act(key));
    named(key, row.map(|row| row.label.as_str()))
}

/// Where a fault is: "Bước “Thẩm định”, việc “Trình ký”, nhánh 2".
pub fn place(place: &Place, procedure: &Procedure, language: Language) -> String {
    let at_step = |key: &str| {
        let name = step(procedure, key);
        language.pick(format!("Bước “{name}”"), format!("Step “{name}”"))
    };
    let component = |key: &str| {
        let held = procedure.component(key);
        let name = named(key, held.map(|held| held.label.as_str()));
        language.pick(
            format!("thành phần hồ sơ “{name}”"),
            format!("component “{name}”"),
        )
    };
    let at_act = |in_step: &str, key: &str| {
        let name = act(procedure, in_step, key);
        let act = language.pick(format!("việc “{name}”"), format!("act “{name}”"));
        format!("{}, {act}", at_step(in_step))
    };
    match place {
        Place::Procedure => language.pick("Quy trình", "The procedure").to_owned(),
        Place::Fact { fact } => {
            let held = procedure.facts.iter().find(|held| held.name == *fact);
            let name = named(fact, held.map(|held| held.label.as_str()));
            language.pick(format!("Dữ kiện “{name}”"), format!("Fact “{name}”"))
        }
        Place::State { state } => {
            let held = procedure.state(state);
            let name = named(state, held.map(|held| held.label.as_str()));
            language.pick(format!("Trạng thái “{name}”"), format!("State “{name}”"))
        }
        Place::Component { component: key } => capitalised(&component(key)),
        Place::Limit { step, limit } => {
            let rows = match step {
                Some(step) => procedure.step(step).map(|step| &step.limits),
                None => Some(&procedure.limits),
            };
            let row = rows.and_then(|rows| rows.iter().find(|row| row.key == *limit));
            let name = named(limit, row.map(|row| row.label.as_str()));
            let limit = language.pick(format!("thời hạn “{name}”"), format!("limit “{name}”"));
            match step {
                Some(step) => format!("{}, {limit}", at_step(step)),
                None => capitalised(&limit),
            }
        }
        Place::Step { step } => at_step(step),
        Place::Use {
            step,
            component: key,
        } => format!("{}, {}", at_step(step), component(key)),
        Place::Act { step, act } => at_act(step, act),
        Place::Branch { step, act, branch } => {
            let number = branch + 1;
            let branch = language.pick(format!("nhánh {number}"), format!("branch {number}"));
            format!("{}, {branch}", at_act(step, act))
        }
    }
}

pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
