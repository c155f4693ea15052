//! Registers of numbers.

mod show;

use axum::extract::Request;
use axum::http::StatusCode;
use jiff::civil::Date;
use sangkien_app::record::RegisterKey;
use sangkien_app::register::{NewEntry, RegisterView};
use sangkien_domain::refusal::{Refusal, RegisterFault};
use sangkien_domain::register::Register;
use sangkien_domain::time::day_text;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::reading::unread;
use sangkien_pages::parts::Errors;
use sangkien_pages::people_table::Fates;
use sangkien_pages::register::Typed;

use crate::address::{self, address, download};
use crate::context::Reply;
use crate::extract::{Query, Signed, SignedForm, context};
use crate::judged::judged;
use crate::packed;
use crate::problem::Problem;
use crate::show::{VI, refusal};
use crate::state::Web;
use crate::upload::fields_and_file;

/// Media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Largest table, in bytes.
const MOST_BYTES: usize = 8 << 20;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/registers", show_page)
        .get("/registers/register.xlsx", workbook)
        .get("/registers/register.xml", data)
        .post("/registers/entries", enter)
        .post("/registers/table", judge)
        .post("/registers/rows", take)
        .post("/registers/void", void)
}

async fn view(signed: &Signed, query: &Fields) -> Result<RegisterView, Problem> {
    let register = match query.get("register") {
        "" => Register::Decisions,
        code => Register::from_code(code).ok_or(Problem::Absent)?,
    };
    let body = match query.get("body") {
        "" => None,
        body => Some(body.parse().map_err(|_| Problem::Absent)?),
    };
    let year = query.get("year").parse().ok();
    let year = year.filter(|year| (1..=9999).contains(year));
    let app = signed.app();
    Ok(app.register(&signed.caller, body, register, year).await?)
}

async fn show_page(signed: Signed, Query(query): Query) -> Reply {
    let view = view(&signed, &query).await?;
    let shown = (Typed::default(), None, Errors::none());
    signed.html(&show::page(&signed, &view, shown))
}

async fn workbook(signed: Signed, Query(query): Query) -> Reply {
    let view = view(&signed, &query).await?;
    let sheet = signed.app().register_sheet(&view)?;
    let name = format!("{} {}.xlsx", show::heading(&view), view.body_name);
    Ok(download(&name, XLSX, sheet))
}

