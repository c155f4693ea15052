//! Names, states, actors, limits and components.

use sangkien_domain::dossier::State;
use sangkien_domain::form::FieldKind;

use super::{Place, Problem, at_step, brings, brings_at, step};
use crate::check::{Counted, MOST_STEPS};
use crate::definition::{
    AuthorSees, ClockMode, ComponentForm, Procedure, Quorum, Reminder, Required, StepKind, UnitOf,
    Who,
};

fn at_component(component: &str) -> Place {
    Place::Component {
        component: component.to_owned(),
    }
}

#[test]
fn keys_stand_once_and_can_stand_in_addresses() {
    brings_at(
        |procedure| "Nộp hồ sơ".clone_into(&mut procedure.steps[0].key),
        at_step("Nộp hồ sơ"),
        Problem::KeyMalformed,
    );
    brings_at(
        |procedure| {
            let copy = procedure.steps[5].clone();
            procedure.steps.push(copy);
        },
        at_step("xong"),
        Problem::KeyTwice,
    );
    brings(
        |procedure| {
            let copy = procedure.limits[0].clone();
            procedure.limits.push(copy);
        },
        &[Problem::KeyTwice],
    );
    brings(|procedure| "1.003868".clone_into(&mut procedure.code), &[]);
    brings(
        |procedure| "mã".clone_into(&mut procedure.code),
        &[Problem::KeyMalformed],
    );
}

#[test]
fn everything_has_a_name_for_people() {
    brings(
        |procedure| {
            procedure.name.clear();
            " ".clone_into(&mut procedure.states[0].label);
            procedure.limits[0].label.clear();
            procedure.components[0].label.clear();
            procedure.steps[0].label.clear();
            procedure.steps[0].acts[0].label = "ạ".repeat(201);
        },
        &[
            Problem::LabelMissing,
            Problem::LabelMissing,
            Problem::LabelMissing,
            Problem::LabelMissing,
            Problem::LabelMissing,
            Problem::LabelTooLong { most: 200 },
        ],
    );
}

#[test]
fn what_nothing_uses_is_noted() {
    brings(
        |procedure| {
            let mut state = procedure.states[1].clone();
            "thua".clone_into(&mut state.key);
            procedure.states.push(state);
        },
        &[Problem::Unused],
    );
    brings(
        |procedure| {
            step(procedure, "nop").components.clear();
            step(procedure, "nop").acts[0].asks.clear();
        },
        &[Problem::Unused, Problem::Unused, Problem::Unused],
    );
}

#[test]
fn a_procedure_too_large_to_look_at_is_not_looked_at() {
    let faults = super::after(|procedure| {
        let one = procedure.steps[0].clone();
        procedure.steps.resize(MOST_STEPS + 1, one);
    });
    assert!(faults.iter().any(|fault| fault.problem
        == Problem::TooMany {
            what: Counted::Steps,
            found: MOST_STEPS + 1,
            most: MOST_STEPS
        }));
    assert!(faults.len() < 5, "{}", faults.len());
}

#[test]
fn a_step_is_in_a_state_there_is() {
    brings_at(
        |procedure| "kiemm".clone_into(&mut step(procedure, "kiem").state),
        at_step("kiem"),
        Problem::StateUnknown {
            written: "kiemm".to_owned(),
            nearest: Some("kiem".to_owned()),
        },
    );
}

#[test]
fn ends_mean_ends_and_only_they_do() {
    brings_at(
        |procedure| "kiem".clone_into(&mut step(procedure, "xong").state),
        at_step("xong"),
        Problem::EndStateOpen {
            means: State::Submitted,
        },
    );
    brings_at(
        |procedure| "xong".clone_into(&mut step(procedure, "kiem").state),
        at_step("kiem"),
        Problem::EndStateBeforeEnd {
            means: State::Recognised,
        },
    );
    brings_at(
        |procedure| "sua".clone_into(&mut step(procedure, "ky").state),
        at_step("ky"),
        Problem::EditableElsewhere {
            means: State::Returned,
        },
    );
    brings_at(
        |procedure| "kiem".clone_into(&mut step(procedure, "nop").state),
        at_step("nop"),
        Problem::IntakeNotEditable {
            means: State::Submitted,
        },
    );
    brings_at(
        |procedure| "kiem".clone_into(&mut step(procedure, "sua").state),
        at_step("sua"),
        Problem::WaitNotEditable {
            means: State::Submitted,
        },
    );
}

#[test]
fn the_clock_fits_what_the_state_means() {
    brings(
        |procedure| procedure.states[2].clock_reason.clear(),
        &[Problem::SuspendedWithoutReason],
    );
    brings(
        |procedure| procedure.states[4].clock = ClockMode::Running,
        &[Problem::EndClockNotStopped {
            clock: ClockMode::Running,
        }],
    );
    brings(
        |procedure| procedure.states[1].clock = ClockMode::Stopped,
        &[Problem::ClockStoppedBeforeEnd],
    );
    brings(
        |procedure| procedure.states[0].clock = ClockMode::Running,
        &[Problem::ClockBeforeReceipt {
            clock: ClockMode::Running,
        }],
    );
    brings(
        |procedure| procedure.states[1].author = AuthorSees::As(" ".to_owned()),
        &[Problem::AuthorWordsMissing],
    );
}

