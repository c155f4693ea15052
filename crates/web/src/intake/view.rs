//! The intake page from a dossier.

use sangkien_app::Caller;
use sangkien_app::casework::Offer;
use sangkien_app::correction::CorrectionDesk;
use sangkien_app::dossier::DossierView;
use sangkien_domain::correction::{ItemState, Judgement, Severity};
use sangkien_domain::dossier::Act;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::day_text;
use sangkien_i18n::{correction, label, measure};
use sangkien_pages::correction::{JudgedItem, Judging};
use sangkien_pages::intake::{CheckLine, IntakeForms, IntakePage, ReturnRow};
use sangkien_pages::parts::{Deadline, Link, Opt, Tag, Tone};

use crate::changes;
use crate::confirmation::arithmetic;
use crate::context::Context;
use crate::document;
use crate::intake::{Typed, form, reasons};
use crate::item;
use crate::judged::version;
use crate::overlap;
use crate::problem::Problem;
use crate::service;
use crate::show::{self, VI};

/// The page, with what has been typed so far.
pub(super) async fn page(
    context: &Context,
    caller: &Caller,
    view: &DossierView,
    typed: Typed,
) -> Result<IntakePage, Problem> {
    let id = view.dossier.id;
    let place = context.app().queue_place(caller, id).await?;
    let course = context.app().course(caller, id).await?;
    let offers = course.map(|course| course.offers.acts).unwrap_or_default();
    let open = offers
        .iter()
        .any(|offer| matches!(offer.kind, Act::Accept | Act::Return));
    let desk = context.app().correction_desk(caller, id).await?;
    let judging = judging(context, caller, view, open).await?;
    let mut shell = context.shell();
    shell.back = Some(Link::new("Trang hồ sơ", format!("/dossiers/{id}")));
    let address = |id| format!("/dossiers/{id}/intake");
    Ok(IntakePage {
        shell,
        heading: heading(view),
        dossier: document::document(view),
        state: show::named_state(
            view.dossier.facts.state,
            view.stands.as_ref().map(|stands| stands.state.as_str()),
        ),
        deadline: deadline(context, view).filter(|_| open),
        checks: checks(view),
        overlap: overlap::link(view),
        judging,
        closed: (!open).then(|| closed(view)),
        forms: open.then(|| forms(context, view, &desk, &offers, &typed)),
        errors: typed.errors,
        position: place
            .position
            .map(|position| format!("{position} trên {}", place.total)),
        prev: place.prev.map(address),
        next: place.next.map(address),
    })
}

/// What is done here: the step of the procedure, or the intake of the recognitions.
fn heading(view: &DossierView) -> String {
    let step = view.stands.as_ref().and_then(|stands| stands.step.clone());
    step.unwrap_or_else(|| "Tiếp nhận hồ sơ".to_owned())
}

fn deadline(context: &Context, view: &DossierView) -> Option<Deadline> {
    if let Some(stands) = &view.stands {
        return service::deadline(stands, context.now());
    }
    let due = view.dossier.due_on?;
    let detail = format!(
        "Đến hết ngày {}. Căn cứ: {}.",
        day_text(due),
        view.rules.limits.formality.citation
    );
    let todo = "để kiểm tra hồ sơ";
    Some(show::step_deadline(due, context.now(), todo, &detail))
}

fn forms(
    context: &Context,
    view: &DossierView,
    desk: &CorrectionDesk,
    offers: &[Offer],
    typed: &Typed,
) -> IntakeForms {
    let id = view.dossier.id;
    let offered = |kind: Act| offers.iter().find(|offer| offer.kind == kind);
    let recognition = view.stands.is_none();
    let kept = desk
        .draft
        .as_ref()
        .map(|draft| draft.items.iter().map(form::row).collect())
        .filter(|rows: &Vec<ReturnRow>| !rows.is_empty());
    IntakeForms {
        accept: offered(Act::Accept)
            .map(|offer| Link::new(&offer.label, format!("/dossiers/{id}/acceptance"))),
        give_back_label: match offered(Act::Return) {
            Some(offer) if !recognition => offer.label.clone(),
            _ => "Trả lại để bổ sung".to_owned(),
        },
        give_back: offered(Act::Return)
            .map(|_| format!("/dossiers/{id}/return"))
            .unwrap_or_default(),
        refuse: offered(Act::Refuse)
            .filter(|_| recognition)
            .map(|_| format!("/dossiers/{id}/refusal")),
        others: (!recognition)
            .then(|| Link::new("Việc khác của bước này", format!("/dossiers/{id}"))),
        author: service::author(view),
        version: version(view.dossier.version),
        draft: version(desk.draft.as_ref().map_or(0, |draft| draft.version)),
        saved: desk
            .draft
            .as_ref()
            .map(|draft| show::saved(draft.saved_at, context.now())),
        panel: typed.panel,
        rows: typed
            .rows
            .clone()
            .or(kept)
            .unwrap_or_else(|| vec![ReturnRow::default()]),
        places: places(view),
        phrases: phrases(desk),
        severities: Severity::ALL
            .iter()
            .map(|severity| Opt::new(severity.code(), correction::severity(*severity, VI)))
            .collect(),
        repeats: repeats(view),
        bases: usual_bases(view),
        answer_by: Some(service::answer_by(view, &desk.answer_by)),
        reasons: reasons()
            .map(|reason| {
                Opt::new(reason.code(), label::reason(reason, VI))
                    .selected(typed.reason == reason.code())
            })
            .collect(),
        text: typed.text.clone(),
    }
}

