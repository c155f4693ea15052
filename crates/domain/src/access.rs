//! Who may know and do what. Every question of that kind in the product is answered here.
//!
//! A [`Power`] is what a person's relation to a dossier allows in principle; whether the procedure
//! allows the act *now* is the business of the engine of the `casework` crate. Whoever lacks
//! [`Power::Read`] must not be able to tell that the dossier exists.

mod actor;
mod given;
mod registers;

use serde::{Deserialize, Serialize};

use crate::council::{Post, Right};
use crate::dossier::State;
use crate::id::{CouncilId, PersonId, UnitId};

pub use actor::{Actor, Grant, Seat};
pub use given::{Further, Given};
pub use registers::{REGISTER_READERS, keeps_register, keeps_stamp};

/// A role held in a unit. Authors need no role, and seats on councils are not roles but [`Seat`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Files dossiers.
    Author,
    /// Thủ trưởng đơn vị: confirms first application.
    HeadOfUnit,
    /// Cán bộ tiếp nhận at a receiving desk.
    Clerk,
    /// Lãnh đạo: signs decisions.
    Leader,
    /// Văn thư: keeps the register of issued documents.
    RecordsClerk,
    /// Cán bộ thi đua, khen thưởng.
    AwardsOfficer,
    /// Thanh tra, kiểm tra: reads the audit log.
    Auditor,
    /// Quản trị: people, roles, units and rounds; no content of dossiers.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 8] = [
        Self::Author,
        Self::HeadOfUnit,
        Self::Clerk,
        Self::Leader,
        Self::RecordsClerk,
        Self::AwardsOfficer,
        Self::Auditor,
        Self::Administrator,
    ];

    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::HeadOfUnit => "head-of-unit",
            Self::Clerk => "clerk",
            Self::Leader => "leader",
            Self::RecordsClerk => "records-clerk",
            Self::AwardsOfficer => "awards-officer",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
        }
    }

    /// The role of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// What the guard needs to know of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierFacts {
    /// Who filed it.
    pub owner: PersonId,
    /// People with accounts named as authors.
    pub authors: Vec<PersonId>,
    /// The authors' unit.
    pub unit: UnitId,
    /// The receiving desk.
    pub desk: UnitId,
    /// The unit that organises the round and decides.
    pub organiser: UnitId,
    /// The council of the round, where it has one.
    pub council: Option<CouncilId>,
    /// People who stepped aside for this dossier.
    pub recused: Vec<PersonId>,
    /// Those whom its steps have named to act, until now.
    pub parties: Vec<Party>,
    /// Whom its session shared its marking out to; none where all members mark it.
    pub given: Option<Given>,
    /// Where it stands.
    pub state: State,
}

/// Whom a step of a dossier's procedure has named to act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Who they are.
    pub who: PartyWho,
    /// Whether the dossier stands at that step now.
    pub current: bool,
}

/// Who may act at a step, resolved for one dossier.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PartyWho {
    /// Whoever filed it.
    Author,
    /// One person.
    Person(PersonId),
    /// Holders of a role in a unit, whoever they are by then.
    Role {
        /// Which role.
        role: Role,
        /// In which unit.
        unit: UnitId,
    },
    /// Those who sit on a council by then.
    Council {
        /// Which council.
        council: CouncilId,
        /// Which posts; all members when empty.
        posts: Vec<Post>,
    },
}

impl PartyWho {
    /// Whether `actor` is among them. Whoever has an interest in the dossier or has stepped aside
    /// is not, unless it is for its author to act.
    pub fn includes(&self, actor: &Actor, facts: &DossierFacts) -> bool {
        let named = match self {
            Self::Author => return facts.owner == actor.person,
            Self::Person(person) => *person == actor.person,
            Self::Role { role, unit } => actor.holds(*role, *unit),
            Self::Council { council, posts } => actor.seat_on(*council).is_some_and(|seat| {
                (posts.is_empty() || posts.contains(&seat.post))
                    && !(facts.council == Some(*council) && facts.leaves_out(actor, *council))
            }),
        };
        named && !facts.stands_aside(actor.person)
    }
}

impl DossierFacts {
    /// Whether `person` has an interest in the dossier.
    pub fn concerns(&self, person: PersonId) -> bool {
        self.owner == person || self.authors.contains(&person)
    }

    /// Whether `person` takes no part in judging the dossier: by interest, or by stepping aside.
    pub fn stands_aside(&self, person: PersonId) -> bool {
        self.concerns(person) || self.recused.contains(&person)
    }
}

