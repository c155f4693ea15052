//! Procedures and their versions.

use std::sync::Arc;

use sangkien_app::port::{Edit, Work};
use sangkien_app::record::{ProcedureText, ProcedureVersion, StoredProcedure, VersionStatus};
use sangkien_domain::id::{PersonId, ProcedureVersionId};
use sangkien_domain::time::Instant;

use super::samples::{commit, fresh, now};
use super::{Bench, World, assert_stale, refused_by};

fn procedure(code: &str) -> StoredProcedure {
    StoredProcedure {
        id: fresh(),
        code: code.into(),
        name: "Thủ tục mẫu".into(),
        created_at: now(),
    }
}

fn draft(of: &StoredProcedure, number: u32) -> ProcedureText {
    ProcedureText {
        version: ProcedureVersion {
            id: fresh(),
            procedure: of.id,
            number,
            status: VersionStatus::Draft,
            sha256: "a".repeat(64),
            revision: 1,
            active_from: None,
            active_to: None,
            note: "Bản mẫu".into(),
            edited_by: None,
            edited_by_name: String::new(),
            edited_at: now(),
        },
        document: format!("number = {number}\nname = \"Thủ tục mẫu\"\n"),
    }
}

/// A procedure with a draft that a person has edited.
pub(super) fn sample_procedure(by: PersonId) -> (StoredProcedure, ProcedureText) {
    let procedure = procedure("mau");
    let mut text = draft(&procedure, 1);
    text.version.edited_by = Some(by);
    (procedure, text)
}

/// Versions of one procedure, checked and ready to be activated.
async fn checked(bench: &dyn Bench, count: u32) -> (StoredProcedure, Vec<ProcedureVersionId>) {
    let procedure = procedure("mau");
    let mut work = bench.store().begin().await.unwrap();
    work.insert_procedure(&procedure).await.unwrap();
    let mut ids = Vec::new();
    for number in 1..=count {
        let mut text = draft(&procedure, number);
        text.version.status = VersionStatus::Checked;
        work.insert_procedure_version(&text).await.unwrap();
        ids.push(text.version.id);
    }
    commit(work).await;
    (procedure, ids)
}

fn nobody() -> Edit {
    Edit {
        by: None,
        at: now(),
    }
}

/// A moment some days after that of the tests.
fn day(number: i64) -> Instant {
    now().plus_seconds(number * 86_400)
}

async fn activate(
    work: &mut dyn Work,
    id: ProcedureVersionId,
    seen: i64,
    from: i64,
    to: Option<i64>,
) -> sangkien_app::port::Stored<()> {
    let range = (Some(day(from)), to.map(day));
    work.set_procedure_status(id, seen, VersionStatus::Active, range, nobody())
        .await
}

/// Procedures by code, versions latest first, the text as it was written.
pub async fn procedures_and_versions_come_back_as_stored(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (second, first) = (procedure("sang-kien"), procedure("1.003868"));
    let mut work = bench.store().begin().await.unwrap();
    for known in [&second, &first] {
        work.insert_procedure(known).await.unwrap();
    }
    let mut text = draft(&first, 1);
    text.version.edited_by = Some(world.author);
    work.insert_procedure_version(&text).await.unwrap();
    let later = draft(&first, 2);
    work.insert_procedure_version(&later).await.unwrap();
    text.version.edited_by_name = "Tác giả mẫu 01".into();
    assert_eq!(work.procedures().await.unwrap(), [first.clone(), second]);
    let found = work.procedure_by_code("1.003868").await.unwrap();
    assert_eq!(found.as_ref(), Some(&first));
    assert_eq!(work.procedure_by_code("khác").await.unwrap(), None);
    let versions = [later.version, text.version.clone()];
    assert_eq!(work.procedure_versions(first.id).await.unwrap(), versions);
    assert_eq!(work.all_procedure_versions().await.unwrap(), versions);
    let found = work.procedure_version(text.version.id).await.unwrap();
    assert_eq!(found, Some(text));
    work.rename_procedure(first.id, "Tên mới").await.unwrap();
    assert_eq!(work.procedures().await.unwrap()[0].name, "Tên mới");
}

/// A code belongs to one procedure, a number to one version.
pub async fn a_code_and_a_version_number_are_given_once(bench: Arc<dyn Bench>) {
    World::build(bench.store()).await;
    let (procedure, _) = checked(&*bench, 1).await;
    let mut work = bench.store().begin().await.unwrap();
    let again = StoredProcedure {
        id: fresh(),
        ..procedure.clone()
    };
    assert_eq!(
        refused_by(work.insert_procedure(&again).await),
        "procedure_code_unique"
    );
    drop(work);
    let mut work = bench.store().begin().await.unwrap();
    assert_eq!(
        refused_by(work.insert_procedure_version(&draft(&procedure, 1)).await),
        "procedure_version_procedure_id_number_unique"
    );
}

/// The second of two people who edit one draft changes nothing.
pub async fn a_draft_saved_from_an_old_revision_is_refused(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let procedure = procedure("mau");
    let mut text = draft(&procedure, 1);
    let mut work = bench.store().begin().await.unwrap();
    work.insert_procedure(&procedure).await.unwrap();
    work.insert_procedure_version(&text).await.unwrap();
    let edit = Edit {
        by: Some(world.author),
        at: day(1),
    };
    text.document = "number = 7\n".into();
    text.version.sha256 = "b".repeat(64);
    work.save_procedure_draft(&text, 1, edit).await.unwrap();
    let other = ProcedureText {
        document: "number = 8\n".into(),
        ..text.clone()
    };
    assert_stale(work.save_procedure_draft(&other, 1, edit).await);
    let found = work.procedure_version(text.version.id).await.unwrap();
    let found = found.unwrap();
    assert_eq!(found.document, text.document);
    assert_eq!(found.version.revision, 2);
    assert_eq!(found.version.edited_by, Some(world.author));
    assert_eq!(found.version.edited_at, day(1));
    let range = (None, None);
    let id = text.version.id;
    let stale = work
        .set_procedure_status(id, 1, VersionStatus::Checked, range, edit)
        .await;
    assert_stale(stale);
}

