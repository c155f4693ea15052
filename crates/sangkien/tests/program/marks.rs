//! `rubric`, `agreement` and `ballot` as somebody types them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sangkien_ballot::{Export, Paper, SigningKey, Urn, Vote};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::binary::{printed, run};

const RUBRICS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/vietnam/rubrics");

fn told(arguments: &[&str], code: i32) -> Value {
    let output = run(&[arguments, &["--json"]].concat());
    assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    serde_json::from_str(&printed(&output)).unwrap()
}

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn every_shipped_rubric_passes_the_check() {
    let mut checked = 0;
    for entry in std::fs::read_dir(RUBRICS).unwrap() {
        let path = entry.unwrap().path();
        let found = told(&["rubric", "check", path.to_str().unwrap()], 0);
        assert_eq!(found["sound"], true);
        checked += 1;
    }
    assert_eq!(checked, 10);
}

#[test]
fn faults_of_a_rubric_are_told_with_their_lines() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(format!("{RUBRICS}/da-nang-2026.toml")).unwrap();
    let broken = text.replace(
        "from = 21, to = 30, label = \"Tương tự",
        "from = 22, to = 31, label = \"Tương tự",
    );
    let broken = broken.replace("scale = 100", "scale = 110");
    let path = file(folder.path(), "sai.toml", &broken);
    let found = told(&["rubric", "check", path.to_str().unwrap()], 1);
    let faults: Vec<(u64, &str)> = found["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| {
            (
                fault["line"].as_u64().unwrap(),
                fault["text"].as_str().unwrap(),
            )
        })
        .collect();
    let line = broken
        .lines()
        .position(|line| line == "[[criterion]]")
        .unwrap() as u64
        + 1;
    let lines: Vec<u64> = faults.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [0, line, line], "{faults:?}");
    for (fault, words) in faults.iter().zip([
        "thang điểm ghi 110, nhưng điểm tối đa cộng lại là 100.",
        "điểm 21 không thuộc mức nào.",
        "điểm 31 thuộc hai mức.",
    ]) {
        assert!(fault.1.ends_with(words), "{fault:?}");
    }
    let output = run(&["rubric", "check", path.to_str().unwrap()]);
    assert!(printed(&output).starts_with("Thang điểm có 3 lỗi"));
}

#[test]
fn sheets_become_results_with_their_reasons() {
    let folder = tempfile::tempdir().unwrap();
    let sheets = "dossier;member;novelty;applicability;benefit\n\
        SK-1;Ủy viên mẫu 01;33;28;27\nSK-1;Ủy viên mẫu 02;34;28;28\nSK-1;Ủy viên mẫu 03;31;27;26\n\
        SK-2;Ủy viên mẫu 01;29;30;30\nSK-3;Ủy viên mẫu 01;41;30;30\n";
    let sheets = file(folder.path(), "phieu.csv", sheets);
    let rubric = format!("{RUBRICS}/da-nang-2026.toml");
    let asked = [
        "rubric",
        "score",
        "--rubric",
        &rubric,
        "--sheets",
        sheets.to_str().unwrap(),
    ];
    let found = told(&asked, 1);
    let dossiers = found["dossiers"].as_array().unwrap();
    assert_eq!(dossiers[0]["total_hundredths"], 8_733);
    assert_eq!(dossiers[0]["class"], "Loại A");
    assert_eq!(dossiers[0]["sheets"][1]["total_hundredths"], 9_000);
    assert_eq!(dossiers[1]["standing"], "pass");
    assert_eq!(dossiers[1]["class"], Value::Null);
    assert_eq!(
        dossiers[2]["fault"],
        "Phiếu thứ 1: Điểm “Tính mới” phải từ 0 đến 40."
    );
    let words = printed(&run(&asked));
    assert!(words.contains("SK-1: 87,33 điểm, Loại A. Đạt."), "{words}");
    assert!(words.contains("hội đồng quyết định mức xếp loại"));
}

