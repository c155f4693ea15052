//! Signatures of strangers, judged in a process of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use sangkien_app::port::Unverified;
use sangkien_domain::signature::Verification;
use sangkien_domain::time::Instant;
use sangkien_i18n::{Language, signature as words};
use sangkien_signatures::Trust;
use serde_json::{Value, json};

use super::{PATIENCE, child, run};
use crate::trouble::{Done, Trouble};

/// Files of certificates and of lists of revoked ones.
#[derive(Debug, Clone, Default)]
pub struct Believed(Vec<Vec<u8>>);

/// What to tell whoever asked.
pub fn sentence(unverified: Unverified) -> String {
    match unverified {
        Unverified::Fault(fault) => words::not_verified(fault, Language::Vi).to_owned(),
        Unverified::Stopped => words::stopped().to_owned(),
    }
}

/// Reads what is believed: files, and the files in folders.
pub fn believed(places: &[PathBuf]) -> Done<Believed> {
    let mut files = Vec::new();
    for place in places {
        if place.is_dir() {
            let mut inside: Vec<PathBuf> = std::fs::read_dir(place)
                .map_err(Trouble::file("đọc", place))?
                .filter_map(|entry| Some(entry.ok()?.path()))
                .filter(|path| path.is_file())
                .collect();
            inside.sort();
            files.extend(inside);
        } else {
            files.push(place.clone());
        }
    }
    let read = |file: &PathBuf| {
        let content = std::fs::read(file).map_err(Trouble::file("đọc", file))?;
        if Trust::default().add(&content) {
            Ok(content)
        } else {
            Err(unfit(file))
        }
    };
    files.iter().map(read).collect::<Done<_>>().map(Believed)
}

fn unfit(file: &Path) -> Trouble {
    Trouble::Said(format!(
        "Tệp {} không phải là chứng thư số hoặc danh sách thu hồi (PEM hoặc DER).",
        file.display()
    ))
}

/// Judges the signatures of a file.
pub fn verify(file: &[u8], believed: &Believed, now: Instant) -> Result<Verification, Unverified> {
    let program = std::env::current_exe().map_err(|_| Unverified::Stopped)?;
    let mut command = Command::new(program);
    command
        .env_clear()
        .args([child::VERIFY, &now.0.to_string()]);
    let mut parcel = Vec::new();
    for part in believed.0.iter().map(Vec::as_slice).chain([file]) {
        let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
        parcel.extend(length.to_be_bytes());
        parcel.extend(part);
    }
    let said = run(&mut command, &parcel, PATIENCE).map_err(|_| Unverified::Stopped)?;
    let mut said: Value = serde_json::from_slice(&said).map_err(|_| Unverified::Stopped)?;
    if let Some(fault) = said.get_mut("fault") {
        let fault = serde_json::from_value(fault.take()).map_err(|_| Unverified::Stopped)?;
        return Err(Unverified::Fault(fault));
    }
    serde_json::from_value(said).map_err(|_| Unverified::Stopped)
}

/// The other side: what is believed and the file, out of one parcel.
pub(super) fn answer(parcel: &[u8], now: Instant) -> Value {
    let mut rest = parcel;
    let mut parts = Vec::new();
    while let Some((length, behind)) = rest.split_first_chunk::<8>() {
        let length = usize::try_from(u64::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let Some((part, behind)) = behind.split_at_checked(length) else {
            break;
        };
        parts.push(part);
        rest = behind;
    }
    let file = parts.pop().unwrap_or_default();
    let mut trust = Trust::default();
    for part in parts {
        trust.add(part);
    }
    match sangkien_signatures::verify(file, &trust, now) {
        Ok(said) => json!(said),
        Err(fault) => json!({ "fault": fault }),
    }
}
