//! What a dossier shares with earlier ones: who learns of it, who judges it, what does not count.

use sangkien_app::dossier::{SectionInput, Upload};
use sangkien_app::failure::Failure;
use sangkien_app::overlap::{Authorship, Exclude, Judge, Kind};
use sangkien_app::record::{OverlapVerdict, StoredFile};
use sangkien_app::{App, Caller};
use sangkien_domain::access::Role;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, SetClock, World};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

pub(crate) const COPIED: &str = "Cán bộ một cửa quét mã trên giấy hẹn, phần mềm tự điền họ tên, địa chỉ và nhắc các giấy tờ còn \
    thiếu trước khi người dân rời quầy. Nhờ vậy mỗi hồ sơ chỉ phải nhập một lần, số lần người dân quay lại bổ sung \
    giảm từ ba lượt xuống dưới một lượt, và trưởng bộ phận nhìn thấy ngay hồ sơ nào sắp đến hạn trong ngày.";

/// Words that make no sense and that no other seed gives in the same order.
fn filler(seed: u64) -> String {
    const WORDS: [&str; 16] = [
        "mương", "thửa", "giống", "đê", "trạm", "kênh", "vườn", "chợ", "bến", "rừng", "đồi", "ao",
        "lúa", "cống", "phà", "nương",
    ];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut words = Vec::new();
    for _ in 0..55 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        words.push(WORDS[usize::try_from(state >> 60).unwrap()]);
    }
    words.join(" ")
}

/// A complete draft whose long answers are like no other's, but for the summary, which holds `text`.
pub(crate) async fn draft(
    scene: &Scene<'_>,
    author: &Caller,
    number: usize,
    text: &str,
) -> DossierId {
    draft_of(scene, author, number, &[("summary", text)]).await
}

/// A complete draft whose long answers are like no other's, but for these, which hold a text each.
pub(crate) async fn draft_of(
    scene: &Scene<'_>,
    author: &Caller,
    number: usize,
    texts: &[(&str, &str)],
) -> DossierId {
    let id = scene.app.begin_dossier(author, scene.round).await.unwrap();
    let mut told = 0;
    for (at, (section, mut answers)) in scene.answers(number).into_iter().enumerate() {
        for (field, (key, answer)) in answers.iter_mut().enumerate() {
            if answer.starts_with("Mô tả mẫu") {
                let seed = number * 10_000 + at * 100 + field;
                *answer = filler(u64::try_from(seed).unwrap());
                if let Some((_, text)) = texts.iter().find(|(of, _)| of == key) {
                    *answer = format!("{answer}. {text}");
                    told += 1;
                }
            }
        }
        let input = SectionInput { answers, seen: 0 };
        let saved = scene.app.save_section(author, id, &section, input).await;
        saved.unwrap();
    }
    assert_eq!(told, texts.len(), "the form has these long answers");
    id
}

pub(crate) async fn world(engine: Engine) -> World<SetClock> {
    let world: World<SetClock> = World::at(engine, at("2026-07-15T08:00+07:00")).await;
    let packs = [sangkien_packs::embedded().unwrap().remove(0)];
    world.app.load_first_packs(&packs).await.unwrap().unwrap();
    world
}

pub(crate) fn window() -> Window {
    Window {
        opens_at: at("2026-07-01T00:00+07:00"),
        closes_at: at("2026-12-01T00:00+07:00"),
    }
}

fn judge(source: DossierId, verdict: OverlapVerdict, note: &str, seen: i64) -> Judge {
    Judge {
        source,
        verdict: Some(verdict),
        note: note.into(),
        seen,
    }
}

