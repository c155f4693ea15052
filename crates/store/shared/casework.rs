//! Where dossiers stand in their procedures: visits, parties, choices, limits, facts.

use async_trait::async_trait;
use sangkien_app::port::{ReadCasework, StoreError, Stored, WriteCasework};
use sangkien_app::record::{
    Choice, Delegation, LimitChange, NumberedDocument, ProcedureMove, StatedFact, Visit,
};
use sangkien_casework::clock::{LimitScope, RunningLimit};
use sangkien_domain::access::{Party, PartyWho, Role};
use sangkien_domain::calendar::Pause;
use sangkien_domain::council::Post;
use sangkien_domain::dossier::State;
use sangkien_domain::id::{DelegationId, DossierId, PersonId, UnitId};
use sangkien_domain::law::{Limit, Unit};
use sangkien_domain::time::Instant;
use uuid::Uuid;

use super::fields::{from_word, to_json, to_word};
use super::{Fields, UnitOfWork, query, sql};

fn visit(row: &Fields<'_>) -> Stored<Visit> {
    Ok(Visit {
        dossier: row.id("dossier_id")?,
        ordinal: row.get("ordinal")?,
        version: row.id("procedure_version_id")?,
        step: row.get("step")?,
        state: row.code("state", State::from_code)?,
        entered_at: row.instant("entered_at")?,
        entered_by: row.optional_id("entered_by")?,
        came_by: row.get("came_by")?,
        left_at: row.optional_instant("left_at")?,
    })
}

fn choice(row: &Fields<'_>) -> Stored<Choice> {
    Ok(Choice {
        dossier: row.id("dossier_id")?,
        visit: row.get("visit")?,
        person: row.id("person_id")?,
        act: row.get("act")?,
        opinion: row.get("opinion")?,
        at: row.instant("at")?,
    })
}

pub(super) fn limit(row: &Fields<'_>) -> Stored<RunningLimit> {
    let cutoff: Option<String> = row.get("cutoff")?;
    let cutoff = cutoff
        .map(|text| {
            text.parse()
                .map_err(|error| StoreError::Damaged(format!("column cutoff: {error}")))
        })
        .transpose()?;
    Ok(RunningLimit {
        key: row.get("limit_key")?,
        visit: row.get("visit")?,
        label: row.get("label")?,
        scope: row.code("scope", LimitScope::from_code)?,
        started_at: row.instant("started_at")?,
        due_at: row.optional_instant("due_at")?,
        limit: Limit {
            amount: row.small("amount")?,
            unit: row.code("unit", from_word::<Unit>)?,
            citation: row.json("citation")?,
        },
        cutoff,
        met_at: row.optional_instant("met_at")?,
        extended: row.small("extended")?,
    })
}

fn pause(row: &Fields<'_>) -> Stored<Pause> {
    Ok(Pause {
        reason: row.get("reason")?,
        from: row.instant("from_at")?,
        until: row.optional_instant("until_at")?,
    })
}

fn limit_change(row: &Fields<'_>) -> Stored<LimitChange> {
    Ok(LimitChange {
        dossier: row.id("dossier_id")?,
        key: row.get("limit_key")?,
        visit: row.get("visit")?,
        at: row.instant("at")?,
        old_due: row.optional_instant("old_due")?,
        new_due: row.optional_instant("new_due")?,
        reason: row.get("reason")?,
        by: row.optional_id("by_id")?,
    })
}

fn fact(row: &Fields<'_>) -> Stored<StatedFact> {
    Ok(StatedFact {
        dossier: row.id("dossier_id")?,
        name: row.get("name")?,
        value: row.get("value")?,
        stated_by: row.id("stated_by")?,
        stated_at: row.instant("stated_at")?,
    })
}

