//! Two worlds that differ by one hidden sheet and nothing else. As long as the rule keeps marks
//! hidden, whatever anybody asks of either is answered alike: status, headers, body, mail, log.
//!
//! `SANGKIEN_TWO_WORLDS=20000` asks more often than the test does by itself; `scripts/two-worlds.sh`
//! does so.

use axum::body::Body;
use axum::http::header::{
    ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, COOKIE, ETAG, IF_NONE_MATCH,
};
use axum::http::{HeaderMap, Request};
use sangkien_app::council::SheetInput;
use sangkien_app::port::{DossierFilter, Entropy as _, Paging};
use sangkien_app::record::Vote;
use sangkien_domain::id::{DossierId, SessionId};
use sangkien_domain::rubric::Score;
use sangkien_http::csrf::{CsrfKey, Holder};
use sangkien_http::route::Route;
use sangkien_testkit::{SeededEntropy, Server};

use super::routes::{
    COLUMNS, Sample, Session, Specimens, all_routes, marking_day, session, specimens,
};

/// Requests when nothing else is said.
const REQUESTS: usize = 2_000;
/// Members of whom one has sent nothing yet on some dossier.
const MEMBERS: [&str; 4] = ["uy-vien-1", "uy-vien-2", "uy-vien-3", "uy-vien-4"];

/// Numbers that repeat.
pub(super) struct Dice(pub(super) SeededEntropy);

impl Dice {
    fn below(&self, bound: usize) -> usize {
        let bytes = self.0.bytes();
        let number = u64::from_be_bytes(bytes[..8].try_into().unwrap());
        usize::try_from(number % bound as u64).unwrap()
    }

