//! Sessions of councils. While marking is open, only which sheets have been sent is told.

use std::collections::BTreeMap;

use axum::Json;
use sangkien_app::council::{AgendaRow, Counted, NewSessionInput, SeatProgress, SessionView};
use sangkien_app::record::{CouncilSession, Sheet, StoredVerdict, Vote};
use sangkien_domain::id::{CouncilId, DossierId, SeatId, SessionId};
use sangkien_domain::meeting::Voting;
use sangkien_domain::rubric::{Reason, Settled, Standing};
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::{Deserialize, Serialize};

use crate::extract::{Body, Id, Signed};
use crate::list::Row;
use crate::marking::{Rubric, scores};
use crate::moment::Moment;
use crate::reply::{Created, DONE, Done, Identity, Made, Reply};

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .get("/api/v1/council-sessions", list)
        .post("/api/v1/council-sessions", convene)
        .get("/api/v1/council-sessions/choices", choices)
        .get("/api/v1/council-sessions/{id}", session)
        .post("/api/v1/council-sessions/{id}/marking-closure", close)
        .post("/api/v1/council-sessions/{id}/conclusion", conclude)
}

#[derive(Serialize)]
struct List {
    sessions: Vec<Heading>,
}

/// A session without its agenda.
#[derive(Debug, Serialize)]
pub(crate) struct Heading {
    id: SessionId,
    council: CouncilId,
    council_name: String,
    title: String,
    place: String,
    meets_at: Moment,
    state: &'static str,
    voting: Voting,
    closed_at: Option<Moment>,
    concluded_at: Option<Moment>,
}

impl From<&CouncilSession> for Heading {
    fn from(session: &CouncilSession) -> Self {
        Self {
            id: session.id,
            council: session.council,
            council_name: session.council_name.clone(),
            title: session.title.clone(),
            place: session.place.clone(),
            meets_at: session.meets_at.into(),
            state: session.state.code(),
            voting: session.voting,
            closed_at: session.closed_at.map(Moment),
            concluded_at: session.concluded_at.map(Moment),
        }
    }
}

#[derive(Serialize)]
struct Choices {
    councils: Vec<Choice>,
}

