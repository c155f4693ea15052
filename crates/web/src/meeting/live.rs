//! Events of a session as they come (server-sent events): that something has changed for this reader,
//! and nothing of what. The page then asks for itself anew and is judged like any other request.

use std::collections::hash_map::DefaultHasher;
use std::convert::Infallible;
use std::hash::{Hash as _, Hasher as _};
use std::time::Duration;

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::IntoResponse as _;
use axum::response::sse::{Event, Sse};
use futures_util::stream;
use sangkien_app::Caller;
use sangkien_app::council::MeetingView;
use sangkien_app::failure::Outcome;
use sangkien_domain::id::SessionId;
use tokio::sync::watch;

use crate::context::Reply;
use crate::extract::{Id, Signed};
use crate::state::Web;

/// How long it takes at most until what another process changed is seen.
const LOOK: Duration = Duration::from_secs(5);
/// After so many looks the stream ends; the browser asks again, and its session is looked up anew.
const LOOKS: u32 = 120;

struct Watching {
    web: Web,
    caller: Caller,
    session: SessionId,
    pulse: watch::Receiver<u64>,
    told: Option<String>,
    left: u32,
}

/// `GET /sessions/{id}/events`. Whoever does not ask for a stream gets one event.
pub(super) async fn events(signed: Signed, Id(id): Id<SessionId>, headers: HeaderMap) -> Reply {
    let pulse = signed.web.watch();
    let found = signed.app().meeting(&signed.caller, id).await?;
    let first = mark(&found);
    let accepted = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    let streams = accepted.is_some_and(|value| value.contains("text/event-stream"));
    let watching = Watching {
        web: signed.web.clone(),
        caller: signed.caller.clone(),
        session: id,
        pulse,
        told: None,
        left: if streams { LOOKS } else { 0 },
    };
    let events = stream::unfold(
        (watching, Some(first)),
        |(mut watching, first)| async move {
            let next = match first {
                Some(first) => first,
                None => watching.next().await?,
            };
            watching.told = Some(next.clone());
            let event = Event::default().event("change").data(next);
            Some((Ok::<_, Infallible>(event), (watching, None)))
        },
    );
    Ok(Sse::new(events).into_response())
}

impl Watching {
    /// Waits until the session has changed for this reader; nothing when the stream is to end.
    async fn next(&mut self) -> Option<String> {
        while self.left > 0 {
            self.left -= 1;
            // Either something was done here, or it is time to look.
            let _ = tokio::time::timeout(LOOK, self.pulse.changed()).await;
            let found: Outcome<MeetingView> =
                self.web.app().meeting(&self.caller, self.session).await;
            let now = mark(&found.ok()?);
            if self.told.as_ref() != Some(&now) {
                return Some(now);
            }
        }
        None
    }
}

/// A value that differs whenever what the reader may see of a session does.
fn mark(view: &MeetingView) -> String {
    let mut hash = DefaultHasher::new();
    forms(view, &mut hash);
    for noted in &view.attendance {
        (noted.seat, noted.present, &noted.reason).hash(&mut hash);
    }
    for item in &view.items {
        (item.discussion_version, item.presence.present).hash(&mut hash);
        for vote in &item.votes {
            vote.cast.hash(&mut hash);
        }
    }
    for member in &view.view.members {
        member.sent.len().hash(&mut hash);
    }
    format!("{:016x}", hash.finish())
}

/// A value that differs whenever the forms of a page would.
pub(super) fn forms_mark(view: &MeetingView) -> String {
    let mut hash = DefaultHasher::new();
    forms(view, &mut hash);
    format!("{:016x}", hash.finish())
}

fn forms(view: &MeetingView, hash: &mut DefaultHasher) {
    let session = &view.view.session;
    (session.state, session.version).hash(hash);
    (view.papers.len(), view.signatures.len()).hash(hash);
    for paper in &view.papers {
        paper.sha256.hash(hash);
    }
    for item in &view.items {
        item.quorum.map(|quorum| quorum.met).hash(hash);
        for vote in &item.votes {
            (
                vote.vote.id,
                vote.vote.is_open(),
                vote.vote.repealed.is_some(),
            )
                .hash(hash);
        }
    }
}
