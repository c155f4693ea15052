//! Acting for another: a role handed to a substitute for a time.
//!
//! A delegated role counts like one's own wherever roles are asked for, as long as the one who
//! gave it holds it and is in office. It cannot be handed on: only what somebody holds by a grant
//! of their own is theirs to delegate.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use sangkien_domain::access::{PartyWho, Role};
use sangkien_domain::id::{DelegationId, PersonId, UnitId};
use sangkien_domain::refusal::{Refusal, StepRefusal};
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::caller::Caller;
use crate::dossier::unit_name;
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::Delegation;
use crate::support::{About, clean, event};

/// Roles that can be delegated.
const DELEGABLE: [Role; 5] = [
    Role::HeadOfUnit,
    Role::Clerk,
    Role::Leader,
    Role::RecordsClerk,
    Role::AwardsOfficer,
];
/// The longest delegation, in days.
const MOST_DAYS: u16 = 366;
/// Most characters of a reason.
const LONGEST_REASON: usize = 1_000;

/// A delegation as its giver writes it.
#[derive(Debug, Clone)]
pub struct DelegateInput {
    /// The role.
    pub role: Role,
    /// In which unit.
    pub unit: UnitId,
    /// Account of the substitute.
    pub to: String,
    /// First day; none when what was typed is no day.
    pub from: Option<Date>,
    /// Last day, included; none when what was typed is no day.
    pub until: Option<Date>,
    /// Why.
    pub reason: String,
}

/// A delegation with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelegationTold {
    /// The delegation.
    pub delegation: Delegation,
    /// Whose role it is.
    pub from_name: String,
    /// Who acts.
    pub to_name: String,
    /// Name of the unit.
    pub unit_name: String,
}

impl App {
    /// Hands one of the caller's own roles to a substitute from the first day to the last.
    ///
    /// # Errors
    /// `Refused` for a role the caller does not hold by a grant of their own, for nobody or
    /// oneself as the substitute, for unusable days, and without a reason.
    pub async fn delegate(&self, caller: &Caller, input: DelegateInput) -> Outcome<DelegationId> {
        let now = self.now();
        let person = caller.actor.person;
        let mut work = self.begin().await?;
        let mut faults: Vec<Refusal> = Vec::new();
        let own = own_roles(work.as_mut(), person, now).await?;
        if !own.contains(&(input.role, input.unit)) {
            faults.push(Refusal::Step(StepRefusal::NotOwnRole));
        }
        let to = work.person_by_account(&clean(&input.to)).await?;
        let to = to.filter(|to| to.id != person && to.disabled_at.is_none());
        if to.is_none() {
            faults.push(Refusal::Step(StepRefusal::NoSuchDelegate));
        }
        let span = span(input.from, input.until, now);
        if span.is_none() {
            faults.push(Refusal::Step(StepRefusal::DelegationDays {
                most: MOST_DAYS,
            }));
        }
        let reason = clean(&input.reason);
        if reason.is_empty() {
            faults.push(Refusal::ReasonMissing);
        } else if reason.chars().count() > LONGEST_REASON {
            faults.push(Refusal::Invalid { field: "reason" });
        }
        let (Some(to), Some((valid_from, valid_to)), true) = (to, span, faults.is_empty()) else {
            return Err(faults.into());
        };
        let overlaps = work.delegations(person).await?.into_iter().any(|other| {
            other.from == person
                && other.to == to.id
                && (other.role, other.unit) == (input.role, input.unit)
                && other.valid_from < valid_to
                && valid_from < other.valid_to
        });
        if overlaps {
            return Err(Refusal::Step(StepRefusal::DelegatedAlready).into());
        }
        let delegation = Delegation {
            id: self.fresh_id(),
            from: person,
            to: to.id,
            role: input.role,
            unit: input.unit,
            valid_from,
            valid_to,
            reason: reason.clone(),
            created_by: person,
            created_at: now,
        };
        work.insert_delegation(&delegation).await?;
        work.record(event(
            caller,
            &about("delegation.given", delegation.id),
            json!({}),
            json!({
                "to": to.id,
                "role": input.role.code(),
                "unit": input.unit,
                "from": valid_from.rfc3339(),
                "until": valid_to.rfc3339(),
                "reason": reason,
            }),
            now,
        ));
        work.commit().await?;
        Ok(delegation.id)
    }

