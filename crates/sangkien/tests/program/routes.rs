//! Every route by every role: a table that reviewers read. A route without a line fails, and so
//! does an answer that has changed.
//!
//! The world is the sample story on the day the district's council marks. Paths name one dossier
//! that is being marked, its session, and one issued decision, so that what is asked here can
//! change nothing the next question depends on: acts are asked without what they need.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE};
use axum::http::{Request, StatusCode};
use sangkien::demo::{DemoState, Player, organisation};
use sangkien_app::access::{DossierScope, Sight};
use sangkien_app::port::{DossierFilter, Paging};
use sangkien_app::record::InvitationPurpose;
use sangkien_app::{Caller, Origin};
use sangkien_domain::access::Role;
use sangkien_domain::dossier::State;
use sangkien_http::csrf::{CsrfKey, Holder};
use sangkien_http::route::Route;
use sangkien_testkit::{Engine, Server, World};

/// A column of the table: a name and the account that stands for it; "" is the owner of the
/// dossier, "?" the head of the owner's unit.
pub(super) const COLUMNS: [(&str, Option<&str>); 15] = [
    ("public", None),
    ("owner", Some("")),
    ("author", Some("tac-gia-20")),
    ("head", Some("?")),
    ("head-2", Some("thu-truong-kinh-te")),
    ("clerk", Some("tiep-nhan-kinh-te")),
    ("desk-2", Some("tiep-nhan-giao-duc")),
    ("secretary", Some("thu-ky")),
    ("member", Some("uy-vien-1")),
    ("chair", Some("chu-tich-hd")),
    ("leader", Some("lanh-dao")),
    ("records", Some("van-thu")),
    ("awards", Some("thi-dua")),
    ("auditor", Some("thanh-tra")),
    ("admin", Some("quan-tri")),
];

/// The code of a procedure that stands for all, and its file.
const PROCEDURE: &str = "thu-nghiem";
const PROCEDURE_FILE: &str =
    include_str!("../../../../packs/vietnam/procedures/publication-licence.toml");

#[derive(Clone)]
pub(super) struct Specimens {
    pub(super) dossier: String,
    pub(super) session: String,
    decision: String,
    person: String,
    registry: String,
    certificate: String,
    owner: String,
    head: String,
}

pub(super) type Sample = World<sangkien::wiring::DemoClock>;

pub(super) async fn marking_day() -> Sample {
    let plan = sangkien_packs::plan().unwrap();
    let world = World::with_plan(Engine::Sqlite, &plan).await;
    let player = Player::new(
        Arc::clone(&world.app),
        Arc::clone(&world.clock),
        plan.clone(),
    )
    .unwrap();
    let day = plan
        .moments
        .iter()
        .find(|moment| moment.key == "c")
        .unwrap()
        .at;
    player
        .play_until(day, &mut DemoState::default(), |_| Ok(()))
        .await
        .unwrap();
    world
}

pub(super) async fn specimens(world: &Sample) -> Specimens {
    let store = world.store();
    let mut snapshot = store.read().await.unwrap();
    let district = organisation::unit_id("PT");
    let scope = DossierScope {
        sights: vec![Sight::Organised(vec![district], vec![State::Marking])],
        ..DossierScope::default()
    };
    let paging = Paging { page: 1, size: 1 };
    let filter = DossierFilter {
        words: vec!["kinh".into()],
        ..DossierFilter::default()
    };
    let mut rows = snapshot
        .dossiers(&scope, &filter, paging)
        .await
        .unwrap()
        .rows;
    if rows.is_empty() {
        rows = snapshot
            .dossiers(&scope, &DossierFilter::default(), paging)
            .await
            .unwrap()
            .rows;
    }
    let id = rows.first().expect("a dossier being marked").id;
    let session = snapshot
        .session_of(id)
        .await
        .unwrap()
        .expect("its session")
        .id;
    let facts = snapshot
        .dossier(id)
        .await
        .unwrap()
        .unwrap()
        .open_for_test()
        .facts;
    let owner = snapshot.person(facts.owner).await.unwrap().unwrap().account;
    let now = world.app.now();
    let heads = snapshot
        .holders(Role::HeadOfUnit, facts.unit, now)
        .await
        .unwrap();
    let head = snapshot
        .person(*heads.first().unwrap())
        .await
        .unwrap()
        .unwrap()
        .account;
    let bodies = [organisation::unit_id("PKT")];
    let decision = snapshot
        .decisions(&bodies)
        .await
        .unwrap()
        .into_iter()
        .find(|one| one.issue.is_some())
        .unwrap();
    let recognised = decision.items.first().copied().unwrap();
    let certificate = snapshot
        .certificates(recognised)
        .await
        .unwrap()
        .first()
        .unwrap()
        .code
        .clone();
    let registry = snapshot
        .registry(&sangkien_app::port::RegistryFilter::default(), paging)
        .await
        .unwrap();
    Specimens {
        dossier: id.to_string(),
        session: session.to_string(),
        decision: decision.id.to_string(),
        person: organisation::person_id("uy-vien-giao-duc-2").to_string(),
        registry: registry.rows.first().unwrap().code.clone(),
        certificate,
        owner,
        head,
    }
}

