//! Rubrics written on pages.

use async_trait::async_trait;
use sangkien_app::port::{ReadRubrics, Stored, WriteRubrics};
use sangkien_app::record::RubricVersion;
use uuid::Uuid;

use super::fields::{day, to_json};
use super::{Fields, UnitOfWork, query, sql};

fn version(row: &Fields<'_>) -> Stored<RubricVersion> {
    let from = row.optional_date("in_force_from")?;
    let rules = row.optional_id("rule_set_id")?;
    Ok(RubricVersion {
        id: row.id("id")?,
        number: row.small("number")?,
        revision: row.get("revision")?,
        rubric: row.json("content")?,
        note: row.get("note")?,
        in_force: from.zip(rules),
        edited_by: row.id("edited_by")?,
        edited_by_name: row.get("edited_by_name")?,
        edited_at: row.instant("edited_at")?,
    })
}

#[async_trait]
impl ReadRubrics for UnitOfWork {
    async fn rubric_versions(&mut self) -> Stored<Vec<RubricVersion>> {
        self.all(query(sql!("rubric/all")), version).await
    }
}

#[async_trait]
impl WriteRubrics for UnitOfWork {
    async fn insert_rubric_version(&mut self, version: &RubricVersion) -> Stored<()> {
        let insert = query(sql!("rubric/insert"))
            .bind(version.id.0)
            .bind(&version.rubric.code)
            .bind(i64::from(version.number))
            .bind(version.revision)
            .bind(to_json(&version.rubric)?)
            .bind(&version.note)
            .bind(version.in_force.map(|(from, _)| day(from)))
            .bind(version.in_force.map(|(_, rules)| Uuid::from(rules)))
            .bind(version.edited_by.0)
            .bind(version.edited_at.0);
        self.execute_once(insert).await
    }

    async fn save_rubric_draft(&mut self, version: &RubricVersion, seen: i64) -> Stored<()> {
        let save = query(sql!("rubric/save_draft"))
            .bind(version.id.0)
            .bind(seen)
            .bind(to_json(&version.rubric)?)
            .bind(&version.note)
            .bind(version.edited_by.0)
            .bind(version.edited_at.0);
        self.execute_once(save).await
    }

    async fn put_rubric_in_force(&mut self, version: &RubricVersion, seen: i64) -> Stored<()> {
        let put = query(sql!("rubric/put_in_force"))
            .bind(version.id.0)
            .bind(seen)
            .bind(version.in_force.map(|(from, _)| day(from)))
            .bind(version.in_force.map(|(_, rules)| Uuid::from(rules)))
            .bind(version.edited_by.0)
            .bind(version.edited_at.0);
        self.execute_once(put).await
    }
}
