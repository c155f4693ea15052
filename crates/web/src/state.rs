//! What handlers share.

use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use sangkien_app::App;
use sangkien_domain::law::RuleSet;
use sangkien_domain::law_registry::Pack;
use sangkien_domain::rubric::Rubric;
use sangkien_domain::time::Instant;
use sangkien_http::Shared;
use tokio::sync::watch;

/// Seconds for which the agency's name is kept before it is asked for again.
const AGENCY_SECONDS: i64 = 60;

/// What a new agency may begin with at first run.
#[derive(Debug, Clone)]
pub struct SetupOptions {
    /// Rules of its first round.
    pub rules: RuleSet,
    /// Code of the procedure it follows.
    pub procedure: String,
    /// Procedures to begin with, as files.
    pub procedures: Vec<String>,
    /// Fields of application: code and name.
    pub fields: Vec<(String, String)>,
}

/// One moment of the sample story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Stable key, posted when it is chosen.
    pub key: String,
    /// Words of its button.
    pub label: String,
    /// Whether the clock stands there.
    pub current: bool,
}

/// The clock could not be moved; the sentence says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMoved(pub String);

/// Moves the clock of an instance with sample data through its story.
#[async_trait]
pub trait DemoControl: Send + Sync {
    /// Moments of the story, in order.
    fn moments(&self) -> Vec<Moment>;
    /// Sets the clock to the moment with this key and plays the story up to it. Gives what could
    /// not happen any more because of what visitors did before, one sentence each.
    ///
    /// # Errors
    /// The moment does not exist or the story cannot be played to it.
    async fn move_to(&self, key: &str) -> Result<Vec<String>, NotMoved>;
    /// The token of the reusable link that signs this sample account in, so that a jump over days,
    /// which ends every session, does not end the visit. None where there is no such link.
    async fn link_of(&self, account: &str) -> Option<String> {
        let _ = account;
        None
    }
}

/// What the program tells the pages at start.
#[derive(Clone, Default)]
pub struct Options {
    /// What the first-run page begins with; without it the page sets up the agency only.
    pub setup: Option<Arc<SetupOptions>>,
    /// Packs of law that come with the program.
    pub packs: Arc<Vec<Pack>>,
    /// Rubrics that come with the program, to be copied.
    pub rubrics: Arc<Vec<Rubric>>,
    /// Control of the sample story; absent on a real instance.
    pub demo: Option<Arc<dyn DemoControl>>,
    /// Whether the component samples under `/ui` are served.
    pub dev: bool,
    /// How strongly alike two dossiers are shown on the map of a sweep.
    pub bands: Bands,
}

/// From how many hundredths of a percent on each band after the first begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bands(pub [u32; 3]);

impl Default for Bands {
    fn default() -> Self {
        Self([1_000, 3_000, 6_000])
    }
}

/// The agency's name and when it was asked for.
type Known = (Instant, Arc<str>);

/// State of the page handlers.
#[derive(Clone)]
pub struct Web {
    /// What pages and API share.
    pub shared: Shared,
    /// What the program told at start.
    pub options: Options,
    agency: Arc<RwLock<Option<Known>>>,
    pulse: watch::Sender<u64>,
}

impl Web {
    /// State from its parts.
    pub fn new(shared: Shared, options: Options) -> Self {
        Self {
            shared,
            options,
            agency: Arc::default(),
            pulse: watch::Sender::default(),
        }
    }

    /// Wakes those who watch sessions: something was done in one.
    pub(crate) fn pulse(&self) {
        self.pulse.send_modify(|beat| *beat = beat.wrapping_add(1));
    }

    /// Wakes with each pulse.
    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.pulse.subscribe()
    }

    /// The use cases.
    pub fn app(&self) -> &App {
        &self.shared.app
    }

    /// Name of the agency, for headers and footers; empty while it cannot be had. Asked for at
    /// most once a minute, since it stands on every page and hardly ever changes.
    pub(crate) async fn agency(&self) -> Arc<str> {
        let now = self.app().now();
        let known = self
            .agency
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some((asked, name)) = &known
            && (0..AGENCY_SECONDS).contains(&now.seconds_since(*asked))
        {
            return Arc::clone(name);
        }
        match self.app().agency().await {
            Ok(name) => {
                let name: Arc<str> = name.into();
                if !name.is_empty() {
                    *self.agency.write().unwrap_or_else(PoisonError::into_inner) =
                        Some((now, Arc::clone(&name)));
                }
                name
            }
            // A page without the name is better than no page.
            Err(_) => known.map_or_else(|| "".into(), |(_, name)| name),
        }
    }
}
