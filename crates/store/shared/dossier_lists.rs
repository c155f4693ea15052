//! Lists of dossiers: the scope of an actor and a filter as conditions.

use sangkien_app::access::{Blind, DossierScope, Sight};
use sangkien_app::port::{DossierFilter, DossierOrder, DueSpan, Page, Paging, Stored};
use sangkien_app::record::DossierRow;
use sangkien_domain::access::JUDGED_BLIND;
use sangkien_domain::council::Post;
use sangkien_domain::dossier::State;
use sangkien_domain::id::PersonId;
use sangkien_domain::round::Stage;
use sangkien_domain::time::Instant;

use super::dossier_waits::waits;
use super::lists::Listing;
use super::{Fields, UnitOfWork};
use crate::dialect;

const ROW: &str = "SELECT d.id, d.code, d.title, \
    COALESCE(f.name, '') AS field_name, r.name AS round_name, d.stage, r.procedure_code, \
    d.procedure_version_id, d.step, d.state, d.submitted_at, d.visit, ";
const ROWS_FROM: &str = " FROM dossier d \
    JOIN unit_version v ON v.id = d.unit_version_id \
    JOIN round r ON r.id = d.round_id \
    LEFT JOIN field f ON f.id = d.field_id \
    WHERE ";

/// One page of the list, with the number of rows in all pages.
pub(super) async fn page(
    work: &mut UnitOfWork,
    scope: &DossierScope,
    filter: &DossierFilter,
    paging: Paging,
) -> Stored<Page<DossierRow>> {
    let mut count = Listing::new("SELECT COUNT(*) AS count FROM dossier d WHERE ");
    seen(&mut count, scope);
    narrow(&mut count, scope, filter);
    in_states(&mut count, filter);
    let total = work.count(count).await?;
    let rows = rows(work, scope, filter, paging).await?;
    Ok(Page { rows, total })
}

/// The rows of one page.
pub(super) async fn rows(
    work: &mut UnitOfWork,
    scope: &DossierScope,
    filter: &DossierFilter,
    paging: Paging,
) -> Stored<Vec<DossierRow>> {
    let mut rows = Listing::new(ROW);
    for (fixed, column) in [
        ("d.authors_line", " AS authors_line, "),
        ("v.name", " AS unit_name, "),
    ] {
        rows.text("CASE WHEN ");
        blind(&mut rows, scope);
        rows.text(" THEN '' ELSE ")
            .text(fixed)
            .text(" END")
            .text(column);
    }
    blind(&mut rows, scope);
    rows.text(" AS blind, ");
    veiled(&mut rows, scope);
    rows.text(" AS veiled, CASE WHEN ");
    veiled(&mut rows, scope);
    rows.text(" THEN d.veiled_since ELSE d.updated_at END AS updated_at, ");
    due_day(&mut rows, scope);
    rows.text(" AS due_on").text(ROWS_FROM);
    seen(&mut rows, scope);
    narrow(&mut rows, scope, filter);
    in_states(&mut rows, filter);
    // Every order ends with the identity, so that no row stands on two pages.
    let order = match filter.order {
        DossierOrder::Latest => " ORDER BY updated_at DESC, d.id DESC",
        DossierOrder::Submitted => " ORDER BY d.submitted_at ASC NULLS LAST, d.id",
        DossierOrder::Due => " ORDER BY due_on ASC NULLS LAST, d.submitted_at ASC NULLS LAST, d.id",
        DossierOrder::Title => {
            // A title is not sorted by where it may name somebody who is not told.
            rows.text(" ORDER BY CASE WHEN ");
            blind(&mut rows, scope);
            " THEN NULL ELSE d.title_sort END ASC NULLS LAST, d.id"
        }
    };
    rows.text(order);
    rows.page(paging);
    work.list(rows, row).await
}

/// How many dossiers are in each state, in the order of the procedure; states without any are
/// left out.
pub(super) async fn by_state(
    work: &mut UnitOfWork,
    scope: &DossierScope,
    filter: &DossierFilter,
) -> Stored<Vec<(State, u64)>> {
    let mut listing = Listing::new("SELECT d.state, COUNT(*) AS count FROM dossier d WHERE ");
    seen(&mut listing, scope);
    narrow(&mut listing, scope, filter);
    listing.text(" GROUP BY d.state");
    let mut counts = work
        .list(listing, |row| {
            Ok((row.code("state", State::from_code)?, row.count("count")?))
        })
        .await?;
    counts.sort_unstable_by_key(|(state, _)| *state);
    Ok(counts)
}

