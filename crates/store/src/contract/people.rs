//! People, roles and sign-in.

use std::sync::Arc;

use sangkien_app::port::Paging;
use sangkien_app::record::{Invitation, InvitationPurpose, LoginSession, StatePost};
use sangkien_domain::access::{Grant, Role};
use sangkien_domain::council::Post;
use sangkien_domain::dossier::State;
use sangkien_domain::id::PersonId;
use sangkien_domain::time::Instant;
use sangkien_text::words;

use super::samples::{commit, fresh, grant, person, seat};
use super::{Bench, World, assert_stale, refused_by};

const PAGE: Paging = Paging { page: 1, size: 50 };

/// Every column of a person is kept.
pub async fn a_person_comes_back_as_stored(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut stored = person("mau.01", "Người mẫu", world.school);
    stored.email = "mau@example.vn".into();
    stored.is_sample = true;
    let mut work = bench.store().begin().await.unwrap();
    work.insert_person(&stored).await.unwrap();
    work.set_password(stored.id, "$argon2id$mẫu").await.unwrap();
    work.set_disabled(stored.id, Some(Instant(7)))
        .await
        .unwrap();
    commit(work).await;
    stored.password = Some("$argon2id$mẫu".into());
    stored.disabled_at = Some(Instant(7));
    let mut read = bench.store().read().await.unwrap();
    assert_eq!(read.person(stored.id).await.unwrap(), Some(stored));
}

/// Accounts are unique when folded.
pub async fn an_account_differing_only_by_case_is_refused(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    for taken in ["tacgia01", "TacGia01", "TACGIA01 "] {
        let mut work = bench.store().begin().await.unwrap();
        let twin = person(taken, "Tác giả mẫu 03", world.school);
        assert_eq!(
            refused_by(work.insert_person(&twin).await),
            "person_account_key_unique"
        );
    }
}

/// Signing in does not ask for the case of the account.
pub async fn an_account_is_found_whatever_its_case(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut read = bench.store().read().await.unwrap();
    for typed in ["tacgia01", "TacGia01", " TACGIA01"] {
        let found = read.person_by_account(typed).await.unwrap().unwrap();
        assert_eq!(found.id, world.author);
        assert_eq!(found.account, "tacgia01");
    }
    assert!(read.person_by_account("tacgia").await.unwrap().is_none());
}

/// Grants and seats count from their beginning (included) to their end (excluded).
pub async fn an_actor_has_what_is_in_force_and_nothing_else(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let now = world.now;
    let mut work = bench.store().begin().await.unwrap();
    let spans = [
        (Role::Clerk, now.0, None, true),
        (Role::Auditor, now.0 + 1, None, false),
        (Role::Leader, 0, Some(now.0), false),
        (Role::HeadOfUnit, 0, Some(now.0 + 1), true),
    ];
    for (role, from, to, _) in spans {
        let mut grant = grant(world.author, role, world.desk);
        grant.valid_from = Instant(from);
        grant.valid_to = to.map(Instant);
        work.insert_grant(&grant).await.unwrap();
    }
    let mut over = seat(world.council, world.author, Post::Deputy);
    over.valid_to = Some(now);
    work.insert_seat(&over).await.unwrap();
    commit(work).await;

    let mut read = bench.store().read().await.unwrap();
    let actor = read.actor(world.author, now).await.unwrap().unwrap();
    assert_eq!(actor.unit, world.school);
    assert!(actor.seats.is_empty());
    for (role, _, _, in_force) in spans {
        let held = actor.grants.contains(&Grant {
            role,
            unit: world.desk,
        });
        assert_eq!(held, in_force, "{role:?}");
    }
    let chair = read.actor(world.chair, now).await.unwrap().unwrap();
    assert_eq!(chair.seats.len(), 1);
    assert_eq!(chair.seats[0].post, Post::Chair);
    assert_eq!(chair.seats[0].unit, world.district);
    assert!(read.actor(fresh(), now).await.unwrap().is_none());
}

