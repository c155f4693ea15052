//! The home of a dossier: its tasks while it is written, otherwise what happened and what may be
//! done.

use sangkien_app::Caller;
use sangkien_app::access::reads_decision;
use sangkien_app::dossier::{DossierView, Task, TaskState};
use sangkien_app::port::PaperFormat;
use sangkien_app::record::Milestone;
use sangkien_domain::access::Power;
use sangkien_domain::dossier::State;
use sangkien_domain::form::SectionKind;
use sangkien_domain::id::DossierId;
use sangkien_domain::register::document_number;
use sangkien_domain::time::{Instant, day_text};
use sangkien_i18n::{code, label};
use sangkien_pages::dossier::{CorrectionItem, DossierHomePage};
use sangkien_pages::parts::{self, Act, Deadline, Event, Fact, Link, Tag, Tone, When};

use crate::address::format_words;
use crate::apology;
use crate::context::Context;
use crate::document;
use crate::item;
use crate::outcome::{citations, found, outcome};
use crate::outline;
use crate::overlap;
use crate::service;
use crate::show;

/// The page of a dossier for whoever may read it.
pub(crate) fn page(context: &Context, caller: &Caller, view: &DossierView) -> DossierHomePage {
    let now = context.now();
    let writes = writes(view);
    let mut shell = context.shell();
    shell.back = Some(Link::new("Hồ sơ", "/dossiers"));
    let decision = view
        .decision
        .as_ref()
        .filter(|decision| reads_decision(&caller.actor, decision));
    DossierHomePage {
        shell,
        eyebrow: format!("{}. {}", view.round.name, view.organiser_name),
        title: document::title(view),
        code: view.dossier.code.clone(),
        state: show::named_state(view.dossier.facts.state, state_name(view)),
        deadline: deadline(view, now),
        saved: writes.then(|| saved(view)).flatten(),
        tasks: if writes { tasks(view) } else { Vec::new() },
        citations: citations(view),
        outcome: outcome(view),
        facts: facts(view),
        acts: acts(view).into_iter().chain(apology::act(view)).collect(),
        corrections: corrections(view, writes),
        letters: letters(view),
        papers: apology::letters(view),
        timeline: timeline(view, now),
        sections: if writes {
            Vec::new()
        } else {
            document::sections(view)
        },
        files_title: document::files_title(view),
        files: if writes {
            Vec::new()
        } else {
            document::files(view)
        },
        attached: document::attached(view),
        decision: decision.map(|decision| {
            let number = decision
                .issue
                .as_ref()
                .map(|issue| document_number(issue.number, &decision.symbol))
                .unwrap_or_default();
            Link::new(
                format!("Quyết định số {number}"),
                format!("/decisions/{}", decision.id),
            )
        }),
        certificates: view.certificates.iter().map(show::certificate).collect(),
        remark: None,
        standing: None,
        panel: None,
    }
}

/// Whether the reader writes this dossier now.
pub(crate) fn writes(view: &DossierView) -> bool {
    view.dossier.powers().allow(Power::Edit) && view.dossier.facts.state.is_editable()
}

fn saved(view: &DossierView) -> Option<String> {
    let latest = view
        .sections
        .values()
        .map(|section| section.saved_at)
        .max()?;
    Some(format!("Lưu lần cuối lúc {}.", show::minute(latest)))
}

/// The clock that runs now: the round's closing for a draft, otherwise the step's last day.
pub(crate) fn deadline(view: &DossierView, now: Instant) -> Option<Deadline> {
    let state = view.dossier.facts.state;
    if let Some(stands) = &view.stands {
        return service::deadline(stands, now);
    }
    if state == State::Draft {
        return Some(show::round_deadline(
            &view.round.name,
            &view.round.window,
            now,
        ));
    }
    let day = view.dossier.due_on?;
    let limits = &view.rules.limits;
    let (todo, limit) = match state {
        State::Returned => ("để bổ sung hồ sơ", &limits.correction),
        State::Submitted => ("để nơi tiếp nhận kiểm tra hồ sơ", &limits.formality),
        State::Accepted | State::Confirmed | State::Marking | State::Passed => {
            ("để xét công nhận", &limits.evaluation)
        }
        _ => return None,
    };
    let detail = format!(
        "Thời hạn {}, đến hết ngày {} (giờ Việt Nam).",
        label::limit(limit, show::VI),
        day_text(day)
    );
    Some(show::step_deadline(day, now, todo, &detail))
}

