//! The demo's story: dossiers, and what people do with them, in order of time.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sangkien_domain::correction::NewItem;
use sangkien_domain::dossier::RefusalReason;
use sangkien_domain::form::Answers;
use sangkien_domain::rubric::Scores;
use sangkien_domain::time::Instant;
use serde::Deserialize;

use crate::check::check_story;
use crate::dossiers::{SampleDossier, SampleFile, dossiers};
use crate::error::Result;
use crate::plan::Plan;
use crate::read::{Moment, Points, Source, source};

pub(crate) const STORY: [Source; 4] = [
    source!("phuc-tho-2024/story/1-co-so.toml"),
    source!("phuc-tho-2024/story/2-dot-1.toml"),
    source!("phuc-tho-2024/story/3-phien-hop-thang-4.toml"),
    source!("phuc-tho-2024/story/4-sau-dot-1.toml"),
];

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
            | Self::Accept { dossier }
            | Self::Refuse { dossier, .. }
            | Self::Confirm { dossier, .. }
            | Self::Withdraw { dossier, .. }
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StoryFile {
    event: Vec<RawEvent>,
}

#[derive(Deserialize)]
struct RawEvent {
    at: Moment,
    by: String,
    #[serde(flatten)]
    act: RawAct,
}

#[derive(Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case", deny_unknown_fields)]
enum RawAct {
    File {
        dossier: String,
    },
    Fill {
        dossier: String,
    },
    Submit {
        dossier: String,
    },
    SubmitLate {
        dossier: String,
    },
    Return {
        dossier: String,
        items: Vec<NewItem>,
    },
    Answer {
        dossier: String,
        answers: Vec<String>,
        #[serde(default)]
        changes: BTreeMap<String, Answers>,
        #[serde(default)]
        files: Vec<SampleFile>,
    },
    Accept {
        dossier: String,
    },
    Refuse {
        dossier: String,
        reason: RefusalReason,
        text: String,
    },
    Confirm {
        dossier: String,
        first_applied_on: Date,
    },
    Withdraw {
        dossier: String,
        text: String,
    },
    OpenSession {
        session: String,
        council: String,
        title: String,
        place: String,
        meets_at: Moment,
        dossiers: Vec<String>,
    },
    Recuse {
        session: String,
        dossier: String,
        text: String,
    },
    Mark {
        session: String,
        /// Minutes between one sheet and the next.
        #[serde(default = "five")]
        every_minutes: i64,
        sheets: Vec<RawSheet>,
    },
    CloseMarking {
        session: String,
    },
    Conclude {
        session: String,
    },
    DraftDecision {
        decision: String,
        organiser: String,
        dossiers: Vec<String>,
    },
    IssueDecision {
        decision: String,
    },
}

const fn five() -> i64 {
    5
}

const fn sent() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSheet {
    dossier: String,
    scores: BTreeMap<String, Points>,
    #[serde(default)]
    vote: Option<Vote>,
    #[serde(default)]
    remark: String,
    #[serde(default = "sent")]
    sent: bool,
}

#[derive(Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Vote {
    For,
    Against,
}

impl RawSheet {
    fn resolve(self, session: &str) -> EventAct {
        EventAct::Mark {
            session: session.to_owned(),
            dossier: self.dossier,
            scores: self
                .scores
                .into_iter()
                .map(|(key, points)| (key, points.0))
                .collect(),
            in_favour: self.vote.map(|vote| vote == Vote::For),
            remark: self.remark,
            sent: self.sent,
        }
    }
}

impl RawEvent {
    /// One event, or one per sheet.
    fn resolve(self) -> Vec<Event> {
        let (at, by) = (self.at.0, self.by);
        let act = match self.act {
            RawAct::Mark {
                session,
                every_minutes,
                sheets,
            } => {
                return (0..)
                    .zip(sheets)
                    .map(|(index, sheet)| Event {
                        at: at.plus_seconds(every_minutes * 60 * index),
                        by: by.clone(),
                        act: sheet.resolve(&session),
                    })
                    .collect();
            }
            other => other.resolve(),
        };
        act.map(|act| Event { at, by, act }).into_iter().collect()
    }
}

impl RawAct {
    /// The act, unless it stands for several.
    fn resolve(self) -> Option<EventAct> {
        Some(match self {
            Self::Mark { .. } => return None,
            Self::File { dossier } => EventAct::File { dossier },
            Self::Fill { dossier } => EventAct::Fill { dossier },
            Self::Submit { dossier } => EventAct::Submit { dossier },
            Self::SubmitLate { dossier } => EventAct::SubmitLate { dossier },
            Self::Return { dossier, items } => EventAct::Return { dossier, items },
            Self::Answer {
                dossier,
                answers,
                changes,
                files,
            } => EventAct::Answer {
                dossier,
                answers,
                changes,
                files,
            },
            Self::Accept { dossier } => EventAct::Accept { dossier },
            Self::Refuse {
                dossier,
                reason,
                text,
            } => EventAct::Refuse {
                dossier,
                reason,
                text,
            },
            Self::Confirm {
                dossier,
                first_applied_on,
            } => EventAct::Confirm {
                dossier,
                first_applied_on,
            },
            Self::Withdraw { dossier, text } => EventAct::Withdraw { dossier, text },
            Self::OpenSession {
                session,
                council,
                title,
                place,
                meets_at,
                dossiers,
            } => EventAct::OpenSession {
                session,
                council,
                title,
                place,
                meets_at: meets_at.0,
                dossiers,
            },
            Self::Recuse {
                session,
                dossier,
                text,
            } => EventAct::Recuse {
                session,
                dossier,
                text,
            },
            Self::CloseMarking { session } => EventAct::CloseMarking { session },
            Self::Conclude { session } => EventAct::Conclude { session },
            Self::DraftDecision {
                decision,
                organiser,
                dossiers,
            } => EventAct::DraftDecision {
                decision,
                organiser,
                dossiers,
            },
            Self::IssueDecision { decision } => EventAct::IssueDecision { decision },
        })
    }
}

/// The story of the plan.
pub fn story(plan: &Plan) -> Result<Story> {
    let mut events = Vec::new();
    for file in STORY {
        let raw: StoryFile = file.parse()?;
        events.extend(raw.event.into_iter().flat_map(RawEvent::resolve));
    }
    // Sheets written as one entry interleave with those of other members; the sort is stable, so
    // events of one moment keep the order of the file.
    events.sort_by_key(|event| event.at);
    let story = Story {
        dossiers: dossiers(plan)?,
        events,
    };
    check_story(plan, &story)?;
    Ok(story)
}
