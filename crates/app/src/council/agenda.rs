//! Lines of an agenda, and who may be put before a council.

use sangkien_domain::council::{Post, Right};
use sangkien_domain::dossier::State;
use sangkien_domain::id::DossierId;

use crate::council::AgendaRow;
use crate::council::conclude::counted_seats;
use crate::council::sheets::marks;
use crate::record::{CouncilSeat, Dossier, Recusal, StoredVerdict};

/// Whether somebody runs the council who neither marks nor votes.
pub(super) fn has_keeper(seats: &[CouncilSeat]) -> bool {
    let judges =
        |seat: &CouncilSeat| seat.rights.allow(Right::Mark) || seat.rights.allow(Right::Vote);
    seats
        .iter()
        .any(|seat| seat.post != Post::Member && !judges(seat))
}

/// A line of a dossier in which the viewer takes part.
pub(super) fn open_row(
    dossier: &Dossier,
    recusals: &[Recusal],
    seats: &[CouncilSeat],
    verdict: Option<StoredVerdict>,
) -> AgendaRow {
    AgendaRow {
        dossier: dossier.id,
        code: dossier.code.clone().unwrap_or_default(),
        title: Some(dossier.title.clone()),
        room_title: String::new(),
        cover: None,
        authors_line: Some(dossier.authors_line.clone()),
        unit_name: String::new(),
        rules: None,
        state: dossier.facts.state,
        recused: recusals.iter().map(|recusal| recusal.seat).collect(),
        markers: seats
            .iter()
            .filter(|seat| marks(seat, &dossier.facts))
            .map(|seat| seat.id)
            .collect(),
        aside: seats
            .iter()
            .filter(|seat| dossier.facts.stands_aside(seat.person))
            .map(|seat| seat.id)
            .collect(),
        voters: counted_seats(seats, &dossier.facts)
            .into_iter()
            .map(|seat| seat.id)
            .collect(),
        counted: None,
        verdict,
        open_to_viewer: true,
    }
}

/// A line of which the viewer learns nothing but that it is there.
pub(super) fn closed_row(id: DossierId) -> AgendaRow {
    AgendaRow {
        dossier: id,
        code: String::new(),
        title: None,
        room_title: String::new(),
        cover: None,
        authors_line: None,
        unit_name: String::new(),
        rules: None,
        state: State::Marking,
        recused: Vec::new(),
        markers: Vec::new(),
        aside: Vec::new(),
        voters: Vec::new(),
        counted: None,
        verdict: None,
        open_to_viewer: false,
    }
}
