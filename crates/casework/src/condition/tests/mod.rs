//! What the language promises: every source is read or its fault has a place, every condition has
//! a verdict, and what is said of branches is true.

mod branches;
mod exhaustive;
mod faults;
mod meaning;
mod model;
mod random;

use jiff::civil::date;

use super::{Condition, Fact, Facts, Kind, Value, Vocabulary};

fn choice(choices: &[&str]) -> Kind {
    Kind::Choice(choices.iter().map(|text| (*text).to_owned()).collect())
}

/// The facts of a procedure such as an official would declare them.
pub(super) fn vocabulary() -> Vocabulary {
    Vocabulary::new(vec![
        Fact::new("score", Kind::Number, "Điểm").between(0, 100),
        Fact::new("agree_ratio", Kind::Number, "Tỷ lệ đồng ý").between(0, 1),
        Fact::new("overlap", Kind::Number, "Mức trùng lặp").between(0, 1),
        Fact::new("level", choice(&["xa", "tinh", "trung-uong"]), "Cấp"),
        Fact::new("paid", Kind::Bool, "Đã nộp phí"),
        Fact::new("urgent", Kind::Bool, "Khẩn"),
        Fact::new("opinion", Kind::Text, "Ý kiến"),
        Fact::new("note", Kind::Text, "Ghi chú"),
        Fact::new("filed_on", Kind::Date, "Ngày nộp"),
        Fact::new("decided_on", Kind::Date, "Ngày quyết định"),
        Fact::new("members", Kind::Number, "Số thành viên").counted(1, 30),
        Fact::new("votes_for", Kind::Number, "Số phiếu thuận").counted(0, 30),
        Fact::new("count", Kind::Number, "Số lượng"),
    ])
    .expect("sound facts")
}

fn facts() -> Facts {
    Facts::new()
        .with("score", 72)
        .with("agree_ratio", "2/3".parse::<super::Exact>().expect("2/3"))
        .with("overlap", "0.15".parse::<super::Exact>().expect("0.15"))
        .with("level", "tinh")
        .with("paid", true)
        .with("urgent", false)
        .with("opinion", "dat")
        .with("filed_on", date(2026, 10, 1))
        .with("members", 9)
        .with("votes_for", 6)
}

fn parse(source: &str) -> Condition {
    Condition::parse(source, &vocabulary()).unwrap_or_else(|faults| panic!("{source}: {faults:?}"))
}

#[test]
fn the_facts_of_a_procedure_are_read_from_its_file() {
    #[derive(serde::Deserialize)]
    struct File {
        facts: Vec<Fact>,
    }
    let file: File = toml::from_str(
        r#"
        [[facts]]
        name = "score"
        kind = "number"
        label = "Điểm"
        least = 0
        most = 100
        step = "0.5"
        citation = { act = "Nghị định 13/2012/NĐ-CP", article = "Điều 7", certainty = "secondary" }

        [[facts]]
        name = "level"
        kind = { choice = ["xa", "tinh"] }
        label = "Cấp"
        words = { xa = "Cấp xã" }
        "#,
    )
    .expect("a file");
    let text = toml::to_string(&file.facts[0]).expect("text");
    assert_eq!(
        toml::from_str::<Fact>(&text).expect("a fact"),
        file.facts[0]
    );
    let vocabulary = Vocabulary::new(file.facts).expect("sound facts");
    assert_eq!(
        vocabulary.read("score", "66,5"),
        Ok(Value::Number("66.5".parse().expect("a number")))
    );
    assert!(vocabulary.read("score", "66.3").is_err());
    assert!(vocabulary.read("score", "100.5").is_err());
    assert!(vocabulary.read("level", "huyen").is_err());
    assert!(vocabulary.read("levels", "xa").is_err());
}

#[test]
fn a_decimal_that_is_no_exact_number_is_no_range() {
    let file = "name = 'score'\nkind = 'number'\nlabel = 'Điểm'\nleast = 0.1";
    assert!(toml::from_str::<Fact>(file).is_err());
}

#[test]
fn a_wrong_declaration_is_told_with_its_place() {
    use super::FactProblem::*;

    let mut upside_down = Fact::new("a", Kind::Number, "A").between(2, 1);
    upside_down.step = Some(super::Exact::ZERO);
    let faults = Vocabulary::new(vec![
        Fact::new("Score", Kind::Number, "Điểm"),
        Fact::new("sai", Kind::Bool, "Sai"),
        Fact::new("b", Kind::Text, " ").between(0, 1),
        Fact::new("b", choice(&[]), "B"),
        Fact::new("c", choice(&["x", "x"]), "C"),
        upside_down,
    ])
    .expect_err("faults");
    let found: Vec<(usize, super::FactProblem)> = faults
        .into_iter()
        .map(|fault| (fault.index, fault.problem))
        .collect();
    assert_eq!(
        found,
        [
            (0, BadName),
            (1, Reserved),
            (2, NoLabel),
            (2, RangeOfNoNumber),
            (3, NoChoice),
            (3, Twice),
            (4, ChoiceTwice),
            (5, EmptyRange),
            (5, StepNotPositive),
        ]
    );
}

#[test]
fn facts_from_a_file_get_the_sorts_of_their_declarations() {
    let json = r#"{"score": 70, "agree_ratio": "2/3", "filed_on": "2026-10-01", "opinion": "2/3", "paid": true}"#;
    let facts: Facts = serde_json::from_str(json).expect("facts");
    let facts = vocabulary().settle(facts).expect("sound facts");
    assert_eq!(facts.get("filed_on"), Some(&Value::Date(date(2026, 10, 1))));
    assert_eq!(facts.get("opinion"), Some(&Value::from("2/3")));
    let again: Facts =
        serde_json::from_str(&serde_json::to_string(&facts).expect("json")).expect("facts");
    assert_eq!(vocabulary().settle(again), Ok(facts));
    let wrong = Facts::new()
        .with("paid", 1)
        .with("unknown", 1)
        .with("level", "huyen");
    assert_eq!(vocabulary().settle(wrong).expect_err("faults").len(), 3);
}

#[test]
fn a_condition_is_stored_as_it_was_written() {
    let condition = parse("  score>=70   AND paid ");
    assert_eq!(
        serde_json::to_string(&condition).expect("json"),
        "\"  score>=70   AND paid \""
    );
    assert_eq!(condition.to_string(), "score >= 70 and paid");
    assert_eq!(condition.mentions(), ["score", "paid"]);
}
