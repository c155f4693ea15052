//! Use cases of the product, the ports they need and the guard in front of them.
//!
//! Delivery (pages, API, commands) calls methods of [`App`]; each is one use case, grouped by noun.
//! A use case opens a snapshot or a unit of work, finds what it needs through [`access`], lets the
//! pure rules of `sangkien_domain` judge, and writes state, timeline, audit events and outgoing
//! effects in one transaction.
//!
//! # To add a use case
//! 1. A method on [`App`] in the module of its noun, taking a [`Caller`] unless it is public.
//! 2. Find through [`access`], never through a port alone.
//! 3. Judge in `sangkien_domain`; a new refusal gets its sentence in the `i18n` crate.
//! 4. Write, `record` an audit event, `commit`.
//! 5. A route in `web` and `api`, a line in the route table of the tests.

pub mod access;
pub mod account;
pub mod audit;
pub mod balance;
mod caller;
pub mod casework;
pub mod correction;
pub mod council;
pub mod data;
pub mod decision;
pub mod dossier;
pub mod failure;
pub mod file_search;
pub mod intake;
pub mod law;
pub mod organisation;
pub mod outbox;
pub mod overlap;
pub mod own_form;
pub mod people;
pub mod port;
pub mod procedure;
pub mod reading;
pub mod record;
pub mod register;
pub mod registry;
pub mod report;
pub mod rounds;
pub mod rubric;
pub mod signed;
mod support;
pub mod work;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

pub use caller::{Caller, Origin};
use sangkien_casework::engine::Compiled;
use sangkien_domain::id::{ProcedureVersionId, RuleSetId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::time::Instant;

use crate::failure::{Failure, Outcome};
use crate::port::{
    Blobs, Clock, Comparing, Entropy, FileReader, Meaning, Papers, Passwords, ReadOrganisation,
    Reading, Scanner, Signing, Store, Verifying,
};

/// The adapters an [`App`] works with.
#[derive(Clone)]
pub struct Ports {
    /// Database.
    pub store: Arc<dyn Store>,
    /// Clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Files.
    pub blobs: Arc<dyn Blobs>,
    /// Documents.
    pub papers: Arc<dyn Papers>,
    /// Passwords.
    pub passwords: Arc<dyn Passwords>,
    /// Texts of earlier dossiers.
    pub comparing: Arc<dyn Comparing>,
    /// What earlier dossiers say in other words.
    pub meaning: Arc<dyn Meaning>,
    /// Reading of uploaded files.
    pub reader: Arc<dyn FileReader>,
    /// Signatures on files.
    pub verifying: Arc<dyn Verifying>,
    /// Signatures made here, or put into files here.
    pub signing: Arc<dyn Signing>,
    /// Viruses in uploaded files.
    pub scanner: Arc<dyn Scanner>,
}

/// What an instance is told at start.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address people reach it under, without a slash at the end; stands in QR codes and mail.
    pub base_url: String,
    /// Whether it carries removable sample data.
    pub demo: bool,
    /// How much one person may keep here.
    pub quota: Quota,
}

/// How much one person may keep among the files of dossiers, equal files counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// Greatest number of files.
    pub files: u32,
    /// Greatest number of bytes of all of them.
    pub bytes: u64,
}

impl Default for Quota {
    fn default() -> Self {
        Self {
            files: 5_000,
            bytes: 10 << 30,
        }
    }
}

/// The use cases, wired to their adapters.
pub struct App {
    pub(crate) ports: Ports,
    /// What the instance was told at start.
    pub settings: Settings,
    rules: RwLock<HashMap<RuleSetId, Arc<RuleSet>>>,
    procedures: RwLock<HashMap<ProcedureVersionId, Arc<Compiled>>>,
    /// The calendars in force, as last read.
    pub(crate) days: RwLock<Option<Arc<law::Days>>>,
    /// Stamp of the last submission whose text is kept for comparison.
    pub(crate) overlap_seen: Mutex<Option<Instant>>,
    /// How far texts were held against others by meaning.
    pub(crate) meaning_progress: Mutex<overlap::MeaningProgress>,
}

impl App {
    /// Wires the use cases.
    pub fn new(ports: Ports, settings: Settings) -> Self {
        Self {
            ports,
            settings,
            rules: RwLock::default(),
            procedures: RwLock::default(),
            days: RwLock::default(),
            overlap_seen: Mutex::default(),
            meaning_progress: Mutex::default(),
        }
    }

    /// The moment it is.
    pub fn now(&self) -> Instant {
        self.ports.clock.now()
    }

    /// Whether the database answers and accepts writes.
    pub async fn ready(&self) -> Outcome<()> {
        Ok(self.ports.store.ready().await?)
    }

    pub(crate) async fn read(&self) -> Outcome<Box<dyn Reading>> {
        Ok(self.ports.store.read().await?)
    }

    pub(crate) async fn begin(&self) -> Outcome<Box<dyn port::Work>> {
        Ok(self.ports.store.begin().await?)
    }

    /// The rule set, parsed once: rule sets never change.
    pub(crate) async fn rules(
        &self,
        store: &mut (dyn ReadOrganisation + Send),
        id: RuleSetId,
    ) -> Outcome<Arc<RuleSet>> {
        if let Some(rules) = self
            .rules
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&id)
        {
            return Ok(Arc::clone(rules));
        }
        let stored = store
            .rule_set(id)
            .await?
            .ok_or_else(|| Failure::Inconsistent(format!("rule set {id} is missing")))?;
        let rules: RuleSet = serde_json::from_str(&stored.content)
            .map_err(|error| Failure::Inconsistent(format!("rule set {}: {error}", stored.code)))?;
        let rules = Arc::new(rules);
        self.rules
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id, Arc::clone(&rules));
        Ok(rules)
    }
}
