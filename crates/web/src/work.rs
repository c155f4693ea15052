//! "Việc của tôi": what waits for the person.

use sangkien_app::council::MarkingItem;
use sangkien_app::dossier::RoundChoice;
use sangkien_app::record::{CouncilSession, Decision, DossierRow};
use sangkien_app::work::{Duty, WorkGroup as Waiting};
use sangkien_domain::round::Phase;
use sangkien_http::route::Routes;
use sangkien_i18n::measure;
use sangkien_pages::dossier::{WorkGroup, WorkItem, WorkPage};
use sangkien_pages::parts::{Act, Deadline, Empty, Link, Tag, Tone};

use sangkien_domain::time::Instant;

use crate::context::Reply;
use crate::extract::Signed;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new().get("/work", work)
}

async fn work(signed: Signed) -> Reply {
    let found = signed.app().work(&signed.caller).await?;
    let rounds = signed.app().rounds_to_file_in().await?;
    let now = signed.now();
    let drafts = found.groups.iter().find(|group| group.duty == Duty::Finish);
    let mut groups: Vec<WorkGroup> = found
        .groups
        .iter()
        .map(|group| dossiers(group, now))
        .collect();
    groups.extend(marking(&found.marking));
    groups.extend(sessions(&found.sessions));
    groups.extend(decisions(&found.drafts));
    let open = rounds.iter().any(|choice| choice.phase == Phase::Open);
    let mut acts = Vec::new();
    if open {
        let act = Act::open("Lập hồ sơ mới", "/dossiers/new");
        let first = groups.is_empty();
        acts.push(if first { act } else { act.secondary() });
    }
    let page = WorkPage {
        shell: signed.shell(),
        today: measure::day_of_week(now.day(), show::VI),
        deadline: drafts.and_then(|drafts| closing(&rounds, &drafts.rows, now)),
        groups,
        empty: Empty::new(
            "Không có việc nào đang chờ",
            if open {
                "Việc mới hiện ra ở đây khi hồ sơ đến lượt xử lý. Đang có đợt nhận hồ sơ."
            } else {
                "Việc mới hiện ra ở đây khi hồ sơ đến lượt xử lý."
            },
        ),
        acts,
    };
    signed.html(&page)
}

/// The closing of the round that closes first among those the drafts are written for.
fn closing(rounds: &[RoundChoice], drafts: &[DossierRow], now: Instant) -> Option<Deadline> {
    let next = rounds.iter().find(|choice| {
        choice.phase == Phase::Open
            && drafts
                .iter()
                .any(|draft| draft.round_name == choice.round.name)
    })?;
    Some(show::round_deadline(
        &next.round.name,
        &next.round.window,
        now,
    ))
}

/// Words of a duty: title, hint, where one dossier is dealt with, the state of the whole list.
fn words(duty: Duty) -> (&'static str, &'static str, &'static str, &'static str) {
    match duty {
        Duty::Supplement => (
            "Hồ sơ cần bổ sung",
            "Trả lời từng nội dung rồi nộp lại trong thời hạn.",
            "/corrections",
            "returned",
        ),
        Duty::Finish => (
            "Hồ sơ đang viết",
            "Bản nháp chỉ được gửi đi khi chọn “Nộp hồ sơ”.",
            "",
            "draft",
        ),
        Duty::Receive => (
            "Hồ sơ chờ tiếp nhận",
            "Kiểm tra rồi tiếp nhận, trả lại để bổ sung hoặc từ chối.",
            "/intake",
            "submitted",
        ),
        Duty::Confirm => (
            "Hồ sơ chờ xác nhận ngày áp dụng lần đầu",
            "Xác nhận theo sổ sách của đơn vị.",
            "/confirmation",
            "accepted",
        ),
        Duty::Convene => (
            "Hồ sơ chờ đưa vào phiên họp",
            "Lập phiên họp và chọn hồ sơ vào chương trình.",
            "",
            "confirmed",
        ),
        Duty::Decide => (
            "Sáng kiến chờ quyết định công nhận",
            "Một quyết định có thể công nhận nhiều sáng kiến.",
            "",
            "passed",
        ),
    }
}

