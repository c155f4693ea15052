//! Forms of one's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use sangkien_app::port::{FilledPaper, StoreError};
use sangkien_app::record::{FormPlace, OwnForm};
use sangkien_domain::time::Instant;

use super::samples::{commit, fresh};
use super::{Bench, World, assert_stale};

fn form(world: &World, version: u32) -> OwnForm {
    OwnForm {
        id: fresh(),
        unit: world.district,
        kind: FilledPaper::Decision,
        version,
        name: "Quyết định.docx".into(),
        sha256: "a".repeat(64),
        places: vec![FormPlace {
            name: "Trích yếu".into(),
            in_row: true,
        }],
        mapping: BTreeMap::from([("Trích yếu".into(), "subject".into())]),
        revision: 0,
        added_by: world.secretary,
        added_at: world.now,
        in_force_at: None,
        ended_at: None,
    }
}

/// A paper of any moment finds the version that was in force then, and one at most is.
pub async fn a_form_is_found_by_the_moment_of_the_paper(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let at = |seconds: i64| -> Instant { world.now.plus_seconds(seconds) };
    let (mut first, mut second) = (form(&world, 1), form(&world, 2));
    let mut work = bench.store().begin().await.unwrap();
    work.insert_own_form(&first).await.unwrap();
    work.insert_own_form(&second).await.unwrap();
    first.in_force_at = Some(at(10));
    work.update_own_form(&first, 0).await.unwrap();
    commit(work).await;

    let mut work = bench.store().begin().await.unwrap();
    assert_stale(work.update_own_form(&first, 0).await);
    drop(work);
    let mut work = bench.store().begin().await.unwrap();
    second.in_force_at = Some(at(20));
    let both = work.update_own_form(&second, 0).await;
    assert!(matches!(both, Err(StoreError::Constraint(_))), "{both:?}");
    drop(work);
    let mut work = bench.store().begin().await.unwrap();
    work.end_own_form(first.unit, first.kind, at(20))
        .await
        .unwrap();
    work.update_own_form(&second, 0).await.unwrap();
    commit(work).await;

    let mut read = bench.store().read().await.unwrap();
    for (seconds, version) in [(9, None), (10, Some(1)), (19, Some(1)), (20, Some(2))] {
        let found = read.own_form_at(first.unit, first.kind, at(seconds)).await;
        assert_eq!(
            found.unwrap().map(|form| form.version),
            version,
            "{seconds}"
        );
    }
    let other = read
        .own_form_at(first.unit, FilledPaper::Minutes, at(30))
        .await;
    assert_eq!(other.unwrap(), None);
    (first.revision, first.ended_at) = (2, Some(at(20)));
    second.revision = 1;
    assert_eq!(read.own_forms().await.unwrap(), [second, first]);
}
