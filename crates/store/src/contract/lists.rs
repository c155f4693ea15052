//! Lists of dossiers.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::date;
use sangkien_app::access::{DossierScope, Sight};
use sangkien_app::port::{DossierFilter, DossierOrder, Paging};
use sangkien_app::record::Dossier;
use sangkien_domain::dossier::State;
use sangkien_domain::id::{DossierId, PersonId};
use sangkien_text::words;

use super::samples::{author, commit, field, fresh};
use super::{Bench, World};

const PAGE: Paging = Paging { page: 1, size: 50 };

fn own(person: PersonId) -> DossierScope {
    DossierScope {
        sights: vec![Sight::Own(person)],
        ..DossierScope::default()
    }
}

async fn titles(bench: &dyn Bench, world: &World, filter: &DossierFilter) -> Vec<String> {
    let mut read = bench.store().read().await.unwrap();
    let page = read
        .dossiers(&own(world.author), filter, PAGE)
        .await
        .unwrap();
    assert_eq!(page.total, u64::try_from(page.rows.len()).unwrap());
    page.rows.into_iter().map(|row| row.title).collect()
}

async fn found(bench: &dyn Bench, world: &World, search: Vec<String>) -> Vec<String> {
    let filter = DossierFilter {
        words: search,
        order: DossierOrder::Title,
        ..DossierFilter::default()
    };
    titles(bench, world, &filter).await
}

/// "đ" is found under "d", on both engines alike.
pub async fn a_search_finds_duong_for_its_marked_form(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    world
        .add_dossier(bench.store(), State::Draft, "Sửa chữa ĐƯỜNG làng")
        .await;
    world
        .add_dossier(bench.store(), State::Draft, "Trồng cây")
        .await;
    for typed in ["duong", "đường", "Đường", "DUONG LANG"] {
        assert_eq!(
            found(&*bench, &world, words(typed)).await,
            ["Sửa chữa ĐƯỜNG làng"],
            "{typed}"
        );
    }
}

/// Words are joined by "and", over title, authors and code; a changed title is found anew.
pub async fn every_word_of_a_search_must_occur(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut dossier = world.dossier(State::Submitted, "Tưới nước tự động");
    dossier.code = Some("MAU-2024-0007".into());
    let mut work = bench.store().begin().await.unwrap();
    work.insert_dossier(&dossier).await.unwrap();
    commit(work).await;
    for (typed, hit) in [
        ("tuoi dong", true),
        ("tuoi tac gia", true),
        ("MAU-2024-0007 tưới", true),
        ("tuoi khong", false),
    ] {
        let hits = found(&*bench, &world, words(typed)).await;
        assert_eq!(!hits.is_empty(), hit, "{typed}");
    }
    dossier.title = "Chiếu sáng".into();
    let mut work = bench.store().begin().await.unwrap();
    work.update_dossier(&dossier).await.unwrap();
    commit(work).await;
    assert!(found(&*bench, &world, words("tuoi")).await.is_empty());
    assert_eq!(found(&*bench, &world, words("chieu sang")).await.len(), 1);
}

/// Wildcards of the engine are letters like others.
pub async fn a_percent_sign_in_a_search_is_literal(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    world
        .add_dossier(bench.store(), State::Draft, "Giảm 100% rác")
        .await;
    for literal in ["%", "_", "\\", "giam%rac", "g_am"] {
        let hits = found(&*bench, &world, vec![literal.to_owned()]).await;
        assert!(hits.is_empty(), "{literal}");
    }
    assert_eq!(found(&*bench, &world, words("100%")).await.len(), 1);
}

/// Rows equal in the order asked for still have one place each.
pub async fn pages_follow_each_other_without_gap_or_repeat(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    let mut all = BTreeSet::new();
    for _ in 0..23 {
        let dossier = world.dossier(State::Draft, "Sáng kiến mẫu");
        work.insert_dossier(&dossier).await.unwrap();
        all.insert(dossier.id);
    }
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    for order in [
        DossierOrder::Latest,
        DossierOrder::Submitted,
        DossierOrder::Due,
        DossierOrder::Title,
    ] {
        let filter = DossierFilter {
            order,
            ..DossierFilter::default()
        };
        let mut seen = Vec::new();
        for (page, count) in [(1, 10), (2, 10), (3, 3), (4, 0)] {
            let paging = Paging { page, size: 10 };
            let rows = read
                .dossiers(&own(world.author), &filter, paging)
                .await
                .unwrap();
            assert_eq!((rows.rows.len(), rows.total), (count, 23));
            seen.extend(rows.rows.iter().map(|row| row.id));
        }
        assert_eq!(seen.len(), 23);
        assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), all);
    }
}

