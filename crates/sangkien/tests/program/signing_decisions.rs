//! Issued decisions and their certificates on their way to originals.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use sangkien::wiring::KeyRing;
use sangkien_app::decision::{DraftDecision, SigningView};
use sangkien_app::failure::Failure;
use sangkien_app::port::{
    PaperFormat, PreparedPaper, Scanned, Scanner, ScannerAway, Signing, SigningRequest,
};
use sangkien_app::{App, Caller};
use sangkien_domain::access::Role;
use sangkien_domain::id::DecisionId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Window;
use sangkien_domain::signature::Worth;
use sangkien_domain::signing::{PaperState, SigningFault, SigningStep};
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Outfit, Scene, World};

use crate::binary::{printed, run};
use crate::signing::{TOKEN, TOKEN_LIBRARY, office, token, tool};

pub(crate) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// What a scanner of these tests takes for a virus.
const INFECTED: &[u8] = b"\n% a virus of the tests\n";

/// Knows one virus.
struct KnowsOne;

#[async_trait]
impl Scanner for KnowsOne {
    async fn scan(&self, content: &[u8]) -> Result<Scanned, ScannerAway> {
        Ok(if content.ends_with(INFECTED) {
            Scanned::Infected("Mẫu".to_owned())
        } else {
            Scanned::Clean
        })
    }
}

/// The keys of the server, of which one refuses once.
struct Moody {
    keys: KeyRing,
    /// Signatures until the refusal.
    until: AtomicUsize,
}

#[async_trait]
impl Signing for Moody {
    fn prepare(
        &self,
        file: &[u8],
        request: &SigningRequest,
    ) -> Result<PreparedPaper, SigningFault> {
        self.keys.prepare(file, request)
    }

    fn to_sign(&self, prepared: &[u8]) -> Result<Vec<u8>, SigningFault> {
        self.keys.to_sign(prepared)
    }

    fn signed_hash(&self, envelope: &[u8]) -> Option<[u8; 32]> {
        self.keys.signed_hash(envelope)
    }

    fn seal(&self, prepared: Vec<u8>, envelope: &[u8]) -> Result<Vec<u8>, SigningFault> {
        self.keys.seal(prepared, envelope)
    }

    fn holds(&self, step: SigningStep, name: &str) -> bool {
        self.keys.holds(step, name)
    }

    async fn sign(
        &self,
        step: SigningStep,
        name: &str,
        hash: [u8; 32],
    ) -> Result<Vec<u8>, SigningFault> {
        if self.until.fetch_sub(1, Ordering::Relaxed) == 1 {
            return Err(SigningFault::Key);
        }
        self.keys.sign(step, name, hash).await
    }

    async fn sign_data(
        &self,
        step: SigningStep,
        name: &str,
        data: Vec<u8>,
    ) -> Result<Vec<u8>, SigningFault> {
        self.keys.sign_data(step, name, data).await
    }
}

pub(crate) const SIGNER: &str = "Người mẫu lanh-dao-mau";
const BODY: &str = "Phòng mẫu huyện Mẫu";

/// The keys of a folder, named for the people of the scene.
pub(crate) fn keys(folder: &Path) -> KeyRing {
    let file = folder.join("keys.toml");
    let key = |kind: &str, name: &str| {
        format!("[[{kind}]]\nname = \"{name}\"\nkey = \"own.p12\"\nsecret = \"secret\"\n")
    };
    std::fs::write(&file, key("signer", SIGNER) + &key("seal", BODY)).unwrap();
    KeyRing::read(Some(&file), None).unwrap()
}

/// The signer's key is in the token of the folder.
fn token_keys(folder: &Path) -> KeyRing {
    let file = folder.join("keys.toml");
    let named = format!(
        "[[signer]]\nname = \"{SIGNER}\"\nlibrary = \"{TOKEN_LIBRARY}\"\ntoken = \"{TOKEN}\"\n\
         label = \"ky\"\ncertificate = \"own.pem\"\nsecret = \"secret\"\n"
    );
    std::fs::write(&file, named).unwrap();
    KeyRing::read(Some(&file), None).unwrap()
}

pub(crate) async fn scene(world: &World) -> Scene<'_> {
    let window = Window {
        opens_at: at("2024-03-01T00:00:00+07:00"),
        closes_at: at("2024-04-10T00:00:00+07:00"),
    };
    Scene::set_up(&world.app, window).await
}

/// A decision on some initiatives, issued.
pub(crate) async fn issued(scene: &Scene<'_>, count: usize) -> DecisionId {
    let mut dossiers = Vec::new();
    for number in 0..count {
        dossiers.push(scene.confirmed(number).await);
    }
    scene.pass(&dossiers).await;
    let draft = DraftDecision {
        subject: String::new(),
        grounds: Vec::new(),
        dossiers,
    };
    let id = scene
        .app
        .draft_decision(&scene.leader, draft)
        .await
        .unwrap();
    scene.app.issue_decision(&scene.leader, id).await.unwrap();
    id
}

