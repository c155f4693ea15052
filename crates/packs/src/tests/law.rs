use jiff::civil::date;
use sangkien_domain::form::{FieldKind, SectionKind, key};
use sangkien_domain::law::{Certainty, Unit};
use sangkien_domain::round::Stage;
use sangkien_domain::rubric::MarkedSheet;
use sangkien_domain::rubric::check::faults;

use crate::{acts, answer_keys, forms, limits, rubrics, rule_sets};

#[test]
fn acts_are_in_force_between_their_days() {
    let acts = acts().unwrap();
    let on = |code: &str, day| {
        acts.iter()
            .find(|act| act.code == code)
            .unwrap()
            .in_force_on(day)
    };
    for (code, day, expected) in [
        ("nd-13-2012", date(2012, 4, 24), false),
        ("nd-13-2012", date(2012, 4, 25), true),
        ("nd-98-2023", date(2024, 4, 25), true),
        ("nd-98-2023", date(2025, 6, 30), true),
        ("nd-98-2023", date(2025, 7, 1), false),
        ("nd-152-2025", date(2025, 7, 1), true),
        ("luat-06-2026", date(2026, 9, 30), false),
    ] {
        assert_eq!(on(code, day), expected, "{code} on {day}");
    }
}

#[test]
fn an_act_that_ended_for_another_ends_when_the_other_begins() {
    let acts = acts().unwrap();
    for act in &acts {
        if let Some(from) = act.in_force_from
            && let Some(until) = act.ended_on
        {
            assert!(from < until, "{}", act.code);
        }
        for next in &act.replaced_by {
            let next = acts.iter().find(|other| other.code == *next).unwrap();
            assert_eq!(act.ended_on, next.in_force_from, "{}", act.code);
        }
    }
}

#[test]
fn limits_are_those_of_the_notes_with_their_certainty() {
    let limits = limits().unwrap();
    for (limit, amount, unit, certainty) in [
        (&limits.claim, 1, Unit::CalendarYear, Certainty::Official),
        (
            &limits.formality,
            1,
            Unit::CalendarMonth,
            Certainty::Secondary,
        ),
        (
            &limits.correction,
            1,
            Unit::CalendarMonth,
            Certainty::Secondary,
        ),
        (
            &limits.evaluation,
            3,
            Unit::CalendarMonth,
            Certainty::Official,
        ),
    ] {
        assert_eq!((limit.amount, limit.unit), (amount, unit));
        assert_eq!(limit.citation.certainty, certainty);
        assert_eq!(limit.citation.act, "Nghị định 13/2012/NĐ-CP");
    }
}

#[test]
fn every_form_asks_what_the_procedure_reads() {
    for form in forms().unwrap() {
        let kind = |name: &str| {
            form.fields()
                .find(|(_, field)| field.key == name)
                .map(|(_, field)| field.kind.clone())
                .unwrap()
        };
        assert_eq!(kind(key::TITLE), FieldKind::Text);
        assert_eq!(kind(key::FIELD), FieldKind::FieldCatalogue);
        assert_eq!(kind(key::FIRST_APPLIED_ON), FieldKind::Date);
        assert_eq!(kind(key::SUMMARY), FieldKind::LongText);
        assert_eq!(kind(key::PUBLISH), FieldKind::Consent);
        let count = |kind| form.sections.iter().filter(|s| s.kind == kind).count();
        assert_eq!(count(SectionKind::Authors), 1);
        assert_eq!(count(SectionKind::Evidence), 1);
        let mut keys: Vec<&str> = form.fields().map(|(_, f)| f.key.as_str()).collect();
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), all, "{}: a question appears twice", form.code);
    }
}

#[test]
fn every_rubric_can_be_marked_by_and_has_an_answer_key() {
    let rubrics = rubrics(&acts().unwrap()).unwrap();
    let keys = answer_keys().unwrap();
    assert_eq!((rubrics.len(), keys.len()), (10, 10));
    for (rubric, key) in rubrics.iter().zip(&keys) {
        assert_eq!(faults(rubric), [], "{}", rubric.code);
        assert_eq!(rubric.code, key.rubric, "{}", key.path);
    }
}

#[test]
fn every_rubric_gives_the_results_of_its_answer_key() {
    let rubrics = rubrics(&acts().unwrap()).unwrap();
    for (rubric, key) in rubrics.iter().zip(answer_keys().unwrap()) {
        for answer in key.answers {
            let sheets: Vec<MarkedSheet<'_>> = answer
                .sheets
                .iter()
                .map(|(post, scores)| MarkedSheet {
                    post,
                    scores,
                    further: false,
                })
                .collect();
            let found = rubric.settle(&sheets, answer.votes).unwrap();
            assert_eq!(
                (found.total.to_string(), found.class, found.standing),
                (answer.total, answer.class, answer.standing),
                "{}: {}",
                key.path,
                answer.name
            );
        }
    }
}

#[test]
fn rule_sets_state_their_stage_pass_rule_and_grounds() {
    let sets = rule_sets().unwrap();
    assert_eq!(sets.len(), 4);
    for rules in &sets {
        assert_eq!((rules.pass.numerator, rules.pass.denominator), (2, 3));
        assert_eq!(
            rules.pass.citation.to_string(),
            "Điều 8, Thông tư 18/2013/TT-BKHCN"
        );
        assert!(!rules.naming.grounds.is_empty());
        for line in &rules.naming.grounds {
            assert!(line.starts_with("Căn cứ ") || line.starts_with("Theo đề nghị "));
            assert!(!line.ends_with([';', '.']), "{line}");
        }
    }
    let reach = sets
        .iter()
        .find(|rules| rules.stage == Stage::Reach)
        .unwrap();
    assert_eq!(reach.claim_ends_on(date(2023, 3, 2)), date(2024, 3, 4));
    assert!(reach.form.section("base_recognition").is_some());
}
