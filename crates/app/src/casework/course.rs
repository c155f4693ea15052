//! The course of a dossier: who has it, where each axis stands, its steps and limits so far.
//!
//! What a state hides from the author is left out here, so that no page can show it.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use sangkien_casework::clock::{Clocks, LimitScope, RunningLimit};
use sangkien_casework::definition::ClockMode;
use sangkien_casework::engine::{Axes, Compiled};
use sangkien_domain::access::{PartyWho, Power};
use sangkien_domain::calendar::{Calendar, Counted};
use sangkien_domain::dossier::State;
use sangkien_domain::id::{DossierId, PersonId, ProcedureVersionId};
use sangkien_domain::time::Instant;

use super::advance::clocks_of;
use super::parties::eligible;
use super::veil::told;
use super::{Offers, Place};
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::dossier::{blind_course, unit_name};
use crate::failure::Outcome;
use crate::port::Reading;
use crate::record::{Dossier, NumberedDocument, VersionStatus, Visit};

/// Who has a dossier now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// By what they have it.
    pub who: PartyWho,
    /// Name of the unit of the role; empty where none is named.
    pub unit: String,
    /// Names of those who may act.
    pub people: Vec<String>,
}

/// A limit with how it stands and how it was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitStand {
    /// The limit.
    pub limit: RunningLimit,
    /// How it was counted.
    pub counted: Counted,
    /// Working days left after today up to its last day; below zero, how many it is late.
    pub working_days: i64,
    /// Whether it was or is exceeded.
    pub late: bool,
}

/// A stay at a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// Name of the step, or what the author is told in its place.
    pub label: String,
    /// What it means.
    pub state: State,
    /// When it began.
    pub entered_at: Instant,
    /// Who brought the dossier there; empty for the program and where it is not told.
    pub entered_by: String,
    /// Words of the act that brought it; may be empty.
    pub act: String,
    /// When it ended.
    pub left_at: Option<Instant>,
    /// Limits that began there.
    pub limits: Vec<LimitStand>,
}

/// A change of a limit, in names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeTold {
    /// Name of the limit.
    pub label: String,
    /// When it was changed.
    pub at: Instant,
    /// Last moment before.
    pub old_due: Option<Instant>,
    /// Last moment after.
    pub new_due: Option<Instant>,
    /// Why.
    pub reason: String,
    /// Who; empty when the program did.
    pub by: String,
}

/// A move to another version, in names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveTold {
    /// When.
    pub at: Instant,
    /// Number of the version before.
    pub from_version: u32,
    /// Number of the version after.
    pub to_version: u32,
    /// Name of the step before.
    pub from_step: String,
    /// Name of the step after.
    pub to_step: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
}

/// The course of a dossier as one reader may know it.
#[derive(Debug, Clone)]
pub struct Course {
    /// The visit that a form made from this must name.
    pub visit: i64,
    /// Name of the step; empty where it is hidden from the reader.
    pub step: String,
    /// Name of the state, or what the author is told in its place.
    pub state: String,
    /// Who has it; empty at an end and where it is hidden from the reader.
    pub holders: Vec<Holder>,
    /// Since when it stands there.
    pub since: Instant,
    /// Whether the clock runs.
    pub clock: ClockMode,
    /// Why it stands still.
    pub clock_reason: String,
    /// Payment, delivery, exchange.
    pub axes: Axes,
    /// Limits that run now, the one that ends first before the others.
    pub running: Vec<LimitStand>,
    /// Stays, first to last.
    pub stays: Vec<Stay>,
    /// Changes of limits.
    pub changes: Vec<ChangeTold>,
    /// Moves to other versions.
    pub moves: Vec<MoveTold>,
    /// Numbered documents.
    pub documents: Vec<NumberedDocument>,
    /// What the reader may do.
    pub offers: Offers,
    /// Whether the reader may extend limits and move it to another version.
    pub oversees: bool,
    /// Versions it may be moved to, for whoever oversees: identity and number.
    pub versions: Vec<(ProcedureVersionId, u32)>,
    /// The calendar by which its limits are counted.
    pub calendar: Arc<Calendar>,
}

