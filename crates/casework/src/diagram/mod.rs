//! Draws a procedure: steps from top to bottom, acts on the ways between them, ways back at the
//! side.
//!
//! Steps and the labels of ways stand in layers of their own, and lines run only between layers,
//! through places kept free for them, and at the side. So no line ever crosses a text and no text
//! another, whatever the procedure. What a step is, is told by its shape and in words; colour
//! repeats it. The drawing is made of attributes alone, without style sheet, script or reference,
//! so that it can stand within a page, be printed in black and white, and be kept as a file.
//!
//! The same procedure always gives the same drawing.
//!
//! # To add a kind of step
//! Its shape in `shape`, and its word in `crates/i18n`.

mod draw;
mod layers;
mod order;
mod place;
mod rank;
mod scene;
mod shape;
#[cfg(test)]
mod tests;
mod text;

use std::collections::BTreeMap;

pub use text::escaped;

use crate::definition::{Actor, LimitRow, Procedure, StepKind};

/// What a step is marked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// The dossier stands here.
    Here,
    /// The dossier has been here.
    Passed,
    /// The definition of the step has a fault.
    Faulty,
}

/// What is drawn beside the procedure itself.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// Marks, by the key of the step.
    pub marks: BTreeMap<&'a str, Mark>,
    /// What a link to a step begins with, before its key; no links without it.
    pub link: Option<&'a str>,
    /// Whether the name of the procedure and the limits of the whole stand above the drawing.
    pub heading: bool,
}

/// The words of a drawing, which know its language.
pub trait Words {
    /// What the drawing is called, such as "Sơ đồ quy trình: Cấp giấy phép".
    fn title(&self, procedure: &Procedure) -> String;
    /// The drawing told in sentences, for those who do not see it.
    fn description(&self, procedure: &Procedure) -> String;
    /// What is done at a step.
    fn kind(&self, kind: StepKind) -> String;
    /// Who acts, and how many of them must.
    fn actor(&self, actor: &Actor) -> String;
    /// The line about the state of a step, by the state's label.
    fn state(&self, label: &str) -> String;
    /// The line about a limit of a step.
    fn limit(&self, limit: &LimitRow) -> String;
    /// The line about a limit of the whole.
    fn whole_limit(&self, limit: &LimitRow) -> String;
    /// A condition, as written in the definition.
    fn condition(&self, procedure: &Procedure, source: &str) -> String;
    /// The branch that is taken when no condition holds.
    fn otherwise(&self) -> String;
    /// The line about a mark.
    fn mark(&self, mark: Mark) -> String;
}

/// The procedure as an SVG element. Nothing is asked of the definition: faulty and unfinished
/// ones are drawn as far as they go.
pub fn svg(procedure: &Procedure, options: &Options<'_>, words: &dyn Words) -> String {
    let scene = scene::scene(procedure, options, words);
    let layers = layers::layers(&scene);
    let placed = place::place(layers);
    draw::draw(procedure, &scene, &placed, options, words)
}
