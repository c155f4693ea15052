//! The guard. Everything a person may know passes through here.
//!
//! Storage hands out [`Unguarded`] values that only this module can open; the use cases receive
//! [`Permitted`] ones. Lists ask storage for a [`DossierScope`], which is the same rule written as
//! a filter; a test holds the two together over every role and state.

mod blind;
mod councils;
mod source;
mod step_files;
mod training;

use sangkien_domain::access::{
    Actor, COUNCIL_SEES, LEADER_OVERSEES, LEADER_SEES, MEMBER_SEES, Power, Powers, REGISTER_SEES,
    Role, SUPERVISOR_SEES, SUPERVISORS, dossier_powers,
};
use sangkien_domain::council::Post;
use sangkien_domain::dossier::State;
use sangkien_domain::id::{CouncilId, DecisionId, DossierId, PersonId, UnitId};
use sangkien_domain::register::document_number;

use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::{CouncilSession, Decision, Dossier};

pub(crate) use blind::{Cover, cover, cover_rows, title_for_council, told_title};
pub use councils::{Sent, council_session, own_sheet, seat_to_mark, session_sheets};
pub(crate) use councils::{
    ballots_to_count, council, has_sent, has_voted, hidden_sheets, seat_at, sheet_of_seat,
    sheet_to_compare, sheets_before, sheets_to_count, told_verdict, vote_view,
};
pub use source::{Source, source};
pub(crate) use step_files::{step_files, step_files_to_count};
pub(crate) use training::{sheets_to_learn_from, training};

/// A value from storage that nobody has been found entitled to yet.
#[derive(Debug)]
pub struct Unguarded<T>(T);

impl<T> Unguarded<T> {
    /// Wraps a value as storage must.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// Opens the value in storage tests, where there is nobody to guard against.
    #[cfg(feature = "testkit")]
    pub fn open_for_test(self) -> T {
        self.0
    }
}

/// A value that the actor named at its making is entitled to.
#[derive(Debug, Clone)]
pub struct Permitted<T> {
    value: T,
    powers: Powers,
}

impl<T> Permitted<T> {
    /// What else the actor may do with it.
    pub fn powers(&self) -> &Powers {
        &self.powers
    }

    /// The value, so that what the actor is not told can be left out of it before it is shown.
    pub(crate) const fn as_told(&mut self) -> &mut T {
        &mut self.value
    }

    /// Gives the value up.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> std::ops::Deref for Permitted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// One way in which a person may come to see dossiers in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// Owned by, or naming as an author, this person; any state.
    Own(PersonId),
    /// Received at one of these desks.
    Desks(Vec<UnitId>),
    /// Of authors in one of these units.
    AuthorsOf(Vec<UnitId>),
    /// Organised by one of these units, in one of these states.
    Organised(Vec<UnitId>, Vec<State>),
    /// Received at one of these desks or organised by one of these units, in one of these states.
    Supervised(Vec<UnitId>, Vec<State>),
    /// Before one of these councils, in one of these states, in which `person` neither has an
    /// interest nor has stepped aside.
    Council {
        /// The councils.
        councils: Vec<CouncilId>,
        /// The states.
        states: Vec<State>,
        /// The member.
        person: PersonId,
        /// Whether the councils are those the person runs; others do not see what was given to
        /// other members while these mark.
        runs: bool,
    },
    /// Named by a step of its procedure, now or before: by person, by a role in a unit, or by a
    /// seat. `person` neither has an interest nor has stepped aside.
    Party {
        /// Who sees.
        person: PersonId,
        /// Their roles.
        roles: Vec<(Role, UnitId)>,
        /// Their seats.
        seats: Vec<(CouncilId, Post)>,
    },
}

impl Sight {
    /// Whether nothing can be seen this way.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Own(_) | Self::Party { .. } => false,
            Self::Desks(units) | Self::AuthorsOf(units) => units.is_empty(),
            Self::Organised(units, states) | Self::Supervised(units, states) => {
                units.is_empty() || states.is_empty()
            }
            Self::Council {
                councils, states, ..
            } => councils.is_empty() || states.is_empty(),
        }
    }
}

