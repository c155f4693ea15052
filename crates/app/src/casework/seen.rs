//! What a person saw when they chose an act, so that an act repeated is one act and an act chosen
//! on an old page is refused.

use sangkien_casework::definition::ActRow;

use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::Dossier;

/// The visit that a form was made from. The form carries it, and it is the key under which an act
/// is done once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen(Option<i64>);

impl Seen {
    /// Whatever stands now; for a client that names no visit.
    pub const NOW: Self = Self(None);

    /// The visit with this ordinal.
    pub const fn visit(ordinal: i64) -> Self {
        Self(Some(ordinal))
    }

    /// The visit a dossier stands at, as just read.
    pub fn of(dossier: &Dossier) -> Self {
        Self(Some(dossier.standing.visit))
    }
}

/// Whether an act is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Once {
    /// It is to be done now.
    Now,
    /// The same person has done it from the same page.
    Done,
}

impl App {
    /// Holds `seen` against where the dossier stands; `same` tells the act that is asked for.
    ///
    /// # Errors
    /// `Stale` when the dossier has gone on by another act, or by another person's.
    pub(crate) async fn once(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        dossier: &Dossier,
        seen: Seen,
        same: impl Fn(&ActRow) -> bool + Send,
    ) -> Outcome<Once> {
        let Some(seen) = seen.0 else {
            return Ok(Once::Now);
        };
        if seen == dossier.standing.visit {
            return Ok(Once::Now);
        }
        let visits = store.visits(dossier.id).await?;
        let before = visits.iter().find(|visit| visit.ordinal == seen);
        let after = visits
            .iter()
            .find(|visit| visit.ordinal == seen.saturating_add(1));
        let (Some(before), Some(after)) = (before, after) else {
            return Err(Failure::Stale);
        };
        let compiled = self.compiled(store, before.version).await?;
        let repeated = compiled
            .at(&before.step)
            .and_then(|(step, _)| step.act(&after.came_by))
            .is_some_and(same);
        if repeated && after.entered_by == Some(caller.actor.person) {
            Ok(Once::Done)
        } else {
            Err(Failure::Stale)
        }
    }
}
