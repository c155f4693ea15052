//! The apology with a new day that a limit which was not kept asks for: page, form and letter.

use axum::http::StatusCode;
use sangkien_app::casework::{ApologyDesk, ApologyInput, ApologyTold};
use sangkien_app::dossier::DossierView;
use sangkien_app::port::PaperFormat;
use sangkien_domain::access::Power;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::{Instant, day_text};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::label;
use sangkien_pages::course::{ApologyForm, ApologyPage, ApologyView};
use sangkien_pages::parts::{Act, Errors, Event, Fact, Link, When};

use crate::address::{download, format_words, paper_file};
use crate::context::{Context, Reply};
use crate::extract::{Id, Signed, SignedForm};
use crate::judged::judged;
use crate::problem::Problem;
use crate::show::{self, VI};
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/dossiers/{id}/apology", show_page)
        .post("/dossiers/{id}/apology", send)
        .get("/dossiers/{id}/apologies/{number}/letter.pdf", letter_pdf)
        .get("/dossiers/{id}/apologies/{number}/letter.docx", letter_docx)
}

async fn show_page(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let desk = signed.app().apology_desk(&signed.caller, id).await?;
    signed.html(&page(
        &signed,
        id,
        &desk,
        &Fields::default(),
        Errors::none(),
    ))
}

async fn letter_pdf(signed: Signed, at: Id<(DossierId, i64)>) -> Reply {
    letter(signed, at, PaperFormat::Pdf).await
}

async fn letter_docx(signed: Signed, at: Id<(DossierId, i64)>) -> Reply {
    letter(signed, at, PaperFormat::Docx).await
}

async fn letter(
    signed: Signed,
    Id((id, number)): Id<(DossierId, i64)>,
    format: PaperFormat,
) -> Reply {
    let asked = (number, format);
    let letter = signed
        .app()
        .apology_letter(&signed.caller, id, asked)
        .await?;
    let (name, media_type) = paper_file(&letter.name, format);
    Ok(download(&name, media_type, letter.content))
}

fn page(
    context: &Context,
    id: DossierId,
    desk: &ApologyDesk,
    typed: &Fields,
    errors: Errors,
) -> ApologyPage {
    let mut shell = context.shell();
    shell.back = Some(Link::new("Hồ sơ", format!("/dossiers/{id}")));
    ApologyPage {
        shell,
        title: show::title(&desk.title),
        code: desk.code.clone(),
        action: format!("/dossiers/{id}/apology"),
        items: desk
            .apologies
            .iter()
            .map(|told| view(id, told, typed))
            .collect(),
        errors,
    }
}

fn view(id: DossierId, told: &ApologyTold, typed: &Fields) -> ApologyView {
    let apology = &told.apology;
    let number = apology.number;
    let limit = &told.limit;
    let mut facts = vec![
        Fact::new("Độ dài", label::limit(&limit.limit, VI)),
        Fact::new("Căn cứ", limit.limit.citation.to_string()),
        Fact::new("Hết lúc", show::minute(apology.due_at)),
    ];
    if let Some(at) = limit.met_at {
        facts.push(Fact::new("Xong lúc", show::minute(at)));
    }
    if let Some(sent) = &apology.sent {
        facts.push(Fact::new(
            "Đã gửi",
            format!("{}, {}", show::minute(sent.at), sent.by_name),
        ));
        facts.push(Fact::new("Lý do chậm", &sent.reason));
        if let Some(day) = sent.new_day {
            facts.push(Fact::new("Hẹn lại", day_text(day)));
        }
    }
    let form = apology.sent.is_none().then(|| {
        let (day, reason) = (format!("new_day.{number}"), format!("reason.{number}"));
        ApologyForm {
            number,
            day: told.needs_day().then(|| {
                let text = typed.get(&day).to_owned();
                (day, text)
            }),
            reason: typed.get(&reason).to_owned(),
            reason_name: reason,
        }
    });
    ApologyView {
        heading: limit.label.clone(),
        facts,
        form,
        letter: apology
            .sent
            .is_some()
            .then(|| link(id, number, PaperFormat::Pdf)),
    }
}

/// The letter of an apology that was sent.
fn link(id: DossierId, number: i64, format: PaperFormat) -> Link {
    let (program, extension) = format_words(format);
    Link::new(
        format!("Phiếu xin lỗi, hẹn lại lần {number} ({program})"),
        format!("/dossiers/{id}/apologies/{number}/letter.{extension}"),
    )
}

async fn send(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    // Whoever may not send it learns nothing from how the form is read.
    form.app().apology_desk(&form.caller, id).await?;
    let fields = &form.fields;
    let number: i64 = fields
        .get("number")
        .parse()
        .map_err(|_| Problem::Unreadable)?;
    let (day, reason) = (format!("new_day.{number}"), format!("reason.{number}"));
    let input = ApologyInput {
        number,
        new_day: show::typed_day(fields.get(&day)),
        reason: fields.get(&reason).to_owned(),
    };
    let outcome = form.app().send_apology(&form.caller, id, input).await;
    match judged(outcome)? {
        Ok(()) => form.done(
            &format!("/dossiers/{id}/apology"),
            "Đã gửi phiếu xin lỗi; người nộp hồ sơ được báo.",
        ),
        Err(refusals) => {
            let desk = form.app().apology_desk(&form.caller, id).await?;
            let mut errors = Errors::none();
            for refusal in &refusals {
                let field = match refusal {
                    Refusal::ReasonMissing => reason.as_str(),
                    other => match other.field() {
                        Some("new_day") => day.as_str(),
                        Some("reason") => reason.as_str(),
                        _ => "",
                    },
                };
                errors.push(field, show::refusal(refusal));
            }
            let page = page(&form, id, &desk, fields, errors);
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// The way to an apology that is owed, for whoever may send it.
pub(crate) fn act(view: &DossierView) -> Option<Act> {
    let owed = view
        .apologies
        .iter()
        .any(|told| told.apology.sent.is_none());
    owed.then(|| {
        Act::open(
            "Xin lỗi, hẹn lại",
            format!("/dossiers/{}/apology", view.dossier.id),
        )
    })
}

/// Letters of apologies that were sent.
pub(crate) fn letters(view: &DossierView) -> Vec<Link> {
    let id = view.dossier.id;
    let mut links = Vec::new();
    for told in &view.apologies {
        if told.apology.sent.is_some() {
            let number = told.apology.number;
            links.push(link(id, number, PaperFormat::Pdf));
            if view.dossier.powers().allow(Power::Apologise) {
                links.push(link(id, number, PaperFormat::Docx));
            }
        }
    }
    links
}

/// Apologies that were sent, as events of the timeline with their moments.
pub(crate) fn events(view: &DossierView) -> Vec<(Instant, Event)> {
    view.apologies
        .iter()
        .filter_map(|told| {
            let sent = told.apology.sent.as_ref()?;
            let promise = sent
                .new_day
                .map(|day| format!("Hẹn lại ngày {}. ", day_text(day)))
                .unwrap_or_default();
            let event = Event {
                at: show::minute(sent.at),
                title: format!("Xin lỗi vì quá hạn: {}", told.limit.label),
                by: Some(sent.by_name.clone()),
                detail: Some(format!("{promise}Lý do: {}", sent.reason)),
                when: When::Past,
            };
            Some((sent.at, event))
        })
        .collect()
}
