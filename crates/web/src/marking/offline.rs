//! A member's open sheets out as a workbook and in again: shown sheet by sheet, then saved as drafts.

use axum::extract::Request;
use axum::http::StatusCode;
use sangkien_app::Caller;
use sangkien_app::council::{OfflineFate, OfflineRow, SheetInput};
use sangkien_domain::form::Answers;
use sangkien_domain::id::DossierId;
use sangkien_domain::rubric::Scores;
use sangkien_i18n::offline::offline_fault;
use sangkien_i18n::reading::unread;
use sangkien_pages::offline::{OfflineFates, OfflineNext, OfflinePage};
use sangkien_pages::parts::{Cell, Errors, Head, Link, Table, Tag, Tone};
use serde::{Deserialize, Serialize};

use crate::address;
use crate::context::{Context, Reply};
use crate::extract::{self, Signed, SignedForm};
use crate::intake::at_the_top;
use crate::judged::judged;
use crate::problem::Problem;
use crate::show::VI;
use crate::upload;

/// Media type of XLSX.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Largest workbook, in bytes; hundreds of sheets have some hundred thousand.
const MOST: usize = 4 << 20;

/// A sheet as the form that saves it carries it.
#[derive(Serialize, Deserialize)]
struct Draft {
    dossier: DossierId,
    scores: Scores,
    comments: Answers,
    vote: Option<sangkien_app::record::Vote>,
    remark: String,
    seen: i64,
}

/// What is signed; nothing else that is signed with this key begins like it.
fn bound_text(bound: &str) -> String {
    format!("offline-sheet {bound}")
}

pub(super) async fn show_page(signed: Signed) -> Reply {
    let page = page(&signed, &signed.caller, None, Errors::none()).await?;
    signed.html(&page)
}

