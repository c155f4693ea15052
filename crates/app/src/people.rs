//! People and roles, administered within one's own scope.

mod table;

use sangkien_domain::access::Role;
use sangkien_domain::id::{GrantId, PersonId, UnitId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::access;
use crate::account::is_account_name;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{Page, Paging, ReadOrganisation, StoreError, Work};
use crate::record::{InvitationPurpose, Person, PersonRow, RoleGrant, StatePost, Unit};
use crate::support::{About, clean, event};

pub use table::{Fate, Listed, PeopleTaken, RoleOf, TableRow};

/// A person to be invited.
#[derive(Debug, Clone)]
pub struct InvitePerson {
    /// Account name.
    pub account: String,
    /// Full name.
    pub full_name: String,
    /// E-mail address; may be empty.
    pub email: String,
    /// The person's unit.
    pub unit: UnitId,
    /// State post, such as "Phó Chủ tịch"; may be empty.
    pub post: String,
    /// Roles in that unit to begin with.
    pub roles: Vec<Role>,
}

/// What is wrong with the name, account name and e-mail address of a person to be invited, in the
/// order of the form.
pub fn text_faults(full_name: &str, account: &str, email: &str) -> Vec<Refusal> {
    let full_name = clean(full_name);
    let email = clean(email);
    let mut faults = Vec::new();
    if full_name.is_empty() || full_name.chars().count() > 100 {
        faults.push(Refusal::Invalid { field: "full_name" });
    }
    if !is_account_name(&clean(account)) {
        faults.push(Refusal::Invalid { field: "account" });
    }
    if !email.is_empty() && !is_address(&email) {
        faults.push(Refusal::Invalid { field: "email" });
    }
    faults
}

/// A person as administered.
#[derive(Debug, Clone)]
pub struct PersonView {
    /// The person.
    pub person: Person,
    /// Name of their unit.
    pub unit_name: String,
    /// Every grant, latest first, with the name of its unit.
    pub grants: Vec<(RoleGrant, String)>,
    /// State posts held now.
    pub posts: Vec<StatePost>,
    /// Units in which the caller may give roles.
    pub units: Vec<Unit>,
}

impl App {
    /// Units the caller administers: those of the role, and all below them.
    pub async fn administered_units(&self, caller: &Caller) -> Outcome<Vec<Unit>> {
        let mut store = self.read().await?;
        administered(store.as_mut(), caller, self.now()).await
    }

    /// People of the units the caller administers.
    pub async fn people(
        &self,
        caller: &Caller,
        query: &str,
        page: u32,
    ) -> Outcome<Page<PersonRow>> {
        let now = self.now();
        let mut store = self.read().await?;
        let units: Vec<UnitId> = administered(store.as_mut(), caller, now)
            .await?
            .iter()
            .map(|unit| unit.id)
            .collect();
        let words = sangkien_text::words(query);
        Ok(store
            .people(
                &words,
                Some(&units),
                now,
                Paging {
                    page: page.max(1),
                    size: 50,
                },
            )
            .await?)
    }

    /// One such person.
    pub async fn person(&self, caller: &Caller, id: PersonId) -> Outcome<PersonView> {
        let now = self.now();
        let mut store = self.read().await?;
        let units = administered(store.as_mut(), caller, now).await?;
        let person = store.person(id).await?.ok_or(Failure::Absent)?;
        let unit = units
            .iter()
            .find(|unit| unit.id == person.unit)
            .ok_or(Failure::Absent)?;
        let unit_name = unit.name.clone();
        let mut grants = Vec::new();
        for grant in store.grants(id).await? {
            let name = store
                .unit(grant.unit, now.day())
                .await?
                .map(|unit| unit.name)
                .unwrap_or_default();
            grants.push((grant, name));
        }
        let posts = store.state_posts(id, now).await?;
        Ok(PersonView {
            person,
            unit_name,
            grants,
            posts,
            units,
        })
    }

    /// Adds a person; gives the token of the link through which they set their password.
    pub async fn invite(
        &self,
        caller: &Caller,
        input: InvitePerson,
    ) -> Outcome<(PersonId, String)> {
        let now = self.now();
        let mut work = self.begin().await?;
        let invited = self.invite_in(work.as_mut(), caller, input, now).await?;
        work.commit().await?;
        Ok(invited)
    }

    /// Adds a person in a unit of work that is under way.
    async fn invite_in(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        input: InvitePerson,
        now: Instant,
    ) -> Outcome<(PersonId, String)> {
        let units = administered(work, caller, now).await?;
        if units.iter().all(|unit| unit.id != input.unit) {
            return Err(Failure::Absent);
        }
        let faults = text_faults(&input.full_name, &input.account, &input.email);
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let account = clean(&input.account);
        let full_name = clean(&input.full_name);
        let email = clean(&input.email);
        let person = Person {
            id: self.fresh_id(),
            account,
            full_name,
            email,
            unit: input.unit,
            password: None,
            is_sample: false,
            created_at: now,
            disabled_at: None,
        };
        work.insert_person(&person)
            .await
            .map_err(|error| match error {
                StoreError::Constraint(_) => Failure::Refused(vec![Refusal::AccountTaken]),
                other => other.into(),
            })?;
        let post = clean(&input.post);
        if !post.is_empty() {
            let post = StatePost {
                person: person.id,
                unit: input.unit,
                title: post,
                valid_from: now,
                valid_to: None,
            };
            work.insert_state_post(&post).await?;
        }
        for role in &input.roles {
            work.insert_grant(&self.grant_to(
                person.id,
                *role,
                input.unit,
                now,
                Some(caller.actor.person),
            ))
            .await?;
        }
        let token = self
            .new_link(work, Some(person.id), InvitationPurpose::Password)
            .await?;
        let about = About {
            act: "person.invited",
            kind: "person",
            id: person.id.to_string(),
        };
        let roles: Vec<&str> = input.roles.iter().map(|role| role.code()).collect();
        work.record(event(
            caller,
            &about,
            json!({}),
            json!({ "account": person.account, "roles": roles }),
            now,
        ));
        let data = json!({ "link": format!("{}/invitations/{token}", self.settings.base_url), "account": person.account });
        self.order_mail(
            work,
            person.id,
            "person-invited",
            &person.id.to_string(),
            data,
            now,
        )
        .await?;
        Ok((person.id, token))
    }

    /// Makes a new link to set a password for a person who has lost theirs.
    pub async fn renew_link(&self, caller: &Caller, id: PersonId) -> Outcome<String> {
        let now = self.now();
        let view = self.person(caller, id).await?;
        let mut work = self.begin().await?;
        let token = self
            .new_link(
                work.as_mut(),
                Some(view.person.id),
                InvitationPurpose::Password,
            )
            .await?;
        let about = About {
            act: "person.link-renewed",
            kind: "person",
            id: id.to_string(),
        };
        work.record(event(caller, &about, json!({}), json!({}), now));
        work.commit().await?;
        Ok(token)
    }

    /// Gives a role in a unit the caller administers. Open sessions of the person end, so that
    /// nobody keeps rights of yesterday.
    pub async fn grant_role(
        &self,
        caller: &Caller,
        id: PersonId,
        role: Role,
        unit: UnitId,
    ) -> Outcome<()> {
        let now = self.now();
        let view = self.person(caller, id).await?;
        if view
            .units
            .iter()
            .all(|administered| administered.id != unit)
        {
            return Err(Failure::Absent);
        }
        let held = view
            .grants
            .iter()
            .any(|(grant, _)| grant.role == role && grant.unit == unit && grant.valid_to.is_none());
        if held {
            return Ok(());
        }
        let mut work = self.begin().await?;
        work.insert_grant(&self.grant_to(id, role, unit, now, Some(caller.actor.person)))
            .await?;
        if id != caller.actor.person {
            work.delete_login_sessions_of(id).await?;
        }
        let about = About {
            act: "role.granted",
            kind: "person",
            id: id.to_string(),
        };
        work.record(event(
            caller,
            &about,
            json!({}),
            json!({ "role": role.code(), "unit": unit }),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Ends a role. The last administrator cannot lose theirs.
    pub async fn revoke_role(&self, caller: &Caller, id: PersonId, grant: GrantId) -> Outcome<()> {
        let now = self.now();
        let view = self.person(caller, id).await?;
        let (found, _) = view
            .grants
            .iter()
            .find(|(known, _)| known.id == grant && known.valid_to.is_none())
            .ok_or(Failure::Absent)?;
        if view.units.iter().all(|unit| unit.id != found.unit) {
            return Err(Failure::Absent);
        }
        let mut work = self.begin().await?;
        if found.role == Role::Administrator {
            work.hold(uuid::Uuid::from_u128(1)).await?;
            if work.count_holders(Role::Administrator, now).await? <= 1 {
                return Err(Refusal::LastAdministrator.into());
            }
        }
        work.end_grant(grant, now).await?;
        work.delete_login_sessions_of(id).await?;
        let about = About {
            act: "role.revoked",
            kind: "person",
            id: id.to_string(),
        };
        work.record(event(
            caller,
            &about,
            json!({ "role": found.role.code(), "unit": found.unit }),
            json!({}),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Closes an account and ends its sessions, or reopens it.
    pub async fn set_account_closed(
        &self,
        caller: &Caller,
        id: PersonId,
        closed: bool,
    ) -> Outcome<()> {
        let now = self.now();
        let view = self.person(caller, id).await?;
        if closed && id == caller.actor.person {
            return Err(Refusal::LastAdministrator.into());
        }
        let mut work = self.begin().await?;
        work.set_disabled(id, closed.then_some(now)).await?;
        work.delete_login_sessions_of(id).await?;
        let about = About {
            act: if closed {
                "person.closed"
            } else {
                "person.reopened"
            },
            kind: "person",
            id: id.to_string(),
        };
        let before = json!({ "closed": view.person.disabled_at.is_some() });
        work.record(event(
            caller,
            &about,
            before,
            json!({ "closed": closed }),
            now,
        ));
        work.commit().await?;
        Ok(())
    }
}

/// Units the caller administers: those of the role, and all below them.
///
/// # Errors
/// [`Failure::Absent`] for whoever administers none.
pub(crate) async fn administered(
    store: &mut (impl ReadOrganisation + Send + ?Sized),
    caller: &Caller,
    now: sangkien_domain::time::Instant,
) -> Outcome<Vec<Unit>> {
    let roots = access::units_with_role(&caller.actor, &[Role::Administrator])?;
    let all = store.units(now.day()).await?;
    let is_below = |unit: &Unit| {
        let mut next = Some(unit.id);
        // A chain longer than the list of units would be a loop.
        for _ in 0..=all.len() {
            match next {
                Some(id) if roots.contains(&id) => return true,
                Some(id) => {
                    next = all
                        .iter()
                        .find(|unit| unit.id == id)
                        .and_then(|unit| unit.parent);
                }
                None => return false,
            }
        }
        false
    };
    Ok(all.iter().filter(|unit| is_below(unit)).cloned().collect())
}

/// Enough of RFC 5321 to catch slips; the mail server has the last word.
fn is_address(text: &str) -> bool {
    text.len() <= 254
        && text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && domain.contains('.') && !domain.starts_with('.')
        })
        && text
            .chars()
            .all(|letter| letter.is_ascii_graphic() && !"<>()[],;:\\\"".contains(letter))
}
