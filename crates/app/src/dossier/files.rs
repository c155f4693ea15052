//! Files attached to a dossier.

use sangkien_casework::definition::Component;
use sangkien_domain::access::{Actor, Power};
use sangkien_domain::id::{DossierId, FileId, PersonId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::access::{self, Permitted};
use crate::caller::Caller;
use crate::casework::judge;
use crate::dossier::draft::editable;
use crate::failure::{Failure, Outcome};
use crate::port::{BlobError, Reading, Scanned, Work};
use crate::reading;
use crate::record::{Dossier, StoredFile};
use crate::support::{dossier_event, sha256_hex};

/// A file as it arrives.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Name given by the person's machine.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
    /// Key of the part of the dossier that it is; [`StoredFile::BESIDE`] for none of them, nothing
    /// where that is not said.
    pub component: Option<String>,
}

/// A file as it is handed out.
#[derive(Debug, Clone)]
pub struct FileContent {
    /// The record.
    pub file: StoredFile,
    /// Its content.
    pub content: Vec<u8>,
}

/// An upload that is accepted and on disk.
pub(crate) struct Received {
    pub(crate) sha256: String,
    name: String,
    media_type: String,
    size: i64,
}

impl Received {
    /// Its record.
    pub(crate) fn stored(
        self,
        id: FileId,
        dossier: DossierId,
        component: Option<String>,
        now: Instant,
    ) -> StoredFile {
        StoredFile {
            id,
            dossier,
            component,
            sha256: self.sha256,
            name: self.name,
            media_type: self.media_type,
            size: self.size,
            added_at: now,
            removed_at: None,
        }
    }
}

/// A file as the audit log names it.
pub(crate) fn told(file: &StoredFile) -> serde_json::Value {
    let mut told = json!({ "file": file.id, "sha256": file.sha256, "size": file.size });
    if let (Some(component), Some(map)) = (&file.component, told.as_object_mut()) {
        map.insert("component".into(), json!(component));
    }
    told
}

impl App {
    /// Attaches a file. Kind and name are judged by content; the bytes are on disk before the
    /// record that names them.
    ///
    /// # Errors
    /// `Refused` for a file that is not accepted, or not by the part that it is to be; the refusal
    /// then names the part.
    pub async fn attach_file(
        &self,
        caller: &Caller,
        id: DossierId,
        upload: Upload,
    ) -> Outcome<StoredFile> {
        let now = self.now();
        let (rule, part) = {
            let mut store = self.read().await?;
            let dossier =
                editable(access::dossier(store.as_mut(), &caller.actor, id, Power::Edit).await?)?;
            let part = self
                .part_to_bring(store.as_mut(), &dossier, upload.component.as_deref(), now)
                .await?;
            let rules = self.rules(store.as_mut(), dossier.rule_set).await?;
            (rules.files.clone(), part)
        };
        let most = rule.max_bytes;
        let component = upload.component.clone();
        let received = self.take_in(upload, part.as_ref(), most).await?;
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        editable(access::dossier(work.as_mut(), &caller.actor, id, Power::Edit).await?)?;
        let attached = work.files(id).await?;
        let same = |file: &&StoredFile| file.sha256 == received.sha256;
        if let Some(known) = attached.iter().filter(same).find(|file| {
            component.is_none() || file.component.is_none() || file.component == component
        }) {
            let tied = component.filter(|_| known.component.is_none());
            return self.tie(work, caller, known.clone(), tied).await;
        }
        if attached.len() >= usize::try_from(rule.max_files).unwrap_or(usize::MAX) {
            return Err(Refusal::TooManyFiles {
                most: rule.max_files,
            }
            .into());
        }
        self.judge_quota(work.as_mut(), caller.actor.person, &received)
            .await?;
        let file = received.stored(self.fresh_id(), id, component, now);
        work.insert_file(&file, caller.actor.person).await?;
        reading::order(work.as_mut(), &file, now).await?;
        work.record(dossier_event(
            caller,
            "dossier.file-attached",
            id,
            json!({}),
            told(&file),
            now,
        ));
        work.commit().await?;
        Ok(file)
    }

    /// The declaration of a part that the author may bring.
    ///
    /// # Errors
    /// `Invalid` for a key of none of them.
    async fn part_to_bring(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        key: Option<&str>,
        now: Instant,
    ) -> Outcome<Option<Component>> {
        let Some(key) = key.filter(|key| *key != StoredFile::BESIDE) else {
            return Ok(None);
        };
        let place = self.place_to_act(store, dossier, now).await?;
        let mut brought = place.procedure().brought_by_author();
        let part = brought.find(|component| component.key == key).cloned();
        match part {
            Some(part) => Ok(Some(part)),
            None => Err(Refusal::Invalid { field: "component" }.into()),
        }
    }

    /// Says of which part a file is that had been attached without saying so.
    async fn tie(
        &self,
        mut work: Box<dyn Work>,
        caller: &Caller,
        mut file: StoredFile,
        component: Option<String>,
    ) -> Outcome<StoredFile> {
        let Some(component) = component else {
            return Ok(file);
        };
        let before = told(&file);
        work.tie_file(file.dossier, file.id, &component).await?;
        file.component = Some(component);
        work.record(dossier_event(
            caller,
            "dossier.file-tied",
            file.dossier,
            before,
            told(&file),
            self.now(),
        ));
        work.commit().await?;
        Ok(file)
    }

