//! Files that whoever acts at a step attaches there, as the parts for which the step asks.

use std::collections::BTreeSet;
use std::sync::Arc;

use sangkien_casework::definition::{AuthorGets, Component};
use sangkien_casework::engine::Compiled;
use sangkien_domain::access::{Actor, Power};
use sangkien_domain::id::{DossierId, FileId};
use sangkien_domain::refusal::Refusal;
use serde_json::json;

use super::course::name_of;
use super::veil::told;
use super::{Place, Seen};
use crate::App;
use crate::access::{self, Permitted};
use crate::caller::Caller;
use crate::dossier::{Upload, file_told};
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::{Dossier, StepFile, StoredFile, Visit};
use crate::support::dossier_event;

/// A file attached at a step, as one reader may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    /// The file.
    pub file: StoredFile,
    /// Name of the part that it is.
    pub label: String,
    /// Ordinal of the visit.
    pub visit: i64,
    /// Name of the step, or what the author is told in its place.
    pub step: String,
    /// Who attached it; empty where that is hidden from the reader.
    pub by: String,
    /// Whether those who filed the dossier do not see it, so far.
    pub inside: bool,
}

/// A visit with the version of the procedure that counted for it.
type Stay = (Visit, Arc<Compiled>);

impl App {
    /// Files attached at the steps of a dossier, as far as `actor` may know of them.
    pub(crate) async fn attached(
        &self,
        store: &mut dyn Reading,
        actor: &Actor,
        dossier: &Permitted<Dossier>,
    ) -> Outcome<Vec<AttachedFile>> {
        if dossier.standing.version.is_none() {
            return Ok(Vec::new());
        }
        let mut stays: Vec<Stay> = Vec::new();
        for visit in store.visits(dossier.id).await? {
            let compiled = self.compiled(store, visit.version).await?;
            stays.push((visit, compiled));
        }
        let shown = shown(&stays);
        let is_shown = |file: &StepFile| {
            let key = file.file.component.clone().unwrap_or_default();
            shown.contains(&(file.visit, key))
        };
        let files = access::step_files(store, actor, dossier, &is_shown).await?;
        let as_author = dossier.facts.concerns(actor.person);
        let mut attached = Vec::with_capacity(files.len());
        for one in files {
            let inside = !is_shown(&one) && one.by != dossier.facts.owner;
            let stay = stays.iter().find(|(visit, _)| visit.ordinal == one.visit);
            let component = one.file.component.as_deref().unwrap_or_default();
            let (mut step, mut label, mut hidden) = (String::new(), component.to_owned(), None);
            if let Some((visit, compiled)) = stay {
                if let Some((row, state)) = compiled.at(&visit.step) {
                    step.clone_from(&row.label);
                    hidden = told(state, as_author);
                }
                if let Some(found) = compiled.procedure().component(component) {
                    label.clone_from(&found.label);
                }
            }
            attached.push(AttachedFile {
                by: match &hidden {
                    Some(_) => String::new(),
                    None => name_of(store, Some(one.by)).await?,
                },
                step: hidden.unwrap_or(step),
                visit: one.visit,
                file: one.file,
                label,
                inside,
            });
        }
        Ok(attached)
    }

