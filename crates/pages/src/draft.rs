//! Writing a dossier: sections, authors, evidence.

use askama::Template;

use crate::Shell;
use crate::parts::{
    Area, Checks, DateInput, Deadline, Errors, FilePart, FileRow, Link, Meter, Opt, Radios, Select,
    TextInput,
};

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines with limits in characters.
    LongText {
        /// Least number.
        min: Option<u32>,
        /// Greatest number.
        max: Option<u32>,
    },
    /// A date, dd/mm/yyyy.
    Date,
    /// One of these; up to six are radios, more a list.
    Choice(Vec<Opt>),
    /// Yes or no; posts `yes`. The label stands beside the box.
    Checkbox,
}

/// One field of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionField {
    /// Posted name.
    pub key: String,
    /// Label.
    pub label: String,
    /// Hint; empty for none.
    pub hint: String,
    /// What it takes.
    pub kind: FieldKind,
    /// What it holds (`yes` for a ticked box; ignored for [`FieldKind::Choice`]).
    pub value: String,
    /// Whether it may stay empty.
    pub optional: bool,
}

/// The text of one field in both versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Posted name.
    pub key: String,
    /// Label.
    pub label: String,
    /// What was typed here.
    pub yours: String,
    /// What is stored.
    pub theirs: String,
    /// What to choose from, with what was chosen here; empty for a text.
    pub options: Vec<Opt>,
}

/// Two versions of a section met. The form then posts the merged texts under
/// the fields' keys with the stored version as `version`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictView {
    /// Who stored the other version and when, "Tác giả mẫu 02 lưu lúc 21:57:40".
    pub saved_by: String,
    /// Fields that differ.
    pub fields: Vec<Conflict>,
    /// Values of fields that do not differ, sent along unseen: name, value.
    pub same: Vec<(String, String)>,
}

/// `GET, POST /dossiers/{id}/sections/{key}`. Posts `version`, each field under
/// its key, `complete=yes` when offered, and the button `intent=next|back`.
#[derive(Debug, Clone, Template)]
#[template(path = "draft/section.html")]
pub struct SectionPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Title of the dossier.
    pub dossier: String,
    /// Heading of the section.
    pub heading: String,
    /// Place in the task list: this one, of how many.
    pub step: Option<(u32, u32)>,
    /// What belongs here.
    pub intro: Option<String>,
    /// Address to post to; autosave uses the same.
    pub action: String,
    /// Version the page was made from.
    pub version: u64,
    /// Fields.
    pub fields: Vec<SectionField>,
    /// Problems by key.
    pub errors: Errors,
    /// "Đã lưu lúc 21:58:12."
    pub saved: Option<String>,
    /// Closing of the round.
    pub deadline: Option<Deadline>,
    /// Whether the author has said that the section is done; none does not ask.
    pub complete: Option<bool>,
    /// Both versions, after two places wrote at once.
    pub conflict: Option<ConflictView>,
}

/// One row of the authors' table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuthorRow {
    /// Posted as `full_name.N`.
    pub full_name: String,
    /// Posted as `birth_date.N`.
    pub birth_date: String,
    /// Posted as `workplace.N`.
    pub workplace: String,
    /// Posted as `position.N`.
    pub position: String,
    /// Posted as `qualification.N`.
    pub qualification: String,
    /// Share in percent with a decimal comma; posted as `share.N`.
    pub share: String,
    /// Account of the author, may be empty; posted as `account.N`.
    pub account: String,
}

/// `GET, POST /dossiers/{id}/authors`. Rows count from 0. Posts `version`, the
/// fields of each row, and one of the buttons `add=1`, `remove.N=1`,
/// `intent=next|back`.
#[derive(Debug, Clone, Template)]
#[template(path = "draft/authors.html")]
pub struct AuthorsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Title of the dossier.
    pub dossier: String,
    /// Place in the task list: this one, of how many.
    pub step: Option<(u32, u32)>,
    /// Address to post to; autosave uses the same.
    pub action: String,
    /// Version the page was made from.
    pub version: u64,
    /// Authors, at least one.
    pub rows: Vec<AuthorRow>,
    /// Sum of the shares, "100 %".
    pub total: String,
    /// Whether the sum is right.
    pub total_right: bool,
    /// Problems (`share.0`, `full_name.1`, `total`).
    pub errors: Errors,
    /// "Đã lưu lúc 21:58:12."
    pub saved: Option<String>,
    /// Closing of the round.
    pub deadline: Option<Deadline>,
    /// Who stored another version and when, after two places wrote at once; the
    /// rows are what was typed here, `version` is the stored one.
    pub conflict: Option<String>,
}

/// `GET, POST /dossiers/{id}/evidence`. The upload posts multipart `csrf`, `file`
/// (several); each removal is a form of its own posting `csrf`, `remove` (file id). Where the
/// procedure names parts, each has its own upload ([`FilePart`]) and the one upload is left out.
#[derive(Debug, Clone, Template)]
#[template(path = "draft/evidence.html")]
pub struct EvidencePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Title of the dossier.
    pub dossier: String,
    /// Where "Tiếp tục" leads.
    pub next: Link,
    /// Place in the task list: this one, of how many.
    pub step: Option<(u32, u32)>,
    /// Address to post to.
    pub action: String,
    /// Its heading.
    pub heading: String,
    /// What belongs here.
    pub lead: String,
    /// Parts that the procedure names, and one for files beside them; empty where it names none.
    pub parts: Vec<FilePart>,
    /// How many parts there are and how many are missing.
    pub parts_line: Option<String>,
    /// Files so far, where no parts are named.
    pub files: Vec<FileRow>,
    /// Kinds and sizes taken, one sentence.
    pub limits: String,
    /// The `accept` attribute of the file field, ".pdf,.docx".
    pub accept: String,
    /// Greatest size of one file in bytes, checked early by the script.
    pub max_bytes: u64,
    /// "12,6 MB trong 50 MB".
    pub used: String,
    /// The same as a bar.
    pub used_meter: Meter,
    /// Problems (`file`), one for each file that was not taken.
    pub errors: Errors,
    /// Closing of the round.
    pub deadline: Option<Deadline>,
}

impl SectionPage {
    fn field_html(&self, field: &SectionField) -> askama::Result<String> {
        let hint = Some(field.hint.as_str()).filter(|hint| !hint.is_empty());
        let (name, label, value) = (
            field.key.as_str(),
            field.label.as_str(),
            field.value.as_str(),
        );
        macro_rules! finish {
            ($input:expr) => {{
                let mut input = $input.errors(&self.errors);
                if let Some(hint) = hint {
                    input = input.hint(hint);
                }
                if field.optional {
                    input = input.optional();
                }
                input.render()
            }};
        }
        match &field.kind {
            FieldKind::Text => finish!(TextInput::new(name, label, value)),
            FieldKind::LongText { min, max } => {
                let rows = if max.is_some_and(|max| max <= 500) {
                    4
                } else {
                    10
                };
                finish!(Area::new(name, label, value).limits(*min, *max).rows(rows))
            }
            FieldKind::Date => finish!(DateInput::new(name, label, value)),
            FieldKind::Choice(options) if options.len() <= 6 => {
                finish!(Radios::new(name, label, options))
            }
            FieldKind::Choice(options) => finish!(Select::new(name, label, options)),
            FieldKind::Checkbox => {
                let options = [Opt::new("yes", label).selected(value == "yes")];
                finish!(Checks::new(name, "Xác nhận", &options))
            }
        }
    }
}
