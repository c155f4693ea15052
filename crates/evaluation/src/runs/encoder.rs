//! Likeness of meaning by an encoder, and by tables that cost less: single sentences, and stretches written anew that are planted into
//! long texts.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use sangkien_meaning::alike::{Code, LEAST_SCORE, sentences, stretches};
use sangkien_meaning::encoder::Encoder;
use sangkien_meaning::folder::Folder;
use sangkien_novelty::Document;

use super::among;
use super::meaning::row;
use super::{Fault, Outcome, figure};
use crate::clock::worked;
use crate::meaning::Table;
use crate::meaning::distil::{Distilled, Rows};
use crate::numbers::Numbers;
use crate::paraphrase::{Pair, pairs};

/// Long texts.
const TEXTS: usize = 60;
/// Sentences of each.
const SENTENCES: usize = 40;
/// Stretches of each length.
const PLANTED: usize = 120;
/// Sentences of a stretch.
const LENGTHS: [usize; 4] = [3, 5, 7, 10];
/// Rounds in which a distilled table is fitted.
const ROUNDS: usize = 12;
/// Limits that are looked at, in tenths of a deviation.
const LIMITS: [usize; 5] = [30, 35, 40, 50, 60];

impl From<sangkien_meaning::Error> for Fault {
    fn from(error: sangkien_meaning::Error) -> Self {
        Self::Data(error.to_string())
    }
}

/// The two wordings of a pair.
type Wordings = (Code, Code);

/// What is measured with.
struct Material<'a> {
    pairs: Vec<Pair>,
    /// The pairs of each subject.
    subjects: Vec<Vec<usize>>,
    /// Of news, to make long texts of.
    sentences: Vec<&'a str>,
}

impl<'a> Material<'a> {
    /// What is measured with, and the sentences of the texts that are left.
    fn of(texts: &'a [String]) -> (Self, impl Iterator<Item = &'a str>) {
        let pairs = pairs();
        let mut all = texts.iter().flat_map(|text| {
            let places = sentences(text).into_iter();
            places.filter_map(move |place| text.get(place))
        });
        let material = Self {
            subjects: subjects(&pairs),
            pairs,
            sentences: all.by_ref().take(TEXTS * SENTENCES).collect(),
        };
        (material, all)
    }
}

/// Prints how many single sentences and how many stretches are found. The first line goes on with the
/// table of the other channels.
pub fn run(model: &Path, texts: &[String], out: &mut dyn Write) -> Outcome<()> {
    let folder = Folder::open(model)?;
    let encoder = Encoder::open(&folder)?;
    let (material, _) = Material::of(texts);
    let code = |text: &str| Ok(Code::of(&encoder.vector(text)?));
    measure("encoder", &code, &material, out)?;
    among::run(model, texts, (&material.pairs, &material.subjects), out)
}

/// Prints the same of tables that cost less: distilled from the encoder by so many sentences, and
/// learned without one.
pub fn distilled(
    model: &Path,
    texts: &[String],
    (sentences, learned): (usize, &Table),
    out: &mut dyn Write,
) -> Outcome<()> {
    let encoder = Encoder::open(&Folder::open(model)?)?;
    let (material, others) = Material::of(texts);
    let teach = |sentence: &str| Ok((sentence.to_owned(), encoder.vector(sentence)?));
    let taught: Outcome<Vec<_>> = others.take(sentences).map(teach).collect();
    let taught = taught?;
    let kit = material.pairs.iter();
    let kit = kit.flat_map(|pair| [pair.first, pair.second]);
    let kit: Outcome<Vec<_>> = kit.map(teach).collect();
    let kit = kit?;
    for (by, name) in [
        (Rows::Folded, "without marks"),
        (Rows::Marked, "with marks"),
    ] {
        for (rounds, how) in [(0, "means"), (ROUNDS, "fitted")] {
            let table = Distilled::of(by, &taught, rounds);
            let [known, new] = [&taught, &kit].map(|of| table.nearness(of));
            let name = format!(
                "distilled, {} rows {name}, {how}, nearness {known:.2} and {new:.2} on other sentences",
                table.len()
            );
            let code = |text: &str| Ok(Code::of(&table.vector(text)));
            measure(&name, &code, &material, out)?;
        }
    }
    let company = |text: &str| {
        let sentence = learned.sentence(&Document::of(text).tokens);
        Ok(Code::of(&learned.company(&sentence)))
    };
    measure("company of words added up", &company, &material, out)
}

