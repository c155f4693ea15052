//! Sources, passages and the ribbon as the pages show them.

use std::ops::Range;

use sangkien_app::overlap::{Authorship, Kind, Text, ToldSource, Way, shown};
use sangkien_app::port::{FoundPassage, FoundSource};
use sangkien_app::record::{OverlapExclusion, OverlapVerdict};
use sangkien_domain::id::DossierId;
use sangkien_http::form::Fields;
use sangkien_i18n::doubt::doubt;
use sangkien_i18n::label;
use sangkien_pages::overlap::{ExcludeForm, ExclusionView, PassageView, RibbonPart, SourceView};
use sangkien_pages::parts::{Fact, Link, Tag, Tone};

use crate::file_text;
use crate::show::{self, VI};

/// Passages of fewer counted syllables do not add to the share and would only be noise.
pub(super) const LEAST: u32 = 20;
/// Most characters of a passage on the report; all of it stands side by side with its source.
const LONGEST: usize = 700;

/// What sources are shown beside.
pub(super) struct Reading<'a> {
    /// The compared text.
    pub(super) text: &'a Text,
    /// The dossier it is of.
    pub(super) dossier: DossierId,
    /// The submission, for whoever may say that something of it does not count.
    pub(super) exclude_from: Option<i64>,
    /// What was typed in a form that was refused.
    pub(super) typed: &'a Fields,
    /// Whether sources can be opened side by side.
    pub(super) pairs: bool,
}

/// "12,5" for hundredths of a percent.
pub(super) fn percent(hundredths: u32) -> String {
    sangkien_text::decimal_comma(i64::from(hundredths))
}

/// The answer that a place of the text stands in, or the file and its page.
pub(super) fn piece(text: &Text, place: &Range<u32>) -> String {
    let Some(piece) = text.piece(place.start) else {
        return String::new();
    };
    match piece.page(place.start) {
        Some(page) => format!("{}, trang {page}", piece.label),
        None => piece.label.clone(),
    }
}

/// The answers or files that a place of the text reaches over: the first, and the last when that is
/// another.
pub(super) fn pieces(text: &Text, place: &Range<u32>) -> String {
    let first = piece(text, place);
    let end = place.end.saturating_sub(1);
    let last = piece(text, &(end..end));
    if last == first || last.is_empty() {
        first
    } else {
        format!("{first} – {last}")
    }
}

/// Where a place of the text is shown, when it stands in a file.
pub(super) fn shown_at(dossier: DossierId, text: &Text, place: &Range<u32>) -> Option<Link> {
    let piece = text.piece(place.start)?;
    let file = piece.file.as_ref()?;
    let begins = piece.place.start;
    let within = place.start - begins..place.end.min(piece.place.end) - begins;
    let words = match piece.page(place.start) {
        Some(page) => format!("Xem trong tệp, trang {page}"),
        None => "Xem trong tệp".to_owned(),
    };
    let href = file_text::stretch(dossier, file.id, &within);
    Some(Link::new(words, href))
}

/// Dates and figures that do not fit one another, as questions.
pub(super) fn questions(text: &Text) -> Vec<String> {
    sangkien_text::doubt::find(&text.text, None)
        .iter()
        .map(|question| doubt(&question.doubt, VI))
        .collect()
}

/// How a passage was taken over.
pub(super) fn kind(kind: Kind) -> Tag {
    let tone = match kind {
        Kind::Quoted => Tone::Plain,
        _ => Tone::Active,
    };
    Tag::new(label::passage_kind(kind, VI), tone)
}

/// What somebody held of a pair.
pub(super) const fn verdict(verdict: OverlapVerdict) -> (&'static str, &'static str, Tone) {
    match verdict {
        OverlapVerdict::Duplicate => (
            "Trùng",
            "Nội dung chính đã có trong hồ sơ trước.",
            Tone::Late,
        ),
        OverlapVerdict::Continues => (
            "Kế thừa",
            "Dựa trên hồ sơ trước, có nêu nguồn và có điểm mới.",
            Tone::Soon,
        ),
        OverlapVerdict::SameTopic => (
            "Cùng chủ đề",
            "Cùng vấn đề, giải pháp khác nhau.",
            Tone::Plain,
        ),
        OverlapVerdict::Different => (
            "Không trùng",
            "Phần giống nhau không phải nội dung sáng kiến.",
            Tone::Good,
        ),
    }
}

/// What is said of a source in a few words each.
pub(super) fn notes(source: &ToldSource) -> Vec<(String, Tone)> {
    let mut notes: Vec<(String, Tone)> = Vec::new();
    if source.found.flagged {
        notes.push(("Vượt ngưỡng".into(), Tone::Late));
    }
    if source.recognised {
        notes.push(("Đã công nhận".into(), Tone::State));
    }
    match source.authorship {
        Some(Authorship::Own) => notes.push(("Cùng tác giả".into(), Tone::Plain)),
        Some(Authorship::Joint) => notes.push(("Có tác giả chung".into(), Tone::Plain)),
        Some(Authorship::Others) | None => {}
    }
    if source.later {
        notes.push(("Nộp sau hồ sơ này".into(), Tone::Plain));
    }
    if let Some(last) = source.verdicts.last() {
        let (name, _, tone) = verdict(last.verdict);
        notes.push((format!("Kết luận: {name}"), tone));
    }
    notes
}

/// What is said of an earlier dossier, however it is alike.
pub(super) struct Earlier {
    pub(super) title: String,
    /// Where the reader can read it.
    pub(super) href: String,
    pub(super) tags: Vec<Tag>,
    pub(super) facts: Vec<Fact>,
}

