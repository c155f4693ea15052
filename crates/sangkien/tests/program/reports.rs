//! The lists of a year, on the page and as files.

use axum::body::Body;
use axum::http::Request;
use axum::http::header::COOKIE;
use sangkien_app::Origin;
use sangkien_app::casework::Seen;
use sangkien_app::dossier::RefuseInput;
use sangkien_documents::reading::read;
use sangkien_documents::sniff::MediaType;
use sangkien_domain::access::Role;
use sangkien_domain::dossier::RefusalReason;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Answer, Engine, Scene, SetClock, World};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

async fn page(world: &World<SetClock>, account: &str, path: &str) -> Answer {
    let origin = Origin::local("test");
    let session = world
        .app
        .sign_in(account, "ba con meo ngu trua", &origin, "test");
    let cookies = format!("sk_session={}", session.await.unwrap().token);
    let request = Request::get(path).header(COOKIE, cookies);
    world
        .server()
        .send(request.body(Body::empty()).unwrap())
        .await
}

fn words(kind: MediaType, bytes: &[u8]) -> String {
    let reading = read(kind, bytes).unwrap();
    let texts: Vec<String> = reading.parts.into_iter().map(|part| part.text).collect();
    texts.join("\n")
}

#[tokio::test]
async fn the_lists_of_a_year_are_the_same_on_the_page_in_excel_and_as_pdf() {
    let world: World<SetClock> = World::at(Engine::Sqlite, at("2024-04-01T09:00+07:00")).await;
    let window = Window {
        opens_at: at("2024-03-01T00:00+07:00"),
        closes_at: at("2024-04-10T00:00+07:00"),
    };
    let scene = Scene::set_up(&world.app, window).await;
    let app = &world.app;
    let recognised = scene.confirmed(1).await;
    scene.pass(&[recognised]).await;
    let decision = scene.draft_decision(recognised).await;
    app.issue_decision(&scene.leader, decision).await.unwrap();
    let refused = scene.draft(&scene.author, 2).await;
    app.submit(&scene.author, refused).await.unwrap();
    let input = RefuseInput {
        reason: RefusalReason::Duplicate,
        note: "=1+1 như giải pháp của năm trước".into(),
    };
    app.refuse(&scene.clerk, refused, Seen::Now, input)
        .await
        .unwrap();

    // What the desk refused is shown to those who see the desk's work.
    scene.joins("kiem-tra-mau", Role::Auditor).await;
    for (list, there, elsewhere) in [
        ("recognised", "Giải pháp mẫu số 1", "Giải pháp mẫu số 2"),
        ("unrecognised", "Giải pháp mẫu số 2", "Giải pháp mẫu số 1"),
        ("units", "Đã nộp", "Giải pháp mẫu"),
    ] {
        let shown = page(&world, "kiem-tra-mau", &format!("/reports/{list}")).await;
        let shown = shown.text();
        let sheet = page(
            &world,
            "kiem-tra-mau",
            &format!("/reports/{list}.xlsx?year=2024"),
        )
        .await;
        let sheet = words(MediaType::Xlsx, &sheet.bytes);
        let pdf = page(
            &world,
            "kiem-tra-mau",
            &format!("/reports/{list}.pdf?year=2024"),
        )
        .await;
        let pdf = words(MediaType::Pdf, &pdf.bytes);
        for text in [shown, sheet, pdf.replace('\n', " ")] {
            assert!(text.contains(there), "{list}: {text}");
            assert!(!text.contains(elsewhere), "{list}: {text}");
        }
    }
    let sheet = page(&world, "kiem-tra-mau", "/reports/unrecognised.xlsx").await;
    let sheet = words(MediaType::Xlsx, &sheet.bytes);
    assert!(sheet.contains(": =1+1 như giải pháp"), "{sheet}");
    let leader = page(&world, "lanh-dao-mau", "/reports/unrecognised").await;
    assert!(!leader.text().contains("Giải pháp mẫu số 2"));
    for (account, path) in [
        ("tac-gia-mau-01", "/reports/units"),
        ("lanh-dao-mau", "/reports/others"),
        ("lanh-dao-mau", "/reports/units.doc"),
    ] {
        let status = page(&world, account, path).await.status;
        assert_eq!(status.as_u16(), 404, "{account} {path}");
    }
}
