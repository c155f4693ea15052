//! Files that people bring: scanned before anything of them is kept, within what one may keep, and
//! telling nobody what others have.

use std::sync::Arc;

use sangkien::wiring::{Clamd, ScannerAddress};
use sangkien_app::casework::Seen;
use sangkien_app::dossier::Upload;
use sangkien_app::failure::Failure;
use sangkien_app::file_search::FoundFile;
use sangkien_app::{Caller, Quota};
use sangkien_domain::access::Role;
use sangkien_domain::correction::NewItem;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Outfit, Scene, SetClock, World};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::UnixListener;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// The harmless file that every scanner knows, in two parts so that none takes this one for it.
fn known_to_every_scanner() -> String {
    let first = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD";
    format!("{first}-ANTIVIRUS-TEST-FILE!$H+H*")
}

/// Answers as `clamd` does to a content sent over its socket.
async fn scan_at(socket: UnixListener) {
    loop {
        let (mut stream, _) = socket.accept().await.unwrap();
        let mut command = [0; 10];
        stream.read_exact(&mut command).await.unwrap();
        assert_eq!(&command, b"zINSTREAM\0");
        let mut content = Vec::new();
        loop {
            let size = usize::try_from(stream.read_u32().await.unwrap()).unwrap();
            if size == 0 {
                break;
            }
            let mut chunk = vec![0; size];
            stream.read_exact(&mut chunk).await.unwrap();
            content.extend(chunk);
        }
        let found = String::from_utf8_lossy(&content).contains(&known_to_every_scanner());
        let answer: &[u8] = if found {
            b"stream: Eicar-Signature FOUND\0"
        } else {
            b"stream: OK\0"
        };
        stream.write_all(answer).await.unwrap();
    }
}

fn window() -> Window {
    Window {
        opens_at: at("2026-07-01T00:00+07:00"),
        closes_at: at("2026-08-01T00:00+07:00"),
    }
}

async fn world(outfit: Outfit) -> World<SetClock> {
    let world = World::fitted(Engine::Sqlite, at("2026-07-15T08:00+07:00"), outfit).await;
    let packs = [sangkien_packs::embedded().unwrap().remove(0)];
    world.app.load_first_packs(&packs).await.unwrap().unwrap();
    world
}

fn upload(name: &str, content: &str) -> Upload {
    Upload {
        name: name.to_owned(),
        content: content.as_bytes().to_vec(),
        component: None,
    }
}

/// What a refused upload is told, and that nothing of it is with the dossier.
async fn refused(scene: &Scene<'_>, author: &Caller, id: DossierId, upload: Upload) -> String {
    let before = scene.app.dossier(author, id).await.unwrap().files.len();
    let Err(Failure::Refused(refusals)) = scene.app.attach_file(author, id, upload).await else {
        panic!("a file was taken");
    };
    let after = scene.app.dossier(author, id).await.unwrap().files.len();
    assert_eq!(before, after);
    let refusal = refusals.first().unwrap();
    sangkien_i18n::refusal(refusal, sangkien_i18n::Language::Vi)
        .cited_line(sangkien_i18n::Language::Vi)
}

#[tokio::test]
async fn an_infected_file_is_not_taken_nor_any_while_the_scanner_is_away() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("clamd.ctl");
    let scanner = tokio::spawn(scan_at(UnixListener::bind(&path).unwrap()));
    let world = world(Outfit {
        scanner: Arc::new(Clamd::new(ScannerAddress::Unix(path.clone()))),
        ..Outfit::default()
    })
    .await;
    let scene = Scene::set_up(&world.app, window()).await;
    let author = &scene.author;
    let id = scene.draft(author, 1).await;
    // Larger than one chunk of the exchange, with what is looked for at its end.
    let long = format!(
        "{} {}",
        "Số liệu mẫu. ".repeat(10_000),
        known_to_every_scanner()
    );
    for infected in [known_to_every_scanner(), long] {
        let told = refused(&scene, author, id, upload("minh-chung.txt", &infected)).await;
        assert!(told.contains("mã độc"), "{told}");
    }
    let clean = upload("minh-chung.txt", "Bảng số liệu mẫu");
    world.app.attach_file(author, id, clean).await.unwrap();
    scanner.abort();
    std::fs::remove_file(path).unwrap();
    let told = refused(&scene, author, id, upload("khac.txt", "Bảng khác")).await;
    assert!(told.contains("Chưa kiểm tra được mã độc"), "{told}");
    world.check().await;
}

#[tokio::test]
async fn a_person_keeps_so_many_files_and_bytes_and_equal_ones_count_once() {
    let world = world(Outfit {
        quota: Quota {
            files: 3,
            bytes: 100,
        },
        ..Outfit::default()
    })
    .await;
    let scene = Scene::set_up(&world.app, window()).await;
    let author = &scene.author;
    let (first, second) = (scene.draft(author, 1).await, scene.draft(author, 2).await);
    let attach = async |id: DossierId, content: &str| {
        let upload = upload("a.txt", content);
        world.app.attach_file(author, id, upload).await
    };
    let kept = attach(first, "một").await.unwrap();
    attach(first, "hai").await.unwrap();
    let told = refused(&scene, author, first, upload("c.txt", &"x".repeat(99))).await;
    assert!(told.contains("nhiều nhất 3 tệp"), "{told}");
    attach(first, "ba").await.unwrap();
    let told = refused(&scene, author, second, upload("d.txt", "bốn")).await;
    assert!(told.contains("100 byte"), "{told}");
    // Taking a file off and bringing it again, or using it in another dossier, costs nothing.
    world.app.remove_file(author, first, kept.id).await.unwrap();
    attach(first, "một").await.unwrap();
    attach(second, "hai").await.unwrap();
    refused(&scene, author, first, upload("e.txt", "năm")).await;
    // Nobody else is the worse for it.
    let other = scene.joins("tac-gia-mau-02", Role::Author).await;
    let id = scene.draft(&other, 3).await;
    let sixth = upload("f.txt", "sáu");
    world.app.attach_file(&other, id, sixth).await.unwrap();
}

