//! Units, fields, rule sets, councils and rounds: loading them and beginning with them.

use jiff::civil::Date;
use sangkien_domain::calendar::Calendar;
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::id::RuleSetId;
use sangkien_domain::law::RuleSet;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::caller::Origin;
use crate::failure::{Failure, Outcome};
use crate::intake::Intake;
use crate::port::Work;
use crate::record::{
    Council, CouncilSeat, DeskRoute, Field, Person, RoleGrant, Round, StatePost, StoredRuleSet,
    Unit,
};
use crate::support::{About, event_from, sha256_hex};

/// What a new agency begins with.
#[derive(Debug, Clone)]
pub struct FirstRound {
    /// The rules.
    pub rules: RuleSet,
    /// Code of the procedure its round follows.
    pub procedure: String,
    /// Procedures to begin with, as files.
    pub procedures: Vec<String>,
    /// Fields of application: code and name.
    pub fields: Vec<(String, String)>,
    /// Name of the round.
    pub name: String,
    /// Its window.
    pub window: Window,
}

/// A whole organisation to be loaded at once: everything or nothing.
#[derive(Debug, Clone, Default)]
pub struct Organisation {
    /// Units, parents before children.
    pub units: Vec<Unit>,
    /// Fields, parents before children.
    pub fields: Vec<Field>,
    /// People.
    pub people: Vec<Person>,
    /// State posts.
    pub posts: Vec<StatePost>,
    /// Roles.
    pub grants: Vec<RoleGrant>,
    /// Rule sets with the first day of their validity.
    pub rule_sets: Vec<(RuleSetId, RuleSet, Date)>,
    /// Councils.
    pub councils: Vec<Council>,
    /// Their seats.
    pub seats: Vec<CouncilSeat>,
    /// Rounds with their routes.
    pub rounds: Vec<(Round, Vec<DeskRoute>)>,
    /// Procedures, as files.
    pub procedures: Vec<String>,
    /// Standing intakes of those procedures.
    pub intakes: Vec<Intake>,
}

