//! What surrounds every page: navigation by role, banner, demo bar.

use sangkien_app::Caller;
use sangkien_app::overlap::may_sweep;
use sangkien_domain::access::Role;
use sangkien_http::csrf::Holder;
use sangkien_i18n::{Language, label};
use sangkien_pages::parts::{Kind, Link, Notice};
use sangkien_pages::{DemoBar, DemoMoment, NavItem, Person, Shell};

use crate::context::Context;
use crate::show;
use crate::state::Web;

/// Roles that read decisions and the yearly report.
const READS_DECISIONS: [Role; 4] = [
    Role::Leader,
    Role::RecordsClerk,
    Role::AwardsOfficer,
    Role::Auditor,
];

/// The frame of a page for whoever asks.
pub(crate) fn shell(context: &Context) -> Shell {
    Shell {
        agency: context.agency().to_owned(),
        nav: nav(
            context.caller.as_ref(),
            context.designs_procedures,
            &context.path,
        ),
        person: context.caller.as_ref().map(person),
        demo: demo(context),
        notice: context.notice().cloned(),
        back: None,
        csrf: context.csrf(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// The frame of a page for somebody who has just signed in.
pub(crate) fn shell_for(context: &Context, caller: &Caller) -> Shell {
    let csrf = &context.web.shared.csrf;
    Shell {
        nav: nav(Some(caller), context.designs_procedures, &context.path),
        person: Some(person(caller)),
        csrf: csrf.token(Holder::Caller(caller)),
        ..shell(context)
    }
}

fn nav(caller: Option<&Caller>, designs_procedures: bool, path: &str) -> Vec<NavItem> {
    let mut items: Vec<(&str, &str)> = Vec::new();
    if let Some(caller) = caller {
        let holds = |roles: &[Role]| roles.iter().any(|role| caller.actor.holds_anywhere(*role));
        let seats = &caller.actor.seats;
        let leads = seats.iter().any(|seat| caller.actor.runs(seat.council));
        items.push(("Việc của tôi", "/work"));
        items.push(("Hồ sơ", "/dossiers"));
        if !seats.is_empty() {
            items.push(("Chấm điểm", "/marking"));
            items.push(("Phiên họp", "/sessions"));
        }
        if holds(&READS_DECISIONS) {
            items.push(("Quyết định", "/decisions"));
        }
        if holds(&READS_DECISIONS) || leads {
            items.push(("Báo cáo", "/reports/yearly"));
        }
        if holds(&[Role::HeadOfUnit, Role::Leader, Role::Auditor, Role::Clerk]) {
            items.push(("Số liệu", "/reports/balance"));
        }
        if may_sweep(&caller.actor) {
            items.push(("Đối chiếu", "/overlaps"));
        }
        if !caller.actor.sets_up_councils_of().is_empty() {
            items.push(("Hội đồng", "/councils"));
        }
        if holds(&[Role::Administrator]) {
            items.push(("Người dùng", "/admin/people"));
            items.push(("Mẫu văn bản", "/admin/forms"));
        }
        if designs_procedures {
            items.push(("Quy trình", "/admin/procedures"));
            items.push(("Đợt", "/admin/rounds"));
        }
        if designs_procedures || leads {
            items.push(("Bảng điểm", "/admin/rubrics"));
        }
        if holds(&[Role::Auditor]) {
            items.push(("Nhật ký", "/admin/audit"));
        }
    }
    items.push(("Tra cứu", "/registry"));
    if caller.is_none() {
        items.push(("Xác minh giấy chứng nhận", "/verify"));
    }
    items
        .into_iter()
        .map(|(label, href)| {
            let item = NavItem::new(label, href);
            // The lists of a year stand beside its report; the figures of casework are another item.
            // Registers are of decisions.
            let (path, href) = match href {
                "/reports/yearly" if path.starts_with("/reports/balance") => ("", href),
                "/reports/yearly" => (path, "/reports"),
                "/decisions" if path.starts_with("/registers") => (href, href),
                _ => (path, href),
            };
            let below = path.strip_prefix(href);
            if below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
                item.current()
            } else {
                item
            }
        })
        .collect()
}

fn person(caller: &Caller) -> Person {
    let mut roles: Vec<&str> = caller
        .actor
        .grants
        .iter()
        .map(|grant| label::role(grant.role, Language::Vi))
        .chain(
            caller
                .actor
                .seats
                .iter()
                .map(|seat| label::post(seat.post, Language::Vi)),
        )
        .collect();
    roles.dedup();
    if roles.is_empty() {
        roles.push(label::role(Role::Author, Language::Vi));
    }
    let mut links = vec![
        Link::new("Ủy quyền", "/delegations"),
        Link::new("Văn bản pháp luật", "/admin/law"),
        Link::new("Lịch làm việc", "/admin/calendar"),
    ];
    if [Role::Leader, Role::RecordsClerk]
        .iter()
        .any(|role| caller.actor.holds_anywhere(*role))
    {
        links.push(Link::new("Ảnh chữ ký, con dấu", "/stamps"));
    }
    Person {
        name: caller.full_name.clone(),
        roles: roles.join(", "),
        links,
    }
}

fn demo(context: &Context) -> Option<DemoBar> {
    let control = context.web.options.demo.as_ref()?;
    let moments = control.moments().into_iter().map(|moment| DemoMoment {
        key: moment.key,
        label: moment.label,
        current: moment.current,
    });
    Some(DemoBar {
        clock: show::minute(context.now()),
        moments: moments.collect(),
        next: if context.reads {
            context.address.clone()
        } else {
            "/work".to_owned()
        },
    })
}

/// A notice as the value of a cookie: kind, signature, text. Nothing when it is too long.
pub(crate) fn carry_notice(web: &Web, notice: &Notice) -> Option<String> {
    let kind = match notice.kind {
        Kind::Success => "s",
        Kind::Info => "i",
        Kind::Warning => "w",
    };
    let text = notice.text.as_deref().unwrap_or_default();
    let plain = format!("{kind}\n{}\n{text}", notice.title);
    let packed: String = form_urlencoded::byte_serialize(plain.as_bytes()).collect();
    let packed = packed.replace('+', "%20").replace('*', "%2A");
    let value = format!("{}~{packed}", web.shared.csrf.sign(&plain));
    (value.len() <= 3_500).then_some(value)
}

/// The notice of a cookie, if this instance has written it.
pub(crate) fn carried_notice(web: &Web, value: Option<String>) -> Option<Notice> {
    let value = value?;
    let (signature, packed) = value.split_once('~')?;
    let plain = form_urlencoded::parse(packed.as_bytes()).next()?.0;
    if !web.shared.csrf.signed(&plain, signature) {
        return None;
    }
    let mut lines = plain.splitn(3, '\n');
    let kind = match lines.next()? {
        "s" => Kind::Success,
        "w" => Kind::Warning,
        _ => Kind::Info,
    };
    let mut notice = Notice::new(kind, lines.next()?);
    notice.text = lines
        .next()
        .filter(|text| !text.is_empty())
        .map(str::to_owned);
    Some(notice)
}
