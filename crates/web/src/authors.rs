//! The table of authors with their shares.

use axum::http::StatusCode;
use sangkien_app::dossier::{AuthorInput, DossierView};
use sangkien_app::failure::Failure;
use sangkien_domain::access::Power;
use sangkien_domain::dossier::Author;
use sangkien_domain::form::SectionKind;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::share::Share;
use sangkien_domain::time::day_text;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::draft::{AuthorRow, AuthorsPage};
use sangkien_pages::parts::{Errors, Link};

use crate::context::{Context, Reply};
use crate::document;
use crate::draft::go_on;
use crate::extract::{Id, Signed, SignedForm};
use crate::home;
use crate::outline;
use crate::problem::Problem;
use crate::show;
use crate::state::Web;

/// Most rows read from a form; the rules allow fewer.
const MOST_ROWS: usize = 60;
/// Greatest length of a name, post or workplace, in characters.
const MOST_CHARS: usize = 200;
/// Names of the fields of a row.
const FIELDS: [&str; 7] = [
    "full_name",
    "birth_date",
    "workplace",
    "position",
    "qualification",
    "share",
    "account",
];

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/dossiers/{id}/authors", authors)
        .post("/dossiers/{id}/authors", save)
}

/// The dossier and the key of its section of authors.
async fn open(
    context: &Context,
    caller: &sangkien_app::Caller,
    id: DossierId,
) -> Result<(DossierView, String), Problem> {
    let view = context.app().dossier_for(caller, id, Power::Edit).await?;
    let key = outline::key_of(&view, SectionKind::Authors)
        .ok_or(Problem::Absent)?
        .to_owned();
    Ok((view, key))
}

async fn authors(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let (view, key) = open(&signed, &signed.caller, id).await?;
    if !home::writes(&view) {
        return signed.go(&format!("/dossiers/{id}"));
    }
    let page = page(&signed, &view, &key, stored_rows(&view), Errors::none());
    signed.html(&page)
}

fn stored_rows(view: &DossierView) -> Vec<AuthorRow> {
    let accounts = view.accounts.iter().map(String::as_str);
    view.authors
        .iter()
        .zip(accounts.chain(std::iter::repeat("")))
        .map(|(row, account)| AuthorRow {
            full_name: row.author.full_name.clone(),
            birth_date: row.author.born_on.map(day_text).unwrap_or_default(),
            workplace: row.author.workplace.clone(),
            position: row.author.position.clone(),
            qualification: row.author.qualification.clone(),
            share: show::share_typed(row.author.share),
            account: account.to_owned(),
        })
        .collect()
}

fn page(
    context: &Context,
    view: &DossierView,
    key: &str,
    mut rows: Vec<AuthorRow>,
    errors: Errors,
) -> AuthorsPage {
    let id = view.dossier.id;
    if rows.is_empty() {
        rows.push(AuthorRow::default());
    }
    let total: i64 = rows
        .iter()
        .filter_map(|row| sangkien_text::parse_decimal(row.share.trim()))
        .sum();
    let mut shell = context.shell();
    shell.back = Some(Link::new("Các mục của hồ sơ", format!("/dossiers/{id}")));
    AuthorsPage {
        shell,
        dossier: document::title(view),
        step: outline::step(view, key),
        action: format!("/dossiers/{id}/authors"),
        version: u64::try_from(view.authors_version).unwrap_or(0),
        rows,
        total: format!("{} %", sangkien_text::decimal_comma(total)),
        total_right: total == i64::from(Share::WHOLE.0),
        errors,
        saved: None,
        deadline: home::deadline(view, context.now()),
        conflict: None,
    }
}

