//! Two worlds that differ by whose the dossiers are and nothing else. Whoever judges for a council that
//! marks without names is answered alike in both, until the council concludes.

use std::fmt::Write as _;

use sangkien_app::access::{DossierScope, Sight};
use sangkien_app::port::{DossierFilter, Paging, Work};
use sangkien_app::record::{
    DossierAuthor, FileReading, Milestone, ReadKind, ReadPart, ReadState, ReadText, StoredFile,
    StoredSubmission,
};
use sangkien_domain::council::{Right, Rights};
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::{DossierId, FileId};
use sangkien_http::route::Route;
use sangkien_testkit::SeededEntropy;
use serde_json::{Value, json};
use uuid::Uuid;

use super::routes::{Sample, all_routes, marking_day, specimens};
use super::two_worlds::{Dice, Half, Question, Told, agenda, ask, asked, question};

/// Requests when nothing else is said.
const REQUESTS: usize = 300;
/// Those who judge; the secretary keeps the council and is told.
const JUDGES: [&str; 6] = [
    "chu-tich-hd",
    "pho-chu-tich-hd",
    "uy-vien-1",
    "uy-vien-2",
    "uy-vien-3",
    "uy-vien-4",
];

/// Whose the dossiers are in one of the worlds.
struct Whose {
    author: &'static str,
    unit: &'static str,
    sha256: char,
    size: i64,
    by: &'static str,
}

const ONE: Whose = Whose {
    author: "Tác giả mẫu 77",
    unit: "Trường Tiểu học mẫu Phía Đông",
    sha256: 'a',
    size: 4_000,
    by: "uy-vien-giao-duc-1",
};
const OTHER: Whose = Whose {
    author: "Nguyễn Thị Người Viết Mẫu",
    unit: "Trạm Y tế mẫu",
    sha256: 'b',
    size: 91_234,
    by: "uy-vien-giao-duc-2",
};

fn file_of(dossier: DossierId) -> FileId {
    FileId(Uuid::from_u128(dossier.0.as_u128() ^ 0xF11E))
}

impl Whose {
    fn words(&self) -> String {
        format!(
            "Tôi là {}, công tác tại {}, thư tới {}@mau.vn.",
            self.author.to_uppercase(),
            self.unit,
            self.sha256
        )
    }

    /// Puts the dossier into this author's name: record, submission, file, history.
    async fn write(&self, work: &mut dyn Work, world: &Sample, id: DossierId) {
        let now = world.app.now();
        let mut dossier = work.dossier(id).await.unwrap().unwrap().open_for_test();
        let unit = Uuid::from_u128(u128::from(self.sha256 as u32) << 64 | 0x0017);
        if work.unit(unit.into(), now.day()).await.unwrap().is_none() {
            let district = sangkien::demo::organisation::unit_id("PT");
            let like = work.unit(district, now.day()).await.unwrap().unwrap();
            let new = sangkien_app::record::Unit {
                id: unit.into(),
                version: unit.into(),
                code: format!("MAU-{}", self.sha256),
                name: self.unit.into(),
                kind: "school".into(),
                parent: Some(district),
                ..like
            };
            work.insert_unit(&new).await.unwrap();
        }
        let mut authors: Vec<DossierAuthor> = work.authors(id).await.unwrap();
        for author in &mut authors {
            author.author.full_name = self.author.into();
            author.author.workplace = self.unit.into();
        }
        let seen = work.authors_version(id).await.unwrap();
        work.replace_authors(id, &authors, seen, dossier.facts.owner, now)
            .await
            .unwrap();
        let title = format!("Sổ tay của {} tại {}", self.author, self.unit);
        self.submit_again(work, &dossier, &authors, &title).await;
        dossier.title = title;
        dossier.authors_line = self.author.into();
        dossier.facts.unit = unit.into();
        dossier.unit_version = unit.into();
        work.update_dossier(&dossier).await.unwrap();
        let by = work.person_by_account(self.by).await.unwrap().unwrap();
        let milestone = Milestone {
            dossier: id,
            at: now,
            act: Act::Accept,
            state: State::Accepted,
            by: Some(by.id),
            by_name: by.full_name,
            capacity: "clerk".into(),
            note: self.words(),
            label: String::new(),
        };
        work.insert_milestone(&milestone).await.unwrap();
    }

