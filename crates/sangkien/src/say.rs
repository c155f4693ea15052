//! What a command tells whoever runs it: sentences, or JSON for programs.

use std::io::Write as _;

use serde_json::Value;

use crate::trouble::Trouble;

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
    pub fn say(self, words: impl FnOnce() -> String, json: impl FnOnce() -> Value) {
        let text = match self {
            Self::Words => words(),
            Self::Json => json().to_string(),
        };
        // Whoever closed the pipe does not want to read on.
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{}", text.trim_end());
        let _ = out.flush();
    }

    /// Tells what went wrong: sentences to standard error, JSON to standard output.
    pub fn complain(self, trouble: &Trouble) {
        match self {
            Self::Words => {
                let _ = writeln!(std::io::stderr().lock(), "{trouble}");
            }
            Self::Json => {
                let error = serde_json::json!({ "error": trouble.to_string() });
                let _ = writeln!(std::io::stdout().lock(), "{error}");
            }
        }
    }
}