    /// Attaches a file at the step where the dossier stands, as a part for which it asks.
    ///
    /// # Errors
    /// `Absent` for whoever does not act there; `Refused` for a file that is not accepted, naming
    /// the part; `Stale` when the dossier has gone on since `seen`.
    pub async fn attach_at_step(
        &self,
        caller: &Caller,
        id: DossierId,
        seen: Seen,
        upload: Upload,
    ) -> Outcome<StoredFile> {
        let now = self.now();
        let part = {
            let mut store = self.read().await?;
            let dossier = acting(store.as_mut(), caller, id, seen).await?;
            let place = self.place_to_act(store.as_mut(), &dossier, now).await?;
            part_asked(&place, upload.component.as_deref())?
        };
        let received = self.take_in(upload, Some(&part), u64::MAX).await?;
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let dossier = acting(work.as_mut(), caller, id, seen).await?;
        let visit = dossier.standing.visit;
        let here: Vec<StoredFile> = self
            .attached(work.as_mut(), &caller.actor, &dossier)
            .await?
            .into_iter()
            .filter(|one| one.visit == visit)
            .map(|one| one.file)
            .collect();
        let same = |file: &&StoredFile| {
            file.sha256 == received.sha256 && file.component.as_ref() == Some(&part.key)
        };
        if let Some(known) = here.iter().find(same) {
            return Ok(known.clone());
        }
        let most = self
            .rules(work.as_mut(), dossier.rule_set)
            .await?
            .files
            .max_files;
        if here.len() >= usize::try_from(most).unwrap_or(usize::MAX) {
            return Err(Refusal::TooManyFiles { most }.into());
        }
        self.judge_quota(work.as_mut(), caller.actor.person, &received)
            .await?;
        let attached = StepFile {
            file: received.stored(self.fresh_id(), id, Some(part.key), now),
            visit,
            by: caller.actor.person,
        };
        work.insert_step_file(&attached).await?;
        crate::reading::order(work.as_mut(), &attached.file, now).await?;
        let mut details = file_told(&attached.file);
        if let Some(map) = details.as_object_mut() {
            map.insert("visit".into(), json!(visit));
        }
        work.record(dossier_event(
            caller,
            "dossier.step-file-attached",
            id,
            json!({}),
            details,
            now,
        ));
        work.commit().await?;
        Ok(attached.file)
    }

    /// Takes off a file that was attached while the dossier stands at the step. What an earlier act
    /// was done with stays.
    ///
    /// # Errors
    /// `Absent` for whoever does not act there and for any other file; `Stale` when the dossier has
    /// gone on since `seen`.
    pub async fn remove_at_step(
        &self,
        caller: &Caller,
        id: DossierId,
        seen: Seen,
        file: FileId,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let dossier = acting(work.as_mut(), caller, id, seen).await?;
        let found = self
            .attached(work.as_mut(), &caller.actor, &dossier)
            .await?
            .into_iter()
            .find(|one| one.file.id == file && one.visit == dossier.standing.visit)
            .ok_or(Failure::Absent)?;
        work.remove_step_file(id, file, now).await?;
        work.record(dossier_event(
            caller,
            "dossier.step-file-removed",
            id,
            file_told(&found.file),
            json!({}),
            now,
        ));
        work.commit().await?;
        Ok(())
    }
}

/// The dossier for whoever acts at its step.
async fn acting(
    store: &mut dyn Reading,
    caller: &Caller,
    id: DossierId,
    seen: Seen,
) -> Outcome<Permitted<Dossier>> {
    let dossier = access::dossier(store, &caller.actor, id, Power::Read).await?;
    // Whoever does not act here does not learn either whether it has gone on.
    if !dossier.powers().allow(Power::Act) {
        return Err(Failure::Absent);
    }
    if !seen.fits(&dossier) {
        return Err(Failure::Stale);
    }
    Ok(dossier)
}

/// The part of this key, as the step asks for it.
fn part_asked(place: &Place, key: Option<&str>) -> Outcome<Component> {
    let step = place.step().ok_or(Failure::Absent)?;
    let asked = step.components.iter().find(|used| {
        // While the author writes, files are attached to the draft.
        Some(used.component.as_str()) == key && !place.procedure().is_written_at(step)
    });
    asked
        .and_then(|used| place.procedure().component(&used.component))
        .cloned()
        .ok_or_else(|| Refusal::Invalid { field: "component" }.into())
}

/// Parts, by visit, that the procedure lets the applicant see by now.
fn shown(stays: &[Stay]) -> BTreeSet<(i64, String)> {
    let mut shown = BTreeSet::new();
    // What is attached while the dossier stands at the step is not done with yet.
    for (visit, compiled) in stays.iter().filter(|(visit, _)| visit.left_at.is_some()) {
        for component in &compiled.procedure().components {
            let told = match &component.author {
                AuthorGets::Never => false,
                AuthorGets::AfterAct => true,
                AuthorGets::From(key) => stays.iter().any(|(later, compiled)| {
                    let state = compiled.at(&later.step).map(|(_, state)| &state.key);
                    later.ordinal >= visit.ordinal && state == Some(key)
                }),
            };
            if told {
                shown.insert((visit.ordinal, component.key.clone()));
            }
        }
    }
    shown
}