/// Closing an account takes everything it could do.
pub async fn a_closed_account_is_no_actor_and_holds_no_role(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    for person in [world.author, world.other] {
        let grant = grant(person, Role::Administrator, world.district);
        work.insert_grant(&grant).await.unwrap();
    }
    work.set_disabled(world.author, Some(world.now))
        .await
        .unwrap();
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    let role = Role::Administrator;
    assert!(read.actor(world.author, world.now).await.unwrap().is_none());
    assert_eq!(read.count_holders(role, world.now).await.unwrap(), 1);
    assert_eq!(
        read.holders(role, world.district, world.now).await.unwrap(),
        [world.other]
    );
    assert!(
        read.holders(role, world.school, world.now)
            .await
            .unwrap()
            .is_empty()
    );
}

/// Given name first, and no row without its roles and unit.
pub async fn people_are_listed_by_given_name_with_their_roles(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let names = ["Mẫu Văn Ích", "Mẫu Thị Ánh", "Mẫu Văn An", "Đào Mẫu An"];
    let mut work = bench.store().begin().await.unwrap();
    let mut first: Option<PersonId> = None;
    for (number, name) in names.iter().enumerate() {
        let person = person(&format!("p{number}"), name, world.desk);
        work.insert_person(&person).await.unwrap();
        first.get_or_insert(person.id);
    }
    for role in [Role::Leader, Role::Clerk] {
        let grant = grant(first.unwrap(), role, world.desk);
        work.insert_grant(&grant).await.unwrap();
    }
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    let page = read
        .people(&[], Some(&[world.desk]), world.now, PAGE)
        .await
        .unwrap();
    let listed: Vec<&str> = page
        .rows
        .iter()
        .map(|row| row.person.full_name.as_str())
        .collect();
    assert_eq!(
        listed,
        ["Đào Mẫu An", "Mẫu Văn An", "Mẫu Thị Ánh", "Mẫu Văn Ích"]
    );
    assert_eq!(page.total, 4);
    assert_eq!(page.rows[3].roles, [Role::Clerk, Role::Leader]);
    assert!(page.rows[0].roles.is_empty());
    assert_eq!(page.rows[0].unit_name, "Văn phòng huyện mẫu");
    let second = read
        .people(
            &[],
            Some(&[world.desk]),
            world.now,
            Paging { page: 2, size: 3 },
        )
        .await
        .unwrap();
    assert_eq!((second.rows.len(), second.total), (1, 4));
    let nobody = read.people(&[], Some(&[]), world.now, PAGE).await.unwrap();
    assert_eq!(nobody.total, 0);
    let all = read.people(&[], None, world.now, PAGE).await.unwrap();
    assert_eq!(all.total, 9);
}

/// Names and accounts are searched folded.
pub async fn people_are_found_without_diacritics(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut read = bench.store().read().await.unwrap();
    for (typed, count) in [
        ("tac gia", 2),
        ("TÁC GIẢ 02", 1),
        ("tacgia", 2),
        ("uy vien", 1),
        ("giả không có", 0),
    ] {
        let page = read
            .people(&words(typed), None, world.now, PAGE)
            .await
            .unwrap();
        assert_eq!(page.total, count, "{typed}");
    }
}

/// The history of grants keeps its ends.
pub async fn a_grant_that_has_ended_cannot_be_ended_again(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    let earlier = grant(world.author, Role::Clerk, world.desk);
    let mut later = grant(world.author, Role::Leader, world.desk);
    later.valid_from = world.now.plus_seconds(60);
    work.insert_grant(&earlier).await.unwrap();
    work.insert_grant(&later).await.unwrap();
    let end = world.now.plus_seconds(10);
    work.end_grant(earlier.id, end).await.unwrap();
    assert_stale(work.end_grant(earlier.id, end.plus_seconds(5)).await);
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    let grants = read.grants(world.author).await.unwrap();
    assert_eq!(grants[0], later);
    assert_eq!(grants[1].valid_to, Some(end));
}

