//! Requests for supplements.

use async_trait::async_trait;
use sangkien_app::port::{ReadCorrections, Stored, WriteCorrections};
use sangkien_app::record::{
    CorrectionDraft, CorrectionEvent, CorrectionItem, CorrectionRequest, StoredPhrases, Waiver,
};
use sangkien_domain::correction::{ItemState, Reply, Severity};
use sangkien_domain::id::DossierId;
use uuid::Uuid;

use super::fields::{day, to_json};
use super::{Fields, UnitOfWork, query, sql};

fn item(row: &Fields<'_>) -> Stored<CorrectionItem> {
    let waived_by = row.optional_id("waived_by")?;
    let reason: String = row.get("waived_reason")?;
    Ok(CorrectionItem {
        id: row.id("id")?,
        dossier: row.id("dossier_id")?,
        round: row.get("round")?,
        number: row.get("number")?,
        asked_in: row.get("asked_in")?,
        place: row.get("place")?,
        file: row.optional_id("file_id")?,
        file_name: row.get("file_name")?,
        page: match row.get::<Option<i64>>("page")? {
            Some(_) => Some(row.small("page")?),
            None => None,
        },
        quote: row.get("quote")?,
        class: row.get("class")?,
        class_label: row.get("class_label")?,
        severity: row.code("severity", Severity::from_code)?,
        found: row.get("found")?,
        wanted: row.get("wanted")?,
        requirement: row.get("requirement")?,
        basis: row.get("basis")?,
        state: row.code("state", ItemState::from_code)?,
        reply: row.optional_code("reply", Reply::from_code)?,
        answer: row.get("answer")?,
        asked_by: row.id("asked_by")?,
        asked_at: row.instant("asked_at")?,
        answered_at: row.optional_instant("answered_at")?,
        waived: waived_by.map(|by| Waiver { by, reason }),
    })
}

fn event(row: &Fields<'_>) -> Stored<CorrectionEvent> {
    Ok(CorrectionEvent {
        item: row.id("item_id")?,
        round: row.get("round")?,
        state: row.code("state", ItemState::from_code)?,
        reply: row.optional_code("reply", Reply::from_code)?,
        note: row.get("note")?,
        by: row.id("by_id")?,
        by_name: row.get("by_name")?,
        at: row.instant("at")?,
    })
}

fn request(row: &Fields<'_>) -> Stored<CorrectionRequest> {
    Ok(CorrectionRequest {
        dossier: row.id("dossier_id")?,
        round: row.get("round")?,
        submission: row.get("submission")?,
        sent_by: row.id("sent_by")?,
        sent_by_name: row.get("sent_by_name")?,
        sent_at: row.instant("sent_at")?,
        due_on: row.optional_date("due_on")?,
        citation: row.get("citation")?,
    })
}

fn draft(row: &Fields<'_>) -> Stored<CorrectionDraft> {
    Ok(CorrectionDraft {
        dossier: row.id("dossier_id")?,
        items: row.json("items")?,
        version: row.get("version")?,
        saved_by: row.id("saved_by")?,
        saved_at: row.instant("saved_at")?,
    })
}

fn phrases(row: &Fields<'_>) -> Stored<StoredPhrases> {
    Ok(StoredPhrases {
        library: row.json("content")?,
        sha256: row.get("sha256")?,
        loaded_at: row.instant("loaded_at")?,
    })
}

#[async_trait]
impl ReadCorrections for UnitOfWork {
    async fn corrections(&mut self, id: DossierId) -> Stored<Vec<CorrectionItem>> {
        self.all(query(sql!("correction/of_dossier")).bind(id.0), item)
            .await
    }

    async fn correction_events(&mut self, id: DossierId) -> Stored<Vec<CorrectionEvent>> {
        self.all(query(sql!("correction/events")).bind(id.0), event)
            .await
    }

    async fn correction_requests(&mut self, id: DossierId) -> Stored<Vec<CorrectionRequest>> {
        self.all(query(sql!("correction/requests")).bind(id.0), request)
            .await
    }

    async fn correction_draft(&mut self, id: DossierId) -> Stored<Option<CorrectionDraft>> {
        self.optional(query(sql!("correction/draft")).bind(id.0), draft)
            .await
    }

