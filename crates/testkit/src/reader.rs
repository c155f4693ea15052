//! Reading of files without other processes.

use std::collections::BTreeMap;

use async_trait::async_trait;
use sangkien_app::port::{FileReader, FilledPaper, FormLook, StampFile};
use sangkien_app::record::{FormPlace, ReadKind, ReadPart, ReadTab, ReadText};
use sangkien_documents::official::{Kind, own};
use sangkien_documents::transparent::Transparent;
use sangkien_domain::reading::Unread;
use sangkien_domain::stamp::StampFault;
use serde_json::Value;

/// Takes every file for plain text, a form feed between its pages and `# ` before a heading; tables for
/// lines with semicolons; forms for what they are; and draws nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlainReader;

#[async_trait]
impl FileReader for PlainReader {
    async fn read(&self, _media_type: &str, content: Vec<u8>) -> Result<ReadText, Unread> {
        let text = String::from_utf8(content).map_err(|_| Unread::Damaged)?;
        let mut read = ReadText::default();
        let mut number = 0;
        for page in text.split('\u{c}') {
            number += 1;
            for line in page.lines().filter(|line| !line.trim().is_empty()) {
                let heading = line.strip_prefix("# ");
                read.parts.push(ReadPart {
                    kind: heading.map_or(ReadKind::Paragraph, |_| ReadKind::Heading(1)),
                    text: heading.unwrap_or(line).to_owned(),
                    page: Some(number),
                    frame: None,
                });
            }
        }
        if read.parts.is_empty() {
            return Err(Unread::NoText);
        }
        read.pages = Some(number);
        Ok(read)
    }

    async fn table(&self, _media_type: &str, content: Vec<u8>) -> Result<ReadText, Unread> {
        let text = String::from_utf8(content).map_err(|_| Unread::Damaged)?;
        let mut read = ReadText::default();
        for (row, line) in (1..).zip(text.lines()) {
            for (column, cell) in (1..).zip(line.split(';')) {
                read.parts.push(ReadPart {
                    kind: ReadKind::Cell(1, row, column),
                    text: cell.to_owned(),
                    page: None,
                    frame: None,
                });
            }
        }
        Ok(read)
    }

    async fn picture(
        &self,
        _media_type: &str,
        _content: Vec<u8>,
        _page: u32,
    ) -> Result<(&'static str, Vec<u8>), Unread> {
        Err(Unread::NoLetterReader)
    }

    async fn workbook(&self, content: Vec<u8>) -> Result<Vec<ReadTab>, Unread> {
        workbook(&content)
    }

    async fn places(&self, content: Vec<u8>) -> Result<FormLook, Unread> {
        let found = own::places(&content).map_err(|_| Unread::Damaged)?;
        let places = found.places.into_iter().map(|place| FormPlace {
            name: place.name,
            in_row: place.in_row,
        });
        Ok(FormLook {
            places: places.collect(),
            broken: found.broken,
        })
    }

    async fn fill(
        &self,
        kind: FilledPaper,
        content: Vec<u8>,
        mapping: &BTreeMap<String, String>,
        data: &Value,
    ) -> Result<Option<Vec<u8>>, Unread> {
        let kind = Kind::named(kind.code()).ok_or(Unread::Damaged)?;
        Ok(own::fill(&content, kind, mapping, data).ok())
    }

    async fn stamp(&self, content: Vec<u8>) -> Result<StampFile, StampFault> {
        let picture = Transparent::read(&content)?;
        Ok(StampFile {
            png: picture.png(),
            size: (picture.width, picture.height),
            ink: picture.ink(),
        })
    }

    async fn as_pdf(&self, _content: Vec<u8>) -> Result<Vec<u8>, Unread> {
        Err(Unread::NoConverter)
    }
}

/// Reads a workbook in this process, which only tests may; or its sheets as JSON, for tests that
/// fill one in.
#[cfg(feature = "world")]
fn workbook(content: &[u8]) -> Result<Vec<ReadTab>, Unread> {
    use sangkien_app::record::ReadCell;
    if let Ok(tabs) = serde_json::from_slice(content) {
        return Ok(tabs);
    }
    let tabs = sangkien_documents::reading::workbook::read(content).map_err(|_| Unread::Damaged)?;
    let tabs = tabs.into_iter().map(|tab| ReadTab {
        name: tab.name,
        cells: tab
            .cells
            .into_iter()
            .map(|cell| ReadCell {
                row: cell.row,
                column: cell.column,
                text: cell.text,
                formula: cell.formula,
            })
            .collect(),
    });
    Ok(tabs.collect())
}

#[cfg(not(feature = "world"))]
fn workbook(_content: &[u8]) -> Result<Vec<ReadTab>, Unread> {
    Err(Unread::Damaged)
}
