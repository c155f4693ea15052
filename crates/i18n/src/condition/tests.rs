//! Every fault of a condition has a sentence and a place.

use sangkien_casework::condition::{
    Condition, Exact, Fact, Facts, Kind, Value, ValueProblem, Vocabulary,
};

use super::{fault, in_words, place, placed, value_fault, why};
use crate::Language::{self, En, Vi};

fn vocabulary() -> Vocabulary {
    let mut level = Fact::new(
        "level",
        Kind::Choice(vec!["xa".to_owned(), "tinh".to_owned()]),
        "Cấp",
    );
    level.words.insert("xa".to_owned(), "Cấp xã".to_owned());
    Vocabulary::new(vec![
        Fact::new("score", Kind::Number, "Điểm").between(0, 100),
        Fact::new("members", Kind::Number, "Số thành viên").counted(1, 15),
        Fact::new("paid", Kind::Bool, "Đã nộp phí"),
        Fact::new("filed_on", Kind::Date, "Ngày nộp"),
        level,
    ])
    .expect("sound facts")
}

fn told(source: &str, language: Language) -> Vec<String> {
    Condition::parse(source, &vocabulary())
        .expect_err(source)
        .iter()
        .map(|one| placed(source, one, language))
        .collect()
}

#[test]
fn a_fault_is_told_with_its_place() {
    assert_eq!(
        told("score >= 70 ; paid", Vi),
        [
            "Ký tự 13: Ký tự “;” không dùng được trong điều kiện. Bỏ ký tự này; chữ phải nằm trong dấu nháy."
        ]
    );
    assert_eq!(
        told("paid and scor > 1 and levl = 'xa'", Vi),
        [
            "Ký tự 10 đến 13: Quy trình không có dữ kiện nào tên “scor”. Có phải là “score”?",
            "Ký tự 23 đến 26: Quy trình không có dữ kiện nào tên “levl”. Có phải là “level”?",
        ]
    );
    assert_eq!(
        told("score >", Vi)[0].split(':').next(),
        Some("Ký tự 8"),
        "what is missing stands behind the last character"
    );
}

#[test]
fn every_fault_has_a_sentence_in_both_languages() {
    let deep = "(".repeat(60);
    let long = "paid or ".repeat(400);
    for source in [
        "",
        &deep,
        &long,
        "#",
        "'",
        "9999999999999999 < 1",
        "filed_on = 31/02/2026",
        "score >",
        "paid paid",
        "level in 'xa'",
        "level in ('xa' 'tinh')",
        "level not 'xa'",
        "score > 1,5",
        "1 < score < 3",
        "(paid",
        "nothing",
        "level = 'x'",
        "score = 'a'",
        "score",
        "paid + 1 > 1",
        "level < 'xa'",
        "1 / 0 > 1",
    ] {
        let vi = told(source, Vi);
        let en = told(source, En);
        assert_eq!(vi.len(), en.len());
        for line in vi {
            assert!(
                line.starts_with("Ký tự ") && line.ends_with(['.', '?']),
                "{line}"
            );
            assert!(!line.contains("  ") && !line.contains('{'), "{line}");
        }
        for line in en {
            assert!(
                line.starts_with("Character") && line.ends_with(['.', '?']),
                "{line}"
            );
        }
        for one in Condition::parse(source, &vocabulary()).expect_err(source) {
            assert!(!fault(source, &one, Vi).sentence.is_empty());
            assert!(place(one.span, En).starts_with("character"));
        }
    }
}

#[test]
fn a_condition_is_read_in_words() {
    let condition = Condition::parse(
        "score >= 66.5 and (level in ('xa') or not paid) and members * 20% < 3 and filed_on <= 2026-10-01",
        &vocabulary(),
    )
    .expect("a condition");
    assert_eq!(
        in_words(&condition, &vocabulary(), Vi),
        "Điểm ≥ 66,5 và (Cấp thuộc (Cấp xã) hoặc không phải “Đã nộp phí”) và Số thành viên × 20 % < 3 và Ngày nộp ≤ 01/10/2026"
    );
}

#[test]
fn an_answer_to_why_shows_each_comparison_with_its_facts() {
    let vocabulary = vocabulary();
    let condition =
        Condition::parse("score >= 70 and not (members > 9) and paid", &vocabulary).expect("one");
    let facts = Facts::new().with("score", 72).with("members", 11);
    let lines = why(&condition.explain(&facts), &vocabulary, Vi);
    let lines: Vec<(Option<bool>, &str, &str)> = lines
        .iter()
        .map(|line| (line.held, line.comparison.as_str(), line.facts.as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            (Some(true), "Điểm ≥ 70", "Điểm là 72"),
            (
                Some(false),
                "không phải (Số thành viên > 9)",
                "Số thành viên là 11"
            ),
            (None, "“Đã nộp phí”", "chưa có “Đã nộp phí”"),
        ]
    );
}

#[test]
fn a_value_that_does_not_fit_is_told_with_the_bound() {
    let vocabulary = vocabulary();
    let line = |name: &str, text: &str, language| {
        let fault = vocabulary.read(name, text).expect_err(text);
        value_fault(&fault, vocabulary.facts(), language).line()
    };
    assert_eq!(line("score", "101", Vi), "“Điểm” không được quá 100.");
    assert_eq!(line("score", "-1", Vi), "“Điểm” phải từ 0 trở lên.");
    assert_eq!(line("score", "cao", Vi), "“Điểm” phải là số.");
    assert_eq!(
        line("members", "2,5", Vi),
        "“Số thành viên” chỉ nhận giá trị cách đều 1."
    );
    for (name, text) in [
        ("score", "101"),
        ("score", "-1"),
        ("score", "x"),
        ("members", "1.5"),
        ("level", "x"),
        ("nothing", "x"),
    ] {
        assert!(line(name, text, En).ends_with('.'));
        assert!(line(name, text, Vi).ends_with('.'));
    }
    let half = Value::Number("0.5".parse::<Exact>().expect("a half"));
    assert_eq!(
        vocabulary.facts()[1].admits(&half),
        Err(ValueProblem::TooSmall { least: Exact::ONE })
    );
}
