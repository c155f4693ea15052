//! "Việc của tôi": what waits for the person.

use sangkien_app::casework::WorkPart;
use sangkien_app::council::MarkingItem;
use sangkien_app::dossier::RoundChoice;
use sangkien_app::failure::Failure;
use sangkien_app::port::{DossierOrder, Page, Paging};
use sangkien_app::record::{CouncilSession, Decision, DossierRow};
use sangkien_app::work::{Duty, WorkGroup as Waiting};
use sangkien_domain::dossier::State;
use sangkien_domain::round::Phase;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::measure;
use sangkien_pages::dossier::{WorkGroup, WorkItem, WorkPage};
use sangkien_pages::parts::{Act, Deadline, Empty, Link, Pager, Tab, Tag, Tone};
use sangkien_pages::worklist::{WorkPartPage, WorkRow};

use sangkien_domain::time::Instant;

use crate::address::{Parameters, page_number};
use crate::context::Reply;
use crate::extract::{Query, Signed};
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new().get("/work", work)
}

/// What a part is called, what it holds, and what is said when it is empty.
fn words_of(part: WorkPart) -> (&'static str, &'static str) {
    match part {
        WorkPart::Apology => (
            "Phải xin lỗi, hẹn lại",
            "Hồ sơ không trả được kết quả đúng hẹn, chưa gửi phiếu xin lỗi.",
        ),
        WorkPart::Late => ("Quá hạn", "Hồ sơ chờ xử lý đã quá thời hạn."),
        WorkPart::Soon => (
            "Đến hạn",
            "Hồ sơ chờ xử lý hết hạn hôm nay hoặc trong ba ngày tới.",
        ),
        WorkPart::Open => (
            "Cần làm",
            "Hồ sơ chờ xử lý, thời hạn còn dài hoặc không tính.",
        ),
        WorkPart::Others => (
            "Chờ người khác",
            "Hồ sơ đã nộp hoặc đã chuyển đi, đang chờ người khác.",
        ),
    }
}

/// Rows on a page of a part.
const PAGE_SIZE: u32 = 25;
/// Rows of a part on the overview.
const SHOWN: u32 = 8;

/// Orders of a part.
const SORTS: [(&str, &str, DossierOrder); 3] = [
    ("due", "Thời hạn", DossierOrder::Due),
    ("submitted", "Ngày nộp", DossierOrder::Submitted),
    ("title", "Tên", DossierOrder::Title),
];

async fn work(signed: Signed, Query(query): Query) -> Reply {
    match WorkPart::from_code(query.get("part")) {
        Some(part) => one_part(&signed, &query, part).await,
        None => overview(&signed).await,
    }
}

/// One part as a list: sorted, paged, with rows to pick.
async fn one_part(signed: &Signed, query: &Fields, part: WorkPart) -> Reply {
    let now = signed.now();
    let parameters = Parameters::of("/work", query, &["part", "sort", "page"]);
    let asked = SORTS.iter().find(|(key, ..)| *key == query.get("sort"));
    let (sort, _, order) = asked.copied().unwrap_or(("due", "", DossierOrder::Due));
    let paging = Paging {
        page: page_number(query),
        size: PAGE_SIZE,
    };
    let mut tabs = Vec::new();
    let mut found = None;
    for one in WorkPart::ALL {
        let wanted = one == part;
        let paging = if wanted {
            paging
        } else {
            Paging { page: 1, size: 1 }
        };
        let page = signed
            .app()
            .work_part(&signed.caller, one, order, paging)
            .await?;
        tabs.push(Tab {
            label: words_of(one).0.to_owned(),
            href: parameters.with(&[("part", one.code())]),
            count: Some(page.total),
            current: wanted,
        });
        if wanted {
            found = Some(page);
        }
    }
    let found = found.unwrap_or(Page {
        rows: Vec::new(),
        total: 0,
    });
    let page = u64::from(paging.page);
    signed.html(&WorkPartPage {
        shell: signed.shell(),
        tabs,
        hint: words_of(part).1.to_owned(),
        sorts: SORTS
            .iter()
            .map(|(key, label, _)| Tab {
                label: (*label).to_owned(),
                href: parameters.with(&[("sort", key)]),
                count: None,
                current: *key == sort,
            })
            .collect(),
        rows: found
            .rows
            .iter()
            .map(|row| {
                let item = waiting(row, part, now);
                WorkRow {
                    value: format!("{}:{}", row.id, row.visit),
                    title: item.title,
                    href: item.href,
                    note: item.note,
                    status: item.status,
                    due: item.due,
                }
            })
            .collect(),
        picks: !matches!(part, WorkPart::Others | WorkPart::Apology),
        back: parameters.with(&[("page", query.get("page"))]),
        empty: Empty::new(
            "Không có hồ sơ nào trong phần này",
            "Hồ sơ hiện ra ở đây khi đến lượt.",
        ),
        pager: (found.total > u64::from(PAGE_SIZE)).then(|| {
            Pager::new(page, u64::from(PAGE_SIZE), found.total, |number| {
                parameters.with(&[("page", &number.to_string())])
            })
        }),
    })
}

