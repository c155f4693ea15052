//! Sharing a session's dossiers out among its members: asked for, shown, put in force.

mod file;
mod view;

use std::collections::BTreeSet;
use std::str::FromStr;

use axum::http::StatusCode;
use sangkien_app::council::{AssignmentView, Proposal, Wanted};
use sangkien_app::record::PlanWay;
use sangkien_domain::id::{DossierId, SeatId, SessionId};
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::parts::Errors;

use crate::context::Reply;
use crate::extract::{Id, Signed, SignedForm};
use crate::intake::at_the_top;
use crate::judged::judged;
use crate::problem::Problem;
use crate::state::Web;

/// Most sheets of one dossier, and most dossiers of one member, that a form takes.
const MOST: u32 = 5_000;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/sessions/{id}/assignment", show_page)
        .post("/sessions/{id}/assignment", assign)
        .post("/sessions/{id}/assignment/preview", preview)
        .post("/sessions/{id}/assignment/file", file::preview)
        .post("/sessions/{id}/assignment/removal", share_with_all)
        .post("/sessions/{id}/assignment/fields", note_fields)
}

/// What was typed to ask for a plan.
pub(super) struct Typed {
    pub(super) needs: String,
    pub(super) weight: String,
    pub(super) most: String,
    pub(super) list: String,
}

impl Typed {
    fn beginning(found: &AssignmentView) -> Self {
        let needs = found
            .plan
            .as_ref()
            .map_or(found.least.max(2), |plan| plan.needs);
        Self {
            needs: needs.to_string(),
            weight: "fair".to_owned(),
            most: String::new(),
            list: String::new(),
        }
    }

    fn posted(fields: &Fields) -> Self {
        let text = |name| fields.get(name).trim().to_owned();
        Self {
            needs: text("needs"),
            weight: text("weight"),
            most: text("most"),
            list: fields.get("list").to_owned(),
        }
    }

    /// The plan asked for.
    fn proposal(&self, found: &AssignmentView, way: PlanWay) -> Result<Proposal, Errors> {
        let mut errors = Errors::none();
        let number = |text: &str| {
            text.parse()
                .ok()
                .filter(|number| (1..=MOST).contains(number))
        };
        let needs = number(&self.needs);
        if needs.is_none() {
            errors.push("needs", "Ghi số phiếu mỗi hồ sơ bằng số nguyên từ 1.");
        }
        let most = number(&self.most);
        if most.is_none() && !self.most.is_empty() {
            errors.push("most", "Ghi số hồ sơ bằng số nguyên từ 1, hoặc để trống.");
        }
        let needs = needs.unwrap_or(1);
        let tasks = match way {
            PlanWay::List => matched(found, &pasted(&self.list)).unwrap_or_else(|lines| {
                errors.push("list", lines.join(" "));
                Vec::new()
            }),
            PlanWay::Hand => found.tasks.clone(),
            PlanWay::Automatic => Vec::new(),
        };
        if !errors.is_empty() {
            return Err(errors);
        }
        if way == PlanWay::Automatic {
            let mismatch = view::weight(&self.weight);
            return Ok(found.work_out(Wanted {
                needs,
                mismatch,
                most,
            }));
        }
        Ok(proposed(found, tasks, needs, way))
    }
}

/// A plan of these tasks, with the sheets that have been sent.
fn proposed(
    found: &AssignmentView,
    tasks: Vec<(DossierId, SeatId)>,
    needs: u32,
    way: PlanWay,
) -> Proposal {
    let mut all: BTreeSet<(DossierId, SeatId)> = tasks.into_iter().collect();
    all.extend(found.sent());
    let mut proposal = found.propose(all.into_iter().collect(), needs);
    proposal.way = way;
    proposal
}

/// A row of a list: the code of a dossier and the names of its members.
#[derive(Debug)]
struct Listed {
    row: u32,
    code: String,
    members: Vec<String>,
}

/// A pasted list: on each line the code of a dossier and the names of its members.
fn pasted(text: &str) -> Vec<Listed> {
    let lines = (1..).zip(text.lines()).map(|(row, line)| {
        let mut cells = line
            .split(['\t', ';', ','])
            .map(|cell| cell.trim().to_owned());
        Listed {
            row,
            code: cells.next().unwrap_or_default(),
            members: cells.filter(|cell| !cell.is_empty()).collect(),
        }
    });
    lines.collect()
}

