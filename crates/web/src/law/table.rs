//! One calendar table: reading it, and writing and confirming a draft.

use axum::http::StatusCode;
use jiff::civil::Date;
use sangkien_app::law::{CalendarView, DayInput};
use sangkien_app::record::StoredTable;
use sangkien_domain::calendar::{DayEntry, DayKind};
use sangkien_domain::id::CalendarTableId;
use sangkien_domain::law::Certainty;
use sangkien_domain::law_registry::{Scope, certainty_code, certainty_from_code};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::day_text;
use sangkien_http::form::Fields;
use sangkien_i18n::{law, measure};
use sangkien_pages::law::{CalendarPage, DayLine, DraftForms};
use sangkien_pages::parts::{Errors, Fact, Link, Opt, Tag, Tone};

use super::calendar::{errors, state_tag};
use crate::context::{Context, Reply};
use crate::extract::{Id, Signed, SignedForm};
use crate::judged::judged;
use crate::problem::Problem;
use crate::show::{self, VI};

/// The form of a day as typed.
#[derive(Default)]
struct Typed {
    day: String,
    kind: String,
    name: String,
    source: String,
    certainty: String,
    reason: String,
}

impl Typed {
    fn posted(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            day: text("day"),
            kind: text("kind"),
            name: text("name"),
            source: text("source"),
            certainty: text("certainty"),
            reason: text("reason"),
        }
    }
}

fn home(id: CalendarTableId) -> String {
    format!("/admin/calendar/{id}")
}

/// The version a form was made from; one that cannot be read fits nothing.
fn seen(fields: &Fields) -> i64 {
    fields.get("version").parse().unwrap_or(-1)
}

pub(super) async fn show_page(signed: Signed, Id(id): Id<CalendarTableId>) -> Reply {
    let keeper = signed.app().keeps_law(&signed.caller).await?;
    let view = signed.app().calendar_view(id).await?;
    let page = page(&signed, &view, keeper, &Typed::default(), Errors::none());
    signed.html(&page)
}

pub(super) async fn begin(Id(id): Id<CalendarTableId>, form: SignedForm) -> Reply {
    let view = form.app().calendar_view(id).await?;
    let (scope, year) = (view.table.scope.clone(), view.table.year);
    let draft = form.app().begin_calendar(&form.caller, scope, year).await?;
    form.go(&home(draft))
}

pub(super) async fn put(Id(id): Id<CalendarTableId>, form: SignedForm) -> Reply {
    let typed = Typed::posted(&form.fields);
    let read = (show::typed_day(&typed.day), DayKind::from_code(&typed.kind));
    let (Some(day), Some(kind)) = read else {
        let mut errors = Errors::none();
        if read.0.is_none() {
            errors.push("day", "Ghi theo thứ tự ngày/tháng/năm, ví dụ 17/02/2026.");
        }
        if read.1.is_none() {
            errors.push("kind", "Chọn loại ngày.");
        }
        return again(&form, id, &typed, errors).await;
    };
    let input = DayInput {
        day,
        kind,
        name: typed.name.clone(),
        act: typed.source.clone(),
        article: String::new(),
        certainty: certainty_from_code(&typed.certainty).unwrap_or_default(),
    };
    let outcome = form
        .app()
        .put_calendar_days(&form.caller, id, &[input], seen(&form.fields))
        .await;
    let what = format!("Đã ghi ngày {} vào bản nháp.", day_text(day));
    answer(&form, id, &typed, judged(outcome)?, &what).await
}

pub(super) async fn adopt(Id(id): Id<CalendarTableId>, form: SignedForm) -> Reply {
    let view = form.app().calendar_view(id).await?;
    let chosen: Vec<Date> = days(&form.fields);
    let inputs: Vec<DayInput> = view
        .proposals
        .iter()
        .filter(|entry| chosen.contains(&entry.day))
        .map(|entry| DayInput {
            day: entry.day,
            kind: entry.kind,
            name: entry.name.clone(),
            act: entry.citation.act.clone(),
            article: entry.citation.article.clone(),
            certainty: entry.citation.certainty,
        })
        .collect();
    let outcome = form
        .app()
        .put_calendar_days(&form.caller, id, &inputs, seen(&form.fields))
        .await;
    let what = format!("Đã đưa {} ngày dự kiến vào bản nháp.", inputs.len());
    answer(&form, id, &Typed::default(), judged(outcome)?, &what).await
}

pub(super) async fn remove(Id(id): Id<CalendarTableId>, form: SignedForm) -> Reply {
    let day = days(&form.fields).into_iter().next();
    let day = day.ok_or(Problem::Unreadable)?;
    let outcome = form
        .app()
        .remove_calendar_day(&form.caller, id, day, seen(&form.fields))
        .await;
    let what = format!("Đã bỏ ngày {} khỏi bản nháp.", day_text(day));
    answer(&form, id, &Typed::default(), judged(outcome)?, &what).await
}

fn days(fields: &Fields) -> Vec<Date> {
    let typed = fields.all("day").into_iter();
    typed.filter_map(|text| text.parse().ok()).collect()
}

pub(super) async fn confirm(Id(id): Id<CalendarTableId>, form: SignedForm) -> Reply {
    let typed = Typed::posted(&form.fields);
    let outcome = form
        .app()
        .confirm_calendar(&form.caller, id, &typed.reason, seen(&form.fields))
        .await;
    match judged(outcome)? {
        Ok(recomputed) => {
            let what = format!(
                "Đã xác nhận bảng. Đã tính lại {} thời hạn đang chạy, {} thời hạn được dời.",
                recomputed.examined, recomputed.moved
            );
            form.done(&home(id), &what)
        }
        Err(refusals) => again(&form, id, &typed, errors(&refusals)).await,
    }
}

