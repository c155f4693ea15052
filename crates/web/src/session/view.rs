//! Pages of sessions from what the use cases know.

use sangkien_app::Caller;
use sangkien_app::council::{AgendaRow, SeatProgress, SessionView};
use sangkien_app::record::CouncilSession;
use sangkien_domain::council::{Post, SessionState};
use sangkien_domain::time::{Instant, moment_text};
use sangkien_i18n::label;
use sangkien_pages::parts::{
    Act, Cell, Empty, Errors, Event, Fact, Head, Link, Table, Tag, Tone, When,
};
use sangkien_pages::session::{AgendaItem, MemberLine, SessionListPage, SessionPage, StepForm};

use crate::context::Context;
use crate::judged::version;
use crate::session::result;
use crate::show::{self, VI};

/// Sessions of the viewer's councils.
pub(super) fn list(
    context: &Context,
    caller: &Caller,
    sessions: &[CouncilSession],
) -> SessionListPage {
    let leads = caller
        .actor
        .seats
        .iter()
        .any(|seat| caller.actor.runs(seat.council));
    let rows = sessions.iter().map(|session| {
        vec![
            Cell::link_with(
                &session.title,
                format!("/sessions/{}", session.id),
                &session.council_name,
            ),
            Cell::text(show::minute(session.meets_at)),
            Cell::text(&session.place),
            Cell::Tag(show::session_tag(session.state)),
        ]
    });
    SessionListPage {
        shell: context.shell(),
        table: Table::new(
            "Phiên họp hội đồng",
            ["Phiên", "Thời gian", "Địa điểm", "Trạng thái"]
                .map(Head::new)
                .to_vec(),
            rows.collect(),
        )
        .with_keys(),
        empty: Empty::new(
            "Chưa có phiên họp nào",
            if leads {
                "Lập phiên họp khi có hồ sơ chờ hội đồng."
            } else {
                "Phiên họp xuất hiện ở đây khi thư ký hội đồng lập."
            },
        ),
        new_href: leads.then(|| "/sessions/new".to_owned()),
    }
}

/// A session's page.
pub(super) fn page(
    context: &Context,
    caller: &Caller,
    session: &SessionView,
    errors: Errors,
) -> SessionPage {
    let held = &session.session;
    let agenda: Vec<AgendaItem> = session
        .agenda
        .iter()
        .map(|row| item(session, row))
        .collect();
    let marks = session
        .agenda
        .iter()
        .any(|row| row.open_to_viewer && held.state == SessionState::Marking);
    let mut shell = context.shell();
    shell.back = Some(Link::new("Phiên họp", "/sessions"));
    SessionPage {
        shell,
        eyebrow: held.council_name.clone(),
        title: held.title.clone(),
        state: show::session_tag(held.state),
        facts: facts(session),
        sent: agenda.iter().map(|item| item.sent).sum(),
        expected: agenda.iter().map(|item| item.expected).sum(),
        agenda,
        members: session
            .members
            .iter()
            .map(|member| line(session, member))
            .collect(),
        results: result::rows(session),
        rule: result::rule(session),
        closure: closure(session),
        conclusion: conclusion(session),
        acts: marks
            .then(|| Act::open("Chấm hồ sơ", "/marking"))
            .into_iter()
            .chain([meeting(held)])
            .collect(),
        documents: documents(caller, session),
        timeline: timeline(held, context.now()),
        errors,
    }
}

/// What is found beside the session: the sheets on paper, for whoever may read any, and what those who
/// run the council need.
fn documents(caller: &Caller, session: &SessionView) -> Vec<Link> {
    let held = &session.session;
    let own = caller.actor.seat_on(held.council).map(|seat| seat.id);
    let mut members = session.members.iter();
    let sent = members.any(|member| Some(member.seat.id) == own && !member.sent.is_empty());
    let reads = !session.sheets.is_empty() || (held.state == SessionState::Marking && sent);
    let at = |ending: &str| format!("/sessions/{}/sheets.{ending}", held.id);
    let printed = [
        Link::new("Phiếu chấm đã gửi (PDF)", at("pdf")),
        Link::new("Phiếu chấm đã gửi (DOCX)", at("docx")),
    ];
    let printed = printed.into_iter().filter(|_| reads);
    if !session.leads {
        return printed.collect();
    }
    let sheets = Link::new(
        "Phiếu chấm của từng thành viên",
        format!("/sessions/{}/sheets", held.id),
    );
    let training = Link::new(
        "Mở hồ sơ cho luyện chấm",
        format!("/sessions/{}/training", held.id),
    );
    let concluded = held.state == SessionState::Concluded;
    [sheets]
        .into_iter()
        .chain(concluded.then_some(training))
        .chain(printed)
        .collect()
}

