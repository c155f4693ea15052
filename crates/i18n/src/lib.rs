//! Every sentence of the product that a rule, a code or a message kind calls for, in Vietnamese
//! and English.
//!
//! Vietnamese is what people read on screens and in mail; English serves clients of the JSON API.
//! Words that stand on one page only stay with that page; words that several pages, the API or the
//! worker need stand here.
//!
//! # To add a message
//! - A new [`sangkien_domain::refusal::Refusal`]: the compiler asks for its arm in `refusal_vi.rs`
//!   and `refusal_en.rs`. Say what happened with its figures, then what to do; cite the article
//!   when the refusal carries one.
//! - A new state, act or role: the compiler asks for its label in [`label`].
//! - A new code that travels as text (audit act, file fault, message kind): add it to the table in
//!   [`code`] or [`letter`]; the tests list what the use cases are known to write.

pub mod agreement;
pub mod arithmetic;
pub mod axis;
pub mod ballot;
mod certificate;
pub mod code;
pub mod composition;
pub mod condition;
pub mod correction;
pub mod definition;
mod dossier_letter;
pub mod doubt;
pub mod label;
pub mod law;
pub mod letter;
pub mod measure;
pub mod meeting;
pub mod offline;
mod own_form;
pub mod people_table;
pub mod procedure;
pub mod reading;
mod refusal;
mod refusal_en;
mod refusal_vi;
pub mod register;
pub mod rubric;
pub mod signature;
pub mod signing;
mod stamp;
mod step;
pub mod training;

#[cfg(test)]
mod tests;

pub use letter::{Letter, letter};
pub use refusal::{Message, refusal, sheet_fault};

/// A language of the product.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The language an `Accept-Language` header asks for first; Vietnamese unless that is English.
    pub fn asked(header: &str) -> Self {
        let first = header.split([',', ';']).next().unwrap_or_default().trim();
        if first
            .get(..2)
            .is_some_and(|tag| tag.eq_ignore_ascii_case("en"))
        {
            Self::En
        } else {
            Self::Vi
        }
    }

    /// One of two texts by language.
    pub fn pick<T>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}
