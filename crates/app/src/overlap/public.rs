//! A source of which the reader knows what the public registry shows, and nothing more.

use sangkien_novelty::align::Kind;

use super::{Authorship, Text, ToldSource, Way};
use crate::failure::Outcome;
use crate::port::{Comparing, Found, FoundPassage, FoundSource};
use crate::record::RegistryEntry;

/// The source as far as the registry shows it; nothing when all that is shared stands elsewhere, in
/// a file or an answer that is not published. The second answer says that some of it does.
pub(super) fn shown(
    comparing: &dyn Comparing,
    (text, excluded): (&str, &[std::ops::Range<u32>]),
    found: &Found,
    one: &FoundSource,
    entry: RegistryEntry,
) -> Outcome<(Option<ToldSource>, bool)> {
    let there = Text::of(&entry.content);
    let paired = comparing.pair(text, &there.text, excluded)?;
    let passages: Vec<FoundPassage> = paired.into_iter().map(|one| one.passage).collect();
    let counted = |passages: &[FoundPassage]| -> u64 {
        let counting = passages
            .iter()
            .filter(|passage| !passage.excluded && passage.kind != Kind::Quoted);
        counting.map(|passage| u64::from(passage.counted)).sum()
    };
    let (here, all) = (counted(&passages), counted(&one.passages));
    let more = here < all;
    if here == 0 && more {
        return Ok((None, true));
    }
    let found = if more {
        let share = here * 10_000 / u64::from(found.countable.max(1));
        let longest = passages.iter().map(|passage| passage.counted).max();
        FoundSource {
            dossier: one.dossier,
            submission: one.submission,
            share: u32::try_from(share).unwrap_or(0).min(one.share),
            longest: longest.unwrap_or(0),
            // Whether a limit is reached by what is shown alone is not known.
            flagged: false,
            passages,
        }
    } else {
        one.clone()
    };
    let told = ToldSource {
        found,
        title: entry.title,
        code: entry.code.clone(),
        authors: entry.authors_line,
        submitted_at: None,
        later: false,
        authorship: Authorship::Others,
        recognised: true,
        way: Way::Registry(entry.code),
        verdicts: Vec::new(),
    };
    Ok((Some(told), more))
}
