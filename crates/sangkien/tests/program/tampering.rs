//! What somebody with the database in hand cannot hide.

use std::path::Path;

use serde_json::Value;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::binary::{Running, printed, run};

/// Runs statements in the database of `data`, guards of the schema taken away first.
async fn tamper(data: &Path, statements: &str) {
    let mut raw = SqliteConnectOptions::new()
        .filename(data.join("sangkien.db"))
        .connect()
        .await
        .unwrap();
    let sql = format!(
        "DROP TRIGGER IF EXISTS audit_event_append_only_update;
         DROP TRIGGER IF EXISTS audit_event_append_only_delete;
         DROP TRIGGER IF EXISTS audit_head_forward;
         DROP TRIGGER IF EXISTS audit_head_keep;
         {statements}"
    );
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(&mut raw)
        .await
        .unwrap();
    raw.close().await.unwrap();
}

fn verify(data: &Path) -> (i32, Value) {
    let output = run(&[
        "audit",
        "verify",
        "--json",
        "--data",
        data.to_str().unwrap(),
    ]);
    let found = serde_json::from_str(&printed(&output)).unwrap();
    (output.status.code().unwrap(), found)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[tokio::test]
async fn verification_finds_every_edit_cut_and_reorder() {
    let folder = tempfile::tempdir().unwrap();
    let sound = folder.path().join("sound");
    assert!(Running::start("demo", &sound, &["--at", "a"]).stop());
    let (code, found) = verify(&sound);
    assert_eq!((code, &found["sound"]), (0, &Value::Bool(true)), "{found}");
    let last = found["last_position"].as_i64().unwrap();

    let cases = [
        (
            "edited",
            "UPDATE audit_event SET payload = replace(payload, '\"source\":\"local\"', '\"source\":\"::1\"') \
             WHERE position = 8"
                .to_owned(),
            "đã bị sửa",
        ),
        (
            "moved in time",
            "UPDATE audit_event SET at = at - 1 WHERE position = 7".to_owned(),
            "đã bị sửa",
        ),
        (
            "removed",
            "DELETE FROM audit_event WHERE position = 9".to_owned(),
            "Thiếu sự kiện số 9",
        ),
        (
            "reordered",
            "UPDATE audit_event SET position = 1000000 WHERE position = 11;
             UPDATE audit_event SET position = 11 WHERE position = 12;
             UPDATE audit_event SET position = 12 WHERE position = 1000000"
                .to_owned(),
            "đã bị sửa",
        ),
        (
            "cut at the end, head and all",
            format!(
                "DELETE FROM audit_event WHERE position > {last} - 3;
                 UPDATE audit_head SET position = {last} - 3,
                     hash = (SELECT hash FROM audit_event WHERE position = {last} - 3)"
            ),
            "bị cắt bớt",
        ),
    ];
    for (what, statements, words) in cases {
        let data = folder.path().join(what);
        copy(&sound, &data);
        tamper(&data, &statements).await;
        let (code, found) = verify(&data);
        assert_eq!(code, 1, "{what}: {found}");
        assert!(
            found["faults"].to_string().contains(words),
            "{what}: {found}"
        );
    }

    let data = folder.path().join("hidden from searches");
    copy(&sound, &data);
    tamper(&data, "UPDATE audit_event SET act = 'x' WHERE position = 5").await;
    let (code, found) = verify(&data);
    assert_eq!(code, 1, "{found}");
    assert_eq!(
        found["unreadable_events"],
        serde_json::json!([5]),
        "{found}"
    );

    let data = folder.path().join("forged checkpoint");
    copy(&sound, &data);
    std::fs::write(data.join("secret.key"), [1; 32]).unwrap();
    let (code, found) = verify(&data);
    assert_eq!(code, 1, "{found}");
    assert!(
        found["faults"]
            .to_string()
            .contains("không có chữ ký hợp lệ")
    );
}
