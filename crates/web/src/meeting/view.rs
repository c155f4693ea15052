//! Pages of a session while it meets, from what the use cases know.

use sangkien_app::Caller;
use sangkien_app::council::{AgendaRow, MeetingItem, MeetingView, OwnBallot, VoteView};
use sangkien_app::record::PaperKind;
use sangkien_domain::access::Seat;
use sangkien_domain::council::SessionState;
use sangkien_domain::id::DossierId;
use sangkien_domain::meeting::Voting;
use sangkien_domain::rubric::Settled;
use sangkien_domain::time::moment_text;
use sangkien_http::form::Fields;
use sangkien_i18n::{label, meeting, rubric};
use sangkien_pages::meeting::{
    Attendee, MeetingItem as Line, MeetingItemPage, MeetingPage, PublicForm, VoteStep,
};
use sangkien_pages::parts::{Act, Errors, Event, Fact, Link, Meter, Opt, When};

use crate::context::Context;
use crate::meeting::{live, words};
use crate::outcome::shares;
use crate::session::arithmetic_of;
use crate::show::{self, VI};

pub(super) fn home(view: &MeetingView) -> String {
    format!("/sessions/{}", view.view.session.id)
}

/// The page of the session.
pub(super) fn page(
    context: &Context,
    caller: &Caller,
    view: &MeetingView,
    errors: Errors,
) -> MeetingPage {
    let session = &view.view.session;
    let mut shell = context.shell();
    shell.back = Some(Link::new(&session.title, home(view)));
    let meets = session.state != SessionState::Concluded;
    let rule = words::quorum_rule(view).map(|rule| format!(" {rule}"));
    MeetingPage {
        shell,
        eyebrow: session.council_name.clone(),
        title: session.title.clone(),
        state: show::session_tag(session.state),
        home: home(view),
        facts: facts(view),
        quorum: words::quorum_tag(view.quorum),
        quorum_words: format!(
            "{}{}",
            words::presence(view.presence, view.quorum),
            rule.unwrap_or_default()
        ),
        attendees: attendees(view),
        takes_attendance: view.view.leads && meets,
        guests: view.guests.clone(),
        guest_list: (view.view.leads && meets && !blind(caller, view))
            .then(|| view.guests.join("\n")),
        items: view.view.agenda.iter().map(|row| line(view, row)).collect(),
        acts: vec![Act::open("Mở màn chiếu", format!("{}/projector", home(view))).secondary()],
        documents: documents(view),
        draw_up: draw_up(view),
        sign: sign(caller, view),
        signatures: signatures(view),
        mark: live::forms_mark(view),
        errors,
    }
}

/// Whether the viewer judges without knowing whose the dossiers are.
fn blind(caller: &Caller, view: &MeetingView) -> bool {
    let own = caller.actor.seat_on(view.view.session.council);
    own.is_some_and(Seat::judges_blind)
}

