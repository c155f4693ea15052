//! What was read in uploaded files.

use async_trait::async_trait;
use sangkien_app::access::DossierScope;
use sangkien_app::port::{Paging, ReadReadings, StoreError, Stored, WriteReadings};
use sangkien_app::record::{FileReading, ReadState, ReadText};
use sangkien_domain::id::{DossierId, FileId};
use sangkien_domain::reading::Unread;
use sangkien_domain::time::Instant;
use sangkien_text::search_key;

use super::fields::to_json;
use super::lists::Listing;
use super::{Fields, UnitOfWork, dossier_lists, query, sql};

const WAITING: &str = "waiting";
const READ: &str = "read";
const UNREAD: &str = "unread";

fn reading(row: &Fields<'_>) -> Stored<FileReading> {
    let state: String = row.get("state")?;
    let state = match state.as_str() {
        WAITING => ReadState::Waiting,
        READ => ReadState::Read,
        UNREAD => ReadState::Unread(row.code("unread", Unread::from_code)?),
        other => return Err(StoreError::Damaged(format!("state of a reading: {other}"))),
    };
    let small = |column: &str| -> Stored<Option<u32>> {
        let number: Option<i64> = row.get(column)?;
        Ok(number.and_then(|number| u32::try_from(number).ok()))
    };
    Ok(FileReading {
        file: row.id("file_id")?,
        dossier: row.id("dossier_id")?,
        sha256: row.get("sha256")?,
        media_type: row.get("media_type")?,
        state,
        due_at: row.instant("due_at")?,
        tries: row.get("tries")?,
        done_at: row.optional_instant("done_at")?,
        pages: small("pages")?,
        characters: row.get("characters")?,
        confidence: small("confidence")?,
    })
}

const fn words(state: ReadState) -> (&'static str, Option<&'static str>) {
    match state {
        ReadState::Waiting => (WAITING, None),
        ReadState::Read => (READ, None),
        ReadState::Unread(reason) => (UNREAD, Some(reason.code())),
    }
}

#[async_trait]
impl ReadReadings for UnitOfWork {
    async fn file_readings(&mut self, dossier: DossierId) -> Stored<Vec<FileReading>> {
        self.all(query(sql!("reading/of_dossier")).bind(dossier.0), reading)
            .await
    }

    async fn file_reading(&mut self, file: FileId) -> Stored<Option<FileReading>> {
        self.optional(query(sql!("reading/by_file")).bind(file.0), reading)
            .await
    }

    async fn read_text(&mut self, file: FileId) -> Stored<Option<ReadText>> {
        let find = query(sql!("reading/text")).bind(file.0);
        self.optional(find, |row| row.json("content")).await
    }

    async fn files_that_say(
        &mut self,
        scope: &DossierScope,
        words: &[String],
        paging: Paging,
    ) -> Stored<Vec<(DossierId, FileId)>> {
        let mut listing = Listing::new(
            "SELECT g.dossier_id, g.file_id FROM file_reading g \
             JOIN dossier d ON d.id = g.dossier_id WHERE g.state = 'read' AND ",
        );
        dossier_lists::seen(&mut listing, scope);
        listing.text(" AND NOT ");
        dossier_lists::blind(&mut listing, scope);
        listing
            .holds_words("g.search_key", words)
            .text(" ORDER BY g.done_at DESC, g.file_id");
        listing.page(paging);
        self.list(listing, |row| {
            Ok((row.id("dossier_id")?, row.id("file_id")?))
        })
        .await
    }

    async fn due_readings(&mut self, now: Instant, limit: u32) -> Stored<Vec<FileReading>> {
        let find = query(sql!("reading/due"))
            .bind(now.0)
            .bind(i64::from(limit));
        self.all(find, reading).await
    }
}

#[async_trait]
impl WriteReadings for UnitOfWork {
    async fn insert_file_reading(&mut self, new: &FileReading) -> Stored<()> {
        let insert = query(sql!("reading/insert"))
            .bind(new.file.0)
            .bind(new.dossier.0)
            .bind(&new.sha256)
            .bind(&new.media_type)
            .bind(words(new.state).0)
            .bind(new.due_at.0)
            .bind(new.tries)
            .bind(new.characters);
        self.execute_once(insert).await
    }

    async fn update_file_reading(
        &mut self,
        reading: &FileReading,
        seen: i64,
        text: Option<&ReadText>,
    ) -> Stored<()> {
        let (state, unread) = words(reading.state);
        let content = text.map(to_json).transpose()?;
        let update = query(sql!("reading/update"))
            .bind(reading.file.0)
            .bind(seen)
            .bind(state)
            .bind(unread)
            .bind(reading.due_at.0)
            .bind(reading.tries)
            .bind(reading.done_at.map(|at| at.0))
            .bind(reading.pages.map(i64::from))
            .bind(reading.characters)
            .bind(reading.confidence.map(i64::from))
            .bind(content)
            .bind(text.map(|text| search_key(&text.whole())));
        self.execute_once(update).await
    }
}
