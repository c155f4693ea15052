//! Forms made of groups of fields: what a page for editing data of many rows is built from.
//! Groups may stand in groups, to the depth the data has.

use askama::Template;

use super::{Area, Checks, DateInput, Errors, Link, Opt, Radios, Select, TextInput, safe};

/// How a field of an edited thing is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditKind {
    /// One line.
    Text,
    /// One line of its own.
    Wide,
    /// A short text, such as a code or a time.
    Short,
    /// A number, with its unit after the field.
    Number(String),
    /// Several lines, this many in sight.
    Lines(u32),
    /// A day.
    Day,
    /// One of many.
    Choice(Vec<Opt>),
    /// One of a few, all in sight.
    Few(Vec<Opt>),
    /// Any of a few.
    Several(Vec<Opt>),
    /// A box to tick; posts "yes".
    Tick,
}

/// A field of an edited thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditField {
    /// Posted name.
    pub name: String,
    /// Label.
    pub label: String,
    /// Help below the label.
    pub hint: Option<String>,
    /// What it holds: text, or the value chosen; "yes" for a ticked box.
    pub value: String,
    /// How it is filled in.
    pub kind: EditKind,
    /// Whether it may stay empty.
    pub optional: bool,
    /// What is wrong with what was typed.
    pub error: Option<String>,
}

impl EditField {
    /// A field by its posted name, label and what it holds.
    pub fn new(
        name: impl Into<String>,
        label: impl Into<String>,
        value: impl Into<String>,
        kind: EditKind,
    ) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            hint: None,
            value: value.into(),
            kind,
            optional: false,
            error: None,
        }
    }

    /// The same field with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same field, marked as not obligatory.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// What it holds, in the words of its choices.
    pub fn words(&self) -> String {
        match &self.kind {
            EditKind::Choice(options) | EditKind::Few(options) => options
                .iter()
                .find(|option| option.selected)
                .map(|option| option.label.clone())
                .unwrap_or_default(),
            EditKind::Several(options) => options
                .iter()
                .filter(|option| option.selected)
                .map(|option| option.label.as_str())
                .collect::<Vec<_>>()
                .join(", "),
            EditKind::Tick if self.value == "yes" => "Có".to_owned(),
            EditKind::Tick => "Không".to_owned(),
            _ => self.value.clone(),
        }
    }

    fn is_wide(&self) -> bool {
        matches!(
            self.kind,
            EditKind::Wide
                | EditKind::Lines(_)
                | EditKind::Several(_)
                | EditKind::Few(_)
                | EditKind::Tick
        )
    }

    fn html(&self) -> askama::Result<String> {
        let mut errors = Errors::none();
        if let Some(error) = &self.error {
            errors.push(self.name.clone(), error.clone());
        }
        let (name, label) = (self.name.as_str(), self.label.as_str());
        macro_rules! render {
            ($field:expr) => {{
                let mut field = $field.errors(&errors);
                if let Some(hint) = &self.hint {
                    field = field.hint(hint);
                }
                if self.optional {
                    field = field.optional();
                }
                field.render()
            }};
        }
        match &self.kind {
            EditKind::Text | EditKind::Wide => render!(TextInput::new(name, label, &self.value)),
            EditKind::Short => render!(TextInput::new(name, label, &self.value).short()),
            EditKind::Number(unit) => {
                render!(TextInput::new(name, label, &self.value).number(unit))
            }
            EditKind::Lines(rows) => render!(Area::new(name, label, &self.value).rows(*rows)),
            EditKind::Day => render!(DateInput::new(name, label, &self.value)),
            EditKind::Choice(options) => render!(Select::new(name, label, options)),
            EditKind::Few(options) => render!(Radios::new(name, label, options)),
            EditKind::Several(options) => render!(Checks::new(name, label, options)),
            EditKind::Tick => Ticked {
                name,
                label,
                hint: self.hint.as_deref(),
                checked: self.value == "yes",
            }
            .render(),
        }
    }
}

