//! The life of a dossier: its states, the acts that move it, and what a submission must satisfy.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::form::{Answers, SectionKind, key};
use crate::law::RuleSet;
use crate::refusal::Refusal;
use crate::round::Window;
use crate::share::{self, Share};
use crate::time::Instant;

/// Where a dossier stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written by its author.
    Draft,
    /// Received; waits for the clerk.
    Submitted,
    /// Sent back with numbered items; waits for the author.
    Returned,
    /// Being handled, at a step that its procedure names; neither more nor less is known of it here.
    Processing,
    /// Accepted as complete; waits for the head of the author's unit.
    Accepted,
    /// First application confirmed; waits for the council.
    Confirmed,
    /// On a session's agenda; members mark.
    Marking,
    /// The council recommends recognition; waits for the decision.
    Passed,
    /// Recognised by a decision.
    Recognised,
    /// Handled, with a result.
    Resolved,
    /// Not recognised: the council's vote did not carry. The initiative itself was judged.
    NotRecognised,
    /// The application was refused with a reason before any council saw it.
    Refused,
    /// Withdrawn by its author.
    Withdrawn,
    /// Arrived after its round had closed.
    Late,
    /// Stopped because the right to request recognition had lapsed.
    Stopped,
}

/// What moves a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// The author submits in time.
    Submit,
    /// The author submits after the closing instant.
    SubmitLate,
    /// The author answers the request for supplements.
    Resubmit,
    /// The author withdraws.
    Withdraw,
    /// The clerk accepts.
    Accept,
    /// The clerk asks for supplements.
    Return,
    /// The clerk, or the head, refuses with a reason.
    Refuse,
    /// The head confirms the first application.
    Confirm,
    /// The head confirms a day of first application that is too long ago.
    Stop,
    /// The secretary puts it on an agenda.
    Convene,
    /// The session concludes in favour.
    Pass,
    /// The session concludes against.
    Reject,
    /// A decision recognises it.
    Recognise,
    /// Whoever has it passes it on within the procedure.
    Forward,
    /// What was asked for is granted or given.
    Grant,
    /// Whoever passed it on takes it back before anybody has acted on it.
    Recall,
}

impl Act {
    /// Every act, in the order of the procedure.
    pub const ALL: [Self; 16] = [
        Self::Submit,
        Self::SubmitLate,
        Self::Resubmit,
        Self::Withdraw,
        Self::Accept,
        Self::Return,
        Self::Refuse,
        Self::Confirm,
        Self::Stop,
        Self::Convene,
        Self::Pass,
        Self::Reject,
        Self::Recognise,
        Self::Forward,
        Self::Grant,
        Self::Recall,
    ];
}

impl State {
    /// Every state, in the order of the procedure.
    pub const ALL: [Self; 15] = [
        Self::Draft,
        Self::Submitted,
        Self::Returned,
        Self::Processing,
        Self::Accepted,
        Self::Confirmed,
        Self::Marking,
        Self::Passed,
        Self::Recognised,
        Self::Resolved,
        Self::NotRecognised,
        Self::Refused,
        Self::Withdrawn,
        Self::Late,
        Self::Stopped,
    ];

    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Processing => "processing",
            Self::Accepted => "accepted",
            Self::Confirmed => "confirmed",
            Self::Marking => "marking",
            Self::Passed => "passed",
            Self::Recognised => "recognised",
            Self::Resolved => "resolved",
            Self::NotRecognised => "not-recognised",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Late => "late",
            Self::Stopped => "stopped",
        }
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether the procedure has ended.
    pub const fn is_end(self) -> bool {
        matches!(
            self,
            Self::Recognised
                | Self::Resolved
                | Self::NotRecognised
                | Self::Refused
                | Self::Withdrawn
                | Self::Late
                | Self::Stopped
        )
    }

    /// Whether its author may change the content.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }
}

/// Why a dossier was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefusalReason {
    /// Not complete or not in the required form.
    Incomplete,
    /// Outside what may be recognised.
    Excluded,
    /// Not applied or tried at the unit.
    NotApplied,
    /// Coincides with an initiative already recognised.
    Duplicate,
    /// Supplements did not arrive in time.
    CorrectionOverdue,
    /// The council's vote did not carry.
    NotEnoughVotes,
    /// Another reason, in words.
    Other,
}

impl RefusalReason {
    /// Every reason.
    pub const ALL: [Self; 7] = [
        Self::Incomplete,
        Self::Excluded,
        Self::NotApplied,
        Self::Duplicate,
        Self::CorrectionOverdue,
        Self::NotEnoughVotes,
        Self::Other,
    ];

    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::Excluded => "excluded",
            Self::NotApplied => "not-applied",
            Self::Duplicate => "duplicate",
            Self::CorrectionOverdue => "correction-overdue",
            Self::NotEnoughVotes => "not-enough-votes",
            Self::Other => "other",
        }
    }

    /// The reason of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// An author as named in the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// Full name.
    pub full_name: String,
    /// Day of birth, if given.
    #[serde(default)]
    pub born_on: Option<Date>,
    /// Where the author works or lives.
    #[serde(default)]
    pub workplace: String,
    /// Post held.
    #[serde(default)]
    pub position: String,
    /// Professional qualification.
    #[serde(default)]
    pub qualification: String,
    /// Share of the contribution.
    pub share: Share,
}

