//! Forms of one's own.

use async_trait::async_trait;
use sangkien_app::port::{FilledPaper, ReadOwnForms, Stored, WriteOwnForms};
use sangkien_app::record::OwnForm;
use sangkien_domain::id::UnitId;
use sangkien_domain::time::Instant;

use super::fields::to_json;
use super::{Fields, UnitOfWork, query, sql};

fn form(row: &Fields<'_>) -> Stored<OwnForm> {
    Ok(OwnForm {
        id: row.id("id")?,
        unit: row.id("unit_id")?,
        kind: row.code("kind", FilledPaper::from_code)?,
        version: row.small("version")?,
        name: row.get("name")?,
        sha256: row.get("sha256")?,
        places: row.json("places")?,
        mapping: row.json("mapping")?,
        revision: row.get("revision")?,
        added_by: row.id("added_by")?,
        added_at: row.instant("added_at")?,
        in_force_at: row.optional_instant("in_force_at")?,
        ended_at: row.optional_instant("ended_at")?,
    })
}

#[async_trait]
impl ReadOwnForms for UnitOfWork {
    async fn own_forms(&mut self) -> Stored<Vec<OwnForm>> {
        self.all(query(sql!("own_form/all")), form).await
    }

    async fn own_form_at(
        &mut self,
        unit: UnitId,
        kind: FilledPaper,
        at: Instant,
    ) -> Stored<Option<OwnForm>> {
        let find = query(sql!("own_form/at"))
            .bind(unit.0)
            .bind(kind.code())
            .bind(at.0);
        self.optional(find, form).await
    }
}

#[async_trait]
impl WriteOwnForms for UnitOfWork {
    async fn insert_own_form(&mut self, new: &OwnForm) -> Stored<()> {
        let insert = query(sql!("own_form/insert"))
            .bind(new.id.0)
            .bind(new.unit.0)
            .bind(new.kind.code())
            .bind(i64::from(new.version))
            .bind(&new.name)
            .bind(&new.sha256)
            .bind(to_json(&new.places)?)
            .bind(to_json(&new.mapping)?)
            .bind(new.revision)
            .bind(new.added_by.0)
            .bind(new.added_at.0);
        self.execute_once(insert).await
    }

    async fn update_own_form(&mut self, form: &OwnForm, seen: i64) -> Stored<()> {
        let update = query(sql!("own_form/update"))
            .bind(form.id.0)
            .bind(seen)
            .bind(to_json(&form.mapping)?)
            .bind(form.in_force_at.map(|at| at.0))
            .bind(form.ended_at.map(|at| at.0));
        self.execute_once(update).await
    }

    async fn end_own_form(&mut self, unit: UnitId, kind: FilledPaper, at: Instant) -> Stored<()> {
        let end = query(sql!("own_form/end"))
            .bind(unit.0)
            .bind(kind.code())
            .bind(at.0);
        self.execute(end).await.map(drop)
    }
}
