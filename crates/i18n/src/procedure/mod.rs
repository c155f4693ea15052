//! Faults of procedures, the words of their diagrams, and differences between two versions.

mod diagram;
mod fault_en;
mod fault_vi;
mod fault_vi_acts;
mod place;

use sangkien_casework::check::Fault;
use sangkien_casework::definition::Procedure;

use crate::Language;
use crate::refusal::Message;

pub use diagram::DiagramWords;
pub use place::{place, step};

/// A fault in words: what is wrong, and what to do. The place is told by [`place`].
pub fn fault(fault: &Fault, procedure: &Procedure, language: Language) -> Message {
    match language {
        Language::Vi => fault_vi::message(&fault.problem, procedure),
        Language::En => fault_en::message(&fault.problem, procedure),
    }
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
