//! Counting open limits anew after a calendar has changed.
//!
//! All in the unit of work that changes the calendar: either the new table is in force and every
//! open limit is counted by it, or nothing has changed. Limits are read once and written in chunks.

use jiff::civil::Date;
use sangkien_casework::clock::Clocks;
use sangkien_domain::calendar::Pause;
use sangkien_domain::id::{DossierId, UnitId};
use sangkien_domain::time::Instant;

use super::Days;
use crate::App;
use crate::caller::Caller;
use crate::failure::Outcome;
use crate::port::Work;
use crate::record::{LimitChange, OpenLimit};

/// Most limits named; the others are counted.
const NAMED: usize = 200;
/// Rows written by one statement, so that its list stays within a few megabytes.
const CHUNK: usize = 20_000;

/// One limit whose last moment moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitMove {
    /// Receipt code of its dossier.
    pub dossier: String,
    /// Name of the limit.
    pub label: String,
    /// When it ended before.
    pub old_due: Instant,
    /// When it ends now.
    pub new_due: Instant,
}

/// What counting anew came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recomputed {
    /// Open limits looked at.
    pub examined: u64,
    /// Limits whose last moment moved.
    pub moved: u64,
    /// The first of those, by identity of the dossier.
    pub moves: Vec<LimitMove>,
}

impl App {
    /// Counts every open limit by the calendars of `days`, writes what moves and keeps why.
    pub(crate) async fn recompute_limits(
        &self,
        work: &mut dyn Work,
        days: &Days,
        reason: &str,
        by: Option<&Caller>,
        now: Instant,
    ) -> Outcome<Recomputed> {
        let open = work.open_limits().await?;
        let mut pauses = work.pauses_of_open_dossiers().await?.into_iter().peekable();
        let mut result = Recomputed {
            examined: u64::try_from(open.len()).unwrap_or(u64::MAX),
            ..Recomputed::default()
        };
        let mut changes: Vec<LimitChange> = Vec::new();
        let mut due_days: Vec<(DossierId, Option<Date>)> = Vec::new();
        let mut desk: Option<(UnitId, _)> = None;
        for limits in open.chunk_by(|one, next| one.dossier == next.dossier) {
            let Some(first) = limits.first() else {
                continue;
            };
            let calendar = match &desk {
                Some((unit, calendar)) if *unit == first.desk => std::sync::Arc::clone(calendar),
                _ => days.calendar_for(work, first.desk, now.day()).await?,
            };
            desk = Some((first.desk, std::sync::Arc::clone(&calendar)));
            let compiled = self.compiled(work, first.version).await?;
            let before = clocks(first.dossier, limits, &mut pauses);
            let mut after = before.clone();
            after.recount(compiled.procedure(), &calendar);
            let moved = changes.len();
            for (old, new) in before.limits.iter().zip(&after.limits) {
                if old.due_at == new.due_at {
                    continue;
                }
                if let (Some(old_due), Some(new_due)) = (old.due_at, new.due_at)
                    && result.moves.len() < NAMED
                {
                    result.moves.push(LimitMove {
                        dossier: first.code.clone(),
                        label: new.label.clone(),
                        old_due,
                        new_due,
                    });
                }
                changes.push(LimitChange {
                    dossier: first.dossier,
                    key: new.key.clone(),
                    visit: new.visit,
                    at: now,
                    old_due: old.due_at,
                    new_due: new.due_at,
                    reason: reason.to_owned(),
                    by: by.map(|caller| caller.actor.person),
                });
            }
            if changes.len() > moved && before.due_on() != after.due_on() {
                due_days.push((first.dossier, after.due_on()));
            }
        }
        result.moved = u64::try_from(changes.len()).unwrap_or(u64::MAX);
        for chunk in changes.chunks(CHUNK) {
            work.move_limits(chunk).await?;
        }
        for chunk in due_days.chunks(CHUNK) {
            work.set_due_days(chunk).await?;
        }
        Ok(result)
    }
}

/// The clocks of one dossier; its pauses are the next ones.
fn clocks(
    id: DossierId,
    limits: &[OpenLimit],
    pauses: &mut std::iter::Peekable<impl Iterator<Item = (DossierId, Pause)>>,
) -> Clocks {
    let mut clocks = Clocks {
        limits: limits.iter().map(|open| open.limit.clone()).collect(),
        pauses: Vec::new(),
    };
    // Both come in the order of dossiers; a dossier without an open limit may have pauses too.
    while let Some((owner, pause)) = pauses.next_if(|(owner, _)| *owner <= id) {
        if owner == id {
            clocks.pauses.push(pause);
        }
    }
    clocks
}
