//! What conditions say.

use super::super::{Exact, Facts, Part, Reason, Span, Value, Verdict};
use super::{facts, parse};

fn exact(text: &str) -> Exact {
    text.parse().expect("a number")
}

#[test]
fn conditions_are_written_in_one_canonical_form() {
    for (source, canonical) in [
        (
            "score>=70 and agree_ratio>=2/3",
            "score >= 70 and agree_ratio >= 2/3",
        ),
        (
            "overlap < 20% or level in ('xa', 'tinh')",
            "overlap < 20% or level in ('xa', 'tinh')",
        ),
        ("filed_on <= 2026-10-01", "filed_on <= 2026-10-01"),
        ("filed_on ≤ 01/10/2026", "filed_on <= 2026-10-01"),
        ("filed_on <= 1/10/2026", "filed_on <= 2026-10-01"),
        ("((not (paid)))", "not paid"),
        ("không paid và score ≥ 70", "not paid and score >= 70"),
        ("NOT paid Or Score_ok", ""),
        (
            "votes_for * 3 >= members * 2",
            "votes_for * 3 >= members * 2",
        ),
        ("opinion = “dat”", "opinion = 'dat'"),
        ("opinion = \"nói 'không'\"", "opinion = 'nói ''không'''"),
        ("opinion <> 'dat'", "opinion != 'dat'"),
        ("level không thuộc ('xa')", "level not in ('xa')"),
        ("not score > 5", "not (score > 5)"),
        ("(paid or urgent) and paid", "(paid or urgent) and paid"),
        ("paid or (urgent and paid)", "paid or urgent and paid"),
        ("(paid and urgent) and paid", "paid and urgent and paid"),
        ("paid = (urgent and paid)", "paid = (urgent and paid)"),
        (
            "(1 + 2) * score > - (score - -1)",
            "(1 + 2) * score > -(score - -1)",
        ),
        (
            "(count + 1) - (count - 2) > 0",
            "count + 1 - (count - 2) > 0",
        ),
        ("count / 2 / 3 > 007.50", "count / 2 / 3 > 7.5"),
        ("overlap < 12.5 %", "overlap < 12.5%"),
        ("count = 2026 - 10 - 1", "count = 2026 - 10 - 1"),
    ] {
        if canonical.is_empty() {
            assert!(super::super::Condition::parse(source, &super::vocabulary()).is_err());
            continue;
        }
        let condition = parse(source);
        assert_eq!(condition.to_string(), canonical);
        assert_eq!(parse(canonical), condition);
    }
}

#[test]
fn conditions_hold_or_not() {
    for (source, held) in [
        ("score >= 70 and agree_ratio >= 2/3", true),
        ("agree_ratio > 2/3", false),
        ("agree_ratio = 4/6", true),
        ("overlap < 20% or level in ('xa')", true),
        ("overlap >= 0.15", true),
        ("overlap > 15%", false),
        ("filed_on <= 2026-10-01", true),
        ("filed_on < 2026-10-01", false),
        ("not paid", false),
        ("paid = true", true),
        ("paid != urgent", true),
        ("votes_for * 3 >= members * 2", true),
        ("votes_for / members >= 2/3", true),
        ("votes_for / members > 66.67%", false),
        ("opinion = 'dat'", true),
        ("opinion in ('khong', 'dat')", true),
        ("opinion not in ('khong', 'dat')", false),
        ("level = 'tinh' and urgent", false),
        ("1 - 2 - 3 = -4", true),
        ("12 / 3 / 2 = 2", true),
        ("2 + 3 * 4 = 14", true),
        ("-score < 0", true),
        ("true", true),
        ("false or true", true),
        ("0.1 + 0.2 = 0.3", true),
    ] {
        assert_eq!(
            parse(source).evaluate(&facts()).decided(),
            Some(held),
            "{source}"
        );
    }
}