fn who(who: Who) -> impl FnOnce(&mut Procedure) {
    move |procedure| {
        if let Some(actor) = &mut step(procedure, "ky").actor {
            actor.who = who;
        }
    }
}

#[test]
fn every_step_but_an_end_has_somebody_who_can_be_found() {
    brings(
        |procedure| step(procedure, "ky").actor = None,
        &[Problem::NoActor],
    );
    brings(
        who(Who::Person {
            account: String::new(),
        }),
        &[Problem::AccountMissing],
    );
    brings(
        who(Who::Role {
            role: sangkien_domain::access::Role::Leader,
            of: UnitOf::Unit(String::new()),
        }),
        &[Problem::UnitMissing],
    );
    brings(
        who(Who::Council { posts: Vec::new() }),
        &[Problem::CouncilUnnamed],
    );
    let clerk = |procedure: &mut Procedure| {
        let clerk = step(procedure, "kiem").actor.clone();
        step(procedure, "nop").actor = clerk;
    };
    brings_at(
        clerk,
        at_step("nop"),
        Problem::AuthorExpected {
            kind: StepKind::Intake,
        },
    );
    brings(
        |procedure| {
            if let Some(actor) = &mut step(procedure, "sua").actor {
                actor.rule = Quorum::All;
            }
        },
        &[
            Problem::QuorumOfOne,
            Problem::NoSplitAct { rule: Quorum::All },
        ],
    );
}

#[test]
fn a_council_marks_by_a_rubric() {
    brings(
        |procedure| step(procedure, "cham").rubric = None,
        &[Problem::NoRubric],
    );
    brings(
        |procedure| step(procedure, "cham").council = Some(String::new()),
        &[Problem::NoCouncil {
            kind: StepKind::Marking,
        }],
    );
    brings(
        |procedure| {
            let leader = step(procedure, "ky").actor.clone();
            let marking = step(procedure, "cham");
            marking.actor = leader;
            marking.acts[1].when_split = false;
        },
        &[Problem::MembersExpected],
    );
    brings(
        |procedure| {
            let session = step(procedure, "cham");
            session.kind = StepKind::Session;
            session.rubric = None;
            session.council = None;
        },
        &[Problem::NoCouncil {
            kind: StepKind::Session,
        }],
    );
}

#[test]
fn limits_have_a_length_a_source_and_reminders_within() {
    brings(
        |procedure| procedure.limits[0].limit.amount = 0,
        &[
            Problem::AmountZero,
            Problem::LongerThanWhole {
                whole: "ca".to_owned(),
            },
        ],
    );
    brings(
        |procedure| procedure.limits[0].limit.citation.act.clear(),
        &[Problem::SourceMissing],
    );
    brings(
        |procedure| procedure.limits[0].limit.citation.article.clear(),
        &[Problem::ArticleMissing],
    );
    brings(
        |procedure| {
            let reminder = Reminder { hours_before: 16 };
            step(procedure, "kiem").limits[0].reminders = vec![reminder, reminder];
        },
        &[
            Problem::ReminderTooEarly {
                hours_before: 16,
                limit_hours: 16,
            },
            Problem::ReminderTooEarly {
                hours_before: 16,
                limit_hours: 16,
            },
            Problem::ReminderTwice { hours_before: 16 },
        ],
    );
    brings(
        |procedure| step(procedure, "kiem").limits[0].limit.amount = 21,
        &[Problem::LongerThanWhole {
            whole: "ca".to_owned(),
        }],
    );
}

#[test]
fn a_component_has_its_place_in_the_form() {
    brings(
        |procedure| {
            let form = procedure.form.as_mut().expect("a form");
            form.sections[0].fields.clear();
        },
        &[Problem::FieldMissing],
    );
    brings(
        |procedure| {
            let form = procedure.form.as_mut().expect("a form");
            form.sections[0].fields[0].kind = FieldKind::Date;
        },
        &[Problem::FieldNotText],
    );
    brings(
        |procedure| procedure.components[0].form = ComponentForm::Text { min_chars: 1_001 },
        &[Problem::FieldTooShort {
            most: 1_000,
            least: 1_001,
        }],
    );
    brings(
        |procedure| {
            let form = procedure.form.as_mut().expect("a form");
            form.sections.pop();
        },
        &[Problem::NoPlaceForFiles],
    );
    brings(|procedure| procedure.form = None, &[]);
    brings_at(
        |procedure| {
            procedure.components[1].form = ComponentForm::File {
                formats: vec![".PDF".to_owned()],
                max_megabytes: 0,
                min_files: 0,
            };
        },
        at_component("tep"),
        Problem::FormatMalformed {
            written: ".PDF".to_owned(),
        },
    );
}

#[test]
fn a_step_uses_components_there_are_once_each() {
    brings(
        |procedure| {
            let mut used = step(procedure, "nop").components[0].clone();
            "mo-taa".clone_into(&mut used.component);
            step(procedure, "kiem").components = vec![used];
        },
        &[Problem::ComponentUnknown {
            written: "mo-taa".to_owned(),
            nearest: Some("mo-ta".to_owned()),
        }],
    );
    brings(
        |procedure| {
            let used = step(procedure, "nop").components[0].clone();
            step(procedure, "nop").components.push(used);
        },
        &[Problem::UsedTwice],
    );
    brings(
        |procedure| {
            step(procedure, "nop").components[0].required =
                Required::When("score > 100".to_owned());
        },
        &[Problem::NeverRequired],
    );
}
