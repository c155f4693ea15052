//! Where a demo stands, kept beside its data from one start to the next.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use sangkien_domain::id::{DecisionId, DossierId, SessionId};
use sangkien_domain::time::Instant;
use serde::{Deserialize, Serialize};

use crate::trouble::{Done, Trouble};

/// A sign-in link of the demo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// The role it shows.
    pub label: String,
    /// Account of the sample person.
    pub account: String,
    /// Full name.
    pub full_name: String,
    /// The token of the link.
    pub token: String,
}

/// Where a demo stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoState {
    /// How many events of the story have had their turn.
    pub played: usize,
    /// What the clock showed when this was written.
    pub clock: i64,
    /// Sign-in links, in the order of the plan.
    pub doors: Vec<Door>,
    /// Dossiers by their key in the story.
    pub dossiers: BTreeMap<String, DossierId>,
    /// Sessions likewise.
    pub sessions: BTreeMap<String, SessionId>,
    /// Decisions likewise.
    pub decisions: BTreeMap<String, DecisionId>,
}

impl DemoState {
    /// Reads the state; nothing when the demo has not begun.
    pub fn read(path: &Path) -> Done<Option<Self>> {
        if !path.exists() {
            return Ok(None);
        }
        let text = std::fs::read(path).map_err(Trouble::file("đọc", path))?;
        serde_json::from_slice(&text)
            .map(Some)
            .map_err(|error| Trouble::Said(format!("Tệp {} bị hỏng: {error}", path.display())))
    }

    /// Writes the state, in one piece; readable by the owner alone, since the links sign in.
    pub fn write(&self, path: &Path) -> Done<()> {
        let text = serde_json::to_vec_pretty(self)
            .map_err(|error| Trouble::Said(format!("Không ghi được trạng thái: {error}")))?;
        let unfinished = path.with_extension("tmp");
        OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&unfinished)
            .and_then(|mut file| file.write_all(&text))
            .and_then(|()| std::fs::rename(&unfinished, path))
            .map_err(Trouble::file("ghi", path))
    }

    /// The moment the clock goes on from.
    pub fn clock(&self) -> Instant {
        Instant(self.clock)
    }
}
