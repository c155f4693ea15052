//! What the program does by itself when the time of a limit comes: once, at its moment, and to
//! nobody who may not know of it.

use std::sync::Arc;

use jiff::civil::date;
use sangkien_app::casework::{ApologyInput, ExtendInput, Seen, WorkPart};
use sangkien_app::correction::Letter;
use sangkien_app::failure::Failure;
use sangkien_app::port::{DossierOrder, Paging, PaperFormat};
use sangkien_app::record::DeedKind;
use sangkien_domain::correction::NewItem;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::{DossierId, PersonId};
use sangkien_domain::refusal::{Refusal, StepRefusal};
use sangkien_testkit::Engine;
use serde_json::Value;

use crate::office::{Office, PROCEDURE, refused};

/// The office's procedure: the whole reminds a day and half a day before its end and owes an
/// apology after it; a supplement that does not come in time is a withdrawal.
pub(crate) fn procedure() -> String {
    let whole = "citation = { act = \"Quy định mẫu\", article = \"Điều 1\" }";
    let supplement = "citation = { act = \"Quy định mẫu\", article = \"Điều 3\" }";
    PROCEDURE
        .replacen(
            whole,
            &format!(
                "{whole}\nreminders = [{{ hours_before = 24 }}, {{ hours_before = 12 }}]\noverdue = \"apology\""
            ),
            1,
        )
        .replacen(
            supplement,
            &format!("{supplement}\nreminders = [{{ hours_before = 24 }}]\noverdue = {{ act = \"rut\" }}"),
            1,
        )
}

/// A letter about a limit: what it is, to whom, and the limit.
type Told = (String, PersonId, String);

async fn letters(office: &Office) -> Vec<Told> {
    let app = &office.world.app;
    let mut told = Vec::new();
    for job in app.take_jobs(1_000).await.unwrap() {
        let payload: Value = serde_json::from_str(&job.payload).unwrap();
        let message = payload["message"].as_str().unwrap().to_owned();
        let to = payload["to"].as_str().unwrap().parse().unwrap();
        let limit = payload["data"]["limit"].as_str().unwrap_or_default();
        if [
            "limit-ends",
            "apology-owed",
            "dossier-apology",
            "dossier-ended",
        ]
        .contains(&message.as_str())
        {
            told.push((message, to, limit.to_owned()));
        }
        app.job_done(&job).await.unwrap();
    }
    told.sort();
    told
}

/// Looks until nothing is due, as four workers at once would.
async fn look(office: &Office) {
    for _ in 0..3 {
        let looks: Vec<_> = (0..4)
            .map(|_| {
                let app = Arc::clone(&office.world.app);
                tokio::spawn(async move { app.look_at_limits().await })
            })
            .collect();
        for look in looks {
            let looked = look.await.unwrap().unwrap();
            assert!(looked.failed.is_empty(), "{:?}", looked.failed);
        }
    }
}

/// A dossier asked to be supplemented on Tuesday 5 March at 08:00.
async fn returned(office: &Office) -> DossierId {
    let id = office.submitted().await;
    office.set("2024-03-05T08:00:00+07:00");
    let app = &office.world.app;
    let view = app.dossier(&office.clerk, id).await.unwrap();
    let item = NewItem {
        place: view.rules.form.sections[0].key.clone(),
        requirement: "Bổ sung".into(),
        basis: "Quy định mẫu".into(),
        ..NewItem::default()
    };
    app.return_for_supplement(&office.clerk, id, Seen::Now, vec![item])
        .await
        .unwrap();
    id
}