pub(super) fn document(row: &Fields<'_>) -> Stored<NumberedDocument> {
    Ok(NumberedDocument {
        dossier: row.id("dossier_id")?,
        title: row.get("title")?,
        body: row.id("body_id")?,
        symbol: row.get("symbol")?,
        year: row.small("year")?,
        number: row.small("number")?,
        issued_at: row.instant("issued_at")?,
        issued_by: row.optional_id("issued_by")?,
    })
}

fn procedure_move(row: &Fields<'_>) -> Stored<ProcedureMove> {
    Ok(ProcedureMove {
        dossier: row.id("dossier_id")?,
        from_version: row.id("from_version")?,
        to_version: row.id("to_version")?,
        from_step: row.get("from_step")?,
        to_step: row.get("to_step")?,
        reason: row.get("reason")?,
        by: row.id("by_id")?,
        at: row.instant("at")?,
    })
}

fn delegation(row: &Fields<'_>) -> Stored<Delegation> {
    Ok(Delegation {
        id: row.id("id")?,
        from: row.id("from_person")?,
        to: row.id("to_person")?,
        role: row.code("role", Role::from_code)?,
        unit: row.id("unit_id")?,
        valid_from: row.instant("valid_from")?,
        valid_to: row.instant("valid_to")?,
        reason: row.get("reason")?,
        created_by: row.id("created_by")?,
        created_at: row.instant("created_at")?,
    })
}

/// Someone a step has named, as the guard knows them.
pub(super) fn party(row: &Fields<'_>) -> Stored<Party> {
    let kind: String = row.get("kind")?;
    let who = match kind.as_str() {
        "author" => PartyWho::Author,
        "person" => PartyWho::Person(row.id("person_id")?),
        "role" => PartyWho::Role {
            role: row.code("role", Role::from_code)?,
            unit: row.id("unit_id")?,
        },
        "council" => PartyWho::Council {
            council: row.id("council_id")?,
            posts: row
                .optional_code("post", Post::from_code)?
                .into_iter()
                .collect(),
        },
        other => return Err(StoreError::Damaged(format!("column kind: {other:?}"))),
    };
    Ok(Party {
        who,
        current: row.get("current")?,
    })
}

/// One row of the table for one party: kind, person, role, unit, council, post.
type PartyRow = (
    &'static str,
    Option<Uuid>,
    Option<&'static str>,
    Option<Uuid>,
    Option<Uuid>,
    Option<&'static str>,
);

fn party_rows(who: &PartyWho) -> Vec<PartyRow> {
    match who {
        PartyWho::Author => vec![("author", None, None, None, None, None)],
        PartyWho::Person(person) => vec![("person", Some(person.0), None, None, None, None)],
        PartyWho::Role { role, unit } => {
            vec![("role", None, Some(role.code()), Some(unit.0), None, None)]
        }
        PartyWho::Council { council, posts } if posts.is_empty() => {
            vec![("council", None, None, None, Some(council.0), None)]
        }
        PartyWho::Council { council, posts } => posts
            .iter()
            .map(|post| {
                (
                    "council",
                    None,
                    None,
                    None,
                    Some(council.0),
                    Some(post.code()),
                )
            })
            .collect(),
    }
}

#[async_trait]
impl ReadCasework for UnitOfWork {
    async fn visits(&mut self, id: DossierId) -> Stored<Vec<Visit>> {
        self.all(query(sql!("visit/of_dossier")).bind(id.0), visit)
            .await
    }

    async fn choices(&mut self, id: DossierId, visit: i64) -> Stored<Vec<Choice>> {
        let choices = query(sql!("choice/of_visit")).bind(id.0).bind(visit);
        self.all(choices, choice).await
    }

    async fn limits(&mut self, id: DossierId) -> Stored<Vec<RunningLimit>> {
        self.all(query(sql!("limit/of_dossier")).bind(id.0), limit)
            .await
    }

    async fn pauses(&mut self, id: DossierId) -> Stored<Vec<Pause>> {
        self.all(query(sql!("pause/of_dossier")).bind(id.0), pause)
            .await
    }

