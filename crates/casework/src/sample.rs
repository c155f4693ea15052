//! One dossier led through a procedure without storage or people: to try a definition out before
//! it is activated, and to follow a story from the command line.
//!
//! Time is what the events say, and never runs backward. Limits are kept by [`Clocks`]. An act that
//! the end of a limit asks for is done by the program a microsecond after the limit's last moment.

use sangkien_domain::calendar::{Calendar, Counted, Pause};
use sangkien_domain::time::Instant;
use serde::Serialize;

use crate::clock::{Arrival, Clocks, LimitScope, RunningLimit};
use crate::condition::{Facts, ValueFault};
use crate::definition::{ActRow, ClockMode, Effect, Opinion, Overdue, StateRow, Step};
use crate::ends::after;
use crate::engine::{Agreement, Axes, Blocked, Compiled, Possible, Taken};

/// Most acts the program does by itself at one go: a procedure that leads back to a limit that
/// is over as soon as it begins would do them for ever.
const MOST_BY_ITSELF: usize = 100;

/// Something that somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Instant,
    /// The key of the act.
    pub act: String,
    /// Who, where several must agree: any name that tells them apart.
    pub by: String,
    /// How many may act, where several must agree.
    pub eligible: usize,
    /// Facts stated along with it, or known by then.
    pub facts: Facts,
    /// Words that go with it.
    pub opinion: String,
}

/// A step the dossier stood at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Visit {
    /// The key of the step.
    pub step: String,
    /// When it was entered.
    pub entered_at: Instant,
    /// The key of the act that led here; nothing at the start.
    pub came_by: Option<String>,
    /// Whether the program did that act because a limit had ended.
    pub by_itself: bool,
    /// Effects of that act.
    pub effects: Vec<Effect>,
}

/// Why an event cannot happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It comes before what has happened.
    TimeRunsBack {
        /// When the last thing happened.
        now: Instant,
    },
    /// The procedure has ended.
    Ended,
    /// The step does not offer the act.
    NotOffered {
        /// Keys of the acts it offers.
        offered: Vec<String>,
    },
    /// Facts that whoever acts must state are not stated.
    NotStated {
        /// Their names.
        facts: Vec<String>,
    },
    /// Values that their facts cannot have.
    Impossible(Vec<ValueFault>),
    /// Words must go with the act.
    NoOpinion,
    /// The same person has chosen before.
    ChosenBefore {
        /// The name.
        by: String,
    },
    /// The act leads nowhere on these facts.
    Blocked(Blocked),
}

/// What came of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// More of those who may act must choose.
    Waiting {
        /// How many have.
        chosen: usize,
        /// How many may.
        eligible: usize,
    },
    /// The dossier has moved.
    Moved {
        /// The key of the act that was taken: with several choices, the one agreed on.
        act: String,
        /// The key of the step it stands at.
        to: String,
    },
}

/// A dossier under way.
#[derive(Debug, Clone)]
pub struct Sample<'a> {
    compiled: &'a Compiled,
    calendar: &'a Calendar,
    clocks: Clocks,
    /// Limits, by key and visit, at whose end the act asked for could not be done.
    given_up: Vec<(String, i64)>,
    step: String,
    now: Instant,
    facts: Facts,
    axes: Axes,
    choices: Vec<(String, String)>,
    visits: Vec<Visit>,
}

impl<'a> Sample<'a> {
    /// A dossier that is begun at `at`. `None` for a procedure without its first step, which does
    /// not compile.
    pub fn begin(compiled: &'a Compiled, calendar: &'a Calendar, at: Instant) -> Option<Self> {
        let (step, state) = compiled.at(&compiled.procedure().start)?;
        let mut sample = Self {
            compiled,
            calendar,
            clocks: Clocks::default(),
            given_up: Vec::new(),
            step: String::new(),
            now: at,
            facts: Facts::new(),
            axes: Axes::default(),
            choices: Vec::new(),
            visits: Vec::new(),
        };
        sample.enter(
            step,
            state,
            Visit {
                step: step.key.clone(),
                entered_at: at,
                came_by: None,
                by_itself: false,
                effects: Vec::new(),
            },
        );
        Some(sample)
    }

