//! Starts, ends, and the ways between.

use super::{Problem, act, at_step, branch, brings, brings_at, step};
use crate::definition::StepKind;

#[test]
fn the_first_step_must_be_one_and_an_intake() {
    brings_at(
        |procedure| "nopp".clone_into(&mut procedure.start),
        super::Place::Procedure,
        Problem::StartUnknown {
            written: "nopp".to_owned(),
            nearest: Some("nop".to_owned()),
        },
    );
    brings_at(
        |procedure| "kiem".clone_into(&mut procedure.start),
        super::Place::Procedure,
        Problem::StartNotIntake {
            kind: StepKind::Check,
        },
    );
}

#[test]
fn a_step_that_no_way_leads_to_is_told() {
    brings(
        |procedure| {
            act(procedure, "cham", "dat").branches = vec![branch(None, "kiem")];
        },
        &[Problem::Unused, Problem::Unreachable, Problem::Unreachable],
    );
}

#[test]
fn a_branch_that_never_holds_is_no_way() {
    brings_at(
        |procedure| {
            let act = act(procedure, "cham", "dat");
            act.branches[0].when = Some("score > 100".to_owned());
            act.branches[1].when = Some("score <= 100".to_owned());
        },
        at_step("ky"),
        Problem::Unreachable,
    );
}

#[test]
fn a_procedure_must_have_an_end() {
    brings_at(
        |procedure| {
            for step in &mut procedure.steps {
                if step.kind == StepKind::End {
                    step.kind = StepKind::Publish;
                }
            }
        },
        super::Place::Procedure,
        Problem::NoEnd,
    );
}

#[test]
fn a_step_without_acts_is_a_dead_end_and_what_leads_only_there_is_told() {
    brings(
        |procedure| step(procedure, "ky").acts.clear(),
        &[Problem::Unreachable, Problem::DeadEnd],
    );
    brings(
        |procedure| {
            step(procedure, "ky").acts.clear();
            let act = act(procedure, "cham", "khong");
            act.kind = sangkien_domain::dossier::Act::Forward;
            act.branches = vec![branch(None, "ky")];
            super::act(procedure, "cham", "dat").branches = vec![branch(None, "ky")];
            step(procedure, "kiem").acts.truncate(1);
            step(procedure, "kiem").limits.clear();
        },
        &[
            Problem::Unused,
            Problem::Unreachable,
            Problem::Unreachable,
            Problem::Unreachable,
            Problem::Unreachable,
            Problem::LeadsNowhere {
                steps: vec!["ky".to_owned()],
            },
            Problem::LeadsNowhere {
                steps: vec!["ky".to_owned()],
            },
            Problem::LeadsNowhere {
                steps: vec!["ky".to_owned()],
            },
            Problem::LeadsNowhere {
                steps: vec!["ky".to_owned()],
            },
            Problem::DeadEnd,
        ],
    );
}

#[test]
fn a_loop_that_only_withdrawing_leaves_is_one_fault() {
    brings_at(
        |procedure| {
            // Check and supplement for ever; the author may still withdraw.
            step(procedure, "kiem")
                .acts
                .retain(|act| act.key != "tiep-nhan");
            step(procedure, "kiem").limits.clear();
        },
        at_step("kiem"),
        Problem::Endless {
            steps: vec!["kiem".to_owned(), "sua".to_owned()],
        },
    );
}

#[test]
fn an_end_has_neither_actor_nor_acts_nor_limits() {
    brings_at(
        |procedure| {
            let acts = step(procedure, "ky").acts.clone();
            step(procedure, "xong").acts = acts;
        },
        at_step("xong"),
        Problem::ActsAtEnd,
    );
    let actor = |procedure: &mut crate::definition::Procedure| {
        let actor = step(procedure, "ky").actor.clone();
        step(procedure, "xong").actor = actor;
    };
    brings(actor, &[Problem::ActorAtEnd]);
    brings(
        |procedure| {
            let mut limit = procedure.limits[0].clone();
            "khac".clone_into(&mut limit.key);
            step(procedure, "xong").limits.push(limit);
        },
        &[Problem::LimitAtEnd],
    );
    brings(
        |procedure| step(procedure, "xong").recall = true,
        &[Problem::RecallAtEnd],
    );
}
