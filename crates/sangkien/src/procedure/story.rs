//! The file of a story: when it begins, what is known, and who does what when.

use std::path::Path;

use sangkien_casework::condition::Facts;
use sangkien_casework::sample::Event;
use sangkien_domain::time::Instant;
use serde::Deserialize;

use crate::limit::moment;
use crate::trouble::{Done, Trouble};

/// A story as it is told to a procedure.
pub(super) struct Story {
    pub(super) start: Instant,
    /// Until when time passes after the last act.
    pub(super) until: Option<Instant>,
    /// Code of the unit whose calendar counts.
    pub(super) unit: Option<String>,
    /// Facts known from the beginning.
    pub(super) facts: Facts,
    pub(super) events: Vec<Event>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StoryFile {
    start: String,
    #[serde(default)]
    until: Option<String>,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    facts: Facts,
    #[serde(default)]
    act: Vec<ActFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActFile {
    at: String,
    act: String,
    #[serde(default)]
    by: String,
    #[serde(default = "one")]
    eligible: usize,
    #[serde(default)]
    opinion: String,
    #[serde(default)]
    facts: Facts,
}

const fn one() -> usize {
    1
}

/// Reads a story: JSON when the file begins with a brace, else TOML.
pub(super) fn read(path: &Path) -> Done<Story> {
    let text = super::text(path)?;
    let file: Result<StoryFile, String> = if text.trim_start().starts_with('{') {
        serde_json::from_str(&text).map_err(|fault| fault.to_string())
    } else {
        toml::from_str(&text).map_err(|fault| fault.to_string())
    };
    let file = file.map_err(|fault| {
        Trouble::Said(format!(
            "Tệp {} chưa đúng cách ghi: {}",
            path.display(),
            fault.trim_end()
        ))
    })?;
    let events = file
        .act
        .into_iter()
        .map(|act| {
            Ok(Event {
                at: at(&act.at)?,
                act: act.act,
                by: act.by,
                eligible: act.eligible,
                facts: act.facts,
                opinion: act.opinion,
            })
        })
        .collect::<Done<_>>()?;
    Ok(Story {
        start: at(&file.start)?,
        until: file.until.as_deref().map(at).transpose()?,
        unit: file.unit,
        facts: file.facts,
        events,
    })
}

fn at(text: &str) -> Done<Instant> {
    moment(text).ok_or_else(|| {
        Trouble::Said(format!(
            "Thời điểm “{text}” không đọc được; ghi như 2026-01-30T15:20+07:00."
        ))
    })
}
