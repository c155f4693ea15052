//! Parts of the dossier beyond the form.

use sangkien_casework::definition::{Component, ComponentForm, Procedure};
use sangkien_pages::parts::{EditField, EditGroup};

use super::fields::{added, adder, choice, citation, line, number, pairs, row_buttons, tick, wide};
use super::typed::{Intent, Typed, key};

/// Largest file of a new component, in megabytes.
const USUAL_MEGABYTES: u32 = 20;

pub(super) fn groups(definition: &Procedure) -> Vec<EditGroup> {
    let rows = definition.components.len();
    let mut groups: Vec<EditGroup> = definition
        .components
        .iter()
        .enumerate()
        .map(|(row, component)| {
            EditGroup::new(format!("component-{}", component.key), &component.label)
                .hide(format!("component.{row}.key"), &component.key)
                .fields(fields(row, component))
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

fn fields(row: usize, component: &Component) -> Vec<EditField> {
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
    ];
    fields.extend(citation(&at("source"), component.citation.as_ref()));
    fields
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
