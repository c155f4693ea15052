//! The program `sangkien`.

use std::process::ExitCode;

use clap::Parser as _;
use sangkien::cli::Cli;
use sangkien::config::{LogFormat, Settings};
use sangkien::say::Voice;
use sangkien::trouble::{Done, Trouble};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    // Readers of uploads are this program again, in a process of its own.
    let arguments: Vec<_> = std::env::args_os().collect();
    if let Some(code) = sangkien::reader::serve(&arguments) {
        return code;
    }
    let cli = Cli::parse();
    let voice = if cli.common.json {
        Voice::Json
    } else {
        Voice::Words
    };
    match run(&cli, voice) {
        Ok(code) => code,
        Err(trouble) => {
            voice.complain(&trouble);
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, voice: Voice) -> Done<ExitCode> {
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let settings = Settings::collect(cli.common.config.as_deref(), environment, cli.given())?;
    log(&settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Trouble::Said(format!("Không khởi động được: {error}")))?;
    runtime.block_on(sangkien::command::run(cli, settings, voice))
}

/// Log lines go to standard error; what a command tells goes to standard output.
fn log(settings: &Settings) -> Done<()> {
    let filter = EnvFilter::try_new(settings.text("log"))
        .map_err(|error| Trouble::Config(vec![settings.fault("log", &error.to_string())]))?;
    // What this library tells each time an index begins is of no use to whoever runs the program.
    let filter = match "hnsw_rs=warn".parse() {
        Ok(quiet) => filter.add_directive(quiet),
        Err(_) => filter,
    };
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if settings.text("log_format") == format_name(LogFormat::Json) {
        lines.json().init();
    } else {
        lines.init();
    }
    Ok(())
}

const fn format_name(format: LogFormat) -> &'static str {
    match format {
        LogFormat::Text => "text",
        LogFormat::Json => "json",
    }
}
