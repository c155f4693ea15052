//! The closing instant of a round, by the server's clock and no other.

use std::sync::Arc;

use axum::http::Method;
use sangkien_app::App;
use sangkien_domain::id::DossierId;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, Server, World};
use serde_json::{Value, json};
use tokio::sync::Barrier;

const CLIENTS: usize = 200;
const MILLISECOND: i64 = 1_000;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn closing() -> Instant {
    at("2024-04-10T00:00:00+07:00")
}

/// Signs an author in at the API and gives the token.
async fn token(server: &Server, account: &str, password: &str) -> String {
    let body = json!({ "account": account, "password": password });
    let opened = server
        .api(Method::POST, "sessions", "", &body)
        .await
        .expect(201);
    opened["token"].as_str().unwrap().to_owned()
}

/// Submits all drafts at the same time; gives what each client was told.
async fn submit_at_once(
    server: &Server,
    token: &str,
    drafts: &[DossierId],
    meanwhile: impl Future<Output = ()>,
) -> Vec<(DossierId, String)> {
    let start = Arc::new(Barrier::new(drafts.len() + 1));
    let clients: Vec<_> = drafts
        .iter()
        .map(|id| {
            let (server, start) = (server.clone(), Arc::clone(&start));
            let (token, id) = (token.to_owned(), *id);
            tokio::spawn(async move {
                start.wait().await;
                let path = format!("dossiers/{id}/submission");
                let told = server
                    .api(Method::POST, &path, &token, &Value::Null)
                    .await
                    .expect(200);
                (id, told["outcome"].as_str().unwrap().to_owned())
            })
        })
        .collect();
    start.wait().await;
    meanwhile.await;
    let mut told = Vec::new();
    for client in clients {
        told.push(client.await.unwrap());
    }
    told
}

/// The stamp of a dossier and whether it was received, as stored.
async fn stored(app: &App, scene: &Scene<'_>, id: DossierId) -> (Instant, bool) {
    let view = app.dossier(&scene.author, id).await.unwrap();
    (
        view.dossier.submitted_at.expect("a stamp"),
        view.dossier.facts.state.code() == "submitted",
    )
}

async fn judged_by_the_clock(engine: Engine) {
    let world = World::at(engine, at("2024-04-09T20:00:00+07:00")).await;
    let window = Window {
        opens_at: at("2024-03-01T00:00:00+07:00"),
        closes_at: closing(),
    };
    let scene = Scene::set_up(&world.app, window).await;
    let server = world.server();
    let mut drafts = Vec::new();
    for number in 0..CLIENTS + 60 {
        drafts.push(scene.draft(&scene.author, number).await);
    }
    let (racing, still) = drafts.split_at(CLIENTS);

    // While the clock passes the instant, each is judged by the stamp it got.
    world.clock.set(Instant(closing().0 - MILLISECOND));
    let token = token(&server, &scene.author.account, scene.password()).await;
    let clock = Arc::clone(&world.clock);
    let told = submit_at_once(&server, &token, racing, async move {
        for shift in [0, MILLISECOND] {
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            clock.set(Instant(closing().0 + shift));
        }
    })
    .await;
    for (id, outcome) in told {
        let (stamp, received) = stored(&world.app, &scene, id).await;
        let in_time = stamp < closing();
        assert_eq!(received, in_time, "{id} stamped {}", stamp.rfc3339());
        assert_eq!(outcome, if in_time { "received" } else { "late" }, "{id}");
    }

    // Where the clock stands still, all are judged alike. A clock may be set back, too.
    for (drafts, shift, expected) in [
        (&still[..20], -MILLISECOND, "received"),
        (&still[20..40], 0, "late"),
        (&still[40..], MILLISECOND, "late"),
    ] {
        world.clock.set(Instant(closing().0 + shift));
        let told = submit_at_once(&server, &token, drafts, async {}).await;
        for (id, outcome) in told {
            assert_eq!(outcome, expected, "{id} at {shift} µs");
        }
    }
    world.check().await;
    world.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_clients_at_the_closing_instant_are_judged_by_the_servers_clock_in_a_file() {
    judged_by_the_clock(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_clients_at_the_closing_instant_are_judged_by_the_servers_clock_on_a_server() {
    judged_by_the_clock(Engine::Postgres).await;
}
