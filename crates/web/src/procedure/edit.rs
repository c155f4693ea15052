//! Editing the parts of a draft. A save from an old page changes nothing and shows both.

use axum::http::StatusCode;
use sangkien_app::failure::Failure;
use sangkien_app::procedure::ProcedureView;
use sangkien_app::record::VersionStatus;
use sangkien_domain::refusal::{ProcedureRefusal, Refusal};
use sangkien_pages::parts::{EditField, EditGroup, EditKind, Errors, Link, Tab};
use sangkien_pages::procedure::{Difference, EditConflict, EditPage};

use super::part::{Part, Read, WHOLE, put_back, spoken};
use super::{edited, faults, home, version, version_name};
use crate::context::{Context, Reply};
use crate::extract::{Id, Signed, SignedForm};
use crate::judged::judged;
use crate::problem::Problem;

/// How often a save is tried again when another part was saved at the same moment.
const TRIES: usize = 3;

pub(super) async fn edit(
    signed: Signed,
    Id((code, number, name)): Id<(String, u32, String)>,
) -> Reply {
    let app = signed.app();
    let view = app.procedure_version(&signed.caller, &code, number).await?;
    let part = Part::of(&name).ok_or(Problem::Absent)?;
    let groups = groups(&view, &part)?;
    if view.version.status != VersionStatus::Draft {
        return signed.go(&home(&code, number));
    }
    signed.html(&page(&signed, &view, &part, groups, Errors::none()))
}

pub(super) async fn save(
    Id((code, number, name)): Id<(String, u32, String)>,
    form: SignedForm,
) -> Reply {
    let part = Part::of(&name).ok_or(Problem::Absent)?;
    for _ in 0..TRIES {
        let app = form.app();
        let view = app.procedure_version(&form.caller, &code, number).await?;
        if view.version.status != VersionStatus::Draft {
            let refusal = Refusal::Procedure(ProcedureRefusal::NotADraft);
            return Err(Failure::from(refusal).into());
        }
        let read = part.read(&view.definition, &form.fields);
        if form.fields.get("version") != seen(&view, &part) {
            return conflict(&form, &view, &part, &read);
        }
        if !read.errors.is_empty() {
            return again(
                &form,
                &view,
                &part,
                &read,
                StatusCode::UNPROCESSABLE_ENTITY,
                None,
            );
        }
        let note = match part {
            Part::General => form.fields.get("note").to_owned(),
            _ => view.version.note.clone(),
        };
        let at = (code.as_str(), number);
        let revision = view.version.revision;
        let outcome = app
            .save_procedure(&form.caller, at, revision, &read.definition, &note)
            .await;
        match outcome {
            // Another part was saved meanwhile; what was typed here still fits.
            Err(Failure::Stale) => {}
            outcome => match judged(outcome)? {
                Ok(()) => return saved(&form, &view, &part, read),
                Err(refusals) => {
                    let errors = super::list::errors(&refusals);
                    let read = Read { errors, ..read };
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    return again(&form, &view, &part, &read, status, None);
                }
            },
        }
    }
    Err(Failure::Stale.into())
}

fn base(view: &ProcedureView) -> String {
    format!("{}/edit", home(&view.procedure.code, view.version.number))
}

/// Goes on to what was added, or back to the part.
fn saved(form: &SignedForm, view: &ProcedureView, part: &Part, read: Read) -> Reply {
    let next = read.next.unwrap_or_else(|| part.clone());
    let address = format!("{}/{}", base(view), next.name());
    form.done(&address, "Đã lưu bản soạn thảo.")
}

/// The groups of a part with the note of the version, which no definition holds.
fn groups(view: &ProcedureView, part: &Part) -> Result<Vec<EditGroup>, Problem> {
    with_note(
        part,
        &view.version.note,
        part.groups(&view.definition, &base(view)),
    )
}

fn with_note(
    part: &Part,
    note: &str,
    groups: Option<Vec<EditGroup>>,
) -> Result<Vec<EditGroup>, Problem> {
    let mut groups = groups.ok_or(Problem::Absent)?;
    if *part == Part::General
        && let Some(head) = groups.first_mut()
    {
        let field = EditField::new("note", "Điểm mới của phiên bản", note, EditKind::Lines(2));
        head.fields.push(field.optional());
    }
    Ok(groups)
}

/// What the page of a part has seen.
fn seen(view: &ProcedureView, part: &Part) -> String {
    let seen = part.seen(&view.definition);
    match part {
        Part::General => format!("{seen}-{}", view.version.note.chars().count()),
        _ => seen,
    }
}

