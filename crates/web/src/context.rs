//! One request: who asks, from where, and how pages are given back to them.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use sangkien_app::account::{Authenticated, SESSION_SECONDS, SignedIn};
use sangkien_app::failure::Outcome;
use sangkien_app::{App, Caller, Origin};
use sangkien_domain::access::Role;
use sangkien_domain::time::{Instant, clock_text};
use sangkien_http::csrf::Holder;
use sangkien_http::form::Fields;
use sangkien_http::session::{NOTICE_COOKIE, SESSION_COOKIE, VISITOR_COOKIE, cookie};
use sangkien_pages::parts::{Kind, Notice};
use sangkien_pages::{Shell, Template};

use crate::problem::Problem;
use crate::shell;
use crate::state::Web;

/// What a handler answers with.
pub(crate) type Reply = Result<Response, Problem>;

/// Header that marks a form sent by the page's script while somebody is typing.
const AUTOSAVE: &str = "x-autosave";
/// How long a notice waits for its page, in seconds.
const NOTICE_SECONDS: i64 = 60;
/// How long a visitor is known, in seconds.
const VISITOR_SECONDS: i64 = 30 * 24 * 3600;

/// One request to a page.
pub(crate) struct Context {
    /// What handlers share.
    pub(crate) web: Web,
    /// Where the request comes from.
    pub(crate) origin: Origin,
    /// Who is signed in.
    pub(crate) caller: Option<Caller>,
    /// Client program.
    pub(crate) agent: String,
    /// Path and query as asked for.
    pub(crate) address: String,
    /// Path alone.
    pub(crate) path: String,
    /// Whether it asks without wanting to change anything.
    pub(crate) reads: bool,
    /// Whether the page's script saves in the background and wants JSON.
    pub(crate) autosave: bool,
    /// Whether the caller may work on procedures, for the navigation.
    pub(crate) designs_procedures: bool,
    agency: Arc<str>,
    visitor: String,
    notice: Option<Notice>,
    cookies: Mutex<Vec<HeaderValue>>,
    kept: Mutex<Option<Fields>>,
}

impl Context {
    /// Recognises who asks. Also gives the answer when storage cannot say who it is.
    pub(crate) async fn of(web: &Web, parts: &Parts) -> (Self, Outcome<()>) {
        let visit = web.shared.visit(parts).await;
        let (origin, signed_in, visitor, outcome) = match visit {
            Ok(visit) => (visit.origin, visit.signed_in, visit.visitor, Ok(())),
            Err(failure) => {
                let now = web.app().now().0;
                let origin = sangkien_http::origin::origin(parts, &web.shared, now);
                let visitor = cookie(&parts.headers, VISITOR_COOKIE);
                (origin, None, visitor, Err(failure))
            }
        };
        let mut cookies = Vec::new();
        // A visitor's value needs to be unguessable only, and the key is secret.
        let visitor = visitor.unwrap_or_else(|| {
            let value = web
                .shared
                .csrf
                .sign(&format!("visitor {} {}", origin.address, origin.request));
            cookies.extend(
                web.shared
                    .set_cookie(VISITOR_COOKIE, &value, VISITOR_SECONDS),
            );
            value
        });
        let text = |name: &str| {
            let value = parts.headers.get(name);
            value.and_then(|value| value.to_str().ok()).unwrap_or("")
        };
        let reads = parts.method == Method::GET || parts.method == Method::HEAD;
        let context = Self {
            agency: web.agency().await,
            web: web.clone(),
            caller: None,
            agent: text("user-agent").to_owned(),
            address: parts
                .uri
                .path_and_query()
                .map_or_else(|| "/".to_owned(), ToString::to_string),
            path: parts.uri.path().to_owned(),
            reads,
            autosave: text(AUTOSAVE) == "1",
            designs_procedures: false,
            notice: shell::carried_notice(web, cookie(&parts.headers, NOTICE_COOKIE)),
            origin,
            visitor,
            cookies: Mutex::new(cookies),
            kept: Mutex::default(),
        };
        match signed_in {
            Some(found) => (context.recognised(found).await, outcome),
            None => (context, outcome),
        }
    }

    /// The context with the caller, whose token is replaced when it has become old. Failing to
    /// replace it is no failure: the old one stays good.
    async fn recognised(mut self, found: Authenticated) -> Self {
        if found.rotation_due
            && let Ok(fresh) = self.app().rotate(&found.caller).await
        {
            self.set_session(&fresh);
        }
        // Not knowing leaves an entry out of the navigation and hides nothing else.
        self.designs_procedures = found.caller.actor.holds_anywhere(Role::Administrator)
            && matches!(self.app().designs_procedures(&found.caller).await, Ok(true));
        self.caller = Some(found.caller);
        self
    }

