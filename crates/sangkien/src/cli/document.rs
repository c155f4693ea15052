//! What the commands about official documents take.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use sangkien_documents::official::Kind;

use super::{OPTIONS, TEMPLATE};

/// What can be done with official documents.
#[derive(Debug, Subcommand)]
pub enum DocumentCommand {
    /// Lập một văn bản từ dữ liệu JSON: PDF/A, tệp Word, hoặc cả hai.
    /// Make a document from JSON data: PDF/A, a Word file, or both.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Render(RenderArguments),
    /// In dữ liệu mẫu của một loại văn bản.
    /// Print sample data of a kind of document.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Sample(SampleArguments),
}

fn kinds() -> PossibleValuesParser {
    Kind::ALL
        .iter()
        .map(|kind| kind.code())
        .collect::<Vec<_>>()
        .into()
}

/// What `document render` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct RenderArguments {
    /// Loại văn bản.
    /// Kind of document.
    #[arg(value_name = "LOẠI", value_parser = kinds(), verbatim_doc_comment)]
    pub kind: String,
    /// Tệp JSON chứa dữ liệu.
    /// JSON file of the data; stands in place of the data folder, which is not needed here.
    // The name is also that of the global option, so both must have its type.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub data: String,
    /// Nơi ghi tệp PDF.
    /// Where the PDF is written.
    #[arg(
        long,
        value_name = "TỆP",
        required_unless_present = "docx",
        verbatim_doc_comment
    )]
    pub pdf: Option<PathBuf>,
    /// Nơi ghi tệp Word (DOCX).
    /// Where the Word file (DOCX) is written.
    #[arg(long, value_name = "TỆP", verbatim_doc_comment)]
    pub docx: Option<PathBuf>,
}

/// What `document sample` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct SampleArguments {
    /// Loại văn bản.
    /// Kind of document.
    #[arg(value_name = "LOẠI", value_parser = kinds(), verbatim_doc_comment)]
    pub kind: String,
}
