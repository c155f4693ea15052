//! Sessions and sheets.

use std::collections::BTreeMap;
use std::sync::Arc;

use sangkien_app::record::{
    Council, CouncilSeat, FurtherMarker, MarkingPlan, PlanWay, Sheet, StoredVerdict, Vote,
};
use sangkien_domain::council::{Post, Right, Rights, SessionState};
use sangkien_domain::dossier::State;
use sangkien_domain::rubric::{Reason, Score, Settled, Standing};

use super::samples::{commit, council, fresh, person, seat, unit};
use super::{Bench, World, assert_stale, refused_by};

/// Two who close marking at once do it once.
pub async fn a_session_moves_on_only_from_the_state_seen(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (mut session, _) = world.add_session(bench.store()).await;
    let (marking, tallying) = (SessionState::Marking, SessionState::Tallying);
    let later = world.now.plus_seconds(60);
    let mut work = bench.store().begin().await.unwrap();
    work.move_council_session(session.id, marking, tallying, world.now)
        .await
        .unwrap();
    assert_stale(
        work.move_council_session(session.id, marking, tallying, later)
            .await,
    );
    work.move_council_session(session.id, tallying, SessionState::Concluded, later)
        .await
        .unwrap();
    commit(work).await;
    session.state = SessionState::Concluded;
    session.version = 3;
    session.closed_at = Some(world.now);
    session.concluded_at = Some(later);
    let mut read = bench.store().read().await.unwrap();
    assert_eq!(
        read.council_session(session.id).await.unwrap().as_ref(),
        Some(&session)
    );
    assert_eq!(
        read.council_sessions(&[world.council]).await.unwrap(),
        [session]
    );
    assert!(read.council_sessions(&[]).await.unwrap().is_empty());
}

/// No dossier is judged twice.
pub async fn a_dossier_stands_on_one_agenda_only(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, dossiers) = world.add_session(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    let found = work.session_of(dossiers[1]).await.unwrap().unwrap();
    assert_eq!(found, session);
    assert!(work.session_of(fresh()).await.unwrap().is_none());
    let again = work
        .insert_council_session(&world.session(), &dossiers[..1])
        .await;
    assert_eq!(refused_by(again), "agenda_item_dossier_id_unique");
}

/// The outcome keeps the numbers from which it follows.
pub async fn a_verdict_comes_back_with_its_arithmetic(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, dossiers) = world.add_session(bench.store()).await;
    let verdicts = [
        StoredVerdict {
            carried: true,
            in_favour: 4,
            base: 5,
            needed: 4,
            average: Some(Score(7_825)),
            settled: Some(Settled {
                sheets: vec![Score(7_800), Score(7_850)],
                council: Score(7_825),
                public: None,
                total: Score(7_825),
                criteria: BTreeMap::from([("novelty".to_owned(), Score(2_525))]),
                class: Some("Loại B".into()),
                standing: Standing::Pass,
                reasons: vec![Reason::TotalReaches {
                    total: Score(7_825),
                    least: Score(5_000),
                }],
            }),
        },
        StoredVerdict {
            carried: false,
            in_favour: 0,
            base: 5,
            needed: 4,
            average: None,
            settled: None,
        },
    ];
    let mut work = bench.store().begin().await.unwrap();
    let agenda = work.agenda(session.id).await.unwrap();
    assert!(agenda.iter().all(|item| item.verdict.is_none()));
    for (dossier, verdict) in dossiers.iter().zip(&verdicts) {
        work.set_verdict(session.id, *dossier, verdict)
            .await
            .unwrap();
    }
    assert_stale(work.set_verdict(session.id, fresh(), &verdicts[0]).await);
    let agenda = work.agenda(session.id).await.unwrap();
    for (index, item) in agenda.iter().enumerate() {
        assert_eq!(item.dossier, dossiers[index]);
        assert_eq!(item.position, i64::try_from(index).unwrap() + 1);
        assert_eq!(item.verdict.as_ref(), Some(&verdicts[index]));
    }
}

/// The sheet as stored.
async fn sheet_of(bench: &dyn Bench, sheet: &Sheet) -> Sheet {
    let mut read = bench.store().read().await.unwrap();
    let found = read.sheet(sheet.dossier, sheet.seat).await.unwrap();
    found.unwrap().open_for_test()
}