    /// Ends a delegation that the caller gave, from now on.
    ///
    /// # Errors
    /// `Absent` for one that others gave, `Stale` when it has ended.
    pub async fn end_delegation(&self, caller: &Caller, id: DelegationId) -> Outcome<()> {
        let now = self.now();
        let person = caller.actor.person;
        let mut work = self.begin().await?;
        let found = work
            .delegations(person)
            .await?
            .into_iter()
            .find(|delegation| delegation.id == id && delegation.from == person)
            .ok_or(Failure::Absent)?;
        work.end_delegation(id, now).await?;
        work.record(event(
            caller,
            &about("delegation.ended", id),
            json!({ "until": found.valid_to.rfc3339() }),
            json!({ "until": now.rfc3339() }),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Delegations the caller gave or was given, latest first, in names.
    pub async fn delegations(&self, caller: &Caller) -> Outcome<Vec<DelegationTold>> {
        let now = self.now();
        let mut store = self.read().await?;
        let mut told = Vec::new();
        for delegation in store.delegations(caller.actor.person).await? {
            let name = |person: Option<crate::record::Person>| {
                person.map(|person| person.full_name).unwrap_or_default()
            };
            told.push(DelegationTold {
                from_name: name(store.person(delegation.from).await?),
                to_name: name(store.person(delegation.to).await?),
                unit_name: unit_name(store.as_mut(), delegation.unit, now).await?,
                delegation,
            });
        }
        Ok(told)
    }

    /// The caller's own roles that can be delegated, with the names of their units.
    pub async fn roles_to_delegate(&self, caller: &Caller) -> Outcome<Vec<(Role, UnitId, String)>> {
        let now = self.now();
        let mut store = self.read().await?;
        let mut roles = Vec::new();
        for (role, unit) in own_roles(store.as_mut(), caller.actor.person, now).await? {
            let name = unit_name(store.as_mut(), unit, now).await?;
            roles.push((role, unit, name));
        }
        Ok(roles)
    }

    /// Roles that the caller has only as a substitute now, with the name of whoever gave each.
    pub(super) async fn lent_duties(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        now: Instant,
    ) -> Outcome<BTreeMap<(Role, UnitId), String>> {
        let person = caller.actor.person;
        let mut duties = BTreeMap::new();
        for given in store.delegations(person).await? {
            if given.to == person
                && given.valid_from <= now
                && now < given.valid_to
                && let Some(from) = store.person(given.from).await?
            {
                duties.insert((given.role, given.unit), from.full_name);
            }
        }
        for own in own_roles(store, person, now).await? {
            duties.remove(&own);
        }
        Ok(duties)
    }

    /// For whom the caller acts when they act as `who`: the giver of the role, unless they hold it
    /// themselves.
    pub(super) async fn acts_for(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        who: &PartyWho,
        now: Instant,
    ) -> Outcome<Option<(PersonId, String)>> {
        let PartyWho::Role { role, unit } = who else {
            return Ok(None);
        };
        let person = caller.actor.person;
        if own_roles(store, person, now)
            .await?
            .contains(&(*role, *unit))
        {
            return Ok(None);
        }
        let given = store.delegations(person).await?.into_iter().find(|given| {
            given.to == person
                && (given.role, given.unit) == (*role, *unit)
                && given.valid_from <= now
                && now < given.valid_to
        });
        Ok(match given {
            Some(given) => store
                .person(given.from)
                .await?
                .map(|from| (from.id, from.full_name)),
            None => None,
        })
    }
}

fn about(act: &'static str, id: DelegationId) -> About<'static> {
    About {
        act,
        kind: "delegation",
        id: id.to_string(),
    }
}

/// Roles that can be delegated and that a grant of the person's own gives them now.
async fn own_roles(
    store: &mut dyn Reading,
    person: PersonId,
    now: Instant,
) -> Outcome<Vec<(Role, UnitId)>> {
    let grants = store.grants(person).await?;
    let mut roles: Vec<(Role, UnitId)> = grants
        .into_iter()
        .filter(|grant| {
            DELEGABLE.contains(&grant.role)
                && grant.valid_from <= now
                && grant.valid_to.is_none_or(|end| end > now)
        })
        .map(|grant| (grant.role, grant.unit))
        .collect();
    roles.sort_unstable();
    roles.dedup();
    Ok(roles)
}

/// From the beginning of the first day, or from now when that is today, to the end of the last.
fn span(from: Option<Date>, until: Option<Date>, now: Instant) -> Option<(Instant, Instant)> {
    let (from, until) = (from?, until?);
    let longest = from.saturating_add(i64::from(MOST_DAYS).days());
    if from < now.day() || until < from || until >= longest {
        return None;
    }
    let begins = if from == now.day() {
        now
    } else {
        Instant::start_of(from)?
    };
    let ends = Instant::start_of(until.saturating_add(1.day()))?;
    Some((begins, ends))
}
