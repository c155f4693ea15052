//! Files attached to a dossier.

use sangkien_domain::access::Power;
use sangkien_domain::id::{DossierId, FileId};
use sangkien_domain::refusal::Refusal;
use serde_json::json;

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::dossier::draft::editable;
use crate::failure::{Failure, Outcome};
use crate::record::StoredFile;
use crate::support::dossier_event;

/// A file as it arrives.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Name given by the person's machine.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// A file as it is handed out.
#[derive(Debug, Clone)]
pub struct FileContent {
    /// The record.
    pub file: StoredFile,
    /// Its content.
    pub content: Vec<u8>,
}

impl App {
    /// Attaches a file. Kind and name are judged by content; the bytes are on disk before the
    /// record that names them.
    pub async fn attach_file(
        &self,
        caller: &Caller,
        id: DossierId,
        upload: Upload,
    ) -> Outcome<StoredFile> {
        let rule = {
            let mut store = self.read().await?;
            let dossier =
                editable(access::dossier(store.as_mut(), &caller.actor, id, Power::Edit).await?)?;
            self.rules(store.as_mut(), dossier.rule_set)
                .await?
                .files
                .clone()
        };
        let size = upload.content.len();
        if u64::try_from(size).unwrap_or(u64::MAX) > rule.max_bytes {
            return Err(Refusal::FileTooLarge {
                most: rule.max_bytes,
            }
            .into());
        }
        let recognised = self
            .ports
            .papers
            .recognise(&upload.name, &upload.content)
            .map_err(|fault| Refusal::FileNotAccepted { fault })?;
        let sha256 = self.ports.blobs.put(upload.content).await?;
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        editable(access::dossier(work.as_mut(), &caller.actor, id, Power::Edit).await?)?;
        let attached = work.files(id).await?;
        if let Some(same) = attached.iter().find(|file| file.sha256 == sha256) {
            return Ok(same.clone());
        }
        if attached.len() >= usize::try_from(rule.max_files).unwrap_or(usize::MAX) {
            return Err(Refusal::TooManyFiles {
                most: rule.max_files,
            }
            .into());
        }
        let file = StoredFile {
            id: self.fresh_id(),
            dossier: id,
            sha256,
            name: recognised.name,
            media_type: recognised.media_type,
            size: i64::try_from(size).unwrap_or(i64::MAX),
            added_at: now,
            removed_at: None,
        };
        work.insert_file(&file, caller.actor.person).await?;
        let details = json!({ "file": file.id, "sha256": file.sha256, "size": file.size });
        work.record(dossier_event(
            caller,
            "dossier.file-attached",
            id,
            json!({}),
            details,
            now,
        ));
        work.commit().await?;
        Ok(file)
    }

    /// Takes a file off. Submissions that named it keep it.
    pub async fn remove_file(&self, caller: &Caller, id: DossierId, file: FileId) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        editable(access::dossier(work.as_mut(), &caller.actor, id, Power::Edit).await?)?;
        let found = work
            .file(id, file)
            .await?
            .filter(|file| file.removed_at.is_none())
            .ok_or(Failure::Absent)?;
        work.remove_file(id, file, now).await?;
        let before = json!({ "file": found.id, "sha256": found.sha256 });
        work.record(dossier_event(
            caller,
            "dossier.file-removed",
            id,
            before,
            json!({}),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Hands a file out to whoever may read the dossier.
    pub async fn read_file(
        &self,
        caller: &Caller,
        id: DossierId,
        file: FileId,
    ) -> Outcome<FileContent> {
        let mut store = self.read().await?;
        let dossier = access::dossier(store.as_mut(), &caller.actor, id, Power::Read).await?;
        let file = store.file(id, file).await?.ok_or(Failure::Absent)?;
        // Others read what was submitted, not what its author has attached or taken off since.
        if !dossier.powers().allow(Power::Edit) {
            let named = file.id.to_string();
            let submitted = store
                .submissions(id)
                .await?
                .iter()
                .any(|submission| submission.content.contains(&named));
            if !submitted {
                return Err(Failure::Absent);
            }
        }
        let content = self.ports.blobs.get(&file.sha256).await?;
        Ok(FileContent { file, content })
    }
}
