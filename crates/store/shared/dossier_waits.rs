//! For whom dossiers wait, as conditions.

use sangkien_app::port::{Waiter, Waiting};
use sangkien_domain::access::Role;
use sangkien_domain::dossier::State;
use sangkien_domain::id::UnitId;

use super::dossier_lists::takes_part;
use super::lists::Listing;

/// It waits for whom `waiting` names.
pub(super) fn waits(listing: &mut Listing, waiting: &Waiting) {
    if let Waiting::Apology(waiter) = waiting {
        return owes_apology(listing, waiter);
    }
    let under_way = State::ALL
        .into_iter()
        .filter(|state| *state != State::Draft && !state.is_end());
    listing.one_of("d.state", under_way.map(State::code));
    listing.text(" AND ");
    match waiting {
        Waiting::For(waiter) | Waiting::Apology(waiter) => waits_for(listing, waiter),
        Waiting::Others(waiter) => {
            let person = waiter.person.0;
            listing
                .text("(d.owner_id = ")
                .value(person)
                .text(
                    " OR EXISTS (SELECT 1 FROM dossier_visit w WHERE w.dossier_id = d.id AND w.entered_by = ",
                )
                .value(person)
                .text(" AND w.came_by <> '')) AND NOT ");
            waits_for(listing, waiter);
        }
    }
}

/// An apology is owed, and the waiter has the dossier or receives at its desk. A dossier that has
/// ended late owes one too.
fn owes_apology(listing: &mut Listing, waiter: &Waiter) {
    let desks = waiter.roles.iter().filter(|(role, _)| *role == Role::Clerk);
    let desks: Vec<UnitId> = desks.map(|(_, unit)| *unit).collect();
    listing
        .text("EXISTS (SELECT 1 FROM apology a WHERE a.dossier_id = d.id AND a.sent_at IS NULL) AND d.owner_id <> ")
        .value(waiter.person.0)
        .text(" AND ((")
        .one_of_ids("d.desk_id", &desks)
        .text(" AND ");
    takes_part(listing, waiter.person);
    listing.text(") OR ");
    waits_for(listing, waiter);
    listing.text(")");
}

fn waits_for(listing: &mut Listing, waiter: &Waiter) {
    let person = waiter.person;
    listing
        .text("((d.owner_id = ")
        .value(person.0)
        .text(" AND d.id IN (SELECT p.dossier_id FROM dossier_party p WHERE p.current AND p.kind = 'author'))")
        .text(" OR (d.id IN (SELECT p.dossier_id FROM dossier_party p WHERE p.current AND (p.person_id = ")
        .value(person.0);
    for (role, unit) in &waiter.roles {
        listing
            .text(" OR (p.unit_id = ")
            .value(unit.0)
            .text(" AND p.role = ")
            .value(role.code())
            .text(")");
    }
    for (council, post) in &waiter.seats {
        listing
            .text(" OR (p.council_id = ")
            .value(council.0)
            .text(" AND (p.post IS NULL OR p.post = ")
            .value(post.code())
            .text("))");
    }
    listing.text(")) AND ");
    takes_part(listing, person);
    listing.text("))");
}
