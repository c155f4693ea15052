//! What the verification of a digitally signed document says: facts and faults, without sentences.
//!
//! A document is an original in electronic form only when it bears the signature of whoever is
//! competent and that of the body (Nghị định 30/2020/NĐ-CP, Điều 5); so several signatures are the
//! rule, and each is judged for itself.

use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// Who a certificate was given to, or by, as its name says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Common name.
    pub name: String,
    /// Organisation, may be empty.
    pub organisation: String,
    /// Unit of it, may be empty.
    pub unit: String,
}

/// What is wrong with a signature or with the file around it. Any of these makes it void.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignatureFault {
    /// The signature has a form that is not read, or is damaged.
    Form,
    /// The signed ranges of the file are not "all but the signature itself".
    Ranges,
    /// The signed bytes were changed.
    Content,
    /// The value was not made with the key of the certificate.
    Value,
    /// The certificate beside the signature is not the one that was signed for.
    Replaced,
    /// SHA-1, MD5, or a key that is too short.
    Weak,
    /// After signing, something was changed that signing does not change.
    ChangedAfter,
    /// The signer allowed no change at all, and there was one.
    Certified,
    /// The time stamp does not belong to this signature, or is damaged.
    Stamp,
}

impl SignatureFault {
    /// Every fault.
    pub const ALL: [Self; 9] = [
        Self::Form,
        Self::Ranges,
        Self::Content,
        Self::Value,
        Self::Replaced,
        Self::Weak,
        Self::ChangedAfter,
        Self::Certified,
        Self::Stamp,
    ];
}

/// What stands against a certificate at the moment that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum CertificateFault {
    /// It says of itself who it is; nobody that is trusted confirms it.
    SelfSigned,
    /// No chain leads to a certificate that is trusted here.
    Unknown,
    /// Not yet valid at that moment.
    NotYetValid,
    /// No longer valid at that moment.
    Expired,
    /// Valid at the moment that the signer claims, but no more, and no time stamp shows which
    /// came first.
    ExpiredSince,
    /// Withdrawn by its issuer, no later than the signature is shown to have been there.
    Revoked {
        /// Since when.
        since: Instant,
    },
    /// Given for another use than signing documents.
    WrongUse,
    /// Its own signature, or that of its issuer, rests on SHA-1, MD5 or a key that is too short.
    Weak,
}

/// Where the moment comes from that a certificate is judged at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeSource {
    /// A time stamp whose server is trusted here.
    Stamp,
    /// The signer's own word.
    Claim,
    /// Nobody says; the moment of verification.
    Now,
}

/// What lies in the file behind what a signature covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// Nothing: the whole file is covered.
    Whole,
    /// Only further signatures and what serves to verify them.
    Signatures,
    /// Something else.
    Changed,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Name of its field in the file.
    pub field: String,
    /// Who signed.
    pub signer: Holder,
    /// Who gave the certificate.
    pub issuer: Holder,
    /// Serial number of the certificate in hexadecimal.
    pub serial: String,
    /// SHA-256 of the certificate in hexadecimal; empty when there is none.
    pub certificate: String,
    /// When the certificate begins and ends.
    pub validity: Option<(Instant, Instant)>,
    /// When it was signed, as far as known.
    pub signed_at: Option<Instant>,
    /// Who says so.
    pub time: TimeSource,
    /// Whether there is a time stamp whose server is not trusted here.
    pub stamp_untrusted: bool,
    /// Whether a list of revoked certificates of the issuer was at hand.
    pub revocation_known: bool,
    /// What lies behind it.
    pub coverage: Coverage,
    /// What makes it void, each once.
    pub faults: Vec<SignatureFault>,
    /// What stands against the certificate.
    pub certificate_fault: Option<CertificateFault>,
}

/// What a signature is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Worth {
    /// The document is as it was signed, and who signed is confirmed.
    Valid,
    /// The document is as it was signed; who signed is not confirmed.
    Unconfirmed,
    /// It proves nothing.
    Void,
}

impl Signature {
    /// What it is worth.
    pub fn worth(&self) -> Worth {
        if !self.faults.is_empty() || self.coverage == Coverage::Changed {
            return Worth::Void;
        }
        match self.certificate_fault {
            None => Worth::Valid,
            Some(
                CertificateFault::SelfSigned
                | CertificateFault::Unknown
                | CertificateFault::ExpiredSince,
            ) => Worth::Unconfirmed,
            Some(_) => Worth::Void,
        }
    }
}

/// What is said of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
    /// The signatures, in the order in which they were made.
    pub signatures: Vec<Signature>,
}

impl Verification {
    /// What the file is worth: as much as its weakest signature. `None` without any.
    pub fn worth(&self) -> Option<Worth> {
        self.signatures.iter().map(Signature::worth).max()
    }
}

/// Why a file was not verified at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerifyFault {
    /// Not a PDF, or one that is damaged.
    NotPdf,
    /// Data that is no sound XML.
    NotXml,
    /// Protected by a password.
    Encrypted,
    /// More objects, signatures or steps between parts than an honest file has.
    TooMuch,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signature() -> Signature {
        Signature {
            field: "Signature1".into(),
            signer: Holder::default(),
            issuer: Holder::default(),
            serial: "01".into(),
            certificate: String::new(),
            validity: None,
            signed_at: None,
            time: TimeSource::Now,
            stamp_untrusted: false,
            revocation_known: false,
            coverage: Coverage::Whole,
            faults: Vec::new(),
            certificate_fault: None,
        }
    }

    #[test]
    fn every_fault_makes_a_signature_void() {
        assert_eq!(signature().worth(), Worth::Valid);
        for fault in SignatureFault::ALL {
            let mut with = signature();
            with.faults.push(fault);
            assert_eq!(with.worth(), Worth::Void, "{fault:?}");
        }
        let mut changed = signature();
        changed.coverage = Coverage::Changed;
        assert_eq!(changed.worth(), Worth::Void);
    }

    #[test]
    fn an_unknown_issuer_leaves_a_signature_unconfirmed_and_a_revocation_voids_it() {
        for (fault, worth) in [
            (CertificateFault::Unknown, Worth::Unconfirmed),
            (CertificateFault::SelfSigned, Worth::Unconfirmed),
            (CertificateFault::ExpiredSince, Worth::Unconfirmed),
            (CertificateFault::Expired, Worth::Void),
            (CertificateFault::Revoked { since: Instant(1) }, Worth::Void),
            (CertificateFault::WrongUse, Worth::Void),
        ] {
            let mut with = signature();
            with.certificate_fault = Some(fault);
            assert_eq!(with.worth(), worth, "{fault:?}");
        }
    }

    #[test]
    fn a_file_is_worth_as_much_as_its_weakest_signature() {
        let mut unknown = signature();
        unknown.certificate_fault = Some(CertificateFault::Unknown);
        let mut file = Verification {
            sha256: String::new(),
            signatures: vec![signature(), unknown],
        };
        assert_eq!(file.worth(), Some(Worth::Unconfirmed));
        file.signatures.clear();
        assert_eq!(file.worth(), None);
    }
}
