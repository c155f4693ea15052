//! `procedure check|diagram|simulate|compare`: files of procedures, without an instance.

mod simulate;
mod story;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use sangkien_casework::check::{Fault, Severity, check, may_be_activated};
use sangkien_casework::compare::{Change, compare};
use sangkien_casework::definition::{Procedure, Unreadable};
use sangkien_casework::diagram::Options;
use sangkien_domain::refusal::{ProcedureRefusal, Refusal};
use sangkien_i18n::{Language, procedure as words, refusal};
use serde_json::{Value, json};

use crate::cli::{DiagramArguments, ProcedureCommand};
use crate::say::Voice;
use crate::trouble::{Done, Trouble};

const VI: Language = Language::Vi;
/// Largest file of a procedure or a story, in bytes.
const MOST_BYTES: u64 = 4 << 20;

/// Carries out a `procedure` command.
pub fn run(command: &ProcedureCommand, voice: Voice) -> Done<ExitCode> {
    let sound = match command {
        ProcedureCommand::Check(input) => {
            let checked = Checked::of(&input.file)?;
            voice.say(|| checked.words(), || checked.json())?;
            checked.is_sound()
        }
        ProcedureCommand::Diagram(input) => {
            diagram(input, voice)?;
            true
        }
        ProcedureCommand::Simulate(input) => {
            let procedure = read(&input.file)?;
            let told = simulate::told(procedure, story::read(&input.facts)?)?;
            voice.say(|| told.words(), || told.json())?;
            told.went_through()
        }
        ProcedureCommand::Compare(input) => {
            let (old, new) = (read(&input.old)?, read(&input.new)?);
            let changes = compare(&old, &new);
            voice.say(
                || changes_words(&changes, &old, &new),
                || changes_json(&changes, &old, &new),
            )?;
            true
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
    let trouble = |source| Trouble::File {
        act: "đọc",
        path: path.to_owned(),
        source,
    };
    let size = fs::metadata(path).map_err(trouble)?.len();
    if size > MOST_BYTES {
        return Err(Trouble::Said(format!(
            "Tệp {} lớn quá {} MB.",
            path.display(),
            MOST_BYTES >> 20
        )));
    }
    fs::read_to_string(path).map_err(trouble)
}

/// The procedure of a file.
fn read(path: &Path) -> Done<Procedure> {
    Procedure::read(&text(path)?)
        .map_err(|fault| Trouble::Said(format!("{}: {}", path.display(), unreadable(&fault))))
}

fn unreadable(fault: &Unreadable) -> String {
    let refused = Refusal::Procedure(ProcedureRefusal::Unreadable {
        message: fault.message.clone(),
        line: fault.line,
    });
    refusal(&refused, VI).sentence
}

/// What `procedure check` found.
enum Checked {
    /// The file holds no procedure.
    Unreadable(String),
    /// Its faults.
    Read(Box<Procedure>, Vec<Fault>),
}

impl Checked {
    fn of(path: &Path) -> Done<Self> {
        Ok(match Procedure::read(&text(path)?) {
            Err(fault) => Self::Unreadable(unreadable(&fault)),
            Ok(procedure) => {
                let faults = check(&procedure);
                Self::Read(Box::new(procedure), faults)
            }
        })
    }

    fn is_sound(&self) -> bool {
        match self {
            Self::Unreadable(_) => false,
            Self::Read(_, faults) => may_be_activated(faults),
        }
    }

    fn words(&self) -> String {
        let (procedure, faults) = match self {
            Self::Unreadable(sentence) => return format!("Lỗi: {sentence}"),
            Self::Read(procedure, faults) => (procedure, faults),
        };
        let mut lines: Vec<String> = faults
            .iter()
            .map(|fault| {
                let kind = match fault.severity {
                    Severity::Error => "Lỗi",
                    Severity::Note => "Lưu ý",
                };
                format!(
                    "{kind}: {}: {}",
                    words::place(&fault.place, procedure, VI),
                    words::fault(fault, procedure, VI).line()
                )
            })
            .collect();
        let errors = faults
            .iter()
            .filter(|fault| fault.severity == Severity::Error);
        lines.push(match errors.count() {
            0 => format!(
                "Quy trình “{}” không có lỗi: {} bước, {} trạng thái.",
                procedure.name,
                procedure.steps.len(),
                procedure.states.len()
            ),
            count => format!("Quy trình “{}” có {count} lỗi.", procedure.name),
        });
        lines.join("\n")
    }

    fn json(&self) -> Value {
        let (procedure, faults) = match self {
            Self::Unreadable(sentence) => {
                return json!({ "sound": false, "code": null, "faults": [{
                    "severity": "error", "code": "unreadable", "where": null, "text": sentence
                }] });
            }
            Self::Read(procedure, faults) => (procedure, faults),
        };
        let faults: Vec<Value> = faults
            .iter()
            .map(|fault| {
                let place = words::place(&fault.place, procedure, VI);
                let text = words::fault(fault, procedure, VI).line();
                told(fault, [("where", place), ("text", text)])
            })
            .collect();
        json!({ "sound": self.is_sound(), "code": procedure.code, "faults": faults })
    }
}

fn diagram(input: &DiagramArguments, voice: Voice) -> Done<()> {
    let procedure = read(&input.file)?;
    let options = Options {
        heading: true,
        ..Options::default()
    };
    let svg = words::diagram(&procedure, &options, VI);
    let Some(path) = &input.out else {
        voice.say(|| svg.clone(), || json!({ "svg": svg }))?;
        return Ok(());
    };
    write(path, &svg)?;
    voice.say(
        || format!("Đã ghi sơ đồ vào {}.", path.display()),
        || json!({ "written": path }),
    )?;
    Ok(())
}

fn write(path: &Path, svg: &str) -> Done<()> {
    fs::write(path, svg).map_err(Trouble::file("ghi", path))
}

fn changes_words(changes: &[Change], old: &Procedure, new: &Procedure) -> String {
    if changes.is_empty() {
        return "Hai phiên bản giống nhau.".into();
    }
    let lines = changes
        .iter()
        .map(|change| words::change(change, old, new, VI));
    lines.collect::<Vec<_>>().join("\n")
}

/// What was found as JSON, with its words beside it.
fn told<const N: usize>(found: &impl serde::Serialize, words: [(&str, String); N]) -> Value {
    let mut value = serde_json::to_value(found).unwrap_or_default();
    if let Value::Object(parts) = &mut value {
        parts.extend(words.map(|(key, text)| (key.to_owned(), text.into())));
    }
    value
}

fn changes_json(changes: &[Change], old: &Procedure, new: &Procedure) -> Value {
    let changes: Vec<Value> = changes
        .iter()
        .map(|change| told(change, [("text", words::change(change, old, new, VI))]))
        .collect();
    json!({ "same": changes.is_empty(), "changes": changes })
}
