//! Forms of one's own: uploaded, tied, tried, put in force.

use std::collections::BTreeMap;

use axum::extract::Request;
use axum::http::StatusCode;
use sangkien_app::own_form::{NewOwnForm, OwnFormShelf, OwnFormView};
use sangkien_app::port::{FilledPaper, FormField, PaperFormat};
use sangkien_app::record::{BLANK, FormPlace, OwnForm};
use sangkien_domain::id::{OwnFormId, UnitId};
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_pages::own_form::{FieldList, OwnFormPage, OwnFormsPage, PlaceRow};
use sangkien_pages::parts::{Act, Cell, Errors, Fact, Head, Link, Opt, Table, Tag, Tone};

use crate::address;
use crate::context::{Context, Reply};
use crate::extract::{Id, Signed, SignedForm, context};
use crate::judged::judged;
use crate::problem::Problem;
use crate::show;
use crate::upload::fields_and_file;

/// Largest form, in bytes.
const MOST_BYTES: usize = 8 << 20;
const HOME: &str = "/admin/forms";
const PDF: &str = "application/pdf";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The name of a kind of paper.
const fn kind_name(kind: FilledPaper) -> &'static str {
    match kind {
        FilledPaper::Decision => "Quyết định công nhận",
        FilledPaper::SupplementRequest => "Thông báo yêu cầu bổ sung",
        FilledPaper::Apology => "Phiếu xin lỗi, hẹn lại",
        FilledPaper::Invitation => "Giấy mời họp",
        FilledPaper::Minutes => "Biên bản họp",
        FilledPaper::TallyMinutes => "Biên bản kiểm phiếu",
        FilledPaper::SummaryList => "Danh sách tổng hợp",
        FilledPaper::OverlapReport => "Phiếu đối chiếu trùng lặp",
        FilledPaper::MarkingSheet => "Phiếu chấm điểm",
    }
}

pub(super) async fn list(signed: Signed) -> Reply {
    let shelf = signed.app().own_forms(&signed.caller).await?;
    signed.html(&shelf_page(
        &signed,
        &shelf,
        &Fields(Vec::new()),
        Errors::none(),
    ))
}

