//! Signatures on data: XAdES of the level B-B (ETSI EN 319 132-1), inside the data that is signed.
//!
//! What is signed is the canonical form of the whole document, so that no part of it can be moved out
//! of sight of the signature. A signature is read only as [`Parts::written`] writes it: it is taken
//! apart, written again, and has to be the same to the byte. So there is nothing for two readers to
//! understand in two ways.

mod canonical;

use der::asn1::ObjectIdentifier;
use der::{Decode as _, Encode as _};
use rand_core::CryptoRng;
use sangkien_domain::signature::{
    CertificateFault, Coverage, Holder, Signature, SignatureFault, TimeSource, Verification,
    VerifyFault,
};
use sangkien_domain::time::Instant;
use x509_cert::Certificate;
use x509_cert::spki::AlgorithmIdentifierOwned;

use crate::algorithm::{self, ECDSA_SHA256, P256, RSA_SHA256, Refused};
use crate::trust::{self, Moment, Trust, Use};
use crate::{Identity, SignFault, hexadecimal, sha256};

pub use canonical::canonical;

/// How a signature begins.
const BEGIN: &str =
    r#"<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="signature">"#;
/// How it ends.
const END: &str = "</ds:Signature>";
/// What elements of a signature carry where they are canonical by themselves.
const DS: &str = r#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#""#;
const XADES: &str = r#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#""#;
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const INCLUSIVE: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const SHA256_NAME: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
const RSA_NAME: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const ECDSA_NAME: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
/// Most certificates beside a signature.
const MOST_CERTIFICATES: usize = 8;

/// Whether a file may be data rather than a paper.
pub fn is_xml(file: &[u8]) -> bool {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    file.trim_ascii_start().starts_with(b"<")
}

/// All that differs from one signature to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Parts {
    /// The moment the signer claims.
    at: String,
    /// SHA-256 of the signing certificate, Base64 like all that follows.
    certificate: String,
    /// SHA-256 of the canonical document without the signature.
    content: String,
    /// SHA-256 of the canonical signed properties.
    properties: String,
    /// Name of the algorithm of the value.
    algorithm: String,
    /// The value.
    value: String,
    /// Certificates, that of the signer first.
    chain: Vec<String>,
}

impl Parts {
    /// The signed properties; `alone` as they are canonical by themselves.
    fn signed_properties(&self, alone: bool) -> String {
        let (xades, ds) = if alone { (XADES, DS) } else { ("", "") };
        let Self {
            at, certificate, ..
        } = self;
        format!(
            r##"<xades:SignedProperties{xades} Id="properties"><xades:SignedSignatureProperties><xades:SigningTime>{at}</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod{ds} Algorithm="{SHA256_NAME}"></ds:DigestMethod><ds:DigestValue{ds}>{certificate}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties><xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference="#content"><xades:MimeType>text/xml</xades:MimeType></xades:DataObjectFormat></xades:SignedDataObjectProperties></xades:SignedProperties>"##
        )
    }

    /// What the value is over; `alone` as it is canonical by itself.
    fn signed_info(&self, alone: bool) -> String {
        let ds = if alone { DS } else { "" };
        let Self {
            algorithm,
            content,
            properties,
            ..
        } = self;
        format!(
            r##"<ds:SignedInfo{ds}><ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="{algorithm}"></ds:SignatureMethod><ds:Reference Id="content" URI=""><ds:Transforms><ds:Transform Algorithm="{ENVELOPED}"></ds:Transform><ds:Transform Algorithm="{INCLUSIVE}"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="{SHA256_NAME}"></ds:DigestMethod><ds:DigestValue>{content}</ds:DigestValue></ds:Reference><ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#properties"><ds:Transforms><ds:Transform Algorithm="{EXCLUSIVE}"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="{SHA256_NAME}"></ds:DigestMethod><ds:DigestValue>{properties}</ds:DigestValue></ds:Reference></ds:SignedInfo>"##
        )
    }

    /// The signature as it stands in a document.
    fn written(&self) -> String {
        let (open, close) = ("<ds:X509Certificate>", "</ds:X509Certificate>");
        let certificates = match self.chain.join(&format!("{close}{open}")) {
            none if none.is_empty() => none,
            joined => format!("{open}{joined}{close}"),
        };
        format!(
            r##"{BEGIN}{}<ds:SignatureValue>{}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>{certificates}</ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties{XADES} Target="#signature">{}</xades:QualifyingProperties></ds:Object>{END}"##,
            self.signed_info(false),
            self.value,
            self.signed_properties(false),
        )
    }

