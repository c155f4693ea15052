//! Documents of strangers, read in processes of their own: a file that crashes a reader or makes
//! it swell costs that file's reading and nothing else.

mod child;
mod convert;
mod shut;
mod wire;

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use sangkien_documents::file_name::extension;
use sangkien_documents::reading::ReadFault;
use sangkien_documents::sniff::{MediaType, SniffFault, classify};
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

/// Why a document was not read, and what to do.
#[derive(Debug)]
enum Refused {
    /// A reader's own answer.
    Fault(ReadFault),
    /// The reader was stopped by its limits, or fell over.
    Stopped,
    /// A program that is needed is not installed.
    Lacks(&'static str),
    /// The machine did not let a process be started.
    Machine(std::io::Error),
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
    let read = match kind {
        MediaType::Doc | MediaType::Rtf => {
            convert::office(&bytes, kind).and_then(|converted| alone(MediaType::Odt, &converted))
        }
        MediaType::Png | MediaType::Jpeg => convert::picture(&bytes, kind),
        MediaType::Pdf => match alone(kind, &bytes) {
            Err(Refused::Fault(ReadFault::NoText)) => convert::scan(&bytes),
            other => other,
        },
        kind => alone(kind, &bytes),
    };
    let value = read.map_err(|refused| Trouble::Said(sentence(file, &refused)))?;
    Ok(Some(Answer {
        kind: kind.mime(),
        text: wire::text(&value),
        value,
    }))
}

/// Reads a document in a process of its own.
fn alone(kind: MediaType, bytes: &[u8]) -> Result<Value, Refused> {
    let program = std::env::current_exe().map_err(Refused::Machine)?;
    let mut command = Command::new(program);
    command.env_clear().args([child::READ, kind.mime()]);
    let answer = run(&mut command, bytes, PATIENCE)?;
    let mut answer: Value = serde_json::from_slice(&answer).map_err(|_| Refused::Stopped)?;
    if let Some(code) = answer.get("fault").and_then(Value::as_str) {
        return Err(Refused::Fault(wire::fault(code)));
    }
    answer
        .get_mut("reading")
        .map(Value::take)
        .ok_or(Refused::Stopped)
}

/// Runs a process, hands it bytes, and gives what it said; stops it when it takes too long.
fn run(command: &mut Command, bytes: &[u8], patience: Duration) -> Result<Vec<u8>, Refused> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(Refused::Machine)?;
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
    let done = child.wait().map_err(Refused::Machine)?;
    match said {
        Ok(Ok(said)) if done.success() => Ok(said),
        _ => Err(Refused::Stopped),
    }
}

fn stop(child: &mut Child) {
    // It may have ended just now.
    let _ = child.kill();
}

fn unaccepted(file: &Path, fault: &SniffFault) -> String {
    let file = file.display();
    match fault {
        SniffFault::Empty => format!("Tệp {file} không có nội dung."),
        SniffFault::PasswordProtected => format!(
            "Tệp {file} được bảo vệ bằng mật khẩu. Bỏ mật khẩu trong chương trình soạn thảo rồi thử lại."
        ),
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
        SniffFault::Damaged => damaged(&file),
        SniffFault::NameMismatch { content, .. } => {
            let right = content.extensions().first().copied().unwrap_or_default();
            format!("Nội dung của tệp {file} là loại “.{right}”, không khớp với đuôi tên tệp.")
        }
        SniffFault::Unknown => format!("Không nhận ra loại của tệp {file}."),
    }
}

fn damaged(file: &impl std::fmt::Display) -> String {
    format!("Tệp {file} bị hỏng hoặc không đúng định dạng nên không đọc được.")
}

fn sentence(file: &Path, refused: &Refused) -> String {
    let file = file.display();
    match refused {
        Refused::Fault(fault) => match fault {
            ReadFault::Damaged => damaged(&file),
            ReadFault::PasswordProtected => {
                unaccepted(Path::new(&file.to_string()), &SniffFault::PasswordProtected)
            }
            ReadFault::TooLarge => format!(
                "Tệp {file} khi mở ra lớn hoặc phức tạp quá mức của một văn bản nên không đọc."
            ),
            ReadFault::Entities => format!(
                "Tệp {file} có định nghĩa thực thể XML, cách thường dùng để tấn công, nên không đọc."
            ),
            ReadFault::Outside => format!(
                "Tệp {file} gọi mẫu hoặc đối tượng từ bên ngoài nên không đọc. Bỏ liên kết đó rồi thử lại."
            ),
            ReadFault::NoText => format!("Tệp {file} không có chữ nào."),
            ReadFault::NeedsConversion => {
                format!("Tệp {file} cần được chuyển sang DOCX trước khi đọc.")
            }
        },
        Refused::Stopped => format!(
            "Việc đọc tệp {file} vượt quá giới hạn bộ nhớ hoặc thời gian nên đã dừng. Các việc khác không bị ảnh hưởng."
        ),
        Refused::Lacks(program) => format!(
            "Để đọc tệp {file} cần cài {program} trên máy chủ; hoặc lưu tệp dưới dạng DOCX hay PDF có chữ rồi thử lại."
        ),
        Refused::Machine(error) => format!("Máy chủ không chạy được việc đọc tệp {file}: {error}."),
    }
}
