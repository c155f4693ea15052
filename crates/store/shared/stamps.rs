//! Pictures of hand signatures and seals.

use async_trait::async_trait;
use sangkien_app::port::{ReadStamps, StoreError, Stored, WriteStamps};
use sangkien_app::record::StampPicture;
use sangkien_domain::stamp::StampOwner;
use uuid::Uuid;

use super::{Fields, UnitOfWork, query, sql};

fn picture(row: &Fields<'_>) -> Stored<StampPicture> {
    let kind: String = row.get("kind")?;
    let owner: Uuid = row.get("owner_id")?;
    let millimetres: Option<i64> = row.get("millimetres")?;
    let damaged = |column: &str| StoreError::Damaged(format!("column {column}"));
    Ok(StampPicture {
        owner: StampOwner::from_parts(&kind, owner).ok_or_else(|| damaged("kind"))?,
        file: row.get("file")?,
        size: (row.small("width")?, row.small("height")?),
        millimetres: millimetres
            .map(u32::try_from)
            .transpose()
            .map_err(|_| damaged("millimetres"))?,
        placed_by: row.id("placed_by")?,
        placed_at: row.instant("placed_at")?,
    })
}

#[async_trait]
impl ReadStamps for UnitOfWork {
    async fn stamp_picture(&mut self, owner: StampOwner) -> Stored<Option<StampPicture>> {
        let find = query(sql!("stamp_picture/of_owner"))
            .bind(owner.code())
            .bind(owner.id());
        self.optional(find, picture).await
    }
}

#[async_trait]
impl WriteStamps for UnitOfWork {
    async fn remove_stamp_picture(&mut self, owner: StampOwner) -> Stored<()> {
        let remove = query(sql!("stamp_picture/remove"))
            .bind(owner.code())
            .bind(owner.id());
        self.execute(remove).await?;
        Ok(())
    }

    async fn insert_stamp_picture(&mut self, new: &StampPicture) -> Stored<()> {
        let insert = query(sql!("stamp_picture/insert"))
            .bind(new.owner.code())
            .bind(new.owner.id())
            .bind(&new.file)
            .bind(i64::from(new.size.0))
            .bind(i64::from(new.size.1))
            .bind(new.millimetres.map(i64::from))
            .bind(new.placed_by.0)
            .bind(new.placed_at.0);
        self.execute_once(insert).await
    }
}
