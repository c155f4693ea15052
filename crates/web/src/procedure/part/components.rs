//! Parts of the dossier beyond the form.

use sangkien_casework::definition::{AuthorGets, AuthorSees, Component, ComponentForm, Procedure};
use sangkien_i18n::definition as words;
use sangkien_pages::parts::{EditField, EditGroup};

use super::fields::{added, adder, choice, citation, line, number, pairs, row_buttons, tick, wide};
use super::typed::{Intent, Typed, key};
use crate::show::VI;

/// Largest file of a new component, in megabytes.
const USUAL_MEGABYTES: u32 = 20;
/// Stands before the key of a state from which on the author sees a file.
const FROM: &str = "from:";

pub(super) fn groups(definition: &Procedure) -> Vec<EditGroup> {
    let rows = definition.components.len();
    let mut groups: Vec<EditGroup> = definition
        .components
        .iter()
        .enumerate()
        .map(|(row, component)| {
            EditGroup::new(format!("component-{}", component.key), &component.label)
                .hide(format!("component.{row}.key"), &component.key)
                .fields(fields(row, component, definition))
                .buttons(row_buttons("component", row, rows, &component.label))
        })
        .collect();
    groups.push(adder(
        "component",
        "Thêm thành phần",
        "Tên thành phần mới",
        "Thêm thành phần",
    ));
    groups
}

fn fields(row: usize, component: &Component, definition: &Procedure) -> Vec<EditField> {
    let at = |name: &str| format!("component.{row}.{name}");
    let (form, min_chars, formats, megabytes, files) = match &component.form {
        ComponentForm::Text { min_chars } => ("text", *min_chars, String::new(), 0, 0),
        ComponentForm::File {
            formats,
            max_megabytes,
            min_files,
        } => ("file", 0, formats.join(", "), *max_megabytes, *min_files),
    };
    let mut fields = vec![
        wide(at("label"), "Tên thành phần", &component.label),
        choice(
            at("form"),
            "Nộp bằng",
            form,
            pairs([
                ("file", "Tệp đính kèm"),
                ("text", "Nội dung nhập vào mẫu đơn"),
            ]),
        ),
        line(at("formats"), "Đuôi tệp được nhận", &formats)
            .hint("Cách nhau bằng dấu phẩy, ví dụ pdf, docx; để trống là mọi dạng.")
            .optional(),
        number(
            at("megabytes"),
            "Mỗi tệp không quá",
            u64::from(megabytes),
            "MB",
        ),
        number(at("files"), "Số tệp ít nhất", u64::from(files), "tệp").optional(),
        number(at("chars"), "Độ dài ít nhất", u64::from(min_chars), "ký tự")
            .hint("Với nội dung nhập vào mẫu đơn.")
            .optional(),
        tick(
            at("overlap"),
            "Đưa nội dung vào kiểm tra trùng lặp",
            component.overlap,
        ),
        shown(at("shown"), &component.author, definition),
    ];
    fields.extend(citation(&at("source"), component.citation.as_ref()));
    fields
}

/// When the author sees what an official attaches: never, after the act, or from a state on that
/// they are told of.
fn shown(name: String, author: &AuthorGets, definition: &Procedure) -> EditField {
    let told = |gets: &AuthorGets, state: &str| words::author_gets(gets, state, VI);
    let mut options = vec![
        ("never".to_owned(), told(&AuthorGets::Never, "")),
        ("after-act".to_owned(), told(&AuthorGets::AfterAct, "")),
    ];
    let states = definition.states.iter();
    options.extend(
        states
            .filter(|state| state.author == AuthorSees::All)
            .map(|state| {
                let gets = AuthorGets::From(state.key.clone());
                let label = told(&gets, &state.label);
                (format!("{FROM}{}", state.key), label)
            }),
    );
    let chosen = match author {
        AuthorGets::Never => "never".to_owned(),
        AuthorGets::AfterAct => "after-act".to_owned(),
        AuthorGets::From(state) => format!("{FROM}{state}"),
    };
    choice(name, "Người nộp được xem tệp của cán bộ", &chosen, options)
        .hint("Tệp do chính người nộp đính kèm thì họ luôn xem được.")
}

/// What is chosen in [`shown`].
fn shown_of(typed: &str) -> AuthorGets {
    match (typed, typed.strip_prefix(FROM)) {
        (_, Some(state)) => AuthorGets::From(state.to_owned()),
        ("after-act", None) => AuthorGets::AfterAct,
        _ => AuthorGets::Never,
    }
}

pub(super) fn read(definition: &mut Procedure, intent: &Intent, typed: &mut Typed<'_>) {
    let mut rows = Vec::new();
    for row in 0..typed.rows("component", "label") {
        let at = |name: &str| format!("component.{row}.{name}");
        let form = if typed.text(&at("form")) == "text" {
            ComponentForm::Text {
                min_chars: typed.number(&at("chars")),
            }
        } else {
            ComponentForm::File {
                formats: formats(&typed.text(&at("formats"))),
                max_megabytes: typed.number(&at("megabytes")),
                min_files: typed.number(&at("files")),
            }
        };
        rows.push(Component {
            key: typed.text(&at("key")),
            label: typed.required(&at("label"), "Ghi tên thành phần."),
            form,
            overlap: typed.ticked(&at("overlap")),
            author: shown_of(&typed.text(&at("shown"))),
            citation: typed.citation(&at("source")),
        });
    }
    intent.arrange("component", &mut rows);
    if let Some(label) = added("component", intent, typed) {
        let key = key(&label, '-', rows.iter().map(|row| row.key.as_str()));
        rows.push(Component {
            key,
            label,
            form: ComponentForm::File {
                formats: Vec::new(),
                max_megabytes: USUAL_MEGABYTES,
                min_files: 1,
            },
            overlap: false,
            author: AuthorGets::Never,
            citation: None,
        });
    }
    definition.components = rows;
}

/// Extensions as the definition writes them: small letters, no dot.
fn formats(typed: &str) -> Vec<String> {
    typed
        .split([',', ';', ' ', '\n'])
        .map(|format| format.trim().trim_start_matches('.').to_lowercase())
        .filter(|format| !format.is_empty())
        .collect()
}
