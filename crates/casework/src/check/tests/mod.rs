//! Every fault is found where it is, and a sound procedure has none.

mod acts;
mod faults;
mod graph;

use super::{Fault, Place, Problem, Severity, check};
use crate::definition::{ActRow, Branch, Procedure, Step};

/// A sound procedure with every kind of step but one for overlap.
pub(super) const SOUND: &str = r#"
code = "mau.1"
name = "Quy trình mẫu"
start = "nop"

[[fact]]
name = "score"
label = "Điểm"
kind = "number"
least = 0
most = 100

[[fact]]
name = "level"
label = "Cấp"
kind = { choice = ["xa", "tinh"] }

[[state]]
key = "nhap"
label = "Bản nháp"
means = "draft"
clock = "not-started"

[[state]]
key = "kiem"
label = "Chờ tiếp nhận"
means = "submitted"

[[state]]
key = "sua"
label = "Chờ bổ sung"
means = "returned"
clock = "suspended"
clock_reason = "Chờ bổ sung"

[[state]]
key = "cham"
label = "Đang chấm"
means = "marking"

[[state]]
key = "xong"
label = "Đã công nhận"
means = "recognised"
clock = "stopped"

[[state]]
key = "thoi"
label = "Không công nhận"
means = "not-recognised"
clock = "stopped"

[[state]]
key = "rut"
label = "Đã rút"
means = "withdrawn"
clock = "stopped"

[[limit]]
key = "ca"
label = "Cả quy trình"
amount = 20
unit = "working-day"
citation = { act = "Nghị định mẫu", article = "Điều 1", certainty = "official" }

[[step]]
key = "nop"
label = "Nộp"
kind = "intake"
state = "nhap"
actor = { who = "author" }
components = [{ component = "mo-ta", required = "always" }, { component = "tep", required = { when = "level = 'tinh'" } }]

[[step.act]]
key = "nop"
label = "Nộp"
kind = "submit"
asks = ["level"]
to = [{ step = "kiem" }]

[[step]]
key = "kiem"
label = "Kiểm tra"
kind = "check"
state = "kiem"
actor = { who = { role = { role = "clerk", of = "desk" } } }

[[step.limit]]
key = "kiem"
label = "Kiểm tra"
amount = 2
unit = "working-day"
citation = { act = "Nghị định mẫu", article = "Điều 2", certainty = "official" }
reminders = [{ hours_before = 8 }]
overdue = { act = "tiep-nhan" }

[[step.act]]
key = "tiep-nhan"
label = "Tiếp nhận"
kind = "accept"
to = [{ step = "cham" }]

[[step.act]]
key = "tra"
label = "Trả lại"
kind = "return"
to = [{ step = "sua" }]

[[step.act]]
key = "rut"
label = "Rút"
kind = "withdraw"
who = "author"
to = [{ step = "rut" }]

[[step]]
key = "sua"
label = "Bổ sung"
kind = "wait-for-author"
state = "sua"
actor = { who = "author" }

[[step.act]]
key = "nop-lai"
label = "Nộp lại"
kind = "resubmit"
to = [{ step = "kiem" }]

[[step]]
key = "cham"
label = "Chấm"
kind = "marking"
state = "cham"
council = "of-round"
rubric = "of-round"
actor = { who = { council = { posts = [] } }, rule = "majority" }

[[step.act]]
key = "dat"
label = "Kết luận"
kind = "pass"
to = [
    { when = "score >= 70", step = "ky", label = "Đạt" },
    { when = "score < 70", step = "kiem", label = "Chấm lại" },
]

[[step.act]]
key = "khong"
label = "Không đạt"
kind = "reject"
when_split = true
to = [{ step = "thoi" }]

[[step]]
key = "ky"
label = "Quyết định"
kind = "decision"
state = "kiem"
actor = { who = { role = { role = "leader", of = "organiser" } } }

[[step.act]]
key = "ky"
label = "Công nhận"
kind = "recognise"
effects = [{ number = { symbol = "QĐ-UBND", title = "Quyết định" } }]
to = [{ step = "xong" }]

