//! Random conditions against a slow evaluator, and random sources against the reader.

use proptest::prelude::*;

use super::super::{Condition, Facts, Verdict};
use super::model::{ALL_SIGNS, NAMES, models, read, some_facts};
use super::vocabulary;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_condition_is_read_back_as_it_was_printed(model in models(NAMES, ALL_SIGNS)) {
        if let Some(condition) = read(&model.source(), &vocabulary()) {
            let printed = condition.to_string();
            let again = Condition::parse(&printed, &vocabulary()).expect("printed");
            prop_assert_eq!(&again, &condition, "{}", printed);
            prop_assert_eq!(again.to_string(), printed);
        }
    }

    #[test]
    fn a_verdict_is_that_of_a_slow_evaluator(
        model in models(NAMES, ALL_SIGNS),
        facts in some_facts(),
    ) {
        if let Some(condition) = read(&model.source(), &vocabulary()) {
            let verdict = condition.evaluate(&facts);
            if let Ok(held) = model.held(&facts) {
                prop_assert_eq!(verdict.decided(), held, "{}", condition);
            }
            if let Verdict::Undecided(reasons) = &verdict {
                prop_assert!(!reasons.is_empty());
            }
            prop_assert_eq!(condition.explain(&facts).held, verdict.decided());
        }
    }

    #[test]
    fn any_text_is_read_or_has_a_fault_inside_itself(source in any::<String>()) {
        judged(&source);
    }

    #[test]
    fn any_heap_of_words_is_read_or_has_a_fault_inside_itself(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..24),
        apart in any::<bool>(),
    ) {
        judged(&words.join(if apart { " " } else { "" }));
    }

    #[test]
    fn a_mutilated_condition_is_read_or_has_a_fault_inside_itself(
        model in models(NAMES, ALL_SIGNS),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(WORDS), 0..4_usize), 1..4),
    ) {
        let mut source: Vec<char> = model.source().chars().collect();
        for (place, word, gone) in cuts {
            let start = place.index(source.len() + 1);
            let end = (start + gone).min(source.len());
            source.splice(start..end, word.chars());
        }
        judged(&source.into_iter().collect::<String>());
    }
}

const WORDS: &[&str] = &[
    "and",
    "or",
    "not",
    "in",
    "true",
    "false",
    "và",
    "không",
    "thuộc",
    "score",
    "paid",
    "level",
    "filed_on",
    "scor",
    "(",
    ")",
    ",",
    "+",
    "-",
    "*",
    "/",
    "=",
    "!=",
    "<>",
    "<",
    "<=",
    "≤",
    ">",
    ">=",
    "=<",
    "1",
    "70",
    "2/3",
    "20%",
    "0.5",
    "66,7",
    "2026-10-01",
    "2026-13-01",
    "31/02/2026",
    "999999999999999",
    "9999999999999999999",
    "'xa'",
    "\"tinh\"",
    "'",
    "\"",
    "“",
    "”",
    "đ",
    "e\u{301}",
    "\u{0}",
    "🙂",
    "_",
    ".",
    "%",
    "#",
    "\n",
    "\u{a0}",
    "true = ",
];

/// A source is a condition or has faults with places inside it; either can be used further.
fn judged(source: &str) {
    let length = source.chars().count();
    match Condition::parse(source, &vocabulary()) {
        Ok(condition) => {
            let _ = condition.evaluate(&super::facts());
            let _ = condition.explain(&Facts::new());
            let printed = condition.to_string();
            if printed.chars().count() <= super::super::MOST_CHARACTERS {
                assert_eq!(Condition::parse(&printed, &vocabulary()), Ok(condition));
            }
        }
        Err(faults) => {
            assert!(!faults.is_empty());
            for fault in faults {
                assert!(
                    fault.span.start <= fault.span.end && fault.span.end <= length,
                    "{fault:?}"
                );
                let (before, inside, after) = fault.span.split(source);
                assert_eq!(format!("{before}{inside}{after}"), source);
            }
        }
    }
}
