//! Reading uploaded files: ordered with the upload, done in the background, looked at by whoever
//! may have the file.
//!
//! Each file is read for itself, even where another has the same bytes: an answer that came quicker
//! would tell that somebody else has handed the same file in.

use sangkien_domain::access::Power;
use sangkien_domain::id::{DossierId, FileId};
use sangkien_domain::reading::Unread;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::dossier::{blind_file, blind_reading, thaw};
use crate::failure::{Failure, Outcome};
use crate::port::{Reading, StoreError, Work};
use crate::record::{FileReading, ReadState, ReadText, StoredFile};
use crate::support::dossier_event;

/// Whoever reads a file and falls over has it taken from them after this time, in seconds: longer
/// than any reader may take.
const LEASE: i64 = 1_800;
/// Between tries when the server could not start a reader, in seconds.
const PAUSE: i64 = 60;
/// A reading is given up after this many tries.
const MOST_TRIES: i64 = 5;
/// The most letters and signs that are kept of a file.
const MOST_CHARACTERS: i64 = 4_000_000;

/// A file with what was read in it.
#[derive(Debug, Clone)]
pub struct FileLook {
    /// The file.
    pub file: StoredFile,
    /// How far its reading has come; nothing when none was ordered.
    pub reading: Option<FileReading>,
    /// Its text, once read.
    pub text: Option<ReadText>,
    /// Whether the reader may have it read again.
    pub may_retry: bool,
    /// Whether the reader may take what it says over into the form.
    pub may_take: bool,
    /// Whether the reader may have the file itself; whoever judges without knowing whose it is reads
    /// its text with names covered.
    pub may_download: bool,
}

/// Orders the reading of a file in the unit of work that attaches it.
pub(crate) async fn order(work: &mut dyn Work, file: &StoredFile, now: Instant) -> Outcome<()> {
    let reading = FileReading {
        file: file.id,
        dossier: file.dossier,
        sha256: file.sha256.clone(),
        media_type: file.media_type.clone(),
        state: ReadState::Waiting,
        due_at: now,
        tries: 0,
        done_at: None,
        pages: None,
        characters: 0,
        confidence: None,
    };
    Ok(work.insert_file_reading(&reading).await?)
}

impl App {
    /// Reads the file that has waited longest; answers whether there was one.
    ///
    /// # Errors
    /// `Store` when storage fails. What is wrong with a file is stored, not an error.
    pub async fn read_next_file(&self) -> Outcome<bool> {
        let due = {
            let mut store = self.read().await?;
            store.due_readings(self.now(), 1).await?
        };
        let Some(mut reading) = due.into_iter().next() else {
            return Ok(false);
        };
        let seen = reading.tries;
        reading.tries += 1;
        reading.due_at = self.now().plus_seconds(LEASE);
        if !self.keep_reading(&reading, seen, None).await? {
            // Another server has it.
            return Ok(true);
        }
        let read = match self.ports.blobs.get(&reading.sha256).await {
            Ok(content) => self.ports.reader.read(&reading.media_type, content).await,
            Err(_) => Err(Unread::Machine),
        };
        let now = self.now();
        let read = read.and_then(|text| fitting(&mut reading, text));
        let text = match read {
            Ok(text) => {
                reading.state = ReadState::Read;
                reading.done_at = Some(now);
                Some(text)
            }
            Err(Unread::Machine) if reading.tries < MOST_TRIES => {
                reading.due_at = now.plus_seconds(PAUSE * reading.tries);
                None
            }
            Err(reason) => {
                reading.state = ReadState::Unread(reason);
                reading.done_at = Some(now);
                None
            }
        };
        self.keep_reading(&reading, reading.tries, text.as_ref())
            .await?;
        Ok(true)
    }

