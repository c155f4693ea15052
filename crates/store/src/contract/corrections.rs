//! Requests for supplements.

use std::sync::Arc;

use jiff::civil::date;
use sangkien_app::record::{
    CorrectionDraft, CorrectionEvent, CorrectionItem, CorrectionRequest, StoredFile, StoredPhrases,
    Waiver,
};
use sangkien_domain::correction::{ItemState, NewItem, Phrase, PhraseLibrary, Reply, Severity};
use sangkien_domain::dossier::State;
use sangkien_domain::id::DossierId;
use sangkien_domain::law::Citation;

use super::samples::{commit, fresh};
use super::{Bench, World, assert_stale, refused_by};
use crate::schema::{for_postgres, for_sqlite, migrations};

/// An item asked by `world.other`.
fn item(world: &World, dossier: DossierId, round: i64, number: i64) -> CorrectionItem {
    CorrectionItem {
        id: fresh(),
        dossier,
        round,
        number,
        asked_in: round,
        place: "benefits.effect".into(),
        file: None,
        file_name: String::new(),
        page: Some(37),
        quote: "giảm từ 4,2 xuống 2,9 tấn".into(),
        class: "mau@1/so-lieu".into(),
        class_label: "Số liệu chưa thống nhất".into(),
        severity: Severity::Must,
        found: "2,9 tấn".into(),
        wanted: "3,4 tấn".into(),
        requirement: "Thống nhất số liệu".into(),
        basis: "Phụ lục mẫu".into(),
        state: ItemState::Open,
        reply: None,
        answer: String::new(),
        asked_by: world.other,
        asked_at: world.now,
        answered_at: None,
        waived: None,
    }
}

/// Every anchor and answer comes back; items stand by request and number.
pub async fn items_come_back_as_asked_and_in_order(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Returned, "Sáng kiến mẫu")
        .await;
    let attached = StoredFile {
        id: fresh(),
        dossier: dossier.id,
        component: None,
        sha256: "a".repeat(64),
        name: "Bản thảo mẫu.pdf".into(),
        media_type: "application/pdf".into(),
        size: 12_345,
        added_at: world.now,
        removed_at: None,
    };
    let mut work = bench.store().begin().await.unwrap();
    work.insert_file(&attached, world.author).await.unwrap();
    let mut items: Vec<CorrectionItem> = [(1, 2), (2, 3), (1, 1)]
        .into_iter()
        .map(|(round, number)| item(&world, dossier.id, round, number))
        .collect();
    items[1].file = Some(attached.id);
    items[1].file_name = attached.name;
    items[1].page = None;
    for item in &items {
        work.insert_correction(item).await.unwrap();
    }
    items.sort_by_key(|item| (item.round, item.number));
    let first = &mut items[0];
    first.state = ItemState::Answered;
    first.reply = Some(Reply::Disputed);
    first.answer = "Số liệu đúng theo sổ cân".into();
    first.answered_at = Some(world.now);
    first.asked_in = 2;
    work.update_correction(first).await.unwrap();
    assert_eq!(work.corrections(dossier.id).await.unwrap(), items);
    items[0].id = fresh();
    assert_stale(work.update_correction(&items[0]).await);
}

/// What the rules demand is also what the tables demand.
pub async fn an_item_lacking_its_basis_or_its_reason_is_refused(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Returned, "Sáng kiến mẫu")
        .await
        .id;
    let own_waiver = Waiver {
        by: world.other,
        reason: "Tự miễn".into(),
    };
    let groundless = Waiver {
        by: world.chair,
        reason: String::new(),
    };
    let base = || item(&world, dossier, 1, 1);
    for (broken, constraint) in [
        (
            CorrectionItem {
                basis: String::new(),
                ..base()
            },
            "correction_whole_check",
        ),
        (
            CorrectionItem {
                page: Some(0),
                ..base()
            },
            "correction_page_check",
        ),
        (
            CorrectionItem {
                state: ItemState::Waived,
                ..base()
            },
            "correction_waiver_check",
        ),
        (
            CorrectionItem {
                state: ItemState::Waived,
                waived: Some(own_waiver),
                ..base()
            },
            "correction_waiver_check",
        ),
        (
            CorrectionItem {
                state: ItemState::Waived,
                waived: Some(groundless),
                ..base()
            },
            "correction_waiver_check",
        ),
    ] {
        let mut work = bench.store().begin().await.unwrap();
        assert_eq!(
            refused_by(work.insert_correction(&broken).await),
            constraint
        );
    }
    let mut work = bench.store().begin().await.unwrap();
    let mut waived = base();
    work.insert_correction(&waived).await.unwrap();
    waived.state = ItemState::Waived;
    waived.waived = Some(Waiver {
        by: world.chair,
        reason: "Bản gốc đã có tại cơ quan".into(),
    });
    work.update_correction(&waived).await.unwrap();
    assert_eq!(work.corrections(dossier).await.unwrap(), [waived]);
    let twice = base();
    assert_eq!(
        refused_by(work.insert_correction(&twice).await),
        "correction_dossier_id_round_number_unique"
    );
}

