//! Links, tags, banners, facts, citations.

use askama::Template;

use super::safe;

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(source = r#"<a href="{{ href }}">{{ label }}</a>"#, ext = "html")]
pub struct Link {
    /// The words of the link.
    pub label: String,
    /// Address, relative to the site.
    pub href: String,
}

impl Link {
    /// A link from its words and address.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
        }
    }
}

/// What a tag's colour says; the words say it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary state, no signal.
    Plain,
    /// Finished; shown as plain text without colour.
    Done,
    /// Good outcome, on track.
    Good,
    /// In progress, acts of a person.
    Active,
    /// Needs attention soon.
    Soon,
    /// Late, refused, an error.
    Late,
    /// Act of the state: issued, recognised, published.
    State,
    /// Cannot start yet.
    Waiting,
}

/// A short status.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    source = r#"<span class="tag tag-{{ self.class() }}{% if self.is_short() %} tag-short{% endif %}">{{ label }}</span>"#,
    ext = "html"
)]
pub struct Tag {
    /// Words of the status.
    pub label: String,
    /// Its signal.
    pub tone: Tone,
}

impl Tag {
    /// A tag from its words and signal.
    pub fn new(label: impl Into<String>, tone: Tone) -> Self {
        Self {
            label: label.into(),
            tone,
        }
    }

    /// Whether it is short enough to stay on one line in a narrow column.
    fn is_short(&self) -> bool {
        const SHORT: usize = 12;
        self.label.chars().count() <= SHORT
    }

    fn class(&self) -> &'static str {
        match self.tone {
            Tone::Plain => "plain",
            Tone::Done => "done",
            Tone::Good => "good",
            Tone::Active => "active",
            Tone::Soon => "soon",
            Tone::Late => "late",
            Tone::State => "state",
            Tone::Waiting => "waiting",
        }
    }
}

/// The kind of a notification banner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The result of an act that succeeded (announced by screen readers).
    Success,
    /// Something to know.
    Info,
    /// Something to take care of.
    Warning,
}

/// The one notification banner of a page.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/notice.html")]
pub struct Notice {
    /// Which kind.
    pub kind: Kind,
    /// One sentence: what happened.
    pub title: String,
    /// More, when needed.
    pub text: Option<String>,
    /// Where to go next.
    pub link: Option<Link>,
}

impl Notice {
    /// A banner of one sentence.
    pub fn new(kind: Kind, title: impl Into<String>) -> Self {
        Self {
            kind,
            title: title.into(),
            text: None,
            link: None,
        }
    }
}

/// One labelled value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// Its value; line breaks are kept.
    pub value: String,
    /// Where the value leads, if anywhere.
    pub href: Option<String>,
}

impl Fact {
    /// A fact without a link.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            href: None,
        }
    }

    /// The same fact, its value being a link.
    #[must_use]
    pub fn to(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }
}

/// A list of facts.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "parts/facts.html")]
pub struct Facts<'a> {
    facts: &'a [Fact],
}

impl<'a> Facts<'a> {
    /// The facts in their order.
    pub fn new(facts: &'a [Fact]) -> Self {
        Self { facts }
    }
}

/// "Căn cứ: …", with the arithmetic behind a fold.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/citation.html")]
pub struct Citation {
    /// Article and act, for example "khoản 2 Điều 4 Nghị định số 13/2012/NĐ-CP".
    pub source: String,
    /// What the rule says, in one sentence.
    pub says: Option<String>,
    /// Steps of the calculation, in order.
    pub steps: Vec<String>,
}

impl Citation {
    /// A citation without text or calculation.
    pub fn new(source: impl Into<String>) -> Self {
        Self {
            source: source.into(),
            says: None,
            steps: Vec::new(),
        }
    }
}

/// A large number with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Formatted number, "1.204".
    pub value: String,
    /// What is counted.
    pub label: String,
}

impl Count {
    /// A count from its formatted number and words.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// What stands where a list would be.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/empty.html")]
pub struct Empty {
    /// What is not there.
    pub title: String,
    /// Why, and what to do.
    pub text: String,
    /// The next act, if there is one.
    pub link: Option<Link>,
}

impl Empty {
    /// An empty state without a link.
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            text: text.into(),
            link: None,
        }
    }
}

safe!(Link, Tag, Notice, Facts<'_>, Citation, Empty);
