//! Procedures as data: list, versions, editing, comparing, trying out.

use askama::Template;

use crate::Shell;
use crate::parts::{
    Act, Citation, EditField, EditGroup, Errors, Event, Fact, Link, Opt, Tab, Table, Tag, Task,
};

/// `GET /admin/procedures`.
#[derive(Debug, Clone, Template)]
#[template(path = "procedure/list.html")]
pub struct ProceduresPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Procedures: name with code, version in force, draft, last change.
    pub table: Table,
}

/// `GET, POST /admin/procedures/new`. Posts `code`, `name`, `from`; the second form posts `file`
/// and `note` as multipart to `/admin/procedures/import`.
#[derive(Debug, Clone, Template)]
#[template(path = "procedure/new.html")]
pub struct NewProcedurePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Code as typed.
    pub code: String,
    /// Name as typed.
    pub name: String,
    /// Versions to copy from, the first standing for none.
    pub from: Vec<Opt>,
    /// Note of the import as typed.
    pub note: String,
    /// Problems of both forms.
    pub errors: Errors,
}

/// `GET /admin/procedures/{code}`.
#[derive(Debug, Clone, Template)]
#[template(path = "procedure/procedure.html")]
pub struct ProcedurePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Name.
    pub name: String,
    /// Code.
    pub code: String,
    /// Versions: number with note, state, period, last change.
    pub table: Table,
    /// Versions to compare; empty when there is one only.
    pub compare: Vec<Opt>,
    /// The version the other is compared with at first.
    pub compare_action: String,
}

/// One fault, or note, of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultLine {
    /// Where it is.
    pub place: Link,
    /// What it is, one sentence.
    pub sentence: String,
    /// Whether it stands in the way; otherwise it is to be looked at.
    pub stands: bool,
}

/// One step in the list of a version's steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLine {
    /// The id of the line in the page.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What is done there, the state, who acts.
    pub facts: Vec<Fact>,
    /// What may be done: the act, and where it leads with its condition.
    pub acts: Vec<(String, Vec<String>)>,
    /// Where it is edited.
    pub edit: Option<String>,
}

/// A form that changes how a version stands. Posts `version`, and `from` where it asks for a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingForm {
    /// Heading.
    pub title: String,
    /// What will happen.
    pub text: String,
    /// Where it posts.
    pub action: String,
    /// Words of the button.
    pub button: String,
    /// Style of the button: `primary`, `secondary`, `state` or `danger`.
    pub style: &'static str,
    /// The day it asks for, as typed.
    pub day: Option<String>,
    /// A field for words, `note`, by its label.
    pub note: Option<String>,
}

/// `GET /admin/procedures/{code}/versions/{number}`.
#[derive(Debug, Clone, Template)]
#[template(path = "procedure/version.html")]
pub struct VersionPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Name of the procedure.
    pub name: String,
    /// "Phiên bản 2".
    pub title: String,
    /// How it stands.
    pub state: Tag,
    /// Code, period, last change, hash.
    pub facts: Vec<Fact>,
    /// What it is for.
    pub summary: String,
    /// Ways on: trying out, file, diagram.
    pub acts: Vec<Act>,
    /// Parts to edit; empty when it is no draft.
    pub parts: Vec<Task>,
    /// What the check found.
    pub faults: Vec<FaultLine>,
    /// The diagram, as SVG made by the program.
    pub diagram: String,
    /// Where the diagram stands by itself; with `?download=1` it is kept as a file.
    pub diagram_href: String,
    /// Steps in order.
    pub steps: Vec<StepLine>,
    /// What can be done with it now.
    pub standings: Vec<StandingForm>,
    /// Its revision, posted as `version`.
    pub revision: i64,
    /// Versions to compare with, and where that is; empty when there is no other.
    pub compare: Vec<Opt>,
    /// Where the comparison is.
    pub compare_action: String,
    /// Problems.
    pub errors: Errors,
}

/// One field in which what was typed differs from what is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which field, with the group it stands in.
    pub label: String,
    /// As typed here.
    pub yours: String,
    /// As stored.
    pub theirs: String,
}

/// What somebody else saved meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditConflict {
    /// Who and when.
    pub saved_by: String,
    /// Where the two differ.
    pub differences: Vec<Difference>,
    /// Where the stored one is, without what was typed.
    pub stored_href: String,
}

