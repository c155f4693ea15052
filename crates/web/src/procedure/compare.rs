//! What changed between two versions of a procedure.

use sangkien_app::procedure::ProcedureView;
use sangkien_casework::check::Place;
use sangkien_casework::compare::{self as casework, Change, Difference};
use sangkien_casework::definition::Procedure;
use sangkien_i18n::procedure as words;
use sangkien_pages::parts::{Link, Tag, Tone};
use sangkien_pages::procedure::{ChangeGroup, ChangeLine, ComparePage};

use super::{home, others, version, version_name};
use crate::context::Reply;
use crate::extract::{Id, Query, Signed};
use crate::problem::Problem;
use crate::show::VI;

/// The latest version with the one asked for.
pub(super) async fn latest(signed: Signed, Id(code): Id<String>, Query(query): Query) -> Reply {
    let row = signed.app().procedure(&signed.caller, &code).await?;
    let number = row.versions.first().ok_or(Problem::Absent)?.number;
    let with = query.get("with");
    signed.go(&format!("{}/compare?with={with}", home(&code, number)))
}

pub(super) async fn compare(
    signed: Signed,
    Id((code, number)): Id<(String, u32)>,
    Query(query): Query,
) -> Reply {
    let app = signed.app();
    let view = app.procedure_version(&signed.caller, &code, number).await?;
    let asked: Option<u32> = query.get("with").parse().ok();
    let options = others(&view.versions, number, asked);
    let chosen = options
        .iter()
        .find(|option| option.selected)
        .or_else(|| options.first())
        .and_then(|option| option.value.parse().ok())
        .ok_or(Problem::Absent)?;
    let other = app.procedure_version(&signed.caller, &code, chosen).await?;
    let (older, newer) = if other.version.number < view.version.number {
        (&other, &view)
    } else {
        (&view, &other)
    };
    let name = |view: &ProcedureView| version_name(view.version.number);
    let mut shell = signed.shell();
    shell.back = Some(Link::new(name(&view), home(&code, number)));
    signed.html(&ComparePage {
        shell,
        name: newer.definition.name.clone(),
        older: name(older),
        newer: name(newer),
        action: format!("{}/compare", home(&code, number)),
        with: options,
        groups: changes(&older.definition, &newer.definition),
        older_diagram: version::svg(older, &[], None, false),
        newer_diagram: version::svg(newer, &[], None, false),
    })
}

/// What a change is, in a word.
fn kind(difference: &Difference) -> Tag {
    match difference {
        Difference::Added | Difference::FieldAdded { .. } => Tag::new("Thêm", Tone::Good),
        Difference::Removed | Difference::FieldRemoved { .. } => Tag::new("Bỏ", Tone::Late),
        Difference::Moved(_) => Tag::new("Đổi chỗ", Tone::Plain),
        _ => Tag::new("Sửa", Tone::Soon),
    }
}

/// Under which heading a change stands: its step, or its kind of thing.
fn title(change: &Change, older: &Procedure, newer: &Procedure) -> String {
    if let Some(step) = change.place.step() {
        let held = newer.step(step).or_else(|| older.step(step));
        let label = held.map_or(step, |step| step.label.as_str());
        return format!("Bước {label}");
    }
    let heading = match change.place {
        Place::Fact { .. } => "Dữ kiện",
        Place::State { .. } => "Trạng thái",
        Place::Component { .. } => "Thành phần hồ sơ",
        Place::Limit { .. } => "Thời hạn chung",
        _ => "Quy trình",
    };
    heading.to_owned()
}

/// What changed, under headings in the order of the newer version.
fn changes(older: &Procedure, newer: &Procedure) -> Vec<ChangeGroup> {
    let mut groups: Vec<ChangeGroup> = Vec::new();
    for change in casework::compare(older, newer) {
        let title = title(&change, older, newer);
        let line = ChangeLine {
            kind: kind(&change.difference),
            sentence: words::change(&change, older, newer, VI),
        };
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.changes.push(line),
            None => groups.push(ChangeGroup {
                title,
                changes: vec![line],
            }),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::part::tests::SAMPLE;

    fn sample() -> Procedure {
        Procedure::read(SAMPLE).expect("a procedure")
    }

    #[test]
    fn changes_stand_under_their_step_or_kind_of_thing() {
        assert_eq!(changes(&sample(), &sample()), []);
        let mut newer = sample();
        for limit in &mut newer.limits {
            limit.limit.amount = 15;
        }
        newer.steps.retain(|step| step.key != "bo-sung");
        let told: Vec<(String, String)> = changes(&sample(), &newer)
            .into_iter()
            .flat_map(|group| {
                let title = group.title;
                let changes = group.changes.into_iter();
                changes.map(move |change| (title.clone(), change.kind.label))
            })
            .collect();
        let has = |title: &str, kind: &str| {
            told.iter()
                .any(|(under, what)| (under.as_str(), what.as_str()) == (title, kind))
        };
        assert!(has("Thời hạn chung", "Sửa"), "{told:?}");
        assert!(has("Bước Bổ sung hồ sơ", "Bỏ"), "{told:?}");
    }
}
