//! Fields that several parts of a procedure have in common.

use sangkien_casework::definition::{LimitRow, Overdue, Procedure, Reminder, UnitOf, Who};
use sangkien_domain::access::Role;
use sangkien_domain::council::Post;
use sangkien_domain::law::{Certainty, Citation, Limit, Unit};
use sangkien_i18n::{definition as words, label};
use sangkien_pages::parts::{EditButton, EditField, EditGroup, EditKind, Opt};

use super::typed::{Intent, Typed, key};
use crate::show::VI;

/// A field of one line.
pub(crate) fn line(name: String, label: &str, value: &str) -> EditField {
    EditField::new(name, label, value, EditKind::Text)
}

/// A field of one line that has the whole width.
pub(crate) fn wide(name: String, label: &str, value: &str) -> EditField {
    EditField::new(name, label, value, EditKind::Wide)
}

/// A short field.
pub(super) fn short(name: String, label: &str, value: &str) -> EditField {
    EditField::new(name, label, value, EditKind::Short)
}

/// A number; 0 is shown as empty.
pub(crate) fn number(name: String, label: &str, value: u64, unit: &str) -> EditField {
    let text = if value == 0 {
        String::new()
    } else {
        value.to_string()
    };
    EditField::new(name, label, text, EditKind::Number(unit.to_owned()))
}

/// A box to tick.
pub(crate) fn tick(name: String, label: &str, ticked: bool) -> EditField {
    EditField::new(name, label, if ticked { "yes" } else { "" }, EditKind::Tick)
}

/// One of several, from pairs of value and words.
pub(crate) fn choice(
    name: String,
    label: &str,
    chosen: &str,
    options: impl IntoIterator<Item = (String, String)>,
) -> EditField {
    let mut options: Vec<Opt> = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            Opt::new(value, words).selected(selected)
        })
        .collect();
    // What the list does not know is kept, not silently replaced by its first entry.
    if options.iter().all(|option| !option.selected) && !chosen.is_empty() {
        options.push(Opt::new(chosen, chosen).selected(true));
    }
    EditField::new(name, label, chosen, EditKind::Choice(options))
}

/// Pairs of value and words.
pub(crate) fn pairs<const N: usize>(list: [(&str, &str); N]) -> Vec<(String, String)> {
    list.map(|(value, words)| (value.to_owned(), words.to_owned()))
        .to_vec()
}

/// The code of a value that is written as one word in a file.
pub(crate) fn code<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

/// The value of such a code.
pub(crate) fn of_code<T: serde::de::DeserializeOwned>(code: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
}

/// Buttons that take a row out or move it.
pub(crate) fn row_buttons(list: &str, row: usize, rows: usize, name: &str) -> Vec<EditButton> {
    let mut buttons = Vec::new();
    if row > 0 {
        buttons.push(EditButton::new("Lên", format!("up:{list}.{row}")).about(name));
    }
    if row + 1 < rows {
        buttons.push(EditButton::new("Xuống", format!("down:{list}.{row}")).about(name));
    }
    buttons.push(
        EditButton::new("Bỏ", format!("remove:{list}.{row}"))
            .about(name)
            .removes(),
    );
    buttons
}

/// The group that adds a named row.
pub(crate) fn adder(list: &str, legend: &str, field: &str, button: &str) -> EditGroup {
    EditGroup::new(format!("new-{list}"), legend)
        .fields([line(format!("new.{list}"), field, "").optional()])
        .buttons([EditButton::new(button, format!("add:{list}"))])
}

/// The name of a row to be added, when the intent is to add to `list`.
pub(crate) fn added(list: &str, intent: &Intent, typed: &mut Typed<'_>) -> Option<String> {
    if !intent.adds(list) {
        return None;
    }
    let name = format!("new.{list}");
    let label = typed.required(&name, "Ghi tên rồi thêm.");
    Some(label).filter(|label| !label.is_empty())
}

/// The steps to choose from.
pub(super) fn steps(definition: &Procedure) -> Vec<(String, String)> {
    definition
        .steps
        .iter()
        .map(|step| (step.key.clone(), step.label.clone()))
        .collect()
}

/// Fields of a source of law.
pub(crate) fn citation(prefix: &str, source: Option<&Citation>) -> Vec<EditField> {
    let none = Citation::default();
    let source = source.unwrap_or(&none);
    let certainties = [
        Certainty::Official,
        Certainty::Secondary,
        Certainty::Unverified,
    ]
    .map(|certainty| (code(&certainty), words::certainty(certainty, VI).to_owned()));
    vec![
        line(format!("{prefix}.law"), "Văn bản", &source.act)
            .hint("Ví dụ Nghị định 13/2012/NĐ-CP.")
            .optional(),
        line(format!("{prefix}.article"), "Điều, khoản", &source.article).optional(),
        choice(
            format!("{prefix}.certainty"),
            "Mức tin cậy",
            &code(&source.certainty),
            certainties,
        ),
    ]
}

