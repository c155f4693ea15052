//! Dossiers, their sections and authors.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use sangkien_app::record::Dossier;
use sangkien_domain::dossier::{RefusalReason, State};
use sangkien_domain::form::Answers;
use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;

use super::samples::{author, commit};
use super::{Bench, World, assert_stale, refused_by};

async fn stored(bench: &dyn Bench, id: DossierId) -> Dossier {
    let mut read = bench.store().read().await.unwrap();
    read.dossier(id).await.unwrap().unwrap().open_for_test()
}

/// Every column of the header is kept, by insert and by update.
pub async fn a_dossier_comes_back_as_stored(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut dossier = world.dossier(State::Draft, "Đường mẫu");
    dossier.field = None;
    dossier.due_on = Some(date(2024, 4, 9));
    let mut work = bench.store().begin().await.unwrap();
    work.insert_dossier(&dossier).await.unwrap();
    commit(work).await;
    assert_eq!(stored(&*bench, dossier.id).await, dossier);

    dossier.code = Some("MAU-2024-0001".into());
    dossier.field = Some(world.field);
    dossier.facts.state = State::Refused;
    dossier.facts.owner = world.other;
    dossier.submitted_at = Some(Instant(world.now.0 + 1));
    dossier.ended_at = Some(Instant(world.now.0 + 2));
    dossier.updated_at = Instant(world.now.0 + 3);
    dossier.refusal = Some(RefusalReason::NotApplied);
    dossier.end_note = "Lý do mẫu".into();
    dossier.due_on = None;
    let mut work = bench.store().begin().await.unwrap();
    work.update_dossier(&dossier).await.unwrap();
    commit(work).await;
    dossier.version += 1;
    assert_eq!(stored(&*bench, dossier.id).await, dossier);
    let mut read = bench.store().read().await.unwrap();
    let by_code = read.dossier_by_code("MAU-2024-0001").await.unwrap();
    assert_eq!(by_code.unwrap().open_for_test(), dossier);
    assert!(read.dossier_by_code("MAU").await.unwrap().is_none());
}

/// Whoever saves must have seen the last version.
pub async fn a_dossier_saved_from_an_old_version_is_refused(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let seen = world
        .add_dossier(bench.store(), State::Draft, "Sáng kiến mẫu")
        .await;
    let mut first = seen.clone();
    first.title = "Tên của người thứ nhất".into();
    let mut work = bench.store().begin().await.unwrap();
    work.update_dossier(&first).await.unwrap();
    commit(work).await;
    let mut second = seen.clone();
    second.title = "Tên của người thứ hai".into();
    let mut work = bench.store().begin().await.unwrap();
    assert_stale(work.update_dossier(&second).await);
    drop(work);
    let kept = stored(&*bench, seen.id).await;
    assert_eq!((kept.title, kept.version), (first.title, seen.version + 1));
}

fn answers(text: &str) -> Answers {
    BTreeMap::from([("solution".to_owned(), text.to_owned())])
}

/// Sections have versions of their own.
pub async fn a_section_saved_from_an_old_version_is_refused(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Draft, "Sáng kiến mẫu")
        .await;
    let mut work = bench.store().begin().await.unwrap();
    let mut seen = 0;
    for text in ["một", "hai \"trích\" \\ \n", "ba"] {
        seen = work
            .save_section(
                dossier.id,
                "description",
                &answers(text),
                seen,
                world.author,
                world.now,
            )
            .await
            .unwrap();
    }
    assert_eq!(seen, 3);
    for old in [1, 2, 4] {
        let save = work
            .save_section(
                dossier.id,
                "description",
                &answers("cũ"),
                old,
                world.author,
                world.now,
            )
            .await;
        assert_stale(save);
    }
    work.save_section(
        dossier.id,
        "benefits",
        &answers("khác"),
        0,
        world.author,
        world.now,
    )
    .await
    .unwrap();
    let sections = work.sections(dossier.id).await.unwrap();
    assert_eq!(sections.len(), 2);
    assert_eq!(
        (sections[1].version, &sections[1].answers),
        (3, &answers("ba"))
    );
}