/// Posts have dates as grants have.
pub async fn state_posts_are_those_in_force(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let post = StatePost {
        person: world.chair,
        unit: world.district,
        title: "Phó Chủ tịch".into(),
        valid_from: world.now,
        valid_to: Some(world.now.plus_seconds(10)),
    };
    let mut work = bench.store().begin().await.unwrap();
    work.insert_state_post(&post).await.unwrap();
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    for (shift, count) in [(-1, 0), (0, 1), (9, 1), (10, 0)] {
        let at = world.now.plus_seconds(shift);
        let posts = read.state_posts(world.chair, at).await.unwrap();
        assert_eq!(posts.len(), count, "{shift}");
    }
}

fn session(world: &World, token: u8) -> LoginSession {
    LoginSession {
        token_hash: [token; 32],
        person: world.author,
        created_at: world.now,
        rotated_at: world.now,
        seen_at: world.now,
        expires_at: world.now.plus_seconds(100),
        address: "127.0.0.1".into(),
        agent: "trình duyệt mẫu".into(),
    }
}

/// A session is good until its end (excluded).
pub async fn a_session_ends_at_its_end_and_when_deleted(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    let mut stored = session(&world, 1);
    work.insert_login_session(&stored).await.unwrap();
    for token in [2, 3] {
        let other = session(&world, token);
        work.insert_login_session(&other).await.unwrap();
    }
    stored.seen_at = world.now.plus_seconds(5);
    work.touch_login_session([1; 32], stored.seen_at)
        .await
        .unwrap();
    let found = work.login_session([1; 32], world.now).await.unwrap();
    assert_eq!(found.as_ref(), Some(&stored));
    let at_end = stored.expires_at;
    assert!(work.login_session([1; 32], at_end).await.unwrap().is_none());
    work.delete_login_session([1; 32]).await.unwrap();
    assert!(
        work.login_session([1; 32], world.now)
            .await
            .unwrap()
            .is_none()
    );
    work.delete_login_sessions_of(world.author).await.unwrap();
    assert!(
        work.login_session([3; 32], world.now)
            .await
            .unwrap()
            .is_none()
    );
}

/// The session replaced lives on for its grace, and is not replaced again.
pub async fn a_session_is_replaced_once(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    let old = session(&world, 1);
    work.insert_login_session(&old).await.unwrap();
    let grace = world.now.plus_seconds(30);
    work.rotate_login_session([1; 32], &session(&world, 2), grace)
        .await
        .unwrap();
    for (token, at, good) in [
        (1, world.now, true),
        (1, grace, false),
        (2, grace, true),
        (2, old.expires_at, false),
    ] {
        let found = work.login_session([token; 32], at).await.unwrap();
        assert_eq!(found.is_some(), good, "{token} {at:?}");
    }
    assert_stale(
        work.rotate_login_session([1; 32], &session(&world, 3), grace)
            .await,
    );
    assert!(
        work.login_session([3; 32], world.now)
            .await
            .unwrap()
            .is_none()
    );
}

/// One-time links are one-time, but for those of sample people.
pub async fn a_link_is_used_once_and_a_sample_link_repeatedly(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    let purposes = [
        (InvitationPurpose::Setup, None),
        (InvitationPurpose::Password, Some(world.author)),
        (InvitationPurpose::Demo, Some(world.author)),
    ];
    for (token, (purpose, person)) in (1_u8..).zip(purposes) {
        let mut link = Invitation {
            token_hash: [token; 32],
            person,
            purpose,
            expires_at: world.now.plus_seconds(60),
            used_at: None,
        };
        work.insert_invitation(&link).await.unwrap();
        work.use_invitation([token; 32], world.now).await.unwrap();
        link.used_at = Some(world.now);
        assert_eq!(work.invitation([token; 32]).await.unwrap(), Some(link));
        let again = work.use_invitation([token; 32], world.now).await;
        if purpose == InvitationPurpose::Demo {
            again.unwrap();
        } else {
            assert_stale(again);
        }
    }
    assert_stale(work.use_invitation([9; 32], world.now).await);
}

/// Foreign keys are enforced.
pub async fn a_dossier_cannot_name_a_person_who_does_not_exist(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut dossier = world.dossier(State::Draft, "Sáng kiến mẫu");
    dossier.facts.owner = fresh();
    let mut work = bench.store().begin().await.unwrap();
    refused_by(work.insert_dossier(&dossier).await);
}
