//! The sample page of the component set, for a development instance only.

use askama::Template;

use crate::Shell;
use crate::parts::{
    Act, Citation, Deadline, Due, Empty, Errors, Event, Fact, Link, Meter, Notice, Opt, Pager,
    SummaryGroup, Tab, Tag,
};

/// `GET /ui`: every component in its states and a link to every sample page.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/ui.html")]
pub struct UiPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Sample pages.
    pub samples: Vec<Link>,
    /// Buttons.
    pub acts: Vec<Act>,
    /// Statuses.
    pub tags: Vec<Tag>,
    /// Banners.
    pub notices: Vec<Notice>,
    /// Deadlines.
    pub deadlines: Vec<Deadline>,
    /// Due times.
    pub dues: Vec<Due>,
    /// A timeline.
    pub events: Vec<Event>,
    /// Answers.
    pub summary: SummaryGroup,
    /// Facts.
    pub facts: Vec<Fact>,
    /// A citation.
    pub citation: Citation,
    /// An empty state.
    pub empty: Empty,
    /// A bar.
    pub meter: Meter,
    /// Tabs.
    pub tabs: Vec<Tab>,
    /// Pages of a list.
    pub pager: Pager,
    /// Choices.
    pub options: Vec<Opt>,
    /// Problems.
    pub errors: Errors,
}
