//! Time, progress and acts: deadlines, task list, timeline, summary list, meter.

use askama::Template;

use super::{Citation, Errors, Tag, safe};

/// How a deadline stands. Said in words as well as in colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Enough time.
    OnTrack,
    /// Little time.
    Soon,
    /// Past.
    Late,
    /// No longer running.
    Closed,
}

impl Pace {
    fn class(self) -> &'static str {
        match self {
            Self::OnTrack => "on",
            Self::Soon => "soon",
            Self::Late => "late",
            Self::Closed => "closed",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::OnTrack => "Đúng hạn",
            Self::Soon => "Sắp hết hạn",
            Self::Late => "Quá hạn",
            Self::Closed => "Đã đóng",
        }
    }
}

/// A deadline banner. The server writes the remaining time; a script keeps it
/// running from the server's clock (which may be a simulated one).
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/deadline.html")]
pub struct Deadline {
    /// How it stands.
    pub pace: Pace,
    /// Remaining time in words, "1 giờ 58 phút"; none when `lead` says it all.
    pub remaining: Option<String>,
    /// With `remaining`: what is to be done in it ("để nộp hồ sơ"). Without: the whole sentence.
    pub lead: String,
    /// The instant and the rule, "Đợt 1 nhận hồ sơ đến 23:59:59 ngày 09/04/2024 (giờ Việt Nam)."
    pub detail: String,
    /// Closing instant, milliseconds since the Unix epoch.
    pub closes_at: Option<i64>,
    /// The server's clock when the page was made, milliseconds since the Unix epoch.
    pub now: Option<i64>,
}

/// A due time in a list.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    source = r#"<span class="due due-{{ pace.class() }}">{{ text }}</span>"#,
    ext = "html"
)]
pub struct Due {
    /// The words, "còn 3 ngày làm việc".
    pub text: String,
    /// How it stands.
    pub pace: Pace,
}

/// One task of a task list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its name.
    pub title: String,
    /// Where it is done; none when it cannot start yet.
    pub href: Option<String>,
    /// What is there or what is missing.
    pub note: Option<String>,
    /// Its status.
    pub status: Tag,
}

/// Where a timeline entry lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// It happened.
    Past,
    /// It is going on.
    Now,
    /// It is to come.
    Ahead,
}

/// One entry of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/event.html")]
pub struct Event {
    /// Date and time in words; for what is to come, the deadline.
    pub at: String,
    /// What.
    pub title: String,
    /// By whom.
    pub by: Option<String>,
    /// More.
    pub detail: Option<String>,
    /// Past, going on or ahead.
    pub when: When,
}

impl Event {
    fn is_now(&self) -> bool {
        self.when == When::Now
    }
}

/// What pressing an act does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Opens a page.
    Open(String),
    /// Posts a form that carries only the CSRF token.
    Post(String),
}

/// Something a person may do now, or would do if it were allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// The words of the button, naming the act.
    pub label: String,
    /// What it does.
    pub target: Target,
    /// Style of the button: `primary`, `secondary`, `state` or `danger`.
    pub style: &'static str,
    /// Why it is not allowed now; the button is then not shown, the reason is.
    pub blocked: Option<String>,
}

impl Act {
    /// The main act of a page: opens another.
    pub fn open(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            target: Target::Open(href.into()),
            style: "primary",
            blocked: None,
        }
    }

    /// An act that posts.
    pub fn post(label: impl Into<String>, action: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            target: Target::Post(action.into()),
            style: "primary",
            blocked: None,
        }
    }

    /// The same act, of less weight.
    #[must_use]
    pub fn secondary(mut self) -> Self {
        self.style = "secondary";
        self
    }

    /// The same act as one of the state's own (sign, issue, publish).
    #[must_use]
    pub fn state(mut self) -> Self {
        self.style = "state";
        self
    }

    /// The same act as one that takes something away.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.style = "danger";
        self
    }

    /// The same act, not allowed for this reason.
    #[must_use]
    pub fn blocked(mut self, reason: impl Into<String>) -> Self {
        self.blocked = Some(reason.into());
        self
    }
}

/// One answer on a page that shows them all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRow {
    /// The question.
    pub label: String,
    /// The answer; line breaks are kept; empty is shown as "Không cung cấp".
    pub value: String,
    /// Where to change it.
    pub change: Option<String>,
    /// What is wrong with it.
    pub problem: Option<String>,
}

/// Answers of one section.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/summary.html")]
pub struct SummaryGroup {
    /// Name of the section.
    pub title: String,
    /// Its answers.
    pub rows: Vec<SummaryRow>,
}

/// One thing that will happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub title: String,
    /// By when.
    pub when: Option<String>,
    /// By which rule.
    pub citation: Option<Citation>,
}

/// A bar with thresholds, drawn as SVG. All values in the same unit.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/meter.html")]
pub struct Meter {
    /// What it says, for those who cannot see it.
    pub label: String,
    /// The value.
    pub value: u32,
    /// The greatest value.
    pub max: u32,
    /// Marks on the bar.
    pub marks: Vec<u32>,
}

impl Meter {
    /// Position on a bar of 1000 units.
    fn at(&self, value: u32) -> u64 {
        let max = u64::from(self.max.max(1));
        (u64::from(value) * 1000 / max).min(1000)
    }

    fn value_at(&self) -> u64 {
        self.at(self.value)
    }

    fn marks_at(&self) -> Vec<u64> {
        self.marks.iter().map(|mark| self.at(*mark)).collect()
    }
}

/// A list of problems that stand in the way, each leading to its place.
impl Errors {
    /// From pairs of field and message.
    pub fn from_pairs<F: Into<String>, M: Into<String>>(
        pairs: impl IntoIterator<Item = (F, M)>,
    ) -> Self {
        pairs
            .into_iter()
            .fold(Self::none(), |errors, (field, message)| {
                errors.with(field, message)
            })
    }
}

safe!(Deadline, Due, Event, SummaryGroup, Meter);
