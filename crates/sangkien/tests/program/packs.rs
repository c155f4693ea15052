//! Packs on the command line: checked, compared and loaded into a running sample instance's data.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::binary::{Running, printed, run};

fn shipped(code: &str) -> String {
    format!("{}/../../packs/{code}", env!("CARGO_MANIFEST_DIR"))
}

fn json(arguments: &[&str], code: i32) -> Value {
    let output = run(arguments);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {printed}");
    serde_json::from_str(printed.trim()).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_pack_is_checked_with_file_and_line_and_an_exit_code() {
    assert!(printed(&run(&["pack", "check", &shipped("vietnam")])).contains("không có lỗi"));
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new(&shipped("lap-vo")), folder.path());
    let rules = folder.path().join("rules.toml");
    let text = fs::read_to_string(&rules).unwrap();
    fs::write(&rules, text.replace("lap-vo-2026", "khong-co")).unwrap();
    let path = folder.path().to_str().unwrap();
    let output = run(&["pack", "check", path]);
    assert_eq!(output.status.code(), Some(1));
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        words.contains("rules.toml, dòng 3: không có văn bản mã “khong-co”."),
        "{words}"
    );
    let found = json(&["pack", "check", path, "--json"], 1);
    assert_eq!(found["faults"][0]["line"], 3);
}

#[test]
fn a_pack_is_compared_loaded_and_loaded_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let demo = Running::start("demo", &data, &["--at", "b"]);
    assert!(demo.stop());
    let pack = folder.path().join("vietnam");
    copy(Path::new(&shipped("vietnam")), &pack);
    let (data, path) = (data.to_str().unwrap(), pack.to_str().unwrap());
    let ask = |what: &str, code| json(&["pack", what, path, "--data", data, "--json"], code);
    assert_eq!(ask("diff", 0)["same"], true);
    // The salary changes again: the old row gets its last day, a new one begins.
    let rules = pack.join("rules.toml");
    let mut text = fs::read_to_string(&rules).unwrap();
    text = text.replacen(
        "from = \"2026-07-01\"\nact = \"nd-161-2026\"",
        "from = \"2026-07-01\"\nuntil = \"2027-06-30\"\nact = \"nd-161-2026\"",
        1,
    );
    text.push_str(
        "\n[[rule]]\nkey = \"base-salary\"\nname = \"Mức lương cơ sở\"\nvalue = { money = 2700000 }\n\
         unit = \"đồng/tháng\"\nfrom = \"2027-07-01\"\nact = \"nd-161-2026\"\ncertainty = \"unverified\"\n",
    );
    fs::write(&rules, &text).unwrap();
    let diff = ask("diff", 0);
    let moved: Vec<&str> = diff["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["moved"].as_str().unwrap())
        .collect();
    assert_eq!(moved, ["ended", "added"]);
    let kept = diff["kept"].as_array().unwrap();
    assert!(!kept.is_empty() && diff["limits_moved"] == 0, "{diff}");
    assert_eq!(ask("diff", 0), diff, "comparing changes nothing");
    assert_eq!(ask("load", 0)["loaded"], true);
    let again = ask("load", 0);
    assert_eq!(
        (&again["loaded"], &again["same"]),
        (&false.into(), &true.into())
    );
    // One fault and nothing of the pack is loaded.
    fs::write(&rules, format!("{text}\n[[rule]]\nkey = \"a\"\n")).unwrap();
    assert_eq!(ask("load", 1)["sound"], false);
    let verified = json(&["audit", "verify", "--data", data, "--json"], 0);
    assert_eq!(verified["sound"], true);
}
