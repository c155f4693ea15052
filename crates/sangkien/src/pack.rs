//! `pack check|diff|load`: law and local rules from a folder.

use std::fs;
use std::path::Path;

use sangkien_app::law::Loading;
use sangkien_app::{App, Origin};
use sangkien_domain::law_registry::{
    Act, Change, Fault, FaultKind, Moved, Pack, PackFile, Place, Scope,
};
use sangkien_domain::time::moment_text;
use sangkien_i18n::{Language, law};
use serde_json::{Value, json};

use crate::trouble::{Done, Trouble};

const VI: Language = Language::Vi;
/// Most files of a pack.
const MOST_FILES: usize = 500;
/// Largest file of a pack, in bytes.
const MOST_BYTES: u64 = 1 << 20;

/// What `pack check` found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pack: Option<Pack>,
    faults: Vec<Fault>,
}

/// What `pack diff` or `pack load` came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The pack is faulty; nothing happened.
    Faulty(Vec<Fault>),
    /// What loading it changes.
    Compared(Loading),
    /// What loading it changed.
    Loaded(Loading),
}

impl Checked {
    /// Whether there is nothing amiss.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// The outcome in Vietnamese.
    pub fn words(&self) -> String {
        match &self.pack {
            Some(pack) => format!(
                "Gói “{}” ({}) không có lỗi: {} văn bản, {} quy định, {} bảng lịch.",
                pack.head.title,
                pack.head.edition,
                pack.acts.len(),
                pack.rules.len(),
                pack.calendars.len()
            ),
            None => fault_words(&self.faults),
        }
    }

    /// The outcome as JSON.
    pub fn json(&self) -> Value {
        let head = self.pack.as_ref().map(|pack| &pack.head);
        json!({
            "sound": self.is_sound(),
            "code": head.map(|head| &head.code),
            "edition": head.map(|head| &head.edition),
            "faults": self.faults.iter().map(fault_json).collect::<Vec<_>>(),
        })
    }
}

impl Outcome {
    /// Whether the pack had no fault.
    pub fn is_sound(&self) -> bool {
        !matches!(self, Self::Faulty(_))
    }

    /// The outcome in Vietnamese.
    pub fn words(&self) -> String {
        match self {
            Self::Faulty(faults) => fault_words(faults),
            Self::Compared(loading) if loading.same => same_words(loading),
            Self::Loaded(loading) if loading.same => {
                format!("{} Không nạp gì.", same_words(loading))
            }
            Self::Compared(loading) => {
                let mut text = head_words(loading);
                text.push_str(&changes_words(loading));
                text.push_str(&kept_words(loading));
                text.push_str("Chưa nạp gì; dùng “pack load” để nạp.");
                text
            }
            Self::Loaded(loading) => {
                let mut text = head_words(loading);
                text.push_str(&changes_words(loading));
                text.push_str(&kept_words(loading));
                text.push_str("Đã nạp.");
                text
            }
        }
    }

    /// The outcome as JSON.
    pub fn json(&self) -> Value {
        match self {
            Self::Faulty(faults) => json!({
                "sound": false,
                "faults": faults.iter().map(fault_json).collect::<Vec<_>>(),
            }),
            Self::Compared(loading) => loading_json(loading, false),
            Self::Loaded(loading) => loading_json(loading, !loading.same),
        }
    }
}

fn fault_words(faults: &[Fault]) -> String {
    let mut text = format!("Gói có {} lỗi:\n", faults.len());
    for fault in faults {
        text.push_str(&format!("  {}\n", law::fault(fault, VI)));
    }
    text
}

fn fault_json(fault: &Fault) -> Value {
    json!({
        "file": fault.place.file,
        "line": fault.place.line,
        "text": law::fault(fault, VI),
    })
}

fn same_words(loading: &Loading) -> String {
    format!(
        "Gói “{}” ({}) đã được nạp đúng như thư mục này.",
        loading.head.title, loading.head.edition
    )
}

