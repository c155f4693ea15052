//! Facts that conditions may name.

use std::collections::BTreeMap;

use sangkien_casework::condition::{Fact, Kind};
use sangkien_casework::definition::Procedure;
use sangkien_i18n::definition as words;
use sangkien_pages::parts::{EditField, EditGroup, EditKind};

use super::fields::{added, adder, choice, citation, line, row_buttons, short, wide};
use super::typed::{Intent, Typed, key};
use crate::show::VI;

/// What stands between a choice and its words.
const MEANS: &str = " = ";

fn kind_code(kind: &Kind) -> &'static str {
    match kind {
        Kind::Bool => "bool",
        Kind::Number => "number",
        Kind::Text => "text",
        Kind::Date => "date",
        Kind::Choice(_) => "choice",
    }
}

pub(super) fn groups(definition: &Procedure) -> Vec<EditGroup> {
    let rows = definition.facts.len();
    let mut groups: Vec<EditGroup> = definition
        .facts
        .iter()
        .enumerate()
        .map(|(row, fact)| {
            EditGroup::new(format!("fact-{}", fact.name), &fact.label)
                .hide(format!("fact.{row}.was"), &fact.name)
                .fields(fields(row, fact))
                .buttons(row_buttons("fact", row, rows, &fact.label))
        })
        .collect();
    groups.push(
        adder("fact", "Thêm dữ kiện", "Tên dữ kiện mới", "Thêm dữ kiện")
            .note("Ví dụ Tổng điểm trung bình, Hồ sơ có yếu tố nước ngoài."),
    );
    groups
}

fn fields(row: usize, fact: &Fact) -> Vec<EditField> {
    let at = |name: &str| format!("fact.{row}.{name}");
    let kinds = [
        Kind::Bool,
        Kind::Number,
        Kind::Text,
        Kind::Date,
        Kind::Choice(Vec::new()),
    ]
    .map(|kind| {
        (
            kind_code(&kind).to_owned(),
            words::fact_kind(&kind, VI).to_owned(),
        )
    });
    let choices: Vec<String> = match &fact.kind {
        Kind::Choice(choices) => choices
            .iter()
            .map(|choice| match fact.words.get(choice) {
                Some(words) => format!("{choice}{MEANS}{words}"),
                None => choice.clone(),
            })
            .collect(),
        _ => Vec::new(),
    };
    let exact = |number: Option<&sangkien_casework::condition::Exact>| {
        number.map(ToString::to_string).unwrap_or_default()
    };
    let mut fields = vec![
        wide(at("label"), "Tên dữ kiện", &fact.label),
        line(at("name"), "Tên dùng trong điều kiện", &fact.name)
            .hint("Chữ thường không dấu, số và gạch dưới, ví dụ tong_diem."),
        choice(at("kind"), "Kiểu", kind_code(&fact.kind), kinds),
        short(at("least"), "Nhỏ nhất", &exact(fact.least.as_ref()))
            .hint("Với kiểu số.")
            .optional(),
        short(at("most"), "Lớn nhất", &exact(fact.most.as_ref()))
            .hint("Với kiểu số.")
            .optional(),
        short(at("step"), "Bước nhảy", &exact(fact.step.as_ref()))
            .hint("1 là chỉ nhận số nguyên.")
            .optional(),
        EditField::new(
            at("choices"),
            "Các lựa chọn",
            choices.join("\n"),
            EditKind::Lines(4),
        )
        .hint("Mỗi dòng một lựa chọn; có thể ghi tên trong điều kiện trước, lời hiển thị sau: cap_xa = Cấp xã.")
        .optional(),
    ];
    fields.extend(citation(&at("source"), fact.citation.as_ref()));
    fields
}

pub(super) fn read(definition: &mut Procedure, intent: &Intent, typed: &mut Typed<'_>) {
    let mut rows = Vec::new();
    for row in 0..typed.rows("fact", "label") {
        rows.push(fact(row, typed));
    }
    intent.arrange("fact", &mut rows);
    if let Some(label) = added("fact", intent, typed) {
        let name = key(&label, '_', rows.iter().map(|fact| fact.name.as_str()));
        rows.push(Fact::new(name, Kind::Number, label));
    }
    definition.facts = rows;
}

fn fact(row: usize, typed: &mut Typed<'_>) -> Fact {
    let at = |name: &str| format!("fact.{row}.{name}");
    let mut words = BTreeMap::new();
    let kind = match typed.text(&at("kind")).as_str() {
        "bool" => Kind::Bool,
        "text" => Kind::Text,
        "date" => Kind::Date,
        "choice" => Kind::Choice(
            typed
                .lines(&at("choices"))
                .into_iter()
                .map(|line| match line.split_once(MEANS) {
                    Some((choice, shown)) => {
                        let choice = choice.trim().to_owned();
                        words.insert(choice.clone(), shown.trim().to_owned());
                        choice
                    }
                    None => line,
                })
                .collect(),
        ),
        _ => Kind::Number,
    };
    let name = typed.required(&at("name"), "Ghi tên dùng trong điều kiện.");
    let label = typed.required(&at("label"), "Ghi tên dữ kiện.");
    let mut fact = Fact::new(name, kind, label);
    if fact.kind == Kind::Number {
        fact.least = typed.exact(&at("least"));
        fact.most = typed.exact(&at("most"));
        fact.step = typed.exact(&at("step"));
    }
    fact.words = words;
    fact.citation = typed.citation(&at("source"));
    fact
}
