//! Quotations of law: passages that stand in quotation marks or after a colon next to a citation
//! such as "khoản 2 Điều 3 Nghị định số 13/2012/NĐ-CP", and articles written out with their number.
//!
//! Whoever states a rule has to repeat its words; such passages are shown as quotations and are
//! not counted as taken from another dossier that quotes the same.

use std::ops::Range;

use sangkien_text::reading::{Reading, Syllable};

const fn packed(word: &str) -> u64 {
    let mut out = 0;
    let mut rest = word.as_bytes();
    while let [first, tail @ ..] = rest {
        out = out << 8 | *first as u64;
        rest = tail;
    }
    out
}

const ARTICLE: u64 = packed("dieu");
const CLAUSE: u64 = packed("khoan");
const LAW: u64 = packed("luat");
/// What kinds of documents of two words begin with.
const DECREE: u64 = packed("nghi");
const CIRCULAR: u64 = packed("thong");
const DECISION: u64 = packed("quyet");
const DIRECTIVE: u64 = packed("chi");
const CONSTITUTION: u64 = packed("hien");
const ORDINANCE: u64 = packed("phap");
const REGULATION: u64 = packed("quy");
const LETTER: u64 = packed("cong");

/// How a kind of documents goes on whose name begins with this word.
const fn second(first: u64) -> &'static [u64] {
    match first {
        DECREE => &const { [packed("dinh"), packed("quyet")] },
        CIRCULAR => &const { [packed("tu")] },
        DECISION => &const { [packed("dinh")] },
        DIRECTIVE => &const { [packed("thi")] },
        CONSTITUTION => &const { [packed("phap")] },
        ORDINANCE => &const { [packed("lenh")] },
        REGULATION => &const { [packed("che")] },
        LETTER => &const { [packed("van")] },
        _ => &[],
    }
}

/// Syllables between a citation and the number or article that makes it one.
const NUMBER_WITHIN: usize = 14;
/// Syllables between a citation and the quotation it introduces.
const INTRODUCES: usize = 40;
/// Syllables between a quotation and the citation in brackets behind it.
const FOLLOWS: usize = 8;
/// Shorter texts in quotation marks are names and emphasis.
const SHORTEST: usize = 5;

/// The quotations of law in a text, as ranges of its syllables, in order, not overlapping.
pub fn quotations(text: &str, reading: &Reading) -> Vec<Range<usize>> {
    let syllables = &reading.syllables;
    let cited = citations(syllables);
    let mut out = Vec::new();
    if !cited.is_empty() {
        for place in quoted(text) {
            let inside = reading.within(&place);
            let introduced = |citation: &Range<usize>| {
                let between = syllables.get(citation.end..inside.start);
                between.is_some_and(|between| {
                    between.len() <= INTRODUCES && !between.iter().any(Syllable::opens_sentence)
                })
            };
            let near = cited.iter().any(|citation| {
                introduced(citation)
                    || citation.start >= inside.end && citation.start - inside.end <= FOLLOWS
            });
            if near && inside.len() >= SHORTEST {
                out.push(inside);
            }
        }
        for citation in &cited {
            out.extend(after_colon(text, reading, citation));
        }
    }
    out.extend(articles(text, syllables));
    out.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in out {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// Where a document of law is named together with a number or an article.
fn citations(syllables: &[Syllable]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut article = None;
    for (at, syllable) in syllables.iter().enumerate() {
        let next = syllables.get(at + 1);
        let named = match syllable.skeleton {
            ARTICLE | CLAUSE => {
                if next.is_some_and(Syllable::has_digit) {
                    article = Some(at);
                }
                false
            }
            LAW => true,
            first => next.is_some_and(|next| second(first).contains(&next.skeleton)),
        };
        if !named {
            continue;
        }
        let before = article.filter(|article| at - article <= NUMBER_WITHIN);
        let rest = syllables.get(at..).unwrap_or_default();
        let number = rest
            .iter()
            .take(NUMBER_WITHIN)
            .skip(1)
            .take_while(|syllable| !syllable.opens_line())
            .position(Syllable::has_digit);
        if before.is_some() || number.is_some() {
            let end = number.map_or(at + 2, |number| at + number + 2);
            out.push(before.unwrap_or(at)..end.min(syllables.len()));
        }
    }
    out
}

/// Texts between quotation marks, in bytes without the marks.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    // Looked for by their first bytes, which hardly anything else has.
    let starts = text.bytes().enumerate();
    let starts = starts.filter(|(_, byte)| matches!(byte, b'"' | 0xc2 | 0xe2));
    for (at, _) in starts {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            continue;
        };
        let after = at + c.len_utf8();
        match (open, c) {
            (_, '“' | '«' | '„') | (None, '"') => open = Some((after, c)),
            (Some((from, _)), '”' | '»') | (Some((from, '"')), '"') => {
                out.push(from..at);
                open = None;
            }
            _ => {}
        }
    }
    out
}

