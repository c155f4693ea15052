//! The index against the slow version: no planted span is missed, no order matters.

use super::pairs;
use crate::align::Aligner;
use crate::candidates::{Part, Scratch, Wanted, candidates, every};
use crate::phrases::{Learner, Phrases};
use crate::prints::{GUARANTEE, Prints};
use crate::table::{Stretches, Table};
use crate::{Document, Key, Token};
use proptest::prelude::*;

/// A small, repeatable source of numbers.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) % below
    }
}

/// Words as frequent as in real text: few very often, many rarely.
fn text(numbers: &mut Numbers, length: u64) -> Vec<Token> {
    (0..length)
        .map(|_| {
            let spread = 1 << (2 + numbers.next(11));
            Token {
                skeleton: numbers.next(spread) + 1,
                ..Token::default()
            }
        })
        .collect()
}

fn table(documents: &[Document], key: &Key, phrases: &Phrases) -> (Table, Stretches) {
    let stretches = Stretches::of(documents.iter().map(|document| document.tokens.len()));
    let places = &stretches;
    let kept = documents.iter().enumerate().flat_map(|(at, document)| {
        let text = u32::try_from(at).unwrap();
        let prints = Prints::of(&document.tokens, key);
        let kept = prints.kept(&document.tokens, phrases);
        kept.into_iter()
            .map(move |(at, print)| (print, places.at(text, at)))
    });
    let table = Table::of(kept.collect(), &stretches).unwrap();
    (table, stretches)
}

fn part((table, stretches): &(Table, Stretches), first: u32) -> Part<'_> {
    Part {
        table,
        stretches,
        first,
    }
}

fn plant(numbers: &mut Numbers, source: &Document) -> (Document, usize) {
    let length = GUARANTEE as u64 + numbers.next(30);
    let from = numbers.next(source.tokens.len() as u64 - length);
    let (from, length) = (
        usize::try_from(from).unwrap(),
        usize::try_from(length).unwrap(),
    );
    let before = numbers.next(80);
    let mut tokens = text(numbers, before);
    tokens.extend_from_slice(&source.tokens[from..from + length]);
    let after = numbers.next(80);
    tokens.extend(text(numbers, after));
    (Document { tokens }, length)
}

#[test]
fn no_planted_span_of_the_guaranteed_length_is_missed() {
    let planted: usize = std::env::var("SANGKIEN_PLANTED_SPANS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(10_000);
    let key = Key::of(b"planted");
    let mut numbers = Numbers(4);
    let sources: Vec<Document> = (0..100)
        .map(|_| Document {
            tokens: text(&mut numbers, 400),
        })
        .collect();
    let phrases = Phrases::default();
    let table = table(&sources, &key, &phrases);
    let part = part(&table, 0);
    for round in 0..planted {
        let source = round % sources.len();
        let (query, length) = plant(&mut numbers, &sources[source]);
        let prints = Prints::of(&query.tokens, &key);
        let found = every(&prints, &phrases, &[part]);
        assert!(
            found.contains(&u32::try_from(source).unwrap()),
            "span {round}"
        );
        if round % 20 == 0 {
            let mut aligner = Aligner::with(&query, &prints.runs, &phrases);
            let passages = aligner.compare(&sources[source]);
            let longest = passages.iter().map(|passage| passage.equal).max();
            assert!(
                longest >= Some(u32::try_from(length).unwrap()),
                "span {round}"
            );
            let mut scratch = Scratch::default();
            let ranked = candidates(&prints, &phrases, &[part], Wanted::of_all(10), &mut scratch);
            assert!(!ranked.is_empty());
        }
    }
}

#[test]
fn the_index_has_every_pair_the_oracle_finds_with_set_phrases_left_out() {
    let key = Key::of(b"pairs");
    let mut numbers = Numbers(11);
    let heading = text(&mut numbers, 30);
    let mut documents: Vec<Document> = (0..24)
        .map(|_| {
            let mut tokens = heading.clone();
            let length = 60 + numbers.next(60);
            tokens.extend(text(&mut numbers, length));
            Document { tokens }
        })
        .collect();
    for at in 0..6 {
        let (copy, _) = plant(&mut numbers, &documents[at]);
        documents.push(copy);
    }
    let mut learner = Learner::default();
    for document in &documents {
        learner.add(&Prints::of(&document.tokens, &key).all());
    }
    let phrases = learner.learned();
    let wanted = pairs(&documents, &key, &phrases);
    assert!(wanted.len() >= 4 && wanted.len() < 60, "{}", wanted.len());
    let table = table(&documents, &key, &phrases);
    let part = part(&table, 0);
    for (left, right) in wanted {
        for (query, source) in [(left, right), (right, left)] {
            let found = every(
                &Prints::of(&documents[query].tokens, &key),
                &phrases,
                &[part],
            );
            assert!(
                found.contains(&u32::try_from(source).unwrap()),
                "{query} {source}"
            );
        }
    }
}

proptest! {
    #[test]
    fn neither_the_order_of_texts_nor_their_division_changes_an_answer(
        seed in any::<u64>(), cut in 1_usize..19, turn in 1_usize..19,
    ) {
        let key = Key::of(b"order");
        let mut numbers = Numbers(seed);
        let documents: Vec<Document> = (0..20)
            .map(|_| Document { tokens: text(&mut numbers, 120) })
            .collect();
        let (query, _) = plant(&mut numbers, &documents[3]);
        let prints = Prints::of(&query.tokens, &key);
        let phrases = Phrases::default();
        let whole = table(&documents, &key, &phrases);
        let ask = |parts: &[Part<'_>]| {
            candidates(&prints, &phrases, parts, Wanted::of_all(20), &mut Scratch::default())
        };
        let wanted = ask(&[part(&whole, 0)]);
        let (left, right) = documents.split_at(cut);
        let (left, right) = (table(left, &key, &phrases), table(right, &key, &phrases));
        let second = u32::try_from(cut).unwrap();
        let divided =
            ask(&[part(&left, 0), part(&right, second)]);
        prop_assert_eq!(&divided, &wanted);
        let mut turned = documents.clone();
        turned.rotate_left(turn);
        let turned = table(&turned, &key, &phrases);
        let mut found = ask(&[part(&turned, 0)]);
        for candidate in &mut found {
            candidate.text = (candidate.text + u32::try_from(turn).unwrap()) % 20;
        }
        found.sort_by_key(|candidate| (std::cmp::Reverse(candidate.score()), candidate.text));
        prop_assert_eq!(&found, &wanted);
    }
}
