//! Files as the parts that a procedure names: what its author brings, what officials attach at
//! their steps, and who may know of which.

use sangkien_app::casework::Need;
use sangkien_domain::id::FileId;
use sangkien_domain::refusal::{Refusal, StepRefusal};

use super::*;

const CODE: &str = "1.003868";
const DESK: &str = "mot-cua-so";
const READER: &str = "tham-dinh-so";
const SIGNER: &str = "lanh-dao-so";
const REGISTRAR: &str = "van-thu-so";
const MANUSCRIPT: &str = "ban-thao";
const TRANSLATION: &str = "ban-dich";
const PLAIN: [(&str, &str); 2] = [("tieng_nuoc_ngoai", "false"), ("can_y_kien", "false")];

fn refused<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> Vec<Refusal> {
    match outcome {
        Err(Failure::Refused(refusals)) => refusals,
        other => panic!("{other:?}"),
    }
}

fn codes(refusals: &[Refusal]) -> Vec<&str> {
    refusals.iter().map(Refusal::code).collect()
}

impl Office {
    /// Attaches a file of this number at the step.
    async fn put(&self, account: &str, id: DossierId, number: usize, part: &str) -> FileId {
        let caller = self.world.caller(account).await;
        let app = &self.world.app;
        app.attach_at_step(&caller, id, Seen::Now, pdf(number, Some(part)))
            .await
            .unwrap()
            .id
    }

    /// Names of the parts of which `account` knows a file attached at a step.
    async fn knows(&self, account: &str, id: DossierId) -> Vec<String> {
        let view = self.view(account, id).await;
        let attached = view.attached.iter();
        attached
            .filter_map(|one| one.file.component.clone())
            .collect()
    }

    async fn reads(&self, account: &str, id: DossierId, file: FileId) -> bool {
        let caller = self.world.caller(account).await;
        match self.world.app.read_file(&caller, id, file).await {
            Ok(_) => true,
            Err(Failure::Absent) => false,
            Err(other) => panic!("{other:?}"),
        }
    }
}

