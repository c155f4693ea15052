//! What happens to a sample dossier, in words.

use sangkien_casework::definition::Procedure;
use sangkien_casework::engine::Blocked;
use sangkien_casework::sample::Refused;
use sangkien_domain::time::moment_text;

use crate::refusal::Message;
use crate::{Language, condition};

/// Why an act cannot be done.
pub fn refused(refused: &Refused, procedure: &Procedure, language: Language) -> Message {
    let label = |name: &String| {
        let fact = procedure.facts.iter().find(|fact| fact.name == *name);
        format!(
            "“{}”",
            fact.map_or(name.as_str(), |fact| fact.label.as_str())
        )
    };
    let listed = |names: &[String]| names.iter().map(label).collect::<Vec<_>>().join(", ");
    match (refused, language) {
        (Refused::TimeRunsBack { now }, Language::Vi) => Message::new(format!(
            "Thời điểm này đứng trước việc gần nhất, lúc {}.",
            moment_text(*now)
        ))
        .todo("Ghi các việc theo thứ tự thời gian."),
        (Refused::TimeRunsBack { now }, Language::En) => {
            Message::new(format!("This is before {}.", now.rfc3339()))
        }
        (Refused::Ended, Language::Vi) => Message::new("Hồ sơ đã kết thúc."),
        (Refused::Ended, Language::En) => Message::new("The procedure has ended."),
        (Refused::NotOffered { offered }, Language::Vi) => {
            Message::new("Bước này không có việc đó.")
                .todo(format!("Các việc của bước: {}.", offered.join(", ")))
        }
        (Refused::NotOffered { offered }, Language::En) => {
            Message::new("The step does not offer that act.")
                .todo(format!("It offers: {}.", offered.join(", ")))
        }
        (Refused::NotStated { facts }, Language::Vi) => {
            Message::new(format!("Chưa nêu {}.", listed(facts)))
                .todo("Nêu đủ dữ kiện khi làm việc.")
        }
        (Refused::NotStated { facts }, Language::En) => {
            Message::new(format!("{} must be stated.", listed(facts)))
        }
        (Refused::Impossible(faults), _) => {
            let each = faults
                .iter()
                .map(|fault| condition::value_fault(fault, &procedure.facts, language).line());
            Message::new(each.collect::<Vec<_>>().join(" "))
        }
        (Refused::NoOpinion, Language::Vi) => {
            Message::new("Việc này cần ý kiến bằng lời.").todo("Ghi ý kiến.")
        }
        (Refused::NoOpinion, Language::En) => Message::new("An opinion in words is required."),
        (Refused::ChosenBefore { by }, Language::Vi) => {
            Message::new(format!("“{by}” đã chọn ở bước này.")).todo("Ghi tên người khác.")
        }
        (Refused::ChosenBefore { by }, Language::En) => {
            Message::new(format!("“{by}” has chosen at this step."))
        }
        (Refused::Blocked(held), _) => blocked(held, procedure, language),
    }
}

/// Why an act leads nowhere now.
pub fn blocked(blocked: &Blocked, procedure: &Procedure, language: Language) -> Message {
    match (blocked, language) {
        (Blocked::NotOffered, Language::Vi) => Message::new("Bước này không có việc đó."),
        (Blocked::NotOffered, Language::En) => Message::new("The step does not offer that act."),
        (Blocked::Undecided(reasons), _) => {
            // Several branches may miss the same fact.
            let mut each: Vec<String> = reasons
                .iter()
                .map(|reason| condition::reason(reason, &procedure.facts, language))
                .collect();
            each.sort();
            each.dedup();
            let reasons = each.join("; ");
            match language {
                Language::Vi => Message::new(format!("Chưa chọn được nhánh: {reasons}."))
                    .todo("Nêu đủ dữ kiện."),
                Language::En => Message::new(format!("No branch can be chosen: {reasons}.")),
            }
        }
        (Blocked::NoBranch, Language::Vi) => {
            Message::new("Không nhánh nào của việc này đúng với dữ kiện đã nêu.")
                .todo("Sửa điều kiện của các nhánh.")
        }
        (Blocked::NoBranch, Language::En) => Message::new("No branch holds for these facts."),
    }
}