#[tokio::test]
async fn an_upload_tells_nobody_that_another_has_the_same_file() {
    let world = world(Outfit::default()).await;
    let scene = Scene::set_up(&world.app, window()).await;
    let other = scene.joins("tac-gia-mau-02", Role::Author).await;
    let mine = scene.draft(&scene.author, 1).await;
    let theirs = scene.draft(&other, 2).await;
    let secret = || upload("ho-so-mat.txt", "Chưa ai được biết");
    world
        .app
        .attach_file(&scene.author, mine, secret())
        .await
        .unwrap();
    let known = world.app.attach_file(&other, theirs, secret()).await;
    let unknown = upload("ho-so-mat.txt", "Chưa có người biết");
    let unknown = world.app.attach_file(&other, theirs, unknown).await;
    let (known, unknown) = (known.unwrap(), unknown.unwrap());
    assert_eq!(known.name, unknown.name);
    assert_eq!(known.media_type, unknown.media_type);
    assert_eq!(known.added_at, unknown.added_at);
    // Knowing its hash opens nothing of somebody else's dossier.
    let file = world.app.dossier(&scene.author, mine).await.unwrap().files;
    let file = file.first().unwrap().id;
    for id in [mine, theirs] {
        let read = world.app.read_file(&other, id, file).await;
        assert!(matches!(read, Err(Failure::Absent)));
    }
}

#[tokio::test]
async fn nothing_is_uploaded_by_another_or_after_submission() {
    let world = world(Outfit::default()).await;
    let scene = Scene::set_up(&world.app, window()).await;
    let other = scene.joins("tac-gia-mau-02", Role::Author).await;
    let draft = scene.draft(&scene.author, 1).await;
    let late = || upload("muon.txt", "Nộp thêm");
    let by_another = world.app.attach_file(&other, draft, late()).await;
    assert!(matches!(by_another, Err(Failure::Absent)));
    let submitted = scene.confirmed(2).await;
    let after = world
        .app
        .attach_file(&scene.author, submitted, late())
        .await;
    let Err(Failure::Refused(refusals)) = after else {
        panic!("a file was taken after submission");
    };
    assert!(matches!(refusals.as_slice(), [Refusal::NotNow { .. }]));
}

#[tokio::test]
async fn what_files_say_is_found_by_whoever_may_have_them() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::at(engine, at("2026-07-15T08:00+07:00")).await;
        let packs = [sangkien_packs::embedded().unwrap().remove(0)];
        world.app.load_first_packs(&packs).await.unwrap().unwrap();
        let scene = Scene::set_up(&world.app, window()).await;
        let other = scene.joins("tac-gia-mau-02", Role::Author).await;
        let (author, clerk) = (&scene.author, &scene.clerk);
        let id = scene.draft(author, 1).await;
        let report = upload(
            "bao-cao.txt",
            "# Mở đầu\u{c}Tủ thuốc dán thẻ màu ở mép ngăn.",
        );
        let kept = world.app.attach_file(author, id, report).await.unwrap();
        let gone = upload("nhap.txt", "Thẻ màu còn để lại trong bản nháp.");
        let gone = world.app.attach_file(author, id, gone).await.unwrap();
        while world.app.read_next_file().await.unwrap() {}
        world.app.remove_file(author, id, gone.id).await.unwrap();
        let names = async |caller: &Caller, query: &str| -> Vec<(String, Option<u32>)> {
            let search = world.app.search_files(caller, query).await.unwrap();
            let named = |found: &FoundFile| (found.file.name.clone(), found.page);
            search.found.iter().map(named).collect()
        };
        let found = vec![(kept.name.clone(), Some(2))];
        assert_eq!(names(author, "the mau TU THUOC").await, found);
        assert_eq!(names(author, "thẻ màu").await, found);
        assert!(names(author, "thẻ xanh").await.is_empty());
        assert!(names(author, " …, ").await.is_empty());
        // A draft is its author's alone; what was submitted is the desk's as well, and nobody else's.
        assert!(names(clerk, "the mau").await.is_empty());
        world.app.submit(author, id).await.unwrap();
        assert_eq!(names(clerk, "the mau").await, found);
        assert!(names(&other, "the mau").await.is_empty());
        // What its author takes off afterwards is gone for the author; the desk keeps what it was sent,
        // and is not told of it.
        let item = NewItem {
            place: "evidence".into(),
            requirement: "Kèm biên bản".into(),
            basis: "Phụ lục I mẫu".into(),
            ..NewItem::default()
        };
        let sent = world
            .app
            .return_for_supplement(clerk, id, Seen::Now, vec![item]);
        sent.await.unwrap();
        world.app.remove_file(author, id, kept.id).await.unwrap();
        assert!(names(author, "the mau").await.is_empty());
        assert_eq!(names(clerk, "the mau").await, found);
        world.close().await;
    }
}
