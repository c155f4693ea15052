//! The report on what a dossier shares with earlier ones, as a paper.

use serde_json::{Value, json};

use super::OverlapReport;
use crate::access;
use crate::decision::place_of;
use crate::failure::{Failure, Outcome};
use crate::port::{FilledPaper, PaperFormat};
use crate::{App, Caller};
use sangkien_domain::access::Power;
use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;

/// A report that is about to become a paper.
#[derive(Debug, Clone)]
pub struct OverlapSheet {
    /// What is reported.
    pub report: OverlapReport,
    /// Who asked for it.
    pub reader: String,
    /// When.
    pub at: Instant,
}

impl App {
    /// The report as a paper that bears the name of the desk; `words` gives what stands on it, as the
    /// pages would say it.
    ///
    /// # Errors
    /// As [`App::overlap`].
    pub async fn overlap_paper(
        &self,
        caller: &Caller,
        id: DossierId,
        format: PaperFormat,
        words: impl FnOnce(&OverlapSheet) -> Value + Send,
    ) -> Outcome<Vec<u8>> {
        let report = self.overlap(caller, id).await?;
        let now = self.now();
        let mut store = self.read().await?;
        let dossier =
            access::dossier(store.as_mut(), &caller.actor, id, Power::ReadInternal).await?;
        // The desk may tell of which unit a dossier is, where that is not to be known.
        let office = if dossier.powers().allow(Power::KnowAuthors) {
            dossier.facts.desk
        } else {
            dossier.facts.organiser
        };
        let desk = self.body(store.as_mut(), office, now).await?;
        let superior = self.superior_of(store.as_mut(), &desk, now).await?;
        let reader = store.person(caller.actor.person).await?;
        let sheet = OverlapSheet {
            report,
            reader: reader.map(|person| person.full_name).unwrap_or_default(),
            at: now,
        };
        let mut data = words(&sheet);
        if let Value::Object(map) = &mut data {
            map.insert("superior".into(), json!(superior));
            map.insert("place".into(), json!(place_of(&desk)));
            map.insert("body".into(), json!(desk.name));
            map.insert("date".into(), json!(now.day().to_string()));
        }
        let printed = self
            .ports
            .papers
            .filled(FilledPaper::OverlapReport, &data, format);
        printed.map_err(|error| Failure::Inconsistent(error.to_string()))
    }
}
