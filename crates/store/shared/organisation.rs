//! Units, fields, rounds, rules and councils.

use async_trait::async_trait;
use jiff::civil::Date;
use sangkien_app::port::{ReadOrganisation, Stored, WriteOrganisation};
use sangkien_app::record::{
    Council, CouncilSeat, DeskRoute, Field, Round, RoundCouncil, StoredRuleSet, Substitute, Unit,
};
use sangkien_domain::council::{Post, Right, Rights};
use sangkien_domain::id::{CouncilId, FieldId, PersonId, RoundId, RuleSetId, SeatId, UnitId};
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::time::Instant;
use sangkien_text::sort_key;
use uuid::Uuid;

use super::fields::day;
use super::lists::Listing;
use super::{Fields, UnitOfWork, query, sql};

fn unit(row: &Fields<'_>) -> Stored<Unit> {
    Ok(Unit {
        id: row.id("id")?,
        version: row.id("version_id")?,
        code: row.get("code")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
        parent: row.optional_id("parent_id")?,
        valid_from: row.date("valid_from")?,
        valid_to: row.optional_date("valid_to")?,
    })
}

fn field(row: &Fields<'_>) -> Stored<Field> {
    Ok(Field {
        id: row.id("id")?,
        code: row.get("code")?,
        name: row.get("name")?,
        parent: row.optional_id("parent_id")?,
        valid_from: row.date("valid_from")?,
        valid_to: row.optional_date("valid_to")?,
    })
}

fn rule_set(row: &Fields<'_>) -> Stored<StoredRuleSet> {
    Ok(StoredRuleSet {
        id: row.id("id")?,
        code: row.get("code")?,
        sha256: row.get("sha256")?,
        content: row.get("content")?,
        valid_from: row.date("valid_from")?,
        valid_to: row.optional_date("valid_to")?,
    })
}

fn council(row: &Fields<'_>) -> Stored<Council> {
    Ok(Council {
        id: row.id("id")?,
        unit: row.id("unit_id")?,
        name: row.get("name")?,
        stage: row.code("stage", Stage::from_code)?,
        blind: row.get("blind")?,
        decision_ref: row.get("decision_ref")?,
        decided_on: row.optional_date("decided_on")?,
        version: row.get("version")?,
        valid_from: row.instant("valid_from")?,
        valid_to: row.optional_instant("valid_to")?,
    })
}

/// What a seat entitles to.
pub(super) fn rights(row: &Fields<'_>) -> Stored<Rights> {
    let mut given = Vec::new();
    for (right, column) in [
        (Right::Mark, "may_mark"),
        (Right::Vote, "may_vote"),
        (Right::Comment, "may_comment"),
        (Right::Conclude, "may_conclude"),
    ] {
        if row.get(column)? {
            given.push(right);
        }
    }
    Ok(given.into_iter().collect())
}

fn seat(row: &Fields<'_>) -> Stored<CouncilSeat> {
    Ok(CouncilSeat {
        id: row.id("id")?,
        council: row.id("council_id")?,
        person: row.id("person_id")?,
        full_name: row.get("full_name")?,
        post: row.code("post", Post::from_code)?,
        rights: rights(row)?,
        for_union: row.get("for_union")?,
        valid_from: row.instant("valid_from")?,
        valid_to: row.optional_instant("valid_to")?,
    })
}

fn round(row: &Fields<'_>) -> Stored<Round> {
    Ok(Round {
        id: row.id("id")?,
        code: row.get("code")?,
        name: row.get("name")?,
        organiser: row.id("organiser_id")?,
        stage: row.code("stage", Stage::from_code)?,
        year: row.small("year")?,
        window: Window {
            opens_at: row.instant("opens_at")?,
            closes_at: row.instant("closes_at")?,
        },
        rule_set: row.id("rule_set_id")?,
        council: row.optional_id("council_id")?,
        procedure: row.get("procedure_code")?,
    })
}

#[async_trait]
impl ReadOrganisation for UnitOfWork {
    async fn units(&mut self, on: Date) -> Stored<Vec<Unit>> {
        self.all(query(sql!("unit/on_day")).bind(day(on)), unit)
            .await
    }

    async fn unit(&mut self, id: UnitId, on: Date) -> Stored<Option<Unit>> {
        let find = query(sql!("unit/by_id")).bind(id.0).bind(day(on));
        self.optional(find, unit).await
    }

    async fn fields(&mut self, on: Date) -> Stored<Vec<Field>> {
        self.all(query(sql!("field/on_day")).bind(day(on)), field)
            .await
    }

    async fn field(&mut self, id: FieldId) -> Stored<Option<Field>> {
        self.optional(query(sql!("field/by_id")).bind(id.0), field)
            .await
    }

    async fn rounds(&mut self) -> Stored<Vec<Round>> {
        self.all(query(sql!("round/all")), round).await
    }

