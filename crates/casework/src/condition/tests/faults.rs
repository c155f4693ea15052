//! Every fault has a place.

use super::super::{Condition, ConditionProblem, Expected, MOST_CHARACTERS, Sort, Span};
use super::vocabulary;

fn faults(source: &str) -> Vec<(Span, ConditionProblem)> {
    Condition::parse(source, &vocabulary())
        .map(|condition| condition.to_string())
        .expect_err(source)
        .into_iter()
        .map(|fault| (fault.span, fault.problem))
        .collect()
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "tables read better without a borrow in each row"
)]
fn one(source: &str, marked: &str, problem: ConditionProblem) {
    let found = faults(source);
    assert_eq!(found.len(), 1, "{source}: {found:?}");
    assert_eq!(found[0].1, problem, "{source}");
    assert_eq!(found[0].0.text(source), marked, "{source}");
}

#[test]
fn a_fault_of_writing_points_at_its_place() {
    use ConditionProblem::*;
    let unexpected = |found: &str, expected| Unexpected {
        found: (!found.is_empty()).then(|| found.to_owned()),
        expected,
    };
    one("", "", Empty);
    one("  ", "  ", Empty);
    one(
        "score >= 70 ; paid",
        ";",
        UnexpectedCharacter { found: ';' },
    );
    one("opinion = 'đạt", "'đạt", UnterminatedText);
    one(
        "score > 1234567890123456",
        "1234567890123456",
        NumberTooLarge,
    );
    one(
        "filed_on > 2026-02-30",
        "2026-02-30",
        NotADate {
            written: "2026-02-30".to_owned(),
        },
    );
    one("score >", "", unexpected("", Expected::Operand));
    one(
        "score > and paid",
        "and",
        unexpected("and", Expected::Operand),
    );
    one(
        "paid urgent",
        "urgent",
        unexpected("urgent", Expected::OperatorOrEnd),
    );
    one("paid)", ")", unexpected(")", Expected::OperatorOrEnd));
    one(
        "level in 'xa'",
        "'xa'",
        unexpected("'xa'", Expected::OpeningParenthesis),
    );
    one("level in ()", ")", unexpected(")", Expected::Operand));
    one(
        "level in ('xa' 'tinh')",
        "'tinh'",
        unexpected("'tinh'", Expected::CommaOrClosing),
    );
    one("level not 'xa'", "'xa'", unexpected("'xa'", Expected::In));
    one("score > 66,7", ",", DecimalComma);
    one("1 < score < 3", "<", ChainedComparison);
    one("paid and (urgent or score > 1", "(", UnclosedParenthesis);
    one("level in ('xa'", "(", UnclosedParenthesis);
}

#[test]
fn a_fault_of_names_and_sorts_points_at_its_place() {
    use ConditionProblem::*;
    one(
        "scor >= 70",
        "scor",
        UnknownFact {
            name: "scor".to_owned(),
            nearest: Some("score".to_owned()),
        },
    );
    one(
        "Score >= 70",
        "Score",
        UnknownFact {
            name: "Score".to_owned(),
            nearest: Some("score".to_owned()),
        },
    );
    one(
        "hạn >= 70",
        "hạn",
        UnknownFact {
            name: "hạn".to_owned(),
            nearest: None,
        },
    );
    one(
        "level in ('xa', 'tình')",
        "'tình'",
        UnknownChoice {
            fact: "level".to_owned(),
            written: "tình".to_owned(),
            nearest: Some("tinh".to_owned()),
        },
    );
    let mismatch = |left, right| Mismatch { left, right };
    one(
        "score = 'cao'",
        "score = 'cao'",
        mismatch(Sort::Number, Sort::Text),
    );
    one(
        "filed_on > 2026",
        "filed_on > 2026",
        mismatch(Sort::Date, Sort::Number),
    );
    one(
        "score in (1, 'a')",
        "'a'",
        mismatch(Sort::Number, Sort::Text),
    );
    one(
        "paid and score",
        "score",
        NotACondition {
            found: Sort::Number,
        },
    );
    one(
        "not opinion",
        "opinion",
        NotACondition { found: Sort::Text },
    );
    one(
        "filed_on + 1 > 3",
        "filed_on",
        NotANumber { found: Sort::Date },
    );
    one("score * paid > 3", "paid", NotANumber { found: Sort::Bool });
    one(
        "opinion < 'b'",
        "opinion < 'b'",
        NoOrder { found: Sort::Text },
    );
    one(
        "paid > urgent",
        "paid > urgent",
        NoOrder { found: Sort::Bool },
    );
    one("score / (2 - 2) > 1", "(2 - 2)", DivisionByZero);
    let great = "999999999999999 * 999999999999999 * 999999999999999";
    one(&format!("score > {great}"), great, NumberTooLarge);
}

#[test]
fn all_faults_of_names_are_told_at_once_in_order() {
    let found = faults("scor > 1 and levl = 'xa' and not filed_on");
    let places: Vec<usize> = found.iter().map(|(span, _)| span.start).collect();
    assert_eq!(places, [0, 13, 33]);
}

#[test]
fn a_source_beyond_the_bounds_is_refused_at_the_bound() {
    let long = format!("paid{}", " or paid".repeat(MOST_CHARACTERS / 8));
    assert!(matches!(
        faults(&long)[..],
        [(
            Span {
                start: MOST_CHARACTERS,
                ..
            },
            ConditionProblem::TooLong { .. }
        )]
    ));
    for (opening, inner, closing) in [("(", "paid", ")"), ("not ", "paid", ""), ("-", "1 < 2", "")]
    {
        let within = format!("{}{inner}{}", opening.repeat(32), closing.repeat(32));
        assert!(Condition::parse(&within, &vocabulary()).is_ok());
        let deep = format!("{}{inner}{}", opening.repeat(400), closing.repeat(400));
        assert!(matches!(
            faults(&deep)[..],
            [(_, ConditionProblem::TooDeep { .. })]
        ));
    }
    let wide = format!("1{} > 1", " + 1".repeat(490));
    assert!(Condition::parse(&wide, &vocabulary()).is_ok());
}
