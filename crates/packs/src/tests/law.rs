use jiff::civil::date;
use sangkien_domain::form::{FieldKind, SectionKind, key};
use sangkien_domain::law::{Certainty, Unit};
use sangkien_domain::round::Stage;
use sangkien_domain::rubric::{Score, Scores};

use crate::{acts, forms, limits, rubrics, rule_sets};

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
fn bands_lie_in_range_and_do_not_overlap() {
    for rubric in rubrics(&acts().unwrap()).unwrap() {
        for criterion in &rubric.criteria {
            let mut ceiling = Score(criterion.max.0 + 1);
            for band in &criterion.bands {
                let place = format!("{}, {}: {}", rubric.code, criterion.key, band.label);
                assert!(band.from.0 >= 0 && band.from <= band.to, "{place}");
                assert!(band.to < ceiling, "{place} overlaps or exceeds the maximum");
                ceiling = band.from;
            }
            assert!(criterion.min <= criterion.max);
            assert_eq!(criterion.max.0 % criterion.step.0, 0);
        }
        assert!(rubric.pass_total <= rubric.max_total());
        assert_eq!(rubric.max_total(), Score(10_000), "{}", rubric.code);
    }
}

/// The cheapest sheet that earns a class: its minima, then as much as its total still needs.
fn sheet_for(rubric: &sangkien_domain::rubric::Rubric, class: usize) -> Scores {
    let class = &rubric.classes[class];
    let mut sheet: Scores = rubric
        .criteria
        .iter()
        .map(|c| {
            (
                c.key.clone(),
                class.minima.get(&c.key).copied().unwrap_or(c.min),
            )
        })
        .collect();
    for criterion in rubric.criteria.iter().rev() {
        let total: i64 = sheet.values().map(|score| score.0).sum();
        let missing = (class.total.0 - total).max(0);
        let score = sheet.get_mut(&criterion.key).unwrap();
        score.0 += missing.min(criterion.max.0 - score.0);
    }
    sheet
}

#[test]
fn every_class_can_be_reached_and_none_hides_another() {
    for rubric in rubrics(&acts().unwrap()).unwrap() {
        for (index, class) in rubric.classes.iter().enumerate() {
            let found = rubric.assess(&sheet_for(&rubric, index)).unwrap();
            assert_eq!(found.class.as_ref(), Some(&class.label), "{}", rubric.code);
            assert!(found.passes, "{}: {}", rubric.code, class.label);
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
