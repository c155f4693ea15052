//! Limits and pauses of one dossier.

use sangkien_domain::calendar::{Calendar, Counted, Counting, Cutoff, Pause, count};
use sangkien_domain::time::Instant;

use crate::definition::{ClockMode, LimitRow, Overdue, Procedure, StateRow, Step};

/// What a limit is counted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The whole procedure.
    Whole,
    /// One visit of a step, by its key.
    Step(String),
}

/// A limit that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// The limit as defined.
    pub row: LimitRow,
    /// What it is counted for.
    pub scope: Scope,
    /// Since when it is counted.
    pub started_at: Instant,
    /// Its last moment, and how that was found.
    pub counted: Counted,
    /// When it was met; nothing while it runs.
    pub met_at: Option<Instant>,
    /// Whether an apology has become due.
    pub apology: bool,
    /// Whether the act asked for at its end could not be done.
    given_up: bool,
}

impl Running {
    /// Whether it was, or is at `now`, later than its last moment. A limit that stands still is
    /// not.
    pub fn is_late(&self, now: Instant) -> bool {
        match self.met_at {
            Some(met_at) => met_at > self.counted.due,
            None => self.counted.standing.is_none() && now > self.counted.due,
        }
    }
}

/// Limits and pauses so far.
#[derive(Debug, Clone)]
pub struct Clock<'a> {
    calendar: &'a Calendar,
    limits: Vec<Running>,
    pauses: Vec<Pause>,
    begun: bool,
}

impl<'a> Clock<'a> {
    pub(super) fn new(calendar: &'a Calendar) -> Self {
        Self {
            calendar,
            limits: Vec::new(),
            pauses: Vec::new(),
            begun: false,
        }
    }

    pub(super) fn limits(&self) -> &[Running] {
        &self.limits
    }

    pub(super) fn pauses(&self) -> &[Pause] {
        &self.pauses
    }

    /// The dossier comes to a step.
    pub(super) fn enter(
        &mut self,
        procedure: &Procedure,
        step: &Step,
        state: &StateRow,
        at: Instant,
    ) {
        for limit in &mut self.limits {
            if limit.scope != Scope::Whole {
                limit.met_at.get_or_insert(at);
            }
        }
        self.turn(procedure, state, at);
        for row in &step.limits {
            let running = self.running(row, Scope::Step(step.key.clone()), at);
            self.limits.push(running);
        }
        self.count_again();
    }

    /// The clock goes into the mode of a state.
    fn turn(&mut self, procedure: &Procedure, state: &StateRow, at: Instant) {
        if let Some(open) = self.pauses.last_mut()
            && open.until.is_none()
        {
            open.until = Some(at);
        }
        match state.clock {
            ClockMode::NotStarted => {}
            ClockMode::Running | ClockMode::Suspended => {
                if !self.begun {
                    self.begun = true;
                    for row in &procedure.limits {
                        let running = self.running(row, Scope::Whole, at);
                        self.limits.push(running);
                    }
                }
                if state.clock == ClockMode::Suspended {
                    self.pauses.push(Pause {
                        from: at,
                        until: None,
                        reason: state.clock_reason.clone(),
                    });
                }
            }
            ClockMode::Stopped => {
                for limit in &mut self.limits {
                    limit.met_at.get_or_insert(at);
                }
            }
        }
    }

    fn running(&self, row: &LimitRow, scope: Scope, at: Instant) -> Running {
        Running {
            row: row.clone(),
            counted: self.counted(row, &scope, at),
            scope,
            started_at: at,
            met_at: None,
            apology: false,
            given_up: false,
        }
    }

    fn counted(&self, row: &LimitRow, scope: &Scope, at: Instant) -> Counted {
        let rules = Counting {
            cutoff: row.counts_tomorrow_after.map(|time| Cutoff {
                at: time,
                citation: row.limit.citation.clone(),
            }),
        };
        let pauses: &[Pause] = match scope {
            Scope::Whole => &self.pauses,
            Scope::Step(_) => &[],
        };
        count(self.calendar, at, &row.limit, &rules, pauses)
    }

    /// Counts every limit of the whole anew, since the pauses have changed.
    fn count_again(&mut self) {
        for number in 0..self.limits.len() {
            let Some(limit) = self.limits.get(number) else {
                continue;
            };
            if limit.scope == Scope::Whole && limit.met_at.is_none() {
                let counted = self.counted(&limit.row, &limit.scope, limit.started_at);
                if let Some(limit) = self.limits.get_mut(number) {
                    limit.counted = counted;
                }
            }
        }
    }

    /// The next act that the end of a limit asks for, with the moment after its last one.
    pub(super) fn next_by_itself(&self, until: Instant) -> Option<(Instant, String)> {
        self.limits
            .iter()
            .filter(|limit| limit.met_at.is_none() && !limit.given_up && limit.is_late(until))
            .filter_map(|limit| match &limit.row.overdue {
                Some(Overdue::Act(act)) => {
                    Some((Instant(limit.counted.due.0.saturating_add(1)), act.clone()))
                }
                Some(Overdue::Apology) | None => None,
            })
            .min()
    }

    /// The act cannot be done.
    pub(super) fn give_up(&mut self, act: &str) {
        for limit in &mut self.limits {
            if matches!(&limit.row.overdue, Some(Overdue::Act(asked)) if asked == act) {
                limit.given_up = true;
            }
        }
    }

    /// Notes apologies that have become due by `now`.
    pub(super) fn look(&mut self, now: Instant) {
        for limit in &mut self.limits {
            if limit.row.overdue == Some(Overdue::Apology) && limit.is_late(now) {
                limit.apology = true;
            }
        }
    }
}