async fn judged(engine: Engine) {
    let world = world(engine).await;
    let scene = Scene::set_up(&world.app, window()).await;
    let app = &world.app;
    let other = scene.joins("tac-gia-sau", Role::Author).await;
    let first = draft(&scene, &scene.author, 1, COPIED).await;
    app.submit(&scene.author, first).await.unwrap();
    let second = draft(&scene, &other, 2, COPIED).await;

    // The author learns that something is the same, and of whom nothing: it is not published.
    let check = app.check_own_overlap(&other, second).await.unwrap();
    assert!(check.hidden && check.sources.is_empty());
    assert!(matches!(
        app.check_own_overlap(&scene.clerk, second).await,
        Err(Failure::Absent)
    ));
    world.clock.forward(3_600);
    app.submit(&other, second).await.unwrap();

    // The desk sees whose it is, where and how; the author never sees the desk's report.
    let report = app.overlap(&scene.clerk, second).await.unwrap();
    assert!(!report.hidden && report.may_judge);
    let source = &report.sources[0];
    assert_eq!((report.sources.len(), source.found.dossier), (1, first));
    assert!(source.found.flagged && !source.later);
    assert_eq!(source.authorship, Some(Authorship::Others));
    let passage = &source.found.passages[0];
    assert_eq!(passage.kind, Kind::Verbatim);
    let words = report.text.part(&passage.here, 10_000);
    assert!(words.starts_with("Cán bộ một cửa"), "{words}");
    assert!(words.ends_with("trong ngày"), "{words}");
    let stranger = scene.joins("van-thu-mau", Role::RecordsClerk).await;
    for stranger in [&other, &stranger] {
        let refused = app.overlap(stranger, second).await;
        assert!(matches!(refused, Err(Failure::Absent)), "{refused:?}");
    }
    // The earlier one has it too, from a dossier that came later.
    let earlier = app.overlap(&scene.clerk, first).await.unwrap();
    assert!(earlier.sources[0].later);

    // Both side by side.
    let pair = app.overlap_pair(&scene.clerk, second, first).await.unwrap();
    let paired = &pair.passages[0];
    assert_eq!(pair.here.part(&paired.passage.here, 10_000), words);
    assert_eq!(pair.there.part(&paired.passage.there, 10_000), words);
    assert!(!paired.equal_here.is_empty());

    // Verdicts: a reason where it is held against the author, none lost, none doubled.
    let verdict = |verdict, note, seen| judge(first, verdict, note, seen);
    let refused = app
        .judge_overlap(
            &scene.clerk,
            second,
            verdict(OverlapVerdict::Duplicate, " ", 0),
        )
        .await;
    assert!(
        matches!(&refused, Err(Failure::Refused(all)) if all == &[Refusal::ReasonMissing]),
        "{refused:?}"
    );
    for _ in 0..2 {
        let given = verdict(OverlapVerdict::Duplicate, "Chép cả phần giải pháp", 0);
        app.judge_overlap(&scene.clerk, second, given)
            .await
            .unwrap();
    }
    let stale = verdict(OverlapVerdict::Different, "", 0);
    assert!(matches!(
        app.judge_overlap(&scene.clerk, second, stale).await,
        Err(Failure::Stale)
    ));
    let absent = verdict(OverlapVerdict::Different, "", 1);
    assert!(matches!(
        app.judge_overlap(&other, second, absent).await,
        Err(Failure::Absent)
    ));
    let report = app.overlap(&scene.clerk, second).await.unwrap();
    let verdicts = &report.sources[0].verdicts;
    assert_eq!(verdicts.len(), 1);
    assert_eq!(verdicts[0].verdict, OverlapVerdict::Duplicate);
    assert_eq!(verdicts[0].share, report.sources[0].found.share);

    leaves_out(&scene, second).await;

    // A dossier that is withdrawn is held against nobody.
    app.withdraw(&scene.author, first, "Nộp nhầm")
        .await
        .unwrap();
    let report = app.overlap(&scene.clerk, second).await.unwrap();
    assert!(report.sources.is_empty() && !report.hidden);
    world.check().await;
    world.close().await;
}

