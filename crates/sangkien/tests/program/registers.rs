//! Registers with numbers of other systems, numbers out of use, and gaps.

use sangkien_app::decision::DraftDecision;
use sangkien_app::failure::{Failure, Outcome};
use sangkien_app::record::RegisterKey;
use sangkien_app::register::{Bearer, GivenNumber, NewEntry};
use sangkien_domain::access::Role;
use sangkien_domain::refusal::{Refusal, RegisterFault};
use sangkien_domain::register::Register;
use sangkien_testkit::{Engine, World};

use crate::signing_decisions::{at, issued, scene};

fn entry(number: u32, on: &str, subject: &str) -> NewEntry {
    NewEntry {
        row: 0,
        number: Some(number),
        dated_on: on.parse().ok(),
        subject: subject.into(),
    }
}

fn faults(outcome: Outcome<()>) -> Vec<(u32, RegisterFault)> {
    let Err(Failure::Refused(refusals)) = outcome else {
        panic!("{outcome:?}");
    };
    let fault = |refusal: &Refusal| match refusal {
        Refusal::Register(found) => (found.line, found.fault),
        other => panic!("{other:?}"),
    };
    refusals.iter().map(fault).collect()
}

async fn a_register_is_whole(engine: Engine) {
    let world = World::at(engine, at("2024-04-01T09:00:00+07:00")).await;
    let scene = scene(&world).await;
    let clerk = scene.joins("van-thu-mau", Role::RecordsClerk).await;
    let app = &world.app;
    issued(&scene, 1).await;
    let body = app
        .register(&clerk, None, Register::Decisions, None)
        .await
        .unwrap()
        .key
        .body;
    let key = RegisterKey {
        body,
        register: Register::Decisions,
        year: 2024,
    };
    // All lines or none, and each fault is told.
    let mut lines = vec![
        entry(3, "2024-03-05", "Về việc mẫu"),
        entry(1, "2024-03-05", "Số của quyết định đã có"),
        entry(4, "2023-03-05", "Ngày của năm khác"),
        entry(5, "2024-03-05", " "),
    ];
    for (row, line) in (1..).zip(&mut lines) {
        line.row = row;
    }
    assert_eq!(
        faults(app.enter_numbers(&clerk, &key, &lines).await),
        [
            (2, RegisterFault::Taken { number: 1 }),
            (3, RegisterFault::DayUnusable),
            (4, RegisterFault::SubjectMissing),
        ]
    );
    let next = async || {
        let view = app
            .register(&clerk, Some(body), Register::Decisions, None)
            .await;
        view.unwrap().next
    };
    assert_eq!(next().await, 2, "nothing was entered");
    let author = app.enter_numbers(&scene.author, &key, &[]).await;
    assert!(matches!(author, Err(Failure::Absent)));

    let line = vec![entry(4, "2024-03-05", "Về việc mẫu")];
    app.enter_numbers(&clerk, &key, &line).await.unwrap();
    assert_eq!(next().await, 5);
    let void = |number, reason: &str| NewEntry {
        row: 0,
        number: Some(number),
        dated_on: None,
        subject: reason.into(),
    };
    let unreasoned = app.void_number(&clerk, &key, void(2, " ")).await;
    assert!(
        matches!(unreasoned, Err(Failure::Refused(found)) if found == [Refusal::ReasonMissing])
    );
    assert_eq!(
        faults(
            app.void_number(&clerk, &key, void(7, "Chưa đến lượt"))
                .await
        ),
        [(0, RegisterFault::Ahead { next: 5 })]
    );
    app.void_number(&clerk, &key, void(2, "Soạn trùng"))
        .await
        .unwrap();
    app.void_number(&clerk, &key, void(5, "Hỏng phôi"))
        .await
        .unwrap();
    assert_eq!(
        faults(app.void_number(&clerk, &key, void(5, "Hai lần")).await),
        [(0, RegisterFault::Taken { number: 5 })]
    );
    let view = app
        .register(&clerk, Some(body), Register::Decisions, None)
        .await
        .unwrap();
    let kinds: Vec<bool> = view
        .lines
        .iter()
        .map(|line| matches!(line.bearer, Bearer::Void | Bearer::Gap(_)))
        .collect();
    assert_eq!(kinds, [false, true, true, false, true]);
    assert_eq!(view.lines[2].bearer, Bearer::Gap(1));
    assert!(app.register_sheet(&view).unwrap().starts_with(b"PK"));
    let line = &view.lines[3];
    assert_eq!(
        (line.subject.as_str(), line.by.as_str()),
        ("Về việc mẫu", "Người mẫu van-thu-mau")
    );

    // A table is judged line by line before any of it counts.
    let table =
        "SỔ ĐĂNG KÝ\nSố;Ngày;Trích yếu\n08/QĐ-UBND;06/03/2024;Về việc khác\n1;06/03/2024;Đã có\n";
    let read = app
        .numbers_in_file(&clerk, &key, ("so.csv", table.into()))
        .await;
    let lines = read.unwrap().unwrap();
    let fates = app.judge_numbers(&clerk, &key, &lines).await.unwrap();
    assert_eq!(fates, [None, Some(RegisterFault::Taken { number: 1 })]);
    assert_eq!(next().await, 6, "judging enters nothing");
    let refused = app
        .numbers_in_file(&scene.author, &key, ("so.csv", table.into()))
        .await;
    assert!(matches!(refused, Err(Failure::Absent)));

    let certificates = app
        .register(&clerk, Some(body), Register::Certificates, None)
        .await;
    let certificates = certificates.unwrap();
    assert!(!certificates.lines.is_empty());
    let unknown = Register::Documents("GP-KHAC".into());
    let unknown = app.register(&clerk, Some(body), unknown, None).await;
    assert!(matches!(unknown, Err(Failure::Absent)));

    // A decision with the number and day of another system, into the gap.
    let dossier = scene.confirmed(7).await;
    scene.pass(&[dossier]).await;
    let draft = DraftDecision {
        subject: String::new(),
        grounds: Vec::new(),
        dossiers: vec![dossier],
    };
    let id = app.draft_decision(&scene.leader, draft).await.unwrap();
    let taken = GivenNumber {
        number: 4,
        on: "2024-03-06".parse().unwrap(),
    };
    assert_eq!(
        faults(app.issue_decision_as(&scene.leader, id, Some(taken)).await),
        [(0, RegisterFault::Taken { number: 4 })]
    );
    let given = GivenNumber { number: 3, ..taken };
    app.issue_decision_as(&scene.leader, id, Some(given))
        .await
        .unwrap();
    let view = app.decision(&scene.leader, id).await.unwrap();
    let issue = view.decision.issue.as_ref().unwrap();
    assert_eq!((issue.number, issue.issued_at.day()), (3, given.on));
    assert_eq!(view.certificates[0].face.issued_on, given.on);
    assert_eq!(next().await, 6, "the next one goes on behind the last");
    world.check().await;
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_shows_every_number_given_elsewhere_void_or_open_in_a_file() {
    Box::pin(a_register_is_whole(Engine::Sqlite)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_shows_every_number_given_elsewhere_void_or_open_on_a_server() {
    Box::pin(a_register_is_whole(Engine::Postgres)).await;
}