fn row(row: &Fields<'_>) -> Stored<DossierRow> {
    Ok(DossierRow {
        id: row.id("id")?,
        code: row.get("code")?,
        title: row.get("title")?,
        authors_line: row.get("authors_line")?,
        unit_name: row.get("unit_name")?,
        field_name: row.get("field_name")?,
        round_name: row.get("round_name")?,
        stage: row.code("stage", Stage::from_code)?,
        procedure: row.get("procedure_code")?,
        version: row.optional_id("procedure_version_id")?,
        step: row.get("step")?,
        veiled: row.get("veiled")?,
        blind: row.get("blind")?,
        state: row.code("state", State::from_code)?,
        state_name: None,
        acts_for: None,
        submitted_at: row.optional_instant("submitted_at")?,
        updated_at: row.instant("updated_at")?,
        due_on: row.optional_date("due_on")?,
        visit: row.get("visit")?,
    })
}

/// The union of the sights; without any, nothing. Those that one column decides come first: where
/// they hold, the others need not be looked at.
pub(super) fn seen(listing: &mut Listing, scope: &DossierScope) {
    listing.text("(1 = 0");
    let (slow, quick): (Vec<&Sight>, Vec<&Sight>) = scope.sights.iter().partition(|sight| {
        matches!(
            sight,
            Sight::Own(_) | Sight::Council { .. } | Sight::Party { .. }
        )
    });
    for sight in quick.into_iter().chain(slow) {
        listing.text(" OR (");
        sees(listing, sight);
        listing.text(")");
    }
    listing.text(")");
}

fn sees(listing: &mut Listing, sight: &Sight) {
    match sight {
        Sight::Own(person) => concerns(listing, *person),
        Sight::Desks(units) => {
            filed(listing);
            listing.one_of_ids("d.desk_id", units);
        }
        Sight::AuthorsOf(units) => {
            filed(listing);
            listing.one_of_ids("d.unit_id", units);
        }
        Sight::Organised(units, states) => {
            filed(listing);
            listing.one_of_ids("d.organiser_id", units).text(" AND ");
            states_among(listing, states);
        }
        Sight::Supervised(units, states) => {
            filed(listing);
            listing.text("(");
            listing.one_of_ids("d.desk_id", units).text(" OR ");
            listing.one_of_ids("d.organiser_id", units).text(") AND ");
            states_among(listing, states);
        }
        Sight::Council {
            councils,
            states,
            person,
            runs,
        } => {
            filed(listing);
            listing.one_of_ids("d.council_id", councils).text(" AND ");
            states_among(listing, states);
            listing.text(" AND ");
            takes_part(listing, *person);
            if !runs {
                listing.text(" AND NOT ");
                given_to_others(listing, *person);
            }
        }
        Sight::Party {
            person,
            roles,
            seats,
        } => {
            filed(listing);
            listing
                .text("d.id IN (SELECT p.dossier_id FROM dossier_party p WHERE p.person_id = ")
                .value(person.0);
            for (role, unit) in roles {
                listing
                    .text(" OR (p.unit_id = ")
                    .value(unit.0)
                    .text(" AND p.role = ")
                    .value(role.code())
                    .text(")");
            }
            // What is withdrawn is taken from the council it was before.
            for (council, post) in seats {
                listing
                    .text(" OR (p.council_id = ")
                    .value(council.0)
                    .text(" AND (p.post IS NULL OR p.post = ")
                    .value(post.code())
                    .text(") AND (p.current OR d.state <> 'withdrawn')");
                if *post == Post::Member {
                    listing.text(" AND NOT (d.council_id = p.council_id AND ");
                    given_to_others(listing, *person);
                    listing.text(")");
                }
                listing.text(")");
            }
            listing.text(") AND ");
            takes_part(listing, *person);
        }
    }
}

/// Neither an interest nor stepping aside keeps `person` from it.
pub(super) fn takes_part(listing: &mut Listing, person: PersonId) {
    listing.text("NOT (");
    concerns(listing, person);
    listing
        .text(
            ") AND NOT EXISTS (SELECT 1 FROM recusal x JOIN council_seat s ON s.id = x.seat_id \
             WHERE x.dossier_id = d.id AND s.person_id = ",
        )
        .value(person.0)
        .text(")");
}

/// The session that marks it has shared it out to others than `person`.
fn given_to_others(listing: &mut Listing, person: PersonId) {
    listing
        .text(
            "(d.state = 'marking' AND EXISTS (SELECT 1 FROM agenda_item g \
             JOIN council_session h ON h.id = g.session_id AND h.state = 'marking' \
             JOIN marking_plan q ON q.session_id = g.session_id \
             WHERE g.dossier_id = d.id AND NOT EXISTS (SELECT 1 FROM marking_task t \
             JOIN council_seat z ON z.id = t.seat_id \
             WHERE t.dossier_id = d.id AND z.person_id = ",
        )
        .value(person.0)
        .text(
            ") AND NOT EXISTS (SELECT 1 FROM further_marker f \
             JOIN council_seat z ON z.id = f.seat_id \
             WHERE f.dossier_id = d.id AND z.person_id = ",
        )
        .value(person.0)
        .text(")))");
}

