//! People, roles and sign-in.

use std::collections::BTreeMap;

use async_trait::async_trait;
use sangkien_app::port::{Page, Paging, ReadPeople, Stored, WritePeople};
use sangkien_app::record::{
    Invitation, InvitationPurpose, LoginSession, Person, PersonRow, RoleGrant, StatePost,
};
use sangkien_domain::access::{Actor, Grant, Role, Seat};
use sangkien_domain::council::Post;
use sangkien_domain::id::{GrantId, PersonId, UnitId};
use sangkien_domain::time::Instant;
use sangkien_text::{normalise, person_sort_key, search_key};
use uuid::Uuid;

use super::fields::day;
use super::lists::Listing;
use super::{Fields, UnitOfWork, query, sql};

/// The form in which accounts are compared: marks count, case does not.
fn account_key(account: &str) -> String {
    normalise(account).trim().to_lowercase()
}

fn person(row: &Fields<'_>) -> Stored<Person> {
    Ok(Person {
        id: row.id("id")?,
        account: row.get("account")?,
        full_name: row.get("full_name")?,
        email: row.get("email")?,
        unit: row.id("unit_id")?,
        password: row.get("password")?,
        is_sample: row.get("is_sample")?,
        created_at: row.instant("created_at")?,
        disabled_at: row.optional_instant("disabled_at")?,
    })
}

fn grant(row: &Fields<'_>) -> Stored<RoleGrant> {
    Ok(RoleGrant {
        id: row.id("id")?,
        person: row.id("person_id")?,
        role: row.code("role", Role::from_code)?,
        unit: row.id("unit_id")?,
        valid_from: row.instant("valid_from")?,
        valid_to: row.optional_instant("valid_to")?,
        granted_by: row.optional_id("granted_by")?,
    })
}

fn state_post(row: &Fields<'_>) -> Stored<StatePost> {
    Ok(StatePost {
        person: row.id("person_id")?,
        unit: row.id("unit_id")?,
        title: row.get("title")?,
        valid_from: row.instant("valid_from")?,
        valid_to: row.optional_instant("valid_to")?,
    })
}

fn login_session(row: &Fields<'_>) -> Stored<LoginSession> {
    Ok(LoginSession {
        token_hash: row.hash("token_hash")?,
        person: row.id("person_id")?,
        created_at: row.instant("created_at")?,
        rotated_at: row.instant("rotated_at")?,
        seen_at: row.instant("seen_at")?,
        expires_at: row.instant("expires_at")?,
        address: row.get("address")?,
        agent: row.get("agent")?,
    })
}

fn invitation(row: &Fields<'_>) -> Stored<Invitation> {
    Ok(Invitation {
        token_hash: row.hash("token_hash")?,
        person: row.optional_id("person_id")?,
        purpose: row.code("purpose", InvitationPurpose::from_code)?,
        expires_at: row.instant("expires_at")?,
        used_at: row.optional_instant("used_at")?,
    })
}

fn narrow(listing: &mut Listing, words: &[String], units: Option<&[UnitId]>) {
    listing.holds_words("p.search_key", words);
    if let Some(units) = units {
        listing.text(" AND ").one_of_ids("p.unit_id", units);
    }
}

impl UnitOfWork {
    /// Roles in force of several people, with one statement.
    async fn roles_of(
        &mut self,
        people: &[PersonId],
        now: Instant,
    ) -> Stored<BTreeMap<PersonId, Vec<Role>>> {
        let mut listing =
            Listing::new("SELECT DISTINCT person_id, role FROM role_grant WHERE valid_from <= ");
        listing
            .value(now.0)
            .text(" AND (valid_to IS NULL OR valid_to > ")
            .value(now.0)
            .text(") AND ")
            .one_of_ids("person_id", people);
        let pairs = self
            .list(listing, |row| {
                Ok((row.id("person_id")?, row.code("role", Role::from_code)?))
            })
            .await?;
        let mut roles: BTreeMap<PersonId, Vec<Role>> = BTreeMap::new();
        for (person, role) in pairs {
            roles.entry(person).or_default().push(role);
        }
        for held in roles.values_mut() {
            held.sort_unstable();
        }
        Ok(roles)
    }
}

#[async_trait]
impl ReadPeople for UnitOfWork {
    async fn person_by_account(&mut self, account: &str) -> Stored<Option<Person>> {
        let find = query(sql!("person/by_account")).bind(account_key(account));
        self.optional(find, person).await
    }

    async fn person(&mut self, id: PersonId) -> Stored<Option<Person>> {
        self.optional(query(sql!("person/by_id")).bind(id.0), person)
            .await
    }