/// The register as data for other systems.
async fn data(signed: Signed, Query(query): Query) -> Reply {
    let view = view(&signed, &query).await?;
    match judged(signed.app().register_data(&view).await)? {
        Ok(file) => {
            let name = format!("{} {}", show::heading(&view), view.body_name);
            Ok(address::data(&name, file))
        }
        Err(refusals) => {
            let errors = refusals.iter().map(|why| ("", refusal(why)));
            let shown = (Typed::default(), None, Errors::from_pairs(errors));
            let page = show::page(&signed, &view, shown);
            signed.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn key(fields: &Fields) -> Result<RegisterKey, Problem> {
    let register = Register::from_code(fields.get("register")).ok_or(Problem::Absent)?;
    let body = fields.get("body").parse();
    let year: Option<i16> = fields.get("year").parse().ok();
    let year = year.filter(|year| (1..=9999).contains(year));
    Ok(RegisterKey {
        body: body.map_err(|_| Problem::Absent)?,
        register,
        year: year.ok_or(Problem::Absent)?,
    })
}

/// A day as typed.
pub(crate) fn day(typed: &str) -> Option<Date> {
    let (year, month, day) = sangkien_text::parse_date(typed)?;
    Date::new(year, month, day).ok()
}

async fn enter(form: SignedForm) -> Reply {
    let key = key(&form.fields)?;
    let line = NewEntry {
        row: 0,
        number: form.fields.get("given").trim().parse().ok(),
        dated_on: day(form.fields.get("on")),
        subject: form.fields.get("subject").to_owned(),
    };
    let outcome = form.app().enter_numbers(&form.caller, &key, &[line]).await;
    match judged(outcome)? {
        Ok(()) => form.done(&href(&key), "Đã ghi số vào sổ."),
        Err(refusals) => again(&form, &key, ("given", &refusals)).await,
    }
}

async fn void(form: SignedForm) -> Reply {
    let key = key(&form.fields)?;
    let new = NewEntry {
        row: 0,
        number: form.fields.get("number").trim().parse().ok(),
        dated_on: None,
        subject: form.fields.get("reason").to_owned(),
    };
    match judged(form.app().void_number(&form.caller, &key, new).await)? {
        Ok(()) => form.done(&href(&key), "Đã bỏ số; lý do được ghi trong sổ."),
        Err(refusals) => again(&form, &key, ("number", &refusals)).await,
    }
}

/// Judges the lines of a file or of pasted text.
async fn judge(request: Request) -> Reply {
    let context = context(request.extensions())?;
    let caller = context.caller.clone().ok_or(Problem::Expired)?;
    let app = context.app();
    let (fields, file) = fields_and_file(&context, request, MOST_BYTES).await?;
    let key = key(&fields)?;
    let (body, register) = (Some(key.body), key.register.clone());
    let view = app
        .register(&caller, body, register, Some(key.year))
        .await?;
    let typed = Typed {
        pasted: fields.get("pasted").to_owned(),
        ..Typed::default()
    };
    let (field, name, bytes) = match file {
        Some(file) => ("file", file.name, file.content),
        None => (
            "pasted",
            ".csv".to_owned(),
            typed.pasted.clone().into_bytes(),
        ),
    };
    let refused = |words: String| {
        let errors = Errors::none().with(field, words);
        let page = show::page(&context, &view, (typed.clone(), None, errors));
        context.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return refused("Dán các dòng, hoặc chọn tệp bảng tính hay CSV không quá 8 MB.".to_owned());
    }
    let read = app.numbers_in_file(&caller, &key, (&name, bytes)).await;
    let lines = match judged(read)? {
        Ok(Ok(lines)) => lines,
        Ok(Err(reason)) => return refused(unread(reason, VI).to_owned()),
        Err(refusals) => return refused(refusals.first().map(refusal).unwrap_or_default()),
    };
    if lines.is_empty() {
        return refused(sangkien_i18n::register::fault(RegisterFault::Empty, VI));
    }
    let fates = app.judge_numbers(&caller, &key, &lines).await?;
    let name = if field == "file" { name.as_str() } else { "" };
    let fates = show::fates(name, (&lines, &fates), pack(&lines));
    context.html(&show::page(
        &context,
        &view,
        (typed, Some(fates), Errors::none()),
    ))
}

/// Takes the lines that were judged; they are judged again.
async fn take(form: SignedForm) -> Reply {
    let key = key(&form.fields)?;
    let lines = unpack(form.fields.get("rows"));
    let outcome = form.app().enter_numbers(&form.caller, &key, &lines).await;
    match judged(outcome)? {
        Ok(()) => form.done(&href(&key), &format!("Đã ghi {} số vào sổ.", lines.len())),
        Err(refusals) => again(&form, &key, ("", &refusals)).await,
    }
}

async fn again(
    form: &SignedForm,
    key: &RegisterKey,
    (field, refusals): (&str, &[Refusal]),
) -> Reply {
    let (body, register) = (Some(key.body), key.register.clone());
    let app = form.app();
    let view = app
        .register(&form.caller, body, register, Some(key.year))
        .await?;
    let errors = Errors::from_pairs(refusals.iter().map(|why| {
        let field = match why {
            Refusal::ReasonMissing => "reason",
            Refusal::Register(at) if field == "given" => match at.fault {
                RegisterFault::DayUnusable => "on",
                RegisterFault::SubjectMissing => "subject",
                _ => field,
            },
            _ => field,
        };
        (field.to_owned(), refusal(why))
    }));
    let text = |name: &str| form.fields.get(name).to_owned();
    let typed = Typed {
        given: text("given"),
        on: text("on"),
        subject: text("subject"),
        pasted: String::new(),
        number: text("number"),
        reason: text("reason"),
    };
    let page = show::page(form, &view, (typed, None::<Fates>, errors));
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn parameters(key: &RegisterKey) -> [(&'static str, String); 3] {
    [
        ("body", key.body.to_string()),
        ("register", key.register.code()),
        ("year", key.year.to_string()),
    ]
}

fn href(key: &RegisterKey) -> String {
    let parameters = parameters(key);
    let parameters = parameters.iter();
    address(
        "/registers",
        parameters.map(|(name, value)| (*name, value.as_str())),
    )
}

fn pack(lines: &[NewEntry]) -> String {
    let row = |line: &NewEntry| {
        vec![
            line.row.to_string(),
            line.number.map(|it| it.to_string()).unwrap_or_default(),
            line.dated_on.map(day_text).unwrap_or_default(),
            line.subject.clone(),
        ]
    };
    packed::pack(&lines.iter().map(row).collect::<Vec<_>>())
}

fn unpack(text: &str) -> Vec<NewEntry> {
    packed::unpack(text)
        .into_iter()
        .map(|[row, number, on, subject]| NewEntry {
            row: row.parse().unwrap_or(0),
            number: number.parse().ok(),
            dated_on: day(&on),
            subject,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_from_the_form_as_they_were_judged() {
        let lines = [
            NewEntry {
                row: 3,
                number: Some(12),
                dated_on: "2024-03-05".parse().ok(),
                subject: "Về việc mẫu".into(),
            },
            NewEntry {
                row: 4,
                ..NewEntry::default()
            },
        ];
        assert_eq!(unpack(&pack(&lines)), lines);
    }
}