async fn save(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let (view, key) = open(&form, &form.caller, id).await?;
    let rows = typed_rows(&form.fields);
    let seen: i64 = form.fields.get("version").parse().unwrap_or(0);
    if let Some(rows) = changed_rows(&form.fields, &rows) {
        // A row more or less is not saved yet: the page shows it with all that was typed.
        let mut page = page(&form, &view, &key, rows, Errors::none());
        page.version = u64::try_from(seen).unwrap_or(0);
        return form.html(&page);
    }
    let read = read_rows(&rows);
    let inputs = match read {
        Ok(inputs) => inputs,
        Err(errors) if form.autosave && !errors.is_empty() => {
            return Err(Failure::Refused(Vec::new()).into());
        }
        Err(errors) => return refused(&form, &view, &key, rows, errors),
    };
    let result = form
        .app()
        .save_authors(&form.caller, id, inputs, seen)
        .await;
    match result {
        Ok(saved) if form.autosave => form.saved(saved.at, saved.version),
        Ok(_) => go_on(&form, &view, &key),
        Err(Failure::Stale) if !form.autosave => {
            let (view, key) = open(&form, &form.caller, id).await?;
            let mut page = page(&form, &view, &key, rows, Errors::none());
            let at = show::minute(view.dossier.updated_at);
            page.conflict = Some(format!("Bản đang lưu được lưu lúc {at}"));
            form.html_as(StatusCode::CONFLICT, &page)
        }
        Err(Failure::Refused(refusals)) if !form.autosave => {
            if refusals
                .iter()
                .any(|one| matches!(one, Refusal::NotNow { .. }))
            {
                return Err(Failure::Refused(refusals).into());
            }
            let errors = errors(&rows, &refusals);
            refused(&form, &view, &key, rows, errors)
        }
        Err(other) => Err(other.into()),
    }
}

