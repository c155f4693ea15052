//! A dossier for whoever judges it without knowing whose it is.

use sangkien_domain::access::PartyWho;

use crate::access::Cover;
use crate::casework::Course;
use crate::dossier::DossierView;
use crate::record::{FileReading, StoredFile};

/// Takes out of a dossier whatever tells whose it is. Names within texts are covered; what cannot be
/// covered is left out: hashes and sizes of what holds names, who did what before the council, the
/// correspondence with the author.
pub(crate) fn blind(view: &mut DossierView, cover: &Cover) {
    let dossier = view.dossier.as_told();
    cover.put(&mut dossier.title);
    cover.put(&mut dossier.end_note);
    dossier.authors_line.clear();
    view.unit_name.clear();
    view.desk_name.clear();
    for section in view.sections.values_mut() {
        for answer in section.answers.values_mut() {
            cover.put(answer);
        }
    }
    view.authors.clear();
    view.authors_version = 0;
    view.accounts.clear();
    view.tasks.clear();
    view.parts.clear();
    view.attached.clear();
    for (number, file) in (1..).zip(&mut view.files) {
        blind_file(file, number);
    }
    for reading in &mut view.readings {
        blind_reading(reading);
    }
    for submission in &mut view.submissions {
        submission.content.clear();
        submission.sha256.clear();
    }
    view.corrections.clear();
    view.requests.clear();
    view.correction_events.clear();
    view.apologies.clear();
    if let Some(confirmation) = &mut view.confirmation {
        cover.put(&mut confirmation.note);
    }
    for step in &mut view.milestones {
        if step.capacity != "council" {
            step.by = None;
            step.by_name.clear();
            step.note.clear();
        }
        cover.put(&mut step.note);
    }
}

/// Takes out of the course of a dossier who did what with it before the council, and why.
pub(crate) fn blind_course(course: &mut Course) {
    course
        .holders
        .retain(|holder| matches!(holder.who, PartyWho::Council { .. }));
    for stay in &mut course.stays {
        stay.entered_by.clear();
    }
    for change in &mut course.changes {
        change.by.clear();
        change.reason.clear();
    }
    for step in &mut course.moves {
        step.by.clear();
        step.reason.clear();
    }
    course.documents.clear();
}

/// A file as it is named to whoever may not know whose it is: by its number.
pub(crate) fn blind_file(file: &mut StoredFile, number: usize) {
    file.name = format!("Tệp {number}");
    file.sha256.clear();
    file.size = 0;
}

/// A reading without what its text with the names in it weighs.
pub(crate) fn blind_reading(reading: &mut FileReading) {
    reading.sha256.clear();
    reading.characters = 0;
    reading.tries = 0;
}
