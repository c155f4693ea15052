//! Acts and branches.

use sangkien_domain::dossier::{Act, State};

use super::{Problem, act, at_act, at_branch, at_step, branch, brings, brings_at, step};
use crate::check::{EffectPart, Needs, Place};
use crate::condition::{ConditionProblem, Exact, Facts, Value};
use crate::definition::{Effect, Opinion, Quorum, StepKind, Who};

#[test]
fn two_branches_that_both_hold_are_shown_with_facts_for_which_they_do() {
    let faults = super::after(|procedure| {
        act(procedure, "cham", "dat").branches[1].when = Some("score <= 70".to_owned());
    });
    let [fault] = faults.as_slice() else {
        panic!("{faults:?}");
    };
    assert_eq!(fault.place, at_branch("cham", "dat", 0));
    let seventy = Facts::new().with("score", Value::from(70));
    assert_eq!(
        fault.problem,
        Problem::Overlap {
            other: 1,
            witness: seventy
        }
    );
}

#[test]
fn a_hole_is_shown_with_facts_that_fall_into_it() {
    let faults = super::after(|procedure| {
        act(procedure, "cham", "dat").branches[1].when = Some("score < 50".to_owned());
    });
    let [fault] = faults.as_slice() else {
        panic!("{faults:?}");
    };
    assert_eq!(fault.place, at_act("cham", "dat"));
    let Problem::Hole { witness } = &fault.problem else {
        panic!("{fault:?}");
    };
    let Some(Value::Number(score)) = witness.get("score") else {
        panic!("{witness:?}");
    };
    assert!((Exact::whole(50)..Exact::whole(70)).contains(score));
}

#[test]
fn a_branch_for_all_other_cases_fills_the_hole() {
    brings(
        |procedure| act(procedure, "cham", "dat").branches[1].when = None,
        &[],
    );
}

#[test]
fn there_is_one_branch_for_all_other_cases_and_it_stands_last() {
    brings_at(
        |procedure| {
            act(procedure, "cham", "dat").branches = vec![branch(None, "ky"), branch(None, "kiem")];
        },
        at_branch("cham", "dat", 1),
        Problem::OtherwiseTwice { first: 0 },
    );
    brings_at(
        |procedure| act(procedure, "cham", "dat").branches[0].when = None,
        at_branch("cham", "dat", 1),
        Problem::AfterOtherwise { otherwise: 0 },
    );
}

#[test]
fn a_condition_that_cannot_be_read_is_one_fault_with_its_place() {
    let faults = super::after(|procedure| {
        act(procedure, "cham", "dat").branches[0].when = Some("scor >= 70".to_owned());
    });
    let [fault] = faults.as_slice() else {
        panic!("{faults:?}");
    };
    assert_eq!(fault.place, at_branch("cham", "dat", 0));
    let Problem::Condition { source, fault } = &fault.problem else {
        panic!("{fault:?}");
    };
    assert_eq!((fault.span.start, fault.span.end), (0, 4));
    assert_eq!(source, "scor >= 70");
    assert!(
        matches!(&fault.problem, ConditionProblem::UnknownFact { nearest: Some(nearest), .. } if nearest == "score")
    );
}

#[test]
fn a_fact_with_a_faulty_declaration_is_not_unknown_as_well() {
    let faults = super::after(|procedure| procedure.facts[0].label.clear());
    let [fault] = faults.as_slice() else {
        panic!("{faults:?}");
    };
    assert!(matches!(fault.problem, Problem::Fact { .. }));
}

#[test]
fn unknown_steps_and_facts_are_told_with_what_was_meant() {
    brings_at(
        |procedure| "kyy".clone_into(&mut act(procedure, "cham", "dat").branches[0].step),
        at_branch("cham", "dat", 0),
        Problem::StepUnknown {
            written: "kyy".to_owned(),
            nearest: Some("ky".to_owned()),
        },
    );
    brings_at(
        |procedure| act(procedure, "nop", "nop").asks = vec!["levl".to_owned()],
        at_act("nop", "nop"),
        Problem::FactUnknown {
            written: "levl".to_owned(),
            nearest: Some("level".to_owned()),
        },
    );
}

#[test]
fn an_act_must_lead_somewhere() {
    brings_at(
        |procedure| act(procedure, "ky", "ky").branches.clear(),
        at_act("ky", "ky"),
        Problem::NoBranch,
    );
}