fn head_words(loading: &Loading) -> String {
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

fn rule_line(change: &Change<sangkien_domain::law_registry::Rule>) -> Option<(Moved, String)> {
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

fn changes_words(loading: &Loading) -> String {
    let lines = lines(loading);
    if lines.is_empty() {
        return "Không dòng nào thay đổi.\n".to_owned();
    }
    let mut text = format!("{} dòng thay đổi:\n", lines.len());
    for (moved, line) in lines {
        text.push_str(&format!("  {}: {line}\n", law::moved(moved, VI)));
    }
    text
}

fn kept_words(loading: &Loading) -> String {
    let open: u64 = loading.kept.iter().map(|kept| kept.count).sum();
    let mut text = String::new();
    if open == 0 {
        text.push_str("Không có hồ sơ nào đang giải quyết.\n");
    } else {
        text.push_str(&format!(
            "{open} hồ sơ đang giải quyết giữ nguyên quy tắc đã áp dụng khi nộp:\n"
        ));
        for kept in &loading.kept {
            let more = u64::try_from(kept.codes.len()).unwrap_or(0) < kept.count;
            text.push_str(&format!(
                "  {} (bộ quy tắc {}): {} hồ sơ: {}{}\n",
                kept.round,
                kept.rules,
                kept.count,
                kept.codes.join(", "),
                if more { ", …" } else { "" }
            ));
        }
    }
    let limits = &loading.limits;
    if limits.moved > 0 {
        text.push_str(&format!(
            "{} thời hạn đang chạy dời theo lịch mới:\n",
            limits.moved
        ));
        for moved in &limits.moves {
            text.push_str(&format!(
                "  {}, {}: {} → {}\n",
                moved.dossier,
                moved.label,
                moment_text(moved.old_due),
                moment_text(moved.new_due)
            ));
        }
    } else {
        text.push_str("Không thời hạn đang chạy nào dời.\n");
    }
    text
}

fn loading_json(loading: &Loading, loaded: bool) -> Value {
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

/// Looks at the pack in `folder` by itself: acts of other packs are those that come with the
/// program.
pub fn check(folder: &Path) -> Done<Checked> {
    let mut known = Vec::new();
    for pack in embedded()? {
        let code = &pack.head.code;
        known.extend(pack.acts.iter().map(|(_, act)| (code.clone(), act.clone())));
    }
    Ok(match read(folder, known)? {
        Ok(pack) => Checked {
            pack: Some(pack),
            faults: Vec::new(),
        },
        Err(faults) => Checked { pack: None, faults },
    })
}

/// What loading the pack in `folder` would change.
pub async fn diff(app: &App, folder: &Path) -> Done<Outcome> {
    let pack = match read(folder, stored_acts(app).await?)? {
        Ok(pack) => pack,
        Err(faults) => return Ok(Outcome::Faulty(faults)),
    };
    Ok(match app.plan_pack(&pack).await? {
        Ok(loading) => Outcome::Compared(loading),
        Err(faults) => Outcome::Faulty(faults),
    })
}

/// Loads the pack in `folder`, all of it or nothing.
pub async fn load(app: &App, folder: &Path) -> Done<Outcome> {
    let pack = match read(folder, stored_acts(app).await?)? {
        Ok(pack) => pack,
        Err(faults) => return Ok(Outcome::Faulty(faults)),
    };
    Ok(
        match app.load_pack(&pack, &Origin::local("pack load")).await? {
            Ok(loading) => Outcome::Loaded(loading),
            Err(faults) => Outcome::Faulty(faults),
        },
    )
}

/// The packs that come with the program.
pub fn embedded() -> Done<Vec<Pack>> {
    sangkien_packs::embedded().map_err(|faults| Trouble::Said(fault_words(&faults)))
}

/// The packs of an instance without samples: those of the nation.
pub fn national() -> Done<Vec<Pack>> {
    let mut packs = embedded()?;
    packs.retain(|pack| pack.head.scope == Scope::Nation);
    Ok(packs)
}

/// Loads those of `packs` that have never been loaded.
pub async fn load_first(app: &App, packs: &[Pack]) -> Done<()> {
    app.load_first_packs(packs)
        .await?
        .map_err(|faults| Trouble::Said(fault_words(&faults)))
}

async fn stored_acts(app: &App) -> Done<Vec<(String, Act)>> {
    let stored = app.law_acts("").await?;
    Ok(stored.into_iter().map(|row| (row.pack, row.act)).collect())
}

/// Reads the pack in `folder`. Of `known` acts, those of the pack itself are left out.
fn read(folder: &Path, mut known: Vec<(String, Act)>) -> Done<Result<Pack, Vec<Fault>>> {
    let (files, faults) = files(folder)?;
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    if let Some(code) = sangkien_packs::pack_code(&files) {
        known.retain(|(pack, _)| *pack != code);
    }
    let procedures: Vec<Fault> = files.iter().filter_map(unreadable_procedure).collect();
    Ok(match sangkien_packs::read_pack(files, &known) {
        Err(mut faults) => {
            faults.extend(procedures);
            faults.sort();
            Err(faults)
        }
        Ok(_) if !procedures.is_empty() => Err(procedures),
        Ok(pack) => Ok(pack),
    })
}

/// A file of `procedures/` that is no procedure.
fn unreadable_procedure(file: &PackFile) -> Option<Fault> {
    if !file.path.starts_with("procedures/") {
        return None;
    }
    let fault = sangkien_casework::definition::Procedure::read(&file.text).err()?;
    Some(Fault {
        place: Place {
            file: file.path.clone(),
            line: fault.line.unwrap_or(0),
        },
        kind: FaultKind::Unfit {
            entry: String::new(),
        },
    })
}

/// Every file below `folder`, and what is no file of a pack at all.
fn files(folder: &Path) -> Done<(Vec<PackFile>, Vec<Fault>)> {
    let mut found = (Vec::new(), Vec::new());
    let mut ahead = vec![(folder.to_owned(), String::new())];
    while let Some((here, below)) = ahead.pop() {
        for entry in fs::read_dir(&here).map_err(Trouble::file("đọc", &here))? {
            let entry = entry.map_err(Trouble::file("đọc", &here))?;
            let path = format!("{below}{}", entry.file_name().to_string_lossy());
            let (files, faults) = &mut found;
            let mut fault = |kind| {
                faults.push(Fault {
                    place: Place {
                        file: path.clone(),
                        line: 0,
                    },
                    kind,
                });
            };
            // Of the entry itself: a link is never followed.
            let kind = entry.file_type().map_err(Trouble::file("đọc", &here))?;
            if kind.is_symlink() {
                fault(FaultKind::Link);
            } else if kind.is_dir() {
                ahead.push((entry.path(), format!("{path}/")));
            } else if !kind.is_file() {
                fault(FaultKind::Special);
            } else {
                let bytes = entry
                    .metadata()
                    .map_err(Trouble::file("đọc", &entry.path()))?
                    .len();
                if bytes > MOST_BYTES {
                    let most = MOST_BYTES;
                    fault(FaultKind::TooLarge { bytes, most });
                } else if files.len() >= MOST_FILES {
                    fault(FaultKind::TooMany { most: MOST_FILES });
                    return Ok(found);
                } else {
                    let bytes =
                        fs::read(entry.path()).map_err(Trouble::file("đọc", &entry.path()))?;
                    match String::from_utf8(bytes) {
                        Ok(text) => files.push(PackFile { path, text }),
                        Err(_) => fault(FaultKind::NotText),
                    }
                }
            }
        }
    }
    found.0.sort();
    found.1.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(folder: &Path) -> Vec<(String, FaultKind)> {
        let checked = check(folder).unwrap();
        checked
            .faults
            .into_iter()
            .map(|fault| (fault.place.file, fault.kind))
            .collect()
    }

    #[test]
    fn links_large_files_and_bytes_that_are_no_text_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("pack.toml"), "code = 1").unwrap();
        std::os::unix::fs::symlink("/etc/hostname", at("acts.toml")).unwrap();
        std::os::unix::fs::symlink("/etc", at("forms")).unwrap();
        let large = usize::try_from(MOST_BYTES + 1).unwrap();
        fs::write(at("rules.toml"), "#".repeat(large)).unwrap();
        fs::create_dir(at("rubrics")).unwrap();
        fs::write(at("rubrics/a.toml"), [0xff, 0xfe]).unwrap();
        assert_eq!(
            kinds(folder.path()),
            [
                ("acts.toml".to_owned(), FaultKind::Link),
                ("forms".to_owned(), FaultKind::Link),
                ("rubrics/a.toml".to_owned(), FaultKind::NotText),
                (
                    "rules.toml".to_owned(),
                    FaultKind::TooLarge {
                        bytes: MOST_BYTES + 1,
                        most: MOST_BYTES
                    }
                ),
            ]
        );
    }

    #[test]
    fn a_folder_without_end_is_not_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..=MOST_FILES {
            fs::write(folder.path().join(format!("{number}.toml")), "").unwrap();
        }
        assert!(
            kinds(folder.path())
                .iter()
                .any(|(_, kind)| *kind == FaultKind::TooMany { most: MOST_FILES })
        );
    }

    #[test]
    fn every_shipped_pack_passes_the_check() {
        let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
        for code in ["vietnam", "phuc-tho", "tuyen-quang", "lap-vo"] {
            let checked = check(&packs.join(code)).unwrap();
            assert!(checked.is_sound(), "{}", checked.words());
        }
    }
}
