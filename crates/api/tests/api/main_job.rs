//! The main job from invitation to yearly list, through the API alone.

use crate::world::{self, World};
use serde_json::{Value, json};

struct Cast {
    author: String,
    clerk: String,
    head: String,
    leader: String,
    secretary: String,
}

async fn cast(world: &World) -> Cast {
    Cast {
        author: world.join("tac-gia-01", "Tác giả mẫu 01", "author").await,
        clerk: world.join("can-bo", "Cán bộ mẫu", "clerk").await,
        head: world
            .join("thu-truong", "Thủ trưởng mẫu", "head-of-unit")
            .await,
        leader: world.join("lanh-dao", "Lãnh đạo mẫu", "leader").await,
        secretary: world.administrator.clone(),
    }
}

async fn submitted(world: &World, cast: &Cast, first_applied_on: &str) -> String {
    let id = world.complete_draft(&cast.author, first_applied_on).await;
    let outcome = world
        .post(
            &format!("dossiers/{id}/submission"),
            &cast.author,
            Value::Null,
        )
        .await
        .expect(200);
    assert_eq!(outcome["outcome"], "received");
    id
}

async fn confirmed(world: &World, cast: &Cast) -> String {
    let id = submitted(world, cast, "2023-06-12").await;
    world
        .post(
            &format!("dossiers/{id}/acceptance"),
            &cast.clerk,
            Value::Null,
        )
        .await
        .expect(204);
    let body = json!({ "first_applied_on": "2023-06-12" });
    let outcome = world
        .post(&format!("dossiers/{id}/confirmation"), &cast.head, body)
        .await
        .expect(200);
    assert_eq!(outcome, json!({ "outcome": "in-time" }));
    id
}

#[tokio::test]
async fn a_dossier_goes_from_draft_to_certificate_registry_and_yearly_list() {
    let world = World::new().await;
    let cast = cast(&world).await;
    let id = confirmed(&world, &cast).await;
    let session = convene(&world, &cast, &id).await;
    mark_and_conclude(&world, &cast, &id, &session).await;

    let choices = world
        .get("decisions/choices", &cast.leader)
        .await
        .expect(200);
    assert_eq!(choices["choices"][0]["passed"][0]["id"], id);
    let draft = world
        .post("decisions", &cast.leader, json!({ "dossiers": [id] }))
        .await
        .expect(201);
    let decision = format!("decisions/{}", draft["id"].as_str().unwrap());
    let drafted = world.get(&decision, &cast.leader).await.expect(200);
    assert_eq!(drafted["issue"], Value::Null);
    let issued = world
        .post(&format!("{decision}/issue"), &cast.leader, Value::Null)
        .await
        .expect(200);
    let number = issued["issue"]["number"].as_str().unwrap();
    assert!(number.starts_with("01/"), "{number}");
    let code = issued["certificates"][0]["code"]
        .as_str()
        .unwrap()
        .to_owned();
    let again = world
        .post(&format!("{decision}/issue"), &cast.leader, Value::Null)
        .await
        .expect(422);
    assert_eq!(again["type"], "urn:sangkien:refusal:decision-issued");

    let certificate = world
        .get(&format!("certificates/{}", code.to_lowercase()), "")
        .await
        .expect(200);
    assert_eq!(certificate["state"], "valid");
    assert_eq!(certificate["author"], "Tác giả mẫu 01");
    let pdf = world
        .get(&format!("certificates/{code}/file.pdf"), "")
        .await;
    assert!(pdf.bytes.starts_with(b"%PDF"));
    let paper = world
        .get(&format!("{decision}/file.pdf"), &cast.leader)
        .await;
    assert!(paper.bytes.starts_with(b"%PDF"));

    let found = world
        .get("registry?q=giai+phap+mau&year=2024", "")
        .await
        .expect(200);
    assert_eq!(found["total"], 1);
    let entry = found["entries"][0]["code"].as_str().unwrap();
    let entry = world
        .get(&format!("registry/{entry}"), "")
        .await
        .expect(200);
    assert_eq!(entry["decision"], number);
    let report = world
        .get("reports/yearly?year=2024", &cast.leader)
        .await
        .expect(200);
    assert_eq!(report["counts"], json!({ "recognised": 1 }));
    assert_eq!(report["filed"], 1);
    let list = world
        .get("reports/yearly.xlsx?year=2024", &cast.leader)
        .await;
    assert!(list.bytes.starts_with(b"PK"));
    let log = world
        .get("audit?act=decision", &world.administrator)
        .await
        .expect(200);
    // Drafted, issued, and its papers kept.
    assert_eq!(log["total"], 3);
}