fn filed(listing: &mut Listing) {
    listing.text("d.state <> 'draft' AND ");
}

fn states_among(listing: &mut Listing, states: &[State]) {
    listing.one_of("d.state", states.iter().map(|state| state.code()));
}

fn concerns(listing: &mut Listing, person: PersonId) {
    listing
        .text("d.owner_id = ")
        .value(person.0)
        .text(" OR d.id IN (SELECT a.dossier_id FROM dossier_author a WHERE a.person_id = ")
        .value(person.0)
        .text(")");
}

fn in_states(listing: &mut Listing, filter: &DossierFilter) {
    if !filter.states.is_empty() {
        listing.text(" AND ");
        states_among(listing, &filter.states);
    }
}

fn narrow(listing: &mut Listing, scope: &DossierScope, filter: &DossierFilter) {
    if let Some(round) = filter.round {
        listing.text(" AND d.round_id = ").value(round.0);
    }
    if let Some(field) = filter.field {
        listing.text(" AND d.field_id = ").value(field.0);
    }
    if let Some(person) = filter.mine {
        listing.text(" AND (");
        concerns(listing, person);
        listing.text(")");
    }
    if let Some(waiting) = &filter.waiting {
        listing.text(" AND ");
        waits(listing, waiting);
    }
    if let Some(due) = filter.due {
        listing.text(" AND ");
        stands(listing, scope, due);
    }
    if scope.blind.is_some() && !filter.words.is_empty() {
        // Names cannot be searched for where they are not told, not even in titles.
        listing.text(" AND (CASE WHEN ");
        blind(listing, scope);
        listing.text(" THEN (1 = 1");
        listing.holds_words("d.code_key", &filter.words);
        listing.text(") ELSE (1 = 1");
        listing.holds_words("d.search_key", &filter.words);
        listing.text(") END)");
    } else {
        listing.holds_words("d.search_key", &filter.words);
    }
}

/// Whether its procedure hides from the reader, an author, where it stands.
fn veiled(listing: &mut Listing, scope: &DossierScope) {
    let reader = scope.sights.iter().find_map(|sight| match sight {
        Sight::Own(person) => Some(*person),
        _ => None,
    });
    listing.text("(d.veiled_since IS NOT NULL AND (");
    match reader {
        Some(person) => concerns(listing, person),
        None => {
            listing.text("1 = 0");
        }
    }
    listing.text("))");
}

/// Whether the reader judges it without knowing whose it is: `judges_blind` of the domain.
pub(super) fn blind(listing: &mut Listing, scope: &DossierScope) {
    let Some(Blind { person, councils }) = &scope.blind else {
        listing.text("(1 = 0)");
        return;
    };
    listing.text("(");
    listing.one_of_ids("d.council_id", councils).text(" AND ");
    states_among(listing, &JUDGED_BLIND);
    listing.text(" AND ");
    takes_part(listing, *person);
    listing.text(")");
}

/// The last day for what is under way, as far as the reader may know it.
fn due_day(listing: &mut Listing, scope: &DossierScope) {
    let [before, after] = dialect::DAY;
    listing.text("CASE WHEN ");
    veiled(listing, scope);
    listing
        .text(" THEN (SELECT ")
        .text(before)
        .text("MIN(l.due_at)")
        .text(after)
        .text(
            " FROM dossier_limit l WHERE l.dossier_id = d.id AND l.met_at IS NULL \
             AND l.scope = 'whole') ELSE d.due_on END",
        );
}

fn stands(listing: &mut Listing, scope: &DossierScope, due: DueSpan) {
    let exceeded = |listing: &mut Listing, now: Instant| {
        listing
            .text(
                "EXISTS (SELECT 1 FROM dossier_limit l WHERE l.dossier_id = d.id \
                 AND l.met_at IS NULL AND l.due_at < ",
            )
            .value(now.0)
            .text(" AND (l.scope = 'whole' OR NOT ");
        veiled(listing, scope);
        listing.text("))");
    };
    match due {
        DueSpan::Late(now) => exceeded(listing, now),
        DueSpan::Soon(now, day) => {
            due_day(listing, scope);
            listing
                .text(" <= ")
                .value(day.to_string())
                .text(" AND NOT ");
            exceeded(listing, now);
        }
        DueSpan::Later(now, day) => {
            // Without a last day nothing is near.
            listing.text("COALESCE(");
            due_day(listing, scope);
            listing
                .text(", '9999') > ")
                .value(day.to_string())
                .text(" AND NOT ");
            exceeded(listing, now);
        }
    }
}
