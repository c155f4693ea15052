//! The guard of files that were attached at steps.

use sangkien_domain::access::{Actor, StepFileFacts, may_read_step_file};

use crate::failure::Outcome;
use crate::port::Reading;
use crate::record::{Dossier, StepFile, StoredFile};

/// Files attached at the steps of a dossier, as far as the actor may know of them. `shown` says of a
/// file whether the procedure lets the applicant see it by now.
pub(crate) async fn step_files(
    store: &mut dyn Reading,
    actor: &Actor,
    dossier: &Dossier,
    shown: impl Fn(&StepFile) -> bool,
) -> Outcome<Vec<StepFile>> {
    let files = store.step_files(dossier.id).await?;
    let known = |file: &StepFile| {
        let of_file = StepFileFacts {
            by: file.by,
            shown: shown(file),
        };
        may_read_step_file(actor, &dossier.facts, of_file)
    };
    Ok(files.into_iter().map(|file| file.0).filter(known).collect())
}

/// Files attached at the steps of a dossier, to see which of its parts are there; never shown to
/// anybody. At a step of the author only their own count, so that no refusal tells of others.
pub(crate) async fn step_files_to_count(
    store: &mut dyn Reading,
    dossier: &Dossier,
    for_author: bool,
) -> Outcome<Vec<StoredFile>> {
    let files = store.step_files(dossier.id).await?;
    Ok(files
        .into_iter()
        .filter(|file| !for_author || file.0.by == dossier.facts.owner)
        .map(|file| file.0.file)
        .collect())
}