fn tasks(view: &DossierView) -> Vec<parts::Task> {
    let id = view.dossier.id;
    view.tasks
        .iter()
        .map(|task| parts::Task {
            title: task.section.title.clone(),
            href: Some(outline::path(id, &task.section)),
            note: note(task, view),
            status: match task.state {
                TaskState::Complete => Tag::new("Đã xong", Tone::Done),
                TaskState::Incomplete => Tag::new("Đang viết", Tone::Active),
                TaskState::NotStarted if task.missing.is_empty() => {
                    Tag::new("Không bắt buộc", Tone::Plain)
                }
                TaskState::NotStarted => Tag::new("Chưa viết", Tone::Plain),
            },
        })
        .collect()
}

/// What is there or what is missing.
fn note(task: &Task, view: &DossierView) -> Option<String> {
    match (task.section.kind, task.missing.as_slice()) {
        (SectionKind::Evidence, []) if !view.files.is_empty() => {
            Some(format!("{} tệp", view.files.len()))
        }
        (SectionKind::Authors, []) => Some(format!("{} tác giả", view.authors.len())),
        (_, []) => None,
        (_, [only]) => Some(outline::lack(view, only)),
        (_, missing) => Some(format!("Còn {} nội dung", missing.len())),
    }
}

/// The name that the dossier's procedure gives its state.
fn state_name(view: &DossierView) -> Option<&str> {
    view.stands.as_ref().map(|stands| stands.state.as_str())
}