/// What a person sees in lists: the union of their sights. Drafts are seen only by
/// [`Sight::Own`]. An empty scope sees nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DossierScope {
    /// The ways of seeing.
    pub sights: Vec<Sight>,
    /// What of it is seen without knowing whose it is.
    pub blind: Option<Blind>,
}

/// Who judges dossiers of which councils without knowing whose they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blind {
    /// Who.
    pub person: PersonId,
    /// The councils; what they have concluded on is open.
    pub councils: Vec<CouncilId>,
}

impl DossierScope {
    /// What `actor` sees by `sights`.
    pub fn of(actor: &Actor, sights: Vec<Sight>) -> Self {
        let councils = blind::blind_councils(actor);
        Self {
            sights,
            blind: (!councils.is_empty()).then_some(Blind {
                person: actor.person,
                councils,
            }),
        }
    }
}

/// Every state but a draft.
pub fn filed_states() -> Vec<State> {
    State::ALL
        .into_iter()
        .filter(|state| *state != State::Draft)
        .collect()
}

/// The scope of `actor`: [`dossier_powers`] with [`Power::Read`], written as a filter.
pub fn dossier_scope(actor: &Actor) -> DossierScope {
    let mut sights = vec![Sight::Own(actor.person)];
    let mut add = |sight: Sight, any: bool| {
        if any {
            sights.push(sight);
        }
    };
    let desks = actor.units_of(Role::Clerk);
    for role in SUPERVISORS {
        let led = actor.units_of(role);
        let any = !led.is_empty();
        add(Sight::Supervised(led, SUPERVISOR_SEES.to_vec()), any);
    }
    add(Sight::Desks(desks.clone()), !desks.is_empty());
    let heads = actor.units_of(Role::HeadOfUnit);
    add(Sight::AuthorsOf(heads.clone()), !heads.is_empty());
    for (role, states) in [
        (Role::Auditor, filed_states()),
        (Role::HeadOfUnit, filed_states()),
        (Role::Leader, LEADER_OVERSEES.to_vec()),
        (Role::Leader, LEADER_SEES.to_vec()),
        (Role::RecordsClerk, REGISTER_SEES.to_vec()),
        (Role::AwardsOfficer, REGISTER_SEES.to_vec()),
    ] {
        let units = actor.units_of(role);
        let any = !units.is_empty();
        add(Sight::Organised(units, states), any);
    }
    let seated = |leading: bool| -> Vec<CouncilId> {
        actor
            .seats
            .iter()
            .filter(|seat| !leading || seat.post != Post::Member)
            .map(|seat| seat.council)
            .collect()
    };
    for (runs, states) in [(true, COUNCIL_SEES.to_vec()), (false, MEMBER_SEES.to_vec())] {
        let councils = seated(runs);
        let any = !councils.is_empty();
        add(
            Sight::Council {
                councils,
                states,
                person: actor.person,
                runs,
            },
            any,
        );
    }
    sights.push(Sight::Party {
        person: actor.person,
        roles: actor
            .grants
            .iter()
            .map(|grant| (grant.role, grant.unit))
            .collect(),
        seats: actor
            .seats
            .iter()
            .map(|seat| (seat.council, seat.post))
            .collect(),
    });
    DossierScope::of(actor, sights)
}

/// Finds a dossier for `actor` to do what `power` names.
///
/// # Errors
/// [`Failure::Absent`] when it does not exist or the actor lacks the power; the two cannot be
/// told apart.
pub async fn dossier(
    store: &mut dyn Reading,
    actor: &Actor,
    id: DossierId,
    power: Power,
) -> Outcome<Permitted<Dossier>> {
    let found = store.dossier(id).await?;
    open_dossier(found, actor, power)
}

pub(crate) fn open_dossier(
    found: Option<Unguarded<Dossier>>,
    actor: &Actor,
    power: Power,
) -> Outcome<Permitted<Dossier>> {
    let Unguarded(mut value) = found.ok_or(Failure::Absent)?;
    let powers = dossier_powers(actor, &value.facts);
    if !value.facts.knows_of_further(actor)
        && let Some(given) = &mut value.facts.given
    {
        given.further = None;
    }
    if powers.allow(Power::Read) && powers.allow(power) {
        Ok(Permitted { value, powers })
    } else {
        Err(Failure::Absent)
    }
}

