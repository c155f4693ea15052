//! Overlap between texts: which earlier texts does a text share passages with, where exactly on
//! both sides, and how.
//!
//! The question is containment with alignment, not likeness of whole documents: a copied section
//! is a few hundredths of a dossier. The way from text to answer:
//!
//! 1. [`document`]: a text becomes syllables without marks, case or old encodings.
//! 2. [`prints`]: every run of [`prints::GRAM`] syllables has a keyed print; of each window of
//!    [`prints::WINDOW`] neighbouring runs the earlier text keeps one. Where names and numbers stand
//!    close together, it also keeps a print in which they are classes ([`masked`]).
//! 3. [`phrases`]: runs that many texts have are set phrases; they are neither kept nor counted.
//! 4. [`table`]: kept prints lead to the texts that have them; [`candidates`] ranks those.
//! 5. [`align`]: a candidate is compared syllable by syllable; passages have exact places, a kind
//!    and the number of syllables that count.
//! 6. [`quotation`]: passages of law that say where they come from are quotations.
//!
//! The guarantee: whenever two texts have [`prints::GUARANTEE`] consecutive syllables in common,
//! not all of them within set phrases, the table finds the earlier one. [`oracle`] is the slow,
//! obvious version that holds the fast one to it. All arithmetic is in integers and no order of
//! threads, files or documents changes a result.

pub mod align;
pub mod candidates;
pub mod document;
pub mod key;
pub mod masked;
pub mod oracle;
pub mod phrases;
pub mod prints;
pub mod quotation;
pub mod report;
pub mod segment;
pub mod table;

pub use document::{Document, Places, Token};
pub use key::Key;