pub(super) async fn workbook(signed: Signed) -> Reply {
    let key = &signed.web.shared.csrf;
    let sign = |bound: &str| key.sign(&bound_text(bound));
    let book = signed.app().offline_book(&signed.caller, sign).await?;
    if let Some(content) = book {
        return Ok(address::download("Phiếu chấm.xlsx", XLSX, content));
    }
    let words = "Không còn phiếu nào chưa gửi nên không có gì để tải.";
    let errors = Errors::none().with("", words);
    let page = page(&signed, &signed.caller, None, errors).await?;
    signed.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Judges the sheets of a file; nothing is stored.
pub(super) async fn judge(request: Request) -> Reply {
    let context = extract::context(request.extensions())?;
    let caller = context.caller.clone().ok_or(Problem::Expired)?;
    let app = context.app();
    // Whoever marks nothing is told so before anything is read.
    app.marking_list(&caller).await?;
    let (_, file) = upload::fields_and_file(&context, request, MOST).await?;
    let Some(file) = file else {
        let words = "Chọn tệp phiếu chấm đã điền, không quá 4 MB.".to_owned();
        return refused(&context, &caller, words).await;
    };
    let key = &context.web.shared.csrf;
    let signed = |bound: &str, signature: &str| key.signed(&bound_text(bound), signature);
    match app.judge_offline(&caller, file.content, signed).await? {
        Err(reason) => refused(&context, &caller, unread(reason, VI).to_owned()).await,
        Ok(rows) if rows.is_empty() => {
            let words = "Tệp không có phiếu chấm nào. Chọn đúng tệp đã tải từ trang này.";
            refused(&context, &caller, words.to_owned()).await
        }
        Ok(rows) => {
            let fates = fates(&file.name, &rows)?;
            let page = page(&context, &caller, Some(fates), Errors::none()).await?;
            context.html(&page)
        }
    }
}

async fn refused(context: &Context, caller: &Caller, words: String) -> Reply {
    let errors = Errors::none().with("file", words);
    let page = page(context, caller, None, errors).await?;
    context.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Saves the drafts that were shown; they are judged again.
pub(super) async fn save(form: SignedForm) -> Reply {
    // Whoever marks nothing is told so before anything is read.
    form.app().marking_list(&form.caller).await?;
    let drafts: Vec<Draft> =
        serde_json::from_str(form.fields.get("drafts")).map_err(|_| Problem::Unreadable)?;
    let drafts = drafts.into_iter().map(|draft| {
        let input = SheetInput {
            scores: draft.scores,
            comments: draft.comments,
            vote: draft.vote,
            remark: draft.remark,
            seen: draft.seen,
            send: false,
        };
        (draft.dossier, input)
    });
    match judged(form.app().save_drafts(&form.caller, drafts.collect()).await)? {
        Ok(count) => {
            let words =
                format!("Đã lưu nháp {count} phiếu từ tệp. Mở từng phiếu để xem lại và gửi.");
            form.done("/marking", &words)
        }
        Err(refusals) => {
            let page = page(&form, &form.caller, None, at_the_top(&refusals)).await?;
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn page(
    context: &Context,
    caller: &Caller,
    fates: Option<OfflineFates>,
    errors: Errors,
) -> Result<OfflinePage, Problem> {
    let items = context.app().marking_list(caller).await?;
    let open = items.iter().filter(|item| item.sent_at.is_none()).count();
    let mut shell = context.shell();
    shell.back = Some(Link::new("Phiếu chấm của tôi", "/marking"));
    Ok(OfflinePage {
        shell,
        open: u32::try_from(open).unwrap_or(u32::MAX),
        fates,
        errors,
    })
}

fn fates(file: &str, rows: &[OfflineRow]) -> Result<OfflineFates, Problem> {
    let refused = rows
        .iter()
        .filter(|row| matches!(row.fate, OfflineFate::Refused(_)))
        .count();
    let drafts: Vec<Draft> = rows
        .iter()
        .filter_map(|row| row.draft.clone())
        .map(|(dossier, input)| Draft {
            dossier,
            scores: input.scores,
            comments: input.comments,
            vote: input.vote,
            remark: input.remark,
            seen: input.seen,
        })
        .collect();
    let (count, all) = (drafts.len(), rows.len());
    let cells = rows.iter().map(|row| {
        let (tag, words) = told(&row.fate);
        vec![
            Cell::text(&row.tab),
            Cell::text(row.title.clone().unwrap_or_default()),
            Cell::Tag(tag),
            Cell::text(words),
        ]
    });
    Ok(OfflineFates {
        file: file.to_owned(),
        summary: format!(
            "{count} phiếu có nội dung mới, {} phiếu không đổi, {refused} trang không nhận được.",
            all.saturating_sub(count + refused)
        ),
        table: Table::new(
            "Các phiếu trong tệp",
            ["Trang", "Sáng kiến", "Kết quả", "Nội dung"]
                .map(Head::new)
                .to_vec(),
            cells.collect(),
        ),
        next: match (refused, count) {
            (0, 0) => OfflineNext::Nothing,
            (0, _) => {
                let drafts = serde_json::to_string(&drafts).map_err(|_| Problem::Unreadable)?;
                OfflineNext::Save(drafts)
            }
            _ => OfflineNext::Mend,
        },
    })
}

fn told(fate: &OfflineFate) -> (Tag, String) {
    match fate {
        OfflineFate::Complete(assessment) => {
            let class = assessment.class.as_ref();
            let class = class.map(|class| format!(", {class}")).unwrap_or_default();
            let words = format!("Đủ điểm: {}{class}.", assessment.total);
            (Tag::new("Lưu nháp", Tone::Good), words)
        }
        OfflineFate::Partial { missing, total } => {
            let words = format!("Còn {missing} tiêu chí chưa chấm; tổng hiện có {total}.");
            (Tag::new("Lưu nháp", Tone::Active), words)
        }
        OfflineFate::Unchanged => (
            Tag::new("Không đổi", Tone::Plain),
            "Giống phiếu đang lưu.".to_owned(),
        ),
        OfflineFate::Refused(faults) => {
            let words: Vec<String> = faults
                .iter()
                .map(|fault| offline_fault(fault, VI))
                .collect();
            (Tag::new("Không nhận", Tone::Late), words.join(" "))
        }
    }
}