/// The way to attendance, votes and papers.
fn meeting(held: &CouncilSession) -> Act {
    let act = Act::open(
        "Điều hành phiên họp",
        format!("/sessions/{}/meeting", held.id),
    );
    if held.state == SessionState::Marking {
        act.secondary()
    } else {
        act
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn item(session: &SessionView, row: &AgendaRow) -> AgendaItem {
    if !row.open_to_viewer {
        return AgendaItem {
            code: String::new(),
            title: "Hồ sơ không hiển thị với tài khoản này".to_owned(),
            href: None,
            note: "Người xem có liên quan, đã khai xung đột lợi ích, hoặc hồ sơ không còn trong chương trình."
                .to_owned(),
            status: Tag::new("Không tham gia", Tone::Plain),
            sent: 0,
            expected: 0,
        };
    }
    let sent = session
        .members
        .iter()
        .filter(|member| member.sent.contains(&row.dossier))
        .count();
    let marking = session.session.state == SessionState::Marking;
    AgendaItem {
        code: row.code.clone(),
        title: row.title.clone().unwrap_or_default(),
        href: Some(if marking {
            format!("/dossiers/{}/marking", row.dossier)
        } else {
            format!("/dossiers/{}", row.dossier)
        }),
        note: row.authors_line.clone().unwrap_or_default(),
        status: show::state_tag(row.state),
        sent: count(sent),
        expected: count(row.markers.len()),
    }
}

fn line(session: &SessionView, member: &SeatProgress) -> MemberLine {
    let seat = &member.seat;
    let expected = session
        .agenda
        .iter()
        .filter(|row| row.markers.contains(&seat.id));
    let conflicts: Vec<&str> = session
        .agenda
        .iter()
        .filter(|row| row.recused.contains(&seat.id))
        .map(|row| row.code.as_str())
        .collect();
    MemberLine {
        name: seat.full_name.clone(),
        role: label::post(seat.post, VI).to_owned(),
        sent: count(member.sent.len()),
        expected: count(expected.count()),
        conflicts: conflicts.join(", "),
    }
}

fn facts(session: &SessionView) -> Vec<Fact> {
    let held = &session.session;
    let mut facts = vec![Fact::new("Thời gian", show::minute(held.meets_at))];
    let mut add = |label: &str, value: &str| {
        if !value.is_empty() {
            facts.push(Fact::new(label, value));
        }
    };
    add("Địa điểm", &held.place);
    for post in [Post::Chair, Post::Secretary] {
        let names: Vec<&str> = session
            .members
            .iter()
            .filter(|member| member.seat.post == post)
            .map(|member| member.seat.full_name.as_str())
            .collect();
        add(label::post(post, VI), &names.join(", "));
    }
    add("Thành viên", &session.members.len().to_string());
    add("Thành lập theo", &session.council.decision_ref);
    facts
}

fn closure(session: &SessionView) -> Option<StepForm> {
    let held = &session.session;
    if !session.leads || held.state != SessionState::Marking {
        return None;
    }
    Some(StepForm {
        action: format!("/sessions/{}/marking-closure", held.id),
        version: version(held.version),
        consequences: vec![
            "Phiếu chưa gửi không được tính nữa.".to_owned(),
            "Điểm và biểu quyết trong các phiếu đã gửi mở cho thành viên hội đồng.".to_owned(),
            "Không mở lại phần chấm được.".to_owned(),
        ],
        warnings: unsent(session),
        blocked: None,
        remark: None,
    })
}

/// Who has not sent every sheet.
fn unsent(session: &SessionView) -> Vec<String> {
    let late: Vec<String> = session
        .members
        .iter()
        .map(|member| line(session, member))
        .filter(|line| line.sent < line.expected)
        .map(|line| format!("{} ({} phiếu)", line.name, line.expected - line.sent))
        .collect();
    if late.is_empty() {
        Vec::new()
    } else {
        vec![format!("Còn phiếu chưa gửi: {}.", late.join(", "))]
    }
}

fn conclusion(session: &SessionView) -> Option<StepForm> {
    let held = &session.session;
    if !session.concludes || held.state != SessionState::Tallying {
        return None;
    }
    let counted = session.agenda.iter().filter_map(|row| row.counted.as_ref());
    let (pass, fail): (Vec<_>, Vec<_>) = counted.partition(|counted| counted.verdict.carried);
    let hidden = result::hidden(session);
    let hidden = (hidden > 0).then(|| {
        format!(
            "{hidden} hồ sơ không hiển thị với tài khoản này cũng được kết luận theo số phiếu đã gửi."
        )
    });
    let rest = [
        "Tác giả được báo kết quả.".to_owned(),
        "Kết luận không đảo lại được.".to_owned(),
    ];
    Some(StepForm {
        action: format!("/sessions/{}/conclusion", held.id),
        version: version(held.version),
        consequences: [format!(
            "{} hồ sơ đủ phiếu chuyển sang chờ quyết định; {} hồ sơ không đủ phiếu kết thúc ở trạng thái không công nhận.",
            pass.len(),
            fail.len()
        )]
        .into_iter()
        .chain(hidden)
        .chain(rest)
        .collect(),
        warnings: Vec::new(),
        blocked: None,
        remark: None,
    })
}

fn timeline(held: &CouncilSession, now: Instant) -> Vec<Event> {
    let event = |at: Instant, title: &str| Event {
        at: moment_text(at),
        title: title.to_owned(),
        by: None,
        detail: None,
        when: if at <= now { When::Past } else { When::Ahead },
    };
    let mut steps = vec![(held.meets_at, "Phiên họp bắt đầu")];
    steps.extend(held.closed_at.map(|at| (at, "Đóng phần chấm")));
    steps.extend(held.concluded_at.map(|at| (at, "Kết luận phiên họp")));
    steps.sort_by_key(|(at, _)| *at);
    steps
        .into_iter()
        .map(|(at, title)| event(at, title))
        .collect()
}
