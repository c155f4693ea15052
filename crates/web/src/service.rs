//! What pages say of dossiers in standing intakes: the words and limits of their own procedure.

use sangkien_app::casework::Stands;
use sangkien_app::correction::AnswerBy;
use sangkien_app::dossier::DossierView;
use sangkien_casework::clock::{LimitScope, RunningLimit};
use sangkien_casework::definition::ClockMode;
use sangkien_domain::access::Power;
use sangkien_domain::dossier::State;
use sangkien_domain::law::Limit;
use sangkien_domain::register::document_number;
use sangkien_domain::time::{Instant, day_text};
use sangkien_i18n::label;
use sangkien_pages::dossier::Outcome;
use sangkien_pages::parts::{Act, Citation, Deadline, Fact, Pace, Step};

use crate::show;

/// The limit that ends first of those that run, or why none does.
pub(crate) fn deadline(stands: &Stands, now: Instant) -> Option<Deadline> {
    if stands.clock == ClockMode::Suspended {
        return Some(Deadline {
            pace: Pace::Closed,
            remaining: None,
            lead: "Thời hạn đang tạm dừng.".to_owned(),
            detail: format!("{}.", stands.clock_reason),
            closes_at: None,
            now: None,
        });
    }
    let (limit, due) = running(stands)
        .filter_map(|limit| limit.due_at.map(|due| (limit, due)))
        .min_by_key(|(_, due)| *due)?;
    let detail = format!(
        "{}: {}, đến {} (giờ Việt Nam).",
        limit.label,
        label::limit(&limit.limit, show::VI),
        until(due)
    );
    let todo = match limit.scope {
        LimitScope::Step => "theo thời hạn của bước này",
        LimitScope::Whole => "theo thời hạn giải quyết",
    };
    let ends_today = due.day() == now.day();
    let (pace, lead) = match stands.working_days {
        days if now > due => (
            Pace::Late,
            match -days {
                late if late > 0 => format!("Đã quá hạn {late} ngày làm việc."),
                _ => "Đã quá hạn.".to_owned(),
            },
        ),
        _ if ends_today => (Pace::Soon, format!("Hôm nay là ngày cuối {todo}.")),
        days => (
            if days <= 2 { Pace::Soon } else { Pace::OnTrack },
            format!("Còn {days} ngày làm việc {todo}."),
        ),
    };
    Some(Deadline {
        pace,
        remaining: None,
        lead,
        detail,
        closes_at: None,
        now: None,
    })
}

fn running(stands: &Stands) -> impl Iterator<Item = &RunningLimit> {
    stands.limits.iter().filter(|limit| limit.met_at.is_none())
}

/// "hết ngày 10/05/2024" for the end of a day, otherwise the minute.
fn until(due: Instant) -> String {
    if due.plus_seconds(1).day() == due.day() {
        show::minute(due)
    } else {
        format!("hết ngày {}", day_text(due.day()))
    }
}

/// The articles of the limits that run.
pub(crate) fn citations(stands: &Stands) -> Vec<Citation> {
    running(stands)
        .map(|limit| show::limit(&limit.label, &limit.limit))
        .collect()
}

/// Procedure, documents, what is owed for lateness; where it stands is told beside them.
pub(crate) fn facts(stands: &Stands) -> Vec<Fact> {
    let mut facts = vec![Fact::new("Thủ tục", &stands.procedure)];
    for document in &stands.documents {
        facts.push(Fact::new(
            &document.title,
            format!(
                "Số {} ngày {}",
                document_number(document.number, &document.symbol),
                day_text(document.issued_at.day())
            ),
        ));
    }
    for label in &stands.apologies {
        facts.push(Fact::new(
            "Trễ hẹn",
            format!("{label} đã hết. Cơ quan giải quyết phải xin lỗi bằng văn bản và hẹn lại ngày trả kết quả."),
        ));
    }
    for (label, day) in &stands.promises {
        facts.push(Fact::new(
            "Hẹn lại",
            format!(
                "{label} đã hết; kết quả được hẹn lại ngày {}.",
                day_text(*day)
            ),
        ));
    }
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

/// What whoever filed a dossier is called inside a sentence.
pub(crate) fn author(view: &DossierView) -> &'static str {
    if view.stands.is_some() {
        "người nộp hồ sơ"
    } else {
        "tác giả"
    }
}

