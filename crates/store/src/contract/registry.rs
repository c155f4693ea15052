//! The registry of recognised initiatives.

use std::sync::Arc;

use jiff::civil::date;
use sangkien_app::port::{Paging, RegistryFilter};
use sangkien_app::record::{Issue, RegistryEntry};
use sangkien_domain::dossier::State;
use sangkien_domain::round::Stage;
use sangkien_domain::rubric::Score;
use sangkien_text::words;

use super::samples::commit;
use super::{Bench, World};

const PAGE: Paging = Paging { page: 1, size: 50 };

/// Stores an entry with its decision.
async fn entry(
    bench: &dyn Bench,
    world: &World,
    number: u32,
    change: impl Fn(&mut RegistryEntry),
) -> RegistryEntry {
    let dossier = world
        .add_dossier(bench.store(), State::Recognised, "Sáng kiến mẫu")
        .await;
    let mut decision = world.decision(&[dossier.id]);
    decision.issue = Some(Issue {
        year: 2024,
        number,
        issued_at: world.now,
        signer: world.chair,
        signer_name: "Chủ tịch mẫu".into(),
        signer_post: "Chủ tịch".into(),
    });
    let mut entry = RegistryEntry {
        withdrawn: false,
        dossier: dossier.id,
        code: format!("MAU-2024-{number:04}"),
        title: format!("Sáng kiến mẫu số {number}"),
        summary: "Tóm tắt mẫu".into(),
        authors_line: "Tác giả mẫu 01".into(),
        unit_name: "Trường tiểu học mẫu".into(),
        organiser_name: "Ủy ban nhân dân huyện mẫu".into(),
        organiser: world.district,
        field_code: "giao-duc".into(),
        field_name: "Giáo dục".into(),
        stage: Stage::Base,
        year: 2024,
        decision_label: format!("{number:02}/QĐ-UBND"),
        decided_on: date(2024, 5, 20),
        average: Some(Score(8_150)),
        class: "Loại B".into(),
        published: true,
        content: vec![("Câu hỏi".into(), "Trả lời \"mẫu\"".into())],
    };
    change(&mut entry);
    let mut work = bench.store().begin().await.unwrap();
    work.insert_decision(&decision).await.unwrap();
    work.insert_registry_entry(&entry).await.unwrap();
    commit(work).await;
    entry
}

/// Publication is the authors' choice; the yearly list has every entry.
pub async fn the_registry_shows_only_published_entries(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let shown = entry(&*bench, &world, 1, |_| ()).await;
    let hidden = entry(&*bench, &world, 2, |entry| {
        entry.published = false;
        entry.average = None;
        entry.class = String::new();
    })
    .await;
    let mut read = bench.store().read().await.unwrap();
    let page = read
        .registry(&RegistryFilter::default(), PAGE)
        .await
        .unwrap();
    assert_eq!(
        (page.rows.as_slice(), page.total),
        (&[shown.clone()][..], 1)
    );
    assert_eq!(read.registry_entry(&hidden.code).await.unwrap(), None);
    assert_eq!(
        read.registry_entry(&shown.code).await.unwrap(),
        Some(shown.clone())
    );
    let year = read.registry_year(&[world.district], 2024).await.unwrap();
    assert_eq!(year, [shown, hidden]);
}

/// Title, summary, authors, unit and code are searched together.
pub async fn the_registry_is_searched_in_all_its_words(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    entry(&*bench, &world, 1, |entry| {
        entry.title = "Tưới nhỏ giọt".into();
        entry.summary = "Tiết kiệm nước 100%".into();
    })
    .await;
    entry(&*bench, &world, 2, |entry| entry.title = "Đường mẫu".into()).await;
    let mut read = bench.store().read().await.unwrap();
    for (typed, total) in [
        ("tuoi", 1),
        ("TIẾT KIỆM giọt", 1),
        ("tuoi duong", 0),
        ("tac gia mau", 2),
        ("MAU-2024-0002", 1),
        ("truong tieu hoc", 2),
    ] {
        let filter = RegistryFilter {
            words: words(typed),
            ..RegistryFilter::default()
        };
        let page = read.registry(&filter, PAGE).await.unwrap();
        assert_eq!(page.total, total, "{typed}");
    }
    for wildcard in ["%", "_", "\\", "m_u"] {
        let filter = RegistryFilter {
            words: vec![wildcard.to_owned()],
            ..RegistryFilter::default()
        };
        assert_eq!(
            read.registry(&filter, PAGE).await.unwrap().total,
            0,
            "{wildcard}"
        );
    }
}

/// Counts follow the words and not the other filters.
pub async fn the_registry_counts_fields_and_years(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    for (number, field, year) in [
        (1, "Y tế", 2024),
        (2, "Giáo dục", 2024),
        (3, "Giáo dục", 2023),
    ] {
        entry(&*bench, &world, number, |entry| {
            entry.field_code = field.to_lowercase();
            entry.field_name = field.into();
            entry.year = year;
        })
        .await;
    }
    let filter = RegistryFilter {
        words: words("mau"),
        field: Some("giáo dục".into()),
        year: Some(2024),
    };
    let mut read = bench.store().read().await.unwrap();
    let page = read.registry(&filter, PAGE).await.unwrap();
    assert_eq!(page.total, 1);
    let (fields, years) = read.registry_facets(&filter).await.unwrap();
    let fields: Vec<(&str, u64)> = fields
        .iter()
        .map(|facet| (facet.label.as_str(), facet.count))
        .collect();
    assert_eq!(fields, [("Giáo dục", 2), ("Y tế", 1)]);
    let years: Vec<(&str, u64)> = years
        .iter()
        .map(|facet| (facet.value.as_str(), facet.count))
        .collect();
    assert_eq!(years, [("2024", 2), ("2023", 1)]);
}

/// By number, not by the text of the number.
pub async fn the_yearly_list_follows_the_numbers_of_the_decisions(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    for number in [100, 9, 10] {
        entry(&*bench, &world, number, |_| ()).await;
    }
    let mut read = bench.store().read().await.unwrap();
    let year = read.registry_year(&[world.district], 2024).await.unwrap();
    let labels: Vec<&str> = year
        .iter()
        .map(|entry| entry.decision_label.as_str())
        .collect();
    assert_eq!(labels, ["09/QĐ-UBND", "10/QĐ-UBND", "100/QĐ-UBND"]);
    assert!(
        read.registry_year(&[world.district], 2023)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(read.registry_year(&[], 2024).await.unwrap().is_empty());
    assert_eq!(read.report_years(&[world.district]).await.unwrap(), [2024]);
    assert_eq!(
        read.year_counts(&[world.district], 2024).await.unwrap(),
        [(State::Recognised, 3)]
    );
    let public = read
        .registry(&RegistryFilter::default(), Paging { page: 2, size: 2 })
        .await
        .unwrap();
    assert_eq!((public.rows.len(), public.total), (1, 3));
}
