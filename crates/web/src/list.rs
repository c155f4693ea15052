//! The list of dossiers; everything it is narrowed to stands in the address.

use sangkien_app::Caller;
use sangkien_app::dossier::{DossierList, ListInput};
use sangkien_app::port::{DossierFilter, DossierOrder, Paging};
use sangkien_app::record::DossierRow;
use sangkien_domain::access::Role;
use sangkien_domain::dossier::State;
use sangkien_domain::time::{Instant, day_text};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::label;
use sangkien_pages::dossier::{DossierListPage, Filter};
use sangkien_pages::parts::{Cell, Empty, Head, Link, Opt, Order, Pager, Tab, Table};

use crate::address::{Parameters, page_number};
use crate::context::Reply;
use crate::extract::{Query, Signed};
use crate::show;
use crate::state::Web;

/// Parameters of the list.
const KNOWN: [&str; 8] = [
    "tab", "q", "state", "round", "field", "scope", "sort", "page",
];
/// Rows on a page.
const PAGE_SIZE: u32 = 25;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new().get("/dossiers", list)
}

/// A part of the list.
struct Part {
    key: &'static str,
    label: &'static str,
    holds: fn(State) -> bool,
}

const PARTS: [Part; 4] = [
    Part {
        key: "",
        label: "Tất cả",
        holds: |_| true,
    },
    Part {
        key: "author",
        label: "Chờ tác giả",
        holds: State::is_editable,
    },
    Part {
        key: "running",
        label: "Đang xử lý",
        holds: |state| !state.is_editable() && !state.is_end(),
    },
    Part {
        key: "ended",
        label: "Đã kết thúc",
        holds: State::is_end,
    },
];

/// The part asked for.
fn part(query: &Fields) -> &'static Part {
    let [all, ..] = &PARTS;
    PARTS
        .iter()
        .find(|part| part.key == query.get("tab"))
        .unwrap_or(all)
}

/// The states asked for: those of the part, or the one chosen.
fn states(query: &Fields) -> Vec<State> {
    if let Some(state) = State::from_code(query.get("state")) {
        return vec![state];
    }
    let part = part(query);
    if part.key.is_empty() {
        return Vec::new();
    }
    State::ALL
        .into_iter()
        .filter(|state| (part.holds)(*state))
        .collect()
}

/// The order asked for.
fn order(query: &Fields) -> DossierOrder {
    match query.get("sort") {
        "submitted" => DossierOrder::Submitted,
        "due" => DossierOrder::Due,
        "title" => DossierOrder::Title,
        _ => DossierOrder::Latest,
    }
}

/// Whether the person sees more than their own dossiers.
fn has_duties(caller: &Caller) -> bool {
    let actor = &caller.actor;
    !actor.seats.is_empty() || actor.grants.iter().any(|grant| grant.role != Role::Author)
}

async fn list(signed: Signed, Query(query): Query) -> Reply {
    let now = signed.now();
    let has_duties = has_duties(&signed.caller);
    let input = ListInput {
        filter: DossierFilter {
            states: states(&query),
            round: query.get("round").parse().ok(),
            field: query.get("field").parse().ok(),
            order: order(&query),
            ..DossierFilter::default()
        },
        query: query.get("q").to_owned(),
        own: !has_duties || query.get("scope") == "own",
        paging: Paging {
            page: page_number(&query),
            size: PAGE_SIZE,
        },
    };
    let found = signed.app().dossiers(&signed.caller, input).await?;
    let parameters = Parameters::of("/dossiers", &query, &KNOWN);
    let filtered = ["q", "state", "round", "field", "scope"]
        .iter()
        .any(|name| !query.get(name).is_empty());
    let page = DossierListPage {
        shell: signed.shell(),
        heading: if has_duties {
            "Hồ sơ"
        } else {
            "Hồ sơ của tôi"
        }
        .to_owned(),
        tabs: tabs(&found, &query, &parameters),
        query: query.get("q").to_owned(),
        filters: filters(&found, &query, has_duties),
        kept: parameters.hidden(&["q", "state", "round", "field", "scope"]),
        clear: filtered.then(|| {
            parameters.with(&[
                ("q", ""),
                ("state", ""),
                ("round", ""),
                ("field", ""),
                ("scope", ""),
            ])
        }),
        table: table(&found.page.rows, &query, &parameters, now, has_duties),
        empty: empty(filtered),
        pager: pager(&found, &query, &parameters),
        new_href: Some("/dossiers/new".to_owned()),
    };
    signed.html(&page)
}