/// Until when whoever filed it would have to answer a request, one sentence.
pub(crate) fn answer_by(view: &DossierView, answer_by: &AnswerBy) -> String {
    let who = author(view);
    match &answer_by.limit {
        Some((limit, day)) => format!(
            "Nếu gửi hôm nay, {who} có {} để bổ sung, đến hết ngày {}{}.",
            label::limit(limit, show::VI),
            day_text(*day),
            source(limit)
        ),
        None if answer_by.paused => format!(
            "Quy trình không ấn định thời hạn bổ sung. Thời hạn giải quyết tạm dừng cho đến khi {who} nộp lại."
        ),
        None => "Quy trình không ấn định thời hạn bổ sung.".to_owned(),
    }
}

/// " (Điều 6, …)", or nothing.
fn source(limit: &Limit) -> String {
    match limit.citation.to_string() {
        text if text.is_empty() => text,
        text => format!(" ({text})"),
    }
}

/// Pages the reader may go to; what the step itself offers stands in its panel.
pub(crate) fn acts(view: &DossierView, stands: &Stands) -> Vec<Act> {
    let (id, state) = (view.dossier.id, view.dossier.facts.state);
    let at = |path: &str| format!("/dossiers/{id}/{path}");
    let mut acts = Vec::new();
    let allowed = |power: Power| view.dossier.powers().allow(power);
    let unsettled = view.corrections.iter().any(|item| !item.state.is_settled());
    if allowed(Power::Waive) && unsettled && !state.is_end() {
        acts.push(Act::open("Miễn nội dung bổ sung", at("waivers")).secondary());
    }
    if !allowed(Power::File) {
        return acts;
    }
    match state {
        State::Draft => acts.push(Act::open("Kiểm tra và nộp hồ sơ", at("check"))),
        State::Returned => acts.push(Act::open("Trả lời và nộp lại", at("corrections"))),
        _ => {}
    }
    if view.dossier.code.is_some() {
        acts.push(Act::open("Giấy biên nhận", at("receipt")).secondary());
    }
    if stands.withdraws {
        let words = if state == State::Draft {
            "Bỏ bản nháp"
        } else {
            "Rút hồ sơ"
        };
        acts.push(Act::open(words, at("withdrawal")).secondary());
    }
    acts
}

/// How it ended, where its state alone does not say it.
pub(crate) fn outcome(view: &DossierView, stands: &Stands) -> Option<Outcome> {
    let note = &view.dossier.end_note;
    let reason = if note.is_empty() {
        None
    } else {
        Some(format!("Lý do: {note}"))
    };
    match view.dossier.facts.state {
        State::Refused | State::Withdrawn | State::Stopped => Some(Outcome {
            title: stands.state.clone(),
            text: reason.unwrap_or_else(|| format!("{} đã kết thúc.", stands.procedure)),
            citation: None,
            remedy: Some("Có thể lập hồ sơ mới sau khi khắc phục lý do trên.".to_owned()),
        }),
        _ => None,
    }
}

/// What happens after receipt: each limit of the whole procedure with its last moment.
pub(crate) fn steps(view: &DossierView, stands: &Stands) -> Vec<Step> {
    // A limit that began again stands once, as it runs now.
    let latest = |limit: &&RunningLimit| {
        let same = stands.limits.iter().filter(|other| other.key == limit.key);
        same.map(|other| other.visit).max() == Some(limit.visit)
    };
    let mut limits: Vec<&RunningLimit> = stands
        .limits
        .iter()
        .filter(|limit| limit.scope == LimitScope::Step || limit.met_at.is_none())
        .filter(latest)
        .collect();
    limits.sort_by_key(|limit| limit.due_at);
    let mut steps: Vec<Step> = limits
        .into_iter()
        .map(|limit| Step {
            title: limit.label.clone(),
            when: Some(match limit.due_at {
                Some(due) => format!(
                    "đến {} ({})",
                    until(due),
                    label::limit(&limit.limit, show::VI)
                ),
                None => format!("trong {}", label::limit(&limit.limit, show::VI)),
            }),
            citation: Some(show::citation(&limit.limit.citation)),
        })
        .collect();
    steps.push(Step {
        title: format!("Nhận kết quả tại {}", view.desk_name),
        when: None,
        citation: None,
    });
    steps
}
