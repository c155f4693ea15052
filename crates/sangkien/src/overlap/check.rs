//! `check`: files against an index, as sentences, JSON or a page.

use std::fmt::Write as _;
use std::process::ExitCode;

use sangkien_i18n::doubt::doubt;
use sangkien_i18n::{Language, label};
use sangkien_novelty::Places;
use sangkien_novelty::align::Kind;
use sangkien_novelty::candidates::Scratch;
use sangkien_novelty::report::Limits;
use sangkien_overlap_index::batch::{identity, passages};
use sangkien_overlap_index::index::{Answer, Asked, Index, place};
use sangkien_text::doubt::{Question, find};
use serde_json::{Value, json};

use super::text::scalars;
use super::{open, progress, trouble};
use crate::cli::CheckArguments;
use crate::say::Voice;
use crate::trouble::Done;

/// The most earlier texts that are told.
const TOLD: usize = 20;

struct Checked {
    file: String,
    text: String,
    answer: Answer,
    questions: Vec<Question>,
}

/// Carries out `check`.
pub fn run(input: &CheckArguments, limits: Limits, voice: Voice) -> Done<ExitCode> {
    let index = open(&input.index, limits)?;
    let mut scratch = Scratch::default();
    let mut all = Vec::new();
    for (done, file) in input.files.iter().enumerate() {
        let text = super::text::read(file)?;
        let asked = Asked {
            align: true,
            limit: TOLD,
        };
        let answer = index.ask(&text, asked, &mut scratch).map_err(trouble)?;
        progress(done + 1);
        all.push(Checked {
            file: file.display().to_string(),
            questions: find(&text, None),
            text,
            answer,
        });
    }
    voice.say(
        || {
            if input.html {
                page(&index, &all)
            } else {
                words(&index, &all)
            }
        },
        || Value::Array(all.iter().map(|checked| value(&index, checked)).collect()),
    )?;
    Ok(ExitCode::SUCCESS)
}

fn percent(hundredths: u32) -> String {
    sangkien_text::decimal_comma(i64::from(hundredths))
}

fn kind(kind: Kind) -> &'static str {
    label::passage_kind(kind, Language::Vi)
}

/// The passages worth telling of an answer: name, share, and each with its kind and words.
fn told<'a>(
    index: &'a Index,
    checked: &'a Checked,
) -> impl Iterator<Item = (String, u32, Vec<(Kind, u32, &'a str)>)> {
    let places = Places::of(&checked.text);
    checked.answer.hits.iter().filter_map(move |hit| {
        let found: Vec<(Kind, u32, &str)> = hit
            .passages
            .iter()
            .filter(|passage| {
                passage.counted >= index.limits().least || passage.kind == Kind::Quoted
            })
            .map(|passage| {
                let place = place(&checked.answer.document, &passage.query);
                (
                    passage.kind,
                    passage.counted,
                    places.part(&checked.text, &place),
                )
            })
            .collect();
        let name = match identity(index.name(hit.text)?) {
            Value::String(name) => name,
            other => other.to_string(),
        };
        let share = hit.share.map_or(0, |share| share.hundredths);
        (!found.is_empty()).then_some((name, share, found))
    })
}

fn words(index: &Index, all: &[Checked]) -> String {
    let mut out = String::new();
    for checked in all {
        let whole = checked.answer.whole(index.limits());
        let _ = writeln!(
            out,
            "{}: {} % nội dung có trong các văn bản trước.",
            checked.file,
            percent(whole.hundredths)
        );
        for (name, share, passages) in told(index, checked) {
            let _ = writeln!(out, "  {name}: {} %", percent(share));
            for (how, counted, text) in passages {
                let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let _ = writeln!(out, "    {} ({counted} âm tiết): {text}", kind(how));
            }
        }
        if !checked.questions.is_empty() {
            out.push_str("  Điểm cần tác giả làm rõ:\n");
        }
        for question in &checked.questions {
            let _ = writeln!(out, "    {}", doubt(&question.doubt, Language::Vi));
        }
    }
    out
}

fn value(index: &Index, checked: &Checked) -> Value {
    let whole = checked.answer.whole(index.limits());
    let sources: Vec<Value> = checked
        .answer
        .hits
        .iter()
        .map(|hit| {
            json!({
                "id": identity(index.name(hit.text).unwrap_or_default()),
                "share_hundredths": hit.share.map_or(0, |share| share.hundredths),
                "flagged": hit.flagged,
            })
        })
        .collect();
    let questions: Vec<Value> = checked
        .questions
        .iter()
        .map(|question| {
            json!({
                "place": scalars(&checked.text, &question.place),
                "kind": question.doubt.code(),
                "text": doubt(&question.doubt, Language::Vi),
            })
        })
        .collect();
    json!({
        "file": checked.file,
        "syllables": checked.answer.document.tokens.len(),
        "countable": checked.answer.countable,
        "share_hundredths": whole.hundredths,
        "flagged": checked.answer.hits.iter().any(|hit| hit.flagged),
        "sources": sources,
        "passages": passages(index, &checked.answer, index.limits()),
        "questions": questions,
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn page(index: &Index, all: &[Checked]) -> String {
    let mut out = String::from(
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head><meta charset=\"utf-8\">\
         <title>Đối chiếu nội dung</title></head>\n<body>\n<h1>Đối chiếu nội dung</h1>\n",
    );
    for checked in all {
        let whole = checked.answer.whole(index.limits());
        let _ = write!(
            out,
            "<h2>{}</h2>\n<p>{} % nội dung có trong các văn bản trước.</p>\n",
            escaped(&checked.file),
            percent(whole.hundredths)
        );
        for (name, share, passages) in told(index, checked) {
            let _ = write!(
                out,
                "<h3>{}: {} %</h3>\n<ul>\n",
                escaped(&name),
                percent(share)
            );
            for (how, counted, text) in passages {
                let _ = writeln!(
                    out,
                    "<li>{} ({counted} âm tiết): <q>{}</q></li>",
                    kind(how),
                    escaped(text)
                );
            }
            out.push_str("</ul>\n");
        }
        if !checked.questions.is_empty() {
            out.push_str("<h3>Điểm cần tác giả làm rõ</h3>\n<ul>\n");
            for question in &checked.questions {
                let sentence = doubt(&question.doubt, Language::Vi);
                let _ = writeln!(out, "<li>{}</li>", escaped(&sentence));
            }
            out.push_str("</ul>\n");
        }
    }
    out.push_str("</body>\n</html>");
    out
}
