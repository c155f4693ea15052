//! The files of the plan.

use jiff::civil::Date;
use sangkien_domain::round::{Stage, Window};
use serde::Deserialize;

use crate::check::check_plan;
use crate::error::Result;
use crate::plan::{
    Council, DemoMoment, Field, Intake, Person, Plan, Round, Route, Unit, UnitKind, UnitLevel,
};
use crate::read::{Moment, Source, source};
use crate::rules::rule_sets;

pub(crate) const PLAN: Source = source!("phuc-tho-2024/plan.toml");
pub(crate) const UNITS: Source = source!("phuc-tho-2024/units.toml");
pub(crate) const FIELDS: Source = source!("phuc-tho-2024/fields.toml");
pub(crate) const PEOPLE: Source = source!("phuc-tho-2024/people.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanFile {
    title: String,
    posts_from: Date,
    moment: Vec<RawMoment>,
    council: Vec<Council>,
    round: Vec<RawRound>,
    #[serde(default)]
    intake: Vec<RawIntake>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMoment {
    key: String,
    label: String,
    at: Moment,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRound {
    code: String,
    title: String,
    stage: Stage,
    organiser: String,
    council: String,
    rule_set: String,
    procedure: String,
    opens_at: Moment,
    closes_at: Moment,
    routes: Vec<Route>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIntake {
    code: String,
    title: String,
    procedure: String,
    organiser: String,
    desk: String,
    opens_at: Moment,
}

impl RawRound {
    fn resolve(self) -> Round {
        Round {
            code: self.code,
            title: self.title,
            stage: self.stage,
            organiser: self.organiser,
            council: self.council,
            rule_set: self.rule_set,
            procedure: self.procedure,
            window: Window {
                opens_at: self.opens_at.0,
                closes_at: self.closes_at.0,
            },
            routes: self.routes,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitsFile {
    defaults: UnitDefaults,
    unit: Vec<RawUnit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitDefaults {
    place: String,
    valid_from: Date,
    valid_to: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawUnit {
    code: String,
    name: String,
    short_name: Option<String>,
    place: Option<String>,
    kind: UnitKind,
    level: UnitLevel,
    parent: Option<String>,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    #[serde(default)]
    lasts: bool,
}

impl RawUnit {
    fn resolve(self, defaults: &UnitDefaults) -> Unit {
        Unit {
            short_name: self.short_name.unwrap_or_else(|| self.name.clone()),
            place: self.place.unwrap_or_else(|| defaults.place.clone()),
            valid_from: self.valid_from.unwrap_or(defaults.valid_from),
            valid_to: (!self.lasts).then_some(self.valid_to.unwrap_or(defaults.valid_to)),
            code: self.code,
            name: self.name,
            kind: self.kind,
            level: self.level,
            parent: self.parent,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldsFile {
    field: Vec<Field>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleFile {
    person: Vec<Person>,
}

/// The plan of Huyện Phúc Thọ for 2024.
pub fn plan() -> Result<Plan> {
    let raw: PlanFile = PLAN.parse()?;
    let units: UnitsFile = UNITS.parse()?;
    let mut plan = Plan {
        title: raw.title,
        posts_from: raw.posts_from,
        units: units
            .unit
            .into_iter()
            .map(|unit| unit.resolve(&units.defaults))
            .collect(),
        fields: FIELDS.parse::<FieldsFile>()?.field,
        people: PEOPLE.parse::<PeopleFile>()?.person,
        councils: raw.council,
        rule_sets: rule_sets()?,
        rounds: raw.round.into_iter().map(RawRound::resolve).collect(),
        intakes: raw
            .intake
            .into_iter()
            .map(|intake| Intake {
                code: intake.code,
                title: intake.title,
                procedure: intake.procedure,
                organiser: intake.organiser,
                desk: intake.desk,
                opens_at: intake.opens_at.0,
            })
            .collect(),
        moments: raw
            .moment
            .into_iter()
            .map(|moment| DemoMoment {
                key: moment.key,
                label: moment.label,
                at: moment.at.0,
            })
            .collect(),
    };
    plan.rounds.sort_by_key(|round| round.window.opens_at);
    check_plan(&plan)?;
    Ok(plan)
}
