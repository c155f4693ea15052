//! A session while it meets: attendance, votes, papers, and the pages that follow it.

mod live;
mod view;
mod wall;
mod words;

use axum::http::StatusCode;
use sangkien_app::council::AttendanceInput;
use sangkien_app::port::PaperFormat;
use sangkien_app::record::{PaperKind, PublicVotes};
use sangkien_domain::id::{DossierId, SeatId, SessionId};
use sangkien_domain::refusal::{MeetingRefusal, Refusal};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::parts::{Errors, Kind, Notice};

use crate::address;
use crate::context::Reply;
use crate::extract::{Id, Signed, SignedForm};
use crate::judged::judged;
use crate::problem::Problem;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/sessions/{id}/meeting", meeting)
        .get("/sessions/{id}/projector", projector)
        .get("/sessions/{id}/events", live::events)
        .get("/sessions/{id}/calendar.ics", calendar)
        .get("/sessions/{id}/invitation.pdf", invitation_pdf)
        .get("/sessions/{id}/invitation.docx", invitation_docx)
        .post("/sessions/{id}/attendance", attendance)
        .post("/sessions/{id}/guests", guests)
        .post("/sessions/{id}/items/{dossier}/public-votes", public_votes)
        .post("/sessions/{id}/papers", draw_up)
        .post("/sessions/{id}/papers/signature", sign)
        .get("/sessions/{id}/papers/{paper}", paper)
        .get("/sessions/{id}/items/{dossier}", item)
        .post("/sessions/{id}/items/{dossier}/discussion", discussion)
        .post("/sessions/{id}/items/{dossier}/leave", leave)
        .post("/sessions/{id}/items/{dossier}/vote", open)
        .post("/sessions/{id}/items/{dossier}/ballot", cast)
        .post("/sessions/{id}/items/{dossier}/closure", close)
        .post("/sessions/{id}/items/{dossier}/repeal", repeal)
        .post("/sessions/{id}/items/{dossier}/recount", recount)
        .get("/sessions/{id}/items/{dossier}/ballots.json", ballots)
}

type Item = Id<(SessionId, DossierId)>;

async fn meeting(signed: Signed, Id(id): Id<SessionId>) -> Reply {
    let found = signed.app().meeting(&signed.caller, id).await?;
    signed.html(&view::page(&signed, &signed.caller, &found, Errors::none()))
}

async fn projector(signed: Signed, Id(id): Id<SessionId>) -> Reply {
    let found = signed.app().meeting(&signed.caller, id).await?;
    signed.html(&wall::projector(&signed, &found))
}

async fn calendar(signed: Signed, Id(id): Id<SessionId>) -> Reply {
    let text = signed.app().session_calendar(&signed.caller, id).await?;
    Ok(address::download(
        "phien-hop.ics",
        "text/calendar",
        text.into_bytes(),
    ))
}

async fn invitation_pdf(signed: Signed, id: Id<SessionId>) -> Reply {
    invitation(signed, id, PaperFormat::Pdf).await
}

async fn invitation_docx(signed: Signed, id: Id<SessionId>) -> Reply {
    invitation(signed, id, PaperFormat::Docx).await
}

async fn invitation(signed: Signed, Id(id): Id<SessionId>, format: PaperFormat) -> Reply {
    let app = signed.app();
    let content = app.session_invitation(&signed.caller, id, format).await?;
    let (name, media_type) = address::paper_file("Giấy mời", format);
    Ok(address::download(&name, media_type, content))
}

async fn paper(signed: Signed, Id((id, paper)): Id<(SessionId, String)>) -> Reply {
    let (code, format) = paper.rsplit_once('.').ok_or(Problem::Absent)?;
    let kind = PaperKind::from_code(code).ok_or(Problem::Absent)?;
    let format = format_of(format)?;
    let app = signed.app();
    let content = app.session_paper(&signed.caller, id, kind, format).await?;
    let (name, media_type) = address::paper_file(words::paper(kind), format);
    Ok(address::download(&name, media_type, content))
}

fn format_of(extension: &str) -> Result<PaperFormat, Problem> {
    match extension {
        "pdf" => Ok(PaperFormat::Pdf),
        "docx" => Ok(PaperFormat::Docx),
        _ => Err(Problem::Absent),
    }
}