/// Each order, with what has no value last.
pub async fn a_list_is_ordered_as_asked(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    for (title, submitted, due, updated) in [
        ("Đèn", Some(3), Some(date(2024, 4, 2)), 1),
        ("Dây", None, None, 4),
        ("Ấm", Some(1), Some(date(2024, 4, 9)), 2),
        ("Ao", Some(2), Some(date(2024, 4, 1)), 3),
    ] {
        let state = submitted.map_or(State::Draft, |_| State::Submitted);
        let mut dossier = world.dossier(state, title);
        dossier.submitted_at = submitted.map(|shift| world.now.plus_seconds(shift));
        dossier.due_on = due;
        dossier.updated_at = world.now.plus_seconds(updated);
        work.insert_dossier(&dossier).await.unwrap();
    }
    commit(work).await;
    for (order, expected) in [
        (DossierOrder::Latest, ["Dây", "Ao", "Ấm", "Đèn"]),
        (DossierOrder::Submitted, ["Ấm", "Ao", "Đèn", "Dây"]),
        (DossierOrder::Due, ["Ao", "Đèn", "Ấm", "Dây"]),
        (DossierOrder::Title, ["Ao", "Ấm", "Dây", "Đèn"]),
    ] {
        let filter = DossierFilter {
            order,
            ..DossierFilter::default()
        };
        assert_eq!(
            titles(&*bench, &world, &filter).await,
            expected,
            "{order:?}"
        );
    }
}

/// One dossier differs from all others in each thing a list is narrowed to.
pub async fn a_list_is_narrowed_by_every_filter(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let round = world.new_round("2024-2");
    let health = field("y-te", "Y tế");
    let mut work = bench.store().begin().await.unwrap();
    work.insert_round(&round, &[]).await.unwrap();
    work.insert_field(&health, 2).await.unwrap();
    let mut add = async |title: &str, change: &(dyn Fn(&mut Dossier) + Sync)| {
        let mut dossier = world.dossier(State::Submitted, title);
        change(&mut dossier);
        work.insert_dossier(&dossier).await.unwrap();
        dossier.id
    };
    add("thường", &|_| ()).await;
    add("đợt", &|dossier| dossier.round = round.id).await;
    add("lĩnh vực", &|dossier| dossier.field = Some(health.id)).await;
    add("trạng thái", &|dossier| {
        dossier.facts.state = State::Accepted;
    })
    .await;
    add("không lĩnh vực", &|dossier| dossier.field = None).await;
    let other: DossierId = add("của tôi", &|dossier| dossier.facts.owner = world.other).await;
    let authors = [author("Tác giả mẫu 01", 10_000, Some(world.author))];
    work.replace_authors(other, &authors, 0, world.other, world.now)
        .await
        .unwrap();
    commit(work).await;

    let none = DossierFilter::default();
    for (filter, expected) in [
        (none.clone(), 6),
        (
            DossierFilter {
                round: Some(round.id),
                ..none.clone()
            },
            1,
        ),
        (
            DossierFilter {
                field: Some(health.id),
                ..none.clone()
            },
            1,
        ),
        (
            DossierFilter {
                states: vec![State::Accepted, State::Draft],
                ..none.clone()
            },
            1,
        ),
        (
            DossierFilter {
                mine: Some(world.other),
                ..none.clone()
            },
            1,
        ),
        (
            DossierFilter {
                mine: Some(world.author),
                ..none.clone()
            },
            6,
        ),
        (
            DossierFilter {
                mine: Some(fresh()),
                ..none
            },
            0,
        ),
    ] {
        let listed = titles(&*bench, &world, &filter).await;
        assert_eq!(listed.len(), expected, "{filter:?}: {listed:?}");
    }
    let mut read = bench.store().read().await.unwrap();
    let page = read
        .dossiers(&own(world.other), &DossierFilter::default(), PAGE)
        .await
        .unwrap();
    let row = &page.rows[0];
    assert_eq!(row.id, other);
    assert_eq!(
        (
            row.unit_name.as_str(),
            row.field_name.as_str(),
            row.round_name.as_str()
        ),
        ("Trường tiểu học mẫu", "Giáo dục", "Đợt 2024-1")
    );
}

/// Tabs show the count of every state, whichever tab is open.
pub async fn states_are_counted_without_regard_to_the_states_asked_for(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    for state in [State::Late, State::Draft, State::Submitted, State::Draft] {
        world
            .add_dossier(bench.store(), state, "Sáng kiến mẫu")
            .await;
    }
    let filter = DossierFilter {
        states: vec![State::Late],
        ..DossierFilter::default()
    };
    let mut read = bench.store().read().await.unwrap();
    assert_eq!(
        read.count_dossiers(&own(world.author), &filter)
            .await
            .unwrap(),
        [(State::Draft, 2), (State::Submitted, 1), (State::Late, 1)]
    );
}

/// Nothing is shown to whoever has no sight, or sights of nothing.
pub async fn an_empty_scope_sees_nothing(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    world
        .add_dossier(bench.store(), State::Marking, "Sáng kiến mẫu")
        .await;
    let empty_sights = vec![
        Sight::Desks(vec![]),
        Sight::AuthorsOf(vec![]),
        Sight::Organised(vec![], vec![State::Marking]),
        Sight::Organised(vec![world.district], vec![]),
        Sight::Supervised(vec![], vec![State::Returned]),
        Sight::Supervised(vec![world.district], vec![]),
        Sight::Council {
            councils: vec![],
            states: vec![State::Marking],
            person: world.chair,
            runs: true,
        },
    ];
    let filter = DossierFilter::default();
    let mut read = bench.store().read().await.unwrap();
    for sights in [Vec::new(), empty_sights] {
        let scope = DossierScope {
            sights,
            ..DossierScope::default()
        };
        let page = read.dossiers(&scope, &filter, PAGE).await.unwrap();
        assert_eq!((page.rows.len(), page.total), (0, 0));
        assert!(
            read.count_dossiers(&scope, &filter)
                .await
                .unwrap()
                .is_empty()
        );
    }
}
