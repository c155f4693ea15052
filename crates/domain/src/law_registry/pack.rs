//! A pack: law and local rules of a nation, a province or a commune as they come from a folder,
//! and everything that can be wrong with one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::lookup::overlaps;
use super::{Act, Rule, Scope};
use crate::calendar::proposal::HolidayRule;
use crate::calendar::{Articles, DayKind, Week, YearTable};
use crate::law::Citation;
use crate::rubric::check::RubricFaultKind;

/// What a pack says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackHead {
    /// Stable code, the same through editions, such as "vietnam".
    pub code: String,
    /// Edition, such as "2026.2".
    pub edition: String,
    /// Name shown.
    pub title: String,
    /// Where its rules and calendars hold.
    pub scope: Scope,
    /// Code of the province in which the unit of a local pack lies.
    #[serde(default)]
    pub province: Option<String>,
    /// Where its content comes from, in words.
    pub source: String,
    /// Day from which the edition is meant to be used.
    pub valid_from: Option<Date>,
}

/// A file of a pack, kept as it was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PackFile {
    /// Path below the folder of the pack, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What the calendar tables of a scope rest on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarBase {
    /// Working weeks: that of the scope itself, and those of units in it.
    #[serde(default)]
    pub weeks: Vec<Week>,
    /// Where the manner of counting is laid down; absent in a local pack.
    #[serde(default)]
    pub articles: Option<Articles>,
    /// Holidays of every year, from which proposals are computed.
    #[serde(default)]
    pub holidays: Vec<HolidayRule>,
    /// Where making up for holidays on the weekly rest is laid down.
    #[serde(default)]
    pub compensation: Citation,
}

/// A pack as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pack {
    /// What it says of itself.
    pub head: PackHead,
    /// Acts with the place of each.
    pub acts: Vec<(Place, Act)>,
    /// Rules with the place of each.
    pub rules: Vec<(Place, Rule)>,
    /// Calendar tables with the place of each.
    pub calendars: Vec<(Place, YearTable)>,
    /// What tables of days rest on; all empty when the pack says nothing of it.
    pub base: CalendarBase,
    /// Every file, in order of path.
    pub files: Vec<PackFile>,
}

impl Pack {
    /// The files as one text whose hash tells editions apart: each path and length before its text.
    pub fn whole(&self) -> String {
        let mut whole = String::new();
        for file in &self.files {
            let length = file.text.len().to_string();
            for part in [&file.path, &length, &file.text] {
                whole.push_str(part);
                whole.push('\n');
            }
        }
        whole
    }
}

/// Where in a pack.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Path below the folder of the pack.
    pub file: String,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: usize,
}

/// Something wrong with a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: FaultKind,
}

/// What can be wrong with a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// There is no such file, and there must be.
    MissingFile,
    /// The file has no place in a pack.
    UnknownFile,
    /// A symbolic link.
    Link,
    /// Neither a file nor a folder.
    Special,
    /// Larger than a file of a pack may be.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The largest allowed, in bytes.
        most: u64,
    },
    /// More files than a pack may have.
    TooMany {
        /// The most allowed.
        most: usize,
    },
    /// Not text in UTF-8.
    NotText,
    /// Not TOML.
    Syntax,
    /// A key that has no meaning there.
    UnknownKey {
        /// The key.
        key: String,
    },
    /// A key that must be there.
    MissingKey {
        /// The key.
        key: String,
    },
    /// A value that is not of the kind the key takes.
    BadValue {
        /// The key.
        key: String,
    },
    /// A code that stands twice.
    Repeated {
        /// The code.
        code: String,
    },
    /// An act that neither this pack nor another has.
    UnknownAct {
        /// Its code.
        code: String,
    },
    /// An act that another pack has, with another content.
    ActOfAnotherPack {
        /// Its code.
        code: String,
        /// Code of the other pack.
        pack: String,
    },
    /// An act that replaces itself through others.
    Circle {
        /// Its code.
        code: String,
    },
    /// The last day comes before the first.
    EndsBeforeBegins,
    /// A rule that begins before its act is in force.
    BeforeItsAct {
        /// First day of the act.
        act_from: Date,
    },
    /// A rule that holds after its act has ended.
    OutlivesItsAct {
        /// First day on which the act is no longer in force.
        act_ended: Date,
    },
    /// A row of the same key and scope holds on the same day.
    Overlap {
        /// The key.
        key: String,
        /// Line of the other row.
        other: usize,
    },
    /// A day outside the year of its table.
    OtherYear {
        /// The day.
        day: Date,
    },
    /// A day that stands twice in a table.
    RepeatedDay {
        /// The day.
        day: Date,
    },
    /// A day worked in exchange that is no day of weekly rest.
    NotWeeklyRest {
        /// The day.
        day: Date,
    },
    /// An entry that cannot be what it says, though each of its values could.
    Unfit {
        /// Which entry, in the words of the file.
        entry: String,
    },
    /// A rubric that nobody could mark by.
    Rubric(RubricFaultKind),
    /// An act that rules of another pack rest on is missing from the new edition.
    StillCited {
        /// Its code.
        code: String,
        /// Code of the pack whose rules rest on it.
        pack: String,
    },
}

