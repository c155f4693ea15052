//! Form fields. A field's id is `f-` and its name, so that an error summary can
//! lead to it; its hint and error are tied to it by `aria-describedby`.

use askama::Template;

use super::safe;

/// One problem with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field as it is posted; empty when the whole form is meant.
    pub field: String,
    /// What is wrong and how to put it right, one sentence.
    pub message: String,
}

/// The problems of a form in the order of its fields. Shown as a summary at the
/// top and, in the same words, at each field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/errors.html")]
pub struct Errors {
    /// The problems.
    pub list: Vec<FieldError>,
}

impl Errors {
    /// No problem.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a problem.
    pub fn push(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.list.push(FieldError {
            field: field.into(),
            message: message.into(),
        });
    }

    /// The same list with one problem more.
    #[must_use]
    pub fn with(mut self, field: impl Into<String>, message: impl Into<String>) -> Self {
        self.push(field, message);
        self
    }

    /// Whether there is no problem.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The words for one field.
    pub fn at(&self, field: &str) -> Option<&str> {
        self.list
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.message.as_str())
    }
}

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opt {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Explanation below the label (radios and checkboxes).
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub selected: bool,
}

impl Opt {
    /// A choice that is not chosen.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
            selected: false,
        }
    }

    /// The same choice with an explanation.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same choice, chosen or not.
    #[must_use]
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }
}

macro_rules! field_setters {
    () => {
        /// The same field with a hint.
        #[must_use]
        pub fn hint(mut self, hint: &'a str) -> Self {
            self.hint = Some(hint);
            self
        }

        /// The same field with its problem, if the form has one for it.
        #[must_use]
        pub fn errors(mut self, errors: &'a Errors) -> Self {
            self.error = errors.at(self.name);
            self
        }

        /// The same field, marked as not obligatory.
        #[must_use]
        pub fn optional(mut self) -> Self {
            self.optional = true;
            self
        }

        fn described_by(&self) -> Option<String> {
            described_by(self.name, self.hint.is_some(), self.error.is_some())
        }
    };
}

fn described_by(name: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(format!("f-{name}-hint")),
        (false, true) => Some(format!("f-{name}-error")),
        (true, true) => Some(format!("f-{name}-hint f-{name}-error")),
    }
}

/// A field of one line.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/text_input.html")]
pub struct TextInput<'a> {
    name: &'a str,
    label: &'a str,
    value: &'a str,
    hint: Option<&'a str>,
    error: Option<&'a str>,
    optional: bool,
    kind: &'static str,
    mode: Option<&'static str>,
    autocomplete: Option<&'a str>,
    width: &'static str,
    suffix: Option<&'a str>,
}

impl<'a> TextInput<'a> {
    /// A field by its posted name, its label and what it holds.
    pub fn new(name: &'a str, label: &'a str, value: &'a str) -> Self {
        Self {
            name,
            label,
            value,
            hint: None,
            error: None,
            optional: false,
            kind: "text",
            mode: None,
            autocomplete: None,
            width: "full",
            suffix: None,
        }
    }

    field_setters!();

    /// A field whose content is not shown and never sent back to the page.
    #[must_use]
    pub fn password(mut self, autocomplete: &'a str) -> Self {
        self.kind = "password";
        self.autocomplete = Some(autocomplete);
        self.half()
    }

    fn shows_value(&self) -> bool {
        self.kind != "password"
    }

    /// What the browser may fill in.
    #[must_use]
    pub fn autocomplete(mut self, token: &'a str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    /// Half the width of the column.
    #[must_use]
    pub fn half(mut self) -> Self {
        self.width = "half";
        self
    }

    /// Room for a date or a short code.
    #[must_use]
    pub fn short(mut self) -> Self {
        self.width = "short";
        self
    }

    /// A number with a decimal comma, with its unit after the field.
    #[must_use]
    pub fn number(mut self, suffix: &'a str) -> Self {
        self.mode = Some("decimal");
        self.width = "short";
        if !suffix.is_empty() {
            self.suffix = Some(suffix);
        }
        self
    }
}

/// A date in one field, dd/mm/yyyy.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/date_input.html")]
pub struct DateInput<'a> {
    name: &'a str,
    label: &'a str,
    value: &'a str,
    hint: Option<&'a str>,
    error: Option<&'a str>,
    optional: bool,
}

impl<'a> DateInput<'a> {
    /// A date field by its posted name, its label and what it holds.
    pub fn new(name: &'a str, label: &'a str, value: &'a str) -> Self {
        Self {
            name,
            label,
            value,
            hint: Some("Ngày/tháng/năm, ví dụ 12/06/2023."),
            error: None,
            optional: false,
        }
    }

    field_setters!();
}

/// A field of several lines, with its count of characters when there is a limit.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/area.html")]
pub struct Area<'a> {
    name: &'a str,
    label: &'a str,
    value: &'a str,
    hint: Option<&'a str>,
    error: Option<&'a str>,
    optional: bool,
    rows: u32,
    min: Option<u32>,
    max: Option<u32>,
}

impl<'a> Area<'a> {
    /// A text field by its posted name, its label and what it holds.
    pub fn new(name: &'a str, label: &'a str, value: &'a str) -> Self {
        Self {
            name,
            label,
            value,
            hint: None,
            error: None,
            optional: false,
            rows: 5,
            min: None,
            max: None,
        }
    }

    field_setters!();

    /// Height in lines.
    #[must_use]
    pub fn rows(mut self, rows: u32) -> Self {
        self.rows = rows;
        self
    }

    /// Least and greatest number of characters, said below the field; typing is never stopped.
    #[must_use]
    pub fn limits(mut self, min: Option<u32>, max: Option<u32>) -> Self {
        self.min = min;
        self.max = max;
        self
    }

    fn length(&self) -> usize {
        self.value.chars().count()
    }

    fn counted(&self) -> bool {
        self.min.is_some() || self.max.is_some()
    }

    fn described_by_all(&self) -> Option<String> {
        let ids = self.described_by();
        if !self.counted() {
            return ids;
        }
        let count = format!("f-{}-count", self.name);
        Some(ids.map_or(count.clone(), |ids| format!("{ids} {count}")))
    }
}

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident, $path:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Template)]
        #[template(path = $path)]
        pub struct $name<'a> {
            name: &'a str,
            label: &'a str,
            options: &'a [Opt],
            hint: Option<&'a str>,
            error: Option<&'a str>,
            optional: bool,
        }

        impl<'a> $name<'a> {
            /// The field by its posted name, its label and its choices.
            pub fn new(name: &'a str, label: &'a str, options: &'a [Opt]) -> Self {
                Self { name, label, options, hint: None, error: None, optional: false }
            }

            field_setters!();
        }
    };
}

choice!(
    /// One of a few, all in sight.
    Radios,
    "parts/radios.html"
);
choice!(
    /// Any of a few.
    Checks,
    "parts/checks.html"
);
choice!(
    /// One of many.
    Select,
    "parts/select.html"
);

safe!(
    Errors,
    TextInput<'_>,
    DateInput<'_>,
    Area<'_>,
    Radios<'_>,
    Checks<'_>,
    Select<'_>
);
