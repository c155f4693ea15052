//! Taking an author's own report over into the form: shown first, stored as the author says.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use sangkien_app::dossier::{Answerable, Existing, Question, ReportToTake, Stretch, Taken};
use sangkien_domain::id::{DossierId, FileId};
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::parts::{Errors, Link, Opt};
use sangkien_pages::report::{AnsweredRow, ReportPage, StretchRow};
use sangkien_text::group_thousands;

use crate::context::{Context, Reply};
use crate::extract::{Id, Signed, SignedForm};
use crate::judged::judged;
use crate::show;
use crate::state::Web;

/// Letters of a stretch shown at once.
const EXCERPT: usize = 320;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/dossiers/{id}/files/{file}/report", look)
        .post("/dossiers/{id}/files/{file}/report", take)
}

async fn look(signed: Signed, Id((id, file)): Id<(DossierId, FileId)>) -> Reply {
    let report = signed
        .app()
        .report_to_take(&signed.caller, id, file)
        .await?;
    signed.html(&page(&signed, id, &report, None, Errors::none()))
}

async fn take(Id((id, file)): Id<(DossierId, FileId)>, form: SignedForm) -> Reply {
    let app = form.app();
    let report = app.report_to_take(&form.caller, id, file).await?;
    let errors = match chosen(&report, &form.fields) {
        Err(errors) => errors,
        Ok(taken) => match judged(app.take_report(&form.caller, id, file, &taken).await)? {
            Ok(count) => return form.done(&format!("/dossiers/{id}"), &done(count)),
            Err(refusals) => named(&report, &refusals),
        },
    };
    let page = page(&form, id, &report, Some(&form.fields), errors);
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn done(count: usize) -> String {
    format!("Đã đưa nội dung báo cáo vào {count} mục. Đọc lại từng mục trước khi nộp.")
}

fn named(report: &ReportToTake, refusals: &[Refusal]) -> Errors {
    let mut errors = Errors::none();
    for refusal in refusals {
        if matches!(refusal, Refusal::Invalid { field: "stretch" }) {
            errors.push("", NOTHING);
            continue;
        }
        let field = refusal.field().unwrap_or_default();
        // Where the stretch stands that made the answer what it is.
        let first = report.stretches.iter().position(|stretch| {
            let question = stretch.question.as_ref();
            question.is_some_and(|question| question.field == field)
        });
        let at = first.map_or_else(String::new, |number| format!("to.{number}"));
        errors.push(at, show::refusal(refusal));
    }
    errors
}

const NOTHING: &str = "Chưa có mục nào nhận nội dung từ báo cáo; chọn mục cho ít nhất một phần.";

/// What a posted form says.
fn chosen(report: &ReportToTake, fields: &Fields) -> Result<Vec<Taken>, Errors> {
    let mut by_question: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for number in 0..report.stretches.len() {
        let to = fields.get(&format!("to.{number}"));
        if !to.is_empty() {
            by_question.entry(to.to_owned()).or_default().push(number);
        }
    }
    let mut errors = Errors::none();
    let mut taken = Vec::new();
    for question in &report.questions {
        let key = key(&question.question);
        let Some(stretches) = by_question.remove(&key) else {
            continue;
        };
        let name = format!("existing.{key}");
        let existing = match fields.get(&name) {
            "append" => Existing::Append,
            "replace" => Existing::Replace,
            "" if !question.answer.trim().is_empty() => {
                errors.push(
                    name,
                    format!(
                        "Mục “{}” đang có nội dung; chọn cách xử lý.",
                        question.label
                    ),
                );
                continue;
            }
            _ => Existing::Keep,
        };
        let section = &question.question.section;
        taken.push(Taken {
            question: question.question.clone(),
            stretches,
            existing,
            seen: fields.get(&format!("seen.{section}")).parse().unwrap_or(0),
        });
    }
    if errors.is_empty() && taken.is_empty() {
        errors.push("", NOTHING);
    }
    if errors.is_empty() {
        Ok(taken)
    } else {
        Err(errors)
    }
}

fn key(question: &Question) -> String {
    format!("{}.{}", question.section, question.field)
}

fn page(
    context: &Context,
    id: DossierId,
    report: &ReportToTake,
    typed: Option<&Fields>,
    errors: Errors,
) -> ReportPage {
    let path = format!("/dossiers/{id}/files/{}", report.file.id);
    let mut shell = context.shell();
    shell.back = Some(Link::new("Nội dung tệp", format!("{path}/text")));
    let mut seen: Vec<(String, String)> = report
        .questions
        .iter()
        .map(|one| {
            let name = format!("seen.{}", one.question.section);
            (name, one.version.to_string())
        })
        .collect();
    seen.dedup();
    ReportPage {
        shell,
        file: report.file.name.clone(),
        action: format!("{path}/report"),
        leave: format!("/dossiers/{id}"),
        seen,
        stretches: report
            .stretches
            .iter()
            .enumerate()
            .map(|(number, stretch)| row(number, stretch, &report.questions, typed))
            .collect(),
        answered: report
            .questions
            .iter()
            .filter(|one| !one.answer.trim().is_empty())
            .map(|one| answered(one, typed))
            .collect(),
        errors,
    }
}

fn row(
    number: usize,
    stretch: &Stretch,
    questions: &[Answerable],
    typed: Option<&Fields>,
) -> StretchRow {
    let name = format!("to.{number}");
    let chosen = match typed {
        Some(fields) => fields.get(&name).to_owned(),
        None => stretch.question.as_ref().map(key).unwrap_or_default(),
    };
    let letters = stretch.text.chars().count();
    let size = group_thousands(i64::try_from(letters).unwrap_or(0));
    let none = Opt::new("", "Không đưa vào hồ sơ").selected(chosen.is_empty());
    let options = questions.iter().map(|one| {
        let key = key(&one.question);
        let selected = key == chosen;
        Opt::new(key, &one.label).selected(selected)
    });
    let more = letters > EXCERPT;
    let mut excerpt: String = stretch.text.chars().take(EXCERPT).collect();
    if more {
        excerpt.push('…');
    }
    StretchRow {
        name,
        heading: stretch.heading.clone(),
        size: match stretch.page {
            Some(page) => format!("Trang {page}, {size} ký tự"),
            None => format!("{size} ký tự"),
        },
        excerpt,
        whole: more.then(|| stretch.text.lines().map(str::to_owned).collect()),
        options: std::iter::once(none).chain(options).collect(),
    }
}

fn answered(one: &Answerable, typed: Option<&Fields>) -> AnsweredRow {
    let name = format!("existing.{}", key(&one.question));
    let chosen = typed.map_or("", |fields| fields.get(&name));
    let option = |value: &str, label: &str| Opt::new(value, label).selected(chosen == value);
    AnsweredRow {
        label: one.label.clone(),
        answer: one.answer.lines().map(str::to_owned).collect(),
        options: vec![
            option("keep", "Giữ nguyên, không nhận nội dung từ báo cáo"),
            option("append", "Viết tiếp vào sau nội dung đang có"),
            option("replace", "Thay nội dung đang có"),
        ],
        name,
    }
}
