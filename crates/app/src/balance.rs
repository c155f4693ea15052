//! The figures of casework: received, resolved, in process, paused, withdrawn, for a period.
//!
//! Whoever leads, heads or audits a unit sees the figures of what the unit carries out; a clerk
//! sees those of the desk. The guard decides that here, in [`sight`], and storage reads the rows of
//! that sight and nothing else. Figures that do not balance are never handed out.

mod axes;

use std::collections::BTreeMap;

use jiff::civil::Date;
use sangkien_casework::statistics::{Counts, Ending, Imbalance, Life, Period, count};
use sangkien_domain::access::{Actor, Role};
use sangkien_domain::dossier::State;
use sangkien_domain::id::UnitId;
use sangkien_domain::time::Instant;
use serde_json::json;

pub use axes::{AxisCount, AxisStand};

use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::record::LifeRow;
use crate::support::sha256_hex;

/// Roles whose holders see the figures of what their unit carries out.
const OVERSEERS: [Role; 3] = [Role::HeadOfUnit, Role::Leader, Role::Auditor];

/// Whose dossiers are counted: those carried out by some units, and those received at some desks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BalanceSight {
    /// Units that carry procedures out.
    pub organisers: Vec<UnitId>,
    /// Receiving desks.
    pub desks: Vec<UnitId>,
}

/// Whose figures `actor` sees.
pub fn sight(actor: &Actor) -> BalanceSight {
    let mut organisers: Vec<UnitId> = OVERSEERS
        .into_iter()
        .flat_map(|role| actor.units_of(role))
        .collect();
    organisers.sort_unstable();
    organisers.dedup();
    BalanceSight {
        organisers,
        desks: actor.units_of(Role::Clerk),
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceInput {
    /// First day of the period.
    pub from: Date,
    /// First day after the period.
    pub until: Date,
    /// Only this procedure, by code.
    pub procedure: Option<String>,
    /// Only this unit, by code.
    pub unit: Option<String>,
}

/// Figures of one unit and procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceLine {
    /// Code of the unit that carries the procedure out.
    pub unit: String,
    /// Its name.
    pub unit_name: String,
    /// Code of the procedure.
    pub procedure: String,
    /// Its name.
    pub procedure_name: String,
    /// The figures.
    pub counts: Counts,
}

/// Figures that balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceReport {
    /// First day.
    pub from: Date,
    /// First day after.
    pub until: Date,
    /// When the figures were taken.
    pub frozen_at: Instant,
    /// SHA-256 of period and figures, lower-case hexadecimal: the same history gives the same.
    pub sha256: String,
    /// Figures by unit and procedure.
    pub lines: Vec<BalanceLine>,
    /// All of them together.
    pub total: Counts,
    /// Payment, delivery and exchange of the dossiers counted in the lines.
    pub axes: Vec<AxisCount>,
    /// Units to choose from: code and name.
    pub units: Vec<(String, String)>,
    /// Procedures to choose from: code and name.
    pub procedures: Vec<(String, String)>,
}

/// Figures of one unit and procedure that do not balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenLine {
    /// Name of the unit.
    pub unit_name: String,
    /// Name of the procedure.
    pub procedure_name: String,
    /// By how much.
    pub imbalance: Imbalance,
}

/// The answer to a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Balance {
    /// The figures.
    Figures(BalanceReport),
    /// The stored history contradicts itself; there are no figures.
    Broken(Vec<BrokenLine>),
}

impl App {
    /// The figures of a period for the units whose figures the caller sees.
    ///
    /// # Errors
    /// `Absent` for whoever sees nobody's, or for a period that ends before it begins.
    pub async fn balance(&self, caller: &Caller, input: BalanceInput) -> Outcome<Balance> {
        let sight = sight(&caller.actor);
        if sight.organisers.is_empty() && sight.desks.is_empty() {
            return Err(Failure::Absent);
        }
        let (Some(from), Some(until)) = (
            Instant::start_of(input.from),
            Instant::start_of(input.until),
        ) else {
            return Err(Failure::Absent);
        };
        if from >= until {
            return Err(Failure::Absent);
        }
        let frozen_at = self.now();
        let mut store = self.read().await?;
        let rows = store.lives(&sight, until).await?;
        drop(store);
        Ok(figures(
            &rows,
            Period {
                from,
                // What has not happened yet is not counted.
                until: until.min(frozen_at.max(from)),
            },
            &input,
            frozen_at,
        ))
    }

