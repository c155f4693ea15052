//! What runs in a process of its own: reading a document from standard input, or another program
//! that is handed limits before it begins.

use std::ffi::OsString;
use std::io::{Read as _, Write as _};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode};

use sangkien_documents::reading::{ReadFault, Reading, read, table, workbook};
use sangkien_documents::sniff::MediaType;
use sangkien_domain::time::Instant;
use serde_json::{Value, json};

use super::shut::{Allowance, alone, limit, off_line};
use super::{form, picture, signed, wire};

/// First argument of a process that reads a document.
pub(super) const READ: &str = "--read-alone";
/// First argument of a process that judges signatures.
pub(super) const VERIFY: &str = "--verify-alone";
/// First argument of a process that reads a table.
pub(super) const TABLE: &str = "--read-table-alone";
/// First argument of a process that finds the places of a form.
pub(super) const PLACES: &str = "--places-alone";
/// First argument of a process that fills a form.
pub(super) const FILL: &str = "--fill-alone";
/// First argument of a process that takes a picture of a hand or seal apart.
pub(super) const PICTURE: &str = "--picture-alone";
/// What a table of text with separators is called.
const SEPARATED: &str = "text/csv";
/// First argument of a process that reads a workbook cell by cell.
pub(super) const WORKBOOK: &str = "--read-workbook-alone";
/// First argument of a process that becomes another program.
pub(super) const BECOME: &str = "--become";

/// Largest document that is read, in bytes.
pub(super) const MOST_BYTES: u64 = 256 << 20;

const READER: Allowance = Allowance {
    memory: 1 << 30,
    seconds: 20,
    file: 0,
    files: 16,
};

const CONVERTER: Allowance = Allowance {
    memory: 4 << 30,
    seconds: 120,
    file: 512 << 20,
    files: 256,
};

/// Does what a process of its own is for; nothing when this is an ordinary call.
pub fn serve(arguments: &[OsString]) -> Option<ExitCode> {
    let (_, [first, rest @ ..]) = arguments.split_first()? else {
        return None;
    };
    let done = match (first.to_str()?, rest) {
        (READ, [kind]) => read_alone(kind.to_str()?, read_document),
        (TABLE, [kind]) => read_alone(kind.to_str()?, read_table),
        (WORKBOOK, []) => workbook_alone(),
        (PLACES, [_]) => answer_alone(form::look),
        (FILL, [_]) => answer_alone(form::filled),
        (PICTURE, [_]) => answer_alone(picture::taken),
        (VERIFY, [now]) => verify_alone(Instant(now.to_str()?.parse().ok()?)),
        (BECOME, [program, rest @ ..]) => limit(CONVERTER)
            .and_then(|()| off_line())
            .map(|()| Command::new(program).args(rest).exec())
            .and_then(Err),
        _ => return None,
    };
    Some(if done.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Reads bytes of a media type.
type Reader = fn(&str, &[u8]) -> Result<Reading, ReadFault>;

fn read_document(kind: &str, bytes: &[u8]) -> Result<Reading, ReadFault> {
    read(MediaType::of_mime(kind).ok_or(ReadFault::Damaged)?, bytes)
}

fn read_table(kind: &str, bytes: &[u8]) -> Result<Reading, ReadFault> {
    match MediaType::of_mime(kind) {
        _ if kind == SEPARATED => table::separated(bytes),
        Some(kind @ (MediaType::Xlsx | MediaType::Xls)) => table::sheet(kind, bytes),
        _ => Err(ReadFault::Damaged),
    }
}

/// Takes in what is handed over, then gives up everything else.
fn shut_in() -> std::io::Result<Vec<u8>> {
    limit(READER)?;
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MOST_BYTES)
        .read_to_end(&mut bytes)?;
    alone()?;
    Ok(bytes)
}

fn tell(answer: &Value) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(answer.to_string().as_bytes())?;
    out.flush()
}

fn answer_alone(answer: fn(&[u8]) -> Vec<u8>) -> std::io::Result<()> {
    let bytes = shut_in()?;
    let mut out = std::io::stdout().lock();
    out.write_all(&answer(&bytes))?;
    out.flush()
}

fn verify_alone(now: Instant) -> std::io::Result<()> {
    let bytes = shut_in()?;
    tell(&signed::answer(&bytes, now))
}

fn workbook_alone() -> std::io::Result<()> {
    let bytes = shut_in()?;
    let answer = match workbook::read(&bytes) {
        Ok(tabs) => json!({ "reading": wire::workbook(&tabs) }),
        Err(fault) => json!({ "fault": wire::fault_code(fault) }),
    };
    tell(&answer)
}

fn read_alone(kind: &str, reader: Reader) -> std::io::Result<()> {
    let bytes = shut_in()?;
    let answer = match reader(kind, &bytes) {
        Ok(reading) => json!({ "reading": wire::reading(&reading) }),
        Err(fault) => json!({ "fault": wire::fault_code(fault) }),
    };
    tell(&answer)
}
