//! How the API answers whoever asks wrongly, or should not ask.

use crate::world::{ADMINISTRATOR, PASSWORD, World};
use axum::body::Body;
use axum::http::Request;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use serde_json::{Value, json};

#[tokio::test]
async fn what_is_not_there_and_what_is_not_for_the_caller_answer_alike() {
    let world = World::new().await;
    let author = world.join("tac-gia-01", "Tác giả mẫu 01", "author").await;
    let other = world.join("tac-gia-02", "Tác giả mẫu 02", "author").await;
    let id = world.complete_draft(&author, "2023-06-12").await;
    let nowhere = "00000000-0000-0000-0000-000000000000";
    let strip = |mut document: Value| {
        document["instance"] = Value::Null;
        document
    };
    let absent = strip(
        world
            .get(&format!("dossiers/{nowhere}"), &other)
            .await
            .expect(404),
    );
    for path in [
        format!("dossiers/{id}"),
        format!("dossiers/{id}/receipt"),
        format!("dossiers/{id}/sheet"),
        "dossiers/not-an-id".to_owned(),
        "council-sessions".to_owned(),
        "decisions".to_owned(),
        "people".to_owned(),
        "audit".to_owned(),
        "reports/yearly".to_owned(),
        "nothing/here".to_owned(),
    ] {
        let hidden = strip(world.get(&path, &other).await.expect(404));
        assert_eq!(hidden, absent, "{path}");
    }
    let own = world.get("dossiers?own=true", &other).await.expect(200);
    assert_eq!(own["total"], 0);
    let mine = world.get("dossiers?state=draft", &author).await.expect(200);
    assert_eq!(mine["total"], 1);
}

#[tokio::test]
async fn a_session_is_a_token_and_never_a_cookie() {
    let world = World::new().await;
    let wrong = json!({ "account": ADMINISTRATOR, "password": "x" });
    let refused = world.post("sessions", "", wrong).await;
    assert_eq!(refused.headers["www-authenticate"], "Bearer");
    assert_eq!(
        refused.expect(401)["type"],
        "urn:sangkien:problem:credentials"
    );
    let right = json!({ "account": ADMINISTRATOR, "password": PASSWORD });
    let opened = world.post("sessions", "", right).await;
    assert!(!opened.headers.contains_key("set-cookie"));
    assert_eq!(opened.headers["cache-control"], "no-store");
    let opened = opened.expect(201);
    assert_eq!(opened["expires_at"], "2024-04-01T21:00:00+07:00");
    let token = opened["token"].as_str().unwrap();
    let by_cookie = Request::get("/api/v1/sessions")
        .header(COOKIE, format!("sk_session={token}"))
        .body(Body::empty())
        .unwrap();
    world.send(by_cookie).await.expect(401);
    let who = world.get("sessions", token).await.expect(200);
    assert_eq!(who["account"], ADMINISTRATOR);
    assert_eq!(who["seats"][0]["post"], "secretary");
    let renewed = world
        .post("sessions/renewal", token, Value::Null)
        .await
        .expect(201);
    let renewed = renewed["token"].as_str().unwrap();
    world.delete("sessions", renewed).await.expect(204);
    let ended = world.get("sessions", renewed).await.expect(401);
    assert_eq!(ended["type"], "urn:sangkien:problem:sign-in");
}

#[tokio::test]
async fn guessing_passwords_is_slowed_and_told_how_long() {
    let world = World::new().await;
    let wrong = json!({ "account": "ai-do", "password": "x" });
    let mut last = world.post("sessions", "", wrong.clone()).await;
    for _ in 0..12 {
        last = world.post("sessions", "", wrong.clone()).await;
    }
    let wait = last.headers["retry-after"].to_str().unwrap().to_owned();
    let document = last.expect(429);
    assert!(document["detail"].as_str().unwrap().contains(&wait));
}