/// Opens a dossier on the agenda of a session that the caller leads, for its conclusion: the count
/// covers every dossier, also one in which the caller has an interest; nothing of it is shown.
pub(crate) fn agenda_dossier(
    found: Option<Unguarded<Dossier>>,
    session: &Permitted<CouncilSession>,
) -> Outcome<Dossier> {
    let Unguarded(value) = found.ok_or(Failure::Absent)?;
    if value.facts.council == Some(session.council) {
        Ok(value)
    } else {
        Err(Failure::Absent)
    }
}

/// Opens a dossier whose sheets changed just now, for the program itself to judge whether a further
/// member is to mark it; nothing of it is shown.
pub(crate) fn marked_dossier(found: Option<Unguarded<Dossier>>) -> Outcome<Dossier> {
    found.map(|found| found.0).ok_or(Failure::Absent)
}

/// Finds a decision: drafts for the leader of its body, issued ones also for its records clerk,
/// awards officer and auditor.
///
/// # Errors
/// [`Failure::Absent`] for everybody else.
pub async fn decision(
    store: &mut dyn Reading,
    actor: &Actor,
    id: DecisionId,
) -> Outcome<Permitted<Decision>> {
    let Unguarded(value) = store.decision(id).await?.ok_or(Failure::Absent)?;
    if reads_decision(actor, &value) {
        Ok(Permitted {
            value,
            powers: Powers::default(),
        })
    } else {
        Err(Failure::Absent)
    }
}

/// Opens a filed dossier that follows no procedure yet, for the program itself to bind it; nothing
/// of it is shown.
pub(crate) fn unbound_dossier(found: Option<Unguarded<Dossier>>) -> Outcome<Dossier> {
    found
        .map(|found| found.0)
        .filter(|dossier| dossier.standing.version.is_none() && dossier.facts.state != State::Draft)
        .ok_or(Failure::Absent)
}

/// Opens the dossier of an outgoing effect, for the program to note on it what became of that;
/// nothing of it is shown.
pub(crate) fn dossier_of_job(found: Option<Unguarded<Dossier>>) -> Outcome<Dossier> {
    found.map(|found| found.0).ok_or(Failure::Absent)
}

/// Opens an initiative on a decision the reader may read, for the annex.
pub(crate) fn decided_dossier(
    found: Option<Unguarded<Dossier>>,
    decision: &Permitted<Decision>,
) -> Outcome<Dossier> {
    let Unguarded(value) = found.ok_or(Failure::Absent)?;
    if decision.items.contains(&value.id) {
        Ok(value)
    } else {
        Err(Failure::Absent)
    }
}

/// The number of a decision, for whoever holds its very file and so knows all of it.
pub(crate) fn decision_of_file(found: Option<Unguarded<Decision>>) -> Option<String> {
    let Unguarded(decision) = found?;
    let issue = decision.issue.as_ref()?;
    Some(document_number(issue.number, &decision.symbol))
}

/// Whether `actor` may read `decision`.
pub fn reads_decision(actor: &Actor, decision: &Decision) -> bool {
    let body = decision.organiser;
    actor.holds(Role::Leader, body)
        || (decision.issue.is_some()
            && [Role::RecordsClerk, Role::AwardsOfficer, Role::Auditor]
                .iter()
                .any(|role| actor.holds(*role, body)))
}

/// The issued decision on a dossier that the actor may read, for its number and date.
pub async fn issued_decision_of(
    store: &mut dyn Reading,
    dossier: &Permitted<Dossier>,
) -> Outcome<Option<Decision>> {
    let found = store
        .decision_of(dossier.id)
        .await?
        .map(|decision| decision.0);
    Ok(found.filter(|decision| decision.issue.is_some()))
}

/// Demands a role held anywhere, giving the units in which it is held.
///
/// # Errors
/// [`Failure::Absent`] when it is held nowhere.
pub fn units_with_role(actor: &Actor, roles: &[Role]) -> Outcome<Vec<UnitId>> {
    let mut units: Vec<UnitId> = roles
        .iter()
        .flat_map(|role| actor.units_of(*role))
        .collect();
    units.sort_unstable();
    units.dedup();
    if units.is_empty() {
        Err(Failure::Absent)
    } else {
        Ok(units)
    }
}
