//! Prints the tables of the overlap engine on a folder of data.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use sangkien_evaluation::runs::{Outcome, dossiers, encoder, meaning, news};

/// The evaluation kit of the overlap engine.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    run: Run,
}

#[derive(Debug, Subcommand)]
enum Run {
    /// A corpus and questions with known sources.
    News {
        /// Folder with corpus.jsonl.gz and queries.jsonl.gz.
        folder: PathBuf,
    },
    /// Long texts made of short ones, with copies planted.
    Dossiers {
        /// Corpus of the short texts.
        corpus: PathBuf,
        /// Short texts in a long one.
        #[arg(long, default_value_t = 12)]
        joined: usize,
        /// Long texts in the index; what the corpus does not give is made of its words.
        #[arg(long, default_value_t = 5000)]
        texts: usize,
        /// Words of a hundred in what is made that are any word at all.
        #[arg(long, default_value_t = 0)]
        any: usize,
        /// Copies of each way.
        #[arg(long, default_value_t = 50)]
        cases: usize,
        /// Folder in which the index is kept; one that is there is asked as it is.
        #[arg(long, value_name = "FOLDER")]
        kept: Option<PathBuf>,
    },
    /// Likeness of meaning: sentences that say the same, with a table learned from the corpus.
    Meaning {
        /// Corpus.
        corpus: PathBuf,
        /// Folder of an installed encoder, to be measured too.
        #[arg(long)]
        model: Option<PathBuf>,
        /// Measure tables that are distilled from the encoder by so many sentences, instead of itself.
        #[arg(long, requires = "model", value_name = "SENTENCES")]
        distil: Option<usize>,
    },
    /// All texts of an index against each other, on all cores.
    Sweep {
        /// Folder of the index.
        folder: PathBuf,
    },
    /// How fast texts are read and fingerprinted.
    Speed {
        /// Corpus.
        corpus: PathBuf,
    },
}

fn main() -> ExitCode {
    let mut out = std::io::stdout().lock();
    match run(&Arguments::parse().run, &mut out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = writeln!(std::io::stderr(), "{fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(run: &Run, out: &mut dyn std::io::Write) -> Outcome<()> {
    match run {
        Run::News { folder } => news::run(folder, out),
        Run::Dossiers {
            corpus,
            joined,
            texts,
            any,
            cases,
            kept,
        } => {
            let plan = dossiers::Plan {
                joined: *joined,
                texts: *texts,
                any: *any,
                cases: *cases,
                section: 500,
                paragraph: 60,
            };
            dossiers::run(&dossiers::texts(corpus)?, plan, kept.as_deref(), out)
        }
        Run::Meaning {
            corpus,
            model,
            distil,
        } => {
            let texts = dossiers::texts(corpus)?;
            let table = meaning::learned(&texts);
            meaning::run(&table, out)?;
            match (model, distil) {
                (Some(folder), Some(sentences)) => {
                    encoder::distilled(folder, &texts, (*sentences, &table), out)
                }
                (Some(folder), None) => encoder::run(folder, &texts, out),
                (None, _) => Ok(()),
            }
        }
        Run::Sweep { folder } => dossiers::sweep(folder, out),
        Run::Speed { corpus } => dossiers::speed(&dossiers::texts(corpus)?, out),
    }
}
