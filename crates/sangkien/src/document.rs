//! `document …`: official documents from data.

mod list;
mod signing;

use std::path::Path;
use std::process::ExitCode;

use sangkien_documents::Fonts;
use sangkien_documents::official::{FillFault, Kind};
use serde_json::{Value, json};

use crate::cli::{DocumentCommand, RenderArguments};
use crate::config::Config;
use crate::say::Voice;
use crate::trouble::{Done, Trouble};

/// Carries out a `document` command.
pub fn run(command: &DocumentCommand, config: &Config, voice: Voice) -> Done<ExitCode> {
    match command {
        DocumentCommand::Render(input) => render(input, voice)?,
        DocumentCommand::Sample(input) => {
            let sample = kind(&input.kind)?.sample();
            let value: Value = serde_json::from_str(sample)
                .map_err(|fault| Trouble::Said(format!("Dữ liệu mẫu có lỗi: {fault}")))?;
            voice.say(|| sample.to_owned(), || value)?;
        }
        DocumentCommand::Sign(input) => signing::sign(input, voice)?,
        DocumentCommand::SignList(input) => list::sign(input, voice)?,
        DocumentCommand::Verify(input) => return signing::verify(input, config, voice),
    }
    Ok(ExitCode::SUCCESS)
}

fn kind(code: &str) -> Done<Kind> {
    Kind::named(code).ok_or_else(|| Trouble::Said(format!("Không có loại văn bản “{code}”.")))
}

fn render(input: &RenderArguments, voice: Voice) -> Done<()> {
    let file = Path::new(&input.data);
    let text = std::fs::read_to_string(file).map_err(Trouble::file("đọc", file))?;
    let data: Value = serde_json::from_str(&text).map_err(|fault| {
        Trouble::Said(format!(
            "Tệp {} không phải là JSON: dòng {}, cột {}.",
            file.display(),
            fault.line(),
            fault.column()
        ))
    })?;
    let paper = kind(&input.kind)?
        .fill(&data)
        .map_err(|fault| Trouble::Said(sentence(&fault)))?;
    let fonts = Fonts::embedded().map_err(unwritten)?;
    let mut written = Vec::new();
    if let Some(path) = &input.pdf {
        write(path, &paper.pdf(&fonts).map_err(unwritten)?, &mut written)?;
    }
    if let Some(path) = &input.docx {
        write(path, &paper.docx(&fonts).map_err(unwritten)?, &mut written)?;
    }
    voice.say(
        || format!("Đã ghi {}.", written.join(" và ")),
        || json!({ "kind": input.kind, "written": written }),
    )?;
    Ok(())
}

fn write(path: &Path, content: &[u8], written: &mut Vec<String>) -> Done<()> {
    std::fs::write(path, content).map_err(Trouble::file("ghi", path))?;
    written.push(path.display().to_string());
    Ok(())
}

fn unwritten(fault: impl std::fmt::Display) -> Trouble {
    Trouble::Said(format!("Không lập được văn bản: {fault}"))
}

/// What the data lack, by the names they have in the file.
fn sentence(fault: &FillFault) -> String {
    let mut sentences = Vec::new();
    if !fault.missing.is_empty() {
        sentences.push(format!("Dữ liệu còn thiếu: {}.", fault.missing.join(", ")));
    }
    if !fault.wrong.is_empty() {
        let names = fault.wrong.join(", ");
        sentences.push(format!("Dữ liệu không đúng kiểu mà mẫu cần: {names}."));
    }
    sentences.join(" ")
}