[[step]]
key = "xong"
label = "Công nhận"
kind = "end"
state = "xong"

[[step]]
key = "thoi"
label = "Không công nhận"
kind = "end"
state = "thoi"

[[step]]
key = "rut"
label = "Đã rút"
kind = "end"
state = "rut"

[form]
code = "don-mau"

[[form.sections]]
key = "chung"
title = "Chung"

[[form.sections.fields]]
key = "mo-ta"
label = "Mô tả"
kind = { type = "long-text" }
max_chars = 1000

[[form.sections]]
key = "tep"
title = "Tệp"
kind = "evidence"

[[component]]
key = "mo-ta"
label = "Mô tả"
form = { text = { min_chars = 100 } }

[[component]]
key = "tep"
label = "Tệp"
form = { file = { formats = ["pdf"], max_megabytes = 10, min_files = 1 } }
"#;

pub(super) fn sound() -> Procedure {
    Procedure::read(SOUND).expect("a procedure")
}

/// The faults of the sound procedure after a change.
pub(super) fn after(change: impl FnOnce(&mut Procedure)) -> Vec<Fault> {
    let mut procedure = sound();
    change(&mut procedure);
    check(&procedure)
}

/// Asserts that the change brings exactly these problems, whatever their places.
#[track_caller]
pub(super) fn brings(change: impl FnOnce(&mut Procedure), expected: &[Problem]) {
    let found: Vec<Problem> = after(change)
        .into_iter()
        .map(|fault| fault.problem)
        .collect();
    assert_eq!(found, expected);
}

/// Asserts that the change brings this fault among others.
#[track_caller]
pub(super) fn brings_at(change: impl FnOnce(&mut Procedure), place: Place, problem: Problem) {
    let found = after(change);
    let expected = Fault {
        severity: problem.severity(),
        place,
        problem,
    };
    assert!(found.contains(&expected), "{found:#?}");
}

pub(super) fn step<'a>(procedure: &'a mut Procedure, key: &str) -> &'a mut Step {
    procedure
        .steps
        .iter_mut()
        .find(|step| step.key == key)
        .expect(key)
}

pub(super) fn act<'a>(procedure: &'a mut Procedure, at: &str, key: &str) -> &'a mut ActRow {
    step(procedure, at)
        .acts
        .iter_mut()
        .find(|act| act.key == key)
        .expect(key)
}

pub(super) fn branch(when: Option<&str>, step: &str) -> Branch {
    Branch {
        when: when.map(str::to_owned),
        step: step.to_owned(),
        label: String::new(),
    }
}

pub(super) fn at_step(step: &str) -> Place {
    Place::Step {
        step: step.to_owned(),
    }
}

pub(super) fn at_act(step: &str, act: &str) -> Place {
    Place::Act {
        step: step.to_owned(),
        act: act.to_owned(),
    }
}

pub(super) fn at_branch(step: &str, act: &str, branch: usize) -> Place {
    Place::Branch {
        step: step.to_owned(),
        act: act.to_owned(),
        branch,
    }
}

#[test]
fn a_sound_procedure_has_no_fault() {
    brings(|_| {}, &[]);
    let procedure = sound();
    crate::engine::Compiled::new(procedure).expect("it compiles");
}

#[test]
fn notes_do_not_stand_in_the_way_of_activation() {
    let faults = after(|procedure| procedure.limits[0].limit.citation.article.clear());
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].severity, Severity::Note);
    assert!(super::may_be_activated(&faults));
    let faults = after(|procedure| step(procedure, "kiem").actor = None);
    assert!(!super::may_be_activated(&faults));
}

#[test]
fn a_fault_is_one_object_for_programs() {
    let faults = after(|procedure| step(procedure, "kiem").actor = None);
    let value = serde_json::to_value(&faults).expect("a value");
    assert_eq!(
        value[0],
        serde_json::json!({
            "severity": "error",
            "place": { "at": "step", "step": "kiem" },
            "code": "no-actor"
        })
    );
}
