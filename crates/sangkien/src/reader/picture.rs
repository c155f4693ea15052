//! Pictures of hands and seals, taken apart and written anew in a process of their own.

use std::process::Command;

use sangkien_app::port::StampFile;
use sangkien_documents::picture::size;
use sangkien_documents::sniff::MediaType;
use sangkien_documents::transparent::Transparent;
use sangkien_domain::stamp::StampFault;

use super::{PATIENCE, child, machine, run};

/// What begins an answer with a picture, before its ink; no code of a fault does.
const TAKEN: u8 = 0;

/// A picture as it is kept.
///
/// # Errors
/// Why it cannot stand on a paper.
pub fn read(upload: &[u8]) -> Result<StampFile, StampFault> {
    let answer = std::env::current_exe()
        .map_err(machine)
        .and_then(|program| {
            let mut command = Command::new(program);
            command.env_clear().args([child::PICTURE, "png"]);
            run(&mut command, upload, PATIENCE)
        });
    // What stops its reader is no picture.
    let answer = answer.map_err(|_| StampFault::NotPng)?;
    if let Some((&[TAKEN, red, green, blue], png)) = answer.split_first_chunk::<4>() {
        return Ok(StampFile {
            size: size(MediaType::Png, png).ok_or(StampFault::NotPng)?,
            png: png.to_vec(),
            ink: [red, green, blue],
        });
    }
    let code = std::str::from_utf8(&answer).unwrap_or_default();
    Err(StampFault::from_code(code).unwrap_or(StampFault::NotPng))
}

/// The other side.
pub(super) fn taken(upload: &[u8]) -> Vec<u8> {
    match Transparent::read(upload) {
        Ok(picture) => {
            let [red, green, blue] = picture.ink();
            let mut answer = vec![TAKEN, red, green, blue];
            answer.extend(picture.png());
            answer
        }
        Err(fault) => fault.code().as_bytes().to_vec(),
    }
}
