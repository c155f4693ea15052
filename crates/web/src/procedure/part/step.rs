//! One step: head, components, limits and the list of its acts.

use sangkien_casework::definition::{
    ActRow, Actor, Branch, ComponentUse, Opinion, Procedure, Quorum, Required, Step,
};
use sangkien_domain::dossier::Act;
use sangkien_i18n::{definition as words, label};
use sangkien_pages::parts::{EditField, EditGroup, Link};

use super::fields::{
    self, added, adder, choice, code, line, of_code, pairs, read_who, row_buttons, tick, who,
};
use super::steps::{kinds, states};
use super::typed::{Intent, Typed, key};
use crate::show::VI;

/// "The one the round names", in a definition.
const OF_ROUND: &str = "of-round";

pub(super) fn groups(definition: &Procedure, step: &Step, base: &str) -> Vec<EditGroup> {
    let head = EditGroup::new("head", "Bước").fields([
        line("label".to_owned(), "Tên bước", &step.label),
        choice("kind".to_owned(), "Loại bước", &code(&step.kind), kinds()),
        choice(
            "state".to_owned(),
            "Trạng thái",
            &step.state,
            states(definition),
        ),
        named("council", "Hội đồng", step.council.as_deref()),
        named("rubric", "Thang điểm", step.rubric.as_deref()),
        tick(
            "recall".to_owned(),
            "Người chuyển đến được rút lại khi chưa ai xử lý",
            step.recall,
        ),
    ]);
    let rule = step.actor.as_ref().map(|actor| actor.rule);
    let rules = [Quorum::One, Quorum::All, Quorum::Majority]
        .map(|rule| (code(&rule), words::quorum(rule, VI).to_owned()));
    let mut actor = who(
        "actor",
        step.actor.as_ref().map(|actor| &actor.who),
        "Không ai (bước kết thúc)",
    );
    actor.push(choice(
        "actor.rule".to_owned(),
        "Khi có nhiều người",
        &code(&rule.unwrap_or_default()),
        rules,
    ));
    let actor = EditGroup::new("actor", "Người thực hiện").fields(actor);
    let mut groups = vec![head, actor, acts(step, base)];
    if !definition.components.is_empty() {
        groups.push(uses(definition, step));
    }
    let offered: Vec<(String, String)> = step
        .acts
        .iter()
        .map(|act| (act.key.clone(), act.label.clone()))
        .collect();
    groups.push(
        EditGroup::new("limits", "Thời hạn của bước")
            .note("Tính từ lúc hồ sơ vào bước này.")
            .groups(fields::limits(&step.limits, &offered)),
    );
    groups
}

/// A council or rubric: none, that of the round, or one by its code.
fn named(name: &str, title: &str, chosen: Option<&str>) -> EditField {
    let options = pairs([("", "Không dùng"), (OF_ROUND, "Theo đợt nhận hồ sơ")]);
    choice(name.to_owned(), title, chosen.unwrap_or_default(), options)
}

fn acts(step: &Step, base: &str) -> EditGroup {
    let rows = step.acts.len();
    let list = step.acts.iter().enumerate().map(|(row, act)| {
        let at = |name: &str| format!("act.{row}.{name}");
        EditGroup::new(format!("act-{}", act.key), &act.label)
            .hide(at("key"), &act.key)
            .fields([
                line(at("label"), "Chữ trên nút", &act.label),
                choice(
                    at("kind"),
                    "Hệ thống thực hiện",
                    &code(&act.kind),
                    act_kinds(),
                ),
            ])
            .link(Link::new(
                "Rẽ nhánh, điều kiện, việc kèm theo",
                format!("{base}/act.{}.{}", step.key, act.key),
            ))
            .buttons(row_buttons("act", row, rows, &act.label))
    });
    EditGroup::new("acts", "Các việc của bước")
        .groups(list)
        .groups([
            adder("act", "Thêm việc", "Chữ trên nút", "Thêm việc").fields([choice(
                "new.kind".to_owned(),
                "Hệ thống thực hiện",
                "forward",
                act_kinds(),
            )]),
        ])
}

/// What the program can do along with an act.
pub(super) fn act_kinds() -> Vec<(String, String)> {
    Act::ALL
        .into_iter()
        .map(|act| (code(&act), label::act(act, VI).to_owned()))
        .collect()
}

