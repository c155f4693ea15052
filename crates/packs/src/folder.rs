//! A pack from its files, wherever they were read: every fault with file and line, or the pack.

use sangkien_domain::law_registry::{
    Act, Fault, FaultKind, Pack, PackFile, PackHead, Place, Scope, faults,
};
use serde::Deserialize;

use crate::calendar::{read_counting, read_holidays, read_weeks, read_year};
use crate::error::PackError;
use crate::form::read_form;
use crate::law::{read_acts, read_rules};
use crate::read::Source;
use crate::rubric::{read_rubric, rubric_faults};
use crate::shape::{Key, Seen, lines_of, look};
use crate::shapes;

/// What a file of a pack holds, by its path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Acts,
    Rules,
    Year,
    Week,
    Holidays,
    Counting,
    Form,
    Rubric,
    /// Judged by whoever uses it: procedures, phrases and answer keys.
    Other,
    /// For people.
    Readme,
}

impl Part {
    fn of(path: &str) -> Option<Self> {
        let toml = path.strip_suffix(".toml");
        let Some((folder, name)) = path.split_once('/') else {
            return match path {
                "pack.toml" => Some(Self::Head),
                "acts.toml" => Some(Self::Acts),
                "rules.toml" => Some(Self::Rules),
                "README.md" => Some(Self::Readme),
                _ => None,
            };
        };
        toml?;
        if name.contains('/') {
            return None;
        }
        match (folder, name) {
            ("calendars", "week.toml") => Some(Self::Week),
            ("calendars", "holidays.toml") => Some(Self::Holidays),
            ("calendars", "counting.toml") => Some(Self::Counting),
            ("calendars", _) => Some(Self::Year),
            ("forms", _) => Some(Self::Form),
            ("rubrics", _) => Some(Self::Rubric),
            ("procedures" | "phrases" | "answers", _) => Some(Self::Other),
            _ => None,
        }
    }

