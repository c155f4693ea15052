//! The lives of dossiers as figures count them, within one sight.

use std::collections::HashMap;

use sangkien_app::balance::BalanceSight;
use sangkien_app::port::Stored;
use sangkien_app::record::LifeRow;
use sangkien_casework::engine::Axes;
use sangkien_domain::dossier::State;
use sangkien_domain::time::Instant;
use uuid::Uuid;

use super::UnitOfWork;
use super::fields::from_word;
use super::lists::Listing;

const LIVES: &str = "SELECT d.id, d.state, d.submitted_at, d.ended_at, u.code AS unit_code, \
    COALESCE((SELECT v.name FROM unit_version v WHERE v.unit_id = u.id ORDER BY v.valid_from DESC LIMIT 1), u.code) AS unit_name, \
    r.procedure_code, COALESCE(p.name, r.procedure_code) AS procedure_name, l.due_at, l.met_at, \
    d.payment, d.delivery, d.exchange \
    FROM dossier d \
    JOIN round r ON r.id = d.round_id \
    JOIN unit u ON u.id = d.organiser_id \
    LEFT JOIN procedure p ON p.code = r.procedure_code \
    LEFT JOIN (SELECT dossier_id, MAX(due_at) AS due_at, MAX(met_at) AS met_at FROM dossier_limit \
        WHERE scope = 'whole' GROUP BY dossier_id) l ON l.dossier_id = d.id \
    WHERE ";

const PAUSES: &str = "SELECT s.dossier_id, s.from_at, s.until_at FROM dossier_pause s \
    JOIN dossier d ON d.id = s.dossier_id WHERE ";

/// Dossiers with a receipt code, received before `until`.
fn seen(listing: &mut Listing, sight: &BalanceSight, until: Instant) {
    listing
        .text("d.code IS NOT NULL AND d.submitted_at < ")
        .value(until.0)
        .text(" AND (")
        .one_of_ids("d.organiser_id", &sight.organisers)
        .text(" OR ")
        .one_of_ids("d.desk_id", &sight.desks)
        .text(")");
}

/// The lives of what is seen.
pub(super) async fn lives(
    work: &mut UnitOfWork,
    sight: &BalanceSight,
    until: Instant,
) -> Stored<Vec<LifeRow>> {
    let mut listing = Listing::new(PAUSES);
    seen(&mut listing, sight, until);
    listing.text(" ORDER BY s.dossier_id, s.ordinal");
    let mut pauses: HashMap<Uuid, Vec<(Instant, Option<Instant>)>> = HashMap::new();
    let found = work
        .list(listing, |row| {
            Ok((
                row.id::<Uuid>("dossier_id")?,
                (row.instant("from_at")?, row.optional_instant("until_at")?),
            ))
        })
        .await?;
    for (dossier, pause) in found {
        pauses.entry(dossier).or_default().push(pause);
    }
    let mut listing = Listing::new(LIVES);
    seen(&mut listing, sight, until);
    listing.text(" ORDER BY d.id");
    let rows = work
        .list(listing, |row| {
            let life = LifeRow {
                unit: row.get("unit_code")?,
                unit_name: row.get("unit_name")?,
                procedure: row.get("procedure_code")?,
                procedure_name: row.get("procedure_name")?,
                state: row.code("state", State::from_code)?,
                received_at: row.instant("submitted_at")?,
                ended_at: row.optional_instant("ended_at")?,
                due_at: row.optional_instant("due_at")?,
                met_at: row.optional_instant("met_at")?,
                axes: Axes {
                    payment: row.code("payment", from_word)?,
                    delivery: row.code("delivery", from_word)?,
                    exchange: row.code("exchange", from_word)?,
                },
                pauses: Vec::new(),
            };
            Ok((row.id::<Uuid>("id")?, life))
        })
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, mut life)| {
            life.pauses = pauses.remove(&id).unwrap_or_default();
            life
        })
        .collect())
}
