//! Attendance, votes, papers: what the schema itself holds.

use std::sync::Arc;

use sangkien_app::port::{StoreError, Stored};
use sangkien_app::record::{
    Attendance, BallotCount, CastBallot, CouncilSession, CouncilVote, PaperKind, SessionPaper,
    SessionSignature, VoteSeat,
};
use sangkien_domain::council::{Post, SessionState};
use sangkien_domain::id::{DossierId, SeatId};
use sangkien_domain::meeting::Choice;

use super::samples::{commit, fresh};
use super::{Bench, World, assert_stale, refused_by};

fn vote(world: &World, session: &CouncilSession, dossier: DossierId, secret: bool) -> CouncilVote {
    let seats = world.seats.iter().take(2).zip(["Ủy viên A", "Ủy viên B"]);
    CouncilVote {
        id: fresh(),
        session: session.id,
        dossier,
        round: 1,
        secret,
        question: "Có công nhận không?".into(),
        choices: vec![Choice::For, Choice::Against],
        roll: seats
            .map(|(seat, name)| VoteSeat {
                seat: *seat,
                name: name.into(),
            })
            .collect(),
        checking_key: if secret { "00".into() } else { String::new() },
        opened_at: world.now,
        closed_at: None,
        count: None,
        seal: None,
        repealed: None,
    }
}

fn ballot(seat: SeatId, choice: Option<Choice>) -> CastBallot {
    CastBallot {
        seat,
        name: String::new(),
        choice,
        blinded: choice.is_none().then(|| "00".to_owned()),
    }
}

fn constrained<T: std::fmt::Debug>(outcome: Stored<T>) {
    assert!(
        matches!(outcome, Err(StoreError::Constraint(_))),
        "{outcome:?}"
    );
}

/// One ballot for each seat of the roll, none for others.
pub async fn a_seat_of_the_roll_has_one_ballot(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, [dossier, _]) = world.add_session(bench.store()).await;
    let vote = vote(&world, &session, dossier, false);
    let mut work = bench.store().begin().await.unwrap();
    work.insert_vote(&vote, None).await.unwrap();
    let cast = ballot(world.seats[0], Some(Choice::For));
    work.insert_ballot(vote.id, &cast).await.unwrap();
    commit(work).await;
    let mut work = bench.store().begin().await.unwrap();
    assert_eq!(
        refused_by(work.insert_ballot(vote.id, &cast).await),
        "vote_ballot_pkey"
    );
    drop(work);
    let mut work = bench.store().begin().await.unwrap();
    constrained(
        work.insert_ballot(vote.id, &ballot(world.seats[2], Some(Choice::For)))
            .await,
    );
    drop(work);
    let mut work = bench.store().begin().await.unwrap();
    let both = CastBallot {
        blinded: Some("00".into()),
        ..ballot(world.seats[1], Some(Choice::For))
    };
    assert_eq!(
        refused_by(work.insert_ballot(vote.id, &both).await),
        "vote_ballot_kind_check"
    );
}

/// No ballot and no other urn after closing, and the count stands.
pub async fn nothing_is_cast_after_closing(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, [dossier, _]) = world.add_session(bench.store()).await;
    let open = vote(&world, &session, dossier, true);
    let mut work = bench.store().begin().await.unwrap();
    work.insert_vote(&open, Some(b"key")).await.unwrap();
    assert_eq!(
        work.vote_key(open.id).await.unwrap().as_deref(),
        Some(&b"key"[..])
    );
    work.insert_ballot(open.id, &ballot(world.seats[0], None))
        .await
        .unwrap();
    work.put_urn(open.id, "[1]").await.unwrap();
    let closed = CouncilVote {
        closed_at: Some(world.now),
        count: Some(BallotCount {
            in_favour: 1,
            ..BallotCount::default()
        }),
        seal: Some("ff".into()),
        ..open.clone()
    };
    work.close_vote(&closed, Some("{}")).await.unwrap();
    assert_stale(work.close_vote(&closed, Some("{}")).await);
    commit(work).await;
    let mut work = bench.store().begin().await.unwrap();
    assert!(work.vote_key(open.id).await.unwrap().is_none());
    assert!(work.vote_urn(open.id).await.unwrap().is_none());
    assert_eq!(
        work.vote_export(open.id).await.unwrap().as_deref(),
        Some("{}")
    );
    assert_eq!(work.votes(session.id).await.unwrap(), [closed]);
    let late = work
        .insert_ballot(open.id, &ballot(world.seats[1], None))
        .await;
    assert_eq!(refused_by(late), "vote_ballot_while_open");
    bench.store().forget_ballots().await.unwrap();
}