    /// Where it stands.
    pub fn here(&self) -> Option<(&'a Step, &'a StateRow)> {
        self.compiled.at(&self.step)
    }

    /// When the last thing happened.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// What is known of it.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The axes beside its state.
    pub fn axes(&self) -> Axes {
        self.axes
    }

    /// Every step it stood at, the last one being where it stands.
    pub fn visits(&self) -> &[Visit] {
        &self.visits
    }

    /// Limits in the order in which they began, with their last moments as known now.
    pub fn limits(&self) -> &[RunningLimit] {
        &self.clocks.limits
    }

    /// Time in which the limits of the whole stood still.
    pub fn pauses(&self) -> &[Pause] {
        &self.clocks.pauses
    }

    /// How a limit, one of [`Sample::limits`], is counted, step by step.
    pub fn counted(&self, limit: &RunningLimit) -> Counted {
        self.clocks
            .counted(limit, self.compiled.procedure(), self.calendar)
    }

    /// The key of the step at which a limit of a step began; none for a limit of the whole.
    pub fn step_of(&self, limit: &RunningLimit) -> Option<&str> {
        let index = usize::try_from(limit.visit).ok()?.checked_sub(1)?;
        let visit = self.visits.get(index)?;
        (limit.scope == LimitScope::Step).then_some(visit.step.as_str())
    }

    /// Whether an apology with a new day is owed for a limit, or was when it was met.
    pub fn owes_apology(&self, limit: &RunningLimit) -> bool {
        limit.is_late(self.now) && self.overdue(limit) == Some(&Overdue::Apology)
    }