    /// Judges an upload and puts its bytes on disk.
    ///
    /// # Errors
    /// `Refused` when it is too large, of a kind that is not accepted, or not one of the part's.
    pub(crate) async fn take_in(
        &self,
        upload: Upload,
        part: Option<&Component>,
        most: u64,
    ) -> Outcome<Received> {
        let size = upload.content.len();
        let bytes = u64::try_from(size).unwrap_or(u64::MAX);
        if let Some(part) = part {
            judge(part, &upload.name, bytes)?;
        }
        if bytes > most {
            return Err(Refusal::FileTooLarge { most }.into());
        }
        let recognised = self
            .ports
            .papers
            .recognise(&upload.name, &upload.content)
            .map_err(|fault| Refusal::FileNotAccepted { fault })?;
        Ok(Received {
            sha256: self.keep_upload(upload.content).await?,
            name: recognised.name,
            media_type: recognised.media_type,
            size: i64::try_from(size).unwrap_or(i64::MAX),
        })
    }

    /// Puts what somebody uploaded on disk, once the scanner has found nothing in it.
    ///
    /// # Errors
    /// `Refused` when something was found, when the scanner does not answer, and when no room is left.
    pub(crate) async fn keep_upload(&self, content: Vec<u8>) -> Outcome<String> {
        self.scan(&content).await?;
        match self.ports.blobs.put(content).await {
            Err(BlobError::Full) => {
                tracing::error!("a file was not taken: no room is left");
                Err(not_accepted("no-room"))
            }
            other => Ok(other?),
        }
    }

    /// Asks the scanner about a file that comes from outside.
    ///
    /// # Errors
    /// `Refused` when something was found and when the scanner does not answer.
    pub(crate) async fn scan(&self, content: &[u8]) -> Outcome<()> {
        match self.ports.scanner.scan(content).await {
            Ok(Scanned::Clean) => Ok(()),
            Ok(Scanned::Infected(name)) => {
                let sha256 = sha256_hex(content);
                tracing::warn!(%sha256, virus = %name, "an infected file was refused");
                Err(not_accepted("infected"))
            }
            Err(away) => {
                tracing::error!("a file was not taken: {away}");
                Err(not_accepted("unscanned"))
            }
        }
    }

    /// Whether one more file is within what its person may keep.
    pub(crate) async fn judge_quota(
        &self,
        store: &mut dyn Reading,
        person: PersonId,
        received: &Received,
    ) -> Outcome<()> {
        let quota = self.settings.quota;
        let (files, bytes) = store.kept_by(person, &received.sha256).await?;
        let size = u64::try_from(received.size).unwrap_or(u64::MAX);
        if files >= u64::from(quota.files) || bytes.saturating_add(size) > quota.bytes {
            return Err(Refusal::FileQuota {
                files: quota.files,
                bytes: quota.bytes,
            }
            .into());
        }
        Ok(())
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

    /// Hands a file out to whoever may read the dossier and know whose it is.
    pub async fn read_file(
        &self,
        caller: &Caller,
        id: DossierId,
        file: FileId,
    ) -> Outcome<FileContent> {
        let mut store = self.read().await?;
        let (_, file) = self
            .file_to_read(store.as_mut(), &caller.actor, id, file)
            .await?;
        let content = self.ports.blobs.get(&file.sha256).await?;
        Ok(FileContent { file, content })
    }

    /// A file for whoever may have it, with its dossier. Whoever judges without knowing whose it is may
    /// not: its bytes name whoever made it, and its pages whoever signed them.
    ///
    /// # Errors
    /// `Absent` for others.
    pub(crate) async fn file_to_read(
        &self,
        store: &mut dyn Reading,
        actor: &Actor,
        id: DossierId,
        file: FileId,
    ) -> Outcome<(Permitted<Dossier>, StoredFile)> {
        let (dossier, file) = self.file_to_cover(store, actor, id, file).await?;
        if dossier.powers().allow(Power::KnowAuthors) {
            Ok((dossier, file))
        } else {
            Err(Failure::Absent)
        }
    }

    /// A file for whoever may know what it says, if only with its names covered.
    ///
    /// # Errors
    /// `Absent` for others.
    pub(crate) async fn file_to_cover(
        &self,
        store: &mut dyn Reading,
        actor: &Actor,
        id: DossierId,
        file: FileId,
    ) -> Outcome<(Permitted<Dossier>, StoredFile)> {
        let dossier = access::dossier(store, actor, id, Power::Read).await?;
        let Some(file) = store.file(id, file).await? else {
            let attached = self.attached(store, actor, &dossier).await?;
            let mut files = attached.into_iter().map(|one| one.file);
            let file = files.find(|one| one.id == file).ok_or(Failure::Absent)?;
            return Ok((dossier, file));
        };
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
        Ok((dossier, file))
    }
}

/// Why a file was not taken, by the code of its fault.
fn not_accepted(fault: &str) -> Failure {
    let fault = fault.to_owned();
    Refusal::FileNotAccepted { fault }.into()
}
