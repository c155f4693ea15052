//! Decisions, certificates and the registry.

use jiff::civil::Date;
use sangkien_domain::id::{CertificateId, DecisionId, DossierId, PersonId, UnitId};
use sangkien_domain::round::Stage;
use sangkien_domain::rubric::Score;
use sangkien_domain::time::Instant;
use serde::{Deserialize, Serialize};

/// A decision, draft or issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Identity.
    pub id: DecisionId,
    /// The deciding body.
    pub organiser: UnitId,
    /// Which recognition.
    pub stage: Stage,
    /// Subject, such as "Về việc công nhận sáng kiến".
    pub subject: String,
    /// Symbol after the number.
    pub symbol: String,
    /// Grounds cited, one line each.
    pub grounds: Vec<String>,
    /// Who drafted it.
    pub drafted_by: PersonId,
    /// When it was drafted.
    pub drafted_at: Instant,
    /// Set at issue, all at once.
    pub issue: Option<Issue>,
    /// Initiatives in the order of the annex.
    pub items: Vec<DossierId>,
}

/// What issuing a decision fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Year of the register.
    pub year: i16,
    /// Number in the register.
    pub number: u32,
    /// When it was issued.
    pub issued_at: Instant,
    /// Who signed.
    pub signer: PersonId,
    /// The signer's name then.
    pub signer_name: String,
    /// The signer's state post then.
    pub signer_post: String,
}

/// Whether a certificate holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CertificateState {
    /// In force.
    Valid,
    /// Replaced by another.
    Superseded,
    /// Withdrawn by the body that issued it.
    Revoked,
}

impl CertificateState {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Superseded => "superseded",
            Self::Revoked => "revoked",
        }
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Valid, Self::Superseded, Self::Revoked]
            .into_iter()
            .find(|state| state.code() == code)
    }
}

/// A certificate: one per author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Identity.
    pub id: CertificateId,
    /// Public verification code, not guessable.
    pub code: String,
    /// Which initiative.
    pub dossier: DossierId,
    /// Position of the author in the dossier, from 1.
    pub author_position: i64,
    /// By which decision.
    pub decision: DecisionId,
    /// The issuing body.
    pub organiser: UnitId,
    /// Year of the register.
    pub year: i16,
    /// Number in the register.
    pub number: u32,
    /// When it was issued.
    pub issued_at: Instant,
    /// Whether it holds.
    pub state: CertificateState,
    /// What is printed on it, frozen at issue.
    pub face: CertificateFace,
    /// The one in whose place it was issued.
    pub replaces: Option<CertificateId>,
}

/// What was done about whether a certificate holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateActKind {
    /// Replaced by another.
    Superseded,
    /// Taken back.
    Revoked,
    /// In force again.
    Restored,
}

impl CertificateActKind {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Superseded => "superseded",
            Self::Revoked => "revoked",
            Self::Restored => "restored",
        }
    }

    /// The kind of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Superseded, Self::Revoked, Self::Restored]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// An act about whether a certificate holds, with the decision it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateAct {
    /// Which certificate.
    pub certificate: CertificateId,
    /// From 1.
    pub ordinal: i64,
    /// What was done.
    pub kind: CertificateActKind,
    /// Why.
    pub reason: String,
    /// Number of the decision.
    pub decision_label: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// Who wrote it down.
    pub acted_by: PersonId,
    /// When.
    pub acted_at: Instant,
}

/// What is printed on a certificate. Names are those valid on the day of signing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateFace {
    /// Title of the document.
    pub title: String,
    /// Number with symbol, such as "05/GCN-UBND".
    pub number: String,
    /// Superior body, may be empty.
    pub superior: String,
    /// Issuing body.
    pub body: String,
    /// The author's name.
    pub author: String,
    /// The author's workplace.
    pub workplace: String,
    /// The author's share, as shown ("50 %"); empty for a sole author.
    pub share: String,
    /// Name of the initiative.
    pub initiative: String,
    /// Name of the organising unit's place, for the date line.
    pub place: String,
    /// Day of issue.
    pub issued_on: Date,
    /// Number of the decision.
    pub decision: String,
    /// The signer's post.
    pub signer_post: String,
    /// The signer's name.
    pub signer_name: String,
}

/// An entry in the registry of recognised initiatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryEntry {
    /// Which initiative.
    pub dossier: DossierId,
    /// Code of the dossier, used in the address of its public page.
    pub code: String,
    /// Name of the initiative.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Authors' names.
    pub authors_line: String,
    /// The authors' unit, named as then.
    pub unit_name: String,
    /// The deciding body, named as then.
    pub organiser_name: String,
    /// The deciding body.
    pub organiser: UnitId,
    /// Field code.
    pub field_code: String,
    /// Field name.
    pub field_name: String,
    /// Which recognition.
    pub stage: Stage,
    /// Year of the decision.
    pub year: i16,
    /// Number of the decision, such as "12/QĐ-UBND".
    pub decision_label: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// Score by the rubric, in hundredths.
    pub average: Option<Score>,
    /// Class by the rubric, such as "Loại A"; empty where there is none.
    pub class: String,
    /// Whether its authors agreed to publication.
    pub published: bool,
    /// Answers open to the public, question to answer, in the order of the form.
    pub content: Vec<(String, String)>,
    /// Whether none of its certificates holds any more.
    pub withdrawn: bool,
}
