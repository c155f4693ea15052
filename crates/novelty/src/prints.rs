//! Prints of runs of syllables, and which of them an earlier text keeps.

use crate::document::Token;
use crate::key::Key;
use crate::phrases::Phrases;

/// Syllables in a run that has a print.
pub const GRAM: usize = 4;
/// Neighbouring runs of which one is kept.
pub const WINDOW: usize = 17;
/// So many consecutive syllables in common are found, unless all runs in them are set phrases.
pub const GUARANTEE: usize = GRAM + WINDOW - 1;

const STEP: u64 = 0xd134_2543_de82_ef95;

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

/// The prints an earlier text keeps: of each [`WINDOW`] neighbouring runs the one with the
/// smallest number that is not a set phrase, the last of equals; positions with their prints.
///
/// Texts shorter than a window keep their smallest.
pub fn winnow(prints: &[u32], phrases: &Phrases) -> Vec<(usize, u32)> {
    let mut out: Vec<(usize, u32)> = Vec::with_capacity(prints.len() / 8 + 1);
    // Candidates in order of position, numbers growing: the front is the smallest of the window.
    let mut queue: std::collections::VecDeque<(usize, u32)> = std::collections::VecDeque::new();
    let last = prints.len().saturating_sub(1);
    for (at, print) in prints.iter().enumerate() {
        if !phrases.contains(*print) {
            while queue.back().is_some_and(|(_, other)| *other >= *print) {
                queue.pop_back();
            }
            queue.push_back((at, *print));
        }
        while queue.front().is_some_and(|(first, _)| first + WINDOW <= at) {
            queue.pop_front();
        }
        if (at + 1 >= WINDOW || at == last)
            && let Some(smallest) = queue.front()
            && out.last() != Some(smallest)
        {
            out.push(*smallest);
        }
    }
    out
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
        ) {
            let key = Key::of(b"key");
            let source: Vec<u64> = before.iter().chain(&shared).chain(&after).copied().collect();
            let kept = winnow(&prints(&tokens(&source), &key), &Phrases::default());
            let probed = prints(&tokens(&shared), &key);
            prop_assert!(kept.iter().any(|(_, print)| probed.contains(print)));
        }
    }
}
