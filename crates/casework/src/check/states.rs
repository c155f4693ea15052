//! States: what they mean, what the author is told, and whether the clock runs.

use std::collections::HashSet;

use sangkien_domain::dossier::State;

use super::{Judge, Place, Problem};
use crate::definition::{AuthorSees, ClockMode, StateRow};

impl Judge<'_> {
    /// Every state.
    pub(super) fn states(&mut self) {
        let mut seen = HashSet::new();
        for state in &self.procedure.states {
            let place = Place::State {
                state: state.key.clone(),
            };
            self.key(&place, &state.key, &mut seen);
            self.label(&place, &state.label);
            if let AuthorSees::As(words) = &state.author
                && words.trim().is_empty()
            {
                self.fault(place.clone(), Problem::AuthorWordsMissing);
            }
            self.clock(&place, state);
        }
        self.unused_states();
    }

    fn clock(&mut self, place: &Place, state: &StateRow) {
        let clock = state.clock;
        if clock == ClockMode::Suspended && state.clock_reason.trim().is_empty() {
            self.fault(place.clone(), Problem::SuspendedWithoutReason);
        }
        if state.means.is_end() && clock != ClockMode::Stopped {
            self.fault(place.clone(), Problem::EndClockNotStopped { clock });
        }
        if !state.means.is_end() && clock == ClockMode::Stopped {
            self.fault(place.clone(), Problem::ClockStoppedBeforeEnd);
        }
        if state.means == State::Draft && matches!(clock, ClockMode::Running | ClockMode::Suspended)
        {
            self.fault(place.clone(), Problem::ClockBeforeReceipt { clock });
        }
    }
}
