//! Files compared between rounds, and phrases items are written from.

use std::fmt::Write as _;

use sangkien_app::casework::Seen;
use sangkien_app::correction::{FileFinding, Proposal};
use sangkien_app::dossier::Upload;
use sangkien_app::failure::Failure;
use sangkien_domain::correction::{NewItem, Reply};
use sangkien_domain::id::{DossierId, FileId};
use sangkien_testkit::{Engine, Scene, World};
use sangkien_text::changes::Finding;

use super::{Act, item, start};

/// A manuscript of plain text, its pages ended by form feeds.
fn manuscript(wrong: &[usize], stray: &[usize]) -> Vec<u8> {
    let mut text = String::new();
    for page in 1..=40 {
        let name = if wrong.contains(&page) {
            "Hoàng Xa"
        } else {
            "Hoàng Sa"
        };
        let year = if stray.contains(&page) { 1975 } else { 1974 };
        let _ = write!(
            text,
            "Trang {page} kể về làng {page}.\nBản đồ {page} vẽ quần đảo {name}.\nĐình làng {page} dựng năm {year}.\u{c}\n"
        );
    }
    text.into_bytes()
}

async fn attach(
    scene: &Scene<'_>,
    app: &sangkien_app::App,
    id: DossierId,
    text: Vec<u8>,
) -> FileId {
    let upload = Upload {
        name: "ban-thao.txt".into(),
        content: text,
        component: None,
    };
    app.attach_file(&scene.author, id, upload).await.unwrap().id
}

#[tokio::test]
async fn a_manuscript_in_a_file_is_compared_page_by_page() {
    let (at, window) = start();
    let world = World::at(Engine::Sqlite, at).await;
    let scene = Scene::set_up(&world.app, window).await;
    let app = world.app.as_ref();
    let id = scene.draft(&scene.author, 1).await;
    let faults = [7, 19, 33];
    let file = attach(&scene, app, id, manuscript(&faults, &[])).await;
    app.submit(&scene.author, id).await.unwrap();
    let mut items: Vec<NewItem> = faults
        .iter()
        .map(|page| NewItem {
            file: Some(file),
            page: u32::try_from(*page).ok(),
            quote: format!("Bản đồ {page} vẽ quần đảo Hoàng Xa"),
            found: "Hoàng Xa".into(),
            wanted: "Hoàng Sa".into(),
            ..item("", "Viết đúng tên quần đảo")
        })
        .collect();
    items.push(item("evidence", "Nộp bản thảo có đóng dấu"));
    app.return_for_supplement(&scene.clerk, id, Seen::Now, items)
        .await
        .unwrap();
    let act = Act {
        scene: &scene,
        app,
        id,
    };
    app.remove_file(&scene.author, id, file).await.unwrap();
    attach(&scene, app, id, manuscript(&[19], &[28])).await;
    act.answer_all(Reply::Fixed, "Đã thay bản thảo").await;
    app.submit(&scene.author, id).await.unwrap();
    let found = act.changes(&scene.clerk).await;
    let proposals: Vec<Proposal> = found.items.iter().map(|one| one.proposal).collect();
    assert_eq!(
        proposals,
        [
            Proposal::Words(Finding::Fixed),
            Proposal::Words(Finding::Unchanged),
            Proposal::Words(Finding::Fixed),
            Proposal::File(FileFinding::Changed),
        ]
    );
    assert_eq!(found.files.len(), 1);
    assert_eq!(found.unrequested_files().count(), 0);
    let stray: Vec<(Option<u32>, String)> = found
        .unrequested()
        .map(|change| (change.page(), change.quote()))
        .collect();
    assert_eq!(
        stray,
        [(Some(28), "Đình làng 28 dựng năm 1974.".to_owned())]
    );
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn phrases_are_loaded_once_and_a_version_never_changes() {
    let (at, window) = start();
    let world = World::at(Engine::Sqlite, at).await;
    let scene = Scene::set_up(&world.app, window).await;
    let app = world.app.as_ref();
    let origin = sangkien_app::Origin::local("test");
    let mut libraries = sangkien_packs::phrases().unwrap();
    let count = libraries.len();
    assert_eq!(app.load_phrases(&libraries, &origin).await.unwrap(), count);
    assert_eq!(app.load_phrases(&libraries, &origin).await.unwrap(), 0);
    libraries[0].phrases[0].requirement.push_str(" Sửa.");
    let changed = app.load_phrases(&libraries, &origin).await;
    assert!(matches!(changed, Err(Failure::Inconsistent(_))));
    libraries[0].version += 1;
    assert_eq!(app.load_phrases(&libraries, &origin).await.unwrap(), 1);

    let id = scene.draft(&scene.author, 1).await;
    app.submit(&scene.author, id).await.unwrap();
    let desk = app.correction_desk(&scene.clerk, id).await.unwrap();
    let [library] = desk.phrases.0.as_slice() else {
        panic!("one library serves the form: {:?}", desk.phrases);
    };
    assert_eq!(
        library.version, libraries[0].version,
        "the latest is offered"
    );
    let phrase = &library.phrases[0];
    let made = NewItem {
        class: library.reference(phrase),
        basis: phrase.basis.to_string(),
        ..item("benefits", &phrase.requirement)
    };
    let invented = NewItem {
        class: "khong-co@1/x".into(),
        ..item("novelty", "Viết lại")
    };
    app.return_for_supplement(&scene.clerk, id, Seen::Now, vec![made, invented])
        .await
        .unwrap();
    let view = app.dossier(&scene.author, id).await.unwrap();
    assert_eq!(view.corrections[0].class_label, phrase.label);
    assert_eq!(
        view.corrections[1].class, "",
        "unknown phrases are own words"
    );
    world.check().await;
    world.close().await;
}