    async fn round(&mut self, id: RoundId) -> Stored<Option<Round>> {
        self.optional(query(sql!("round/by_id")).bind(id.0), round)
            .await
    }

    async fn round_councils(&mut self, round: RoundId) -> Stored<Vec<RoundCouncil>> {
        self.all(query(sql!("round/councils")).bind(round.0), |row| {
            Ok(RoundCouncil {
                round: row.id("round_id")?,
                field: row.id("field_id")?,
                field_name: row.get("field_name")?,
                council: row.id("council_id")?,
                council_name: row.get("council_name")?,
            })
        })
        .await
    }

    async fn routes(&mut self, round: RoundId) -> Stored<Vec<DeskRoute>> {
        self.all(query(sql!("round/routes")).bind(round.0), |row| {
            Ok(DeskRoute {
                round: row.id("round_id")?,
                field: row.optional_id("field_id")?,
                desk: row.id("desk_id")?,
            })
        })
        .await
    }

    async fn rule_set(&mut self, id: RuleSetId) -> Stored<Option<StoredRuleSet>> {
        self.optional(query(sql!("rule_set/by_id")).bind(id.0), rule_set)
            .await
    }

    async fn rule_sets(&mut self, on: Date) -> Stored<Vec<StoredRuleSet>> {
        self.all(query(sql!("rule_set/on_day")).bind(day(on)), rule_set)
            .await
    }

    async fn council(&mut self, id: CouncilId) -> Stored<Option<Council>> {
        self.optional(query(sql!("council/by_id")).bind(id.0), council)
            .await
    }

    async fn seats(&mut self, council: CouncilId, now: Instant) -> Stored<Vec<CouncilSeat>> {
        let seats = query(sql!("seat/of_council")).bind(council.0).bind(now.0);
        self.all(seats, seat).await
    }

    async fn councils(&mut self, units: &[UnitId]) -> Stored<Vec<Council>> {
        let mut listing = Listing::new(
            "SELECT id, unit_id, name, stage, blind, decision_ref, decided_on, version, valid_from, valid_to FROM council WHERE ",
        );
        listing
            .one_of_ids("unit_id", units)
            .text(" ORDER BY valid_from DESC, id");
        self.list(listing, council).await
    }

    async fn substitutes(&mut self, council: CouncilId) -> Stored<Vec<Substitute>> {
        self.all(
            query(sql!("substitute/of_council")).bind(council.0),
            |row| {
                Ok(Substitute {
                    council: row.id("council_id")?,
                    person: row.id("person_id")?,
                    full_name: row.get("full_name")?,
                    seat: row.optional_id("seat_id")?,
                })
            },
        )
        .await
    }

    async fn authoring_heads(&mut self, council: CouncilId, now: Instant) -> Stored<Vec<PersonId>> {
        let heads = query(sql!("council/authoring_heads"))
            .bind(council.0)
            .bind(now.0);
        self.all(heads, |row| row.id("person_id")).await
    }

    async fn setting(&mut self, key: &str) -> Stored<Option<String>> {
        self.optional(query(sql!("setting/get")).bind(key), |row| row.get("value"))
            .await
    }
}

#[async_trait]
impl WriteOrganisation for UnitOfWork {
    async fn insert_unit(&mut self, unit: &Unit) -> Stored<()> {
        let insert = query(sql!("unit/insert")).bind(unit.id.0).bind(&unit.code);
        self.execute_once(insert).await?;
        let version = query(sql!("unit/insert_version"))
            .bind(unit.version.0)
            .bind(unit.id.0)
            .bind(&unit.name)
            .bind(sort_key(&unit.name).as_bytes())
            .bind(&unit.kind)
            .bind(unit.parent.map(Uuid::from))
            .bind(day(unit.valid_from))
            .bind(unit.valid_to.map(day));
        self.execute_once(version).await
    }

    async fn insert_field(&mut self, field: &Field, position: i64) -> Stored<()> {
        let insert = query(sql!("field/insert"))
            .bind(field.id.0)
            .bind(&field.code)
            .bind(&field.name)
            .bind(field.parent.map(Uuid::from))
            .bind(position)
            .bind(day(field.valid_from))
            .bind(field.valid_to.map(day));
        self.execute_once(insert).await
    }

    async fn insert_rule_set(&mut self, rules: &StoredRuleSet) -> Stored<()> {
        let insert = query(sql!("rule_set/insert"))
            .bind(rules.id.0)
            .bind(&rules.code)
            .bind(&rules.sha256)
            .bind(&rules.content)
            .bind(day(rules.valid_from))
            .bind(rules.valid_to.map(day));
        self.execute_once(insert).await
    }

    async fn insert_council(&mut self, council: &Council) -> Stored<()> {
        let insert = query(sql!("council/insert"))
            .bind(council.id.0)
            .bind(council.unit.0)
            .bind(&council.name)
            .bind(council.stage.code())
            .bind(&council.decision_ref)
            .bind(council.decided_on.map(day))
            .bind(council.version)
            .bind(council.valid_from.0)
            .bind(council.valid_to.map(|at| at.0))
            .bind(council.blind);
        self.execute_once(insert).await
    }