/// The page of the session after an act on it.
async fn after(
    form: &SignedForm,
    id: SessionId,
    outcome: Result<(), Vec<Refusal>>,
    what: &str,
) -> Reply {
    match outcome {
        Ok(()) => {
            form.web.pulse();
            form.done(&format!("/sessions/{id}/meeting"), what)
        }
        Err(refusals) => {
            let found = form.app().meeting(&form.caller, id).await?;
            let errors = errors(&refusals);
            form.html_as(
                StatusCode::UNPROCESSABLE_ENTITY,
                &view::page(form, &form.caller, &found, errors),
            )
        }
    }
}

/// The page of a dossier after an act on it.
async fn after_item(
    form: &SignedForm,
    (id, dossier): (SessionId, DossierId),
    outcome: Result<(), Vec<Refusal>>,
    what: &str,
) -> Reply {
    match outcome {
        Ok(()) => {
            form.web.pulse();
            form.done(&format!("/sessions/{id}/items/{dossier}"), what)
        }
        Err(refusals) => {
            let found = form.app().meeting(&form.caller, id).await?;
            let errors = errors(&refusals);
            let page = view::item(form, &form.caller, &found, dossier, &form.fields, errors);
            form.html_as(
                StatusCode::UNPROCESSABLE_ENTITY,
                &page.ok_or(Problem::Absent)?,
            )
        }
    }
}

/// What is wrong with a field of these pages.
fn unusable(field: &str) -> String {
    match field {
        "votes" => "Ghi số phiếu bình chọn bằng số nguyên, từ 0.",
        "evidence" => "Ghi nguồn số liệu, nhiều nhất 300 ký tự.",
        "entered" => "Ghi lý do ghi hoặc sửa, nhiều nhất 300 ký tự.",
        _ => "Ghi nhiều nhất 50 khách mời, mỗi người một dòng không quá 300 ký tự.",
    }
    .to_owned()
}

fn errors(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(refusals.iter().map(|refusal| {
        let field = match refusal {
            Refusal::Meeting(MeetingRefusal::NoSuchChoice) => "choice",
            Refusal::ReasonMissing => "reason",
            Refusal::Invalid { field } => return (*field, unusable(field)),
            _ => "",
        };
        (field, show::refusal(refusal))
    }))
}

async fn attendance(Id(id): Id<SessionId>, form: SignedForm) -> Reply {
    let found = form.app().meeting(&form.caller, id).await?;
    let present: Vec<SeatId> = form
        .fields
        .all("present")
        .into_iter()
        .filter_map(|seat| seat.parse().ok())
        .collect();
    let inputs = found.view.members.iter().map(|member| {
        let seat = member.seat.id;
        AttendanceInput {
            seat,
            present: present.contains(&seat),
            reason: form.fields.get(&format!("reason-{seat}")).to_owned(),
        }
    });
    let inputs = inputs.collect();
    let outcome = form.app().note_attendance(&form.caller, id, inputs).await;
    after(&form, id, judged(outcome)?, "Đã lưu điểm danh.").await
}

async fn guests(Id(id): Id<SessionId>, form: SignedForm) -> Reply {
    let text = form.fields.get("guests");
    let outcome = form.app().note_guests(&form.caller, id, text).await;
    after(&form, id, judged(outcome)?, "Đã lưu khách mời.").await
}

async fn public_votes(Id((id, dossier)): Item, form: SignedForm) -> Reply {
    let input = PublicVotes {
        // What is no number is as wrong as one below zero.
        votes: form.fields.get("votes").trim().parse().unwrap_or(-1),
        evidence: form.fields.get("evidence").to_owned(),
        reason: form.fields.get("entered").to_owned(),
    };
    let app = form.app();
    let outcome = app
        .note_public_votes(&form.caller, id, dossier, input)
        .await;
    let what = "Đã lưu số phiếu bình chọn.";
    after_item(&form, (id, dossier), judged(outcome)?, what).await
}

async fn draw_up(Id(id): Id<SessionId>, form: SignedForm) -> Reply {
    let outcome = judged(form.app().draw_up_papers(&form.caller, id).await)?;
    let what = "Đã lập biên bản họp, biên bản kiểm phiếu và danh sách tổng hợp.";
    after(&form, id, outcome, what).await
}

async fn sign(Id(id): Id<SessionId>, form: SignedForm) -> Reply {
    let outcome = judged(form.app().sign_papers(&form.caller, id).await)?;
    after(
        &form,
        id,
        outcome,
        "Đã ghi nhận chữ ký trên biên bản phiên họp.",
    )
    .await
}

