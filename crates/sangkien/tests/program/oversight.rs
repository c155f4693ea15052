//! Versions, extensions, moves and earlier dossiers.

use sangkien_app::casework::{ExtendInput, MoveInput, Seen};
use sangkien_app::failure::Failure;
use sangkien_app::port::Edit;
use sangkien_app::record::{Milestone, ProcedureText, ProcedureVersion, Standing, VersionStatus};
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::ProcedureVersionId;
use sangkien_domain::refusal::{Refusal, StepRefusal};
use sangkien_testkit::Engine;
use uuid::Uuid;

use crate::office::{Office, PROCEDURE, refused};

/// Puts a second version in force now: the experts must be of one mind, and the leader's step has
/// another key.
async fn second_version(office: &Office) -> ProcedureVersionId {
    let now = office.world.app.now();
    let mut work = office.world.store().begin().await.unwrap();
    let procedure = work
        .procedure_by_code("thu-tuc-mau")
        .await
        .unwrap()
        .unwrap();
    let first = work
        .procedure_versions(procedure.id)
        .await
        .unwrap()
        .remove(0);
    let edit = Edit { by: None, at: now };
    let range = (first.active_from, Some(now));
    work.set_procedure_status(first.id, 1, VersionStatus::Active, range, edit)
        .await
        .unwrap();
    let document = PROCEDURE
        .replace("rule = \"majority\"", "rule = \"all\"")
        .replace("\"ky\"", "\"ky-duyet\"");
    let id = ProcedureVersionId(Uuid::from_u128(2));
    work.insert_procedure_version(&ProcedureText {
        version: ProcedureVersion {
            id,
            number: 2,
            revision: 1,
            active_from: Some(now),
            active_to: None,
            ..first
        },
        document,
    })
    .await
    .unwrap();
    work.commit().await.unwrap();
    id
}

#[tokio::test]
async fn a_dossier_keeps_the_version_it_was_submitted_under() {
    let office = Office::open(Engine::Sqlite).await;
    let old = office.before_the_experts().await;
    let draft_of_old = office.stored(old).await.standing.version;
    office.set("2024-03-05T08:00:00+07:00");
    let version = second_version(&office).await;
    let new = office.before_the_experts().await;
    assert_eq!(office.stored(new).await.standing.version, Some(version));
    assert_ne!(draft_of_old, Some(version));
    for expert in &office.experts[..2] {
        for id in [old, new] {
            office.act(expert, id, "dong-y").await.unwrap();
        }
    }
    assert_eq!(office.stored(old).await.standing.step, "tham-tra");
    assert_eq!(office.stored(new).await.standing.step, "y-kien");
    office.act(&office.experts[2], new, "dong-y").await.unwrap();
    assert_eq!(office.stored(new).await.standing.step, "tham-tra");
    office.world.close().await;
}

#[tokio::test]
async fn a_dossier_is_moved_to_another_version_for_a_reason_and_after_a_preview() {
    let office = Office::open(Engine::Sqlite).await;
    let id = office.examined().await;
    office.passed_on(id, "cap").await.unwrap();
    office.set("2024-03-05T08:00:00+07:00");
    let version = second_version(&office).await;
    let app = &office.world.app;
    let hidden = app.preview_move(&office.clerk, id, version, None).await;
    assert!(matches!(hidden, Err(Failure::Absent)), "{hidden:?}");
    let preview = app
        .preview_move(&office.head, id, version, None)
        .await
        .unwrap();
    assert_eq!((preview.from_version, preview.to_version), (1, 2));
    assert_eq!(preview.from.key, "ky");
    // The first step of the same meaning, since the key is gone.
    assert_eq!(preview.to.as_ref().unwrap().key, "y-kien");
    let chosen = app
        .preview_move(&office.head, id, version, Some("ky-duyet"))
        .await
        .unwrap();
    assert!(chosen.acts_lost.is_empty() && chosen.acts_gained.is_empty());
    let to = |step: &str, reason: &str| MoveInput {
        version,
        step: step.into(),
        reason: reason.into(),
    };
    let seen = Seen::Visit(preview.visit);
    let head = &office.head;
    for (input, refusal) in [
        (to("ky-duyet", " "), Refusal::ReasonMissing),
        (
            to("ky", "Lý do mẫu"),
            Refusal::Step(StepRefusal::NoSuchStep),
        ),
        (
            to("het-xong", "Lý do mẫu"),
            Refusal::Step(StepRefusal::NoSuchStep),
        ),
    ] {
        let outcome = app.move_to_version(head, id, seen, input).await;
        assert_eq!(refused(outcome), [refusal]);
    }
    app.move_to_version(head, id, seen, to("ky-duyet", "Lý do mẫu"))
        .await
        .unwrap();
    let moved = office.stored(id).await;
    assert_eq!(moved.standing.version, Some(version));
    assert_eq!(moved.standing.step, "ky-duyet");
    let again = app.move_to_version(head, id, seen, to("ky-duyet", "Lý do mẫu"));
    assert!(matches!(again.await, Err(Failure::Stale)));
    let mut store = office.world.store().read().await.unwrap();
    let told = store.procedure_moves(id).await.unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].from_step.as_str(), told[0].reason.as_str()),
        ("ky", "Lý do mẫu")
    );
    drop(store);
    office.act(&office.leader, id, "cap").await.unwrap();
    office.world.close().await;
}

