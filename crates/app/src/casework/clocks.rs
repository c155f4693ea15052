//! The limits and pauses of a dossier as it goes from step to step. Pure: what is to be written
//! is found by comparing before and after.

use jiff::civil::Date;
use sangkien_casework::definition::{ClockMode, LimitRow, Procedure, StateRow, Step};
use sangkien_domain::calendar::{Calendar, Counted, Counting, Cutoff, Pause, count, recount};
use sangkien_domain::id::DossierId;
use sangkien_domain::law::Limit;
use sangkien_domain::time::Instant;

use crate::record::{LimitScope, RunningLimit, StoredPause};

/// Limits and pauses of one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clocks {
    /// Which dossier.
    pub dossier: DossierId,
    /// Limits that run or ran.
    pub limits: Vec<RunningLimit>,
    /// Pauses, first to last.
    pub pauses: Vec<StoredPause>,
}

/// An arrival at a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrival<'a> {
    /// The procedure.
    pub(crate) procedure: &'a Procedure,
    /// The step.
    pub(crate) step: &'a Step,
    /// Its state.
    pub(crate) state: &'a StateRow,
    /// Ordinal of the visit that begins.
    pub(crate) visit: i64,
    /// When.
    pub(crate) at: Instant,
}

impl Clocks {
    /// A dossier whose clock has never run.
    pub(crate) fn new(dossier: DossierId) -> Self {
        Self {
            dossier,
            limits: Vec::new(),
            pauses: Vec::new(),
        }
    }

    /// Ends, begins, stops and resumes what the arrival at a step ends, begins, stops and resumes.
    pub(crate) fn arrive(&mut self, arrival: Arrival<'_>, calendar: &Calendar) {
        let Arrival {
            procedure,
            step,
            state,
            visit,
            at,
        } = arrival;
        self.pause(state, at);
        let over = state.clock == ClockMode::Stopped;
        let ended = state.means.is_end();
        for limit in self
            .limits
            .iter_mut()
            .filter(|limit| limit.met_at.is_none())
        {
            let goes_on = match limit.scope {
                LimitScope::Whole => !over,
                // What follows the result, such as a deposit, may have a limit of its own.
                LimitScope::Step => !ended && runs_through(procedure, &limit.key, &step.key),
            };
            if !goes_on {
                limit.met_at = Some(at);
            }
        }
        let begun = |limits: &[RunningLimit], key: &str| {
            limits.iter().any(|limit| {
                limit.key == key && (limit.met_at.is_none() || limit.scope == LimitScope::Whole)
            })
        };
        if state.clock == ClockMode::Running {
            for row in &procedure.limits {
                if !begun(&self.limits, &row.key) {
                    self.begin(row, LimitScope::Whole, visit, at);
                }
            }
        }
        if !ended {
            for row in &step.limits {
                if !begun(&self.limits, &row.key) {
                    self.begin(row, LimitScope::Step, visit, at);
                }
            }
        }
        self.recount(procedure, calendar);
    }

    fn pause(&mut self, state: &StateRow, at: Instant) {
        let open = self.pauses.iter_mut().find(|pause| pause.until.is_none());
        match (open, state.clock) {
            (Some(pause), ClockMode::Running | ClockMode::Stopped | ClockMode::NotStarted) => {
                pause.until = Some(at);
            }
            (None, ClockMode::Suspended) => self.pauses.push(StoredPause {
                dossier: self.dossier,
                reason: if state.clock_reason.is_empty() {
                    state.label.clone()
                } else {
                    state.clock_reason.clone()
                },
                from: at,
                until: None,
            }),
            _ => {}
        }
    }

    fn begin(&mut self, row: &LimitRow, scope: LimitScope, visit: i64, at: Instant) {
        self.limits.push(RunningLimit {
            dossier: self.dossier,
            key: row.key.clone(),
            visit,
            label: row.label.clone(),
            scope,
            started_at: at,
            due_at: None,
            limit: row.limit.clone(),
            cutoff: row.counts_tomorrow_after,
            met_at: None,
            extended: 0,
        });
    }

    /// Counts every open limit anew.
    pub(crate) fn recount(&mut self, procedure: &Procedure, calendar: &Calendar) {
        let pauses = self.pauses.clone();
        for limit in self
            .limits
            .iter_mut()
            .filter(|limit| limit.met_at.is_none())
        {
            limit.due_at = due(limit, upon(procedure, limit, &pauses), calendar);
        }
    }

    /// How `limit`, one of these, is counted, step by step.
    pub(super) fn counted(
        &self,
        limit: &RunningLimit,
        procedure: &Procedure,
        calendar: &Calendar,
    ) -> Counted {
        let (whole, counting, pauses) = terms(limit, upon(procedure, limit, &self.pauses));
        count(calendar, limit.started_at, &whole, &counting, &pauses)
    }

    /// The last day of whatever ends first; none when nothing runs.
    pub fn due_on(&self) -> Option<Date> {
        self.limits
            .iter()
            .filter(|limit| limit.met_at.is_none())
            .filter_map(|limit| limit.due_at)
            .min()
            .map(Instant::day)
    }
}

/// The pauses that can come upon a limit.
fn upon<'a>(
    procedure: &Procedure,
    limit: &RunningLimit,
    pauses: &'a [StoredPause],
) -> &'a [StoredPause] {
    if limit.scope == LimitScope::Whole || crosses(procedure, &limit.key) {
        pauses
    } else {
        &[]
    }
}

/// Whether the step's limit `key` goes on running at `step`.
fn runs_through(procedure: &Procedure, key: &str, step: &str) -> bool {
    row(procedure, key).is_some_and(|row| row.through.iter().any(|through| through == step))
}

/// Whether the step's limit `key` outlives its step, so that a pause can come upon it.
fn crosses(procedure: &Procedure, key: &str) -> bool {
    row(procedure, key).is_some_and(|row| !row.through.is_empty())
}

fn row<'a>(procedure: &'a Procedure, key: &str) -> Option<&'a LimitRow> {
    procedure
        .steps
        .iter()
        .flat_map(|step| &step.limits)
        .find(|row| row.key == key)
}

/// The last moment of a limit; none while its clock stands.
fn due(limit: &RunningLimit, pauses: &[StoredPause], calendar: &Calendar) -> Option<Instant> {
    let (whole, counting, pauses) = terms(limit, pauses);
    let counted = recount(calendar, limit.started_at, &whole, &counting, &pauses);
    counted.standing.is_none().then_some(counted.due)
}

/// What a limit is counted by: its amount with what was added, the rules of its receipt, and the
/// pauses that come upon it.
fn terms(limit: &RunningLimit, pauses: &[StoredPause]) -> (Limit, Counting, Vec<Pause>) {
    let pauses = pauses
        .iter()
        // A limit that begins where the clock stops is the limit of that stop.
        .filter(|pause| pause.from > limit.started_at)
        .map(|pause| Pause {
            from: pause.from,
            until: pause.until,
            reason: pause.reason.clone(),
        })
        .collect();
    let whole = Limit {
        amount: limit.limit.amount.saturating_add(limit.extended),
        ..limit.limit.clone()
    };
    let counting = Counting {
        cutoff: limit.cutoff.map(|at| Cutoff {
            at,
            citation: limit.limit.citation.clone(),
        }),
    };
    (whole, counting, pauses)
}