    fn overdue(&self, limit: &RunningLimit) -> Option<&'a Overdue> {
        self.compiled
            .procedure()
            .limit(&limit.key)?
            .overdue
            .as_ref()
    }

    /// Acts with where they would lead now.
    pub fn possible(&self) -> Vec<Possible<'a>> {
        self.compiled.possible(&self.step, &self.facts)
    }

    /// Whether the procedure has ended.
    pub fn has_ended(&self) -> bool {
        self.here().is_none_or(|(_, state)| state.means.is_end())
    }

    /// Lets time pass up to and including `until`. Where limits end that ask for an act, the
    /// program does it.
    pub fn pass(&mut self, until: Instant) {
        for _ in 0..MOST_BY_ITSELF {
            let Some((at, act, limit)) = self.next_by_itself(until) else {
                break;
            };
            let at = at.max(self.now);
            self.now = at;
            let taken = self.compiled.take(&self.step, act, &self.facts);
            match taken {
                Ok(taken) => self.go(&taken, at, true),
                // Nobody can do it now; the limit stays over.
                Err(_) => self.given_up.push(limit),
            }
        }
        self.now = self.now.max(until);
    }

    /// The next act that the end of a limit asks for, with the moment after its last one and the
    /// limit.
    fn next_by_itself(&self, until: Instant) -> Option<(Instant, &'a str, (String, i64))> {
        let over = |limit: &&RunningLimit| limit.met_at.is_none() && limit.is_late(until);
        let limits = self.clocks.limits.iter().filter(over);
        limits
            .filter_map(|limit| match self.overdue(limit)? {
                Overdue::Act(act) => Some((
                    after(limit.due_at?),
                    act.as_str(),
                    (limit.key.clone(), limit.visit),
                )),
                Overdue::Apology => None,
            })
            .filter(|(_, _, limit)| !self.given_up.contains(limit))
            .min()
    }

    /// Somebody does something.
    ///
    /// # Errors
    /// [`Refused`] with what stands in the way. Time has passed all the same, unless it would
    /// have run backward.
    pub fn happen(&mut self, event: &Event) -> Result<Outcome, Refused> {
        if event.at < self.now {
            return Err(Refused::TimeRunsBack { now: self.now });
        }
        self.pass(event.at);
        if self.has_ended() {
            return Err(Refused::Ended);
        }
        let facts = self.stated(event)?;
        let act = self.offered(&event.act)?;
        if act.opinion == Opinion::Required && event.opinion.trim().is_empty() {
            return Err(Refused::NoOpinion);
        }
        let alone = act.who.is_some();
        if !alone && self.choices.iter().any(|(by, _)| *by == event.by) {
            return Err(Refused::ChosenBefore {
                by: event.by.clone(),
            });
        }
        let mut choices = self.choices.clone();
        choices.push((event.by.clone(), act.key.clone()));
        let keys: Vec<&str> = choices.iter().map(|(_, act)| act.as_str()).collect();
        // Whoever is not of those who must agree acts alone.
        let agreement = if alone {
            Agreement::Decided(act)
        } else {
            self.compiled.agreement(&self.step, &keys, event.eligible)
        };
        match agreement {
            Agreement::Waiting => {
                let chosen = choices.len();
                self.choices = choices;
                self.facts = facts;
                Ok(Outcome::Waiting {
                    chosen,
                    eligible: event.eligible,
                })
            }
            Agreement::Decided(agreed) => {
                let taken = self
                    .compiled
                    .take(&self.step, &agreed.key, &facts)
                    .map_err(Refused::Blocked)?;
                self.facts = facts;
                self.go(&taken, event.at, false);
                Ok(Outcome::Moved {
                    act: taken.act.key.clone(),
                    to: taken.to.key.clone(),
                })
            }
        }
    }

    fn offered(&self, key: &str) -> Result<&'a ActRow, Refused> {
        let (step, _) = self.here().ok_or(Refused::Ended)?;
        step.act(key).ok_or_else(|| Refused::NotOffered {
            offered: step.acts.iter().map(|act| act.key.clone()).collect(),
        })
    }

    /// What is known once the event's facts are stated.
    fn stated(&self, event: &Event) -> Result<Facts, Refused> {
        let stated = self
            .compiled
            .vocabulary()
            .settle(event.facts.clone())
            .map_err(Refused::Impossible)?;
        let mut facts = self.facts.clone();
        for (name, value) in stated {
            facts.set(name, value);
        }
        let act = self.offered(&event.act)?;
        let missing: Vec<String> = act
            .asks
            .iter()
            .filter(|name| event.facts.get(name).is_none())
            .cloned()
            .collect();
        if missing.is_empty() {
            Ok(facts)
        } else {
            Err(Refused::NotStated { facts: missing })
        }
    }

    fn go(&mut self, taken: &Taken<'a>, at: Instant, by_itself: bool) {
        self.choices.clear();
        self.axes = self.axes.after(&taken.act.effects);
        self.now = at;
        let visit = Visit {
            step: taken.to.key.clone(),
            entered_at: at,
            came_by: Some(taken.act.key.clone()),
            by_itself,
            effects: taken.act.effects.clone(),
        };
        self.enter(taken.to, taken.state, visit);
    }

    fn enter(&mut self, step: &Step, state: &StateRow, visit: Visit) {
        let at = visit.entered_at;
        self.step.clone_from(&step.key);
        self.visits.push(visit);
        let arrival = Arrival {
            procedure: self.compiled.procedure(),
            step,
            state,
            visit: i64::try_from(self.visits.len()).unwrap_or(i64::MAX),
            at,
        };
        self.clocks.arrive(arrival, self.calendar);
    }
}

/// What the clock does where the dossier stands.
impl Sample<'_> {
    /// Whether limits run now, and if not, why.
    pub fn clock(&self) -> (ClockMode, &str) {
        self.here().map_or((ClockMode::Stopped, ""), |(_, state)| {
            (state.clock, state.clock_reason.as_str())
        })
    }
}
