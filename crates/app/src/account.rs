//! Signing in and out, one-time links, the first run.

use jiff::civil::Date;
use sangkien_domain::access::Role;
use sangkien_domain::id::{PersonId, UnitId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::caller::{Caller, Origin};
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{Invitation, InvitationPurpose, LoginSession, Person, RoleGrant, Unit};
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
/// A link to set a password lasts this long, in seconds.
const LINK_SECONDS: i64 = 7 * 24 * 3600;

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

/// What a one-time link is for.
#[derive(Debug, Clone)]
pub struct LinkView {
    /// Its purpose.
    pub purpose: InvitationPurpose,
    /// For whom.
    pub full_name: String,
    /// Their account.
    pub account: String,
}

/// Answers of the first-run page.
#[derive(Debug, Clone)]
pub struct SetUp {
    /// Name of the agency.
    pub agency: String,
    /// Its code, such as "PT".
    pub code: String,
    /// Account of the first administrator.
    pub account: String,
    /// Their full name.
    pub full_name: String,
    /// Their password.
    pub password: String,
    /// Rules, fields, council and first round to begin with.
    pub start: Option<crate::organisation::FirstRound>,
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

    /// What a one-time link is for; `Absent` when it is unknown, used or lapsed.
    pub async fn link(&self, token: &str) -> Outcome<LinkView> {
        let mut store = self.read().await?;
        let found = store.invitation(token_hash(token)).await?;
        let invitation = usable(found, self.now())?;
        let (full_name, account) = match invitation.person {
            Some(id) => store
                .person(id)
                .await?
                .map(|person| (person.full_name, person.account))
                .ok_or(Failure::Absent)?,
            None => Default::default(),
        };
        Ok(LinkView {
            purpose: invitation.purpose,
            full_name,
            account,
        })
    }

    /// Makes a link; gives its token.
    pub async fn make_link(
        &self,
        person: Option<PersonId>,
        purpose: InvitationPurpose,
    ) -> Outcome<String> {
        let mut work = self.begin().await?;
        let token = self.new_link(work.as_mut(), person, purpose).await?;
        work.commit().await?;
        Ok(token)
    }

    pub(crate) async fn new_link(
        &self,
        work: &mut dyn Work,
        person: Option<PersonId>,
        purpose: InvitationPurpose,
    ) -> Outcome<String> {
        let (token, hash) = self.fresh_token();
        let lasts = if purpose == InvitationPurpose::Demo {
            100 * 365 * 24 * 3600
        } else {
            LINK_SECONDS
        };
        let expires_at = self.now().plus_seconds(lasts);
        work.insert_invitation(&Invitation {
            token_hash: hash,
            person,
            purpose,
            expires_at,
            used_at: None,
        })
        .await?;
        Ok(token)
    }

    /// Sets a password through a link, ends every other session and signs in.
    pub async fn set_password(
        &self,
        token: &str,
        password: &str,
        origin: &Origin,
        agent: &str,
    ) -> Outcome<SignedIn> {
        let view = self.link(token).await?;
        if view.purpose != InvitationPurpose::Password {
            return Err(Failure::Absent);
        }
        let hash = self.hash_password(password, &view.account).await?;
        let now = self.now();
        let mut work = self.begin().await?;
        let found = work.invitation(token_hash(token)).await?;
        let person = usable(found, now)?.person.ok_or(Failure::Absent)?;
        work.use_invitation(token_hash(token), now).await?;
        work.set_password(person, &hash).await?;
        work.delete_login_sessions_of(person).await?;
        let person = work
            .person(person)
            .await?
            .filter(|person| person.disabled_at.is_none())
            .ok_or(Failure::Absent)?;
        let about = About {
            act: "person.password-set",
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
        let signed_in = self
            .open_session(work.as_mut(), &person, origin, agent, now)
            .await?;
        work.commit().await?;
        Ok(signed_in)
    }

    pub(crate) async fn hash_password(&self, password: &str, account: &str) -> Outcome<String> {
        if let Some(fault) = self.ports.passwords.weakness(password, account) {
            return Err(Refusal::PasswordWeak { fault }.into());
        }
        Ok(self
            .ports
            .passwords
            .hash(password, self.ports.entropy.bytes())
            .await?)
    }

    /// Signs a sample person in through a reusable link; only on an instance with sample data.
    pub async fn demo_sign_in(
        &self,
        token: &str,
        origin: &Origin,
        agent: &str,
    ) -> Outcome<SignedIn> {
        if !self.settings.demo {
            return Err(Failure::Absent);
        }
        let now = self.now();
        let mut work = self.begin().await?;
        let found = work.invitation(token_hash(token)).await?;
        let invitation = usable(found, now)?;
        if invitation.purpose != InvitationPurpose::Demo {
            return Err(Failure::Absent);
        }
        let id = invitation.person.ok_or(Failure::Absent)?;
        let person = work
            .person(id)
            .await?
            .filter(|person| person.is_sample)
            .ok_or(Failure::Absent)?;
        let signed_in = self
            .open_session(work.as_mut(), &person, origin, agent, now)
            .await?;
        work.commit().await?;
        Ok(signed_in)
    }

    /// A caller for a person, without a session: for commands on the machine itself and for
    /// playing the sample data. Never reachable from the network.
    pub async fn act_as(&self, account: &str, origin: Origin) -> Outcome<Caller> {
        let now = self.now();
        let mut store = self.read().await?;
        let person = store
            .person_by_account(account)
            .await?
            .ok_or(Failure::Absent)?;
        let actor = store.actor(person.id, now).await?.ok_or(Failure::Absent)?;
        Ok(Caller {
            actor,
            full_name: person.full_name,
            account: person.account,
            session: [0; 32],
            signed_in_at: now,
            origin,
        })
    }

    /// Whether the instance has been set up.
    pub async fn is_set_up(&self) -> Outcome<bool> {
        Ok(self.read().await?.has_people().await?)
    }

    /// First run: the agency, its first administrator and, if wanted, its first round.
    ///
    /// # Errors
    /// `Absent` when the link is not for this or the instance has been set up, `Refused` for
    /// unusable answers.
    pub async fn set_up(
        &self,
        token: &str,
        input: SetUp,
        origin: &Origin,
        agent: &str,
    ) -> Outcome<SignedIn> {
        let link = self.link(token).await?;
        if link.purpose != InvitationPurpose::Setup || self.is_set_up().await? {
            return Err(Failure::Absent);
        }
        let mut faults = Vec::new();
        for (field, text) in [
            ("agency", &input.agency),
            ("code", &input.code),
            ("full_name", &input.full_name),
        ] {
            if clean(text).is_empty() {
                faults.push(Refusal::Invalid { field });
            }
        }
        let account = clean(&input.account);
        if !is_account_name(&account) {
            faults.push(Refusal::Invalid { field: "account" });
        }
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let hash = self.hash_password(&input.password, &account).await?;
        let now = self.now();
        let mut work = self.begin().await?;
        work.use_invitation(token_hash(token), now).await?;
        let unit = first_unit(self, &input, now.day());
        work.insert_unit(&unit).await?;
        let person = Person {
            id: self.fresh_id(),
            account,
            full_name: clean(&input.full_name),
            email: String::new(),
            unit: unit.id,
            password: Some(hash),
            is_sample: false,
            created_at: now,
            disabled_at: None,
        };
        work.insert_person(&person).await?;
        for role in [Role::Administrator, Role::Auditor] {
            work.insert_grant(&self.grant_to(person.id, role, unit.id, now, None))
                .await?;
        }
        if let Some(start) = &input.start {
            self.open_first_round(work.as_mut(), &unit, &person, start, now)
                .await?;
        }
        let about = About {
            act: "instance.set-up",
            kind: "unit",
            id: unit.id.to_string(),
        };
        work.record(event_from(
            origin,
            Some(person.id),
            &about,
            json!({}),
            json!({ "agency": unit.name }),
            now,
        ));
        let signed_in = self
            .open_session(work.as_mut(), &person, origin, agent, now)
            .await?;
        work.commit().await?;
        Ok(signed_in)
    }

    pub(crate) fn grant_to(
        &self,
        person: PersonId,
        role: Role,
        unit: UnitId,
        now: Instant,
        by: Option<PersonId>,
    ) -> RoleGrant {
        RoleGrant {
            id: self.fresh_id(),
            person,
            role,
            unit,
            valid_from: now,
            valid_to: None,
            granted_by: by,
        }
    }
}

fn first_unit(app: &App, input: &SetUp, today: Date) -> Unit {
    Unit {
        id: app.fresh_id(),
        version: app.fresh_id(),
        code: clean(&input.code).to_uppercase(),
        name: clean(&input.agency),
        kind: "agency".into(),
        parent: None,
        valid_from: today,
        valid_to: None,
    }
}

fn usable(found: Option<Invitation>, now: Instant) -> Outcome<Invitation> {
    found
        .filter(|link| link.used_at.is_none() && now < link.expires_at)
        .ok_or(Failure::Absent)
}

/// Account names are 3 to 60 letters, digits, dots, hyphens, underscores or @, so that they can be
/// typed without a Vietnamese keyboard.
pub(crate) fn is_account_name(text: &str) -> bool {
    (3..=60).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_@".contains(&byte))
}
