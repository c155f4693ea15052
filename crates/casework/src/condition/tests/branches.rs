//! What is said of branches is true.

use super::super::{
    BranchFault, Cause, Condition, Exact, Fact, Facts, Kind, Question, Reason, Value, Vocabulary,
    analyse,
};
use super::{choice, vocabulary};

fn faults_in(sources: &[&str], has_otherwise: bool, vocabulary: &Vocabulary) -> Vec<BranchFault> {
    let conditions: Vec<Condition> = sources
        .iter()
        .map(|source| Condition::parse(source, vocabulary).expect(source))
        .collect();
    let branches: Vec<&Condition> = conditions.iter().collect();
    let faults = analyse(&branches, has_otherwise, vocabulary);
    for fault in &faults {
        confirm(fault, &branches, vocabulary);
    }
    faults
}

/// A witness has to be one: it fits the declarations, and the branches say what is claimed.
fn confirm(fault: &BranchFault, branches: &[&Condition], vocabulary: &Vocabulary) {
    let held = |branch: usize, facts: &Facts| branches[branch].evaluate(facts).decided();
    let witness = match fault {
        BranchFault::Overlap {
            first,
            second,
            witness,
        } => {
            assert_eq!(held(*first, witness), Some(true), "{fault:?}");
            assert_eq!(held(*second, witness), Some(true), "{fault:?}");
            witness
        }
        BranchFault::Hole { witness } => {
            for branch in 0..branches.len() {
                assert_eq!(held(branch, witness), Some(false), "{fault:?}");
            }
            witness
        }
        BranchFault::Undecidable {
            branch, witness, ..
        } => {
            assert_eq!(held(*branch, witness), None, "{fault:?}");
            witness
        }
        _ => return,
    };
    assert_eq!(
        vocabulary.settle(witness.clone()).as_ref(),
        Ok(witness),
        "{fault:?}"
    );
}

fn faults(sources: &[&str], has_otherwise: bool) -> Vec<BranchFault> {
    faults_in(sources, has_otherwise, &vocabulary())
}

#[test]
fn branches_that_part_all_cases_between_them_have_no_fault() {
    for sources in [
        &["score >= 70", "score >= 50 and score < 70", "score < 50"][..],
        &["paid", "not paid"],
        &["level = 'xa'", "level in ('tinh', 'trung-uong')"],
        &["opinion = 'dat'", "opinion != 'dat'"],
        &["filed_on <= 2026-10-01", "filed_on > 2026-10-01"],
        &["filed_on <= 2026-10-01", "filed_on >= 2026-10-02"],
        &["filed_on <= decided_on", "filed_on > decided_on"],
        &[
            "votes_for * 3 >= members * 2",
            "votes_for * 3 < members * 2",
        ],
        &["votes_for / members >= 2/3", "votes_for * 3 < members * 2"],
        &["votes_for > 4", "votes_for <= 4"],
        &["votes_for >= 5", "votes_for < 4.5"],
        &[
            "score > 70 and paid",
            "score > 70 and not paid",
            "not (score > 70)",
        ],
        &["opinion = note", "opinion != note"],
        &["count * score >= 5", "count * score < 5"],
        &["paid = urgent", "paid != urgent"],
        &["100 - score <= 30", "2 * score < 140"],
        &[
            "overlap < 20%",
            "overlap >= 1/5 and overlap < 0.4",
            "overlap >= 40 / 100",
        ],
    ] {
        assert_eq!(faults(sources, false), [], "{sources:?}");
    }
}

#[test]
fn two_branches_that_hold_at_once_are_shown_with_facts() {
    assert_eq!(
        faults(&["score >= 70", "score <= 70"], false),
        [BranchFault::Overlap {
            first: 0,
            second: 1,
            witness: Facts::new().with("score", 70),
        }]
    );
    assert_eq!(
        faults(&["paid", "score > 50", "not paid and score <= 50"], false),
        [BranchFault::Overlap {
            first: 0,
            second: 1,
            witness: Facts::new().with("paid", true).with("score", 75),
        }]
    );
    for sources in [
        &[
            "votes_for * 3 >= members * 2",
            "votes_for * 2 <= members",
            "votes_for > 0",
        ][..],
        &["filed_on <= decided_on", "filed_on >= decided_on"],
        &["opinion = 'dat'", "opinion = note"],
        &["opinion != 'dat'", "note != opinion"],
        &["count * score > 5", "score > 1"],
        &["votes_for / members >= 1/2", "votes_for / members <= 1/2"],
    ] {
        let found = faults(sources, true);
        assert!(
            found
                .iter()
                .any(|fault| matches!(fault, BranchFault::Overlap { .. })),
            "{sources:?}: {found:?}"
        );
    }
}

#[test]
fn a_hole_is_shown_with_facts_and_closed_by_a_branch_for_all_other_cases() {
    let sources = ["score > 70", "score < 70"];
    assert_eq!(
        faults(&sources, false),
        [BranchFault::Hole {
            witness: Facts::new().with("score", 70)
        }]
    );
    assert_eq!(faults(&sources, true), []);
    assert_eq!(
        faults(&["level = 'xa'", "level = 'tinh'"], false),
        [BranchFault::Hole {
            witness: Facts::new().with("level", "trung-uong")
        }]
    );
    assert_eq!(
        faults(&["opinion = 'dat'", "opinion = 'khong'"], false),
        [BranchFault::Hole {
            witness: Facts::new().with("opinion", "khác")
        }]
    );
    let beyond = faults(&["filed_on < 2026-10-01", "filed_on > 2026-10-01"], false);
    assert_eq!(
        beyond,
        [BranchFault::Hole {
            witness: Facts::new().with("filed_on", jiff::civil::date(2026, 10, 1))
        }]
    );
    assert_eq!(
        faults(&[], false),
        [BranchFault::Hole {
            witness: Facts::new()
        }]
    );
}