/// What is said of an earlier dossier, as far as its reader may know of it.
pub(super) fn earlier(source: &ToldSource) -> Earlier {
    let mut facts = vec![Fact::new("Mã hồ sơ", &source.code)];
    if !source.authors.is_empty() {
        facts.push(Fact::new("Tác giả", &source.authors));
    }
    if let Some(at) = source.submitted_at {
        facts.push(Fact::new("Nộp lúc", show::minute(at)));
    }
    Earlier {
        title: show::title(&source.title),
        href: match &source.way {
            Way::Dossier => format!("/dossiers/{}", source.found.dossier),
            Way::Registry(code) => format!("/registry/{code}"),
        },
        tags: notes(source)
            .into_iter()
            .map(|(words, tone)| Tag::new(words, tone))
            .collect(),
        facts,
    }
}

/// How much a source has of the dossier.
pub(super) fn amount(found: &FoundSource) -> String {
    if found.longest == 0 && found.share == 0 {
        return "Không có đoạn giống từng chữ".to_owned();
    }
    format!(
        "{} % nội dung hồ sơ này; đoạn dài nhất {} âm tiết",
        percent(found.share),
        found.longest
    )
}

/// A part of the text, no longer than `most` characters.
pub(super) fn cut(text: &Text, place: &Range<u32>, most: usize) -> String {
    let words = text.part(place, most + 1);
    if words.chars().count() <= most {
        return words;
    }
    let short: String = words.chars().take(most).collect();
    format!("{short}…")
}

impl Reading<'_> {
    /// A source with its passages.
    pub(super) fn source(&self, number: usize, source: &ToldSource) -> SourceView {
        let found = &source.found;
        let Earlier {
            title,
            href,
            tags,
            mut facts,
        } = earlier(source);
        facts.push(Fact::new("Phần giống nhau", amount(found)));
        let id = self.dossier;
        SourceView {
            number,
            title,
            href: Some(href),
            tags,
            facts,
            passages: shown(found, LEAST)
                .enumerate()
                .map(|(at, passage)| self.passage(number, at + 1, passage))
                .collect(),
            pair: self.pairs.then(|| {
                Link::new(
                    "So từng đoạn và kết luận",
                    format!("/dossiers/{id}/overlap/{}", found.dossier),
                )
            }),
        }
    }

    fn passage(&self, source: usize, number: usize, passage: &FoundPassage) -> PassageView {
        let field = format!("reason.{source}.{number}");
        let counts = !passage.excluded && passage.kind != Kind::Quoted;
        PassageView {
            place: piece(self.text, &passage.here),
            kind: kind(passage.kind),
            size: format!("{} âm tiết", passage.counted),
            words: cut(self.text, &passage.here, LONGEST),
            shown_at: shown_at(self.dossier, self.text, &passage.here),
            excluded: passage.excluded,
            exclude: self
                .exclude_from
                .filter(|_| counts)
                .map(|submission| ExcludeForm {
                    action: format!("/dossiers/{}/overlap-exclusions", self.dossier),
                    submission,
                    from: passage.here.start,
                    to: passage.here.end,
                    reason: self.typed.get(&field).to_owned(),
                    field,
                }),
        }
    }

    /// The text as a ribbon: every passage that counts, in the colour of its source.
    pub(super) fn ribbon(&self, sources: &[ToldSource]) -> Vec<RibbonPart> {
        let whole = u64::from(self.text.length().max(1));
        let thousandths = |at: u32| u32::try_from(u64::from(at) * 1000 / whole).unwrap_or(1000);
        let mut parts: Vec<RibbonPart> = (1..)
            .zip(sources)
            .flat_map(|(number, source)| {
                shown(&source.found, LEAST)
                    .filter(|passage| !passage.excluded)
                    .map(move |passage| (number, passage))
            })
            .map(|(number, passage)| {
                let from = thousandths(passage.here.start);
                RibbonPart {
                    from,
                    length: thousandths(passage.here.end).saturating_sub(from).max(2),
                    source: number,
                    label: format!(
                        "Nguồn {number}, {}, {}",
                        label::passage_kind(passage.kind, VI),
                        piece(self.text, &passage.here)
                    ),
                }
            })
            .collect();
        // The weightiest source is drawn last, over the others.
        parts.sort_by_key(|part| std::cmp::Reverse(part.source));
        parts
    }
}

/// A stretch that was said not to count.
pub(super) fn exclusion(id: DossierId, one: &OverlapExclusion, may_lift: bool) -> ExclusionView {
    let by = format!("{}, {}", one.by_name, show::minute(one.at));
    let open = one.lifted_at.is_none();
    ExclusionView {
        quote: one.quote.clone(),
        reason: one.reason.clone(),
        by: match one.lifted_at {
            Some(at) => format!("{by}. Tính lại từ {}", show::minute(at)),
            None => format!("{by}. Lần nộp {}", one.submission),
        },
        lift: (may_lift && open)
            .then(|| format!("/dossiers/{id}/overlap-exclusions/{}/end", one.number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sangkien_app::overlap::Piece;

    #[test]
    fn a_place_over_several_answers_is_named_by_the_first_and_the_last() {
        let piece = |label: &str, place| Piece {
            label: label.into(),
            place,
            file: None,
        };
        let text = Text {
            text: "một hai ba".into(),
            pieces: vec![
                piece("Thực trạng", 0..3),
                piece("Giải pháp", 4..7),
                piece("Lợi ích", 8..10),
            ],
        };
        assert_eq!(pieces(&text, &(0..3)), "Thực trạng");
        assert_eq!(pieces(&text, &(4..10)), "Giải pháp – Lợi ích");
        assert_eq!(pieces(&text, &(1..4)), "Thực trạng");
    }
}