    /// Writes how far a reading has come; whether nobody else had done so.
    async fn keep_reading(
        &self,
        reading: &FileReading,
        seen: i64,
        text: Option<&ReadText>,
    ) -> Outcome<bool> {
        let mut work = self.begin().await?;
        match work.update_file_reading(reading, seen, text).await {
            Ok(()) => {}
            Err(StoreError::Stale) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
        work.commit().await?;
        Ok(true)
    }

    /// A file with what was read in it, for whoever may have the file.
    ///
    /// # Errors
    /// `Absent` for others.
    pub async fn look_into_file(
        &self,
        caller: &Caller,
        id: DossierId,
        file: FileId,
    ) -> Outcome<FileLook> {
        let mut store = self.read().await?;
        let (dossier, file) = self
            .file_to_cover(store.as_mut(), &caller.actor, id, file)
            .await?;
        let reading = store.file_reading(file.id).await?;
        let state = reading.as_ref().map(|reading| reading.state);
        let text = match state {
            Some(ReadState::Read) => store.read_text(file.id).await?,
            _ => None,
        };
        let powers = dossier.powers();
        let handles = powers.allow(Power::Edit) || powers.allow(Power::ReadInternal);
        let writes = powers.allow(Power::Edit) && dossier.facts.state.is_editable();
        let mut look = FileLook {
            may_take: writes && text.is_some(),
            may_retry: handles
                && powers.allow(Power::KnowAuthors)
                && matches!(state, Some(ReadState::Unread(reason)) if reason.may_pass()),
            may_download: powers.allow(Power::KnowAuthors),
            file,
            reading,
            text,
        };
        if let Some(cover) = access::cover(store.as_mut(), &dossier).await? {
            let files = self.files_in_order(store.as_mut(), id).await?;
            let place = files.iter().position(|known| *known == look.file.id);
            blind_file(&mut look.file, place.map_or(1, |place| place + 1));
            if let Some(reading) = &mut look.reading {
                blind_reading(reading);
            }
            for part in look.text.iter_mut().flat_map(|text| &mut text.parts) {
                cover.put(&mut part.text);
            }
        }
        Ok(look)
    }

    /// Files of the latest submission, by which they are numbered where they have no names.
    pub(crate) async fn files_in_order(
        &self,
        store: &mut dyn Reading,
        id: DossierId,
    ) -> Outcome<Vec<FileId>> {
        let submissions = store.submissions(id).await?;
        let files = match submissions.last() {
            Some(latest) => thaw(latest)?.2,
            None => Vec::new(),
        };
        Ok(files.into_iter().map(|file| file.id).collect())
    }

    /// A picture of a page of a file, with its media type, for whoever may have the file. Of a picture
    /// that was uploaded it shows what is seen, and not what cameras write beside it.
    ///
    /// # Errors
    /// `Absent` for others, and where there is no picture.
    pub async fn picture_of_page(
        &self,
        caller: &Caller,
        id: DossierId,
        file: FileId,
        page: u32,
    ) -> Outcome<(&'static str, Vec<u8>)> {
        let mut store = self.read().await?;
        let (_, file) = self
            .file_to_read(store.as_mut(), &caller.actor, id, file)
            .await?;
        drop(store);
        let content = self.ports.blobs.get(&file.sha256).await?;
        let drawn = self
            .ports
            .reader
            .picture(&file.media_type, content, page)
            .await;
        drawn.map_err(|_| Failure::Absent)
    }

    /// Has a file read again that the server could not read.
    ///
    /// # Errors
    /// `Absent` for whoever neither edits nor handles the dossier; `Stale` when it is not given up,
    /// or for a reason that lies in the file.
    pub async fn retry_reading(&self, caller: &Caller, id: DossierId, file: FileId) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let (dossier, file) = self
            .file_to_read(work.as_mut(), &caller.actor, id, file)
            .await?;
        let powers = dossier.powers();
        if !powers.allow(Power::Edit) && !powers.allow(Power::ReadInternal) {
            return Err(Failure::Absent);
        }
        let mut reading = work.file_reading(file.id).await?.ok_or(Failure::Absent)?;
        let ReadState::Unread(reason) = reading.state else {
            return Err(Failure::Stale);
        };
        if !reason.may_pass() {
            return Err(Failure::Stale);
        }
        let seen = reading.tries;
        reading.state = ReadState::Waiting;
        reading.tries = 0;
        reading.due_at = now;
        reading.done_at = None;
        work.update_file_reading(&reading, seen, None).await?;
        work.record(dossier_event(
            caller,
            "dossier.file-reading-ordered",
            id,
            json!({ "file": file.id, "unread": reason.code() }),
            json!({ "file": file.id }),
            now,
        ));
        work.commit().await?;
        Ok(())
    }
}

/// Notes how much was read, unless it is more than is kept.
fn fitting(reading: &mut FileReading, text: ReadText) -> Result<ReadText, Unread> {
    let characters = text.parts.iter().map(|part| part.text.chars().count());
    let characters = i64::try_from(characters.sum::<usize>()).unwrap_or(i64::MAX);
    if characters > MOST_CHARACTERS {
        return Err(Unread::TooLarge);
    }
    reading.characters = characters;
    reading.pages = text.pages;
    reading.confidence = text.confidence;
    Ok(text)
}