/// What a relation to a dossier allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Power {
    /// Know that it exists, read its content and files.
    Read,
    /// Change its content.
    Edit,
    /// Submit, resubmit, withdraw; carry a late one over.
    File,
    /// Accept, return, refuse.
    Receive,
    /// Give up an item of a request for supplements that a clerk made.
    Waive,
    /// Confirm the first application.
    Confirm,
    /// Put on an agenda, close marking.
    Convene,
    /// Take part in its session.
    Attend,
    /// Mark.
    Mark,
    /// Put into a decision and issue it.
    Decide,
    /// Do what the step asks for, whatever the procedure calls it.
    Act,
    /// Extend a limit, move the dossier to another version of its procedure.
    Oversee,
    /// Apologise for a limit that was not kept and promise another day.
    Apologise,
    /// Read what those who handle it attach for one another.
    ReadInternal,
    /// Be told whose it is: its authors, their unit, its files as they were attached, and whatever
    /// else names them. Whoever judges it without knowing that reads the rest.
    KnowAuthors,
}

impl Power {
    /// Every power.
    pub const ALL: [Self; 15] = [
        Self::Read,
        Self::Edit,
        Self::File,
        Self::Receive,
        Self::Waive,
        Self::Confirm,
        Self::Convene,
        Self::Attend,
        Self::Mark,
        Self::Decide,
        Self::Act,
        Self::Oversee,
        Self::Apologise,
        Self::ReadInternal,
        Self::KnowAuthors,
    ];
}

/// Powers of one actor over one dossier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Powers(Vec<Power>);

impl Powers {
    /// Whether `power` is among them.
    pub fn allow(&self, power: Power) -> bool {
        self.0.contains(&power)
    }

    fn add(&mut self, powers: &[Power]) {
        for power in powers {
            if !self.allow(*power) {
                self.0.push(*power);
            }
        }
    }
}

/// States that a council's leading members see before their session.
pub const COUNCIL_SEES: [State; 5] = [
    State::Confirmed,
    State::Marking,
    State::Passed,
    State::Recognised,
    State::NotRecognised,
];
/// States that an ordinary member sees.
pub const MEMBER_SEES: [State; 4] = [
    State::Marking,
    State::Passed,
    State::Recognised,
    State::NotRecognised,
];
/// States that the deciding leader sees.
pub const LEADER_SEES: [State; 4] = [
    State::Marking,
    State::Passed,
    State::Recognised,
    State::NotRecognised,
];
/// States in which the deciding leader also oversees other procedures than recognition.
pub const LEADER_OVERSEES: [State; 2] = [State::Processing, State::Resolved];
/// States in which those above the receiving clerk see a dossier: while supplements are asked.
pub const SUPERVISOR_SEES: [State; 3] = [State::Submitted, State::Returned, State::Processing];
/// States in which those who judge for a council that marks without names are not told whose a
/// dossier is: until it is concluded on.
pub const JUDGED_BLIND: [State; 2] = [State::Confirmed, State::Marking];
/// Roles above a clerk in the same unit.
pub const SUPERVISORS: [Role; 2] = [Role::HeadOfUnit, Role::Leader];
/// States that the register and the awards office see.
pub const REGISTER_SEES: [State; 1] = [State::Recognised];

/// The powers of `actor` over a dossier.
pub fn dossier_powers(actor: &Actor, facts: &DossierFacts) -> Powers {
    let mut powers = powers_by_office(actor, facts);
    for party in &facts.parties {
        add_powers_of_party(&mut powers, actor, facts, party);
    }
    if powers.allow(Power::Read) && !judges_blind(actor, facts) {
        powers.add(&[Power::KnowAuthors]);
    }
    powers
}

/// What a past dossier that was released for practice lets `actor` do: read it without knowing whose
/// it is, whoever marks on its council and does not stand aside from it; nothing for others.
pub fn training_powers(actor: &Actor, facts: &DossierFacts) -> Powers {
    let mut powers = Powers::default();
    let seat = facts.council.and_then(|council| actor.seat_on(council));
    if seat.is_some_and(|seat| seat.rights.allow(Right::Mark)) && !facts.stands_aside(actor.person)
    {
        powers.add(&[Power::Read]);
    }
    powers
}

/// Whether `actor` is to judge the dossier without knowing whose it is. Another office does not
/// lift that: whoever judges is not told by a side door.
pub fn judges_blind(actor: &Actor, facts: &DossierFacts) -> bool {
    JUDGED_BLIND.contains(&facts.state)
        && !facts.stands_aside(actor.person)
        && facts
            .council
            .and_then(|council| actor.seat_on(council))
            .is_some_and(Seat::judges_blind)
}

/// What the guard needs to know of a file that was attached at a step, beside its dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepFileFacts {
    /// Who attached it.
    pub by: PersonId,
    /// Whether the procedure lets the applicant see it by now.
    pub shown: bool,
}

