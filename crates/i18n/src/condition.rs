//! Conditions, facts and their faults in words.

use sangkien_casework::condition::{
    Comparator, Condition, ConditionFault, ConditionProblem, Expected, Fact, Facts, Kind, Piece,
    Reason, Sort, Value, Vocabulary,
};
use sangkien_domain::time::day_text;

use crate::Language;
use crate::refusal::Message;

mod told;

#[cfg(test)]
mod tests;

pub use told::{Why, place, placed, value_fault, why};

/// What values can be compared with each other.
pub fn sort(sort: Sort, language: Language) -> &'static str {
    let (vi, en) = match sort {
        Sort::Bool => ("đúng hoặc sai", "true or false"),
        Sort::Number => ("số", "a number"),
        Sort::Text => ("chữ", "a text"),
        Sort::Date => ("ngày", "a date"),
    };
    language.pick(vi, en)
}

/// A value of a fact as people read it: "66,7", "09/04/2024", "Có", the words of a choice.
pub fn value(value: &Value, fact: Option<&Fact>, language: Language) -> String {
    match value {
        Value::Bool(true) => language.pick("Có", "yes").to_owned(),
        Value::Bool(false) => language.pick("Không", "no").to_owned(),
        Value::Number(number) => decimal(&number.to_string(), language),
        Value::Date(date) => match language {
            Language::Vi => day_text(*date),
            Language::En => date.to_string(),
        },
        Value::Text(text) => fact
            .and_then(|fact| fact.words.get(text))
            .cloned()
            .unwrap_or_else(|| format!("“{text}”")),
    }
}

fn decimal(text: &str, language: Language) -> String {
    match language {
        Language::Vi => text.replace('.', ","),
        Language::En => text.to_owned(),
    }
}

/// Facts with their values: "Điểm trung bình là 70; Cấp là Xã".
pub fn facts(facts: &Facts, known: &[Fact], language: Language) -> String {
    let each: Vec<String> = facts
        .iter()
        .map(|(name, held)| {
            let fact = known.iter().find(|fact| fact.name == name);
            let label = fact.map_or(name, |fact| fact.label.as_str());
            let held = value(held, fact, language);
            match language {
                Language::Vi => format!("{label} là {held}"),
                Language::En => format!("{label} is {held}"),
            }
        })
        .collect();
    if each.is_empty() {
        language.pick("mọi dữ kiện", "any facts").to_owned()
    } else {
        each.join("; ")
    }
}

/// A condition in words: "Điểm trung bình ≥ 70 và Tỷ lệ đồng ý ≥ 2/3".
pub fn in_words(condition: &Condition, vocabulary: &Vocabulary, language: Language) -> String {
    condition
        .pieces()
        .into_iter()
        .map(|piece| words_of(piece, vocabulary, language))
        .collect()
}

fn words_of(piece: Piece<'_>, vocabulary: &Vocabulary, language: Language) -> String {
    let of = |name: &str| vocabulary.fact(name);
    match piece {
        Piece::Fact(name) => match of(name) {
            // A fact that is true or false reads as a statement.
            Some(fact) if fact.kind == Kind::Bool => format!("“{}”", fact.label),
            Some(fact) => fact.label.clone(),
            None => name.to_owned(),
        },
        Piece::Text { text, of: compared } => value(
            &Value::from(text),
            compared.and_then(|name| vocabulary.fact(name)),
            language,
        ),
        Piece::Date(date) => value(&Value::from(date), None, language),
        Piece::Bool(held) => value(&Value::from(held), None, language).to_lowercase(),
        Piece::Number { .. } => decimal(&piece.to_string(), language).replace('%', " %"),
        Piece::And => language.pick("và", "and").to_owned(),
        Piece::Or => language.pick("hoặc", "or").to_owned(),
        Piece::Not => language.pick("không phải", "not").to_owned(),
        Piece::In => language.pick("thuộc", "in").to_owned(),
        Piece::Comparator(sign) => comparator(sign).to_owned(),
        Piece::Times => "×".to_owned(),
        other => other.to_string(),
    }
}

const fn comparator(sign: Comparator) -> &'static str {
    match sign {
        Comparator::Equal => "=",
        Comparator::Unequal => "≠",
        Comparator::Less => "<",
        Comparator::AtMost => "≤",
        Comparator::Greater => ">",
        Comparator::AtLeast => "≥",
    }
}

