//! What was read in uploaded files.

use std::sync::Arc;

use sangkien_app::access::{DossierScope, Sight};
use sangkien_app::port::{Paging, Reading};
use sangkien_app::record::{FileReading, ReadKind, ReadPart, ReadState, ReadText};
use sangkien_domain::dossier::State;
use sangkien_domain::id::{DossierId, FileId};
use sangkien_domain::reading::Unread;
use sangkien_domain::time::Instant;
use sangkien_text::words;

use super::samples::{commit, fresh};
use super::{Bench, World, assert_stale};

fn waiting(dossier: DossierId, due_at: Instant) -> FileReading {
    FileReading {
        file: fresh(),
        dossier,
        sha256: "a".repeat(64),
        media_type: "application/pdf".into(),
        state: ReadState::Waiting,
        due_at,
        tries: 0,
        done_at: None,
        pages: None,
        characters: 0,
        confidence: None,
    }
}

async fn due(store: &mut dyn Reading, now: Instant) -> Vec<FileId> {
    let found = store.due_readings(now, 10).await.unwrap();
    found.into_iter().map(|reading| reading.file).collect()
}

/// Whoever is first takes a file; another finds it taken, and the text comes back as it was read.
pub async fn a_file_is_read_by_one_and_its_text_comes_back(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Submitted, "Sáng kiến mẫu")
        .await;
    let mut reading = waiting(dossier.id, world.now);
    let later = waiting(dossier.id, world.now.plus_seconds(60));
    let mut work = bench.store().begin().await.unwrap();
    work.insert_file_reading(&later).await.unwrap();
    work.insert_file_reading(&reading).await.unwrap();
    commit(work).await;

    let mut work = bench.store().begin().await.unwrap();
    assert_eq!(due(work.as_mut(), world.now).await, [reading.file]);
    let all = due(work.as_mut(), world.now.plus_seconds(60)).await;
    assert_eq!(all, [reading.file, later.file]);
    reading.tries = 1;
    reading.due_at = world.now.plus_seconds(1_800);
    work.update_file_reading(&reading, 0, None).await.unwrap();
    commit(work).await;
    let mut work = bench.store().begin().await.unwrap();
    assert!(due(work.as_mut(), world.now).await.is_empty());
    assert_stale(work.update_file_reading(&reading, 0, None).await);
    drop(work);

    let text = ReadText {
        parts: vec![ReadPart {
            kind: ReadKind::Cell(1, 2, 3),
            text: "Giảm \u{0} 4,4 giờ".into(),
            page: Some(7),
            frame: Some([1.5, 2.0, 3.0, 4.25]),
        }],
        pages: Some(9),
        confidence: Some(88),
        converted: true,
    };
    reading.state = ReadState::Read;
    reading.done_at = Some(world.now.plus_seconds(5));
    (reading.pages, reading.confidence, reading.characters) = (Some(9), Some(88), 14);
    let mut work = bench.store().begin().await.unwrap();
    work.update_file_reading(&reading, 1, Some(&text))
        .await
        .unwrap();
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    assert_eq!(read.read_text(reading.file).await.unwrap(), Some(text));
    assert_eq!(read.read_text(later.file).await.unwrap(), None);
    // Its words are found without marks, by whoever may know of the dossier and nobody else.
    let author = DossierScope {
        sights: vec![Sight::Own(world.author)],
        blind: None,
    };
    for (scope, query, wanted) in [
        (&author, "giam 4", vec![(dossier.id, reading.file)]),
        (&author, "giảm tăng", Vec::new()),
        (&DossierScope::default(), "giam", Vec::new()),
    ] {
        for (page, wanted) in [(1, wanted), (2, Vec::new())] {
            let paging = Paging { page, size: 5 };
            let words = words(query);
            let found = read.files_that_say(scope, &words, paging).await.unwrap();
            assert_eq!(found, wanted, "{query}");
        }
    }
    let found = read.file_readings(dossier.id).await.unwrap();
    assert_eq!(found, [reading.clone(), later]);
    let mut work = bench.store().begin().await.unwrap();
    assert_stale(work.update_file_reading(&reading, 1, None).await);
}

/// A file that was given up can be tried anew.
pub async fn a_reading_given_up_says_why_and_may_begin_again(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Submitted, "Sáng kiến mẫu")
        .await;
    let mut reading = waiting(dossier.id, world.now);
    let mut work = bench.store().begin().await.unwrap();
    work.insert_file_reading(&reading).await.unwrap();
    for reason in Unread::ALL {
        reading.state = ReadState::Unread(reason);
        reading.done_at = Some(world.now);
        work.update_file_reading(&reading, 0, None).await.unwrap();
        let found = work.file_reading(reading.file).await.unwrap();
        assert_eq!(found, Some(reading.clone()));
    }
    assert!(due(work.as_mut(), world.now).await.is_empty());
    reading.state = ReadState::Waiting;
    reading.done_at = None;
    work.update_file_reading(&reading, 0, None).await.unwrap();
    assert_eq!(due(work.as_mut(), world.now).await, [reading.file]);
}