/// Prints the tables of one way to make a code of a sentence.
fn measure(
    name: &str,
    code: &dyn Fn(&str) -> Outcome<Code>,
    material: &Material<'_>,
    out: &mut dyn Write,
) -> Outcome<()> {
    let Material {
        pairs,
        subjects,
        sentences,
    } = material;
    let before = worked();
    let mut wordings: Vec<Wordings> = Vec::new();
    for Pair { first, second, .. } in pairs {
        wordings.push((code(first)?, code(second)?));
    }
    let took = (worked() - before) / 1_000 / (2 * pairs.len() as u64).max(1);
    one_by_one(name, pairs, &wordings, out)?;
    writeln!(out, "\n{name}: {took} µs a sentence")?;
    let codes: Outcome<Vec<Code>> = sentences.iter().map(|sentence| code(sentence)).collect();
    let codes = codes?;
    by_length(&codes, out)?;
    for length in [SENTENCES, 4 * SENTENCES] {
        table(
            length,
            &long_texts(&codes, length),
            (subjects, &wordings),
            out,
        )?;
    }
    writeln!(out)?;
    Ok(())
}

/// Prints what is found and told at some limits in texts of so many sentences.
fn table(
    sentences: usize,
    texts: &[Vec<Code>],
    (subjects, wordings): (&[Vec<usize>], &[Wordings]),
    out: &mut dyn Write,
) -> Outcome<()> {
    let without = unrelated(texts);
    let planted = LENGTHS.map(|length| scores(length, texts, subjects, wordings));
    let lengths = LENGTHS.map(|length| length.to_string()).join(", ");
    writeln!(
        out,
        "\ntexts of {sentences} sentences, the limit in use is {LEAST_SCORE}\n\
         | limit | stretches of {lengths} sentences written anew: found | on one subject, saying something else: \
         told | {} pairs of texts without one: told |\n|---|---|---|---|",
        without.len()
    )?;
    for limit in LIMITS {
        let row = |of: fn(&Scores) -> &[usize]| {
            let parts = planted.iter().map(|scores| reaching(of(scores), limit));
            parts.collect::<Vec<_>>().join(" / ")
        };
        let (same, else_said) = (row(|all| &all.same), row(|all| &all.else_said));
        let without = reaching(&without, limit);
        writeln!(out, "| {limit} | {same} | {else_said} | {without} |")?;
    }
    Ok(())
}

/// What part of the scores reaches a limit.
fn reaching(scores: &[usize], limit: usize) -> String {
    let all = scores.iter().filter(|score| **score >= limit).count();
    figure(all, scores.len())
}

/// Sentence by sentence.
fn one_by_one(
    name: &str,
    pairs: &[Pair],
    wordings: &[Wordings],
    out: &mut dyn Write,
) -> Outcome<()> {
    let of: HashMap<&str, &Code> = pairs
        .iter()
        .zip(wordings)
        .flat_map(|(pair, (one, other))| [(pair.first, one), (pair.second, other)])
        .collect();
    let alike = |first: &str, second: &str| match (of.get(first), of.get(second)) {
        (Some(one), Some(other)) => ten_thousandths(one.cosine(other)),
        _ => 0,
    };
    row(&format!("{name}, sentence by sentence"), &alike, out)
}

/// Long texts, made of short ones one after another.
fn long_texts(codes: &[Code], sentences: usize) -> Vec<Vec<Code>> {
    let whole = codes.chunks_exact(sentences);
    whole.map(<[Code]>::to_vec).collect()
}

