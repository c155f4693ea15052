//! `rubric check|score`, `agreement`, `ballot verify`: marks and votes from files, without an
//! instance.

mod agreement;
mod ballot;
mod rubric;
mod sheets;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use sangkien_i18n::Language;

use crate::cli::{BallotCommand, MarksCommand, RubricCommand};
use crate::say::Voice;
use crate::trouble::{Done, Trouble};

const VI: Language = Language::Vi;
/// Largest file, in bytes.
const MOST_BYTES: u64 = 64 << 20;

/// Carries out a command.
pub fn run(command: &MarksCommand, voice: Voice) -> Done<ExitCode> {
    let sound = match command {
        MarksCommand::Rubric {
            command: RubricCommand::Check(input),
        } => {
            let checked = rubric::check(&input.file)?;
            voice.say(|| checked.words(), || checked.json())?;
            checked.is_sound()
        }
        MarksCommand::Rubric {
            command: RubricCommand::Score(input),
        } => {
            let scored = rubric::score(&input.rubric, &input.sheets)?;
            voice.say(|| scored.words(), || scored.json())?;
            scored.is_whole()
        }
        MarksCommand::Agreement(input) => {
            let found = agreement::figure(&input.sheets, input.seed)?;
            voice.say(|| found.words(), || found.json())?;
            true
        }
        MarksCommand::Ballot {
            command: BallotCommand::Verify(input),
        } => {
            let found = ballot::verify(input)?;
            voice.say(|| found.words(), || found.json())?;
            found.is_sound()
        }
    };
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The text of a file that is not too large to be what it should be.
fn text(path: &Path) -> Done<String> {
    let size = fs::metadata(path).map_err(Trouble::file("đọc", path))?;
    if size.len() > MOST_BYTES {
        return Err(Trouble::Said(format!(
            "Tệp {} lớn quá {} MB.",
            path.display(),
            MOST_BYTES >> 20
        )));
    }
    let text = fs::read_to_string(path).map_err(Trouble::file("đọc", path))?;
    // Spreadsheets put a byte order mark before UTF-8.
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}
