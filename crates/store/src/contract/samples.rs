//! Single records to build a world of.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::{Date, date};
use sangkien_app::port::Work;
use sangkien_app::record::{
    Council, CouncilSeat, DossierAuthor, Field, Person, RoleGrant, StoredRuleSet, Unit,
};
use sangkien_domain::access::Role;
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::dossier::Author;
use sangkien_domain::id::{CouncilId, PersonId, UnitId};
use sangkien_domain::round::Stage;
use sangkien_domain::share::Share;
use sangkien_domain::time::Instant;
use uuid::Uuid;

/// A fresh identity, in ascending order.
pub(super) fn fresh<T: From<Uuid>>() -> T {
    static LAST: AtomicU64 = AtomicU64::new(1);
    let number = LAST.fetch_add(1, Ordering::Relaxed);
    // A version 7 identity with a count in the place of the clock.
    T::from(Uuid::from_u64_pair((number << 16) | 0x7000, 1 << 63))
}

/// The first day of everything.
pub(super) const FIRST_DAY: Date = date(2020, 1, 1);

/// The moment of the tests.
pub(super) fn now() -> Instant {
    Instant::parse("2024-03-15T09:00:00+07:00").unwrap()
}

pub(super) fn unit(code: &str, name: &str, parent: Option<UnitId>) -> Unit {
    Unit {
        id: fresh(),
        version: fresh(),
        code: code.into(),
        name: name.into(),
        kind: "office".into(),
        parent,
        valid_from: FIRST_DAY,
        valid_to: None,
    }
}

pub(super) fn person(account: &str, full_name: &str, unit: UnitId) -> Person {
    Person {
        id: fresh(),
        account: account.into(),
        full_name: full_name.into(),
        email: String::new(),
        unit,
        password: None,
        is_sample: false,
        created_at: now(),
        disabled_at: None,
    }
}

pub(super) fn grant(person: PersonId, role: Role, unit: UnitId) -> RoleGrant {
    RoleGrant {
        id: fresh(),
        person,
        role,
        unit,
        valid_from: now(),
        valid_to: None,
        granted_by: None,
    }
}

pub(super) fn rule_set(code: &str) -> StoredRuleSet {
    StoredRuleSet {
        id: fresh(),
        code: code.into(),
        sha256: "0".repeat(64),
        content: "{}".into(),
        valid_from: FIRST_DAY,
        valid_to: None,
    }
}

pub(super) fn field(code: &str, name: &str) -> Field {
    Field {
        id: fresh(),
        code: code.into(),
        name: name.into(),
        parent: None,
        valid_from: FIRST_DAY,
        valid_to: None,
    }
}

pub(super) fn council(unit: UnitId) -> Council {
    Council {
        id: fresh(),
        unit,
        name: "Hội đồng sáng kiến mẫu".into(),
        stage: Stage::Base,
        blind: false,
        decision_ref: "01/QĐ-UBND".into(),
        decided_on: None,
        version: 1,
        valid_from: Instant(0),
        valid_to: None,
    }
}

pub(super) fn seat(council: CouncilId, person: PersonId, post: Post) -> CouncilSeat {
    CouncilSeat {
        id: fresh(),
        council,
        person,
        full_name: String::new(),
        post,
        rights: Rights::of(post),
        for_union: false,
        valid_from: Instant(0),
        valid_to: None,
    }
}

/// An author with a share in hundredths of a percent.
pub(super) fn author(name: &str, share: i32, person: Option<PersonId>) -> DossierAuthor {
    DossierAuthor {
        author: Author {
            full_name: name.into(),
            born_on: Some(date(1985, 5, 17)),
            workplace: "Trường tiểu học mẫu".into(),
            position: "Giáo viên".into(),
            qualification: "Cử nhân".into(),
            share: Share(share),
        },
        person,
    }
}

/// Commits a unit of work that must not fail.
pub(super) async fn commit(work: Box<dyn Work>) {
    work.commit().await.unwrap();
}
