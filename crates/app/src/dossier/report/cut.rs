//! Cuts a report at its headings and finds the question that each stretch answers.

use sangkien_domain::form::{Form, SectionKind};

use super::{Question, Stretch, takes};
use crate::record::{ReadKind, ReadPart, ReadText};

/// Of the words of a heading and a question this share must agree, in percent.
const ALIKE: usize = 50;
/// Above this a line that ends its label with a colon holds the answer too, in percent.
const SURE: usize = 90;
/// The most stretches that a report is cut into; the rest stays with the last.
const MOST_STRETCHES: usize = 200;

/// Cuts a text at its headings and says which question each stretch seems to answer. What stands
/// under a heading of its own rank is for itself; what answers nothing goes with the heading above.
pub(super) fn stretches(form: &Form, text: &ReadText) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    // Ranks of the headings above, each with the question it answers.
    let mut above: Vec<(u8, Option<Question>)> = Vec::new();
    for part in &text.parts {
        let line = part.text.trim();
        let Some(heading) = heading(form, part).filter(|_| out.len() < MOST_STRETCHES) else {
            match out.last_mut() {
                Some(last) => add(&mut last.text, part),
                None => out.push(Stretch {
                    heading: String::new(),
                    text: line.to_owned(),
                    page: part.page,
                    question: None,
                }),
            }
            continue;
        };
        above.retain(|(rank, _)| *rank < heading.rank);
        let inherited = above.last().and_then(|(_, question)| question.clone());
        let question = heading.question.or(inherited);
        above.push((heading.rank, question.clone()));
        out.push(Stretch {
            heading: heading.words,
            text: heading.rest,
            page: part.page,
            question,
        });
    }
    out.retain(|stretch| !stretch.text.trim().is_empty());
    out
}

/// Adds a part: cells of one row follow each other on a line.
fn add(text: &mut String, part: &ReadPart) {
    let goes_on = matches!(part.kind, ReadKind::Cell(_, _, column) if column > 1);
    if !text.is_empty() {
        text.push_str(if goes_on { " | " } else { "\n" });
    }
    text.push_str(part.text.trim());
}

/// A heading with what stands behind it on its line.
struct Heading {
    rank: u8,
    words: String,
    rest: String,
    question: Option<Question>,
}

fn heading(form: &Form, part: &ReadPart) -> Option<Heading> {
    let line = part.text.trim();
    let whole = |rank| {
        Some(Heading {
            rank,
            words: line.to_owned(),
            rest: String::new(),
            question: matching(form, line),
        })
    };
    match part.kind {
        ReadKind::Cell(..) => None,
        ReadKind::Heading(rank) => whole(rank),
        ReadKind::Paragraph => {
            // "1. Tên sáng kiến: Giấy hẹn có mã": question and answer on one line.
            if let Some((label, rest)) = line.split_once(':')
                && !rest.trim().is_empty()
                && let Some((question, _)) = best(form, label).filter(|(_, alike)| *alike > SURE)
            {
                return Some(Heading {
                    rank: 6,
                    words: label.trim().to_owned(),
                    rest: rest.trim().to_owned(),
                    question: Some(question),
                });
            }
            let found = sangkien_text::headings(line);
            let [only] = found.as_slice() else {
                return None;
            };
            (only.place == (0..line.len())).then_some(())?;
            whole(only.rank)
        }
    }
}

fn matching(form: &Form, heading: &str) -> Option<Question> {
    best(form, heading)
        .filter(|(_, alike)| *alike >= ALIKE)
        .map(|(question, _)| question)
}