/// Fields that say who acts; `none` are the words for nobody in particular.
pub(super) fn who(prefix: &str, who: Option<&Who>, none: &str) -> Vec<EditField> {
    let kind = match who {
        None => "",
        Some(Who::Author) => "author",
        Some(Who::HeadOfAuthorsUnit) => "head",
        Some(Who::Role { .. }) => "role",
        Some(Who::Council { .. }) => "council",
        Some(Who::Person { .. }) => "person",
    };
    let (role, of) = match who {
        Some(Who::Role { role, of }) => (role.code(), Some(of)),
        _ => ("", None),
    };
    let (place, unit) = match of {
        None => ("", ""),
        Some(UnitOf::Desk) => ("desk", ""),
        Some(UnitOf::Organiser) => ("organiser", ""),
        Some(UnitOf::Author) => ("author", ""),
        Some(UnitOf::Unit(code)) => ("unit", code.as_str()),
    };
    let posts = match who {
        Some(Who::Council { posts }) => posts.as_slice(),
        _ => &[],
    };
    let account = match who {
        Some(Who::Person { account }) => account.as_str(),
        _ => "",
    };
    let roles = std::iter::once((String::new(), "Chọn vai trò".to_owned())).chain(
        Role::ALL
            .into_iter()
            .map(|role| (role.code().to_owned(), label::role(role, VI).to_owned())),
    );
    let posts = Post::ALL
        .into_iter()
        .map(|post| Opt::new(post.code(), label::post(post, VI)).selected(posts.contains(&post)));
    vec![
        choice(
            format!("{prefix}.who"),
            "Ai thực hiện",
            kind,
            pairs([
                ("", none),
                ("author", "Người nộp hồ sơ"),
                ("head", "Thủ trưởng đơn vị của người nộp"),
                ("role", "Người giữ vai trò"),
                ("council", "Hội đồng"),
                ("person", "Một người nhất định"),
            ]),
        ),
        choice(format!("{prefix}.role"), "Vai trò", role, roles)
            .hint("Dùng khi là người giữ vai trò."),
        choice(
            format!("{prefix}.of"),
            "Ở đơn vị",
            place,
            pairs([
                ("", "Chọn đơn vị"),
                ("desk", "Nơi tiếp nhận"),
                ("organiser", "Cơ quan giải quyết"),
                ("author", "Đơn vị của người nộp"),
                ("unit", "Đơn vị có mã sau đây"),
            ]),
        )
        .hint("Dùng khi là người giữ vai trò."),
        short(format!("{prefix}.unit"), "Mã đơn vị", unit)
            .hint("Khi chọn đơn vị theo mã.")
            .optional(),
        line(format!("{prefix}.account"), "Tài khoản", account)
            .hint("Khi là một người nhất định.")
            .optional(),
        EditField::new(
            format!("{prefix}.post"),
            "Chức danh trong hội đồng",
            "",
            EditKind::Several(posts.collect()),
        )
        .hint("Khi là hội đồng; không chọn ô nào là mọi thành viên.")
        .optional(),
    ]
}

/// Who acts, as typed.
pub(super) fn read_who(prefix: &str, typed: &mut Typed<'_>) -> Option<Who> {
    match typed.text(&format!("{prefix}.who")).as_str() {
        "author" => Some(Who::Author),
        "head" => Some(Who::HeadOfAuthorsUnit),
        "role" => {
            let role = Role::from_code(&typed.text(&format!("{prefix}.role")));
            if role.is_none() {
                typed.errors.push(format!("{prefix}.role"), "Chọn vai trò.");
            }
            let unit = format!("{prefix}.unit");
            let of = match typed.text(&format!("{prefix}.of")).as_str() {
                "desk" => UnitOf::Desk,
                "organiser" => UnitOf::Organiser,
                "author" => UnitOf::Author,
                "unit" => UnitOf::Unit(typed.required(&unit, "Ghi mã đơn vị.")),
                _ => {
                    let problem = "Chọn vai trò ở đơn vị nào.";
                    typed.errors.push(format!("{prefix}.of"), problem);
                    UnitOf::Desk
                }
            };
            role.map(|role| Who::Role { role, of })
        }
        "council" => Some(Who::Council {
            posts: typed
                .several(&format!("{prefix}.post"))
                .into_iter()
                .filter_map(Post::from_code)
                .collect(),
        }),
        "person" => Some(Who::Person {
            account: typed.required(&format!("{prefix}.account"), "Ghi tên tài khoản."),
        }),
        _ => None,
    }
}

/// Groups of limits; `acts` are those that the program may do when a limit ends.
pub(super) fn limits(rows: &[LimitRow], acts: &[(String, String)]) -> Vec<EditGroup> {
    let mut groups: Vec<EditGroup> = rows
        .iter()
        .enumerate()
        .map(|(row, limit)| {
            let at = |name: &str| format!("limit.{row}.{name}");
            EditGroup::new(format!("limit-{}", limit.key), &limit.label)
                .hide(at("key"), &limit.key)
                .fields(limit_fields(limit, acts, at))
                .buttons(row_buttons("limit", row, rows.len(), &limit.label))
        })
        .collect();
    groups.push(adder(
        "limit",
        "Thêm thời hạn",
        "Tên thời hạn mới",
        "Thêm thời hạn",
    ));
    groups
}