/// Takes a form up.
pub(super) async fn add(request: Request) -> Reply {
    let context = context(request.extensions())?;
    let caller = context.caller.clone().ok_or(Problem::Expired)?;
    let app = context.app();
    let shelf = app.own_forms(&caller).await?;
    let (fields, file) = fields_and_file(&context, request, MOST_BYTES).await?;
    let kind = FilledPaper::from_code(fields.get("kind"));
    let unit = fields.get("unit").parse::<UnitId>().ok();
    let mut errors = Errors::none();
    if kind.is_none() {
        errors.push("kind", "Chọn loại văn bản.");
    }
    if unit.is_none() {
        errors.push("unit", "Chọn đơn vị dùng mẫu.");
    }
    if file.is_none() {
        errors.push("file", "Chọn tệp mẫu .docx, không quá 8 MB.");
    }
    if let (Some(kind), Some(unit), Some(file)) = (kind, unit, file) {
        let new = NewOwnForm {
            unit,
            kind,
            name: file.name,
            content: file.content,
        };
        match judged(app.add_own_form(&caller, new).await)? {
            Ok(id) => {
                return context.done(
                    &home(id),
                    "Đã tải mẫu lên. Kiểm tra chỗ điền, xem thử rồi áp dụng.",
                );
            }
            Err(refusals) => {
                for refusal in &refusals {
                    errors.push("file", show::refusal(refusal));
                }
            }
        }
    }
    let page = shelf_page(&context, &shelf, &fields, errors);
    context.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn home(id: OwnFormId) -> String {
    format!("{HOME}/{id}")
}

fn shelf_page(
    context: &Context,
    shelf: &OwnFormShelf,
    typed: &Fields,
    errors: Errors,
) -> OwnFormsPage {
    let unit_name = |id: UnitId| {
        let found = shelf.units.iter().find(|unit| unit.id == id);
        found.map(|unit| unit.name.as_str()).unwrap_or_default()
    };
    let row = |form: &OwnForm| {
        vec![
            Cell::link(kind_name(form.kind), home(form.id)),
            Cell::text(unit_name(form.unit)),
            Cell::number(form.version.to_string()),
            Cell::text(&form.name),
            Cell::text(state(form).0),
        ]
    };
    let heads = vec![
        Head::new("Loại văn bản"),
        Head::new("Đơn vị"),
        Head::new("Phiên bản").numeric(),
        Head::new("Tệp"),
        Head::new("Tình trạng"),
    ];
    let rows = shelf.forms.iter().map(row).collect();
    let chosen = |name: &str, value: &str| typed.get(name) == value;
    OwnFormsPage {
        shell: context.shell(),
        table: Table::new("Mẫu riêng của các đơn vị", heads, rows),
        units: shelf
            .units
            .iter()
            .map(|unit| {
                let value = unit.id.to_string();
                let selected = shelf.units.len() == 1 || chosen("unit", &value);
                Opt::new(value, &unit.name).selected(selected)
            })
            .collect(),
        kinds: FilledPaper::WITH_OWN_FORM
            .map(|kind| {
                let selected = chosen("kind", kind.code());
                Opt::new(kind.code(), kind_name(kind)).selected(selected)
            })
            .to_vec(),
        fields: shelf.fields.iter().map(field_list).collect(),
        errors,
    }
}

fn field_list((kind, fields): &(FilledPaper, Vec<FormField>)) -> FieldList {
    let written = |field: &FormField| (format!("{{{{{}}}}}", field.name), field.repeated);
    FieldList {
        kind: kind_name(*kind).to_lowercase(),
        fields: fields.iter().map(written).collect(),
    }
}

/// How far a form is.
fn state(form: &OwnForm) -> (String, Tone) {
    match (form.in_force_at, form.ended_at) {
        (Some(_), Some(ended)) => (
            format!("Ngừng áp dụng từ {}", show::minute(ended)),
            Tone::Done,
        ),
        (Some(since), None) => (
            format!("Đang áp dụng từ {}", show::minute(since)),
            Tone::Good,
        ),
        (None, _) => ("Chưa áp dụng".to_owned(), Tone::Waiting),
    }
}

pub(super) async fn show_page(signed: Signed, Id(id): Id<OwnFormId>) -> Reply {
    let view = signed.app().own_form(&signed.caller, id).await?;
    signed.html(&form_page(&signed, &view, Errors::none()))
}

fn form_page(context: &Context, view: &OwnFormView, errors: Errors) -> OwnFormPage {
    let form = &view.form;
    let mut shell = context.shell();
    shell.back = Some(Link::new("Mẫu văn bản", HOME));
    let at = |what: &str| format!("{}/{what}", home(form.id));
    let fixed = form.in_force_at.is_some();
    let untied = form.untied();
    let (words, tone) = state(form);
    OwnFormPage {
        shell,
        title: format!("{}, phiên bản {}", kind_name(form.kind), form.version),
        state: Tag::new(words, tone),
        facts: vec![
            Fact::new("Đơn vị", &view.unit.name),
            Fact::new("Tệp", &form.name).to(at("tep.docx")),
            Fact::new("Tải lên", show::minute(form.added_at)),
        ],
        places: (0..)
            .zip(&form.places)
            .map(|(number, place)| place_row(number, place, view))
            .collect(),
        ties: if fixed {
            form.places
                .iter()
                .map(|place| tie_fact(place, view))
                .collect()
        } else {
            Vec::new()
        },
        seen: vec![("revision".to_owned(), form.revision.to_string())],
        tie: (!fixed).then(|| at("places")),
        files: vec![
            Act::open("Xem thử PDF", at("thu.pdf")).secondary(),
            Act::open("Xem thử Word", at("thu.docx")).secondary(),
        ],
        force: (!fixed && untied.is_empty()).then(|| at("force")),
        end: form.is_in_force().then(|| at("ending")),
        untied,
        errors,
    }
}

/// Where a place stands, with its words.
fn place_label(place: &FormPlace) -> String {
    if place.in_row {
        format!("{} (trong bảng)", place.name)
    } else {
        place.name.clone()
    }
}

fn field_name(field: &FormField) -> String {
    if field.repeated {
        format!("{} (lặp lại)", field.name)
    } else {
        field.name.clone()
    }
}

fn place_row(number: usize, place: &FormPlace, view: &OwnFormView) -> PlaceRow {
    let tied = view
        .form
        .mapping
        .get(&place.name)
        .map_or("", String::as_str);
    let mut options = vec![Opt::new("", "Chưa chọn"), Opt::new(BLANK, "Để trống")];
    let fields = view.fields.iter();
    options.extend(fields.map(|field| Opt::new(&field.code, field_name(field))));
    for option in &mut options {
        option.selected = option.value == tied;
    }
    PlaceRow {
        name: format!("place-{number}"),
        label: place_label(place),
        options,
    }
}

fn tie_fact(place: &FormPlace, view: &OwnFormView) -> Fact {
    let tied = view.form.mapping.get(&place.name);
    let field = view.fields.iter().find(|field| Some(&field.code) == tied);
    Fact::new(
        place_label(place),
        field.map_or_else(|| "Để trống".to_owned(), field_name),
    )
}

/// The file as uploaded, or filled with sample data.
pub(super) async fn file(signed: Signed, Id((id, file)): Id<(OwnFormId, String)>) -> Reply {
    let app = signed.app();
    let (format, media_type) = match file.as_str() {
        "tep.docx" => {
            let (name, content) = app.own_form_file(&signed.caller, id).await?;
            return Ok(address::download(&name, DOCX, content));
        }
        "thu.docx" => (PaperFormat::Docx, DOCX),
        "thu.pdf" => (PaperFormat::Pdf, PDF),
        _ => return Err(Problem::Absent),
    };
    let view = app.own_form(&signed.caller, id).await?;
    let tried = app.own_form_preview(&signed.caller, id, format).await;
    match judged(tried)? {
        Ok(content) => Ok(address::download(&file, media_type, content)),
        Err(refusals) => again(&signed, &view, &refusals),
    }
}

fn again(context: &Context, view: &OwnFormView, refusals: &[Refusal]) -> Reply {
    let mut errors = Errors::none();
    for refusal in refusals {
        errors.push("", show::refusal(refusal));
    }
    let page = form_page(context, view, errors);
    context.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn revision(form: &SignedForm) -> i64 {
    form.fields.get("revision").parse().unwrap_or(-1)
}

pub(super) async fn tie(Id(id): Id<OwnFormId>, form: SignedForm) -> Reply {
    let view = form.app().own_form(&form.caller, id).await?;
    let chosen = |(number, place): (usize, &FormPlace)| {
        let field = form.fields.get(&format!("place-{number}")).to_owned();
        (!field.is_empty()).then(|| (place.name.clone(), field))
    };
    let places = (0..).zip(&view.form.places);
    let mapping: BTreeMap<String, String> = places.filter_map(chosen).collect();
    let app = form.app();
    let tied = app
        .tie_own_form(&form.caller, id, revision(&form), mapping)
        .await;
    match judged(tied)? {
        Ok(()) => form.done(&home(id), "Đã lưu nội dung chỗ điền."),
        Err(refusals) => again(&form, &view, &refusals),
    }
}

pub(super) async fn force(Id(id): Id<OwnFormId>, form: SignedForm) -> Reply {
    let view = form.app().own_form(&form.caller, id).await?;
    let app = form.app();
    let forced = app
        .put_own_form_in_force(&form.caller, id, revision(&form))
        .await;
    match judged(forced)? {
        Ok(()) => form.done(&home(id), "Mẫu được áp dụng từ bây giờ."),
        Err(refusals) => again(&form, &view, &refusals),
    }
}

pub(super) async fn end(Id(id): Id<OwnFormId>, form: SignedForm) -> Reply {
    let view = form.app().own_form(&form.caller, id).await?;
    let app = form.app();
    let ended = app.end_own_form(&form.caller, id, revision(&form)).await;
    match judged(ended)? {
        Ok(()) => form.done(
            &home(id),
            "Đã ngừng áp dụng mẫu; văn bản được lập theo mẫu của hệ thống.",
        ),
        Err(refusals) => again(&form, &view, &refusals),
    }
}
