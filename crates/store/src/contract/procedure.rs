//! What the procedure hangs on a dossier.

use std::sync::Arc;

use jiff::civil::date;
use sangkien_app::record::{Confirmation, Milestone, Recusal, StoredFile, StoredSubmission};
use sangkien_domain::dossier::{Act, State};

use super::samples::fresh;
use super::{Bench, World, assert_stale, refused_by};

/// Removal hides a file from the list and keeps it as evidence of what was submitted.
pub async fn files_taken_off_stay_readable(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Draft, "Sáng kiến mẫu")
        .await;
    let file = |shift: i64| StoredFile {
        id: fresh(),
        dossier: dossier.id,
        component: None,
        sha256: "a".repeat(64),
        name: "Minh chứng mẫu.pdf".into(),
        media_type: "application/pdf".into(),
        size: 12_345,
        added_at: world.now.plus_seconds(shift),
        removed_at: None,
    };
    let (late, mut early) = (file(2), file(1));
    let mut work = bench.store().begin().await.unwrap();
    work.insert_file(&late, world.author).await.unwrap();
    work.insert_file(&early, world.author).await.unwrap();
    assert_eq!(
        work.files(dossier.id).await.unwrap(),
        [early.clone(), late.clone()]
    );
    // Both are one content, however often it is attached.
    assert_eq!(work.kept_by(world.author, "").await.unwrap(), (1, 12_345));
    assert_eq!(
        work.kept_by(world.author, &late.sha256).await.unwrap(),
        (0, 0)
    );
    work.remove_file(dossier.id, early.id, world.now)
        .await
        .unwrap();
    assert_stale(work.remove_file(dossier.id, early.id, world.now).await);
    early.removed_at = Some(world.now);
    assert_eq!(
        work.files(dossier.id).await.unwrap(),
        std::slice::from_ref(&late)
    );
    assert_eq!(work.file(dossier.id, early.id).await.unwrap(), Some(early));
    assert_eq!(work.file(fresh(), late.id).await.unwrap(), None);
}

/// Submissions by ordinal.
pub async fn submissions_come_in_order(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Returned, "Sáng kiến mẫu")
        .await;
    let mut work = bench.store().begin().await.unwrap();
    for ordinal in [1, 2] {
        let submission = StoredSubmission {
            dossier: dossier.id,
            ordinal,
            content: format!("{{\"lần\":{ordinal}}}"),
            sha256: "b".repeat(64),
            submitted_at: world.now,
        };
        work.insert_submission(&submission, world.author)
            .await
            .unwrap();
        assert_eq!(
            work.submissions(dossier.id).await.unwrap().last(),
            Some(&submission)
        );
    }
}

/// One confirmation for a dossier.
pub async fn a_dossier_is_confirmed_once(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Accepted, "Sáng kiến mẫu")
        .await;
    let confirmation = Confirmation {
        dossier: dossier.id,
        confirmed_by: world.other,
        first_applied_on: date(2023, 9, 5),
        filed_on: date(2024, 3, 15),
        last_day: date(2024, 9, 5),
        note: "Ghi chú mẫu".into(),
        confirmed_at: world.now,
    };
    let mut work = bench.store().begin().await.unwrap();
    assert_eq!(work.confirmation(dossier.id).await.unwrap(), None);
    work.insert_confirmation(&confirmation).await.unwrap();
    let found = work.confirmation(dossier.id).await.unwrap();
    assert_eq!(found.as_ref(), Some(&confirmation));
    assert_eq!(
        refused_by(work.insert_confirmation(&confirmation).await),
        "confirmation_pkey"
    );
}

/// Steps of one moment keep the order in which they were taken, whatever the act.
pub async fn milestones_come_in_the_order_of_the_steps(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Accepted, "Sáng kiến mẫu")
        .await;
    let mut work = bench.store().begin().await.unwrap();
    let mut steps = Vec::new();
    for (act, state) in Act::ALL.into_iter().zip(State::ALL.into_iter().cycle()) {
        let step = Milestone {
            dossier: dossier.id,
            at: world.now,
            act,
            state,
            by: Some(world.author),
            by_name: "Tác giả mẫu 01".into(),
            capacity: "author".into(),
            note: "Ghi chú mẫu".into(),
            label: "Nộp hồ sơ".into(),
        };
        work.insert_milestone(&step).await.unwrap();
        steps.push(step);
    }
    assert_eq!(work.milestones(dossier.id).await.unwrap(), steps);
}

/// A recusal is known to the guard by the person, not the seat.
pub async fn stepping_aside_twice_is_once_and_is_part_of_the_facts(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Marking, "Sáng kiến mẫu")
        .await;
    let recusal = Recusal {
        dossier: dossier.id,
        seat: world.seats[2],
        reason: "Cùng đơn vị".into(),
        declared_at: world.now,
    };
    let mut work = bench.store().begin().await.unwrap();
    work.insert_recusal(&recusal).await.unwrap();
    work.insert_recusal(&recusal).await.unwrap();
    assert_eq!(work.recusals(dossier.id).await.unwrap(), [recusal]);
    let found = work.dossier(dossier.id).await.unwrap().unwrap();
    assert_eq!(found.open_for_test().facts.recused, [world.member]);
}
