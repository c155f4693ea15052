//! Pages of marking from what the use cases know.

use sangkien_app::council::{MarkingItem, MarkingView};
use sangkien_app::record::Vote;
use sangkien_domain::council::SessionState;
use sangkien_domain::dossier::State;
use sangkien_domain::id::DossierId;
use sangkien_domain::rubric::{self, Rubric, Score, Standing};
use sangkien_domain::time::{Instant, moment_text};
use sangkien_pages::Shell;
use sangkien_pages::marking::{
    self, Band, Criterion, MarkingListPage, MarkingPage, SheetForm, Threshold,
};
use sangkien_pages::parts::{
    Cell, Deadline, DossierView, Empty, Errors, Head, Link, Meter, Pace, Table, Tag, Tone,
};

use crate::context::Context;
use crate::document;
use crate::judged::version;
use crate::marking::form::Typed;
use crate::show;

/// From this long before a session its sheets are pressing, in seconds.
const SOON_SECONDS: i64 = 2 * 24 * 3600;

fn address(id: DossierId) -> String {
    format!("/dossiers/{id}/marking")
}

/// The member's sheets of sessions under way.
pub(super) fn list(context: &Context, items: &[MarkingItem]) -> MarkingListPage {
    let mut sessions: Vec<&str> = Vec::new();
    for item in items {
        if !sessions.contains(&item.session_title.as_str()) {
            sessions.push(&item.session_title);
        }
    }
    let sent = items.iter().filter(|item| item.sent_at.is_some()).count();
    let next = items
        .iter()
        .filter(|item| item.sent_at.is_none())
        .map(|item| item.meets_at)
        .min();
    let now = context.now();
    let rows = items.iter().map(|item| row(item, sessions.len() > 1, now));
    MarkingListPage {
        shell: context.shell(),
        eyebrow: sessions.join(" · "),
        sent: count(sent),
        expected: count(items.len()),
        deadline: next.map(|at| deadline(at, context.now())),
        table: Table::new(
            "Phiếu chấm của tôi",
            vec![
                Head::new("Mã"),
                Head::new("Sáng kiến"),
                Head::new("Phiếu"),
                Head::new("Hạn gửi"),
                Head::new("Điểm").numeric(),
            ],
            rows.collect(),
        )
        .with_keys(),
        empty: Empty::new(
            "Chưa có hồ sơ nào để chấm",
            "Phiếu xuất hiện khi thư ký lập phiên họp có hồ sơ của hội đồng này.",
        ),
    }
}

fn row(item: &MarkingItem, name_session: bool, now: Instant) -> Vec<Cell> {
    let title = address(item.dossier);
    // Nothing presses once a sheet is sent.
    let due = match (item.sent_at, item.meets_at.seconds_since(now)) {
        (Some(_), _) => Cell::text(""),
        (None, left) if left <= 0 => Cell::Tag(Tag::new("Đã đến giờ họp", Tone::Late)),
        (None, left) if left < SOON_SECONDS => {
            Cell::Tag(Tag::new(show::minute(item.meets_at), Tone::Soon))
        }
        (None, _) => Cell::text(show::minute(item.meets_at)),
    };
    let status = if item.sent_at.is_some() {
        Tag::new("Đã gửi", Tone::Done)
    } else if item.begun {
        Tag::new("Nháp", Tone::Active)
    } else {
        Tag::new("Chưa chấm", Tone::Waiting)
    };
    vec![
        Cell::code(&item.code),
        if name_session {
            Cell::link_with(&item.title, title, &item.session_title)
        } else {
            Cell::link(&item.title, title)
        },
        Cell::Tag(status),
        due,
        Cell::number(
            item.total
                .map(|total| total.to_string())
                .unwrap_or_default(),
        ),
    ]
}

