//! Overlap for whoever judges a dossier without knowing whose it is: names are covered before anything
//! is compared, so that no place and no share tells of them.

use std::ops::Range;

use super::{Subject, Text, ToldSource};
use crate::App;
use crate::access::{self, Cover, Source};
use crate::caller::Caller;
use crate::failure::Outcome;
use crate::port::Reading;

/// Covers the names in a subject that has a cover.
pub(super) fn blind(subject: &mut Subject) {
    let Some(cover) = &subject.cover else { return };
    let moved = covered(&mut subject.text, cover);
    for exclusion in &mut subject.exclusions {
        exclusion.place = moved(&exclusion.place);
        cover.put(&mut exclusion.reason);
    }
}

/// Covers the names in a text; the answer tells where its places stand now. Files go by their numbers.
fn covered(text: &mut Text, cover: &Cover) -> impl Fn(&Range<u32>) -> Range<u32> + use<> {
    let over = cover.over(&text.text);
    text.text.clone_from(&over.text);
    let moved = move |place: &Range<u32>| over.place(place.start)..over.place(place.end);
    let mut number = 0;
    for piece in &mut text.pieces {
        piece.place = moved(&piece.place);
        if let Some(file) = &mut piece.file {
            number += 1;
            piece.label = format!("Tệp {number}");
            for (from, _) in &mut file.pages {
                *from = moved(&(*from..*from)).start;
            }
        }
    }
    moved
}

/// Takes out of a source whatever tells whose it, or what is compared with it, is.
pub(super) fn blind_source(source: &mut ToldSource, cover: &Cover) {
    cover.put(&mut source.title);
    source.authors.clear();
    source.authorship = None;
    for verdict in &mut source.verdicts {
        cover.put(&mut verdict.note);
    }
}

impl Subject {
    /// Its name, as its reader is told it.
    pub(super) fn title(&self) -> String {
        let title = &self.dossier.title;
        let cover = self.cover.as_ref();
        cover.map_or_else(|| title.clone(), |cover| cover.text(title))
    }
}

impl App {
    /// Covers the names in the text of a source: its own, where the reader judges it without knowing
    /// whose it is, and those of the dossier it is compared with.
    pub(super) async fn blind_there(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        subject: &Subject,
        (source, there): (&ToldSource, &mut Text),
    ) -> Outcome<()> {
        let found = access::source(store, &caller.actor, source.found.dossier).await?;
        let own = match &found {
            Source::Open(source) => access::cover(store, source).await?,
            Source::Public(_) | Source::Hidden | Source::Gone => None,
        };
        for cover in [own.as_ref(), subject.cover.as_ref()].into_iter().flatten() {
            let _places = covered(there, cover);
        }
        Ok(())
    }
}
