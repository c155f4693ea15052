//! The page asked before an act that cannot be taken back.

use askama::Template;

use crate::Shell;
use crate::parts::Errors;

/// Any irreversible act. Posts `version`, the hidden values, and `reason` when asked for.
#[derive(Debug, Clone, Template)]
#[template(path = "confirm/confirm.html")]
pub struct ConfirmPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The question, naming the act.
    pub title: String,
    /// What will happen, one sentence each.
    pub consequences: Vec<String>,
    /// Address to post to.
    pub action: String,
    /// Values sent along unseen: name, value.
    pub hidden: Vec<(String, String)>,
    /// Reason as typed; none does not ask for one.
    pub reason: Option<String>,
    /// Words of the button, naming the act.
    pub button: String,
    /// Style of the button: `primary`, `state` or `danger`.
    pub style: &'static str,
    /// Where "Quay lại" leads.
    pub cancel_href: String,
    /// Problems (`reason`).
    pub errors: Errors,
}

impl ConfirmPage {
    fn is_state(&self) -> bool {
        self.style == "state"
    }
}
