//! Forms of one's own: uploaded, tied, put in force, and what is made with them.

use std::collections::BTreeMap;

use sangkien_app::casework::Seen;
use sangkien_app::failure::Failure;
use sangkien_app::own_form::NewOwnForm;
use sangkien_app::port::{Clock as _, FilledPaper, PaperFormat};
use sangkien_app::record::BLANK;
use sangkien_documents::Fonts;
use sangkien_documents::official::Kind;
use sangkien_documents::reading::read;
use sangkien_documents::sniff::MediaType;
use sangkien_domain::correction::{NewItem, Severity};
use sangkien_domain::id::{DossierId, UnitId};
use sangkien_domain::reading::Unread;
use sangkien_domain::refusal::{OwnFormRefusal, Refusal};
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, SetClock, World};
use serde_json::{Value, json};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// A decision on the agency's own paper, with places where data go.
fn decision_form() -> Vec<u8> {
    let mut data: Value = serde_json::from_str(Kind::Decision.sample()).unwrap();
    data["subject"] = json!("Mẫu của đơn vị: {{Trích yếu}}");
    data["signer_name"] = json!("{{Người ký}}");
    data["initiatives"] = json!([{
        "code": "{{Mã sáng kiến}}",
        "title": "{{Tên của sáng kiến}}",
        "authors": ["{{Tác giả}}"],
        "unit": "{{Ghi chú}}",
    }]);
    let paper = Kind::Decision.fill(&data).unwrap();
    paper.docx(&Fonts::embedded().unwrap()).unwrap()
}

fn new(unit: UnitId, kind: FilledPaper, content: Vec<u8>) -> NewOwnForm {
    NewOwnForm {
        unit,
        kind,
        name: "Quyết định.docx".into(),
        content,
    }
}

fn why<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> OwnFormRefusal {
    match outcome {
        Err(Failure::Refused(refusals)) => match refusals.as_slice() {
            [Refusal::OwnForm(why)] => why.clone(),
            other => panic!("refused for something else: {other:?}"),
        },
        other => panic!("not refused: {other:?}"),
    }
}

fn words(docx: &[u8]) -> String {
    let reading = read(MediaType::Docx, docx).unwrap();
    let texts: Vec<String> = reading.parts.into_iter().map(|part| part.text).collect();
    texts.join("\n")
}

async fn decided(scene: &Scene<'_>) -> (DossierId, String) {
    let dossier = scene.confirmed(1).await;
    scene.pass(&[dossier]).await;
    let view = scene.app.dossier(&scene.author, dossier).await.unwrap();
    (dossier, view.dossier.title.clone())
}

