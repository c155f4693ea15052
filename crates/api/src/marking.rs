//! Marking: the caller's own sheets and nobody else's.

use std::collections::BTreeMap;

use axum::Json;
use sangkien_app::council::{MarkingItem, MarkingView, SheetInput};
use sangkien_app::record::{Sheet, Vote};
use sangkien_domain::id::{DossierId, SessionId};
use sangkien_domain::rubric::{self, Score};
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::{Deserialize, Serialize};

use crate::extract::{Body, Id, Signed};
use crate::moment::Moment;
use crate::reply::{DONE, Done, Reply};
use crate::submission::Reason;

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .get("/api/v1/marking", list)
        .get("/api/v1/dossiers/{id}/sheet", sheet)
        .put("/api/v1/dossiers/{id}/sheet", save)
        .post("/api/v1/dossiers/{id}/recusal", recuse)
}

#[derive(Serialize)]
struct List {
    dossiers: Vec<Item>,
}

/// A dossier on the caller's marking list.
#[derive(Debug, Serialize)]
pub(crate) struct Item {
    dossier: DossierId,
    code: String,
    title: String,
    session: SessionId,
    session_title: String,
    meets_at: Moment,
    begun: bool,
    sent_at: Option<Moment>,
    /// Of the caller's own sheet, once sent.
    total_hundredths: Option<i64>,
}

impl From<MarkingItem> for Item {
    fn from(item: MarkingItem) -> Self {
        Self {
            dossier: item.dossier,
            code: item.code,
            title: item.title,
            session: item.session,
            session_title: item.session_title,
            meets_at: item.meets_at.into(),
            begun: item.begun,
            sent_at: item.sent_at.map(Moment),
            total_hundredths: item.total.map(|total| total.0),
        }
    }
}

/// The caller's own sheet with the rubric it is filled in by.
#[derive(Serialize)]
struct OwnSheet {
    dossier: DossierId,
    code: Option<String>,
    title: String,
    session: SessionId,
    session_title: String,
    session_state: &'static str,
    rubric: Rubric,
    scores: BTreeMap<String, i64>,
    comments: BTreeMap<String, String>,
    vote: Option<&'static str>,
    remark: String,
    /// To be named when saving; 0 before the first save.
    version: i64,
    saved_at: Option<Moment>,
    sent_at: Option<Moment>,
    assessment: Option<Assessment>,
}

/// A rubric; scores are hundredths of a point.
#[derive(Debug, Serialize)]
pub(crate) struct Rubric {
    title: String,
    criteria: Vec<Criterion>,
    pass_total_hundredths: Option<i64>,
    basis: String,
}

#[derive(Debug, Serialize)]
struct Criterion {
    key: String,
    label: String,
    max_hundredths: i64,
    min_hundredths: i64,
    step_hundredths: i64,
    bands: Vec<Band>,
}

#[derive(Debug, Serialize)]
struct Band {
    from_hundredths: i64,
    to_hundredths: i64,
    label: String,
}

impl From<&rubric::Rubric> for Rubric {
    fn from(rubric: &rubric::Rubric) -> Self {
        Self {
            title: rubric.title.clone(),
            criteria: rubric.criteria.iter().map(criterion).collect(),
            pass_total_hundredths: rubric.pass_total.map(|total| total.0),
            basis: rubric.citation.to_string(),
        }
    }
}

fn criterion(criterion: &rubric::Criterion) -> Criterion {
    Criterion {
        key: criterion.key.clone(),
        label: criterion.label.clone(),
        max_hundredths: criterion.max.0,
        min_hundredths: criterion.min.0,
        step_hundredths: criterion.step.0,
        bands: criterion
            .bands
            .iter()
            .map(|band| Band {
                from_hundredths: band.from.0,
                to_hundredths: band.to.0,
                label: band.label.clone(),
            })
            .collect(),
    }
}

/// What a complete sheet amounts to.
#[derive(Serialize)]
struct Assessment {
    total_hundredths: i64,
    class: Option<String>,
    passes: bool,
}