async fn reminded_once(engine: Engine) {
    let office = Office::following(engine, &procedure()).await;
    let id = office.submitted().await;
    look(&office).await;
    assert_eq!(letters(&office).await, []);
    // Received on Monday 4 March: ten working days end with Monday 18 March. The office has no
    // hours of its own, so a working day has 24: a day before is the beginning of that Monday.
    office.set("2024-03-15T20:00:00+07:00");
    look(&office).await;
    assert_eq!(letters(&office).await, []);
    office.set("2024-03-18T00:00:00+07:00");
    look(&office).await;
    let clerk = office.clerk.actor.person;
    let limit = "Thời hạn giải quyết".to_owned();
    let reminder = ("limit-ends".to_owned(), clerk, limit.clone());
    assert_eq!(letters(&office).await, std::slice::from_ref(&reminder));
    look(&office).await;
    assert_eq!(letters(&office).await, []);
    office.set("2024-03-18T12:00:00+07:00");
    look(&office).await;
    assert_eq!(letters(&office).await, [reminder]);
    // The last moment is still in time; the one after owes an apology, once.
    office.set("2024-03-18T23:59:59.999999+07:00");
    look(&office).await;
    assert_eq!(letters(&office).await, []);
    office.set("2024-03-19T00:00:00+07:00");
    look(&office).await;
    assert_eq!(
        letters(&office).await,
        [("apology-owed".to_owned(), clerk, limit)]
    );
    let mut store = office.world.store().read().await.unwrap();
    assert_eq!(store.apologies(id).await.unwrap().len(), 1);
    let deeds = store.limit_deeds(id).await.unwrap();
    let hours: Vec<u16> = deeds.iter().map(|deed| deed.hours_before).collect();
    assert_eq!(hours, [24, 12]);
    drop(store);
    assert_eq!(office.world.app.next_end().await.unwrap(), None);
    office.world.check().await;
    office.world.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_workers_remind_once_in_a_file() {
    reminded_once(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_workers_remind_once_on_a_server() {
    reminded_once(Engine::Postgres).await;
}

async fn withdrawn_by_the_program(engine: Engine) {
    let office = Office::following(engine, &procedure()).await;
    let id = returned(&office).await;
    // Five working days after Tuesday 5 March: Tuesday 12 March.
    office.set("2024-03-12T00:00:00+07:00");
    look(&office).await;
    let applicant = office.applicant.actor.person;
    assert_eq!(
        letters(&office).await,
        [("limit-ends".to_owned(), applicant, "Bổ sung".to_owned())],
        "whoever has the dossier is reminded, and the limit that stands still is not due"
    );
    office.set("2024-03-13T00:00:00+07:00");
    look(&office).await;
    let stored = office.stored(id).await;
    assert_eq!(stored.facts.state, State::Withdrawn);
    let view = office
        .world
        .app
        .dossier(&office.applicant, id)
        .await
        .unwrap();
    let last = view.milestones.last().unwrap();
    assert_eq!((last.act, last.by), (Act::Withdraw, None));
    assert_eq!(
        (last.by_name.as_str(), last.capacity.as_str()),
        ("Hệ thống", "program")
    );
    assert!(
        last.note.contains("23:59:59 ngày 12/03/2024"),
        "{}",
        last.note
    );
    let mut store = office.world.store().read().await.unwrap();
    let visits = store.visits(id).await.unwrap();
    assert_eq!(visits.last().unwrap().entered_by, None);
    assert_eq!(visits.last().unwrap().came_by, "rut");
    let acts: Vec<_> = store.limit_deeds(id).await.unwrap();
    let acts: Vec<_> = acts
        .iter()
        .filter(|deed| deed.kind == DeedKind::Act)
        .collect();
    assert_eq!(acts.len(), 1);
    assert_eq!(acts[0].hindrance, "");
    drop(store);
    assert_eq!(
        letters(&office).await,
        [("dossier-ended".to_owned(), applicant, String::new())]
    );
    office.world.check().await;
    office.world.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_withdraws_what_was_not_supplemented_in_a_file() {
    withdrawn_by_the_program(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_withdraws_what_was_not_supplemented_on_a_server() {
    withdrawn_by_the_program(Engine::Postgres).await;
}

#[tokio::test]
async fn an_act_that_cannot_be_done_is_noted_once_and_the_limit_stays_over() {
    // Only the step of the supplement offers a withdrawal; the examination does not.
    let text = PROCEDURE.replacen(
        "citation = { act = \"Quy định mẫu\", article = \"Điều 1\" }",
        "citation = { act = \"Quy định mẫu\", article = \"Điều 1\" }\noverdue = { act = \"rut\" }",
        1,
    );
    let office = Office::following(Engine::Sqlite, &text).await;
    let id = office.submitted().await;
    office.set("2024-03-19T00:00:00+07:00");
    look(&office).await;
    office.set("2024-03-20T00:00:00+07:00");
    look(&office).await;
    assert_eq!(office.stored(id).await.facts.state, State::Submitted);
    let mut store = office.world.store().read().await.unwrap();
    let deeds = store.limit_deeds(id).await.unwrap();
    assert_eq!(deeds.len(), 1);
    assert_eq!(deeds[0].hindrance, "not-offered");
    drop(store);
    office.world.close().await;
}

#[tokio::test]
async fn a_limit_that_stands_still_neither_reminds_nor_ends() {
    let text = procedure().replacen("\noverdue = { act = \"rut\" }", "", 1);
    let office = Office::following(Engine::Sqlite, &text).await;
    let id = returned(&office).await;
    office.set("2024-04-30T08:00:00+07:00");
    look(&office).await;
    let whole = |told: &Told| told.2 == "Thời hạn giải quyết";
    assert!(!letters(&office).await.iter().any(whole));
    let mut store = office.world.store().read().await.unwrap();
    assert!(store.apologies(id).await.unwrap().is_empty());
    drop(store);
    office.world.close().await;
}

#[tokio::test]
async fn an_extension_moves_reminders_and_what_follows_the_end() {
    let office = Office::following(Engine::Sqlite, &procedure()).await;
    let id = office.before_the_experts().await;
    letters(&office).await;
    office.set("2024-03-18T00:00:00+07:00");
    look(&office).await;
    // Three experts and nobody else.
    let mut experts: Vec<PersonId> = office.experts.iter().map(|one| one.actor.person).collect();
    experts.sort_unstable();
    let told: Vec<PersonId> = letters(&office)
        .await
        .into_iter()
        .map(|told| told.1)
        .collect();
    assert_eq!(told, experts);
    let input = ExtendInput {
        limit: "ca-thu-tuc".into(),
        amount: 2,
        reason: "Chờ tra cứu".into(),
    };
    let app = &office.world.app;
    app.extend_limit(&office.head, id, Seen::Now, input)
        .await
        .unwrap();
    office.set("2024-03-19T12:00:00+07:00");
    look(&office).await;
    assert_eq!(letters(&office).await, [], "two days more: until 20 March");
    office.set("2024-03-20T00:00:00+07:00");
    look(&office).await;
    assert_eq!(
        letters(&office).await.len(),
        3,
        "the new end is reminded of anew"
    );
    office.set("2024-03-21T00:00:00+07:00");
    look(&office).await;
    let mut store = office.world.store().read().await.unwrap();
    assert_eq!(store.apologies(id).await.unwrap().len(), 1);
    drop(store);
    office.world.close().await;
}

#[tokio::test]
async fn several_reminders_come_due_at_once_are_one_letter_and_none_after_the_end() {
    let office = Office::following(Engine::Sqlite, &procedure()).await;
    let id = office.submitted().await;
    office.set("2024-03-18T15:00:00+07:00");
    look(&office).await;
    assert_eq!(letters(&office).await.len(), 1);
    let late = office.submitted().await;
    // Many weeks later; nobody looked in between.
    office.set("2024-06-03T08:00:00+07:00");
    look(&office).await;
    let told = letters(&office).await;
    assert!(told.iter().all(|told| told.0 == "apology-owed"), "{told:?}");
    assert_eq!(told.len(), 2);
    let mut store = office.world.store().read().await.unwrap();
    assert_eq!(store.limit_deeds(id).await.unwrap().len(), 2);
    assert_eq!(store.limit_deeds(late).await.unwrap().len(), 0);
    drop(store);
    office.world.close().await;
}

async fn owed(office: &Office) -> DossierId {
    let id = office.submitted().await;
    letters(office).await;
    office.set("2024-03-19T08:00:00+07:00");
    look(office).await;
    letters(office).await;
    id
}

fn apology(reason: &str, day: Option<jiff::civil::Date>) -> ApologyInput {
    ApologyInput {
        number: 1,
        new_day: day,
        reason: reason.into(),
    }
}

#[tokio::test]
async fn an_apology_with_a_new_day_is_sent_once_and_moves_no_limit() {
    let office = Office::following(Engine::Sqlite, &procedure()).await;
    let id = owed(&office).await;
    let app = &office.world.app;
    let paging = Paging { page: 1, size: 10 };
    let waits = async |who| {
        let part = WorkPart::Apology;
        let page = app.work_part(who, part, DossierOrder::Due, paging).await;
        page.unwrap().total
    };
    assert_eq!(waits(&office.clerk).await, 1);
    assert_eq!(waits(&office.applicant).await, 0);
    assert_eq!(waits(&office.experts[0]).await, 0);
    // A Sunday, a day that is past, nothing at all.
    for day in [Some(date(2024, 3, 24)), Some(date(2024, 3, 18)), None] {
        let outcome = app
            .send_apology(&office.clerk, id, apology("Chờ tra cứu", day))
            .await;
        assert_eq!(
            refused(outcome),
            [Refusal::Step(StepRefusal::NewDayUnusable)]
        );
    }
    let friday = Some(date(2024, 3, 22));
    let outcome = app
        .send_apology(&office.clerk, id, apology(" ", friday))
        .await;
    assert_eq!(refused(outcome), [Refusal::ReasonMissing]);
    // Nobody else may, and they cannot tell that there is something.
    for other in [&office.applicant, &office.experts[0]] {
        let outcome = app
            .send_apology(other, id, apology("Chờ tra cứu", friday))
            .await;
        assert!(matches!(outcome, Err(Failure::Absent)), "{outcome:?}");
    }
    let letter = app
        .apology_letter(&office.applicant, id, (1, PaperFormat::Pdf))
        .await;
    assert!(matches!(letter, Err(Failure::Absent)), "not yet sent");
    for _ in 0..2 {
        app.send_apology(&office.clerk, id, apology("Chờ tra cứu", friday))
            .await
            .unwrap();
    }
    let outcome = app
        .send_apology(&office.head, id, apology("Khác", friday))
        .await;
    assert!(matches!(outcome, Err(Failure::Stale)), "{outcome:?}");
    let applicant = office.applicant.actor.person;
    assert_eq!(
        letters(&office).await,
        [("dossier-apology".to_owned(), applicant, String::new())]
    );
    let mut store = office.world.store().read().await.unwrap();
    let changes = store.limit_changes(id).await.unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].new_due.unwrap().day(), date(2024, 3, 22));
    assert!(changes[0].reason.contains("Chờ tra cứu"));
    let limits = store.limits(id).await.unwrap();
    let whole = limits
        .iter()
        .find(|limit| limit.key == "ca-thu-tuc")
        .unwrap();
    assert_eq!(
        whole.due_at.unwrap().day(),
        date(2024, 3, 18),
        "late stays late"
    );
    drop(store);
    assert_eq!(waits(&office.clerk).await, 0);
    let view = app.dossier(&office.applicant, id).await.unwrap();
    let stands = view.stands.unwrap();
    assert_eq!(stands.apologies, Vec::<String>::new());
    assert_eq!(
        stands.promises,
        [("Thời hạn giải quyết".to_owned(), date(2024, 3, 22))]
    );
    let Letter { content, .. } = app
        .apology_letter(&office.applicant, id, (1, PaperFormat::Pdf))
        .await
        .unwrap();
    assert!(content.starts_with(b"%PDF"));
    office.world.check().await;
    office.world.close().await;
}

#[tokio::test]
async fn letters_about_limits_go_only_to_people_who_may_open_the_dossier() {
    let office = Office::following(Engine::Sqlite, &procedure()).await;
    let id = office.before_the_experts().await;
    letters(&office).await;
    for moment in ["2024-03-18T00:00:00+07:00", "2024-03-19T00:00:00+07:00"] {
        office.set(moment);
        look(&office).await;
        let told = letters(&office).await;
        assert!(!told.is_empty());
        for (message, to, _) in told {
            let mut store = office.world.store().read().await.unwrap();
            let account = store.person(to).await.unwrap().unwrap().account;
            drop(store);
            let caller = office.world.caller(&account).await;
            let opened = office.world.app.dossier(&caller, id).await;
            assert!(opened.is_ok(), "{message} went to {account}");
            assert_ne!(account, "nguoi-nop", "{message}");
        }
    }
    office.world.close().await;
}