/// Sections, the questions in them, and files.
fn places(view: &DossierView) -> Vec<Opt> {
    let mut places = vec![Opt::new("", "Chọn mục hoặc tệp")];
    for section in &view.rules.form.sections {
        places.push(Opt::new(&section.key, &section.title));
        for field in &section.fields {
            places.push(Opt::new(
                format!("{}.{}", section.key, field.key),
                format!("{}: {}", section.title, field.label),
            ));
        }
    }
    for file in &view.files {
        places.push(Opt::new(
            format!("{}{}", form::FILE, file.id),
            format!("Tệp {}", file.name),
        ));
    }
    places
}

/// Phrases by library; the first stands for words of one's own.
fn phrases(desk: &CorrectionDesk) -> Vec<Opt> {
    let mut list = vec![Opt::new("", "Tự viết")];
    for library in &desk.phrases.0 {
        for phrase in &library.phrases {
            list.push(Opt::new(library.reference(phrase), &phrase.label));
        }
    }
    list
}

/// Which items the next request repeats.
fn repeats(view: &DossierView) -> Option<String> {
    let numbers: Vec<String> = view
        .corrections
        .iter()
        .filter(|item| item.state == ItemState::Reopened)
        .map(|item| item.number.to_string())
        .collect();
    (!numbers.is_empty()).then(|| {
        format!(
            "Yêu cầu này nhắc lại nội dung {} chưa đạt.",
            numbers.join(", ")
        )
    })
}

/// Sources of the rules the dossier is bound to, each once.
fn usual_bases(view: &DossierView) -> Vec<String> {
    let rules = &view.rules;
    let mut bases: Vec<String> = Vec::new();
    for citation in [
        &rules.authors.citation,
        &rules.limits.formality.citation,
        &rules.limits.claim.citation,
        &rules.rubric.citation,
    ] {
        let text = citation.to_string();
        if !text.is_empty() && !bases.contains(&text) {
            bases.push(text);
        }
    }
    bases
}

fn line(label: &str, good: bool, trouble: &str, note: Option<String>) -> CheckLine {
    CheckLine {
        label: label.to_owned(),
        status: if good {
            Tag::new("Đạt", Tone::Done)
        } else {
            Tag::new(trouble, Tone::Soon)
        },
        note,
    }
}

/// What the program can check by the rules the dossier is bound to.
fn checks(view: &DossierView) -> Vec<CheckLine> {
    let content = view.content();
    let missing: Vec<Refusal> = content
        .missing(&view.rules)
        .into_iter()
        .map(|(_, refusal)| refusal)
        .collect();
    let (of_authors, others): (Vec<&Refusal>, Vec<&Refusal>) = missing
        .iter()
        .partition(|refusal| is_about_authors(refusal));
    let sentences = |refusals: &[&Refusal]| {
        let lines: Vec<String> = refusals.iter().map(|one| show::refusal(one)).collect();
        (!lines.is_empty()).then(|| lines.join(" "))
    };
    let mut lines = vec![line(
        "Đủ các mục bắt buộc",
        others.is_empty(),
        "Còn thiếu",
        sentences(&others),
    )];
    if view.stands.is_some() {
        lines.push(attached("Tệp kèm theo", view));
        return lines;
    }
    lines.push(line(
        "Tác giả và tổng tỷ lệ đóng góp 100 %",
        of_authors.is_empty(),
        "Cần xem",
        sentences(&of_authors).or_else(|| Some(format!("{} tác giả", view.authors.len()))),
    ));
    if let Some(at) = view.dossier.submitted_at {
        let left = view.round.window.closes_at.seconds_since(at);
        lines.push(line(
            "Nộp trong giờ của đợt",
            left > 0,
            "Cần xem",
            Some(format!(
                "Nộp {}, trước giờ đóng {}",
                show::minute(at),
                measure::duration(left, VI)
            ))
            .filter(|_| left > 0),
        ));
        lines.push(first_application(view, at.day()));
    }
    lines.push(attached("Tệp minh chứng", view));
    lines
}