pub(super) async fn discard(Id(id): Id<CalendarTableId>, form: SignedForm) -> Reply {
    form.app()
        .discard_calendar(&form.caller, id, seen(&form.fields))
        .await?;
    form.done("/admin/calendar", "Đã bỏ bản nháp.")
}

async fn answer(
    form: &SignedForm,
    id: CalendarTableId,
    typed: &Typed,
    outcome: Result<(), Vec<Refusal>>,
    what: &str,
) -> Reply {
    match outcome {
        Ok(()) => form.done(&home(id), what),
        Err(refusals) => again(form, id, typed, errors(&refusals)).await,
    }
}

async fn again(form: &SignedForm, id: CalendarTableId, typed: &Typed, errors: Errors) -> Reply {
    let keeper = form.app().keeps_law(&form.caller).await?;
    if !keeper {
        return Err(Problem::Absent);
    }
    let view = form.app().calendar_view(id).await?;
    let page = page(form, &view, keeper, typed, errors);
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn page(
    context: &Context,
    view: &CalendarView,
    keeper: bool,
    typed: &Typed,
    errors: Errors,
) -> CalendarPage {
    let table = &view.table;
    let is_draft = table.edition.is_none();
    let in_force = !is_draft && view.in_force.is_none();
    let mut shell = context.shell();
    shell.back = Some(Link::new("Lịch làm việc", "/admin/calendar"));
    CalendarPage {
        shell,
        title: format!("Lịch năm {}", table.year),
        scope: if table.scope == Scope::Nation {
            law::scope(&table.scope, VI)
        } else {
            view.unit_name.clone()
        },
        state: state_tag(table, in_force),
        facts: facts(table),
        days: table
            .entries
            .iter()
            .map(|entry| line(entry, change(view, entry)))
            .collect(),
        gone: view
            .changes
            .iter()
            .filter_map(|(before, after)| match (before, after) {
                (Some(before), None) => Some(line(before, None)),
                _ => None,
            })
            .collect(),
        proposals: if is_draft || in_force {
            view.proposals
                .iter()
                .map(|entry| line(entry, None))
                .collect()
        } else {
            Vec::new()
        },
        draft: (keeper && is_draft).then(|| forms(table, typed)),
        begin: (keeper && in_force && view.draft.is_none())
            .then(|| format!("{}/edition", home(table.id))),
        other_draft: view.draft.filter(|draft| *draft != table.id).map(home),
        errors,
    }
}

fn facts(table: &StoredTable) -> Vec<Fact> {
    let mut facts = Vec::new();
    match (table.edition, table.confirmed_at) {
        (Some(edition), Some(at)) => {
            facts.push(Fact::new("Bản", edition.to_string()));
            facts.push(Fact::new("Xác nhận lúc", show::minute(at)));
            let by = if table.confirmed_by_name.is_empty() {
                "Hệ thống, theo gói pháp luật"
            } else {
                &table.confirmed_by_name
            };
            facts.push(Fact::new("Người xác nhận", by));
        }
        _ => facts.push(Fact::new("Lập lúc", show::minute(table.made_at))),
    }
    if !table.reason.is_empty() {
        facts.push(Fact::new("Lý do", &table.reason));
    }
    facts
}

fn change(view: &CalendarView, entry: &DayEntry) -> Option<String> {
    let found = view
        .changes
        .iter()
        .find(|(_, after)| after.as_ref().is_some_and(|after| after.day == entry.day));
    found.map(|(before, _)| {
        if before.is_some() {
            "sửa".to_owned()
        } else {
            "thêm".to_owned()
        }
    })
}

fn line(entry: &DayEntry, change: Option<String>) -> DayLine {
    let tone = match entry.kind {
        DayKind::Holiday => Tone::State,
        DayKind::CompensatoryRest | DayKind::SwappedRest => Tone::Plain,
        DayKind::SwappedWork => Tone::Active,
    };
    DayLine {
        day: measure::day_of_week(entry.day, VI),
        kind: Tag::new(law::day_kind(entry.kind, VI), tone),
        name: entry.name.clone(),
        source: entry.citation.to_string(),
        value: entry.day.to_string(),
        change,
    }
}

fn forms(table: &StoredTable, typed: &Typed) -> DraftForms {
    let home = home(table.id);
    let mut kinds = vec![Opt::new("", "Chọn loại ngày")];
    kinds.extend(DayKind::ALL.map(|kind| {
        Opt::new(kind.code(), law::day_kind(kind, VI)).selected(kind.code() == typed.kind)
    }));
    let certainties = [
        Certainty::Official,
        Certainty::Secondary,
        Certainty::Unverified,
    ];
    let certainties = certainties.map(|certainty| {
        let code = certainty_code(certainty);
        Opt::new(code, law::certainty(certainty, VI)).selected(code == typed.certainty)
    });
    DraftForms {
        put: format!("{home}/days"),
        remove: format!("{home}/removal"),
        adopt: format!("{home}/proposals"),
        confirm: format!("{home}/confirmation"),
        discard: format!("{home}/discard"),
        version: table.version,
        day: typed.day.clone(),
        kinds,
        name: typed.name.clone(),
        source: typed.source.clone(),
        certainties: certainties.to_vec(),
        reason: typed.reason.clone(),
        consequences: vec![
            format!(
                "Thời hạn từ nay tính theo bảng này cho các ngày của năm {}.",
                table.year
            ),
            "Thời hạn đang chạy được tính lại ngay; thời hạn nào dời thì ghi rõ lý do.".to_owned(),
            "Bảng đã xác nhận không sửa được nữa; muốn đổi thì lập bản mới.".to_owned(),
        ],
    }
}