fn refused(
    form: &SignedForm,
    view: &DossierView,
    key: &str,
    rows: Vec<AuthorRow>,
    errors: Errors,
) -> Reply {
    let mut page = page(form, view, key, rows, errors);
    page.version = form.fields.get("version").parse().unwrap_or(0);
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Rows as typed, in order.
fn typed_rows(fields: &Fields) -> Vec<AuthorRow> {
    let columns = FIELDS.map(|name| fields.rows(name, MOST_ROWS));
    let mut numbers: Vec<usize> = columns
        .iter()
        .flat_map(|column| column.keys().copied())
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
        .into_iter()
        .map(|number| {
            let [
                full_name,
                birth_date,
                workplace,
                position,
                qualification,
                share,
                account,
            ] = columns.each_ref().map(|column| {
                column
                    .get(&number)
                    .map_or("", |text| text.trim())
                    .to_owned()
            });
            AuthorRow {
                full_name,
                birth_date,
                workplace,
                position,
                qualification,
                share,
                account,
            }
        })
        .collect()
}

/// The rows after "Thêm tác giả" or "Bỏ tác giả"; nothing when another button was pressed.
fn changed_rows(fields: &Fields, rows: &[AuthorRow]) -> Option<Vec<AuthorRow>> {
    let mut rows = rows.to_vec();
    if fields.has("add") {
        rows.push(AuthorRow::default());
        return Some(rows);
    }
    let gone = fields.rows("remove", MOST_ROWS).into_keys().next()?;
    if gone < rows.len() {
        rows.remove(gone);
    }
    Some(rows)
}

fn is_blank(row: &AuthorRow) -> bool {
    *row == AuthorRow::default()
}

/// The authors of the rows that are not blank, or what cannot be read in them.
fn read_rows(rows: &[AuthorRow]) -> Result<Vec<AuthorInput>, Errors> {
    let mut errors = Errors::none();
    let mut inputs = Vec::new();
    for (number, row) in rows.iter().enumerate().filter(|(_, row)| !is_blank(row)) {
        let who = number + 1;
        let born_on = match row.birth_date.as_str() {
            "" => None,
            text => {
                let day = show::typed_day(text);
                if day.is_none() {
                    errors.push(
                        format!("birth_date.{number}"),
                        format!(
                            "Ngày sinh của tác giả {who} không có trong lịch; ghi ngày/tháng/năm."
                        ),
                    );
                }
                day
            }
        };
        let share = match row.share.as_str() {
            "" => 0,
            text => sangkien_text::parse_decimal(text)
                .filter(|share| *share <= i64::from(Share::WHOLE.0))
                .unwrap_or_else(|| {
                    errors.push(
                        format!("share.{number}"),
                        format!("Tỷ lệ của tác giả {who} là số từ 0 đến 100, nhiều nhất hai chữ số sau dấu phẩy."),
                    );
                    0
                }),
        };
        refuse_long(row, number, &mut errors);
        inputs.push(AuthorInput {
            author: Author {
                full_name: row.full_name.clone(),
                born_on,
                workplace: row.workplace.clone(),
                position: row.position.clone(),
                qualification: row.qualification.clone(),
                share: Share(i32::try_from(share).unwrap_or(0)),
            },
            account: row.account.clone(),
        });
    }
    if errors.is_empty() {
        Ok(inputs)
    } else {
        Err(errors)
    }
}

/// Names what is too long to be kept.
fn refuse_long(row: &AuthorRow, number: usize, errors: &mut Errors) {
    for (name, text) in [
        ("full_name", &row.full_name),
        ("workplace", &row.workplace),
        ("position", &row.position),
        ("qualification", &row.qualification),
    ] {
        if text.chars().count() > MOST_CHARS {
            errors.push(
                format!("{name}.{number}"),
                format!(
                    "Nội dung của tác giả {} dài quá {MOST_CHARS} ký tự; rút ngắn lại.",
                    number + 1
                ),
            );
        }
    }
}

/// Refusals at the rows they belong to. Blank rows were left out, so places are counted over the
/// others.
fn errors(rows: &[AuthorRow], refusals: &[Refusal]) -> Errors {
    let places: Vec<usize> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !is_blank(row))
        .map(|(number, _)| number)
        .collect();
    let place = |index: usize| places.get(index).copied().unwrap_or(index);
    Errors::from_pairs(refusals.iter().map(|refusal| {
        let field = match refusal {
            Refusal::AnswerMissing { field, .. } => match field.split_once('.') {
                Some((name, index)) => {
                    format!("{name}.{}", place(index.parse().unwrap_or(0)))
                }
                None => field.clone(),
            },
            _ => "total".to_owned(),
        };
        (field, show::refusal(refusal))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(body: &str) -> Vec<AuthorRow> {
        typed_rows(&Fields::parse(body.as_bytes()))
    }

    #[test]
    fn shares_are_read_with_a_decimal_comma_and_blank_rows_are_left_out() {
        let rows =
            rows("full_name.0=A&share.0=33,5&full_name.1=&share.1=&full_name.2=B&share.2=66.5");
        let shares: Vec<i32> = read_rows(&rows)
            .expect("readable rows")
            .iter()
            .map(|input| input.author.share.0)
            .collect();
        assert_eq!(shares, [3350, 6650]);
    }

    #[test]
    fn what_cannot_be_read_is_named_at_its_row() {
        let rows =
            rows("full_name.0=A&share.0=abc&birth_date.0=31/02/1990&full_name.1=B&share.1=101");
        let errors = read_rows(&rows).expect_err("unreadable rows");
        let fields: Vec<&str> = errors
            .list
            .iter()
            .map(|error| error.field.as_str())
            .collect();
        assert_eq!(fields, ["birth_date.0", "share.0", "share.1"]);
    }

    #[test]
    fn an_author_is_added_and_taken_off_without_losing_what_was_typed() {
        let body = "full_name.0=A&full_name.1=B";
        let typed = rows(body);
        let add = Fields::parse(format!("{body}&add=1").as_bytes());
        assert_eq!(changed_rows(&add, &typed).expect("rows").len(), 3);
        let remove = Fields::parse(format!("{body}&remove.0=1").as_bytes());
        let left = changed_rows(&remove, &typed).expect("rows");
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].full_name, "B");
        assert!(changed_rows(&Fields::parse(body.as_bytes()), &typed).is_none());
    }

    #[test]
    fn an_unknown_account_is_named_at_the_row_it_was_typed_in() {
        let rows = rows("full_name.0=&full_name.1=B&account.1=khong.co");
        let refusal = Refusal::AnswerMissing {
            field: "account.0".into(),
            label: "khong.co".into(),
        };
        let found = errors(&rows, &[refusal]);
        assert_eq!(found.list[0].field, "account.1");
    }
}