#[tokio::test]
async fn a_decision_is_made_with_the_form_that_was_in_force_at_its_moment() {
    let world: World<SetClock> = World::at(Engine::Sqlite, at("2024-04-01T09:00+07:00")).await;
    let window = Window {
        opens_at: at("2024-03-01T00:00+07:00"),
        closes_at: at("2024-04-10T00:00+07:00"),
    };
    let scene = Scene::set_up(&world.app, window).await;
    let (app, administrator) = (&world.app, &scene.secretary);
    let unit = app.own_forms(administrator).await.unwrap().units[0].id;
    for stranger in [&scene.author, &scene.clerk] {
        let refused = app.own_forms(stranger).await;
        assert!(matches!(refused, Err(Failure::Absent)));
        let form = new(unit, FilledPaper::Decision, decision_form());
        let refused = app.add_own_form(stranger, form).await;
        assert!(matches!(refused, Err(Failure::Absent)));
    }

    let form = new(unit, FilledPaper::Decision, decision_form());
    let id = app.add_own_form(administrator, form).await.unwrap();
    let view = app.own_form(administrator, id).await.unwrap();
    let untied = vec!["Tên của sáng kiến".to_owned(), "Ghi chú".to_owned()];
    assert_eq!(
        view.form.untied(),
        untied,
        "the others are called like fields"
    );
    let early = app.put_own_form_in_force(administrator, id, 0).await;
    assert_eq!(why(early), OwnFormRefusal::Untied { places: untied });
    let mut mapping = view.form.mapping.clone();
    mapping.insert("Ghi chú".into(), "no-such-field".into());
    let wrong = app
        .tie_own_form(administrator, id, 0, mapping.clone())
        .await;
    let place = "Ghi chú".to_owned();
    assert_eq!(why(wrong), OwnFormRefusal::NoSuchField { place });
    mapping.insert("Ghi chú".into(), BLANK.into());
    mapping.insert("Tên của sáng kiến".into(), "initiatives.title".into());
    app.tie_own_form(administrator, id, 0, mapping.clone())
        .await
        .unwrap();
    let stale = app
        .tie_own_form(administrator, id, 0, BTreeMap::new())
        .await;
    assert!(matches!(stale, Err(Failure::Stale)), "{stale:?}");
    let tried = app
        .own_form_preview(administrator, id, PaperFormat::Docx)
        .await;
    assert!(words(&tried.unwrap()).contains("Sổ tay số về sơ cứu"));
    let pdf = app
        .own_form_preview(administrator, id, PaperFormat::Pdf)
        .await;
    assert_eq!(why(pdf), OwnFormRefusal::Unread(Unread::NoConverter));
    app.put_own_form_in_force(administrator, id, 1)
        .await
        .unwrap();
    let fixed = app.tie_own_form(administrator, id, 2, mapping).await;
    assert_eq!(why(fixed), OwnFormRefusal::Fixed);

    let (dossier, title) = decided(&scene).await;
    let decision = scene.draft_decision(dossier).await;
    let print = async || {
        let made = app.decision_file(&scene.leader, decision, PaperFormat::Docx);
        words(&made.await.unwrap())
    };
    let draft = print().await;
    assert!(draft.contains("Mẫu của đơn vị: "), "{draft}");
    assert!(draft.contains(&title), "{draft}");
    assert!(!draft.contains("{{"), "{draft}");
    app.issue_decision(&scene.leader, decision).await.unwrap();
    world.clock.set(world.clock.now().plus_seconds(60));
    app.end_own_form(administrator, id, 2).await.unwrap();
    assert!(
        print().await.contains("Mẫu của đơn vị: "),
        "it keeps its form"
    );
    let ended = app.end_own_form(administrator, id, 3).await;
    assert_eq!(why(ended), OwnFormRefusal::NotInForce);
    world.check().await;
}

#[tokio::test]
async fn a_file_that_is_no_form_is_refused_with_its_reason() {
    let world: World<SetClock> = World::at(Engine::Sqlite, at("2024-04-01T09:00+07:00")).await;
    let window = Window {
        opens_at: at("2024-03-01T00:00+07:00"),
        closes_at: at("2024-04-10T00:00+07:00"),
    };
    let scene = Scene::set_up(&world.app, window).await;
    let (app, administrator) = (&world.app, &scene.secretary);
    let unit = app.own_forms(administrator).await.unwrap().units[0].id;
    let minutes = |data: &Value| {
        let paper = Kind::Minutes.fill(data).unwrap();
        paper.docx(&Fonts::embedded().unwrap()).unwrap()
    };
    let mut data: Value = serde_json::from_str(Kind::Minutes.sample()).unwrap();
    let plain = new(unit, FilledPaper::Minutes, minutes(&data));
    let refused = app.add_own_form(administrator, plain).await;
    assert_eq!(why(refused), OwnFormRefusal::NoPlaces);
    data["subject"] = json!("Họp {{Trích yếu");
    let open = new(unit, FilledPaper::Minutes, minutes(&data));
    let refused = app.add_own_form(administrator, open).await;
    let words = vec!["Trích yếu".to_owned()];
    assert_eq!(why(refused), OwnFormRefusal::Broken { words });
    let mut text = new(unit, FilledPaper::Minutes, b"{{A}}".to_vec());
    text.name = "mau.txt".into();
    let refused = app.add_own_form(administrator, text).await;
    assert_eq!(why(refused), OwnFormRefusal::NotWord);
    assert!(app.own_forms(administrator).await.unwrap().forms.is_empty());
}

