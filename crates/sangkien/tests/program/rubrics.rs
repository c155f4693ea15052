//! Rubrics written on pages: drafts, putting in force, rounds after that, and results by another.

use sangkien_app::Caller;
use sangkien_app::council::SheetInput;
use sangkien_app::failure::Failure;
use sangkien_app::record::Vote;
use sangkien_app::rounds::NewRound;
use sangkien_domain::council::Right;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::rubric::{Rubric, Score, Standing};
use sangkien_testkit::{Scene, World};

use crate::sheets::{convened, refused, scene, seated, world};

const CODE: &str = "xa-mau-2024";

/// A rubric of the program that is marked in points.
fn shipped() -> Rubric {
    let acts = sangkien_packs::acts().unwrap();
    let rubrics = sangkien_packs::rubrics(&acts).unwrap();
    rubrics.into_iter().find(|one| !one.unscored).unwrap()
}

async fn begun(world: &World, caller: &Caller) -> Rubric {
    world
        .app
        .begin_rubric(caller, &shipped(), CODE, "Bảng điểm xã mẫu")
        .await
        .unwrap();
    let view = world.app.rubric(caller, CODE, 1).await.unwrap();
    view.version.rubric
}

fn invalid<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> &'static str {
    match refused(outcome)[..] {
        [Refusal::Invalid { field }] => field,
        ref other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_rubric_is_copied_drafted_and_put_in_force_for_rounds_opened_from_a_day_on() {
    let world = world().await;
    let scene = scene(&world).await;
    let (app, keeper) = (&world.app, &scene.secretary);
    let mut rubric = begun(&world, keeper).await;
    assert_eq!(rubric.criteria, shipped().criteria);
    let again = app.begin_rubric(keeper, &rubric, CODE, "Khác").await;
    assert_eq!(invalid(again), "code");
    let spaced = app.begin_rubric(keeper, &rubric, "mã có dấu", "Khác").await;
    assert_eq!(invalid(spaced), "code");

    // A draft is kept with its faults, and they stand in the way of putting it in force.
    let label = rubric.criteria[0].label.clone();
    rubric.criteria[0].max = Score(0);
    app.save_rubric(keeper, (CODE, 1), 1, &rubric, "Thử")
        .await
        .unwrap();
    let stale = app.save_rubric(keeper, (CODE, 1), 1, &rubric, "").await;
    assert!(matches!(stale, Err(Failure::Stale)), "{stale:?}");
    let today = app.now().day();
    let force = |seen, day| app.put_rubric_in_force(keeper, (CODE, 1), seen, scene.round, day);
    assert_eq!(invalid(force(2, today).await), "rubric");
    rubric.criteria[0] = shipped().criteria[0].clone();
    assert_eq!(rubric.criteria[0].label, label);
    app.save_rubric(keeper, (CODE, 1), 2, &rubric, "Sẵn sàng")
        .await
        .unwrap();
    assert_eq!(invalid(force(3, today.yesterday().unwrap()).await), "from");
    let later = today.saturating_add(jiff::Span::new().days(40));
    force(3, later).await.unwrap();
    let fixed = app.save_rubric(keeper, (CODE, 1), 4, &rubric, "").await;
    assert!(matches!(fixed, Err(Failure::Stale)), "{fixed:?}");
    let number = app.new_rubric_version(keeper, CODE, 1).await.unwrap();
    assert_eq!(number, 2);

    // The round keeps what it was born under; one opened before the day does too; one after has it.
    let title = |name: &'static str| async move {
        let rows = app.rounds_with_rules(keeper).await.unwrap();
        let row = rows.into_iter().find(|row| row.round.name == name);
        row.unwrap().rules.rubric.title.clone()
    };
    let open = |name: &str, from: i32| {
        let day = |days: i32| today.saturating_add(jiff::Span::new().days(days));
        NewRound {
            base: scene.round,
            name: name.to_owned(),
            opens: day(from),
            closes: day(from + 20),
        }
    };
    app.open_round(keeper, &open("Đợt sớm", 10)).await.unwrap();
    app.open_round(keeper, &open("Đợt sau", 40)).await.unwrap();
    let before = title("Đợt mẫu").await;
    assert_ne!(before, "Bảng điểm xã mẫu");
    assert_eq!(title("Đợt sớm").await, before);
    assert_eq!(title("Đợt sau").await, "Bảng điểm xã mẫu");
    let mut bad = open("Đợt sai", 10);
    bad.closes = today;
    assert_eq!(invalid(app.open_round(keeper, &bad).await), "closes_on");
    let past = open("Đợt cũ", -1);
    assert_eq!(invalid(app.open_round(keeper, &past).await), "opens");
    let nameless = open("  ", 10);
    assert_eq!(invalid(app.open_round(keeper, &nameless).await), "title");

    for outsider in [&scene.author, &scene.clerk, &scene.leader] {
        let looked = app.rubrics(outsider).await;
        assert!(matches!(looked, Err(Failure::Absent)), "{looked:?}");
        let opened = app.open_round(outsider, &open("Đợt lạ", 10)).await;
        assert!(matches!(opened, Err(Failure::Absent)), "{opened:?}");
    }
    world.check().await;
    world.close().await;
}

