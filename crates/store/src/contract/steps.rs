//! Where dossiers stand in their procedures.

use std::sync::Arc;

use jiff::civil::time;
use sangkien_app::record::{
    Choice, Delegation, Dossier, LimitChange, NumberedDocument, ProcedureMove, StatedFact, Visit,
};
use sangkien_casework::clock::{LimitScope, RunningLimit};
use sangkien_domain::access::{Party, PartyWho, Role};
use sangkien_domain::calendar::Pause;
use sangkien_domain::council::Post;
use sangkien_domain::dossier::State;
use sangkien_domain::id::{DossierId, ProcedureVersionId};
use sangkien_domain::law::{Citation, Limit, Unit};

use super::procedures::sample_procedure;
use super::samples::{commit, fresh, grant};
use super::{Bench, World, assert_stale, refused_by};

/// A dossier, and a version of a procedure it may be bound to.
async fn begun(bench: &dyn Bench) -> (World, Dossier, ProcedureVersionId) {
    let world = World::build(bench.store()).await;
    let dossier = world
        .add_dossier(bench.store(), State::Submitted, "Hồ sơ mẫu")
        .await;
    let (procedure, text) = sample_procedure(world.chair);
    let mut work = bench.store().begin().await.unwrap();
    work.insert_procedure(&procedure).await.unwrap();
    work.insert_procedure_version(&text).await.unwrap();
    commit(work).await;
    (world, dossier, text.version.id)
}

fn visit(world: &World, id: DossierId, version: ProcedureVersionId, ordinal: i64) -> Visit {
    Visit {
        dossier: id,
        ordinal,
        version,
        step: format!("buoc-{ordinal}"),
        state: State::Processing,
        entered_at: world.now,
        entered_by: Some(world.author),
        came_by: "chuyen".into(),
        left_at: None,
    }
}

/// The step of a dossier and its axes are part of the header.
pub async fn a_dossier_keeps_its_place_in_the_procedure(bench: Arc<dyn Bench>) {
    use sangkien_casework::definition::{ClockMode, Delivery, Exchange, Payment};
    use sangkien_casework::engine::Axes;

    let (world, mut dossier, version) = begun(&*bench).await;
    dossier.standing.version = Some(version);
    dossier.standing.step = "tham-dinh".into();
    dossier.standing.since = world.now.plus_seconds(60);
    dossier.standing.visit = 3;
    dossier.standing.clock = ClockMode::Suspended;
    dossier.standing.axes = Axes {
        payment: Payment::Due,
        delivery: Delivery::Ready,
        exchange: Exchange::Failed,
    };
    dossier.facts.state = State::Processing;
    let mut work = bench.store().begin().await.unwrap();
    work.update_dossier(&dossier).await.unwrap();
    let found = work.dossier(dossier.id).await.unwrap().unwrap();
    let found = found.open_for_test();
    assert_eq!(found.standing, dossier.standing);
    assert_eq!(found.facts.state, State::Processing);
    dossier.version += 1;
    dossier.standing.step = String::new();
    assert_eq!(
        refused_by(work.update_dossier(&dossier).await),
        "dossier_step_check"
    );
}

/// A dossier stands at one step; whoever leaves it second is told so.
pub async fn a_dossier_stands_at_one_step(bench: Arc<dyn Bench>) {
    let (world, dossier, version) = begun(&*bench).await;
    let id = dossier.id;
    let mut work = bench.store().begin().await.unwrap();
    let mut first = visit(&world, id, version, 1);
    work.insert_visit(&first).await.unwrap();
    work.leave_visit(id, 1, world.now).await.unwrap();
    assert_stale(work.leave_visit(id, 1, world.now).await);
    first.left_at = Some(world.now);
    let mut second = visit(&world, id, version, 2);
    second.entered_by = None;
    second.came_by = String::new();
    work.insert_visit(&second).await.unwrap();
    assert_eq!(work.visits(id).await.unwrap(), [first, second]);
    commit(work).await;
    let mut work = bench.store().begin().await.unwrap();
    let third = visit(&world, id, version, 3);
    refused_by(work.insert_visit(&third).await);
}

/// Those whom a step names are facts of the guard, and stay known when the dossier goes on.
pub async fn parties_of_earlier_steps_stay_known_as_such(bench: Arc<dyn Bench>) {
    let (world, dossier, _) = begun(&*bench).await;
    let desk = PartyWho::Role {
        role: Role::Clerk,
        unit: world.desk,
    };
    let seats = PartyWho::Council {
        council: world.council,
        posts: vec![Post::Chair, Post::Secretary],
    };
    let mut work = bench.store().begin().await.unwrap();
    let first = [desk.clone(), PartyWho::Author];
    work.set_parties(dossier.id, 1, &first).await.unwrap();
    let second = [seats, PartyWho::Person(world.other)];
    work.set_parties(dossier.id, 2, &second).await.unwrap();
    work.set_parties(dossier.id, 3, std::slice::from_ref(&desk))
        .await
        .unwrap();
    let found = work.dossier(dossier.id).await.unwrap().unwrap();
    let party = |who: PartyWho, current| Party { who, current };
    let seat = |post| PartyWho::Council {
        council: world.council,
        posts: vec![post],
    };
    assert_eq!(
        found.open_for_test().facts.parties,
        [
            party(desk, true),
            party(PartyWho::Author, false),
            party(seat(Post::Chair), false),
            party(seat(Post::Secretary), false),
            party(PartyWho::Person(world.other), false),
        ]
    );
}