fn deadline(meets_at: Instant, now: Instant) -> Deadline {
    let left = meets_at.seconds_since(now);
    let begun = left <= 0;
    Deadline {
        pace: if left < SOON_SECONDS {
            Pace::Soon
        } else {
            Pace::OnTrack
        },
        remaining: None,
        lead: "Gửi phiếu trước khi thư ký đóng phần chấm.".to_owned(),
        detail: format!(
            "Phiên họp {} lúc {}.",
            if begun {
                "đã bắt đầu"
            } else {
                "bắt đầu"
            },
            show::minute(meets_at)
        ),
        closes_at: None,
        now: None,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A sheet with what has been typed so far.
pub(super) fn sheet(
    context: &Context,
    marking: &MarkingView,
    items: &[MarkingItem],
    typed: &Typed,
    errors: Errors,
) -> MarkingPage {
    let id = marking.view.dossier.id;
    let rubric = &marking.view.rules.rubric;
    let locked = locked(marking);
    let at = items.iter().position(|item| item.dossier == id);
    let open = locked.is_none();
    let mut shell = context.shell();
    shell.back = Some(Link::new("Phiếu chấm của tôi", "/marking"));
    let dossier = document::document(&marking.view);
    MarkingPage {
        position: at.map(|at| format!("{} trên {}", at + 1, items.len())),
        prev: at
            .and_then(|at| at.checked_sub(1))
            .and_then(|before| items.get(before))
            .map(|item| address(item.dossier)),
        next: next_unsent(items, at, id).map(address),
        deadline: open.then(|| deadline(marking.session.meets_at, context.now())),
        form: open.then(|| SheetForm {
            action: address(id),
            version: version(marking.sheet.as_ref().map_or(0, |sheet| sheet.version)),
            saved: marking
                .sheet
                .as_ref()
                .map(|sheet| format!("Đã lưu nháp lúc {}.", moment_text(sheet.saved_at))),
            conflict_action: Some(format!("/dossiers/{id}/recusal")),
        }),
        locked,
        reopened: marking.reopened.as_ref().filter(|_| open).map(|one| {
            format!(
                "Phiếu được mở lại lúc {}. Lý do: {}",
                moment_text(one.at),
                one.reason
            )
        }),
        votes: marking.votes,
        vote: typed.vote.map(|vote| match vote {
            Vote::For => marking::Vote::For,
            Vote::Against => marking::Vote::Against,
        }),
        comments: marking.comments,
        ..written(shell, dossier, rubric, typed, errors)
    }
}

/// What a sheet says, of one that counts and of one of practice.
pub(super) fn written(
    shell: Shell,
    dossier: DossierView,
    rubric: &Rubric,
    typed: &Typed,
    errors: Errors,
) -> MarkingPage {
    let total = rubric.running_total(&typed.readable());
    MarkingPage {
        shell,
        dossier,
        position: None,
        prev: None,
        next: None,
        deadline: None,
        form: None,
        locked: None,
        practice: None,
        reopened: None,
        rubric: format!("{}. Căn cứ: {}.", rubric.title, rubric.citation),
        criteria: criteria(rubric, typed),
        total: total.to_string(),
        total_max: rubric.max_total().to_string(),
        meter: Meter {
            label: format!("Tổng điểm {total} trên {}", rubric.max_total()),
            value: points(total),
            max: points(rubric.max_total()),
            marks: thresholds(rubric)
                .into_iter()
                .map(|(_, least)| points(least))
                .collect(),
        },
        thresholds: thresholds(rubric)
            .into_iter()
            .map(|(label, least)| Threshold {
                least: with_point(least),
                minima: minima(rubric, &label),
                label,
            })
            .collect(),
        class: class(rubric, typed),
        votes: false,
        vote: None,
        comments: false,
        remark: typed.remark.clone(),
        errors,
    }
}

/// The next sheet not yet sent, round the end of the list.
fn next_unsent(items: &[MarkingItem], at: Option<usize>, id: DossierId) -> Option<DossierId> {
    let start = at.map_or(0, |at| at + 1);
    items
        .iter()
        .cycle()
        .skip(start)
        .take(items.len())
        .find(|item| item.sent_at.is_none() && item.dossier != id)
        .map(|item| item.dossier)
}

/// Why the sheet cannot be changed.
fn locked(marking: &MarkingView) -> Option<String> {
    let open = marking.session.state == SessionState::Marking;
    let sent = marking.sheet.as_ref().and_then(|sheet| sheet.sent_at);
    match (sent, open) {
        (Some(at), true) => Some(format!(
            "Phiếu đã gửi và khóa lúc {}. Kết quả chung mở khi thư ký đóng phần chấm.",
            moment_text(at)
        )),
        (Some(at), false) => Some(format!("Phiếu đã gửi và khóa lúc {}.", moment_text(at))),
        (None, false) => Some(match marking.session.closed_at {
            Some(at) => format!(
                "Phần chấm đã đóng lúc {}; phiếu chưa gửi nên không được tính.",
                moment_text(at)
            ),
            None => "Phần chấm đã đóng; phiếu chưa gửi nên không được tính.".to_owned(),
        }),
        (None, true) if marking.view.dossier.facts.state != State::Marking => {
            Some("Hồ sơ không còn ở bước chấm điểm.".to_owned())
        }
        (None, true) => None,
    }
}

fn criteria(rubric: &Rubric, typed: &Typed) -> Vec<Criterion> {
    let scores = typed.readable();
    let text = |texts: &std::collections::BTreeMap<String, String>, key: &str| {
        texts.get(key).cloned().unwrap_or_default()
    };
    rubric
        .criteria
        .iter()
        .enumerate()
        .map(|(at, criterion)| Criterion {
            key: criterion.key.clone(),
            title: criterion.label.clone(),
            group: group_begun(rubric, at),
            group_key: criterion.group.clone().unwrap_or_default(),
            max: criterion.max.to_string(),
            rule: rule(criterion),
            factor: with_point(Score(criterion.factor)),
            guidance: criterion.guidance.clone(),
            evidence: criterion.evidence.clone(),
            basis: criterion
                .citation
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            score: text(&typed.scores, &criterion.key),
            comment: text(&typed.comments, &criterion.key),
            bands: criterion
                .bands
                .iter()
                .map(|one| band(one, scores.get(&criterion.key).copied()))
                .collect(),
        })
        .collect()
}

/// The name of the group of a criterion, when the one before stands in another.
fn group_begun(rubric: &Rubric, at: usize) -> Option<String> {
    let group_at = |at: usize| rubric.criteria.get(at).and_then(|one| one.group.as_deref());
    let group = group_at(at)?;
    let begun = at.checked_sub(1).and_then(group_at) != Some(group);
    begun
        .then(|| rubric.label_of(group).map(str::to_owned))
        .flatten()
}

/// What a score must keep to, in words; whole points go without saying.
fn rule(criterion: &rubric::Criterion) -> String {
    let mut sentences = Vec::new();
    if criterion.step != Score(100) {
        sentences.push(format!("Chấm theo bước {} điểm.", criterion.step));
    }
    if criterion.min > Score(0) {
        sentences.push(if criterion.knock_out {
            format!("Dưới {} điểm thì hồ sơ không đạt.", criterion.min)
        } else {
            format!("Điểm tối thiểu {}.", criterion.min)
        });
    }
    if criterion.factor != 100 {
        sentences.push(format!("Hệ số {}.", Score(criterion.factor)));
    }
    if criterion.single_choice && !criterion.bands.is_empty() {
        sentences.push("Chọn một mức và cho điểm trong mức đó.".to_owned());
    }
    sentences.join(" ")
}

/// What the class asks of criteria and groups; nothing for what is no class.
fn minima(rubric: &Rubric, label: &str) -> Vec<(String, String)> {
    let class = rubric.classes.iter().find(|class| class.label == label);
    let minima = class.into_iter().flat_map(|class| &class.minima);
    minima
        .map(|(key, least)| (key.clone(), with_point(*least)))
        .collect()
}

fn band(band: &rubric::Band, score: Option<Score>) -> Band {
    Band {
        label: if band.from == band.to {
            band.from.to_string()
        } else {
            format!("{}–{}", band.from, band.to)
        },
        low: with_point(band.from),
        high: with_point(band.to),
        text: band.label.clone(),
        current: score.is_some_and(|score| band.from <= score && score <= band.to),
    }
}

/// Totals that mean something, highest first: the classes, or the pass mark alone.
pub(crate) fn thresholds(rubric: &Rubric) -> Vec<(String, Score)> {
    if rubric.classes.is_empty() {
        let pass = rubric.pass_total.map(|total| ("Mức đạt".to_owned(), total));
        return pass.into_iter().collect();
    }
    let mut thresholds: Vec<(String, Score)> = rubric
        .classes
        .iter()
        .map(|class| (class.label.clone(), class.total))
        .collect();
    thresholds.sort_by_key(|(_, total)| std::cmp::Reverse(*total));
    thresholds
}

/// The class of a complete sheet.
fn class(rubric: &Rubric, typed: &Typed) -> Option<Tag> {
    let assessment = rubric.assess(&typed.readable()).ok()?;
    Some(match assessment.class {
        Some(class) => Tag::new(class, Tone::Good),
        None => match assessment.standing {
            Standing::Pass => Tag::new("Đạt mức đề nghị công nhận", Tone::Good),
            Standing::Supplement => Tag::new("Cần bổ sung rồi chấm lại", Tone::Waiting),
            Standing::Fail => Tag::new("Chưa đạt mức đề nghị công nhận", Tone::Plain),
            Standing::Open => return None,
        },
    })
}

/// Whole points, for the bar.
fn points(score: Score) -> u32 {
    u32::try_from(score.0.div_euclid(100)).unwrap_or(0)
}

/// A score as a decimal number with a point, as scripts read it.
fn with_point(score: Score) -> String {
    score.to_string().replace(',', ".")
}
