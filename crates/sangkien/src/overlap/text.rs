//! `text decode` and `text extract`.

use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

use sangkien_text::legacy::{Decoded, decode, from_bytes};
use sangkien_text::{Trick, headings, hidden, sentences};
use serde_json::{Value, json};

use crate::cli::TextCommand;
use crate::reader::{self, Answer};
use crate::say::Voice;
use crate::trouble::{Done, Trouble};

/// Largest file that is read, in bytes.
const MOST_BYTES: u64 = 256 << 20;

/// Carries out a `text` command.
pub fn run(command: &TextCommand, voice: Voice) -> Done<ExitCode> {
    match command {
        TextCommand::Decode(input) => {
            let given = read(&input.file)?;
            let decoded = decode(&given);
            voice.say(|| decoded.text.clone(), || described(&given, &decoded))?;
        }
        TextCommand::Extract(input) => {
            if let Some(answer) = reader::document(&input.file)? {
                voice.say(|| answer.text.clone(), || of_document(&answer))?;
                return Ok(ExitCode::SUCCESS);
            }
            let given = read(&input.file)?;
            let decoded = decode(&given);
            voice.say(|| decoded.text.clone(), || extracted(&given, &decoded))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The text of a file, before old encodings are decoded.
pub(super) fn read(file: &Path) -> Done<String> {
    let size = std::fs::metadata(file)
        .map_err(Trouble::file("đọc", file))?
        .len();
    if size > MOST_BYTES {
        return Err(Trouble::Said(format!(
            "Tệp {} lớn hơn {} MB nên không đọc.",
            file.display(),
            MOST_BYTES >> 20
        )));
    }
    let bytes = std::fs::read(file).map_err(Trouble::file("đọc", file))?;
    // A zero stands in no text but UTF-16, which says so in its first two bytes.
    let is_wide = matches!(bytes.as_slice(), [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    if bytes.contains(&0) && !is_wide {
        return Err(Trouble::Said(format!(
            "Tệp {} không phải văn bản và không thuộc loại tệp đọc được. Lưu lại dưới dạng PDF, DOCX, XLSX hoặc PPTX.",
            file.display()
        )));
    }
    Ok(from_bytes(&bytes))
}

/// A byte range as Unicode scalar values.
pub(super) fn scalars(text: &str, place: &Range<usize>) -> [usize; 2] {
    let count = |to: usize| text.get(..to).map_or(0, |part| part.chars().count());
    [count(place.start), count(place.end)]
}

fn runs(given: &str, decoded: &Decoded) -> Vec<Value> {
    let runs = decoded.runs.iter();
    runs.map(
        |(place, encoding)| json!({ "place": scalars(given, place), "encoding": encoding.code() }),
    )
    .collect()
}

fn described(given: &str, decoded: &Decoded) -> Value {
    json!({ "text": decoded.text, "runs": runs(given, decoded) })
}

const fn trick(trick: Trick) -> &'static str {
    match trick {
        Trick::NoWidth => "no-width",
        Trick::SoftHyphen => "soft-hyphen",
        Trick::Direction => "direction",
        Trick::LookAlike => "look-alike",
        Trick::PrivateUse => "private-use",
    }
}

fn extracted(given: &str, decoded: &Decoded) -> Value {
    let mut value = features(&decoded.text);
    if let Some(object) = value.as_object_mut() {
        object.insert("runs".into(), runs(given, decoded).into());
    }
    value
}

/// The text of an office document, its parts, and what a plain text has too.
fn of_document(answer: &Answer) -> Value {
    let mut value = features(&answer.text);
    if let (Some(object), Some(parts)) = (value.as_object_mut(), answer.value.as_object()) {
        object.insert("type".into(), answer.kind.into());
        object.extend(parts.clone());
    }
    value
}

/// Sentences, headings and hidden characters, by their places.
fn features(text: &str) -> Value {
    let sentences: Vec<[usize; 2]> = sentences(text)
        .iter()
        .map(|place| scalars(text, place))
        .collect();
    let headings: Vec<Value> = headings(text)
        .iter()
        .map(|heading| json!({ "place": scalars(text, &heading.place), "rank": heading.rank }))
        .collect();
    let hidden: Vec<Value> = hidden(text)
        .iter()
        .map(|(place, kind)| json!({ "place": scalars(text, place), "kind": trick(*kind) }))
        .collect();
    json!({
        "text": text,
        "sentences": sentences,
        "headings": headings,
        "hidden": hidden,
    })
}
