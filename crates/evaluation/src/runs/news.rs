//! A corpus and questions with known sources: `corpus.jsonl.gz` with `id` and `text`,
//! `queries.jsonl.gz` with `qid`, `kind`, `gold` (-1 for none) and `text`.

use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead as _, Write};
use std::path::Path;
use std::time::Instant;

use sangkien_novelty::Document;
use sangkien_novelty::candidates::Scratch;
use sangkien_overlap_index::batch;
use sangkien_overlap_index::index::{Answer, Asked, Index};
use serde::Deserialize;

use super::{Fault, Outcome, figure, percentile, present, timed};

#[derive(Debug, Deserialize)]
struct Question {
    kind: String,
    gold: i64,
    text: String,
}

const PRINTS: Asked = Asked {
    align: false,
    limit: 10,
};
const ALIGNED: Asked = Asked {
    align: true,
    limit: 10,
};

#[derive(Debug, Default)]
struct Row {
    asked: usize,
    found: usize,
    found_aligned: usize,
    flagged: usize,
    flagged_aligned: usize,
    wrongly: usize,
    wrongly_aligned: usize,
    hit: usize,
    times: Vec<u64>,
    times_aligned: Vec<u64>,
}

/// Indexes the corpus of `folder`, asks its questions and prints the table.
pub fn run(folder: &Path, out: &mut dyn Write) -> Outcome<()> {
    let corpus = folder.join("corpus.jsonl.gz");
    let questions = folder.join("queries.jsonl.gz");
    present(&corpus)?;
    present(&questions)?;
    let place = tempfile::tempdir()?;
    let start = Instant::now();
    let texts = batch::index(&corpus, place.path(), &[7; 32], |_| ())?;
    let seconds = start.elapsed().as_secs_f64();
    let index = Index::open(place.path())?;
    let stats = index.stats();
    let each = |bytes: u64| bytes / u64::from(stats.texts.max(1));
    writeln!(
        out,
        "{texts} texts indexed in {seconds:.1} s; {} prints, {} set phrases; {} bytes a text in \
         memory, {} on disk",
        stats.prints,
        stats.phrases,
        each(stats.memory as u64),
        each(stats.disk)
    )?;
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut scratch = Scratch::default();
    for line in batch::lines(&questions)?.lines() {
        let question: Question =
            serde_json::from_str(&line?).map_err(|error| Fault::Data(error.to_string()))?;
        let gold = question.gold.to_string();
        let row = rows.entry(question.kind).or_default();
        let (plain, time) = timed(&index, &question.text, PRINTS, &mut scratch)?;
        let (aligned, time_aligned) = timed(&index, &question.text, ALIGNED, &mut scratch)?;
        let has = |answer: &Answer| {
            answer
                .hits
                .iter()
                .any(|hit| index.name(hit.text) == Some(&gold))
        };
        let flagged = |answer: &Answer| answer.hits.iter().any(|hit| hit.flagged);
        row.asked += 1;
        row.found += usize::from(has(&plain));
        row.found_aligned += usize::from(has(&aligned));
        row.wrongly += usize::from(wrongly(&index, &plain)?);
        row.wrongly_aligned += usize::from(wrongly(&index, &aligned)?);
        row.hit += usize::from(!aligned.hits.is_empty());
        row.flagged += usize::from(flagged(&plain));
        row.flagged_aligned += usize::from(flagged(&aligned));
        row.times.push(time);
        row.times_aligned.push(time_aligned);
    }
    print(rows, out)
}

/// Runs of so many syllables are compared to see what two texts truly share.
const RUN: usize = 5;

fn runs(document: &Document) -> HashSet<Vec<u64>> {
    document
        .tokens
        .windows(RUN)
        .map(|run| run.iter().map(|token| token.skeleton).collect())
        .collect()
}

/// Two texts that have so many consecutive syllables in common share a passage, whatever its share
/// of them.
const LONG: usize = 20;

fn share_long(left: &Document, right: &Document) -> bool {
    let long = |document: &Document| -> HashSet<Vec<u64>> {
        let runs = document.tokens.windows(LONG);
        runs.map(|run| run.iter().map(|token| token.skeleton).collect())
            .collect()
    };
    !long(left).is_disjoint(&long(right))
}

/// Whether a text is flagged that has less than a twentieth of the runs of the new one and no
/// [`LONG`] one in common with it.
fn wrongly(index: &Index, answer: &Answer) -> Outcome<bool> {
    let mut flagged = answer.hits.iter().filter(|hit| hit.flagged).peekable();
    if flagged.peek().is_none() {
        return Ok(false);
    }
    let own = runs(&answer.document);
    for hit in flagged {
        let document = index.document(hit.text, true)?;
        let few = own.intersection(&runs(&document)).count() * 20 < own.len();
        if few && !share_long(&answer.document, &document) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn print(rows: BTreeMap<String, Row>, out: &mut dyn Write) -> Outcome<()> {
    writeln!(
        out,
        "| kind | asked | recall@10 prints | recall@10 aligned | flagged prints | flagged aligned | \
         of these falsely | any passage | prints p50/p99 us | aligned p50/p99 us |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|---|---|---|---|")?;
    let (mut all, mut all_aligned) = (Vec::new(), Vec::new());
    for (kind, mut row) in rows {
        writeln!(
            out,
            "| {kind} | {} | {} | {} | {} | {} | {}/{} | {} | {}/{} | {}/{} |",
            row.asked,
            figure(row.found, row.asked),
            figure(row.found_aligned, row.asked),
            figure(row.flagged, row.asked),
            figure(row.flagged_aligned, row.asked),
            figure(row.wrongly, row.asked),
            figure(row.wrongly_aligned, row.asked),
            figure(row.hit, row.asked),
            percentile(&mut row.times, 50),
            percentile(&mut row.times, 99),
            percentile(&mut row.times_aligned, 50),
            percentile(&mut row.times_aligned, 99),
        )?;
        all.append(&mut row.times);
        all_aligned.append(&mut row.times_aligned);
    }
    writeln!(
        out,
        "all: prints p50 {} p99 {} us, aligned p50 {} p99 {} us of processor time",
        percentile(&mut all, 50),
        percentile(&mut all, 99),
        percentile(&mut all_aligned, 50),
        percentile(&mut all_aligned, 99),
    )?;
    Ok(())
}