fn facts(view: &MeetingView) -> Vec<Fact> {
    let session = &view.view.session;
    let mut facts = vec![
        Fact::new("Hình thức biểu quyết", words::voting(session.voting)),
        Fact::new("Thời gian", show::minute(session.meets_at)),
        Fact::new("Địa điểm", &session.place),
    ];
    if let Some(at) = session.locked_at {
        facts.push(Fact::new(
            "Hồ sơ phiên họp",
            format!("Đã khóa lúc {}", moment_text(at)),
        ));
    }
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

fn attendees(view: &MeetingView) -> Vec<Attendee> {
    let members = view.view.members.iter().map(|member| {
        let noted = view
            .attendance
            .iter()
            .find(|noted| noted.seat == member.seat.id);
        Attendee {
            seat: member.seat.id.to_string(),
            name: member.seat.full_name.clone(),
            post: label::post(member.seat.post, VI).to_owned(),
            present: noted.map(|noted| noted.present),
            reason: noted.map(|noted| noted.reason.clone()).unwrap_or_default(),
        }
    });
    members.collect()
}

fn line(view: &MeetingView, row: &AgendaRow) -> Line {
    let item = view.items.iter().find(|item| item.dossier == row.dossier);
    let voting = view.view.session.voting;
    Line {
        code: row.code.clone(),
        title: row
            .title
            .clone()
            .unwrap_or_else(|| "Hồ sơ không hiển thị với tài khoản này".to_owned()),
        href: item.map(|item| format!("{}/items/{}", home(view), item.dossier)),
        quorum: item.map_or_else(String::new, |item| {
            words::presence(item.presence, item.quorum)
        }),
        vote: words::vote_tag(voting, item.and_then(MeetingItem::vote)),
    }
}

fn documents(view: &MeetingView) -> Vec<Link> {
    let at = |path: &str| format!("{}/{path}", home(view));
    let mut links = vec![
        Link::new("Giấy mời (PDF)", at("invitation.pdf")),
        Link::new("Giấy mời (DOCX)", at("invitation.docx")),
        Link::new("Lịch họp (ICS)", at("calendar.ics")),
    ];
    if reads_papers(view) {
        for kind in PaperKind::ALL {
            if view.papers.iter().any(|paper| paper.kind == kind) {
                let (name, code) = (words::paper(kind), kind.code());
                links.push(Link::new(
                    format!("{name} (PDF)"),
                    at(&format!("papers/{code}.pdf")),
                ));
                links.push(Link::new(
                    format!("{name} (DOCX)"),
                    at(&format!("papers/{code}.docx")),
                ));
            }
        }
    }
    links
}

fn reads_papers(view: &MeetingView) -> bool {
    view.view.agenda.iter().all(|row| row.open_to_viewer)
}

fn draw_up(view: &MeetingView) -> Option<String> {
    let possible = view.view.leads
        && view.view.session.state == SessionState::Concluded
        && view.signatures.is_empty()
        && reads_papers(view);
    possible.then(|| {
        if view.papers.is_empty() {
            "Lập biên bản và danh sách tổng hợp".to_owned()
        } else {
            "Lập lại biên bản và danh sách tổng hợp".to_owned()
        }
    })
}

fn sign(caller: &Caller, view: &MeetingView) -> Option<Vec<String>> {
    let session = &view.view.session;
    let own = caller.actor.seat_on(session.council)?;
    let signed = |seat| view.signatures.iter().any(|one| one.seat == seat);
    let open = session.locked_at.is_none() && !view.papers.is_empty() && reads_papers(view);
    if !open || signed(own.id) {
        return None;
    }
    let mut lines = vec![
        "Tên và giờ ký được ghi vào biên bản và nhật ký hệ thống; đây không phải chữ ký số."
            .to_owned(),
        "Sau chữ ký đầu tiên, biên bản không lập lại được.".to_owned(),
    ];
    if own.post == view.signed_last_by() {
        lines.push(
            "Chữ ký này là chữ ký sau cùng; khi đó hồ sơ phiên họp khóa lại và không sửa được nữa."
                .to_owned(),
        );
    }
    Some(lines)
}

fn signatures(view: &MeetingView) -> Vec<Event> {
    let events = view.signatures.iter().map(|one| Event {
        at: moment_text(one.signed_at),
        title: format!("{} đã ký", one.name),
        by: Some(label::post(one.post, VI).to_owned()),
        detail: None,
        when: When::Past,
    });
    events.collect()
}

/// The page of a dossier in the session; nothing for whoever takes no part in it.
pub(super) fn item(
    context: &Context,
    caller: &Caller,
    view: &MeetingView,
    dossier: DossierId,
    typed: &Fields,
    errors: Errors,
) -> Option<MeetingItemPage> {
    let row = view.view.agenda.iter().find(|row| row.dossier == dossier)?;
    let item = view.items.iter().find(|item| item.dossier == dossier)?;
    let session = &view.view.session;
    let mut shell = context.shell();
    shell.back = Some(Link::new(
        "Điều hành phiên họp",
        format!("{}/meeting", home(view)),
    ));
    let here = format!("{}/items/{dossier}", home(view));
    let vote = item.vote();
    let meets = session.state == SessionState::Tallying;
    let own = caller.actor.seat_on(session.council).map(|seat| seat.id);
    let voted = vote.is_some_and(|vote| vote.own == OwnBallot::Cast);
    let writes = view.view.leads && session.state != SessionState::Concluded;
    let choices = ballot(vote);
    Some(MeetingItemPage {
        shell,
        eyebrow: row.code.clone(),
        title: row.title.clone().unwrap_or_default(),
        session: home(view),
        dossier: format!("/dossiers/{dossier}"),
        facts: item_facts(view, row, item),
        vote: words::vote_tag(session.voting, vote),
        progress: vote.filter(|vote| vote.vote.is_open()).map(progress),
        ballot_note: if session.voting == Voting::Secret {
            "Phiếu kín: hệ thống không giữ điều gì nối phiếu với người bỏ. Phiếu đã bỏ không đổi được."
        } else {
            "Biểu quyết công khai: ý kiến kèm tên hiện ra sau khi kết thúc. Phiếu đã bỏ không đổi được."
        }
        .to_owned(),
        own: own_words(vote),
        results: results(view, row, vote),
        by_name: vote.map(by_name).unwrap_or_default(),
        proofs: proofs(&here, vote),
        step: step(view, item, &here),
        repeal: (writes && vote.is_some()).then(|| typed.get("why").to_owned()),
        recount: vote.is_some_and(|vote| vote.vote.count.is_some()),
        repealed: repealed(item),
        public: public_form(row, item, typed).filter(|_| writes),
        discussion: item.discussion.clone(),
        discussion_version: writes.then_some(item.discussion_version),
        leave: (meets && !voted && own.is_some()).then(|| typed.get("reason").to_owned()),
        mark: live::forms_mark(view),
        choices,
        home: here,
        errors,
    })
}

/// The votes of the public, where the rubric counts them.
fn public_form(row: &AgendaRow, item: &MeetingItem, typed: &Fields) -> Option<PublicForm> {
    let rule = row.rules.as_ref()?.rubric.public_vote.as_ref()?;
    let stored = item.public.clone().unwrap_or_default();
    let given = |name: &str, stored: String| typed.find(name).map_or(stored, str::to_owned);
    let votes = item.public.as_ref().map(|one| one.votes.to_string());
    Some(PublicForm {
        name: rule.label.clone(),
        votes: given("votes", votes.unwrap_or_default()),
        evidence: given("evidence", stored.evidence),
        reason: given("entered", String::new()),
    })
}

fn ballot(vote: Option<&VoteView>) -> Vec<Opt> {
    let open = vote.filter(|vote| vote.vote.is_open() && vote.own == OwnBallot::Waiting);
    let choices = open.iter().flat_map(|vote| &vote.vote.choices);
    choices
        .map(|choice| Opt::new(choice.code(), meeting::choice(*choice, VI)))
        .collect()
}

fn progress(vote: &VoteView) -> Meter {
    let max = u32::try_from(vote.vote.roll.len()).unwrap_or(u32::MAX);
    Meter {
        label: format!("Đã bỏ phiếu {} trên {max}", vote.cast),
        value: vote.cast,
        max,
        marks: Vec::new(),
    }
}

fn item_facts(view: &MeetingView, row: &AgendaRow, item: &MeetingItem) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new(
            "Hình thức biểu quyết",
            words::voting(view.view.session.voting),
        ),
        Fact::new(
            "Dự xét hồ sơ này",
            words::presence(item.presence, item.quorum),
        ),
    ];
    let aside: Vec<&str> = view
        .view
        .members
        .iter()
        .filter(|member| row.recused.contains(&member.seat.id))
        .map(|member| member.seat.full_name.as_str())
        .collect();
    facts.push(Fact::new(
        "Không tham gia do có lợi ích liên quan",
        aside.join(", "),
    ));
    if let Some(public) = &item.public {
        let words = format!("{} phiếu. Nguồn: {}", public.votes, public.evidence);
        facts.push(Fact::new("Bình chọn", words));
    }
    match row.counted.as_ref().map(|counted| &counted.settled) {
        Some(Ok(settled)) => facts.push(found(settled)),
        Some(Err(fault)) => facts.push(Fact::new("Kết quả chấm", rubric::panel_fault(fault, VI))),
        None => {}
    }
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

