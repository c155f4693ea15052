//! The standing intake of a procedure: what its file alone says of form, parts and files, put into
//! the rules that a draft is written by.
//!
//! The two recognitions of initiatives bring their rules from packs, because councils, rubrics and
//! the right to claim belong to them. Every other procedure is whole in its own file, and a draft
//! of it is written by what [`rules`] makes of that.

use sangkien_domain::calendar::Calendar;
use sangkien_domain::council::{Base, PassRule, Tie};
use sangkien_domain::dossier::Act;
use sangkien_domain::form::{Choice, Field, FieldKind, Form, Section, SectionKind};
use sangkien_domain::law::{Citation, FileRule, Limit, Limits, Naming, RuleSet, Unit};
use sangkien_domain::meeting::MeetingRule;
use sangkien_domain::round::Stage;
use sangkien_domain::rubric::Rubric;
use sangkien_domain::share::{AuthorRule, Share};

use crate::condition::{Fact, Kind};
use crate::definition::{ComponentForm, Procedure};

/// Key of the section in which the applicant states facts.
pub const FACTS: &str = "du-kien-ho-so";
/// Key of the section for files, where the form has none.
pub const FILES: &str = "tep-kem-theo";
/// Most files of a dossier whose procedure asks for any.
const MOST_FILES: u32 = 50;
/// Largest file where no part of the dossier says more, in megabytes.
const LEAST_MEGABYTES: u64 = 20;

/// The rules of drafts of version `number` of a procedure: its own form, one section more for the
/// facts that submitting asks, one for files where parts of the dossier are files. Limits, rubric
/// and vote are empty: the procedure's own limits run, and no council of the round votes.
pub fn rules(procedure: &Procedure, number: u32) -> RuleSet {
    let citation = procedure.grounds.first().cloned().unwrap_or_default();
    let none = || Limit::of(0, Unit::WorkingDay);
    RuleSet {
        code: format!("{}-v{number}", procedure.code),
        title: procedure.name.clone(),
        stage: Stage::Service,
        limits: Limits {
            claim: none(),
            formality: none(),
            correction: none(),
            evaluation: none(),
        },
        form: form(procedure),
        authors: AuthorRule {
            max_authors: 1,
            min_share: Share::WHOLE,
            citation: citation.clone(),
        },
        files: files(procedure),
        rubric: Rubric {
            code: procedure.code.clone(),
            title: procedure.name.clone(),
            ..Rubric::default()
        },
        pass: PassRule {
            numerator: 1,
            denominator: 1,
            base: Base::AllMembers,
            tie: Tie::Ratio,
            citation: Citation::default(),
        },
        meeting: MeetingRule::default(),
        composition: Vec::new(),
        naming: Naming {
            decision_symbol: String::new(),
            decision_subject: procedure.name.clone(),
            certificate_symbol: String::new(),
            certificate_title: procedure.name.clone(),
            grounds: procedure.grounds.iter().map(ToString::to_string).collect(),
        },
        calendar: Calendar::default(),
    }
}

fn form(procedure: &Procedure) -> Form {
    let mut form = procedure.form.clone().unwrap_or_else(|| Form {
        code: procedure.code.clone(),
        sections: vec![Section {
            key: "noi-dung".into(),
            title: "Nội dung đề nghị".into(),
            lead: String::new(),
            kind: SectionKind::Fields,
            fields: vec![title()],
        }],
    });
    let asked = asked(procedure);
    let place = form
        .sections
        .iter()
        .position(|section| section.kind == SectionKind::Evidence)
        .unwrap_or(form.sections.len());
    if !asked.is_empty() {
        let section = Section {
            key: FACTS.into(),
            title: "Thông tin về hồ sơ".into(),
            lead: "Trả lời để xác định thành phần hồ sơ và cách giải quyết.".into(),
            kind: SectionKind::Fields,
            fields: asked.into_iter().map(question).collect(),
        };
        form.sections.insert(place, section);
    }
    let has_files = form
        .sections
        .iter()
        .any(|section| section.kind == SectionKind::Evidence);
    if !has_files && file_parts(procedure).next().is_some() {
        form.sections.push(Section {
            key: FILES.into(),
            title: "Tệp kèm theo".into(),
            lead: String::new(),
            kind: SectionKind::Evidence,
            fields: Vec::new(),
        });
    }
    form
}

fn title() -> Field {
    Field {
        key: sangkien_domain::form::key::TITLE.into(),
        label: "Nội dung đề nghị giải quyết".into(),
        hint: String::new(),
        kind: FieldKind::Text,
        required: true,
        min_chars: 3,
        max_chars: 300,
        confidential: false,
    }
}