impl App {
    /// The course of a dossier, for whoever may read it; none for a draft and for a dossier that
    /// follows no procedure.
    ///
    /// # Errors
    /// `Absent` for whoever may not read it.
    pub async fn course(&self, caller: &Caller, id: DossierId) -> Outcome<Option<Course>> {
        let now = self.now();
        let mut store = self.read().await?;
        let store = store.as_mut();
        let mut dossier = access::dossier(store, &caller.actor, id, Power::Read).await?;
        self.veil_header(store, &mut dossier, caller.actor.person)
            .await?;
        if dossier.facts.state == State::Draft {
            return Ok(None);
        }
        let Some(place) = self.place(store, &dossier, now).await? else {
            return Ok(None);
        };
        let person = caller.actor.person;
        let as_author = dossier.facts.concerns(person);
        let rules = self
            .rules_of(store, dossier.rule_set, dossier.facts.desk)
            .await?;
        let calendar = Arc::new(rules.calendar.clone());
        let clocks = clocks_of(store, &dossier).await?;
        let state = place.state();
        let hidden = state.and_then(|state| told(state, as_author));
        let limits: Vec<LimitStand> = clocks
            .limits
            .iter()
            .map(|limit| stand(&clocks, limit, &place, &calendar, now))
            .collect();
        let stays = self.stays_told(store, &dossier, as_author, &limits).await?;
        let open = |stand: &&LimitStand| {
            stand.limit.met_at.is_none()
                && (hidden.is_none() || stand.limit.scope == LimitScope::Whole)
        };
        let mut running: Vec<LimitStand> = limits.iter().filter(open).cloned().collect();
        running.sort_by_key(|stand| (stand.counted.standing.is_some(), stand.counted.due));
        let oversees = dossier.powers().allow(Power::Oversee);
        let mut course = Course {
            visit: dossier.standing.visit,
            step: match (&hidden, place.step()) {
                (None, Some(step)) => step.label.clone(),
                _ => String::new(),
            },
            state: hidden
                .clone()
                .or_else(|| state.map(|state| state.label.clone()))
                .unwrap_or_default(),
            holders: if hidden.is_some() || dossier.facts.state.is_end() {
                Vec::new()
            } else {
                holders(store, &dossier, now).await?
            },
            since: dossier.standing.since,
            clock: dossier.standing.clock,
            clock_reason: state
                .map(|state| state.clock_reason.clone())
                .unwrap_or_default(),
            axes: dossier.standing.axes,
            running,
            stays,
            changes: self
                .changes_told(store, &dossier, &limits, as_author)
                .await?,
            moves: self.moves_told(store, &dossier, as_author).await?,
            documents: store.documents(id).await?,
            offers: self
                .offers_at(store, &caller.actor, &dossier, &place, now)
                .await?,
            oversees,
            versions: if oversees && !dossier.facts.state.is_end() {
                versions_beside(store, &place).await?
            } else {
                Vec::new()
            },
            calendar,
        };
        if !dossier.powers().allow(Power::KnowAuthors) {
            blind_course(&mut course);
        }
        Ok(Some(course))
    }

    async fn stays_told(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        as_author: bool,
        limits: &[LimitStand],
    ) -> Outcome<Vec<Stay>> {
        let mut stays: Vec<Stay> = Vec::new();
        let mut before: Option<(Arc<Compiled>, Visit)> = None;
        for visit in store.visits(dossier.id).await? {
            let compiled = self.compiled(store, visit.version).await?;
            let Some((step, state)) = compiled.at(&visit.step) else {
                continue;
            };
            let hidden = told(state, as_author);
            let act = before.as_ref().and_then(|(compiled, visit_before)| {
                let (step, _) = compiled.at(&visit_before.step)?;
                step.act(&visit.came_by).map(|act| act.label.clone())
            });
            let stay = match hidden {
                Some(words) => Stay {
                    label: words,
                    state: visit.state,
                    entered_at: visit.entered_at,
                    entered_by: String::new(),
                    act: String::new(),
                    left_at: visit.left_at,
                    limits: Vec::new(),
                },
                None => Stay {
                    label: step.label.clone(),
                    state: visit.state,
                    entered_at: visit.entered_at,
                    entered_by: name_of(store, visit.entered_by).await?,
                    act: act.unwrap_or_default(),
                    left_at: visit.left_at,
                    limits: limits
                        .iter()
                        .filter(|stand| stand.limit.visit == visit.ordinal)
                        .cloned()
                        .collect(),
                },
            };
            // What the author is told in the same words is one stay to them.
            match stays.last_mut() {
                Some(last) if stay.act.is_empty() && as_author && last.label == stay.label => {
                    last.left_at = stay.left_at;
                }
                _ => stays.push(stay),
            }
            before = Some((compiled, visit));
        }
        Ok(stays)
    }