/// Why a condition cannot be decided.
pub fn reason(reason: &Reason, known: &[Fact], language: Language) -> String {
    let label = |name: &str| {
        known
            .iter()
            .find(|fact| fact.name == name)
            .map_or_else(|| name.to_owned(), |fact| fact.label.clone())
    };
    match (reason, language) {
        (Reason::Missing { fact }, Language::Vi) => format!("chưa có “{}”", label(fact)),
        (Reason::Missing { fact }, Language::En) => format!("“{}” is not known", label(fact)),
        (Reason::WrongSort { fact, expected }, Language::Vi) => {
            format!("“{}” phải là {}", label(fact), sort(*expected, language))
        }
        (Reason::WrongSort { fact, expected }, Language::En) => {
            format!("“{}” must be {}", label(fact), sort(*expected, language))
        }
        (Reason::DivisionByZero { .. }, _) => language
            .pick("có phép chia cho 0", "something is divided by 0")
            .to_owned(),
        (Reason::Overflow { .. }, _) => language
            .pick(
                "phép tính vượt quá số lớn nhất",
                "a calculation is too large",
            )
            .to_owned(),
    }
}

/// What is wrong with a condition, with the characters it is about.
pub fn fault(source: &str, fault: &ConditionFault, language: Language) -> Message {
    let there = fault.span.text(source);
    match language {
        Language::Vi => fault_vi(&fault.problem, &there),
        Language::En => fault_en(&fault.problem, &there),
    }
}

fn expected_vi(expected: Expected) -> &'static str {
    match expected {
        Expected::Operand => "một dữ kiện, một số, một ngày hoặc chữ trong dấu nháy",
        Expected::OperatorOrEnd => "một phép so sánh, “and”, “or”, hoặc hết điều kiện",
        Expected::OpeningParenthesis => "dấu mở ngoặc của danh sách",
        Expected::CommaOrClosing => "dấu phẩy hoặc dấu đóng ngoặc của danh sách",
        Expected::In => "từ “in”",
    }
}

fn meant_vi(nearest: Option<&String>) -> String {
    nearest.map_or_else(String::new, |name| format!("Có phải là “{name}”?"))
}

fn fault_vi(problem: &ConditionProblem, there: &str) -> Message {
    match problem {
        ConditionProblem::Empty => {
            Message::new("Điều kiện chưa ghi gì.").todo("Ghi điều kiện, hoặc bỏ trống hẳn.")
        }
        ConditionProblem::TooLong { most } => {
            Message::new(format!("Điều kiện dài quá {most} ký tự.")).todo("Tách thành nhiều nhánh.")
        }
        ConditionProblem::TooDeep { most } => {
            Message::new(format!("Ngoặc và phủ định lồng nhau quá {most} lớp."))
                .todo("Viết lại ngắn hơn.")
        }
        ConditionProblem::UnexpectedCharacter { found } => {
            Message::new(format!("Ký tự “{found}” không dùng được trong điều kiện."))
                .todo("Bỏ ký tự này; chữ phải nằm trong dấu nháy.")
        }
        ConditionProblem::UnterminatedText => {
            Message::new("Chữ trong dấu nháy chưa được đóng.").todo("Thêm dấu nháy đóng.")
        }
        ConditionProblem::NumberTooLarge => {
            Message::new(format!("Số “{there}” quá lớn.")).todo("Dùng số có ít chữ số hơn.")
        }
        ConditionProblem::NotADate { written } => {
            Message::new(format!("Lịch không có ngày “{written}”."))
                .todo("Ghi ngày theo dạng năm-tháng-ngày, ví dụ 2026-10-01.")
        }
        ConditionProblem::Unexpected { found, expected } => {
            let met = found.as_ref().map_or_else(
                || "Điều kiện hết quá sớm.".to_owned(),
                |found| format!("“{found}” không đứng được ở đây."),
            );
            Message::new(met).todo(format!("Ở đây cần {}.", expected_vi(*expected)))
        }
        ConditionProblem::DecimalComma => Message::new(format!(
            "Số “{there}” viết bằng dấu phẩy; trong điều kiện dấu phẩy chỉ ngăn cách danh sách."
        ))
        .todo("Dùng dấu chấm cho phần thập phân."),
        ConditionProblem::ChainedComparison => {
            Message::new("Hai phép so sánh đứng liền nhau.").todo("Đặt “and” ở giữa.")
        }
        ConditionProblem::UnclosedParenthesis => {
            Message::new("Dấu mở ngoặc này chưa được đóng.").todo("Thêm dấu đóng ngoặc.")
        }
        ConditionProblem::UnknownFact { name, nearest } => {
            let todo = match nearest {
                Some(_) => meant_vi(nearest.as_ref()),
                None => "Khai báo dữ kiện này, hoặc dùng dữ kiện đã có.".to_owned(),
            };
            Message::new(format!("Quy trình không có dữ kiện nào tên “{name}”.")).todo(todo)
        }
        ConditionProblem::UnknownChoice {
            fact,
            written,
            nearest,
        } => {
            let todo = match nearest {
                Some(_) => meant_vi(nearest.as_ref()),
                None => "Dùng một trong các lựa chọn của dữ kiện.".to_owned(),
            };
            Message::new(format!("Dữ kiện “{fact}” không có lựa chọn “{written}”.")).todo(todo)
        }
        ConditionProblem::Mismatch { left, right } => Message::new(format!(
            "Không so sánh được {} với {}.",
            sort(*left, Language::Vi),
            sort(*right, Language::Vi)
        ))
        .todo("Đặt hai vế cùng một kiểu."),
        ConditionProblem::NotACondition { found } => Message::new(format!(
            "“{there}” là {}, không phải điều kiện đúng hoặc sai.",
            sort(*found, Language::Vi)
        ))
        .todo("So sánh nó với một giá trị."),
        ConditionProblem::NotANumber { found } => Message::new(format!(
            "“{there}” là {}, không tính toán được.",
            sort(*found, Language::Vi)
        ))
        .todo("Chỉ tính toán với số."),
        ConditionProblem::NoOrder { found } => Message::new(format!(
            "“{there}” là {}, không có lớn hơn hay nhỏ hơn.",
            sort(*found, Language::Vi)
        ))
        .todo("Dùng “=”, “!=” hoặc “in”."),
        ConditionProblem::DivisionByZero => {
            Message::new("Số chia luôn bằng 0.").todo("Sửa số chia.")
        }
    }
}

