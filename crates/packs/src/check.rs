//! Checks that every reference of a plan and of its story resolves, so that whoever uses them
//! need not.

use std::collections::BTreeSet;

use sangkien_domain::form::{Form, key};

use crate::error::{PackError, Result};
use crate::plan::Plan;
use crate::plan_file::{FIELDS, PEOPLE, PLAN, UNITS};
use crate::procedures::procedures;
use crate::story::{EventAct, Story};

/// Path shown for faults of the story, which is spread over several files.
const STORY_DIR: &str = "phuc-tho-2024/story";
/// Path shown for faults of the dossiers.
const DOSSIER_DIR: &str = "phuc-tho-2024/dossiers";

fn known(found: bool, file: &str, place: &str, what: &str, name: &str) -> Result<()> {
    if found {
        Ok(())
    } else {
        Err(PackError::new(
            file,
            place,
            format!("unknown {what} \"{name}\""),
        ))
    }
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>, file: &str, what: &str) -> Result<()> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(PackError::new(
                file,
                format!("{what} \"{name}\""),
                "appears twice",
            ));
        }
    }
    Ok(())
}

/// Checks a plan.
pub(crate) fn check_plan(plan: &Plan) -> Result<()> {
    check_units_and_fields(plan)?;
    check_people(plan)?;
    check_councils(plan)?;
    check_rounds(plan)?;
    check_intakes(plan)?;
    distinct(
        plan.moments.iter().map(|moment| moment.key.as_str()),
        PLAN.path,
        "moment",
    )
}

fn check_units_and_fields(plan: &Plan) -> Result<()> {
    let codes = |index: usize| plan.units.iter().take(index).map(|unit| unit.code.as_str());
    distinct(codes(plan.units.len()), UNITS.path, "unit")?;
    for (index, unit) in plan.units.iter().enumerate() {
        let place = format!("unit \"{}\"", unit.code);
        if let Some(parent) = &unit.parent {
            let above = codes(index).any(|code| code == parent);
            known(above, UNITS.path, &place, "unit above", parent)?;
        }
        if unit.valid_to.is_some_and(|last| last < unit.valid_from) {
            return Err(PackError::new(UNITS.path, place, "ends before it begins"));
        }
    }
    let codes = |index: usize| {
        plan.fields
            .iter()
            .take(index)
            .map(|field| field.code.as_str())
    };
    distinct(codes(plan.fields.len()), FIELDS.path, "field")?;
    for (index, field) in plan.fields.iter().enumerate() {
        if let Some(parent) = &field.parent {
            let place = format!("field \"{}\"", field.code);
            let above = codes(index).any(|code| code == parent);
            known(above, FIELDS.path, &place, "field above", parent)?;
        }
    }
    Ok(())
}

fn check_people(plan: &Plan) -> Result<()> {
    let accounts = plan.people.iter().map(|person| person.account.as_str());
    distinct(accounts, PEOPLE.path, "person")?;
    for person in &plan.people {
        let place = format!("person \"{}\"", person.account);
        for unit in std::iter::once(&person.unit).chain(person.roles.iter().map(|role| &role.unit))
        {
            known(plan.unit(unit).is_some(), PEOPLE.path, &place, "unit", unit)?;
        }
        if !person.is_sample || !person.full_name.contains("mẫu") {
            return Err(PackError::new(PEOPLE.path, place, "not marked as a sample"));
        }
    }
    Ok(())
}

fn check_councils(plan: &Plan) -> Result<()> {
    let codes = plan.councils.iter().map(|council| council.code.as_str());
    distinct(codes, PLAN.path, "council")?;
    for council in &plan.councils {
        let place = format!("council \"{}\"", council.code);
        let has_unit = plan.unit(&council.unit).is_some();
        known(has_unit, PLAN.path, &place, "unit", &council.unit)?;
        distinct(
            council.seats.iter().map(|seat| seat.account.as_str()),
            PLAN.path,
            "seat",
        )?;
        for seat in &council.seats {
            let has_person = plan.person(&seat.account).is_some();
            known(has_person, PLAN.path, &place, "account", &seat.account)?;
        }
    }
    Ok(())
}

fn check_rounds(plan: &Plan) -> Result<()> {
    let codes = plan.rounds.iter().map(|round| round.code.as_str());
    distinct(codes, PLAN.path, "round")?;
    for round in &plan.rounds {
        let place = format!("round \"{}\"", round.code);
        let fault = |message: &str| Err(PackError::new(PLAN.path, &place, message));
        let has_unit = plan.unit(&round.organiser).is_some();
        known(has_unit, PLAN.path, &place, "unit", &round.organiser)?;
        let has_council = plan.council(&round.council).is_some();
        known(has_council, PLAN.path, &place, "council", &round.council)?;
        match plan.rule_set(&round.rule_set) {
            None => known(false, PLAN.path, &place, "rule set", &round.rule_set)?,
            Some(rules) if rules.stage != round.stage => {
                return fault("its rule set is of the other stage");
            }
            Some(_) => {}
        }
        let has_procedure = procedures()?
            .iter()
            .any(|file| file.procedure.code == round.procedure);
        known(
            has_procedure,
            PLAN.path,
            &place,
            "procedure",
            &round.procedure,
        )?;
        if round.window.closes_at <= round.window.opens_at {
            return fault("closes before it opens");
        }
        if round.routes.last().is_none_or(|last| last.field.is_some()) {
            return fault("the last route must apply to every field");
        }
        for route in &round.routes {
            let has_desk = plan.unit(&route.desk).is_some();
            known(has_desk, PLAN.path, &place, "unit", &route.desk)?;
            if let Some(code) = &route.field {
                let has_field = plan.fields.iter().any(|field| field.code == *code);
                known(has_field, PLAN.path, &place, "field", code)?;
            }
        }
    }
    Ok(())
}