    /// Takes a signature apart; `None` unless it is written exactly as here.
    fn read(text: &str) -> Option<Self> {
        let mut rest = text;
        let mut between = |before: &str, after: &str| {
            let (_, found) = rest.split_once(before)?;
            let (value, left) = found.split_once(after)?;
            rest = left;
            Some(value.to_owned())
        };
        let method = r#"<ds:SignatureMethod Algorithm=""#;
        let (digest, digest_end) = ("<ds:DigestValue>", "</ds:DigestValue>");
        let parts = Self {
            algorithm: between(method, "\"")?,
            content: between(digest, digest_end)?,
            properties: between(digest, digest_end)?,
            value: between("<ds:SignatureValue>", "</ds:SignatureValue>")?,
            chain: between("<ds:X509Data>", "</ds:X509Data>")?
                .split("</ds:X509Certificate>")
                .filter(|it| !it.is_empty())
                .map(|it| it.replacen("<ds:X509Certificate>", "", 1))
                .collect(),
            at: between("<xades:SigningTime>", "</xades:SigningTime>")?,
            certificate: between(digest, digest_end)?,
        };
        (parts.chain.len() <= MOST_CERTIFICATES && parts.written() == text).then_some(parts)
    }
}

fn base64(bytes: &[u8]) -> String {
    use base64ct::Encoding as _;
    base64ct::Base64::encode_string(bytes)
}

fn bytes(base64: &str) -> Option<Vec<u8>> {
    use base64ct::Encoding as _;
    base64ct::Base64::decode_vec(base64).ok()
}

/// A document without its signature, and the signature; none of a document that has none.
fn apart(text: &str) -> (String, Option<&str>) {
    let Some(at) = text.rfind(BEGIN) else {
        return (text.to_owned(), None);
    };
    let (before, signature) = text.split_at(at);
    let Some(length) = signature.find(END).map(|found| found + END.len()) else {
        return (text.to_owned(), None);
    };
    let (signature, after) = signature.split_at(length);
    (format!("{before}{after}"), Some(signature))
}

/// Signs a document of data; the file that comes out is its canonical form with the signature as the
/// last thing in its root.
///
/// # Errors
/// `Paper` for what is no plain XML, or signed already.
pub fn sign(
    file: &[u8],
    identity: &Identity,
    at: Instant,
    randomness: &mut dyn CryptoRng,
) -> Result<Vec<u8>, SignFault> {
    let content = canonical(file).map_err(|why| SignFault::Paper(why.to_owned()))?;
    let certificate = identity.certificate().ok_or(SignFault::KeyKind)?.to_der()?;
    let mut parts = Parts {
        at: at.civil().strftime("%Y-%m-%dT%H:%M:%S+07:00").to_string(),
        certificate: base64(&sha256(&certificate)),
        content: base64(&sha256(content.as_bytes())),
        ..Parts::default()
    };
    parts.properties = base64(&sha256(parts.signed_properties(true).as_bytes()));
    for certificate in identity.chain().iter().take(MOST_CERTIFICATES) {
        parts.chain.push(base64(&certificate.to_der()?));
    }
    // The algorithm stands in what is signed, so it is known before.
    let key = identity.certificate().ok_or(SignFault::KeyKind)?;
    let key = key.tbs_certificate().subject_public_key_info();
    let curve = algorithm::curve(key);
    let name = if curve.is_some() {
        ECDSA_NAME
    } else {
        RSA_NAME
    };
    name.clone_into(&mut parts.algorithm);
    let (_, value) = identity.sign(parts.signed_info(true).as_bytes(), randomness)?;
    let value = match curve {
        Some(curve) => flat(curve, &value).ok_or(SignFault::KeyKind)?,
        None => value,
    };
    parts.value = base64(&value);
    let place = content.rfind("</").unwrap_or_default();
    let (before, end) = content.split_at(place);
    Ok(format!("{before}{}{end}", parts.written()).into_bytes())
}

/// The two numbers of a value one behind the other, as XML has them.
fn flat(curve: ObjectIdentifier, value: &[u8]) -> Option<Vec<u8>> {
    if curve == P256 {
        let value = p256::ecdsa::Signature::from_der(value).ok()?;
        return Some(value.to_vec());
    }
    let value = p384::ecdsa::Signature::from_der(value).ok()?;
    Some(value.to_vec())
}

/// The other way round.
fn encoded(curve: ObjectIdentifier, value: &[u8]) -> Option<Vec<u8>> {
    if curve == P256 {
        let value = p256::ecdsa::Signature::from_slice(value).ok()?;
        return Some(value.to_der().as_bytes().to_vec());
    }
    let value = p384::ecdsa::Signature::from_slice(value).ok()?;
    Some(value.to_der().as_bytes().to_vec())
}