impl App {
    /// Loads an organisation in one transaction.
    pub async fn load_organisation(&self, organisation: &Organisation, demo: bool) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        for unit in &organisation.units {
            work.insert_unit(unit).await?;
        }
        for (position, field) in (1_i64..).zip(&organisation.fields) {
            work.insert_field(field, position).await?;
        }
        for person in &organisation.people {
            work.insert_person(person).await?;
        }
        for post in &organisation.posts {
            work.insert_state_post(post).await?;
        }
        for grant in &organisation.grants {
            work.insert_grant(grant).await?;
        }
        for (id, rules, valid_from) in &organisation.rule_sets {
            work.insert_rule_set(&stored_rules(*id, rules, *valid_from)?)
                .await?;
        }
        self.store_procedures(work.as_mut(), &organisation.procedures, now)
            .await?;
        for council in &organisation.councils {
            work.insert_council(council).await?;
        }
        for seat in &organisation.seats {
            work.insert_seat(seat).await?;
        }
        for (round, routes) in &organisation.rounds {
            work.insert_round(round, routes).await?;
        }
        for intake in &organisation.intakes {
            self.insert_intake(work.as_mut(), intake, &Origin::local("load"), now)
                .await?;
        }
        if demo {
            work.set_setting("demo", "yes").await?;
        }
        let about = About {
            act: "organisation.loaded",
            kind: "instance",
            id: "1".into(),
        };
        let details = json!({ "units": organisation.units.len(), "people": organisation.people.len(), "demo": demo });
        work.record(event_from(
            &Origin::local("load"),
            None,
            &about,
            json!({}),
            details,
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Name of the agency the instance serves today: the organiser of the latest round, or else
    /// the first unit without one above it; empty before the first run.
    pub async fn agency(&self) -> Outcome<String> {
        let today = self.now().day();
        let mut store = self.read().await?;
        let organiser = store.rounds().await?.first().map(|round| round.organiser);
        let unit = if let Some(id) = organiser {
            store.unit(id, today).await?
        } else {
            let units = store.units(today).await?;
            units.into_iter().find(|unit| unit.parent.is_none())
        };
        Ok(unit.map(|unit| unit.name).unwrap_or_default())
    }

    /// Fields of application to choose from today, in catalogue order.
    pub async fn fields(&self) -> Outcome<Vec<Field>> {
        Ok(self.read().await?.fields(self.now().day()).await?)
    }

    /// Seats a person on the council of a round from now on: of the round with this code, or of the
    /// one that closes last. For commands on the machine itself; never reachable from the network.
    ///
    /// # Errors
    /// `Absent` for an unknown round or account, `Refused` when the person has a seat.
    pub async fn seat_member(
        &self,
        round: Option<&str>,
        account: &str,
        post: Post,
        origin: &Origin,
    ) -> Outcome<CouncilSeat> {
        let now = self.now();
        let mut work = self.begin().await?;
        let rounds = work.rounds().await?;
        let council = rounds
            .iter()
            .find(|known| round.is_none_or(|code| known.code.eq_ignore_ascii_case(code)))
            .and_then(|known| known.council)
            .ok_or(Failure::Absent)?;
        let person = work
            .person_by_account(account)
            .await?
            .filter(|person| person.disabled_at.is_none())
            .ok_or(Failure::Absent)?;
        work.hold(council.0).await?;
        let seats = work.seats(council, now).await?;
        if seats.iter().any(|seat| seat.person == person.id) {
            return Err(Refusal::Invalid { field: "account" }.into());
        }
        let seat = CouncilSeat {
            id: self.fresh_id(),
            council,
            person: person.id,
            full_name: person.full_name,
            post,
            rights: Rights::of(post),
            for_union: false,
            valid_from: now,
            valid_to: None,
        };
        work.insert_seat(&seat).await?;
        let about = About {
            act: "council.member-seated",
            kind: "council",
            id: council.to_string(),
        };
        let details = json!({ "person": person.id, "post": post.code() });
        work.record(event_from(origin, None, &about, json!({}), details, now));
        work.commit().await?;
        Ok(seat)
    }

    /// Whether the instance carries removable sample data.
    pub async fn has_samples(&self) -> Outcome<bool> {
        Ok(self.read().await?.setting("demo").await?.is_some())
    }

    /// Removes all sample data in one step; the audit log tells that it was there.
    pub async fn remove_samples(&self) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        if work.setting("demo").await?.is_none() {
            return Err(Failure::Absent);
        }
        work.remove_samples().await?;
        let about = About {
            act: "samples.removed",
            kind: "instance",
            id: "1".into(),
        };
        work.record(event_from(
            &Origin::local("demo"),
            None,
            &about,
            json!({}),
            json!({}),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    pub(crate) async fn open_first_round(
        &self,
        work: &mut dyn Work,
        unit: &Unit,
        person: &Person,
        start: &FirstRound,
        now: Instant,
    ) -> Outcome<()> {
        if start.window.opens_at >= start.window.closes_at {
            return Err(Refusal::Invalid { field: "closes_on" }.into());
        }
        let today = now.day();
        let rule_set: RuleSetId = self.fresh_id();
        let codes = [unit.code.clone()];
        let rules = self.dated_rules(work, &start.rules, &codes, today).await?;
        work.insert_rule_set(&stored_rules(rule_set, &rules, today)?)
            .await?;
        self.store_procedures(work, &start.procedures, now).await?;
        for (position, (code, name)) in (1_i64..).zip(&start.fields) {
            let field = Field {
                id: self.fresh_id(),
                code: code.clone(),
                name: name.clone(),
                parent: None,
                valid_from: today,
                valid_to: None,
            };
            work.insert_field(&field, position).await?;
        }
        let council = Council {
            id: self.fresh_id(),
            unit: unit.id,
            name: format!("Hội đồng Sáng kiến {}", unit.name),
            stage: start.rules.stage,
            blind: false,
            decision_ref: String::new(),
            decided_on: None,
            version: 1,
            valid_from: now,
            valid_to: None,
        };
        work.insert_council(&council).await?;
        let seat = CouncilSeat {
            id: self.fresh_id(),
            council: council.id,
            person: person.id,
            full_name: person.full_name.clone(),
            post: Post::Secretary,
            rights: Rights::of(Post::Secretary),
            for_union: false,
            valid_from: now,
            valid_to: None,
        };
        work.insert_seat(&seat).await?;
        let round = Round {
            id: self.fresh_id(),
            code: format!("{}-{}-1", unit.code, start.window.opens_at.day().year()),
            name: start.name.clone(),
            organiser: unit.id,
            stage: start.rules.stage,
            year: start.window.opens_at.day().year(),
            window: start.window,
            rule_set,
            council: Some(council.id),
            procedure: start.procedure.clone(),
        };
        let route = DeskRoute {
            round: round.id,
            field: None,
            desk: unit.id,
        };
        work.insert_round(&round, &[route]).await?;
        Ok(())
    }
}

pub(crate) fn stored_rules(
    id: RuleSetId,
    rules: &RuleSet,
    valid_from: Date,
) -> Outcome<StoredRuleSet> {
    // Days are the business of the calendar tables.
    let rules = &RuleSet {
        calendar: Calendar::default(),
        ..rules.clone()
    };
    let value =
        serde_json::to_value(rules).map_err(|error| Failure::Inconsistent(error.to_string()))?;
    let content = sangkien_ledger::canonical_json(&value);
    Ok(StoredRuleSet {
        id,
        code: rules.code.clone(),
        sha256: sha256_hex(content.as_bytes()),
        content,
        valid_from,
        valid_to: None,
    })
}
