//! Likeness of meaning: how many of the pairs of the kit are told apart from sentences on the same
//! subject.

use std::io::Write;

use sangkien_novelty::Document;

use super::{Outcome, figure};
use crate::meaning::Table;
use crate::meaning::learn::Counter;
use crate::paraphrase::{Pair, pairs, shared_hundredths};

/// Of a thousand sentences on the same subject so many may look alike.
const WRONGLY: usize = 5;

/// The table learned from texts.
pub fn learned(texts: &[String]) -> Table {
    let mut counter = Counter::default();
    for text in texts {
        counter.add(&Document::of(text));
    }
    let mut company = counter.words();
    for text in texts {
        company.add(&Document::of(text));
    }
    company.table()
}

/// Prints what part of the pairs lies above all but so many negatives, by a table learned from texts.
pub fn run(table: &Table, out: &mut dyn Write) -> Outcome<()> {
    writeln!(out, "{} words in the table", table.words().len())?;
    let alike = |first: &str, second: &str| {
        let sentence = |text: &str| table.sentence(&Document::of(text).tokens);
        table.likeness(&sentence(first), &sentence(second)) as usize
    };
    writeln!(
        out,
        "| channel | pairs found at {WRONGLY} of 1000 negatives | negatives |"
    )?;
    writeln!(out, "|---|---|---|")?;
    row("words in common", &shared_hundredths, out)?;
    row("static table", &alike, out)
}

pub(super) fn row(
    name: &str,
    score: &dyn Fn(&str, &str) -> usize,
    out: &mut dyn Write,
) -> Outcome<()> {
    let pairs = pairs();
    let same: Vec<usize> = pairs
        .iter()
        .map(|pair| score(pair.first, pair.second))
        .collect();
    let mut others: Vec<usize> = Vec::new();
    for (at, pair) in pairs.iter().enumerate() {
        let related = |other: &&Pair| other.subject == pair.subject;
        for other in pairs.iter().skip(at + 1).filter(related) {
            others.push(score(pair.first, other.second));
            others.push(score(pair.second, other.first));
        }
    }
    others.sort_unstable_by_key(|score| std::cmp::Reverse(*score));
    let limit = others.get(others.len() * WRONGLY / 1000).copied();
    let found = same.iter().filter(|score| Some(**score) > limit).count();
    writeln!(
        out,
        "| {name} | {} | {} |",
        figure(found, same.len()),
        others.len()
    )?;
    Ok(())
}
