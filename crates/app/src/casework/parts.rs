//! Parts of a dossier that are files: what its procedure asks for at a step, and what is there.

use sangkien_casework::condition::{Condition, Facts, Verdict};
use sangkien_casework::definition::{
    Component, ComponentForm, ComponentUse, Required, Step as Row, Who,
};
use sangkien_domain::access::Power;
use sangkien_domain::dossier::Act;
use sangkien_domain::refusal::{Refusal, StepRefusal};

use super::{AttachedFile, Place};
use crate::App;
use crate::access::{self, Permitted};
use crate::failure::Outcome;
use crate::port::Reading;
use crate::record::{Dossier, StoredFile};

/// Bytes of a megabyte, as procedures count them.
const MEGABYTE: u64 = 1 << 20;

/// When a part must be there, at the step where the dossier stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// This step does not ask for it.
    NotHere,
    /// It may be there.
    Optional,
    /// It must be there.
    Always,
    /// It must be there when a condition holds.
    When {
        /// The condition as the procedure writes it.
        condition: String,
        /// Whether it holds; nothing while an answer is missing, and then it is required.
        holds: Option<bool>,
    },
}

/// A part that is a file, with what is there of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its declaration.
    pub component: Component,
    /// When it must be there.
    pub need: Need,
    /// Whether it is required and not there.
    pub lacking: bool,
    /// Its files.
    pub files: Vec<StoredFile>,
    /// Those of its files that may be taken off now.
    pub removable: Vec<sangkien_domain::id::FileId>,
}

impl Part {
    /// Largest file in bytes.
    pub fn most_bytes(&self) -> u64 {
        most_bytes(&self.component)
    }

    /// Why a file larger than that is refused.
    pub fn too_large(&self) -> Refusal {
        too_large(&self.component)
    }

    /// What is said when it is missing.
    pub fn missing(&self) -> Refusal {
        missing(&self.component.label)
    }
}

fn most_bytes(component: &Component) -> u64 {
    match &component.form {
        ComponentForm::File { max_megabytes, .. } => u64::from(*max_megabytes) * MEGABYTE,
        ComponentForm::Text { .. } => 0,
    }
}

fn too_large(component: &Component) -> Refusal {
    Refusal::Step(StepRefusal::ComponentTooLarge {
        label: component.label.clone(),
        most: most_bytes(component),
    })
}

fn missing(label: &str) -> Refusal {
    Refusal::Step(StepRefusal::ComponentMissing {
        label: label.to_owned(),
    })
}

/// Judges a file as a part.
///
/// # Errors
/// `ComponentTooLarge` or `ComponentFormat`, naming the part; `Invalid` for a part that is no file.
pub(crate) fn judge(component: &Component, name: &str, size: u64) -> Result<(), Refusal> {
    let ComponentForm::File { formats, .. } = &component.form else {
        return Err(Refusal::Invalid { field: "component" });
    };
    if size > most_bytes(component) {
        return Err(too_large(component));
    }
    if !accepts(formats, name) {
        return Err(Refusal::Step(StepRefusal::ComponentFormat {
            label: component.label.clone(),
            formats: formats.clone(),
        }));
    }
    Ok(())
}

/// Whether a file of this name is of one of the formats; any is when none is named.
fn accepts(formats: &[String], name: &str) -> bool {
    let name = name.to_lowercase();
    formats.is_empty()
        || formats.iter().any(|format| {
            // The two endings of one format.
            let other = match format.as_str() {
                "jpg" => "jpeg",
                "jpeg" => "jpg",
                other => other,
            };
            name.ends_with(&format!(".{format}")) || name.ends_with(&format!(".{other}"))
        })
}

/// The uses among `required` whose files are not all there. A file counts for the part it is tied
/// to. One that nobody has tied stands for one part only, whose formats it fits; the part that
/// accepts the fewest formats chooses first.
fn lacking<'a>(
    place: &Place,
    mut required: Vec<&'a ComponentUse>,
    files: &[StoredFile],
) -> Vec<&'a ComponentUse> {
    required.sort_by_key(|used| formats_of(place, used));
    let mut untied: Vec<&StoredFile> = files
        .iter()
        .filter(|file| file.component.is_none())
        .collect();
    required.retain(|used| {
        let found = place.procedure().component(&used.component);
        let Some(ComponentForm::File {
            formats, min_files, ..
        }) = found.map(|component| &component.form)
        else {
            return false;
        };
        let least = usize::try_from(*min_files).unwrap_or(usize::MAX).max(1);
        let mut there = tied(files, &used.component).len();
        // What the author has left untied is never taken for a paper of an official.
        let mut brought = place.procedure().brought_by_author();
        if brought.any(|component| component.key == used.component) {
            untied.retain(|file| {
                let counts = there < least && accepts(formats, &file.name);
                there += usize::from(counts);
                !counts
            });
        }
        there < least
    });
    required
}

/// How many formats a part accepts; any is more than every number.
fn formats_of(place: &Place, used: &ComponentUse) -> usize {
    match place
        .procedure()
        .component(&used.component)
        .map(|found| &found.form)
    {
        Some(ComponentForm::File { formats, .. }) if !formats.is_empty() => formats.len(),
        _ => usize::MAX,
    }
}

/// Whether an act of this kind needs no part: sending back, refusing and withdrawing.
const fn needs_none(kind: Act) -> bool {
    matches!(
        kind,
        Act::Return | Act::Refuse | Act::Withdraw | Act::Reject | Act::Stop | Act::SubmitLate
    )
}

