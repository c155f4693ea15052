//! What surrounds every page: header, demo bar, banner, way back, footer.

use crate::parts::{Link, Notice};

/// One entry of the main navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Words.
    pub label: String,
    /// Address.
    pub href: String,
    /// Whether the page belongs to it.
    pub current: bool,
    /// How many things wait there.
    pub count: Option<u64>,
}

impl NavItem {
    /// An entry that is not the current one and counts nothing.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            current: false,
            count: None,
        }
    }

    /// The same entry as the current one.
    #[must_use]
    pub fn current(mut self) -> Self {
        self.current = true;
        self
    }

    /// The same entry with a count.
    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Display name.
    pub name: String,
    /// Roles and unit, one line.
    pub roles: String,
    /// Entries of the personal menu besides signing out.
    pub links: Vec<Link>,
}

/// One moment of the demo story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoMoment {
    /// Posted as `moment`.
    pub key: String,
    /// Words of the button.
    pub label: String,
    /// Whether the clock stands there.
    pub current: bool,
}

/// The bar of a demo instance. Posts `moment` and `next` to `/demo/clock`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoBar {
    /// The simulated clock in words, "21:40 ngày 09/04/2024".
    pub clock: String,
    /// Moments the clock can be set to.
    pub moments: Vec<DemoMoment>,
    /// Address to return to.
    pub next: String,
}

/// What surrounds a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shell {
    /// Name of the agency that runs this instance.
    pub agency: String,
    /// Main navigation, by role.
    pub nav: Vec<NavItem>,
    /// Who is signed in; none shows a link to sign in.
    pub person: Option<Person>,
    /// The demo bar; none on a real instance.
    pub demo: Option<DemoBar>,
    /// The banner; never shown together with an error summary.
    pub notice: Option<Notice>,
    /// The way back, above the heading.
    pub back: Option<Link>,
    /// Value of the hidden field `csrf` in every form.
    pub csrf: String,
    /// Version of the program, for the footer.
    pub version: String,
}
