//! Guests, votes of the public, and who signs where the chair took part in only some dossiers.

use sangkien_app::council::{NewSessionInput, SeatInput, SheetInput};
use sangkien_app::failure::Failure;
use sangkien_app::port::PaperFormat;
use sangkien_app::record::{PaperKind, PublicVotes, Vote};
use sangkien_domain::access::Role;
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::meeting::Voting;
use sangkien_domain::refusal::{MeetingRefusal, Refusal};
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::rubric::{PublicVote, Rounding, Score};
use sangkien_testkit::{Engine, Scene};

use super::sitting::world;

fn refused<T: std::fmt::Debug>(outcome: Result<T, Failure>, wanted: &Refusal) -> bool {
    matches!(outcome, Err(Failure::Refused(why)) if why == [wanted.clone()])
}

async fn attending(engine: Engine) {
    let world = world(engine).await;
    let (app, now) = (&world.app, world.app.now());
    let window = Window {
        opens_at: now,
        closes_at: now.plus_seconds(30 * 24 * 3600),
    };
    let mut rules = sangkien_packs::rule_sets()
        .unwrap()
        .into_iter()
        .find(|rules| rules.stage == Stage::Base)
        .unwrap();
    rules.rubric.public_vote = Some(PublicVote {
        label: "Bình chọn trực tuyến".into(),
        max: Score(1_000),
        rounding: Rounding::default(),
    });
    let procedures = sangkien_packs::procedures().unwrap().into_iter();
    let procedures = procedures.map(|file| file.text.to_owned()).collect();
    let scene = Box::pin(Scene::set_up_under(app, window, procedures, rules)).await;
    let mut people = Vec::new();
    for (account, post) in [("chu-tich-mau", Post::Chair), ("pho-mau", Post::Deputy)] {
        scene.joins(account, Role::Author).await;
        let input = SeatInput {
            post,
            rights: Rights::of(post),
            for_union: false,
        };
        app.seat(&scene.head, scene.council, account, input)
            .await
            .unwrap();
        people.push(world.caller(account).await);
    }
    let [chair, deputy] = &people[..] else {
        unreachable!()
    };
    let secretary = &scene.secretary;
    let dossiers = [scene.confirmed(1).await, scene.confirmed(2).await];
    let input = NewSessionInput {
        council: scene.council,
        title: "Phiên họp mẫu".into(),
        place: "Phòng họp số 1".into(),
        meets_at: now.plus_seconds(3_600),
        dossiers: dossiers.to_vec(),
        voting: Voting::Sheets,
    };
    let session = app.convene(secretary, input).await.unwrap();
    app.recuse(chair, dossiers[0], "Người thân của tác giả")
        .await
        .unwrap();
    for who in [secretary, chair, deputy] {
        for dossier in dossiers {
            if who.actor.person == chair.actor.person && dossier == dossiers[0] {
                continue;
            }
            let sheet = SheetInput {
                scores: scene.full_marks(),
                vote: Some(Vote::For),
                send: true,
                ..SheetInput::default()
            };
            app.save_sheet(who, dossier, sheet).await.unwrap();
        }
    }
    app.close_marking(secretary, session).await.unwrap();

    // Guests are there and have no rights.
    let guests = "Tác giả mẫu 07, Trường mẫu\n\n Bà mẫu 08, Hội mẫu ";
    assert!(matches!(
        app.note_guests(&scene.clerk, session, guests).await,
        Err(Failure::Absent)
    ));
    app.note_guests(secretary, session, guests).await.unwrap();
    let found = app.meeting(deputy, session).await.unwrap();
    assert_eq!(
        found.guests,
        ["Tác giả mẫu 07, Trường mẫu", "Bà mẫu 08, Hội mẫu"]
    );

    // The rubric counts votes of the public, so nothing is concluded without them.
    let missing = MeetingRefusal::PublicVotesMissing { count: 2 };
    assert!(refused(
        app.conclude(secretary, session).await,
        &Refusal::Meeting(missing)
    ));
    let votes = |votes, evidence: &str| PublicVotes {
        votes,
        evidence: evidence.into(),
        reason: "Chốt bình chọn".into(),
    };
    let bare = app.note_public_votes(secretary, session, dossiers[0], votes(30, " "));
    let evidence = Refusal::Invalid { field: "evidence" };
    assert!(refused(bare.await, &evidence));
    let hidden = app.note_public_votes(chair, session, dossiers[0], votes(99, "Trang mẫu"));
    assert!(matches!(hidden.await, Err(Failure::Absent)));
    for (dossier, count) in [(dossiers[0], 30), (dossiers[1], 60)] {
        app.note_public_votes(
            secretary,
            session,
            dossier,
            votes(count, "Trang bình chọn mẫu"),
        )
        .await
        .unwrap();
    }
    // Results under other rules count them as the session will: here all sheets have full marks.
    let other = app.calibration(secretary, session).await.unwrap();
    for (one, points) in other.dossiers.iter().zip([500, 1_000]) {
        let public = one.results.iter().map(|result| {
            let settled = result.as_ref().unwrap();
            (settled.public, settled.total.0 - settled.council.0)
        });
        let public: Vec<_> = public.collect();
        assert_eq!(public, [(Some(Score(points)), points); 3], "{}", one.code);
    }
    app.conclude(secretary, session).await.unwrap();
    let late = app.note_public_votes(secretary, session, dossiers[0], votes(99, "Trang mẫu"));
    assert!(refused(late.await, &Refusal::SessionConcluded));
    let view = app.session(deputy, session).await.unwrap();
    let public = view.agenda.iter().map(|row| {
        let settled = row.verdict.as_ref().unwrap().settled.as_ref().unwrap();
        settled.public
    });
    assert_eq!(
        public.collect::<Vec<_>>(),
        [Some(Score(500)), Some(Score(1_000))]
    );

    // Papers speak of all dossiers: the chair neither reads nor signs them, the deputy signs last.
    app.draw_up_papers(secretary, session).await.unwrap();
    let pdf = PaperFormat::Pdf;
    let minutes = PaperKind::Minutes;
    assert!(matches!(
        app.session_paper(chair, session, minutes, pdf).await,
        Err(Failure::Absent)
    ));
    assert!(matches!(
        app.sign_papers(chair, session).await,
        Err(Failure::Absent)
    ));
    let early = Refusal::Meeting(MeetingRefusal::SecretaryFirst);
    assert!(refused(app.sign_papers(deputy, session).await, &early));
    app.sign_papers(secretary, session).await.unwrap();
    let found = app.meeting(deputy, session).await.unwrap();
    assert!(found.view.session.locked_at.is_none());
    let minutes = found.papers.iter().find(|paper| paper.kind == minutes);
    let text = minutes.unwrap().content.to_string();
    assert!(
        text.contains("Bà mẫu 08, Hội mẫu"),
        "guests stand in the minutes"
    );
    let minutes = &minutes.unwrap().content["initiatives"][0];
    assert_eq!(minutes["average"], "100", "the council's own points");
    assert_eq!(minutes["public_points"], "5");
    assert_eq!(minutes["total"], "105");
    app.sign_papers(deputy, session).await.unwrap();
    let found = app.meeting(deputy, session).await.unwrap();
    assert!(
        found.view.session.locked_at.is_some(),
        "the last signature locks"
    );
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn who_took_part_in_only_some_dossiers_signs_no_papers_and_the_deputy_signs_last() {
    Box::pin(attending(Engine::Sqlite)).await;
}

#[tokio::test]
async fn guests_and_votes_of_the_public_are_noted_on_a_server() {
    Box::pin(attending(Engine::Postgres)).await;
}
