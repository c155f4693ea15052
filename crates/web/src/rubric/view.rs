//! Pages of rubrics from what the use cases know.

use sangkien_app::council::{OtherResult, OtherResults};
use sangkien_app::record::{CouncilSession, RubricVersion};
use sangkien_app::rubric::RubricView;
use sangkien_domain::rubric::check::{Part, RubricFault, faults};
use sangkien_domain::rubric::{Rubric, Score, Settled};
use sangkien_domain::time::day_text;
use sangkien_i18n::rubric as words;
use sangkien_pages::parts::{Cell, EditGroup, Errors, Fact, Head, Link, Opt, Table, Tag, Tone};
use sangkien_pages::rubric::{
    ForceForm, RubricCheck, RubricFaultLine, RubricPage, RubricResultsPage, RubricsPage,
};

use super::home;
use crate::context::Context;
use crate::judged::version;
use crate::show::{self, VI};

/// What the form to begin a rubric holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Beginning {
    pub(super) code: String,
    pub(super) title: String,
    pub(super) from: String,
}

fn name(version: &RubricVersion) -> String {
    format!("Phiên bản {}", version.number)
}

fn tag(version: &RubricVersion, context: &Context) -> Tag {
    match version.in_force {
        None => Tag::new("Bản soạn thảo", Tone::Active),
        Some((from, _)) if from > context.now().day() => Tag::new("Chờ áp dụng", Tone::Waiting),
        Some(_) => Tag::new("Áp dụng", Tone::Good),
    }
}

fn since(version: &RubricVersion) -> String {
    let from = version.in_force.map(|(from, _)| day_text(from));
    from.map(|day| format!("từ ngày {day}")).unwrap_or_default()
}

pub(super) fn list(
    context: &Context,
    versions: &[RubricVersion],
    known: &[Rubric],
    typed: &Beginning,
    errors: Errors,
) -> RubricsPage {
    let rows = versions.iter().map(|version| {
        let code = &version.rubric.code;
        vec![
            Cell::link_with(&version.rubric.title, home(code, version.number), code),
            Cell::text(name(version)),
            Cell::Tag(tag(version, context)),
            Cell::text(since(version)),
            Cell::Stack(
                version.edited_by_name.clone(),
                show::minute(version.edited_at),
            ),
        ]
    });
    let mut from = vec![Opt::new("", "Bảng điểm trống")];
    from.extend(known.iter().map(|rubric| {
        let chosen = rubric.code == typed.from;
        Opt::new(&rubric.code, &rubric.title).selected(chosen)
    }));
    let heads = [
        "Bảng điểm",
        "Phiên bản",
        "Tình trạng",
        "Áp dụng",
        "Sửa lần cuối",
    ];
    RubricsPage {
        shell: context.shell(),
        table: Table::new("Bảng điểm", heads.map(Head::new).to_vec(), rows.collect()).with_keys(),
        edits: !known.is_empty(),
        from,
        code: typed.code.clone(),
        title: typed.title.clone(),
        errors,
    }
}

pub(super) fn rubric(
    context: &Context,
    found: &RubricView,
    shown: &Rubric,
    mut groups: Vec<EditGroup>,
    sessions: &[CouncilSession],
    errors: Errors,
) -> RubricPage {
    let stored = &found.version;
    let base = home(&stored.rubric.code, stored.number);
    let mut shell = context.shell();
    shell.back = Some(Link::new("Bảng điểm", "/admin/rubrics"));
    let found_faults = faults(shown);
    let check = check(shown, &found_faults);
    for group in &mut groups {
        // What is told to be wrong is shown open.
        if check.faults.iter().any(|fault| fault.target == group.id) {
            group.summary = None;
        }
    }
    let others = found
        .versions
        .iter()
        .filter(|one| one.number != stored.number);
    let force = found.edits && stored.is_draft() && found.faults().is_empty();
    RubricPage {
        shell,
        eyebrow: stored.rubric.code.clone(),
        heading: format!("{}, {}", stored.rubric.title, name(stored).to_lowercase()),
        state: tag(stored, context),
        since: since(stored),
        note: stored.note.clone(),
        action: base.clone(),
        version: version(stored.revision),
        editing: !groups.is_empty(),
        groups,
        check,
        force: force.then(|| ForceForm {
            rounds: found
                .rounds
                .iter()
                .map(|round| Opt::new(round.id.to_string(), &round.name))
                .collect(),
            from: String::new(),
        }),
        copies: found.edits,
        sessions: sessions
            .iter()
            .map(|session| Link::new(&session.title, format!("{base}/results/{}", session.id)))
            .collect(),
        versions: others
            .map(|one| Link::new(name(one), home(&one.rubric.code, one.number)))
            .collect(),
        errors,
    }
}

