//! Drafting a decision.

use sangkien_app::decision::{DecisionChoice, DraftDecision};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Stage;
use sangkien_http::form::Fields;
use sangkien_i18n::label;
use sangkien_pages::decision::NewDecisionPage;
use sangkien_pages::parts::{Errors, Link, Pick, Tab};

use crate::address::address;
use crate::context::Context;
use crate::show::{self, VI};

/// A decision as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    kind: String,
    subject: String,
    bases: String,
    dossiers: Vec<String>,
}

/// What a decision can be about: a body and a recognition. Grounds and subject differ by it.
fn kind(choice: &DecisionChoice) -> String {
    format!("{}.{}", choice.body, choice.stage.code())
}

fn stage_name(stage: Stage) -> &'static str {
    label::stage(stage, VI)
}

impl Typed {
    /// What the page begins with: the kind asked for or the first one, with all that waits, its
    /// subject and its grounds by the rules.
    pub(super) fn beginning(choices: &[DecisionChoice], asked: &str) -> Self {
        let chosen = choices
            .iter()
            .find(|choice| kind(choice) == asked)
            .or_else(|| choices.first());
        chosen.map_or_else(Self::default, |choice| Self {
            kind: kind(choice),
            subject: choice.subject.clone(),
            bases: choice.grounds.join("\n"),
            dossiers: choice.passed.iter().map(|row| row.id.to_string()).collect(),
        })
    }

    pub(super) fn posted(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            kind: text("kind"),
            subject: text("subject"),
            bases: text("bases"),
            dossiers: fields
                .all("dossier")
                .into_iter()
                .map(str::to_owned)
                .collect(),
        }
    }

    /// The decision as the use case takes it. The sign at the end of a line is printed anyway.
    pub(super) fn input(&self) -> DraftDecision {
        DraftDecision {
            subject: self.subject.clone(),
            grounds: self
                .bases
                .lines()
                .map(|line| line.trim().trim_end_matches([';', '.']).to_owned())
                .collect(),
            dossiers: self
                .dossiers
                .iter()
                .filter_map(|id| id.parse().ok())
                .collect(),
        }
    }
}

/// Each refusal beside its field.
pub(super) fn errors(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(refusals.iter().map(|refusal| {
        let field = match refusal {
            Refusal::DecisionEmpty
            | Refusal::NotNow { .. }
            | Refusal::Invalid { field: "dossiers" } => "dossier",
            _ => "",
        };
        (field, show::refusal(refusal))
    }))
}

/// The page, with what has been typed so far.
pub(super) fn page(
    context: &Context,
    choices: &[DecisionChoice],
    typed: &Typed,
    errors: Errors,
) -> NewDecisionPage {
    let mut shell = context.shell();
    shell.back = Some(Link::new("Quyết định", "/decisions"));
    let chosen = choices.iter().find(|choice| kind(choice) == typed.kind);
    let several_bodies = choices
        .windows(2)
        .any(|pair| matches!(pair, [one, other] if one.body != other.body));
    let tabs = choices.iter().map(|choice| Tab {
        label: if several_bodies {
            format!("{}: {}", choice.body_name, stage_name(choice.stage))
        } else {
            stage_name(choice.stage).to_owned()
        },
        href: address("/decisions/new", [("kind", kind(choice).as_str())]),
        count: u64::try_from(choice.passed.len()).ok(),
        current: kind(choice) == typed.kind,
    });
    NewDecisionPage {
        shell,
        kinds: tabs.collect(),
        kind: typed.kind.clone(),
        kind_label: chosen.map_or_else(String::new, |choice| {
            format!("{}: {}", choice.body_name, stage_name(choice.stage))
        }),
        picks: chosen.map_or_else(Vec::new, |choice| picks(choice, typed)),
        subject: typed.subject.clone(),
        bases: typed.bases.clone(),
        errors,
    }
}

fn picks(choice: &DecisionChoice, typed: &Typed) -> Vec<Pick> {
    let rows = choice.passed.iter().map(|row| Pick {
        value: row.id.to_string(),
        code: row.code.clone().unwrap_or_default(),
        title: row.title.clone(),
        note: [&row.authors_line, &row.unit_name, &row.field_name]
            .into_iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" · "),
        status: None,
        checked: typed.dossiers.contains(&row.id.to_string()),
        blocked: None,
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grounds_lose_the_signs_that_are_printed_anyway() {
        let typed = Typed {
            bases: "Căn cứ A;\r\n\r\n  Căn cứ B.\n".to_owned(),
            ..Typed::default()
        };
        let kept: Vec<String> = typed
            .input()
            .grounds
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(kept, ["Căn cứ A", "Căn cứ B"]);
    }
}