/// The content of a dossier as its author presents it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Answers by section key.
    pub sections: BTreeMap<String, Answers>,
    /// Authors, the main one first.
    pub authors: Vec<Author>,
    /// Attached files by SHA-256, lower-case hexadecimal.
    pub files: Vec<String>,
}

impl Content {
    /// The answer to the question `field`, wherever it stands.
    pub fn answer(&self, field: &str) -> &str {
        self.sections
            .values()
            .find_map(|answers| answers.get(field))
            .map_or("", String::as_str)
    }

    /// The declared day of first application.
    pub fn first_applied_on(&self) -> Option<Date> {
        self.answer(key::FIRST_APPLIED_ON).parse().ok()
    }

    /// What is missing in the section `section`, by the rules. Unknown sections lack nothing.
    pub fn missing_in(&self, section: &str, rules: &RuleSet) -> Vec<Refusal> {
        let Some(section) = rules.form.section(section) else {
            return Vec::new();
        };
        match section.kind {
            SectionKind::Fields => {
                static NONE: Answers = Answers::new();
                section.missing(self.sections.get(&section.key).unwrap_or(&NONE))
            }
            SectionKind::Authors => self.author_faults(rules),
            SectionKind::Evidence => {
                let count = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
                if count < rules.files.min_files {
                    vec![Refusal::TooFewFiles {
                        least: rules.files.min_files,
                    }]
                } else {
                    Vec::new()
                }
            }
        }
    }

    fn author_faults(&self, rules: &RuleSet) -> Vec<Refusal> {
        let shares: Vec<Share> = self.authors.iter().map(|author| author.share).collect();
        let mut faults = share::check(&shares, &rules.authors)
            .err()
            .unwrap_or_default();
        faults.extend(
            self.authors
                .iter()
                .enumerate()
                .filter(|(_, author)| author.full_name.trim().is_empty())
                .map(|(index, _)| Refusal::AuthorUnnamed {
                    position: index + 1,
                }),
        );
        faults
    }

    /// Everything missing before submission, with the key of the section where it is missing.
    pub fn missing(&self, rules: &RuleSet) -> Vec<(String, Refusal)> {
        rules
            .form
            .sections
            .iter()
            .flat_map(|section| {
                self.missing_in(&section.key, rules)
                    .into_iter()
                    .map(|refusal| (section.key.clone(), refusal))
            })
            .collect()
    }
}

/// What a submission comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submission {
    /// Received in time.
    Received,
    /// Stamped at or after the closing instant: recorded as late, the content kept.
    Late(Refusal),
}

/// Judges a first submission stamped `now`.
///
/// # Errors
/// Every missing answer, or that the round has not opened. Lateness is not an error but an
/// outcome: it is recorded, and the author keeps a proof of it.
pub fn submit(
    content: &Content,
    window: &Window,
    rules: &RuleSet,
    now: Instant,
) -> Result<Submission, Vec<Refusal>> {
    let late = match window.receive(now) {
        Ok(()) => None,
        Err(closed @ Refusal::RoundClosed { .. }) => Some(closed),
        Err(other) => return Err(vec![other]),
    };
    if let Some(closed) = late {
        return Ok(Submission::Late(closed));
    }
    let mut faults: Vec<Refusal> = content
        .missing(rules)
        .into_iter()
        .map(|(_, refusal)| refusal)
        .collect();
    if content
        .first_applied_on()
        .is_some_and(|day| day > now.day())
    {
        faults.push(Refusal::FirstApplicationInFuture);
    }
    if faults.is_empty() {
        Ok(Submission::Received)
    } else {
        Err(faults)
    }
}

/// Judges the day of first application that the head of the unit confirms, against the day the
/// application was filed.
///
/// # Errors
/// [`Refusal::ClaimLapsed`] with the arithmetic and the article when the application came after
/// the last day; [`Refusal::FirstApplicationInFuture`] for a day after the filing, since what had
/// not been applied by then cannot be confirmed.
pub fn confirm_first_application(
    first_applied_on: Date,
    filed_on: Date,
    rules: &RuleSet,
) -> Result<(), Refusal> {
    if first_applied_on > filed_on {
        return Err(Refusal::FirstApplicationInFuture);
    }
    let last_day = rules.claim_ends_on(first_applied_on);
    if filed_on > last_day {
        return Err(Refusal::ClaimLapsed {
            first_applied_on,
            last_day,
            filed_on,
            citation: rules.limits.claim.citation.clone(),
        });
    }
    Ok(())
}
