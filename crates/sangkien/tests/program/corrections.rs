//! Requests for supplements through all their rounds, on both databases.

mod manuscript;

use sangkien_app::Caller;
use sangkien_app::casework::Seen;
use sangkien_app::correction::{AnswerInput, JudgementInput, Proposal, RoundChanges, Version};
use sangkien_app::dossier::{DossierView, SectionInput};
use sangkien_app::failure::Failure;
use sangkien_app::port::PaperFormat;
use sangkien_domain::correction::{ItemState, Judgement, NewItem, Reply, Severity};
use sangkien_domain::dossier::State;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, World};
use sangkien_text::changes::{Change, Finding};

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

fn start() -> (Instant, Window) {
    let at = Instant::parse("2024-03-04T08:00:00+07:00").unwrap();
    let closes_at = at.plus_seconds(30 * 24 * 3600);
    let window = Window {
        opens_at: at,
        closes_at,
    };
    (at, window)
}

fn item(place: &str, requirement: &str) -> NewItem {
    NewItem {
        place: place.into(),
        requirement: requirement.into(),
        basis: "Phụ lục I mẫu".into(),
        ..NewItem::default()
    }
}

fn refusals<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> Vec<Refusal> {
    match outcome {
        Err(Failure::Refused(refusals)) => refusals,
        other => panic!("a refusal was expected, but: {other:?}"),
    }
}

fn absent<T>(outcome: Result<T, Failure>) -> bool {
    outcome.is_err_and(|failure| matches!(failure, Failure::Absent))
}

/// Writes a new answer to one question of a returned dossier.
async fn rewrite(scene: &Act<'_>, section: &str, field: &str, text: String) {
    let view = scene.view(&scene.scene.author).await;
    let saved = &view.sections[section];
    let mut answers = saved.answers.clone();
    answers.insert(field.into(), text);
    let input = SectionInput {
        answers,
        seen: saved.version,
    };
    scene
        .app()
        .save_section(&scene.scene.author, scene.id, section, input)
        .await
        .unwrap();
}

struct Act<'a> {
    scene: &'a Scene<'a>,
    app: &'a sangkien_app::App,
    id: DossierId,
}

impl Act<'_> {
    fn app(&self) -> &sangkien_app::App {
        self.app
    }

    async fn view(&self, caller: &Caller) -> DossierView {
        self.app.dossier(caller, self.id).await.unwrap()
    }

    async fn answer_all(&self, reply: Reply, words: &str) {
        let view = self.view(&self.scene.author).await;
        let answers = view
            .open_corrections()
            .into_iter()
            .map(|item| AnswerInput {
                item: item.id,
                reply: Some(reply),
                answer: words.into(),
            })
            .collect();
        self.app
            .answer_corrections(&self.scene.author, self.id, answers)
            .await
            .unwrap();
    }

    async fn judge(&self, number: i64, judgement: Judgement, note: &str) {
        let view = self.view(&self.scene.clerk).await;
        let item = view
            .corrections
            .iter()
            .find(|item| item.number == number)
            .unwrap();
        let input = JudgementInput {
            item: item.id,
            judgement,
            note: note.into(),
        };
        self.app
            .judge_corrections(&self.scene.clerk, self.id, Seen::Now, vec![input])
            .await
            .unwrap();
    }

    async fn changes(&self, caller: &Caller) -> RoundChanges {
        self.app
            .round_changes(caller, self.id, None)
            .await
            .unwrap()
            .unwrap()
    }
}