async fn convene(world: &World, cast: &Cast, dossier: &str) -> String {
    let choices = world
        .get("council-sessions/choices", &cast.secretary)
        .await
        .expect(200);
    assert_eq!(choices["councils"][0]["waiting"][0]["id"], dossier);
    let body = json!({
        "council": choices["councils"][0]["council"], "title": "Phiên mẫu",
        "meets_at": "2024-04-20T08:00:00+07:00", "dossiers": [dossier],
    });
    let made = world
        .post("council-sessions", &cast.secretary, body)
        .await
        .expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn mark_and_conclude(world: &World, cast: &Cast, id: &str, session: &str) {
    let path = format!("council-sessions/{session}");
    let sheet = format!("dossiers/{id}/sheet");
    let list = world.get("marking", &cast.secretary).await.expect(200);
    assert_eq!(list["dossiers"][0]["dossier"], id);
    let blank = world.get(&sheet, &cast.secretary).await.expect(200);
    let mut scores = serde_json::Map::new();
    for criterion in blank["rubric"]["criteria"].as_array().unwrap() {
        let key = criterion["key"].as_str().unwrap().to_owned();
        scores.insert(key, criterion["max_hundredths"].clone());
    }
    let draft = json!({ "scores": {}, "version": blank["version"] });
    let saved = world.put(&sheet, &cast.secretary, draft).await.expect(200);
    let unvoted = json!({ "scores": scores, "version": saved["version"], "send": true });
    let refused = world
        .put(&sheet, &cast.secretary, unvoted)
        .await
        .expect(422);
    assert_eq!(refused["type"], "urn:sangkien:refusal:vote-missing");
    let stale = json!({ "scores": scores, "version": 0, "vote": "for" });
    world.put(&sheet, &cast.secretary, stale).await.expect(409);
    let full = json!({
        "scores": scores, "version": saved["version"], "vote": "for", "remark": "Nhận xét mẫu", "send": true,
    });
    let sent = world.put(&sheet, &cast.secretary, full).await.expect(200);
    assert_eq!(sent["assessment"]["passes"], true);

    let open = world.get(&path, &cast.secretary).await.expect(200);
    assert_eq!(
        open["sheets"],
        json!([]),
        "nothing is told while marking is open"
    );
    assert_eq!(open["agenda"][0]["counted"], Value::Null);
    assert_eq!(open["members"][0]["sent"], json!([id]));
    let early = world
        .post(&format!("{path}/conclusion"), &cast.secretary, Value::Null)
        .await
        .expect(422);
    assert_eq!(early["type"], "urn:sangkien:refusal:marking-open");
    for step in ["marking-closure", "conclusion"] {
        world
            .post(&format!("{path}/{step}"), &cast.secretary, Value::Null)
            .await
            .expect(204);
    }
    let closed = world.get(&path, &cast.secretary).await.expect(200);
    assert_eq!(closed["sheets"][0]["vote"], "for");
    assert_eq!(closed["agenda"][0]["verdict"]["carried"], true);
}

#[tokio::test]
async fn a_returned_dossier_is_answered_and_resubmitted_with_a_second_receipt() {
    let world = World::new().await;
    let cast = cast(&world).await;
    let id = submitted(&world, &cast, "2023-06-12").await;
    let dossier = format!("dossiers/{id}");
    let file = world
        .upload(
            &format!("{dossier}/files"),
            &cast.author,
            "bang.pdf",
            "%PDF mẫu",
        )
        .await;
    assert_eq!(file.expect(422)["type"], "urn:sangkien:refusal:not-now");
    let faulty = json!({ "items": [{ "place": "benefits", "requirement": "", "basis": "x" }] });
    let refused = world
        .post(&format!("{dossier}/return"), &cast.clerk, faulty)
        .await
        .expect(422);
    assert_eq!(refused["errors"][0]["code"], "correction-item-incomplete");
    let items = json!({ "items": [
        { "place": "benefits", "requirement": "Bổ sung số liệu", "basis": "Phụ lục I" },
    ] });
    world
        .post(&format!("{dossier}/return"), &cast.clerk, items)
        .await
        .expect(204);
    let submission = format!("{dossier}/submission");
    let unanswered = world
        .post(&submission, &cast.author, Value::Null)
        .await
        .expect(422);
    assert_eq!(
        unanswered["type"],
        "urn:sangkien:refusal:correction-unanswered"
    );
    let view = world.get(&dossier, &cast.author).await.expect(200);
    let item = view["corrections"][0]["id"].clone();
    let answers = json!({ "answers": [{ "item": item, "answer": "Đã bổ sung" }] });
    world
        .put(&format!("{dossier}/corrections"), &cast.author, answers)
        .await
        .expect(204);
    let file = world
        .upload(
            &format!("{dossier}/files"),
            &cast.author,
            "bang.pdf",
            "%PDF mẫu",
        )
        .await
        .expect(201);
    let outcome = world
        .post(&submission, &cast.author, Value::Null)
        .await
        .expect(200);
    assert_eq!(outcome["outcome"], "received");
    let receipt = world
        .get(&format!("{dossier}/receipt"), &cast.author)
        .await
        .expect(200);
    assert_eq!(receipt["ordinal"], 2);
    assert_eq!(receipt["sha256"], outcome["sha256"]);
    let path = format!("{dossier}/files/{}", file["id"].as_str().unwrap());
    let read = world.get(&path, &cast.clerk).await;
    assert_eq!(read.bytes, "%PDF mẫu".as_bytes());
    assert_eq!(read.headers["x-content-type-options"], "nosniff");
    let disposition = read.headers["content-disposition"].to_str().unwrap();
    assert!(disposition.starts_with("attachment"), "{disposition}");
}

#[tokio::test]
async fn refusal_withdrawal_lateness_and_the_time_bar_are_separate_ends() {
    let world = World::new().await;
    let cast = cast(&world).await;
    let states = |id: String| {
        let (world, token) = (&world, &cast.author);
        async move {
            world
                .get(&format!("dossiers/{id}"), token)
                .await
                .expect(200)["state"]
                .clone()
        }
    };
    let refused = submitted(&world, &cast, "2023-06-12").await;
    let body = json!({ "reason": "not-applied", "note": "Chưa áp dụng" });
    world
        .post(&format!("dossiers/{refused}/refusal"), &cast.clerk, body)
        .await
        .expect(204);
    assert_eq!(states(refused).await, "refused");

    let withdrawn = submitted(&world, &cast, "2023-06-12").await;
    let path = format!("dossiers/{withdrawn}/withdrawal");
    let silent = world
        .post(&path, &cast.author, json!({ "reason": " " }))
        .await
        .expect(422);
    assert_eq!(silent["type"], "urn:sangkien:refusal:reason-missing");
    let body = json!({ "reason": "Cần hoàn thiện thêm" });
    world.post(&path, &cast.author, body).await.expect(204);
    assert_eq!(states(withdrawn).await, "withdrawn");

    let stopped = submitted(&world, &cast, "2023-01-10").await;
    world
        .post(
            &format!("dossiers/{stopped}/acceptance"),
            &cast.clerk,
            Value::Null,
        )
        .await
        .expect(204);
    let body = json!({ "first_applied_on": "2023-01-10", "note": "" });
    let outcome = world
        .post(
            &format!("dossiers/{stopped}/confirmation"),
            &cast.head,
            body,
        )
        .await
        .expect(200);
    assert_eq!(outcome["outcome"], "stopped");
    assert_eq!(outcome["refusal"]["code"], "claim-lapsed");
    assert!(outcome["refusal"]["article"].is_string(), "{outcome}");
    assert_eq!(states(stopped).await, "stopped");

    let late = world.complete_draft(&cast.author, "2023-06-12").await;
    let author = late_author(&world).await;
    let outcome = world
        .post(&format!("dossiers/{late}/submission"), &author, Value::Null)
        .await
        .expect(200);
    assert_eq!(outcome["outcome"], "late");
    assert_eq!(outcome["code"], Value::Null);
}

/// Signs the author in at the closing instant: sessions of days ago have ended.
async fn late_author(world: &World) -> String {
    world.clock.set(world::at("2024-04-10T00:00:00+07:00"));
    let body = json!({ "account": "tac-gia-01", "password": world::PASSWORD });
    let signed_in = world.post("sessions", "", body).await.expect(201);
    signed_in["token"].as_str().unwrap().to_owned()
}
