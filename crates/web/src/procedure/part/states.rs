//! States.

use sangkien_casework::definition::{AuthorSees, ClockMode, Procedure, StateRow};
use sangkien_domain::dossier::State;
use sangkien_i18n::{definition as words, label};
use sangkien_pages::parts::{EditField, EditGroup};

use super::fields::{added, adder, choice, code, line, of_code, pairs, row_buttons};
use super::typed::{Intent, Typed, key};
use crate::show::VI;

pub(super) fn groups(definition: &Procedure) -> Vec<EditGroup> {
    let rows = definition.states.len();
    let mut groups: Vec<EditGroup> = definition
        .states
        .iter()
        .enumerate()
        .map(|(row, state)| {
            EditGroup::new(format!("state-{}", state.key), &state.label)
                .hide(format!("state.{row}.key"), &state.key)
                .fields(fields(row, state))
                .buttons(row_buttons("state", row, rows, &state.label))
        })
        .collect();
    groups.push(adder(
        "state",
        "Thêm trạng thái",
        "Tên trạng thái mới",
        "Thêm trạng thái",
    ));
    groups
}

fn fields(row: usize, state: &StateRow) -> Vec<EditField> {
    let at = |name: &str| format!("state.{row}.{name}");
    let means = State::ALL
        .into_iter()
        .map(|one| (one.code().to_owned(), label::state(one, VI).to_owned()));
    let clocks = [
        ClockMode::NotStarted,
        ClockMode::Running,
        ClockMode::Suspended,
        ClockMode::Stopped,
    ]
    .map(|clock| (code(&clock), words::clock(clock, VI).to_owned()));
    let (sees, other) = match &state.author {
        AuthorSees::All => ("all", ""),
        AuthorSees::As(words) => ("as", words.as_str()),
    };
    vec![
        line(at("label"), "Tên trạng thái", &state.label),
        choice(at("means"), "Được hiểu là", state.means.code(), means)
            .hint("Để phân quyền và thống kê."),
        choice(
            at("sees"),
            "Người nộp được biết",
            sees,
            pairs([
                ("all", "Tên trạng thái và ai đang giữ"),
                ("as", "Chỉ lời sau đây"),
            ]),
        ),
        line(at("as"), "Lời cho người nộp", other)
            .hint("Khi chỉ cho biết lời này.")
            .optional(),
        choice(at("clock"), "Đồng hồ thời hạn", &code(&state.clock), clocks),
        line(at("reason"), "Lý do tạm dừng", &state.clock_reason)
            .hint("Khi đồng hồ tạm dừng, ví dụ Chờ người nộp bổ sung.")
            .optional(),
    ]
}

pub(super) fn read(definition: &mut Procedure, intent: &Intent, typed: &mut Typed<'_>) {
    let mut rows = Vec::new();
    for row in 0..typed.rows("state", "label") {
        let at = |name: &str| format!("state.{row}.{name}");
        let clock = of_code(&typed.text(&at("clock"))).unwrap_or_default();
        let author = if typed.text(&at("sees")) == "as" {
            AuthorSees::As(typed.required(&at("as"), "Ghi lời cho người nộp."))
        } else {
            AuthorSees::All
        };
        rows.push(StateRow {
            key: typed.text(&at("key")),
            label: typed.required(&at("label"), "Ghi tên trạng thái."),
            means: State::from_code(&typed.text(&at("means"))).unwrap_or(State::Processing),
            author,
            clock,
            clock_reason: typed.text(&at("reason")),
        });
    }
    intent.arrange("state", &mut rows);
    if let Some(label) = added("state", intent, typed) {
        let key = key(&label, '-', rows.iter().map(|row| row.key.as_str()));
        rows.push(StateRow {
            key,
            label,
            means: State::Processing,
            author: AuthorSees::All,
            clock: ClockMode::Running,
            clock_reason: String::new(),
        });
    }
    definition.states = rows;
}
