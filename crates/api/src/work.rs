//! What waits for the caller, by capacity.

use axum::Json;
use sangkien_app::work::Duty;
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::Serialize;

use crate::extract::Signed;
use crate::list::Row;
use crate::reply::Reply;
use crate::{council_session, decision, marking};

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new().get("/api/v1/work", work)
}

#[derive(Serialize)]
struct Work {
    groups: Vec<Group>,
    marking: Vec<marking::Item>,
    sessions: Vec<council_session::Heading>,
    drafts: Vec<decision::Heading>,
}

/// Dossiers that wait in one capacity: the most pressing ones, and how many in all.
#[derive(Serialize)]
struct Group {
    duty: &'static str,
    dossiers: Vec<Row>,
    total: u64,
}

const fn duty(duty: Duty) -> &'static str {
    match duty {
        Duty::Supplement => "supplement",
        Duty::Finish => "finish",
        Duty::Receive => "receive",
        Duty::Confirm => "confirm",
        Duty::Convene => "convene",
        Duty::Decide => "decide",
    }
}

async fn work(signed: Signed) -> Reply<Work> {
    let list = signed.app().work(&signed.caller).await?;
    Ok(Json(Work {
        groups: list
            .groups
            .into_iter()
            .map(|group| Group {
                duty: duty(group.duty),
                dossiers: group.rows.into_iter().map(Row::from).collect(),
                total: group.total,
            })
            .collect(),
        marking: list.marking.into_iter().map(marking::Item::from).collect(),
        sessions: list
            .sessions
            .iter()
            .map(council_session::Heading::from)
            .collect(),
        drafts: list.drafts.iter().map(decision::Heading::from).collect(),
    }))
}