/// `GET, POST /admin/procedures/{code}/versions/{number}/edit/{part}`. Posts `version`, the fields
/// and `intent` (`save`, or what a group's button says).
#[derive(Debug, Clone, Template)]
#[template(path = "procedure/edit.html")]
pub struct EditPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Procedure and version.
    pub eyebrow: String,
    /// What is edited.
    pub heading: String,
    /// A sentence of help.
    pub intro: Option<String>,
    /// The parts, for going from one to the other.
    pub parts: Vec<Tab>,
    /// Where the form posts.
    pub action: String,
    /// What was seen, posted as `version`.
    pub version: String,
    /// The groups.
    pub groups: Vec<EditGroup>,
    /// What a check found in this part and in no group.
    pub faults: Vec<String>,
    /// What somebody else saved meanwhile.
    pub conflict: Option<EditConflict>,
    /// Problems with what was typed.
    pub errors: Errors,
    /// The diagram as stored, as SVG made by the program; empty where it says nothing of the part.
    pub diagram: String,
}

/// One change between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    /// Added, removed, moved or changed.
    pub kind: Tag,
    /// Where and what.
    pub sentence: String,
}

/// Changes of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeGroup {
    /// Of what.
    pub title: String,
    /// The changes.
    pub changes: Vec<ChangeLine>,
}

/// `GET /admin/procedures/{code}/versions/{number}/compare?with=`.
#[derive(Debug, Clone, Template)]
#[template(path = "procedure/compare.html")]
pub struct ComparePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Name of the procedure.
    pub name: String,
    /// "Phiên bản 1".
    pub older: String,
    /// "Phiên bản 2".
    pub newer: String,
    /// Where the choice is sent.
    pub action: String,
    /// Versions to compare with.
    pub with: Vec<Opt>,
    /// What changed.
    pub groups: Vec<ChangeGroup>,
    /// The diagram of the older one.
    pub older_diagram: String,
    /// The diagram of the newer one.
    pub newer_diagram: String,
}

/// A limit in a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialLimit {
    /// Its name.
    pub label: String,
    /// When it ends, in words.
    pub due: String,
    /// Source, with the arithmetic behind a fold.
    pub citation: Citation,
}

/// An act in a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialAct {
    /// Its words.
    pub label: String,
    /// Posted as `do`.
    pub key: String,
    /// Who does it, where it leads, what else happens; or what stands in the way.
    pub lines: Vec<String>,
    /// Whether it can be done.
    pub possible: bool,
}

/// Where a trial stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialStand {
    /// The step.
    pub step: String,
    /// State, what the author sees, who acts, clock, axes, components.
    pub facts: Vec<Fact>,
    /// Limits that run.
    pub limits: Vec<TrialLimit>,
    /// What may be done.
    pub acts: Vec<TrialAct>,
    /// Whether the procedure has ended.
    pub ended: bool,
}

/// `GET /admin/procedures/{code}/versions/{number}/trial`. Everything is in the address: `start`,
/// `at`, `did` (several), the facts under `f.{name}`; a button adds `do`.
#[derive(Debug, Clone, Template)]
#[template(path = "procedure/trial.html")]
pub struct TrialPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Procedure and version.
    pub eyebrow: String,
    /// Where the form goes.
    pub action: String,
    /// Posted unseen.
    pub hidden: Vec<(String, String)>,
    /// Start and day of the next act.
    pub days: Vec<EditField>,
    /// The facts.
    pub facts: Vec<EditField>,
    /// What was done so far.
    pub path: Vec<Event>,
    /// The diagram with where it stands and has been, as SVG made by the program.
    pub diagram: String,
    /// Where it stands; none when the procedure cannot be followed.
    pub stand: Option<TrialStand>,
    /// Why it cannot be followed.
    pub broken: Option<String>,
    /// One step back.
    pub back_one: Option<String>,
    /// From the beginning.
    pub again: Option<String>,
    /// Problems with days and facts.
    pub errors: Errors,
}

impl TrialPage {
    fn fields(&self) -> Vec<EditGroup> {
        let group = |id: &str, legend: &str, fields: &[EditField]| {
            EditGroup::new(id, legend).fields(fields.to_vec())
        };
        let mut groups = vec![group("days", "Thời điểm", &self.days)];
        if !self.facts.is_empty() {
            groups.push(
                group("facts", "Dữ kiện của hồ sơ thử", &self.facts).note("Để trống là chưa biết."),
            );
        }
        groups
    }
}
