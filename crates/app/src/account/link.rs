//! One-time links: setting a password, signing sample people in.

use sangkien_domain::id::PersonId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::account::SignedIn;
use crate::caller::{Caller, Origin};
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{Invitation, InvitationPurpose};
use crate::support::{About, event_from, token_hash};

/// A link to set a password lasts this long, in seconds.
pub const LINK_SECONDS: i64 = 7 * 24 * 3600;

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

impl App {
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
}

fn usable(found: Option<Invitation>, now: Instant) -> Outcome<Invitation> {
    found
        .filter(|link| link.used_at.is_none() && now < link.expires_at)
        .ok_or(Failure::Absent)
}
