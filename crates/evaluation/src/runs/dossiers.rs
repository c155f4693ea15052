//! Long texts made of short ones, with passages planted: does the source come among the ten, is it
//! flagged, how exact are the places, and what do texts without a copy draw.

use std::io::{BufRead as _, Write};
use std::path::Path;
use std::time::Instant;

use sangkien_novelty::align::Passage;
use sangkien_novelty::candidates::Scratch;
use sangkien_novelty::{Document, Key};
use sangkien_overlap_index::batch;
use sangkien_overlap_index::folder::{self, Folder};
use sangkien_overlap_index::index::{Answer, Asked, Index, place};
use sangkien_overlap_index::sweep::Pair;
use serde::Deserialize;

use super::{Fault, Outcome, figure, percentile, timed};
use crate::filler::Filler;
use crate::numbers::Numbers;
use crate::plagdet::{Span, measure};
use crate::plant::{Planted, Way, plant, stretch};

#[derive(Debug, Deserialize)]
struct Text {
    text: String,
}

/// The texts of a corpus file.
pub fn texts(corpus: &Path) -> Outcome<Vec<String>> {
    let mut out = Vec::new();
    for line in batch::lines(corpus)?.lines() {
        let text: Text =
            serde_json::from_str(&line?).map_err(|error| Fault::Data(error.to_string()))?;
        out.push(text.text);
    }
    Ok(out)
}

/// All earlier texts that are compared are told, not the best ten: the carriers are real texts, and
/// what they share with others by themselves would push small copies out.
const ALL: Asked = Asked {
    align: true,
    limit: 100,
};

/// Texts with so many consecutive syllables in common share text, and prove nothing about copies.
const LONG: usize = 12;

/// What is made of a collection.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Short texts in a long one.
    pub joined: usize,
    /// Long texts in the index; what the collection does not give is made of its words.
    pub texts: usize,
    /// Words of a hundred in what is made that are any word at all.
    pub any: usize,
    /// Copies of each way.
    pub cases: usize,
    /// Words in a copied section.
    pub section: usize,
    /// Words in a copied paragraph.
    pub paragraph: usize,
}

/// Indexes long texts in a folder: those given, and made ones up to so many.
fn indexed(folder: &Path, real: &[String], short: &[&str], plan: Plan) -> Outcome<()> {
    let mut folder = Folder::create(folder, &[7; 32])?;
    let mut syllables = 0;
    let phrases = folder.learn(real.len(), |take| {
        for text in real {
            let document = Document::of(text);
            syllables += document.tokens.len();
            take(&document);
        }
        Ok(())
    })?;
    syllables /= real.len().max(1);
    let made = Filler::of(short);
    let mut numbers = Numbers::of(2025);
    let mut filler = folder::Filler::new(&mut folder, &phrases);
    // The real ones stand among the others: of a print that many texts keep, the first are looked at.
    let all = plan.texts.max(real.len());
    let mut left = (0..).zip(real).peekable();
    for at in 0..all {
        let due = |(number, _): &(usize, _)| number * all / real.len() <= at;
        let (name, document) = if let Some((number, text)) = left.next_if(due) {
            (number.to_string(), Document::of(text))
        } else {
            let text = made.text(syllables, plan.any, &mut numbers);
            (format!("made {at}"), Document::of(&text))
        };
        filler.add(&name, &document)?;
    }
    filler.finish()?;
    folder.commit()?;
    Ok(())
}

