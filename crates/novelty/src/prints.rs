//! Prints of runs of syllables, and which of them an earlier text keeps.
//!
//! One run of each [`WINDOW`] neighbouring ones is kept, as in winnowing; which one is free, because a
//! new text asks with all of its runs.

use crate::document::Token;
use crate::key::Key;
use crate::masked;
use crate::phrases::Phrases;

/// Syllables in a run that has a print.
pub const GRAM: usize = 4;
/// Neighbouring runs of which one is kept.
pub const WINDOW: usize = 12;
/// So many consecutive syllables in common are found, unless all runs in them are set phrases.
pub const GUARANTEE: usize = GRAM + WINDOW - 1;

pub(crate) const STEP: u64 = 0xd134_2543_de82_ef95;

const fn power(times: usize) -> u64 {
    let mut out = 1_u64;
    let mut n = 0;
    while n < times {
        out = out.wrapping_mul(STEP);
        n += 1;
    }
    out
}

const LAST: u64 = power(GRAM - 1);

/// The print of the run that starts at each token, in order; none when there are fewer tokens
/// than a run has.
pub fn prints(tokens: &[Token], key: &Key) -> Vec<u32> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut ring = [0_u64; GRAM];
    let mut sum = 0_u64;
    for (at, token) in tokens.iter().enumerate() {
        let new = key.syllable(token.skeleton);
        if let Some(oldest) = ring.get_mut(at % GRAM) {
            sum = sum.wrapping_sub(oldest.wrapping_mul(LAST));
            *oldest = new;
        }
        sum = sum.wrapping_mul(STEP).wrapping_add(new);
        if at + 1 >= GRAM {
            out.push(key.print(sum));
        }
    }
    out
}

/// The prints of a new text: it asks with all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prints {
    /// Of each run, in order.
    pub runs: Vec<u32>,
    /// Of the second stream, each with the token its run begins at ([`masked`]).
    pub masked: Vec<(u32, u32)>,
}

impl Prints {
    /// The prints of a text.
    pub fn of(tokens: &[Token], key: &Key) -> Self {
        Self {
            runs: prints(tokens, key),
            masked: masked::prints(tokens, key),
        }
    }

    /// All of them, without places.
    pub fn all(&self) -> Vec<u32> {
        let masked = self.masked.iter().map(|(_, print)| *print);
        self.runs.iter().copied().chain(masked).collect()
    }

    /// The prints an earlier text keeps, as positions with prints: of each [`WINDOW`] neighbouring
    /// runs one that is not a set phrase. As a new text asks with all of its runs, any choice gives
    /// the guarantee; the last run without name or number is taken, which exchanging names leaves as
    /// it is. Where there is none, a run of the second stream is kept beside it.
    pub fn kept(&self, tokens: &[Token], phrases: &Phrases) -> Vec<(usize, u32)> {
        let mut out = Vec::with_capacity(self.runs.len() / WINDOW * 5 / 4 + 1);
        let mut masked = self.masked.as_slice();
        let mut window = 0;
        while window < self.runs.len() {
            let end = self.runs.len().min(window + WINDOW);
            let mut last = None;
            let mut plain = None;
            for at in (window..end).rev() {
                let print = self.runs.get(at).copied().unwrap_or_default();
                if phrases.contains(print) {
                    continue;
                }
                last = last.or(Some((at, print)));
                let run = tokens.get(at..at + GRAM).unwrap_or_default();
                if !run.iter().any(Token::is_name_or_number) {
                    plain = Some((at, print));
                    break;
                }
            }
            let beyond = || {
                let rest = self.runs.iter().enumerate().skip(end);
                let mut rest = rest.map(|(at, print)| (at, *print));
                rest.find(|(_, print)| !phrases.contains(*print))
            };
            // Behind set phrases only, the next run may be the only one of a window.
            let Some(kept) = plain.or(last).or_else(beyond) else {
                break;
            };
            if plain.is_none() {
                let before = |(at, _): &&(u32, u32)| (*at as usize) < kept.0;
                let after = masked.iter().position(|run| !before(&run));
                let (passed, rest) = masked.split_at(after.unwrap_or(masked.len()));
                let mut near = passed.iter().rev();
                let near = near.find(|(_, print)| !phrases.contains(*print));
                out.extend(near.map(|(at, print)| (*at as usize, *print)));
                masked = rest;
            }
            out.push(kept);
            window = kept.0 + 1;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokens(words: &[u64]) -> Vec<Token> {
        words
            .iter()
            .map(|skeleton| Token {
                skeleton: *skeleton,
                ..Token::default()
            })
            .collect()
    }

    #[test]
    fn a_print_depends_on_its_run_alone_and_on_the_order_in_it() {
        let key = Key::of(b"key");
        let one = prints(&tokens(&[1, 2, 3, 4, 5, 6]), &key);
        let other = prints(&tokens(&[9, 9, 9, 2, 3, 4, 5, 6]), &key);
        assert_eq!(one[1..], other[3..]);
        assert_ne!(
            prints(&tokens(&[1, 2, 3, 4]), &key),
            prints(&tokens(&[2, 1, 3, 4]), &key)
        );
        assert!(prints(&tokens(&[1, 2, 3]), &key).is_empty());
    }

    proptest! {
        #[test]
        fn any_shared_run_of_the_guaranteed_length_shares_a_kept_print(
            before in prop::collection::vec(0_u64..50, 0..40),
            shared in prop::collection::vec(0_u64..1000, GUARANTEE..40),
            after in prop::collection::vec(0_u64..50, 0..40),
            set in prop::collection::vec(0_usize..100, 0..60),
        ) {
            let key = Key::of(b"key");
            let source: Vec<u64> = before.iter().chain(&shared).chain(&after).copied().collect();
            let source = tokens(&source);
            // Some runs are set phrases, but not all of those shared.
            let all = prints(&source, &key);
            let set = Phrases::of(set.into_iter().filter_map(|at| all.get(at).copied()).collect());
            let kept = Prints::of(&source, &key).kept(&source, &set);
            let probed = prints(&tokens(&shared), &key);
            let told = probed.iter().take(WINDOW).all(|print| set.contains(*print));
            prop_assert!(told || kept.iter().any(|(_, print)| probed.contains(print)));
        }
    }
}