    async fn phrase_libraries(&mut self) -> Stored<Vec<StoredPhrases>> {
        self.all(query(sql!("phrases/all")), phrases).await
    }
}

#[async_trait]
impl WriteCorrections for UnitOfWork {
    async fn insert_correction(&mut self, item: &CorrectionItem) -> Stored<()> {
        let waived = item.waived.as_ref();
        let insert = query(sql!("correction/insert"))
            .bind(item.id.0)
            .bind(item.dossier.0)
            .bind(item.round)
            .bind(item.number)
            .bind(item.asked_in)
            .bind(&item.place)
            .bind(item.file.map(Uuid::from))
            .bind(&item.file_name)
            .bind(item.page.map(i64::from))
            .bind(&item.quote)
            .bind(&item.class)
            .bind(&item.class_label)
            .bind(item.severity.code())
            .bind(&item.found)
            .bind(&item.wanted)
            .bind(&item.requirement)
            .bind(&item.basis)
            .bind(item.state.code())
            .bind(item.reply.map(Reply::code))
            .bind(&item.answer)
            .bind(item.asked_by.0)
            .bind(item.asked_at.0)
            .bind(item.answered_at.map(|at| at.0))
            .bind(waived.map(|waiver| waiver.by.0))
            .bind(waived.map_or("", |waiver| &waiver.reason));
        self.execute_once(insert).await
    }

    async fn update_correction(&mut self, item: &CorrectionItem) -> Stored<()> {
        let waived = item.waived.as_ref();
        let update = query(sql!("correction/update"))
            .bind(item.id.0)
            .bind(item.asked_in)
            .bind(item.state.code())
            .bind(item.reply.map(Reply::code))
            .bind(&item.answer)
            .bind(item.answered_at.map(|at| at.0))
            .bind(waived.map(|waiver| waiver.by.0))
            .bind(waived.map_or("", |waiver| &waiver.reason));
        self.execute_once(update).await
    }

    async fn insert_correction_event(&mut self, event: &CorrectionEvent) -> Stored<()> {
        let insert = query(sql!("correction/insert_event"))
            .bind(event.item.0)
            .bind(event.round)
            .bind(event.state.code())
            .bind(event.reply.map(Reply::code))
            .bind(&event.note)
            .bind(event.by.0)
            .bind(&event.by_name)
            .bind(event.at.0);
        self.execute_once(insert).await
    }

    async fn insert_correction_request(&mut self, request: &CorrectionRequest) -> Stored<()> {
        let insert = query(sql!("correction/insert_request"))
            .bind(request.dossier.0)
            .bind(request.round)
            .bind(request.submission)
            .bind(request.sent_by.0)
            .bind(&request.sent_by_name)
            .bind(request.sent_at.0)
            .bind(request.due_on.map(day))
            .bind(&request.citation);
        self.execute_once(insert).await
    }

    async fn save_correction_draft(&mut self, draft: &CorrectionDraft) -> Stored<i64> {
        let first = draft.version == 0;
        let save = query(if first {
            sql!("correction/insert_draft")
        } else {
            sql!("correction/update_draft")
        });
        let mut save = save
            .bind(draft.dossier.0)
            .bind(to_json(&draft.items)?)
            .bind(draft.saved_by.0)
            .bind(draft.saved_at.0);
        if !first {
            save = save.bind(draft.version);
        }
        self.execute_once(save).await?;
        Ok(draft.version + 1)
    }

    async fn delete_correction_draft(&mut self, id: DossierId) -> Stored<()> {
        self.execute(query(sql!("correction/delete_draft")).bind(id.0))
            .await?;
        Ok(())
    }

    async fn insert_phrases(&mut self, phrases: &StoredPhrases) -> Stored<()> {
        let insert = query(sql!("phrases/insert"))
            .bind(&phrases.library.code)
            .bind(i64::from(phrases.library.version))
            .bind(to_json(&phrases.library)?)
            .bind(&phrases.sha256)
            .bind(phrases.loaded_at.0);
        self.execute_once(insert).await
    }
}
