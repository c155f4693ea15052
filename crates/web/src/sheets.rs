//! The sheets of a session, for whoever runs its council: who has sent, opening a sheet again.

use axum::http::StatusCode;
use sangkien_app::council::{SheetState, SheetsView};
use sangkien_app::port::PaperFormat;
use sangkien_domain::id::SessionId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::moment_text;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::panel::{ReopenForm, SheetLine, SheetsPage};
use sangkien_pages::parts::{Cell, Empty, Errors, Head, Link, Opt, Table, Tag, Tone};

use crate::address;
use crate::context::{Context, Reply};
use crate::extract::{Id, Signed, SignedForm};
use crate::judged::judged;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/sessions/{id}/sheets", sheets)
        .get("/sessions/{id}/sheets.pdf", sheets_pdf)
        .get("/sessions/{id}/sheets.docx", sheets_docx)
        .post("/sessions/{id}/sheets/reopening", reopen)
}

/// What was typed to open a sheet again.
#[derive(Default)]
struct Typed {
    code: String,
    seat: String,
    reason: String,
}

async fn sheets(signed: Signed, Id(id): Id<SessionId>) -> Reply {
    let view = signed.app().sheets(&signed.caller, id).await?;
    signed.html(&page(&signed, &view, Typed::default(), Errors::none()))
}

async fn sheets_pdf(signed: Signed, id: Id<SessionId>) -> Reply {
    printed(signed, id, PaperFormat::Pdf).await
}

async fn sheets_docx(signed: Signed, id: Id<SessionId>) -> Reply {
    printed(signed, id, PaperFormat::Docx).await
}

async fn printed(signed: Signed, Id(id): Id<SessionId>, format: PaperFormat) -> Reply {
    let app = signed.app();
    let content = app.printed_sheets(&signed.caller, id, format).await?;
    let (name, media_type) = address::paper_file("Phiếu chấm", format);
    Ok(address::download(&name, media_type, content))
}

async fn reopen(Id(id): Id<SessionId>, form: SignedForm) -> Reply {
    let view = form.app().sheets(&form.caller, id).await?;
    let typed = Typed::from(&form.fields);
    let row = view.rows.iter().find(|row| row.code == typed.code);
    let mut members = view.seats.iter();
    let seat = members.find(|seat| seat.id.to_string() == typed.seat);
    let mut errors = missing(row.is_none(), seat.is_none());
    if let (Some(row), Some(seat)) = (row, seat) {
        let (app, caller) = (form.app(), &form.caller);
        let outcome = app
            .reopen_sheet(caller, row.dossier, seat.id, &typed.reason)
            .await;
        match judged(outcome)? {
            Ok(()) => {
                let what = format!(
                    "Đã mở lại phiếu của {} với hồ sơ {} và báo thành viên.",
                    seat.full_name, row.code
                );
                return form.done(&address(id), &what);
            }
            Err(refusals) => errors = named(&refusals),
        }
    }
    form.html_as(
        StatusCode::UNPROCESSABLE_ENTITY,
        &page(&form, &view, typed, errors),
    )
}

fn missing(dossier: bool, seat: bool) -> Errors {
    let mut errors = Errors::none();
    if dossier {
        errors.push("code", "Ghi mã của một hồ sơ trong bảng ở trên.");
    }
    if seat {
        errors.push("seat", "Chọn thành viên có phiếu cần mở lại.");
    }
    errors
}

fn named(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(refusals.iter().map(|refusal| {
        let field = match refusal {
            Refusal::ReasonMissing => "reason",
            Refusal::SheetNotSent => "seat",
            _ => "",
        };
        (field, show::refusal(refusal))
    }))
}

fn address(id: SessionId) -> String {
    format!("/sessions/{id}/sheets")
}