fn attached(label: &str, view: &DossierView) -> CheckLine {
    CheckLine {
        label: label.to_owned(),
        status: Tag::new(format!("{} tệp", view.files.len()), Tone::Plain),
        note: None,
    }
}

fn is_about_authors(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::NoAuthor
            | Refusal::AuthorUnnamed { .. }
            | Refusal::TooManyAuthors { .. }
            | Refusal::ShareOutOfRange { .. }
            | Refusal::SharesDoNotSum { .. }
    )
}

/// The declared day of first application against the limit; the head confirms it later.
fn first_application(view: &DossierView, filed_on: jiff::civil::Date) -> CheckLine {
    let name = format!(
        "Thời hạn {} từ ngày áp dụng lần đầu",
        label::limit(&view.rules.limits.claim, VI)
    );
    let Some(first) = view.content().first_applied_on() else {
        return line(&name, false, "Chưa ghi ngày", None);
    };
    let sum = arithmetic(first, filed_on, &view.rules);
    line(
        &name,
        sum.fault.is_none(),
        "Cần xem",
        Some(format!(
            "Tác giả ghi ngày {}; {}",
            day_text(first),
            sum.verdict_in_note
        )),
    )
}

/// Why there are no forms: what happened last.
fn closed(view: &DossierView) -> String {
    let state = view.dossier.facts.state;
    let stands = view.stands.as_ref().map(|stands| stands.state.as_str());
    let now = format!(
        "Hồ sơ đang ở bước “{}”.",
        stands.unwrap_or_else(|| label::state(state, VI))
    );
    match view.milestones.last() {
        Some(last) => format!(
            "{} ({}, {}). {now}",
            label::done(last.act, VI),
            last.by_name,
            show::minute(last.at)
        ),
        None => now,
    }
}

/// The items of earlier requests with what the author did about them and what the words say.
async fn judging(
    context: &Context,
    caller: &Caller,
    view: &DossierView,
    open: bool,
) -> Result<Option<Judging>, Problem> {
    if view.corrections.is_empty() {
        return Ok(None);
    }
    let id = view.dossier.id;
    let found = context.app().round_changes(caller, id, None).await?;
    let items: Vec<JudgedItem> = view
        .corrections
        .iter()
        .map(|asked| {
            let compared = found
                .as_ref()
                .and_then(|found| found.items.iter().find(|one| one.item.id == asked.id));
            JudgedItem {
                item: item::shown(view, asked, false),
                proposal: compared.map(|one| item::proposal(one.proposal)),
                passages: match (&found, compared) {
                    (Some(found), Some(one)) => changes::passages_of(found, &one.changes),
                    _ => Vec::new(),
                },
                verdict: format!("verdict.{}", asked.id),
                verdicts: if open && asked.state != ItemState::Waived {
                    verdicts(asked.state)
                } else {
                    Vec::new()
                },
                remark: format!("remark.{}", asked.id),
            }
        })
        .collect();
    let address = format!("/dossiers/{id}/changes");
    let stray = found.as_ref().map_or(0, |found| {
        found.unrequested().count() + found.unrequested_files().count()
    });
    Ok(Some(Judging {
        action: format!("/dossiers/{id}/judgement"),
        version: version(view.dossier.version),
        open: items.iter().any(|one| !one.verdicts.is_empty()),
        items,
        unrequested: (stray > 0).then(|| {
            Link::new(
                format!("Có {stray} thay đổi ngoài nội dung yêu cầu"),
                address.clone(),
            )
        }),
        compare: found.as_ref().map(|found| {
            Link::new(
                changes::compared(found).trim_end_matches('.').to_owned(),
                address.clone(),
            )
        }),
        again: view
            .supplemented_again()
            .then(|| format!("Hồ sơ đã được yêu cầu bổ sung {} lần.", view.requests.len())),
    }))
}

/// What the desk may find, with what it found before.
fn verdicts(state: ItemState) -> Vec<Opt> {
    vec![
        Opt::new(Judgement::Verify.code(), "Đạt").selected(state == ItemState::Verified),
        Opt::new(Judgement::Reopen.code(), "Chưa đạt, yêu cầu sửa tiếp")
            .selected(state == ItemState::Reopened),
    ]
}
