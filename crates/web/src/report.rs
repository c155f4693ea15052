//! The yearly report and its workbook.

use std::collections::BTreeMap;

use sangkien_app::record::RegistryEntry;
use sangkien_app::report::YearlyReport;
use sangkien_domain::dossier::State;
use sangkien_http::route::Routes;
use sangkien_i18n::label;
use sangkien_pages::decision::{ReportLine, YearlyReportPage};
use sangkien_pages::parts::{Cell, Head, Opt, Table};
use sangkien_text::group_thousands;

use crate::address;
use crate::context::{Context, Reply};
use crate::extract::{Query, Signed};
use crate::report_lists::{self, tabs};
use crate::show::VI;
use crate::state::Web;

/// Media type of XLSX.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/reports/yearly", yearly)
        .get("/reports/yearly.xlsx", workbook)
        .get("/reports/{list}", report_lists::list)
}

async fn yearly(signed: Signed, Query(query): Query) -> Reply {
    let year = query.get("year").trim().parse().ok();
    let report = signed.app().yearly_report(&signed.caller, year).await?;
    signed.html(&page(&signed, &report))
}

async fn workbook(signed: Signed, Query(query): Query) -> Reply {
    let asked = query.get("year").trim().parse().ok();
    let report = signed.app().yearly_report(&signed.caller, asked).await?;
    let list = signed
        .app()
        .yearly_list(&signed.caller, report.year)
        .await?;
    let name = format!(
        "Danh sách sáng kiến được công nhận năm {}.xlsx",
        report.year
    );
    Ok(address::download(&name, XLSX, list))
}

fn page(context: &Context, report: &YearlyReport) -> YearlyReportPage {
    let filed = report.filed();
    let parts = parts(report);
    let mut lines = vec![ReportLine {
        label: "Hồ sơ đã nộp".to_owned(),
        count: filed,
        part: false,
        href: None,
    }];
    lines.extend(parts.iter().map(|(state, count)| ReportLine {
        label: label::state(*state, VI).to_owned(),
        count: *count,
        part: true,
        href: None,
    }));
    let mut years = report.years.clone();
    if !years.contains(&report.year) {
        years.insert(0, report.year);
    }
    YearlyReportPage {
        shell: context.shell(),
        years: years
            .iter()
            .map(|year| Opt::new(year.to_string(), year.to_string()).selected(*year == report.year))
            .collect(),
        year: report.year.to_string(),
        headline: headline(report, filed),
        balance: balance(filed, &parts),
        balanced: parts.iter().map(|(_, count)| count).sum::<u64>() == filed,
        lines,
        breakdowns: breakdowns(&report.recognised),
        tabs: tabs(None, report.year),
        xlsx_href: address::address(
            "/reports/yearly.xlsx",
            [("year", report.year.to_string().as_str())],
        ),
    }
}

/// Every end, and each step under way at which something stands.
fn parts(report: &YearlyReport) -> Vec<(State, u64)> {
    let count_of = |state: State| {
        report
            .counts
            .iter()
            .filter(|(other, _)| *other == state)
            .map(|(_, count)| count)
            .sum::<u64>()
    };
    State::ALL
        .into_iter()
        .filter(|state| *state != State::Draft)
        .map(|state| (state, count_of(state)))
        .filter(|(state, count)| state.is_end() || *count > 0)
        .collect()
}

fn headline(report: &YearlyReport, filed: u64) -> String {
    if filed == 0 {
        return format!(
            "Chưa có hồ sơ nào nộp trong các đợt của năm {}.",
            report.year
        );
    }
    let recognised = parts(report)
        .into_iter()
        .find(|(state, _)| *state == State::Recognised)
        .map_or(0, |(_, count)| count);
    let under_way = filed.saturating_sub(report.ended());
    let rest = if under_way > 0 {
        format!("; {} hồ sơ đang xét", number(under_way))
    } else {
        String::new()
    };
    format!(
        "{} trên {} hồ sơ nộp trong các đợt của năm {} đã được công nhận{rest}.",
        number(recognised),
        number(filed),
        report.year
    )
}

fn balance(filed: u64, parts: &[(State, u64)]) -> String {
    let summands: Vec<String> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(_, count)| number(*count))
        .collect();
    if summands.is_empty() {
        "0 = 0".to_owned()
    } else {
        format!("{} = {}", number(filed), summands.join(" + "))
    }
}

fn number(count: u64) -> String {
    group_thousands(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Recognised initiatives by field and by unit, most first.
fn breakdowns(recognised: &[RegistryEntry]) -> Vec<Table> {
    let by = |caption: &str, head: &str, key: fn(&RegistryEntry) -> &str| {
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        // What was taken back is no longer in force.
        for entry in recognised.iter().filter(|entry| !entry.withdrawn) {
            *counts.entry(key(entry)).or_default() += 1;
        }
        let mut counts: Vec<(&str, u64)> = counts.into_iter().collect();
        counts.sort_by_key(|(name, count)| {
            (std::cmp::Reverse(*count), sangkien_text::sort_key(name))
        });
        let rows = counts.into_iter().map(|(name, count)| {
            let name = if name.is_empty() { "Chưa ghi" } else { name };
            vec![Cell::text(name), Cell::number(number(count))]
        });
        Table::new(
            caption,
            vec![Head::new(head), Head::new("Sáng kiến").numeric()],
            rows.collect(),
        )
    };
    if recognised.is_empty() {
        return Vec::new();
    }
    vec![
        by(
            "Sáng kiến được công nhận theo lĩnh vực",
            "Lĩnh vực",
            |entry| &entry.field_name,
        ),
        by(
            "Sáng kiến được công nhận theo đơn vị",
            "Đơn vị",
            |entry| &entry.unit_name,
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_balance_names_every_part_that_is_not_empty() {
        let report = YearlyReport {
            year: 2024,
            years: vec![2024],
            counts: vec![
                (State::Recognised, 30),
                (State::Late, 2),
                (State::Marking, 9),
            ],
            recognised: Vec::new(),
        };
        let parts = parts(&report);
        assert_eq!(balance(report.filed(), &parts), "41 = 9 + 30 + 2");
        assert_eq!(
            headline(&report, 41),
            "30 trên 41 hồ sơ nộp trong các đợt của năm 2024 đã được công nhận; 9 hồ sơ đang xét."
        );
    }
}