/// Whether `actor` may know of a file that was attached at a step. Whoever may not gets the same
/// answer as for a file that does not exist.
pub fn may_read_step_file(actor: &Actor, facts: &DossierFacts, file: StepFileFacts) -> bool {
    let powers = dossier_powers(actor, facts);
    powers.allow(Power::KnowAuthors)
        && (powers.allow(Power::ReadInternal) || file.shown || file.by == facts.owner)
}

/// What a step that names the actor gives.
fn add_powers_of_party(powers: &mut Powers, actor: &Actor, facts: &DossierFacts, party: &Party) {
    if !party.who.includes(actor, facts) {
        return;
    }
    if party.who == PartyWho::Author {
        if party.current {
            powers.add(&[Power::Act]);
        }
        return;
    }
    // What is withdrawn is taken from the council it was before; desks and offices keep it.
    let taken_back = facts.state == State::Withdrawn
        && !party.current
        && matches!(party.who, PartyWho::Council { .. });
    if facts.state == State::Draft || taken_back {
        return;
    }
    powers.add(&[Power::Read, Power::ReadInternal]);
    if party.current {
        powers.add(&[Power::Act, Power::Apologise]);
        if matches!(facts.state, State::Submitted | State::Processing) {
            powers.add(&[Power::Receive]);
        }
        let heads = matches!(
            party.who,
            PartyWho::Role {
                role: Role::HeadOfUnit | Role::Leader,
                ..
            }
        );
        if heads && facts.state == State::Accepted {
            powers.add(&[Power::Confirm]);
        }
    }
}

/// What offices held give, whatever the step.
fn powers_by_office(actor: &Actor, facts: &DossierFacts) -> Powers {
    let mut powers = Powers::default();
    if facts.owner == actor.person {
        powers.add(&[Power::Read, Power::Edit, Power::File]);
    } else if facts.authors.contains(&actor.person) {
        powers.add(&[Power::Read]);
    }
    let filed = facts.state != State::Draft;
    let has_interest = facts.concerns(actor.person);
    if filed && actor.holds(Role::Clerk, facts.desk) {
        powers.add(&[Power::Read]);
        if !has_interest {
            powers.add(&[Power::Receive, Power::Apologise, Power::ReadInternal]);
        }
    }
    // Whoever leads the desk, or the body it receives for, stands above its clerks.
    let above = |unit: UnitId| SUPERVISORS.iter().any(|role| actor.holds(*role, unit));
    if SUPERVISOR_SEES.contains(&facts.state) && (above(facts.desk) || above(facts.organiser)) {
        powers.add(&[Power::Read]);
        if !has_interest {
            powers.add(&[Power::Waive, Power::ReadInternal]);
        }
    }
    if filed && actor.holds(Role::HeadOfUnit, facts.unit) {
        powers.add(&[Power::Read]);
        // Nobody confirms their own work: a deputy does, or whoever the step named above them.
        if !has_interest {
            powers.add(&[Power::Confirm]);
        }
    }
    let stands_aside = facts.stands_aside(actor.person);
    if filed && actor.holds(Role::Auditor, facts.organiser) {
        powers.add(&[Power::Read]);
        if !stands_aside {
            powers.add(&[Power::ReadInternal]);
        }
    }
    let leads = actor.holds(Role::Leader, facts.organiser);
    if LEADER_SEES.contains(&facts.state) && leads {
        powers.add(&[Power::Read, Power::Decide]);
    }
    if LEADER_OVERSEES.contains(&facts.state) && leads {
        powers.add(&[Power::Read]);
    }
    let heads_organiser = filed && actor.holds(Role::HeadOfUnit, facts.organiser);
    if heads_organiser {
        powers.add(&[Power::Read]);
    }
    let oversees = heads_organiser || (leads && powers.allow(Power::Read));
    if filed && oversees && !stands_aside {
        powers.add(&[Power::Oversee, Power::Apologise, Power::ReadInternal]);
    }
    let keeps_register = actor.holds(Role::RecordsClerk, facts.organiser)
        || actor.holds(Role::AwardsOfficer, facts.organiser);
    if keeps_register && REGISTER_SEES.contains(&facts.state) {
        powers.add(&[Power::Read]);
    }
    // Whoever has an interest in a dossier, or has stepped aside, is no member of the council
    // for it.
    if let Some(council) = facts.council
        && !stands_aside
        && let Some(seat) = actor.seat_on(council)
    {
        if actor.runs(council) && COUNCIL_SEES.contains(&facts.state) {
            powers.add(&[Power::Read, Power::Convene, Power::ReadInternal]);
        }
        if MEMBER_SEES.contains(&facts.state) && !facts.leaves_out(actor, council) {
            powers.add(&[Power::Read, Power::Attend, Power::ReadInternal]);
            if seat.rights.allow(Right::Mark) && facts.asks(actor.person) {
                powers.add(&[Power::Mark]);
            }
        }
    }
    powers
}