    async fn actor(&mut self, id: PersonId, now: Instant) -> Stored<Option<Actor>> {
        let Some(found) = self.person(id).await? else {
            return Ok(None);
        };
        if found.disabled_at.is_some() {
            return Ok(None);
        }
        let grants = query(sql!("grant/in_force")).bind(id.0).bind(now.0);
        let grants = self
            .all(grants, |row| {
                Ok(Grant {
                    role: row.code("role", Role::from_code)?,
                    unit: row.id("unit_id")?,
                })
            })
            .await?;
        let seats = query(sql!("seat/in_force")).bind(id.0).bind(now.0);
        let seats = self
            .all(seats, |row| {
                Ok(Seat {
                    id: row.id("id")?,
                    council: row.id("council_id")?,
                    unit: row.id("unit_id")?,
                    post: row.code("post", Post::from_code)?,
                    rights: super::organisation::rights(row)?,
                    blind: row.get("blind")?,
                })
            })
            .await?;
        Ok(Some(Actor {
            person: found.id,
            unit: found.unit,
            grants,
            seats,
        }))
    }

    async fn people(
        &mut self,
        words: &[String],
        units: Option<&[UnitId]>,
        now: Instant,
        paging: Paging,
    ) -> Stored<Page<PersonRow>> {
        let mut count = Listing::new("SELECT COUNT(*) AS count FROM person p WHERE 1 = 1");
        narrow(&mut count, words, units);
        let total = self.count(count).await?;
        let today = day(now.day());
        let mut listing = Listing::new(
            "SELECT p.id, p.account, p.full_name, p.email, p.unit_id, p.password, p.is_sample, p.created_at, \
             p.disabled_at, (SELECT v.name FROM unit_version v WHERE v.unit_id = p.unit_id \
             ORDER BY CASE WHEN v.valid_from <= ",
        );
        listing
            .value(today.clone())
            .text(" THEN 0 ELSE 1 END, CASE WHEN v.valid_from <= ")
            .value(today)
            .text(" THEN v.valid_from END DESC, v.valid_from LIMIT 1) AS unit_name FROM person p WHERE 1 = 1");
        narrow(&mut listing, words, units);
        listing.text(" ORDER BY p.name_sort, p.id").page(paging);
        let found = self
            .list(listing, |row| {
                Ok((person(row)?, row.get::<Option<String>>("unit_name")?))
            })
            .await?;
        let ids: Vec<PersonId> = found.iter().map(|(person, _)| person.id).collect();
        let mut roles = self.roles_of(&ids, now).await?;
        let rows = found
            .into_iter()
            .map(|(person, unit_name)| PersonRow {
                roles: roles.remove(&person.id).unwrap_or_default(),
                unit_name: unit_name.unwrap_or_default(),
                person,
            })
            .collect();
        Ok(Page { rows, total })
    }

    async fn grants(&mut self, person: PersonId) -> Stored<Vec<RoleGrant>> {
        self.all(query(sql!("grant/of_person")).bind(person.0), grant)
            .await
    }

    async fn holders(&mut self, role: Role, unit: UnitId, now: Instant) -> Stored<Vec<PersonId>> {
        let holders = query(sql!("grant/holders"))
            .bind(role.code())
            .bind(unit.0)
            .bind(now.0);
        self.all(holders, |row| row.id("id")).await
    }

    async fn count_holders(&mut self, role: Role, now: Instant) -> Stored<u64> {
        let count = query(sql!("grant/count_holders"))
            .bind(role.code())
            .bind(now.0);
        self.one(count, |row| row.count("count")).await
    }

    async fn state_posts(&mut self, person: PersonId, now: Instant) -> Stored<Vec<StatePost>> {
        let posts = query(sql!("state_post/of_person"))
            .bind(person.0)
            .bind(now.0);
        self.all(posts, state_post).await
    }

    async fn login_session(
        &mut self,
        token_hash: [u8; 32],
        now: Instant,
    ) -> Stored<Option<LoginSession>> {
        let find = query(sql!("login_session/by_token"))
            .bind(token_hash.as_slice())
            .bind(now.0);
        self.optional(find, login_session).await
    }

    async fn invitation(&mut self, token_hash: [u8; 32]) -> Stored<Option<Invitation>> {
        let find = query(sql!("invitation/by_token")).bind(token_hash.as_slice());
        self.optional(find, invitation).await
    }

    async fn has_people(&mut self) -> Stored<bool> {
        self.one(query(sql!("person/any")), |row| row.get("found"))
            .await
    }
}