/// A stretch that does not count lowers the share at once, and counts again when that is lifted.
async fn leaves_out(scene: &Scene<'_>, id: DossierId) {
    let app = scene.app;
    let before = app.overlap(&scene.clerk, id).await.unwrap();
    let place = before.sources[0].found.passages[0].here.clone();
    let exclude = |reason: &str, place: &std::ops::Range<u32>, submission| Exclude {
        submission,
        place: place.clone(),
        reason: reason.to_owned(),
    };
    let outside = 0..before.text.length() + 1;
    let refused = app
        .exclude_overlap(&scene.clerk, id, exclude("", &outside, 1))
        .await;
    assert!(
        matches!(&refused, Err(Failure::Refused(all)) if all.len() == 2),
        "{refused:?}"
    );
    let old = app
        .exclude_overlap(&scene.clerk, id, exclude("Mẫu chung", &place, 7))
        .await;
    assert!(matches!(old, Err(Failure::Stale)));
    for _ in 0..2 {
        app.exclude_overlap(&scene.clerk, id, exclude("Mẫu chung", &place, 1))
            .await
            .unwrap();
    }
    let report = app.overlap(&scene.clerk, id).await.unwrap();
    assert_eq!(report.exclusions.len(), 1);
    assert_eq!((report.share, report.sources[0].found.flagged), (0, false));
    assert!(report.sources[0].found.passages[0].excluded);
    for _ in 0..2 {
        app.count_overlap_again(&scene.clerk, id, 1).await.unwrap();
    }
    let report = app.overlap(&scene.clerk, id).await.unwrap();
    assert_eq!(report.share, before.share);
    assert!(report.exclusions[0].lifted_at.is_some());
    assert!(matches!(
        app.count_overlap_again(&scene.clerk, id, 2).await,
        Err(Failure::Absent)
    ));
}

#[tokio::test]
async fn a_copied_passage_is_told_to_the_desk_and_judged_there() {
    Box::pin(judged(Engine::Sqlite)).await;
}

#[tokio::test]
async fn a_copied_passage_is_judged_on_a_server_too() {
    Box::pin(judged(Engine::Postgres)).await;
}

#[tokio::test]
async fn many_submissions_are_each_found_by_the_next_question() {
    let world = world(Engine::Sqlite).await;
    let scene = Scene::set_up(&world.app, window()).await;
    let app = &world.app;
    let sources = async |id| -> Vec<DossierId> {
        let found = app.overlap(&scene.clerk, id).await.unwrap();
        let flagged = found.sources.iter().filter(|source| source.found.flagged);
        flagged.map(|source| source.found.dossier).collect()
    };
    // More than are put together into one segment.
    let mut all: Vec<DossierId> = Vec::new();
    for number in 1..30 {
        // Each has one passage of the one before.
        let passage = |number: u64| filler(900 + number);
        let order = u64::try_from(number).unwrap();
        let text = format!("{}. {}", passage(order - 1), passage(order));
        let id = draft(&scene, &scene.author, number, &text).await;
        app.submit(&scene.author, id).await.unwrap();
        let before: Vec<DossierId> = all.last().copied().into_iter().collect();
        assert_eq!(sources(id).await, before, "dossier {number}");
        all.push(id);
    }
    // In better order the same is found, and each has the one after it too by now.
    let mut steps = 0;
    while app.tidy_overlap().unwrap() {
        steps += 1;
        assert!(steps < 100, "it comes to an end");
    }
    assert!(steps > 0, "there was something to put together");
    for (at, id) in all.iter().enumerate() {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let mut beside: Vec<_> = beside.filter_map(|at| all.get(at).copied()).collect();
        let mut found = sources(*id).await;
        beside.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, beside, "dossier {}", at + 1);
    }
    world.close().await;
}

/// Attaches a text file; a form feed ends a page.
async fn attach(app: &App, author: &Caller, id: DossierId, name: &str, text: &str) -> StoredFile {
    let upload = Upload {
        name: name.into(),
        content: text.as_bytes().to_vec(),
        component: None,
    };
    app.attach_file(author, id, upload).await.unwrap()
}

