//! A source of which the reader knows what the public registry shows, and nothing more.

use sangkien_novelty::align::Kind;

use super::{Authorship, Text, ToldSource, Way};
use crate::failure::Outcome;
use crate::port::{Comparing, FoundPassage, FoundSource};
use crate::record::RegistryEntry;

/// The source as far as the registry shows it; nothing when all that is shared stands elsewhere, in
/// a file or an answer that is not published. The second answer says that some of it does.
pub(super) fn shown(
    comparing: &dyn Comparing,
    (text, excluded): (&str, &[std::ops::Range<u32>]),
    one: &FoundSource,
    entry: RegistryEntry,
) -> Outcome<(Option<ToldSource>, bool)> {
    let there = Text::of(&entry.content);
    let paired = comparing.pair(text, &there.text, excluded)?;
    let there: Vec<FoundPassage> = paired.passages.into_iter().map(|one| one.passage).collect();
    let counted = |passages: &[FoundPassage]| -> u64 {
        let counting = passages
            .iter()
            .filter(|passage| !passage.excluded && passage.kind != Kind::Quoted);
        counting.map(|passage| u64::from(passage.counted)).sum()
    };
    let (shown, all) = (counted(&there), counted(&one.passages));
    let more = shown < all;
    if shown == 0 && more {
        return Ok((None, true));
    }
    let found = if more {
        FoundSource {
            dossier: one.dossier,
            submission: one.submission,
            share: paired.share.min(one.share),
            longest: paired.longest,
            flagged: paired.flagged,
            passages: there,
        }
    } else {
        one.clone()
    };
    Ok((Some(told(entry, found)), more))
}

/// A source by its entry in the registry.
pub(super) fn told(entry: RegistryEntry, found: FoundSource) -> ToldSource {
    ToldSource {
        found,
        title: entry.title,
        code: entry.code.clone(),
        authors: entry.authors_line,
        submitted_at: None,
        later: false,
        authorship: Some(Authorship::Others),
        recognised: true,
        way: Way::Registry(entry.code),
        verdicts: Vec::new(),
    }
}
