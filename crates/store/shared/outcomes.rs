//! How the dossiers of a year came out, within a scope.

use sangkien_app::access::DossierScope;
use sangkien_app::port::Stored;
use sangkien_app::record::OutcomeRow;
use sangkien_domain::dossier::{RefusalReason, State};
use sangkien_domain::id::UnitId;
use sangkien_domain::rubric::Score;

use super::dossier_lists::{blind, seen};
use super::lists::Listing;
use super::{Fields, UnitOfWork};

/// How the dossiers of a year came out.
pub(super) async fn of_year(
    work: &mut UnitOfWork,
    scope: &DossierScope,
    bodies: &[UnitId],
    year: i16,
) -> Stored<Vec<OutcomeRow>> {
    let mut listing = Listing::new(
        "SELECT d.id, d.code, d.title, d.authors_line, v.name AS unit_name, COALESCE(f.name, '') AS field_name, \
         r.name AS round_name, d.state, d.refusal, d.end_note, d.ended_at, a.average, a.in_favour, a.base, a.needed \
         FROM dossier d JOIN unit_version v ON v.id = d.unit_version_id JOIN round r ON r.id = d.round_id \
         LEFT JOIN field f ON f.id = d.field_id \
         LEFT JOIN agenda_item a ON a.dossier_id = d.id AND a.carried IS NOT NULL \
         WHERE d.state <> 'draft' AND r.stage <> 'service' AND r.year = ",
    );
    listing
        .value(i64::from(year))
        .text(" AND ")
        .one_of_ids("r.organiser_id", bodies)
        .text(" AND ");
    seen(&mut listing, scope);
    // Whoever judges without names has none of those in lists with names either.
    listing.text(" AND NOT (");
    blind(&mut listing, scope);
    listing.text(")");
    listing.text(" ORDER BY v.name, d.title_sort, d.id, a.session_id DESC");
    let mut rows = work.list(listing, outcome).await?;
    // Whatever was before more than one session counts by the last.
    rows.dedup_by_key(|row| row.id);
    Ok(rows)
}

fn outcome(row: &Fields<'_>) -> Stored<OutcomeRow> {
    let number = |column: &str| -> Stored<Option<u32>> {
        let number: Option<i64> = row.get(column)?;
        Ok(number.and_then(|number| u32::try_from(number).ok()))
    };
    let votes = match (number("in_favour")?, number("base")?, number("needed")?) {
        (Some(in_favour), Some(base), Some(needed)) => Some([in_favour, base, needed]),
        _ => None,
    };
    Ok(OutcomeRow {
        id: row.id("id")?,
        code: row.get("code")?,
        title: row.get("title")?,
        authors_line: row.get("authors_line")?,
        unit_name: row.get("unit_name")?,
        field_name: row.get("field_name")?,
        round_name: row.get("round_name")?,
        state: row.code("state", State::from_code)?,
        refusal: row.optional_code("refusal", RefusalReason::from_code)?,
        end_note: row.get("end_note")?,
        ended_at: row.optional_instant("ended_at")?,
        average: row.get::<Option<i64>>("average")?.map(Score),
        votes,
    })
}