/// A second vote on a dossier only once the first is repealed.
pub async fn one_vote_on_a_dossier_stands(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, [dossier, _]) = world.add_session(bench.store()).await;
    let first = vote(&world, &session, dossier, false);
    let second = CouncilVote {
        id: fresh(),
        round: 2,
        ..first.clone()
    };
    let mut work = bench.store().begin().await.unwrap();
    work.insert_vote(&first, None).await.unwrap();
    commit(work).await;
    let mut work = bench.store().begin().await.unwrap();
    constrained(work.insert_vote(&second, None).await);
    drop(work);
    let mut work = bench.store().begin().await.unwrap();
    work.repeal_vote(first.id, "Nhầm hồ sơ", world.now)
        .await
        .unwrap();
    work.insert_vote(&second, None).await.unwrap();
    let late = work
        .insert_ballot(first.id, &ballot(world.seats[0], Some(Choice::For)))
        .await;
    assert_eq!(refused_by(late), "vote_ballot_while_open");
}

/// Once locked, nothing of a session changes.
pub async fn a_locked_session_stands_still(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, [dossier, _]) = world.add_session(bench.store()).await;
    let noted = Attendance {
        session: session.id,
        seat: world.seats[0],
        present: true,
        reason: String::new(),
        noted_at: world.now,
    };
    let paper = SessionPaper {
        session: session.id,
        kind: PaperKind::Minutes,
        content: serde_json::json!({ "subject": "Họp" }),
        sha256: "ff".into(),
        drawn_at: world.now,
    };
    let signature = SessionSignature {
        session: session.id,
        seat: world.seats[0],
        position: 1,
        name: "Chủ tịch mẫu".into(),
        post: Post::Chair,
        signed_at: world.now,
    };
    let (marking, tallying) = (SessionState::Marking, SessionState::Tallying);
    let mut work = bench.store().begin().await.unwrap();
    work.note_attendance(&noted).await.unwrap();
    work.note_attendance(&noted).await.unwrap();
    work.set_discussion(session.id, dossier, "Ý kiến", 0, world.now)
        .await
        .unwrap();
    assert_stale(
        work.set_discussion(session.id, dossier, "Khác", 0, world.now)
            .await,
    );
    work.put_session_paper(&paper).await.unwrap();
    work.insert_session_signature(&signature).await.unwrap();
    work.move_council_session(session.id, marking, tallying, world.now)
        .await
        .unwrap();
    let concluded = SessionState::Concluded;
    work.move_council_session(session.id, tallying, concluded, world.now)
        .await
        .unwrap();
    work.lock_council_session(session.id, world.now)
        .await
        .unwrap();
    assert_eq!(
        work.attendance(session.id).await.unwrap(),
        std::slice::from_ref(&noted)
    );
    assert_eq!(
        work.session_papers(session.id).await.unwrap(),
        std::slice::from_ref(&paper)
    );
    assert_eq!(
        work.session_signatures(session.id).await.unwrap(),
        std::slice::from_ref(&signature)
    );
    commit(work).await;
    let mut work = bench.store().begin().await.unwrap();
    constrained(work.note_attendance(&noted).await);
    drop(work);
    let mut work = bench.store().begin().await.unwrap();
    constrained(
        work.set_discussion(session.id, dossier, "Sửa", 1, world.now)
            .await,
    );
    drop(work);
    let mut work = bench.store().begin().await.unwrap();
    constrained(work.put_session_paper(&paper).await);
    drop(work);
    let mut work = bench.store().begin().await.unwrap();
    let another = SessionSignature {
        seat: world.seats[1],
        position: 2,
        ..signature
    };
    constrained(work.insert_session_signature(&another).await);
    drop(work);
    let mut work = bench.store().begin().await.unwrap();
    constrained(
        work.insert_vote(&vote(&world, &session, dossier, false), None)
            .await,
    );
    drop(work);
    let mut work = bench.store().begin().await.unwrap();
    let sheet = world.sheet(session.id, dossier, world.seats[2]);
    constrained(work.save_sheet(&sheet).await);
}