    async fn submit_again(
        &self,
        work: &mut dyn Work,
        dossier: &sangkien_app::record::Dossier,
        authors: &[DossierAuthor],
        title: &str,
    ) {
        let id = dossier.id;
        let file = StoredFile {
            id: file_of(id),
            dossier: id,
            component: None,
            sha256: self.sha256.to_string().repeat(64),
            name: format!("{}.pdf", self.author),
            media_type: "application/pdf".into(),
            size: self.size,
            added_at: dossier.created_at,
            removed_at: None,
        };
        work.insert_file(&file, dossier.facts.owner).await.unwrap();
        let mut reading = FileReading {
            file: file.id,
            dossier: id,
            sha256: file.sha256.clone(),
            media_type: file.media_type.clone(),
            state: ReadState::Waiting,
            due_at: dossier.created_at,
            tries: 0,
            done_at: None,
            pages: Some(1),
            characters: self.size / 10,
            confidence: None,
        };
        work.insert_file_reading(&reading).await.unwrap();
        reading.state = ReadState::Read;
        reading.done_at = Some(dossier.created_at);
        let text = ReadText {
            parts: vec![ReadPart {
                kind: ReadKind::Paragraph,
                text: format!("Người lập: {}. Bảng số liệu.", self.words()),
                page: Some(1),
                frame: None,
            }],
            pages: Some(1),
            ..ReadText::default()
        };
        work.update_file_reading(&reading, 0, Some(&text))
            .await
            .unwrap();
        let submissions = work.submissions(id).await.unwrap();
        let last = submissions.last().unwrap();
        let mut content: Value = serde_json::from_str(&last.content).unwrap();
        let people: Vec<Value> = authors.iter().map(|row| json!(row.author)).collect();
        content["content"]["authors"] = people.into();
        for section in content["content"]["sections"]
            .as_object_mut()
            .unwrap()
            .values_mut()
        {
            for (key, answer) in section.as_object_mut().unwrap() {
                let old = answer.as_str().unwrap().to_owned();
                if key == "title" {
                    *answer = title.into();
                } else if old.len() > 60 {
                    let mut text = self.words();
                    write!(text, " {old}").unwrap();
                    *answer = text.into();
                }
            }
        }
        content["files"].as_array_mut().unwrap().push(json!(file));
        let content = content.to_string();
        let submission = StoredSubmission {
            dossier: id,
            ordinal: last.ordinal + 1,
            sha256: self.sha256.to_string().repeat(64),
            content,
            submitted_at: last.submitted_at,
        };
        work.insert_submission(&submission, dossier.facts.owner)
            .await
            .unwrap();
    }
}

async fn half(whose: &Whose) -> Half {
    let world = Box::pin(marking_day()).await;
    let specimens = specimens(&world).await;
    let session = specimens.session.parse().unwrap();
    let dossiers = agenda(&world, session).await;
    let mut work = world.store().begin().await.unwrap();
    let council = sangkien::demo::organisation::council_id("hd-huyen");
    let mut found = work.council(council).await.unwrap().unwrap();
    found.blind = true;
    work.change_council(&found).await.unwrap();
    let seats = work.seats(council, world.app.now()).await.unwrap();
    let keeper = world.caller("thu-ky").await.actor.person;
    let mut keeper = seats
        .into_iter()
        .find(|seat| seat.person == keeper)
        .unwrap();
    keeper.rights = [Right::Comment, Right::Conclude]
        .into_iter()
        .collect::<Rights>();
    work.change_seat(&keeper).await.unwrap();
    for dossier in &dossiers {
        whose
            .write(work.as_mut(), &world, dossier.parse().unwrap())
            .await;
    }
    work.commit().await.unwrap();
    Half {
        server: world.server(),
        accounts: JUDGES.into_iter().map(Some).collect(),
        specimens,
        dossiers,
        session,
        voter: "",
        world,
    }
}

