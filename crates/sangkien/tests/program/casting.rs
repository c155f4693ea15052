//! Sheets sent while others send and the marking is closed: what was acknowledged is counted, what
//! is counted was acknowledged, and nothing comes in after the closing. On both databases.
//!
//! `SANGKIEN_CASTS=500` and `SANGKIEN_CASTING_ROUNDS=20` ask for more than the test does by itself.

use std::sync::Arc;

use sangkien_app::council::{NewSessionInput, SeatInput, SheetInput};
use sangkien_app::failure::Failure;
use sangkien_app::record::Vote;
use sangkien_app::{App, Caller};
use sangkien_domain::access::Role;
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::id::{CouncilId, DossierId, SessionId};
use sangkien_domain::meeting::Voting;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, World};
use tokio::sync::Barrier;

use super::ballots::busy;

/// Dossiers on an agenda.
const DOSSIERS: usize = 5;

fn asked(name: &str, otherwise: usize) -> usize {
    let value = std::env::var(name).ok();
    value
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

/// Whoever sits beside the secretary.
async fn members(scene: &Scene<'_>, world: &World, number: usize) -> Vec<Caller> {
    let mut members = Vec::new();
    for place in 0..number {
        let account = format!("uy-vien-dua-{place}");
        scene.joins(&account, Role::Author).await;
        let input = SeatInput {
            post: Post::Member,
            rights: Rights::of(Post::Member),
            for_union: false,
        };
        let app = &world.app;
        app.seat(&scene.head, scene.council, &account, input)
            .await
            .unwrap();
        members.push(world.caller(&account).await);
    }
    members
}

async fn convene(
    scene: &Scene<'_>,
    app: &App,
    council: CouncilId,
    first: usize,
) -> (SessionId, Vec<DossierId>) {
    let mut dossiers = Vec::new();
    for number in 0..DOSSIERS {
        dossiers.push(scene.confirmed(first + number).await);
    }
    let input = NewSessionInput {
        council,
        title: "Phiên họp mẫu".into(),
        place: "Phòng họp".into(),
        meets_at: app.now().plus_seconds(3_600),
        dossiers: dossiers.clone(),
        voting: Voting::Sheets,
    };
    (
        app.convene(&scene.secretary, input).await.unwrap(),
        dossiers,
    )
}

/// Sends one sheet; whether it was acknowledged.
async fn cast(app: &App, member: &Caller, dossier: DossierId, sheet: SheetInput) -> bool {
    let mut answer = app.save_sheet(member, dossier, sheet.clone()).await;
    while busy(&answer) {
        answer = app.save_sheet(member, dossier, sheet.clone()).await;
    }
    match answer {
        Ok(_) => true,
        Err(Failure::Refused(why)) if why == [Refusal::MarkingClosed] => false,
        other => panic!("a cast is acknowledged or too late, but: {other:?}"),
    }
}

/// Closes the marking; whether it was this call that did.
async fn close(app: &App, by: &Caller, session: SessionId) -> bool {
    let mut answer = app.close_marking(by, session).await;
    while busy(&answer) {
        answer = app.close_marking(by, session).await;
    }
    match answer {
        Ok(()) => true,
        Err(Failure::Refused(why)) if why == [Refusal::MarkingClosed] => false,
        other => panic!("marking is closed by this call or another, but: {other:?}"),
    }
}

async fn casts_race_with_closing(engine: Engine) {
    let at = Instant::parse("2024-03-04T08:00:00+07:00").unwrap();
    let world = World::at(engine, at).await;
    let window = Window {
        opens_at: at,
        closes_at: at.plus_seconds(30 * 24 * 3600),
    };
    let scene = Scene::set_up(&world.app, window).await;
    let casts = asked("SANGKIEN_CASTS", 40);
    let members = members(&scene, &world, casts.div_ceil(DOSSIERS)).await;
    let (mut early, mut late) = (0, 0);
    for round in 0..asked("SANGKIEN_CASTING_ROUNDS", 3) {
        let council = scene.council;
        let (session, dossiers) = convene(&scene, &world.app, council, round * DOSSIERS).await;
        let start = Arc::new(Barrier::new(members.len() * DOSSIERS + 2));
        let mut sending = Vec::new();
        for member in &members {
            for dossier in &dossiers {
                let (app, start) = (Arc::clone(&world.app), Arc::clone(&start));
                let (member, dossier) = (member.clone(), *dossier);
                let sheet = SheetInput {
                    scores: scene.full_marks(),
                    vote: Some(Vote::For),
                    send: true,
                    ..SheetInput::default()
                };
                sending.push(tokio::spawn(async move {
                    start.wait().await;
                    cast(&app, &member, dossier, sheet).await.then_some(dossier)
                }));
            }
        }
        let closing: Vec<_> = (0..2)
            .map(|_| {
                let (app, start) = (Arc::clone(&world.app), Arc::clone(&start));
                let by = scene.secretary.clone();
                tokio::spawn(async move {
                    start.wait().await;
                    // Some sheets come first: which ones is left to the databases.
                    tokio::task::yield_now().await;
                    close(&app, &by, session).await
                })
            })
            .collect();
        let mut closed = 0;
        for one in closing {
            closed += usize::from(one.await.unwrap());
        }
        assert_eq!(closed, 1, "of two who close, one does");
        let mut acknowledged = Vec::new();
        for one in sending {
            acknowledged.extend(one.await.unwrap());
        }
        let view = world.app.session(&scene.secretary, session).await.unwrap();
        assert_eq!(
            view.sheets.len(),
            acknowledged.len(),
            "every ballot counts once"
        );
        for row in &view.agenda {
            let sent = acknowledged
                .iter()
                .filter(|one| **one == row.dossier)
                .count();
            let counted = row.counted.as_ref().unwrap();
            assert_eq!(
                counted.tally.in_favour as usize, sent,
                "the tally equals the ballots"
            );
        }
        let after = SheetInput {
            scores: scene.full_marks(),
            vote: Some(Vote::Against),
            send: true,
            ..SheetInput::default()
        };
        assert!(!cast(&world.app, &members[0], dossiers[0], after).await);
        world.app.conclude(&scene.secretary, session).await.unwrap();
        early += acknowledged.len();
        late += members.len() * DOSSIERS - acknowledged.len();
    }
    println!("{early} sheets came before a closing, {late} after");
    world.check().await;
    world.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_tally_equals_the_ballots_however_sending_and_closing_meet_in_a_file() {
    casts_race_with_closing(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_tally_equals_the_ballots_however_sending_and_closing_meet_on_a_server() {
    casts_race_with_closing(Engine::Postgres).await;
}