/// Total, class and reasons by the rubric.
fn found(settled: &Settled) -> Fact {
    let class = settled.class.as_ref().map(|class| format!("; {class}"));
    let reasons = settled
        .reasons
        .iter()
        .map(|reason| rubric::reason(reason, VI));
    let score = format!("{} điểm{}", settled.total, class.unwrap_or_default());
    let lines = std::iter::once(score).chain(shares(settled)).chain(reasons);
    Fact::new("Kết quả chấm", lines.collect::<Vec<_>>().join("\n"))
}

fn own_words(vote: Option<&VoteView>) -> Option<String> {
    let vote = vote?;
    match (vote.own, vote.vote.is_open()) {
        (OwnBallot::Cast, _) => Some("Phiếu của tài khoản này đã được ghi nhận.".to_owned()),
        (OwnBallot::NotEntitled, true) => {
            Some("Tài khoản này không có trong danh sách biểu quyết của lượt này.".to_owned())
        }
        (OwnBallot::Waiting, false) => Some("Tài khoản này không bỏ phiếu.".to_owned()),
        (OwnBallot::Waiting, true) | (OwnBallot::NotEntitled, false) => None,
    }
}

fn results(view: &MeetingView, row: &AgendaRow, vote: Option<&VoteView>) -> Vec<String> {
    let Some(count) = vote.and_then(|vote| vote.vote.count) else {
        return Vec::new();
    };
    let rules = row.rules.as_ref().or(view.view.rules.as_ref());
    let mut lines = vec![words::count(count)];
    if let (Some(rules), Some(counted)) = (rules, &row.counted) {
        lines.push(arithmetic_of(&rules.pass, counted));
        lines.push(format!("Căn cứ: {}.", rules.pass.citation));
    }
    lines
}