async fn two_rounds_with_judgement_and_waiver(engine: Engine) {
    let (at, window) = start();
    let world = World::at(engine, at).await;
    let scene = Scene::set_up(&world.app, window).await;
    let id = scene.draft(&scene.author, 1).await;
    world.app.submit(&scene.author, id).await.unwrap();
    let app = world.app.as_ref();
    let act = Act {
        scene: &scene,
        app,
        id,
    };
    assert!(
        app.round_changes(&scene.author, id, None)
            .await
            .unwrap()
            .is_none(),
        "one submission has nothing to be compared with"
    );

    // The desk writes; nobody else knows.
    let quoted = NewItem {
        quote: "có số liệu trước và sau".into(),
        found: "trước và sau".into(),
        wanted: "trước và sau, lấy từ sổ theo dõi,".into(),
        ..item("benefits.benefit_author", "Nêu nguồn số liệu")
    };
    let vague = NewItem {
        basis: String::new(),
        severity: Severity::Note,
        ..item("novelty", "Viết lại cho rõ")
    };
    let draft = vec![quoted.clone(), vague.clone(), NewItem::default()];
    let version = app
        .save_correction_draft(&scene.clerk, id, draft.clone(), 0)
        .await
        .unwrap();
    let stale = app.save_correction_draft(&scene.clerk, id, draft, 0).await;
    assert!(matches!(stale, Err(Failure::Stale)));
    for other in [&scene.author, &scene.head, &scene.leader] {
        assert!(absent(app.correction_desk(other, id).await));
        assert!(absent(app.draft_letter(other, id).await));
    }
    assert!(act.view(&scene.author).await.corrections.is_empty());
    let faults = refusals(app.send_correction_draft(&scene.clerk, id, version).await);
    assert_eq!(
        faults,
        [Refusal::CorrectionItemIncomplete { number: 2 }],
        "a remark too needs its basis"
    );
    assert_eq!(refusals(app.draft_letter(&scene.clerk, id).await), faults);
    let desk = app.correction_desk(&scene.clerk, id).await.unwrap();
    assert_eq!(desk.draft.unwrap().items.len(), 3, "nothing was lost");

    // Whole, in another order, and sent in one act.
    let whole = NewItem {
        basis: "Quy chế mẫu".into(),
        ..vague
    };
    let third = item("general", "Ghi tên ngắn hơn");
    let version = app
        .save_correction_draft(&scene.clerk, id, vec![quoted, whole, third], version)
        .await
        .unwrap();
    let pdf = app.draft_letter(&scene.clerk, id).await.unwrap();
    assert!(pdf.content.starts_with(b"%PDF"));
    let count = app
        .send_correction_draft(&scene.clerk, id, version)
        .await
        .unwrap();
    assert_eq!(count, 3);
    let view = act.view(&scene.author).await;
    assert_eq!(view.dossier.facts.state, State::Returned);
    let numbers: Vec<i64> = view.corrections.iter().map(|item| item.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(view.requests[0].due_on, view.dossier.due_on);
    let desk = app.correction_desk(&scene.clerk, id).await.unwrap();
    assert!(desk.draft.is_none());
    let letter = app
        .request_letter(&scene.author, id, (1, PaperFormat::Pdf))
        .await
        .unwrap();
    assert!(letter.name.ends_with("-lan-1"), "{}", letter.name);
    assert!(letter.content.starts_with(b"%PDF"));
    assert!(absent(
        app.request_letter(&scene.author, id, (2, PaperFormat::Pdf))
            .await
    ));

    // The author mends one item, changes something nobody mentioned, and sees both beforehand.
    let unanswered = refusals(app.submit(&scene.author, id).await);
    assert_eq!(unanswered.len(), 3);
    let long = &view.sections["benefits"].answers["benefit_author"];
    let mended = long.replacen(
        "trước và sau",
        "trước và sau, lấy từ sổ theo dõi,",
        usize::MAX,
    );
    rewrite(&act, "benefits", "benefit_author", mended).await;
    let other = &view.sections["description"].answers["solution"];
    let stray = other.replacen("Mô tả mẫu", "Mô tả khác", 1);
    rewrite(&act, "description", "solution", stray).await;
    let own = act.changes(&scene.author).await;
    assert_eq!(own.after, Version::Draft);
    assert_eq!(own.unrequested().count(), 1);
    act.answer_all(Reply::Fixed, "Đã sửa").await;
    app.submit(&scene.author, id).await.unwrap();
    let seen = act.changes(&scene.clerk).await;
    assert!(matches!(seen.after, Version::Submitted(2, _)));
    let proposals: Vec<Proposal> = seen.items.iter().map(|one| one.proposal).collect();
    assert_eq!(
        proposals,
        [
            Proposal::Words(Finding::Fixed),
            Proposal::Words(Finding::Unchanged),
            Proposal::Words(Finding::Unchanged),
        ]
    );
    let unrequested: Vec<&Change> = seen.unrequested().collect();
    assert_eq!(unrequested.len(), 1);
    assert_eq!(unrequested[0].part, "description.solution");
    assert_eq!(
        seen.titles["description.solution"],
        "Mô tả bản chất sáng kiến: Nội dung giải pháp"
    );

    // Acceptance waits for every obligatory item; the remark does not stand against it.
    let unsettled = |numbers: &[u32]| {
        [Refusal::CorrectionsUnsettled {
            numbers: numbers.to_vec(),
        }]
    };
    assert_eq!(
        refusals(app.accept(&scene.clerk, id, Seen::Now).await),
        unsettled(&[1, 3])
    );
    act.judge(1, Judgement::Verify, "").await;
    act.judge(3, Judgement::Reopen, "Tên vẫn dài").await;
    assert_eq!(
        refusals(app.accept(&scene.clerk, id, Seen::Now).await),
        unsettled(&[3])
    );

    // The next request repeats the item under its number and adds one.
    let count = app
        .return_for_supplement(
            &scene.clerk,
            id,
            Seen::Now,
            vec![item("evidence", "Kèm biên bản")],
        )
        .await
        .unwrap();
    assert_eq!(count, 2);
    let view = act.view(&scene.author).await;
    assert!(view.supplemented_again());
    let asked: Vec<i64> = view
        .open_corrections()
        .iter()
        .map(|item| item.number)
        .collect();
    assert_eq!(asked, [3, 4]);
    act.answer_all(Reply::Disputed, "Tên theo quyết định của đơn vị")
        .await;
    app.submit(&scene.author, id).await.unwrap();

    // Only somebody above the clerk gives an item up, with a reason, once.
    let view = act.view(&scene.clerk).await;
    let open: Vec<_> = view
        .corrections
        .iter()
        .filter(|item| [3, 4].contains(&item.number))
        .map(|item| item.id)
        .collect();
    assert!(absent(
        app.waive_correction(&scene.clerk, id, open[0], "Tự miễn")
            .await
    ));
    assert!(absent(
        app.waive_correction(&scene.author, id, open[0], "Tự miễn")
            .await
    ));
    assert_eq!(
        refusals(app.waive_correction(&scene.head, id, open[0], "  ").await),
        [Refusal::ReasonMissing]
    );
    app.waive_correction(&scene.head, id, open[0], "Tên theo văn bản gốc")
        .await
        .unwrap();
    assert_eq!(
        refusals(
            app.waive_correction(&scene.leader, id, open[0], "Lần nữa")
                .await
        ),
        [Refusal::CorrectionSettled]
    );
    assert_eq!(
        refusals(app.accept(&scene.clerk, id, Seen::Now).await),
        unsettled(&[4])
    );
    app.waive_correction(&scene.leader, id, open[1], "Biên bản đã có tại cơ quan")
        .await
        .unwrap();
    app.accept(&scene.clerk, id, Seen::Now).await.unwrap();

    let view = act.view(&scene.author).await;
    assert_eq!(view.dossier.facts.state, State::Accepted);
    let history: Vec<(i64, ItemState)> = view
        .correction_events
        .iter()
        .filter(|event| event.item == open[0])
        .map(|event| (event.round, event.state))
        .collect();
    assert_eq!(
        history,
        [
            (1, ItemState::Open),
            (1, ItemState::Answered),
            (1, ItemState::Reopened),
            (2, ItemState::Reopened),
            (2, ItemState::Answered),
            (2, ItemState::Waived),
        ]
    );
    let letters =
        [1, 2].map(|round| app.request_letter(&scene.author, id, (round, PaperFormat::Pdf)));
    for letter in letters {
        assert!(letter.await.unwrap().content.starts_with(b"%PDF"));
    }
    let late = refusals(app.save_correction_draft(&scene.clerk, id, vec![], 0).await);
    assert!(matches!(late.as_slice(), [Refusal::NotNow { .. }]));
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn an_item_is_asked_answered_judged_repeated_and_waived_before_acceptance() {
    for engine in ENGINES {
        Box::pin(two_rounds_with_judgement_and_waiver(engine)).await;
    }
}