/// The history of each item in the order in which it happened.
pub async fn the_history_of_items_and_requests_is_kept(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Returned, "Sáng kiến mẫu")
        .await
        .id;
    let (second, first) = (item(&world, dossier, 1, 2), item(&world, dossier, 1, 1));
    let mut work = bench.store().begin().await.unwrap();
    for item in [&second, &first] {
        work.insert_correction(item).await.unwrap();
    }
    let event = |item: &CorrectionItem, round, state, reply| CorrectionEvent {
        item: item.id,
        round,
        state,
        reply,
        note: "Ghi chú mẫu".into(),
        by: world.other,
        by_name: "Cán bộ mẫu".into(),
        at: world.now,
    };
    let steps = [
        event(&first, 1, ItemState::Open, None),
        event(&first, 1, ItemState::Answered, Some(Reply::Fixed)),
        event(&first, 1, ItemState::Reopened, None),
        event(&first, 2, ItemState::Reopened, None),
        event(&second, 1, ItemState::Open, None),
    ];
    for step in [4, 0, 1, 2, 3] {
        work.insert_correction_event(&steps[step]).await.unwrap();
    }
    assert_eq!(work.correction_events(dossier).await.unwrap(), steps);
    let request = |round, due_on| CorrectionRequest {
        dossier,
        round,
        submission: round,
        sent_by: world.other,
        sent_by_name: "Cán bộ mẫu".into(),
        sent_at: world.now,
        due_on,
        citation: "Điều 6, Quy chế mẫu".into(),
    };
    let requests = [request(1, None), request(2, Some(date(2024, 5, 15)))];
    for request in requests.iter().rev() {
        work.insert_correction_request(request).await.unwrap();
    }
    assert_eq!(work.correction_requests(dossier).await.unwrap(), requests);
    assert_eq!(
        refused_by(work.insert_correction_request(&requests[0]).await),
        "correction_request_pkey"
    );
}

/// A draft is never written over by whoever has not seen it.
pub async fn a_request_being_written_is_saved_from_the_version_seen(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Submitted, "Sáng kiến mẫu")
        .await
        .id;
    let mut draft = CorrectionDraft {
        dossier,
        items: vec![NewItem {
            place: "benefits".into(),
            quote: "đoạn trích".into(),
            page: Some(3),
            ..NewItem::default()
        }],
        version: 0,
        saved_by: world.other,
        saved_at: world.now,
    };
    let mut work = bench.store().begin().await.unwrap();
    assert_eq!(work.correction_draft(dossier).await.unwrap(), None);
    assert_eq!(work.save_correction_draft(&draft).await.unwrap(), 1);
    assert_stale(work.save_correction_draft(&draft).await);
    draft.version = 1;
    draft.items.push(NewItem::default());
    assert_eq!(work.save_correction_draft(&draft).await.unwrap(), 2);
    assert_stale(work.save_correction_draft(&draft).await);
    draft.version = 2;
    assert_eq!(
        work.correction_draft(dossier).await.unwrap(),
        Some(draft.clone())
    );
    work.delete_correction_draft(dossier).await.unwrap();
    work.delete_correction_draft(dossier).await.unwrap();
    assert_eq!(work.correction_draft(dossier).await.unwrap(), None);
}

