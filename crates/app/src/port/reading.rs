//! Reading uploaded files, and what is stored of it.

use std::collections::BTreeMap;

use async_trait::async_trait;
use sangkien_domain::id::{DossierId, FileId};
use sangkien_domain::reading::Unread;
use sangkien_domain::stamp::StampFault;
use sangkien_domain::time::Instant;

use serde_json::Value;

use super::{FilledPaper, Paging, StampFile, Stored};
use crate::access::DossierScope;
use crate::record::{FileReading, FormPlace, ReadTab, ReadText};

/// What was read in files.
#[async_trait]
pub trait ReadReadings {
    /// The readings of a dossier's files, by the moment at which they ended; those waited for last.
    async fn file_readings(&mut self, dossier: DossierId) -> Stored<Vec<FileReading>>;
    /// The reading of a file.
    async fn file_reading(&mut self, file: FileId) -> Stored<Option<FileReading>>;
    /// The text of a file that was read.
    async fn read_text(&mut self, file: FileId) -> Stored<Option<ReadText>>;
    /// Files of dossiers inside `scope` whose text holds all folded words, those read last first.
    /// Dossiers that the reader judges without names are left out: what their files say names people.
    async fn files_that_say(
        &mut self,
        scope: &DossierScope,
        words: &[String],
        paging: Paging,
    ) -> Stored<Vec<(DossierId, FileId)>>;
    /// The readings due at `now`, first come first served.
    async fn due_readings(&mut self, now: Instant, limit: u32) -> Stored<Vec<FileReading>>;
}

/// What was read in files.
#[async_trait]
pub trait WriteReadings {
    /// Orders the reading of a file.
    async fn insert_file_reading(&mut self, new: &FileReading) -> Stored<()>;
    /// Writes how far a reading has come since it was tried `seen` times, with its text once there.
    /// [`StoreError::Stale`](super::StoreError::Stale) when it was tried since, or is done.
    async fn update_file_reading(
        &mut self,
        reading: &FileReading,
        seen: i64,
        text: Option<&ReadText>,
    ) -> Stored<()>;
}

/// What was found in a form of one's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormLook {
    /// Its places, each once.
    pub places: Vec<FormPlace>,
    /// What follows braces that are not closed or name nothing.
    pub broken: Vec<String>,
}

/// Reads files of strangers without harm to the server.
#[async_trait]
pub trait FileReader: Send + Sync {
    /// The text of a file.
    async fn read(&self, media_type: &str, content: Vec<u8>) -> Result<ReadText, Unread>;
    /// The first table of a file as cells: text with separators (`text/csv`) or a workbook.
    async fn table(&self, media_type: &str, content: Vec<u8>) -> Result<ReadText, Unread>;
    /// A picture of a page, from 1, with its media type.
    async fn picture(
        &self,
        media_type: &str,
        content: Vec<u8>,
        page: u32,
    ) -> Result<(&'static str, Vec<u8>), Unread>;
    /// Every sheet of an XLSX workbook, cell by cell.
    async fn workbook(&self, content: Vec<u8>) -> Result<Vec<ReadTab>, Unread>;
    /// The places of a form of one's own, a Word document.
    async fn places(&self, content: Vec<u8>) -> Result<FormLook, Unread>;
    /// A form filled with the data of a paper; nothing when they lack what its fields need.
    async fn fill(
        &self,
        kind: FilledPaper,
        content: Vec<u8>,
        mapping: &BTreeMap<String, String>,
        data: &Value,
    ) -> Result<Option<Vec<u8>>, Unread>;
    /// A picture of a hand or seal as it is kept, from an upload.
    async fn stamp(&self, content: Vec<u8>) -> Result<StampFile, StampFault>;
    /// A Word document as PDF.
    async fn as_pdf(&self, content: Vec<u8>) -> Result<Vec<u8>, Unread>;
}