/// A member with two windows open does not overwrite what they wrote in the other.
pub async fn a_sheet_saved_from_an_old_version_is_refused(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, [dossier, _]) = world.add_session(bench.store()).await;
    let mut sheet = world.sheet(session.id, dossier, world.seats[2]);
    let mut work = bench.store().begin().await.unwrap();
    sheet.version = work.save_sheet(&sheet).await.unwrap();
    sheet.scores = BTreeMap::from([("novelty".to_owned(), Score(2_525))]);
    sheet.comments = BTreeMap::from([("novelty".to_owned(), "Có điểm mới".to_owned())]);
    sheet.vote = Some(Vote::Against);
    sheet.remark = "Nhận xét mẫu".into();
    sheet.version = work.save_sheet(&sheet).await.unwrap();
    assert_eq!(sheet.version, 2);
    for old in [0, 1, 3] {
        let stale = Sheet {
            version: old,
            ..sheet.clone()
        };
        assert_stale(work.save_sheet(&stale).await);
    }
    commit(work).await;
    assert_eq!(sheet_of(&*bench, &sheet).await, sheet);
}

/// Sending locks.
pub async fn a_sent_sheet_is_locked(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, [dossier, _]) = world.add_session(bench.store()).await;
    let mut sheet = world.sheet(session.id, dossier, world.seats[2]);
    sheet.vote = Some(Vote::For);
    sheet.total = Some(Score(8_000));
    sheet.sent_at = Some(world.now);
    let mut work = bench.store().begin().await.unwrap();
    sheet.version = work.save_sheet(&sheet).await.unwrap();
    let changed = Sheet {
        vote: Some(Vote::Against),
        ..sheet.clone()
    };
    assert_stale(work.save_sheet(&changed).await);
    commit(work).await;
    assert_eq!(sheet_of(&*bench, &sheet).await, sheet);
}

/// A sent sheet has a total; whether it has a vote is for the rights of the seat to say.
pub async fn a_sheet_without_total_is_not_sent(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, [dossier, _]) = world.add_session(bench.store()).await;
    let mut sheet = world.sheet(session.id, dossier, world.seats[2]);
    (sheet.vote, sheet.total) = (Some(Vote::For), None);
    sheet.sent_at = Some(world.now);
    let mut work = bench.store().begin().await.unwrap();
    assert_eq!(
        refused_by(work.save_sheet(&sheet).await),
        "mark_sheet_sent_check"
    );
    drop(work);
    (sheet.vote, sheet.total) = (None, Some(Score(1)));
    let mut work = bench.store().begin().await.unwrap();
    work.save_sheet(&sheet).await.unwrap();
}

/// Whoever opens a sent sheet again does so once, from the version sent, and nothing of it is lost.
pub async fn a_sheet_opened_again_keeps_what_was_sent(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, [dossier, _]) = world.add_session(bench.store()).await;
    let mut sheet = world.sheet(session.id, dossier, world.seats[2]);
    let mut work = bench.store().begin().await.unwrap();
    sheet.version = work.save_sheet(&sheet).await.unwrap();
    let reopened = work
        .reopen_sheet(sheet.id, 1, "Nhầm", world.chair, world.now)
        .await;
    assert_stale(reopened);
    (sheet.total, sheet.sent_at) = (Some(Score(8_000)), Some(world.now));
    sheet.version = work.save_sheet(&sheet).await.unwrap();
    let (by, at) = (world.chair, world.now.plus_seconds(60));
    assert_stale(work.reopen_sheet(sheet.id, 1, "Nhầm", by, at).await);
    work.reopen_sheet(sheet.id, 2, "Nhầm", by, at)
        .await
        .unwrap();
    assert_stale(work.reopen_sheet(sheet.id, 2, "Nhầm", by, at).await);
    commit(work).await;
    let now = sheet_of(&*bench, &sheet).await;
    assert_eq!((now.version, now.sent_at, now.total), (3, None, None));
    assert_eq!(now.scores, sheet.scores);
    let mut read = bench.store().read().await.unwrap();
    let [kept] = &read.reopenings(session.id).await.unwrap()[..] else {
        panic!("one reopening");
    };
    assert_eq!(
        (kept.dossier, kept.seat, kept.version, kept.by, kept.at),
        (dossier, sheet.seat, 2, by, at)
    );
    assert_eq!(kept.reason, "Nhầm");
}

/// One seat, one dossier, one sheet.
pub async fn a_seat_has_one_sheet_on_a_dossier(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, [dossier, _]) = world.add_session(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    for expected in [true, false] {
        let sheet = world.sheet(session.id, dossier, world.seats[2]);
        let outcome = work.save_sheet(&sheet).await;
        assert_eq!(outcome.is_ok(), expected);
    }
    let found = work.sheet(dossier, world.seats[1]).await.unwrap();
    assert!(found.is_none());
}

