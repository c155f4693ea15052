//! The application form: its sections, and the questions of one.

use sangkien_casework::definition::Procedure;
use sangkien_domain::form::{Choice, Field, FieldKind, Form, Section, SectionKind};
use sangkien_pages::parts::{EditField, EditGroup, EditKind, Link};

use super::fields::{
    added, adder, choice, code, line, number, of_code, pairs, row_buttons, tick, wide,
};
use super::typed::{Intent, Typed, key};

/// What stands between a stored value and its words.
const MEANS: &str = " = ";

fn section_kinds() -> Vec<(String, String)> {
    pairs([
        ("fields", "Các câu hỏi"),
        ("authors", "Danh sách tác giả"),
        ("evidence", "Tệp đính kèm"),
    ])
}

pub(super) fn groups(definition: &Procedure, base: &str) -> Vec<EditGroup> {
    let sections = definition
        .form
        .as_ref()
        .map_or(&[][..], |form| form.sections.as_slice());
    let rows = sections.len();
    let mut groups: Vec<EditGroup> = sections
        .iter()
        .enumerate()
        .map(|(row, section)| {
            let at = |name: &str| format!("section.{row}.{name}");
            let group = EditGroup::new(format!("section-{}", section.key), &section.title)
                .hide(at("key"), &section.key)
                .fields([
                    line(at("title"), "Tên mục", &section.title),
                    choice(at("kind"), "Mục gồm", &code(&section.kind), section_kinds()),
                    line(at("lead"), "Lời hướng dẫn", &section.lead).optional(),
                ])
                .buttons(row_buttons("section", row, rows, &section.title));
            if section.kind == SectionKind::Fields {
                let words = format!("Câu hỏi của mục ({})", section.fields.len());
                group.link(Link::new(words, format!("{base}/section.{}", section.key)))
            } else {
                group
            }
        })
        .collect();
    groups.push(adder("section", "Thêm mục", "Tên mục mới", "Thêm mục"));
    groups
}

/// Gives the key of a section that was added.
pub(super) fn read(
    definition: &mut Procedure,
    intent: &Intent,
    typed: &mut Typed<'_>,
) -> Option<String> {
    let form = definition.form.take();
    let stored = form
        .as_ref()
        .map_or(&[][..], |form| form.sections.as_slice());
    let mut rows = Vec::new();
    for row in 0..typed.rows("section", "title") {
        let at = |name: &str| format!("section.{row}.{name}");
        let key = typed.text(&at("key"));
        let title = typed.required(&at("title"), "Ghi tên mục.");
        let Some(section) = stored.iter().find(|section| section.key == key) else {
            continue;
        };
        rows.push(Section {
            title,
            lead: typed.text(&at("lead")),
            kind: of_code(&typed.text(&at("kind"))).unwrap_or(section.kind),
            ..section.clone()
        });
    }
    intent.arrange("section", &mut rows);
    let mut new = None;
    if let Some(title) = added("section", intent, typed) {
        let key = key(&title, '_', rows.iter().map(|row| row.key.as_str()));
        new = Some(key.clone());
        rows.push(Section {
            key,
            title,
            lead: String::new(),
            kind: SectionKind::Fields,
            fields: Vec::new(),
        });
    }
    if !rows.is_empty() {
        let code = form.map_or_else(|| definition.code.clone(), |form| form.code);
        definition.form = Some(Form {
            code,
            sections: rows,
        });
    }
    new
}

fn kind_code(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::LongText => "long-text",
        FieldKind::Date => "date",
        FieldKind::FieldCatalogue => "field-catalogue",
        FieldKind::Choice { .. } => "choice",
        FieldKind::Consent => "consent",
    }
}

pub(super) fn section_groups(section: &Section) -> Vec<EditGroup> {
    let rows = section.fields.len();
    let mut groups: Vec<EditGroup> = section
        .fields
        .iter()
        .enumerate()
        .map(|(row, field)| {
            EditGroup::new(format!("question-{}", field.key), &field.label)
                .hide(format!("question.{row}.key"), &field.key)
                .fields(question_fields(row, field))
                .buttons(row_buttons("question", row, rows, &field.label))
        })
        .collect();
    groups.push(adder(
        "question",
        "Thêm câu hỏi",
        "Câu hỏi mới",
        "Thêm câu hỏi",
    ));
    groups
}

