//! What a part shows is what it reads back.

use sangkien_casework::definition::Procedure;
use sangkien_http::form::Fields;
use sangkien_pages::parts::{EditGroup, EditKind};

use super::{Part, WHOLE};

/// A procedure that uses every kind of thing once.
pub(crate) const SAMPLE: &str = include_str!("../sample.toml");

fn sample() -> Procedure {
    Procedure::read(SAMPLE).expect("a procedure")
}

/// What a browser posts for the groups.
fn posted(groups: &[EditGroup], fields: &mut Fields) {
    for group in groups {
        fields.0.extend(group.hidden.iter().cloned());
        for field in &group.fields {
            match &field.kind {
                EditKind::Choice(options) | EditKind::Few(options) => {
                    let chosen = options.iter().find(|option| option.selected);
                    let chosen = chosen.or_else(|| options.first());
                    if let Some(option) = chosen {
                        fields.0.push((field.name.clone(), option.value.clone()));
                    }
                }
                EditKind::Several(options) => {
                    for option in options.iter().filter(|option| option.selected) {
                        fields.0.push((field.name.clone(), option.value.clone()));
                    }
                }
                EditKind::Tick if field.value.is_empty() => {}
                _ => fields.0.push((field.name.clone(), field.value.clone())),
            }
        }
        posted(&group.groups, fields);
    }
}

/// Every part of the sample.
fn parts(definition: &Procedure) -> Vec<Part> {
    let mut parts = WHOLE.to_vec();
    for step in &definition.steps {
        parts.push(Part::Step(step.key.clone()));
        for act in &step.acts {
            parts.push(Part::Act(step.key.clone(), act.key.clone()));
        }
    }
    for section in definition.form.iter().flat_map(|form| &form.sections) {
        parts.push(Part::Section(section.key.clone()));
    }
    parts
}

fn form_of(part: &Part, definition: &Procedure) -> Fields {
    let mut fields = Fields::default();
    let groups = part.groups(definition, "/edit").expect("the part");
    posted(&groups, &mut fields);
    fields
}

#[test]
fn what_a_part_shows_is_what_it_reads_back() {
    let definition = sample();
    for part in parts(&definition) {
        let read = part.read(&definition, &form_of(&part, &definition));
        assert_eq!(read.errors.list, [], "{part:?}");
        assert_eq!(read.definition, definition, "{part:?}");
    }
}

#[test]
fn every_part_is_found_by_its_name() {
    for part in parts(&sample()) {
        assert_eq!(Part::of(&part.name()), Some(part));
    }
    for name in ["", "other", "step", "step.", "act.x", "general.x"] {
        assert_eq!(Part::of(name), None, "{name}");
    }
}

#[test]
fn a_save_of_one_part_leaves_what_others_saw_as_it_is() {
    let definition = sample();
    let mut fields = form_of(&Part::General, &definition);
    for (name, value) in &mut fields.0 {
        if name == "summary" {
            "Mục đích mới".clone_into(value);
        }
    }
    let changed = Part::General.read(&definition, &fields).definition;
    assert_ne!(
        Part::General.seen(&changed),
        Part::General.seen(&definition)
    );
    for part in parts(&definition) {
        if part != Part::General {
            assert_eq!(part.seen(&changed), part.seen(&definition), "{part:?}");
        }
    }
}

#[test]
fn another_name_for_a_step_does_not_stand_in_the_way_of_its_acts() {
    let definition = sample();
    let mut renamed = definition.clone();
    for step in &mut renamed.steps {
        step.label.push_str(" (mới)");
    }
    let act = Part::Act("kiem-tra".into(), "bo-sung".into());
    assert_eq!(act.seen(&renamed), act.seen(&definition));
    let step = Part::Step("kiem-tra".into());
    assert_ne!(step.seen(&renamed), step.seen(&definition));
}

#[test]
fn a_new_step_gets_a_key_and_leads_to_its_page() {
    let definition = sample();
    let mut fields = form_of(&Part::Steps, &definition);
    fields.0.retain(|(name, _)| name != "new.step");
    for (name, value) in [("new.step", "Thẩm định nội dung"), ("intent", "add:step")] {
        fields.0.push((name.to_owned(), value.to_owned()));
    }
    let read = Part::Steps.read(&definition, &fields);
    assert_eq!(read.next, Some(Part::Step("tham-dinh-noi-dung".into())));
    assert_eq!(read.definition.steps.len(), definition.steps.len() + 1);
    let new = read
        .definition
        .step("tham-dinh-noi-dung")
        .expect("the step");
    assert_eq!(new.state, "dang-giai-quyet");
}

#[test]
fn a_row_without_a_name_is_not_added() {
    let definition = sample();
    let mut fields = form_of(&Part::States, &definition);
    fields.0.push(("intent".to_owned(), "add:state".to_owned()));
    let read = Part::States.read(&definition, &fields);
    assert_eq!(read.errors.at("new.state"), Some("Ghi tên rồi thêm."));
}
