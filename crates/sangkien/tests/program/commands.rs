//! What each command prints.

use std::path::Path;

use serde_json::Value;

use crate::binary::{Running, command, printed, run};

#[test]
fn help_names_every_command_in_vietnamese_and_english() {
    let help = printed(&run(&["--help"]));
    for words in [
        "demo",
        "Chạy bản trình diễn",
        "Serve an instance with sample data",
        "serve",
        "Phục vụ hệ thống thật",
        "Serve a real instance",
        "user",
        "Quản lý người dùng",
        "Manage people",
        "council",
        "Hội đồng sáng kiến",
        "Councils",
        "audit",
        "Nhật ký kiểm tra",
        "The audit log",
        "config",
        "Cấu hình",
        "The configuration",
        "limit",
        "Tính ngày hết hạn",
        "Count when a limit ends",
        "export",
        "Xuất dữ liệu",
        "Export data",
    ] {
        assert!(help.contains(words), "{words}:\n{help}");
    }
    for (path, words) in [
        (
            ["user", "invite"],
            ["đường dẫn đặt mật khẩu", "one-time link"],
        ),
        (
            ["council", "seat"],
            ["hội đồng của một đợt", "council of a round"],
        ),
        (["audit", "verify"], ["chuỗi băm", "hash chain"]),
        (
            ["config", "check"],
            ["khóa lạ là lỗi", "unknown key is an error"],
        ),
        (
            ["config", "dump"],
            ["giá trị bí mật được che", "secrets masked"],
        ),
        (["export", "registry"], ["bảng tính XLSX", "as XLSX"]),
        (
            ["procedure", "check"],
            ["mọi lỗi kèm vị trí", "every fault with its place"],
        ),
        (["procedure", "diagram"], ["dạng SVG", "as SVG"]),
        (["procedure", "simulate"], ["hồ sơ mẫu", "sample dossier"]),
        (["procedure", "compare"], ["hai phiên bản", "two versions"]),
    ] {
        let help = printed(&run(&[path[0], path[1], "--help"]));
        for word in words {
            assert!(help.contains(word), "{path:?} {word}:\n{help}");
        }
    }
}

#[test]
fn an_unknown_key_of_the_configuration_stops_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sangkien.toml");
    std::fs::write(&file, "lisen = \"127.0.0.1:1\"\n").unwrap();
    let file = file.to_str().unwrap();
    for path in [["config", "check"], ["config", "dump"], ["audit", "verify"]] {
        let output = run(&[path[0], path[1], "--config", file]);
        assert_eq!(output.status.code(), Some(2), "{path:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("lisen"));
    }
    let output = command(&["config", "check"])
        .env("SANGKIEN_DATABSE", "x")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}

fn files_below(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| {
            if entry.path().is_dir() {
                files_below(&entry.path())
            } else {
                1
            }
        })
        .sum()
}

#[test]
fn a_demo_is_filled_resumed_verified_exported_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let demo = Running::start("demo", &data, &["--at", "2024-06-15T08:00+07:00"]);
    assert_eq!(demo.ready["resumed"], false);
    assert_eq!(demo.ready["skipped"], serde_json::json!([]));
    assert!(
        demo.ready["clock"]
            .as_str()
            .unwrap()
            .starts_with("2024-06-15T08:00")
    );
    let links = demo.ready["links"].as_array().unwrap().clone();
    assert!(links.len() >= 10, "{links:?}");
    assert!(demo.stop(), "a demo told to stop ends well");

    let again = Running::start("demo", &data, &["--at", "a"]);
    assert_eq!(again.ready["resumed"], true);
    assert_eq!(again.ready["played"], 0, "time does not run back");
    let tokens = |links: &Value| -> Vec<String> {
        let links = links.as_array().unwrap().iter();
        links
            .map(|link| {
                link["link"]
                    .as_str()
                    .unwrap()
                    .rsplit('/')
                    .next()
                    .unwrap()
                    .to_owned()
            })
            .collect()
    };
    assert_eq!(tokens(&again.ready["links"]), tokens(&Value::from(links)));
    assert!(again.stop());

    let data = data.to_str().unwrap();
    let verified = run(&["audit", "verify", "--json", "--data", data]);
    let found: Value = serde_json::from_str(&printed(&verified)).unwrap();
    assert_eq!(found["sound"], true, "{found}");
    assert!(found["checkpoints"].as_u64().unwrap() > 0);
    let list = run(&["export", "registry", "--json", "--data", data]);
    let entries: Value = serde_json::from_str(&printed(&list)).unwrap();
    assert!(entries.as_array().unwrap().len() > 5);
    let sheet = run(&["export", "registry", "--data", data]);
    assert!(sheet.stdout.starts_with(b"PK"), "a workbook is a ZIP file");

    let removed = run(&["demo", "--remove", "--json", "--data", data]);
    assert!(removed.status.success());
    let list = run(&["export", "registry", "--json", "--data", data]);
    assert_eq!(printed(&list).trim(), "[]");
    assert_eq!(files_below(&folder.path().join("demo/files")), 0);
    assert!(
        run(&["audit", "verify", "--data", data]).status.success(),
        "the log tells it was there"
    );
    let twice = run(&["demo", "--remove", "--data", data]);
    assert_eq!(twice.status.code(), Some(2));
}