async fn item(signed: Signed, Id((id, dossier)): Item) -> Reply {
    let found = signed.app().meeting(&signed.caller, id).await?;
    let typed = Fields::default();
    let page = view::item(
        &signed,
        &signed.caller,
        &found,
        dossier,
        &typed,
        Errors::none(),
    );
    signed.html(&page.ok_or(Problem::Absent)?)
}

async fn discussion(Id((id, dossier)): Item, form: SignedForm) -> Reply {
    let seen = form.fields.get("version").parse().unwrap_or(-1);
    let text = form.fields.get("discussion");
    let outcome = form
        .app()
        .note_discussion(&form.caller, id, dossier, text, seen);
    let outcome = judged(outcome.await)?;
    after_item(&form, (id, dossier), outcome, "Đã lưu nội dung thảo luận.").await
}

async fn leave(Id((id, dossier)): Item, form: SignedForm) -> Reply {
    let reason = form.fields.get("reason");
    match judged(
        form.app()
            .leave_item(&form.caller, id, dossier, reason)
            .await,
    )? {
        Ok(()) => {
            form.web.pulse();
            let what = "Đã ghi nhận. Hồ sơ này không còn hiển thị với tài khoản.";
            form.done(&format!("/sessions/{id}/meeting"), what)
        }
        Err(refusals) => after_item(&form, (id, dossier), Err(refusals), "").await,
    }
}

async fn open(Id((id, dossier)): Item, form: SignedForm) -> Reply {
    let outcome = judged(form.app().open_vote(&form.caller, id, dossier).await)?;
    let what = "Đã mở biểu quyết. Danh sách được biểu quyết lấy theo điểm danh lúc này.";
    after_item(&form, (id, dossier), outcome, what).await
}

async fn cast(Id((id, dossier)): Item, form: SignedForm) -> Reply {
    let choice = form.fields.get("choice");
    let outcome = form
        .app()
        .cast_ballot(&form.caller, id, dossier, choice)
        .await;
    match judged(outcome)? {
        // The receipt is told here and nowhere else, so the answer is no redirect.
        Ok(Some(receipt)) => {
            form.web.pulse();
            let found = form.app().meeting(&form.caller, id).await?;
            form.html(&wall::receipt(&form, &found, dossier, receipt))
        }
        Ok(None) => after_item(&form, (id, dossier), Ok(()), "Đã ghi nhận phiếu.").await,
        Err(refusals) => after_item(&form, (id, dossier), Err(refusals), "").await,
    }
}

async fn close(Id((id, dossier)): Item, form: SignedForm) -> Reply {
    let outcome = judged(form.app().close_vote(&form.caller, id, dossier).await)?;
    let what = "Đã kết thúc biểu quyết và kiểm phiếu.";
    after_item(&form, (id, dossier), outcome.map(|_| ()), what).await
}

async fn repeal(Id((id, dossier)): Item, form: SignedForm) -> Reply {
    let why = form.fields.get("why");
    match judged(form.app().repeal_vote(&form.caller, id, dossier, why).await)? {
        Err(refusals) if refusals == [Refusal::ReasonMissing] => {
            let found = form.app().meeting(&form.caller, id).await?;
            let errors = Errors::none().with("why", show::refusal(&Refusal::ReasonMissing));
            let page = view::item(&form, &form.caller, &found, dossier, &form.fields, errors);
            form.html_as(
                StatusCode::UNPROCESSABLE_ENTITY,
                &page.ok_or(Problem::Absent)?,
            )
        }
        outcome => {
            let what = "Đã hủy lượt biểu quyết; có thể mở lượt khác.";
            after_item(&form, (id, dossier), outcome, what).await
        }
    }
}

async fn recount(Id((id, dossier)): Item, form: SignedForm) -> Reply {
    match judged(form.app().recount(&form.caller, id, dossier).await)? {
        Ok(found) => {
            let kind = if found.agrees() {
                Kind::Success
            } else {
                Kind::Warning
            };
            let notice = Notice::new(kind, words::recount(&found));
            form.go_with(&format!("/sessions/{id}/items/{dossier}"), &notice)
        }
        Err(refusals) => after_item(&form, (id, dossier), Err(refusals), "").await,
    }
}

async fn ballots(signed: Signed, Id((id, dossier)): Item) -> Reply {
    let app = signed.app();
    let text = app.ballot_export(&signed.caller, id, dossier).await?;
    Ok(address::download(
        "ket-qua-kiem-phieu.json",
        "application/json",
        text.into_bytes(),
    ))
}