fn uses(definition: &Procedure, step: &Step) -> EditGroup {
    let list = definition.components.iter().map(|component| {
        let at = |name: &str| format!("use.{}.{name}", component.key);
        let used = step
            .components
            .iter()
            .find(|used| used.component == component.key);
        let (required, condition) = match used.map(|used| &used.required) {
            None => ("", ""),
            Some(Required::Never) => ("never", ""),
            Some(Required::Always) => ("always", ""),
            Some(Required::When(condition)) => ("when", condition.as_str()),
        };
        EditGroup::new(format!("use-{}", component.key), &component.label).fields([
            choice(
                at("required"),
                "Ở bước này",
                required,
                pairs([
                    ("", "Không dùng"),
                    ("never", "Có thể có"),
                    ("always", "Phải có"),
                    ("when", "Phải có khi đúng điều kiện"),
                ]),
            ),
            line(at("when"), "Điều kiện", condition).optional(),
        ])
    });
    EditGroup::new("uses", "Thành phần hồ sơ ở bước này").groups(list)
}

/// Gives the key of an act that was added.
pub(super) fn read(
    definition: &mut Procedure,
    step_key: &str,
    intent: &Intent,
    typed: &mut Typed<'_>,
) -> Option<String> {
    let taken = fields::limit_keys(definition, Some(step_key));
    let components: Vec<String> = definition
        .components
        .iter()
        .map(|component| component.key.clone())
        .collect();
    let position = definition
        .steps
        .iter()
        .position(|step| step.key == step_key)?;
    let next = definition
        .steps
        .get(position + 1)
        .map(|step| step.key.clone());
    let step = definition.steps.get_mut(position)?;
    step.label = typed.required("label", "Ghi tên bước.");
    step.kind = of_code(&typed.text("kind")).unwrap_or(step.kind);
    step.state = typed.text("state");
    step.council = typed.filled("council");
    step.rubric = typed.filled("rubric");
    step.recall = typed.ticked("recall");
    let rule = of_code(&typed.text("actor.rule")).unwrap_or_default();
    step.actor = read_who("actor", typed).map(|who| Actor { who, rule });
    read_uses(step, &components, typed);
    fields::read_limits(&mut step.limits, &taken, intent, typed);
    let new = read_acts(step, next, intent, typed);
    // A button on an act that goes away cannot be pressed when a limit ends.
    new
}

fn read_uses(step: &mut Step, components: &[String], typed: &mut Typed<'_>) {
    if components.is_empty() {
        return;
    }
    let mut uses = Vec::new();
    for component in components {
        let when = format!("use.{component}.when");
        let required = match typed.text(&format!("use.{component}.required")).as_str() {
            "never" => Required::Never,
            "always" => Required::Always,
            "when" => Required::When(typed.required(&when, "Ghi điều kiện.")),
            _ => continue,
        };
        uses.push(ComponentUse {
            component: component.clone(),
            required,
        });
    }
    step.components = uses;
}

fn read_acts(
    step: &mut Step,
    next: Option<String>,
    intent: &Intent,
    typed: &mut Typed<'_>,
) -> Option<String> {
    let mut rows = Vec::new();
    for row in 0..typed.rows("act", "label") {
        let at = |name: &str| format!("act.{row}.{name}");
        let key = typed.text(&at("key"));
        let label = typed.required(&at("label"), "Ghi chữ trên nút.");
        let Some(stored) = step.act(&key) else {
            continue;
        };
        rows.push(ActRow {
            label,
            kind: of_code(&typed.text(&at("kind"))).unwrap_or(stored.kind),
            ..stored.clone()
        });
    }
    intent.arrange("act", &mut rows);
    let mut new = None;
    if let Some(label) = added("act", intent, typed) {
        let key = key(&label, '-', rows.iter().map(|row| row.key.as_str()));
        new = Some(key.clone());
        rows.push(ActRow {
            key,
            label,
            kind: of_code(&typed.text("new.kind")).unwrap_or(Act::Forward),
            who: None,
            opinion: Opinion::Optional,
            asks: Vec::new(),
            branches: vec![Branch {
                when: None,
                step: next.unwrap_or_else(|| step.key.clone()),
                label: String::new(),
            }],
            effects: Vec::new(),
            when_split: false,
        });
    }
    step.acts = rows;
    new
}
