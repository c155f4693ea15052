//! Keeping the texts that are compared up with storage.
//!
//! Storage is what counts: whatever was submitted is kept for comparison, and what keeps it may be
//! thrown away and made again. A submission is found by the next question after its commit, long
//! before anybody recognises it.

use std::sync::PoisonError;

use sangkien_domain::id::{DossierId, ProcedureVersionId};
use sangkien_domain::time::Instant;

use super::text::{Text, compose};
use crate::App;
use crate::dossier::thaw;
use crate::failure::{Failure, Outcome};
use crate::port::{CompareError, KeptText, Reading};
use crate::record::{ReadState, StoredFile, SubmittedText};

/// Texts kept in one step.
const CHUNK: usize = 100;
/// A stamp is taken when a request begins and seen when its transaction has ended; none takes longer
/// than this, in microseconds.
const MARGIN: i64 = 600_000_000;

impl From<CompareError> for Failure {
    fn from(error: CompareError) -> Self {
        Self::Inconsistent(error.to_string())
    }
}

/// From when on to ask again, when all was kept up to the stamp `seen`.
pub(super) fn since(seen: Option<Instant>) -> Instant {
    Instant(seen.map_or(i64::MIN, |seen| seen.0.saturating_sub(MARGIN)))
}

impl App {
    /// Keeps the text of every submission that is not kept yet; gives how many.
    ///
    /// # Errors
    /// `Store` when storage fails; `Inconsistent` when texts cannot be kept.
    pub async fn catch_up_overlap(&self) -> Outcome<usize> {
        let mut store = self.read().await?;
        self.catch_up(store.as_mut()).await
    }

    pub(super) async fn catch_up(&self, store: &mut dyn Reading) -> Outcome<usize> {
        let seen = *self
            .overlap_seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let latest = store.latest_submissions(since(seen)).await?;
        let comparing = &self.ports.comparing;
        if seen.is_none() {
            comparing.keep_only(&latest.iter().map(|one| one.dossier).collect())?;
        }
        let missing: Vec<&SubmittedText> = latest
            .iter()
            .filter(|one| !comparing.keeps(one.dossier, one.submission, one.edition()))
            .collect();
        for chunk in missing.chunks(CHUNK) {
            let mut texts = Vec::new();
            for one in chunk {
                texts.push(self.kept_text(store, one).await?);
            }
            comparing.keep(&texts)?;
        }
        if let Some(last) = latest.iter().map(SubmittedText::changed_at).max() {
            *self
                .overlap_seen
                .lock()
                .unwrap_or_else(PoisonError::into_inner) = Some(last);
        }
        Ok(missing.len())
    }

    /// Reads some of the texts anew that an earlier engine read; gives how many. The others answer
    /// meanwhile.
    ///
    /// # Errors
    /// `Store` when storage fails; `Inconsistent` when texts cannot be kept.
    pub async fn renew_overlap(&self) -> Outcome<usize> {
        let outdated = self.ports.comparing.outdated(CHUNK);
        if outdated.is_empty() {
            return Ok(0);
        }
        let mut store = self.read().await?;
        let mut texts = Vec::new();
        for dossier in outdated {
            if let Some(one) = store.latest_submission(dossier).await? {
                texts.push(self.kept_text(store.as_mut(), &one).await?);
            }
        }
        self.ports.comparing.keep(&texts)?;
        Ok(texts.len())
    }

    /// Puts what is compared into better order where that is due; whether it was. It may take long
    /// and keeps nobody waiting.
    ///
    /// # Errors
    /// `Inconsistent` when that fails; what was there answers on.
    pub fn tidy_overlap(&self) -> Outcome<bool> {
        Ok(self.ports.comparing.tidy()?)
    }

    pub(super) async fn kept_text(
        &self,
        store: &mut dyn Reading,
        one: &SubmittedText,
    ) -> Outcome<KeptText> {
        Ok(KeptText {
            dossier: one.dossier,
            submission: one.submission,
            edition: one.edition(),
            text: self.submitted_text(store, one).await?.text,
        })
    }

    /// The last submission of a dossier with its compared text. The caller was let in before.
    pub(super) async fn latest_text(
        &self,
        store: &mut dyn Reading,
        id: DossierId,
    ) -> Outcome<Option<(SubmittedText, Text)>> {
        let Some(latest) = store.latest_submission(id).await? else {
            return Ok(None);
        };
        let text = self.submitted_text(store, &latest).await?;
        Ok(Some((latest, text)))
    }

    /// The compared text of a submission.
    pub(super) async fn submitted_text(
        &self,
        store: &mut dyn Reading,
        one: &SubmittedText,
    ) -> Outcome<Text> {
        let rules = self.rules(store, one.rules).await?;
        let submissions = store.submissions(one.dossier).await?;
        let submission = submissions
            .iter()
            .find(|submission| submission.ordinal == one.submission)
            .ok_or_else(|| {
                Failure::Inconsistent(format!(
                    "submission {} of dossier {} is missing",
                    one.submission, one.dossier
                ))
            })?;
        let (sections, _, files) = thaw(submission)?;
        let text = compose(&rules.form, &sections);
        self.with_files(store, one.dossier, text, &files, one.procedure)
            .await
    }

    /// Adds what was read in files to a compared text.
    pub(super) async fn with_files(
        &self,
        store: &mut dyn Reading,
        dossier: DossierId,
        mut text: Text,
        files: &[StoredFile],
        procedure: Option<ProcedureVersionId>,
    ) -> Outcome<Text> {
        if files.is_empty() {
            return Ok(text);
        }
        let procedure = match procedure {
            Some(version) => Some(self.compiled(store, version).await?),
            None => None,
        };
        // The procedure says of each part whether it is compared; what is beside them is.
        let is_compared = |file: &StoredFile| {
            let (Some(key), Some(compiled)) = (&file.component, &procedure) else {
                return true;
            };
            let mut parts = compiled.procedure().components.iter();
            parts
                .find(|part| part.key == *key)
                .is_none_or(|part| part.overlap)
        };
        for reading in store.file_readings(dossier).await? {
            let file = files.iter().find(|file| file.id == reading.file);
            let file = file.filter(|file| is_compared(file));
            if let (Some(file), ReadState::Read) = (file, reading.state)
                && let Some(read) = store.read_text(file.id).await?
            {
                text.push_file(file, &read);
            }
        }
        Ok(text)
    }
}
