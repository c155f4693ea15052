//! One act: who, opinion, facts asked for, branches, effects.

use sangkien_casework::definition::{
    ActRow, Branch, Delivery, Effect, Opinion, Payment, Procedure, Step,
};
use sangkien_i18n::definition as words;
use sangkien_pages::parts::{EditButton, EditField, EditGroup, EditKind, Opt};

use super::fields::{choice, code, line, of_code, pairs, read_who, row_buttons, steps, tick, who};
use super::step::act_kinds;
use super::typed::{Intent, Typed};
use crate::show::VI;

pub(super) fn groups(definition: &Procedure, step: &Step, act: &ActRow) -> Vec<EditGroup> {
    let opinions = [Opinion::Optional, Opinion::Required]
        .map(|opinion| (code(&opinion), words::opinion(opinion, VI).to_owned()));
    let asks = definition
        .facts
        .iter()
        .map(|fact| Opt::new(&fact.name, &fact.label).selected(act.asks.contains(&fact.name)));
    let mut head = vec![
        line("label".to_owned(), "Chữ trên nút", &act.label),
        choice(
            "kind".to_owned(),
            "Hệ thống thực hiện",
            &code(&act.kind),
            act_kinds(),
        ),
        choice(
            "opinion".to_owned(),
            "Ý kiến bằng lời",
            &code(&act.opinion),
            opinions,
        ),
    ];
    if !definition.facts.is_empty() {
        head.push(
            EditField::new("asks", "Người thực hiện phải nêu", "", {
                EditKind::Several(asks.collect())
            })
            .optional(),
        );
    }
    head.push(tick(
        "split".to_owned(),
        "Được chọn khi nhiều người thực hiện không thống nhất",
        act.when_split,
    ));
    let someone = EditGroup::new("who", "Ai được làm việc này").fields(who(
        "who",
        act.who.as_ref(),
        "Người thực hiện của bước",
    ));
    vec![
        EditGroup::new("head", format!("Việc ở bước {}", step.label)).fields(head),
        branches(definition, act),
        effects(act),
        someone,
    ]
}

fn branches(definition: &Procedure, act: &ActRow) -> EditGroup {
    let rows = act.branches.len();
    let list = act.branches.iter().enumerate().map(|(row, branch)| {
        let at = |name: &str| format!("branch.{row}.{name}");
        let name = format!("Nhánh {}", row + 1);
        EditGroup::new(format!("branch-{row}"), &name)
            .fields([
                choice(at("step"), "Dẫn đến bước", &branch.step, steps(definition)),
                line(at("label"), "Lời trên đường đi", &branch.label)
                    .hint("Ví dụ Đạt.")
                    .optional(),
                EditField::new(
                    at("when"),
                    "Điều kiện",
                    branch.when.as_deref().unwrap_or_default(),
                    EditKind::Lines(2),
                )
                .hint("Ví dụ tong_diem >= 70 and ti_le_dong_y >= 2/3. Để trống là khi không nhánh nào khác đúng.")
                .optional(),
            ])
            .buttons(row_buttons("branch", row, rows, &name))
    });
    let named: Vec<String> = definition
        .facts
        .iter()
        .map(|fact| format!("{} ({})", fact.name, fact.label))
        .collect();
    let group = EditGroup::new("branches", "Rẽ nhánh")
        .groups(list)
        .buttons([EditButton::new("Thêm nhánh", "add:branch")]);
    if named.is_empty() {
        group.note("Chưa có dữ kiện nào để đặt điều kiện; thêm ở phần Dữ kiện.")
    } else {
        group.note(format!("Dữ kiện dùng được: {}.", named.join("; ")))
    }
}

