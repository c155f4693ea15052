//! Who acts at a step, for one dossier.

use sangkien_casework::definition::{Step, UnitOf, Who};
use sangkien_domain::access::{DossierFacts, PartyWho, Role};
use sangkien_domain::id::{PersonId, UnitId};
use sangkien_domain::time::Instant;

use crate::failure::{Failure, Outcome};
use crate::port::Reading;

/// Resolves who acts at `step` of a dossier.
pub(crate) async fn actors_of(
    store: &mut dyn Reading,
    facts: &DossierFacts,
    step: &Step,
    now: Instant,
) -> Outcome<Vec<PartyWho>> {
    match &step.actor {
        Some(actor) => Ok(vec![resolve(store, facts, &actor.who, now).await?]),
        None => Ok(Vec::new()),
    }
}

/// Resolves `who` for a dossier.
///
/// # Errors
/// `Inconsistent` when the procedure names a unit, council or account that there is not.
pub(crate) async fn resolve(
    store: &mut dyn Reading,
    facts: &DossierFacts,
    who: &Who,
    now: Instant,
) -> Outcome<PartyWho> {
    Ok(match who {
        Who::Author => PartyWho::Author,
        Who::HeadOfAuthorsUnit => head_without_interest(store, facts, now).await?,
        Who::Role { role, of } => PartyWho::Role {
            role: *role,
            unit: unit_of(store, facts, of, now).await?,
        },
        Who::Council { posts } => PartyWho::Council {
            council: facts
                .council
                .ok_or_else(|| missing("council", "of the round"))?,
            posts: posts.clone(),
        },
        Who::Person { account } => PartyWho::Person(
            store
                .person_by_account(account)
                .await?
                .ok_or_else(|| missing("account", account))?
                .id,
        ),
    })
}

/// The heads of the authors' unit; where every one of them is an author or has stepped aside,
/// those who head or lead the next unit above of whom one is not. Nobody judges their own work.
async fn head_without_interest(
    store: &mut dyn Reading,
    facts: &DossierFacts,
    now: Instant,
) -> Outcome<PartyWho> {
    let own = PartyWho::Role {
        role: Role::HeadOfUnit,
        unit: facts.unit,
    };
    let heads = store.holders(Role::HeadOfUnit, facts.unit, now).await?;
    if heads.is_empty() || heads.iter().any(|head| !facts.stands_aside(*head)) {
        return Ok(own);
    }
    let units = store.units(now.day()).await?;
    let parent = |id: UnitId| units.iter().find(|unit| unit.id == id)?.parent;
    let mut above = parent(facts.unit);
    // A chain of units is never longer than there are units.
    for _ in 0..units.len() {
        let Some(unit) = above else { break };
        for role in [Role::HeadOfUnit, Role::Leader] {
            let who = PartyWho::Role { role, unit };
            if !eligible(store, facts, &who, now).await?.is_empty() {
                return Ok(who);
            }
        }
        above = parent(unit);
    }
    Ok(own)
}

async fn unit_of(
    store: &mut dyn Reading,
    facts: &DossierFacts,
    of: &UnitOf,
    now: Instant,
) -> Outcome<UnitId> {
    Ok(match of {
        UnitOf::Desk => facts.desk,
        UnitOf::Organiser => facts.organiser,
        UnitOf::Author => facts.unit,
        UnitOf::Unit(code) => {
            store
                .units(now.day())
                .await?
                .into_iter()
                .find(|unit| unit.code == *code)
                .ok_or_else(|| missing("unit", code))?
                .id
        }
    })
}

fn missing(what: &str, name: &str) -> Failure {
    Failure::Inconsistent(format!(
        "a procedure names a {what} that is missing: {name}"
    ))
}

/// People who may act as `who` on a dossier at `now`: those in office, without the ones who have
/// an interest or stepped aside.
pub(crate) async fn eligible(
    store: &mut dyn Reading,
    facts: &DossierFacts,
    who: &PartyWho,
    now: Instant,
) -> Outcome<Vec<PersonId>> {
    let mut people = match who {
        PartyWho::Author => return Ok(vec![facts.owner]),
        PartyWho::Person(person) => vec![*person],
        PartyWho::Role { role, unit } => store.holders(*role, *unit, now).await?,
        PartyWho::Council { council, posts } => store
            .seats(*council, now)
            .await?
            .into_iter()
            .filter(|seat| posts.is_empty() || posts.contains(&seat.post))
            .map(|seat| seat.person)
            .collect(),
    };
    people.retain(|person| !facts.stands_aside(*person));
    people.sort_unstable();
    people.dedup();
    Ok(people)
}