/// One question of an account, asked of both.
async fn both(one: &Half, other: &Half, account: &'static str, path: &str) -> (Told, Told) {
    let api = path.starts_with("/api/");
    let mut routes = all_routes().into_iter();
    let route =
        routes.find(|route| route.method == "GET" && route.path.starts_with("/api/") == api);
    let question = Question::get(route.unwrap(), path, account);
    tokio::join!(ask(one, &question), ask(other, &question))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_reply_to_who_judges_without_names_tells_whose_a_dossier_is_until_the_conclusion() {
    let (one, other) = tokio::join!(Box::pin(half(&ONE)), Box::pin(half(&OTHER)));
    assert_eq!(one.dossiers, other.dossiers);
    let dossier = one.dossiers.first().unwrap().clone();
    let file = file_of(dossier.parse().unwrap());
    for account in JUDGES {
        for (path, status) in [
            (format!("/dossiers/{dossier}"), 200),
            (format!("/dossiers/{dossier}/marking"), 200),
            (format!("/dossiers/{dossier}/course"), 200),
            (format!("/dossiers/{dossier}/overlap"), 200),
            (format!("/dossiers/{dossier}/overlap-report.pdf"), 200),
            (format!("/dossiers/{dossier}/files/{file}"), 404),
            (format!("/dossiers/{dossier}/files/{file}/pages/1"), 404),
            (format!("/dossiers/{dossier}/files/{file}/text"), 200),
            (
                format!("/dossiers/{dossier}/files/{file}/text?find=mau"),
                200,
            ),
            (format!("/sessions/{}", one.session), 200),
            (format!("/sessions/{}/meeting", one.session), 200),
            (format!("/sessions/{}/projector", one.session), 200),
            (format!("/sessions/{}/items/{dossier}", one.session), 200),
            ("/dossiers?order=title".into(), 200),
            ("/dossiers?sort=title".into(), 200),
            ("/dossiers?q=mau+77".into(), 200),
            ("/dossiers?q=tram".into(), 200),
            ("/dossiers/in-files?q=bang+so+lieu".into(), 200),
            ("/marking".into(), 200),
            ("/work".into(), 200),
            ("/".into(), 200),
            (format!("/api/v1/dossiers/{dossier}"), 200),
            (format!("/api/v1/dossiers/{dossier}/sheet"), 200),
            (format!("/api/v1/dossiers/{dossier}/files/{file}"), 404),
            (format!("/api/v1/council-sessions/{}", one.session), 200),
            ("/api/v1/dossiers?q=tram".into(), 200),
            ("/api/v1/marking".into(), 200),
        ] {
            let (first, second) = both(&one, &other, account, &path).await;
            assert_eq!(first.status, status, "{account} {path}");
            assert!(
                first == second,
                "{account} {path} tells whose it is:\n{first:?}\n{second:?}"
            );
            for named in [ONE.author, ONE.unit, "TÁC GIẢ MẪU 77", "a@mau.vn"] {
                assert!(!first.body.contains(named), "{account} {path}: {named}");
            }
        }
    }
    // Who has sent every sheet has no workbook to take.
    let mut taken = 0;
    for account in JUDGES {
        let (first, second) = both(&one, &other, account, "/marking/workbook/file").await;
        assert!(first == second, "{account}: the workbook tells whose it is");
        taken += u32::from(first.status == 200);
    }
    assert!(taken > 0, "a workbook was compared");
    anything(&one, &other).await;

    // What was compared can differ: the keeper of the council is told.
    let path = format!("/dossiers/{dossier}");
    let (first, second) = both(&one, &other, "thu-ky", &path).await;
    assert!(first.body.contains(ONE.author) && second.body.contains(OTHER.unit));
    let path = format!("/sessions/{}/projector", one.session);
    let (first, second) = both(&one, &other, "thu-ky", &path).await;
    assert_eq!(
        first.body, second.body,
        "all in the room read the projector"
    );
    one.world.close().await;
    other.world.close().await;
}

/// Acts after which a judge is told whose a dossier is, as one who no longer judges it.
const UNVEILING: [&str; 3] = ["/recusal", "/withdrawal", "/conclusion"];

/// Questions by chance over every route but those that end the judging.
async fn anything(one: &Half, other: &Half) {
    let mut routes: Vec<Route> = all_routes().into_iter().filter(asked).collect();
    routes.retain(|route| !UNVEILING.iter().any(|act| route.path.ends_with(act)));
    let dice = Dice(SeededEntropy::new(1_789));
    let requests = std::env::var("SANGKIEN_TWO_WORLDS")
        .ok()
        .and_then(|number| number.parse().ok())
        .unwrap_or(REQUESTS);
    for number in 0..requests {
        let question = question(one, &routes, None, &dice);
        let (first, second) = tokio::join!(ask(one, &question), ask(other, &question));
        assert!(
            first == second,
            "request {number}: {question:?} tells whose it is:\n{first:?}\n{second:?}"
        );
    }
}

#[tokio::test]
async fn lists_of_who_judges_without_names_are_searched_by_code_alone() {
    let half = Box::pin(half(&ONE)).await;
    let judge = half.world.caller("uy-vien-1").await;
    let scope = DossierScope::of(
        &judge.actor,
        vec![Sight::Council {
            councils: judge.actor.seats.iter().map(|seat| seat.council).collect(),
            states: vec![State::Marking],
            person: judge.actor.person,
            runs: false,
        }],
    );
    let store = half.world.store();
    let mut read = store.read().await.unwrap();
    let paging = Paging { page: 1, size: 50 };
    let mut found = async |words: &str| {
        let filter = DossierFilter {
            words: sangkien_text::words(words),
            ..DossierFilter::default()
        };
        let page = read.dossiers(&scope, &filter, paging).await.unwrap();
        assert_eq!(page.rows.len() as u64, page.total);
        page.rows
    };
    let all = found("").await;
    assert!(!all.is_empty());
    for row in &all {
        assert!(row.blind && row.authors_line.is_empty() && row.unit_name.is_empty());
    }
    assert!(found("mau 77").await.is_empty() && found("so tay").await.is_empty());
    let code = all.first().unwrap().code.clone().unwrap();
    assert_eq!(found(&code).await.len(), 1);
    drop(read);
    half.world.close().await;
}