    async fn insert_seat(&mut self, seat: &CouncilSeat) -> Stored<()> {
        let insert = query(sql!("seat/insert"))
            .bind(seat.id.0)
            .bind(seat.council.0)
            .bind(seat.person.0)
            .bind(seat.post.code())
            .bind(seat.rights.allow(Right::Mark))
            .bind(seat.rights.allow(Right::Comment))
            .bind(seat.rights.allow(Right::Conclude))
            .bind(seat.rights.allow(Right::Vote))
            .bind(seat.for_union)
            .bind(seat.valid_from.0)
            .bind(seat.valid_to.map(|at| at.0));
        self.execute_once(insert).await
    }

    async fn change_council(&mut self, council: &Council) -> Stored<()> {
        let change = query(sql!("council/change"))
            .bind(council.id.0)
            .bind(council.version)
            .bind(&council.name)
            .bind(&council.decision_ref)
            .bind(council.decided_on.map(day))
            .bind(council.valid_from.0)
            .bind(council.valid_to.map(|at| at.0))
            .bind(council.blind);
        self.execute_once(change).await
    }

    async fn change_seat(&mut self, seat: &CouncilSeat) -> Stored<()> {
        let change = query(sql!("seat/change"))
            .bind(seat.id.0)
            .bind(seat.council.0)
            .bind(seat.post.code())
            .bind(seat.rights.allow(Right::Mark))
            .bind(seat.rights.allow(Right::Comment))
            .bind(seat.rights.allow(Right::Conclude))
            .bind(seat.rights.allow(Right::Vote))
            .bind(seat.for_union);
        self.execute_once(change).await
    }

    async fn end_seat(&mut self, council: CouncilId, seat: SeatId, now: Instant) -> Stored<()> {
        let end = query(sql!("seat/end"))
            .bind(seat.0)
            .bind(council.0)
            .bind(now.0);
        self.execute_once(end).await
    }

    async fn insert_substitute(
        &mut self,
        council: CouncilId,
        person: PersonId,
        now: Instant,
    ) -> Stored<()> {
        let insert = query(sql!("substitute/insert"))
            .bind(council.0)
            .bind(person.0)
            .bind(now.0);
        self.execute_once(insert).await
    }

    async fn call_in_substitute(
        &mut self,
        council: CouncilId,
        person: PersonId,
        seat: SeatId,
    ) -> Stored<()> {
        let call = query(sql!("substitute/call_in"))
            .bind(council.0)
            .bind(person.0)
            .bind(seat.0);
        self.execute_once(call).await
    }

    async fn set_round_council(&mut self, round: RoundId, council: &Council) -> Stored<()> {
        let set = query(sql!("round/set_council"))
            .bind(round.0)
            .bind(council.id.0)
            .bind(council.unit.0)
            .bind(council.stage.code());
        self.execute_once(set).await
    }

    async fn set_round_fields(
        &mut self,
        round: RoundId,
        council: CouncilId,
        fields: &[FieldId],
    ) -> Stored<()> {
        let clear = query(sql!("round/clear_councils"))
            .bind(round.0)
            .bind(council.0);
        self.execute(clear).await?;
        for field in fields {
            let insert = query(sql!("round/insert_council"))
                .bind(round.0)
                .bind(field.0)
                .bind(council.0);
            self.execute_once(insert).await?;
        }
        Ok(())
    }

    async fn release_round(&mut self, round: RoundId, council: CouncilId) -> Stored<()> {
        let release = query(sql!("round/release_council"))
            .bind(round.0)
            .bind(council.0);
        self.execute_once(release).await
    }

    async fn insert_round(&mut self, round: &Round, routes: &[DeskRoute]) -> Stored<()> {
        let insert = query(sql!("round/insert"))
            .bind(round.id.0)
            .bind(&round.code)
            .bind(&round.name)
            .bind(round.organiser.0)
            .bind(round.stage.code())
            .bind(i64::from(round.year))
            .bind(round.window.opens_at.0)
            .bind(round.window.closes_at.0)
            .bind(round.rule_set.0)
            .bind(round.council.map(Uuid::from))
            .bind(&round.procedure);
        self.execute_once(insert).await?;
        for (position, route) in (1_i64..).zip(routes) {
            let insert = query(sql!("round/insert_route"))
                .bind(round.id.0)
                .bind(position)
                .bind(route.field.map(Uuid::from))
                .bind(route.desk.0);
            self.execute_once(insert).await?;
        }
        Ok(())
    }

    async fn set_setting(&mut self, key: &str, value: &str) -> Stored<()> {
        let set = query(sql!("setting/set")).bind(key).bind(value);
        self.execute_once(set).await
    }
}
