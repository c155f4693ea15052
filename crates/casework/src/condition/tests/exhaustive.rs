//! What is said of random branches against looking at every case.

use jiff::civil::date;
use proptest::prelude::*;

use super::super::{
    BranchFault, Condition, Exact, Fact, Facts, Kind, Question, Value, Vocabulary, analyse,
};
use super::model::{ALL_SIGNS, Model, NAMES, models, read, some_facts};
use super::{choice, vocabulary};

/// Facts with few values, so that every case can be looked at.
fn small() -> Vocabulary {
    Vocabulary::new(vec![
        Fact::new("score", Kind::Number, "Điểm").counted(-1, 4),
        Fact::new("count", Kind::Number, "Số lượng").counted(0, 3),
        Fact::new("members", Kind::Number, "Số thành viên").counted(0, 2),
        Fact::new("votes_for", Kind::Number, "Số phiếu").counted(1, 2),
        Fact::new("paid", Kind::Bool, "Đã nộp"),
        Fact::new("urgent", Kind::Bool, "Khẩn"),
        Fact::new("level", choice(&["xa", "tinh", "trung-uong"]), "Cấp"),
        Fact::new("opinion", choice(&["dat", "có 'dấu'", "khác"]), "Ý kiến"),
        Fact::new("filed_on", Kind::Date, "Ngày nộp"),
    ])
    .expect("sound facts")
}

fn values(fact: &Fact) -> Vec<Value> {
    match &fact.kind {
        Kind::Bool => vec![true.into(), false.into()],
        Kind::Choice(texts) => texts.iter().map(|text| text.as_str().into()).collect(),
        Kind::Date => (0..=5)
            .map(|day| Value::Date(date(2026, 9, 30).saturating_add(jiff::Span::new().days(day))))
            .collect(),
        Kind::Text => Vec::new(),
        Kind::Number => {
            let end = |end: Option<Exact>| {
                i64::try_from(end.expect("an end").numerator()).expect("small")
            };
            (end(fact.least)..=end(fact.most))
                .map(Value::from)
                .collect()
        }
    }
}

/// Every combination of values of the facts that the branches speak of.
fn cases(branches: &[Condition], vocabulary: &Vocabulary) -> Vec<Facts> {
    let mut all = vec![Facts::new()];
    for fact in vocabulary.facts() {
        if !branches
            .iter()
            .any(|branch| branch.mentions().contains(&fact.name))
        {
            continue;
        }
        let values = values(fact);
        all = all
            .iter()
            .flat_map(|facts| {
                values
                    .iter()
                    .map(|value| facts.clone().with(&fact.name, value.clone()))
            })
            .collect();
    }
    all
}

fn compare(models: &[Model], has_otherwise: bool, linear: bool) {
    let vocabulary = small();
    let branches: Option<Vec<Condition>> = models
        .iter()
        .map(|model| read(&model.source(), &vocabulary))
        .collect();
    let Some(branches) = branches else {
        return;
    };
    let cases = cases(&branches, &vocabulary);
    let held: Vec<Vec<Option<bool>>> = cases
        .iter()
        .map(|facts| {
            branches
                .iter()
                .map(|branch| branch.evaluate(facts).decided())
                .collect()
        })
        .collect();
    let found = analyse(
        &branches.iter().collect::<Vec<_>>(),
        has_otherwise,
        &vocabulary,
    );
    let texts: Vec<String> = branches.iter().map(ToString::to_string).collect();
    let asked = |question: Question| {
        let unproved = found.iter().any(|fault| {
            matches!(fault, BranchFault::Unproved { question: about, .. } if *about == question)
        });
        assert!(
            !unproved || !linear,
            "{texts:?}: {question:?} of linear conditions is open"
        );
        !unproved
    };
    let agrees = |told: bool, so: bool, question: Question| {
        assert!(
            told == so || (!told && !asked(question)),
            "{texts:?} {question:?}: {told} {so}"
        );
    };
    for first in 0..branches.len() {
        for second in first + 1..branches.len() {
            let so = held
                .iter()
                .any(|held| held[first] == Some(true) && held[second] == Some(true));
            let told = found.iter().any(|fault| matches!(fault, BranchFault::Overlap { first: one, second: two, .. } if (*one, *two) == (first, second)));
            agrees(told, so, Question::Overlap { first, second });
        }
        let so = !held.iter().any(|held| held[first] == Some(true));
        let told = found.contains(&BranchFault::Never { branch: first });
        agrees(told, so, Question::Never { branch: first });
        let so = held
            .iter()
            .any(|held| held[first].is_none() && !held.contains(&Some(true)));
        let told = found.iter().any(
            |fault| matches!(fault, BranchFault::Undecidable { branch, .. } if *branch == first),
        );
        agrees(told, so, Question::Undecidable { branch: first });
    }
    let hole = held
        .iter()
        .any(|held| held.iter().all(|held| *held == Some(false)));
    if has_otherwise {
        if found.contains(&BranchFault::OtherwiseNever) {
            assert!(!hole, "{texts:?}");
        }
        assert!(
            !found
                .iter()
                .any(|fault| matches!(fault, BranchFault::Hole { .. }))
        );
    } else {
        let told = found
            .iter()
            .any(|fault| matches!(fault, BranchFault::Hole { .. }));
        agrees(told, hole, Question::Hole);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_said_of_branches_is_what_looking_at_every_case_says(
        models in prop::collection::vec(models(&["score", "count", "members"], &['+', '-']), 1..4),
        has_otherwise in any::<bool>(),
    ) {
        compare(&models, has_otherwise, true);
    }

    #[test]
    fn products_and_quotients_of_facts_are_never_judged_wrongly(
        models in prop::collection::vec(models(&["score", "count", "votes_for"], ALL_SIGNS), 1..4),
        has_otherwise in any::<bool>(),
    ) {
        compare(&models, has_otherwise, false);
    }

    #[test]
    fn without_a_fault_exactly_one_branch_holds_for_any_facts(
        models in prop::collection::vec(models(NAMES, ALL_SIGNS), 1..3),
        many in prop::collection::vec(some_facts(), 20),
    ) {
        let vocabulary = vocabulary();
        let branches: Option<Vec<Condition>> =
            models.iter().map(|model| read(&model.source(), &vocabulary)).collect();
        if let Some(mut branches) = branches {
            // The rest as a branch of its own makes acts without a hole likely.
            let rest: Vec<String> = branches.iter().map(|branch| format!("not ({branch})")).collect();
            branches.extend(Condition::parse(&rest.join(" and "), &vocabulary).ok());
            let found = analyse(&branches.iter().collect::<Vec<_>>(), false, &vocabulary);
            for facts in many {
                if vocabulary.settle(facts.clone()).is_err() {
                    continue;
                }
                let held: Vec<Option<bool>> =
                    branches.iter().map(|branch| branch.evaluate(&facts).decided()).collect();
                let complete = branches.iter().flat_map(Condition::mentions).all(|name| facts.get(name).is_some());
                let holding = held.iter().filter(|held| **held == Some(true)).count();
                prop_assert!(holding < 2 || !found.is_empty(), "{:?} {:?}", branches, facts);
                prop_assert!(!complete || holding > 0 || !found.is_empty(), "{:?} {:?}", branches, facts);
            }
        }
    }
}
