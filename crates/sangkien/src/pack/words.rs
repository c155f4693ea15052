//! What is said of a pack: its faults, what loading it changes, what it leaves alone.

use std::fmt::Write as _;

use sangkien_app::law::Loading;
use sangkien_domain::law_registry::{Change, Fault, Moved, Rule};
use sangkien_domain::time::moment_text;
use sangkien_i18n::law;
use serde_json::{Value, json};

use super::VI;

pub(super) fn fault_words(faults: &[Fault]) -> String {
    let mut text = format!("Gói có {} lỗi:\n", faults.len());
    for fault in faults {
        let _ = writeln!(text, "  {}", law::fault(fault, VI));
    }
    text
}

pub(super) fn fault_json(fault: &Fault) -> Value {
    json!({
        "file": fault.place.file,
        "line": fault.place.line,
        "text": law::fault(fault, VI),
    })
}

pub(super) fn same_words(loading: &Loading) -> String {
    format!(
        "Gói “{}” ({}) đã được nạp đúng như thư mục này.",
        loading.head.title, loading.head.edition
    )
}

pub(super) fn head_words(loading: &Loading) -> String {
    let before = loading.before.as_ref().map_or_else(
        || "chưa nạp lần nào".to_owned(),
        |edition| format!("đang dùng bản {edition}"),
    );
    format!(
        "Gói “{}”, bản {} ({before}). Phạm vi: {}.\n",
        loading.head.title,
        loading.head.edition,
        law::scope(&loading.head.scope, VI)
    )
}

/// One line for each row that moves.
fn lines(loading: &Loading) -> Vec<(Moved, String)> {
    let mut lines = Vec::new();
    for change in &loading.comparison.acts {
        if let Some(act) = change.row() {
            lines.push((
                change.moved,
                format!("văn bản {}: {}", act.code, act.cited_as),
            ));
        }
    }
    for change in &loading.comparison.rules {
        lines.extend(rule_line(change));
    }
    for change in &loading.comparison.calendars {
        if let Some(table) = change.row() {
            let days = table.entries.len();
            lines.push((
                change.moved,
                format!("lịch năm {}: {days} ngày", table.year),
            ));
        }
    }
    lines
}

fn rule_line(change: &Change<Rule>) -> Option<(Moved, String)> {
    let rule = change.row()?;
    let now = format!("{} ({})", law::value(rule, VI), law::period(rule, VI));
    let text = match (&change.before, &change.after) {
        (Some(before), Some(_)) => format!(
            "quy định {}: {} ({}) → {now}",
            rule.key,
            law::value(before, VI),
            law::period(before, VI)
        ),
        _ => format!("quy định {}: {now}", rule.key),
    };
    Some((change.moved, text))
}

pub(super) fn changes_words(loading: &Loading) -> String {
    let lines = lines(loading);
    if lines.is_empty() {
        return "Không dòng nào thay đổi.\n".to_owned();
    }
    let mut text = format!("{} dòng thay đổi:\n", lines.len());
    for (moved, line) in lines {
        let _ = writeln!(text, "  {}: {line}", law::moved(moved, VI));
    }
    text
}

pub(super) fn kept_words(loading: &Loading) -> String {
    let open: u64 = loading.kept.iter().map(|kept| kept.count).sum();
    let mut text = String::new();
    if open == 0 {
        text.push_str("Không có hồ sơ nào đang giải quyết.\n");
    } else {
        let _ = writeln!(
            text,
            "{open} hồ sơ đang giải quyết giữ nguyên quy tắc đã áp dụng khi nộp:"
        );
        for kept in &loading.kept {
            let more = u64::try_from(kept.codes.len()).unwrap_or(0) < kept.count;
            let _ = writeln!(
                text,
                "  {} (bộ quy tắc {}): {} hồ sơ: {}{}",
                kept.round,
                kept.rules,
                kept.count,
                kept.codes.join(", "),
                if more { ", …" } else { "" }
            );
        }
    }
    let limits = &loading.limits;
    if limits.moved > 0 {
        let _ = writeln!(
            text,
            "{} thời hạn đang chạy dời theo lịch mới:",
            limits.moved
        );
        for moved in &limits.moves {
            let _ = writeln!(
                text,
                "  {}, {}: {} → {}",
                moved.dossier,
                moved.label,
                moment_text(moved.old_due),
                moment_text(moved.new_due)
            );
        }
    } else {
        text.push_str("Không thời hạn đang chạy nào dời.\n");
    }
    text
}

pub(super) fn loading_json(loading: &Loading, loaded: bool) -> Value {
    let changes: Vec<Value> = lines(loading)
        .into_iter()
        .map(|(moved, text)| json!({ "moved": moved.code(), "text": text }))
        .collect();
    let kept: Vec<Value> = loading
        .kept
        .iter()
        .map(|kept| {
            json!({ "rules": kept.rules, "round": kept.round, "count": kept.count, "dossiers": kept.codes })
        })
        .collect();
    let moves: Vec<Value> = loading
        .limits
        .moves
        .iter()
        .map(|moved| {
            json!({
                "dossier": moved.dossier,
                "limit": moved.label,
                "old_due": moved.old_due.rfc3339(),
                "new_due": moved.new_due.rfc3339(),
            })
        })
        .collect();
    json!({
        "sound": true,
        "code": loading.head.code,
        "edition": loading.head.edition,
        "before": loading.before,
        "sha256": loading.sha256,
        "same": loading.same,
        "loaded": loaded,
        "changes": changes,
        "kept": kept,
        "limits_moved": loading.limits.moved,
        "limits": moves,
    })
}
