//! Power cuts during submissions.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use sangkien::config::{Config, Settings};
use sangkien::data::DataFolder;
use sangkien::instance::Instance;
use sangkien::wiring::SystemClock;
use sangkien_app::port::Clock as _;
use sangkien_domain::round::Window;
use sangkien_testkit::{Scene, Wire};
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::binary::{Running, run};

const KILLS: u64 = 30;
const CLIENTS: usize = 4;

/// Dossiers whose receipt reached a client: id and code.
type Acknowledged = Arc<Mutex<BTreeMap<String, String>>>;

/// What a client needs to file.
struct Desk {
    round: String,
    sections: Vec<(String, Value)>,
    tokens: Vec<String>,
}

/// An agency in `data` with an open round and authors who can sign in.
async fn prepare(data: &Path) -> (String, Vec<(String, Value)>, &'static str) {
    let given = vec![("data", data.to_str().unwrap().to_owned())];
    let settings = Settings::collect(None, Vec::new(), given).unwrap();
    let config = Config::judge(&settings).unwrap();
    let clock = Arc::new(SystemClock::default());
    let now = clock.now();
    let settings = sangkien_app::Settings {
        base_url: "http://localhost".into(),
        demo: false,
        quota: sangkien_app::Quota::default(),
    };
    let folder = DataFolder::open(data).unwrap();
    let instance = Instance::open(&config, folder, clock, settings)
        .await
        .unwrap();
    let window = Window {
        opens_at: now.plus_seconds(-3_600),
        closes_at: now.plus_seconds(7 * 24 * 3_600),
    };
    let scene = Scene::set_up(&instance.app, window).await;
    for number in 0..CLIENTS {
        scene.author_joins(&format!("tac-gia-{number}")).await;
    }
    // The sample answers name a day; what is filed today must have been applied in the last year.
    let day = now.plus_seconds(-60 * 24 * 3_600).day().to_string();
    let sections = scene
        .answers(1)
        .into_iter()
        .map(|(key, mut answers)| {
            for (field, answer) in &mut answers {
                if field == "first_applied_on" {
                    answer.clone_from(&day);
                }
            }
            (key, json!({ "answers": answers, "version": 0 }))
        })
        .collect();
    let (round, password) = (scene.round.to_string(), scene.password());
    instance.close().await;
    (round, sections, password)
}

/// Files dossiers one after another until the server is gone.
async fn file_until_cut(wire: Wire, desk: Arc<Desk>, client: usize, acknowledged: Acknowledged) {
    let token = &desk.tokens[client];
    loop {
        let begun = json!({ "round": desk.round });
        let Ok(begun) = wire.api(Method::POST, "dossiers", token, &begun).await else {
            return;
        };
        let id = begun.expect(201)["id"].as_str().unwrap().to_owned();
        for (key, body) in &desk.sections {
            let path = format!("dossiers/{id}/sections/{key}");
            let Ok(saved) = wire.api(Method::PUT, &path, token, body).await else {
                return;
            };
            saved.expect(200);
        }
        let path = format!("dossiers/{id}/submission");
        let Ok(told) = wire.api(Method::POST, &path, token, &Value::Null).await else {
            return;
        };
        let told = told.expect(200);
        assert_eq!(told["outcome"], "received", "{told}");
        let code = told["code"].as_str().expect("a code").to_owned();
        acknowledged.lock().await.insert(id, code);
    }
}

/// Holds what clients were told against what the server has.
async fn check(wire: &Wire, desk: &Desk, acknowledged: &BTreeMap<String, String>) {
    for (id, code) in acknowledged {
        let mut found = None;
        for token in &desk.tokens {
            let path = format!("dossiers/{id}");
            let answer = wire
                .api(Method::GET, &path, token, &Value::Null)
                .await
                .unwrap();
            if answer.status == 200 {
                found = Some(answer.expect(200));
                break;
            }
        }
        let found = found.unwrap_or_else(|| panic!("{code} is lost"));
        assert_eq!(
            (&found["code"], &found["state"]),
            (&json!(code), &json!("submitted"))
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn thirty_power_cuts_during_submissions_lose_no_acknowledged_dossier() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (round, sections, password) = prepare(&data).await;
    let mut desk = Desk {
        round,
        sections,
        tokens: Vec::new(),
    };
    let mut running = Running::start("serve", &data, &[]);
    for number in 0..CLIENTS {
        let body = json!({ "account": format!("tac-gia-{number}"), "password": password });
        let opened = running
            .wire
            .api(Method::POST, "sessions", "", &body)
            .await
            .unwrap();
        desk.tokens
            .push(opened.expect(201)["token"].as_str().unwrap().to_owned());
    }
    let desk = Arc::new(desk);
    let everything = Acknowledged::default();
    for kill in 0..KILLS {
        let fresh = Acknowledged::default();
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (desk, fresh) = (Arc::clone(&desk), Arc::clone(&fresh));
                tokio::spawn(file_until_cut(running.wire, desk, client, fresh))
            })
            .collect();
        while fresh.lock().await.len() < 2 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // Cuts come at different points of what is under way.
        tokio::time::sleep(Duration::from_millis((kill * 37) % 120)).await;
        running.kill();
        for client in clients {
            client.await.unwrap();
        }
        running = Running::start("serve", &data, &[]);
        let fresh = fresh.lock().await;
        check(&running.wire, &desk, &fresh).await;
        everything.lock().await.extend(fresh.clone());
    }
    let everything = everything.lock().await;
    check(&running.wire, &desk, &everything).await;
    assert!(
        everything.len() > 30,
        "only {} were filed",
        everything.len()
    );
    let codes: std::collections::BTreeSet<&String> = everything.values().collect();
    assert_eq!(codes.len(), everything.len(), "a code was given twice");
    assert!(running.stop());
    let verified = run(&["audit", "verify", "--data", data.to_str().unwrap()]);
    assert!(verified.status.success(), "{verified:?}");
}
