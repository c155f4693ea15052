//! Documents of strangers, read in processes of their own: a file that crashes a reader or makes
//! it swell costs that file's reading and nothing else.

mod child;
mod convert;
pub mod form;
pub mod picture;
mod shut;
pub mod signed;
mod wire;

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use sangkien_documents::file_name::extension;
use sangkien_documents::sniff::{MediaType, SniffFault, classify};
use sangkien_domain::reading::Unread;
use sangkien_i18n::Language;
use serde_json::Value;

pub use child::serve;

use crate::trouble::{Done, Trouble};

/// The longest a reader may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What was read: the parts in the form of `text extract`, and their text.
#[derive(Debug)]
pub struct Answer {
    /// The kind of the file, as a media type.
    pub kind: &'static str,
    /// The parts and the number of pages.
    pub value: Value,
    /// The text, a line for each part.
    pub text: String,
}

/// Reads an office document, a PDF or a picture; nothing when the file is plain text.
pub fn document(file: &Path) -> Done<Option<Answer>> {
    let size = std::fs::metadata(file)
        .map_err(Trouble::file("đọc", file))?
        .len();
    if size > child::MOST_BYTES {
        let most = child::MOST_BYTES >> 20;
        let file = file.display();
        return Err(Trouble::Said(format!(
            "Tệp {file} lớn hơn {most} MB nên không đọc."
        )));
    }
    let bytes = std::fs::read(file).map_err(Trouble::file("đọc", file))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let named = extension(&name);
    let office = MediaType::ALL
        .iter()
        .any(|kind| *kind != MediaType::PlainText && kind.extensions().contains(&named.as_str()));
    let kind = match classify(&bytes, &name) {
        Ok(MediaType::PlainText) => return Ok(None),
        Ok(kind) => kind,
        // What is named as text is text, in whatever old encoding.
        Err(_) if !office => return Ok(None),
        Err(fault) => return Err(Trouble::Said(unaccepted(file, &fault))),
    };
    let value = parts(kind, &bytes).map_err(|reason| Trouble::Said(sentence(file, reason)))?;
    Ok(Some(Answer {
        kind: kind.mime(),
        text: wire::text(&value),
        value,
    }))
}

/// The parts of a document in the form of `text extract`.
///
/// # Errors
/// Why they could not be had.
pub fn parts(kind: MediaType, bytes: &[u8]) -> Result<Value, Unread> {
    match kind {
        MediaType::Doc | MediaType::Rtf => convert::office(bytes, kind, "odt")
            .and_then(|converted| alone(MediaType::Odt, &converted)),
        MediaType::Png | MediaType::Jpeg => convert::picture(bytes, kind),
        MediaType::Pdf => match alone(kind, bytes) {
            Err(Unread::NoText) => convert::scan(bytes),
            other => other,
        },
        kind => alone(kind, bytes),
    }
}

/// The first table of a file, cell by cell, in the form of `text extract`.
///
/// # Errors
/// Why it could not be had.
pub fn table(media_type: &str, bytes: &[u8]) -> Result<Value, Unread> {
    asked(&[child::TABLE, media_type], bytes)
}

/// A page of a PDF as PNG.
///
/// # Errors
/// Why it could not be drawn.
pub fn picture_of_page(bytes: &[u8], page: u32) -> Result<Vec<u8>, Unread> {
    convert::page(bytes, page)
}

/// Every sheet of a workbook, cell by cell.
///
/// # Errors
/// Why they could not be had.
pub fn workbook(bytes: &[u8]) -> Result<Value, Unread> {
    asked(&[child::WORKBOOK], bytes)
}

/// A Word document as PDF.
///
/// # Errors
/// Why it could not be written.
pub fn as_pdf(word: &[u8]) -> Result<Vec<u8>, Unread> {
    convert::office(word, MediaType::Docx, "pdf")
}

/// Reads a document in a process of its own.
fn alone(kind: MediaType, bytes: &[u8]) -> Result<Value, Unread> {
    asked(&[child::READ, kind.mime()], bytes)
}

