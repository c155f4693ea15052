//! A dossier and an earlier one side by side.

use sangkien_domain::id::DossierId;

use super::{AlikePlaces, Subject, Text, ToldSource, Way};
use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{PairedPassage, Reading};

/// A dossier and an earlier one side by side.
#[derive(Debug, Clone)]
pub struct OverlapPair {
    /// Name of the later dossier.
    pub title: String,
    /// Its receipt code.
    pub code: String,
    /// Its submission.
    pub submission: i64,
    /// Its compared text.
    pub here: Text,
    /// The compared text of the earlier one.
    pub there: Text,
    /// The earlier dossier.
    pub source: ToldSource,
    /// The passages, by their place in the later text.
    pub passages: Vec<PairedPassage>,
    /// Stretches that say the same in other words, by the estimate of a model.
    pub alike: Vec<AlikePlaces>,
    /// Whether the reader may judge.
    pub may_judge: bool,
}

impl App {
    /// A dossier and an earlier one side by side, for whoever handles the one and may know of the other;
    /// of one they may not read, what the public registry shows of it.
    ///
    /// # Errors
    /// `Absent` for others, and when the two neither share anything nor say it in other words.
    pub async fn overlap_pair(
        &self,
        caller: &Caller,
        id: DossierId,
        source: DossierId,
    ) -> Outcome<OverlapPair> {
        let mut store = self.read().await?;
        let subject = self.subject(store.as_mut(), caller, id).await?;
        let (source, alike) = self
            .told_source(store.as_mut(), caller, &subject, source)
            .await?;
        let mut there = match &source.way {
            Way::Dossier => {
                let latest = self
                    .latest_text(store.as_mut(), source.found.dossier)
                    .await?;
                latest.ok_or(Failure::Absent)?.1
            }
            // Only what the registry shows to everybody.
            Way::Registry(code) => {
                let entry = store.registry_entry(code).await?.ok_or(Failure::Absent)?;
                Text::of(&entry.content)
            }
        };
        self.blind_there(store.as_mut(), caller, &subject, (&source, &mut there))
            .await?;
        let paired =
            self.ports
                .comparing
                .pair(&subject.text.text, &there.text, &subject.excluded())?;
        Ok(OverlapPair {
            title: subject.title(),
            code: subject.dossier.code.clone().unwrap_or_default(),
            submission: subject.latest.submission,
            may_judge: subject.may_judge(),
            here: subject.text,
            there,
            source,
            passages: paired.passages,
            alike,
        })
    }

    /// The earlier dossier `source` as found beside `subject`, by what it shares or by what it says in
    /// other words, and where it does the latter.
    pub(super) async fn told_source(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        subject: &Subject,
        source: DossierId,
    ) -> Outcome<(ToldSource, Vec<AlikePlaces>)> {
        let found = self.found(store, subject).await?;
        let told = self
            .told(
                store,
                caller,
                (&subject.dossier, subject.cover.as_ref()),
                (&subject.text.text, &subject.excluded()),
                &found,
            )
            .await?;
        let mut sources = told.sources.into_iter();
        let shares = sources.find(|one| one.found.dossier == source);
        let mut alike = self.alike(store, caller, subject).await?.into_iter();
        let alike = alike.find(|one| one.source.found.dossier == source);
        match (shares, alike) {
            (Some(shares), alike) => Ok((shares, alike.map_or(Vec::new(), |one| one.stretches))),
            (None, Some(alike)) => Ok((alike.source, alike.stretches)),
            (None, None) => Err(Failure::Absent),
        }
    }
}
