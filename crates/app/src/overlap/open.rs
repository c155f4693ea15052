//! A source that the reader may read.

use sangkien_domain::dossier::State;
use sangkien_domain::time::Instant;

use super::{Authorship, ToldSource, Way};
use crate::access::Permitted;
use crate::caller::Caller;
use crate::port::FoundSource;
use crate::record::Dossier;

/// The source as its reader knows it.
pub(super) fn source(
    caller: &Caller,
    dossier: &Permitted<Dossier>,
    source: Permitted<Dossier>,
    found: &FoundSource,
) -> ToldSource {
    let authors = |dossier: &Dossier| {
        let mut all = dossier.facts.authors.clone();
        all.push(dossier.facts.owner);
        all.sort_unstable();
        all.dedup();
        all
    };
    let before = dossier.submitted_at.unwrap_or(Instant(i64::MAX));
    ToldSource {
        authorship: Some(Authorship::of(&authors(dossier), &authors(&source))),
        later: source.submitted_at.is_some_and(|at| at > before),
        // Its own authors learn that from its page, when they are to know.
        recognised: source.facts.state == State::Recognised
            && !source.facts.concerns(caller.actor.person),
        code: source.code.clone().unwrap_or_default(),
        authors: source.authors_line.clone(),
        submitted_at: source.submitted_at,
        way: Way::Dossier,
        verdicts: Vec::new(),
        found: found.clone(),
        title: source.into_inner().title,
    }
}