    pub(super) fn of<'a, T>(&self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

/// One of the two: the sample story on the day of the session, with a sheet that says `high` or not.
pub(super) struct Half {
    pub(super) world: Sample,
    pub(super) server: Server,
    pub(super) specimens: Specimens,
    pub(super) dossiers: Vec<String>,
    pub(super) session: SessionId,
    /// Who asks.
    pub(super) accounts: Vec<Option<&'static str>>,
    pub(super) voter: &'static str,
}

impl Half {
    async fn build(high: bool) -> Self {
        let world = Box::pin(marking_day()).await;
        let (voter, dossier) = waiting_sheet(&world).await;
        let marker = world.caller(voter).await;
        let found = world.app.marking(&marker, dossier).await.unwrap();
        let scores = found.view.rules.rubric.criteria.iter().map(|criterion| {
            let score = if high { criterion.max } else { Score(0) };
            (criterion.key.clone(), score)
        });
        let input = SheetInput {
            scores: scores.collect(),
            remark: if high {
                "Nên nhân rộng"
            } else {
                "Chưa rõ lợi ích"
            }
            .into(),
            vote: Some(if high { Vote::For } else { Vote::Against }),
            seen: found.sheet.map_or(0, |sheet| sheet.version),
            send: true,
            ..SheetInput::default()
        };
        world.app.save_sheet(&marker, dossier, input).await.unwrap();
        let mut specimens = specimens(&world).await;
        specimens.session = found.session.id.to_string();
        let mut dossiers = agenda(&world, found.session.id).await;
        let some = scope_of_clerk(&world).await;
        dossiers.extend(some.into_iter().take(8));
        Self {
            server: world.server(),
            session: found.session.id,
            accounts: accounts(voter),
            specimens,
            dossiers,
            world,
            voter,
        }
    }
}

/// A member and a dossier on which they have sent nothing.
async fn waiting_sheet(world: &Sample) -> (&'static str, DossierId) {
    for account in MEMBERS {
        let caller = world.caller(account).await;
        let list = world.app.marking_list(&caller).await.unwrap();
        if let Some(item) = list.iter().find(|item| item.sent_at.is_none()) {
            return (account, item.dossier);
        }
    }
    panic!("every sheet of the story has been sent");
}

pub(super) async fn agenda(world: &Sample, session: SessionId) -> Vec<String> {
    let store = world.store();
    let mut read = store.read().await.unwrap();
    let items = read.agenda(session).await.unwrap();
    items.iter().map(|item| item.dossier.to_string()).collect()
}

async fn scope_of_clerk(world: &Sample) -> Vec<String> {
    let clerk = world.caller("tiep-nhan-kinh-te").await;
    let scope = sangkien_app::access::dossier_scope(&clerk.actor);
    let store = world.store();
    let mut read = store.read().await.unwrap();
    let paging = Paging { page: 1, size: 50 };
    let page = read
        .dossiers(&scope, &DossierFilter::default(), paging)
        .await
        .unwrap();
    page.rows.iter().map(|row| row.id.to_string()).collect()
}

/// What is asked, alike of both.
#[derive(Debug)]
pub(super) struct Question {
    route: Route,
    path: String,
    account: Option<&'static str>,
    english: bool,
    seen: Option<String>,
    form: &'static str,
    json: &'static str,
}

impl Question {
    /// What stands at an address, asked by an account; `route` says whether pages or the interface
    /// answer.
    pub(super) fn get(route: Route, path: &str, account: &'static str) -> Self {
        Self {
            route,
            path: path.to_owned(),
            account: Some(account),
            english: false,
            seen: None,
            form: "",
            json: "{}",
        }
    }
}

/// What a form may carry beside its token.
const FORMS: [&str; 5] = [
    "",
    "&vote=for&intent=draft&version=0&remark=x",
    "&reason=Con%20em&version=1",
    "&q=kinh&version=2",
    "&vote=against&intent=send&version=0",
];
/// What a body may say.
const BODIES: [&str; 4] = [
    "{}",
    r#"{"reason":"Có liên quan"}"#,
    r#"{"scores":{},"vote":"for","send":true,"version":0}"#,
    r#"{"scores":{},"version":0}"#,
];
/// How a list may be asked for.
const QUERIES: [&str; 8] = [
    "",
    "?q=a",
    "?order=title",
    "?sort=updated&direction=desc",
    "?state=marking",
    "?page=2",
    "?year=2024",
    "?format=csv",
];

/// A visitor known before, since a new one is given a name by chance.
const VISITOR: &str = "sk_visitor=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// Accounts that ask: every role of the reviewed table but the one who wrote the hidden sheet.
fn accounts(voter: &str) -> Vec<Option<&'static str>> {
    let columns = COLUMNS.iter().map(|(_, account)| *account);
    let named = columns.filter(|account| *account != Some("") && *account != Some("?"));
    let rest = MEMBERS.into_iter().map(Some);
    named
        .chain(rest)
        .filter(|account| *account != Some(voter))
        .collect()
}

pub(super) fn question(
    half: &Half,
    routes: &[Route],
    seen: Option<String>,
    dice: &Dice,
) -> Question {
    let route = *dice.of(routes);
    let mut specimens = half.specimens.clone();
    specimens.dossier.clone_from(dice.of(&half.dossiers));
    let mut path = specimens.fill(route);
    if route.method == "GET" {
        path.push_str(QUERIES[dice.below(QUERIES.len())]);
    }
    Question {
        route,
        path,
        account: *dice.of(&half.accounts),
        english: dice.below(4) == 0,
        seen: seen.filter(|_| dice.below(3) == 0),
        json: BODIES[dice.below(BODIES.len())],
        form: FORMS[dice.below(FORMS.len())],
    }
}

/// Everything that comes back.
#[derive(Debug, PartialEq)]
pub(super) struct Told {
    pub(super) status: u16,
    headers: HeaderMap,
    pub(super) body: String,
}

pub(super) async fn ask(half: &Half, question: &Question) -> Told {
    let session = match question.account {
        Some(account) => Some(session(&half.world, account).await),
        None => None,
    };
    let request = request(question, session.as_ref());
    let answer = half.server.send(request).await;
    Told {
        status: answer.status.as_u16(),
        body: answer.text(),
        headers: answer.headers,
    }
}