/// Versions of a library stand side by side, the latest first.
pub async fn versions_of_phrases_stand_side_by_side(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let phrases = |code: &str, version| StoredPhrases {
        library: PhraseLibrary {
            code: code.into(),
            version,
            title: "Mẫu câu".into(),
            forms: vec!["mau".into()],
            phrases: vec![Phrase {
                key: "so-lieu".into(),
                label: "Thiếu nguồn số liệu".into(),
                severity: Severity::Should,
                places: vec!["benefits".into()],
                requirement: "Ghi rõ nguồn số liệu.".into(),
                basis: Citation {
                    act: "Quy chế mẫu".into(),
                    ..Citation::default()
                },
            }],
        },
        sha256: "c".repeat(64),
        loaded_at: world.now,
    };
    let mut work = bench.store().begin().await.unwrap();
    for stored in [phrases("b", 1), phrases("a", 1), phrases("a", 2)] {
        work.insert_phrases(&stored).await.unwrap();
    }
    assert_eq!(
        work.phrase_libraries().await.unwrap(),
        [phrases("a", 2), phrases("a", 1), phrases("b", 1)]
    );
    assert_eq!(
        refused_by(work.insert_phrases(&phrases("a", 1)).await),
        "phrase_library_pkey"
    );
}

/// Items stored by the schema of before keep their numbers, texts and answers, and have a history.
pub async fn items_of_the_schema_before_are_carried_over(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Returned, "Sáng kiến mẫu")
        .await
        .id;
    // The tables as they were before, and the step again over them.
    for table in [
        "correction_draft",
        "correction_request",
        "correction_event",
        "correction",
        "phrase_library",
    ] {
        bench.run(&format!("DROP TABLE {table}")).await.unwrap();
    }
    let all = migrations();
    let before = all[0].source;
    let from = before.find("CREATE TABLE correction_item").unwrap();
    let length = before.get(from..).unwrap().find(");\n").unwrap() + 3;
    let translated = |source: &str| match bench.engine() {
        "sqlite" => for_sqlite(source),
        _ => for_postgres(source),
    };
    let old_table = before.get(from..from + length).unwrap();
    bench.run(&translated(old_table)).await.unwrap();
    let literal = |id: uuid::Uuid| match bench.engine() {
        "sqlite" => format!("x'{}'", id.simple()),
        _ => format!("'{id}'"),
    };
    for (number, state, answer, at) in [
        (1, "answered", "Đã bổ sung", "7000"),
        (2, "open", "", "NULL"),
    ] {
        let insert = format!(
            "INSERT INTO correction_item VALUES ({}, {}, 1, {number}, 'benefits', 'Bổ sung', 'Phụ lục', '{state}', '{answer}', {}, 5000, {at})",
            literal(fresh()),
            literal(dossier.0),
            literal(world.other.0),
        );
        bench.run(&insert).await.unwrap();
    }
    let step = all.iter().find(|step| step.name == "corrections").unwrap();
    bench.run(&translated(step.source)).await.unwrap();

    let mut read = bench.store().read().await.unwrap();
    let items = read.corrections(dossier).await.unwrap();
    let told: Vec<_> = items
        .iter()
        .map(|item| {
            (
                item.number,
                item.asked_in,
                item.state,
                item.reply,
                item.severity,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                1,
                1,
                ItemState::Answered,
                Some(Reply::Fixed),
                Severity::Must
            ),
            (2, 1, ItemState::Open, None, Severity::Must),
        ]
    );
    assert_eq!(items[0].answer, "Đã bổ sung");
    let events = read.correction_events(dossier).await.unwrap();
    let told: Vec<_> = events
        .iter()
        .map(|event| (event.state, event.by, event.at.0))
        .collect();
    assert_eq!(
        told,
        [
            (ItemState::Open, world.other, 5_000),
            (ItemState::Answered, world.author, 7_000),
            (ItemState::Open, world.other, 5_000),
        ]
    );
    let requests = read.correction_requests(dossier).await.unwrap();
    assert_eq!(requests.len(), 1);
    assert_eq!((requests[0].round, requests[0].submission), (1, 1));
    drop(read);
    // Nothing new is left half done.
    let mut work = bench.store().begin().await.unwrap();
    work.insert_correction(&item(&world, dossier, 2, 3))
        .await
        .unwrap();
    commit(work).await;
}