/// Judges the signature of a document of data.
///
/// # Errors
/// When the file is no sound XML.
pub(crate) fn verify(
    file: &[u8],
    trust: &Trust,
    now: Instant,
) -> Result<Verification, VerifyFault> {
    let text = std::str::from_utf8(file).map_err(|_| VerifyFault::NotXml)?;
    let (content, signature) = apart(text);
    // Whatever else calls itself a signature stands where none is written.
    let wrapped = content.contains("xmldsig#");
    let sound = canonical(content.as_bytes());
    if signature.is_none() && !wrapped {
        sound.map_err(|_| VerifyFault::NotXml)?;
    }
    let exact = canonical(content.as_bytes()).is_ok_and(|it| it == content)
        && signature.is_some_and(|signature| {
            let place = content.rfind("</").unwrap_or_default();
            text.get(place..)
                .is_some_and(|tail| tail.starts_with(signature))
        });
    let signatures = match signature {
        None if !wrapped => Vec::new(),
        _ => vec![judged((&content, signature, exact && !wrapped), trust, now)],
    };
    Ok(Verification {
        sha256: hexadecimal(&sha256(file)),
        signatures,
    })
}

fn judged(
    (content, signature, exact): (&str, Option<&str>, bool),
    trust: &Trust,
    now: Instant,
) -> Signature {
    let mut out = Signature {
        field: "signature".to_owned(),
        signer: Holder::default(),
        issuer: Holder::default(),
        serial: String::new(),
        certificate: String::new(),
        validity: None,
        signed_at: None,
        time: TimeSource::Now,
        stamp_untrusted: false,
        revocation_known: false,
        coverage: Coverage::Whole,
        faults: Vec::new(),
        certificate_fault: Some(CertificateFault::Unknown),
    };
    let parts = signature.and_then(Parts::read).filter(|_| exact);
    let Some(parts) = parts else {
        out.faults.push(SignatureFault::Form);
        return out;
    };
    if parts.content != base64(&sha256(content.as_bytes())) {
        out.faults.push(SignatureFault::Content);
    }
    if parts.properties != base64(&sha256(parts.signed_properties(true).as_bytes())) {
        out.faults.push(SignatureFault::Content);
    }
    out.signed_at = Instant::parse(&parts.at);
    if out.signed_at.is_some() {
        out.time = TimeSource::Claim;
    }
    let chain: Option<Vec<Certificate>> = parts
        .chain
        .iter()
        .map(|it| Certificate::from_der(&bytes(it)?).ok())
        .collect();
    let chain = chain.unwrap_or_default();
    let Some(certificate) = chain.first() else {
        out.faults.push(SignatureFault::Form);
        return out;
    };
    crate::verify::describe(&mut out, certificate);
    let der = certificate.to_der().unwrap_or_default();
    if parts.certificate != base64(&sha256(&der)) {
        out.faults.push(SignatureFault::Replaced);
    }
    match value(&parts, certificate) {
        Ok(()) => {}
        Err(Refused::Weak) => out.faults.push(SignatureFault::Weak),
        Err(Refused::Wrong) => out.faults.push(SignatureFault::Value),
    }
    let moment = Moment {
        at: out.signed_at.unwrap_or(now).min(now),
        proven: false,
        now,
    };
    let judged = trust::judge(trust, certificate, &chain, &[], moment, Use::Documents);
    out.certificate_fault = judged.fault;
    out.revocation_known = judged.revocation_known;
    out.faults.sort_unstable();
    out.faults.dedup();
    out
}

/// Checks the value over what is signed.
fn value(parts: &Parts, certificate: &Certificate) -> Result<(), Refused> {
    let key = certificate.tbs_certificate().subject_public_key_info();
    let value = bytes(&parts.value).ok_or(Refused::Wrong)?;
    let (oid, value) = match (parts.algorithm.as_str(), algorithm::curve(key)) {
        (RSA_NAME, _) => (RSA_SHA256, value),
        (ECDSA_NAME, Some(curve)) => {
            let value = encoded(curve, &value).ok_or(Refused::Wrong)?;
            (ECDSA_SHA256, value)
        }
        _ => return Err(Refused::Wrong),
    };
    let algorithm = AlgorithmIdentifierOwned {
        oid,
        parameters: None,
    };
    let message = parts.signed_info(true);
    algorithm::check(key, &algorithm, None, message.as_bytes(), &value)
}
