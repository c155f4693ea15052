//! The packs that come with the program, as folders of text like any other pack.
//!
//! A file added to one of these folders is named here; a test finds what is not.

use sangkien_domain::law_registry::{Act, Fault, Pack, PackFile};

use crate::folder::read_pack;
use crate::read::{Source, source};

/// Embeds the files of the pack `$folder`.
macro_rules! pack {
    ($folder:literal: $($file:literal)+) => {
        ($folder, &[$(source!($folder, $file)),+])
    };
}

/// The folder of a pack, and its files.
type Folder = (&'static str, &'static [Source<'static>]);

/// The nation first: local packs rest on its acts.
pub(crate) const FOLDERS: [Folder; 2] = [
    pack!("vietnam":
        "pack.toml" "acts.toml" "rules.toml"
        "calendars/2023.toml" "calendars/2024.toml" "calendars/2025.toml" "calendars/2026.toml"
        "calendars/counting.toml" "calendars/holidays.toml" "calendars/week.toml"
        "forms/initiative-application.toml" "forms/reach-application.toml"
        "rubrics/ca-mau-2021.toml" "rubrics/da-nang-2026.toml" "rubrics/dien-luc-2026.toml"
        "rubrics/ham-yen-2026.toml" "rubrics/lap-vo-2026.toml" "rubrics/son-la-2014.toml"
        "rubrics/thai-nguyen-thi.toml" "rubrics/truong-hoc-20.toml"
        "rubrics/tuyen-quang-2025.toml" "rubrics/van-mon-2026.toml"
        "answers/ca-mau-2021.toml" "answers/da-nang-2026.toml" "answers/dien-luc-2026.toml"
        "answers/ham-yen-2026.toml" "answers/lap-vo-2026.toml" "answers/son-la-2014.toml"
        "answers/thai-nguyen-thi.toml" "answers/truong-hoc-20.toml"
        "answers/tuyen-quang-2025.toml" "answers/van-mon-2026.toml"
        "procedures/initiative-base.toml" "procedures/initiative-reach.toml"
        "procedures/one-stop-certified-copy.toml"
        "procedures/publication-licence.toml"
        "phrases/initiative.toml"
        "phrases/one-stop-certified-copy.toml"
        "phrases/publication-licence.toml"
    ),
    pack!("phuc-tho": "pack.toml" "rules.toml" "calendars/week.toml"),
];

/// The packs that come with the program: the nation's, then that of the sample district.
///
/// # Errors
/// Every fault of the first faulty one; a test of this crate finds it before anybody else does.
pub fn embedded() -> Result<Vec<Pack>, Vec<Fault>> {
    let mut known: Vec<(String, Act)> = Vec::new();
    let mut packs = Vec::new();
    for (folder, files) in FOLDERS {
        let files = files
            .iter()
            .map(|file| PackFile {
                path: file
                    .path
                    .strip_prefix(folder)
                    .and_then(|path| path.strip_prefix('/'))
                    .unwrap_or(file.path)
                    .to_owned(),
                text: file.text.to_owned(),
            })
            .collect();
        let pack = read_pack(files, &known)?;
        let acts = pack.acts.iter().map(|(_, act)| act.clone());
        known.extend(acts.map(|act| (pack.head.code.clone(), act)));
        packs.push(pack);
    }
    Ok(packs)
}
