//! The files of the story.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sangkien_domain::correction::NewItem;
use sangkien_domain::dossier::RefusalReason;
use sangkien_domain::form::Answers;
use serde::Deserialize;

use crate::dossiers::SampleFile;
use crate::error::Result;
use crate::read::{Moment, Points, Source, source};
use crate::story::{Event, EventAct};

const STORY: [Source; 5] = [
    source!("phuc-tho-2024/story/1-co-so.toml"),
    source!("phuc-tho-2024/story/2-dot-1.toml"),
    source!("phuc-tho-2024/story/3-phien-hop-thang-4.toml"),
    source!("phuc-tho-2024/story/4-sau-dot-1.toml"),
    source!("phuc-tho-2024/story/5-thu-tuc-hanh-chinh.toml"),
];

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
    Verify {
        dossier: String,
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
    Step {
        dossier: String,
        step: String,
        #[serde(default)]
        opinion: String,
        #[serde(default)]
        facts: BTreeMap<String, String>,
        #[serde(default)]
        files: Vec<SampleFile>,
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
            Self::Verify { dossier } => EventAct::Verify { dossier },
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
            Self::Step {
                dossier,
                step,
                opinion,
                facts,
                files,
            } => EventAct::Step {
                dossier,
                step,
                opinion,
                facts,
                files,
            },
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

/// The events of all files, in order of time.
pub(crate) fn events() -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for file in STORY {
        events.extend(read(file)?);
    }
    // Sheets written as one entry interleave with those of other members; the sort is stable, so
    // events of one moment keep the order of the file.
    events.sort_by_key(|event| event.at);
    Ok(events)
}

fn read(file: Source) -> Result<Vec<Event>> {
    let raw: StoryFile = file.parse()?;
    Ok(raw.event.into_iter().flat_map(RawEvent::resolve).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_in_an_event_is_a_fault() {
        let event = "[[event]]\nat = \"2024-04-09T21:30:00+07:00\"\nby = \"x\"\nact = \"accept\"\ndossier = \"y\"\n";
        let file = |text| Source {
            path: "sample.toml",
            text,
        };
        assert_eq!(read(file(event)).unwrap().len(), 1);
        let stray = format!("{event}remark = \"z\"\n");
        assert!(read(file(stray.leak())).is_err());
    }
}
