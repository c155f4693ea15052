//! Screens of the clerk and of the head of unit.

use askama::Template;

use crate::Shell;
use crate::parts::{Citation, Deadline, DossierView, Errors, Link, Opt, Tag};

/// One line of the clerk's checklist, filled in by the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckLine {
    /// What was checked.
    pub label: String,
    /// Result.
    pub status: Tag,
    /// More.
    pub note: Option<String>,
}

/// One item of a return being written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReturnRow {
    /// Posted as `place.N`: the value of one of the places, or empty.
    pub place: String,
    /// Posted as `phrase.N`: the value of one of the phrases, or empty.
    pub phrase: String,
    /// Posted as `severity.N`: the value of one of the weights.
    pub severity: String,
    /// Posted as `page.N`.
    pub page: String,
    /// Posted as `quote.N`.
    pub quote: String,
    /// Posted as `found.N`.
    pub found: String,
    /// Posted as `wanted.N`.
    pub wanted: String,
    /// Posted as `requirement.N`.
    pub requirement: String,
    /// Posted as `basis.N`.
    pub basis: String,
}

impl ReturnRow {
    /// Whether page, quotation or words are given, so that they are shown unfolded.
    fn is_anchored(&self) -> bool {
        [&self.page, &self.quote, &self.found, &self.wanted]
            .into_iter()
            .any(|text| !text.is_empty())
    }
}

/// Which of the clerk's forms is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntakePanel {
    /// None.
    Choose,
    /// The return.
    Return,
    /// The refusal.
    Refuse,
}

/// The forms of the clerk; none when the dossier is not (or no longer) with the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeForms {
    /// The acceptance, where the step offers it: words of its button and address; posts `version`.
    pub accept: Option<Link>,
    /// Words of the return.
    pub give_back_label: String,
    /// Address of the return; empty where the step offers none. Posts `version` of the draft, the rows, and one of the buttons
    /// `add=1`, `remove.N=1`, `up.N=1`, `down.N=1`, `fill.N=1`, `intent=save|preview|send`. Rows
    /// count from 0; autosave uses the same address.
    pub give_back: String,
    /// Version of the request being written.
    pub draft: u64,
    /// When it was saved: "Đã lưu lúc 21:58:12."
    pub saved: Option<String>,
    /// Phrases; the first stands for words of one's own. Empty when there is no library.
    pub phrases: Vec<Opt>,
    /// Weights of an item.
    pub severities: Vec<Opt>,
    /// Items that the request repeats: "Yêu cầu nhắc lại nội dung 2, 5."
    pub repeats: Option<String>,
    /// Address of the refusal; posts `version`, `reason`, `text`. None where the page of the
    /// dossier offers it.
    pub refuse: Option<String>,
    /// Where everything else is done that the step offers.
    pub others: Option<Link>,
    /// What whoever filed it is called inside a sentence: "tác giả".
    pub author: &'static str,
    /// Version the page was made from.
    pub version: u64,
    /// Open form.
    pub panel: IntakePanel,
    /// Items of the return, at least one.
    pub rows: Vec<ReturnRow>,
    /// Places of a dossier; the first stands for "not chosen".
    pub places: Vec<Opt>,
    /// Usual bases, offered while typing.
    pub bases: Vec<String>,
    /// Until when the author would have to answer, one sentence.
    pub answer_by: Option<String>,
    /// Reasons for a refusal.
    pub reasons: Vec<Opt>,
    /// Text of the refusal as typed.
    pub text: String,
}

/// `GET /dossiers/{id}/intake`.
#[derive(Debug, Clone, Template)]
#[template(path = "intake/intake.html")]
pub struct IntakePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What is done here, before the number of the dossier: "Tiếp nhận hồ sơ".
    pub heading: String,
    /// The dossier.
    pub dossier: DossierView,
    /// State.
    pub state: Tag,
    /// Clock of the reception.
    pub deadline: Option<Deadline>,
    /// Checks.
    pub checks: Vec<CheckLine>,
    /// What it shares with earlier dossiers; none where nothing is compared.
    pub overlap: Option<Link>,
    /// Items of earlier requests.
    pub judging: Option<crate::correction::Judging>,
    /// The clerk's forms.
    pub forms: Option<IntakeForms>,
    /// Why there are none.
    pub closed: Option<String>,
    /// Problems (`requirement.0`, `reason`, `text`).
    pub errors: Errors,
    /// "3 trên 17".
    pub position: Option<String>,
    /// The dossier before in the queue.
    pub prev: Option<String>,
    /// The next dossier in the queue.
    pub next: Option<String>,
}

/// `GET, POST /dossiers/{id}/confirmation`. Posts `first_applied`, `reason`,
/// `version`, button `intent=confirm|decline`.
#[derive(Debug, Clone, Template)]
#[template(path = "intake/confirmation.html")]
pub struct ConfirmationPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The dossier.
    pub dossier: DossierView,
    /// Clock of the confirmation.
    pub deadline: Option<Deadline>,
    /// Address to post to.
    pub action: String,
    /// Version the page was made from.
    pub version: u64,
    /// First application as declared or as typed, dd/mm/yyyy.
    pub first_applied: String,
    /// One year counted from that day, shown step by step.
    pub limit: Citation,
    /// The result in words, "Trong thời hạn" or "Quá thời hiệu 12 ngày".
    pub verdict: Tag,
    /// Reason as typed.
    pub reason: String,
    /// Problems (`first_applied`, `reason`).
    pub errors: Errors,
    /// Why it cannot be confirmed now; hides the form.
    pub closed: Option<String>,
    /// The dossier's home.
    pub dossier_link: Link,
}