/// Everything wrong with the content of `pack`, in order of place. `known` are the acts of other
/// packs with the code of each pack.
pub fn faults(pack: &Pack, known: &[(String, Act)]) -> Vec<Fault> {
    let mut found = Vec::new();
    check_acts(pack, known, &mut found);
    check_rules(pack, known, &mut found);
    check_calendars(pack, &mut found);
    found.sort();
    found.dedup();
    found
}

fn push(found: &mut Vec<Fault>, place: &Place, kind: FaultKind) {
    found.push(Fault {
        place: place.clone(),
        kind,
    });
}

fn check_acts(pack: &Pack, known: &[(String, Act)], found: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    let mut next: BTreeMap<&str, &[String]> = known
        .iter()
        .map(|(_, act)| (act.code.as_str(), act.replaced_by.as_slice()))
        .collect();
    for (_, act) in &pack.acts {
        next.insert(&act.code, &act.replaced_by);
    }
    for (place, act) in &pack.acts {
        if !seen.insert(act.code.as_str()) {
            let code = act.code.clone();
            push(found, place, FaultKind::Repeated { code });
        }
        if let Some((other, _)) = known.iter().find(|(_, other)| other.code == act.code) {
            let (code, pack) = (act.code.clone(), other.clone());
            push(found, place, FaultKind::ActOfAnotherPack { code, pack });
        }
        for code in act.replaced_by.iter().chain(&act.amended_by) {
            if !next.contains_key(code.as_str()) {
                let code = code.clone();
                push(found, place, FaultKind::UnknownAct { code });
            }
        }
        if let (Some(from), Some(ended)) = (act.in_force_from, act.ended_on)
            && ended < from
        {
            push(found, place, FaultKind::EndsBeforeBegins);
        }
        if leads_back(&act.code, &next) {
            let code = act.code.clone();
            push(found, place, FaultKind::Circle { code });
        }
    }
}

/// Whether following "replaced by" from an act comes back to it.
fn leads_back(code: &str, next: &BTreeMap<&str, &[String]>) -> bool {
    let mut seen = BTreeSet::new();
    let mut ahead: Vec<&str> = vec![code];
    while let Some(here) = ahead.pop() {
        for other in next.get(here).copied().unwrap_or_default() {
            if other == code {
                return true;
            }
            if seen.insert(other.as_str()) {
                ahead.push(other);
            }
        }
    }
    false
}

fn check_rules(pack: &Pack, known: &[(String, Act)], found: &mut Vec<Fault>) {
    for (place, rule) in &pack.rules {
        if !rule.value.is_possible() {
            let key = "value".to_owned();
            push(found, place, FaultKind::BadValue { key });
        }
        if let (Some(from), Some(until)) = (rule.from, rule.until)
            && until < from
        {
            push(found, place, FaultKind::EndsBeforeBegins);
        }
        let own = pack.acts.iter().map(|(_, act)| act);
        let act = own
            .chain(known.iter().map(|(_, act)| act))
            .find(|act| act.code == rule.act);
        let Some(act) = act else {
            let code = rule.act.clone();
            push(found, place, FaultKind::UnknownAct { code });
            continue;
        };
        if let (Some(from), Some(act_from)) = (rule.from, act.in_force_from)
            && from < act_from
        {
            push(found, place, FaultKind::BeforeItsAct { act_from });
        }
        if let Some(act_ended) = act.ended_on
            && rule.until.is_none_or(|until| act_ended <= until)
        {
            push(found, place, FaultKind::OutlivesItsAct { act_ended });
        }
    }
    let rules: Vec<Rule> = pack.rules.iter().map(|(_, rule)| rule.clone()).collect();
    for (first, second) in overlaps(&rules) {
        if let (Some((one, rule)), Some((other, _))) =
            (pack.rules.get(second), pack.rules.get(first))
        {
            let (key, other) = (rule.key.clone(), other.line);
            push(found, one, FaultKind::Overlap { key, other });
        }
    }
}

fn check_calendars(pack: &Pack, found: &mut Vec<Fault>) {
    let mut years = BTreeSet::new();
    for (place, year) in &pack.calendars {
        if !years.insert(year.year) {
            let code = year.year.to_string();
            push(found, place, FaultKind::Repeated { code });
        }
        let mut days = BTreeSet::new();
        for day in &year.entries {
            if day.day.year() != year.year {
                push(found, place, FaultKind::OtherYear { day: day.day });
            }
            if !days.insert(day.day) {
                push(found, place, FaultKind::RepeatedDay { day: day.day });
            }
            let weekly = matches!(day.day.weekday(), Weekday::Saturday | Weekday::Sunday);
            if day.kind == DayKind::SwappedWork && !weekly {
                push(found, place, FaultKind::NotWeeklyRest { day: day.day });
            }
        }
    }
}
