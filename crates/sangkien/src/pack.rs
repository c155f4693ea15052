//! `pack check|diff|load`: law and local rules from a folder.

mod words;

use std::fs;
use std::path::Path;

use sangkien_app::law::Loading;
use sangkien_app::{App, Origin};
use sangkien_domain::law_registry::{Act, Fault, FaultKind, Pack, PackFile, Place, Scope};
use sangkien_domain::rubric::Rubric;
use sangkien_i18n::Language;
use serde_json::{Value, json};

use crate::trouble::{Done, Trouble};

use words::{
    changes_words, fault_json, fault_words, head_words, kept_words, loading_json, same_words,
};

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

/// The rubrics that come with the program.
pub fn rubrics() -> Done<Vec<Rubric>> {
    Ok(sangkien_packs::rubrics(&sangkien_packs::acts()?)?)
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
