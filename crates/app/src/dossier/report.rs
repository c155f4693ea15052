//! Taking what an author has written in a report of their own over into the form: cut by its
//! headings, mapped to the questions, shown, and stored only as the author says.

mod cut;

use sangkien_domain::access::Power;
use sangkien_domain::form::{Answers, FieldKind, Form, Section, SectionKind};
use sangkien_domain::id::{DossierId, FileId};
use sangkien_domain::refusal::Refusal;
use serde_json::json;

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::dossier::SectionInput;
use crate::dossier::draft::editable;
use crate::failure::{Failure, Outcome};
use crate::record::{SavedSection, StoredFile};
use crate::support::dossier_event;

/// A question of the form: keys of its section and itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// Key of the section.
    pub section: String,
    /// Key of the question.
    pub field: String,
}

/// A stretch of a report, from one heading to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its heading; empty before the first one.
    pub heading: String,
    /// What stands under it.
    pub text: String,
    /// The page on which it begins.
    pub page: Option<u32>,
    /// The question that it seems to answer.
    pub question: Option<Question>,
}

/// A question that a report may answer, with what stands there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answerable {
    /// Which.
    pub question: Question,
    /// Its words.
    pub label: String,
    /// What stands there; empty where nothing does.
    pub answer: String,
    /// The version of its section.
    pub version: i64,
}

/// A report before it is taken over.
#[derive(Debug, Clone)]
pub struct ReportToTake {
    /// The file.
    pub file: StoredFile,
    /// What it was cut into.
    pub stretches: Vec<Stretch>,
    /// What it may answer, in the order of the form.
    pub questions: Vec<Answerable>,
}

/// What becomes of an answer that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is taken over for it.
    Keep,
    /// What is taken over follows it.
    Append,
    /// What is taken over stands in its place.
    Replace,
}

/// What an author takes over for a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Which.
    pub question: Question,
    /// Stretches by their place in the report, in that order.
    pub stretches: Vec<usize>,
    /// What becomes of what is there.
    pub existing: Existing,
    /// The version of the section that the author saw.
    pub seen: i64,
}

impl App {
    /// A report cut into stretches, for its author.
    ///
    /// # Errors
    /// `Absent` for whoever may not write the dossier, and when the file was not read.
    pub async fn report_to_take(
        &self,
        caller: &Caller,
        id: DossierId,
        file: FileId,
    ) -> Outcome<ReportToTake> {
        let mut store = self.read().await?;
        let dossier =
            editable(access::dossier(store.as_mut(), &caller.actor, id, Power::Edit).await?)?;
        let (_, file) = self
            .file_to_read(store.as_mut(), &caller.actor, id, file)
            .await?;
        let text = store.read_text(file.id).await?.ok_or(Failure::Absent)?;
        let rules = self.rules(store.as_mut(), dossier.rule_set).await?;
        let sections = store.sections(id).await?;
        Ok(ReportToTake {
            file,
            stretches: cut::stretches(&rules.form, &text),
            questions: answerable(&rules.form, &sections),
        })
    }

    /// Takes stretches of a report over, all or none of them.
    ///
    /// # Errors
    /// `Stale` when a section was saved since it was seen; `Refused` for an answer that is too long.
    pub async fn take_report(
        &self,
        caller: &Caller,
        id: DossierId,
        file: FileId,
        taken: &[Taken],
    ) -> Outcome<usize> {
        let now = self.now();
        let mut work = self.begin().await?;
        let mut dossier =
            editable(access::dossier(work.as_mut(), &caller.actor, id, Power::Edit).await?)?;
        let (_, file) = self
            .file_to_read(work.as_mut(), &caller.actor, id, file)
            .await?;
        let text = work.read_text(file.id).await?.ok_or(Failure::Absent)?;
        let rules = self.rules(work.as_mut(), dossier.rule_set).await?;
        let stretches = cut::stretches(&rules.form, &text);
        let stored = work.sections(id).await?;
        let mut answered = 0;
        for section in &rules.form.sections {
            let own: Vec<&Taken> = taken
                .iter()
                .filter(|one| one.question.section == section.key)
                .collect();
            let Some(first) = own.first() else { continue };
            let seen = first.seen;
            let saved = stored.iter().find(|saved| saved.section == section.key);
            let before = saved.map(|saved| saved.answers.clone()).unwrap_or_default();
            let (answers, count) = answers(section, &before, &own, &stretches);
            if count == 0 {
                continue;
            }
            answered += count;
            let input = SectionInput { answers, seen };
            self.write_section(work.as_mut(), caller, &mut dossier, section, input, now)
                .await?;
        }
        if answered == 0 {
            return Err(Refusal::Invalid { field: "stretch" }.into());
        }
        work.record(dossier_event(
            caller,
            "dossier.report-taken",
            id,
            json!({}),
            json!({ "file": file.id, "sha256": file.sha256, "answers": answered }),
            now,
        ));
        work.commit().await?;
        Ok(answered)
    }
}

