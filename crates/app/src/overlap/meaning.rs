//! Likeness of meaning: what a dossier says that another says in other words, as a model on this machine
//! estimates it. A channel of its own: no share counts it, and authors are told nothing of
//! it. Whoever judges a dossier may conclude on such a pair as on any other.
//!
//! Vectors are made of whole texts, names included. So whoever judges a dossier without knowing whose
//! it is learns nothing here, and of a source that is only published, stretches are told whose
//! every sentence stands in the registry.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;

use sangkien_text::search_key;

use super::{SOURCES, Subject, Text, ToldSource, open, public};
use crate::App;
use crate::access::{self, Source};
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{AlikeStretch, AlikeText, FoundSource, Reading};

/// Sentences that share so many of a hundred syllables are no matter of meaning: what is common word by
/// word is found, or known for a set phrase, without a model.
const SAME_WORDS: usize = 60;

/// A stretch of two texts that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikePlaces {
    /// Where it stands in the text, in Unicode scalar values.
    pub here: Range<u32>,
    /// Where it stands in the other.
    pub there: Range<u32>,
    /// Sentences that answer one another.
    pub sentences: usize,
}

/// Another dossier that says some of it in other words.
#[derive(Debug, Clone)]
pub struct ToldAlike {
    /// The dossier; nothing of it counts.
    pub source: ToldSource,
    /// Its text, as far as the reader may know it.
    pub there: Text,
    /// The stretches, the surest first.
    pub stretches: Vec<AlikePlaces>,
}

impl App {
    /// What other dossiers say in other words, as far as the reader may know of it.
    pub(super) async fn alike(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        subject: &Subject,
    ) -> Outcome<Vec<ToldAlike>> {
        let mut told = Vec::new();
        if subject.cover.is_some() {
            return Ok(told);
        }
        let verdicts = store.overlap_verdicts(subject.dossier.id).await?;
        for one in self.ports.meaning.alike(subject.latest.version()) {
            let Some(mut alike) = self.told_alike(store, caller, subject, &one).await? else {
                continue;
            };
            let on_pair = verdicts
                .iter()
                .filter(|one| one.source == alike.source.found.dossier);
            alike.source.verdicts = on_pair.cloned().collect();
            told.push(alike);
        }
        let sentences =
            |one: &ToldAlike| one.stretches.iter().map(|one| one.sentences).sum::<usize>();
        told.sort_by_key(|one| Reverse(sentences(one)));
        told.truncate(SOURCES);
        Ok(told)
    }

    /// One of them; nothing when the reader may not know of it.
    async fn told_alike(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        subject: &Subject,
        one: &AlikeText,
    ) -> Outcome<Option<ToldAlike>> {
        let id = one.text.dossier;
        let source = access::source(store, &caller.actor, id).await?;
        if matches!(source, Source::Hidden | Source::Gone) {
            return Ok(None);
        }
        // Another text may have come meanwhile, which is held against others soon.
        let latest = store.latest_submission(id).await?;
        let Some(latest) = latest.filter(|latest| latest.version() == one.text) else {
            return Ok(None);
        };
        let whole = self.submitted_text(store, &latest).await?;
        let stretches = one.stretches.iter();
        let stretches = stretches.filter(|stretch| in_other_words(&subject.text, &whole, stretch));
        let nothing_counts = FoundSource {
            dossier: id,
            submission: latest.submission,
            share: 0,
            longest: 0,
            flagged: false,
            passages: Vec::new(),
        };
        let told = match source {
            Source::Open(source) => {
                if access::cover(store, &source).await?.is_some() {
                    return Ok(None);
                }
                ToldAlike {
                    stretches: stretches.filter_map(bounds).collect(),
                    source: open::source(caller, &subject.dossier, *source, &nothing_counts),
                    there: whole,
                }
            }
            Source::Public(code) => {
                let entry = store.registry_entry(&code).await?.ok_or(Failure::Absent)?;
                let there = Text::of(&entry.content);
                ToldAlike {
                    stretches: stretches
                        .filter_map(|stretch| bounds(&moved(stretch, &whole, &there)?))
                        .collect(),
                    source: public::told(entry, nothing_counts),
                    there,
                }
            }
            Source::Hidden | Source::Gone => return Ok(None),
        };
        Ok((!told.stretches.is_empty()).then_some(told))
    }
}

/// From the first sentence to the last, on both sides.
fn bounds(stretch: &AlikeStretch) -> Option<AlikePlaces> {
    let (first, last) = (stretch.first()?, stretch.last()?);
    Some(AlikePlaces {
        here: first.0.start..last.0.end,
        there: first.1.start..last.1.end,
        sentences: stretch.len(),
    })
}

/// The stretch by its places in what is published; nothing when a sentence does not stand there.
fn moved(stretch: &AlikeStretch, whole: &Text, published: &Text) -> Option<AlikeStretch> {
    stretch
        .iter()
        .map(|(here, there)| {
            let sentence = whole.part(there, usize::MAX);
            let (before, _) = published.text.split_once(&sentence)?;
            let from = u32::try_from(before.chars().count()).ok()?;
            Some((here.clone(), from..from + (there.end - there.start)))
        })
        .collect()
}

/// Whether the sentences of a stretch have few syllables in common.
fn in_other_words(here: &Text, there: &Text, stretch: &AlikeStretch) -> bool {
    let shared = stretch.iter().map(|(one, other)| {
        let one = here.part(one, usize::MAX);
        let other = there.part(other, usize::MAX);
        shared_hundredths(&one, &other)
    });
    shared.sum::<usize>() < SAME_WORDS * stretch.len()
}

/// Syllables without marks that both sentences have, of those of the shorter one, in hundredths.
fn shared_hundredths(one: &str, other: &str) -> usize {
    let (one, other) = (search_key(one), search_key(other));
    let [one, other] = [&one, &other].map(|key| key.split(' ').collect::<HashSet<_>>());
    let shorter = one.len().min(other.len()).max(1);
    one.intersection(&other).count() * 100 / shorter
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(answers: &[&str]) -> Text {
        let answers: Vec<(String, String)> = answers
            .iter()
            .map(|answer| (String::new(), (*answer).to_owned()))
            .collect();
        Text::of(&answers)
    }

    #[test]
    fn of_a_published_source_a_stretch_is_told_when_all_of_it_is_published() {
        let whole = text(&["Chưa công bố.", "Câu một đã đăng. Câu hai đã đăng."]);
        let published = text(&["Câu một đã đăng. Câu hai đã đăng."]);
        let stretch = vec![(0..9, 15..31), (10..19, 32..48)];
        let told = moved(&stretch, &whole, &published).unwrap();
        assert_eq!(told, [(0..9, 0..16), (10..19, 17..33)]);
        assert_eq!(published.part(&told[1].1, 99), "Câu hai đã đăng.");
        let hidden = vec![(0..9, 0..13), (10..19, 32..48)];
        assert_eq!(moved(&hidden, &whole, &published), None);
    }

    #[test]
    fn what_shares_its_words_is_no_matter_of_meaning() {
        let here = text(&["Cán bộ quét mã trên giấy hẹn."]);
        let copied = text(&["Cán bộ xã quét mã trên giấy hẹn"]);
        let anew = text(&["Nhân viên dùng máy đọc phiếu"]);
        let stretch = |there: &Text| vec![(0..here.length(), 0..there.length())];
        assert!(!in_other_words(&here, &copied, &stretch(&copied)));
        assert!(in_other_words(&here, &anew, &stretch(&anew)));
    }
}
