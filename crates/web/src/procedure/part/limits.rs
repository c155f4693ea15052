//! Limits of the whole.

use sangkien_casework::definition::Procedure;
use sangkien_pages::parts::EditGroup;

use super::fields;
use super::typed::{Intent, Typed};

pub(super) fn groups(definition: &Procedure) -> Vec<EditGroup> {
    fields::limits(&definition.limits, &acts(definition))
}

/// Every act of the procedure, once for each key.
fn acts(definition: &Procedure) -> Vec<(String, String)> {
    let mut acts: Vec<(String, String)> = Vec::new();
    for act in definition.steps.iter().flat_map(|step| &step.acts) {
        if acts.iter().all(|(key, _)| *key != act.key) {
            acts.push((act.key.clone(), act.label.clone()));
        }
    }
    acts
}

pub(super) fn read(definition: &mut Procedure, intent: &Intent, typed: &mut Typed<'_>) {
    let taken = fields::limit_keys(definition, None);
    fields::read_limits(&mut definition.limits, &taken, intent, typed);
}