/// The answers of a section with what is taken over, and how many changed.
fn answers(
    section: &Section,
    before: &Answers,
    taken: &[&Taken],
    stretches: &[Stretch],
) -> (Answers, usize) {
    let mut answers = before.clone();
    let mut changed = 0;
    for one in taken {
        let Some(field) = section
            .fields
            .iter()
            .find(|field| field.key == one.question.field && takes(&field.kind))
        else {
            continue;
        };
        let chosen = one.stretches.iter().filter_map(|at| stretches.get(*at));
        let one_line = field.kind == FieldKind::Text;
        let words = words(chosen, one_line);
        let old = answers.get(&field.key).map_or("", |old| old.trim());
        let new = match one.existing {
            _ if words.is_empty() => continue,
            Existing::Keep if !old.is_empty() => continue,
            Existing::Append if !old.is_empty() => format!("{old}\n\n{words}"),
            _ => words,
        };
        answers.insert(field.key.clone(), new);
        changed += 1;
    }
    (answers, changed)
}

/// The words of stretches. The first heading says what the question says; later ones are kept.
fn words<'a>(stretches: impl Iterator<Item = &'a Stretch>, one_line: bool) -> String {
    let mut out: Vec<&str> = Vec::new();
    for stretch in stretches {
        if !out.is_empty() && !stretch.heading.is_empty() {
            out.push(&stretch.heading);
        }
        if !stretch.text.is_empty() {
            out.push(&stretch.text);
        }
    }
    if one_line {
        let line = out.join(" ");
        return line.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    out.join("\n")
}

const fn takes(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Text | FieldKind::LongText)
}

fn answerable(form: &Form, saved: &[SavedSection]) -> Vec<Answerable> {
    let mut out = Vec::new();
    for (section, field) in form.fields() {
        if section.kind != SectionKind::Fields || !takes(&field.kind) {
            continue;
        }
        let stored = saved.iter().find(|saved| saved.section == section.key);
        let answer = stored.and_then(|saved| saved.answers.get(&field.key));
        out.push(Answerable {
            question: Question {
                section: section.key.clone(),
                field: field.key.clone(),
            },
            label: field.label.clone(),
            answer: answer.cloned().unwrap_or_default(),
            version: stored.map_or(0, |saved| saved.version),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn form() -> Form {
        serde_json::from_value(json!({
            "code": "mau",
            "sections": [
                { "key": "a", "title": "Chung", "fields": [
                    { "key": "title", "label": "Tên sáng kiến", "kind": { "type": "text" } },
                ] },
                { "key": "b", "title": "Mô tả", "fields": [
                    { "key": "before", "label": "Thực trạng trước khi áp dụng", "kind": { "type": "long-text" } },
                    { "key": "solution", "label": "Nội dung giải pháp", "kind": { "type": "long-text" } },
                    { "key": "novelty", "label": "Tính mới", "kind": { "type": "long-text" } },
                ] },
            ],
        }))
        .unwrap()
    }

    #[test]
    fn what_is_there_is_kept_unless_its_author_says_otherwise() {
        let form = form();
        let stretches = [Stretch {
            heading: "Tính mới".into(),
            text: "Lần đầu.".into(),
            page: None,
            question: None,
        }];
        let take = |existing| Taken {
            question: Question {
                section: "b".into(),
                field: "novelty".into(),
            },
            stretches: vec![0],
            existing,
            seen: 1,
        };
        let before = Answers::from([("novelty".into(), "Cũ.".into())]);
        for (existing, wanted, changed) in [
            (Existing::Keep, "Cũ.", 0),
            (Existing::Append, "Cũ.\n\nLần đầu.", 1),
            (Existing::Replace, "Lần đầu.", 1),
        ] {
            let taken = take(existing);
            let (after, count) = answers(&form.sections[1], &before, &[&taken], &stretches);
            assert_eq!((after["novelty"].as_str(), count), (wanted, changed));
        }
        let taken = take(Existing::Keep);
        let (after, _) = answers(&form.sections[1], &Answers::new(), &[&taken], &stretches);
        assert_eq!(after["novelty"], "Lần đầu.");
    }
}