/// The question whose words agree most with a heading, and how far, in percent.
fn best(form: &Form, heading: &str) -> Option<(Question, usize)> {
    let said = bare(heading);
    if said.is_empty() {
        return None;
    }
    let mut best: Option<(Question, usize)> = None;
    for (section, field) in form.fields() {
        if section.kind != SectionKind::Fields || !takes(&field.kind) {
            continue;
        }
        let asked = bare(&field.label);
        let shared = said.iter().filter(|word| asked.contains(word)).count();
        // A short heading that lies wholly in a question agrees with it.
        let alike = 200 * shared / (said.len() + asked.len()).max(1);
        let within = 90 * shared / said.len();
        let alike = alike.max(if shared >= 2 { within } else { 0 });
        if best.as_ref().is_none_or(|(_, most)| alike > *most) {
            let question = Question {
                section: section.key.clone(),
                field: field.key.clone(),
            };
            best = Some((question, alike));
        }
    }
    best
}

/// The words that say what a heading is about: no counts, and not what every heading says.
fn bare(heading: &str) -> Vec<String> {
    const COMMON: [&str; 9] = [
        "sang", "kien", "phan", "muc", "chuong", "cua", "va", "ve", "cac",
    ];
    let words = sangkien_text::words(heading);
    let count = |word: &str| {
        word.chars().all(|c| c.is_ascii_digit())
            || word.chars().all(|c| "ivx".contains(c))
            || word.chars().count() == 1
    };
    let told: Vec<String> = words
        .iter()
        .filter(|word| !count(word) && !COMMON.contains(&word.as_str()))
        .cloned()
        .collect();
    if told.is_empty() { words } else { told }
}

#[cfg(test)]
mod tests {
    use super::super::tests::form;
    use super::*;

    fn text(lines: &[(ReadKind, &str)]) -> ReadText {
        let part = |(kind, text): &(ReadKind, &str)| ReadPart {
            kind: *kind,
            text: (*text).to_owned(),
            page: None,
            frame: None,
        };
        ReadText {
            parts: lines.iter().map(part).collect(),
            ..ReadText::default()
        }
    }

    fn told(stretches: &[Stretch]) -> Vec<(&str, &str, Option<&str>)> {
        stretches
            .iter()
            .map(|stretch| {
                let field = stretch.question.as_ref().map(|one| one.field.as_str());
                (stretch.heading.as_str(), stretch.text.as_str(), field)
            })
            .collect()
    }

    #[test]
    fn headings_of_a_report_find_their_questions() {
        use ReadKind::{Cell, Heading, Paragraph};
        let report = text(&[
            (Paragraph, "Kính gửi: Hội đồng sáng kiến mẫu"),
            (Paragraph, "1. Tên sáng kiến: Giấy hẹn có mã"),
            (Heading(1), "II. THỰC TRẠNG"),
            (Paragraph, "Người dân chờ lâu."),
            (Cell(1, 1, 1), "Tháng 1"),
            (Cell(1, 1, 2), "42 phút"),
            (Heading(1), "III. NỘI DUNG SÁNG KIẾN"),
            (Heading(2), "3.1. Các bước thực hiện"),
            (Paragraph, "Quét mã."),
            (Heading(2), "3.2. Tính mới của sáng kiến"),
            (Paragraph, "Chưa nơi nào làm."),
            (Heading(1), "IV. TÀI LIỆU THAM KHẢO"),
            (Paragraph, "Sách mẫu."),
        ]);
        assert_eq!(
            told(&stretches(&form(), &report)),
            [
                ("", "Kính gửi: Hội đồng sáng kiến mẫu", None),
                ("1. Tên sáng kiến", "Giấy hẹn có mã", Some("title")),
                (
                    "II. THỰC TRẠNG",
                    "Người dân chờ lâu.\nTháng 1 | 42 phút",
                    Some("before")
                ),
                ("3.1. Các bước thực hiện", "Quét mã.", Some("solution")),
                (
                    "3.2. Tính mới của sáng kiến",
                    "Chưa nơi nào làm.",
                    Some("novelty")
                ),
                ("IV. TÀI LIỆU THAM KHẢO", "Sách mẫu.", None),
            ]
        );
    }
}
