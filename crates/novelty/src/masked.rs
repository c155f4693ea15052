//! The second stream: a text with its names and numbers as classes, so that a passage moved to
//! another school or year is still the same passage.
//!
//! A stretch of capitalised syllables is one name, a stretch of syllables with digits one number,
//! however long. Where names stand so close that hardly a run of plain syllables is left between
//! them, runs of this stream have prints of their own; elsewhere the plain prints do.

use std::ops::Range;

use crate::document::Token;
use crate::key::Key;
use crate::prints::{GRAM, STEP};

/// Members of a run of the second stream that has a print.
pub const RUN: usize = 6;
/// A run with fewer plain syllables says nothing.
const PLAIN: usize = 3;
/// What a name counts as; no syllable has it.
const NAME: u64 = 1 << 62 | 1;
/// The same for a number.
const NUMBER: u64 = 1 << 62 | 2;

/// A plain syllable, or a whole name or number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// The skeleton, or what stands for the class.
    pub sound: u64,
    /// Its first token.
    pub at: u32,
}

impl Member {
    /// Whether it is a plain syllable.
    pub const fn is_plain(&self) -> bool {
        self.sound != NAME && self.sound != NUMBER
    }
}

/// The class of each token in order: a name is a capital inside a sentence, or one that opens it with
/// another behind it.
fn marked(tokens: &[Token]) -> impl Iterator<Item = Option<u64>> + '_ {
    tokens.iter().enumerate().map(|(at, token)| {
        if !token.is(Token::CAPITAL | Token::DIGIT) {
            return None;
        }
        if token.is(Token::DIGIT) {
            return Some(NUMBER);
        }
        let goes_on = |next: &Token| next.is(Token::CAPITAL) && !next.is(Token::OPENS);
        let name = !token.is(Token::OPENS) || tokens.get(at + 1).is_some_and(goes_on);
        name.then_some(NAME)
    })
}

/// The second stream of a text. A number right behind a name belongs to it: "Quận 3".
pub fn members(tokens: &[Token]) -> Vec<Member> {
    let mut out: Vec<Member> = Vec::with_capacity(tokens.len());
    let mut before = None;
    for ((at, token), class) in (0_u32..).zip(tokens).zip(marked(tokens)) {
        let sound = match class {
            None => token.skeleton,
            Some(class) => {
                let continues = before == Some(class) || before == Some(NAME);
                if continues && !token.is(Token::OPENS) {
                    continue;
                }
                class
            }
        };
        out.push(Member { sound, at });
        before = class;
    }
    out
}

/// The runs of the second stream that stand for themselves: those in which names leave no plain run
/// that has a print.
pub fn dense(members: &[Member]) -> impl Iterator<Item = Range<usize>> + '_ {
    // How many plain syllables stand before each place without a break, and the place where a break
    // was last too late.
    let (mut since, mut loose) = (0, None);
    members.iter().enumerate().filter_map(move |(at, member)| {
        since = if member.is_plain() { since + 1 } else { 0 };
        if since >= GRAM {
            loose = Some(at + 1 - GRAM);
        }
        let from = (at + 1).checked_sub(RUN)?;
        if loose.is_some_and(|loose| loose >= from) {
            return None;
        }
        let run = members.get(from..=at)?;
        let plain = run.iter().filter(|member| member.is_plain()).count();
        (PLAIN..RUN).contains(&plain).then_some(from..at + 1)
    })
}

/// The prints of the second stream, each with the token its run begins at, in order.
pub fn prints(tokens: &[Token], key: &Key) -> Vec<(u32, u32)> {
    if !tokens.iter().any(Token::is_name_or_number) {
        return Vec::new();
    }
    let members = members(tokens);
    dense(&members)
        .filter_map(|run| {
            let run = members.get(run)?;
            let sum = run.iter().fold(0_u64, |sum, member| {
                sum.wrapping_mul(STEP)
                    .wrapping_add(key.syllable(member.sound))
            });
            Some((run.first()?.at, key.print(sum)))
        })
        .collect()
}

/// For each token, and for the end, how many members begin before it: distances in which a name is
/// one step however long it is.
pub fn steps(members: &[Member], tokens: usize) -> Vec<u32> {
    let mut out = Vec::with_capacity(tokens + 1);
    for (before, member) in (0_u32..).zip(members) {
        // Inside a name nothing begins.
        out.resize(member.at as usize, before);
        out.push(before);
    }
    out.resize(tokens + 1, u32::try_from(members.len()).unwrap_or(u32::MAX));
    out
}

/// For each token whether it belongs to a name or number.
pub fn classes(tokens: &[Token]) -> Vec<bool> {
    marked(tokens).map(|class| class.is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn shown(text: &str) -> Vec<String> {
        let tokens = Document::of(text).tokens;
        members(&tokens)
            .iter()
            .map(|member| match member.sound {
                NAME => "N".to_owned(),
                NUMBER => "#".to_owned(),
                _ => member.at.to_string(),
            })
            .collect()
    }

    #[test]
    fn a_name_is_one_member_however_long_it_is() {
        assert_eq!(
            shown("Em Lê An học lớp 5A trường Hoa Mai, Quận 3 từ ngày 12/3/2024."),
            ["N", "3", "4", "#", "6", "N", "11", "12", "#"]
        );
        assert_eq!(
            shown("Tôi dạy. Em Bình học."),
            ["0", "1", "N", "4"],
            "an opening capital alone is no name"
        );
    }

    #[test]
    fn names_exchanged_leave_the_prints_of_a_dense_passage() {
        let key = Key::of(b"names");
        let there = "tới dự có ông Nguyễn Văn An, bà Lê Thị Hoa, 35 em lớp 5A và 12 cô ở Hòa Bình";
        let here = "tới dự có ông Trần Bảy, bà Phạm Mai, 104 em lớp 3 và 9 cô ở Sóc Trăng";
        let plain = |text: &str| prints(&Document::of(text).tokens, &key);
        let (left, right): (Vec<u32>, Vec<u32>) = (
            plain(there).into_iter().map(|(_, print)| print).collect(),
            plain(here).into_iter().map(|(_, print)| print).collect(),
        );
        assert!(left.len() > 3);
        assert_eq!(left, right);
        assert!(plain("một đoạn không có tên riêng và cũng không có số nào cả").is_empty());
    }

    #[test]
    fn a_name_is_one_step() {
        let tokens = Document::of("ở Hòa Bình có 12 em").tokens;
        assert_eq!(
            steps(&members(&tokens), tokens.len()),
            [0, 1, 2, 2, 3, 4, 5]
        );
        assert_eq!(steps(&[], 0), [0]);
    }
}
