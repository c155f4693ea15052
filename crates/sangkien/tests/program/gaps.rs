//! Sheets that lie further apart than the rubric allows call the council together again.

use sangkien_app::Caller;
use sangkien_app::council::{NewSessionInput, SeatInput, SheetInput};
use sangkien_app::failure::Failure;
use sangkien_app::record::Vote;
use sangkien_domain::access::Role;
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::dossier::State;
use sangkien_domain::meeting::Voting;
use sangkien_domain::refusal::{MeetingRefusal, Refusal};
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::rubric::Score;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, World};

#[tokio::test]
async fn a_session_is_not_concluded_while_sheets_lie_too_far_apart_and_nobody_has_met_on_it_again()
{
    let at = Instant::parse("2024-03-04T08:00:00+07:00").unwrap();
    let world = World::at(Engine::Sqlite, at).await;
    let (app, now) = (&world.app, world.app.now());
    let window = Window {
        opens_at: now,
        closes_at: now.plus_seconds(30 * 24 * 3600),
    };
    let rule_sets = sangkien_packs::rule_sets().unwrap();
    let mut rules = rule_sets
        .into_iter()
        .find(|rules| rules.stage == Stage::Base)
        .unwrap();
    rules.rubric.panel.gap_limit = Some(Score(1_000));
    let procedures = sangkien_packs::procedures().unwrap().into_iter();
    let procedures = procedures.map(|file| file.text.to_owned()).collect();
    let scene = Box::pin(Scene::set_up_under(app, window, procedures, rules)).await;
    scene.joins("uy-vien-mau", Role::Author).await;
    let input = SeatInput {
        post: Post::Member,
        rights: Rights::of(Post::Member),
        for_union: false,
    };
    app.seat(&scene.head, scene.council, "uy-vien-mau", input)
        .await
        .unwrap();
    let member = world.caller("uy-vien-mau").await;
    let (apart, alike) = (scene.confirmed(1).await, scene.confirmed(2).await);
    let input = NewSessionInput {
        council: scene.council,
        title: "Phiên họp mẫu".into(),
        place: "Phòng họp số 1".into(),
        meets_at: now.plus_seconds(3_600),
        dossiers: vec![apart, alike],
        voting: Voting::Sheets,
    };
    let session = app.convene(&scene.secretary, input).await.unwrap();
    let send = async |who: &Caller, dossier, low: bool| {
        let full = scene.full_marks().into_iter();
        let scores = full.map(|(key, score)| (key, if low { Score(0) } else { score }));
        let sheet = SheetInput {
            scores: scores.collect(),
            vote: Some(Vote::For),
            send: true,
            ..SheetInput::default()
        };
        app.save_sheet(who, dossier, sheet).await.unwrap();
    };
    send(&scene.secretary, apart, false).await;
    send(&member, apart, true).await;
    send(&scene.secretary, alike, false).await;
    send(&member, alike, false).await;
    // What was written before anybody could know of the gap does not stand for a second meeting.
    let early = "Ghi trước khi đóng chấm.";
    app.note_discussion(&scene.secretary, session, apart, early, 0)
        .await
        .unwrap();
    world.clock.forward(60);
    app.close_marking(&scene.secretary, session).await.unwrap();

    let tried = app.conclude(&scene.secretary, session).await;
    let wanted = [Refusal::Meeting(MeetingRefusal::GapsNotMet { count: 1 })];
    assert!(
        matches!(&tried, Err(Failure::Refused(why)) if *why == wanted),
        "{tried:?}"
    );
    let view = app.session(&member, session).await.unwrap();
    let told = |dossier| {
        let row = view
            .agenda
            .iter()
            .find(|row| row.dossier == dossier)
            .unwrap();
        let settled = row.counted.as_ref().unwrap().settled.as_ref().unwrap();
        settled.gap().is_some()
    };
    assert!(
        told(apart) && !told(alike),
        "members are told which, once marking is closed"
    );
    // What is said of another dossier does not stand for this one.
    let words = "Hội đồng họp lại, thống nhất lấy trung bình hai phiếu.";
    app.note_discussion(&scene.secretary, session, alike, words, 0)
        .await
        .unwrap();
    assert!(app.conclude(&scene.secretary, session).await.is_err());
    let same = app.note_discussion(&scene.secretary, session, apart, early, 1);
    same.await.unwrap();
    let unchanged = app.conclude(&scene.secretary, session).await;
    assert!(unchanged.is_err(), "saved as it was, nothing new was said");
    app.note_discussion(&scene.secretary, session, apart, words, 1)
        .await
        .unwrap();
    app.conclude(&scene.secretary, session).await.unwrap();
    let view = app.session(&member, session).await.unwrap();
    assert!(view.agenda.iter().all(|row| row.state == State::Passed));
    world.close().await;
}
