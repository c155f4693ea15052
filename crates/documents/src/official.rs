//! Official documents: one model, two renderings that agree.
//!
//! A [`Document`] says what stands on the paper. `setting` puts it in order, once, as paragraphs of
//! a class, rules, columns and tables; [`pdf()`] and [`docx()`] draw that order and decide nothing but
//! how. A [`Kind`] is a template in `templates/`: words with places for data, never a program.
//! A new kind is a template, its sample and a line in [`Kind`].

mod class;
mod document;
mod docx;
mod fill;
mod kind;
pub mod own;
mod pdf;
mod placeholder;
mod setting;
mod template;
#[cfg(test)]
mod tests;
mod xml;

use crate::drawing::PdfFault;
use crate::fonts::Fonts;

pub use document::{Annex, Block, Column, Document, Issue, Number, Signature, Sitting, Table};
pub use docx::DocxFault;
pub use fill::FillFault;
pub use kind::{Kind, Paper};
pub use template::{Template, TemplateFault};

pub(crate) use class::Class;
pub(crate) use fill::Fill;
pub(crate) use setting::{Item, Set, names};

/// Writes a document as tagged PDF/A-2u in A4.
pub fn pdf(fonts: &Fonts, document: &Document) -> Result<Vec<u8>, PdfFault> {
    pdf::write(
        fonts,
        &setting::set(document),
        document.across,
        &document.about(),
    )
}

/// The order of several documents, each beginning a page.
fn set_all(documents: &[&Document]) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        if at > 0 {
            let across = document.across;
            items.push(Item::NewPage { across });
        }
        items.extend(setting::set(document));
    }
    items
}

/// Writes several documents as one PDF, each beginning a page; what is said of the file is said of the
/// first. None make an empty file.
pub(crate) fn all_pdf(fonts: &Fonts, documents: &[&Document]) -> Result<Vec<u8>, PdfFault> {
    let items = set_all(documents);
    documents.first().map_or_else(
        || Ok(Vec::new()),
        |first| pdf::write(fonts, &items, first.across, &first.about()),
    )
}

/// The same for a word processor.
pub(crate) fn all_docx(fonts: &Fonts, documents: &[&Document]) -> Result<Vec<u8>, DocxFault> {
    let items = set_all(documents);
    documents.first().map_or_else(
        || Ok(Vec::new()),
        |first| {
            let page = docx::Page::official(first.across);
            docx::write(fonts, &items, page, &first.about())
        },
    )
}

/// Writes a document for a word processor, set in Times New Roman.
pub fn docx(fonts: &Fonts, document: &Document) -> Result<Vec<u8>, DocxFault> {
    let page = docx::Page::official(document.across);
    docx::write(fonts, &setting::set(document), page, &document.about())
}
