//! What whoever practises marking is shown: released dossiers without names, and what the council
//! marked once they have finished their own sheet.

use sangkien_domain::access::{Actor, Power, training_powers};
use sangkien_domain::council::SessionState;
use sangkien_domain::id::DossierId;

use super::{Permitted, Unguarded};
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::{Dossier, Sheet, TrainingSheet};

/// Finds a released dossier for `actor` to practise on.
///
/// # Errors
/// [`Failure::Absent`] for what is not released, and for whoever may not practise on it.
pub(crate) async fn training(
    store: &mut dyn Reading,
    actor: &Actor,
    id: DossierId,
) -> Outcome<Permitted<Dossier>> {
    let release = store.training_release(id).await?.ok_or(Failure::Absent)?;
    let session = store.council_session(release.session).await?;
    if session.is_none_or(|session| session.state != SessionState::Concluded) {
        return Err(Failure::Absent);
    }
    let Unguarded(value) = store.dossier(id).await?.ok_or(Failure::Absent)?;
    let powers = training_powers(actor, &value.facts);
    if powers.allow(Power::Read) {
        Ok(Permitted { value, powers })
    } else {
        Err(Failure::Absent)
    }
}

/// What the others of the council sent on it, for whoever has finished a practice sheet.
///
/// # Errors
/// [`Failure::Absent`] before.
pub(crate) async fn sheets_to_learn_from(
    store: &mut dyn Reading,
    actor: &Actor,
    dossier: &Permitted<Dossier>,
    own: &TrainingSheet,
) -> Outcome<Vec<Sheet>> {
    if own.sent_at.is_none() || own.person != actor.person || own.dossier != dossier.id {
        return Err(Failure::Absent);
    }
    let session = store.session_of(dossier.id).await?.ok_or(Failure::Absent)?;
    let at = session.closed_at.unwrap_or(session.meets_at);
    let seats = store.seats(session.council, at).await?;
    let mut seats = seats.iter();
    let seat = seats.find(|seat| seat.person == actor.person);
    let seat = seat.map(|seat| seat.id);
    let sheets = store.sheets(session.id).await?;
    Ok(sheets
        .into_iter()
        .map(|sheet| sheet.0)
        .filter(|sheet| sheet.dossier == dossier.id)
        .filter(|sheet| sheet.sent_at.is_some() && Some(sheet.seat) != seat)
        .collect())
}