/// A request for supplements on the agency's own paper: a row for each item.
fn request_form() -> Vec<u8> {
    let mut data: Value = serde_json::from_str(Kind::SupplementRequest.sample()).unwrap();
    data["opening"] = json!(["Mẫu của đơn vị, hồ sơ {{Mã hồ sơ}}: {{Tên hồ sơ}}"]);
    data["items"] = json!([{
        "number": 7,
        "place_in_dossier": ["{{Vị trí, đoạn trích}}"],
        "fault": ["{{Nội dung chưa đạt}}"],
        "requirement": ["Đề nghị: {{Yêu cầu}}"],
        "basis": ["{{Căn cứ của yêu cầu}}"],
    }]);
    data["closing"] = json!(["{{Phần kết}}"]);
    data["sender_name"] = json!("{{Người lập}}");
    let paper = Kind::SupplementRequest.fill(&data).unwrap();
    paper.docx(&Fonts::embedded().unwrap()).unwrap()
}

/// A dossier sent back with one item.
async fn returned(scene: &Scene<'_>, number: usize) -> DossierId {
    let id = scene.draft(&scene.author, number).await;
    scene.app.submit(&scene.author, id).await.unwrap();
    let item = NewItem {
        place: "general".into(),
        severity: Severity::Must,
        requirement: "Ghi tên ngắn hơn.".into(),
        basis: "Quy tắc mẫu".into(),
        ..NewItem::default()
    };
    let sent = scene
        .app
        .return_for_supplement(&scene.clerk, id, Seen::Now, vec![item]);
    sent.await.unwrap();
    id
}

#[tokio::test]
async fn a_letter_to_an_author_is_made_with_the_form_that_was_in_force_when_it_was_sent() {
    let world: World<SetClock> = World::at(Engine::Sqlite, at("2024-04-01T09:00+07:00")).await;
    let window = Window {
        opens_at: at("2024-03-01T00:00+07:00"),
        closes_at: at("2024-04-10T00:00+07:00"),
    };
    let scene = Scene::set_up(&world.app, window).await;
    let (app, administrator) = (&world.app, &scene.secretary);
    let unit = app.own_forms(administrator).await.unwrap().units[0].id;
    let form = new(unit, FilledPaper::SupplementRequest, request_form());
    let form = app.add_own_form(administrator, form).await.unwrap();
    let view = app.own_form(administrator, form).await.unwrap();
    assert_eq!(view.form.untied(), Vec::<String>::new());
    let tried = app
        .own_form_preview(administrator, form, PaperFormat::Docx)
        .await;
    let tried = words(&tried.unwrap());
    let rows = tried.matches("Đề nghị: ").count();
    assert_eq!(rows, 2, "a row for each item of the sample: {tried}");
    app.put_own_form_in_force(administrator, form, 0)
        .await
        .unwrap();

    world.clock.set(world.clock.now().plus_seconds(60));
    let id = returned(&scene, 1).await;
    let letter = async || {
        let asked = (1, PaperFormat::Docx);
        let made = app.request_letter(&scene.author, id, asked).await.unwrap();
        words(&made.content)
    };
    let sent = letter().await;
    assert!(sent.contains("Mẫu của đơn vị, hồ sơ "), "{sent}");
    assert!(sent.contains("Đề nghị: "), "{sent}");
    assert!(!sent.contains("{{"), "{sent}");
    let pdf = app.request_letter(&scene.author, id, (1, PaperFormat::Pdf));
    assert_eq!(
        why(pdf.await),
        OwnFormRefusal::Unread(Unread::NoConverter),
        "a PDF is written from the same form"
    );
    world.clock.set(world.clock.now().plus_seconds(60));
    app.end_own_form(administrator, form, 1).await.unwrap();
    assert_eq!(letter().await, sent, "it keeps its form");
    let other = returned(&scene, 2).await;
    let made = app.request_letter(&scene.author, other, (1, PaperFormat::Docx));
    let made = words(&made.await.unwrap().content);
    assert!(!made.contains("Mẫu của đơn vị"), "{made}");
    world.check().await;
}
