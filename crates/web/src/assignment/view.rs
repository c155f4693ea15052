//! Pages of sharing out from what the use cases know.

use std::collections::{BTreeMap, BTreeSet};

use sangkien_app::council::{AssignmentView, ConflictKind, Proposal, SheetRow, SheetState};
use sangkien_app::record::{CouncilSeat, PlanWay};
use sangkien_domain::id::{DossierId, SeatId};
use sangkien_domain::time::moment_text;
use sangkien_i18n::agreement;
use sangkien_pages::panel::{AssignmentPage, GiveCell, GiveLine, KnownFields, ProposalPage};
use sangkien_pages::parts::{Cell, Errors, Head, Link, Opt, Table};

use super::{Typed, address};
use crate::context::Context;
use crate::judged::version;
use crate::show::VI;

/// Cells up to which each has a box of its own.
const MOST_BOXES: usize = 4_000;

/// How much knowing the field weighs against even loads: code, words, and what a sheet outside
/// the fields costs.
const WEIGHTS: [(&str, &str, u32); 3] = [
    ("even", "Ưu tiên đều số hồ sơ", 1),
    ("fair", "Cân bằng cả hai", 10),
    ("field", "Ưu tiên đúng lĩnh vực", 100),
];

/// The cost of a code; the middle one where the code is not known.
pub(super) fn weight(code: &str) -> u32 {
    let found = WEIGHTS.iter().find(|(known, ..)| *known == code);
    found.map_or(10, |(_, _, cost)| *cost)
}

pub(super) fn page(
    context: &Context,
    found: &AssignmentView,
    typed: &Typed,
    errors: Errors,
) -> AssignmentPage {
    let session = &found.sheets.session;
    let mut shell = context.shell();
    shell.back = Some(Link::new(
        "Phiếu chấm của phiên họp",
        format!("/sessions/{}/sheets", session.id),
    ));
    let standing = found.plan.as_ref().map_or_else(
        || "Chưa phân công: mọi thành viên chấm mọi hồ sơ.".to_owned(),
        |plan| {
            format!(
                "Phân công lần {}, {}, lúc {}: {} phiếu mỗi hồ sơ.",
                plan.version,
                way(plan.way),
                moment_text(plan.made_at),
                plan.needs
            )
        },
    );
    let short = found.plan.as_ref().map_or_else(Vec::new, |plan| {
        short(found, &found.propose(found.tasks.clone(), plan.needs))
    });
    AssignmentPage {
        shell,
        eyebrow: found.sheets.council.name.clone(),
        title: session.title.clone(),
        standing,
        loads: loads(found, found.plan.is_some().then_some(&found.tasks)),
        short,
        action: found.sheets.open().then(|| address(session.id)),
        needs: typed.needs.clone(),
        weights: WEIGHTS
            .map(|(code, words, _)| Opt::new(code, words).selected(code == typed.weight))
            .to_vec(),
        most: typed.most.clone(),
        list: typed.list.clone(),
        known: known(found),
        version: found.plan.as_ref().map(|plan| version(plan.version)),
        errors,
    }
}

const fn way(way: PlanWay) -> &'static str {
    match way {
        PlanWay::Hand => "chọn từng hồ sơ",
        PlanWay::List => "theo danh sách",
        PlanWay::Automatic => "tự động",
    }
}

fn known(found: &AssignmentView) -> Vec<KnownFields> {
    let seats = found.sheets.seats.iter().enumerate();
    let options = |seat: &CouncilSeat| {
        let fields = found.fields.iter().map(|field| {
            let knows = found.known.contains(&(seat.id, field.id));
            Opt::new(format!("{}.{}", seat.id, field.id), &field.name).selected(knows)
        });
        fields.collect()
    };
    seats
        .map(|(at, seat)| KnownFields {
            member: seat.full_name.clone(),
            key: format!("known-{at}"),
            options: options(seat),
        })
        .collect()
}

