//! The form of a dossier with the answers given so far.

use std::collections::BTreeMap;

use sangkien_app::dossier::{DossierView, Task, TaskState};
use sangkien_domain::form::{FieldKind, Section as FormSection, SectionKind};
use sangkien_i18n::Language;
use serde::Serialize;

use crate::fault::{Fault, faults};
use crate::moment::Moment;

/// A section of the form with its answers.
#[derive(Debug, Serialize)]
pub(crate) struct Section {
    key: String,
    title: String,
    kind: &'static str,
    fields: Vec<Field>,
    answers: BTreeMap<String, String>,
    /// To be named when saving; 0 before the first save.
    version: i64,
    saved_at: Option<Moment>,
    /// For whoever may change the content, while it may be changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<TaskInfo>,
}

#[derive(Debug, Serialize)]
struct Field {
    key: String,
    label: String,
    hint: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<Choice>,
    required: bool,
    min_chars: u32,
    max_chars: u32,
}

#[derive(Debug, Serialize)]
struct Choice {
    value: String,
    label: String,
}

#[derive(Debug, Serialize)]
struct TaskInfo {
    state: &'static str,
    missing: Vec<Fault>,
}

/// Every section in the order of the form; with its task, told in `editing`, when the reader may
/// change it.
pub(crate) fn sections(view: &DossierView, editing: Option<Language>) -> Vec<Section> {
    view.tasks
        .iter()
        .map(|task| section(view, task, editing))
        .collect()
}

fn section(view: &DossierView, task: &Task, editing: Option<Language>) -> Section {
    let form = &task.section;
    let saved = view.sections.get(&form.key);
    let version = if form.kind == SectionKind::Authors {
        view.authors_version
    } else {
        saved.map_or(0, |saved| saved.version)
    };
    Section {
        key: form.key.clone(),
        title: form.title.clone(),
        kind: match form.kind {
            SectionKind::Fields => "fields",
            SectionKind::Authors => "authors",
            SectionKind::Evidence => "evidence",
        },
        fields: fields(form),
        answers: saved.map(|saved| saved.answers.clone()).unwrap_or_default(),
        version,
        saved_at: saved.map(|saved| saved.saved_at.into()),
        task: editing.map(|language| TaskInfo {
            state: match task.state {
                TaskState::NotStarted => "not-started",
                TaskState::Incomplete => "incomplete",
                TaskState::Complete => "complete",
            },
            missing: faults(&task.missing, language),
        }),
    }
}

fn fields(form: &FormSection) -> Vec<Field> {
    form.fields
        .iter()
        .map(|field| {
            let (kind, options) = match &field.kind {
                FieldKind::Text => ("text", Vec::new()),
                FieldKind::LongText => ("long-text", Vec::new()),
                FieldKind::Date => ("date", Vec::new()),
                FieldKind::FieldCatalogue => ("field-catalogue", Vec::new()),
                FieldKind::Consent => ("consent", Vec::new()),
                FieldKind::Choice { options } => {
                    let options = options.iter().map(|option| Choice {
                        value: option.value.clone(),
                        label: option.label.clone(),
                    });
                    ("choice", options.collect())
                }
            };
            Field {
                key: field.key.clone(),
                label: field.label.clone(),
                hint: field.hint.clone(),
                kind,
                options,
                required: field.required,
                min_chars: field.min_chars,
                max_chars: field.max_chars(),
            }
        })
        .collect()
}