    async fn limit_changes(&mut self, id: DossierId) -> Stored<Vec<LimitChange>> {
        let changes = query(sql!("limit_change/of_dossier")).bind(id.0);
        self.all(changes, limit_change).await
    }

    async fn stated_facts(&mut self, id: DossierId) -> Stored<Vec<StatedFact>> {
        self.all(query(sql!("fact/of_dossier")).bind(id.0), fact)
            .await
    }

    async fn documents(&mut self, id: DossierId) -> Stored<Vec<NumberedDocument>> {
        self.all(query(sql!("document/of_dossier")).bind(id.0), document)
            .await
    }

    async fn procedure_moves(&mut self, id: DossierId) -> Stored<Vec<ProcedureMove>> {
        self.all(query(sql!("move/of_dossier")).bind(id.0), procedure_move)
            .await
    }

    async fn unbound_dossiers(&mut self, after: DossierId, limit: u32) -> Stored<Vec<DossierId>> {
        let unbound = query(sql!("dossier/unbound"))
            .bind(after.0)
            .bind(i64::from(limit));
        self.all(unbound, |row| row.id("id")).await
    }

    async fn delegations(&mut self, person: PersonId) -> Stored<Vec<Delegation>> {
        let found = query(sql!("delegation/of_person")).bind(person.0);
        self.all(found, delegation).await
    }
}

#[async_trait]
impl WriteCasework for UnitOfWork {
    async fn insert_visit(&mut self, visit: &Visit) -> Stored<()> {
        let insert = query(sql!("visit/insert"))
            .bind(visit.dossier.0)
            .bind(visit.ordinal)
            .bind(visit.version.0)
            .bind(&visit.step)
            .bind(visit.state.code())
            .bind(visit.entered_at.0)
            .bind(visit.entered_by.map(Uuid::from))
            .bind(&visit.came_by)
            .bind(visit.left_at.map(|at| at.0));
        self.execute_once(insert).await
    }

    async fn leave_visit(&mut self, id: DossierId, ordinal: i64, at: Instant) -> Stored<()> {
        let leave = query(sql!("visit/leave"))
            .bind(id.0)
            .bind(ordinal)
            .bind(at.0);
        self.execute_once(leave).await
    }

    async fn set_parties(&mut self, id: DossierId, visit: i64, parties: &[PartyWho]) -> Stored<()> {
        self.execute(query(sql!("party/end")).bind(id.0)).await?;
        let rows = parties.iter().flat_map(party_rows);
        for (position, (kind, person, role, unit, council, post)) in (1_i64..).zip(rows) {
            let insert = query(sql!("party/insert"))
                .bind(id.0)
                .bind(visit)
                .bind(position)
                .bind(kind)
                .bind(person)
                .bind(role)
                .bind(unit)
                .bind(council)
                .bind(post);
            self.execute_once(insert).await?;
        }
        Ok(())
    }

    async fn save_choice(&mut self, choice: &Choice) -> Stored<()> {
        let save = query(sql!("choice/save"))
            .bind(choice.dossier.0)
            .bind(choice.visit)
            .bind(choice.person.0)
            .bind(&choice.act)
            .bind(&choice.opinion)
            .bind(choice.at.0);
        self.execute_once(save).await
    }

    async fn insert_limit(&mut self, id: DossierId, limit: &RunningLimit) -> Stored<()> {
        let insert = query(sql!("limit/insert"))
            .bind(id.0)
            .bind(&limit.key)
            .bind(limit.visit)
            .bind(&limit.label)
            .bind(limit.scope.code())
            .bind(limit.started_at.0)
            .bind(limit.due_at.map(|at| at.0))
            .bind(i64::from(limit.limit.amount))
            .bind(to_word(&limit.limit.unit)?)
            .bind(limit.cutoff.map(|time| time.to_string()))
            .bind(to_json(&limit.limit.citation)?)
            .bind(limit.met_at.map(|at| at.0))
            .bind(i64::from(limit.extended));
        self.execute_once(insert).await
    }