fn facts(view: &DossierView) -> Vec<Fact> {
    if let Some(stands) = &view.stands {
        let mut facts = vec![Fact::new("Người nộp", &view.dossier.authors_line)];
        facts.extend(service::facts(stands));
        facts.push(Fact::new("Nơi tiếp nhận", &view.desk_name));
        facts.push(Fact::new("Cơ quan giải quyết", &view.organiser_name));
        return facts;
    }
    let named = document::named(view);
    let mut facts = vec![Fact::new(
        "Tác giả",
        document::people(view)
            .iter()
            .map(|author| format!("{} ({})", author.full_name, author.share))
            .collect::<Vec<_>>()
            .join("\n"),
    )];
    if !named {
        facts = vec![Fact::new("Tác giả và đơn vị", document::UNNAMED)];
    }
    facts.extend(document::facts(view, named));
    if named {
        facts.push(Fact::new("Nơi tiếp nhận", &view.desk_name));
    }
    facts.push(Fact::new("Kết quả chấm", found(view)));
    if let Some(issue) = view.decision.as_ref().and_then(|decision| {
        decision
            .issue
            .as_ref()
            .map(|issue| (document_number(issue.number, &decision.symbol), issue))
    }) {
        let (number, issue) = issue;
        facts.push(Fact::new(
            "Quyết định",
            format!("Số {number} ngày {}", day_text(issue.issued_at.day())),
        ));
    }
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

/// What the reader may do now, by power and state.
fn acts(view: &DossierView) -> Vec<Act> {
    if let Some(stands) = &view.stands {
        return service::acts(view, stands);
    }
    let (id, state) = (view.dossier.id, view.dossier.facts.state);
    let at = |path: &str| format!("/dossiers/{id}/{path}");
    let allowed = |power: Power| view.dossier.powers().allow(power);
    let mut acts = Vec::new();
    match state {
        State::Draft if allowed(Power::File) => {
            acts.push(Act::open("Kiểm tra và nộp hồ sơ", at("check")));
        }
        State::Returned if allowed(Power::File) => {
            acts.push(Act::open("Trả lời và nộp lại", at("corrections")));
        }
        State::Late if allowed(Power::File) => {
            acts.push(Act::open(
                "Xem giờ ghi nhận, chuyển sang đợt sau",
                at("receipt"),
            ));
        }
        State::Submitted if allowed(Power::Receive) => {
            acts.push(Act::open("Xử lý hồ sơ", at("intake")));
        }
        State::Accepted if allowed(Power::Confirm) => {
            acts.push(Act::open(
                "Xác nhận ngày áp dụng lần đầu",
                at("confirmation"),
            ));
        }
        State::Confirmed if allowed(Power::Convene) => {
            acts.push(Act::open("Lập phiên họp", "/sessions/new"));
        }
        State::Marking if allowed(Power::Mark) => {
            acts.push(Act::open("Chấm hồ sơ", at("marking")));
        }
        State::Passed if allowed(Power::Decide) => {
            acts.push(Act::open("Lập quyết định", "/decisions/new"));
        }
        _ => {}
    }
    let unsettled = view.corrections.iter().any(|item| !item.state.is_settled());
    if allowed(Power::Waive) && unsettled && !state.is_end() {
        acts.push(Act::open("Miễn nội dung bổ sung", at("waivers")).secondary());
    }
    if let Some(link) = overlap::link(view) {
        acts.push(Act::open(link.label, link.href).secondary());
    }
    if allowed(Power::File) {
        if view.dossier.code.is_some() {
            acts.push(Act::open("Giấy biên nhận", at("receipt")).secondary());
        }
        if view.offers(sangkien_domain::dossier::Act::Withdraw) {
            let label = if state == State::Draft {
                "Bỏ bản nháp"
            } else {
                "Rút hồ sơ"
            };
            acts.push(Act::open(label, at("withdrawal")).secondary());
        }
    }
    acts
}

/// Items of the latest request.
pub(crate) fn corrections(view: &DossierView, writes: bool) -> Vec<CorrectionItem> {
    view.open_corrections()
        .into_iter()
        .map(|asked| item::shown(view, asked, writes))
        .collect()
}

/// The letters of the requests, and the comparison of versions for whoever works on it.
fn letters(view: &DossierView) -> Vec<Link> {
    let id = view.dossier.id;
    let mut links: Vec<Link> = view
        .requests
        .iter()
        .map(|request| letter(id, request.round, PaperFormat::Pdf))
        .collect();
    if let Some(last) = view.requests.last()
        && view.dossier.powers().allow(Power::Receive)
    {
        links.push(letter(id, last.round, PaperFormat::Docx));
    }
    let works_on_it = [Power::File, Power::Receive, Power::Waive]
        .into_iter()
        .any(|power| view.dossier.powers().allow(power));
    if works_on_it && view.submissions.len() > 1 {
        links.push(Link::new(
            "So sánh các lần nộp",
            format!("/dossiers/{id}/changes"),
        ));
    }
    links
}

/// The letter of a request.
pub(crate) fn letter(id: DossierId, round: i64, format: PaperFormat) -> Link {
    let (program, extension) = format_words(format);
    Link::new(
        format!("Thông báo yêu cầu bổ sung lần {round} ({program})"),
        format!("/dossiers/{id}/requests/{round}/letter.{extension}"),
    )
}

/// What happened, and the step that runs now.
fn timeline(view: &DossierView, now: Instant) -> Vec<Event> {
    let steps = view.milestones.iter().map(|step| {
        let event = Event {
            at: show::minute(step.at),
            title: if step.label.is_empty() || !in_own_words(step) {
                label::done(step.act, show::VI).to_owned()
            } else {
                step.label.clone()
            },
            by: (!step.by_name.is_empty())
                .then(|| format!("{}, {}", step.by_name, capacity(view, &step.capacity))),
            detail: Some(step.note.clone()).filter(|note| !note.is_empty()),
            when: When::Past,
        };
        (step.at, event)
    });
    let mut dated: Vec<(Instant, Event)> = steps.chain(apology::events(view)).collect();
    dated.sort_by_key(|(at, _)| *at);
    let mut events: Vec<Event> = dated.into_iter().map(|(_, event)| event).collect();
    let state = view.dossier.facts.state;
    if !events.is_empty() && !state.is_end() {
        events.push(Event {
            at: view
                .dossier
                .due_on
                .map(|day| show::due(day, now).text)
                .unwrap_or_default(),
            title: state_name(view)
                .unwrap_or_else(|| label::state(state, show::VI))
                .to_owned(),
            by: None,
            detail: None,
            when: When::Now,
        });
    }
    events
}

/// In which capacity somebody acted, inside a sentence.
fn capacity(view: &DossierView, code: &str) -> String {
    if code == "author" {
        return service::author(view).to_owned();
    }
    lower(code::capacity(code, show::VI))
}

/// Whether a step of the timeline is told in the words of its procedure: what only the procedure
/// names, and what is told to the author in the place of it.
fn in_own_words(step: &Milestone) -> bool {
    use sangkien_domain::dossier::Act;

    step.by_name.is_empty() || step.by.is_none() || matches!(step.act, Act::Forward | Act::Grant)
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
