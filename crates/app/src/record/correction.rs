//! Requests for supplements, their items and the phrases they are written from.

use jiff::civil::Date;
use sangkien_domain::correction::{ItemState, NewItem, PhraseLibrary, Reply, Severity};
use sangkien_domain::id::{CorrectionId, DossierId, FileId, PersonId};
use sangkien_domain::time::Instant;

/// An item of a request for supplements. Its wording never changes once it has been sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionItem {
    /// Identity.
    pub id: CorrectionId,
    /// Whose.
    pub dossier: DossierId,
    /// The request that raised it, from 1.
    pub round: i64,
    /// Number in the dossier, from 1; dossiers of old counted anew in each request.
    pub number: i64,
    /// The last request that asks for it.
    pub asked_in: i64,
    /// The component concerned, as [`NewItem::place`].
    pub place: String,
    /// The file concerned.
    pub file: Option<FileId>,
    /// Its name when the item was asked.
    pub file_name: String,
    /// The page concerned, from 1.
    pub page: Option<u32>,
    /// The passage concerned.
    pub quote: String,
    /// The phrase it was made from; empty for own words.
    pub class: String,
    /// Name of that phrase.
    pub class_label: String,
    /// How much it weighs.
    pub severity: Severity,
    /// The words that are wrong.
    pub found: String,
    /// The words that are to stand instead.
    pub wanted: String,
    /// What is required.
    pub requirement: String,
    /// On what basis.
    pub basis: String,
    /// Where it stands.
    pub state: ItemState,
    /// What the author did.
    pub reply: Option<Reply>,
    /// The author's answer in words.
    pub answer: String,
    /// Who asked first.
    pub asked_by: PersonId,
    /// When it was asked first.
    pub asked_at: Instant,
    /// When it was answered last.
    pub answered_at: Option<Instant>,
    /// Who gave it up, and why.
    pub waived: Option<Waiver>,
}

/// Who gave an item up, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Who; never the clerk who asked.
    pub by: PersonId,
    /// Why, in words.
    pub reason: String,
}

/// A step in the life of an item. Steps are only added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionEvent {
    /// Which item.
    pub item: CorrectionId,
    /// The request it belongs to.
    pub round: i64,
    /// The state it led to.
    pub state: ItemState,
    /// What the author did, for an answer.
    pub reply: Option<Reply>,
    /// Answer, remark of the desk or reason, in words.
    pub note: String,
    /// Who.
    pub by: PersonId,
    /// That person's name.
    pub by_name: String,
    /// When.
    pub at: Instant,
}

/// A request that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionRequest {
    /// Whose.
    pub dossier: DossierId,
    /// Which request, from 1.
    pub round: i64,
    /// The submission it was made on, from 1.
    pub submission: i64,
    /// Who sent it.
    pub sent_by: PersonId,
    /// That person's name.
    pub sent_by_name: String,
    /// When.
    pub sent_at: Instant,
    /// Last day for the author; not known of requests of old.
    pub due_on: Option<Date>,
    /// Where that limit is laid down.
    pub citation: String,
}

/// A request being written. Only the desk knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionDraft {
    /// Whose.
    pub dossier: DossierId,
    /// The items so far, in order.
    pub items: Vec<NewItem>,
    /// Counts saves; a save must name the version it saw, 0 for the first.
    pub version: i64,
    /// Who saved last.
    pub saved_by: PersonId,
    /// When.
    pub saved_at: Instant,
}

/// A version of a phrase library as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPhrases {
    /// The library.
    pub library: PhraseLibrary,
    /// SHA-256 of its canonical JSON, lower-case hexadecimal.
    pub sha256: String,
    /// When it was loaded.
    pub loaded_at: Instant,
}