    const fn keys(self) -> Option<&'static [Key]> {
        match self {
            Self::Head => Some(shapes::PACK),
            Self::Acts => Some(shapes::ACTS),
            Self::Rules => Some(shapes::RULES),
            Self::Year => Some(shapes::YEAR),
            Self::Week => Some(shapes::WEEK),
            Self::Holidays => Some(shapes::HOLIDAYS),
            Self::Counting => Some(shapes::COUNTING),
            Self::Form => Some(shapes::FORM),
            Self::Rubric => Some(shapes::RUBRIC),
            Self::Other | Self::Readme => None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadFile {
    code: String,
    edition: String,
    title: String,
    source: String,
    #[serde(default)]
    valid_from: Option<jiff::civil::Date>,
    scope: RawScope,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawScope {
    kind: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    province: Option<String>,
}

/// The pack of `files`. `known` are the acts of other packs, with the code of each pack.
///
/// # Errors
/// Every fault, in order of file and line.
pub fn read_pack(mut files: Vec<PackFile>, known: &[(String, Act)]) -> Result<Pack, Vec<Fault>> {
    files.sort();
    let mut found = Vec::new();
    let mut named = Vec::new();
    if files.iter().all(|file| file.path != "pack.toml") {
        found.push(whole("pack.toml", FaultKind::MissingFile));
    }
    for file in &files {
        let Some(part) = Part::of(&file.path) else {
            found.push(whole(&file.path, FaultKind::UnknownFile));
            continue;
        };
        let Seen { faults, acts } = match part.keys() {
            Some(keys) => look(&file.path, &file.text, keys),
            None if part == Part::Other => syntax(file),
            None => Seen::default(),
        };
        found.extend(faults);
        named.extend(acts);
    }
    if !found.is_empty() {
        found.sort();
        return Err(found);
    }
    let mut pack = Pack {
        files,
        ..Pack::default()
    };
    if let Err(fault) = fill(&mut pack, known, &named, &mut found) {
        found.push(unfit(&fault));
    }
    found.extend(faults(&pack, known));
    found.sort();
    found.dedup();
    if found.is_empty() {
        Ok(pack)
    } else {
        Err(found)
    }
}

/// The code that the head of a pack states, if it can be read at all.
pub fn pack_code(files: &[PackFile]) -> Option<String> {
    #[derive(Deserialize)]
    struct Code {
        code: String,
    }
    let head = files.iter().find(|file| file.path == "pack.toml")?;
    let head: Code = toml::from_str(&head.text).ok()?;
    Some(head.code)
}

fn whole(path: &str, kind: FaultKind) -> Fault {
    Fault {
        place: Place {
            file: path.to_owned(),
            line: 0,
        },
        kind,
    }
}

/// A fault of a reader whose values each had the right form.
pub(crate) fn unfit(error: &PackError) -> Fault {
    let line = error.place.strip_prefix("line ");
    let line = line.and_then(|number| number.parse().ok());
    Fault {
        place: Place {
            file: error.file.clone(),
            line: line.unwrap_or(0),
        },
        kind: FaultKind::Unfit {
            entry: if line.is_some() {
                String::new()
            } else {
                // Places of entries are written `kind "name"`.
                let name = error.place.split('"').nth(1);
                name.unwrap_or(&error.place).to_owned()
            },
        },
    }
}

/// Whether a file of free form is TOML at all.
fn syntax(file: &PackFile) -> Seen {
    let mut seen = look(&file.path, &file.text, &[]);
    seen.faults.retain(|fault| fault.kind == FaultKind::Syntax);
    seen
}

/// Reads the parts into their types.
fn fill(
    pack: &mut Pack,
    known: &[(String, Act)],
    named: &[(Place, String)],
    found: &mut Vec<Fault>,
) -> Result<(), PackError> {
    let files = std::mem::take(&mut pack.files);
    let parts = |part: Part| {
        files
            .iter()
            .filter(move |file| Part::of(&file.path) == Some(part))
            .map(|file| Source {
                path: &file.path,
                text: &file.text,
            })
    };
    let mut outcome = || -> Result<(), PackError> {
        for file in parts(Part::Head) {
            pack.head = head(file)?;
        }
        for file in parts(Part::Acts) {
            let acts = read_acts(file)?;
            pack.acts.extend(placed(file, "act").zip(acts));
        }
        for file in parts(Part::Rules) {
            let rules = read_rules(file, &pack.head.scope)?;
            pack.rules.extend(placed(file, "rule").zip(rules));
        }
        let mut acts: Vec<Act> = known.iter().map(|(_, act)| act.clone()).collect();
        acts.extend(pack.acts.iter().map(|(_, act)| act.clone()));
        let before = found.len();
        for (place, code) in named {
            if acts.iter().all(|act| act.code != *code) {
                let (place, code) = (place.clone(), code.clone());
                found.push(Fault {
                    place,
                    kind: FaultKind::UnknownAct { code },
                });
            }
        }
        if found.len() > before {
            return Ok(());
        }
        for file in parts(Part::Year) {
            let place = Place {
                file: file.path.to_owned(),
                line: 1,
            };
            pack.calendars.push((place, read_year(file, &acts)?));
        }
        for file in parts(Part::Week) {
            pack.base.weeks.extend(read_weeks(file, &acts)?);
        }
        for file in parts(Part::Counting) {
            pack.base.articles = Some(read_counting(file, &acts)?);
        }
        for file in parts(Part::Holidays) {
            (pack.base.holidays, pack.base.compensation) = read_holidays(file, &acts)?;
        }
        for file in parts(Part::Form) {
            read_form(file)?;
        }
        for file in parts(Part::Rubric) {
            let rubric = read_rubric(file, &acts)?;
            found.extend(rubric_faults(file, &rubric));
        }
        Ok(())
    };
    let outcome = outcome();
    pack.files = files;
    outcome
}

/// Places of the tables of the list `name`.
fn placed<'a>(file: Source<'a>, name: &str) -> impl Iterator<Item = Place> + use<'a> {
    lines_of(file.text, name)
        .into_iter()
        .map(move |line| Place {
            file: file.path.to_owned(),
            line,
        })
}

fn head(file: Source<'_>) -> Result<PackHead, PackError> {
    let raw: HeadFile = file.parse()?;
    let scope = Scope::from_parts(&raw.scope.kind, &raw.scope.code)
        .ok_or_else(|| PackError::new(file.path, "scope", "has no code, or one too many"))?;
    Ok(PackHead {
        code: raw.code,
        edition: raw.edition,
        title: raw.title,
        scope,
        province: raw.scope.province,
        source: raw.source,
        valid_from: raw.valid_from,
    })
}