    /// The figures as a workbook.
    ///
    /// # Errors
    /// As [`App::balance`]; `Inconsistent` for figures that do not balance.
    pub async fn balance_sheet(&self, caller: &Caller, input: BalanceInput) -> Outcome<Vec<u8>> {
        match self.balance(caller, input).await? {
            Balance::Figures(report) => Ok(self.ports.papers.balance(&report)?),
            Balance::Broken(lines) => Err(Failure::Inconsistent(format!(
                "figures of casework do not balance: {lines:?}"
            ))),
        }
    }
}

/// When and how a dossier left the procedure. One whose clock has stopped for good has its result,
/// also where something remains to be done after it.
fn ended(row: &LifeRow) -> Option<(Instant, Ending)> {
    if row.state == State::Withdrawn {
        return row.ended_at.map(|at| (at, Ending::Withdrawn));
    }
    let at = match (row.met_at, row.ended_at) {
        (Some(met), Some(ended)) => Some(met.min(ended)),
        (met, ended) => met.or(ended),
    };
    at.map(|at| (at, Ending::Resolved))
}

fn figures(rows: &[LifeRow], period: Period, input: &BalanceInput, frozen_at: Instant) -> Balance {
    let mut units = BTreeMap::new();
    let mut procedures = BTreeMap::new();
    for row in rows {
        units.insert(row.unit.as_str(), row.unit_name.as_str());
        procedures.insert(row.procedure.as_str(), row.procedure_name.as_str());
    }
    let name = |names: &BTreeMap<&str, &str>, code: &str| {
        names.get(code).copied().unwrap_or(code).to_owned()
    };
    let wanted: Vec<&LifeRow> = rows
        .iter()
        .filter(|row| {
            let wanted = |asked: &Option<String>, code: &str| {
                asked.as_deref().is_none_or(|asked| asked == code)
            };
            wanted(&input.unit, &row.unit) && wanted(&input.procedure, &row.procedure)
        })
        .collect();
    let axes = axes::counted(&wanted, period);
    let histories = wanted.iter().map(|row| Life {
        key: (row.unit.as_str(), row.procedure.as_str()),
        received_at: row.received_at,
        ended: ended(row),
        pauses: &row.pauses,
        due_at: row.due_at,
    });
    let counts = count(histories, period);
    let broken: Vec<BrokenLine> = counts
        .iter()
        .filter_map(|((unit, procedure), counts)| {
            counts.balance().err().map(|imbalance| BrokenLine {
                unit_name: name(&units, unit),
                procedure_name: name(&procedures, procedure),
                imbalance,
            })
        })
        .collect();
    if !broken.is_empty() {
        return Balance::Broken(broken);
    }
    let lines: Vec<BalanceLine> = counts
        .iter()
        .map(|((unit, procedure), counts)| BalanceLine {
            unit: (*unit).to_owned(),
            unit_name: name(&units, unit),
            procedure: (*procedure).to_owned(),
            procedure_name: name(&procedures, procedure),
            counts: *counts,
        })
        .collect();
    let total = lines
        .iter()
        .fold(Counts::default(), |sum, line| sum.plus(&line.counts));
    let as_owned = |names: &BTreeMap<&str, &str>| {
        names
            .iter()
            .map(|(code, name)| ((*code).to_owned(), (*name).to_owned()))
            .collect()
    };
    Balance::Figures(BalanceReport {
        from: input.from,
        until: input.until,
        frozen_at,
        sha256: print(period, &lines),
        total,
        axes,
        units: as_owned(&units),
        procedures: as_owned(&procedures),
        lines,
    })
}

/// SHA-256 of the canonical JSON of a period and its figures.
fn print(period: Period, lines: &[BalanceLine]) -> String {
    let lines: Vec<_> = lines
        .iter()
        .map(|line| {
            let counts = &line.counts;
            json!({
                "unit": line.unit,
                "procedure": line.procedure,
                "opening": counts.opening,
                "received": counts.received,
                "resolved_in_time": counts.resolved_in_time,
                "resolved_late": counts.resolved_late,
                "in_process": counts.in_process,
                "overdue": counts.overdue,
                "paused": counts.paused,
                "withdrawn": counts.withdrawn,
            })
        })
        .collect();
    let value = json!({ "from": period.from.0, "until": period.until.0, "lines": lines });
    sha256_hex(sangkien_ledger::canonical_json(&value).as_bytes())
}