/// Facts that the first submission asks for and the form does not.
fn asked(procedure: &Procedure) -> Vec<&Fact> {
    let in_form = |name: &str| {
        let form = procedure.form.as_ref();
        form.is_some_and(|form| form.fields().any(|(_, field)| field.key == name))
    };
    procedure
        .step(&procedure.start)
        .into_iter()
        .flat_map(|step| &step.acts)
        .filter(|act| act.kind == Act::Submit)
        .flat_map(|act| &act.asks)
        .filter(|name| !in_form(name))
        .filter_map(|name| procedure.facts.iter().find(|fact| fact.name == **name))
        .collect()
}

/// A fact as a question of the form, with answers that the vocabulary reads.
fn question(fact: &Fact) -> Field {
    let choice = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    let kind = match &fact.kind {
        Kind::Bool => FieldKind::Choice {
            options: vec![choice("true", "Có"), choice("false", "Không")],
        },
        Kind::Choice(options) => FieldKind::Choice {
            options: options
                .iter()
                .map(|option| choice(option, fact.words.get(option).unwrap_or(option)))
                .collect(),
        },
        Kind::Date => FieldKind::Date,
        Kind::Number | Kind::Text => FieldKind::Text,
    };
    Field {
        key: fact.name.clone(),
        label: fact.label.clone(),
        hint: String::new(),
        kind,
        required: true,
        min_chars: 0,
        max_chars: 200,
        confidential: false,
    }
}

/// Largest sizes of the parts that are files and that the author brings.
fn file_parts(procedure: &Procedure) -> impl Iterator<Item = u32> {
    procedure
        .brought_by_author()
        .filter_map(|component| match &component.form {
            ComponentForm::File { max_megabytes, .. } => Some(*max_megabytes),
            ComponentForm::Text { .. } => None,
        })
}

fn files(procedure: &Procedure) -> FileRule {
    let megabytes = file_parts(procedure).max().map_or(0, u64::from);
    FileRule {
        max_bytes: megabytes.max(LEAST_MEGABYTES) << 20,
        max_files: MOST_FILES,
        // Which parts must be there is decided by their conditions, at the step.
        min_files: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
code = "mau"
name = "Thủ tục mẫu"
start = "lap"

[[fact]]
name = "nhieu_ban"
label = "Xin nhiều bản"
kind = "bool"

[[state]]
key = "nhap"
label = "Bản nháp"
means = "draft"
clock = "not-started"

[[state]]
key = "xong"
label = "Đã xong"
means = "resolved"
clock = "stopped"

[[step]]
key = "lap"
label = "Lập hồ sơ"
kind = "intake"
state = "nhap"
actor = { who = "author" }
components = [{ component = "don", required = "always" }]

[[step.act]]
key = "nop"
label = "Nộp"
kind = "submit"
asks = ["nhieu_ban"]
to = [{ step = "het" }]

[[step]]
key = "het"
label = "Hết"
kind = "end"
state = "xong"

[[component]]
key = "don"
label = "Đơn"

[component.form.file]
formats = ["pdf"]
max_megabytes = 30
min_files = 1
"#;

    #[test]
    fn a_file_without_a_form_still_asks_for_a_title_its_facts_and_its_files() {
        let procedure = Procedure::read(FILE).unwrap();
        let rules = rules(&procedure, 3);
        assert_eq!(rules.code, "mau-v3");
        assert_eq!(rules.stage, Stage::Service);
        let kinds: Vec<(&str, SectionKind)> = rules
            .form
            .sections
            .iter()
            .map(|section| (section.key.as_str(), section.kind))
            .collect();
        assert_eq!(
            kinds,
            [
                ("noi-dung", SectionKind::Fields),
                (FACTS, SectionKind::Fields),
                (FILES, SectionKind::Evidence),
            ]
        );
        assert_eq!(rules.files.max_bytes, 30 << 20);
        let facts = rules.form.section(FACTS).unwrap();
        let answer = |text: &str| [("nhieu_ban".to_owned(), text.to_owned())].into();
        assert_eq!(facts.missing(&answer("")).len(), 1);
        assert_eq!(facts.missing(&answer("true")).len(), 0);
        assert_eq!(facts.faults(&answer("có")).len(), 1);
    }

    #[test]
    fn a_fact_that_the_form_asks_is_not_asked_again() {
        let mut procedure = Procedure::read(FILE).unwrap();
        let mut field = title();
        field.key = "nhieu_ban".into();
        procedure.form = Some(Form {
            code: "mau".into(),
            sections: vec![Section {
                key: "don".into(),
                title: "Đơn".into(),
                lead: String::new(),
                kind: SectionKind::Fields,
                fields: vec![title(), field],
            }],
        });
        let rules = rules(&procedure, 1);
        assert!(rules.form.section(FACTS).is_none());
    }
}
