//! Name, purpose, grounds and first step.

use sangkien_casework::definition::Procedure;
use sangkien_domain::law::Citation;
use sangkien_pages::parts::{EditButton, EditField, EditGroup, EditKind};

use super::fields::{choice, citation, pairs, row_buttons, steps, wide};
use super::typed::{Intent, Typed};

/// Levels that carry procedures out, as the law packs write them.
const LEVELS: [(&str, &str); 5] = [
    ("", "Không nêu"),
    ("co-so", "Cơ sở"),
    ("xa", "Cấp xã"),
    ("tinh", "Cấp tỉnh"),
    ("trung-uong", "Trung ương"),
];

pub(super) fn groups(definition: &Procedure) -> Vec<EditGroup> {
    let head = EditGroup::new("head", "Quy trình").fields([
        wide("name".to_owned(), "Tên quy trình", &definition.name),
        EditField::new(
            "summary",
            "Dùng để làm gì",
            &definition.summary,
            EditKind::Lines(3),
        )
        .optional(),
        choice(
            "level".to_owned(),
            "Cấp thực hiện",
            &definition.level,
            pairs(LEVELS),
        ),
        choice(
            "start".to_owned(),
            "Bước bắt đầu",
            &definition.start,
            steps(definition),
        ),
    ]);
    let rows = definition.grounds.len();
    let grounds = definition.grounds.iter().enumerate().map(|(row, ground)| {
        let name = format!("Căn cứ {}", row + 1);
        EditGroup::new(format!("ground-{row}"), &name)
            .fields(citation(&format!("ground.{row}"), Some(ground)))
            .buttons(row_buttons("ground", row, rows, &name))
    });
    let all = EditGroup::new("grounds", "Căn cứ pháp lý")
        .groups(grounds)
        .buttons([EditButton::new("Thêm căn cứ", "add:ground")]);
    vec![head, all]
}

pub(super) fn read(definition: &mut Procedure, intent: &Intent, typed: &mut Typed<'_>) {
    definition.name = typed.required("name", "Ghi tên quy trình.");
    definition.summary = typed.text("summary");
    definition.level = typed.text("level");
    definition.start = typed.text("start");
    let mut grounds: Vec<Citation> = Vec::new();
    for row in 0..typed.rows("ground", "law") {
        grounds.push(typed.citation(&format!("ground.{row}")).unwrap_or_default());
    }
    intent.arrange("ground", &mut grounds);
    // A row without an act says nothing; only the one just asked for stays to be filled in.
    grounds.retain(|ground| !ground.act.is_empty());
    if intent.adds("ground") {
        grounds.push(Citation::default());
    }
    definition.grounds = grounds;
}
