use std::path::Path;

use jiff::civil::date;
use sangkien_domain::law_registry::{Act, FaultKind, Pack, PackFile, Scope, Value, rule_on};
use sangkien_domain::rubric::Score;
use sangkien_domain::rubric::check::RubricFaultKind;

use crate::embedded::FOLDERS;
use crate::{embedded, read_pack};

fn file(path: &str, text: &str) -> PackFile {
    PackFile {
        path: path.into(),
        text: text.into(),
    }
}

const HEAD: &str = "code = \"mau\"\nedition = \"1\"\ntitle = \"Gói mẫu\"\nsource = \"mẫu\"\n[scope]\nkind = \"unit\"\ncode = \"MAU\"\n";
const ACT: &str = "[[act]]\ncode = \"qd-1\"\ncited_as = \"Quyết định 1\"\nnumber = \"1\"\nkind = \"decision\"\ntitle = \"Mẫu\"\ncertainty = \"official\"\n";

fn rule(key: &str, more: &str) -> String {
    format!(
        "[[rule]]\nkey = \"{key}\"\nname = \"Mẫu\"\nvalue = {{ number = 1 }}\nact = \"qd-1\"\ncertainty = \"official\"\n{more}"
    )
}

/// Faults as `file:line kind`.
fn told(files: &[(&str, &str)]) -> Vec<(String, usize, FaultKind)> {
    let files = files.iter().map(|(path, text)| file(path, text)).collect();
    let faults = read_pack(files, &[]).err().unwrap_or_default();
    faults
        .into_iter()
        .map(|fault| (fault.place.file, fault.place.line, fault.kind))
        .collect()
}

#[test]
fn a_small_pack_is_read() {
    let files = vec![
        file("pack.toml", HEAD),
        file("acts.toml", ACT),
        file("rules.toml", &rule("a.b", "")),
    ];
    let pack = read_pack(files, &[]).unwrap();
    assert_eq!(pack.head.scope, Scope::Unit("MAU".into()));
    assert_eq!(pack.rules[0].0.line, 1);
    assert_eq!(pack.rules[0].1.value, Value::Number { hundredths: 100 });
}

#[test]
fn each_fault_of_a_pack_has_its_file_and_line() {
    let code = |code: &str| code.to_owned();
    let table: Vec<(&str, String, usize, FaultKind)> = vec![
        (
            "rules.toml",
            rule("a", "until = \"2024-01-01\"\nfrom = \"2025-01-01\"\n"),
            1,
            FaultKind::EndsBeforeBegins,
        ),
        (
            "rules.toml",
            format!("{}{}", rule("a", ""), rule("a", "from = \"2025-01-01\"\n")),
            7,
            FaultKind::Overlap {
                key: code("a"),
                other: 1,
            },
        ),
        (
            "rules.toml",
            rule("a", "").replace("qd-1", "qd-2"),
            1,
            FaultKind::UnknownAct { code: code("qd-2") },
        ),
        (
            "rules.toml",
            rule("a", "").replace("number", "monny"),
            4,
            FaultKind::BadValue { key: code("value") },
        ),
        (
            "rules.toml",
            rule("a", "").replace("{ number = 1 }", "{ ratio = [1, 0] }"),
            1,
            FaultKind::BadValue { key: code("value") },
        ),
        (
            "rules.toml",
            rule("a", "odd = 1\n"),
            7,
            FaultKind::UnknownKey { key: code("odd") },
        ),
        (
            "acts.toml",
            ACT.replace("title = \"Mẫu\"\n", ""),
            1,
            FaultKind::MissingKey { key: code("title") },
        ),
        (
            "acts.toml",
            format!("{ACT}{ACT}"),
            8,
            FaultKind::Repeated { code: code("qd-1") },
        ),
        (
            "acts.toml",
            format!("{ACT}replaced_by = [\"qd-1\"]\n"),
            1,
            FaultKind::Circle { code: code("qd-1") },
        ),
        (
            "acts.toml",
            format!("{ACT}in_force_from = \"2024-01-01\"\nended_on = \"2023-01-01\"\n"),
            1,
            FaultKind::EndsBeforeBegins,
        ),
        ("acts.toml", "[[act]\n".to_owned(), 1, FaultKind::Syntax),
        ("notes.txt", String::new(), 0, FaultKind::UnknownFile),
        ("forms/a/b.toml", String::new(), 0, FaultKind::UnknownFile),
        (
            "calendars/2024.toml",
            "year = 2024\nedition = 1\nconfirmed = true\nsource = { text = \"mẫu\", certainty = \"official\" }\n[[entry]]\nname = \"Mẫu\"\nkind = \"swapped-work\"\ndays = [\"2024-05-06\"]\n".to_owned(),
            1,
            FaultKind::NotWeeklyRest {
                day: date(2024, 5, 6),
            },
        ),
        (
            "rubrics/a.toml",
            "code = \"a\"\ntitle = \"Mẫu\"\npass_total = 1\ncitation = { act = \"qd-9\", certainty = \"official\" }\ncriterion = []\n".to_owned(),
            4,
            FaultKind::UnknownAct { code: code("qd-9") },
        ),
        (
            "rubrics/a.toml",
            "code = \"a\"\ntitle = \"Mẫu\"\ncitation = { act = \"qd-1\", certainty = \"official\" }\n[[criterion]]\nkey = \"k\"\nlabel = \"K\"\nmax = 10\nstep = 3\n".to_owned(),
            4,
            FaultKind::Rubric(RubricFaultKind::StepMissesMax {
                step: Score(300),
                max: Score(1_000),
            }),
        ),
    ];
    for (path, text, line, kind) in table {
        let mut files = vec![("pack.toml", HEAD)];
        if path != "acts.toml" {
            files.push(("acts.toml", ACT));
        }
        files.push((path, &text));
        let found = told(&files);
        assert!(
            found.contains(&(path.to_owned(), line, kind.clone())),
            "{path}:{line} {kind:?} is not among {found:?}"
        );
    }
    assert_eq!(
        told(&[("acts.toml", ACT)]),
        [("pack.toml".to_owned(), 0, FaultKind::MissingFile)]
    );
}