fn dossiers(group: &Waiting, now: Instant) -> WorkGroup {
    let (title, hint, place, state) = words(group.duty);
    let shown = u64::try_from(group.rows.len()).unwrap_or(0);
    WorkGroup {
        title: title.to_owned(),
        hint: Some(hint.to_owned()),
        items: group
            .rows
            .iter()
            .map(|row| item(row, place, group.duty, now))
            .collect(),
        more: match group.duty {
            Duty::Convene => Some(Link::new("Lập phiên họp", "/sessions/new")),
            Duty::Decide => Some(Link::new("Lập quyết định", "/decisions/new")),
            _ => (group.total > shown).then(|| {
                Link::new(
                    format!("Xem cả {} hồ sơ", group.total),
                    format!("/dossiers?state={state}&sort=due"),
                )
            }),
        },
    }
}

fn item(row: &DossierRow, place: &str, duty: Duty, now: Instant) -> WorkItem {
    let own = matches!(duty, Duty::Supplement | Duty::Finish);
    let authors = if own { "" } else { row.authors_line.as_str() };
    let moment = match row.submitted_at {
        Some(at) => format!("nộp {}", show::minute(at)),
        None => format!("sửa {}", show::minute(row.updated_at)),
    };
    let note: Vec<&str> = [
        row.code.as_deref().unwrap_or_default(),
        authors,
        &row.round_name,
        &moment,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    WorkItem {
        title: show::title(&row.title),
        href: format!("/dossiers/{}{place}", row.id),
        note: note.join(" · "),
        status: show::state_tag(row.state),
        due: row.due_on.map(|day| show::due(day, now)),
    }
}

fn marking(items: &[MarkingItem]) -> Option<WorkGroup> {
    if items.is_empty() {
        return None;
    }
    let items = items.iter().map(|item| WorkItem {
        title: show::title(&item.title),
        href: format!("/dossiers/{}/marking", item.dossier),
        note: format!(
            "{} · {} · họp lúc {}",
            item.code,
            item.session_title,
            show::minute(item.meets_at)
        ),
        status: if item.begun {
            Tag::new("Có bản nháp", Tone::Active)
        } else {
            Tag::new("Chưa chấm", Tone::Plain)
        },
        due: None,
    });
    Some(WorkGroup {
        title: "Hồ sơ chờ chấm".to_owned(),
        hint: Some("Mỗi ủy viên chấm độc lập; phiếu đã gửi không sửa được.".to_owned()),
        items: items.collect(),
        more: Some(Link::new("Danh sách phiếu", "/marking")),
    })
}

fn sessions(sessions: &[CouncilSession]) -> Option<WorkGroup> {
    if sessions.is_empty() {
        return None;
    }
    let items = sessions.iter().map(|session| WorkItem {
        title: session.title.clone(),
        href: format!("/sessions/{}", session.id),
        note: format!(
            "{} · họp lúc {}",
            session.council_name,
            show::minute(session.meets_at)
        ),
        status: show::session_tag(session.state),
        due: None,
    });
    Some(WorkGroup {
        title: "Phiên họp đang diễn ra".to_owned(),
        hint: Some("Theo dõi số phiếu đã gửi, đóng chấm điểm và kết luận.".to_owned()),
        items: items.collect(),
        more: None,
    })
}

fn decisions(drafts: &[Decision]) -> Option<WorkGroup> {
    if drafts.is_empty() {
        return None;
    }
    let items = drafts.iter().map(|draft| WorkItem {
        title: draft.subject.clone(),
        href: format!("/decisions/{}", draft.id),
        note: format!(
            "{} sáng kiến · lập {}",
            draft.items.len(),
            show::minute(draft.drafted_at)
        ),
        status: Tag::new("Dự thảo", Tone::Plain),
        due: None,
    });
    Some(WorkGroup {
        title: "Dự thảo quyết định chờ ban hành".to_owned(),
        hint: Some("Số quyết định được cấp khi ban hành.".to_owned()),
        items: items.collect(),
        more: None,
    })
}
