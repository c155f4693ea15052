//! What a request costs: processor time of program and database, and how long a client waits.
//!
//! Fills a data folder with generated dossiers through the storage ports, starts the program on
//! it, and asks in closed loops with 1, 4 and 16 connections, each with a session of its own. The
//! page that says nothing (`/livez`) is asked in the same run, as the floor of server and machine.
//!
//! Everything is bounded: a number of requests per cell, a time per cell, loopback only.

mod client;
mod limits;
mod load;
mod marks;
mod papers;
mod procedures;
mod process;
mod rounds;
mod subject;
mod table;
mod world;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::load::Plan;
use crate::process::Program;
use crate::world::{Size, World};

/// Why a run ended; told as a sentence.
type Done<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Measures the program and prints a table.
#[derive(Parser)]
struct Options {
    /// The program to measure.
    #[arg(long)]
    program: PathBuf,
    /// An empty folder for its data.
    #[arg(long)]
    data: PathBuf,
    /// A PostgreSQL database instead of SQLite, empty.
    #[arg(long)]
    database: Option<String>,
    /// Process whose descendants are the database's, counted with the program.
    #[arg(long)]
    database_process: Option<u32>,
    /// Dossiers already filed.
    #[arg(long, default_value_t = 3_000)]
    dossiers: usize,
    /// Marks sent.
    #[arg(long, default_value_t = 9_000)]
    scores: usize,
    /// Requests measured per cell, at most.
    #[arg(long, default_value_t = 600)]
    requests: usize,
    /// Open limits counted anew after a change of the calendar.
    #[arg(long, default_value_t = 100_000)]
    limits: usize,
    /// Pages of the manuscript of which two rounds are compared.
    #[arg(long, default_value_t = 200)]
    pages: usize,
    /// Seconds per cell, at most.
    #[arg(long, default_value_t = 20)]
    seconds: u64,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let outcome = runtime
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(run(&options)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Options) -> Done<()> {
    let plan = Plan {
        requests: options.requests,
        seconds: options.seconds,
        connections: vec![1, 4, 16],
    };
    let size = Size {
        dossiers: options.dossiers,
        scores: options.scores,
        drafts: plan.per_session(),
    };
    std::fs::create_dir_all(&options.data)?;
    let drafts: usize = size.drafts.iter().sum();
    eprintln!("Writing {} dossiers and {drafts} drafts …", size.dossiers);
    let world = World::write(&options.data, options.database.as_deref(), &size).await?;

    let mut program = Program::start(
        &options.program,
        &options.data,
        options.database.as_deref(),
        options.database_process,
    )
    .await?;
    // The first start brings caches of the disk up to date; the second is the one that is told.
    program.stop().await?;
    let mut program = Program::start(
        &options.program,
        &options.data,
        options.database.as_deref(),
        options.database_process,
    )
    .await?;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let idle = program.memory_mib()?;

    let mut subjects = subject::all(&world, program.address()).await?;
    let mut rows = Vec::new();
    for subject in &mut subjects {
        eprintln!("{} …", subject.name);
        for connections in &plan.connections {
            rows.push(load::measure(subject, *connections, &plan, &program).await?);
        }
    }
    let busy = program.memory_mib()?;
    let (recounted, told) = limits::measure(options.limits)?;
    let (compared, _) = rounds::measure(options.pages);
    let procedures = procedures::measure(200)?;
    let marks = marks::measure(3_000, 30)?;
    let papers = papers::measure(500, 40, 100)?;
    table::requests(&rows);
    table::program(&[
        (
            "start to first answer",
            format!("{:.0} ms", program.start_ms()),
        ),
        ("memory, idle", format!("{idle:.1} MiB")),
        ("memory, after the run", format!("{busy:.1} MiB")),
        (
            "limits counted anew",
            format!("{} in {recounted:.0} ms", options.limits),
        ),
        (
            "  with their arithmetic",
            format!("{} in {told:.0} ms", options.limits),
        ),
        (
            "two rounds compared",
            format!("{} pages in {compared:.0} ms", options.pages),
        ),
        (
            "procedure of 200 steps judged",
            format!("{:.0} µs", procedures.check),
        ),
        (
            "  made ready for the engine",
            format!("{:.0} µs", procedures.compile),
        ),
        (
            "acts of one dossier decided",
            format!("{:.1} µs", procedures.acts),
        ),
        (
            "results of 3 000 dossiers with three sheets each",
            format!("{:.1} ms", marks.settled),
        ),
        (
            "12 000 marks assigned to 30 members",
            format!("{:.0} ms, loads {:?}", marks.assigned, marks.loads),
        ),
        (
            "one certificate of a batch of 500",
            format!("{:.1} ms", papers.certificate),
        ),
        (
            "DOCX of 40 pages read",
            format!("{:.1} ms, {} characters", papers.word.0, papers.word.1),
        ),
        (
            "PDF of 100 pages read",
            format!("{:.1} ms, {} characters", papers.pdf.0, papers.pdf.1),
        ),
        (
            "program file",
            format!(
                "{:.1} MiB",
                process::mib(std::fs::metadata(&options.program)?.len())
            ),
        ),
    ]);
    program.stop().await
}