#[test]
fn a_rule_keeps_within_the_days_of_its_act() {
    let act = format!("{ACT}in_force_from = \"2024-01-01\"\nended_on = \"2025-01-01\"\n");
    for (more, faults) in [
        ("from = \"2023-12-31\"\nuntil = \"2024-12-31\"\n", 1),
        ("from = \"2024-01-01\"\nuntil = \"2024-12-31\"\n", 0),
        ("from = \"2024-01-01\"\nuntil = \"2025-01-01\"\n", 1),
        ("from = \"2024-01-01\"\n", 1),
    ] {
        let rules = rule("a", more);
        let found = told(&[
            ("pack.toml", HEAD),
            ("acts.toml", &act),
            ("rules.toml", &rules),
        ]);
        assert_eq!(found.len(), faults, "{more}: {found:?}");
    }
}

#[test]
fn an_act_belongs_to_one_pack() {
    let files = vec![file("pack.toml", HEAD), file("acts.toml", ACT)];
    let act = Act {
        code: "qd-1".into(),
        ..Act::default()
    };
    let faults = read_pack(files, &[("khac".into(), act)]).unwrap_err();
    assert_eq!(
        faults[0].kind,
        FaultKind::ActOfAnotherPack {
            code: "qd-1".into(),
            pack: "khac".into()
        }
    );
}

fn files_below(folder: &Path, below: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            files_below(&entry.path(), &format!("{name}/"), found);
        } else {
            found.push(name);
        }
    }
}

fn from_disk(code: &str, known: &[(String, Act)]) -> Pack {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../packs")
        .join(code);
    let mut names = Vec::new();
    files_below(&folder, "", &mut names);
    let files = names
        .iter()
        .map(|name| file(name, &std::fs::read_to_string(folder.join(name)).unwrap()))
        .collect();
    read_pack(files, known).unwrap_or_else(|faults| panic!("{code}: {faults:?}"))
}

#[test]
fn every_shipped_pack_is_whole_and_the_nations_is_embedded_file_by_file() {
    let packs = embedded().unwrap();
    let known: Vec<(String, Act)> = packs[0]
        .acts
        .iter()
        .map(|(_, act)| ("vietnam".to_owned(), act.clone()))
        .collect();
    assert!(known.len() > 40);
    for (code, files) in FOLDERS {
        let disk = from_disk(code, if code == "vietnam" { &[] } else { &known });
        let names: Vec<&str> = files
            .iter()
            .filter_map(|file| file.path.strip_prefix(code)?.strip_prefix('/'))
            .collect();
        for file in &disk.files {
            assert!(
                names.contains(&file.path.as_str()),
                "packs/{code}/{} is not named in crates/packs/src/embedded.rs",
                file.path
            );
        }
        assert_eq!(disk.files.len(), names.len(), "{code}");
    }
    for code in ["tuyen-quang", "lap-vo"] {
        assert!(!from_disk(code, &known).rules.is_empty());
    }
}

#[test]
fn the_nation_states_the_base_salary_of_every_day_since_2023() {
    let packs = embedded().unwrap();
    let rules: Vec<_> = packs[0]
        .rules
        .iter()
        .map(|(_, rule)| rule.clone())
        .collect();
    for (day, dong) in [
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 6, 30), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
        (date(2026, 11, 24), 2_530_000),
    ] {
        let rule = rule_on(&rules, "base-salary", &[Scope::Nation], day).unwrap();
        assert_eq!(rule.value, Value::Money { dong }, "{day}");
    }
    let level = |day| rule_on(&rules, "level.district", &[Scope::Nation], day).is_some();
    assert!(level(date(2025, 6, 30)) && !level(date(2025, 7, 1)));
}
