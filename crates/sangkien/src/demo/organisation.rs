//! A plan put into the records of the use cases.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sangkien_app::intake::Intake;
use sangkien_app::organisation::Organisation;
use sangkien_app::port::StampFile;
use sangkien_app::record::{
    Council, CouncilSeat, DeskRoute, Field, Person, RoleGrant, Round, StatePost, Unit,
};
use sangkien_documents::transparent::{Transparent, sample_hand, sample_seal};
use sangkien_domain::access::Role;
use sangkien_domain::council::Rights;
use sangkien_domain::id::{CouncilId, FieldId, PersonId, RoundId, UnitId};
use sangkien_domain::round::Stage;
use sangkien_domain::stamp::StampOwner;
use sangkien_domain::time::Instant;
use sangkien_packs::Plan;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::trouble::{Done, Trouble};

/// The identity of a thing of the plan: always the same for the same kind and code, so that the
/// plan's codes can be looked up without being stored.
fn id<Id: From<Uuid>>(kind: &str, code: &str) -> Id {
    let digest = Sha256::digest(format!("sangkien plan\n{kind}\n{code}"));
    let mut bytes = [0; 16];
    for (byte, digit) in bytes.iter_mut().zip(digest) {
        *byte = digit;
    }
    Id::from(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// The unit with this code.
pub fn unit_id(code: &str) -> UnitId {
    id("unit", code)
}

/// The round with this code.
pub fn round_id(code: &str) -> RoundId {
    id("round", code)
}

/// The council with this code.
pub fn council_id(code: &str) -> CouncilId {
    id("council", code)
}

/// The person with this account.
pub fn person_id(account: &str) -> PersonId {
    id("person", account)
}

fn field_id(code: &str) -> FieldId {
    id("field", code)
}

/// The moment from which the plan's people hold their roles.
pub fn beginning(plan: &Plan) -> Done<Instant> {
    start_of(plan.posts_from)
}

fn start_of(day: Date) -> Done<Instant> {
    Instant::start_of(day).ok_or_else(|| Trouble::Said(format!("Ngày {day} nằm ngoài lịch.")))
}

/// The records of a plan.
pub fn organisation(plan: &Plan) -> Done<Organisation> {
    let from = beginning(plan)?;
    let councils = stages(plan)
        .into_iter()
        .filter_map(|(code, stage)| Some((plan.council(code)?, stage)));
    Ok(Organisation {
        units: plan.units.iter().map(unit).collect(),
        fields: plan
            .fields
            .iter()
            .map(|field| Field {
                id: field_id(&field.code),
                code: field.code.clone(),
                name: field.name.clone(),
                parent: field.parent.as_deref().map(field_id),
                valid_from: plan.posts_from,
                valid_to: None,
            })
            .collect(),
        people: plan
            .people
            .iter()
            .map(|person| sample_person(person, from))
            .collect(),
        posts: plan
            .people
            .iter()
            .flat_map(|person| posts(person, from))
            .collect(),
        grants: plan
            .people
            .iter()
            .flat_map(|person| grants(person, from))
            .collect(),
        rule_sets: plan
            .rule_sets
            .iter()
            .map(|rules| (id("rule-set", &rules.code), rules.clone(), plan.posts_from))
            .collect(),
        councils: councils
            .map(|(council, stage)| Council {
                id: council_id(&council.code),
                unit: unit_id(&council.unit),
                name: council.name.clone(),
                stage,
                blind: false,
                decision_ref: council.decision.clone(),
                decided_on: None,
                version: 1,
                valid_from: from,
                valid_to: None,
            })
            .collect(),
        seats: plan
            .councils
            .iter()
            .flat_map(|council| seats(plan, council, from))
            .collect(),
        rounds: plan.rounds.iter().map(round).collect(),
        procedures: crate::command::procedure_files()?,
        intakes: plan.intakes.iter().map(intake).collect(),
    })
}

/// Which recognition each council is for: that of the first round it serves.
fn stages(plan: &Plan) -> BTreeMap<&str, Stage> {
    let mut stages: BTreeMap<&str, Stage> = plan
        .councils
        .iter()
        .map(|council| (council.code.as_str(), Stage::Base))
        .collect();
    for round in plan.rounds.iter().rev() {
        stages.insert(&round.council, round.stage);
    }
    stages
}

fn unit(unit: &sangkien_packs::Unit) -> Unit {
    Unit {
        id: unit_id(&unit.code),
        version: id("unit-version", &unit.code),
        code: unit.code.clone(),
        name: unit.name.clone(),
        kind: unit.kind.code().into(),
        parent: unit.parent.as_deref().map(unit_id),
        valid_from: unit.valid_from,
        valid_to: unit.valid_to,
    }
}

fn sample_person(person: &sangkien_packs::Person, from: Instant) -> Person {
    Person {
        id: person_id(&person.account),
        account: person.account.clone(),
        full_name: person.full_name.clone(),
        // A name that can never receive mail (RFC 2606).
        email: format!("{}@mau.example", person.account),
        unit: unit_id(&person.unit),
        password: None,
        is_sample: person.is_sample,
        created_at: from,
        disabled_at: None,
    }
}

/// Pictures of hands and seals, drawn by the program and marked as samples.
pub(super) fn stamps(
    plan: &sangkien_packs::Plan,
) -> Vec<(StampOwner, PersonId, StampFile, Option<u32>)> {
    /// Width of the seal of a body in millimetres.
    const SEAL: Option<u32> = Some(36);
    let file = |drawn: &Transparent| StampFile {
        png: drawn.png(),
        size: (drawn.width, drawn.height),
        ink: drawn.ink(),
    };
    let (hand, seal) = (file(&sample_hand()), file(&sample_seal()));
    let mut out: Vec<(StampOwner, PersonId, StampFile, Option<u32>)> = Vec::new();
    for person in &plan.people {
        let id = person_id(&person.account);
        for grant in &person.roles {
            let (owner, file, millimetres) = match grant.role {
                Role::Leader => (StampOwner::Hand(id), &hand, None),
                Role::RecordsClerk => (StampOwner::Seal(unit_id(&grant.unit)), &seal, SEAL),
                _ => continue,
            };
            if !out.iter().any(|(known, ..)| *known == owner) {
                out.push((owner, id, file.clone(), millimetres));
            }
        }
    }
    out
}

/// The post in the person's own unit, and in every other one whose decisions they sign.
fn posts(person: &sangkien_packs::Person, from: Instant) -> Vec<StatePost> {
    let mut units = vec![person.unit.as_str()];
    for grant in &person.roles {
        if grant.role == Role::Leader && !units.contains(&grant.unit.as_str()) {
            units.push(&grant.unit);
        }
    }
    units
        .into_iter()
        .map(|unit| StatePost {
            person: person_id(&person.account),
            unit: unit_id(unit),
            title: person.position.clone(),
            valid_from: from,
            valid_to: None,
        })
        .collect()
}

fn grants(person: &sangkien_packs::Person, from: Instant) -> Vec<RoleGrant> {
    person
        .roles
        .iter()
        .map(|grant| RoleGrant {
            id: id(
                "grant",
                &format!("{} {} {}", person.account, grant.role.code(), grant.unit),
            ),
            person: person_id(&person.account),
            role: grant.role,
            unit: unit_id(&grant.unit),
            valid_from: from,
            valid_to: None,
            granted_by: None,
        })
        .collect()
}

fn seats(plan: &Plan, council: &sangkien_packs::Council, from: Instant) -> Vec<CouncilSeat> {
    council
        .seats
        .iter()
        .map(|seat| CouncilSeat {
            id: id("seat", &format!("{} {}", council.code, seat.account)),
            council: council_id(&council.code),
            person: person_id(&seat.account),
            full_name: plan
                .person(&seat.account)
                .map(|person| person.full_name.clone())
                .unwrap_or_default(),
            post: seat.post,
            rights: Rights::of(seat.post),
            for_union: seat.for_union,
            valid_from: from,
            valid_to: None,
        })
        .collect()
}

fn round(round: &sangkien_packs::Round) -> (Round, Vec<DeskRoute>) {
    let record = Round {
        id: round_id(&round.code),
        code: round.code.clone(),
        name: round.title.clone(),
        organiser: unit_id(&round.organiser),
        stage: round.stage,
        year: round.window.opens_at.day().year(),
        window: round.window,
        rule_set: id("rule-set", &round.rule_set),
        council: Some(council_id(&round.council)),
        procedure: round.procedure.clone(),
    };
    let routes = round
        .routes
        .iter()
        .map(|route| DeskRoute {
            round: record.id,
            field: route.field.as_deref().map(field_id),
            desk: unit_id(&route.desk),
        })
        .collect();
    (record, routes)
}

fn intake(intake: &sangkien_packs::Intake) -> Intake {
    Intake {
        id: round_id(&intake.code),
        code: intake.code.clone(),
        name: intake.title.clone(),
        procedure: intake.procedure.clone(),
        organiser: unit_id(&intake.organiser),
        desk: Some(unit_id(&intake.desk)),
        opens_at: intake.opens_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_gives_every_record_an_identity_of_its_own() {
        let plan = sangkien_packs::plan().unwrap();
        let loaded = organisation(&plan).unwrap();
        let mut ids: Vec<Uuid> = Vec::new();
        ids.extend(
            loaded
                .units
                .iter()
                .flat_map(|unit| [unit.id.0, unit.version.0]),
        );
        ids.extend(loaded.fields.iter().map(|field| field.id.0));
        ids.extend(loaded.people.iter().map(|person| person.id.0));
        ids.extend(loaded.grants.iter().map(|grant| grant.id.0));
        ids.extend(loaded.seats.iter().map(|seat| seat.id.0));
        ids.extend(loaded.councils.iter().map(|council| council.id.0));
        ids.extend(loaded.rounds.iter().map(|(round, _)| round.id.0));
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        assert_eq!(loaded.councils.len(), plan.councils.len());
        assert!(loaded.people.iter().all(|person| person.is_sample));
    }
}
