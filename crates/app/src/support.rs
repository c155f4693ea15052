//! What several use cases share: identities, events, steps on the timeline, ordered mail.

use sangkien_domain::id::{DossierId, PersonId};
use sangkien_domain::round::Stage;
use sangkien_domain::time::Instant;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::App;
use crate::caller::{Caller, Origin};
use crate::failure::Outcome;
use crate::port::Work;
use crate::record::{AuditEvent, Dossier, OutboxJob};

/// Letters and digits of public codes: no I, L, O, U, so that a code read aloud is unambiguous.
const CODE_LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// What one audit event is about.
pub(crate) struct About<'a> {
    /// What was done.
    pub(crate) act: &'a str,
    /// Kind of the thing.
    pub(crate) kind: &'a str,
    /// Its identity.
    pub(crate) id: String,
}

impl App {
    /// A new identity; later ones sort after earlier ones.
    pub(crate) fn fresh_id<Id: From<Uuid>>(&self) -> Id {
        let millis = u64::try_from(self.now().0 / 1_000).unwrap_or(0);
        let mut random = [0; 10];
        for (place, byte) in random.iter_mut().zip(self.ports.entropy.bytes()) {
            *place = byte;
        }
        Id::from(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// A code of ten letters and digits that cannot be guessed (50 bits), such as `7F3K9-2MQPX`.
    pub(crate) fn fresh_code(&self) -> String {
        let letters: Vec<u8> = self
            .ports
            .entropy
            .bytes()
            .iter()
            .take(10)
            .filter_map(|byte| CODE_LETTERS.get(usize::from(byte % 32)).copied())
            .collect();
        let text = String::from_utf8_lossy(&letters).into_owned();
        match text.split_at_checked(5) {
            Some((left, right)) => format!("{left}-{right}"),
            None => text,
        }
    }

    /// A secret token for a session or link, and the hash under which it is stored.
    pub(crate) fn fresh_token(&self) -> (String, [u8; 32]) {
        let token = hex::encode(self.ports.entropy.bytes());
        let hash = token_hash(&token);
        (token, hash)
    }

    /// Orders a message to a person; the worker writes and sends it.
    pub(crate) async fn order_mail(
        &self,
        work: &mut dyn Work,
        to: PersonId,
        message: &str,
        about: &str,
        data: impl Serialize,
        now: Instant,
    ) -> Outcome<()> {
        let payload = json!({ "to": to, "message": message, "data": data });
        work.enqueue(&OutboxJob {
            id: self.fresh_id(),
            kind: "mail".into(),
            unique_key: format!("mail:{message}:{about}:{to}"),
            payload: payload.to_string(),
            created_at: now,
            due_at: now,
            attempts: 0,
        })
        .await?;
        Ok(())
    }

    /// Orders the message `message` about a dossier to its owner. `occasion` tells repeated
    /// occasions of one kind apart.
    pub(crate) async fn tell_owner(
        &self,
        work: &mut dyn Work,
        dossier: &Dossier,
        message: &str,
        occasion: &str,
        now: Instant,
    ) -> Outcome<()> {
        let data = json!({
            "title": dossier.title,
            "code": dossier.code,
            "note": dossier.end_note,
            "service": dossier.stage == Stage::Service,
            "due_on": dossier.due_on.map(|day| day.to_string()),
            "link": format!("{}/dossiers/{}", self.settings.base_url, dossier.id),
        });
        let about = format!("{}:{occasion}", dossier.id);
        self.order_mail(work, dossier.facts.owner, message, &about, data, now)
            .await
    }
}

/// How a step of a dossier is told.
pub(crate) struct Step<'a> {
    /// In which capacity the caller acts.
    pub(crate) capacity: &'a str,
    /// Remark on the timeline.
    pub(crate) note: &'a str,
    /// Act code of the audit event.
    pub(crate) event: &'a str,
    /// Details of the audit event: an object.
    pub(crate) details: Value,
}

/// Hash under which a token is stored and looked up.
pub(crate) fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// An audit event of a signed-in person.
pub(crate) fn event(
    caller: &Caller,
    about: &About<'_>,
    before: Value,
    after: Value,
    now: Instant,
) -> AuditEvent {
    event_from(
        &caller.origin,
        Some(caller.actor.person),
        about,
        before,
        after,
        now,
    )
}

/// An audit event of anybody, or of the program itself.
pub(crate) fn event_from(
    origin: &Origin,
    actor: Option<PersonId>,
    about: &About<'_>,
    before: Value,
    after: Value,
    now: Instant,
) -> AuditEvent {
    AuditEvent {
        at: now,
        actor,
        on_behalf_of: None,
        act: about.act.to_owned(),
        subject_kind: about.kind.to_owned(),
        subject_id: about.id.clone(),
        before,
        after,
        source: origin.address.clone(),
        request: origin.request.clone(),
    }
}

/// An audit event about a dossier.
pub(crate) fn dossier_event(
    caller: &Caller,
    act: &str,
    dossier: DossierId,
    before: Value,
    after: Value,
    now: Instant,
) -> AuditEvent {
    event(
        caller,
        &About {
            act,
            kind: "dossier",
            id: dossier.to_string(),
        },
        before,
        after,
        now,
    )
}

/// Cleans what a person typed: NFC, no control or invisible characters, no space around.
pub(crate) fn clean(text: &str) -> String {
    sangkien_text::normalise(text).trim().to_owned()
}