/// Makes long texts of the short ones, indexes most and asks about the rest with copies in them. An index
/// that is in `kept` already is asked as it is.
pub fn run(texts: &[String], plan: Plan, kept: Option<&Path>, out: &mut dyn Write) -> Outcome<()> {
    let mut numbers = Numbers::of(2026);
    // A tenth stays outside; what of it shares no long run with the rest carries the copies.
    let (inside, outside) = texts.split_at(texts.len() - texts.len() / 10);
    let join = |parts: &[&str]| parts.join("\n\n");
    let short: Vec<&str> = inside.iter().map(String::as_str).collect();
    let real: Vec<String> = short.chunks_exact(plan.joined).map(join).collect();
    let passing = tempfile::tempdir()?;
    let place = kept.unwrap_or(passing.path());
    if Folder::open(place).is_err() {
        let begun = Instant::now();
        indexed(place, &real, &short, plan)?;
        let seconds = begun.elapsed().as_secs();
        writeln!(out, "made and indexed in {seconds} s")?;
    }
    let index = Index::open(place)?;
    let stats = index.stats();
    let mut scratch = Scratch::default();
    let mut clean = Vec::new();
    for text in outside {
        let answer = index.ask(text, ALL, &mut scratch)?;
        let passages = answer.hits.iter().flat_map(|hit| &hit.passages);
        let longest = passages
            .flat_map(|passage| &passage.runs)
            .map(|run| run.length)
            .max();
        if longest < Some(LONG) {
            clean.push(text.as_str());
        }
    }
    let carriers: Vec<String> = clean.chunks_exact(plan.joined).map(join).collect();
    writeln!(
        out,
        "{} of {} texts outside share fewer than {LONG} syllables in a row with those inside",
        clean.len(),
        outside.len()
    )?;
    writeln!(
        out,
        "{} long texts, {} of them real, in {} segments; {} bytes each in memory, {} on disk; {} set phrases",
        stats.texts,
        real.len(),
        stats.segments,
        stats.memory / stats.texts.max(1) as usize,
        stats.disk / u64::from(stats.texts.max(1)),
        stats.phrases,
    )?;
    let mut asker = Asker {
        index: &index,
        indexed: &real,
        carriers: &carriers,
        numbers: &mut numbers,
        scratch,
        cases: plan.cases,
    };
    asker.table(plan, out)?;
    asker.negatives(out)?;
    asker.mixed(plan, out)
}

struct Asker<'run> {
    index: &'run Index,
    indexed: &'run [String],
    carriers: &'run [String],
    numbers: &'run mut Numbers,
    scratch: Scratch,
    cases: usize,
}

impl Asker<'_> {
    fn table(&mut self, plan: Plan, out: &mut dyn Write) -> Outcome<()> {
        writeln!(
            out,
            "| copied | way | found | flagged | called right | plagdet | precision | recall | \
             granularity | p50/p99 us |"
        )?;
        writeln!(out, "|---|---|---|---|---|---|---|---|---|---|")?;
        for (size, words) in [("section", plan.section), ("paragraph", plan.paragraph)] {
            for way in Way::ALL {
                self.row(size, words, way, out)?;
            }
        }
        Ok(())
    }

    fn case(&mut self, words: usize, way: Way) -> Option<(usize, Planted)> {
        let source = self.numbers.below(self.indexed.len());
        let text = self.indexed.get(source)?;
        let passage = stretch(text, words, self.numbers)?;
        let carrier = self.numbers.pick(self.carriers)?;
        let cut = stretch(carrier, 1, self.numbers)?.start;
        let other = self.numbers.pick(self.carriers)?;
        let pool: Vec<&str> = other.split_whitespace().take(2000).collect();
        let parts = carrier.split_at(cut);
        Some((
            source,
            plant(parts, text, &passage, way, &pool, self.numbers),
        ))
    }

    fn row(&mut self, size: &str, words: usize, way: Way, out: &mut dyn Write) -> Outcome<()> {
        let (mut found, mut flagged, mut called, mut asked) = (0, 0, 0, 0);
        let (mut cases, mut reports, mut times) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..self.cases {
            let Some((source, planted)) = self.case(words, way) else {
                continue;
            };
            let (answer, time) = timed(self.index, &planted.text, ALL, &mut self.scratch)?;
            asked += 1;
            times.push(time);
            let name = source.to_string();
            let hit = answer
                .hits
                .iter()
                .find(|hit| self.index.name(hit.text) == Some(&name));
            let inside = hit.and_then(|hit| {
                let touches = |passage: &&Passage| {
                    let place = place(&answer.document, &passage.query);
                    place.start < planted.query.end && planted.query.start < place.end
                };
                let touching = hit.passages.iter().filter(touches);
                touching.max_by_key(|passage| passage.equal)
            });
            found += usize::from(inside.is_some());
            called += usize::from(inside.is_some_and(|passage| passage.kind == way.kind()));
            flagged += usize::from(hit.is_some_and(|hit| hit.flagged));
            // Only what touches the copy: the carriers are real texts with overlaps of their own.
            let texts = |source: &str| (number.to_string(), source.to_owned());
            cases.push(Span {
                texts: texts(&name),
                query: planted.query.clone(),
                source: planted.source.clone(),
            });
            reports.extend(
                spans(self.index, &answer, number)
                    .into_iter()
                    .filter(|span| span.texts.1 == name),
            );
        }
        let measures = measure(&cases, &reports);
        writeln!(
            out,
            "| {size} | {} | {} | {} | {} | {:.3} | {:.3} | {:.3} | {:.3} | {}/{} |",
            way.name(),
            figure(found, asked),
            figure(flagged, asked),
            figure(called, found),
            measures.plagdet,
            measures.precision,
            measures.recall,
            measures.granularity,
            percentile(&mut times, 50),
            percentile(&mut times, 99),
        )?;
        Ok(())
    }

    fn negatives(&mut self, out: &mut dyn Write) -> Outcome<()> {
        let (mut flagged, mut times) = (0, Vec::new());
        for carrier in self.carriers {
            let (answer, time) = timed(self.index, carrier, ALL, &mut self.scratch)?;
            flagged += usize::from(answer.hits.iter().any(|hit| hit.flagged));
            times.push(time);
        }
        writeln!(
            out,
            "texts without a planted copy flagged: {} of {}; p50 {} us, p99 {} us",
            flagged,
            self.carriers.len(),
            percentile(&mut times, 50),
            percentile(&mut times, 99),
        )?;
        Ok(())
    }

    /// Ten sources, one paragraph of each.
    fn mixed(&mut self, plan: Plan, out: &mut dyn Write) -> Outcome<()> {
        let (mut all, mut each, mut asked) = (0, 0, 0);
        let ten = 10.min(self.indexed.len());
        for _ in 0..self.cases {
            let mut sources: Vec<usize> = (0..self.indexed.len()).collect();
            self.numbers.shuffle(&mut sources);
            sources.truncate(ten);
            let mut parts = Vec::new();
            for source in &sources {
                let Some(text) = self.indexed.get(*source) else {
                    continue;
                };
                let Some(passage) = stretch(text, plan.paragraph, self.numbers) else {
                    continue;
                };
                parts.push(text.get(passage).unwrap_or_default().to_owned());
                if let Some(carrier) = self.numbers.pick(self.carriers)
                    && let Some(own) = stretch(carrier, plan.paragraph * 2, self.numbers)
                {
                    parts.push(carrier.get(own).unwrap_or_default().to_owned());
                }
            }
            let (answer, _) = timed(self.index, &parts.join("\n"), ALL, &mut self.scratch)?;
            let found = sources
                .iter()
                .filter(|source| {
                    let name = source.to_string();
                    answer
                        .hits
                        .iter()
                        .any(|hit| self.index.name(hit.text) == Some(&name))
                })
                .count();
            asked += 1;
            each += found;
            all += usize::from(found == ten);
        }
        writeln!(
            out,
            "{ten} sources mixed, one paragraph of each: all found {}, each found {}",
            figure(all, asked),
            figure(each, asked * ten),
        )?;
        Ok(())
    }
}

