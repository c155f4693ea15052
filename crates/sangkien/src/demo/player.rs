//! The story, played through the use cases.
//!
//! Each event is one person's act at one moment: the demo's clock is held at that moment, the
//! person is looked up with the roles in force then, and the same method is called that a page
//! would call.

use std::sync::Arc;

use sangkien_app::failure::Failure;
use sangkien_app::{App, Caller, Origin};
use sangkien_documents::Fonts;
use sangkien_domain::id::{DecisionId, DossierId, SessionId};
use sangkien_domain::time::{Instant, moment_text};
use sangkien_packs::{Event, Plan, Story};

use super::state::DemoState;
use crate::trouble::{Done, Trouble};
use crate::wiring::DemoClock;

/// Most moments at which limits are looked at between two events of the story.
const MOST_MOMENTS: usize = 10_000;

/// An event that could not happen any more, because of what a visitor did before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// When it would have happened.
    pub at: Instant,
    /// Who would have acted.
    pub by: String,
    /// What they would have done, in Vietnamese.
    pub what: &'static str,
    /// Why it cannot be, in Vietnamese.
    pub why: String,
}

impl Skipped {
    /// The event in one sentence.
    pub fn sentence(&self) -> String {
        format!(
            "{} · {} · {}: {}",
            moment_text(self.at),
            self.by,
            self.what,
            self.why
        )
    }
}

/// What playing came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Played {
    /// How many events happened.
    pub happened: usize,
    /// Those that could not.
    pub skipped: Vec<Skipped>,
}

/// What an event's act needs.
pub(super) struct Stage<'a> {
    pub(super) app: &'a App,
    pub(super) story: &'a Story,
    pub(super) fonts: &'a Fonts,
    pub(super) state: &'a mut DemoState,
    pub(super) at: Instant,
    pub(super) caller: Caller,
}

/// Why an act did not happen.
pub(super) enum Hitch {
    /// The rules, or an act of a visitor, stand against it.
    Impossible(String),
    /// The program itself failed.
    Trouble(Trouble),
}

impl From<Failure> for Hitch {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(_) | Failure::Absent | Failure::Stale => {
                Self::Impossible(Trouble::Failure(failure).to_string())
            }
            other => Self::Trouble(other.into()),
        }
    }
}

impl From<Trouble> for Hitch {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl Stage<'_> {
    pub(super) fn dossier(&self, key: &str) -> Result<DossierId, Hitch> {
        known(self.state.dossiers.get(key), "hồ sơ", key)
    }

    pub(super) fn session(&self, key: &str) -> Result<SessionId, Hitch> {
        known(self.state.sessions.get(key), "phiên họp", key)
    }

    pub(super) fn decision(&self, key: &str) -> Result<DecisionId, Hitch> {
        known(self.state.decisions.get(key), "quyết định", key)
    }
}

fn known<T: Copy>(found: Option<&T>, what: &str, key: &str) -> Result<T, Hitch> {
    found
        .copied()
        .ok_or_else(|| Hitch::Impossible(format!("{what} “{key}” không được lập")))
}

/// Plays a story into an instance.
pub struct Player {
    app: Arc<App>,
    clock: Arc<DemoClock>,
    plan: Plan,
    story: Story,
    fonts: Fonts,
}

impl Player {
    /// A player of the plan's story; `clock` must be the clock of `app`.
    pub fn new(app: Arc<App>, clock: Arc<DemoClock>, plan: Plan) -> Done<Self> {
        let story = sangkien_packs::story(&plan)?;
        let fonts = Fonts::embedded()
            .map_err(|fault| Trouble::Said(format!("Không đọc được phông chữ: {fault}")))?;
        Ok(Self {
            app,
            clock,
            plan,
            story,
            fonts,
        })
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// How many events the story has.
    pub fn length(&self) -> usize {
        self.story.events.len()
    }

    /// Plays the events up to and including `at` that have not had their turn, and leaves the
    /// clock held at `at`. `keep` is called after each event, so that a crash repeats at most
    /// one.
    ///
    /// # Errors
    /// Only when the program itself fails; what the rules forbid is skipped and told.
    pub async fn play_until(
        &self,
        at: Instant,
        state: &mut DemoState,
        mut keep: impl FnMut(&DemoState) -> Done<()> + Send,
    ) -> Done<Played> {
        let mut played = Played::default();
        let due = self.story.until(at).count();
        let begun = state.played;
        for event in self.story.events.iter().take(due).skip(begun) {
            self.pass(event.at).await?;
            match self.play(event, state).await {
                Ok(()) => played.happened += 1,
                Err(Hitch::Impossible(why)) => played.skipped.push(Skipped {
                    at: event.at,
                    by: event.by.clone(),
                    what: super::act::words(&event.act),
                    why,
                }),
                Err(Hitch::Trouble(trouble)) => return Err(trouble),
            }
            state.played += 1;
            state.clock = event.at.0;
            keep(state)?;
        }
        self.pass(at).await?;
        self.clock.hold_at(at);
        Ok(played)
    }

    /// Lets limits remind and act up to and including `at`, each at its own moment.
    async fn pass(&self, at: Instant) -> Done<()> {
        for _ in 0..MOST_MOMENTS {
            let next = self.app.next_end().await?;
            let Some(next) = next.filter(|next| *next <= at) else {
                break;
            };
            self.clock.hold_at(next.max(self.app.now()));
            let looked = self.app.look_at_limits().await?;
            for (dossier, failure) in looked.failed {
                tracing::error!(%dossier, %failure, "what a limit asks for could not be done");
            }
        }
        Ok(())
    }

    async fn play(&self, event: &Event, state: &mut DemoState) -> Result<(), Hitch> {
        self.clock.hold_at(event.at);
        let caller = self.app.act_as(&event.by, Origin::local("demo")).await?;
        let mut act = Stage {
            app: &self.app,
            story: &self.story,
            fonts: &self.fonts,
            state,
            at: event.at,
            caller,
        };
        act.perform(&event.act).await
    }
}
