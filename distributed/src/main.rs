//! The sweep of a registry as SQL: prints of all texts as Parquet, pairs of texts that share them by
//! one query, on this machine with DataFusion or on several with Ballista. The pairs are then compared
//! by `sangkien overlap sweep --pairs`.
//!
//! What the query says is what the index of the program does: a text asks with all of its prints, an
//! earlier text answers with those it keeps, and a print weighs less the more texts keep it.

mod cluster;
mod export;
mod pairs;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Anything that can go wrong here ends the command.
type Done<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[derive(Debug, Parser)]
#[command(
    name = "sangkien-distributed",
    version,
    about = "The sweep of a registry on many machines"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the prints of an index as Parquet files.
    Export {
        /// Folder of the index.
        index: PathBuf,
        /// New folder for the files.
        out: PathBuf,
        /// Number of files for each of the two tables, about one for each core of all machines.
        #[arg(long, default_value_t = 8)]
        files: u32,
    },
    /// Print the pairs of texts that share prints: later, earlier, weight.
    Pairs {
        /// Folder of the Parquet files.
        prints: PathBuf,
        /// Least weight of what a pair shares; a print that one text keeps weighs 8.
        #[arg(long, default_value_t = 8)]
        least: u32,
        /// Address of a scheduler, such as df://127.0.0.1:50050; without one, this machine computes.
        #[arg(long)]
        scheduler: Option<String>,
        /// Count in a plain way without SQL: the yardstick of the two others.
        #[arg(long, conflicts_with = "scheduler")]
        plain: bool,
    },
    /// Give out work to executors.
    Scheduler {
        /// Port to listen on, at 127.0.0.1.
        #[arg(long, default_value_t = 50050)]
        port: u16,
    },
    /// Do work that a scheduler gives.
    Executor {
        /// Port of the scheduler, at 127.0.0.1.
        #[arg(long, default_value_t = 50050)]
        scheduler: u16,
        /// Port for the exchange of data; the next one is for commands.
        #[arg(long)]
        port: u16,
        /// Folder for data between stages.
        #[arg(long)]
        work: PathBuf,
        /// Tasks at the same time.
        #[arg(long, default_value_t = 1)]
        tasks: usize,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Export { index, out, files } => export::write(&index, &out, files.max(1)),
        Command::Pairs {
            prints,
            least,
            plain: true,
            ..
        } => pairs::print(&pairs::plain(&prints, least).await),
        Command::Pairs {
            prints,
            least,
            scheduler,
            ..
        } => pairs::print(&pairs::by_sql(&prints, least, scheduler.as_deref()).await),
        Command::Scheduler { port } => cluster::schedule(port).await,
        Command::Executor {
            scheduler,
            port,
            work,
            tasks,
        } => cluster::execute(scheduler, port, &work, tasks).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