/// Sheets follow the agenda, whenever they were begun.
pub async fn sheets_are_read_in_the_order_of_the_agenda(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, [first, second]) = world.add_session(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    for dossier in [second, first] {
        let sheet = world.sheet(session.id, dossier, world.seats[2]);
        work.save_sheet(&sheet).await.unwrap();
    }
    let sheets = work.sheets(session.id).await.unwrap();
    let order: Vec<_> = sheets
        .into_iter()
        .map(|sheet| sheet.open_for_test().dossier)
        .collect();
    assert_eq!(order, [first, second]);
}

/// Nobody marks what the session does not judge.
pub async fn a_sheet_needs_its_dossier_on_the_agenda(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, _) = world.add_session(bench.store()).await;
    let stray = world
        .add_dossier(bench.store(), State::Marking, "Sáng kiến mẫu")
        .await;
    let mut work = bench.store().begin().await.unwrap();
    let sheet = world.sheet(session.id, stray.id, world.seats[2]);
    refused_by(work.save_sheet(&sheet).await);
}

/// Name, decision and term come back as changed; an old page changes nothing.
pub async fn a_council_changes_from_the_version_seen(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    let before = work.council(world.council).await.unwrap().unwrap();
    let changed = Council {
        name: "Hội đồng đổi tên".into(),
        decision_ref: "12/QĐ-UBND".into(),
        decided_on: Some(jiff::civil::date(2024, 1, 2)),
        valid_to: Some(world.now.plus_seconds(3_600)),
        blind: true,
        ..before.clone()
    };
    work.change_council(&changed).await.unwrap();
    assert_stale(work.change_council(&changed).await);
    let found = work.council(world.council).await.unwrap().unwrap();
    let expected = Council {
        version: before.version + 1,
        ..changed
    };
    assert_eq!(found, expected);
    assert_eq!(work.councils(&[before.unit]).await.unwrap(), [expected]);
    assert!(work.councils(&[]).await.unwrap().is_empty());
    commit(work).await;
    // Seats bring nothing once the term is over.
    let mut read = bench.store().read().await.unwrap();
    let later = world.now.plus_seconds(3_600);
    let during = read.actor(world.chair, world.now).await.unwrap().unwrap();
    let after = read.actor(world.chair, later).await.unwrap().unwrap();
    assert_eq!((during.seats.len(), after.seats.len()), (1, 0));
    assert!(during.seats.iter().all(|seat| seat.blind));
}

/// Rights are stored one by one, and nobody sits twice at a time.
pub async fn a_seat_keeps_its_rights_and_ends_once(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let guest = person("khach", "Ủy viên mới", world.district);
    let mut work = bench.store().begin().await.unwrap();
    work.insert_person(&guest).await.unwrap();
    let first = seat(world.council, guest.id, Post::Member);
    work.insert_seat(&first).await.unwrap();
    for right in Right::ALL {
        let rights: Rights = [right].into_iter().collect();
        let changed = CouncilSeat {
            rights,
            for_union: true,
            ..first.clone()
        };
        work.change_seat(&changed).await.unwrap();
        let seats = work.seats(world.council, world.now).await.unwrap();
        let found = seats.iter().find(|one| one.id == first.id).unwrap();
        assert_eq!((found.rights, found.for_union), (rights, true));
        let actor = work.actor(guest.id, world.now).await.unwrap().unwrap();
        assert_eq!(actor.seats[0].rights, rights);
    }
    work.end_seat(world.council, first.id, world.now)
        .await
        .unwrap();
    assert_stale(work.end_seat(world.council, first.id, world.now).await);
    assert_stale(work.change_seat(&first).await);
    let second = CouncilSeat {
        id: fresh(),
        valid_from: world.now,
        ..first.clone()
    };
    work.insert_seat(&second).await.unwrap();
    commit(work).await;
    let mut work = bench.store().begin().await.unwrap();
    let third = CouncilSeat {
        id: fresh(),
        valid_from: world.now.plus_seconds(1),
        ..first
    };
    assert_eq!(
        refused_by(work.insert_seat(&third).await),
        "council_seat_council_id_person_id_unique"
    );
}

