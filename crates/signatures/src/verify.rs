//! The signatures of a file, judged one by one.

use der::Encode as _;
use lopdf::{Dictionary, Document, Object};
use sangkien_domain::signature::{
    CertificateFault, Coverage, Holder, Signature, SignatureFault, TimeSource, Verification,
    VerifyFault,
};
use sangkien_domain::time::Instant;
use x509_cert::Certificate;

use crate::algorithm::{self, Hash, Refused};
use crate::envelope::{
    CONTENT_TYPE, DATA, Opened, SIGNING_CERTIFICATE, SIGNING_CERTIFICATE_V2, STAMP,
    SigningCertificateV2,
};
use crate::pdf::{self, Field};
use crate::stamp::Token;
use crate::trust::{self, Moment, Trust, Use};
use crate::{hexadecimal, revision, sha256, xml};

/// Most signatures of a file.
const MOST: usize = 50;

/// Judges all signatures of a file at a moment.
///
/// # Errors
/// When the file is no sound PDF or XML, so that nothing can be said of it.
pub fn verify(file: &[u8], trust: &Trust, now: Instant) -> Result<Verification, VerifyFault> {
    if xml::is_xml(file) {
        return xml::verify(file, trust, now);
    }
    let document = pdf::read(file)?;
    let mut found = Vec::new();
    for field in pdf::fields(&document)? {
        if let Some(value) = field.value {
            found.push(Found::read(file, &document, &field, value));
        }
    }
    if found.len() > MOST {
        return Err(VerifyFault::TooMuch);
    }
    found.sort_by_key(|found| found.end);
    let states: Vec<Option<Document>> = found
        .iter()
        .map(|found| file.get(..found.end).and_then(|then| pdf::read(then).ok()))
        .collect();
    let readings = states.iter().flatten().chain([&document]);
    let around = Around {
        file,
        document: &document,
        places: readings.flat_map(revision::places).collect(),
        trust,
        now,
    };
    Ok(Verification {
        sha256: hexadecimal(&sha256(file)),
        signatures: found
            .iter()
            .zip(&states)
            .map(|(found, then)| around.judge(found, then.as_ref()))
            .collect(),
    })
}

/// A signature as it stands in the file.
struct Found {
    name: String,
    /// Where what it covers ends; 0 when its ranges are not as they must be.
    end: usize,
    /// The two signed ranges.
    ranges: Option<[(usize, usize); 2]>,
    envelope: Vec<u8>,
    form: Vec<u8>,
    claimed: Option<Instant>,
    /// Whether the signer allowed no change at all.
    certified: bool,
}

impl Found {
    fn read(file: &[u8], document: &Document, field: &Field<'_>, value: &Dictionary) -> Self {
        let envelope = pdf::entry(document, value, b"Contents")
            .and_then(|contents| contents.as_str().ok())
            .unwrap_or_default()
            .to_vec();
        let ranges = ranges(file, document, value, &envelope);
        Self {
            name: field.name.clone(),
            end: ranges.map_or(0, |[_, (_, end)]| end),
            ranges,
            envelope,
            form: pdf::entry(document, value, b"SubFilter")
                .and_then(|form| form.as_name().ok())
                .unwrap_or_default()
                .to_vec(),
            claimed: pdf::entry(document, value, b"M").and_then(pdf::moment),
            certified: allows_nothing(document, value),
        }
    }
}

/// The two signed ranges, provided that they are the whole file up to their end but for exactly
/// the text of the signature.
fn ranges(
    file: &[u8],
    document: &Document,
    value: &Dictionary,
    envelope: &[u8],
) -> Option<[(usize, usize); 2]> {
    let numbers = pdf::entry(document, value, b"ByteRange")?.as_array().ok()?;
    let numbers: Vec<usize> = numbers
        .iter()
        .map(|number| number.as_i64().ok().and_then(|it| usize::try_from(it).ok()))
        .collect::<Option<_>>()?;
    let [0, first, second, length] = numbers.as_slice() else {
        return None;
    };
    let end = second.checked_add(*length)?;
    let gap = file.get(*first..*second)?;
    let digits = gap.strip_prefix(b"<")?.strip_suffix(b">")?;
    let before = file.get(..*first)?.trim_ascii_end();
    let sound = end <= file.len()
        && *length > 0
        && before.ends_with(b"/Contents")
        && !envelope.is_empty()
        && digits.eq_ignore_ascii_case(hexadecimal(envelope).as_bytes());
    sound.then_some([(0, *first), (*second, end)])
}

