//! Forms of one's own.

use std::collections::BTreeMap;

use sangkien_domain::id::{OwnFormId, PersonId, UnitId};
use sangkien_domain::time::Instant;
use serde::{Deserialize, Serialize};

use crate::port::FilledPaper;

/// A place for data in a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormPlace {
    /// The words between its braces.
    pub name: String,
    /// Whether it stands in a row of a table.
    pub in_row: bool,
}

/// A version of a unit's own form for a kind of paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnForm {
    /// Its identity.
    pub id: OwnFormId,
    /// The unit whose papers it is for.
    pub unit: UnitId,
    /// The kind of paper.
    pub kind: FilledPaper,
    /// Its number among the versions of the unit and kind, from 1.
    pub version: u32,
    /// Name of the uploaded file.
    pub name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Its places, in the order of the text.
    pub places: Vec<FormPlace>,
    /// The field each place is tied to; [`BLANK`] for those left empty.
    pub mapping: BTreeMap<String, String>,
    /// Raised by every change.
    pub revision: i64,
    /// Who uploaded it.
    pub added_by: PersonId,
    /// When.
    pub added_at: Instant,
    /// Since when papers are made with it.
    pub in_force_at: Option<Instant>,
    /// Until when they were.
    pub ended_at: Option<Instant>,
}

/// Stands for no field: the place is left empty.
pub const BLANK: &str = "-";

impl OwnForm {
    /// Whether papers are made with it now.
    pub const fn is_in_force(&self) -> bool {
        self.in_force_at.is_some() && self.ended_at.is_none()
    }

    /// The places that are tied to nothing.
    pub fn untied(&self) -> Vec<String> {
        let names = self.places.iter().map(|place| &place.name);
        names
            .filter(|name| !self.mapping.contains_key(*name))
            .cloned()
            .collect()
    }
}
