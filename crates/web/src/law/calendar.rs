//! The list of calendar tables, and beginning a draft.

use axum::http::StatusCode;
use sangkien_app::law::CalendarShelf;
use sangkien_app::record::StoredTable;
use sangkien_domain::law_registry::{LawRefusal, Scope, YEARS};
use sangkien_domain::refusal::Refusal;
use sangkien_pages::law::{BeginCalendar, CalendarsPage};
use sangkien_pages::parts::{Cell, Errors, Head, Kind, Notice, Opt, Table, Tag, Tone};

use super::{scope_words, tabs};
use crate::context::{Context, Reply};
use crate::extract::{Signed, SignedForm};
use crate::judged::judged;
use crate::show;

/// How many years ahead of the present one limits commonly reach.
const YEARS_AHEAD: i16 = 1;

pub(super) async fn list(signed: Signed) -> Reply {
    let keeper = signed.app().keeps_law(&signed.caller).await?;
    let shelf = signed.app().calendars().await?;
    let year = (signed.now().day().year() + 1).to_string();
    signed.html(&page(
        &signed,
        &shelf,
        keeper.then(|| begin_form(&shelf, "", &year)),
        Errors::none(),
    ))
}

pub(super) async fn begin(form: SignedForm) -> Reply {
    let (typed, unit) = (form.fields.get("year").trim(), form.fields.get("scope"));
    let scope = if unit.is_empty() {
        Scope::Nation
    } else {
        Scope::Unit(unit.to_owned())
    };
    let outcome = if let Ok(year) = typed.parse::<i16>() {
        judged(form.app().begin_calendar(&form.caller, scope, year).await)?
    } else {
        // Whoever may not do it is told nothing of how it is done.
        if !form.app().keeps_law(&form.caller).await? {
            return Err(crate::problem::Problem::Absent);
        }
        let (first, last) = YEARS;
        Err(vec![Refusal::Law(LawRefusal::YearOutOfRange {
            first,
            last,
        })])
    };
    match outcome {
        Ok(id) => form.go(&format!("/admin/calendar/{id}")),
        Err(refusals) => {
            let shelf = form.app().calendars().await?;
            let begin = begin_form(&shelf, unit, typed);
            let page = page(&form, &shelf, Some(begin), errors(&refusals));
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// Refusals beside their fields.
pub(super) fn errors(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(refusals.iter().map(|refusal| {
        let field = match refusal {
            Refusal::ReasonMissing => "reason",
            other => other.field().unwrap_or_default(),
        };
        (field.to_owned(), show::refusal(refusal))
    }))
}

fn begin_form(shelf: &CalendarShelf, chosen: &str, year: &str) -> BeginCalendar {
    let mut scopes = vec![Opt::new("", "Cả nước").selected(chosen.is_empty())];
    scopes.extend(
        shelf
            .units
            .iter()
            .map(|(code, name)| Opt::new(code, name).selected(code == chosen)),
    );
    BeginCalendar {
        scopes,
        year: year.to_owned(),
    }
}

fn page(
    context: &Context,
    shelf: &CalendarShelf,
    begin: Option<BeginCalendar>,
    errors: Errors,
) -> CalendarsPage {
    let mut tables: Vec<&StoredTable> = shelf.tables.iter().collect();
    tables.sort_by_key(|table| std::cmp::Reverse((table.year, table.edition.is_none())));
    CalendarsPage {
        shell: context.shell(),
        tabs: tabs("/admin/calendar"),
        table: Table::new(
            "Bảng lịch",
            vec![
                Head::new("Năm"),
                Head::new("Phạm vi"),
                Head::new("Bản"),
                Head::new("Số ngày").numeric(),
                Head::new("Tình trạng"),
            ],
            tables.into_iter().map(|table| row(shelf, table)).collect(),
        )
        .with_keys(),
        missing: missing(shelf, context.now().day().year()),
        begin,
        errors,
    }
}

fn row(shelf: &CalendarShelf, table: &StoredTable) -> Vec<Cell> {
    vec![
        Cell::link(
            format!("Năm {}", table.year),
            format!("/admin/calendar/{}", table.id),
        ),
        Cell::text(scope_words(&shelf.units, &table.scope)),
        Cell::text(
            table
                .edition
                .map_or_else(|| "–".to_owned(), |edition| edition.to_string()),
        ),
        Cell::number(table.entries.len().to_string()),
        Cell::Tag(state_tag(table, shelf.in_force(table))),
    ]
}

/// How a table stands.
pub(super) fn state_tag(table: &StoredTable, in_force: bool) -> Tag {
    if table.confirmed_at.is_none() {
        Tag::new("Bản nháp", Tone::Waiting)
    } else if in_force {
        Tag::new("Đang áp dụng", Tone::Good)
    } else {
        Tag::new("Đã được thay", Tone::Plain)
    }
}

/// The present year and the next, when nobody has confirmed them.
fn missing(shelf: &CalendarShelf, year: i16) -> Option<Notice> {
    let missing: Vec<String> = (year..=year + YEARS_AHEAD)
        .filter(|year| {
            !shelf.tables.iter().any(|table| {
                table.year == *year && table.scope == Scope::Nation && table.confirmed_at.is_some()
            })
        })
        .map(|year| year.to_string())
        .collect();
    if missing.is_empty() {
        return None;
    }
    let mut notice = Notice::new(
        Kind::Warning,
        format!("Năm {} chưa có bảng được xác nhận.", missing.join(", ")),
    );
    notice.text = Some("Thời hạn rơi vào năm đó chỉ trừ ngày nghỉ hằng tuần.".to_owned());
    Some(notice)
}
