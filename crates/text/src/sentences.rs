//! Sentences and headings, with their places.

use std::ops::Range;

/// Short words before a full stop that do not end a sentence: "TP. Huế", "ThS. Tác giả".
const SHORT: [&str; 17] = [
    "tp", "tx", "tt", "q", "p", "ths", "ts", "pgs", "gs", "ks", "cn", "bs", "ths.bs", "st", "tr",
    "vd", "no",
];

/// The sentences of a text in order, in bytes, without the white space around them.
///
/// A sentence ends with its line, or after ".", "!", "?" or "…" before white space; not after the
/// short forms of titles and places, nor after the number or letter that counts a heading.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut start = 0;
        let mut letters = line.char_indices().peekable();
        while let Some((offset, c)) = letters.next() {
            let ends = matches!(c, '.' | '!' | '?' | '…')
                && letters.peek().is_none_or(|(_, next)| next.is_whitespace());
            if !ends {
                continue;
            }
            let sentence = line.get(start..offset).unwrap_or_default();
            if c == '.' && goes_on(sentence) {
                continue;
            }
            let end = offset + c.len_utf8();
            push(&mut out, line, at, start..end);
            start = end;
        }
        push(&mut out, line, at, start..line.len());
        at += line.len();
    }
    out
}

fn push(out: &mut Vec<Range<usize>>, line: &str, at: usize, place: Range<usize>) {
    let part = line.get(place.clone()).unwrap_or_default();
    let from = place.start + (part.len() - part.trim_start().len());
    let to = from + part.trim().len();
    if from < to {
        out.push(at + from..at + to);
    }
}

/// Whether a full stop after `sentence` belongs to its last word.
fn goes_on(sentence: &str) -> bool {
    let sentence = sentence.trim_start();
    let last = sentence.split_whitespace().next_back().unwrap_or_default();
    let counts = last == sentence
        && (last.chars().all(|c| c.is_ascii_digit() || c == '.')
            || last.chars().count() == 1
            || last.chars().all(|c| matches!(c, 'I' | 'V' | 'X')));
    counts || SHORT.contains(&last.to_lowercase().as_str())
}

/// A line that names what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Where it stands, in bytes, without the white space around it.
    pub place: Range<usize>,
    /// Its rank: 1 for "Phần", "Chương" and Roman numbers, one more for each part of "1.2.3".
    pub rank: u8,
}

/// Longer lines are text, whatever they begin with.
const LONGEST_HEADING: usize = 160;

/// The headings of a text in order: lines that begin with a count ("1.2", "II.", "a)", "Chương 3",
/// "Điều 5") or are written in capitals, and end without a full stop.
pub fn headings(text: &str) -> Vec<Heading> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if let Some(rank) = rank(trimmed) {
            out.push(Heading {
                place: start..start + trimmed.len(),
                rank,
            });
        }
    }
    out
}

fn rank(line: &str) -> Option<u8> {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let long = line.chars().count() > LONGEST_HEADING;
    if letters < 2 || long || line.ends_with(['.', ';', ',', '?', '!']) {
        return None;
    }
    let mut words = line.split_whitespace();
    let first = words.next()?;
    let second = words.next();
    let named = |words: &[&str]| words.contains(&first.to_lowercase().as_str());
    if second.is_some_and(|second| is_count(second.trim_end_matches(['.', ':', ')']))) {
        if named(&["phần", "chương"]) {
            return Some(1);
        }
        if named(&["mục", "điều"]) {
            return Some(2);
        }
    }
    let count = first.trim_end_matches(['.', ')', ':']);
    if count.len() < first.len() || count.contains('.') {
        if !count.is_empty() && count.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L')) {
            return Some(1);
        }
        if count
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        {
            let parts = count.split('.').count();
            return u8::try_from(parts + 1).ok().map(|rank| rank.min(6));
        }
        if count.chars().count() == 1 && count.chars().all(char::is_lowercase) {
            return Some(5);
        }
    }
    let capitals = !line.chars().any(char::is_lowercase) && letters >= 4;
    capitals.then_some(1)
}

fn is_count(word: &str) -> bool {
    !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        sentences(text)
            .into_iter()
            .map(|place| text.get(place).unwrap())
            .collect()
    }

    #[test]
    fn sentences_end_where_a_reader_pauses() {
        let text =
            "1. Mở đầu. Giá là 1.500 đồng! Ở TP. Mẫu có ThS. Tác giả mẫu.\nHết dòng\n\n Còn… nữa?";
        let wanted = [
            "1. Mở đầu.",
            "Giá là 1.500 đồng!",
            "Ở TP. Mẫu có ThS. Tác giả mẫu.",
            "Hết dòng",
            "Còn…",
            "nữa?",
        ];
        assert_eq!(texts(text), wanted);
    }

    #[test]
    fn headings_have_the_rank_of_their_count() {
        let text = "BÁO CÁO SÁNG KIẾN\nChương 2 Nội dung\nII. Thực trạng\n1.2 Giải pháp\na) Cách làm\n\
            Một câu thường.\n2024 là năm\nĐiều 5. Hiệu lực";
        let ranks: Vec<(u8, &str)> = headings(text)
            .into_iter()
            .map(|heading| (heading.rank, text.get(heading.place).unwrap()))
            .collect();
        let wanted = [
            (1, "BÁO CÁO SÁNG KIẾN"),
            (1, "Chương 2 Nội dung"),
            (1, "II. Thực trạng"),
            (3, "1.2 Giải pháp"),
            (5, "a) Cách làm"),
            (2, "Điều 5. Hiệu lực"),
        ];
        assert_eq!(ranks, wanted);
    }
}