#[test]
fn a_command_beside_a_server_makes_no_database_where_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    for command in [["audit", "verify"], ["export", "registry"]] {
        let output = run(&[command[0], command[1], "--json", "--data", data]);
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        assert!(printed(&output).contains("error"));
    }
    assert_eq!(files_below(folder.path()), 0);
}

#[test]
fn the_page_about_the_command_line_names_every_key_and_command() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/command-line.md");
    let page = std::fs::read_to_string(path).unwrap();
    for key in &sangkien::config::KEYS {
        let default = if key.default.is_empty() {
            " |".to_owned()
        } else {
            format!(" `{}`", key.default)
        };
        let row = format!("| `{}` | `{}` |{default}", key.name, key.variable());
        assert!(page.contains(&row), "{row}");
    }
    for command in [
        "demo",
        "demo --remove",
        "serve",
        "user invite",
        "council seat",
        "audit verify",
        "config check",
        "config dump",
        "limit",
        "text decode",
        "text extract",
        "overlap index",
        "overlap query",
        "overlap stats",
        "overlap sweep",
        "overlap remove",
        "check",
        "export registry",
        "procedure check",
        "procedure diagram",
        "procedure simulate",
        "procedure compare",
        "rubric check",
        "rubric score",
        "agreement",
        "ballot verify",
    ] {
        assert!(page.contains(&format!("`sangkien {command}`")), "{command}");
    }
}

#[test]
fn a_document_is_made_from_its_sample_and_names_what_its_data_lack() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let sample = printed(&run(&["document", "sample", "decision"]));
    std::fs::write(path("decision.json"), &sample).unwrap();
    let (data, pdf, docx) = (path("decision.json"), path("d.pdf"), path("d.docx"));
    let arguments = [
        "document", "render", "decision", "--data", &data, "--pdf", &pdf, "--docx", &docx, "--json",
    ];
    let told: Value = serde_json::from_str(&printed(&run(&arguments))).unwrap();
    assert_eq!(told["written"].as_array().unwrap().len(), 2);
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
    assert!(std::fs::read(&docx).unwrap().starts_with(b"PK"));

    std::fs::write(&data, "{\"body\": \"Xã mẫu\"}").unwrap();
    std::fs::remove_file(&pdf).unwrap();
    let refused = run(&[
        "document", "render", "decision", "--data", &data, "--pdf", &pdf,
    ]);
    let words = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(2), "{words}");
    assert!(
        words.contains("Dữ liệu còn thiếu: articles, authority, date"),
        "{words}"
    );
    assert!(!Path::new(&pdf).exists());
}

#[test]
fn what_the_disk_does_not_take_is_an_error_and_a_closed_pipe_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (note, corpus, index) = (path("note.txt"), path("corpus.jsonl"), path("index"));
    std::fs::write(&note, "Giải pháp mẫu về sắp xếp hồ sơ.").unwrap();
    let line = serde_json::json!({ "id": 1, "text": "Giải pháp mẫu về sắp xếp hồ sơ." });
    std::fs::write(&corpus, format!("{line}\n")).unwrap();
    assert!(run(&["overlap", "index", &corpus, &index]).status.success());
    let query = path("query.jsonl");
    let line = serde_json::json!({ "qid": 1, "text": "Giải pháp mẫu về sắp xếp hồ sơ." });
    std::fs::write(&query, format!("{line}\n")).unwrap();
    let commands: [&[&str]; 8] = [
        &["text", "decode", &note],
        &["text", "extract", &note],
        &["text", "extract", &note, "--json"],
        &["document", "sample", "decision"],
        &["overlap", "stats", &index],
        &["overlap", "sweep", &index],
        &["overlap", "query", &index, &query],
        &["check", &note, "--index", &index, "--html"],
    ];
    for arguments in commands {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let output = command(arguments).stdout(full.unwrap()).output().unwrap();
        let words = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {words}");
        assert!(
            words.contains("Không in được kết quả"),
            "{arguments:?}: {words}"
        );
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = command(arguments).stdout(writer).output().unwrap();
        let words = String::from_utf8(output.stderr).unwrap();
        assert!(!words.contains("panicked"), "{arguments:?}: {words}");
    }
}
