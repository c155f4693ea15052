//! The list of dossiers, always within the caller's scope.

use std::collections::BTreeMap;

use axum::Json;
use jiff::civil::Date;
use sangkien_app::dossier::ListInput;
use sangkien_app::port::{DossierFilter, DossierOrder, Paging};
use sangkien_app::record::DossierRow;
use sangkien_domain::dossier::State;
use sangkien_domain::id::{DossierId, FieldId, RoundId};
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::{Deserialize, Serialize};

use crate::extract::{Params, Signed};
use crate::moment::Moment;
use crate::problem::Problem;
use crate::reply::Reply;

/// Rows on a page unless asked otherwise.
const SIZE: u32 = 50;
/// Most rows on a page.
const MOST: u32 = 100;

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new().get("/api/v1/dossiers", list)
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Query {
    q: String,
    /// States, separated by commas.
    state: String,
    round: Option<RoundId>,
    field: Option<FieldId>,
    own: bool,
    order: Order,
    page: Option<u32>,
    size: Option<u32>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Order {
    #[default]
    Latest,
    Submitted,
    Due,
    Title,
}

/// A page of dossiers with what they may be narrowed to.
#[derive(Serialize)]
struct Listed {
    dossiers: Vec<Row>,
    total: u64,
    page: u32,
    size: u32,
    /// How many are in each state, before narrowing to states.
    counts: BTreeMap<&'static str, u64>,
    rounds: Vec<Choice<RoundId>>,
    fields: Vec<Choice<FieldId>>,
}

#[derive(Serialize)]
struct Choice<I> {
    id: I,
    code: String,
    name: String,
}

/// A dossier in a list.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    id: DossierId,
    code: Option<String>,
    title: String,
    authors: String,
    unit: String,
    field: String,
    round: String,
    state: &'static str,
    submitted_at: Option<Moment>,
    updated_at: Moment,
    due_on: Option<Date>,
}

impl From<DossierRow> for Row {
    fn from(row: DossierRow) -> Self {
        Self {
            id: row.id,
            code: row.code,
            title: row.title,
            authors: row.authors_line,
            unit: row.unit_name,
            field: row.field_name,
            round: row.round_name,
            state: row.state.code(),
            submitted_at: row.submitted_at.map(Moment),
            updated_at: row.updated_at.into(),
            due_on: row.due_on,
        }
    }
}

/// Page and size of a list, within their limits.
fn paging(page: Option<u32>, size: Option<u32>) -> Result<Paging, Problem> {
    let paging = Paging {
        page: page.unwrap_or(1),
        size: size.unwrap_or(SIZE),
    };
    if paging.page == 0 {
        return Err(Problem::query("page: counted from 1"));
    }
    if paging.size == 0 || paging.size > MOST {
        return Err(Problem::query(format!("size: from 1 to {MOST}")));
    }
    Ok(paging)
}

fn states(text: &str) -> Result<Vec<State>, Problem> {
    text.split(',')
        .map(str::trim)
        .filter(|code| !code.is_empty())
        .map(|code| {
            State::from_code(code)
                .ok_or_else(|| Problem::query(format!("state: unknown state `{code}`")))
        })
        .collect()
}

async fn list(signed: Signed, Params(query): Params<Query>) -> Reply<Listed> {
    let paging = paging(query.page, query.size)?;
    let input = ListInput {
        filter: DossierFilter {
            states: states(&query.state)?,
            round: query.round,
            field: query.field,
            order: match query.order {
                Order::Latest => DossierOrder::Latest,
                Order::Submitted => DossierOrder::Submitted,
                Order::Due => DossierOrder::Due,
                Order::Title => DossierOrder::Title,
            },
            ..DossierFilter::default()
        },
        query: query.q,
        own: query.own,
        paging,
    };
    let found = signed.app().dossiers(&signed.caller, input).await?;
    Ok(Json(Listed {
        dossiers: found.page.rows.into_iter().map(Row::from).collect(),
        total: found.page.total,
        page: paging.page,
        size: paging.size,
        counts: found
            .counts
            .into_iter()
            .map(|(state, count)| (state.code(), count))
            .collect(),
        rounds: found
            .rounds
            .into_iter()
            .map(|round| Choice {
                id: round.id,
                code: round.code,
                name: round.name,
            })
            .collect(),
        fields: found
            .fields
            .into_iter()
            .map(|field| Choice {
                id: field.id,
                code: field.code,
                name: field.name,
            })
            .collect(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(query: &str) -> Option<Query> {
        let uri = format!("/api/v1/dossiers?{query}").parse().unwrap();
        axum::extract::Query::<Query>::try_from_uri(&uri)
            .ok()
            .map(|query| query.0)
    }

    #[test]
    fn a_list_is_asked_for_only_in_words_it_knows() {
        assert!(parse("").is_some());
        assert!(parse("q=s%C3%A1ng&order=due&own=true&page=2&size=100").is_some());
        for wrong in [
            "order=random",
            "colour=red",
            "page=-1",
            "round=7",
            "own=maybe",
        ] {
            assert!(parse(wrong).is_none(), "{wrong}");
        }
        assert_eq!(states("submitted, late,").unwrap().len(), 2);
        assert!(states("lost").is_err());
    }

    #[test]
    fn a_page_has_at_most_a_hundred_rows() {
        for (page, size, fits) in [
            (None, None, true),
            (Some(1), Some(100), true),
            (Some(1), Some(101), false),
            (Some(0), None, false),
            (None, Some(0), false),
        ] {
            assert_eq!(paging(page, size).is_ok(), fits, "{page:?} {size:?}");
        }
    }
}
