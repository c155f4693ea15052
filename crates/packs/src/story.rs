//! The demo's story: dossiers, and what people do with them, in order of time.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sangkien_domain::correction::NewItem;
use sangkien_domain::dossier::RefusalReason;
use sangkien_domain::form::Answers;
use sangkien_domain::rubric::Scores;
use sangkien_domain::time::Instant;

use crate::check::check_story;
use crate::dossiers::{SampleDossier, SampleFile, dossiers};
use crate::error::Result;
use crate::plan::Plan;
use crate::story_file::events;

/// Dossiers and events. Every reference in it resolves, and events are in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The dossiers, as first filed.
    pub dossiers: Vec<SampleDossier>,
    /// What happens, in order of time.
    pub events: Vec<Event>,
}

impl Story {
    /// The dossier with this key.
    pub fn dossier(&self, key: &str) -> Option<&SampleDossier> {
        self.dossiers.iter().find(|dossier| dossier.key == key)
    }

    /// The events up to and including `at`: what has happened when the clock shows that moment.
    pub fn until(&self, at: Instant) -> impl Iterator<Item = &Event> {
        self.events.iter().take_while(move |event| event.at <= at)
    }
}

/// Someone does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Instant,
    /// Account of whoever acts.
    pub by: String,
    /// What they do.
    pub act: EventAct,
}

/// What is done. Sessions and decisions carry keys of the story, since their ids are given by the
/// program that plays it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventAct {
    /// Create, fill in and submit at one moment.
    File {
        /// Key of the dossier.
        dossier: String,
    },
    /// Create a draft and fill it in with everything the sample holds.
    Fill {
        /// Key of the dossier.
        dossier: String,
    },
    /// Submit a draft in time.
    Submit {
        /// Key of the dossier.
        dossier: String,
    },
    /// Submit a draft after the closing instant; it is recorded as late.
    SubmitLate {
        /// Key of the dossier.
        dossier: String,
    },
    /// Return with numbered items.
    Return {
        /// Key of the dossier.
        dossier: String,
        /// The items, numbered from 1.
        items: Vec<NewItem>,
    },
    /// Answer every item, change the content and resubmit.
    Answer {
        /// Key of the dossier.
        dossier: String,
        /// One answer per item, in order.
        answers: Vec<String>,
        /// New answers by section and question; all others stay.
        changes: BTreeMap<String, Answers>,
        /// Files added.
        files: Vec<SampleFile>,
    },
    /// Find every answered item settled.
    Verify {
        /// Key of the dossier.
        dossier: String,
    },
    /// Accept as complete.
    Accept {
        /// Key of the dossier.
        dossier: String,
    },
    /// Refuse with a reason.
    Refuse {
        /// Key of the dossier.
        dossier: String,
        /// Coded reason.
        reason: RefusalReason,
        /// The reason in words.
        text: String,
    },
    /// Confirm the day of first application. When the claim had lapsed at filing, this stops the
    /// dossier.
    Confirm {
        /// Key of the dossier.
        dossier: String,
        /// The day confirmed.
        first_applied_on: Date,
    },
    /// Withdraw.
    Withdraw {
        /// Key of the dossier.
        dossier: String,
        /// Why, in words.
        text: String,
    },
    /// Do what the procedure of a standing intake offers at the step.
    Step {
        /// Key of the dossier.
        dossier: String,
        /// Key of the act.
        step: String,
        /// Words that go with it.
        opinion: String,
        /// Facts stated with it, by name.
        facts: BTreeMap<String, String>,
        /// Files attached before it, each as a part for which the step asks.
        files: Vec<SampleFile>,
    },
    /// Open a session of a council; marking begins.
    OpenSession {
        /// Key of the session.
        session: String,
        /// Code of the council.
        council: String,
        /// Title.
        title: String,
        /// Where the council meets.
        place: String,
        /// When the council meets.
        meets_at: Instant,
        /// Keys of the dossiers on the agenda.
        dossiers: Vec<String>,
    },
    /// A member steps aside for one dossier.
    Recuse {
        /// Key of the session.
        session: String,
        /// Key of the dossier.
        dossier: String,
        /// Why, in words.
        text: String,
    },
    /// A member marks.
    Mark {
        /// Key of the session.
        session: String,
        /// Key of the dossier.
        dossier: String,
        /// Scores by criterion.
        scores: Scores,
        /// The vote; a draft may have none.
        in_favour: Option<bool>,
        /// Remark.
        remark: String,
        /// Whether the sheet is sent, which locks it; otherwise it is a draft.
        sent: bool,
    },
    /// Close marking; the tally is shown.
    CloseMarking {
        /// Key of the session.
        session: String,
    },
    /// Conclude the session: each dossier passes or is refused by its votes.
    Conclude {
        /// Key of the session.
        session: String,
    },
    /// Draft a decision for several dossiers that passed.
    DraftDecision {
        /// Key of the decision.
        decision: String,
        /// Code of the unit that decides.
        organiser: String,
        /// Keys of the dossiers.
        dossiers: Vec<String>,
    },
    /// Issue a decision; it gets its number, and every author a certificate.
    IssueDecision {
        /// Key of the decision.
        decision: String,
    },
}

impl EventAct {
    /// Keys of the dossiers named by the act itself.
    pub fn dossiers(&self) -> Vec<&str> {
        match self {
            Self::File { dossier }
            | Self::Fill { dossier }
            | Self::Submit { dossier }
            | Self::SubmitLate { dossier }
            | Self::Return { dossier, .. }
            | Self::Answer { dossier, .. }
            | Self::Verify { dossier }
            | Self::Accept { dossier }
            | Self::Refuse { dossier, .. }
            | Self::Confirm { dossier, .. }
            | Self::Withdraw { dossier, .. }
            | Self::Step { dossier, .. }
            | Self::Recuse { dossier, .. }
            | Self::Mark { dossier, .. } => vec![dossier.as_str()],
            Self::OpenSession { dossiers, .. } | Self::DraftDecision { dossiers, .. } => {
                dossiers.iter().map(String::as_str).collect()
            }
            Self::CloseMarking { .. } | Self::Conclude { .. } | Self::IssueDecision { .. } => {
                Vec::new()
            }
        }
    }
}

/// The story of the plan.
pub fn story(plan: &Plan) -> Result<Story> {
    let story = Story {
        dossiers: dossiers(plan)?,
        events: events()?,
    };
    check_story(plan, &story)?;
    Ok(story)
}
