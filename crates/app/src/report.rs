//! The yearly report: counts that balance by construction, and the list of recognised
//! initiatives.

mod outcomes;

use sangkien_domain::access::Role;
use sangkien_domain::dossier::State;
use sangkien_domain::id::UnitId;

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::Outcome;
use crate::record::RegistryEntry;

pub use outcomes::{Outcomes, UnitOutcomes};

/// The year in figures.
#[derive(Debug, Clone)]
pub struct YearlyReport {
    /// The year.
    pub year: i16,
    /// Years to choose from.
    pub years: Vec<i16>,
    /// How many dossiers of the year's rounds are in each state; their sum is what was filed.
    pub counts: Vec<(State, u64)>,
    /// Initiatives recognised by decisions of the year.
    pub recognised: Vec<RegistryEntry>,
}

impl YearlyReport {
    /// How many of the recognised initiatives have no certificate that holds any more.
    pub fn withdrawn(&self) -> usize {
        let entries = self.recognised.iter();
        entries.filter(|entry| entry.withdrawn).count()
    }

    /// Dossiers filed.
    pub fn filed(&self) -> u64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    /// Dossiers whose procedure has ended.
    pub fn ended(&self) -> u64 {
        self.counts
            .iter()
            .filter(|(state, _)| state.is_end())
            .map(|(_, count)| count)
            .sum()
    }
}

/// The bodies whose reports the caller reads.
///
/// # Errors
/// `Absent` when there are none.
fn reported(caller: &Caller) -> Outcome<Vec<UnitId>> {
    let roles = [
        Role::Leader,
        Role::RecordsClerk,
        Role::AwardsOfficer,
        Role::Auditor,
    ];
    let mut bodies = access::units_with_role(&caller.actor, &roles).unwrap_or_default();
    bodies.extend(
        caller
            .actor
            .seats
            .iter()
            .filter(|seat| caller.actor.runs(seat.council))
            .map(|seat| seat.unit),
    );
    bodies.sort_unstable();
    bodies.dedup();
    if bodies.is_empty() {
        Err(crate::failure::Failure::Absent)
    } else {
        Ok(bodies)
    }
}

impl App {
    /// The report of a year for the bodies in which the caller may read it; the latest year when
    /// none is named.
    pub async fn yearly_report(&self, caller: &Caller, year: Option<i16>) -> Outcome<YearlyReport> {
        let bodies = reported(caller)?;
        let mut store = self.read().await?;
        let years = store.report_years(&bodies).await?;
        let year = year
            .or_else(|| years.first().copied())
            .unwrap_or_else(|| self.now().day().year());
        Ok(YearlyReport {
            year,
            years,
            counts: store.year_counts(&bodies, year).await?,
            recognised: store.registry_year(&bodies, year).await?,
        })
    }

    /// The list of recognised initiatives of a year as XLSX.
    pub async fn yearly_list(&self, caller: &Caller, year: i16) -> Outcome<Vec<u8>> {
        let report = self.yearly_report(caller, Some(year)).await?;
        let title = format!("Danh sách sáng kiến được công nhận năm {year}");
        Ok(self.ports.papers.yearly_list(&title, &report.recognised)?)
    }

    /// Every published entry, for the command `export registry`.
    pub async fn export_registry(&self) -> Outcome<Vec<RegistryEntry>> {
        let mut store = self.read().await?;
        let mut entries = Vec::new();
        for page in 1.. {
            let paging = crate::port::Paging { page, size: 500 };
            let found = store
                .registry(&crate::port::RegistryFilter::default(), paging)
                .await?;
            let done = found.rows.is_empty();
            entries.extend(found.rows);
            if done {
                break;
            }
        }
        Ok(entries)
    }
}