/// Whoever was called in once is not called in again.
pub async fn a_substitute_takes_one_seat(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let guest = person("khach", "Ủy viên dự khuyết", world.district);
    let taken = seat(world.council, guest.id, Post::Member);
    let mut work = bench.store().begin().await.unwrap();
    work.insert_person(&guest).await.unwrap();
    work.insert_substitute(world.council, guest.id, world.now)
        .await
        .unwrap();
    work.insert_seat(&taken).await.unwrap();
    work.call_in_substitute(world.council, guest.id, taken.id)
        .await
        .unwrap();
    let again = work
        .call_in_substitute(world.council, guest.id, taken.id)
        .await;
    assert_stale(again);
    let found = work.substitutes(world.council).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].full_name.as_str(), found[0].seat),
        ("Ủy viên dự khuyết", Some(taken.id))
    );
    commit(work).await;
}

/// The statement itself compares unit and stage.
pub async fn a_round_goes_only_to_a_council_of_its_unit(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let elsewhere = unit("NOI-KHAC", "Đơn vị khác", None);
    let mut work = bench.store().begin().await.unwrap();
    work.insert_unit(&elsewhere).await.unwrap();
    let (ours, theirs) = (council(world.district), council(elsewhere.id));
    for one in [&ours, &theirs] {
        work.insert_council(one).await.unwrap();
    }
    assert_stale(work.set_round_council(world.round, &theirs).await);
    work.set_round_council(world.round, &ours).await.unwrap();
    let round = work.round(world.round).await.unwrap().unwrap();
    assert_eq!(round.council, Some(ours.id));
    commit(work).await;
}

/// A plan takes the place of the one seen and of no other, and what is freed is free.
pub async fn a_plan_of_marking_is_replaced_from_the_version_seen(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let (session, [one, other]) = world.add_session(bench.store()).await;
    let plan = |version| MarkingPlan {
        session: session.id,
        needs: 2,
        way: PlanWay::Automatic,
        version,
        made_by: world.chair,
        made_at: world.now,
    };
    let mut work = bench.store().begin().await.unwrap();
    assert!(work.marking_plan(session.id).await.unwrap().is_none());
    let seats = world.seats;
    let first = [(one, seats[0]), (one, seats[1]), (other, seats[1])];
    work.put_marking_plan(&plan(1), &first).await.unwrap();
    assert_stale(work.put_marking_plan(&plan(1), &first).await);
    assert_stale(work.put_marking_plan(&plan(3), &first).await);
    let second = [(one, seats[0]), (other, seats[2])];
    work.put_marking_plan(&plan(2), &second).await.unwrap();
    assert_eq!(work.marking_plan(session.id).await.unwrap(), Some(plan(2)));
    assert_eq!(work.marking_tasks(session.id).await.unwrap(), second);
    assert!(work.free_marking_task(one, seats[0]).await.unwrap());
    assert!(!work.free_marking_task(one, seats[0]).await.unwrap());
    work.pass_marking_tasks(seats[2], seats[0]).await.unwrap();
    assert_eq!(
        work.marking_tasks(session.id).await.unwrap(),
        [(other, seats[0])]
    );
    let call = |dossier, seat| FurtherMarker {
        session: session.id,
        dossier,
        seat,
        called_at: world.now,
    };
    work.call_further(&call(one, Some(seats[1]))).await.unwrap();
    work.call_further(&call(other, None)).await.unwrap();
    assert_eq!(
        work.further_markers(session.id).await.unwrap(),
        [call(one, Some(seats[1])), call(other, None)]
    );
    let facts = work.dossier(one).await.unwrap().unwrap();
    assert_eq!(facts.open_for_test().facts.further(), Some(seats[1]));
    work.pass_marking_tasks(seats[1], seats[2]).await.unwrap();
    assert!(work.free_marking_task(one, seats[2]).await.unwrap());
    work.call_further(&call(one, Some(seats[1]))).await.unwrap();
    let third = [(one, seats[1]), (other, seats[0])];
    work.put_marking_plan(&plan(3), &third).await.unwrap();
    assert_eq!(
        work.further_markers(session.id).await.unwrap(),
        [],
        "who marks by the plan is no further member, and whoever was missing is looked for anew"
    );
    work.set_seat_fields(seats[0], &[]).await.unwrap();
    assert!(work.seat_fields(world.council).await.unwrap().is_empty());
    assert_stale(work.drop_marking_plan(session.id, 1).await);
    commit(work).await;
    let mut work = bench.store().begin().await.unwrap();
    work.drop_marking_plan(session.id, 3).await.unwrap();
    assert!(work.marking_plan(session.id).await.unwrap().is_none());
}