fn spans(index: &Index, answer: &Answer, number: usize) -> Vec<Span> {
    let mut out = Vec::new();
    for hit in &answer.hits {
        let name = index.name(hit.text).unwrap_or_default();
        for (passage, source) in hit.passages.iter().zip(&hit.places) {
            if passage.counted < index.limits().least {
                continue;
            }
            out.push(Span {
                texts: (number.to_string(), name.to_owned()),
                query: place(&answer.document, &passage.query),
                source: source.clone(),
            });
        }
    }
    out
}

/// How long it takes to compare all texts of an index with each other.
pub fn sweep(folder: &Path, out: &mut dyn Write) -> Outcome<()> {
    let index = Index::open(folder)?;
    let begun = Instant::now();
    let mut pairs = 0_u64;
    let count = |_: &Pair| {
        pairs += 1;
        Ok(())
    };
    sangkien_overlap_index::sweep::sweep(&index, 0, count, |_| ())?;
    writeln!(
        out,
        "{} texts compared with each other in {:.1} s; {pairs} pairs above the limits",
        index.texts(),
        begun.elapsed().as_secs_f64(),
    )?;
    Ok(())
}

/// Megabytes of text a second that are read and fingerprinted.
pub fn speed(texts: &[String], out: &mut dyn Write) -> Outcome<()> {
    let key = Key::of(b"speed");
    let before = crate::clock::worked();
    let (mut bytes, mut prints) = (0_usize, 0_usize);
    for text in texts {
        let document = Document::of(text);
        prints += sangkien_novelty::prints::prints(&document.tokens, &key).len();
        bytes += text.len();
        if bytes > 20_000_000 {
            break;
        }
    }
    let micros = ((crate::clock::worked() - before) / 1000).max(1);
    let rate = bytes as u64 / micros;
    writeln!(
        out,
        "reading and fingerprinting: {rate} MB a second and core ({prints} prints)"
    )?;
    Ok(())
}