impl App {
    /// Parts of the dossier that the step requires for an act of this kind and that are not there.
    pub(crate) async fn missing_parts(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        place: &Place,
        kind: Act,
        facts: &Facts,
    ) -> Outcome<Vec<Refusal>> {
        if needs_none(kind) {
            return Ok(Vec::new());
        }
        let required = place.compiled.required(&place.step, facts);
        if required.is_empty() {
            return Ok(Vec::new());
        }
        let mut refusals = Vec::new();
        for used in &required {
            if let Some(component) = place.procedure().component(&used.component)
                && let ComponentForm::Text { min_chars } = &component.form
            {
                let least = usize::try_from(*min_chars).unwrap_or(usize::MAX).max(1);
                if self.answer_length(store, dossier, &component.key).await? < least {
                    refusals.push(missing(&component.label));
                }
            }
        }
        let files = self.files_to_count(store, dossier, place).await?;
        for used in lacking(place, required, &files) {
            let found = place.procedure().component(&used.component);
            refusals.push(missing(
                found.map_or(used.component.as_str(), |component| &component.label),
            ));
        }
        Ok(refusals)
    }

    /// Files that count as parts at the step of a dossier.
    async fn files_to_count(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        place: &Place,
    ) -> Outcome<Vec<StoredFile>> {
        let for_author = place.step().is_none_or(is_authors);
        let mut files = store.files(dossier.id).await?;
        files.extend(access::step_files_to_count(store, dossier, for_author).await?);
        Ok(files)
    }

    /// Parts that the author of a draft or returned dossier brings, whatever step asks for them.
    pub(crate) async fn parts_to_bring(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        place: &Place,
        files: &[StoredFile],
    ) -> Outcome<Vec<Part>> {
        let components: Vec<Component> = place.procedure().brought_by_author().cloned().collect();
        let mut parts = self
            .parts_of(store, dossier, place, components, files)
            .await?;
        for part in &mut parts {
            part.files = tied(files, &part.component.key);
            part.removable = part.files.iter().map(|file| file.id).collect();
        }
        Ok(parts)
    }

    /// Parts for which the step asks whoever acts there, with the files that they may know of.
    pub(super) async fn parts_of_step(
        &self,
        store: &mut dyn Reading,
        actor: &sangkien_domain::access::Actor,
        dossier: &Permitted<Dossier>,
        place: &Place,
    ) -> Outcome<Vec<Part>> {
        let Some(step) = place.step() else {
            return Ok(Vec::new());
        };
        if !dossier.powers().allow(Power::Act)
            || step.components.is_empty()
            || place.procedure().is_written_at(step)
        {
            return Ok(Vec::new());
        }
        let components: Vec<Component> = step
            .components
            .iter()
            .filter_map(|used| place.procedure().component(&used.component))
            .cloned()
            .collect();
        let files = self.files_to_count(store, dossier, place).await?;
        let mut parts = self
            .parts_of(store, dossier, place, components, &files)
            .await?;
        let attached = self.attached(store, actor, dossier).await?;
        let own = store.files(dossier.id).await?;
        for part in &mut parts {
            let key = part.component.key.as_str();
            part.files = tied(&own, key);
            let of_part = |one: &&AttachedFile| one.file.component.as_deref() == Some(key);
            for one in attached.iter().filter(of_part) {
                part.files.push(one.file.clone());
                if one.visit == dossier.standing.visit {
                    part.removable.push(one.file.id);
                }
            }
        }
        Ok(parts)
    }

    async fn parts_of(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        place: &Place,
        components: Vec<Component>,
        files: &[StoredFile],
    ) -> Outcome<Vec<Part>> {
        let vocabulary = place.compiled.vocabulary();
        let facts = self.facts(store, dossier, vocabulary, self.now()).await?;
        let required = place.compiled.required(&place.step, &facts);
        let lacking: Vec<&str> = lacking(place, required, files)
            .into_iter()
            .map(|used| used.component.as_str())
            .collect();
        let need = |component: &Component| {
            let mut here = place.step().into_iter().flat_map(|step| &step.components);
            match here.find(|used| used.component == component.key) {
                None => Need::NotHere,
                Some(used) => match &used.required {
                    Required::Never => Need::Optional,
                    Required::Always => Need::Always,
                    Required::When(source) => Need::When {
                        condition: source.clone(),
                        holds: Condition::parse(source, vocabulary)
                            .ok()
                            .and_then(|parsed| match parsed.evaluate(&facts) {
                                Verdict::True => Some(true),
                                Verdict::False => Some(false),
                                Verdict::Undecided(_) => None,
                            }),
                    },
                },
            }
        };
        Ok(components
            .into_iter()
            .filter(|component| matches!(component.form, ComponentForm::File { .. }))
            .map(|component| Part {
                need: need(&component),
                lacking: lacking.contains(&component.key.as_str()),
                files: Vec::new(),
                removable: Vec::new(),
                component,
            })
            .collect())
    }
}

/// Whether the author acts at a step.
fn is_authors(step: &Row) -> bool {
    let actor = step.actor.as_ref();
    actor.is_some_and(|actor| actor.who == Who::Author)
}

fn tied(files: &[StoredFile], key: &str) -> Vec<StoredFile> {
    files
        .iter()
        .filter(|file| file.component.as_deref() == Some(key))
        .cloned()
        .collect()
}
