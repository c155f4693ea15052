//! A district's plan: units, fields, people, councils, rounds, and the moments of its demo.

use jiff::civil::Date;
use sangkien_domain::access::Role;
use sangkien_domain::council::Post;
use sangkien_domain::law::RuleSet;
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::time::Instant;
use serde::Deserialize;

/// Everything a demo instance is set up with. Every reference in it resolves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Title of the plan.
    pub title: String,
    /// First day of the sample people's roles and seats.
    pub posts_from: Date,
    /// Units, every parent before its children.
    pub units: Vec<Unit>,
    /// Fields of application, every parent before its children.
    pub fields: Vec<Field>,
    /// People, all of them samples.
    pub people: Vec<Person>,
    /// Councils.
    pub councils: Vec<Council>,
    /// Rule sets.
    pub rule_sets: Vec<RuleSet>,
    /// Rounds in the order of their opening.
    pub rounds: Vec<Round>,
    /// Standing intakes of procedures.
    pub intakes: Vec<Intake>,
    /// Moments offered by the demo bar, in order.
    pub moments: Vec<DemoMoment>,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// Ủy ban nhân dân.
    PeopleCommittee,
    /// Hội đồng nhân dân.
    PeopleCouncil,
    /// Cơ quan Đảng.
    Party,
    /// Mặt trận và tổ chức chính trị - xã hội.
    MassOrganisation,
    /// Cơ quan chuyên môn.
    Office,
    /// Đơn vị sự nghiệp.
    PublicService,
    /// Trường học.
    School,
}

impl UnitKind {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PeopleCommittee => "people-committee",
            Self::PeopleCouncil => "people-council",
            Self::Party => "party",
            Self::MassOrganisation => "mass-organisation",
            Self::Office => "office",
            Self::PublicService => "public-service",
            Self::School => "school",
        }
    }
}

/// At which level of administration a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitLevel {
    /// Tỉnh, thành phố trực thuộc Trung ương.
    Province,
    /// Huyện; ended on 30/06/2025.
    District,
    /// Xã, phường, thị trấn.
    Commune,
}

impl UnitLevel {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
        }
    }
}

/// A unit with the one version the plan needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Code, unique in the plan; stands in receipt codes.
    pub code: String,
    /// Full name as on documents.
    pub name: String,
    /// Name in lists.
    pub short_name: String,
    /// Place named beside the date of its documents (địa danh).
    pub place: String,
    /// What it is.
    pub kind: UnitKind,
    /// Its level.
    pub level: UnitLevel,
    /// Code of the unit above.
    pub parent: Option<String>,
    /// First day of this version.
    pub valid_from: Date,
    /// Last day of this version; `None` while it lasts.
    pub valid_to: Option<Date>,
}

/// A field of application.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Code, as answered to the question "field".
    pub code: String,
    /// Name shown.
    pub name: String,
    /// What belongs here.
    #[serde(default)]
    pub hint: String,
    /// Code of the field above.
    #[serde(default)]
    pub parent: Option<String>,
}

/// A sample person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Name of the account.
    pub account: String,
    /// Full name; marked as a sample by the word "mẫu".
    pub full_name: String,
    /// Code of the unit they belong to.
    pub unit: String,
    /// Post held.
    pub position: String,
    /// Professional qualification.
    #[serde(default)]
    pub qualification: String,
    /// Day of birth.
    #[serde(default)]
    pub born_on: Option<Date>,
    /// Roles held.
    #[serde(default)]
    pub roles: Vec<PlanGrant>,
    /// Label under which the demo prints a sign-in link for this person, if it does.
    #[serde(default)]
    pub door: Option<String>,
    /// Always true here; kept so that samples can be removed in one step.
    #[serde(default = "yes")]
    pub is_sample: bool,
}

fn yes() -> bool {
    true
}

/// A role in a unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanGrant {
    /// Which role.
    pub role: Role,
    /// Code of the unit.
    pub unit: String,
}

/// A council.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Council {
    /// Code, unique in the plan.
    pub code: String,
    /// Name shown.
    pub name: String,
    /// Code of the unit that set it up.
    pub unit: String,
    /// Number of the decision that set it up; may be empty.
    #[serde(default)]
    pub decision: String,
    /// Seats, in order of precedence.
    pub seats: Vec<PlanSeat>,
}

/// A seat on a council.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanSeat {
    /// Account of the person.
    pub account: String,
    /// Post held.
    pub post: Post,
    /// Whether they sit for the trade union.
    #[serde(default)]
    pub for_union: bool,
}

/// A round with its desk routes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Code, unique in the plan.
    pub code: String,
    /// Title shown.
    pub title: String,
    /// Which of the two recognitions it serves.
    pub stage: Stage,
    /// Code of the unit that organises it and decides.
    pub organiser: String,
    /// Code of its council.
    pub council: String,
    /// Code of its rule set.
    pub rule_set: String,
    /// Code of the procedure its dossiers follow.
    pub procedure: String,
    /// When it receives dossiers.
    pub window: Window,
    /// Desks by field; the first that applies receives. The last one applies to every field.
    pub routes: Vec<Route>,
}

impl Round {
    /// The year of its receipt codes and of the yearly list: that of its opening in Vietnam.
    pub fn year(&self) -> i16 {
        self.window.opens_at.day().year()
    }
}

/// Where dossiers of a procedure are received all the year round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// Code, unique among rounds and intakes.
    pub code: String,
    /// Title shown.
    pub title: String,
    /// Code of the procedure, one of the packs.
    pub procedure: String,
    /// Code of the unit that carries it out.
    pub organiser: String,
    /// Code of the receiving unit.
    pub desk: String,
    /// Since when.
    pub opens_at: Instant,
}

/// Sends dossiers of a field to a desk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// Code of the field, with all fields below it; `None` for every field.
    #[serde(default)]
    pub field: Option<String>,
    /// Code of the receiving unit.
    pub desk: String,
}

/// A moment the demo's clock can be moved to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoMoment {
    /// Stable key.
    pub key: String,
    /// Text of the button.
    pub label: String,
    /// What the clock shows then.
    pub at: Instant,
}

impl Plan {
    /// The unit with this code.
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == code)
    }

    /// The person with this account.
    pub fn person(&self, account: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.account == account)
    }

    /// The council with this code.
    pub fn council(&self, code: &str) -> Option<&Council> {
        self.councils.iter().find(|council| council.code == code)
    }

    /// The round with this code.
    pub fn round(&self, code: &str) -> Option<&Round> {
        self.rounds.iter().find(|round| round.code == code)
    }

    /// The rule set with this code.
    pub fn rule_set(&self, code: &str) -> Option<&RuleSet> {
        self.rule_sets.iter().find(|rules| rules.code == code)
    }

    /// The desk that receives a dossier of `field` in `round`.
    pub fn desk<'a>(&'a self, round: &'a Round, field: &str) -> Option<&'a str> {
        round
            .routes
            .iter()
            .find(|route| {
                route
                    .field
                    .as_deref()
                    .is_none_or(|root| self.is_within(field, root))
            })
            .map(|route| route.desk.as_str())
    }

    /// Whether `field` is `root` or lies below it.
    fn is_within(&self, field: &str, root: &str) -> bool {
        let mut at = Some(field);
        // A tree checked to list parents first cannot be deeper than it is long.
        for _ in 0..=self.fields.len() {
            match at {
                Some(code) if code == root => return true,
                Some(code) => {
                    at = self
                        .fields
                        .iter()
                        .find(|field| field.code == code)
                        .and_then(|field| field.parent.as_deref());
                }
                None => return false,
            }
        }
        false
    }
}