#[test]
fn what_the_program_does_must_make_sense_at_the_step() {
    brings_at(
        |procedure| act(procedure, "kiem", "tiep-nhan").kind = Act::Recognise,
        at_act("kiem", "tiep-nhan"),
        Problem::ActOutOfPlace {
            act: Act::Recognise,
            kind: StepKind::Check,
        },
    );
    brings_at(
        |procedure| act(procedure, "ky", "ky").kind = Act::Recall,
        at_act("ky", "ky"),
        Problem::RecallAsAct,
    );
    brings(
        |procedure| {
            let kind = act(procedure, "ky", "ky");
            kind.kind = Act::Forward;
        },
        &[Problem::LeadsElsewhere {
            act: Act::Forward,
            step: "xong".to_owned(),
            means: State::Recognised,
        }],
    );
}

#[test]
fn the_program_picks_an_act_by_what_it_does_so_a_step_has_one_of_each() {
    let twice = |kind: Act| {
        move |procedure: &mut crate::definition::Procedure| {
            let mut other = act(procedure, "kiem", "tra").clone();
            "tra-2".clone_into(&mut other.key);
            other.kind = kind;
            step(procedure, "kiem").acts.push(other);
        }
    };
    brings(
        twice(Act::Return),
        &[Problem::ActTwice {
            act: Act::Return,
            first: "tra".to_owned(),
        }],
    );
    brings(
        |procedure| {
            twice(Act::Forward)(procedure);
            let mut third = act(procedure, "kiem", "tra-2").clone();
            "tra-3".clone_into(&mut third.key);
            step(procedure, "kiem").acts.push(third);
        },
        &[],
    );
}

#[test]
fn the_author_does_what_is_the_authors_and_nothing_else() {
    brings(
        |procedure| act(procedure, "kiem", "rut").who = None,
        &[Problem::ActOfAuthor { act: Act::Withdraw }],
    );
    brings(
        |procedure| act(procedure, "kiem", "tra").who = Some(Who::Author),
        &[Problem::ActNotOfAuthor { act: Act::Return }],
    );
}

#[test]
fn effects_say_all_they_need() {
    brings(
        |procedure| {
            act(procedure, "ky", "ky").effects = vec![
                Effect::Number {
                    symbol: " ".to_owned(),
                    title: String::new(),
                },
                Effect::Tell {
                    subject: String::new(),
                    text: "Có".to_owned(),
                },
                Effect::Send {
                    system: String::new(),
                },
            ];
        },
        &[
            Problem::EffectIncomplete {
                part: EffectPart::Symbol,
            },
            Problem::EffectIncomplete {
                part: EffectPart::Title,
            },
            Problem::EffectIncomplete {
                part: EffectPart::Subject,
            },
            Problem::EffectIncomplete {
                part: EffectPart::System,
            },
        ],
    );
}

#[test]
fn what_several_disagree_on_has_an_answer() {
    brings_at(
        |procedure| act(procedure, "cham", "khong").when_split = false,
        at_step("cham"),
        Problem::NoSplitAct {
            rule: Quorum::Majority,
        },
    );
    brings_at(
        |procedure| act(procedure, "cham", "dat").when_split = true,
        at_act("cham", "khong"),
        Problem::SplitTwice {
            first: "dat".to_owned(),
        },
    );
    brings(
        |procedure| act(procedure, "ky", "ky").when_split = true,
        &[Problem::SplitOfOne],
    );
}

#[test]
fn the_program_can_do_by_itself_what_a_limits_end_asks_of_it() {
    let limit = || Place::Limit {
        step: Some("kiem".to_owned()),
        limit: "kiem".to_owned(),
    };
    brings_at(
        |procedure| act(procedure, "kiem", "tiep-nhan").opinion = Opinion::Required,
        limit(),
        Problem::ActNeedsSomebody {
            act: "tiep-nhan".to_owned(),
            needs: Needs::Opinion,
        },
    );
    brings_at(
        |procedure| act(procedure, "kiem", "tiep-nhan").asks = vec!["score".to_owned()],
        limit(),
        Problem::ActNeedsSomebody {
            act: "tiep-nhan".to_owned(),
            needs: Needs::Facts,
        },
    );
    brings_at(
        |procedure| act(procedure, "kiem", "tiep-nhan").kind = Act::Confirm,
        limit(),
        Problem::ActNeedsSomebody {
            act: "tiep-nhan".to_owned(),
            needs: Needs::Person,
        },
    );
    brings_at(
        |procedure| "tiep-nhn".clone_into(&mut act(procedure, "kiem", "tiep-nhan").key),
        limit(),
        Problem::ActUnknown {
            written: "tiep-nhan".to_owned(),
            nearest: Some("tiep-nhn".to_owned()),
        },
    );
}
