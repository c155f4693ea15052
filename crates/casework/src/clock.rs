//! The limits and pauses of a dossier as it goes from step to step: what begins, ends, stops and
//! resumes. What is to be stored is found by comparing before and after.
//!
//! Limits of the whole begin where the clock first runs and stand still with it. Limits of a step
//! begin when the step is entered, are over when it is left, unless they run through the step that
//! follows, and run whatever the clock does, since they are the time of whoever has the dossier.

use jiff::civil::{Date, Time};
use sangkien_domain::calendar::{Calendar, Counted, Counting, Cutoff, Pause, count, recount};
use sangkien_domain::dossier::State;
use sangkien_domain::law::Limit;
use sangkien_domain::time::Instant;

use crate::definition::{ClockMode, LimitRow, Procedure, StateRow, Step};

/// What a limit is a limit of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LimitScope {
    /// Of the whole procedure.
    Whole,
    /// Of a step, and of those it runs through.
    Step,
}

impl LimitScope {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Step => "step",
        }
    }

    /// The scope of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Whole, Self::Step]
            .into_iter()
            .find(|scope| scope.code() == code)
    }
}

/// A limit that runs, or ran, for a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningLimit {
    /// Key in the definition.
    pub key: String,
    /// The visit at which it began.
    pub visit: i64,
    /// Name shown.
    pub label: String,
    /// What it is a limit of.
    pub scope: LimitScope,
    /// When it began.
    pub started_at: Instant,
    /// The last moment in time; none while the clock stands.
    pub due_at: Option<Instant>,
    /// Amount, unit and source.
    pub limit: Limit,
    /// Time of day after which a receipt counts for the next working day.
    pub cutoff: Option<Time>,
    /// When it was met, or lost its object.
    pub met_at: Option<Instant>,
    /// Units added to the amount since.
    pub extended: u16,
}

impl RunningLimit {
    /// Whether it was, or is at `now`, later than its last moment. A limit that stands still is
    /// not.
    pub fn is_late(&self, now: Instant) -> bool {
        let at = self.met_at.unwrap_or(now);
        self.due_at.is_some_and(|due| at > due)
    }
}

/// Limits and pauses of one dossier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clocks {
    /// Limits that run or ran, in the order in which they began.
    pub limits: Vec<RunningLimit>,
    /// Pauses, first to last.
    pub pauses: Vec<Pause>,
}

/// An arrival at a step.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// The procedure.
    pub procedure: &'a Procedure,
    /// The step.
    pub step: &'a Step,
    /// Its state.
    pub state: &'a StateRow,
    /// Ordinal of the visit that begins.
    pub visit: i64,
    /// When.
    pub at: Instant,
}

impl Clocks {
    /// Ends, begins, stops and resumes what the arrival at a step ends, begins, stops and resumes.
    pub fn arrive(&mut self, arrival: Arrival<'_>, calendar: &Calendar) {
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
        // What its author has not handed in keeps nobody waiting.
        if !ended && state.means != State::Draft {
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
            (None, ClockMode::Suspended) => self.pauses.push(Pause {
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
    pub fn recount(&mut self, procedure: &Procedure, calendar: &Calendar) {
        for limit in self
            .limits
            .iter_mut()
            .filter(|limit| limit.met_at.is_none())
        {
            let (whole, counting, pauses) = terms(limit, upon(procedure, limit, &self.pauses));
            let counted = recount(calendar, limit.started_at, &whole, &counting, &pauses);
            limit.due_at = counted.standing.is_none().then_some(counted.due);
        }
    }

    /// How `limit`, one of these, is counted, step by step.
    pub fn counted(
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
fn upon<'a>(procedure: &Procedure, limit: &RunningLimit, pauses: &'a [Pause]) -> &'a [Pause] {
    if limit.scope == LimitScope::Whole || crosses(procedure, &limit.key) {
        pauses
    } else {
        &[]
    }
}

/// Whether the step's limit `key` goes on running at `step`.
fn runs_through(procedure: &Procedure, key: &str, step: &str) -> bool {
    procedure
        .limit(key)
        .is_some_and(|row| row.through.iter().any(|through| through == step))
}

/// Whether the step's limit `key` outlives its step, so that a pause can come upon it.
fn crosses(procedure: &Procedure, key: &str) -> bool {
    procedure
        .limit(key)
        .is_some_and(|row| !row.through.is_empty())
}

/// What a limit is counted by: its amount with what was added, the rules of its receipt, and the
/// pauses that come upon it while it runs.
fn terms(limit: &RunningLimit, pauses: &[Pause]) -> (Limit, Counting, Vec<Pause>) {
    let over = limit.met_at;
    let pauses = pauses
        .iter()
        // A limit that begins where the clock stops is the limit of that stop.
        .filter(|pause| pause.from > limit.started_at)
        .filter(|pause| over.is_none_or(|over| pause.from < over))
        .map(|pause| Pause {
            until: pause.until.into_iter().chain(over).min(),
            ..pause.clone()
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