#[test]
fn a_branch_that_never_holds_is_told() {
    for never in [
        "score > 100",
        "score > 70 and score < 60",
        "votes_for > 4 and votes_for < 5",
        "paid and not paid",
        "false",
        "votes_for > members and members > 29 and votes_for < 30",
        "level != 'xa' and level != 'tinh' and level != 'trung-uong'",
        "2 * votes_for = 2 * members + 1",
        "count < score and score < overlap and overlap < count",
        "filed_on < decided_on and decided_on < filed_on",
        "filed_on < decided_on and decided_on < 2026-01-02 and filed_on > 2025-12-31",
        "opinion = note and opinion = 'a' and note = 'b'",
        "count * score > 1 and score * count < 0",
    ] {
        assert_eq!(
            faults(&[never], true),
            [BranchFault::Never { branch: 0 }],
            "{never}"
        );
    }
    assert_eq!(faults(&["score >= 0"], true), [BranchFault::OtherwiseNever]);
}

#[test]
fn a_division_that_can_be_by_zero_is_told_unless_another_branch_takes_it() {
    let vocabulary = Vocabulary::new(vec![
        Fact::new("members", Kind::Number, "Số thành viên").counted(0, 30),
        Fact::new("votes", Kind::Number, "Số phiếu").counted(0, 30),
    ])
    .expect("sound facts");
    let split = ["votes / members >= 2/3", "votes / members < 2/3"];
    let found = faults_in(&split, false, &vocabulary);
    assert!(
        matches!(
            &found[..],
            [
                BranchFault::Undecidable { branch: 0, witness, reasons },
                BranchFault::Undecidable { branch: 1, .. }
            ] if witness.get("members") == Some(&Value::from(0))
                && matches!(reasons[..], [Reason::DivisionByZero { .. }])
        ),
        "{found:?}"
    );
    let handled = [
        "members > 0 and votes / members >= 2/3",
        "members > 0 and votes / members < 2/3",
        "members = 0",
    ];
    assert_eq!(faults_in(&handled, false, &vocabulary), []);
}

#[test]
fn what_always_holds_takes_impossible_cases_away() {
    let sources = ["votes_for = members", "votes_for < members"];
    assert!(matches!(
        faults(&sources, false)[..],
        [BranchFault::Hole { .. }]
    ));
    let bounded = vocabulary()
        .always("votes_for <= members")
        .expect("a condition");
    assert_eq!(faults_in(&sources, false, &bounded), []);
    let ordered = vocabulary()
        .always("filed_on <= decided_on")
        .expect("a condition");
    assert_eq!(
        faults_in(&["decided_on < filed_on"], true, &ordered),
        [BranchFault::Never { branch: 0 }]
    );
    assert!(vocabulary().always("votes <= members").is_err());
}

#[test]
fn what_could_not_be_proved_is_said() {
    assert_eq!(
        faults(&["count * count < 0"], true),
        [BranchFault::Unproved {
            question: Question::Never { branch: 0 },
            cause: Cause::NotLinear,
        }]
    );
    // Whether an even number of facts is positive: no part of it decides anything.
    let facts: Vec<Fact> = (0..40)
        .map(|nth| Fact::new(format!("f{nth}"), Kind::Number, "F"))
        .collect();
    let vocabulary = Vocabulary::new(facts).expect("sound facts");
    let mut source = "true".to_owned();
    for nth in 0..30 {
        source = format!("({source}) != (f{nth} > 0)");
    }
    let found = faults_in(&[&source, &format!("not ({source})")], false, &vocabulary);
    assert!(
        found.iter().all(|fault| matches!(
            fault,
            BranchFault::Unproved {
                cause: Cause::TooLarge,
                ..
            }
        )) && !found.is_empty(),
        "{found:?}"
    );
}

#[test]
fn steps_and_anchors_are_kept() {
    let mut half = Fact::new("half", Kind::Number, "Nửa điểm");
    half.least = Some("0.25".parse().expect("a number"));
    half.most = Some(Exact::whole(3));
    half.step = Some("0.5".parse().expect("a number"));
    let vocabulary = Vocabulary::new(vec![
        half.clone(),
        Fact {
            name: "other".to_owned(),
            ..half
        },
        Fact::new("level", choice(&["a"]), "Cấp"),
    ])
    .expect("sound facts");
    assert_eq!(
        faults_in(&["half = 1"], true, &vocabulary),
        [BranchFault::Never { branch: 0 }]
    );
    assert_eq!(
        faults_in(&["half + other = 1.25"], true, &vocabulary),
        [BranchFault::Never { branch: 0 }]
    );
    assert_eq!(faults_in(&["half + other = 1.5"], true, &vocabulary), []);
    assert_eq!(
        faults_in(&["half >= 1", "half < 1", "level = 'a'"], true, &vocabulary).len(),
        3
    );
}
