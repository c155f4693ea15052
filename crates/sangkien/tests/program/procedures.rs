//! `sangkien procedure`: files of procedures, and dossiers led through them by answer keys.

use std::path::Path;

use serde_json::Value;

use crate::binary::{printed, run};

/// A file of the national pack.
fn file(name: &str) -> String {
    format!(
        "{}/../../packs/vietnam/procedures/{name}.toml",
        env!("CARGO_MANIFEST_DIR")
    )
}

/// Writes a text into a folder and gives its path.
fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A procedure of the national pack with one passage put in the place of another.
fn altered(folder: &Path, name: &str, from: &str, to: &str) -> String {
    let text = std::fs::read_to_string(file(name)).unwrap();
    assert!(text.contains(from), "{from}");
    written(folder, "altered.toml", &text.replacen(from, to, 1))
}

/// The outcome of a story, and the exit code.
fn simulated(procedure: &str, story: &str) -> (Value, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    let story = written(folder.path(), "story.toml", story);
    let output = run(&[
        "procedure",
        "simulate",
        procedure,
        "--facts",
        &story,
        "--json",
    ]);
    let answer = serde_json::from_str(&printed(&output)).unwrap();
    (answer, output.status.code())
}

fn limit<'a>(answer: &'a Value, key: &str) -> Vec<&'a Value> {
    let limits = answer["limits"].as_array().unwrap().iter();
    limits.filter(|limit| limit["limit"] == key).collect()
}

const FILED: &str = r#"
start = "2026-10-30T09:00+07:00"
[[act]]
at = "2026-11-02T10:00+07:00"
act = "nop"
facts = { tieng_nuoc_ngoai = false, can_y_kien = false }
"#;

#[test]
fn procedures_that_come_with_the_program_have_no_fault() {
    for name in ["publication-licence", "one-stop-certified-copy"] {
        let output = run(&["procedure", "check", &file(name), "--json"]);
        assert_eq!(output.status.code(), Some(0), "{name}");
        let answer: Value = serde_json::from_str(&printed(&output)).unwrap();
        assert_eq!(answer["sound"], true);
    }
}

