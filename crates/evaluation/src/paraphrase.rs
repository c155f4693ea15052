//! Two hundred pairs of sentences written for this project that say the same in other words, by
//! subject. The sentences of different pairs on one subject are the hard negatives.

use sangkien_novelty::Document;

/// One pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Its subject.
    pub subject: &'static str,
    /// The one wording.
    pub first: &'static str,
    /// The other wording.
    pub second: &'static str,
}

/// All pairs.
pub fn pairs() -> Vec<Pair> {
    let mut out = Vec::new();
    let mut subject = "";
    for line in include_str!("paraphrase/pairs.txt").lines() {
        if let Some(named) = line.strip_prefix("# ") {
            subject = named;
        } else if let Some((first, second)) = line.split_once(" = ") {
            out.push(Pair {
                subject,
                first,
                second,
            });
        }
    }
    out
}

/// Syllables without marks that both sentences have, of those of the shorter one, in hundredths.
pub fn shared_hundredths(first: &str, second: &str) -> usize {
    let sounds = |text: &str| {
        let mut sounds: Vec<u64> = Document::of(text)
            .tokens
            .iter()
            .map(|token| token.skeleton)
            .collect();
        sounds.sort_unstable();
        sounds.dedup();
        sounds
    };
    let (first, second) = (sounds(first), sounds(second));
    let both = first.iter().filter(|sound| second.contains(sound)).count();
    both * 100 / first.len().min(second.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_hundred_pairs_say_the_same_with_fewer_than_four_words_of_ten_in_common() {
        let pairs = pairs();
        assert_eq!(pairs.len(), 200);
        for pair in &pairs {
            let shared = shared_hundredths(pair.first, pair.second);
            assert!(shared < 40, "{shared}: {} = {}", pair.first, pair.second);
        }
        let mut all: Vec<&str> = pairs
            .iter()
            .flat_map(|pair| [pair.first, pair.second])
            .collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 400, "no sentence stands twice");
    }
}