fn asked(what: &[&str], bytes: &[u8]) -> Result<Value, Unread> {
    let program = std::env::current_exe().map_err(machine)?;
    let mut command = Command::new(program);
    command.env_clear().args(what);
    let answer = run(&mut command, bytes, PATIENCE)?;
    let mut answer: Value = serde_json::from_slice(&answer).map_err(|_| Unread::Stopped)?;
    if let Some(code) = answer.get("fault").and_then(Value::as_str) {
        return Err(wire::fault(code));
    }
    answer
        .get_mut("reading")
        .map(Value::take)
        .ok_or(Unread::Stopped)
}

/// Runs a process, hands it bytes, and gives what it said; stops it when it takes too long.
fn run(command: &mut Command, bytes: &[u8], patience: Duration) -> Result<Vec<u8>, Unread> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(machine)?;
    let said = std::thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        if let Some(mut out) = child.stdout.take() {
            scope.spawn(move || {
                let mut said = Vec::new();
                let read = out.read_to_end(&mut said);
                let _ = tell.send(read.map(|_| said));
            });
        }
        if let Some(mut into) = child.stdin.take() {
            // A reader that stops listening has its reasons, and tells them.
            scope.spawn(move || drop(into.write_all(bytes)));
        }
        let said = told.recv_timeout(patience);
        if said.is_err() {
            stop(&mut child);
        }
        said
    });
    let done = child.wait().map_err(machine)?;
    match said {
        Ok(Ok(said)) if done.success() => Ok(said),
        _ => Err(Unread::Stopped),
    }
}

fn stop(child: &mut Child) {
    // It may have ended just now.
    let _ = child.kill();
}

fn unaccepted(path: &Path, fault: &SniffFault) -> String {
    let file = path.display();
    match fault {
        SniffFault::Empty => format!("Tệp {file} không có nội dung."),
        SniffFault::PasswordProtected => sentence(path, Unread::PasswordProtected),
        SniffFault::Macros => {
            format!("Tệp {file} chứa macro nên không đọc. Lưu lại dưới dạng không có macro.")
        }
        SniffFault::Program => {
            format!("Tệp {file} là chương trình hoặc chứa chương trình nên không đọc.")
        }
        SniffFault::Archive => {
            format!("Tệp {file} là tệp nén nhiều tệp. Giải nén và chọn từng tệp.")
        }
        SniffFault::Markup => format!("Tệp {file} là trang web, không phải văn bản hành chính."),
        SniffFault::Damaged => sentence(path, Unread::Damaged),
        SniffFault::Active => sentence(path, Unread::Active),
        SniffFault::Entries => format!(
            "Tệp {file} có cấu trúc nén bất thường (tên trùng nhau, chồng lên nhau hoặc trỏ ra ngoài) nên không đọc. Mở bằng chương trình soạn thảo rồi lưu lại."
        ),
        SniffFault::TooManyPixels => {
            format!(
                "Ảnh {file} có quá nhiều điểm ảnh nên không đọc. Giảm kích thước ảnh rồi thử lại."
            )
        }
        SniffFault::NameMismatch { content, .. } => {
            let right = content.extensions().first().copied().unwrap_or_default();
            format!("Nội dung của tệp {file} là loại “.{right}”, không khớp với đuôi tên tệp.")
        }
        SniffFault::Unknown => format!("Không nhận ra loại của tệp {file}."),
    }
}

fn sentence(file: &Path, reason: Unread) -> String {
    let words = sangkien_i18n::reading::unread(reason, Language::Vi);
    format!("{}: {words}", file.display())
}

/// Notes what the machine said; whoever asked learns that it did not work.
#[expect(
    clippy::needless_pass_by_value,
    reason = "an error is handed over by whoever meets it"
)]
fn machine(error: std::io::Error) -> Unread {
    tracing::warn!(%error, "a reader of uploaded files could not be run");
    Unread::Machine
}