fn limit_fields(
    row: &LimitRow,
    acts: &[(String, String)],
    at: impl Fn(&str) -> String,
) -> Vec<EditField> {
    let units = [
        Unit::WorkingHour,
        Unit::WorkingDay,
        Unit::Day,
        Unit::CalendarMonth,
        Unit::CalendarYear,
    ]
    .map(|unit| (code(&unit), words::unit(unit, VI).to_owned()));
    let cutoff = row
        .counts_tomorrow_after
        .map(|time| time.strftime("%H:%M").to_string());
    let reminders: Vec<String> = row
        .reminders
        .iter()
        .map(|reminder| reminder.hours_before.to_string())
        .collect();
    let overdue = match &row.overdue {
        None => String::new(),
        Some(Overdue::Apology) => "apology".to_owned(),
        Some(Overdue::Act(act)) => format!("act:{act}"),
    };
    let endings = pairs([
        ("", "Chỉ ghi nhận quá hạn"),
        ("apology", "Nợ thư xin lỗi và hẹn ngày mới"),
    ])
    .into_iter()
    .chain(
        acts.iter()
            .map(|(act, label)| (format!("act:{act}"), format!("Tự thực hiện: {label}"))),
    );
    let mut fields = vec![
        wide(at("label"), "Tên thời hạn", &row.label),
        number(at("amount"), "Số lượng", u64::from(row.limit.amount), ""),
        choice(at("unit"), "Tính theo", &code(&row.limit.unit), units),
        short(
            at("cutoff"),
            "Nhận sau giờ này tính sang ngày làm việc sau",
            cutoff.as_deref().unwrap_or_default(),
        )
        .hint("Ví dụ 15:00.")
        .optional(),
        short(
            at("reminders"),
            "Nhắc trước, giờ làm việc",
            &reminders.join("; "),
        )
        .hint("Ví dụ 24; 8.")
        .optional(),
        choice(at("overdue"), "Khi quá hạn", &overdue, endings),
    ];
    fields.extend(citation(&at("source"), Some(&row.limit.citation)));
    fields
}

/// Limits as typed, with what the intent asks for. `taken` are the keys of the procedure's other
/// limits.
pub(super) fn read_limits(
    stored: &mut Vec<LimitRow>,
    taken: &[String],
    intent: &Intent,
    typed: &mut Typed<'_>,
) {
    let mut rows = Vec::new();
    for row in 0..typed.rows("limit", "label") {
        let at = |name: &str| format!("limit.{row}.{name}");
        let overdue = match typed.text(&at("overdue")).as_str() {
            "" => None,
            "apology" => Some(Overdue::Apology),
            other => other
                .strip_prefix("act:")
                .map(|act| Overdue::Act(act.to_owned())),
        };
        let row_key = typed.text(&at("key"));
        let before = stored.iter().find(|before| before.key == row_key);
        rows.push(LimitRow {
            // The steps a limit runs through are kept; they are written in the file.
            through: before.map(|row| row.through.clone()).unwrap_or_default(),
            key: row_key,
            label: typed.required(&at("label"), "Ghi tên thời hạn."),
            limit: Limit {
                amount: typed.number(&at("amount")),
                unit: of_code(&typed.text(&at("unit"))).unwrap_or(Unit::WorkingDay),
                citation: typed.citation(&at("source")).unwrap_or_default(),
            },
            counts_tomorrow_after: typed.time(&at("cutoff")),
            reminders: typed
                .numbers(&at("reminders"))
                .into_iter()
                .map(|hours_before| Reminder { hours_before })
                .collect(),
            overdue,
        });
    }
    intent.arrange("limit", &mut rows);
    if let Some(label) = added("limit", intent, typed) {
        let keys = rows.iter().map(|row| row.key.as_str());
        let key = key(&label, '-', keys.chain(taken.iter().map(String::as_str)));
        rows.push(LimitRow {
            key,
            label,
            limit: Limit {
                amount: 1,
                unit: Unit::WorkingDay,
                citation: Citation::default(),
            },
            counts_tomorrow_after: None,
            through: Vec::new(),
            reminders: Vec::new(),
            overdue: None,
        });
    }
    *stored = rows;
}

/// Keys of every limit of a procedure but those of one list: of the whole, or of a step.
pub(super) fn limit_keys(definition: &Procedure, but: Option<&str>) -> Vec<String> {
    let whole = definition.limits.iter().filter(|_| but.is_some());
    let steps = definition
        .steps
        .iter()
        .filter(|step| but != Some(step.key.as_str()))
        .flat_map(|step| &step.limits);
    whole.chain(steps).map(|row| row.key.clone()).collect()
}