/// Prints how the best score of unrelated texts grows with their length.
fn by_length(codes: &[Code], out: &mut dyn Write) -> Outcome<()> {
    writeln!(
        out,
        "| sentences | pairs of unrelated texts | score: half of them | nine of ten | all |"
    )?;
    writeln!(out, "|---|---|---|---|---|")?;
    for length in [SENTENCES / 2, SENTENCES, 2 * SENTENCES, 4 * SENTENCES] {
        let mut scores = unrelated(&long_texts(codes, length));
        scores.sort_unstable();
        let upto = |tenths: usize| {
            scores.get((scores.len() * tenths / 10).min(scores.len().saturating_sub(1)))
        };
        let [half, most, all] = [5, 9, 10].map(|tenths| upto(tenths).copied().unwrap_or_default());
        writeln!(
            out,
            "| {length} | {} | {half} | {most} | {all} |",
            scores.len()
        )?;
    }
    Ok(())
}

/// The best score of two texts.
fn score(here: &[Code], there: &[Code]) -> usize {
    let best = stretches(here, there, 1);
    best.first().map_or(0, |best| best.score as usize)
}

/// The scores of each text with each other.
fn unrelated(texts: &[Vec<Code>]) -> Vec<usize> {
    let mut scores = Vec::new();
    for (at, one) in texts.iter().enumerate() {
        scores.extend(texts.iter().skip(at + 1).map(|other| score(one, other)));
    }
    scores
}

/// The scores of texts that a stretch was planted into.
#[derive(Default)]
struct Scores {
    /// Of stretches that say the same.
    same: Vec<usize>,
    /// Of stretches on one subject that say something else.
    else_said: Vec<usize>,
}

/// Plants stretches of a length into texts.
fn scores(
    length: usize,
    texts: &[Vec<Code>],
    subjects: &[Vec<usize>],
    wordings: &[Wordings],
) -> Scores {
    let mut numbers = Numbers::of(31);
    let all: Vec<usize> = (0..texts.len()).collect();
    let mut scores = Scores::default();
    for case in 0..PLANTED {
        let subject = subjects.get(case % subjects.len().max(1));
        let chosen = some(2 * length, subject.map_or(&[], Vec::as_slice), &mut numbers);
        let (stretch, another) = chosen.split_at(length.min(chosen.len()));
        let two = some(2, &all, &mut numbers);
        let mut two = two.iter().filter_map(|at| texts.get(*at));
        let (Some(here), Some(there)) = (two.next(), two.next()) else {
            continue;
        };
        let first = |pair: &usize| wordings.get(*pair).map(|both| both.0.clone());
        let second = |pair: &usize| wordings.get(*pair).map(|both| both.1.clone());
        let here = planted(here, stretch.iter().filter_map(first), &mut numbers);
        let anew = planted(there, stretch.iter().filter_map(second), &mut numbers);
        let else_said = planted(there, another.iter().filter_map(second), &mut numbers);
        scores.same.push(score(&here, &anew));
        scores.else_said.push(score(&here, &else_said));
    }
    scores
}

/// A text with a stretch put in somewhere.
fn planted(text: &[Code], stretch: impl Iterator<Item = Code>, numbers: &mut Numbers) -> Vec<Code> {
    let mut codes = text.to_vec();
    let at = numbers.below(codes.len() + 1);
    codes.splice(at..at, stretch);
    codes
}

/// Some of them in any order, each once.
fn some(count: usize, all: &[usize], numbers: &mut Numbers) -> Vec<usize> {
    let mut order = all.to_vec();
    numbers.shuffle(&mut order);
    order.truncate(count);
    order
}

/// The pairs of each subject.
fn subjects(pairs: &[Pair]) -> Vec<Vec<usize>> {
    let mut out: Vec<(&str, Vec<usize>)> = Vec::new();
    for (at, pair) in pairs.iter().enumerate() {
        match out.iter_mut().find(|(subject, _)| *subject == pair.subject) {
            Some((_, all)) => all.push(at),
            None => out.push((pair.subject, vec![at])),
        }
    }
    out.into_iter().map(|(_, all)| all).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cosine lies between minus one and one, and the cast saturates"
)]
fn ten_thousandths(cosine: f32) -> usize {
    (cosine * 10_000.0) as usize
}