#[async_trait]
impl WritePeople for UnitOfWork {
    async fn insert_person(&mut self, person: &Person) -> Stored<()> {
        let keys = search_key(&format!("{} {}", person.full_name, person.account));
        let insert = query(sql!("person/insert"))
            .bind(person.id.0)
            .bind(&person.account)
            .bind(account_key(&person.account))
            .bind(&person.full_name)
            .bind(person_sort_key(&person.full_name).as_bytes())
            .bind(keys)
            .bind(&person.email)
            .bind(person.unit.0)
            .bind(&person.password)
            .bind(person.is_sample)
            .bind(person.created_at.0)
            .bind(person.disabled_at.map(|at| at.0));
        self.execute_once(insert).await
    }

    async fn set_password(&mut self, person: PersonId, hash: &str) -> Stored<()> {
        let set = query(sql!("person/set_password")).bind(person.0).bind(hash);
        self.execute_once(set).await
    }

    async fn set_disabled(&mut self, person: PersonId, at: Option<Instant>) -> Stored<()> {
        let set = query(sql!("person/set_disabled"))
            .bind(person.0)
            .bind(at.map(|at| at.0));
        self.execute_once(set).await
    }

    async fn insert_grant(&mut self, grant: &RoleGrant) -> Stored<()> {
        let insert = query(sql!("grant/insert"))
            .bind(grant.id.0)
            .bind(grant.person.0)
            .bind(grant.role.code())
            .bind(grant.unit.0)
            .bind(grant.valid_from.0)
            .bind(grant.valid_to.map(|at| at.0))
            .bind(grant.granted_by.map(Uuid::from));
        self.execute_once(insert).await
    }

    async fn end_grant(&mut self, id: GrantId, at: Instant) -> Stored<()> {
        let end = query(sql!("grant/end")).bind(id.0).bind(at.0);
        self.execute_once(end).await
    }

    async fn insert_state_post(&mut self, post: &StatePost) -> Stored<()> {
        let insert = query(sql!("state_post/insert"))
            .bind(post.person.0)
            .bind(post.unit.0)
            .bind(&post.title)
            .bind(post.valid_from.0)
            .bind(post.valid_to.map(|at| at.0));
        self.execute_once(insert).await
    }

    async fn insert_login_session(&mut self, session: &LoginSession) -> Stored<()> {
        let insert = query(sql!("login_session/insert"))
            .bind(session.token_hash.as_slice())
            .bind(session.person.0)
            .bind(session.created_at.0)
            .bind(session.rotated_at.0)
            .bind(session.seen_at.0)
            .bind(session.expires_at.0)
            .bind(&session.address)
            .bind(&session.agent);
        self.execute_once(insert).await
    }

    async fn touch_login_session(&mut self, token_hash: [u8; 32], now: Instant) -> Stored<()> {
        let touch = query(sql!("login_session/touch"))
            .bind(token_hash.as_slice())
            .bind(now.0);
        // A session that has ended meanwhile has nothing to note.
        self.execute(touch).await?;
        Ok(())
    }

    async fn rotate_login_session(
        &mut self,
        old: [u8; 32],
        fresh: &LoginSession,
        grace_until: Instant,
    ) -> Stored<()> {
        let replace = query(sql!("login_session/replace"))
            .bind(old.as_slice())
            .bind(grace_until.0);
        self.execute_once(replace).await?;
        self.insert_login_session(fresh).await
    }

    async fn delete_login_session(&mut self, token_hash: [u8; 32]) -> Stored<()> {
        let delete = query(sql!("login_session/delete")).bind(token_hash.as_slice());
        self.execute(delete).await?;
        Ok(())
    }

    async fn delete_login_sessions_of(&mut self, person: PersonId) -> Stored<()> {
        let delete = query(sql!("login_session/delete_of_person")).bind(person.0);
        self.execute(delete).await?;
        Ok(())
    }

    async fn insert_invitation(&mut self, invitation: &Invitation) -> Stored<()> {
        let insert = query(sql!("invitation/insert"))
            .bind(invitation.token_hash.as_slice())
            .bind(invitation.person.map(Uuid::from))
            .bind(invitation.purpose.code())
            .bind(invitation.expires_at.0)
            .bind(invitation.used_at.map(|at| at.0));
        self.execute_once(insert).await
    }

    async fn use_invitation(&mut self, token_hash: [u8; 32], now: Instant) -> Stored<()> {
        let take = query(sql!("invitation/use"))
            .bind(token_hash.as_slice())
            .bind(now.0);
        self.execute_once(take).await
    }
}