/// A person has one choice at a visit.
pub async fn a_choice_takes_the_place_of_the_one_before(bench: Arc<dyn Bench>) {
    let (world, dossier, _) = begun(&*bench).await;
    let choice = |person, act: &str, shift| Choice {
        dossier: dossier.id,
        visit: 2,
        person,
        act: act.into(),
        opinion: "Ý kiến mẫu".into(),
        at: world.now.plus_seconds(shift),
    };
    let mut work = bench.store().begin().await.unwrap();
    let other = choice(world.member, "dong-y", 1);
    let again = choice(world.chair, "khong-dong-y", 2);
    work.save_choice(&choice(world.chair, "dong-y", 0))
        .await
        .unwrap();
    work.save_choice(&other).await.unwrap();
    work.save_choice(&again).await.unwrap();
    assert_eq!(work.choices(dossier.id, 2).await.unwrap(), [other, again]);
    assert_eq!(work.choices(dossier.id, 1).await.unwrap(), []);
}

/// Limits, pauses and changes come back as they were written.
pub async fn limits_and_pauses_come_back_as_counted(bench: Arc<dyn Bench>) {
    let (world, dossier, _) = begun(&*bench).await;
    let id = dossier.id;
    let mut limit = RunningLimit {
        key: "giai-quyet".into(),
        visit: 2,
        label: "Thời hạn giải quyết".into(),
        scope: LimitScope::Whole,
        started_at: world.now,
        due_at: Some(world.now.plus_seconds(86_400)),
        limit: Limit {
            amount: 10,
            unit: Unit::WorkingDay,
            citation: Citation {
                act: "Văn bản mẫu".into(),
                article: "Điều 1".into(),
                ..Citation::default()
            },
        },
        cutoff: Some(time(15, 0, 0, 0)),
        met_at: None,
        extended: 0,
    };
    let mut work = bench.store().begin().await.unwrap();
    work.insert_limit(id, &limit).await.unwrap();
    assert_eq!(work.limits(id).await.unwrap(), [limit.clone()]);
    limit.due_at = None;
    limit.met_at = Some(world.now.plus_seconds(5));
    limit.extended = 3;
    work.update_limit(id, &limit).await.unwrap();
    assert_eq!(work.limits(id).await.unwrap(), [limit.clone()]);
    let pause = Pause {
        reason: "Chờ bổ sung".into(),
        from: world.now,
        until: None,
    };
    work.open_pause(id, &pause).await.unwrap();
    work.close_pause(id, world.now.plus_seconds(9))
        .await
        .unwrap();
    assert_stale(work.close_pause(id, world.now).await);
    let change = LimitChange {
        dossier: id,
        key: limit.key.clone(),
        visit: 2,
        at: world.now,
        old_due: Some(world.now),
        new_due: None,
        reason: "Gia hạn mẫu".into(),
        by: Some(world.chair),
    };
    work.insert_limit_change(&change).await.unwrap();
    assert_eq!(work.limit_changes(id).await.unwrap(), [change]);
    let closed = Pause {
        until: Some(world.now.plus_seconds(9)),
        ..pause.clone()
    };
    assert_eq!(work.pauses(id).await.unwrap(), [closed]);
    work.open_pause(id, &pause).await.unwrap();
    refused_by(work.open_pause(id, &pause).await);
}

/// The last statement of a fact counts.
pub async fn a_fact_is_stated_anew(bench: Arc<dyn Bench>) {
    let (world, dossier, _) = begun(&*bench).await;
    let fact = |value: &str, by| StatedFact {
        dossier: dossier.id,
        name: "score".into(),
        value: value.into(),
        stated_by: by,
        stated_at: world.now,
    };
    let mut work = bench.store().begin().await.unwrap();
    work.state_fact(&fact("70", world.chair)).await.unwrap();
    work.state_fact(&fact("71/2", world.member)).await.unwrap();
    assert_eq!(
        work.stated_facts(dossier.id).await.unwrap(),
        [fact("71/2", world.member)]
    );
}

