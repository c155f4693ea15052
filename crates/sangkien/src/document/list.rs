//! `document sign-list`: what a decision's signing page gives out, signed on the machine that has the
//! token.

use std::fmt::Write as _;

use rand::SeedableRng as _;
use rand::rngs::StdRng;
use sangkien_app::port::Entropy as _;
use sangkien_i18n::signature as words;
use sangkien_signatures::envelope;
use serde_json::json;

use super::signing::{identity, unsigned};
use crate::cli::SignListArguments;
use crate::say::Voice;
use crate::trouble::{Done, Trouble};
use crate::wiring::{SystemEntropy, stamped};

/// The hash at the beginning of a line and what follows it; nothing for lines without one.
fn entry(line: &str) -> Option<([u8; 32], &str)> {
    let (hash, about) = line.trim().split_once(' ')?;
    let hash = hex::decode(hash).ok()?.try_into().ok()?;
    Some((hash, about.trim()))
}

/// Signs every hash of a list. What the token refuses is told, and what was signed is written
/// nevertheless.
pub(super) fn sign(input: &SignListArguments, voice: Voice) -> Done<()> {
    let text = std::fs::read_to_string(&input.list).map_err(Trouble::file("đọc", &input.list))?;
    let entries: Vec<_> = text.lines().filter_map(entry).collect();
    if entries.is_empty() {
        return Err(Trouble::Said(format!(
            "Tệp {} không có mã băm nào cần ký.",
            input.list.display()
        )));
    }
    let identity = identity(&input.identity)?;
    let mut randomness = StdRng::from_seed(SystemEntropy.bytes());
    let mut out = String::from("# Mã băm SHA-256, chữ ký\n");
    let (mut done, mut failed) = (0_usize, Vec::new());
    for (hash, about) in &entries {
        let made = envelope::sign(&identity, *hash, &mut randomness).and_then(|made| match &input
            .timestamp
        {
            Some(address) => stamped(&made, address),
            None => Ok(made),
        });
        match made {
            Ok(made) => {
                done += 1;
                let _ = writeln!(out, "{} {}", hex::encode(hash), hex::encode(made));
            }
            Err(fault) => failed.push(format!("{about}: {}", unsigned(fault))),
        }
    }
    std::fs::write(&input.out, out).map_err(Trouble::file("ghi", &input.out))?;
    if !failed.is_empty() {
        return Err(Trouble::Said(format!(
            "Đã ký {done} trên {} mã băm. Chưa ký được:\n{}",
            entries.len(),
            failed.join("\n")
        )));
    }
    let holder = words::holder(&identity.holder());
    let written = input.out.display().to_string();
    voice.say(
        || format!("Đã ký {done} mã băm vào {written}. Người ký: {holder}."),
        || json!({ "written": written, "signed": done }),
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_list_is_a_hash_and_what_it_is_of() {
        let hash = "ab".repeat(32);
        let line = format!("{hash} 05/QĐ-UBND");
        assert_eq!(entry(&line), Some(([0xab; 32], "05/QĐ-UBND")));
        assert_eq!(entry("# Mã băm SHA-256"), None);
        assert_eq!(entry("abcd 05/QĐ-UBND"), None);
    }
}
