//! What a reader tells the process that started it, and what `text extract` prints: JSON.

use sangkien_documents::reading::workbook::Tab;
use sangkien_documents::reading::{PartKind, ReadFault, Reading};
use sangkien_domain::reading::Unread;
use serde_json::{Value, json};

/// Why a document was not read, as the parent is told.
pub(super) const fn fault_code(fault: ReadFault) -> &'static str {
    let reason = match fault {
        // What must be converted first never reaches a reader.
        ReadFault::Damaged | ReadFault::NeedsConversion => Unread::Damaged,
        ReadFault::PasswordProtected => Unread::PasswordProtected,
        ReadFault::TooLarge => Unread::TooLarge,
        ReadFault::Entities => Unread::Entities,
        ReadFault::Outside => Unread::Outside,
        ReadFault::Active => Unread::Active,
        ReadFault::NoText => Unread::NoText,
    };
    reason.code()
}

pub(super) fn fault(code: &str) -> Unread {
    Unread::from_code(code).unwrap_or(Unread::Damaged)
}

/// The parts, each with its place in the whole text: Unicode scalar values, a line end between
/// two parts.
pub(super) fn reading(reading: &Reading) -> Value {
    let mut at = 0;
    let parts: Vec<Value> = reading
        .parts
        .iter()
        .map(|part| {
            let start = at;
            let end = start + part.text.chars().count();
            at = end + 1;
            let mut value = json!({ "text": part.text, "place": [start, end] });
            if let Some(object) = value.as_object_mut() {
                match part.kind {
                    PartKind::Heading(level) => {
                        object.insert("kind".into(), "heading".into());
                        object.insert("level".into(), level.into());
                    }
                    PartKind::Paragraph => {
                        object.insert("kind".into(), "paragraph".into());
                    }
                    PartKind::Cell { table, row, column } => {
                        object.insert("kind".into(), "cell".into());
                        object.insert("cell".into(), json!([table, row, column]));
                    }
                }
                if let Some(page) = part.page {
                    object.insert("page".into(), page.into());
                }
                if let Some(frame) = part.frame {
                    object.insert("frame".into(), json!(frame));
                }
                let encodings: Vec<&str> = part
                    .converted
                    .iter()
                    .map(|(_, encoding)| encoding.code())
                    .collect();
                if !encodings.is_empty() {
                    object.insert("encodings".into(), json!(encodings));
                }
            }
            value
        })
        .collect();
    json!({ "parts": parts, "pages": reading.pages })
}

/// The sheets of a workbook, in the form of `sangkien_app::record::ReadTab`.
pub(super) fn workbook(tabs: &[Tab]) -> Value {
    let tabs = tabs.iter().map(|tab| {
        let cells = tab.cells.iter().map(|cell| {
            json!({
                "row": cell.row, "column": cell.column, "text": cell.text, "formula": cell.formula,
            })
        });
        json!({ "name": tab.name, "cells": cells.collect::<Vec<_>>() })
    });
    Value::Array(tabs.collect())
}

/// The whole text of an answer in the form of [`reading`].
pub(super) fn text(answer: &Value) -> String {
    let parts = answer.get("parts").and_then(Value::as_array);
    let texts = parts
        .into_iter()
        .flatten()
        .filter_map(|part| part.get("text")?.as_str());
    texts.collect::<Vec<_>>().join("\n")
}