/// The page with what was typed.
fn again(
    form: &SignedForm,
    view: &ProcedureView,
    part: &Part,
    read: &Read,
    status: StatusCode,
    conflict: Option<EditConflict>,
) -> Reply {
    let note = form.fields.get("note");
    let typed = part.groups(&read.definition, &base(view));
    // Where the thing itself has been taken out, the stored list is all there is to show.
    let typed = typed.ok_or(Problem::Failure(Failure::Stale))?;
    let mut groups = with_note(part, note, Some(typed))?;
    put_back(&mut groups, &form.fields, &read.errors);
    let mut page = page(form, view, part, groups, read.errors.clone());
    page.conflict = conflict;
    form.html_as(status, &page)
}

/// Somebody else has saved this part: both are shown, nothing is lost.
fn conflict(form: &SignedForm, view: &ProcedureView, part: &Part, read: &Read) -> Reply {
    let stored = groups(view, part).map_err(|_| Problem::Failure(Failure::Stale))?;
    let typed = part.groups(&read.definition, &base(view));
    let mut typed = with_note(part, form.fields.get("note"), typed)
        .map_err(|_| Problem::Failure(Failure::Stale))?;
    put_back(&mut typed, &form.fields, &read.errors);
    let conflict = EditConflict {
        saved_by: format!("Bản đang lưu do {} lưu", edited(&view.version)),
        differences: differences(&spoken(&typed), &spoken(&stored)),
        stored_href: format!("{}/{}", base(view), part.name()),
    };
    again(form, view, part, read, StatusCode::CONFLICT, Some(conflict))
}

/// Where two lists of fields differ; a field of one list only is shown as absent in the other.
fn differences(yours: &[(String, String)], theirs: &[(String, String)]) -> Vec<Difference> {
    let find = |list: &[(String, String)], label: &str| {
        list.iter()
            .find(|(other, _)| other == label)
            .map(|(_, value)| value.clone())
    };
    let mut list = Vec::new();
    for (label, value) in yours {
        let other = find(theirs, label).unwrap_or_default();
        if other != *value {
            list.push(Difference {
                label: label.clone(),
                yours: value.clone(),
                theirs: other,
            });
        }
    }
    for (label, value) in theirs {
        if find(yours, label).is_none() && !value.is_empty() {
            list.push(Difference {
                label: label.clone(),
                yours: String::new(),
                theirs: value.clone(),
            });
        }
    }
    list
}

fn page(
    context: &Context,
    view: &ProcedureView,
    part: &Part,
    mut groups: Vec<EditGroup>,
    errors: Errors,
) -> EditPage {
    let definition = &view.definition;
    let number = view.version.number;
    let found = view.faults();
    let base = base(view);
    let faults = faults::put(part, definition, &found, &mut groups);
    let mut shell = context.shell();
    shell.back = Some(match part.above() {
        Some(above) => Link::new(above.title(definition), format!("{base}/{}", above.name())),
        None => Link::new(version_name(number), home(&view.procedure.code, number)),
    });
    let whole = part.whole();
    let tabs = WHOLE.iter().map(|one| Tab {
        label: one.title(definition),
        href: format!("{base}/{}", one.name()),
        count: None,
        current: *one == whole,
    });
    let diagram = match whole {
        Part::Steps | Part::States | Part::General => {
            version::svg(view, &found, Some(&format!("{base}/step.")), false)
        }
        _ => String::new(),
    };
    EditPage {
        eyebrow: format!(
            "{}, {}",
            definition.name,
            version_name(number).to_lowercase()
        ),
        heading: part.title(definition),
        intro: Some(part.intro().to_owned()),
        parts: tabs.collect(),
        action: format!("{base}/{}", part.name()),
        version: seen(view, part),
        groups,
        faults,
        conflict: None,
        errors,
        diagram,
        shell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_a_conflict_are_told_field_by_field() {
        let list = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs
                .iter()
                .map(|(label, value)| ((*label).to_owned(), (*value).to_owned()))
                .collect()
        };
        let yours = list(&[("A: số", "5"), ("A: tên", "a"), ("B: tên", "b")]);
        let theirs = list(&[
            ("A: số", "7"),
            ("A: tên", "a"),
            ("C: tên", "c"),
            ("C: số", ""),
        ]);
        let found: Vec<(String, String, String)> = differences(&yours, &theirs)
            .into_iter()
            .map(|one| (one.label, one.yours, one.theirs))
            .collect();
        let expected = [
            ("A: số", "5", "7"),
            ("B: tên", "b", ""),
            ("C: tên", "", "c"),
        ];
        let expected = expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
        assert_eq!(found, expected);
    }
}