/// Whether a signature certifies the file and allows no change (`DocMDP` with `P` 1).
fn allows_nothing(document: &Document, value: &Dictionary) -> bool {
    let Some(Ok(references)) = pdf::entry(document, value, b"Reference").map(Object::as_array)
    else {
        return false;
    };
    references.iter().any(|reference| {
        let Ok((_, Object::Dictionary(reference))) = document.dereference(reference) else {
            return false;
        };
        let method = pdf::entry(document, reference, b"TransformMethod");
        let parameters = pdf::dictionary(document, reference, b"TransformParams");
        method.is_some_and(|it| it.as_name().is_ok_and(|name| name == b"DocMDP"))
            && parameters
                .and_then(|it| pdf::entry(document, it, b"P"))
                .is_some_and(|it| it.as_i64().is_ok_and(|allowed| allowed == 1))
    })
}

struct Around<'a> {
    file: &'a [u8],
    document: &'a Document,
    places: revision::Places,
    trust: &'a Trust,
    now: Instant,
}

impl Around<'_> {
    fn judge(&self, found: &Found, then: Option<&Document>) -> Signature {
        let coverage = self.coverage(found, then);
        let mut faults = Vec::new();
        match coverage {
            Coverage::Changed if found.ranges.is_some() => {
                faults.push(SignatureFault::ChangedAfter);
            }
            Coverage::Signatures if found.certified => faults.push(SignatureFault::Certified),
            _ => {}
        }
        if found.ranges.is_none() {
            faults.push(SignatureFault::Ranges);
        }
        let opened = Opened::read(&found.envelope).filter(|opened| {
            // Behind the signature its room is empty.
            let rest = found.envelope.get(opened.length..).unwrap_or_default();
            rest.iter().all(|byte| *byte == 0)
        });
        let mut signature = blank(found, coverage);
        if let Some(opened) = opened {
            if found.form == b"ETSI.RFC3161" {
                self.stamp_of_all(found, &mut signature, &mut faults);
            } else {
                self.signature(found, &opened, &mut signature, &mut faults);
            }
        } else {
            faults.push(SignatureFault::Form);
        }
        faults.sort_unstable();
        faults.dedup();
        signature.faults = faults;
        signature
    }

    /// The bytes a signature covers, one range after the other.
    fn covered(&self, found: &Found) -> Vec<&[u8]> {
        let ranges = found.ranges.iter().flatten();
        ranges
            .filter_map(|(from, to)| self.file.get(*from..*to))
            .collect()
    }

    fn coverage(&self, found: &Found, earlier: Option<&Document>) -> Coverage {
        if found.ranges.is_some() && found.end == self.file.len() {
            return Coverage::Whole;
        }
        let (Some(then), Some(tail)) = (self.file.get(..found.end), self.file.get(found.end..))
        else {
            return Coverage::Changed;
        };
        // A line end behind the mark of the end is no addition.
        let mark = then.trim_ascii_end().ends_with(b"%%EOF");
        if mark && tail.iter().all(u8::is_ascii_whitespace) {
            return Coverage::Whole;
        }
        let Some(earlier) = earlier else {
            return Coverage::Changed;
        };
        let there = pdf::fields(earlier).is_ok_and(|fields| {
            let mut fields = fields.iter();
            fields.any(|it| it.name == found.name && it.value.is_some())
        });
        let harmless =
            || revision::harmless(earlier, self.document, self.file, found.end, &self.places);
        if mark && there && harmless() {
            Coverage::Signatures
        } else {
            Coverage::Changed
        }
    }

    fn signature(
        &self,
        found: &Found,
        opened: &Opened,
        out: &mut Signature,
        faults: &mut Vec<SignatureFault>,
    ) {
        let known = [b"ETSI.CAdES.detached".as_slice(), b"adbe.pkcs7.detached"];
        if !known.contains(&found.form.as_slice()) || !detached(opened) {
            faults.push(SignatureFault::Form);
        }
        match Hash::named(&opened.signer.digest_alg.oid) {
            Ok(hash) => {
                if opened.digest() != Some(hash.of(&self.covered(found))) {
                    faults.push(SignatureFault::Content);
                }
            }
            Err(Refused::Weak) => faults.push(SignatureFault::Weak),
            Err(Refused::Wrong) => faults.push(SignatureFault::Form),
        }
        let Some(certificate) = opened.certificate() else {
            faults.push(SignatureFault::Replaced);
            return;
        };
        describe(out, certificate);
        value(opened, certificate, faults);
        if !named(opened, certificate, found.form == b"ETSI.CAdES.detached") {
            faults.push(SignatureFault::Replaced);
        }
        let mut moment = self.moment(found.claimed, out);
        if let Some(stamp) = opened.unsigned_attribute(STAMP) {
            let token = stamp.to_der().ok().and_then(|der| Token::read(&der));
            match token.filter(|token| token.over(opened.value())) {
                Some(token) => self.stamped(&token, &mut moment, out),
                None => faults.push(SignatureFault::Stamp),
            }
        }
        self.certificate(certificate, opened, moment, Use::Documents, out);
    }

    /// A time stamp over the whole file, as archives add.
    fn stamp_of_all(&self, found: &Found, out: &mut Signature, faults: &mut Vec<SignatureFault>) {
        let Some(token) = Token::read(&found.envelope) else {
            faults.push(SignatureFault::Stamp);
            return;
        };
        if !token.over(&self.covered(found).concat()) {
            faults.push(SignatureFault::Content);
        }
        let Some(certificate) = token.certificate() else {
            return;
        };
        describe(out, certificate);
        let mut moment = self.moment(None, out);
        self.stamped(&token, &mut moment, out);
        moment.at = token.at;
        self.certificate(certificate, &token.opened, moment, Use::Stamps, out);
    }

    fn moment(&self, claimed: Option<Instant>, out: &mut Signature) -> Moment {
        out.signed_at = claimed;
        if claimed.is_some() {
            out.time = TimeSource::Claim;
        }
        Moment {
            // Who claims a time to come claims nothing.
            at: claimed.unwrap_or(self.now).min(self.now),
            proven: false,
            now: self.now,
        }
    }

    /// Takes the moment of a time stamp, if its server is believed.
    fn stamped(&self, token: &Token, moment: &mut Moment, out: &mut Signature) {
        let at = Moment {
            at: token.at,
            proven: false,
            now: token.at,
        };
        let believed = token.certificate().is_some_and(|certificate| {
            let pool = &token.opened.certificates;
            let lists = &token.opened.revoked;
            trust::judge(self.trust, certificate, pool, lists, at, Use::Stamps)
                .fault
                .is_none()
        });
        if believed && token.at <= self.now {
            moment.at = token.at;
            moment.proven = true;
            out.signed_at = Some(token.at);
            out.time = TimeSource::Stamp;
        } else {
            out.stamp_untrusted = true;
        }
    }

    fn certificate(
        &self,
        certificate: &Certificate,
        opened: &Opened,
        moment: Moment,
        purpose: Use,
        out: &mut Signature,
    ) {
        let (pool, lists) = (&opened.certificates, &opened.revoked);
        let judged = trust::judge(self.trust, certificate, pool, lists, moment, purpose);
        out.certificate_fault = judged.fault;
        out.revocation_known = judged.revocation_known;
    }
}

