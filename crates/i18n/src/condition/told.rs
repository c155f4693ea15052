//! Where a fault of a condition is, what is wrong with the value of a fact, and why a condition
//! holds or does not.

use sangkien_casework::condition::{
    Condition, ConditionFault, Explained, Fact, Part, Span, Value, ValueFault, ValueProblem,
    Vocabulary,
};

use super::{fault, in_words, sort, value};
use crate::Language;
use crate::refusal::Message;

/// A place in a condition, counted from 1: "ký tự 14", "ký tự 14 đến 17".
pub fn place(span: Span, language: Language) -> String {
    let (first, last) = (span.start + 1, span.end.max(span.start + 1));
    match (language, first == last) {
        (Language::Vi, true) => format!("ký tự {first}"),
        (Language::Vi, false) => format!("ký tự {first} đến {last}"),
        (Language::En, true) => format!("character {first}"),
        (Language::En, false) => format!("characters {first} to {last}"),
    }
}

/// What is wrong with a condition, with its place before it: "Ký tự 14: …".
pub fn placed(source: &str, told: &ConditionFault, language: Language) -> String {
    let (what, line) = (
        place(told.span, language),
        fault(source, told, language).line(),
    );
    let initial = language.pick('K', 'C');
    let rest: String = what.chars().skip(1).collect();
    format!("{initial}{rest}: {line}")
}

/// Why a value cannot be one of its fact.
pub fn value_fault(told: &ValueFault, known: &[Fact], language: Language) -> Message {
    let fact = known.iter().find(|fact| fact.name == told.fact);
    let label = fact.map_or(told.fact.as_str(), |fact| fact.label.as_str());
    let number = |number| value(&Value::Number(number), fact, language);
    let words = match (&told.problem, language) {
        (ValueProblem::UnknownFact, Language::Vi) => {
            format!("Quy trình không có dữ kiện nào tên “{label}”.")
        }
        (ValueProblem::UnknownFact, Language::En) => format!("There is no fact “{label}”."),
        (ValueProblem::WrongSort { expected }, Language::Vi) => {
            format!("“{label}” phải là {}.", sort(*expected, language))
        }
        (ValueProblem::WrongSort { expected }, Language::En) => {
            format!("“{label}” must be {}.", sort(*expected, language))
        }
        (ValueProblem::TooSmall { least }, Language::Vi) => {
            format!("“{label}” phải từ {} trở lên.", number(*least))
        }
        (ValueProblem::TooSmall { least }, Language::En) => {
            format!("“{label}” must be at least {}.", number(*least))
        }
        (ValueProblem::TooGreat { most }, Language::Vi) => {
            format!("“{label}” không được quá {}.", number(*most))
        }
        (ValueProblem::TooGreat { most }, Language::En) => {
            format!("“{label}” must be at most {}.", number(*most))
        }
        (ValueProblem::BetweenSteps { step }, Language::Vi) => {
            format!("“{label}” chỉ nhận giá trị cách đều {}.", number(*step))
        }
        (ValueProblem::BetweenSteps { step }, Language::En) => {
            format!("“{label}” must be in steps of {}.", number(*step))
        }
        (ValueProblem::NotAChoice, Language::Vi) => {
            format!("Giá trị này không có trong các lựa chọn của “{label}”.")
        }
        (ValueProblem::NotAChoice, Language::En) => {
            format!("The value is none of the choices of “{label}”.")
        }
    };
    Message::new(words)
}

/// One comparison of a condition and what it says of the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// Whether it holds; nothing when that cannot be said.
    pub held: Option<bool>,
    /// The comparison in words: "Điểm trung bình ≥ 70".
    pub comparison: String,
    /// The facts it looks at: "Điểm trung bình là 72".
    pub facts: String,
}

/// Every comparison of a condition with what it says, in the order of writing.
pub fn why(explained: &Explained, vocabulary: &Vocabulary, language: Language) -> Vec<Why> {
    let mut lines = Vec::new();
    gather(explained, vocabulary, language, &mut lines);
    lines
}

fn gather(
    explained: &Explained,
    vocabulary: &Vocabulary,
    language: Language,
    lines: &mut Vec<Why>,
) {
    match &explained.part {
        Part::All(parts) | Part::Any(parts) => {
            for part in parts {
                gather(part, vocabulary, language, lines);
            }
        }
        Part::Not(inner) => match inner.part {
            // "không (…)" of one comparison is one line; of several, each has its own.
            Part::Single { .. } => lines.push(Why {
                held: explained.held,
                ..line(&explained.text, inner, vocabulary, language)
            }),
            _ => gather(inner, vocabulary, language, lines),
        },
        Part::Single { .. } => lines.push(line(&explained.text, explained, vocabulary, language)),
    }
}

fn line(text: &str, single: &Explained, vocabulary: &Vocabulary, language: Language) -> Why {
    let comparison = Condition::parse(text, vocabulary).map_or_else(
        |_| text.to_owned(),
        |condition| in_words(&condition, vocabulary, language),
    );
    let facts = match &single.part {
        Part::Single { facts, .. } => facts.as_slice(),
        _ => &[],
    };
    let each: Vec<String> = facts
        .iter()
        .map(|(name, held)| {
            let fact = vocabulary.fact(name);
            let label = fact.map_or(name.as_str(), |fact| fact.label.as_str());
            match (held, language) {
                (Some(held), Language::Vi) => format!("{label} là {}", value(held, fact, language)),
                (Some(held), Language::En) => format!("{label} is {}", value(held, fact, language)),
                (None, Language::Vi) => format!("chưa có “{label}”"),
                (None, Language::En) => format!("“{label}” is not known"),
            }
        })
        .collect();
    Why {
        held: single.held,
        comparison,
        facts: each.join("; "),
    }
}
