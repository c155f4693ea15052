//! Holding the texts of submissions against others by meaning, one after another.
//!
//! Storage is what counts, as in [`super::upkeep`]. A text that the model fails at is put off, ever
//! longer, so that it keeps no other waiting and does not fill the log; a new text of its dossier is
//! tried at once, and so is everything by a new start.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{MutexGuard, PoisonError};

use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;

use super::upkeep::since;
use crate::App;
use crate::failure::Outcome;
use crate::port::{KeptText, Reading, TextVersion};
use crate::record::SubmittedText;

/// How long a text is put off at first, in seconds; each time twice as long.
const FIRST_PAUSE: i64 = 60;
/// The longest that a text is put off, in seconds.
const LONGEST_PAUSE: i64 = 86_400;

/// How far texts were held against others.
#[derive(Debug, Default)]
pub(crate) struct MeaningProgress {
    /// Stamp of the last submission that was looked at.
    seen: Option<Instant>,
    /// What the model failed at, by dossier.
    put_off: BTreeMap<DossierId, PutOff>,
}

/// A text that the model failed at.
#[derive(Debug)]
struct PutOff {
    text: TextVersion,
    pause: i64,
    until: Instant,
}

impl MeaningProgress {
    /// Puts a text off; whether it is the first time.
    fn put_off(&mut self, text: TextVersion, now: Instant) -> bool {
        let before = self.put_off.get(&text.dossier);
        let before = before.filter(|before| before.text == text);
        let pause = before.map_or(FIRST_PAUSE, |before| (before.pause * 2).min(LONGEST_PAUSE));
        let is_first = before.is_none();
        let until = now.plus_seconds(pause);
        let put_off = PutOff { text, pause, until };
        self.put_off.insert(text.dossier, put_off);
        is_first
    }

    /// Whether this very text is put off.
    fn has(&self, text: TextVersion) -> bool {
        let put_off = self.put_off.get(&text.dossier);
        put_off.is_some_and(|put_off| put_off.text == text)
    }

    /// The dossiers whose texts were put off until now, the longest due first.
    fn due(&self, now: Instant) -> Vec<DossierId> {
        let due = self.put_off.values().filter(|one| one.until <= now);
        let mut due: Vec<_> = due.map(|one| (one.until, one.text.dossier)).collect();
        due.sort_unstable();
        due.into_iter().map(|(_, dossier)| dossier).collect()
    }
}

impl SubmittedText {
    /// The text it is now.
    pub(super) fn version(&self) -> TextVersion {
        TextVersion {
            dossier: self.dossier,
            submission: self.submission,
            edition: self.edition(),
        }
    }
}

impl App {
    /// Whether a model is used here.
    pub fn uses_meaning(&self) -> bool {
        self.ports.meaning.is_used()
    }

    /// The text of a submission that is to be held against others by meaning now, if a model is used
    /// and any is left: first those that nobody tried, the newest first, then those that were put off long enough.
    ///
    /// # Errors
    /// `Store` when storage fails; `Inconsistent` when texts cannot be kept.
    pub async fn text_without_meaning(&self) -> Outcome<Option<KeptText>> {
        let meaning = &self.ports.meaning;
        if !meaning.is_used() {
            return Ok(None);
        }
        let mut store = self.read().await?;
        let seen = self.meaning_progress().seen;
        let latest = store.latest_submissions(since(seen)).await?;
        if seen.is_none() {
            meaning.keep_only(&latest.iter().map(|one| one.dossier).collect())?;
        }
        let next = {
            let mut progress = self.meaning_progress();
            // Of a whole registry, what somebody is working on is mostly what came last.
            let mut newest: Vec<&SubmittedText> = latest.iter().collect();
            newest.sort_by_key(|one| Reverse(one.changed_at()));
            let missing = newest.into_iter().map(|one| (one, one.version()));
            let mut missing = missing.filter(|(_, text)| !meaning.keeps(*text));
            let next = missing.find(|(_, text)| !progress.has(*text));
            if next.is_none() {
                // What is put off is remembered by itself.
                let last = latest.iter().map(SubmittedText::changed_at).max();
                progress.seen = last.or(progress.seen);
            }
            next
        };
        if let Some((one, _)) = next {
            return Ok(Some(self.kept_text(store.as_mut(), one).await?));
        }
        self.text_put_off(store.as_mut()).await
    }

    /// The text that was put off and is due longest.
    async fn text_put_off(&self, store: &mut dyn Reading) -> Outcome<Option<KeptText>> {
        let due = self.meaning_progress().due(self.now());
        for dossier in due {
            let latest = store.latest_submission(dossier).await?;
            let waits = |one: &SubmittedText| !self.ports.meaning.keeps(one.version());
            if let Some(one) = latest.filter(waits) {
                return Ok(Some(self.kept_text(store, &one).await?));
            }
            self.meaning_progress().put_off.remove(&dossier);
        }
        Ok(None)
    }

    /// Holds a text against others by meaning, which takes seconds, and keeps what was found.
    ///
    /// # Errors
    /// `Inconsistent` when the model cannot be used; then the text is to be put off.
    pub fn keep_meaning(&self, text: &KeptText) -> Outcome<()> {
        self.ports.meaning.keep(text)?;
        self.meaning_progress().put_off.remove(&text.dossier);
        Ok(())
    }

    /// Puts off a text that the model failed at: for a minute, and each time for twice as long, up to
    /// a day. Whether it is the first time for this text.
    pub fn put_off_meaning(&self, text: TextVersion) -> bool {
        let now = self.now();
        self.meaning_progress().put_off(text, now)
    }

    fn meaning_progress(&self) -> MutexGuard<'_, MeaningProgress> {
        self.meaning_progress
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn pauses_grow_to_a_day_and_begin_anew_with_another_text() {
        let mut progress = MeaningProgress::default();
        let text = |dossier, edition| TextVersion {
            dossier: DossierId(Uuid::from_u128(dossier)),
            submission: 1,
            edition,
        };
        let mut now = Instant(0);
        let mut pauses = Vec::new();
        for round in 0..13 {
            assert_eq!(progress.put_off(text(1, 0), now), round == 0);
            let until = progress.put_off[&text(1, 0).dossier].until;
            assert!(progress.due(Instant(until.0 - 1)).is_empty());
            assert_eq!(progress.due(until), [text(1, 0).dossier]);
            pauses.push((until.0 - now.0) / 1_000_000);
            now = until;
        }
        assert_eq!(pauses[..4], [60, 120, 240, 480]);
        assert_eq!(pauses[10..], [61_440, 86_400, 86_400]);
        assert!(progress.has(text(1, 0)) && !progress.has(text(1, 5)));
        assert!(progress.put_off(text(1, 5), now));
        progress.put_off(text(2, 0), Instant(now.0 - 1));
        let due = progress.due(now.plus_seconds(60));
        assert_eq!(due, [text(2, 0).dossier, text(1, 5).dossier]);
    }
}