async fn parts_are_named(engine: Engine) {
    let office = Office::open(engine, CODE).await;
    office.at("2024-04-24T09:00");
    let foreign = [("tieng_nuoc_ngoai", "true"), ("can_y_kien", "false")];
    let id = office.draft(&foreign, 0).await;
    let author = office.world.caller(AUTHOR).await;
    let app = &office.world.app;
    let view = office.view(AUTHOR, id).await;
    let told: Vec<(&str, bool)> = view
        .parts
        .iter()
        .map(|part| (part.component.key.as_str(), part.lacking))
        .collect();
    // What is asked of officials is not among them.
    assert_eq!(
        told,
        [
            (MANUSCRIPT, true),
            (TRANSLATION, true),
            ("van-ban-y-kien", false)
        ]
    );
    assert_eq!(view.parts[0].need, Need::Always);
    assert_eq!(
        view.parts[2].need,
        Need::When {
            condition: "can_y_kien".into(),
            holds: Some(false)
        }
    );

    // Two files in one part are not its translation.
    for number in [1, 2] {
        let upload = pdf(number, Some(MANUSCRIPT));
        app.attach_file(&author, id, upload).await.unwrap();
    }
    let missing = refused(app.submit(&author, id).await);
    let labels: Vec<&str> = missing
        .iter()
        .filter_map(|refusal| match refusal {
            Refusal::Step(StepRefusal::ComponentMissing { label }) => Some(label.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(labels, ["Bản dịch tiếng Việt có đóng dấu"]);
    let task = view.tasks.last().unwrap();
    assert_eq!(codes(&task.missing), ["component-missing"; 2]);

    // A file beside the parts stands for none of them.
    let beside = pdf(3, Some("*"));
    app.attach_file(&author, id, beside).await.unwrap();
    assert_eq!(refused(app.submit(&author, id).await).len(), 1);
    app.attach_file(&author, id, pdf(4, Some(TRANSLATION)))
        .await
        .unwrap();
    office.submit(id).await;
    let view = office.view(DESK, id).await;
    let named = view
        .files
        .iter()
        .filter_map(|file| file.component.as_deref());
    let mut parts: Vec<&str> = named.collect();
    parts.sort_unstable();
    assert_eq!(parts, ["*", TRANSLATION, MANUSCRIPT, MANUSCRIPT]);
    office.world.check().await;
    office.world.close().await;
}

#[tokio::test]
async fn a_dossier_is_submitted_when_each_required_part_has_its_own_file_in_a_file() {
    parts_are_named(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_dossier_is_submitted_when_each_required_part_has_its_own_file_on_a_server() {
    parts_are_named(Engine::Postgres).await;
}

#[tokio::test]
async fn a_file_that_a_part_does_not_take_is_refused_by_the_name_of_the_part() {
    let office = Office::open(Engine::Sqlite, CODE).await;
    office.at("2024-04-24T09:00");
    let id = office.draft(&PLAIN, 0).await;
    let author = office.world.caller(AUTHOR).await;
    let app = &office.world.app;
    let upload = |name: &str, content: Vec<u8>, part: &str| Upload {
        name: name.into(),
        content,
        component: Some(part.into()),
    };
    let text = upload("ban-thao.txt", b"van ban".to_vec(), MANUSCRIPT);
    assert_eq!(
        refused(app.attach_file(&author, id, text).await),
        [Refusal::Step(StepRefusal::ComponentFormat {
            label: "02 bản thảo có đóng dấu (nộp trực tuyến: bản điện tử của bản thảo)".into(),
            formats: vec!["pdf".into(), "docx".into()],
        })]
    );
    let mut large = PDF.to_vec();
    large.resize((20 << 20) + 1, b' ');
    let large = upload("y-kien.pdf", large, "van-ban-y-kien");
    assert_eq!(
        codes(&refused(app.attach_file(&author, id, large).await)),
        ["component-too-large"]
    );
    // A part of officials is none that an author could bring.
    let inside = pdf(1, Some("phieu-tham-dinh"));
    assert_eq!(
        codes(&refused(app.attach_file(&author, id, inside).await)),
        ["invalid"]
    );
    assert!(office.view(AUTHOR, id).await.files.is_empty());
    office.world.close().await;
}

#[tokio::test]
async fn a_file_attached_before_parts_had_names_counts_and_may_be_tied() {
    let office = Office::open(Engine::Sqlite, CODE).await;
    office.at("2024-04-24T09:00");
    let id = office.draft(&PLAIN, 1).await;
    let view = office.view(AUTHOR, id).await;
    assert!(view.parts.iter().all(|part| !part.lacking));
    let author = office.world.caller(AUTHOR).await;
    let app = &office.world.app;
    let again = app
        .attach_file(&author, id, pdf(0, Some(MANUSCRIPT)))
        .await
        .unwrap();
    assert_eq!(again.id, view.files[0].id);
    let view = office.view(AUTHOR, id).await;
    assert_eq!(view.files.len(), 1);
    assert_eq!(view.parts[0].files.len(), 1);
    office.submit(id).await;
    office.world.check().await;
    office.world.close().await;
}

async fn officials_attach(engine: Engine) {
    let office = Office::open(engine, CODE).await;
    office.at("2024-04-24T09:00");
    let id = office.draft(&PLAIN, 1).await;
    office.submit(id).await;
    office.act(DESK, id, "tiep-nhan", &[]).await;
    let app = &office.world.app;

    // The report of the reader stays among those who handle the dossier.
    let report = office.put(READER, id, 1, "phieu-tham-dinh").await;
    assert_eq!(office.knows(DESK, id).await, ["phieu-tham-dinh"]);
    assert_eq!(office.knows(AUTHOR, id).await, [""; 0]);
    assert!(office.reads(DESK, id, report).await);
    assert!(!office.reads(AUTHOR, id, report).await);
    let told = office.view(DESK, id).await.attached.remove(0);
    assert_eq!(told.step, "Thẩm định nội dung bản thảo");
    assert!(told.inside && !told.by.is_empty());

    // Whoever does not act at the step attaches nothing, and is told nothing.
    for account in [DESK, AUTHOR] {
        let caller = office.world.caller(account).await;
        let upload = pdf(2, Some("phieu-tham-dinh"));
        let outcome = app.attach_at_step(&caller, id, Seen::Now, upload).await;
        assert!(matches!(outcome, Err(Failure::Absent)), "{account}");
    }

    // The answer of the office asked is demanded before the act.
    office.act(READER, id, "hoi-y-kien", &[]).await;
    let reader = office.world.caller(READER).await;
    let act = || StepInput {
        act: "ghi-y-kien".into(),
        opinion: "Ý kiến mẫu".into(),
        facts: BTreeMap::new(),
    };
    let before = office.view(READER, id).await.dossier.standing.visit;
    assert_eq!(
        codes(&refused(app.act(&reader, id, Seen::Now, act()).await)),
        ["component-missing"]
    );
    let answer = office.put(READER, id, 3, "van-ban-phoi-hop").await;
    app.remove_at_step(&reader, id, Seen::Now, answer)
        .await
        .unwrap();
    assert_eq!(
        refused(app.act(&reader, id, Seen::Now, act()).await).len(),
        1
    );
    office.put(READER, id, 3, "van-ban-phoi-hop").await;
    app.act(&reader, id, Seen::Now, act()).await.unwrap();
    // What an act was done with stays, and an old page attaches nothing.
    let gone = office.view(READER, id).await.attached.remove(1).file.id;
    let outcome = app.remove_at_step(&reader, id, Seen::Now, gone).await;
    assert!(matches!(outcome, Err(Failure::Absent)));
    let upload = pdf(4, Some("phieu-tham-dinh"));
    let outcome = app
        .attach_at_step(&reader, id, Seen::Visit(before), upload)
        .await;
    assert!(matches!(outcome, Err(Failure::Stale)));

    // The licence is shown once the step is done at which it was attached, and not before.
    office.act(READER, id, "trinh", &[("de_xuat", "cap")]).await;
    office.act(SIGNER, id, "ky", &[]).await;
    office.act(REGISTRAR, id, "cap-so", &[]).await;
    let licence = office.put(DESK, id, 5, "giay-phep-da-ky").await;
    assert!(!office.reads(AUTHOR, id, licence).await);
    office.act(DESK, id, "giao", &[]).await;
    assert_eq!(office.knows(AUTHOR, id).await, ["giay-phep-da-ky"]);
    assert!(office.reads(AUTHOR, id, licence).await);
    assert!(!office.reads(AUTHOR, id, report).await);
    assert_eq!(office.knows(SIGNER, id).await.len(), 3);
    office.world.check().await;
    office.world.close().await;
}

#[tokio::test]
async fn officials_attach_at_their_step_and_the_author_sees_what_is_told_in_a_file() {
    officials_attach(Engine::Sqlite).await;
}

#[tokio::test]
async fn officials_attach_at_their_step_and_the_author_sees_what_is_told_on_a_server() {
    officials_attach(Engine::Postgres).await;
}
