//! Reading of uploaded files, each in a process of its own.

use std::collections::BTreeMap;

use async_trait::async_trait;
use sangkien_app::port::{FileReader, FilledPaper, FormLook, StampFile};
use sangkien_app::record::{ReadKind, ReadPart, ReadTab, ReadText};
use sangkien_documents::sniff::MediaType;
use sangkien_domain::reading::Unread;
use sangkien_domain::stamp::StampFault;
use serde_json::Value;
use tokio::sync::Semaphore;

use super::papers::kind_of;
use crate::reader;

/// Pages drawn at the same time: drawing takes a whole processor.
const DRAWN: usize = 2;

/// Starts a shut-in process for each file.
#[derive(Debug)]
pub struct ShutInReader {
    drawing: Semaphore,
}

impl Default for ShutInReader {
    fn default() -> Self {
        Self {
            drawing: Semaphore::new(DRAWN),
        }
    }
}

#[async_trait]
impl FileReader for ShutInReader {
    async fn read(&self, media_type: &str, content: Vec<u8>) -> Result<ReadText, Unread> {
        let kind = MediaType::of_mime(media_type).ok_or(Unread::Damaged)?;
        let read = tokio::task::spawn_blocking(move || reader::parts(kind, &content)).await;
        read.map_err(|_| Unread::Stopped)?.map(|value| told(&value))
    }

    async fn workbook(&self, content: Vec<u8>) -> Result<Vec<ReadTab>, Unread> {
        let read = tokio::task::spawn_blocking(move || reader::workbook(&content)).await;
        let value = read.map_err(|_| Unread::Stopped)??;
        serde_json::from_value(value).map_err(|_| Unread::Stopped)
    }

    async fn table(&self, media_type: &str, content: Vec<u8>) -> Result<ReadText, Unread> {
        let kind = media_type.to_owned();
        let read = tokio::task::spawn_blocking(move || reader::table(&kind, &content)).await;
        read.map_err(|_| Unread::Stopped)?.map(|value| told(&value))
    }

    async fn picture(
        &self,
        media_type: &str,
        content: Vec<u8>,
        page: u32,
    ) -> Result<(&'static str, Vec<u8>), Unread> {
        let kind = MediaType::of_mime(media_type).ok_or(Unread::Damaged)?;
        if matches!(kind, MediaType::Png | MediaType::Jpeg) {
            let bare = sangkien_documents::picture::bare(kind, &content);
            return Ok((kind.mime(), bare.ok_or(Unread::Damaged)?));
        }
        if kind != MediaType::Pdf {
            return Err(Unread::NoText);
        }
        let _turn = self.drawing.acquire().await.map_err(|_| Unread::Stopped)?;
        let drawn =
            tokio::task::spawn_blocking(move || reader::picture_of_page(&content, page)).await;
        let drawn = drawn.map_err(|_| Unread::Stopped)??;
        Ok((MediaType::Png.mime(), drawn))
    }

    async fn places(&self, content: Vec<u8>) -> Result<FormLook, Unread> {
        let look = tokio::task::spawn_blocking(move || reader::form::places(&content)).await;
        look.map_err(|_| Unread::Stopped)?
    }

    async fn fill(
        &self,
        kind: FilledPaper,
        content: Vec<u8>,
        mapping: &BTreeMap<String, String>,
        data: &Value,
    ) -> Result<Option<Vec<u8>>, Unread> {
        let order = reader::form::order(kind_of(kind), mapping, data);
        let filled =
            tokio::task::spawn_blocking(move || reader::form::fill(&order, &content)).await;
        filled.map_err(|_| Unread::Stopped)?
    }

    async fn stamp(&self, content: Vec<u8>) -> Result<StampFile, StampFault> {
        let read = tokio::task::spawn_blocking(move || reader::picture::read(&content)).await;
        read.map_err(|_| StampFault::NotPng)?
    }

    async fn as_pdf(&self, content: Vec<u8>) -> Result<Vec<u8>, Unread> {
        let _turn = self.drawing.acquire().await.map_err(|_| Unread::Stopped)?;
        let written = tokio::task::spawn_blocking(move || reader::as_pdf(&content)).await;
        written.map_err(|_| Unread::Stopped)?
    }
}

/// What a reader said, as the use cases know it.
fn told(value: &Value) -> ReadText {
    let listed = value.get("parts").and_then(Value::as_array);
    let confidence = value.get("confidence").and_then(Value::as_f64);
    ReadText {
        parts: listed.into_iter().flatten().filter_map(part).collect(),
        pages: small(value.get("pages")),
        confidence: confidence.and_then(percent),
        converted: listed
            .into_iter()
            .flatten()
            .any(|part| part.get("encodings").is_some()),
    }
}

/// Whole percent.
fn percent(confidence: f64) -> Option<u32> {
    format!("{:.0}", confidence.clamp(0.0, 100.0)).parse().ok()
}

fn small(value: Option<&Value>) -> Option<u32> {
    value?.as_u64()?.try_into().ok()
}

fn part(value: &Value) -> Option<ReadPart> {
    let cell = |at: usize| small(value.get("cell").and_then(|cell| cell.get(at)));
    let kind = match value.get("kind")?.as_str()? {
        "heading" => {
            let level = value.get("level").and_then(Value::as_u64);
            ReadKind::Heading(level.and_then(|level| level.try_into().ok()).unwrap_or(1))
        }
        "cell" => ReadKind::Cell(cell(0)?, cell(1)?, cell(2)?),
        _ => ReadKind::Paragraph,
    };
    let frame = value.get("frame");
    Some(ReadPart {
        kind,
        text: value.get("text")?.as_str()?.to_owned(),
        page: small(value.get("page")),
        frame: frame.and_then(|frame| serde_json::from_value(frame.clone()).ok()),
    })
}
