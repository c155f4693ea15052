//! Whom the marking of a dossier was given to, and who may know of it.

use super::{Actor, DossierFacts};
use crate::id::{CouncilId, PersonId, SeatId};

/// Whom the marking of a dossier was given to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Whether marking is still open.
    pub open: bool,
    /// Who marks it.
    pub people: Vec<PersonId>,
    /// Who was called to mark it beside them; left out for whoever may not know of it.
    pub further: Option<Further>,
}

/// A member called to mark a dossier because the first sheets on it lay too far apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Further {
    /// The seat.
    pub seat: SeatId,
    /// Who sits there.
    pub person: PersonId,
}

impl DossierFacts {
    /// Whether `person` is to mark the dossier, as far as its session shares the marking out.
    pub fn asks(&self, person: PersonId) -> bool {
        let given = self.given.as_ref();
        given.is_none_or(|given| {
            given.people.contains(&person)
                || given
                    .further
                    .is_some_and(|further| further.person == person)
        })
    }

    /// From which seat a further member marks it.
    pub fn further(&self) -> Option<SeatId> {
        Some(self.given.as_ref()?.further?.seat)
    }

    /// Whether `actor` may know that a further member was called. Until marking is closed the call
    /// tells that the first sheets lie far apart, and so whoever wrote one of them learns something
    /// of the other: it is for the called member, and for those who run the council and mark no
    /// other sheet of the dossier.
    pub fn knows_of_further(&self, actor: &Actor) -> bool {
        let Some(given) = self.given.as_ref().filter(|given| given.open) else {
            return true;
        };
        let called = given
            .further
            .is_some_and(|further| further.person == actor.person);
        let runs = self.council.is_some_and(|council| actor.runs(council));
        called
            || (runs && !given.people.contains(&actor.person) && !self.stands_aside(actor.person))
    }

    /// Whether the dossier was given to others of `council` and is not the actor's to see while
    /// they mark. Those who run the council share it out, and see it.
    pub fn leaves_out(&self, actor: &Actor, council: CouncilId) -> bool {
        let open = self.given.as_ref().is_some_and(|given| given.open);
        open && !self.asks(actor.person) && !actor.runs(council)
    }
}
