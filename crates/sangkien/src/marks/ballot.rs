//! `ballot verify`.

use std::fmt::Write as _;

use sangkien_ballot::{BallotFault, Export, Verified};
use sangkien_i18n::ballot as said;
use serde_json::{Value, json};

use super::VI;
use crate::cli::BallotArguments;
use crate::trouble::{Done, Trouble};

/// What `ballot verify` found.
pub(super) struct Found {
    question: String,
    seal: String,
    sealed_elsewhere: bool,
    verified: Verified,
}

/// Verifies the export of a vote.
pub(super) fn verify(input: &BallotArguments) -> Done<Found> {
    let text = super::text(&input.export)?;
    let export: Export = serde_json::from_str(&text).map_err(|error| {
        Trouble::Said(format!(
            "{}: không phải tệp kết quả bỏ phiếu kín (dòng {}).",
            input.export.display(),
            error.line()
        ))
    })?;
    Ok(Found {
        verified: export.verify(input.seal.as_deref(), &input.receipt),
        sealed_elsewhere: input.seal.is_some(),
        question: export.vote.question,
        seal: export.seal,
    })
}

impl Found {
    pub(super) const fn is_sound(&self) -> bool {
        self.verified.faults.is_empty()
    }

    pub(super) fn words(&self) -> String {
        let mut text = format!("{}\n", self.question);
        for (choice, count) in &self.verified.tally {
            let _ = writeln!(text, "  {choice}: {count}");
        }
        let (papers, genuine) = (self.verified.papers, self.verified.genuine);
        if self.is_sound() {
            let _ = writeln!(
                text,
                "Phát {papers} phiếu, kiểm {genuine} phiếu: phiếu nào cũng hợp lệ và được tính một lần."
            );
            if !self.sealed_elsewhere {
                let _ = writeln!(
                    text,
                    "Chưa so với niêm phong ghi trong nhật ký kiểm tra khi đóng bỏ phiếu: {}",
                    self.seal
                );
            }
        } else {
            let faults = &self.verified.faults;
            let _ = writeln!(text, "Có {} sai lệch:", faults.len());
            for fault in faults {
                let _ = writeln!(text, "  {}", said::fault(fault, VI));
            }
        }
        text
    }

    pub(super) fn json(&self) -> Value {
        let faults = self.verified.faults.iter();
        let told = |fault: &BallotFault| said::fault(fault, VI);
        json!({
            "sound": self.is_sound(),
            "papers": self.verified.papers,
            "genuine": self.verified.genuine,
            "tally": self.verified.tally,
            "seal": self.seal,
            "faults": faults.map(told).collect::<Vec<_>>(),
        })
    }
}