fn by_name(vote: &VoteView) -> Vec<Fact> {
    let facts = vote.by_name.iter();
    facts
        .map(|(name, choice)| Fact::new(name, meeting::choice(*choice, VI)))
        .collect()
}

fn proofs(here: &str, vote: Option<&VoteView>) -> Vec<Fact> {
    let Some(seal) = vote.and_then(|vote| vote.vote.seal.as_ref()) else {
        return Vec::new();
    };
    vec![
        Fact::new("Mã niêm phong kết quả", seal),
        Fact::new("Tệp kết quả để kiểm tra", "Tải tệp kết quả kiểm phiếu")
            .to(format!("{here}/ballots.json")),
        Fact::new(
            "Cách kiểm tra",
            format!("sangkien ballot verify TỆP --seal {seal} --receipt MÃ"),
        ),
    ]
}

fn step(view: &MeetingView, item: &MeetingItem, here: &str) -> Option<VoteStep> {
    let session = &view.view.session;
    let now = view.view.leads
        && session.voting != Voting::Sheets
        && session.state != SessionState::Concluded;
    if !now {
        return None;
    }
    match item.vote() {
        Some(vote) if vote.vote.is_open() => Some(VoteStep {
            action: format!("{here}/closure"),
            label: "Kết thúc biểu quyết và kiểm phiếu".to_owned(),
            consequences: vec![
                format!("{}.", words::progress(item)),
                "Không nhận thêm phiếu; kết quả hiện ra cho thành viên.".to_owned(),
            ],
            blocked: None,
        }),
        Some(_) => None,
        None => Some(VoteStep {
            action: format!("{here}/vote"),
            label: "Mở biểu quyết".to_owned(),
            consequences: vec![
                words::presence(item.presence, item.quorum),
                "Danh sách được biểu quyết lấy theo điểm danh lúc mở và giữ nguyên.".to_owned(),
            ],
            blocked: blocked(view, item),
        }),
    }
}

fn blocked(view: &MeetingView, item: &MeetingItem) -> Option<String> {
    if view.view.session.state == SessionState::Marking {
        return Some("Đóng phần chấm trước khi biểu quyết.".to_owned());
    }
    let missing = item.quorum.is_some_and(|quorum| !quorum.met);
    if missing {
        return Some("Chưa đủ số thành viên dự họp. Điểm danh lại khi đủ.".to_owned());
    }
    (item.presence.present == 0)
        .then(|| "Chưa có thành viên nào có mặt. Điểm danh trước.".to_owned())
}

fn repealed(item: &MeetingItem) -> Vec<String> {
    let votes = item.votes.iter();
    votes
        .filter_map(|vote| {
            let (at, reason) = vote.vote.repealed.as_ref()?;
            let count = vote.vote.count.map(words::count);
            Some(format!(
                "Lượt {}, hủy lúc {}: {reason} {}",
                vote.vote.round,
                moment_text(*at),
                count.unwrap_or_default()
            ))
        })
        .collect()
}