fn blank(found: &Found, coverage: Coverage) -> Signature {
    Signature {
        field: found.name.clone(),
        signer: Holder::default(),
        issuer: Holder::default(),
        serial: String::new(),
        certificate: String::new(),
        validity: None,
        signed_at: found.claimed,
        time: TimeSource::Now,
        stamp_untrusted: false,
        revocation_known: false,
        coverage,
        faults: Vec::new(),
        certificate_fault: Some(CertificateFault::Unknown),
    }
}

pub(crate) fn describe(out: &mut Signature, certificate: &Certificate) {
    let tbs = certificate.tbs_certificate();
    out.signer = trust::holder(tbs.subject());
    out.issuer = trust::holder(tbs.issuer());
    out.serial = hexadecimal(tbs.serial_number().as_bytes());
    out.certificate = certificate
        .to_der()
        .map_or_else(|_| String::new(), |der| hexadecimal(&sha256(&der)));
    out.validity = Some(trust::validity(certificate));
}

/// Whether the content stands outside, and is called data on both sides.
fn detached(opened: &Opened) -> bool {
    let content = &opened.signed.encap_content_info;
    let said = opened
        .signed_attribute(CONTENT_TYPE)
        .and_then(|any| any.decode_as().ok());
    content.econtent.is_none() && content.econtent_type == DATA && said == Some(DATA)
}

/// Checks the value over the signed attributes.
fn value(opened: &Opened, certificate: &Certificate, faults: &mut Vec<SignatureFault>) {
    let Some(Ok(message)) = opened.signer.signed_attrs.as_ref().map(der::Encode::to_der) else {
        faults.push(SignatureFault::Form);
        return;
    };
    let checked = algorithm::check(
        certificate.tbs_certificate().subject_public_key_info(),
        &opened.signer.signature_algorithm,
        Some(&opened.signer.digest_alg.oid),
        &message,
        opened.value(),
    );
    match checked {
        Ok(()) => {}
        Err(Refused::Weak) => faults.push(SignatureFault::Weak),
        Err(Refused::Wrong) => faults.push(SignatureFault::Value),
    }
}

/// Whether the certificate is the one that was signed for. Older signatures need not say which.
fn named(opened: &Opened, certificate: &Certificate, required: bool) -> bool {
    let Some(names) = opened.signed_attribute(SIGNING_CERTIFICATE_V2) else {
        let old = opened.signed_attribute(SIGNING_CERTIFICATE).is_some();
        return old || !required;
    };
    let Ok(names) = names.decode_as::<SigningCertificateV2>() else {
        return false;
    };
    let (Some(first), Ok(der)) = (names.certificates.first(), certificate.to_der()) else {
        return false;
    };
    let hash = match &first.hash {
        None => Ok(Hash::Sha256),
        Some(algorithm) => Hash::named(&algorithm.oid),
    };
    hash.is_ok_and(|hash| hash.of(&[&der]) == first.certificate.as_bytes())
}
