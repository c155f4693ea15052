//! The words of a diagram.

use sangkien_casework::condition::{Condition, Vocabulary};
use sangkien_casework::definition::{Actor, LimitRow, Procedure, Quorum, Step, StepKind};
use sangkien_casework::diagram::{Mark, Words};
use sangkien_domain::law::Limit;

use super::place::{capitalised, step};
use crate::{Language, condition, definition};

/// The words of a diagram in a language.
#[derive(Debug, Clone)]
pub struct DiagramWords {
    language: Language,
    vocabulary: Vocabulary,
}

impl DiagramWords {
    /// Words for the diagram of a procedure. Where its facts are not sound, conditions stand as
    /// they are written.
    pub fn new(procedure: &Procedure, language: Language) -> Self {
        Self {
            language,
            vocabulary: Vocabulary::new(procedure.facts.clone()).unwrap_or_default(),
        }
    }

    fn amount(&self, limit: &Limit) -> String {
        format!(
            "{} {}",
            limit.amount,
            definition::unit(limit.unit, self.language)
        )
    }

    /// One step in a sentence, with where its acts lead.
    fn told(&self, procedure: &Procedure, number: usize, told: &Step) -> String {
        let mut text = match self.language {
            Language::Vi => format!("Bước {number}: {}", step(procedure, &told.key)),
            Language::En => format!("Step {number}: {}", step(procedure, &told.key)),
        };
        if let Some(actor) = &told.actor {
            text.push_str(" (");
            text.push_str(&self.actor(actor));
            text.push(')');
        }
        let ways: Vec<String> = told
            .acts
            .iter()
            .flat_map(|act| act.branches.iter().map(move |branch| (act, branch)))
            .map(|(act, branch)| {
                let when = match &branch.when {
                    Some(source) => format!(" ({})", self.condition(procedure, source)),
                    None => String::new(),
                };
                let to = step(procedure, &branch.step);
                match self.language {
                    Language::Vi => format!("{}{when} đến “{to}”", act.label),
                    Language::En => format!("{}{when} leads to “{to}”", act.label),
                }
            })
            .collect();
        if !ways.is_empty() {
            text.push_str(": ");
            text.push_str(&ways.join("; "));
        }
        text.push('.');
        text
    }
}

impl Words for DiagramWords {
    fn title(&self, procedure: &Procedure) -> String {
        match self.language {
            Language::Vi => format!("Sơ đồ quy trình: {}", procedure.name),
            Language::En => format!("Diagram of the procedure: {}", procedure.name),
        }
    }

    fn description(&self, procedure: &Procedure) -> String {
        let told: Vec<String> = procedure
            .steps
            .iter()
            .zip(1..)
            .map(|(step, number)| self.told(procedure, number, step))
            .collect();
        told.join(" ")
    }

    fn kind(&self, kind: StepKind) -> String {
        definition::step_kind(kind, self.language).to_owned()
    }

    fn actor(&self, actor: &Actor) -> String {
        let who = definition::who(&actor.who, self.language);
        match actor.rule {
            Quorum::One => who,
            rule @ (Quorum::All | Quorum::Majority) => {
                let rule = definition::quorum(rule, self.language).to_lowercase();
                format!("{who} ({rule})")
            }
        }
    }

    fn state(&self, label: &str) -> String {
        match self.language {
            Language::Vi => format!("Trạng thái: {label}"),
            Language::En => format!("State: {label}"),
        }
    }

    fn limit(&self, row: &LimitRow) -> String {
        match self.language {
            Language::Vi => format!("Thời hạn: {}", self.amount(&row.limit)),
            Language::En => format!("Limit: {}", self.amount(&row.limit)),
        }
    }

    fn whole_limit(&self, row: &LimitRow) -> String {
        let citation = &row.limit.citation;
        let source = if citation.act.trim().is_empty() {
            String::new()
        } else {
            format!(" ({citation})")
        };
        format!(
            "{}: {}{source}",
            capitalised(&row.label),
            self.amount(&row.limit)
        )
    }

    fn condition(&self, _: &Procedure, source: &str) -> String {
        match Condition::parse(source, &self.vocabulary) {
            Ok(parsed) => {
                let words = condition::in_words(&parsed, &self.vocabulary, self.language);
                // A sign and the number behind it stay on one line.
                ["=", "≠", "<", "≤", ">", "≥"]
                    .into_iter()
                    .fold(words, |words, sign| {
                        words.replace(&format!("{sign} "), &format!("{sign}\u{A0}"))
                    })
            }
            Err(_) => source.to_owned(),
        }
    }

    fn otherwise(&self) -> String {
        self.language
            .pick("các trường hợp còn lại", "all other cases")
            .to_owned()
    }

    fn mark(&self, mark: Mark) -> String {
        let (vi, en) = match mark {
            Mark::Here => ("▶ Hồ sơ đang ở bước này", "▶ The dossier is here"),
            Mark::Passed => ("✓ Đã qua bước này", "✓ The dossier has been here"),
            Mark::Faulty => ("Có lỗi cần sửa", "There is a fault to mend"),
        };
        self.language.pick(vi, en).to_owned()
    }
}
