//! No comparison of texts.

use std::collections::HashSet;
use std::ops::Range;

use sangkien_app::port::{
    CompareError, Comparing, Found, FoundPair, KeptText, Pairing, Question, SweepState,
};
use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;

/// Takes every text and finds nothing, for tests of other things.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoTexts;

impl Comparing for NoTexts {
    fn keeps(&self, _dossier: DossierId, _submission: i64, _edition: i64) -> bool {
        true
    }

    fn keep(&self, _texts: &[KeptText]) -> Result<(), CompareError> {
        Ok(())
    }

    fn keep_only(&self, _dossiers: &HashSet<DossierId>) -> Result<(), CompareError> {
        Ok(())
    }

    fn outdated(&self, _most: usize) -> Vec<DossierId> {
        Vec::new()
    }

    fn tidy(&self) -> Result<bool, CompareError> {
        Ok(false)
    }

    fn compare(&self, _question: Question<'_>) -> Result<Found, CompareError> {
        Ok(Found::default())
    }

    fn pair(
        &self,
        _here: &str,
        _there: &str,
        _excluded: &[Range<u32>],
    ) -> Result<Pairing, CompareError> {
        Ok(Pairing::default())
    }

    fn begin_sweep(&self, _now: Instant) -> Result<(), CompareError> {
        Ok(())
    }

    fn sweep(&self, _most: usize, _now: Instant) -> Result<bool, CompareError> {
        Ok(false)
    }

    fn swept(&self, _least: u32) -> Result<(SweepState, Vec<FoundPair>), CompareError> {
        Ok((SweepState::default(), Vec::new()))
    }
}