#[test]
fn a_fault_is_printed_with_its_place_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let faulty = altered(
        folder.path(),
        "publication-licence",
        "de_xuat = 'tu-choi'",
        "de_xuat = 'cap'",
    );
    let output = run(&["procedure", "check", &faulty]);
    assert_eq!(output.status.code(), Some(1));
    let words = printed(&output);
    for expected in [
        "Lỗi: Bước “Thẩm định nội dung bản thảo”, việc “Trình lãnh đạo”, nhánh 1: Nhánh này và nhánh 2 cùng đúng, ví dụ khi Đề xuất của người thẩm định là Cấp giấy phép.",
        "Có trường hợp không nhánh nào đúng, ví dụ khi Đề xuất của người thẩm định là Từ chối cấp giấy phép.",
        "có 2 lỗi.",
    ] {
        assert!(words.contains(expected), "{expected}\n{words}");
    }
    let output = run(&["procedure", "check", &faulty, "--json"]);
    let answer: Value = serde_json::from_str(&printed(&output)).unwrap();
    let codes: Vec<&str> = answer["faults"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|fault| fault["severity"] == "error")
        .map(|fault| fault["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["overlap", "hole"]);

    let unreadable = written(folder.path(), "x.toml", "code = \"a\"\nname = \n");
    let output = run(&["procedure", "check", &unreadable]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).contains("dòng 2"), "{}", printed(&output));
    let output = run(&["procedure", "check", "nowhere.toml"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_diagram_is_written_to_standard_output_or_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let drawing = printed(&run(&[
        "procedure",
        "diagram",
        &file("publication-licence"),
        "--svg",
    ]));
    assert!(drawing.starts_with("<svg "));
    assert!(drawing.contains("Sơ đồ quy trình: Cấp giấy phép xuất bản"));
    assert!(drawing.contains("Thời hạn: 2 ngày làm việc"));
    assert!(drawing.contains("các trường hợp còn"));
    let path = folder.path().join("so-do.svg");
    let out = path.to_str().unwrap();
    let output = run(&[
        "procedure",
        "diagram",
        &file("publication-licence"),
        "--out",
        out,
    ]);
    assert!(output.status.success());
    assert_eq!(
        std::fs::read_to_string(&path).unwrap().trim(),
        drawing.trim()
    );
}

#[test]
fn a_complete_dossier_is_noticed_within_two_working_days_and_licensed_within_ten() {
    // Received on Monday 02/11/2026.
    let (answer, code) = simulated(&file("publication-licence"), FILED);
    assert_eq!(code, Some(0));
    assert_eq!(answer["step"], "kiem-tra-ho-so");
    assert_eq!(limit(&answer, "thong-bao")[0]["last_day"], "2026-11-04");
    assert_eq!(limit(&answer, "cap-phep")[0]["last_day"], "2026-11-16");
}

#[test]
fn the_clock_of_the_licence_stands_while_the_applicant_supplements() {
    let story = format!(
        r#"{FILED}
[[act]]
at = "2026-11-04T16:00+07:00"
act = "yeu-cau-bo-sung"
opinion = "Trang 37 ghi sai địa danh."
"#
    );
    let (answer, _) = simulated(&file("publication-licence"), &story);
    assert_eq!(answer["clock"], "suspended");
    assert_eq!(answer["clock_reason"], "Chờ người đề nghị bổ sung hồ sơ");
    assert_eq!(limit(&answer, "thong-bao")[0]["late"], false);
    assert_eq!(limit(&answer, "cap-phep")[0]["due"], Value::Null);
    // Counted are 3 and 4, 11 and 12, then 17 to 20, 23 and 25 November: the days after each
    // request up to the day of the answer are left out, and the 24th is a holiday.
    let story = format!(
        r#"{story}
[[act]]
at = "2026-11-10T09:00+07:00"
act = "nop-lai"
[[act]]
at = "2026-11-11T09:00+07:00"
act = "tiep-nhan"
[[act]]
at = "2026-11-12T09:00+07:00"
act = "yeu-cau-sua"
opinion = "Trang 112 thiếu bản đồ."
[[act]]
at = "2026-11-16T09:00+07:00"
act = "nop-lai"
[[act]]
at = "2026-11-17T09:00+07:00"
act = "trinh"
opinion = "Đủ điều kiện."
facts = {{ de_xuat = "cap" }}
[[act]]
at = "2026-11-18T09:00+07:00"
act = "ky"
[[act]]
at = "2026-11-18T10:00+07:00"
act = "cap-so"
"#
    );
    let (answer, code) = simulated(&file("publication-licence"), &story);
    assert_eq!(code, Some(0), "{answer}");
    assert_eq!(answer["step"], "tra-ket-qua");
    assert_eq!(answer["delivery"], "ready");
    assert_eq!(answer["pauses"].as_array().unwrap().len(), 2);
    let whole = limit(&answer, "cap-phep")[0];
    assert_eq!(whole["last_day"], "2026-11-25");
    assert_eq!(whole["late"], false);
    assert_eq!(whole["met_at"], "2026-11-18T10:00:00+07:00");
}

#[test]
fn a_licensed_document_is_deposited_before_the_procedure_ends() {
    let story = format!(
        r#"{FILED}
[[act]]
at = "2026-11-03T09:00+07:00"
act = "tiep-nhan"
[[act]]
at = "2026-11-04T09:00+07:00"
act = "trinh"
opinion = "Đủ điều kiện."
facts = {{ de_xuat = "cap" }}
[[act]]
at = "2026-11-05T09:00+07:00"
act = "ky"
[[act]]
at = "2026-11-05T10:00+07:00"
act = "cap-so"
[[act]]
at = "2026-11-06T10:00+07:00"
act = "giao"
[[act]]
at = "2026-12-01T10:00+07:00"
act = "nop"
[[act]]
at = "2026-12-02T10:00+07:00"
act = "kiem-dem"
facts = {{ so_luong_in = 500, so_ban_nop = 2 }}
[[act]]
at = "2026-12-03T10:00+07:00"
act = "nop"
[[act]]
at = "2026-12-04T10:00+07:00"
act = "kiem-dem"
facts = {{ so_luong_in = 500, so_ban_nop = 3 }}
"#
    );
    let (answer, code) = simulated(&file("publication-licence"), &story);
    assert_eq!(code, Some(0), "{answer}");
    assert_eq!(answer["ended"], true);
    assert_eq!(answer["means"], "resolved");
    assert_eq!(
        answer["acts"][7]["to"], "nop-luu-chieu",
        "two of three are too few"
    );
}

#[test]
fn an_act_that_cannot_be_done_is_told_with_the_reason_and_the_story_goes_on() {
    let story = format!(
        r#"{FILED}
[[act]]
at = "2026-11-03T09:00+07:00"
act = "yeu-cau-bo-sung"
[[act]]
at = "2026-11-03T10:00+07:00"
act = "ky"
[[act]]
at = "2026-11-01T10:00+07:00"
act = "tiep-nhan"
[[act]]
at = "2026-11-03T11:00+07:00"
act = "tiep-nhan"
"#
    );
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), "story.toml", &story);
    let output = run(&[
        "procedure",
        "simulate",
        &file("publication-licence"),
        "--facts",
        &path,
    ]);
    assert_eq!(output.status.code(), Some(1));
    let words = printed(&output);
    for expected in [
        "10:00:00 ngày 02/11/2026: Nộp hồ sơ\n  → Kiểm tra tính đầy đủ, hợp lệ (Kiểm tra hồ sơ)",
        "Yêu cầu bổ sung: không thực hiện được. Việc này cần ý kiến bằng lời.",
        "Bước này không có việc đó. Các việc của bước: tiep-nhan,",
        "Thời điểm này đứng trước việc gần nhất",
        "→ Thẩm định nội dung bản thảo",
        "Có thể: Yêu cầu sửa bản thảo → Sửa bản thảo",
        "Thời hạn cấp giấy phép hoặc trả lời từ chối, 10 ngày làm việc",
    ] {
        assert!(words.contains(expected), "{expected}\n{words}");
    }
}