/// How many dossiers each member has; all where nothing is shared out.
fn loads(found: &AssignmentView, tasks: Option<&Vec<(DossierId, SeatId)>>) -> Table {
    let rows = found.sheets.seats.iter().map(|seat| {
        let fields = found.fields.iter();
        let own = fields.filter(|field| found.known.contains(&(seat.id, field.id)));
        let own: Vec<&str> = own.map(|field| field.name.as_str()).collect();
        let has = tasks.map_or_else(
            || "tất cả".to_owned(),
            |tasks| {
                let own = tasks.iter().filter(|(_, one)| *one == seat.id);
                own.count().to_string()
            },
        );
        let sent = found
            .sent()
            .iter()
            .filter(|(_, one)| *one == seat.id)
            .count();
        vec![
            Cell::text(&seat.full_name),
            Cell::text(own.join(", ")),
            Cell::number(has),
            Cell::number(sent.to_string()),
        ]
    });
    Table::new(
        "Số hồ sơ của từng thành viên",
        vec![
            Head::new("Thành viên"),
            Head::new("Lĩnh vực"),
            Head::new("Được giao").numeric(),
            Head::new("Đã gửi").numeric(),
        ],
        rows.collect(),
    )
}

fn short(found: &AssignmentView, plan: &Proposal) -> Vec<(String, String, String)> {
    let lines = plan.short.iter().filter_map(|(dossier, has, why)| {
        let row = found
            .sheets
            .rows
            .iter()
            .find(|row| row.dossier == *dossier)?;
        let words = why.as_ref().map_or_else(
            || format!("Mới giao {has} trên {} phiếu.", plan.needs),
            |why| agreement::shortage(why, *has, plan.needs, VI),
        );
        Some((row.code.clone(), row.title.clone(), words))
    });
    lines.collect()
}

pub(super) fn proposal(
    context: &Context,
    found: &AssignmentView,
    plan: &Proposal,
    errors: Errors,
) -> ProposalPage {
    let session = &found.sheets.session;
    let mut shell = context.shell();
    shell.back = Some(Link::new("Phân công chấm", address(session.id)));
    let given: BTreeSet<(DossierId, SeatId)> = plan.tasks.iter().copied().collect();
    let against = found.conflicts.iter();
    let against: BTreeMap<_, _> = against
        .map(|(dossier, seat, kind)| ((*dossier, *seat), *kind))
        .collect();
    let rows: Vec<GiveLine> = found
        .sheets
        .rows
        .iter()
        .map(|row| GiveLine {
            code: row.code.clone(),
            title: row.title.clone(),
            cells: cells(found, row, &given, &against),
        })
        .collect();
    ProposalPage {
        shell,
        eyebrow: found.sheets.council.name.clone(),
        title: session.title.clone(),
        lead: lead(found, plan),
        loads: loads(found, Some(&plan.tasks)),
        short: short(found, plan),
        action: address(session.id),
        hidden: vec![
            ("seen".to_owned(), plan.seen.to_string()),
            ("needs".to_owned(), plan.needs.to_string()),
            ("way".to_owned(), plan.way.code().to_owned()),
        ],
        members: found
            .sheets
            .seats
            .iter()
            .map(|seat| seat.full_name.clone())
            .collect(),
        compact: found.sheets.rows.len() * found.sheets.seats.len() > MOST_BOXES,
        rows,
        errors,
    }
}

fn lead(found: &AssignmentView, plan: &Proposal) -> String {
    let mut parts = vec![format!(
        "{} phiếu mỗi hồ sơ, {} phiếu tất cả.",
        plan.needs,
        plan.tasks.len()
    )];
    // Without the fields of anybody, every sheet would be outside.
    if !found.known.is_empty() {
        parts.push(format!(
            "{} phiếu ngoài lĩnh vực của người chấm.",
            plan.mismatches
        ));
    }
    parts.push("Chưa có hiệu lực.".to_owned());
    parts.join(" ")
}

fn cells(
    found: &AssignmentView,
    row: &SheetRow,
    tasks: &BTreeSet<(DossierId, SeatId)>,
    against: &BTreeMap<(DossierId, SeatId), ConflictKind>,
) -> Vec<GiveCell> {
    let seats = found.sheets.seats.iter().zip(&row.states);
    seats
        .map(|(seat, state)| {
            let task = (row.dossier, seat.id);
            let conflict = against.get(&task);
            let words = conflict.map(|kind| agreement::conflict(*kind, VI).to_owned());
            let same_unit = conflict == Some(&ConflictKind::SameUnit);
            let given = tasks.contains(&task);
            GiveCell {
                value: format!("{}.{}", row.dossier, seat.id),
                member: seat.full_name.clone(),
                given,
                fixed: match state {
                    SheetState::Sent => Some("đã gửi phiếu".to_owned()),
                    _ => words.clone().filter(|_| !same_unit && !given),
                },
                note: words.filter(|_| same_unit).unwrap_or_default(),
            }
        })
        .collect()
}