/// A council that the caller leads, with the dossiers that wait for it.
#[derive(Serialize)]
struct Choice {
    council: CouncilId,
    name: String,
    waiting: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Convene {
    council: CouncilId,
    title: String,
    #[serde(default)]
    place: String,
    meets_at: Moment,
    dossiers: Vec<DossierId>,
    /// In which way it votes; on the sheets when not said.
    #[serde(default)]
    voting: Voting,
}

#[derive(Serialize)]
struct Session {
    #[serde(flatten)]
    heading: Heading,
    /// Whether the caller may close marking and conclude.
    leads: bool,
    agenda: Vec<Line>,
    members: Vec<Member>,
    /// Sent sheets, once marking is closed; none before.
    sheets: Vec<SentSheet>,
    rubric: Option<Rubric>,
}

/// A line of the agenda. Of a dossier in which the caller takes no part only the identity.
#[derive(Serialize)]
struct Line {
    dossier: DossierId,
    open_to_viewer: bool,
    #[serde(flatten)]
    open: Option<OpenLine>,
}

#[derive(Serialize)]
struct OpenLine {
    code: String,
    title: Option<String>,
    authors: Option<String>,
    state: &'static str,
    recused: Vec<SeatId>,
    /// Seats from which a sheet is expected.
    markers: Vec<SeatId>,
    /// The votes as they count, once marking is closed.
    counted: Option<Votes>,
    /// The outcome, once concluded.
    verdict: Option<Verdict>,
}

#[derive(Serialize)]
struct Votes {
    members: u32,
    recused: u32,
    in_favour: u32,
    against: u32,
    base: u32,
    needed: u32,
    carried: bool,
    #[serde(flatten)]
    result: Finding,
}

/// What the rubric made of the sheets.
#[derive(Default, Serialize)]
struct Finding {
    average_hundredths: Option<i64>,
    class: Option<String>,
    standing: Option<Standing>,
    reasons: Vec<Reason>,
}

impl From<&Settled> for Finding {
    fn from(settled: &Settled) -> Self {
        Self {
            average_hundredths: Some(settled.total.0),
            class: settled.class.clone(),
            standing: Some(settled.standing),
            reasons: settled.reasons.clone(),
        }
    }
}

impl From<&Counted> for Votes {
    fn from(counted: &Counted) -> Self {
        Self {
            members: counted.tally.members,
            recused: counted.tally.recused,
            in_favour: counted.tally.in_favour,
            against: counted.tally.against,
            base: counted.verdict.base,
            needed: counted.verdict.needed,
            carried: counted.verdict.carried,
            result: counted
                .settled
                .as_ref()
                .map(Finding::from)
                .unwrap_or_default(),
        }
    }
}

#[derive(Serialize)]
struct Verdict {
    carried: bool,
    in_favour: i64,
    base: i64,
    needed: i64,
    #[serde(flatten)]
    result: Finding,
}

impl From<&StoredVerdict> for Verdict {
    fn from(verdict: &StoredVerdict) -> Self {
        Self {
            carried: verdict.carried,
            in_favour: verdict.in_favour,
            base: verdict.base,
            needed: verdict.needed,
            result: match &verdict.settled {
                Some(settled) => Finding::from(settled),
                None => Finding {
                    average_hundredths: verdict.average.map(|average| average.0),
                    ..Finding::default()
                },
            },
        }
    }
}

#[derive(Serialize)]
struct Member {
    seat: SeatId,
    full_name: String,
    post: &'static str,
    /// Dossiers on which the member's sheet has been sent.
    sent: Vec<DossierId>,
}

impl From<SeatProgress> for Member {
    fn from(progress: SeatProgress) -> Self {
        Self {
            seat: progress.seat.id,
            full_name: progress.seat.full_name,
            post: progress.seat.post.code(),
            sent: progress.sent,
        }
    }
}

#[derive(Serialize)]
struct SentSheet {
    dossier: DossierId,
    seat: SeatId,
    scores: BTreeMap<String, i64>,
    comments: BTreeMap<String, String>,
    vote: Option<&'static str>,
    remark: String,
    total_hundredths: Option<i64>,
    sent_at: Option<Moment>,
}

impl From<Sheet> for SentSheet {
    fn from(sheet: Sheet) -> Self {
        Self {
            dossier: sheet.dossier,
            seat: sheet.seat,
            scores: scores(&sheet.scores),
            comments: sheet.comments,
            vote: sheet.vote.map(Vote::code),
            remark: sheet.remark,
            total_hundredths: sheet.total.map(|total| total.0),
            sent_at: sheet.sent_at.map(Moment),
        }
    }
}

async fn list(signed: Signed) -> Reply<List> {
    let sessions = signed.app().sessions(&signed.caller).await?;
    Ok(Json(List {
        sessions: sessions.iter().map(Heading::from).collect(),
    }))
}

async fn choices(signed: Signed) -> Reply<Choices> {
    let found = signed.app().new_session_choices(&signed.caller).await?;
    let councils = found
        .into_iter()
        .map(|choice| Choice {
            council: choice.council.id,
            name: choice.council.name,
            waiting: choice.waiting.into_iter().map(Row::from).collect(),
        })
        .collect();
    Ok(Json(Choices { councils }))
}

async fn convene(signed: Signed, Body(input): Body<Convene>) -> Made<Identity<SessionId>> {
    let input = NewSessionInput {
        council: input.council,
        title: input.title,
        place: input.place,
        meets_at: input.meets_at.0,
        dossiers: input.dossiers,
        voting: input.voting,
    };
    let id = signed.app().convene(&signed.caller, input).await?;
    Ok(Created {
        at: format!("/api/v1/council-sessions/{id}"),
        body: Identity { id },
    })
}

async fn session(signed: Signed, Id(id): Id<SessionId>) -> Reply<Session> {
    let view = signed.app().session(&signed.caller, id).await?;
    Ok(Json(shown(view)))
}

fn shown(view: SessionView) -> Session {
    Session {
        heading: Heading::from(&*view.session),
        leads: view.leads,
        agenda: view.agenda.into_iter().map(line).collect(),
        members: view.members.into_iter().map(Member::from).collect(),
        sheets: view.sheets.into_iter().map(SentSheet::from).collect(),
        rubric: view.rules.map(|rules| Rubric::from(&rules.rubric)),
    }
}

fn line(row: AgendaRow) -> Line {
    Line {
        dossier: row.dossier,
        open_to_viewer: row.open_to_viewer,
        open: row.open_to_viewer.then(|| OpenLine {
            code: row.code,
            title: row.title,
            authors: row.authors_line,
            state: row.state.code(),
            recused: row.recused,
            markers: row.markers,
            counted: row.counted.as_ref().map(Votes::from),
            verdict: row.verdict.as_ref().map(Verdict::from),
        }),
    }
}

async fn close(signed: Signed, Id(id): Id<SessionId>) -> Done {
    signed.app().close_marking(&signed.caller, id).await?;
    DONE
}

async fn conclude(signed: Signed, Id(id): Id<SessionId>) -> Done {
    signed.app().conclude(&signed.caller, id).await?;
    DONE
}