#[tokio::test]
async fn a_request_that_cannot_be_read_is_told_where() {
    let world = World::new().await;
    let post = |kind: &str, body: Vec<u8>| {
        Request::post("/api/v1/sessions")
            .header(CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap()
    };
    let broken = world
        .send(post("application/json", b"{\"account\":}".to_vec()))
        .await;
    assert_eq!(broken.headers[CONTENT_TYPE], "application/problem+json");
    let document = broken.expect(400);
    assert_eq!(document["type"], "urn:sangkien:problem:malformed");
    assert!(
        document["detail"]
            .as_str()
            .unwrap()
            .contains("dòng 1, cột 12"),
        "{document}"
    );
    let form = post("application/x-www-form-urlencoded", b"account=a".to_vec());
    world.send(form).await.expect(415);
    let huge = post("application/json", vec![b' '; (2 << 20) + 1]);
    world.send(huge).await.expect(413);
    let method = world.put("rounds", "", Value::Null).await;
    assert_eq!(method.headers["allow"], "GET,HEAD");
    method.expect(405);
    let query = world.get("registry?colour=red", "").await.expect(400);
    let cause = query["errors"][0]["message"].as_str().unwrap();
    assert!(cause.contains("colour"), "{cause}");
}

#[tokio::test]
async fn only_one_named_file_is_taken_from_an_upload() {
    let world = World::new().await;
    let author = world.join("tac-gia-01", "Tác giả mẫu 01", "author").await;
    let id = world.complete_draft(&author, "2023-06-12").await;
    let path = format!("dossiers/{id}/files");
    let program = world
        .upload(&path, &author, "a.exe", "MZ")
        .await
        .expect(422);
    assert_eq!(program["type"], "urn:sangkien:refusal:file-not-accepted");
    let json = world.post(&path, &author, json!({ "file": 1 })).await;
    assert_eq!(json.expect(415)["type"], "urn:sangkien:problem:media-type");
    let kept = world
        .upload(&path, &author, "a.pdf", "%PDF 1")
        .await
        .expect(201);
    assert_eq!(kept["media_type"], "application/pdf");
    let file = format!("{path}/{}", kept["id"].as_str().unwrap());
    world.delete(&file, &author).await.expect(204);
    let view = world
        .get(&format!("dossiers/{id}"), &author)
        .await
        .expect(200);
    assert_eq!(view["files"], json!([]));
}

#[tokio::test]
async fn a_section_saved_elsewhere_is_not_overwritten() {
    let world = World::new().await;
    let author = world.join("tac-gia-01", "Tác giả mẫu 01", "author").await;
    let id = world.complete_draft(&author, "2023-06-12").await;
    let path = format!("dossiers/{id}/sections/general");
    let body = json!({ "answers": { "title": "Bản ghi đè" }, "version": 0 });
    let stale = world.put(&path, &author, body).await.expect(409);
    assert_eq!(stale["type"], "urn:sangkien:problem:stale");
    let shares = json!({ "version": 1, "authors": [
        { "full_name": "Tác giả mẫu 01", "share_hundredths": 6000, "account": "tac-gia-01" },
        { "full_name": "Tác giả mẫu 02", "share_hundredths": 3000 },
    ] });
    let saved = world
        .put(&format!("dossiers/{id}/authors"), &author, shares)
        .await
        .expect(200);
    assert_eq!(saved["missing"][0]["code"], "shares-do-not-sum");
    let refused = world
        .post(&format!("dossiers/{id}/submission"), &author, Value::Null)
        .await
        .expect(422);
    assert_eq!(refused["type"], "urn:sangkien:refusal:shares-do-not-sum");
}

#[tokio::test]
async fn nobody_without_a_token_gets_past_the_public_routes() {
    let world = World::new().await;
    let public = [
        "/api/v1/rounds",
        "/api/v1/fields",
        "/api/v1/registry",
        "/api/v1/registry/{code}",
        "/api/v1/certificates/{code}",
        "/api/v1/certificates/{code}/file.pdf",
    ];
    for route in sangkien_api::routes().list() {
        let signs_in = route.method == "POST"
            && ["/api/v1/sessions", "/api/v1/invitations"].contains(&route.path);
        let path = ["{id}", "{file}", "{grant}"]
            .iter()
            .fold(route.path.to_owned(), |path, part| {
                path.replace(part, "00000000-0000-0000-0000-000000000000")
            });
        let request = Request::builder()
            .method(route.method)
            .uri(path)
            .body(Body::empty())
            .unwrap();
        let status = world.send(request).await.status.as_u16();
        let open = signs_in || (route.method == "GET" && public.contains(&route.path));
        assert_eq!(
            status != 401,
            open,
            "{} {}: {status}",
            route.method,
            route.path
        );
    }
}