/// Filed at a moment, and led through in the hours of the internal procedure.
fn copy(filed: &str, rest: &str) -> String {
    format!(
        r#"
start = "2026-01-30T07:00+07:00"
[[act]]
at = "{filed}"
act = "nop"
facts = {{ so_ban = 2 }}
{rest}
"#
    )
}

#[test]
fn what_the_one_stop_office_receives_after_three_counts_for_the_next_working_day() {
    let due = |filed: &str| {
        let (answer, _) = simulated(&file("one-stop-certified-copy"), &copy(filed, ""));
        limit(&answer, "giai-quyet")[0]["due"].clone()
    };
    // Office hours are 07:30–11:30 and 13:30–17:00; 02/02/2026 is a Monday.
    for (filed, expected) in [
        ("2026-02-02T08:00+07:00", "2026-02-03T08:30:00+07:00"),
        ("2026-02-02T14:00+07:00", "2026-02-03T14:30:00+07:00"),
        ("2026-02-02T15:00+07:00", "2026-02-03T15:30:00+07:00"),
        ("2026-02-02T15:01+07:00", "2026-02-04T08:00:00+07:00"),
        ("2026-02-06T16:00+07:00", "2026-02-10T08:00:00+07:00"),
    ] {
        assert_eq!(due(filed), expected, "{filed}");
    }
}

#[test]
fn a_copy_is_handed_over_within_two_three_two_and_one_hours() {
    let story = copy(
        "2026-02-02T08:00+07:00",
        r#"
[[act]]
at = "2026-02-02T09:30+07:00"
act = "nhan"
facts = { thu_le_phi = false }
[[act]]
at = "2026-02-02T14:30+07:00"
act = "trinh"
facts = { co_trong_so = true }
[[act]]
at = "2026-02-02T16:45+07:00"
act = "ky"
[[act]]
at = "2026-02-03T08:00+07:00"
act = "tra"
"#,
    );
    let (answer, code) = simulated(&file("one-stop-certified-copy"), &story);
    assert_eq!(code, Some(0), "{answer}");
    assert_eq!(answer["means"], "resolved");
    assert_eq!(answer["delivery"], "delivered");
    // Who lost the hours: the signer had from 14:30 to 16:30.
    for (key, due, late) in [
        ("gio-tiep-nhan", "2026-02-02T10:00:00+07:00", false),
        ("gio-tham-tra", "2026-02-02T14:30:00+07:00", false),
        ("gio-ky", "2026-02-02T16:30:00+07:00", true),
        ("gio-dong-dau", "2026-02-03T08:15:00+07:00", false),
        ("giai-quyet", "2026-02-03T08:30:00+07:00", false),
    ] {
        let limit = limit(&answer, key)[0];
        assert_eq!(
            (&limit["due"], &limit["late"]),
            (&due.into(), &late.into()),
            "{key}"
        );
    }
}

#[test]
fn an_apology_is_owed_when_the_appointed_hour_has_passed() {
    let story = copy("2026-02-02T08:00+07:00", "")
        .replace("start = ", "until = \"2026-02-04T08:00+07:00\"\nstart = ");
    let (answer, _) = simulated(&file("one-stop-certified-copy"), &story);
    let whole = limit(&answer, "giai-quyet")[0];
    assert_eq!(
        (&whole["late"], &whole["apology"]),
        (&true.into(), &true.into())
    );
}

#[test]
fn two_versions_are_compared_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let old = file("publication-licence");
    let same = printed(&run(&["procedure", "compare", &old, &old]));
    assert_eq!(same.trim(), "Hai phiên bản giống nhau.");
    let new = altered(
        folder.path(),
        "publication-licence",
        "amount = 10",
        "amount = 7",
    );
    let words = printed(&run(&["procedure", "compare", &old, &new]));
    assert_eq!(
        words.trim(),
        "Thời hạn “Thời hạn cấp giấy phép hoặc trả lời từ chối”: độ dài từ “10 ngày làm việc” thành “7 ngày làm việc”."
    );
    let output = run(&["procedure", "compare", &old, &new, "--json"]);
    let answer: Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(answer["same"], false);
    assert_eq!(answer["changes"][0]["change"], "length");
    assert_eq!(answer["changes"][0]["old"]["amount"], 10);
}
