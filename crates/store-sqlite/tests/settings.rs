//! Settings and files of the SQLite driver.

use sangkien_app::port::{Store as _, StoreError};
use sangkien_store_sqlite::SqliteStore;

#[tokio::test]
async fn every_commit_is_on_disk_before_it_returns() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("test.db"))
        .await
        .unwrap();
    let report = store.pragma_report().await.unwrap();
    assert_eq!(report.journal_mode, "wal");
    assert_eq!(report.synchronous, 2);
    assert_eq!(report.foreign_keys, 1);
    assert_eq!(report.busy_timeout, 5_000);
    assert_eq!(report.query_only, 0);
    assert!(!report.version.is_empty());
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let content = "đây không phải là cơ sở dữ liệu ".repeat(100);
    std::fs::write(&path, &content).unwrap();
    let outcome = SqliteStore::open(&path).await;
    assert!(
        matches!(outcome, Err(StoreError::Damaged(_))),
        "{outcome:?}"
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), content);
}

#[tokio::test]
async fn a_folder_that_is_not_there_makes_the_store_unavailable() {
    let folder = tempfile::tempdir().unwrap();
    let outcome = SqliteStore::open(&folder.path().join("không có/test.db")).await;
    assert!(matches!(outcome, Err(StoreError::Unavailable(_))));
}

#[tokio::test]
async fn a_closed_store_is_not_ready() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("test.db"))
        .await
        .unwrap();
    store.ready().await.unwrap();
    store.close().await;
    assert!(matches!(
        store.ready().await,
        Err(StoreError::Unavailable(_))
    ));
}

#[tokio::test]
async fn what_was_committed_is_there_after_the_program_ends_without_closing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let store = SqliteStore::open(&path).await.unwrap();
    let mut work = store.begin().await.unwrap();
    work.set_setting("k", "1").await.unwrap();
    work.commit().await.unwrap();
    let mut unfinished = store.begin().await.unwrap();
    unfinished.set_setting("k", "2").await.unwrap();

    // A copy of the files is what a power cut would leave.
    let copy = folder.path().join("copy.db");
    std::fs::copy(&path, &copy).unwrap();
    std::fs::copy(path.with_extension("db-wal"), copy.with_extension("db-wal")).unwrap();
    let store = SqliteStore::open(&copy).await.unwrap();
    let mut read = store.read().await.unwrap();
    assert_eq!(read.setting("k").await.unwrap().as_deref(), Some("1"));
}