    /// The use cases.
    pub(crate) fn app(&self) -> &App {
        self.web.app()
    }

    /// The moment it is.
    pub(crate) fn now(&self) -> Instant {
        self.app().now()
    }

    /// Name of the agency.
    pub(crate) fn agency(&self) -> &str {
        &self.agency
    }

    /// For whom a CSRF token is made.
    fn holder(&self) -> Holder<'_> {
        match &self.caller {
            Some(caller) => Holder::Caller(caller),
            None => Holder::Visitor(&self.visitor),
        }
    }

    /// The CSRF token of this page's forms.
    pub(crate) fn csrf(&self) -> String {
        self.web.shared.csrf.token(self.holder())
    }

    /// Whether a form was made for whoever sends it.
    pub(crate) fn meant(&self, fields: &Fields) -> bool {
        self.web.shared.csrf.fits(fields.get("csrf"), self.holder())
    }

    /// The frame of a page: navigation by role, banner, demo bar, CSRF token.
    pub(crate) fn shell(&self) -> Shell {
        shell::shell(self)
    }

    /// The notice carried over from the act before.
    pub(crate) fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// A page that went well.
    pub(crate) fn html(&self, page: &impl Template) -> Reply {
        self.html_as(StatusCode::OK, page)
    }

    /// A page with its status.
    pub(crate) fn html_as(&self, status: StatusCode, page: &impl Template) -> Reply {
        page.render()
            .map(|text| html(status, text))
            .map_err(|error| Problem::Broken(format!("page {}: {error}", self.path)))
    }

    /// Sends the browser on after a form: 303.
    #[expect(clippy::unused_self, reason = "every answer is asked of the request")]
    pub(crate) fn go(&self, to: &str) -> Reply {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::SEE_OTHER;
        let to = HeaderValue::from_str(to)
            .map_err(|error| Problem::Broken(format!("address to go to: {error}")))?;
        response.headers_mut().insert(LOCATION, to);
        Ok(response)
    }

    /// Sends the browser on with a notice for the next page.
    pub(crate) fn go_with(&self, to: &str, notice: &Notice) -> Reply {
        if let Some(value) = shell::carry_notice(&self.web, notice) {
            self.set_cookie(NOTICE_COOKIE, &value, NOTICE_SECONDS);
        }
        self.go(to)
    }

    /// Sends the browser on, telling that the act succeeded.
    pub(crate) fn done(&self, to: &str, what: &str) -> Reply {
        self.go_with(to, &Notice::new(Kind::Success, what))
    }

    /// The answer to a form saved in the background.
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "every answer is asked of the request and is a `Reply`"
    )]
    pub(crate) fn saved(&self, at: Instant, version: i64) -> Reply {
        let body = serde_json::json!({ "saved_at": clock_text(at), "version": version });
        Ok(json(StatusCode::OK, &body))
    }

    /// Sets a cookie with the reply.
    pub(crate) fn set_cookie(&self, name: &str, value: &str, max_age: i64) {
        let cookie = self.web.shared.set_cookie(name, value, max_age);
        self.cookies
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(cookie);
    }

    /// Hands the token of a session to the browser.
    pub(crate) fn set_session(&self, signed_in: &SignedIn) {
        let left = signed_in.expires_at.seconds_since(self.now());
        self.set_cookie(
            SESSION_COOKIE,
            &signed_in.token,
            left.clamp(0, SESSION_SECONDS),
        );
    }

    /// The same request after its sender has signed in.
    pub(crate) async fn signed_in(&self, signed_in: &SignedIn) -> Outcome<Option<Shell>> {
        let found = self
            .app()
            .authenticate(&signed_in.token, self.origin.clone())
            .await?;
        Ok(found.map(|found| shell::shell_for(self, &found.caller)))
    }

    /// Remembers what was typed, for the page of a problem.
    pub(crate) fn keep(&self, fields: &Fields) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(fields.clone());
    }

    /// What was typed, if anything was.
    pub(crate) fn take_kept(&self) -> Option<Fields> {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Writes the cookies into the reply. A notice is used up by the page that shows it.
    pub(crate) fn bake(&self, response: &mut Response) {
        let shown = self.notice.is_some() && !response.status().is_redirection();
        if shown {
            let gone = self.web.shared.set_cookie(NOTICE_COOKIE, "", 0);
            response
                .headers_mut()
                .extend(gone.map(|cookie| (SET_COOKIE, cookie)));
        }
        let cookies =
            std::mem::take(&mut *self.cookies.lock().unwrap_or_else(PoisonError::into_inner));
        for cookie in cookies {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
    }
}

/// A page already drawn.
pub(crate) fn html(status: StatusCode, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    response
}

/// A JSON reply.
pub(crate) fn json(status: StatusCode, value: &serde_json::Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/json; charset=utf-8"),
    );
    response
}
