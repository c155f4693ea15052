//! Components: their form, and the fields they are typed into.

use std::collections::HashSet;

use sangkien_domain::form::{FieldKind, Form, GENERAL_MAX_CHARS, SectionKind};

use super::{Judge, Place, Problem, nearest};
use crate::definition::{AuthorGets, AuthorSees, Component, ComponentForm, Procedure};

impl Judge<'_> {
    /// Every component.
    pub(super) fn components(&mut self) {
        let procedure = self.procedure;
        let mut seen = HashSet::new();
        for component in &procedure.components {
            let place = Place::Component {
                component: component.key.clone(),
            };
            self.key(&place, &component.key, &mut seen);
            self.label(&place, &component.label);
            match &component.form {
                ComponentForm::Text { min_chars } => {
                    // Without a form of its own the procedure takes that of the round's rules,
                    // which is not known here.
                    if let Some(form) = &procedure.form {
                        self.text(&place, component, *min_chars, form);
                    }
                }
                ComponentForm::File {
                    formats,
                    max_megabytes,
                    ..
                } => {
                    if *max_megabytes == 0 {
                        self.fault(place.clone(), Problem::SizeZero);
                    }
                    self.formats(&place, formats);
                    if procedure.form.as_ref().is_some_and(has_no_place)
                        && !attached_by_officials(procedure, component)
                    {
                        self.fault(place.clone(), Problem::NoPlaceForFiles);
                    }
                }
            }
            self.shown(&place, &component.author);
        }
        self.unused_components();
    }

    fn text(&mut self, place: &Place, component: &Component, least: u32, form: &Form) {
        let Some((_, field)) = form.fields().find(|(_, field)| field.key == component.key) else {
            self.fault(place.clone(), Problem::FieldMissing);
            return;
        };
        if !matches!(field.kind, FieldKind::Text | FieldKind::LongText) {
            self.fault(place.clone(), Problem::FieldNotText);
            return;
        }
        let most = match field.max_chars {
            0 => GENERAL_MAX_CHARS,
            most => most,
        };
        if least > most {
            self.fault(place.clone(), Problem::FieldTooShort { most, least });
        }
    }

    /// From when the author sees it: a state that there is, and that the author is told.
    fn shown(&mut self, place: &Place, author: &AuthorGets) {
        let AuthorGets::From(key) = author else {
            return;
        };
        let procedure = self.procedure;
        let problem = match procedure.state(key) {
            None => Problem::StateUnknown {
                written: key.clone(),
                nearest: nearest(key, procedure.states.iter().map(|state| state.key.as_str())),
            },
            Some(state) if state.author != AuthorSees::All => Problem::ShownWhileHidden,
            Some(_) => return,
        };
        self.fault(place.clone(), problem);
    }

    fn formats(&mut self, place: &Place, formats: &[String]) {
        for format in formats {
            let well = !format.is_empty()
                && format
                    .chars()
                    .all(|one| one.is_ascii_lowercase() || one.is_ascii_digit());
            if !well {
                let problem = Problem::FormatMalformed {
                    written: format.clone(),
                };
                self.fault(place.clone(), problem);
            }
        }
    }
}

fn has_no_place(form: &Form) -> bool {
    form.sections
        .iter()
        .all(|section| section.kind != SectionKind::Evidence)
}

/// Whether only steps use it at which the author does not write.
fn attached_by_officials(procedure: &Procedure, component: &Component) -> bool {
    let used = |step: &&crate::definition::Step| {
        let mut uses = step.components.iter();
        uses.any(|used| used.component == component.key)
    };
    let mut steps = procedure.steps.iter().filter(used).peekable();
    steps.peek().is_some() && steps.all(|step| !procedure.is_written_at(step))
}