/// What follows "… quy định:" to the end of its paragraph, or of the list that begins there.
fn after_colon(text: &str, reading: &Reading, citation: &Range<usize>) -> Option<Range<usize>> {
    let syllables = &reading.syllables;
    let last = syllables.get(citation.end.checked_sub(1)?)?;
    let rest = text.get(last.end as usize..)?;
    let (before, after) = rest.split_once(':')?;
    if before.contains(['\n', '.', ';', '“', '"']) || before.split_whitespace().count() > INTRODUCES
    {
        return None;
    }
    let from = text.len() - after.len();
    let (first, below) = after.split_once('\n').unwrap_or((after, ""));
    let mut end = from + first.len();
    if first.trim().is_empty() {
        end += 1;
        for line in below.split_inclusive('\n') {
            if !is_item(line) {
                break;
            }
            end += line.len();
        }
    } else if before.split_whitespace().count() == 0 || !speaks(before) {
        // A colon after a citation also begins explanations; only verbs of stating quote.
        return None;
    }
    let range = reading.within(&(from..end.min(text.len())));
    (range.len() >= SHORTEST).then_some(range)
}

/// Whether the words between citation and colon say that its text follows.
fn speaks(words: &str) -> bool {
    let folded = sangkien_text::search_key(words);
    [
        "quy dinh",
        "neu ro",
        "nhu sau",
        "ghi ro",
        "nguyen van",
        "viet",
    ]
    .iter()
    .any(|verb| folded.contains(verb))
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let mut letters = line.chars();
    match (letters.next(), letters.next()) {
        (Some('-' | '–' | '+' | '“' | '"'), _) => true,
        (Some(first), Some(')')) => first.is_alphanumeric(),
        (Some(first), Some('.')) => first.is_ascii_digit(),
        (Some(first), Some(second)) if first.is_ascii_digit() && second.is_ascii_digit() => {
            matches!(letters.next(), Some('.' | ')'))
        }
        _ => sangkien_text::search_key(line).starts_with("dieu "),
    }
}

/// Articles written out: a line "Điều 3. …" and the numbered lines below it.
fn articles(text: &str, syllables: &[Syllable]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut open: Option<usize> = None;
    let lines = syllables
        .iter()
        .enumerate()
        .filter(|(at, syllable)| *at == 0 || syllable.opens_line());
    for (at, syllable) in lines {
        let begins = syllable.skeleton == ARTICLE
            && syllables.get(at + 1).is_some_and(|number| {
                let after = text.get(number.end as usize..).unwrap_or_default();
                number.has_digit() && after.starts_with(['.', ':'])
            });
        let goes_on = || is_item(text.get(syllable.start as usize..).unwrap_or_default());
        match open {
            Some(from) if !begins && !goes_on() => {
                out.push(from..at);
                open = None;
            }
            None if begins => open = Some(at),
            _ => {}
        }
    }
    if let Some(from) = open {
        out.push(from..syllables.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let reading = Reading::of(text);
        quotations(text, &reading)
            .into_iter()
            .map(|range| text.get(reading.place(range)).unwrap())
            .collect()
    }

    #[test]
    fn words_of_law_in_quotation_marks_are_quotations() {
        let text = "Theo khoản 1 Điều 3 Nghị định số 13/2012/NĐ-CP, “sáng kiến là giải pháp kỹ thuật \
            được cơ sở công nhận”. Trường “Hoa Mai của chúng em rất đẹp” thì không.";
        assert_eq!(
            found(text),
            ["sáng kiến là giải pháp kỹ thuật được cơ sở công nhận"]
        );
        let behind =
            "Sáng kiến là “giải pháp có tính mới trong phạm vi cơ sở” (Điều 4 Nghị định 13).";
        assert_eq!(found(behind), ["giải pháp có tính mới trong phạm vi cơ sở"]);
    }

    #[test]
    fn a_paragraph_after_a_citation_and_a_colon_is_a_quotation() {
        let text = "Thông tư số 18/2013/TT-BKHCN quy định: Hội đồng gồm các chuyên gia có trình độ.\n\
            Trường đã làm theo: mỗi tổ cử một người.";
        assert_eq!(found(text), ["Hội đồng gồm các chuyên gia có trình độ"]);
        let list = "Điều 5 Luật mẫu số 1/2020/QH14 quy định như sau:\n1. Việc thứ nhất phải làm.\n\
            2. Việc thứ hai phải làm.\nCòn đây là lời của tác giả.";
        assert_eq!(
            found(list),
            ["1. Việc thứ nhất phải làm.\n2. Việc thứ hai phải làm"]
        );
    }

    #[test]
    fn an_article_written_out_is_a_quotation() {
        let text = "Mở đầu\nĐiều 7. Hội đồng sáng kiến\n1. Hội đồng do người đứng đầu lập.\n\
            a) Gồm các chuyên gia.\nLời của tác giả.";
        let wanted =
            "Điều 7. Hội đồng sáng kiến\n1. Hội đồng do người đứng đầu lập.\na) Gồm các chuyên gia";
        assert_eq!(found(text), [wanted]);
    }

    #[test]
    fn speech_without_a_citation_is_none() {
        assert!(found("Cô giáo nói: “Các em hãy đọc thật to và rõ ràng nhé”.").is_empty());
        assert!(found("Điều này cho thấy giải pháp có hiệu quả: học sinh đọc tốt hơn.").is_empty());
    }
}