fn empty(filtered: bool) -> Empty {
    if filtered {
        let mut empty = Empty::new(
            "Không có hồ sơ nào phù hợp",
            "Thử bớt từ hoặc bỏ bộ lọc đang chọn; gõ có dấu hoặc không dấu đều được.",
        );
        empty.link = Some(Link::new("Bỏ lọc", "/dossiers"));
        empty
    } else {
        let mut empty = Empty::new(
            "Chưa có hồ sơ nào ở đây",
            "Hồ sơ hiện ra khi được lập hoặc khi đến lượt xử lý.",
        );
        empty.link = Some(Link::new("Lập hồ sơ mới", "/dossiers/new"));
        empty
    }
}

fn tabs(found: &DossierList, query: &Fields, parameters: &Parameters<'_>) -> Vec<Tab> {
    let now = part(query);
    PARTS
        .iter()
        .map(|part| {
            let counted = found
                .counts
                .iter()
                .filter(|(state, _)| (part.holds)(*state));
            Tab {
                label: part.label.to_owned(),
                href: parameters.with(&[("tab", part.key), ("state", "")]),
                count: Some(counted.map(|(_, count)| count).sum()),
                current: part.key == now.key,
            }
        })
        .collect()
}

fn filters(found: &DossierList, query: &Fields, has_duties: bool) -> Vec<Filter> {
    let filter = |name: &str, label: &str, all: &str, options: Vec<(String, String)>| {
        let chosen = query.get(name);
        let options = options
            .into_iter()
            .map(|(value, label)| Opt::new(value.clone(), label).selected(value == chosen));
        Filter {
            name: name.to_owned(),
            label: label.to_owned(),
            options: std::iter::once(Opt::new("", all)).chain(options).collect(),
        }
    };
    let part = part(query);
    let states = State::ALL
        .into_iter()
        .filter(|state| (part.holds)(*state))
        .map(|state| {
            (
                state.code().to_owned(),
                label::state(state, show::VI).to_owned(),
            )
        })
        .collect();
    let rounds = found
        .rounds
        .iter()
        .map(|round| (round.id.to_string(), round.name.clone()))
        .collect();
    let fields = found
        .fields
        .iter()
        .map(|field| (field.id.to_string(), field.name.clone()))
        .collect();
    let mut filters = vec![
        filter("state", "Trạng thái", "Mọi trạng thái", states),
        filter("round", "Đợt", "Mọi đợt", rounds),
        filter("field", "Lĩnh vực", "Mọi lĩnh vực", fields),
    ];
    if has_duties {
        let own = vec![("own".to_owned(), "Hồ sơ của tôi".to_owned())];
        filters.push(filter("scope", "Phạm vi", "Mọi hồ sơ được xem", own));
    }
    filters
}

fn table(
    rows: &[DossierRow],
    query: &Fields,
    parameters: &Parameters<'_>,
    now: Instant,
    staff: bool,
) -> Table {
    let sorted = |label: &str, sort: &str, order: Order| {
        let current = query.get("sort") == sort;
        Head::new(label).sorts(parameters.with(&[("sort", sort)]), current.then_some(order))
    };
    let heads = vec![
        Head::new("Mã"),
        sorted("Tên hồ sơ", "title", Order::Up),
        Head::new("Đơn vị"),
        Head::new("Trạng thái"),
        sorted("Hạn", "due", Order::Up),
        sorted("Ngày nộp", "submitted", Order::Up),
        sorted("Sửa đổi", "", Order::Down),
    ];
    let rows = rows.iter().map(|row| cells(row, now)).collect();
    let table = Table::new("Danh sách hồ sơ", heads, rows);
    if staff { table.with_keys() } else { table }
}

fn cells(row: &DossierRow, now: Instant) -> Vec<Cell> {
    let note = [row.authors_line.as_str(), row.round_name.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    vec![
        row.code.as_ref().map_or_else(|| Cell::text(""), Cell::code),
        Cell::link_with(
            show::title(&row.title),
            format!("/dossiers/{}", row.id),
            note,
        ),
        Cell::text(&row.unit_name),
        Cell::Tag(show::row_state(row)),
        row.due_on.map_or_else(
            || Cell::text(""),
            |day| Cell::Due(show::due_short(day, now)),
        ),
        Cell::text(
            row.submitted_at
                .map(|at| day_text(at.day()))
                .unwrap_or_default(),
        ),
        Cell::text(day_text(row.updated_at.day())),
    ]
}

fn pager(found: &DossierList, query: &Fields, parameters: &Parameters<'_>) -> Option<Pager> {
    (found.page.total > u64::from(PAGE_SIZE)).then(|| {
        Pager::new(
            u64::from(page_number(query)),
            u64::from(PAGE_SIZE),
            found.page.total,
            |number| parameters.with(&[("page", &number.to_string())]),
        )
    })
}