impl From<rubric::Assessment> for Assessment {
    fn from(assessment: rubric::Assessment) -> Self {
        Self {
            total_hundredths: assessment.total.0,
            passes: assessment.passes(),
            class: assessment.class,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    /// Hundredths of a point by criterion; missing ones stay open.
    scores: BTreeMap<String, i64>,
    #[serde(default)]
    comments: BTreeMap<String, String>,
    #[serde(default)]
    vote: Option<Vote>,
    #[serde(default)]
    remark: String,
    version: i64,
    #[serde(default)]
    send: bool,
}

impl From<Filled> for SheetInput {
    fn from(filled: Filled) -> Self {
        Self {
            scores: filled
                .scores
                .into_iter()
                .map(|(key, score)| (key, Score(score)))
                .collect(),
            comments: filled.comments,
            vote: filled.vote,
            remark: filled.remark,
            seen: filled.version,
            send: filled.send,
        }
    }
}

#[derive(Serialize)]
struct SavedSheet {
    version: i64,
    saved_at: Moment,
    sent: bool,
    assessment: Option<Assessment>,
}

/// Scores as sent and stored.
pub(crate) fn scores(scores: &rubric::Scores) -> BTreeMap<String, i64> {
    scores
        .iter()
        .map(|(key, score)| (key.clone(), score.0))
        .collect()
}

async fn list(signed: Signed) -> Reply<List> {
    let items = signed.app().marking_list(&signed.caller).await?;
    Ok(Json(List {
        dossiers: items.into_iter().map(Item::from).collect(),
    }))
}

async fn sheet(signed: Signed, Id(id): Id<DossierId>) -> Reply<OwnSheet> {
    let marking = signed.app().marking(&signed.caller, id).await?;
    Ok(Json(own_sheet(marking)))
}

fn own_sheet(marking: MarkingView) -> OwnSheet {
    let sheet = marking.sheet.as_ref();
    let text = |pick: fn(&Sheet) -> String| sheet.map(pick).unwrap_or_default();
    OwnSheet {
        dossier: marking.view.dossier.id,
        code: marking.view.dossier.code.clone(),
        title: marking.view.dossier.title.clone(),
        session: marking.session.id,
        session_title: marking.session.title,
        session_state: marking.session.state.code(),
        rubric: Rubric::from(&marking.view.rules.rubric),
        scores: sheet.map(|sheet| scores(&sheet.scores)).unwrap_or_default(),
        comments: sheet
            .map(|sheet| sheet.comments.clone())
            .unwrap_or_default(),
        vote: sheet.and_then(|sheet| sheet.vote).map(Vote::code),
        remark: text(|sheet| sheet.remark.clone()),
        version: sheet.map_or(0, |sheet| sheet.version),
        saved_at: sheet.map(|sheet| sheet.saved_at.into()),
        sent_at: sheet.and_then(|sheet| sheet.sent_at).map(Moment),
        assessment: marking.assessment.map(Assessment::from),
    }
}

async fn save(
    signed: Signed,
    Id(id): Id<DossierId>,
    Body(input): Body<Filled>,
) -> Reply<SavedSheet> {
    let sent = input.send;
    let saved = signed
        .app()
        .save_sheet(&signed.caller, id, input.into())
        .await?;
    Ok(Json(SavedSheet {
        version: saved.version,
        saved_at: saved.at.into(),
        sent,
        assessment: saved.assessment.map(Assessment::from),
    }))
}

async fn recuse(signed: Signed, Id(id): Id<DossierId>, Body(input): Body<Reason>) -> Done {
    signed
        .app()
        .recuse(&signed.caller, id, &input.reason)
        .await?;
    DONE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::read;

    #[test]
    fn a_sheet_is_sent_only_when_its_member_says_so() {
        let draft: SheetInput = read::<Filled>(br#"{"scores":{"novelty":3050},"version":0}"#)
            .unwrap()
            .into();
        assert!(!draft.send && draft.vote.is_none());
        assert_eq!(draft.scores.get("novelty"), Some(&Score(3_050)));
        assert!(read::<Filled>(br#"{"scores":{"novelty":30.5},"version":0}"#).is_err());
        assert!(read::<Filled>(br#"{"scores":{},"version":0,"vote":"maybe"}"#).is_err());
        assert!(read::<Filled>(br#"{"scores":{}}"#).is_err(), "no version");
    }
}