/// What a check finds, and the rubric as a member will see it.
fn check(rubric: &Rubric, found: &[RubricFault]) -> RubricCheck {
    let rows = rubric.criteria.iter().map(|one| {
        let mut rule = format!("bước {}", one.step);
        if one.min > Score(0) {
            rule = format!("{rule}, ít nhất {}", one.min);
        }
        let bands = one.bands.iter().map(|band| {
            if band.from == band.to {
                format!("{}: {}", band.from, band.label)
            } else {
                format!("{}–{}: {}", band.from, band.to, band.label)
            }
        });
        let group = one.group.as_deref().and_then(|key| rubric.label_of(key));
        vec![
            Cell::Stack(one.label.clone(), group.unwrap_or_default().to_owned()),
            Cell::number(one.max.to_string()),
            Cell::text(rule),
            Cell::text(bands.collect::<Vec<_>>().join("; ")),
        ]
    });
    let mut facts = vec![
        Fact::new("Tổng điểm tối đa", rubric.max_result().to_string()),
        Fact::new(
            "Mức đạt",
            rubric
                .pass_total
                .map_or_else(|| "Không đặt".to_owned(), |total| total.to_string()),
        ),
    ];
    facts.extend(rubric.classes.iter().map(|class| {
        let minima = class
            .minima
            .iter()
            .map(|(key, least)| format!(", “{}” từ {least}", rubric.label_of(key).unwrap_or(key)));
        let minima: String = minima.collect();
        Fact::new(&class.label, format!("từ {}{minima}", class.total))
    }));
    let heads = vec![
        Head::new("Tiêu chí"),
        Head::new("Tối đa").numeric(),
        Head::new("Cách cho điểm"),
        Head::new("Các mức"),
    ];
    RubricCheck {
        faults: found.iter().map(|fault| line(fault, rubric)).collect(),
        facts,
        table: Table::new("Bảng điểm như người chấm thấy", heads, rows.collect()),
    }
}

fn line(fault: &RubricFault, rubric: &Rubric) -> RubricFaultLine {
    let of = |label: Option<&String>| label.cloned().unwrap_or_default();
    let (place, target) = match fault.part {
        Part::Whole => ("Bảng điểm".to_owned(), "general".to_owned()),
        Part::Group(at) => (
            format!("Phần “{}”", of(rubric.groups.get(at).map(|one| &one.label))),
            format!("group-{at}"),
        ),
        Part::Criterion(at) => (
            format!(
                "Tiêu chí “{}”",
                of(rubric.criteria.get(at).map(|one| &one.label))
            ),
            format!("criterion-{at}"),
        ),
        Part::Class(at) => (
            format!(
                "Loại “{}”",
                of(rubric.classes.get(at).map(|one| &one.label))
            ),
            format!("class-{at}"),
        ),
    };
    RubricFaultLine {
        place,
        target,
        text: words::fault(&fault.kind, VI),
    }
}

pub(super) fn results(context: &Context, found: &OtherResults) -> RubricResultsPage {
    let version = &found.version;
    let mut shell = context.shell();
    shell.back = Some(Link::new(
        name(version),
        home(&version.rubric.code, version.number),
    ));
    let changed = found.rows.iter().filter(|row| is_other(row)).count();
    let lead = if found.missing.is_empty() {
        format!("{changed} trên {} hồ sơ có kết quả khác.", found.rows.len())
    } else {
        format!(
            "Không tính lại được: phiếu của phiên họp này không có điểm cho {}.",
            quoted(&found.missing)
        )
    };
    let rows = found.rows.iter().map(|row| {
        vec![
            Cell::code(&row.code),
            Cell::text(&row.title),
            row.before
                .as_ref()
                .map_or_else(|| Cell::text("Không có kết quả"), result),
            match &row.after {
                Ok(settled) => result(settled),
                Err(fault) => Cell::text(words::panel_fault(fault, VI)),
            },
            Cell::Tag(if is_other(row) {
                Tag::new("Khác", Tone::Soon)
            } else {
                Tag::new("Như cũ", Tone::Plain)
            }),
        ]
    });
    let heads = [
        "Mã",
        "Sáng kiến",
        "Theo bảng điểm của đợt",
        "Theo bảng điểm này",
        "",
    ];
    RubricResultsPage {
        shell,
        eyebrow: format!("{}, {}", version.rubric.title, name(version).to_lowercase()),
        heading: format!(
            "Kết quả của phiên họp {} nếu theo bảng điểm này",
            found.session
        ),
        lead,
        table: (!found.rows.is_empty()).then(|| {
            Table::new(
                "Kết quả theo hai bảng điểm",
                heads.map(Head::new).to_vec(),
                rows.collect(),
            )
        }),
    }
}

fn quoted(labels: &[String]) -> String {
    let labels: Vec<String> = labels.iter().map(|label| format!("“{label}”")).collect();
    labels.join(", ")
}

fn is_other(row: &OtherResult) -> bool {
    let told = |settled: &Settled| (settled.class.clone(), settled.standing);
    row.before.as_ref().map(told) != row.after.as_ref().ok().map(told)
}

fn result(settled: &Settled) -> Cell {
    let class = settled.class.clone();
    let class = class.unwrap_or_else(|| words::standing(settled.standing, VI).to_owned());
    Cell::Stack(class, format!("{} điểm", settled.total))
}