/// What has been checked is no draft any more, past the ports neither.
pub async fn the_text_of_a_checked_version_is_fixed(bench: Arc<dyn Bench>) {
    World::build(bench.store()).await;
    let (procedure, ids) = checked(&*bench, 1).await;
    let mut text = draft(&procedure, 1);
    text.version.id = ids[0];
    text.document = "number = 7\n".into();
    let mut work = bench.store().begin().await.unwrap();
    assert_stale(work.save_procedure_draft(&text, 1, nobody()).await);
    drop(work);
    let refusal = bench
        .run("UPDATE procedure_version SET document = 'x'")
        .await
        .unwrap_err();
    assert!(
        refusal.contains("procedure_version_text_fixed"),
        "{refusal}"
    );
    bench
        .run("UPDATE procedure_version SET note = 'x'")
        .await
        .unwrap();
}

/// A version is in force from its first moment to just before its last.
pub async fn the_active_version_is_that_of_the_moment(bench: Arc<dyn Bench>) {
    World::build(bench.store()).await;
    let (_, ids) = checked(&*bench, 2).await;
    let mut work = bench.store().begin().await.unwrap();
    activate(&mut *work, ids[0], 1, 1, Some(5)).await.unwrap();
    activate(&mut *work, ids[1], 1, 5, None).await.unwrap();
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    let (a, b) = (Some(ids[0]), Some(ids[1]));
    let moments = [
        (day(0), None),
        (day(1).plus_seconds(-1), None),
        (day(1), a),
        (day(5).plus_seconds(-1), a),
        (day(5), b),
        (day(5_000), b),
    ];
    for (at, expected) in moments {
        let found = read.active_procedure("mau", at).await.unwrap();
        assert_eq!(found.map(|text| text.version.id), expected, "{at:?}");
    }
    let found = read.active_procedure("khác", day(5)).await.unwrap();
    assert_eq!(found, None);
}

/// Two versions of one procedure are never in force at once, whatever the order of their ranges.
pub async fn two_active_ranges_of_a_procedure_never_overlap(bench: Arc<dyn Bench>) {
    World::build(bench.store()).await;
    let (procedure, ids) = checked(&*bench, 2).await;
    let mut work = bench.store().begin().await.unwrap();
    activate(&mut *work, ids[0], 1, 10, Some(20)).await.unwrap();
    commit(work).await;
    let overlapping = [
        (5, Some(11)),
        (10, Some(20)),
        (12, Some(15)),
        (19, None),
        (5, None),
    ];
    for (from, to) in overlapping {
        let mut work = bench.store().begin().await.unwrap();
        let outcome = activate(&mut *work, ids[1], 1, from, to).await;
        assert_eq!(refused_by(outcome), "procedure_version_one_active");
        drop(work);
        let mut work = bench.store().begin().await.unwrap();
        let mut text = draft(&procedure, 3);
        text.version.status = VersionStatus::Active;
        text.version.active_from = Some(day(from));
        text.version.active_to = to.map(day);
        let outcome = work.insert_procedure_version(&text).await;
        assert_eq!(refused_by(outcome), "procedure_version_one_active");
    }
    for (from, to) in [(1, Some(10)), (20, None)] {
        let mut work = bench.store().begin().await.unwrap();
        activate(&mut *work, ids[1], 1, from, to).await.unwrap();
    }
}

/// Of two activations at the same time one is refused.
pub async fn of_two_activations_at_once_one_is_refused(bench: Arc<dyn Bench>) {
    World::build(bench.store()).await;
    let (_, ids) = checked(&*bench, 2).await;
    let mut tasks = Vec::new();
    for id in ids {
        let bench = Arc::clone(&bench);
        tasks.push(tokio::spawn(async move {
            let mut work = bench.store().begin().await.unwrap();
            match activate(&mut *work, id, 1, 1, None).await {
                Ok(()) => work.commit().await.is_ok(),
                Err(_) => false,
            }
        }));
    }
    let mut done = 0;
    for task in tasks {
        done += usize::from(task.await.unwrap());
    }
    assert_eq!(done, 1);
}

/// A range belongs to what was activated, and runs forward.
pub async fn a_range_that_makes_no_sense_is_refused(bench: Arc<dyn Bench>) {
    World::build(bench.store()).await;
    let (_, ids) = checked(&*bench, 1).await;
    let ranges = [
        (VersionStatus::Active, None, None),
        (VersionStatus::Active, Some(5), Some(5)),
        (VersionStatus::Retired, None, Some(5)),
        (VersionStatus::Checked, Some(5), None),
        (VersionStatus::Draft, Some(5), Some(6)),
    ];
    for (status, from, to) in ranges {
        let mut work = bench.store().begin().await.unwrap();
        let range = (from.map(day), to.map(day));
        let outcome = work
            .set_procedure_status(ids[0], 1, status, range, nobody())
            .await;
        assert_eq!(refused_by(outcome), "procedure_version_range_check");
    }
}
