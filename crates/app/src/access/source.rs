//! Who may know of an earlier dossier that another one has passages of.

use sangkien_domain::access::{Actor, Power, dossier_powers};
use sangkien_domain::dossier::State;
use sangkien_domain::id::DossierId;

use super::{Permitted, Unguarded};
use crate::failure::Outcome;
use crate::port::Reading;
use crate::record::Dossier;

/// What a person may know of a dossier whose text another one has passages of.
#[derive(Debug)]
pub enum Source {
    /// They may read it.
    Open(Box<Permitted<Dossier>>),
    /// Anybody may read its entry in the registry, under this code.
    Public(String),
    /// Nothing.
    Hidden,
    /// It was withdrawn or never received: nobody is held against it.
    Gone,
}

/// A dossier as the source of passages, for `actor`.
pub async fn source(store: &mut dyn Reading, actor: &Actor, id: DossierId) -> Outcome<Source> {
    let Some(Unguarded(value)) = store.dossier(id).await? else {
        return Ok(Source::Gone);
    };
    if matches!(
        value.facts.state,
        State::Draft | State::Withdrawn | State::Late
    ) {
        return Ok(Source::Gone);
    }
    let powers = dossier_powers(actor, &value.facts);
    if powers.allow(Power::Read) {
        return Ok(Source::Open(Box::new(Permitted { value, powers })));
    }
    let published = store.published_code(id).await?;
    Ok(published.map_or(Source::Hidden, Source::Public))
}
