//! Sessions: signing in, recognising, rotating, signing out.

use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::caller::{Caller, Origin};
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{LoginSession, Person};
use crate::support::{About, clean, event, event_from, token_hash};

/// A session lasts at most this long, in seconds.
pub const SESSION_SECONDS: i64 = 12 * 3600;
/// A session unused for this long has ended, in seconds.
pub const IDLE_SECONDS: i64 = 2 * 3600;
/// A token older than this is replaced, in seconds.
const ROTATE_SECONDS: i64 = 30 * 60;
/// The replaced token stays good this long, for requests under way, in seconds.
const GRACE_SECONDS: i64 = 60;
/// The last request is noted at most this often, in seconds.
const TOUCH_SECONDS: i64 = 300;

/// A new session. The token goes to the client and nowhere else.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The token.
    pub token: String,
    /// When it ends at the latest.
    pub expires_at: Instant,
    /// Whose session it is.
    pub full_name: String,
}

/// Somebody recognised by their token.
#[derive(Debug, Clone)]
pub struct Authenticated {
    /// The caller.
    pub caller: Caller,
    /// Whether the token is old enough to be replaced by [`App::rotate`].
    pub rotation_due: bool,
}

impl App {
    /// Signs in with account and password. Takes the same time for unknown accounts.
    ///
    /// # Errors
    /// `NotSignedIn` whatever did not fit.
    pub async fn sign_in(
        &self,
        account: &str,
        password: &str,
        origin: &Origin,
        agent: &str,
    ) -> Outcome<SignedIn> {
        let account = clean(account);
        let person = self
            .read()
            .await?
            .person_by_account(&account)
            .await?
            .filter(|person| person.disabled_at.is_none());
        let hash = person
            .as_ref()
            .and_then(|person| person.password.as_deref());
        let fits = self.ports.passwords.verify(password, hash).await;
        let now = self.now();
        let mut work = self.begin().await?;
        let Some(person) = person.filter(|_| fits) else {
            let about = About {
                act: "session.refused",
                kind: "account",
                id: account.chars().take(100).collect(),
            };
            work.record(event_from(origin, None, &about, json!({}), json!({}), now));
            work.commit().await?;
            return Err(Failure::NotSignedIn);
        };
        let signed_in = self
            .open_session(work.as_mut(), &person, origin, agent, now)
            .await?;
        work.commit().await?;
        Ok(signed_in)
    }

    pub(crate) async fn open_session(
        &self,
        work: &mut dyn Work,
        person: &Person,
        origin: &Origin,
        agent: &str,
        now: Instant,
    ) -> Outcome<SignedIn> {
        let (token, hash) = self.fresh_token();
        let expires_at = now.plus_seconds(SESSION_SECONDS);
        work.insert_login_session(&LoginSession {
            token_hash: hash,
            person: person.id,
            created_at: now,
            rotated_at: now,
            seen_at: now,
            expires_at,
            address: origin.address.clone(),
            agent: agent.chars().take(200).collect(),
        })
        .await?;
        let about = About {
            act: "session.opened",
            kind: "person",
            id: person.id.to_string(),
        };
        work.record(event_from(
            origin,
            Some(person.id),
            &about,
            json!({}),
            json!({}),
            now,
        ));
        Ok(SignedIn {
            token,
            expires_at,
            full_name: person.full_name.clone(),
        })
    }

    /// Recognises somebody by their token; nobody when it is unknown, expired or idle too long.
    pub async fn authenticate(
        &self,
        token: &str,
        origin: Origin,
    ) -> Outcome<Option<Authenticated>> {
        let now = self.now();
        let hash = token_hash(token);
        let mut store = self.read().await?;
        let Some(session) = store.login_session(hash, now).await? else {
            return Ok(None);
        };
        if now.seconds_since(session.seen_at) > IDLE_SECONDS {
            return Ok(None);
        }
        let Some(person) = store.person(session.person).await? else {
            return Ok(None);
        };
        let Some(actor) = store.actor(session.person, now).await? else {
            return Ok(None);
        };
        drop(store);
        if now.seconds_since(session.seen_at) > TOUCH_SECONDS {
            let mut work = self.begin().await?;
            work.touch_login_session(hash, now).await?;
            work.commit().await?;
        }
        let rotation_due = now.seconds_since(session.rotated_at) > ROTATE_SECONDS
            && session.expires_at.seconds_since(now) > GRACE_SECONDS;
        let caller = Caller {
            actor,
            full_name: person.full_name,
            account: person.account,
            session: hash,
            signed_in_at: session.created_at,
            origin,
        };
        Ok(Some(Authenticated {
            caller,
            rotation_due,
        }))
    }

    /// Replaces the caller's token. Whoever holds the old one has a minute left.
    pub async fn rotate(&self, caller: &Caller) -> Outcome<SignedIn> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = work
            .login_session(caller.session, now)
            .await?
            .ok_or(Failure::NotSignedIn)?;
        let (token, hash) = self.fresh_token();
        let fresh = LoginSession {
            token_hash: hash,
            rotated_at: now,
            seen_at: now,
            ..session.clone()
        };
        work.rotate_login_session(caller.session, &fresh, now.plus_seconds(GRACE_SECONDS))
            .await?;
        work.commit().await?;
        Ok(SignedIn {
            token,
            expires_at: session.expires_at,
            full_name: caller.full_name.clone(),
        })
    }

    /// Ends the caller's session.
    pub async fn sign_out(&self, caller: &Caller) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.delete_login_session(caller.session).await?;
        let about = About {
            act: "session.closed",
            kind: "person",
            id: caller.actor.person.to_string(),
        };
        work.record(event(caller, &about, json!({}), json!({}), now));
        work.commit().await?;
        Ok(())
    }
}