fn expected_en(expected: Expected) -> &'static str {
    match expected {
        Expected::Operand => "a fact, a number, a date or a text in quotes",
        Expected::OperatorOrEnd => "a comparison, `and`, `or`, or the end",
        Expected::OpeningParenthesis => "the parenthesis that opens the list",
        Expected::CommaOrClosing => "a comma or the parenthesis that closes the list",
        Expected::In => "the word `in`",
    }
}

fn meant_en(message: Message, nearest: Option<&String>) -> Message {
    match nearest {
        Some(name) => message.todo(format!("Was “{name}” meant?")),
        None => message,
    }
}

fn fault_en(problem: &ConditionProblem, there: &str) -> Message {
    match problem {
        ConditionProblem::Empty => Message::new("The condition is empty."),
        ConditionProblem::TooLong { most } => {
            Message::new(format!("The condition has more than {most} characters."))
        }
        ConditionProblem::TooDeep { most } => Message::new(format!(
            "Parentheses and negations are nested more than {most} deep."
        )),
        ConditionProblem::UnexpectedCharacter { found } => {
            Message::new(format!("The character “{found}” means nothing here."))
        }
        ConditionProblem::UnterminatedText => Message::new("The text has no closing quote."),
        ConditionProblem::NumberTooLarge => {
            Message::new(format!("The number “{there}” is too large."))
        }
        ConditionProblem::NotADate { written } => {
            Message::new(format!("The calendar has no day “{written}”."))
        }
        ConditionProblem::Unexpected { found, expected } => {
            let met = found.as_ref().map_or_else(
                || "The condition ends too early.".to_owned(),
                |found| format!("“{found}” cannot stand here."),
            );
            Message::new(met).todo(format!("Expected {}.", expected_en(*expected)))
        }
        ConditionProblem::DecimalComma => Message::new(format!(
            "“{there}” has a comma, which separates the members of a list."
        ))
        .todo("Write decimals with a dot."),
        ConditionProblem::ChainedComparison => {
            Message::new("Two comparisons follow each other.").todo("Put `and` between them.")
        }
        ConditionProblem::UnclosedParenthesis => Message::new("The parenthesis is never closed."),
        ConditionProblem::UnknownFact { name, nearest } => meant_en(
            Message::new(format!("There is no fact “{name}”.")),
            nearest.as_ref(),
        ),
        ConditionProblem::UnknownChoice {
            fact,
            written,
            nearest,
        } => meant_en(
            Message::new(format!("The fact “{fact}” has no choice “{written}”.")),
            nearest.as_ref(),
        ),
        ConditionProblem::Mismatch { left, right } => Message::new(format!(
            "Cannot compare {} with {}.",
            sort(*left, Language::En),
            sort(*right, Language::En)
        )),
        ConditionProblem::NotACondition { found } => Message::new(format!(
            "“{there}” is {}, not true or false.",
            sort(*found, Language::En)
        )),
        ConditionProblem::NotANumber { found } => Message::new(format!(
            "“{there}” is {} and cannot be calculated with.",
            sort(*found, Language::En)
        )),
        ConditionProblem::NoOrder { found } => Message::new(format!(
            "“{there}” is {} and has no order.",
            sort(*found, Language::En)
        ))
        .todo("Use `=`, `!=` or `in`."),
        ConditionProblem::DivisionByZero => Message::new("The divisor is always 0."),
    }
}