fn question_fields(row: usize, field: &Field) -> Vec<EditField> {
    let at = |name: &str| format!("question.{row}.{name}");
    let options: Vec<String> = match &field.kind {
        FieldKind::Choice { options } => options
            .iter()
            .map(|option| format!("{}{MEANS}{}", option.value, option.label))
            .collect(),
        _ => Vec::new(),
    };
    vec![
        wide(at("label"), "Câu hỏi", &field.label),
        choice(
            at("kind"),
            "Trả lời bằng",
            kind_code(&field.kind),
            pairs([
                ("text", "Một dòng"),
                ("long-text", "Nhiều dòng"),
                ("date", "Ngày"),
                ("choice", "Một trong các lựa chọn"),
                ("consent", "Ô đánh dấu đồng ý"),
                ("field-catalogue", "Lĩnh vực trong danh mục"),
            ]),
        ),
        line(at("hint"), "Lời hướng dẫn", &field.hint).optional(),
        number(at("min"), "Ít nhất", u64::from(field.min_chars), "ký tự").optional(),
        number(at("max"), "Nhiều nhất", u64::from(field.max_chars), "ký tự").optional(),
        EditField::new(
            at("options"),
            "Các lựa chọn",
            options.join("\n"),
            EditKind::Lines(4),
        )
        .hint("Mỗi dòng một lựa chọn.")
        .optional(),
        tick(at("required"), "Bắt buộc trả lời", field.required),
        tick(
            at("confidential"),
            "Không đưa ra công khai",
            field.confidential,
        ),
    ]
}

pub(super) fn read_section(
    definition: &mut Procedure,
    section_key: &str,
    intent: &Intent,
    typed: &mut Typed<'_>,
) {
    let taken: Vec<String> = definition.form.as_ref().map_or_else(Vec::new, |form| {
        form.fields()
            .filter(|(section, _)| section.key != section_key)
            .map(|(_, field)| field.key.clone())
            .collect()
    });
    let section = definition.form.as_mut().and_then(|form| {
        form.sections
            .iter_mut()
            .find(|section| section.key == section_key)
    });
    let Some(section) = section else {
        return;
    };
    let mut rows = Vec::new();
    for row in 0..typed.rows("question", "label") {
        rows.push(question(row, typed));
    }
    intent.arrange("question", &mut rows);
    if let Some(label) = added("question", intent, typed) {
        let keys = rows.iter().map(|row: &Field| row.key.as_str());
        let key = key(&label, '_', keys.chain(taken.iter().map(String::as_str)));
        rows.push(Field {
            key,
            label,
            hint: String::new(),
            kind: FieldKind::Text,
            required: true,
            min_chars: 0,
            max_chars: 0,
            confidential: false,
        });
    }
    section.fields = rows;
}

fn question(row: usize, typed: &mut Typed<'_>) -> Field {
    let at = |name: &str| format!("question.{row}.{name}");
    let kind = match typed.text(&at("kind")).as_str() {
        "long-text" => FieldKind::LongText,
        "date" => FieldKind::Date,
        "consent" => FieldKind::Consent,
        "field-catalogue" => FieldKind::FieldCatalogue,
        "choice" => FieldKind::Choice {
            options: options(&typed.lines(&at("options"))),
        },
        _ => FieldKind::Text,
    };
    Field {
        key: typed.text(&at("key")),
        label: typed.required(&at("label"), "Ghi câu hỏi."),
        hint: typed.text(&at("hint")),
        kind,
        required: typed.ticked(&at("required")),
        min_chars: typed.number(&at("min")),
        max_chars: typed.number(&at("max")),
        confidential: typed.ticked(&at("confidential")),
    }
}

fn options(lines: &[String]) -> Vec<Choice> {
    let mut options: Vec<Choice> = Vec::new();
    for line in lines {
        let (value, label) = if let Some((value, label)) = line.split_once(MEANS) {
            (value.trim().to_owned(), label.trim().to_owned())
        } else {
            let taken = options.iter().map(|option| option.value.as_str());
            (key(line, '-', taken), line.clone())
        };
        options.push(Choice { value, label });
    }
    options
}
