//! Ballots that are cast while their vote is closed: what was acknowledged is counted, and none comes in
//! afterwards. On both databases.
//!
//! `SANGKIEN_BALLOTS=500` and `SANGKIEN_BALLOT_ROUNDS=20` ask for more than the race does by itself.

use std::sync::Arc;

use sangkien_app::failure::{Failure, Outcome};
use sangkien_app::port::StoreError;
use sangkien_app::{App, Caller};
use sangkien_domain::id::{DossierId, SessionId};
use sangkien_domain::meeting::Voting;
use sangkien_domain::refusal::{MeetingRefusal, Refusal};
use sangkien_testkit::Engine;
use tokio::sync::Barrier;

use super::sitting::{Sitting, world};

fn asked(name: &str, otherwise: usize) -> usize {
    let value = std::env::var(name).ok();
    value
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

/// Whether the database had too much to do to answer. With hundreds at once those who wait longest are
/// told so and nothing is done; whoever is told asks again, as a person would.
pub(super) fn busy<T>(outcome: &Outcome<T>) -> bool {
    matches!(outcome, Err(Failure::Store(StoreError::Unavailable(_))))
}

/// Whether a ballot was acknowledged.
async fn acknowledged(app: &App, who: &Caller, session: SessionId, dossier: DossierId) -> bool {
    let mut answer = app.cast_ballot(who, session, dossier, "for").await;
    while busy(&answer) {
        answer = app.cast_ballot(who, session, dossier, "for").await;
    }
    match answer {
        Ok(_) => true,
        Err(Failure::Refused(why)) if why == [Refusal::Meeting(MeetingRefusal::VoteNotOpen)] => {
            false
        }
        other => panic!("a ballot is acknowledged or too late, but: {other:?}"),
    }
}

/// Whether it was this call that closed.
async fn closed(app: &App, by: &Caller, session: SessionId, dossier: DossierId) -> bool {
    let mut answer = app.close_vote(by, session, dossier).await;
    while busy(&answer) {
        answer = app.close_vote(by, session, dossier).await;
    }
    match answer {
        Ok(_) => true,
        Err(Failure::Refused(why)) if why == [Refusal::Meeting(MeetingRefusal::VoteNotOpen)] => {
            false
        }
        other => panic!("a vote is closed by this call or another, but: {other:?}"),
    }
}

async fn ballots_race_with_closing(engine: Engine, voting: Voting) {
    let world = world(engine).await;
    let ballots = asked("SANGKIEN_BALLOTS", 12);
    let rounds = asked("SANGKIEN_BALLOT_ROUNDS", 2);
    let sitting = Sitting::begin(&world, voting, ballots, rounds).await;
    sitting.close_marking().await;
    sitting.note(&sitting.all()).await;
    for dossier in &sitting.dossiers {
        sitting.open(*dossier).await.unwrap();
        let start = Arc::new(Barrier::new(sitting.members.len() + 2));
        let casting: Vec<_> = sitting
            .members
            .iter()
            .map(|who| {
                let (app, start, who) = (Arc::clone(&world.app), Arc::clone(&start), who.clone());
                let (session, dossier) = (sitting.session, *dossier);
                tokio::spawn(async move {
                    start.wait().await;
                    acknowledged(&app, &who, session, dossier).await
                })
            })
            .collect();
        let closing: Vec<_> = (0..2)
            .map(|_| {
                let (app, start) = (Arc::clone(&world.app), Arc::clone(&start));
                let (by, session, dossier) =
                    (sitting.scene.secretary.clone(), sitting.session, *dossier);
                tokio::spawn(async move {
                    start.wait().await;
                    tokio::task::yield_now().await;
                    closed(&app, &by, session, dossier).await
                })
            })
            .collect();
        let mut closers = 0;
        for one in closing {
            closers += usize::from(one.await.unwrap());
        }
        assert_eq!(closers, 1, "of two who close, one does");
        let mut cast = 0;
        for one in casting {
            cast += usize::from(one.await.unwrap());
        }
        let view = world
            .app
            .meeting(&sitting.scene.secretary, sitting.session)
            .await
            .unwrap();
        let item = view
            .items
            .iter()
            .find(|item| item.dossier == *dossier)
            .unwrap();
        let vote = item.vote().unwrap();
        assert_eq!(
            vote.vote.count.unwrap().in_favour as usize,
            cast,
            "the tally equals the ballots"
        );
        assert_eq!(vote.cast as usize, cast);
        let again = world
            .app
            .recount(&sitting.scene.secretary, sitting.session, *dossier)
            .await;
        assert!(again.unwrap().agrees());
        let late = acknowledged(
            &world.app,
            &sitting.scene.secretary,
            sitting.session,
            *dossier,
        )
        .await;
        assert!(!late, "none after the closing");
    }
    world.check().await;
    world.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_tally_of_an_open_vote_equals_its_ballots_however_casting_and_closing_meet_in_a_file() {
    Box::pin(ballots_race_with_closing(Engine::Sqlite, Voting::Open)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_tally_of_an_open_vote_equals_its_ballots_however_casting_and_closing_meet_on_a_server()
{
    Box::pin(ballots_race_with_closing(Engine::Postgres, Voting::Open)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_tally_of_a_secret_vote_equals_its_ballots_however_casting_and_closing_meet_in_a_file()
{
    Box::pin(ballots_race_with_closing(Engine::Sqlite, Voting::Secret)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_tally_of_a_secret_vote_equals_its_ballots_however_casting_and_closing_meet_on_a_server()
 {
    Box::pin(ballots_race_with_closing(Engine::Postgres, Voting::Secret)).await;
}