/// The first save names version 0; of two, one comes late.
pub async fn of_two_people_who_save_a_first_section_one_is_refused(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Draft, "Sáng kiến mẫu")
        .await;
    for expected in [true, false] {
        let mut work = bench.store().begin().await.unwrap();
        let save = work
            .save_section(
                dossier.id,
                "description",
                &answers("a"),
                0,
                world.author,
                world.now,
            )
            .await;
        if expected {
            assert_eq!(save.unwrap(), 1);
            commit(work).await;
        } else {
            assert_stale(save);
        }
    }
}

/// The list of authors is one thing with one version.
pub async fn authors_are_replaced_as_a_whole_and_from_the_version_seen(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Draft, "Sáng kiến mẫu")
        .await;
    let two = [
        author("Tác giả mẫu 01", 6_000, Some(world.author)),
        author("Tác giả mẫu 02", 4_000, Some(world.other)),
    ];
    let three = [
        author("Tác giả mẫu 02", 3_333, Some(world.other)),
        author("Tác giả mẫu 03", 3_333, None),
        author("Tác giả mẫu 04", 3_334, None),
    ];
    let mut work = bench.store().begin().await.unwrap();
    assert_eq!(work.authors_version(dossier.id).await.unwrap(), 0);
    let seen = work
        .replace_authors(dossier.id, &two, 0, world.author, world.now)
        .await
        .unwrap();
    assert_eq!(seen, 1);
    assert_stale(
        work.replace_authors(dossier.id, &three, 0, world.author, world.now)
            .await,
    );
    assert_eq!(work.authors(dossier.id).await.unwrap(), two);
    work.replace_authors(dossier.id, &three, 1, world.author, world.now)
        .await
        .unwrap();
    assert_eq!(work.authors(dossier.id).await.unwrap(), three);
    assert_eq!(work.authors_version(dossier.id).await.unwrap(), 2);
    commit(work).await;
    assert_eq!(
        stored(&*bench, dossier.id).await.facts.authors,
        [world.other]
    );
}

/// No share below nothing, none above the whole; nothing only as long as it is not received.
pub async fn a_share_outside_the_whole_is_refused(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Draft, "Sáng kiến mẫu")
        .await;
    for share in [-1, 10_001] {
        let mut work = bench.store().begin().await.unwrap();
        let save = work
            .replace_authors(
                dossier.id,
                &[author("Tác giả mẫu", share, None)],
                0,
                world.author,
                world.now,
            )
            .await;
        assert_eq!(refused_by(save), "dossier_author_share_check");
    }
}

/// The database itself refuses to receive a dossier whose shares do not make the whole.
pub async fn a_dossier_is_received_only_when_the_shares_make_the_whole(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    for (shares, received) in [
        (vec![], false),
        (vec![5_000, 4_999], false),
        (vec![10_000, 1], false),
        (vec![10_000, 0], false),
        (vec![3_334, 3_333, 3_333], true),
    ] {
        let mut dossier = world
            .add_dossier(bench.store(), State::Draft, "Sáng kiến mẫu")
            .await;
        let authors: Vec<_> = shares
            .iter()
            .map(|share| author("Tác giả mẫu", *share, None))
            .collect();
        dossier.facts.state = State::Submitted;
        dossier.code = Some(format!("MAU-{}", dossier.id));
        dossier.submitted_at = Some(world.now);
        let mut work = bench.store().begin().await.unwrap();
        work.replace_authors(dossier.id, &authors, 0, world.author, world.now)
            .await
            .unwrap();
        let outcome = work.update_dossier(&dossier).await;
        if received {
            outcome.unwrap();
            commit(work).await;
        } else {
            assert_eq!(refused_by(outcome), "dossier_shares_whole", "{shares:?}");
        }
    }
}

/// What is under way has been received.
pub async fn a_received_dossier_has_a_code_and_a_stamp(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    for state in State::ALL {
        let mut dossier = world.dossier(state, "Sáng kiến mẫu");
        dossier.code = None;
        let mut work = bench.store().begin().await.unwrap();
        let outcome = work.insert_dossier(&dossier).await;
        if matches!(state, State::Draft | State::Withdrawn | State::Late) {
            outcome.unwrap();
        } else {
            assert_eq!(refused_by(outcome), "dossier_received_check", "{state:?}");
        }
    }
}