#[tokio::test]
async fn a_limit_is_extended_by_a_higher_role_with_a_reason() {
    let office = Office::open(Engine::Sqlite).await;
    let id = office.examined().await;
    let app = &office.world.app;
    let input = |amount, reason: &str| ExtendInput {
        limit: "ca-thu-tuc".into(),
        amount,
        reason: reason.into(),
    };
    let seen = Seen::of(&office.stored(id).await);
    let by_clerk = app
        .extend_limit(&office.clerk, id, seen, input(3, "Lý do mẫu"))
        .await;
    assert!(matches!(by_clerk, Err(Failure::Absent)));
    let most = Refusal::Step(StepRefusal::ExtensionUnusable { most: 10 });
    for amount in [0, 11] {
        let outcome = app
            .extend_limit(&office.leader, id, seen, input(amount, "Lý do mẫu"))
            .await;
        assert_eq!(refused(outcome), std::slice::from_ref(&most));
    }
    app.extend_limit(&office.leader, id, seen, input(3, "Lý do mẫu"))
        .await
        .unwrap();
    let due = office.stored(id).await.due_on.unwrap();
    assert_eq!(due.to_string(), "2024-03-21");
    let mut store = office.world.store().read().await.unwrap();
    let changes = store.limit_changes(id).await.unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].reason, "Lý do mẫu");
    assert_eq!(changes[0].by, Some(office.leader.actor.person));
    drop(store);
    office.world.close().await;
}

#[tokio::test]
async fn earlier_dossiers_are_bound_once_with_visits_and_limits_from_their_timeline() {
    let office = Office::open(Engine::Sqlite).await;
    let template = office.stored(office.submitted().await).await;
    let mut old = template.clone();
    old.id = sangkien_domain::id::DossierId(Uuid::from_u128(9));
    old.code = Some("MAU-CU-1".into());
    old.facts.state = State::Returned;
    old.standing = Standing::draft(old.created_at);
    let mut work = office.world.store().begin().await.unwrap();
    work.insert_dossier(&old).await.unwrap();
    let sent = template.submitted_at.unwrap();
    for (seconds, act, state) in [
        (0, Act::Submit, State::Submitted),
        (86_400, Act::Return, State::Returned),
    ] {
        let milestone = Milestone {
            dossier: old.id,
            at: sent.plus_seconds(seconds),
            act,
            state,
            by: Some(office.clerk.actor.person),
            by_name: "Người mẫu".into(),
            capacity: "clerk".into(),
            note: String::new(),
            label: String::new(),
        };
        work.insert_milestone(&milestone).await.unwrap();
    }
    work.commit().await.unwrap();
    let app = &office.world.app;
    assert_eq!(app.adopt_dossiers().await.unwrap(), 1);
    assert_eq!(app.adopt_dossiers().await.unwrap(), 0);
    let bound = office.stored(old.id).await;
    assert_eq!(bound.standing.version, template.standing.version);
    assert_eq!(bound.standing.step, "bo-sung");
    let mut store = office.world.store().read().await.unwrap();
    let visits = store.visits(old.id).await.unwrap();
    let told: Vec<(&str, &str)> = visits
        .iter()
        .map(|visit| (visit.step.as_str(), visit.came_by.as_str()))
        .collect();
    assert_eq!(
        told,
        [("lap", ""), ("kiem-tra", "nop"), ("bo-sung", "tra-lai")]
    );
    let limits = store.limits(old.id).await.unwrap();
    let open: Vec<(&str, bool)> = limits
        .iter()
        .filter(|limit| limit.met_at.is_none())
        .map(|limit| (limit.key.as_str(), limit.due_at.is_some()))
        .collect();
    assert_eq!(open, [("ca-thu-tuc", false), ("bo-sung", true)]);
    drop(store);
    office.world.close().await;
}
