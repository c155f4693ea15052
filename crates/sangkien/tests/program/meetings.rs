//! Sessions that vote: attendance, quorum, open and secret votes, signed minutes. On both databases.

use sangkien_app::council::{OwnBallot, SheetInput};
use sangkien_app::failure::Failure;
use sangkien_app::port::{PaperFormat, StoreError};
use sangkien_app::record::{Attendance, PaperKind};
use sangkien_ballot::Export;
use sangkien_domain::meeting::{Choice, Voting};
use sangkien_domain::refusal::{MeetingRefusal, Refusal};
use sangkien_testkit::{Engine, World};

use super::sitting::{Sitting, world};

fn why<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> MeetingRefusal {
    match outcome {
        Err(Failure::Refused(refusals)) => match refusals.as_slice() {
            [Refusal::Meeting(why)] => why.clone(),
            other => panic!("refused for something else: {other:?}"),
        },
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_vote_needs_a_quorum_that_follows_whoever_leaves_and_each_member_has_one_ballot() {
    let world = world(Engine::Sqlite).await;
    let sitting = Sitting::begin(&world, Voting::Open, 4, 2).await;
    let [first, second] = sitting.dossiers[..] else {
        panic!("two dossiers")
    };
    let (secretary, chair) = (&sitting.scene.secretary, &sitting.members[0]);
    assert!(
        matches!(sitting.open(first).await, Err(Failure::Refused(_))),
        "marking is open"
    );
    sitting.close_marking().await;

    let too_few = MeetingRefusal::NoQuorum {
        present: 3,
        base: 5,
        needed: 4,
    };
    sitting.note(&[secretary, chair, &sitting.members[1]]).await;
    assert_eq!(why(sitting.open(first).await), too_few);
    let here = [secretary, chair, &sitting.members[1], &sitting.members[2]];
    sitting.note(&here).await;
    // Whoever leaves takes the quorum with them, for this dossier only.
    let leaver = &sitting.members[2];
    world
        .app
        .leave_item(leaver, sitting.session, second, "Cùng nhóm thực hiện")
        .await
        .unwrap();
    assert_eq!(why(sitting.open(second).await), too_few);
    let view = world.app.meeting(leaver, sitting.session).await.unwrap();
    assert_eq!(view.items.len(), 1, "absent for whoever left");

    sitting.open(first).await.unwrap();
    assert_eq!(why(sitting.open(first).await), MeetingRefusal::VoteOpen);
    sitting.cast(chair, first, Choice::For).await.unwrap();
    assert_eq!(
        why(sitting.cast(chair, first, Choice::Against).await),
        MeetingRefusal::VotedAlready
    );
    assert_eq!(
        why(sitting.cast(&sitting.members[3], first, Choice::For).await),
        MeetingRefusal::NotOnRoll
    );
    let outsider = sitting.cast(&sitting.scene.clerk, first, Choice::For).await;
    assert!(matches!(outsider, Err(Failure::Absent)), "{outsider:?}");
    let while_open = world.app.meeting(secretary, sitting.session).await.unwrap();
    let vote = while_open.items[0].vote().unwrap();
    assert_eq!(
        (vote.cast, vote.vote.count, vote.own),
        (1, None, OwnBallot::Waiting)
    );
    assert!(
        vote.by_name.is_empty(),
        "nobody learns of a choice while the vote is open"
    );
    let concluded = world.app.conclude(secretary, sitting.session).await;
    assert_eq!(why(concluded), MeetingRefusal::VotesMissing { count: 2 });

    for (who, choice) in [
        (secretary, Choice::For),
        (&sitting.members[1], Choice::Against),
        (leaver, Choice::For),
    ] {
        sitting.cast(who, first, choice).await.unwrap();
    }
    sitting.note(&here[..3]).await;
    let lost = world
        .app
        .close_vote(secretary, sitting.session, first)
        .await;
    assert_eq!(why(lost), too_few, "the quorum was lost");
    sitting.note(&here).await;
    let count = world
        .app
        .close_vote(secretary, sitting.session, first)
        .await
        .unwrap();
    assert_eq!((count.in_favour, count.against), (3, 1));
    assert_eq!(
        why(sitting.cast(chair, first, Choice::For).await),
        MeetingRefusal::VoteNotOpen
    );
    let closed = world.app.meeting(chair, sitting.session).await.unwrap();
    assert_eq!(closed.items[0].vote().unwrap().by_name.len(), 4);
    let counted = closed.view.agenda[0].counted.clone().unwrap();
    assert!(
        counted.voted && !counted.verdict.carried,
        "three of five are no two thirds"
    );
    assert!(
        world
            .app
            .recount(chair, sitting.session, first)
            .await
            .unwrap()
            .agrees()
    );

    // A vote is repealed with a reason, and another is held.
    assert_eq!(why(sitting.open(first).await), MeetingRefusal::VoteHeld);
    world
        .app
        .repeal_vote(secretary, sitting.session, first, "Nhầm hồ sơ")
        .await
        .unwrap();
    sitting.open(first).await.unwrap();
    for who in here {
        sitting.cast(who, first, Choice::For).await.unwrap();
    }
    world
        .app
        .close_vote(secretary, sitting.session, first)
        .await
        .unwrap();
    let again = world.app.meeting(chair, sitting.session).await.unwrap();
    assert_eq!(again.items[0].votes.len(), 2);
    assert!(
        again.view.agenda[0]
            .counted
            .clone()
            .unwrap()
            .verdict
            .carried
    );
    world.check().await;
    world.close().await;
}

async fn secret_from_agenda_to_signed_minutes(engine: Engine) {
    let world = world(engine).await;
    let sitting = Sitting::begin(&world, Voting::Secret, 2, 1).await;
    let dossier = sitting.dossiers[0];
    let (secretary, chair, member) = (
        &sitting.scene.secretary,
        &sitting.members[0],
        &sitting.members[1],
    );
    let everybody = [secretary, chair, member];
    for who in everybody {
        let sheet = SheetInput {
            scores: sitting.scene.full_marks(),
            send: true,
            ..SheetInput::default()
        };
        world.app.save_sheet(who, dossier, sheet).await.unwrap();
    }
    sitting.close_marking().await;
    sitting.note(&everybody).await;
    let discussed =
        world
            .app
            .note_discussion(secretary, sitting.session, dossier, "Ý kiến mẫu.", 0);
    discussed.await.unwrap();
    let old = world
        .app
        .note_discussion(secretary, sitting.session, dossier, "Khác", 0)
        .await;
    assert!(matches!(old, Err(Failure::Stale)), "{old:?}");
    sitting.open(dossier).await.unwrap();
    let mut receipts = Vec::new();
    for (who, choice) in [
        (secretary, Choice::For),
        (chair, Choice::Against),
        (member, Choice::For),
    ] {
        receipts.push(sitting.cast(who, dossier, choice).await.unwrap().unwrap());
    }
    let early = world
        .app
        .ballot_export(chair, sitting.session, dossier)
        .await;
    assert!(
        matches!(early, Err(Failure::Absent)),
        "no export before the closing"
    );
    let count = world
        .app
        .close_vote(chair, sitting.session, dossier)
        .await
        .unwrap();
    assert_eq!((count.in_favour, count.against), (2, 1));

    // What is handed out proves the count and every receipt; what is stored names nobody's choice.
    let text = world
        .app
        .ballot_export(member, sitting.session, dossier)
        .await
        .unwrap();
    let export: Export = serde_json::from_str(&text).unwrap();
    let view = world.app.meeting(member, sitting.session).await.unwrap();
    let vote = view.items[0].vote().unwrap().clone();
    let verified = export.verify(vote.vote.seal.as_deref(), &receipts);
    assert_eq!((verified.genuine, verified.faults), (3, vec![]));
    assert!(vote.by_name.is_empty());
    let mut read = world.store().read().await.unwrap();
    for ballot in read.ballots(vote.vote.id).await.unwrap() {
        let ballot = ballot.open_for_test();
        assert!(ballot.choice.is_none() && ballot.blinded.is_some());
    }
    assert!(
        read.vote_key(vote.vote.id).await.unwrap().is_none(),
        "the key is destroyed"
    );
    assert!(read.vote_urn(vote.vote.id).await.unwrap().is_none());
    drop(read);
    let events = world
        .store()
        .begin()
        .await
        .unwrap()
        .audit_after(0, 10_000)
        .await
        .unwrap();
    let of_casting: Vec<_> = events
        .iter()
        .filter(|event| event.payload.contains("vote.cast"))
        .collect();
    assert_eq!(of_casting.len(), 3);
    for event in of_casting {
        let told = receipts
            .iter()
            .any(|receipt| event.payload.contains(receipt));
        assert!(
            !told && !event.payload.contains("against"),
            "{}",
            event.payload
        );
    }
    assert!(
        world
            .app
            .recount(member, sitting.session, dossier)
            .await
            .unwrap()
            .agrees()
    );

    let soon = world.app.draw_up_papers(secretary, sitting.session).await;
    assert_eq!(why(soon), MeetingRefusal::NotConcluded);
    world
        .app
        .conclude(secretary, sitting.session)
        .await
        .unwrap();
    signed_in_order(&world, &sitting).await;
    world.check().await;
    world.close().await;
}

async fn signed_in_order(world: &World, sitting: &Sitting<'_>) {
    let (secretary, chair, member) = (
        &sitting.scene.secretary,
        &sitting.members[0],
        &sitting.members[1],
    );
    let (app, session) = (&world.app, sitting.session);
    assert_eq!(
        why(app.sign_papers(secretary, session).await),
        MeetingRefusal::PapersMissing
    );
    app.draw_up_papers(secretary, session).await.unwrap();
    app.draw_up_papers(secretary, session).await.unwrap();
    assert_eq!(
        why(app.sign_papers(chair, session).await),
        MeetingRefusal::SecretaryFirst
    );
    app.sign_papers(member, session).await.unwrap();
    app.sign_papers(secretary, session).await.unwrap();
    assert_eq!(
        why(app.sign_papers(secretary, session).await),
        MeetingRefusal::SignedAlready
    );
    assert_eq!(
        why(app.draw_up_papers(secretary, session).await),
        MeetingRefusal::PapersSigned
    );
    app.sign_papers(chair, session).await.unwrap();
    assert_eq!(
        why(app.sign_papers(member, session).await),
        MeetingRefusal::Locked
    );
    for kind in PaperKind::ALL {
        for (format, begins) in [
            (PaperFormat::Pdf, &b"%PDF"[..]),
            (PaperFormat::Docx, &b"PK"[..]),
        ] {
            let paper = app
                .session_paper(member, session, kind, format)
                .await
                .unwrap();
            assert!(paper.starts_with(begins), "{kind:?}");
        }
    }
    let invitation = app
        .session_invitation(member, session, PaperFormat::Pdf)
        .await
        .unwrap();
    assert!(invitation.starts_with(b"%PDF"));
    let calendar = app.session_calendar(member, session).await.unwrap();
    assert!(calendar.contains("DTSTART:20240304T"), "{calendar}");
    let stranger = app.session_calendar(&sitting.scene.clerk, session).await;
    assert!(matches!(stranger, Err(Failure::Absent)));

    // Nothing of it changes any more, whoever asks the database.
    let mut work = world.store().begin().await.unwrap();
    let seat = member.actor.seat_on(sitting.scene.council).unwrap().id;
    let late = Attendance {
        session,
        seat,
        present: false,
        reason: String::new(),
        noted_at: app.now(),
    };
    let refused = work.note_attendance(&late).await;
    assert!(
        matches!(refused, Err(StoreError::Constraint(_))),
        "{refused:?}"
    );
    drop(work);
    let mut work = world.store().begin().await.unwrap();
    let changed = work
        .set_discussion(session, sitting.dossiers[0], "Sửa", 1, app.now())
        .await;
    assert!(
        matches!(changed, Err(StoreError::Constraint(_))),
        "{changed:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_secret_session_goes_from_its_agenda_to_signed_minutes_in_a_file() {
    Box::pin(secret_from_agenda_to_signed_minutes(Engine::Sqlite)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_secret_session_goes_from_its_agenda_to_signed_minutes_on_a_server() {
    Box::pin(secret_from_agenda_to_signed_minutes(Engine::Postgres)).await;
}
