//! Dossiers that follow a procedure which no line of the program names.

use sangkien_app::casework::{Acted, Seen, StepInput};
use sangkien_app::failure::Failure;
use sangkien_domain::correction::NewItem;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::{Refusal, StepRefusal};
use sangkien_domain::time::Instant;
use sangkien_testkit::Engine;

use crate::office::{Office, at, refused};

async fn returned(office: &Office, id: DossierId) {
    let item = NewItem {
        place: "general".into(),
        quote: "Hồ sơ mẫu".into(),
        requirement: "Ghi rõ hơn".into(),
        basis: "Quy định mẫu".into(),
        ..NewItem::default()
    };
    let app = &office.world.app;
    app.return_for_supplement(&office.clerk, id, Seen::Now, vec![item])
        .await
        .unwrap();
}

async fn due(office: &Office, id: DossierId, limit: &str) -> Option<Instant> {
    let mut store = office.world.store().read().await.unwrap();
    let limits = store.limits(id).await.unwrap();
    let found = limits
        .into_iter()
        .rfind(|row| row.key == limit && row.met_at.is_none());
    found.and_then(|row| row.due_at)
}

#[tokio::test]
async fn a_dossier_goes_its_way_and_leaves_its_traces() {
    goes_its_way(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_dossier_goes_its_way_and_leaves_its_traces_on_a_server() {
    goes_its_way(Engine::Postgres).await;
}

async fn goes_its_way(engine: Engine) {
    let office = Office::open(engine).await;
    let id = office.examined().await;
    assert_eq!(office.passed_on(id, "cap").await.unwrap(), Acted::Moved);
    assert_eq!(
        office.act(&office.leader, id, "cap").await.unwrap(),
        Acted::Moved
    );
    let dossier = office.stored(id).await;
    assert_eq!(dossier.facts.state, State::Resolved);
    assert_eq!(dossier.due_on, None);
    let mut store = office.world.store().read().await.unwrap();
    let visits = store.visits(id).await.unwrap();
    let steps: Vec<&str> = visits.iter().map(|visit| visit.step.as_str()).collect();
    assert_eq!(
        steps,
        ["lap", "kiem-tra", "y-kien", "tham-tra", "ky", "het-xong"]
    );
    let came: Vec<&str> = visits.iter().map(|visit| visit.came_by.as_str()).collect();
    assert_eq!(came, ["", "nop", "tiep-nhan", "dong-y", "trinh", "cap"]);
    assert!(visits[..5].iter().all(|visit| visit.left_at.is_some()));
    let documents = store.documents(id).await.unwrap();
    assert_eq!(
        documents.iter().map(|one| one.number).collect::<Vec<_>>(),
        [1]
    );
    let last = store.milestones(id).await.unwrap().pop().unwrap();
    assert_eq!((last.act, last.label.as_str()), (Act::Grant, "Cấp kết quả"));
    assert_eq!(last.note, "Giấy xác nhận mẫu số 01/XN-MAU");
    drop(store);
    office.world.check().await;
    office.world.close().await;
}

#[tokio::test]
async fn only_those_whom_the_step_names_may_act_or_know() {
    let office = Office::open(Engine::Sqlite).await;
    let id = office.before_the_experts().await;
    let app = &office.world.app;
    for other in [&office.clerk, &office.leader, &office.applicant] {
        let outcome = office.act(other, id, "dong-y").await;
        assert!(matches!(outcome, Err(Failure::Absent)), "{outcome:?}");
        assert!(app.offers(other, id).await.unwrap().acts.is_empty());
    }
    let offered = app.offers(&office.experts[0], id).await.unwrap();
    assert_eq!((offered.eligible, offered.chosen), (3, 0));
    let keys: Vec<&str> = offered.acts.iter().map(|act| act.key.as_str()).collect();
    assert_eq!(keys, ["dong-y", "khong-dong-y"]);
    let other = office.submitted().await;
    let outcome = app.dossier(&office.experts[0], other).await;
    assert!(matches!(outcome, Err(Failure::Absent)));
    office.world.close().await;
}

#[tokio::test]
async fn a_dossier_moves_on_when_more_than_half_choose_alike() {
    let office = Office::open(Engine::Sqlite).await;
    let id = office.before_the_experts().await;
    let [first, second, third] = &office.experts;
    let waiting = |chosen| Acted::Waiting {
        chosen,
        eligible: 3,
    };
    assert_eq!(office.act(first, id, "dong-y").await.unwrap(), waiting(1));
    assert_eq!(
        office.act(second, id, "khong-dong-y").await.unwrap(),
        waiting(2)
    );
    // Whoever changes their mind has one choice still.
    assert_eq!(
        office.act(first, id, "khong-dong-y").await.unwrap(),
        Acted::Moved
    );
    assert_eq!(office.stored(id).await.facts.state, State::Refused);
    let outcome = office.act(third, id, "dong-y").await;
    assert!(matches!(outcome, Err(Failure::Absent)), "{outcome:?}");
    office.world.close().await;
}

#[tokio::test]
async fn an_act_from_an_old_page_is_refused_and_a_second_click_is_harmless() {
    let office = Office::open(Engine::Sqlite).await;
    let id = office.examined().await;
    let app = &office.world.app;
    let seen = Seen::of(&office.stored(id).await);
    let input = || StepInput {
        act: "trinh".into(),
        opinion: "Ý kiến mẫu".into(),
        facts: [("ket_qua".to_owned(), "cap".to_owned())].into(),
    };
    let clerk = &office.clerk;
    assert_eq!(
        app.act(clerk, id, seen, input()).await.unwrap(),
        Acted::Moved
    );
    let visits = office.stored(id).await.standing.visit;
    assert_eq!(
        app.act(clerk, id, seen, input()).await.unwrap(),
        Acted::Already
    );
    assert_eq!(office.stored(id).await.standing.visit, visits);
    let other = StepInput {
        act: "cap".into(),
        ..StepInput::default()
    };
    let stale = app.act(&office.leader, id, seen, other).await;
    assert!(matches!(stale, Err(Failure::Stale)), "{stale:?}");
    // The desk's own acts keep the same promise.
    let second = office.submitted().await;
    let page = Seen::Version(office.stored(second).await.version);
    app.accept(clerk, second, page).await.unwrap();
    let now = office.stored(second).await.version;
    app.accept(clerk, second, page).await.unwrap();
    assert_eq!(office.stored(second).await.version, now);
    office.world.close().await;
}

#[tokio::test]
async fn words_and_facts_that_are_missing_are_named() {
    let office = Office::open(Engine::Sqlite).await;
    let id = office.examined().await;
    assert_eq!(
        refused(office.act(&office.clerk, id, "trinh").await),
        [Refusal::Step(StepRefusal::OpinionMissing)]
    );
    let unusable = Refusal::Step(StepRefusal::FactUnusable {
        name: "ket_qua".into(),
        label: "Kết quả thẩm tra".into(),
    });
    for typed in ["", "có lẽ"] {
        assert_eq!(
            refused(office.passed_on(id, typed).await),
            std::slice::from_ref(&unusable)
        );
    }
    let offers = office.world.app.offers(&office.clerk, id).await.unwrap();
    assert_eq!(offers.acts[0].leads, Ok(None));
    office.passed_on(id, "khong").await.unwrap();
    assert_eq!(office.stored(id).await.facts.state, State::Refused);
    office.world.close().await;
}

#[tokio::test]
async fn the_clock_stands_while_the_applicant_supplements() {
    let office = Office::open(Engine::Sqlite).await;
    // Monday: ten working days end on Monday the 18th.
    let id = office.submitted().await;
    let before = due(&office, id, "ca-thu-tuc").await.unwrap();
    assert_eq!(before.day().to_string(), "2024-03-18");
    assert_eq!(
        office.stored(id).await.due_on.unwrap().to_string(),
        "2024-03-06"
    );
    office.set("2024-03-05T09:00:00+07:00");
    returned(&office, id).await;
    assert_eq!(due(&office, id, "ca-thu-tuc").await, None);
    assert_eq!(
        due(&office, id, "bo-sung").await.unwrap().day().to_string(),
        "2024-03-12"
    );
    // Three working days later the applicant answers, and three more days are due.
    office.set("2024-03-08T09:00:00+07:00");
    let view = office
        .world
        .app
        .dossier(&office.applicant, id)
        .await
        .unwrap();
    let answers = view
        .open_corrections()
        .iter()
        .map(|item| sangkien_app::correction::AnswerInput {
            item: item.id,
            reply: None,
            answer: "Đã ghi rõ".into(),
        })
        .collect();
    let app = &office.world.app;
    app.answer_corrections(&office.applicant, id, answers)
        .await
        .unwrap();
    app.submit(&office.applicant, id).await.unwrap();
    let after = due(&office, id, "ca-thu-tuc").await.unwrap();
    assert_eq!(after.day().to_string(), "2024-03-21");
    let mut store = office.world.store().read().await.unwrap();
    let pauses = store.pauses(id).await.unwrap();
    assert_eq!(pauses.len(), 1);
    assert_eq!(pauses[0].reason, "Chờ người nộp bổ sung");
    assert_eq!(pauses[0].until, Some(at("2024-03-08T09:00:00+07:00")));
    drop(store);
    office.world.close().await;
}

#[tokio::test]
async fn what_was_passed_on_is_taken_back_until_somebody_has_acted() {
    let office = Office::open(Engine::Sqlite).await;
    let id = office.examined().await;
    let app = &office.world.app;
    office.passed_on(id, "cap").await.unwrap();
    let seen = Seen::of(&office.stored(id).await);
    let refusal = [Refusal::Step(StepRefusal::NotRecallable)];
    let by_leader = app.recall(&office.leader, id, seen, "").await;
    assert_eq!(refused(by_leader), refusal);
    assert!(app.offers(&office.clerk, id).await.unwrap().recall);
    app.recall(&office.clerk, id, seen, "Ghi nhầm")
        .await
        .unwrap();
    let back = office.stored(id).await;
    assert_eq!(back.standing.step, "tham-tra");
    let stale = app.recall(&office.clerk, id, seen, "").await;
    assert!(matches!(stale, Err(Failure::Stale)));
    office.passed_on(id, "cap").await.unwrap();
    office.act(&office.leader, id, "cap").await.unwrap();
    let late = app.recall(&office.clerk, id, Seen::Now, "").await;
    assert_eq!(refused(late), refusal);
    office.world.close().await;
}