#[cfg(test)]
mod tests {
    use sangkien_casework::definition::{Delivery, Exchange, Payment};
    use sangkien_casework::engine::Axes;

    use super::*;

    fn row(received: i64, ended: Option<i64>, state: State) -> LifeRow {
        LifeRow {
            unit: "DV".into(),
            unit_name: "Đơn vị mẫu".into(),
            procedure: "mau".into(),
            procedure_name: "Thủ tục mẫu".into(),
            state,
            received_at: Instant(received),
            ended_at: ended.map(Instant),
            due_at: Some(Instant(i64::MAX)),
            met_at: None,
            axes: Axes::default(),
            pauses: Vec::new(),
        }
    }

    fn asked() -> BalanceInput {
        BalanceInput {
            from: jiff::civil::date(2024, 1, 1),
            until: jiff::civil::date(2024, 2, 1),
            procedure: None,
            unit: None,
        }
    }

    const PERIOD: Period = Period {
        from: Instant(100),
        until: Instant(200),
    };

    #[test]
    fn the_same_figures_have_the_same_print_whenever_they_are_taken() {
        let rows = [
            row(50, Some(120), State::Resolved),
            row(110, None, State::Processing),
            row(150, Some(160), State::Withdrawn),
        ];
        let taken = |at| match figures(&rows, PERIOD, &asked(), Instant(at)) {
            Balance::Figures(report) => report,
            Balance::Broken(lines) => panic!("{lines:?}"),
        };
        let (first, later) = (taken(300), taken(400));
        assert_eq!(first.sha256, later.sha256);
        assert_eq!(first.total.opening, 1);
        assert_eq!(first.total.received, 2);
        assert_eq!(first.total.resolved_in_time, 1);
        assert_eq!(first.total.in_process, 1);
        assert_eq!(first.total.withdrawn, 1);
        let fewer = figures(&rows[..2], PERIOD, &asked(), Instant(300));
        let Balance::Figures(fewer) = fewer else {
            panic!("figures");
        };
        assert_ne!(first.sha256, fewer.sha256);
    }

    #[test]
    fn what_is_owed_handed_over_and_sent_is_counted_beside_the_balance() {
        let paid = |received, ended| LifeRow {
            axes: Axes {
                payment: Payment::Paid,
                delivery: Delivery::Delivered,
                exchange: Exchange::None,
            },
            ..row(received, ended, State::Resolved)
        };
        let before = paid(10, Some(50));
        let rows = [
            paid(110, Some(120)),
            paid(120, None),
            row(130, None, State::Processing),
            before,
        ];
        let Balance::Figures(report) = figures(&rows, PERIOD, &asked(), Instant(300)) else {
            panic!("figures");
        };
        let counted: Vec<_> = report
            .axes
            .iter()
            .map(|line| (line.stand, line.count))
            .collect();
        assert_eq!(
            counted,
            [
                (AxisStand::Payment(Payment::Paid), 2),
                (AxisStand::Delivery(Delivery::Delivered), 2)
            ]
        );
    }

    #[test]
    fn a_history_that_ends_before_it_begins_gives_no_figures_and_names_its_line() {
        let rows = [row(150, Some(50), State::Resolved)];
        let Balance::Broken(lines) = figures(&rows, PERIOD, &asked(), Instant(300)) else {
            panic!("figures");
        };
        assert_eq!(lines[0].procedure_name, "Thủ tục mẫu");
    }

    #[test]
    fn a_result_counts_from_the_end_of_its_clock_and_not_from_what_comes_after() {
        let mut with_deposit = row(110, None, State::Processing);
        with_deposit.met_at = Some(Instant(180));
        let Balance::Figures(report) = figures(&[with_deposit], PERIOD, &asked(), Instant(300))
        else {
            panic!("figures");
        };
        assert_eq!(report.total.resolved_in_time, 1);
    }
}