    async fn changes_told(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        limits: &[LimitStand],
        as_author: bool,
    ) -> Outcome<Vec<ChangeTold>> {
        let mut told = Vec::new();
        for change in store.limit_changes(dossier.id).await? {
            let limit = limits
                .iter()
                .map(|stand| &stand.limit)
                .find(|limit| limit.key == change.key && limit.visit == change.visit);
            let Some(limit) = limit.filter(|limit| !as_author || limit.scope == LimitScope::Whole)
            else {
                continue;
            };
            told.push(ChangeTold {
                label: limit.label.clone(),
                at: change.at,
                old_due: change.old_due,
                new_due: change.new_due,
                reason: change.reason,
                by: name_of(store, change.by).await?,
            });
        }
        Ok(told)
    }

    async fn moves_told(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        as_author: bool,
    ) -> Outcome<Vec<MoveTold>> {
        let mut told = Vec::new();
        if as_author {
            return Ok(told);
        }
        for moved in store.procedure_moves(dossier.id).await? {
            let from = self.compiled(store, moved.from_version).await?;
            let to = self.compiled(store, moved.to_version).await?;
            let label = |compiled: &Compiled, key: &str| {
                compiled
                    .at(key)
                    .map_or_else(|| key.to_owned(), |(step, _)| step.label.clone())
            };
            told.push(MoveTold {
                at: moved.at,
                from_version: number_of(store, moved.from_version).await?,
                to_version: number_of(store, moved.to_version).await?,
                from_step: label(&from, &moved.from_step),
                to_step: label(&to, &moved.to_step),
                reason: moved.reason,
                by: name_of(store, Some(moved.by)).await?,
            });
        }
        Ok(told)
    }
}

fn stand(
    clocks: &Clocks,
    limit: &RunningLimit,
    place: &Place,
    calendar: &Calendar,
    now: Instant,
) -> LimitStand {
    let counted = clocks.counted(limit, place.procedure(), calendar);
    let at = limit.met_at.unwrap_or(now);
    LimitStand {
        limit: limit.clone(),
        working_days: working_days(calendar, at.day(), counted.last_day),
        counted,
        late: limit.is_late(now),
    }
}

/// Working days after `from` up to and including `to`; below zero when `to` lies before.
pub(super) fn working_days(calendar: &Calendar, from: Date, to: Date) -> i64 {
    let (first, last, sign) = if from <= to {
        (from, to, 1)
    } else {
        (to, from, -1)
    };
    let mut days = 0;
    let mut day = first;
    while day < last {
        day = day.saturating_add(1.day());
        if !calendar.rests_on(day) {
            days += 1;
        }
    }
    days * sign
}

async fn holders(store: &mut dyn Reading, dossier: &Dossier, now: Instant) -> Outcome<Vec<Holder>> {
    let mut found = Vec::new();
    for party in dossier.facts.parties.iter().filter(|party| party.current) {
        let mut people = Vec::new();
        for person in eligible(store, &dossier.facts, &party.who, now).await? {
            people.push(name_of(store, Some(person)).await?);
        }
        let unit = match &party.who {
            PartyWho::Role { unit, .. } => unit_name(store, *unit, now).await?,
            PartyWho::Council { council, .. } => store
                .council(*council)
                .await?
                .map(|council| council.name)
                .unwrap_or_default(),
            PartyWho::Author | PartyWho::Person(_) => String::new(),
        };
        found.push(Holder {
            who: party.who.clone(),
            unit,
            people,
        });
    }
    Ok(found)
}

pub(super) async fn name_of(store: &mut dyn Reading, person: Option<PersonId>) -> Outcome<String> {
    Ok(match person {
        Some(person) => store
            .person(person)
            .await?
            .map(|person| person.full_name)
            .unwrap_or_default(),
        None => String::new(),
    })
}

async fn number_of(store: &mut dyn Reading, version: ProcedureVersionId) -> Outcome<u32> {
    let found = store.procedure_version(version).await?;
    Ok(found.map_or(0, |text| text.version.number))
}

/// Versions of the same procedure that are fit for use, without the one followed.
async fn versions_beside(
    store: &mut dyn Reading,
    place: &Place,
) -> Outcome<Vec<(ProcedureVersionId, u32)>> {
    let Some(own) = store.procedure_version(place.version).await? else {
        return Ok(Vec::new());
    };
    let versions = store.procedure_versions(own.version.procedure).await?;
    Ok(versions
        .into_iter()
        .filter(|version| {
            version.id != place.version
                && matches!(
                    version.status,
                    VersionStatus::Active | VersionStatus::Checked
                )
        })
        .map(|version| (version.id, version.number))
        .collect())
}
