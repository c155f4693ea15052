//! A district to measure on: units, people, rules, dossiers in every state, marks, a registry.
//!
//! Written through the storage ports, so that it is what the use cases would have written, only
//! faster. The texts are those of the sample dossiers; the people are marked as samples.

mod dossiers;
mod office;

use std::path::Path;

use sangkien_app::port::{Store, Work};
use sangkien_app::record::{AuditEvent, LoginSession};
use sangkien_domain::id::{DossierId, PersonId};
use sangkien_domain::time::Instant;
use sangkien_store_postgres::PostgresStore;
use sangkien_store_sqlite::SqliteStore;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::Done;
pub(crate) use office::Office;

/// Writes per transaction: fewer would flush the disk for each.
const BATCH: usize = 200;

/// How large the district is.
pub(crate) struct Size {
    /// Dossiers already filed.
    pub(crate) dossiers: usize,
    /// Marks sent.
    pub(crate) scores: usize,
    /// Drafts ready to be submitted, for each author.
    pub(crate) drafts: Vec<usize>,
}

/// What the measurement needs to know of the district.
pub(crate) struct World {
    /// Tokens of clerks' sessions.
    pub(crate) clerks: Vec<String>,
    /// Tokens of authors' sessions, each with the author's drafts.
    pub(crate) authors: Vec<(String, Vec<DossierId>)>,
    /// Filed dossiers.
    pub(crate) filed: Vec<DossierId>,
    /// Codes of published entries.
    pub(crate) published: Vec<String>,
}

/// Makes identities and tokens: the same ones in every run, so that runs can be compared.
#[derive(Debug, Default)]
pub(crate) struct Maker(u64);

impl Maker {
    fn bytes(&mut self) -> [u8; 32] {
        self.0 += 1;
        Sha256::digest(self.0.to_be_bytes()).into()
    }

    /// A fresh identity, in order of time as those of the program are.
    pub(crate) fn id<Id: From<Uuid>>(&mut self) -> Id {
        let mut random = [0; 10];
        for (place, byte) in random.iter_mut().zip(self.bytes()) {
            *place = byte;
        }
        let time = 1_700_000_000_000 + self.0;
        Id::from(uuid::Builder::from_unix_timestamp_millis(time, &random).into_uuid())
    }

    fn token(&mut self) -> String {
        hex::encode(self.bytes())
    }

    /// A number below `below`, well mixed.
    pub(crate) fn below(&mut self, below: usize) -> usize {
        let [a, b, c, d, ..] = self.bytes();
        usize::try_from(u32::from_be_bytes([a, b, c, d])).unwrap_or(0) % below.max(1)
    }
}

/// The moment of writing; sessions and the round hold around it.
#[expect(
    clippy::disallowed_methods,
    reason = "the program under measurement runs by the clock of the machine"
)]
fn now() -> Instant {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Instant(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

impl World {
    /// Writes the district into `data`, or into the PostgreSQL database `database`.
    pub(crate) async fn write(data: &Path, database: Option<&str>, size: &Size) -> Done<Self> {
        if let Some(url) = database {
            let store = PostgresStore::connect(url, 2).await?;
            let world = Self::fill(&store, size).await;
            store.close().await;
            world
        } else {
            let store = SqliteStore::open(&data.join("sangkien.db")).await?;
            let world = Self::fill(&store, size).await;
            store.close().await;
            world
        }
    }

    async fn fill(store: &dyn Store, size: &Size) -> Done<Self> {
        let mut maker = Maker::default();
        let now = now();
        let sessions = size.drafts.len();
        let office = Office::write(store, &mut maker, now, sessions).await?;
        let filing = dossiers::Filing::new(&office, now)?;
        let filed = filing.filed(store, &mut maker, size.dossiers).await?;
        filing
            .marks(store, &mut maker, &filed.before_council, size.scores)
            .await?;
        let mut authors = Vec::new();
        for (person, count) in office.authors.iter().zip(&size.drafts) {
            let drafts = filing.drafts(store, &mut maker, *person, *count).await?;
            let token = sign_in(store, &mut maker, *person, now).await?;
            authors.push((token, drafts));
        }
        let mut clerks = Vec::new();
        for person in &office.clerks {
            clerks.push(sign_in(store, &mut maker, *person, now).await?);
        }
        Ok(Self {
            clerks,
            authors,
            filed: filed.all,
            published: filed.published,
        })
    }
}

async fn sign_in(
    store: &dyn Store,
    maker: &mut Maker,
    person: PersonId,
    now: Instant,
) -> Done<String> {
    let token = maker.token();
    let mut work = store.begin().await?;
    work.insert_login_session(&LoginSession {
        token_hash: Sha256::digest(token.as_bytes()).into(),
        person,
        created_at: now,
        rotated_at: now,
        seen_at: now,
        expires_at: now.plus_seconds(8 * 3_600),
        address: "local".into(),
        agent: "sangkien-bench".into(),
    })
    .await?;
    work.commit().await?;
    Ok(token)
}

/// Notes that something of the district was written, as every change is noted.
fn note(work: &mut dyn Work, act: &str, kind: &str, id: &str, by: PersonId, now: Instant) {
    work.record(AuditEvent {
        at: now,
        actor: Some(by),
        on_behalf_of: None,
        act: act.into(),
        subject_kind: kind.into(),
        subject_id: id.into(),
        before: Value::Null,
        after: Value::Null,
        source: "local".into(),
        request: "bench".into(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_small_district_is_written_with_all_that_was_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let size = Size {
            dossiers: 60,
            scores: 30,
            drafts: vec![3, 2],
        };
        let world = World::write(folder.path(), None, &size).await.unwrap();
        assert_eq!(world.filed.len(), 60);
        assert_eq!(world.clerks.len(), 2);
        let drafts: Vec<usize> = world.authors.iter().map(|author| author.1.len()).collect();
        assert_eq!(drafts, [3, 2]);
        assert!(!world.published.is_empty());
    }
}