/// A session with one dossier that two have marked in full.
async fn marked(scene: &Scene<'_>, member: &Caller) -> sangkien_domain::id::SessionId {
    let dossier = scene.confirmed(1).await;
    let session = convened(scene, &[dossier]).await;
    for marker in [member, &scene.secretary] {
        let sheet = SheetInput {
            scores: scene.full_marks(),
            vote: Some(Vote::For),
            send: true,
            ..SheetInput::default()
        };
        scene.app.save_sheet(marker, dossier, sheet).await.unwrap();
    }
    session
}

#[tokio::test]
async fn results_by_another_rubric_are_shown_to_who_runs_the_council_and_only_after_closing() {
    let world = world().await;
    let scene = scene(&world).await;
    seated(&scene, "can-bo-mau", &[Right::Mark, Right::Vote]).await;
    let member = world.caller("can-bo-mau").await;
    let session = marked(&scene, &member).await;
    let (app, keeper) = (&world.app, &scene.secretary);
    let own = app.session(keeper, session).await.unwrap();
    let dossier = own.agenda[0].dossier;
    let rules = app.marking(keeper, dossier).await.unwrap().view.rules;

    // The same rubric with a pass mark out of reach, and one that asks for what nobody has marked.
    let mut harder = rules.rubric.clone();
    harder.pass_total = Some(harder.max_total());
    harder.criteria[0].min = harder.criteria[0].max;
    harder.classes.clear();
    app.begin_rubric(keeper, &harder, "kho-hon", "Khó hơn")
        .await
        .unwrap();
    let mut foreign = rules.rubric.clone();
    foreign.criteria[0].key = "tieu-chi-moi".into();
    foreign.criteria[0].label = "Tiêu chí mới".into();
    app.begin_rubric(keeper, &foreign, CODE, "Khác hẳn")
        .await
        .unwrap();
    let early = app.results_by_rubric(keeper, ("kho-hon", 1), session).await;
    assert!(matches!(early, Err(Failure::Absent)), "{early:?}");
    assert!(app.sessions_to_compare(keeper).await.unwrap().is_empty());
    app.close_marking(keeper, session).await.unwrap();
    assert_eq!(app.sessions_to_compare(keeper).await.unwrap().len(), 1);
    let found = app.results_by_rubric(keeper, ("kho-hon", 1), session).await;
    let found = found.unwrap();
    assert_eq!(found.rows.len(), 1);
    let row = &found.rows[0];
    assert_eq!(row.before.as_ref().unwrap().total, rules.rubric.max_total());
    assert_eq!(row.after.as_ref().unwrap().standing, Standing::Pass);
    assert_eq!(row.after.as_ref().unwrap().class, None);
    let other = app.results_by_rubric(keeper, (CODE, 1), session).await;
    let other = other.unwrap();
    assert_eq!(other.missing, ["Tiêu chí mới"]);
    assert!(other.rows.is_empty());
    for outsider in [&member, &scene.author, &scene.leader] {
        let tried = app
            .results_by_rubric(outsider, ("kho-hon", 1), session)
            .await;
        assert!(matches!(tried, Err(Failure::Absent)), "{tried:?}");
        assert!(app.sessions_to_compare(outsider).await.unwrap().is_empty());
    }
    world.check().await;
    world.close().await;
}
