//! Units, people, rules, a council and an open round.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use sangkien_app::port::Store;
use sangkien_app::record::{
    Council, CouncilSeat, DeskRoute, Field, Person, RoleGrant, Round, StoredRuleSet, Unit,
};
use sangkien_domain::access::Role;
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::id::{
    CouncilId, FieldId, PersonId, RoundId, RuleSetId, SeatId, UnitId, UnitVersionId,
};
use sangkien_domain::law::RuleSet;
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::time::Instant;
use sha2::{Digest as _, Sha256};

use super::Maker;
use crate::Done;

const FIRST_DAY: Date = date(2020, 1, 1);
/// Units from which dossiers come.
const UNITS: usize = 40;
/// Members of the council.
pub(crate) const MEMBERS: usize = 5;

/// What dossiers hang on.
pub(crate) struct Office {
    /// Organises, decides.
    pub(crate) district: UnitId,
    /// Receives.
    pub(crate) desk: UnitId,
    /// Units with their versions and names.
    pub(crate) units: Vec<(UnitId, UnitVersionId, String)>,
    /// One author per session, from a unit each.
    pub(crate) authors: Vec<PersonId>,
    /// One clerk per session.
    pub(crate) clerks: Vec<PersonId>,
    /// Council and its seats.
    pub(crate) council: CouncilId,
    /// Seats of the members.
    pub(crate) seats: Vec<SeatId>,
    /// Fields with code and name.
    pub(crate) fields: Vec<(FieldId, String, String)>,
    /// The open round.
    pub(crate) round: RoundId,
    /// Identity of the rules.
    pub(crate) rule_set: RuleSetId,
    /// The rules.
    pub(crate) rules: RuleSet,
}

fn unit(maker: &mut Maker, code: &str, name: &str, parent: Option<UnitId>) -> Unit {
    Unit {
        id: maker.id(),
        version: maker.id(),
        code: code.into(),
        name: name.into(),
        kind: "office".into(),
        parent,
        valid_from: FIRST_DAY,
        valid_to: None,
    }
}

fn person(maker: &mut Maker, account: &str, name: &str, unit: UnitId, now: Instant) -> Person {
    Person {
        id: maker.id(),
        account: account.into(),
        full_name: name.into(),
        email: String::new(),
        unit,
        password: None,
        is_sample: true,
        created_at: now,
        disabled_at: None,
    }
}

impl Office {
    /// Writes the office with `sessions` authors and clerks.
    pub(crate) async fn write(
        store: &dyn Store,
        maker: &mut Maker,
        now: Instant,
        sessions: usize,
    ) -> Done<Self> {
        let rules = sangkien_packs::rule_sets()?
            .into_iter()
            .find(|rules| rules.stage == Stage::Base)
            .ok_or("the packs have no rules of the base stage")?;
        let mut work = store.begin().await?;
        let district = unit(maker, "MAU", "Ủy ban nhân dân huyện mẫu", None);
        let desk = unit(maker, "MAU-TN", "Bộ phận tiếp nhận mẫu", Some(district.id));
        work.insert_unit(&district).await?;
        work.insert_unit(&desk).await?;
        let mut units = Vec::new();
        for number in 1..=UNITS {
            let unit = unit(
                maker,
                &format!("MAU-{number:02}"),
                &format!("Đơn vị mẫu {number:02}"),
                Some(district.id),
            );
            work.insert_unit(&unit).await?;
            units.push((unit.id, unit.version, unit.name));
        }
        let mut fields = Vec::new();
        for (place, field) in sangkien_packs::plan()?.fields.iter().enumerate() {
            let field = Field {
                id: maker.id(),
                code: field.code.clone(),
                name: field.name.clone(),
                parent: None,
                valid_from: FIRST_DAY,
                valid_to: None,
            };
            work.insert_field(&field, i64::try_from(place)?).await?;
            fields.push((field.id, field.code, field.name));
        }
        let content = serde_json::to_string(&rules)?;
        let stored = StoredRuleSet {
            id: maker.id(),
            code: rules.code.clone(),
            sha256: hex::encode(Sha256::digest(&content)),
            content,
            valid_from: FIRST_DAY,
            valid_to: None,
        };
        work.insert_rule_set(&stored).await?;

        let mut people: BTreeMap<&str, Vec<PersonId>> = BTreeMap::new();
        for (account, name, count) in [
            ("tac-gia", "Tác giả mẫu", sessions),
            ("tiep-nhan", "Cán bộ tiếp nhận mẫu", sessions),
            ("uy-vien", "Ủy viên mẫu", MEMBERS),
            ("quan-tri", "Quản trị mẫu", 1),
        ] {
            for number in 1..=count {
                let home = match account {
                    "tac-gia" => units.get(number % UNITS).map_or(district.id, |unit| unit.0),
                    _ => desk.id,
                };
                let person = person(
                    maker,
                    &format!("{account}-{number:02}"),
                    &format!("{name} {number:02}"),
                    home,
                    now,
                );
                work.insert_person(&person).await?;
                people.entry(account).or_default().push(person.id);
            }
        }
        for (account, role, unit) in [
            ("tiep-nhan", Role::Clerk, desk.id),
            ("quan-tri", Role::Administrator, district.id),
        ] {
            for person in people.get(account).into_iter().flatten() {
                work.insert_grant(&RoleGrant {
                    id: maker.id(),
                    person: *person,
                    role,
                    unit,
                    valid_from: Instant(0),
                    valid_to: None,
                    granted_by: None,
                })
                .await?;
            }
        }
        let council = Council {
            id: maker.id(),
            unit: district.id,
            name: "Hội đồng sáng kiến mẫu".into(),
            stage: Stage::Base,
            blind: false,
            decision_ref: String::new(),
            decided_on: None,
            version: 1,
            valid_from: Instant(0),
            valid_to: None,
        };
        work.insert_council(&council).await?;
        let mut seats = Vec::new();
        for (place, person) in people.get("uy-vien").into_iter().flatten().enumerate() {
            let post = if place == 0 {
                Post::Chair
            } else {
                Post::Member
            };
            let seat = CouncilSeat {
                id: maker.id(),
                council: council.id,
                person: *person,
                full_name: String::new(),
                post,
                rights: Rights::of(post),
                for_union: false,
                valid_from: Instant(0),
                valid_to: None,
            };
            work.insert_seat(&seat).await?;
            seats.push(seat.id);
        }
        let round = Round {
            id: maker.id(),
            code: "mau-1".into(),
            name: "Đợt mẫu".into(),
            organiser: district.id,
            stage: Stage::Base,
            year: now.day().year(),
            window: Window {
                opens_at: now.plus_seconds(-90 * 86_400),
                closes_at: now.plus_seconds(90 * 86_400),
            },
            rule_set: stored.id,
            council: Some(council.id),
            procedure: "sang-kien-co-so".into(),
        };
        let route = DeskRoute {
            round: round.id,
            field: None,
            desk: desk.id,
        };
        work.insert_round(&round, &[route]).await?;
        work.commit().await?;
        Ok(Self {
            district: district.id,
            desk: desk.id,
            units,
            authors: people.remove("tac-gia").unwrap_or_default(),
            clerks: people.remove("tiep-nhan").unwrap_or_default(),
            council: council.id,
            seats,
            fields,
            round: round.id,
            rule_set: stored.id,
            rules,
        })
    }
}