    async fn update_limit(&mut self, id: DossierId, limit: &RunningLimit) -> Stored<()> {
        let update = query(sql!("limit/update"))
            .bind(id.0)
            .bind(&limit.key)
            .bind(limit.visit)
            .bind(limit.due_at.map(|at| at.0))
            .bind(limit.met_at.map(|at| at.0))
            .bind(i64::from(limit.extended));
        self.execute_once(update).await
    }

    async fn open_pause(&mut self, id: DossierId, pause: &Pause) -> Stored<()> {
        let open = query(sql!("pause/open"))
            .bind(id.0)
            .bind(&pause.reason)
            .bind(pause.from.0)
            .bind(pause.until.map(|at| at.0));
        self.execute_once(open).await
    }

    async fn close_pause(&mut self, id: DossierId, until: Instant) -> Stored<()> {
        let close = query(sql!("pause/close")).bind(id.0).bind(until.0);
        self.execute_once(close).await
    }

    async fn insert_limit_change(&mut self, change: &LimitChange) -> Stored<()> {
        let insert = query(sql!("limit_change/insert"))
            .bind(change.dossier.0)
            .bind(&change.key)
            .bind(change.visit)
            .bind(change.at.0)
            .bind(change.old_due.map(|at| at.0))
            .bind(change.new_due.map(|at| at.0))
            .bind(&change.reason)
            .bind(change.by.map(Uuid::from));
        self.execute_once(insert).await
    }

    async fn state_fact(&mut self, fact: &StatedFact) -> Stored<()> {
        let state = query(sql!("fact/state"))
            .bind(fact.dossier.0)
            .bind(&fact.name)
            .bind(&fact.value)
            .bind(fact.stated_by.0)
            .bind(fact.stated_at.0);
        self.execute_once(state).await
    }

    async fn next_document_number(&mut self, body: UnitId, symbol: &str, year: i16) -> Stored<u32> {
        let next = query(sql!("document/next"))
            .bind(body.0)
            .bind(symbol)
            .bind(i64::from(year));
        self.one(next, |row| row.small("number")).await
    }

    async fn insert_document(&mut self, document: &NumberedDocument) -> Stored<()> {
        let insert = query(sql!("document/insert"))
            .bind(document.dossier.0)
            .bind(&document.title)
            .bind(document.body.0)
            .bind(&document.symbol)
            .bind(i64::from(document.year))
            .bind(i64::from(document.number))
            .bind(document.issued_at.0)
            .bind(document.issued_by.map(Uuid::from));
        self.execute_once(insert).await
    }

    async fn insert_procedure_move(&mut self, moved: &ProcedureMove) -> Stored<()> {
        let insert = query(sql!("move/insert"))
            .bind(moved.dossier.0)
            .bind(moved.from_version.0)
            .bind(moved.to_version.0)
            .bind(&moved.from_step)
            .bind(&moved.to_step)
            .bind(&moved.reason)
            .bind(moved.by.0)
            .bind(moved.at.0);
        self.execute_once(insert).await
    }

    async fn insert_delegation(&mut self, delegation: &Delegation) -> Stored<()> {
        let insert = query(sql!("delegation/insert"))
            .bind(delegation.id.0)
            .bind(delegation.from.0)
            .bind(delegation.to.0)
            .bind(delegation.role.code())
            .bind(delegation.unit.0)
            .bind(delegation.valid_from.0)
            .bind(delegation.valid_to.0)
            .bind(&delegation.reason)
            .bind(delegation.created_by.0)
            .bind(delegation.created_at.0);
        self.execute_once(insert).await
    }

    async fn end_delegation(&mut self, id: DelegationId, at: Instant) -> Stored<()> {
        let end = query(sql!("delegation/end")).bind(id.0).bind(at.0);
        self.execute_once(end).await
    }
}