/// Each body, symbol and year counts for itself, and no number is given twice.
pub async fn documents_of_procedures_are_numbered_by_symbol(bench: Arc<dyn Bench>) {
    let (world, dossier, _) = begun(&*bench).await;
    let mut work = bench.store().begin().await.unwrap();
    for (symbol, year, number) in [
        ("GP-MAU", 2024, 1),
        ("GP-MAU", 2024, 2),
        ("XN-MAU", 2024, 1),
        ("GP-MAU", 2025, 1),
    ] {
        assert_eq!(
            work.next_document_number(world.district, symbol, year)
                .await
                .unwrap(),
            number
        );
    }
    let document = NumberedDocument {
        dossier: dossier.id,
        title: "Giấy phép mẫu".into(),
        body: world.district,
        symbol: "GP-MAU".into(),
        year: 2024,
        number: 1,
        issued_at: world.now,
        issued_by: Some(world.chair),
    };
    work.insert_document(&document).await.unwrap();
    assert_eq!(
        work.documents(dossier.id).await.unwrap(),
        std::slice::from_ref(&document)
    );
    assert_eq!(
        refused_by(work.insert_document(&document).await),
        "dossier_document_body_id_symbol_year_number_unique"
    );
}

/// A move needs a reason and is kept for ever.
pub async fn moves_to_other_versions_are_kept(bench: Arc<dyn Bench>) {
    let (world, dossier, version) = begun(&*bench).await;
    let mut moved = ProcedureMove {
        dossier: dossier.id,
        from_version: version,
        to_version: version,
        from_step: "a".into(),
        to_step: "b".into(),
        reason: "Phiên bản mới có lợi cho người nộp".into(),
        by: world.chair,
        at: world.now,
    };
    let mut work = bench.store().begin().await.unwrap();
    work.insert_procedure_move(&moved).await.unwrap();
    assert_eq!(
        work.procedure_moves(dossier.id).await.unwrap(),
        std::slice::from_ref(&moved)
    );
    moved.reason = String::new();
    assert_eq!(
        refused_by(work.insert_procedure_move(&moved).await),
        "procedure_move_reason_check"
    );
}

/// Drafts are bound to nothing on purpose; what is filed and unbound is found, page by page.
pub async fn filed_dossiers_without_a_procedure_are_found(bench: Arc<dyn Bench>) {
    let (world, mut bound, version) = begun(&*bench).await;
    bound.standing.version = Some(version);
    bound.standing.step = "a".into();
    let mut work = bench.store().begin().await.unwrap();
    work.update_dossier(&bound).await.unwrap();
    let mut filed = Vec::new();
    for state in [State::Draft, State::Accepted, State::Draft, State::Refused] {
        let dossier = world.dossier(state, "Hồ sơ mẫu");
        work.insert_dossier(&dossier).await.unwrap();
        if state != State::Draft {
            filed.push(dossier.id);
        }
    }
    filed.sort_unstable();
    let none = DossierId(uuid::Uuid::nil());
    assert_eq!(work.unbound_dossiers(none, 10).await.unwrap(), filed);
    assert_eq!(work.unbound_dossiers(none, 1).await.unwrap(), filed[..1]);
    assert_eq!(
        work.unbound_dossiers(filed[0], 10).await.unwrap(),
        filed[1..]
    );
}

/// Whoever acts for another holds the role within the dates, as long as the other holds it.
pub async fn a_delegation_lends_a_role_within_its_dates(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let held = grant(world.chair, Role::Leader, world.district);
    let at = |shift| world.now.plus_seconds(shift);
    let delegation = Delegation {
        id: fresh(),
        from: world.chair,
        to: world.other,
        role: Role::Leader,
        unit: world.district,
        valid_from: at(100),
        valid_to: at(200),
        reason: "Đi công tác".into(),
        created_by: world.chair,
        created_at: world.now,
    };
    let mut work = bench.store().begin().await.unwrap();
    work.insert_grant(&held).await.unwrap();
    work.insert_delegation(&delegation).await.unwrap();
    commit(work).await;
    let mut work = bench.store().begin().await.unwrap();
    for (shift, lent) in [(99, false), (100, true), (199, true), (200, false)] {
        let actor = work.actor(world.other, at(shift)).await.unwrap().unwrap();
        assert_eq!(actor.holds(Role::Leader, world.district), lent, "{shift} s");
    }
    for person in [world.chair, world.other] {
        assert_eq!(
            work.delegations(person).await.unwrap(),
            std::slice::from_ref(&delegation)
        );
    }
    work.end_grant(held.id, at(150)).await.unwrap();
    let after = work.actor(world.other, at(160)).await.unwrap().unwrap();
    assert!(!after.holds(Role::Leader, world.district));
    work.end_delegation(delegation.id, at(120)).await.unwrap();
    assert_stale(work.end_delegation(delegation.id, at(120)).await);
    let ended = work.actor(world.other, at(130)).await.unwrap().unwrap();
    assert!(!ended.holds(Role::Leader, world.district));
}