/// The first rows of each part.
async fn parts(signed: &Signed) -> Result<Vec<WorkGroup>, Failure> {
    let now = signed.now();
    let mut groups = Vec::new();
    for part in WorkPart::ALL {
        let paging = Paging {
            page: 1,
            size: SHOWN,
        };
        let found = signed
            .app()
            .work_part(&signed.caller, part, DossierOrder::Due, paging)
            .await?;
        if found.total == 0 {
            continue;
        }
        let (title, hint) = words_of(part);
        groups.push(WorkGroup {
            title: title.to_owned(),
            hint: Some(hint.to_owned()),
            items: found
                .rows
                .iter()
                .map(|row| waiting(row, part, now))
                .collect(),
            more: Some(Link::new(
                if found.total > u64::from(SHOWN) {
                    format!("Xem cả {} hồ sơ", found.total)
                } else {
                    "Mở danh sách".to_owned()
                },
                format!("/work?part={}", part.code()),
            )),
        });
    }
    Ok(groups)
}

/// A dossier that waits, with the page on which it is dealt with.
fn waiting(row: &DossierRow, part: WorkPart, now: Instant) -> WorkItem {
    let place = match row.state {
        _ if part == WorkPart::Others => "",
        _ if part == WorkPart::Apology => "/apology",
        State::Submitted => "/intake",
        State::Accepted => "/confirmation",
        State::Returned => "/corrections",
        State::Marking => "/marking",
        _ => "",
    };
    item(row, place, Duty::Receive, now)
}

async fn overview(signed: &Signed) -> Reply {
    let found = signed.app().work(&signed.caller).await?;
    let rounds = signed.app().rounds_to_file_in().await?;
    let now = signed.now();
    let drafts = found.groups.iter().find(|group| group.duty == Duty::Finish);
    let mut groups = parts(signed).await?;
    groups.extend(drafts.map(|group| dossiers(group, now)));
    groups.extend(marking(&found.marking));
    groups.extend(sessions(&found.sessions));
    groups.extend(decisions(&found.drafts));
    let open = rounds.iter().any(|choice| choice.phase == Phase::Open);
    let mut acts = Vec::new();
    for (duty, label, href) in [
        (Duty::Convene, "Lập phiên họp", "/sessions/new"),
        (Duty::Decide, "Lập quyết định", "/decisions/new"),
    ] {
        if found.groups.iter().any(|group| group.duty == duty) {
            acts.push(Act::open(label, href));
        }
    }
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

/// Own drafts.
fn dossiers(group: &Waiting, now: Instant) -> WorkGroup {
    let shown = u64::try_from(group.rows.len()).unwrap_or(0);
    WorkGroup {
        title: "Hồ sơ đang viết".to_owned(),
        hint: Some("Bản nháp chỉ được gửi đi khi chọn “Nộp hồ sơ”.".to_owned()),
        items: group
            .rows
            .iter()
            .map(|row| item(row, "", group.duty, now))
            .collect(),
        more: (group.total > shown).then(|| {
            Link::new(
                format!("Xem cả {} hồ sơ", group.total),
                "/dossiers?state=draft&sort=due",
            )
        }),
    }
}

fn item(row: &DossierRow, place: &str, duty: Duty, now: Instant) -> WorkItem {
    let own = matches!(duty, Duty::Supplement | Duty::Finish);
    let authors = if own { "" } else { row.authors_line.as_str() };
    let moment = match row.submitted_at {
        Some(at) => format!("nộp {}", show::minute(at)),
        None => format!("sửa {}", show::minute(row.updated_at)),
    };
    let instead = row.acts_for.as_ref().map(|name| format!("Thay {name}"));
    let note: Vec<&str> = [
        instead.as_deref().unwrap_or_default(),
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
        status: show::row_state(row),
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
