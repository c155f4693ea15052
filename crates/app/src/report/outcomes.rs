//! How the dossiers of a year came out: what was not recognised and why, of the dossiers that the
//! reader's roles show; and each unit's figures, which are of all, like those of the yearly report.

use std::collections::{BTreeMap, BTreeSet};

use sangkien_domain::dossier::State;
use sangkien_domain::id::DossierId;
use sangkien_text::sort_key;

use super::reported;
use crate::App;
use crate::access::{DossierScope, Sight, dossier_scope};
use crate::caller::Caller;
use crate::decision::place_of;
use crate::failure::{Failure, Outcome};
use crate::port::{ReportFormat, ReportTable};
use crate::record::OutcomeRow;

/// Ends without recognition.
const UNRECOGNISED: [State; 5] = [
    State::NotRecognised,
    State::Refused,
    State::Withdrawn,
    State::Late,
    State::Stopped,
];

/// The dossiers of a year.
#[derive(Debug, Clone)]
pub struct Outcomes {
    /// The year.
    pub year: i16,
    /// Years to choose from.
    pub years: Vec<i16>,
    /// The body reported on; of several the first.
    pub body: String,
    /// The body above it; may be empty.
    pub superior: String,
    /// Where it is.
    pub place: String,
    /// The dossiers that the reader's roles show, by unit, then title.
    pub rows: Vec<OutcomeRow>,
    /// The figures of each unit, by name.
    pub units: Vec<UnitOutcomes>,
}

/// The figures of a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitOutcomes {
    /// Its name; empty for dossiers whose unit the reader is not told.
    pub unit: String,
    /// Dossiers filed: the sum of the others.
    pub filed: u64,
    /// Recognised.
    pub recognised: u64,
    /// Not recognised by the council.
    pub not_recognised: u64,
    /// Refused, late or stopped, without being judged.
    pub unjudged: u64,
    /// Withdrawn.
    pub withdrawn: u64,
    /// Not ended.
    pub under_way: u64,
}

impl Outcomes {
    /// Dossiers that ended without recognition.
    pub fn unrecognised(&self) -> impl Iterator<Item = &OutcomeRow> {
        let rows = self.rows.iter();
        rows.filter(|row| UNRECOGNISED.contains(&row.state))
    }
}

impl App {
    /// How the dossiers of a year came out, for whoever reads reports; the latest year when none is
    /// named.
    ///
    /// # Errors
    /// `Absent` for others.
    pub async fn outcomes(&self, caller: &Caller, year: Option<i16>) -> Outcome<Outcomes> {
        let bodies = reported(caller)?;
        let now = self.now();
        let mut store = self.read().await?;
        let years = store.report_years(&bodies).await?;
        let year = year
            .or_else(|| years.first().copied())
            .unwrap_or_else(|| now.day().year());
        let mut scope = dossier_scope(&caller.actor);
        // A report is read by office: what one filed oneself is no part of it.
        scope.sights.retain(|sight| !matches!(sight, Sight::Own(_)));
        let rows = store.outcomes(&scope, &bodies, year).await?;
        // Figures are of all that was filed, whoever reads them; no dossier of these is handed on. Of
        // those that the reader judges without names the unit is not told.
        let mut all = DossierScope {
            sights: vec![Sight::Organised(bodies.clone(), State::ALL.to_vec())],
            blind: None,
        };
        let mut filed = store.outcomes(&all, &bodies, year).await?;
        if scope.blind.is_some() {
            all.blind = scope.blind;
            let told = store.outcomes(&all, &bodies, year).await?;
            let told: BTreeSet<DossierId> = told.into_iter().map(|row| row.id).collect();
            for row in filed.iter_mut().filter(|row| !told.contains(&row.id)) {
                row.unit_name.clear();
            }
        }
        let units = by_unit(&filed);
        let first = bodies.first().copied().ok_or(Failure::Absent)?;
        let body = self.body(store.as_mut(), first, now).await?;
        let superior = self.superior_of(store.as_mut(), &body, now).await?;
        Ok(Outcomes {
            year,
            years,
            place: place_of(&body),
            body: body.name,
            superior,
            rows,
            units,
        })
    }

    /// A table of a report as a file.
    ///
    /// # Errors
    /// `Paper` when it could not be made.
    pub fn report_file(&self, table: &ReportTable, format: ReportFormat) -> Outcome<Vec<u8>> {
        Ok(self.ports.papers.report(table, format)?)
    }
}

/// The figures of each unit, by name.
fn by_unit(rows: &[OutcomeRow]) -> Vec<UnitOutcomes> {
    let mut units: BTreeMap<&str, UnitOutcomes> = BTreeMap::new();
    for row in rows {
        let unit = units.entry(&row.unit_name).or_default();
        unit.filed += 1;
        let part = match row.state {
            State::Recognised | State::Resolved => &mut unit.recognised,
            State::NotRecognised => &mut unit.not_recognised,
            State::Refused | State::Late | State::Stopped => &mut unit.unjudged,
            State::Withdrawn => &mut unit.withdrawn,
            State::Draft
            | State::Submitted
            | State::Returned
            | State::Processing
            | State::Accepted
            | State::Confirmed
            | State::Marking
            | State::Passed => &mut unit.under_way,
        };
        *part += 1;
    }
    let mut units: Vec<UnitOutcomes> = units
        .into_iter()
        .map(|(name, unit)| UnitOutcomes {
            unit: name.to_owned(),
            ..unit
        })
        .collect();
    units.sort_by_cached_key(|unit| sort_key(&unit.unit));
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(unit: &str, state: State) -> OutcomeRow {
        OutcomeRow {
            id: uuid::Uuid::nil().into(),
            code: None,
            title: String::new(),
            authors_line: String::new(),
            unit_name: unit.to_owned(),
            field_name: String::new(),
            round_name: String::new(),
            state,
            refusal: None,
            end_note: String::new(),
            ended_at: None,
            average: None,
            votes: None,
        }
    }

    #[test]
    fn the_parts_of_a_unit_make_up_what_it_filed_whatever_became_of_it() {
        let outcomes = Outcomes {
            year: 2024,
            years: vec![2024],
            body: String::new(),
            superior: String::new(),
            place: String::new(),
            rows: State::ALL.map(|state| row("Đơn vị mẫu", state)).to_vec(),
            units: Vec::new(),
        };
        let units = by_unit(&outcomes.rows);
        let [unit] = units.as_slice() else {
            panic!("{units:?}")
        };
        let parts = [
            unit.recognised,
            unit.not_recognised,
            unit.unjudged,
            unit.withdrawn,
            unit.under_way,
        ];
        assert_eq!(unit.filed, parts.iter().sum::<u64>());
        assert_eq!(outcomes.unrecognised().count(), UNRECOGNISED.len());
    }

    #[test]
    fn units_stand_in_the_order_of_the_alphabet() {
        let rows = ["Ủy ban mẫu", "Đội mẫu", "Âu mẫu", "Ban mẫu"];
        let rows = rows.map(|unit| row(unit, State::Late));
        let names: Vec<String> = by_unit(&rows).into_iter().map(|one| one.unit).collect();
        assert_eq!(names, ["Âu mẫu", "Ban mẫu", "Đội mẫu", "Ủy ban mẫu"]);
    }
}
