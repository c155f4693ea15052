//! Drawings keep their texts apart whatever the procedure.

use proptest::prelude::*;

use super::layers::{self, What};
use super::place::{self, Placed};
use super::scene::{self, Scene};
use super::{Mark, Options, Words, svg};
use crate::definition::{Actor, Branch, LimitRow, Procedure, StepKind};

const FILE: &str = include_str!("../../../../packs/vietnam/procedures/publication-licence.toml");

/// Plain words.
struct Plain;

impl Words for Plain {
    fn title(&self, procedure: &Procedure) -> String {
        procedure.name.clone()
    }
    fn description(&self, procedure: &Procedure) -> String {
        format!("{} bước", procedure.steps.len())
    }
    fn kind(&self, kind: StepKind) -> String {
        format!("{kind:?}")
    }
    fn actor(&self, actor: &Actor) -> String {
        format!("{:?}", actor.rule)
    }
    fn state(&self, label: &str) -> String {
        format!("Trạng thái: {label}")
    }
    fn limit(&self, limit: &LimitRow) -> String {
        limit.label.clone()
    }
    fn whole_limit(&self, limit: &LimitRow) -> String {
        limit.label.clone()
    }
    fn condition(&self, _: &Procedure, source: &str) -> String {
        source.to_owned()
    }
    fn otherwise(&self) -> String {
        "còn lại".to_owned()
    }
    fn mark(&self, mark: Mark) -> String {
        format!("{mark:?}")
    }
}

fn procedure() -> Procedure {
    Procedure::read(FILE).expect("a procedure")
}

fn placed(procedure: &Procedure) -> (Scene, Placed) {
    let scene = scene::scene(procedure, &Options::default(), &Plain);
    let placed = place::place(layers::layers(&scene));
    (scene, placed)
}

/// Boxes as left, top, right, bottom.
fn boxes(placed: &Placed) -> Vec<(What, [i64; 4])> {
    placed
        .layers
        .cells
        .iter()
        .map(|cell| {
            let (left, right) = (cell.x - cell.width / 2, cell.x + cell.width / 2);
            (cell.what, [left, cell.y, right, cell.y + cell.height])
        })
        .collect()
}

/// Whether boxes run into one another, or a line at the side into a box.
fn disorder(placed: &Placed) -> Option<String> {
    let boxes = boxes(placed);
    for (number, (what, one)) in boxes.iter().enumerate() {
        if one[0] < 0 || one[1] < 0 || one[2] > placed.width || one[3] > placed.height {
            return Some(format!("{what:?} leaves the drawing"));
        }
        for (other, two) in boxes.iter().skip(number + 1) {
            if one[0] < two[2] && two[0] < one[2] && one[1] < two[3] && two[1] < one[3] {
                return Some(format!("{what:?} {one:?} runs into {other:?} {two:?}"));
            }
        }
    }
    for route in &placed.routes {
        for (what, [_, top, right, bottom]) in &boxes {
            if matches!(what, What::Free(_)) {
                continue;
            }
            if route.lane_x <= *right {
                return Some(format!("a line at the side runs through {what:?}"));
            }
            for y in [route.leaves_y, route.comes_y] {
                if *top < y && y < *bottom {
                    return Some(format!("a line across runs through {what:?}"));
                }
            }
        }
    }
    None
}

#[test]
fn no_text_of_a_real_procedure_runs_into_another() {
    let (scene, placed) = placed(&procedure());
    assert_eq!(disorder(&placed), None);
    assert!(scene.ways.iter().filter(|way| way.back).count() >= 3);
}

