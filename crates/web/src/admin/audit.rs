//! The audit log as sentences: when, who, what, about whom.

use jiff::civil::Date;
use sangkien_app::audit::{AuditQuery, AuditRow};
use sangkien_domain::access::Role;
use sangkien_domain::dossier::State;
use sangkien_domain::time::{Instant, clock_text, day_text};
use sangkien_http::form::Fields;
use sangkien_i18n::{code, label};
use sangkien_pages::admin::AuditPage;
use sangkien_pages::dossier::Filter;
use sangkien_pages::parts::{Cell, Errors, Head, Opt, Pager, Table};
use sangkien_text::group_thousands;

use crate::address::{Parameters, page_number};
use crate::context::Reply;
use crate::extract::{Query, Signed};
use crate::show::{self, VI};

/// Groups of acts by the beginning of their code.
const GROUPS: [(&str, &str); 5] = [
    ("dossier.", "Mọi việc về hồ sơ"),
    ("sheet.", "Mọi việc về phiếu chấm"),
    ("decision.", "Mọi việc về quyết định"),
    ("person.", "Mọi việc về tài khoản"),
    ("role.", "Mọi việc về vai trò"),
];

pub(super) async fn list(signed: Signed, Query(query): Query) -> Reply {
    let mut errors = Errors::none();
    let from = day(&query, "from", &mut errors);
    let until = day(&query, "until", &mut errors);
    let act = query.get("act");
    let number = page_number(&query);
    let asked = AuditQuery {
        who_or_what: query.get("q").to_owned(),
        act: (!act.is_empty()).then(|| act.to_owned()),
        from,
        until,
        page: number,
    };
    let log = signed.app().audit_log(&signed.caller, asked).await?;
    let parameters = Parameters::of(
        "/admin/audit",
        &query,
        &["q", "act", "from", "until", "page"],
    );
    let size = u64::from(log.size);
    let pager = (log.page.total > size).then(|| {
        Pager::new(u64::from(number), size, log.page.total, |page| {
            parameters.with(&[("page", page.to_string().as_str())])
        })
    });
    signed.html(&AuditPage {
        shell: signed.shell(),
        query: query.get("q").to_owned(),
        filters: vec![Filter {
            name: "act".to_owned(),
            label: "Việc".to_owned(),
            options: acts(act),
        }],
        from: query.get("from").to_owned(),
        until: query.get("until").to_owned(),
        errors,
        chain: None,
        table: Table::new(
            "Nhật ký",
            vec![
                Head::new("Số").numeric(),
                Head::new("Thời điểm"),
                Head::new("Người thực hiện"),
                Head::new("Việc"),
                Head::new("Về"),
                Head::new("Mã băm"),
            ],
            log.page.rows.iter().map(row).collect(),
        ),
        pager,
    })
}

/// A day as typed; what is no day is named beside its field and narrows nothing.
fn day(query: &Fields, name: &str, errors: &mut Errors) -> Option<Date> {
    let typed = query.get(name).trim();
    let day = show::typed_day(typed);
    if day.is_none() && !typed.is_empty() {
        errors.push(name, "Ghi theo thứ tự ngày/tháng/năm, ví dụ 09/04/2024.");
    }
    day
}

fn acts(chosen: &str) -> Vec<Opt> {
    let mut options = vec![Opt::new("", "Mọi việc")];
    options.extend(
        GROUPS
            .into_iter()
            .chain(code::audit_acts(VI))
            .map(|(value, label)| Opt::new(value, label)),
    );
    for option in &mut options {
        option.selected = option.value == chosen;
    }
    options
}

fn row(row: &AuditRow) -> Vec<Cell> {
    let actor = row.actor.clone().unwrap_or_else(|| "Hệ thống".to_owned());
    let source = if row.source == "local" {
        "Lệnh trên máy chủ"
    } else {
        &row.source
    };
    let at = Instant(row.event.at);
    vec![
        Cell::number(group_thousands(row.event.position)),
        Cell::text(format!("{} {}", day_text(at.day()), clock_text(at))),
        Cell::Stack(actor, source.to_owned()),
        what(row),
        about(row),
        Cell::code(short_hash(&row.event.hash)),
    ]
}

/// The act in words, with the role or the state it led to.
fn what(row: &AuditRow) -> Cell {
    let act = code::audit_act(&row.act, VI);
    let payload: serde_json::Value = serde_json::from_str(&row.event.payload).unwrap_or_default();
    let text = |pointer: &str| {
        payload
            .pointer(pointer)
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
    };
    let role =
        Role::from_code(text("/after/role")).or_else(|| Role::from_code(text("/before/role")));
    let state = (row.kind == "dossier")
        .then(|| State::from_code(text("/after/state")))
        .flatten();
    match (role, state) {
        (Some(role), _) => Cell::Stack(act.to_owned(), label::role(role, VI).to_owned()),
        (None, Some(state)) => Cell::Stack(act.to_owned(), label::state(state, VI).to_owned()),
        (None, None) => Cell::text(act),
    }
}

fn about(row: &AuditRow) -> Cell {
    let kind = code::subject(&row.kind, VI);
    match (&row.subject, row.dossier) {
        (Some(subject), Some(dossier)) => {
            Cell::link_with(subject, format!("/dossiers/{dossier}"), kind)
        }
        (Some(subject), None) => Cell::Stack(subject.clone(), kind.to_owned()),
        (None, _) => Cell::text(kind),
    }
}

/// The first eight digits of a hash, enough to compare by eye.
fn short_hash(hash: &[u8; 32]) -> String {
    let [first, second, third, fourth, ..] = hash;
    format!("{first:02x}{second:02x}{third:02x}{fourth:02x}")
}
