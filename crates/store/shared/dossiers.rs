//! Reading dossiers and what hangs on them.

use async_trait::async_trait;
use sangkien_app::access::{DossierScope, Unguarded};
use sangkien_app::port::{DossierFilter, Page, Paging, ReadDossiers, Stored};
use sangkien_app::record::{
    Confirmation, Dossier, DossierAuthor, DossierRow, Milestone, Recusal, SavedSection, Standing,
    StoredFile, StoredSubmission,
};
use sangkien_casework::engine::Axes;
use sangkien_domain::access::DossierFacts;
use sangkien_domain::dossier::{Author, RefusalReason, State};
use sangkien_domain::id::{DossierId, FileId, PersonId};
use sangkien_domain::round::Stage;
use sangkien_domain::share::Share;

use super::casework::party;
use super::fields::from_word;
use super::{Fields, Query, UnitOfWork, dossier_lists, query, sql};

/// The header; people named in other tables are added by [`UnitOfWork::complete`].
fn header(row: &Fields<'_>) -> Stored<Dossier> {
    Ok(Dossier {
        id: row.id("id")?,
        code: row.get("code")?,
        round: row.id("round_id")?,
        rule_set: row.id("rule_set_id")?,
        unit_version: row.id("unit_version_id")?,
        field: row.optional_id("field_id")?,
        title: row.get("title")?,
        authors_line: row.get("authors_line")?,
        stage: row.code("stage", Stage::from_code)?,
        facts: DossierFacts {
            owner: row.id("owner_id")?,
            authors: Vec::new(),
            unit: row.id("unit_id")?,
            desk: row.id("desk_id")?,
            organiser: row.id("organiser_id")?,
            council: row.optional_id("council_id")?,
            recused: Vec::new(),
            parties: Vec::new(),
            given: None,
            state: row.code("state", State::from_code)?,
        },
        version: row.get("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
        submitted_at: row.optional_instant("submitted_at")?,
        due_on: row.optional_date("due_on")?,
        ended_at: row.optional_instant("ended_at")?,
        refusal: row.optional_code("refusal", RefusalReason::from_code)?,
        end_note: row.get("end_note")?,
        standing: Standing {
            version: row.optional_id("procedure_version_id")?,
            step: row.get("step")?,
            since: row.instant("step_since")?,
            visit: row.get("visit")?,
            clock: row.code("clock", from_word)?,
            axes: Axes {
                payment: row.code("payment", from_word)?,
                delivery: row.code("delivery", from_word)?,
                exchange: row.code("exchange", from_word)?,
            },
            veiled_since: row.optional_instant("veiled_since")?,
        },
    })
}

fn section(row: &Fields<'_>) -> Stored<SavedSection> {
    Ok(SavedSection {
        section: row.get("section")?,
        answers: row.json("answers")?,
        version: row.get("version")?,
        saved_at: row.instant("saved_at")?,
    })
}

fn author(row: &Fields<'_>) -> Stored<DossierAuthor> {
    Ok(DossierAuthor {
        author: Author {
            full_name: row.get("full_name")?,
            born_on: row.optional_date("born_on")?,
            workplace: row.get("workplace")?,
            position: row.get("job_position")?,
            qualification: row.get("qualification")?,
            share: Share(row.small("share")?),
        },
        person: row.optional_id("person_id")?,
    })
}

pub(super) fn file(row: &Fields<'_>) -> Stored<StoredFile> {
    Ok(StoredFile {
        id: row.id("id")?,
        dossier: row.id("dossier_id")?,
        component: row.get("component")?,
        sha256: row.get("sha256")?,
        name: row.get("name")?,
        media_type: row.get("media_type")?,
        size: row.get("size")?,
        added_at: row.instant("added_at")?,
        removed_at: row.optional_instant("removed_at")?,
    })
}

fn submission(row: &Fields<'_>) -> Stored<StoredSubmission> {
    Ok(StoredSubmission {
        dossier: row.id("dossier_id")?,
        ordinal: row.get("ordinal")?,
        content: row.get("content")?,
        sha256: row.get("sha256")?,
        submitted_at: row.instant("submitted_at")?,
    })
}

fn confirmation(row: &Fields<'_>) -> Stored<Confirmation> {
    Ok(Confirmation {
        dossier: row.id("dossier_id")?,
        confirmed_by: row.id("confirmed_by")?,
        first_applied_on: row.date("first_applied_on")?,
        filed_on: row.date("filed_on")?,
        last_day: row.date("last_day")?,
        note: row.get("note")?,
        confirmed_at: row.instant("confirmed_at")?,
    })
}

fn milestone(row: &Fields<'_>) -> Stored<Milestone> {
    Ok(Milestone {
        dossier: row.id("dossier_id")?,
        at: row.instant("at")?,
        act: row.code("act", from_word)?,
        state: row.code("state", State::from_code)?,
        by: row.optional_id("by_id")?,
        by_name: row.get("by_name")?,
        capacity: row.get("capacity")?,
        note: row.get("note")?,
        label: row.get("label")?,
    })
}

fn recusal(row: &Fields<'_>) -> Stored<Recusal> {
    Ok(Recusal {
        dossier: row.id("dossier_id")?,
        seat: row.id("seat_id")?,
        reason: row.get("reason")?,
        declared_at: row.instant("declared_at")?,
    })
}

impl UnitOfWork {
    /// Finds a dossier and adds the people named by its other tables.
    async fn complete(&mut self, find: Query<'_>) -> Stored<Option<Unguarded<Dossier>>> {
        let Some(mut dossier) = self.optional(find, header).await? else {
            return Ok(None);
        };
        for person in self.authors(dossier.id).await? {
            if let Some(person) = person.person
                && !dossier.facts.authors.contains(&person)
            {
                dossier.facts.authors.push(person);
            }
        }
        let recused = query(sql!("recusal/people")).bind(dossier.id.0);
        dossier.facts.recused = self
            .all(recused, |row| row.id::<PersonId>("person_id"))
            .await?;
        let parties = query(sql!("party/of_dossier")).bind(dossier.id.0);
        for named in self.all(parties, party).await? {
            let known = dossier.facts.parties.iter_mut();
            match known.into_iter().find(|known| known.who == named.who) {
                Some(known) => known.current |= named.current,
                None => dossier.facts.parties.push(named),
            }
        }
        if dossier.facts.state == State::Marking {
            dossier.facts.given = self.given(dossier.id).await?;
        }
        Ok(Some(Unguarded::new(dossier)))
    }
}

#[async_trait]
impl ReadDossiers for UnitOfWork {
    async fn dossier(&mut self, id: DossierId) -> Stored<Option<Unguarded<Dossier>>> {
        self.complete(query(sql!("dossier/by_id")).bind(id.0)).await
    }

    async fn dossier_by_code(&mut self, code: &str) -> Stored<Option<Unguarded<Dossier>>> {
        self.complete(query(sql!("dossier/by_code")).bind(code))
            .await
    }

    async fn dossiers(
        &mut self,
        scope: &DossierScope,
        filter: &DossierFilter,
        paging: Paging,
    ) -> Stored<Page<DossierRow>> {
        dossier_lists::page(self, scope, filter, paging).await
    }

    async fn dossier_rows(
        &mut self,
        scope: &DossierScope,
        filter: &DossierFilter,
        paging: Paging,
    ) -> Stored<Vec<DossierRow>> {
        dossier_lists::rows(self, scope, filter, paging).await
    }

    async fn count_dossiers(
        &mut self,
        scope: &DossierScope,
        filter: &DossierFilter,
    ) -> Stored<Vec<(State, u64)>> {
        dossier_lists::by_state(self, scope, filter).await
    }

    async fn sections(&mut self, id: DossierId) -> Stored<Vec<SavedSection>> {
        self.all(query(sql!("section/of_dossier")).bind(id.0), section)
            .await
    }

    async fn authors(&mut self, id: DossierId) -> Stored<Vec<DossierAuthor>> {
        self.all(query(sql!("author/of_dossier")).bind(id.0), author)
            .await
    }

    async fn authors_version(&mut self, id: DossierId) -> Stored<i64> {
        let version = query(sql!("dossier/authors_version")).bind(id.0);
        let version = self
            .optional(version, |row| row.get("authors_version"))
            .await?;
        Ok(version.unwrap_or(0))
    }

    async fn files(&mut self, id: DossierId) -> Stored<Vec<StoredFile>> {
        self.all(query(sql!("file/of_dossier")).bind(id.0), file)
            .await
    }

    async fn file(&mut self, dossier: DossierId, id: FileId) -> Stored<Option<StoredFile>> {
        let find = query(sql!("file/by_id")).bind(dossier.0).bind(id.0);
        self.optional(find, file).await
    }

    async fn kept_by(&mut self, person: PersonId, but: &str) -> Stored<(u64, u64)> {
        let count = query(sql!("file/kept_by")).bind(person.0).bind(but);
        let kept = self
            .optional(count, |row| {
                let files: i64 = row.get("files")?;
                let bytes: i64 = row.get("bytes")?;
                Ok((files.unsigned_abs(), bytes.unsigned_abs()))
            })
            .await?;
        Ok(kept.unwrap_or_default())
    }

    async fn submissions(&mut self, id: DossierId) -> Stored<Vec<StoredSubmission>> {
        self.all(query(sql!("submission/of_dossier")).bind(id.0), submission)
            .await
    }

    async fn confirmation(&mut self, id: DossierId) -> Stored<Option<Confirmation>> {
        let find = query(sql!("confirmation/of_dossier")).bind(id.0);
        self.optional(find, confirmation).await
    }

    async fn milestones(&mut self, id: DossierId) -> Stored<Vec<Milestone>> {
        self.all(query(sql!("milestone/of_dossier")).bind(id.0), milestone)
            .await
    }

    async fn recusals(&mut self, id: DossierId) -> Stored<Vec<Recusal>> {
        self.all(query(sql!("recusal/of_dossier")).bind(id.0), recusal)
            .await
    }
}