fn request(question: &Question, session: Option<&Session>) -> Request<Body> {
    let key = CsrfKey::derive(&[7; 32]);
    let api = question.route.path.starts_with("/api/");
    let mut request = Request::builder()
        .method(question.route.method)
        .uri(&question.path);
    if question.english {
        request = request.header(ACCEPT_LANGUAGE, "en");
    }
    if let Some(seen) = &question.seen {
        request = request.header(IF_NONE_MATCH, seen);
    }
    let mut form = String::new();
    if session.is_none() {
        request = request.header(COOKIE, VISITOR);
    }
    if let Some(session) = session {
        if api {
            request = request.header(AUTHORIZATION, format!("Bearer {}", session.token));
        } else {
            let cookies = format!("{VISITOR}; sk_session={}", session.token);
            request = request.header(COOKIE, cookies);
            let token = key.token(Holder::Caller(&session.caller));
            form = format!("csrf={token}{}", question.form);
        }
    }
    let body = match (question.route.method, api) {
        ("GET", _) => Body::empty(),
        (_, true) => {
            request = request.header(CONTENT_TYPE, "application/json");
            Body::from(question.json)
        }
        (_, false) => {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            Body::from(form)
        }
    };
    request.body(body).unwrap()
}

/// Routes that hide nothing of a council or would open the marks by the rule itself.
pub(super) fn asked(route: &Route) -> bool {
    !route.path.contains("marking-closure")
        && !route.path.starts_with("/assets")
        && !route.path.starts_with("/demo")
}

/// Mail ordered and events recorded until now.
async fn traces(half: &Half) -> Vec<String> {
    let now = half.world.app.now();
    let mut work = half.world.store().begin().await.unwrap();
    let jobs = work
        .claim_jobs(now, now.plus_seconds(60), 10_000)
        .await
        .unwrap();
    let mut traces: Vec<String> = jobs
        .into_iter()
        .map(|job| format!("{} {} {}", job.kind, job.unique_key, job.payload))
        .collect();
    traces.sort();
    let events = work.audit_after(0, 1_000_000).await.unwrap();
    traces.extend(events.into_iter().map(|event| event.payload));
    traces
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_reply_tells_two_worlds_apart_that_differ_by_a_hidden_sheet() {
    let requests = std::env::var("SANGKIEN_TWO_WORLDS")
        .ok()
        .and_then(|number| number.parse().ok())
        .unwrap_or(REQUESTS);
    let (high, low) = tokio::join!(Box::pin(Half::build(true)), Box::pin(Half::build(false)));
    assert_eq!((high.session, high.voter), (low.session, low.voter));
    let routes: Vec<Route> = all_routes().into_iter().filter(asked).collect();
    let dice = Dice(SeededEntropy::new(2024));
    let mut seen = None;
    let mut answered = 0;
    for number in 0..requests {
        let question = question(&high, &routes, seen.take(), &dice);
        let (one, other) = tokio::join!(ask(&high, &question), ask(&low, &question));
        let Question {
            route,
            path,
            account,
            ..
        } = &question;
        assert!(
            one == other,
            "request {number}: {} {path} as {account:?} tells the hidden sheet:\n{one:?}\n{other:?}",
            route.method,
        );
        answered += usize::from(one.status < 400);
        seen = one
            .headers
            .get(ETAG)
            .map(|tag| tag.to_str().unwrap().to_owned());
    }
    assert!(
        answered * 6 > requests,
        "only {answered} of {requests} were answered at all"
    );
    assert_eq!(traces(&high).await, traces(&low).await);

    // What was compared can differ: once the rule opens the marks, the same question tells them.
    let path = format!("/sessions/{}", high.session);
    for half in [&high, &low] {
        let chair = half.world.caller("chu-tich-hd").await;
        let app = &half.world.app;
        app.close_marking(&chair, half.session).await.unwrap();
    }
    let route = *routes
        .iter()
        .find(|route| route.method == "GET" && route.path == "/sessions/{id}")
        .unwrap();
    let question = Question {
        route,
        path,
        account: Some("chu-tich-hd"),
        english: false,
        seen: None,
        form: "",
        json: "{}",
    };
    let (one, other) = (ask(&high, &question).await, ask(&low, &question).await);
    assert_eq!((one.status, other.status), (200, 200));
    assert!(one.body != other.body, "the comparison sees nothing");
    high.world.close().await;
    low.world.close().await;
}
