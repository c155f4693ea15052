//! The list of steps.

use sangkien_casework::definition::{ClockMode, Procedure, StateRow, Step, StepKind};
use sangkien_i18n::definition as words;
use sangkien_pages::parts::{EditGroup, Link};

use super::fields::{added, adder, choice, code, line, of_code, row_buttons};
use super::typed::{Intent, Typed, key};
use crate::show::VI;

/// Kinds of steps to choose from.
pub(super) fn kinds() -> Vec<(String, String)> {
    StepKind::ALL
        .into_iter()
        .map(|kind| (code(&kind), words::step_kind(kind, VI).to_owned()))
        .collect()
}

/// States to choose from.
pub(super) fn states(definition: &Procedure) -> Vec<(String, String)> {
    definition
        .states
        .iter()
        .map(|state| (state.key.clone(), state.label.clone()))
        .collect()
}

pub(super) fn groups(definition: &Procedure, base: &str) -> Vec<EditGroup> {
    let rows = definition.steps.len();
    let mut groups: Vec<EditGroup> = definition
        .steps
        .iter()
        .enumerate()
        .map(|(row, step)| {
            let at = |name: &str| format!("step.{row}.{name}");
            let name = format!("{}. {}", row + 1, step.label);
            EditGroup::new(format!("step-{}", step.key), name)
                .hide(at("key"), &step.key)
                .fields([
                    line(at("label"), "Tên bước", &step.label),
                    choice(at("kind"), "Loại bước", &code(&step.kind), kinds()),
                    choice(at("state"), "Trạng thái", &step.state, states(definition)),
                ])
                .link(Link::new(
                    "Người, thời hạn, việc của bước",
                    format!("{base}/step.{}", step.key),
                ))
                .buttons(row_buttons("step", row, rows, &step.label))
        })
        .collect();
    groups.push(
        adder("step", "Thêm bước", "Tên bước mới", "Thêm bước").fields([choice(
            "new.kind".to_owned(),
            "Loại bước",
            "check",
            kinds(),
        )]),
    );
    groups
}

/// Gives the key of a step that was added.
pub(super) fn read(
    definition: &mut Procedure,
    intent: &Intent,
    typed: &mut Typed<'_>,
) -> Option<String> {
    let mut rows = Vec::new();
    for row in 0..typed.rows("step", "label") {
        let at = |name: &str| format!("step.{row}.{name}");
        let key = typed.text(&at("key"));
        let label = typed.required(&at("label"), "Ghi tên bước.");
        let Some(stored) = definition.step(&key) else {
            // Somebody else has taken it out meanwhile; the page that shows both says so.
            continue;
        };
        rows.push(Step {
            label,
            kind: of_code(&typed.text(&at("kind"))).unwrap_or(stored.kind),
            state: typed.text(&at("state")),
            ..stored.clone()
        });
    }
    intent.arrange("step", &mut rows);
    let mut new = None;
    if let Some(label) = added("step", intent, typed) {
        let key = key(&label, '-', rows.iter().map(|row| row.key.as_str()));
        new = Some(key.clone());
        let kind = of_code(&typed.text("new.kind")).unwrap_or(StepKind::Check);
        // Most new steps stand between submission and end, where the clock runs.
        let running = |state: &&StateRow| state.clock == ClockMode::Running;
        let states = &definition.states;
        let state = states.iter().find(running).or_else(|| states.first());
        rows.push(Step {
            key,
            label,
            kind,
            state: state.map(|state| state.key.clone()).unwrap_or_default(),
            actor: None,
            components: Vec::new(),
            limits: Vec::new(),
            acts: Vec::new(),
            council: None,
            rubric: None,
            recall: false,
        });
    }
    definition.steps = rows;
    new
}