fn check_intakes(plan: &Plan) -> Result<()> {
    let rounds = plan.rounds.iter().map(|round| round.code.as_str());
    let intakes = plan.intakes.iter().map(|intake| intake.code.as_str());
    distinct(rounds.chain(intakes), PLAN.path, "round or intake")?;
    let procedures = procedures()?;
    for intake in &plan.intakes {
        let place = format!("intake \"{}\"", intake.code);
        for unit in [&intake.organiser, &intake.desk] {
            known(plan.unit(unit).is_some(), PLAN.path, &place, "unit", unit)?;
        }
        let found = procedures
            .iter()
            .any(|file| file.procedure.code == intake.procedure);
        known(found, PLAN.path, &place, "procedure", &intake.procedure)?;
    }
    Ok(())
}

/// Checks a story against its plan.
pub(crate) fn check_story(plan: &Plan, story: &Story) -> Result<()> {
    check_dossiers(plan, story)?;
    let mut sessions = BTreeSet::new();
    let mut decisions = BTreeSet::new();
    for event in &story.events {
        let place = format!("event at {} by {}", event.at.rfc3339(), event.by);
        let has_person = plan.person(&event.by).is_some();
        known(has_person, STORY_DIR, &place, "account", &event.by)?;
        for dossier in event.act.dossiers() {
            let found = story.dossier(dossier).is_some();
            known(found, STORY_DIR, &place, "dossier", dossier)?;
        }
        match &event.act {
            EventAct::OpenSession {
                session, council, ..
            } => {
                let found = plan.council(council).is_some();
                known(found, STORY_DIR, &place, "council", council)?;
                let fresh = sessions.insert(session.as_str());
                known(fresh, STORY_DIR, &place, "second use of session", session)?;
            }
            EventAct::Recuse { session, .. }
            | EventAct::Mark { session, .. }
            | EventAct::CloseMarking { session }
            | EventAct::Conclude { session } => {
                let found = sessions.contains(session.as_str());
                known(found, STORY_DIR, &place, "session", session)?;
            }
            EventAct::DraftDecision {
                decision,
                organiser,
                ..
            } => {
                let found = plan.unit(organiser).is_some();
                known(found, STORY_DIR, &place, "unit", organiser)?;
                let fresh = decisions.insert(decision.as_str());
                known(fresh, STORY_DIR, &place, "second use of decision", decision)?;
            }
            EventAct::IssueDecision { decision } => {
                let found = decisions.contains(decision.as_str());
                known(found, STORY_DIR, &place, "decision", decision)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The form of a round, or of a standing intake by the file of its procedure.
fn form_of(plan: &Plan, round: &str) -> Option<Form> {
    if let Some(round) = plan.round(round) {
        return plan
            .rule_set(&round.rule_set)
            .map(|rules| rules.form.clone());
    }
    let intake = plan.intakes.iter().find(|intake| intake.code == round)?;
    let mut files = procedures().ok()?.into_iter();
    let file = files.find(|file| file.procedure.code == intake.procedure)?;
    Some(sangkien_casework::intake::rules(&file.procedure, 1).form)
}

fn check_dossiers(plan: &Plan, story: &Story) -> Result<()> {
    let keys = story.dossiers.iter().map(|dossier| dossier.key.as_str());
    distinct(keys, DOSSIER_DIR, "dossier")?;
    for dossier in &story.dossiers {
        let place = format!("dossier \"{}\"", dossier.key);
        let has_unit = plan.unit(&dossier.unit).is_some();
        known(has_unit, DOSSIER_DIR, &place, "unit", &dossier.unit)?;
        let has_person = plan.person(&dossier.filed_by).is_some();
        known(
            has_person,
            DOSSIER_DIR,
            &place,
            "account",
            &dossier.filed_by,
        )?;
        let Some(form) = form_of(plan, &dossier.round) else {
            return known(false, DOSSIER_DIR, &place, "round", &dossier.round);
        };
        for (section, answers) in &dossier.sections {
            let Some(asked) = form.section(section) else {
                return known(false, DOSSIER_DIR, &place, "section", section);
            };
            for name in answers.keys() {
                let found = asked.fields.iter().any(|field| field.key == *name);
                known(found, DOSSIER_DIR, &place, "question", name)?;
            }
            if let Some(code) = answers.get(key::FIELD) {
                let found = plan.fields.iter().any(|field| field.code == *code);
                known(found, DOSSIER_DIR, &place, "field", code)?;
            }
        }
    }
    Ok(())
}
