//! What is taken in: an author's own report, a table of people.

use sangkien_app::dossier::{Existing, Question, SectionInput, Taken, Upload};
use sangkien_app::failure::Failure;
use sangkien_app::people::{Fate, Listed};
use sangkien_domain::form::Answers;
use sangkien_domain::people_table::RowFault;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_i18n::people_table::role;
use sangkien_testkit::{Engine, Scene, SetClock, World};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

async fn world() -> World<SetClock> {
    let world: World<SetClock> = World::at(Engine::Sqlite, at("2026-07-15T08:00+07:00")).await;
    let packs = [sangkien_packs::embedded().unwrap().remove(0)];
    world.app.load_first_packs(&packs).await.unwrap().unwrap();
    world
}

fn window() -> Window {
    Window {
        opens_at: at("2026-07-01T00:00+07:00"),
        closes_at: at("2026-12-01T00:00+07:00"),
    }
}

const REPORT: &str = "Tên sáng kiến: Giấy hẹn có mã tại bộ phận một cửa
# II. THỰC TRẠNG
Mỗi hồ sơ chờ trung bình 42 phút.
# III. NỘI DUNG GIẢI PHÁP
Cán bộ quét mã trên giấy hẹn.
# IV. TÀI LIỆU THAM KHẢO
Sách mẫu.";

#[tokio::test]
async fn a_report_fills_the_form_as_its_author_says_and_nothing_is_overwritten_silently() {
    let world = world().await;
    let scene = Scene::set_up(&world.app, window()).await;
    let (app, author) = (&world.app, &scene.author);
    let id = app.begin_dossier(author, scene.round).await.unwrap();
    let upload = Upload {
        name: "bao-cao.txt".into(),
        content: REPORT.into(),
        component: None,
    };
    let file = app.attach_file(author, id, upload).await.unwrap().id;
    let early = app.report_to_take(author, id, file).await;
    assert!(matches!(early, Err(Failure::Absent)), "it is not read yet");
    while app.read_next_file().await.unwrap() {}
    let report = app.report_to_take(author, id, file).await.unwrap();
    let found: Vec<Option<&str>> = report
        .stretches
        .iter()
        .map(|one| {
            one.question
                .as_ref()
                .map(|question| question.field.as_str())
        })
        .collect();
    let wanted = [Some("title"), Some("current_state"), Some("solution"), None];
    assert_eq!(found, wanted);
    for other in [&scene.clerk, &scene.head] {
        let refused = app.report_to_take(other, id, file).await;
        assert!(matches!(refused, Err(Failure::Absent)));
    }

    // One question is answered already.
    let section = report.stretches[2].question.clone().unwrap().section;
    let input = SectionInput {
        answers: Answers::from([("solution".into(), "Đã viết trước.".into())]),
        seen: 0,
    };
    app.save_section(author, id, &section, input).await.unwrap();
    let take = |seen: i64, existing| -> Vec<Taken> {
        let stretches = report.stretches.iter().enumerate();
        let mapped = stretches.filter_map(|(at, one)| Some((at, one.question.clone()?)));
        let one = |(at, question): (usize, Question)| Taken {
            seen: if question.section == section { seen } else { 0 },
            question,
            stretches: vec![at],
            existing,
        };
        mapped.map(one).collect()
    };
    let stale = app
        .take_report(author, id, file, &take(0, Existing::Replace))
        .await;
    assert!(matches!(stale, Err(Failure::Stale)), "{stale:?}");
    let view = app.dossier(author, id).await.unwrap();
    assert_eq!(view.dossier.title, "", "nothing of a stale form is stored");

    let count = app
        .take_report(author, id, file, &take(1, Existing::Keep))
        .await
        .unwrap();
    assert_eq!(count, 2);
    let view = app.dossier(author, id).await.unwrap();
    let answer = |field: &str| view.content().answer(field).to_owned();
    assert_eq!(view.dossier.title, "Giấy hẹn có mã tại bộ phận một cửa");
    assert_eq!(answer("current_state"), "Mỗi hồ sơ chờ trung bình 42 phút.");
    assert_eq!(answer("solution"), "Đã viết trước.");
    world.check().await;
}

fn person(row: u32, name: &str, account: &str, unit: &str, roles: &str) -> Listed {
    Listed {
        row,
        full_name: name.into(),
        account: account.into(),
        unit: unit.into(),
        roles: roles.into(),
        ..Listed::default()
    }
}

#[tokio::test]
async fn people_of_a_table_are_taken_all_or_none_and_only_once() {
    let world = world().await;
    let scene = Scene::set_up(&world.app, window()).await;
    let (app, administrator) = (&world.app, &scene.secretary);
    let table = "DANH SÁCH\nHọ và tên;Tài khoản;Đơn vị;Vai trò\nTác giả mẫu 01;tg-01;pm;Tác giả\n\
                 Cán bộ mẫu 02;cb-02;Phòng mẫu huyện Mẫu;";
    let rows = app
        .people_in_file(administrator, "ds.csv", table.into())
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    assert_eq!(rows.len(), 2);
    for stranger in [&scene.author, &scene.clerk] {
        let refused = app.people_in_file(stranger, "ds.csv", table.into()).await;
        assert!(matches!(refused, Err(Failure::Absent)));
        let refused = app.take_people(stranger, &rows, role).await;
        assert!(matches!(refused, Err(Failure::Absent)));
    }

    let damaged: Vec<Listed> = rows
        .iter()
        .cloned()
        .chain([
            person(9, "", "Không được", "Xã khác", "Trưởng thôn"),
            person(10, "Tác giả mẫu 03", "tg-01", "PM", ""),
            person(11, "Người khác", "quan-tri-mau", "PM", ""),
        ])
        .collect();
    let fates = app
        .judge_people(administrator, &damaged, role)
        .await
        .unwrap();
    assert_eq!(fates[..2], [Fate::New, Fate::New]);
    let Fate::Faulty(faults) = &fates[2] else {
        panic!("{fates:?}")
    };
    assert_eq!(faults[0], RowFault::Name);
    assert!(faults.contains(&RowFault::Unit("Xã khác".into())));
    assert!(faults.contains(&RowFault::Role("Trưởng thôn".into())));
    assert_eq!(fates[3], Fate::Faulty(vec![RowFault::Repeated { row: 3 }]));
    assert_eq!(fates[4], Fate::Faulty(vec![RowFault::Taken]));
    let refused = app.take_people(administrator, &damaged, role).await;
    assert!(matches!(refused, Err(Failure::Refused(_))));
    let found = app.people(administrator, "tg-01", 1).await.unwrap();
    assert_eq!(found.total, 0, "nobody of a faulty table is there");

    let taken = app.take_people(administrator, &rows, role).await.unwrap();
    assert_eq!((taken.added, taken.known), (2, 0));
    let again = app.take_people(administrator, &rows, role).await.unwrap();
    assert_eq!((again.added, again.known), (0, 2));
    let caller = world.caller("tg-01").await;
    assert!(app.begin_dossier(&caller, scene.round).await.is_ok());
    world.check().await;
}
