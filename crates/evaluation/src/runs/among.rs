//! Stretches written anew, looked for as an instance does it: among all texts that are kept.

use std::io::Write;
use std::path::Path;

use sangkien_app::port::{KeptText, Meaning as _, TextVersion};
use sangkien_domain::id::DossierId;
use sangkien_meaning::alike::sentences;
use sangkien_meaning::kept::KeptMeanings;
use uuid::Uuid;

use super::{Fault, Outcome, figure};
use crate::clock::worked;
use crate::numbers::Numbers;
use crate::paraphrase::Pair;

/// Texts that are kept first.
const KEPT: usize = 60;
/// Sentences of each text.
const SENTENCES: usize = 40;
/// Texts of each length that say the same as a kept one.
const CASES: usize = 10;
/// Sentences of a stretch.
const LENGTHS: [usize; 3] = [5, 7, 10];

/// Prints what part of the texts that say the same as a kept one in some sentences is told with it, and with
/// how many others: those that have sentences on the same subject, of which some are the same, and the rest.
pub(super) fn run(
    model: &Path,
    texts: &[String],
    (pairs, subjects): (&[Pair], &[Vec<usize>]),
    out: &mut dyn Write,
) -> Outcome<()> {
    let place = tempfile::tempdir().map_err(|error| Fault::Data(error.to_string()))?;
    let kept = KeptMeanings::open(model, place.path())?;
    let long = long_texts(texts);
    let (first, others) = long.split_at(KEPT.min(long.len()));
    let mut numbers = Numbers::of(47);
    let mut cases = Vec::new();
    for (case, here) in first.iter().enumerate() {
        let length = LENGTHS.get(case / CASES).copied().unwrap_or_default();
        let subject = subjects.get(case % subjects.len().max(1));
        let mut chosen = subject.cloned().unwrap_or_default();
        numbers.shuffle(&mut chosen);
        let chosen = || chosen.iter().take(length).filter_map(|at| pairs.get(*at));
        let source = planted(here, chosen().map(|pair| pair.first), &mut numbers);
        keep(&kept, case, source)?;
        if let Some(there) = others.get(case) {
            let copy = planted(there, chosen().map(|pair| pair.second), &mut numbers);
            cases.push((length, case, copy));
        }
    }
    // Which subject a stretch in a text is on.
    let subject = |number: usize| {
        let case = number % KEPT;
        (case < LENGTHS.len() * CASES).then(|| case % subjects.len().max(1))
    };
    let before = worked();
    let mut told = vec![0; LENGTHS.len()];
    let (mut on_subject, mut rest) = (0, 0);
    for (length, source, copy) in &cases {
        let number = KEPT + source;
        keep(&kept, number, copy.clone())?;
        let alike = kept.alike(version(number));
        let mut is_source = false;
        for other in (0..number).filter(|at| alike.iter().any(|one| one.text == version(*at))) {
            if other == *source {
                is_source = true;
            } else if subject(other) == subject(number) {
                on_subject += 1;
            } else {
                rest += 1;
            }
        }
        let told = LENGTHS
            .iter()
            .zip(&mut told)
            .find(|(one, _)| *one == length);
        if let (true, Some((_, told))) = (is_source, told) {
            *told += 1;
        }
    }
    let took = (worked() - before) / 1_000_000 / (cases.len() as u64).max(1);
    let parts: Vec<String> = told.iter().map(|told| figure(*told, CASES)).collect();
    writeln!(
        out,
        "\namong {KEPT} texts and more of {SENTENCES} sentences, told with the one that has a stretch of {LENGTHS:?} \
         sentences: {}; in {} texts also with {on_subject} others on the same subject and {rest} that are not; {took} ms a text",
        parts.join(" / "),
        cases.len(),
    )?;
    Ok(())
}

fn version(number: usize) -> TextVersion {
    TextVersion {
        dossier: DossierId(Uuid::from_u128(number as u128)),
        submission: 1,
        edition: 0,
    }
}

fn keep(kept: &KeptMeanings, number: usize, text: String) -> Outcome<()> {
    let TextVersion {
        dossier,
        submission,
        edition,
    } = version(number);
    let text = KeptText {
        dossier,
        submission,
        edition,
        text,
    };
    let kept = kept.keep(&text);
    kept.map_err(|error| Fault::Data(error.to_string()))
}

/// Long texts, made of short ones one after another: their sentences.
fn long_texts(texts: &[String]) -> Vec<Vec<&str>> {
    let all: Vec<&str> = texts
        .iter()
        .flat_map(|text| sentences(text).into_iter().map(|place| text.get(place)))
        .flatten()
        .take((KEPT + LENGTHS.len() * CASES) * SENTENCES)
        .collect();
    all.chunks_exact(SENTENCES).map(<[&str]>::to_vec).collect()
}

/// A text with a stretch put in somewhere, a sentence a line.
fn planted<'a>(
    text: &[&'a str],
    stretch: impl Iterator<Item = &'a str>,
    numbers: &mut Numbers,
) -> String {
    let mut text = text.to_vec();
    let at = numbers.below(text.len() + 1);
    text.splice(at..at, stretch);
    text.join(".\n")
}