async fn states(app: &App, caller: &Caller, id: DecisionId) -> Vec<PaperState> {
    let view: SigningView = app.signing(caller, id).await.unwrap();
    view.papers.iter().map(|it| it.file.state).collect()
}

async fn a_batch_goes_on_where_it_failed(engine: Engine) {
    use PaperState::{Made, Sealed, Signed};
    let office = office();
    let moody = Moody {
        keys: keys(office.path()),
        until: AtomicUsize::new(3),
    };
    let world = World::signing(engine, at("2024-04-01T09:00:00+07:00"), Arc::new(moody)).await;
    let scene = scene(&world).await;
    let id = issued(&scene, 3).await;
    let clerk = scene.joins("van-thu-mau", Role::RecordsClerk).await;
    let (app, leader) = (&world.app, &scene.leader);
    assert_eq!(
        states(app, leader, id).await,
        [Made; 4],
        "kept when they were issued"
    );

    let outcome = app
        .sign_issued(leader, id, SigningStep::Sign)
        .await
        .unwrap();
    assert_eq!(
        (outcome.done, outcome.failed),
        (3, vec![(2, SigningFault::Key)])
    );
    assert_eq!(
        states(app, leader, id).await,
        [Signed, Signed, Made, Signed]
    );
    let view = app.signing(leader, id).await.unwrap();
    assert_eq!(view.papers[2].paper.fault, Some(SigningFault::Key));

    let other = app.sign_issued(&clerk, id, SigningStep::Sign).await;
    assert!(
        matches!(other, Err(Failure::Absent)),
        "who keeps the seal does not sign"
    );
    let sealed = app
        .sign_issued(&clerk, id, SigningStep::Seal)
        .await
        .unwrap();
    assert_eq!(sealed.done, 3, "what is not signed is not sealed");
    let again = app
        .sign_issued(leader, id, SigningStep::Sign)
        .await
        .unwrap();
    assert_eq!((again.done, again.failed.len()), (1, 0));
    assert_eq!(
        states(app, leader, id).await,
        [Sealed, Sealed, Signed, Sealed]
    );
    let view = app.signing(leader, id).await.unwrap();
    assert_eq!(view.papers[2].paper.fault, None);

    let file = app
        .decision_file(leader, id, PaperFormat::Pdf)
        .await
        .unwrap();
    std::fs::write(office.path().join("issued.pdf"), &file).unwrap();
    let said = tool(office.path(), "pdfsig", &["-nocert", "issued.pdf"]);
    assert_eq!(said.matches("Signature is Valid").count(), 2, "{said}");
    let seen = tool(office.path(), "pdftotext", &["-layout", "issued.pdf", "-"]);
    assert!(seen.contains(&format!("Người ký: {SIGNER}")), "{seen}");
    let reports = view.papers[0].file.report.as_ref().unwrap();
    assert_eq!(reports.worth(), Some(Worth::Unconfirmed));
    assert_eq!(reports.signatures.len(), 2);
    world.check().await;
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_of_signatures_goes_on_where_a_key_refused_in_a_file() {
    Box::pin(a_batch_goes_on_where_it_failed(Engine::Sqlite)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_of_signatures_goes_on_where_a_key_refused_on_a_server() {
    Box::pin(a_batch_goes_on_where_it_failed(Engine::Postgres)).await;
}

async fn two_hundred_papers_are_signed(office: &Path) {
    /// As many as one request signs.
    const BATCH: usize = 200;
    let moody = Moody {
        keys: token_keys(office),
        until: AtomicUsize::new(BATCH / 2),
    };
    let signing = Arc::new(moody);
    let world = World::signing(Engine::Sqlite, at("2024-04-01T09:00:00+07:00"), signing).await;
    let scene = scene(&world).await;
    let id = issued(&scene, BATCH).await;
    let (app, leader) = (&world.app, &scene.leader);
    let sign = async || {
        let outcome = app.sign_issued(leader, id, SigningStep::Sign).await;
        let outcome = outcome.unwrap();
        (outcome.done, outcome.failed)
    };
    let refused = i64::try_from(BATCH / 2 - 1).unwrap();
    assert_eq!(
        sign().await,
        (BATCH - 1, vec![(refused, SigningFault::Key)]),
        "one more would be more than a request signs"
    );
    assert_eq!(sign().await, (2, Vec::new()));
    assert_eq!(sign().await, (0, Vec::new()));
    let all = states(app, leader, id).await;
    assert_eq!(all, vec![PaperState::Signed; BATCH + 1]);
    world.check().await;
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_papers_are_signed_with_a_token_of_the_server_but_for_one_that_it_refused() {
    // The library of the token asks the environment of its process where its tokens are.
    const OFFICE: &str = "SANGKIEN_TEST_OFFICE";
    const NAME: &str = "signing_decisions::two_hundred_papers_are_signed_with_a_token_of_the_server_but_for_one_that_it_refused";
    if let Some(office) = std::env::var_os(OFFICE) {
        return Box::pin(two_hundred_papers_are_signed(Path::new(&office))).await;
    }
    let office = office();
    token(office.path());
    let this = std::env::current_exe().unwrap();
    let output = Command::new(this)
        .args([NAME, "--exact", "--nocapture"])
        .env(OFFICE, office.path())
        .env("SOFTHSM2_CONF", office.path().join("softhsm.conf"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_at_a_desk_signs_hashes_and_each_signature_finds_its_paper() {
    let office = office();
    let folder = office.path();
    let outfit = Outfit {
        scanner: Arc::new(KnowsOne),
        ..Outfit::default()
    };
    let world = World::fitted(Engine::Sqlite, at("2024-04-01T09:00:00+07:00"), outfit).await;
    let scene = scene(&world).await;
    let id = issued(&scene, 2).await;
    let (app, leader) = (&world.app, &scene.leader);
    let no_key = app.sign_issued(leader, id, SigningStep::Sign).await;
    let no_key_refused = [Refusal::Signing(SigningFault::NoKey)];
    assert!(matches!(no_key, Err(Failure::Refused(found)) if found == no_key_refused));

    let list = app
        .signing_list(leader, id, SigningStep::Sign)
        .await
        .unwrap();
    assert_eq!(list.len(), 3);
    // The first two by the command, the third by a tool that hashes itself.
    let lines: Vec<String> = list[..2]
        .iter()
        .map(|line| format!("{} {}\n", line.hash, line.number))
        .collect();
    let path = |name: &str| folder.join(name).display().to_string();
    std::fs::write(folder.join("list.txt"), lines.concat()).unwrap();
    let (from, to, key, secret) = (
        path("list.txt"),
        path("out.txt"),
        path("own.p12"),
        path("secret"),
    );
    printed(&run(&[
        "document",
        "sign-list",
        &from,
        "--out",
        &to,
        "--key",
        &key,
        "--secret",
        &secret,
    ]));
    let out = std::fs::read_to_string(folder.join("out.txt")).unwrap();
    let mut envelopes: Vec<Vec<u8>> = out
        .lines()
        .filter_map(|line| hex::decode(line.split(' ').nth(1)?).ok())
        .collect();
    assert_eq!(envelopes.len(), 2);
    std::fs::write(
        folder.join("content.bin"),
        app.bytes_to_sign(leader, id, 2).await.unwrap(),
    )
    .unwrap();
    let cms = [
        "cms",
        "-sign",
        "-cades",
        "-binary",
        "-in",
        "content.bin",
        "-signer",
        "own.pem",
        "-inkey",
        "own.key",
        "-outform",
        "DER",
        "-out",
        "content.p7s",
    ];
    tool(folder, "openssl", &cms);
    let by_openssl = std::fs::read(folder.join("content.p7s")).unwrap();
    envelopes.extend([by_openssl.clone(), b"not a signature at all".to_vec()]);
    let outcome = app.bring_signatures(leader, id, envelopes).await.unwrap();
    assert_eq!(
        (outcome.done, outcome.foreign),
        (3, 1),
        "{:?}",
        outcome.failed
    );
    assert_eq!(states(app, leader, id).await, [PaperState::Signed; 3]);
    let again = app
        .bring_signatures(leader, id, vec![by_openssl])
        .await
        .unwrap();
    assert_eq!(
        (again.done, again.foreign),
        (0, 1),
        "a signature serves once"
    );

    // The seal comes with a file that was sealed elsewhere.
    let clerk = scene.joins("van-thu-mau", Role::RecordsClerk).await;
    let refused = async |position, file: Vec<u8>| match app
        .bring_signed_file(&clerk, id, position, file)
        .await
    {
        Err(Failure::Refused(found)) => found,
        other => panic!("{other:?}"),
    };
    let signed = app
        .decision_file(leader, id, PaperFormat::Pdf)
        .await
        .unwrap();
    let infected = [&signed[..], INFECTED].concat();
    let fault = "infected".to_owned();
    assert_eq!(
        refused(0, infected).await,
        [Refusal::FileNotAccepted { fault }]
    );
    let known = [Refusal::Signing(SigningFault::Known)];
    assert_eq!(refused(0, signed.clone()).await, known);
    let changed = [&signed[..], b"\n1 0 obj\n<<>>\nendobj\n"].concat();
    assert_eq!(
        refused(0, changed).await,
        [Refusal::Signing(SigningFault::Void)]
    );
    std::fs::write(folder.join("signed.pdf"), &signed).unwrap();
    let (from, to) = (path("signed.pdf"), path("sealed.pdf"));
    printed(&run(&[
        "document", "sign", &from, "--out", &to, "--key", &key, "--secret", &secret,
    ]));
    let sealed = std::fs::read(folder.join("sealed.pdf")).unwrap();
    let not_ours = [Refusal::Signing(SigningFault::NotOurs)];
    assert_eq!(
        refused(1, sealed.clone()).await,
        not_ours,
        "a certificate is no decision"
    );
    let version = app
        .bring_signed_file(&clerk, id, 0, sealed.clone())
        .await
        .unwrap();
    assert_eq!(version.state, PaperState::Sealed);
    assert_eq!(
        app.decision_file(leader, id, PaperFormat::Pdf)
            .await
            .unwrap(),
        sealed
    );
    world.check().await;
    world.close().await;
}
