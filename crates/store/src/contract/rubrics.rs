//! Rubrics written on pages.

use std::sync::Arc;

use jiff::civil::date;
use sangkien_app::port::StoreError;
use sangkien_app::record::RubricVersion;
use sangkien_domain::rubric::{Criterion, Rubric, Score};

use super::samples::{commit, fresh};
use super::{Bench, World, assert_stale};

fn draft(world: &World, code: &str, number: u32) -> RubricVersion {
    RubricVersion {
        id: fresh(),
        number,
        revision: 1,
        rubric: Rubric {
            code: code.into(),
            title: "Thang điểm mẫu".into(),
            criteria: vec![Criterion {
                key: "one".into(),
                label: "Tính mới".into(),
                max: Score(4_000),
                ..Criterion::default()
            }],
            ..Rubric::default()
        },
        note: String::new(),
        in_force: None,
        edited_by: world.secretary,
        edited_by_name: String::new(),
        edited_at: world.now,
    }
}

/// A draft is saved from the revision that was seen, and once in force stays what it is.
pub async fn a_rubric_is_fixed_once_it_is_in_force(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut first = draft(&world, "mau", 1);
    let second = draft(&world, "mau", 2);
    let other = draft(&world, "khac", 1);
    let mut work = bench.store().begin().await.unwrap();
    for version in [&first, &second, &other] {
        work.insert_rubric_version(version).await.unwrap();
    }
    commit(work).await;
    let mut work = bench.store().begin().await.unwrap();
    let taken = work.insert_rubric_version(&draft(&world, "mau", 2)).await;
    assert!(matches!(taken, Err(StoreError::Constraint(_))), "{taken:?}");
    drop(work);

    let mut work = bench.store().begin().await.unwrap();
    let listed = work.rubric_versions().await.unwrap();
    let ids: Vec<_> = listed.iter().map(|version| version.id).collect();
    assert_eq!(ids, [other.id, second.id, first.id]);
    assert_eq!(listed[2].rubric, first.rubric);
    assert!(!listed[2].edited_by_name.is_empty());
    first.rubric.title = "Thang điểm sửa".into();
    first.note = "Sửa tên".into();
    assert_stale(work.save_rubric_draft(&first, 2).await);
    work.save_rubric_draft(&first, 1).await.unwrap();
    first.in_force = Some((date(2024, 5, 1), world.rules));
    assert_stale(work.put_rubric_in_force(&first, 1).await);
    work.put_rubric_in_force(&first, 2).await.unwrap();
    assert_stale(work.save_rubric_draft(&first, 3).await);
    assert_stale(work.put_rubric_in_force(&first, 3).await);
    let stored = work.rubric_versions().await.unwrap().pop().unwrap();
    assert_eq!((stored.revision, stored.in_force), (3, first.in_force));
    assert_eq!(
        (stored.rubric.title.as_str(), stored.note.as_str()),
        ("Thang điểm sửa", "Sửa tên")
    );
    commit(work).await;
}