impl Specimens {
    /// The path of a route with specimens in the place of its parameters.
    pub(super) fn fill(&self, route: Route) -> String {
        let council = organisation::council_id("hd-huyen").to_string();
        let id: &str = if route.path.contains("sessions/{id}") {
            &self.session
        } else if route.path.starts_with("/councils/") {
            &council
        } else if route.path.contains("/decisions/") {
            &self.decision
        } else if route.path.starts_with("/delegations") {
            "00000000-0000-7000-8000-000000000000"
        } else if route.path.contains("/people/") {
            &self.person
        } else {
            &self.dossier
        };
        let code = if route.path.contains("certificates") {
            &self.certificate
        } else if route.path.contains("procedures") {
            PROCEDURE
        } else {
            &self.registry
        };
        let absent = "00000000-0000-7000-8000-000000000000";
        let round = organisation::round_id("dot-2-2024").to_string();
        let round = if route.path.starts_with("/councils/") {
            round.as_str()
        } else {
            "1"
        };
        route
            .path
            .replace("{id}", id)
            .replace("{code}", code)
            .replace("{key}", "general")
            .replace("{number}", "1")
            .replace("{dossier}", &self.dossier)
            .replace("{paper}", "minutes.pdf")
            .replace("{part}", "general")
            .replace("{file}", absent)
            .replace("{list}", "units")
            .replace("{source}", absent)
            .replace("{grant}", absent)
            .replace("{seat}", absent)
            .replace("{round}", round)
            .replace("{version}", absent)
            .replace("{token}", "ff")
            .replace("{name}", "app.css")
    }
}

/// Somebody's session, made anew for every question, since some questions end it.
pub(super) struct Session {
    pub(super) token: String,
    pub(super) caller: Caller,
}

pub(super) async fn session(world: &Sample, account: &str) -> Session {
    let link = world
        .app
        .make_link(
            Some(organisation::person_id(account)),
            InvitationPurpose::Demo,
        )
        .await
        .unwrap();
    let signed_in = world
        .app
        .demo_sign_in(&link, &Origin::local("test"), "test")
        .await
        .unwrap();
    let found = world
        .app
        .authenticate(&signed_in.token, Origin::local("test"))
        .await
        .unwrap()
        .unwrap();
    Session {
        token: signed_in.token,
        caller: found.caller,
    }
}

async fn ask(server: &Server, route: Route, path: &str, session: Option<&Session>) -> StatusCode {
    let key = CsrfKey::derive(&[7; 32]);
    let mut request = Request::builder().method(route.method).uri(path);
    let api = route.path.starts_with("/api/");
    let mut form = String::new();
    if let Some(session) = session {
        if api {
            request = request.header(AUTHORIZATION, format!("Bearer {}", session.token));
        } else {
            request = request.header(COOKIE, format!("sk_session={}", session.token));
            // An account of its own, so that the limit on guesses does not depend on the order.
            form = format!(
                "csrf={}&account={}",
                key.token(Holder::Caller(&session.caller)),
                session.caller.account
            );
        }
    }
    let body = match (route.method, api) {
        ("GET", _) => Body::empty(),
        (_, true) => {
            request = request.header(CONTENT_TYPE, "application/json");
            Body::from("{}")
        }
        (_, false) => {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            Body::from(form)
        }
    };
    server.send(request.body(body).unwrap()).await.status
}

/// Routes in the order of the table; what moves the session on comes last.
pub(super) fn all_routes() -> Vec<Route> {
    let mut routes = sangkien_web::routes().list();
    routes.extend(sangkien_web::plain_routes().list());
    routes.extend(sangkien_api::routes().list());
    routes.sort_unstable();
    routes.dedup();
    routes.sort_by_key(|route| (route.path.contains("marking-closure"), *route));
    routes
}

async fn table() -> String {
    let world = Box::pin(marking_day()).await;
    let specimens = specimens(&world).await;
    let admin = session(&world, "quan-tri").await.caller;
    let file = PROCEDURE_FILE.replace("1.003868", PROCEDURE);
    let taken = world.app.import_procedure(&admin, &file, "").await;
    assert_eq!(taken.unwrap().code, PROCEDURE);
    let server = world.server();
    let mut lines = BTreeMap::new();
    for route in all_routes() {
        let path = specimens.fill(route);
        let mut line = String::new();
        for (_, account) in COLUMNS {
            let account = account.map(|account| match account {
                "" => specimens.owner.as_str(),
                "?" => specimens.head.as_str(),
                named => named,
            });
            let session = match account {
                Some(account) => Some(session(&world, account).await),
                None => None,
            };
            let status = ask(&server, route, &path, session.as_ref()).await;
            assert!(
                !status.is_server_error(),
                "{} {path} as {account:?}: {status}",
                route.method
            );
            // 404 is written as a dot: for this role the thing is not there.
            let shown = if status == StatusCode::NOT_FOUND {
                "·".to_owned()
            } else {
                status.as_u16().to_string()
            };
            let _ = write!(line, " {shown:>9}");
        }
        lines.insert(route, line);
    }
    let mut text = format!("{:<60}", "");
    for (name, _) in COLUMNS {
        let _ = write!(text, " {name:>9}");
    }
    text.push('\n');
    for (route, line) in lines {
        let _ = writeln!(text, "{:<6} {:<53}{line}", route.method, route.path);
    }
    world.check().await;
    world.close().await;
    text
}

#[tokio::test]
async fn every_route_answers_every_role_as_reviewed() {
    let found = Box::pin(table()).await;
    let reviewed = include_str!("routes.txt");
    if found != reviewed {
        let missing: Vec<&str> = found
            .lines()
            .filter(|line| !reviewed.contains(*line))
            .collect();
        let gone: Vec<&str> = reviewed
            .lines()
            .filter(|line| !found.contains(*line))
            .collect();
        if let Ok(path) = std::env::var("SANGKIEN_TEST_REVIEW") {
            std::fs::write(path, &found).unwrap();
        }
        panic!(
            "the answers have changed; review the lines and store the table (SANGKIEN_TEST_REVIEW=FILE writes it)\n\
             now:\n{}\nreviewed:\n{}",
            missing.join("\n"),
            gone.join("\n")
        );
    }
}
