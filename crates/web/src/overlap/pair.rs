//! A dossier and an earlier one side by side.

use std::ops::Range;

use sangkien_app::overlap::{OverlapPair, Text};
use sangkien_app::record::{OverlapJudgement, OverlapVerdict};
use sangkien_domain::id::DossierId;
use sangkien_http::form::Fields;
use sangkien_pages::overlap::{OverlapPairPage, PairRow, PairSide, VerdictForm, Words};
use sangkien_pages::parts::{Errors, Link, Opt};

use super::alike;
use super::view::{Reading, kind, percent, piece, shown_at, verdict};
use crate::context::Context;
use crate::show;

/// The page; `typed` is what a refused form said.
pub(super) fn page(
    context: &Context,
    id: DossierId,
    pair: &OverlapPair,
    typed: Option<&Fields>,
    errors: Errors,
) -> OverlapPairPage {
    let mut shell = context.shell();
    shell.back = Some(Link::new(
        "Đối chiếu trùng lặp",
        format!("/dossiers/{id}/overlap"),
    ));
    let none = Fields::default();
    let reading = Reading {
        text: &pair.here,
        dossier: id,
        exclude_from: None,
        typed: &none,
        pairs: false,
    };
    let verdicts = &pair.source.verdicts;
    OverlapPairPage {
        shell,
        title: show::title(&pair.title),
        code: pair.code.clone(),
        source: reading.source(1, &pair.source),
        rows: pair
            .passages
            .iter()
            .map(|paired| {
                let passage = &paired.passage;
                let out = if passage.excluded {
                    ", không tính"
                } else {
                    ""
                };
                let side =
                    |dossier, text: &Text, place: &Range<u32>, equal: &[Range<u32>]| PairSide {
                        place: piece(text, place),
                        shown_at: shown_at(dossier, text, place),
                        words: words(text, place, equal),
                    };
                PairRow {
                    kind: kind(passage.kind),
                    size: format!("{} âm tiết giống nhau{out}", passage.counted),
                    here: side(id, &pair.here, &passage.here, &paired.equal_here),
                    there: side(
                        pair.source.found.dossier,
                        &pair.there,
                        &passage.there,
                        &paired.equal_there,
                    ),
                }
            })
            .collect(),
        alike_explained: alike::EXPLAINED.to_owned(),
        alike: alike::rows((id, &pair.here), (&pair.source, &pair.there), &pair.alike),
        verdicts: verdicts.iter().map(told).collect(),
        form: pair.may_judge.then(|| form(id, pair, typed)),
        errors,
    }
}

fn form(id: DossierId, pair: &OverlapPair, typed: Option<&Fields>) -> VerdictForm {
    let verdicts = &pair.source.verdicts;
    let chosen = typed.map_or_else(
        || verdicts.last().map_or("", |last| last.verdict.code()),
        |typed| typed.get("verdict"),
    );
    VerdictForm {
        action: format!(
            "/dossiers/{id}/overlap/{}/verdicts",
            pair.source.found.dossier
        ),
        options: OverlapVerdict::ALL
            .into_iter()
            .map(|one| {
                let (name, explained, _) = verdict(one);
                Opt::new(one.code(), name)
                    .hint(explained)
                    .selected(one.code() == chosen)
            })
            .collect(),
        note: typed.map_or_else(String::new, |typed| typed.get("note").to_owned()),
        seen: verdicts.last().map_or(0, |last| last.ordinal),
    }
}

/// A verdict in a line.
fn told(given: &OverlapJudgement) -> String {
    let (name, _, _) = verdict(given.verdict);
    let note = if given.note.is_empty() {
        String::new()
    } else {
        format!(" Lý do: {}", given.note)
    };
    let amount = if given.longest == 0 {
        "khi đó không có đoạn giống từng chữ".to_owned()
    } else {
        format!(
            "khi đó giống {} %, đoạn dài nhất {} âm tiết",
            percent(given.share),
            given.longest
        )
    };
    let at = show::minute(given.at);
    format!("{name} ({}, {at}; {amount}).{note}", given.by_name)
}

/// The words of a place, told apart by whether the other side has them.
fn words(text: &Text, place: &Range<u32>, equal: &[Range<u32>]) -> Vec<Words> {
    let mut out: Vec<Words> = Vec::new();
    let mut at = place.start;
    let mut push = |range: Range<u32>, equal: bool| {
        let text = text.part(&range, usize::MAX);
        if text.is_empty() {
            return;
        }
        // Spaces and signs between equal syllables are no difference.
        let equal = equal || !text.chars().any(char::is_alphanumeric);
        match out.last_mut() {
            Some(last) if last.equal == equal => last.text.push_str(&text),
            _ => out.push(Words { text, equal }),
        }
    };
    for range in equal {
        let range = range.start.max(at)..range.end.max(at);
        push(at..range.start, false);
        push(range.clone(), true);
        at = range.end;
    }
    push(at..place.end.max(at), false);
    out
}

#[cfg(test)]
mod tests {
    use sangkien_app::overlap::{Piece, Text};

    use super::*;

    #[test]
    fn what_only_one_side_has_stands_apart() {
        let text = Text {
            text: "Nộp hồ sơ qua mạng, không qua giấy".to_owned(),
            pieces: vec![Piece {
                label: String::new(),
                place: 0..34,
                file: None,
            }],
        };
        let all = words(&text, &(0..34), &[0..3, 4..9, 20..25]);
        let told: Vec<(&str, bool)> = all
            .iter()
            .map(|words| (words.text.as_str(), words.equal))
            .collect();
        assert_eq!(
            told,
            [
                ("Nộp hồ sơ", true),
                (" qua mạng, ", false),
                ("không", true),
                (" qua giấy", false)
            ]
        );
    }
}
