//! What a command tells whoever runs it: sentences, or JSON for programs.

use std::io::{ErrorKind, Write as _};

use serde_json::Value;

use crate::trouble::{Done, Trouble};

/// How a command speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// In Vietnamese sentences.
    Words,
    /// In one JSON value per line.
    Json,
}

impl Voice {
    /// Tells the result in the form asked for. `words` may have several lines.
    ///
    /// # Errors
    /// `Said` when it cannot be written: on a full disk half a file is no answer. Whoever closed the pipe
    /// does not want to read on, which is no error.
    pub fn say(self, words: impl FnOnce() -> String, json: impl FnOnce() -> Value) -> Done<()> {
        let text = match self {
            Self::Words => words(),
            Self::Json => json().to_string(),
        };
        let mut out = std::io::stdout().lock();
        let written = writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush());
        match written {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Trouble::Said(format!("Không in được kết quả: {error}.")))
            }
            _ => Ok(()),
        }
    }

    /// Tells that something goes on, which it does even if this cannot be written.
    pub fn announce(self, words: impl FnOnce() -> String, json: impl FnOnce() -> Value) {
        if let Err(trouble) = self.say(words, json) {
            tracing::warn!(%trouble, "nothing is printed");
        }
    }

    /// Tells what went wrong: JSON to standard output; sentences, and what cannot be told there, to
    /// standard error.
    pub fn complain(self, trouble: &Trouble) {
        let told = self == Self::Json && {
            let error = serde_json::json!({ "error": trouble.to_string() });
            writeln!(std::io::stdout().lock(), "{error}").is_ok()
        };
        if !told {
            let _ = writeln!(std::io::stderr().lock(), "{trouble}");
        }
    }
}
