//! What a person saw when they chose an act, so that an act repeated is one act and an act chosen
//! on an old page is refused.

use sangkien_casework::definition::ActRow;
use sangkien_domain::dossier::Act;
use sangkien_domain::time::Instant;

use crate::App;
use crate::access::Permitted;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::Dossier;

/// What a form was made from. The form carries it, and under it an act is done once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Whatever stands now; for a client that names nothing.
    Now,
    /// The visit with this ordinal.
    Visit(i64),
    /// The header with this version.
    Version(i64),
}

impl Seen {
    /// The visit a dossier stands at, as just read.
    pub fn of(dossier: &Dossier) -> Self {
        Self::Visit(dossier.standing.visit)
    }

    /// Whether the dossier is still as it was seen.
    pub fn fits(self, dossier: &Dossier) -> bool {
        match self {
            Self::Now => true,
            Self::Visit(ordinal) => ordinal == dossier.standing.visit,
            Self::Version(version) => version == dossier.version,
        }
    }

    /// Whether it is for `caller` still as it was seen: from whom a procedure hides where a dossier
    /// stands, it also hides that it has gone on.
    pub(crate) fn fits_for(self, caller: &Caller, dossier: &Dossier) -> bool {
        dossier.is_veiled_from(caller.actor.person) || self.fits(dossier)
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
        if seen.fits_for(caller, dossier) {
            return Ok(Once::Now);
        }
        let visits = store.visits(dossier.id).await?;
        // A header may have changed for other reasons: then the last step must be the one asked for.
        let begun = match seen {
            Seen::Visit(ordinal) => ordinal,
            Seen::Now | Seen::Version(_) => dossier.standing.visit.saturating_sub(1),
        };
        let find = |ordinal: i64| visits.iter().find(|visit| visit.ordinal == ordinal);
        let (before, after) = (find(begun), find(begun.saturating_add(1)));
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
    /// Demands that the step waits for `caller` with an act of this kind. A step that offers none
    /// is refused where the dossier would go on, with the reason.
    ///
    /// # Errors
    /// `Absent` for whoever the act is not for.
    pub(crate) async fn for_this_person(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        dossier: &Permitted<Dossier>,
        kind: Act,
        now: Instant,
    ) -> Outcome<()> {
        let place = self.place_to_act(store, dossier, now).await?;
        let Some(step) = place.step() else {
            return Ok(());
        };
        let Some(row) = step.acts.iter().find(|row| row.kind == kind) else {
            return Ok(());
        };
        if self
            .may_act(store, &caller.actor, dossier, step, row, now)
            .await?
        {
            Ok(())
        } else {
            Err(Failure::Absent)
        }
    }
}
