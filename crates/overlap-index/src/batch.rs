//! Texts and questions as JSON lines, plain or compressed with gzip, for evaluation and old archives.

use std::fs::File;
use std::io::{BufRead, BufReader, Read as _, Write};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use sangkien_novelty::Document;
use sangkien_novelty::candidates::Scratch;
use sangkien_novelty::report::Limits;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::folder::{Filler, Folder, every};
use crate::index::{Answer, Asked, Index, place};
use crate::{Error, Outcome, at};

/// A line of a corpus.
#[derive(Debug, Deserialize)]
struct Text {
    id: Value,
    text: String,
}

/// A line of questions.
#[derive(Debug, Deserialize)]
struct Question {
    qid: Value,
    text: String,
}

/// The lines of a file, unpacked when it begins as gzip does.
pub fn lines(path: &Path) -> Outcome<Box<dyn BufRead>> {
    let mut file = File::open(path).map_err(at(path))?;
    let mut magic = [0; 2];
    let mut read = 0;
    while let Some(rest) = magic.get_mut(read..).filter(|rest| !rest.is_empty()) {
        match file.read(rest).map_err(at(path))? {
            0 => break,
            some => read += some,
        }
    }
    let start = std::io::Cursor::new(magic.get(..read).unwrap_or_default().to_vec());
    let whole = start.chain(file);
    if magic == [0x1f, 0x8b] {
        return Ok(Box::new(BufReader::new(MultiGzDecoder::new(whole))));
    }
    Ok(Box::new(BufReader::new(whole)))
}

fn each<T: serde::de::DeserializeOwned>(
    path: &Path,
    mut act: impl FnMut(T) -> Outcome<()>,
) -> Outcome<()> {
    for (at_line, line) in lines(path)?.lines().enumerate() {
        let line = line.map_err(at(path))?;
        if line.trim().is_empty() {
            continue;
        }
        let item = serde_json::from_str(&line).map_err(|error| Error::Line {
            line: at_line + 1,
            reason: error.to_string(),
        })?;
        act(item)?;
    }
    Ok(())
}

/// A name as an index keeps it: the JSON of the identity given.
fn name(id: &Value) -> String {
    id.to_string()
}

/// The identity a name stands for.
pub fn identity(name: &str) -> Value {
    serde_json::from_str(name).unwrap_or_else(|_| Value::String(name.to_owned()))
}

/// Indexes a corpus into a folder, which answers as before until all of it is done. `tell` is
/// called with the number of texts so far.
pub fn index(
    corpus: &Path,
    folder: &Path,
    fresh_secret: &[u8; 32],
    mut tell: impl FnMut(usize),
) -> Outcome<usize> {
    let mut folder = Folder::create(folder, fresh_secret)?;
    // The corpus is read twice, so that learning does not hold all of it in memory.
    let mut count = 0_usize;
    each(corpus, |_: serde::de::IgnoredAny| {
        count += 1;
        Ok(())
    })?;
    let phrases = folder.learn(count, |take| {
        let mut at = 0;
        each(corpus, |line: Text| {
            if at % every(count) == 0 {
                take(&Document::of(&line.text));
            }
            at += 1;
            Ok(())
        })
    })?;
    let mut filler = Filler::new(&mut folder, &phrases);
    let mut done = 0;
    each(corpus, |line: Text| {
        filler.add(&name(&line.id), &Document::of(&line.text))?;
        done += 1;
        tell(done);
        Ok(())
    })?;
    filler.finish()?;
    folder.commit()?;
    Ok(done)
}

/// Answers questions, one JSON line each. `cpu` tells the time this thread has worked, in
/// nanoseconds.
pub fn query(
    index: &Index,
    questions: &Path,
    asked: Asked,
    cpu: impl Fn() -> u64,
    out: &mut dyn Write,
) -> Outcome<()> {
    let mut scratch = Scratch::default();
    each(questions, |question: Question| {
        let before = cpu();
        let answer = index.ask(&question.text, asked, &mut scratch)?;
        let micros = cpu().saturating_sub(before) / 1000;
        let line = line(index, &question.qid, &answer, micros);
        writeln!(out, "{line}").map_err(Error::Output)
    })?;
    out.flush().map_err(Error::Output)
}

fn line(index: &Index, qid: &Value, answer: &Answer, micros: u64) -> Value {
    let id = |text: u32| identity(index.name(text).unwrap_or_default());
    let hits: Vec<Value> = answer
        .hits
        .iter()
        .map(|hit| json!([id(hit.text), hit.score]))
        .collect();
    let flagged: Vec<Value> = answer
        .hits
        .iter()
        .filter(|hit| hit.flagged)
        .map(|hit| id(hit.text))
        .collect();
    json!({
        "qid": qid,
        "hits": hits,
        "flagged": flagged,
        "passages": passages(index, answer, index.limits()),
        "cpu_us": micros,
    })
}

/// The passages of an answer in order of the new text; those too short to add to a share are left
/// out.
pub fn passages(index: &Index, answer: &Answer, limits: &Limits) -> Vec<Value> {
    let mut out: Vec<(u32, u32, Value)> = Vec::new();
    for hit in &answer.hits {
        let id = identity(index.name(hit.text).unwrap_or_default());
        for (passage, source) in hit.passages.iter().zip(&hit.places) {
            let quoted = passage.kind == sangkien_novelty::align::Kind::Quoted;
            if passage.counted < limits.least && !quoted {
                continue;
            }
            let query = place(&answer.document, &passage.query);
            let value = json!({
                "id": id,
                "query": [query.start, query.end],
                "source": [source.start, source.end],
                "kind": passage.kind.code(),
                "counted": passage.counted,
            });
            out.push((query.start, hit.text, value));
        }
    }
    out.sort_by_key(|(start, text, _)| (*start, *text));
    out.into_iter().map(|(_, _, value)| value).collect()
}

/// The passages of a pair of a sweep, in order of its first text, whose places are given.
pub fn pair(
    places: &[std::ops::Range<u32>],
    hit: &crate::index::Hit,
    limits: &Limits,
) -> Vec<Value> {
    let sides = places.iter().zip(&hit.places);
    hit.passages
        .iter()
        .zip(sides)
        .filter(|(passage, _)| passage.counted >= limits.least)
        .map(|(passage, (first, second))| {
            json!({
                "first": [first.start, first.end],
                "second": [second.start, second.end],
                "kind": passage.kind.code(),
                "counted": passage.counted,
            })
        })
        .collect()
}