#[test]
fn the_same_procedure_gives_the_same_drawing() {
    let one = svg(&procedure(), &Options::default(), &Plain);
    assert_eq!(one, svg(&procedure(), &Options::default(), &Plain));
    assert!(one.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assert!(one.ends_with("</svg>"));
}

#[test]
fn what_people_write_cannot_become_part_of_the_drawing() {
    let mut procedure = procedure();
    let evil = "<script>alert('x')</script>&\"\u{0}\u{1b}\u{FFFF}";
    evil.clone_into(&mut procedure.name);
    evil.clone_into(&mut procedure.steps[1].label);
    evil.clone_into(&mut procedure.steps[1].key);
    evil.clone_into(&mut procedure.steps[1].acts[0].label);
    procedure.steps[1].acts[0].branches[0].when = Some(evil.to_owned());
    evil.clone_into(&mut procedure.states[0].label);
    let options = Options {
        link: Some("#\"><a href='"),
        heading: true,
        ..Options::default()
    };
    let drawing = svg(&procedure, &options, &Plain);
    assert!(!drawing.contains("<script"), "{drawing}");
    assert!(!drawing.contains('\u{0}') && !drawing.contains('\u{1b}'));
    assert!(!drawing.contains("#\"><a"));
    for forbidden in [
        "<style",
        " style=",
        "onload",
        "javascript:",
        "url(",
        "class=",
    ] {
        assert!(!drawing.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn every_step_and_act_stands_in_the_drawing() {
    let drawing = svg(&procedure(), &Options::default(), &Plain);
    for words in [
        "tính đầy đủ",
        "Rút hồ sơ",
        "Đã rút",
        "còn lại",
        "Trạng thái",
    ] {
        assert!(drawing.contains(words), "{words}");
    }
}

#[test]
fn a_marked_step_is_told_apart_in_words() {
    let mut options = Options::default();
    options.marks.insert("doc-ban-thao", Mark::Here);
    let drawing = svg(&procedure(), &options, &Plain);
    assert!(drawing.contains("Here"));
    assert!(drawing.contains("stroke-width=\"4\""));
    // An end that is otherwise drawn beside each way to it gets a box of its own.
    options.marks = [("da-rut-ho-so", Mark::Here)].into();
    assert!(svg(&procedure(), &options, &Plain).contains("Here"));
}

#[test]
fn nothing_at_all_can_be_drawn() {
    let mut procedure = procedure();
    procedure.steps.clear();
    procedure.limits.clear();
    let drawing = svg(&procedure, &Options::default(), &Plain);
    assert!(drawing.ends_with("</svg>"));
}

/// A procedure of `count` steps with ways between them at random.
fn tangled(count: usize, ways: &[(usize, usize, u8)]) -> Procedure {
    let mut procedure = procedure();
    let like = procedure.steps[1].clone();
    let mut act = like.acts[0].clone();
    act.branches.clear();
    procedure.steps = (0..count)
        .map(|number| {
            let mut step = like.clone();
            step.key = format!("b{number}");
            step.label = "Xem xét ".repeat(number % 5 + 1);
            step.kind = StepKind::ALL[number * 7 % StepKind::ALL.len()];
            step.acts.clear();
            step
        })
        .collect();
    procedure.start = "b0".to_owned();
    for (from, to, words) in ways {
        let mut act = act.clone();
        act.label = "chuyển tiếp ".repeat(usize::from(*words % 4) + 1);
        act.branches = vec![Branch {
            when: words
                .is_multiple_of(3)
                .then(|| "score >= 70 and level = 'xa'".to_owned()),
            step: format!("b{}", to % count),
            label: String::new(),
        }];
        procedure.steps[from % count].acts.push(act);
    }
    procedure
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_text_of_any_procedure_runs_into_another(
        count in 1_usize..30,
        ways in prop::collection::vec((0_usize..30, 0_usize..30, any::<u8>()), 0..60),
    ) {
        let procedure = tangled(count, &ways);
        let (_, placed) = placed(&procedure);
        prop_assert_eq!(disorder(&placed), None);
    }
}

#[test]
fn a_procedure_of_a_thousand_steps_is_drawn() {
    let ways: Vec<(usize, usize, u8)> = (0..999)
        .map(|step| (step, step + 1, 1))
        .chain((0..999).map(|step| (step, step * 37, 2)))
        .collect();
    let drawing = svg(&tangled(1_000, &ways), &Options::default(), &Plain);
    assert!(drawing.len() > 100_000);
}
