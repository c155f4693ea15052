//! The yearly report.

use std::collections::BTreeMap;

use axum::Json;
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::{Deserialize, Serialize};

use crate::extract::{Params, Signed};
use crate::problem::Problem;
use crate::public::Entry;
use crate::reply::{Download, Reply};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .get("/api/v1/reports/yearly", yearly)
        .get("/api/v1/reports/yearly.xlsx", workbook)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    year: Option<i16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    year: i16,
}

#[derive(Serialize)]
struct Yearly {
    year: i16,
    years: Vec<i16>,
    filed: u64,
    ended: u64,
    /// Dossiers of the year's rounds by state; their sum is `filed`.
    counts: BTreeMap<&'static str, u64>,
    recognised: Vec<Recognised>,
}

/// An initiative recognised in the year, with what only the agency sees.
#[derive(Serialize)]
struct Recognised {
    #[serde(flatten)]
    entry: Entry,
    average_hundredths: Option<i64>,
    published: bool,
}

async fn yearly(signed: Signed, Params(query): Params<Query>) -> Reply<Yearly> {
    let report = signed
        .app()
        .yearly_report(&signed.caller, query.year)
        .await?;
    Ok(Json(Yearly {
        filed: report.filed(),
        ended: report.ended(),
        counts: report
            .counts
            .iter()
            .map(|(state, count)| (state.code(), *count))
            .collect(),
        recognised: report
            .recognised
            .iter()
            .map(|entry| Recognised {
                entry: Entry::from(entry),
                average_hundredths: entry.average.map(|average| average.0),
                published: entry.published,
            })
            .collect(),
        year: report.year,
        years: report.years,
    }))
}

async fn workbook(signed: Signed, Params(query): Params<Year>) -> Result<Download, Problem> {
    let content = signed.app().yearly_list(&signed.caller, query.year).await?;
    Ok(Download {
        name: format!("sang-kien-{}.xlsx", query.year),
        media_type: XLSX.to_owned(),
        content,
    })
}