async fn read_all(app: &App) {
    while app.read_next_file().await.unwrap() {}
}

async fn compared_with_files(engine: Engine) {
    let world = world(engine).await;
    let scene = Scene::set_up(&world.app, window()).await;
    let app = &world.app;
    let other = scene.joins("tac-gia-sau", Role::Author).await;
    let first = draft(&scene, &scene.author, 1, "").await;
    let earlier = format!("{}\u{c}{COPIED}", filler(31));
    let old = attach(app, &scene.author, first, "bao-cao.txt", &earlier).await;
    app.submit(&scene.author, first).await.unwrap();
    world.clock.forward(3_600);
    let second = draft(&scene, &other, 2, "").await;
    let text = format!("{}\n\u{c}{}\u{c}{COPIED}", filler(41), filler(42));
    let file = attach(app, &other, second, "ban-mo-ta.txt", &text).await;
    app.submit(&other, second).await.unwrap();

    // Nothing is told of files that were not read yet.
    let report = app.overlap(&scene.clerk, second).await.unwrap();
    assert!(report.sources.is_empty());
    let before = report.text.length();
    world.clock.forward(60);
    read_all(app).await;

    // Then the passage is found in both files, on its page, and places told before stay true.
    let report = app.overlap(&scene.clerk, second).await.unwrap();
    assert_eq!(report.sources[0].found.dossier, first);
    assert!(report.sources[0].found.flagged);
    let passage = &report.sources[0].found.passages[0].here;
    let piece = report.text.piece(passage.start).unwrap();
    assert!(passage.start > before && piece.label == "ban-mo-ta.txt");
    assert_eq!(piece.file.as_ref().unwrap().id, file.id);
    assert_eq!(piece.page(passage.start), Some(3));
    let pair = app.overlap_pair(&scene.clerk, second, first).await.unwrap();
    let there = &pair.passages[0].passage.there;
    let piece = pair.there.piece(there.start).unwrap();
    assert_eq!(piece.file.as_ref().unwrap().id, old.id);
    assert_eq!(piece.page(there.start), Some(2));

    // An author learns the same of a draft, before anybody else.
    let third = draft(&scene, &other, 3, "").await;
    attach(app, &other, third, "nhap.txt", COPIED).await;
    read_all(app).await;
    let check = app.check_own_overlap(&other, third).await.unwrap();
    assert!(check.hidden, "{check:?}");
    world.check().await;
}

#[tokio::test]
async fn what_stands_in_a_file_is_compared_once_it_was_read() {
    Box::pin(compared_with_files(Engine::Sqlite)).await;
}

#[tokio::test]
async fn what_stands_in_a_file_is_compared_on_a_server_too() {
    Box::pin(compared_with_files(Engine::Postgres)).await;
}

#[tokio::test]
async fn the_content_of_a_file_is_for_whoever_may_have_the_file() {
    let world = world(Engine::Sqlite).await;
    let scene = Scene::set_up(&world.app, window()).await;
    let app = &world.app;
    let id = draft(&scene, &scene.author, 1, "").await;
    let submitted = attach(app, &scene.author, id, "a.txt", COPIED).await;
    app.submit(&scene.author, id).await.unwrap();
    read_all(app).await;
    let stranger = scene.joins("nguoi-khac", Role::Author).await;
    let look = app.look_into_file(&scene.clerk, id, submitted.id).await;
    let look = look.unwrap();
    assert_eq!(look.text.unwrap().whole(), COPIED);
    assert!(!look.may_retry, "it was read");
    for refused in [
        app.look_into_file(&stranger, id, submitted.id)
            .await
            .map(|_| ()),
        app.retry_reading(&stranger, id, submitted.id).await,
    ] {
        assert!(matches!(refused, Err(Failure::Absent)), "{refused:?}");
    }
    let again = app.retry_reading(&scene.clerk, id, submitted.id).await;
    assert!(matches!(again, Err(Failure::Stale)), "{again:?}");
}