fn effects(act: &ActRow) -> EditGroup {
    let rows = act.effects.len();
    let list = act.effects.iter().enumerate().map(|(row, effect)| {
        let at = |name: &str| format!("effect.{row}.{name}");
        let (kind, name, fields) = match effect {
            Effect::Number { symbol, title } => (
                "number",
                "Cấp số văn bản",
                vec![
                    line(at("symbol"), "Ký hiệu sau số", symbol).hint("Ví dụ GP-SVHTTDL."),
                    line(at("title"), "Tên văn bản được cấp số", title),
                ],
            ),
            Effect::Tell { subject, text } => (
                "tell",
                "Báo cho người nộp",
                vec![
                    line(at("subject"), "Tiêu đề", subject),
                    EditField::new(at("text"), "Nội dung", text, EditKind::Lines(3)),
                ],
            ),
            Effect::Payment(payment) => {
                let all = [Payment::None, Payment::Due, Payment::Paid, Payment::Waived]
                    .map(|one| (code(&one), words::payment(one, VI).to_owned()));
                let field = choice(at("value"), "Thành", &code(payment), all);
                ("payment", "Đổi tình trạng phí, lệ phí", vec![field])
            }
            Effect::Delivery(delivery) => {
                let all = [
                    Delivery::None,
                    Delivery::Ready,
                    Delivery::Delivered,
                    Delivery::Returned,
                ]
                .map(|one| (code(&one), words::delivery(one, VI).to_owned()));
                let field = choice(at("value"), "Thành", &code(delivery), all);
                ("delivery", "Đổi tình trạng trả kết quả", vec![field])
            }
            Effect::Send { system } => (
                "send",
                "Gửi sang hệ thống khác",
                vec![line(at("system"), "Mã hệ thống trong cấu hình", system)],
            ),
        };
        EditGroup::new(format!("effect-{row}"), name)
            .hide(at("kind"), kind)
            .fields(fields)
            .buttons(row_buttons("effect", row, rows, name))
    });
    let new = EditGroup::new("new-effect", "Thêm việc kèm theo")
        .fields([choice(
            "new.effect".to_owned(),
            "Loại việc",
            "tell",
            pairs([
                ("tell", "Báo cho người nộp"),
                ("number", "Cấp số văn bản"),
                ("payment", "Đổi tình trạng phí, lệ phí"),
                ("delivery", "Đổi tình trạng trả kết quả"),
                ("send", "Gửi sang hệ thống khác"),
            ]),
        )])
        .buttons([EditButton::new("Thêm việc kèm theo", "add:effect")]);
    EditGroup::new("effects", "Việc kèm theo")
        .note("Xảy ra cùng lúc với việc này; không thành thì việc này cũng không thành.")
        .groups(list)
        .groups([new])
}

pub(super) fn read(
    definition: &mut Procedure,
    step_key: &str,
    act_key: &str,
    intent: &Intent,
    typed: &mut Typed<'_>,
) {
    let act = definition
        .steps
        .iter_mut()
        .find(|step| step.key == step_key)
        .and_then(|step| step.acts.iter_mut().find(|act| act.key == act_key));
    let Some(act) = act else {
        return;
    };
    act.label = typed.required("label", "Ghi chữ trên nút.");
    act.kind = of_code(&typed.text("kind")).unwrap_or(act.kind);
    act.opinion = of_code(&typed.text("opinion")).unwrap_or_default();
    act.when_split = typed.ticked("split");
    act.asks = typed
        .several("asks")
        .into_iter()
        .map(str::to_owned)
        .collect();
    act.who = read_who("who", typed);
    let mut rows = Vec::new();
    for row in 0..typed.rows("branch", "step") {
        let at = |name: &str| format!("branch.{row}.{name}");
        rows.push(Branch {
            when: typed.filled(&at("when")),
            step: typed.text(&at("step")),
            label: typed.text(&at("label")),
        });
    }
    intent.arrange("branch", &mut rows);
    if intent.adds("branch") {
        rows.push(Branch {
            when: None,
            step: step_key.to_owned(),
            label: String::new(),
        });
    }
    act.branches = rows;
    let mut rows = Vec::new();
    for row in 0..typed.rows("effect", "kind") {
        rows.extend(effect(row, typed));
    }
    intent.arrange("effect", &mut rows);
    if intent.adds("effect") {
        rows.push(blank_effect(&typed.text("new.effect")));
    }
    act.effects = rows;
}

fn effect(row: usize, typed: &mut Typed<'_>) -> Option<Effect> {
    let at = |name: &str| format!("effect.{row}.{name}");
    Some(match typed.text(&at("kind")).as_str() {
        "number" => Effect::Number {
            symbol: typed.text(&at("symbol")),
            title: typed.text(&at("title")),
        },
        "tell" => Effect::Tell {
            subject: typed.text(&at("subject")),
            text: typed.text(&at("text")),
        },
        "payment" => Effect::Payment(of_code(&typed.text(&at("value"))).unwrap_or_default()),
        "delivery" => Effect::Delivery(of_code(&typed.text(&at("value"))).unwrap_or_default()),
        "send" => Effect::Send {
            system: typed.text(&at("system")),
        },
        _ => return None,
    })
}

fn blank_effect(kind: &str) -> Effect {
    match kind {
        "number" => Effect::Number {
            symbol: String::new(),
            title: String::new(),
        },
        "payment" => Effect::Payment(Payment::Due),
        "delivery" => Effect::Delivery(Delivery::Ready),
        "send" => Effect::Send {
            system: String::new(),
        },
        _ => Effect::Tell {
            subject: String::new(),
            text: String::new(),
        },
    }
}