/// The dossiers and members of a list, or a sentence for each that the session does not have.
fn matched(
    found: &AssignmentView,
    rows: &[Listed],
) -> Result<Vec<(DossierId, SeatId)>, Vec<String>> {
    let (mut tasks, mut faults) = (Vec::new(), Vec::new());
    for Listed {
        row: number,
        code,
        members,
    } in rows
    {
        if code.is_empty() {
            continue;
        }
        let row = found.sheets.rows.iter().find(|row| row.code == *code);
        let Some(row) = row else {
            faults.push(format!("Dòng {number}: phiên họp không có hồ sơ “{code}”."));
            continue;
        };
        for name in members {
            let key = sangkien_text::search_key(name);
            let mut named = found.sheets.seats.iter();
            let mut named = named
                .by_ref()
                .filter(|seat| sangkien_text::search_key(&seat.full_name) == key);
            match (named.next(), named.next()) {
                (Some(seat), None) => tasks.push((row.dossier, seat.id)),
                (Some(_), Some(_)) => faults.push(format!(
                    "Dòng {number}: có hai thành viên tên “{name}”; chọn trong bảng phân công."
                )),
                (None, _) => faults.push(format!(
                    "Dòng {number}: hội đồng không có thành viên chấm điểm tên “{name}”."
                )),
            }
        }
    }
    if tasks.is_empty() && faults.is_empty() {
        faults.push("Danh sách phải có ít nhất một dòng có mã hồ sơ và người chấm.".to_owned());
    }
    if faults.is_empty() {
        Ok(tasks)
    } else {
        Err(faults)
    }
}

/// Two identities with a dot between.
fn pair<A: FromStr, B: FromStr>(text: &str) -> Result<(A, B), Problem> {
    let (one, other) = text.split_once('.').ok_or(Problem::Unreadable)?;
    let one = one.parse().map_err(|_| Problem::Unreadable)?;
    let other = other.parse().map_err(|_| Problem::Unreadable)?;
    Ok((one, other))
}

fn address(id: SessionId) -> String {
    format!("/sessions/{id}/assignment")
}

async fn show_page(signed: Signed, Id(id): Id<SessionId>) -> Reply {
    let found = signed.app().assignment(&signed.caller, id).await?;
    let typed = Typed::beginning(&found);
    signed.html(&view::page(&signed, &found, &typed, Errors::none()))
}

async fn preview(Id(id): Id<SessionId>, form: SignedForm) -> Reply {
    let found = form.app().assignment(&form.caller, id).await?;
    let typed = Typed::posted(&form.fields);
    let way = PlanWay::from_code(form.fields.get("way")).unwrap_or(PlanWay::Automatic);
    let outcome = if found.sheets.open() {
        typed.proposal(&found, way)
    } else {
        Err(at_the_top(&[Refusal::MarkingClosed]))
    };
    match outcome {
        Ok(proposal) => form.html(&view::proposal(&form, &found, &proposal, Errors::none())),
        Err(errors) => form.html_as(
            StatusCode::UNPROCESSABLE_ENTITY,
            &view::page(&form, &found, &typed, errors),
        ),
    }
}

async fn assign(Id(id): Id<SessionId>, form: SignedForm) -> Reply {
    let found = form.app().assignment(&form.caller, id).await?;
    let given = form.fields.all("give").into_iter();
    let tasks: Vec<(DossierId, SeatId)> = given.map(pair).collect::<Result<_, _>>()?;
    let needs = form.fields.get("needs").parse().unwrap_or(1);
    let mut proposal = found.propose(tasks, needs);
    proposal.way = PlanWay::from_code(form.fields.get("way")).unwrap_or(PlanWay::Hand);
    // A version that cannot be read is none that was ever stored.
    proposal.seen = form.fields.get("seen").parse().unwrap_or(-1);
    match judged(form.app().assign(&form.caller, id, &proposal).await)? {
        Ok(()) => form.done(&address(id), "Đã áp dụng phân công và báo các thành viên."),
        Err(refusals) => form.html_as(
            StatusCode::UNPROCESSABLE_ENTITY,
            &view::proposal(&form, &found, &proposal, at_the_top(&refusals)),
        ),
    }
}

async fn share_with_all(Id(id): Id<SessionId>, form: SignedForm) -> Reply {
    let seen = form.fields.get("seen").parse().unwrap_or(-1);
    match judged(form.app().share_with_all(&form.caller, id, seen).await)? {
        Ok(()) => form.done(
            &address(id),
            "Đã bỏ phân công. Mọi thành viên chấm mọi hồ sơ.",
        ),
        Err(refusals) => {
            let found = form.app().assignment(&form.caller, id).await?;
            let typed = Typed::beginning(&found);
            form.html_as(
                StatusCode::UNPROCESSABLE_ENTITY,
                &view::page(&form, &found, &typed, at_the_top(&refusals)),
            )
        }
    }
}

async fn note_fields(Id(id): Id<SessionId>, form: SignedForm) -> Reply {
    let known = form.fields.all("known").into_iter();
    let known: Vec<_> = known.map(pair).collect::<Result<_, _>>()?;
    form.app().note_fields(&form.caller, id, &known).await?;
    form.done(&address(id), "Đã lưu lĩnh vực của các thành viên.")
}