#[test]
fn agreement_is_figured_and_read_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let text = include_str!("../../../panel/tests/data/agreement.json");
    let data: Value = serde_json::from_str(text).unwrap();
    let set = &data["sets"][1];
    let mut sheets = "dossier,member,score\n".to_owned();
    for (dossier, row) in set["marks"].as_array().unwrap().iter().enumerate() {
        for (member, mark) in row.as_array().unwrap().iter().enumerate() {
            let points = mark.as_i64().unwrap() / 100;
            let _ = writeln!(sheets, "SK-{dossier},Ủy viên mẫu {member},{points}");
        }
    }
    let sheets = file(folder.path(), "phieu.csv", &sheets);
    let asked = ["agreement", "--sheets", sheets.to_str().unwrap()];
    let found = told(&asked, 0);
    for (figure, level) in found["agreement"]
        .as_array()
        .unwrap()
        .iter()
        .zip(["nominal", "ordinal", "interval"])
    {
        let (found, wanted) = (
            figure["alpha"].as_f64().unwrap(),
            set[level].as_f64().unwrap(),
        );
        assert!((found - wanted).abs() < 1e-9, "{level}");
    }
    assert_eq!(found["members"].as_array().unwrap().len(), 5);
    let words = printed(&run(&asked));
    assert!(
        words.contains("0,870") && words.contains("chấm thống nhất"),
        "{words}"
    );
}

/// A vote of three members held by the functions that pages call.
fn export() -> (Export, String) {
    let mut drawn = 0_u64;
    let mut entropy = || {
        drawn += 1;
        Sha256::digest(drawn.to_be_bytes()).into()
    };
    let vote = Vote {
        id: "phien-1/SK-01".into(),
        question: "Công nhận sáng kiến SK-01".into(),
        choices: vec!["for".into(), "against".into()],
        roll: (1..=3)
            .map(|number| format!("Ủy viên mẫu {number:02}"))
            .collect(),
    };
    let key = SigningKey::generate(&mut entropy).unwrap();
    let checking = key.checking_key().unwrap();
    let (mut urn, mut papers, mut receipt) = (Urn::default(), Vec::new(), String::new());
    for (member, choice) in vote.roll.iter().zip(["for", "against", "for"]) {
        let paper = Paper::fill(&vote, &checking, choice, &mut entropy).unwrap();
        papers.push(paper.issued(member));
        let signed = key.sign(paper.blinded(), &mut entropy).unwrap();
        let ballot = paper.finish(&checking, &signed).unwrap();
        receipt = ballot.receipt();
        urn.put(ballot, &vote, &checking).unwrap();
    }
    (
        Export::seal(vote, &checking, papers, &urn).unwrap(),
        receipt,
    )
}

#[test]
fn a_secret_vote_is_verified_from_its_export_seal_and_receipt() {
    let folder = tempfile::tempdir().unwrap();
    let (export, receipt) = export();
    let path = file(
        folder.path(),
        "phieu-kin.json",
        &serde_json::to_string(&export).unwrap(),
    );
    let path = path.to_str().unwrap();
    let asked = [
        "ballot",
        "verify",
        path,
        "--seal",
        &export.seal,
        "--receipt",
        &receipt,
    ];
    let found = told(&asked, 0);
    assert_eq!(
        (&found["papers"], &found["genuine"]),
        (&3.into(), &3.into())
    );
    assert_eq!(
        found["tally"],
        serde_json::json!({ "for": 2, "against": 1 })
    );
    assert!(printed(&run(&["ballot", "verify", path])).contains(&export.seal));

    let mut altered = export.clone();
    altered.ballots[0].choice = if altered.ballots[0].choice == "for" {
        "against"
    } else {
        "for"
    }
    .into();
    file(
        folder.path(),
        "phieu-kin.json",
        &serde_json::to_string(&altered).unwrap(),
    );
    let found = told(&asked, 1);
    let words = found["faults"].to_string();
    assert!(
        words.contains("phiếu giả hoặc đã bị sửa") && words.contains("Niêm phong"),
        "{words}"
    );
    file(folder.path(), "phieu-kin.json", "{}");
    assert_eq!(run(&asked).status.code(), Some(2));
}
