//! The first run of an empty instance.

use crate::account::SignedIn;
use jiff::civil::Date;
use sangkien_domain::access::Role;
use sangkien_domain::id::{PersonId, UnitId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::caller::Origin;
use crate::failure::{Failure, Outcome};
use crate::record::{InvitationPurpose, Person, RoleGrant, Unit};
use crate::support::{About, clean, event_from, token_hash};

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

/// Account names are 3 to 60 letters, digits, dots, hyphens, underscores or @, so that they can be
/// typed without a Vietnamese keyboard.
pub(crate) fn is_account_name(text: &str) -> bool {
    (3..=60).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_@".contains(&byte))
}