#[test]
fn what_is_missing_decides_nothing_unless_the_rest_does() {
    let nothing = Facts::new();
    let missing = |name: &str| Reason::Missing {
        fact: name.to_owned(),
    };
    let undecided = parse("score >= 70 and (paid or score < 90)").evaluate(&nothing);
    assert_eq!(
        undecided,
        Verdict::Undecided(vec![missing("score"), missing("paid")])
    );
    let paid = Facts::new().with("paid", true);
    assert_eq!(parse("paid or score > 1").evaluate(&paid), Verdict::True);
    assert_eq!(parse("score > 1 or paid").evaluate(&paid), Verdict::True);
    assert_eq!(
        parse("not paid and score > 1").evaluate(&paid),
        Verdict::False
    );
    // A reason of a part that no longer matters is not told.
    assert_eq!(
        parse("(score > 1 and not paid) or urgent").evaluate(&paid),
        Verdict::Undecided(vec![missing("urgent")])
    );
    assert_eq!(parse("3 in (score, 3)").evaluate(&nothing), Verdict::True);
    assert_eq!(
        parse("paid = urgent").evaluate(&paid),
        Verdict::Undecided(vec![missing("urgent")])
    );
}

#[test]
fn a_division_by_zero_and_an_overflow_are_reasons_and_not_crashes() {
    let none = Facts::new().with("votes_for", 3).with("members", 0);
    assert_eq!(
        parse("votes_for / members >= 2/3").evaluate(&none),
        Verdict::Undecided(vec![Reason::DivisionByZero {
            span: Span::new(12, 19)
        }])
    );
    let great = Facts::new().with("count", Exact::new(i128::MAX, 1).expect("a number"));
    assert_eq!(
        parse("paid or 0 < count + 1").evaluate(&great.clone().with("paid", false)),
        Verdict::Undecided(vec![Reason::Overflow {
            span: Span::new(12, 21)
        }])
    );
    assert!(!parse("count * count > 1").evaluate(&great).is_true());
    let least = Facts::new().with("count", Exact::new(i128::MIN, 1).expect("a number"));
    for source in [
        "-count > 0",
        "count - 1 < 0",
        "1 / count < 0",
        "count / -1 > 0",
    ] {
        let _ = parse(source).evaluate(&least);
    }
}

#[test]
fn a_value_of_another_sort_is_a_reason() {
    let verdict = parse("score > 1").evaluate(&Facts::new().with("score", "cao"));
    assert!(matches!(
        verdict,
        Verdict::Undecided(reasons) if matches!(reasons[..], [Reason::WrongSort { .. }])
    ));
}

#[test]
fn an_explanation_shows_which_comparison_held_with_which_values() {
    let condition = parse("score >= 70 and (votes_for / members > 2/3 or not paid)");
    let explained = condition.explain(&facts());
    assert_eq!(explained.held, Some(false));
    let Part::All(parts) = explained.part else {
        panic!("two parts");
    };
    assert_eq!(parts[0].held, Some(true));
    assert_eq!(parts[0].text, "score >= 70");
    assert_eq!(parts[0].span, Span::new(0, 11));
    let Part::Any(parts) = &parts[1].part else {
        panic!("two parts");
    };
    assert_eq!(
        parts[0].part,
        Part::Single {
            left: Some(Value::Number(exact("2/3"))),
            right: Some(Value::Number(exact("2/3"))),
            facts: vec![
                ("votes_for".to_owned(), Some(Value::from(6))),
                ("members".to_owned(), Some(Value::from(9))),
            ],
        }
    );
    assert_eq!(parts[0].held, Some(false));
    assert_eq!(parts[1].text, "not paid");
    let missing = condition.explain(&Facts::new());
    assert_eq!(missing.held, None);
}

#[test]
fn numbers_are_exact_and_written_as_short_as_they_are() {
    for (text, written) in [
        ("0", "0"),
        ("-0.50", "-0.5"),
        ("66,7", "66.7"),
        ("20%", "0.2"),
        ("4/6", "2/3"),
        ("-4/6", "-2/3"),
        ("1/8", "0.125"),
        ("000000000000000000012", "12"),
    ] {
        assert_eq!(exact(text).to_string(), written, "{text}");
        assert_eq!(exact(written), exact(text));
    }
    for text in [
        "",
        "-",
        "--1",
        "1.",
        ".5",
        "1/0",
        "1e3",
        "1234567890123456",
        "0.1234567891",
        "+1",
    ] {
        assert!(text.parse::<Exact>().is_err(), "{text}");
    }
    let near = |offset: i128| Exact::new(i128::MAX - offset, i128::MAX - 7).expect("a number");
    assert!(near(1) > near(2) && near(3) < near(2));
    assert_eq!(near(2).cmp(&near(2)), std::cmp::Ordering::Equal);
    assert!(Exact::new(i128::MIN, -1).is_none());
    assert!(Exact::new(1, i128::MIN).is_none());
}
