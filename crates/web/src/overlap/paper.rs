//! The report as a paper: what the page says, in the order of the form.

use sangkien_app::overlap::{AlikePlaces, OverlapSheet, ToldAlike, ToldSource, shown};
use sangkien_app::port::FoundPassage;
use sangkien_app::record::OverlapExclusion;
use sangkien_domain::time::limit_text;
use sangkien_i18n::label;
use serde_json::{Value, json};

use super::alike::{self, size};
use super::view::{self, LEAST};
use super::{EXPLAINED, HIDDEN, lead};
use crate::show::{self, VI};

/// Most characters of a passage on the paper.
const LONGEST: usize = 1_500;

/// What stands on the paper.
pub(super) fn words(sheet: &OverlapSheet) -> Value {
    let report = &sheet.report;
    let sources: Vec<(usize, &ToldSource)> = (1..).zip(&report.sources).collect();
    let mut summary = vec![lead(report)];
    if report.hidden {
        summary.push(HIDDEN.to_owned());
    }
    let passages: Vec<Value> = sources
        .iter()
        .flat_map(|(number, source)| {
            shown(&source.found, LEAST).map(|passage| said(sheet, *number, passage))
        })
        .collect();
    json!({
        "subject": format!("Lập lúc {}, lần nộp {}", limit_text(sheet.at), report.submission),
        "code": report.code,
        "title": show::title(&report.title),
        "summary": summary,
        "sources": sources.iter().map(|(_, source)| row(source)).collect::<Vec<_>>(),
        "passages": passages,
        "alike_explained": alike::EXPLAINED,
        "alike": report
            .alike
            .iter()
            .flat_map(|told| told.stretches.iter().map(|places| in_other_words(sheet, told, places)))
            .collect::<Vec<_>>(),
        "questions": view::questions(&report.text),
        "exclusions": report
            .exclusions
            .iter()
            .filter(|one| one.lifted_at.is_none())
            .map(left_out)
            .collect::<Vec<_>>(),
        "explained": EXPLAINED,
        "reader": sheet.reader,
    })
}

fn row(source: &ToldSource) -> Value {
    json!({
        "code": source.code,
        "title": show::title(&source.title),
        "authors": source.authors,
        "amount": view::amount(&source.found),
        "notes": noted(source).join("; "),
    })
}

/// What stands out of a source, a verdict too.
fn noted(source: &ToldSource) -> Vec<String> {
    let notes = view::notes(source).into_iter();
    notes.map(|(words, _)| words).collect()
}

fn said(sheet: &OverlapSheet, source: usize, passage: &FoundPassage) -> Value {
    let text = &sheet.report.text;
    let kind = label::passage_kind(passage.kind, VI);
    let place = view::piece(text, &passage.here);
    let out = if passage.excluded {
        ", không tính"
    } else {
        ""
    };
    json!({
        "place": format!(
            "Nguồn {source}, {kind}, {} âm tiết{out}, tại mục {place}:",
            passage.counted
        ),
        "words": view::cut(text, &passage.here, LONGEST),
    })
}

fn in_other_words(sheet: &OverlapSheet, told: &ToldAlike, places: &AlikePlaces) -> Value {
    let text = &sheet.report.text;
    let source = &told.source;
    let mut about = vec![show::title(&source.title), size(places)];
    about.extend(noted(source));
    json!({
        "place": format!("Hồ sơ {}, {}:", source.code, about.join("; ")),
        "here": format!(
            "Hồ sơ này, tại mục {}: “{}”",
            view::pieces(text, &places.here),
            view::cut(text, &places.here, LONGEST)
        ),
        "there": format!(
            "Hồ sơ kia, tại mục {}: “{}”",
            view::pieces(&told.there, &places.there),
            view::cut(&told.there, &places.there, LONGEST)
        ),
    })
}

fn left_out(one: &OverlapExclusion) -> Value {
    json!({
        "by": format!("{}, {}", one.by_name, show::minute(one.at)),
        "reason": one.reason,
        "quote": one.quote,
    })
}
