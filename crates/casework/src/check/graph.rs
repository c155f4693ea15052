//! The ways between steps: what can be reached, and from where an end can be.

use super::{Judge, Place, Problem};
use crate::definition::StepKind;

/// A way from one step to another, by their index in the definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    /// Where it begins.
    pub(super) from: usize,
    /// Where it leads.
    pub(super) to: usize,
    /// Whether it is the author who gives up.
    pub(super) withdrawing: bool,
}

impl Judge<'_> {
    /// Steps that cannot be reached, and steps from which no end can be. That the author may
    /// withdraw is no way for an office to come to an end, so withdrawing does not count there.
    pub(super) fn graph(&mut self, ways: &[Way]) {
        let count = self.procedure.steps.len();
        let mut onward = vec![Vec::new(); count];
        let mut concluding = vec![Vec::new(); count];
        let mut back = vec![Vec::new(); count];
        for way in ways {
            push(&mut onward, way.from, way.to);
            if !way.withdrawing {
                push(&mut concluding, way.from, way.to);
                push(&mut back, way.to, way.from);
            }
        }
        if let Some(start) = self.steps.get(self.procedure.start.as_str()) {
            let reached = reachable(&onward, std::iter::once(*start));
            for (index, reached) in reached.iter().enumerate() {
                if !reached {
                    self.fault_of_step(index, Problem::Unreachable);
                }
            }
        }
        let ends = self.procedure.steps.iter().enumerate();
        let ends = ends.filter(|(_, step)| step.kind == StepKind::End);
        let ending = reachable(&back, ends.map(|(index, _)| index));
        let traps = traps(&concluding, &back, &ending);
        let reported = |index: usize| -> Option<Problem> {
            if concluding.get(index).is_none_or(Vec::is_empty) {
                return Some(Problem::DeadEnd);
            }
            match traps.iter().find(|trap| trap.contains(&index)) {
                // A loop is one fault, told at its first step.
                Some(trap) if trap.first() == Some(&index) => Some(Problem::Endless {
                    steps: self.keys(trap),
                }),
                Some(_) => None,
                None => {
                    let from = reachable(&concluding, std::iter::once(index));
                    let stuck: Vec<usize> = (0..count)
                        .filter(|other| *other != index && from.get(*other) == Some(&true))
                        .filter(|other| {
                            concluding.get(*other).is_none_or(Vec::is_empty)
                                || traps.iter().any(|trap| trap.first() == Some(other))
                        })
                        .collect();
                    Some(Problem::LeadsNowhere {
                        steps: self.keys(&stuck),
                    })
                }
            }
        };
        let found: Vec<(usize, Problem)> = ending
            .iter()
            .enumerate()
            .filter(|(_, ends)| !**ends)
            .filter_map(|(index, _)| Some((index, reported(index)?)))
            .collect();
        for (index, problem) in found {
            self.fault_of_step(index, problem);
        }
    }

    fn fault_of_step(&mut self, index: usize, problem: Problem) {
        if let Some(step) = self.procedure.steps.get(index) {
            let place = Place::Step {
                step: step.key.clone(),
            };
            self.fault(place, problem);
        }
    }

    fn keys(&self, indices: &[usize]) -> Vec<String> {
        indices
            .iter()
            .filter_map(|index| self.procedure.steps.get(*index))
            .map(|step| step.key.clone())
            .collect()
    }
}

fn push(lists: &mut [Vec<usize>], at: usize, item: usize) {
    if let Some(list) = lists.get_mut(at) {
        list.push(item);
    }
}

/// What can be reached along `ways`, the beginnings themselves included.
fn reachable(ways: &[Vec<usize>], from: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut reached = vec![false; ways.len()];
    let mut waiting: Vec<usize> = from.collect();
    while let Some(step) = waiting.pop() {
        match reached.get_mut(step) {
            Some(seen) if !*seen => {
                *seen = true;
                waiting.extend(ways.get(step).into_iter().flatten());
            }
            _ => {}
        }
    }
    reached
}

/// Loops that cannot be left: sets of steps that reach one another and nothing else. Each is in
/// the order of the definition.
fn traps(ways: &[Vec<usize>], back: &[Vec<usize>], ending: &[bool]) -> Vec<Vec<usize>> {
    let mut traps: Vec<Vec<usize>> = Vec::new();
    for step in 0..ways.len() {
        let settled = ending.get(step) == Some(&true)
            || ways.get(step).is_none_or(Vec::is_empty)
            || traps.iter().any(|trap| trap.contains(&step));
        if settled {
            continue;
        }
        let reached = reachable(ways, std::iter::once(step));
        let returning = reachable(back, std::iter::once(step));
        let members: Vec<usize> = (0..ways.len())
            .filter(|other| reached.get(*other) == Some(&true))
            .collect();
        if members
            .iter()
            .all(|member| returning.get(*member) == Some(&true))
        {
            traps.push(members);
        }
    }
    traps
}
