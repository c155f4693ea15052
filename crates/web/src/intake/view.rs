//! The intake page from a dossier.

use sangkien_app::Caller;
use sangkien_app::dossier::DossierView;
use sangkien_domain::correction::ItemState;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::day_text;
use sangkien_i18n::{correction, label, measure};
use sangkien_pages::dossier::CorrectionItem;
use sangkien_pages::intake::{CheckLine, IntakeForms, IntakePage};
use sangkien_pages::parts::{Link, Opt, Tag, Tone};

use crate::confirmation::arithmetic;
use crate::context::Context;
use crate::document;
use crate::intake::{Typed, reasons};
use crate::judged::version;
use crate::problem::Problem;
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
    let open = view.dossier.facts.state.after(Act::Accept).is_ok();
    let mut shell = context.shell();
    shell.back = Some(Link::new("Trang hồ sơ", format!("/dossiers/{id}")));
    let address = |id| format!("/dossiers/{id}/intake");
    Ok(IntakePage {
        shell,
        dossier: document::document(view, true),
        state: show::state_tag(view.dossier.facts.state),
        deadline: view.dossier.due_on.filter(|_| open).map(|due| {
            let detail = format!(
                "Đến hết ngày {}. Căn cứ: {}.",
                day_text(due),
                view.rules.limits.formality.citation
            );
            show::step_deadline(due, context.now(), "để kiểm tra hồ sơ", &detail)
        }),
        checks: checks(view),
        answers: answers(view),
        closed: (!open).then(|| closed(view)),
        forms: open.then(|| forms(context, view, &typed)),
        errors: typed.errors,
        position: place
            .position
            .map(|position| format!("{position} trên {}", place.total)),
        prev: place.prev.map(address),
        next: place.next.map(address),
    })
}

fn forms(context: &Context, view: &DossierView, typed: &Typed) -> IntakeForms {
    let id = view.dossier.id;
    let rules = &view.rules;
    let correction = &rules.limits.correction;
    let until = rules.calendar.last_day(context.now().day(), correction);
    let mut places = vec![Opt::new("", "Chọn mục")];
    places.extend(
        rules
            .form
            .sections
            .iter()
            .map(|section| Opt::new(&section.key, &section.title)),
    );
    IntakeForms {
        accept: format!("/dossiers/{id}/acceptance"),
        give_back: format!("/dossiers/{id}/return"),
        refuse: format!("/dossiers/{id}/refusal"),
        version: version(view.dossier.version),
        panel: typed.panel,
        rows: typed.rows.clone(),
        places,
        bases: usual_bases(view),
        answer_by: Some(format!(
            "Tác giả có {} để bổ sung, đến hết ngày {} nếu gửi trả hôm nay.",
            label::limit(correction, VI),
            day_text(until)
        )),
        reasons: reasons()
            .map(|reason| {
                Opt::new(reason.code(), label::reason(reason, VI))
                    .selected(typed.reason == reason.code())
            })
            .collect(),
        text: typed.text.clone(),
    }
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
    let mut lines = vec![
        line(
            "Đủ các mục bắt buộc",
            others.is_empty(),
            "Còn thiếu",
            sentences(&others),
        ),
        line(
            "Tác giả và tổng tỷ lệ đóng góp 100 %",
            of_authors.is_empty(),
            "Cần xem",
            sentences(&of_authors).or_else(|| Some(format!("{} tác giả", view.authors.len()))),
        ),
    ];
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
    lines.push(CheckLine {
        label: "Tệp minh chứng".to_owned(),
        status: Tag::new(format!("{} tệp", view.files.len()), Tone::Plain),
        note: None,
    });
    lines
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
    let now = format!("Hồ sơ đang ở bước “{}”.", label::state(state, VI));
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

/// The author's answers to the last request, once there was one.
fn answers(view: &DossierView) -> Vec<CorrectionItem> {
    if view.dossier.facts.state == State::Draft {
        return Vec::new();
    }
    view.open_corrections()
        .into_iter()
        .map(|item| CorrectionItem {
            number: u32::try_from(item.number).unwrap_or(0),
            place: view
                .rules
                .form
                .section(&item.place)
                .map_or_else(|| item.place.clone(), |section| section.title.clone()),
            requirement: item.requirement.clone(),
            basis: item.basis.clone(),
            edit: None,
            answer: item.answer.clone(),
            state: Tag::new(
                correction::item_state(item.state, VI),
                match item.state {
                    ItemState::Open => Tone::Soon,
                    ItemState::Answered => Tone::Active,
                    ItemState::Reopened => Tone::Late,
                    ItemState::Verified | ItemState::Waived => Tone::Done,
                },
            ),
        })
        .collect()
}
