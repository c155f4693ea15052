//! Who marks what.

use async_trait::async_trait;
use sangkien_app::port::{ReadAssignment, Stored, WriteAssignment};
use sangkien_app::record::{FurtherMarker, MarkingPlan, PlanWay};
use sangkien_domain::access::{Further, Given};
use sangkien_domain::council::SessionState;
use sangkien_domain::id::{CouncilId, DossierId, FieldId, PersonId, SeatId, SessionId};

use super::{Fields, UnitOfWork, query, sql};

fn plan(row: &Fields<'_>) -> Stored<MarkingPlan> {
    Ok(MarkingPlan {
        session: row.id("session_id")?,
        needs: row.small("needs")?,
        way: row.code("way", PlanWay::from_code)?,
        version: row.get("version")?,
        made_by: row.id("made_by")?,
        made_at: row.instant("made_at")?,
    })
}

impl UnitOfWork {
    /// Whom the plan of its session gives a dossier to; none without a plan.
    pub(super) async fn given(&mut self, dossier: DossierId) -> Stored<Option<Given>> {
        let find = query(sql!("assignment/given")).bind(dossier.0);
        let rows = self
            .all(find, |row| {
                let state = row.code("state", SessionState::from_code)?;
                let seat: Option<SeatId> = row.optional_id("further_seat_id")?;
                let person: Option<PersonId> = row.optional_id("further_person_id")?;
                let further = seat.zip(person);
                let further = further.map(|(seat, person)| Further { seat, person });
                Ok((state, row.optional_id::<PersonId>("person_id")?, further))
            })
            .await?;
        Ok(rows.first().map(|(state, _, further)| Given {
            open: *state == SessionState::Marking,
            people: rows.iter().filter_map(|(_, person, _)| *person).collect(),
            further: *further,
        }))
    }
}

#[async_trait]
impl ReadAssignment for UnitOfWork {
    async fn marking_plan(&mut self, session: SessionId) -> Stored<Option<MarkingPlan>> {
        self.optional(query(sql!("assignment/plan")).bind(session.0), plan)
            .await
    }

    async fn marking_tasks(&mut self, session: SessionId) -> Stored<Vec<(DossierId, SeatId)>> {
        let find = query(sql!("assignment/tasks")).bind(session.0);
        self.all(find, |row| Ok((row.id("dossier_id")?, row.id("seat_id")?)))
            .await
    }

    async fn further_markers(&mut self, session: SessionId) -> Stored<Vec<FurtherMarker>> {
        let find = query(sql!("assignment/further")).bind(session.0);
        self.all(find, |row| {
            Ok(FurtherMarker {
                session: row.id("session_id")?,
                dossier: row.id("dossier_id")?,
                seat: row.optional_id("seat_id")?,
                called_at: row.instant("called_at")?,
            })
        })
        .await
    }

    async fn seat_fields(&mut self, council: CouncilId) -> Stored<Vec<(SeatId, FieldId)>> {
        let find = query(sql!("assignment/seat_fields")).bind(council.0);
        self.all(find, |row| Ok((row.id("seat_id")?, row.id("field_id")?)))
            .await
    }
}

#[async_trait]
impl WriteAssignment for UnitOfWork {
    async fn put_marking_plan(
        &mut self,
        plan: &MarkingPlan,
        tasks: &[(DossierId, SeatId)],
    ) -> Stored<()> {
        let before = plan.version - 1;
        let mut put = query(if before == 0 {
            sql!("assignment/insert_plan")
        } else {
            sql!("assignment/change_plan")
        })
        .bind(plan.session.0)
        .bind(i64::from(plan.needs))
        .bind(plan.way.code())
        .bind(plan.made_by.0)
        .bind(plan.made_at.0);
        if before > 0 {
            put = put.bind(before);
        }
        self.execute_once(put).await?;
        let delete = query(sql!("assignment/delete_tasks")).bind(plan.session.0);
        self.execute(delete).await?;
        for (dossier, seat) in tasks {
            let insert = query(sql!("assignment/insert_task"))
                .bind(plan.session.0)
                .bind(dossier.0)
                .bind(seat.0);
            self.execute_once(insert).await?;
        }
        let settle = query(sql!("assignment/settle_further")).bind(plan.session.0);
        self.execute(settle).await?;
        Ok(())
    }

    async fn drop_marking_plan(&mut self, session: SessionId, version: i64) -> Stored<()> {
        let delete = query(sql!("assignment/delete_tasks")).bind(session.0);
        self.execute(delete).await?;
        let delete = query(sql!("assignment/delete_further")).bind(session.0);
        self.execute(delete).await?;
        let delete = query(sql!("assignment/delete_plan"))
            .bind(session.0)
            .bind(version);
        self.execute_once(delete).await
    }

    async fn free_marking_task(&mut self, dossier: DossierId, seat: SeatId) -> Stored<bool> {
        let free = query(sql!("assignment/free_task"))
            .bind(dossier.0)
            .bind(seat.0);
        let further = query(sql!("assignment/free_further"))
            .bind(dossier.0)
            .bind(seat.0);
        Ok(self.execute(free).await? + self.execute(further).await? > 0)
    }

    async fn pass_marking_tasks(&mut self, from: SeatId, to: SeatId) -> Stored<()> {
        let pass = query(sql!("assignment/pass_tasks")).bind(from.0).bind(to.0);
        self.execute(pass).await?;
        let pass = query(sql!("assignment/pass_further"))
            .bind(from.0)
            .bind(to.0);
        self.execute(pass).await?;
        Ok(())
    }

    async fn call_further(&mut self, further: &FurtherMarker) -> Stored<()> {
        let call = query(sql!("assignment/call_further"))
            .bind(further.session.0)
            .bind(further.dossier.0)
            .bind(further.seat.map(|seat| seat.0))
            .bind(further.called_at.0);
        self.execute_once(call).await
    }

    async fn set_seat_fields(&mut self, seat: SeatId, fields: &[FieldId]) -> Stored<()> {
        let delete = query(sql!("assignment/delete_seat_fields")).bind(seat.0);
        self.execute(delete).await?;
        for field in fields {
            let insert = query(sql!("assignment/insert_seat_field"))
                .bind(seat.0)
                .bind(field.0);
            self.execute_once(insert).await?;
        }
        Ok(())
    }
}
