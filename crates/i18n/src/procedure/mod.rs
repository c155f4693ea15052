//! Faults of procedures, the words of their diagrams, and differences between two versions.

mod change;
mod diagram;
mod fault_en;
mod fault_vi;
mod fault_vi_acts;
mod place;
mod run;
#[cfg(test)]
mod tests;

use sangkien_casework::check::Fault;
use sangkien_casework::condition::ConditionFault;
use sangkien_casework::definition::Procedure;

use crate::refusal::Message;
use crate::{Language, condition};

pub use change::change;
pub use diagram::DiagramWords;
pub use place::{place, step};
pub use run::{blocked, refused};

/// A fault in words: what is wrong, and what to do. The place is told by [`place`].
pub fn fault(fault: &Fault, procedure: &Procedure, language: Language) -> Message {
    match language {
        Language::Vi => fault_vi::message(&fault.problem, procedure),
        Language::En => fault_en::message(&fault.problem, procedure),
    }
}

/// A fault of a condition, with the characters it is at.
fn written(source: &str, fault: &ConditionFault, language: Language) -> Message {
    let mut message = condition::fault(source, fault, language);
    message.sentence = format!(
        "{}: {}",
        place::capitalised(&condition::place(fault.span, language)),
        message.sentence
    );
    message
}

/// A procedure as an SVG element with the words of a language.
pub fn diagram(
    procedure: &Procedure,
    options: &sangkien_casework::diagram::Options<'_>,
    language: Language,
) -> String {
    let words = DiagramWords::new(procedure, language);
    sangkien_casework::diagram::svg(procedure, options, &words)
}