fn page(context: &Context, view: &SheetsView, typed: Typed, errors: Errors) -> SheetsPage {
    let states = || view.rows.iter().flat_map(|row| &row.states);
    let count = |wanted: &[SheetState]| {
        let found = states().filter(|state| wanted.contains(state)).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    let mut seats = vec![Opt::new("", "Chọn thành viên")];
    seats.extend(view.seats.iter().map(|seat| {
        let id = seat.id.to_string();
        let chosen = id == typed.seat;
        Opt::new(id, &seat.full_name).selected(chosen)
    }));
    let mut shell = context.shell();
    let session = view.session.id;
    shell.back = Some(Link::new(
        &view.session.title,
        format!("/sessions/{session}"),
    ));
    SheetsPage {
        shell,
        eyebrow: view.council.name.clone(),
        title: view.session.title.clone(),
        links: vec![
            Link::new("Phân công chấm", format!("/sessions/{session}/assignment")),
            Link::new(
                "Tiến độ và mức thống nhất",
                format!("/sessions/{session}/calibration"),
            ),
        ],
        sent: count(&[SheetState::Sent]),
        expected: count(&[SheetState::Sent, SheetState::Open]),
        members: view
            .seats
            .iter()
            .map(|seat| seat.full_name.clone())
            .collect(),
        rows: view
            .rows
            .iter()
            .map(|row| SheetLine {
                code: row.code.clone(),
                title: row.title.clone(),
                href: format!("/dossiers/{}", row.dossier),
                states: row.states.iter().copied().map(tag).collect(),
            })
            .collect(),
        empty: Empty::new(
            "Không có hồ sơ nào",
            "Hồ sơ mà người xem có liên quan hoặc đã rút không hiện ở đây.",
        ),
        reopen: view.open().then(|| ReopenForm {
            action: format!("{}/reopening", address(session)),
            code: typed.code,
            seats,
            reason: typed.reason,
        }),
        further: further(view),
        reopened: reopened(view),
        errors,
    }
}

fn tag(state: SheetState) -> Tag {
    match state {
        SheetState::Sent => Tag::new("Đã gửi", Tone::Done),
        SheetState::Open => Tag::new("Chưa gửi", Tone::Waiting),
        SheetState::NotGiven => Tag::new("Không phân công", Tone::Plain),
        SheetState::Aside => Tag::new("Không chấm", Tone::Plain),
    }
}

/// Who was called because sheets lie too far apart.
fn further(view: &SheetsView) -> Option<Table> {
    let rows = view.further.iter().map(|one| {
        let row = view.rows.iter().find(|row| row.dossier == one.dossier);
        let member = view.seats.iter().find(|seat| Some(seat.id) == one.seat);
        vec![
            Cell::text(moment_text(one.called_at)),
            Cell::code(row.map(|row| row.code.clone()).unwrap_or_default()),
            Cell::text(member.map_or(
                "Không còn thành viên nào chấm thêm được; hội đồng họp lại về hồ sơ",
                |seat| seat.full_name.as_str(),
            )),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let heads = ["Lúc", "Hồ sơ", "Người chấm thêm"];
    (!rows.is_empty()).then(|| {
        let name = "Hồ sơ chấm thêm do chênh lệch điểm";
        Table::new(name, heads.map(Head::new).to_vec(), rows)
    })
}

fn reopened(view: &SheetsView) -> Option<Table> {
    let rows = view.reopenings.iter().map(|one| {
        let row = view.rows.iter().find(|row| row.dossier == one.dossier);
        let name = |found: Option<String>| Cell::text(found.unwrap_or_else(|| "–".to_owned()));
        let member = view.seats.iter().find(|seat| seat.id == one.seat);
        vec![
            Cell::text(moment_text(one.at)),
            Cell::code(row.map(|row| row.code.clone()).unwrap_or_default()),
            name(member.map(|seat| seat.full_name.clone())),
            Cell::text(&one.by_name),
            Cell::text(&one.reason),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let heads = ["Lúc", "Hồ sơ", "Thành viên", "Người mở", "Lý do"];
    (!rows.is_empty())
        .then(|| Table::new("Các phiếu đã mở lại", heads.map(Head::new).to_vec(), rows))
}

impl From<&Fields> for Typed {
    fn from(fields: &Fields) -> Self {
        Self {
            code: fields.get("code").trim().to_owned(),
            seat: fields.get("seat").to_owned(),
            reason: fields.get("reason").to_owned(),
        }
    }
}