/// A box to tick.
#[derive(Debug, Clone, Copy, Template)]
#[template(
    source = r#"<div class="field tick"><div class="choice"><input type="checkbox" id="f-{{ name }}" name="{{ name }}" value="yes"{% if checked %} checked{% endif %}{% if hint.is_some() %} aria-describedby="f-{{ name }}-hint"{% endif %}><label for="f-{{ name }}">{{ label }}</label>{% if let Some(hint) = hint %}<p class="hint" id="f-{{ name }}-hint">{{ hint }}</p>{% endif %}</div></div>"#,
    ext = "html"
)]
struct Ticked<'a> {
    name: &'a str,
    label: &'a str,
    hint: Option<&'a str>,
    checked: bool,
}

/// A button that saves the form and does something with one of its groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditButton {
    /// Its words.
    pub label: String,
    /// What it is about, for those who hear the page; empty when the words say it.
    pub about: String,
    /// Posted as `intent`.
    pub intent: String,
    /// Whether it takes something away.
    pub removes: bool,
}

impl EditButton {
    /// A button by its words and what it posts.
    pub fn new(label: impl Into<String>, intent: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            about: String::new(),
            intent: intent.into(),
            removes: false,
        }
    }

    /// The same about a thing of this name.
    #[must_use]
    pub fn about(mut self, name: impl Into<String>) -> Self {
        self.about = name.into();
        self
    }

    /// The same as one that takes something away.
    #[must_use]
    pub fn removes(mut self) -> Self {
        self.removes = true;
        self
    }
}

/// Fields that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/edit_group.html")]
pub struct EditGroup {
    /// Where links lead to: the id of the group in the page.
    pub id: String,
    /// Its name.
    pub legend: String,
    /// A sentence below the name.
    pub note: Option<String>,
    /// What stands for the group while it is folded; none for a group that is always open.
    pub summary: Option<String>,
    /// What a check found here to be wrong.
    pub faults: Vec<String>,
    /// What a check found here to be looked at.
    pub remarks: Vec<String>,
    /// Names and values that are posted unseen.
    pub hidden: Vec<(String, String)>,
    /// Fields.
    pub fields: Vec<EditField>,
    /// Groups within it.
    pub groups: Vec<EditGroup>,
    /// Where more of it is edited.
    pub link: Option<Link>,
    /// Buttons.
    pub buttons: Vec<EditButton>,
}

impl EditGroup {
    /// A group by its id and name.
    pub fn new(id: impl Into<String>, legend: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            legend: legend.into(),
            ..Self::default()
        }
    }

    /// The same with a sentence below the name.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// The same, folded under these words unless something is wrong in it.
    #[must_use]
    pub fn folded(mut self, summary: impl Into<String>) -> Self {
        self.summary = Some(summary.into());
        self
    }

    /// Whether a folded group is to be shown open.
    fn unfolded(&self) -> bool {
        let wrong = self.fields.iter().any(|field| field.error.is_some());
        wrong || !self.faults.is_empty() || self.groups.iter().any(Self::unfolded)
    }

    /// The same with one more unseen value.
    #[must_use]
    pub fn hide(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.hidden.push((name.into(), value.into()));
        self
    }

    /// The same with more fields.
    #[must_use]
    pub fn fields(mut self, fields: impl IntoIterator<Item = EditField>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// The same with more groups in it.
    #[must_use]
    pub fn groups(mut self, groups: impl IntoIterator<Item = Self>) -> Self {
        self.groups.extend(groups);
        self
    }

    /// The same with more buttons.
    #[must_use]
    pub fn buttons(mut self, buttons: impl IntoIterator<Item = EditButton>) -> Self {
        self.buttons.extend(buttons);
        self
    }

    /// The same with a way to a page of its own.
    #[must_use]
    pub fn link(mut self, link: Link) -> Self {
        self.link = Some(link);
        self
    }

    fn fields_html(&self) -> askama::Result<Vec<(bool, String)>> {
        self.fields
            .iter()
            .map(|field| Ok((field.is_wide(), field.html()?)))
            .collect()
    }
}

safe!(EditGroup);
