//! Time stamps (RFC 3161): asked for, and read.

use std::time::Duration;

use der::asn1::{Int, OctetString};
use der::oid::ObjectIdentifier;
use der::{Any, Decode as _, Encode as _, Sequence, Tag, Tagged as _};
use jiff::Timestamp;
use jiff::civil::DateTime;
use sangkien_domain::time::Instant;
use x509_cert::Certificate;
use x509_cert::ext::Extensions;
use x509_cert::spki::AlgorithmIdentifierOwned;

use crate::algorithm::{self, Hash, SHA256};
use crate::envelope::Opened;
use crate::{SignFault, sha256};

const STAMP_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
/// Longest answer that is read.
const MOST: u64 = 256 << 10;
/// The longest a server may take.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct Imprint {
    algorithm: AlgorithmIdentifierOwned,
    hash: OctetString,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct Query {
    version: u8,
    imprint: Imprint,
    nonce: Int,
    certificate: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct Status {
    code: u8,
    #[asn1(optional = "true")]
    text: Option<Vec<String>>,
    #[asn1(optional = "true")]
    failure: Option<der::asn1::BitString>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct Reply {
    status: Status,
    #[asn1(optional = "true")]
    token: Option<Any>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct Accuracy {
    #[asn1(optional = "true")]
    seconds: Option<Int>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    thousandths: Option<Int>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    millionths: Option<Int>,
}

fn unordered() -> bool {
    false
}

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct Said {
    version: u8,
    policy: ObjectIdentifier,
    imprint: Imprint,
    serial: Int,
    /// A `GeneralizedTime`, which here may have parts of a second.
    at: Any,
    #[asn1(optional = "true")]
    accuracy: Option<Accuracy>,
    #[asn1(default = "unordered")]
    ordering: bool,
    #[asn1(optional = "true")]
    nonce: Option<Int>,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    server: Option<Any>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    extensions: Option<Extensions>,
}

/// A server of time stamps. It is asked without encryption: what it says is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its address, `http://…`.
    pub address: String,
}

impl Server {
    /// A token over bytes. The number makes sure that the answer is to this question.
    pub fn stamp(&self, over: &[u8], number: [u8; 8]) -> Result<Vec<u8>, SignFault> {
        let failed = |fault: ureq::Error| SignFault::Stamp(fault.to_string());
        // A leading zero keeps the number from being negative.
        let nonce = Int::new(&[&[0x01], number.as_slice()].concat())?;
        let query = Query {
            version: 1,
            imprint: Imprint {
                algorithm: AlgorithmIdentifierOwned {
                    oid: SHA256,
                    parameters: None,
                },
                hash: OctetString::new(sha256(over))?,
            },
            nonce: nonce.clone(),
            certificate: true,
        };
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .build()
            .into();
        let answer = agent
            .post(&self.address)
            .content_type("application/timestamp-query")
            .send(query.to_der()?.as_slice())
            .map_err(failed)?
            .body_mut()
            .with_config()
            .limit(MOST)
            .read_to_vec()
            .map_err(failed)?;
        let reply = Reply::from_der(&answer)?;
        let token = reply
            .token
            .filter(|_| reply.status.code <= 1)
            .ok_or_else(|| SignFault::Stamp(format!("status {}", reply.status.code)))?
            .to_der()?;
        let read = Token::read(&token).filter(|read| read.over(over) && read.nonce == Some(nonce));
        match read {
            Some(_) => Ok(token),
            None => Err(SignFault::Stamp("the answer is to another question".into())),
        }
    }
}

/// A token that has been read and whose value fits its certificate.
#[derive(Debug)]
pub(crate) struct Token {
    said: Imprint,
    nonce: Option<Int>,
    /// When it was made.
    pub(crate) at: Instant,
    /// The CMS around it.
    pub(crate) opened: Opened,
}

impl Token {
    /// Reads a token; `None` unless it is sound in itself.
    pub(crate) fn read(token: &[u8]) -> Option<Self> {
        let opened = Opened::read(token)?;
        let content = &opened.signed.encap_content_info;
        if content.econtent_type != STAMP_INFO {
            return None;
        }
        let inner: OctetString = content.econtent.as_ref()?.decode_as().ok()?;
        let said = Said::from_der(inner.as_bytes()).ok()?;
        let hash = Hash::named(&opened.signer.digest_alg.oid).ok()?;
        if opened.digest()? != hash.of(&[inner.as_bytes()]) {
            return None;
        }
        let certificate = opened.certificate()?;
        let attributes = opened.signer.signed_attrs.as_ref()?.to_der().ok()?;
        algorithm::check(
            certificate.tbs_certificate().subject_public_key_info(),
            &opened.signer.signature_algorithm,
            Some(&opened.signer.digest_alg.oid),
            &attributes,
            opened.value(),
        )
        .ok()?;
        Some(Self {
            at: moment(&said.at)?,
            nonce: said.nonce,
            said: said.imprint,
            opened,
        })
    }

    /// Whether it stamps these bytes.
    pub(crate) fn over(&self, bytes: &[u8]) -> bool {
        Hash::named(&self.said.algorithm.oid)
            .is_ok_and(|hash| hash.of(&[bytes]) == self.said.hash.as_bytes())
    }

    /// The certificate of the server.
    pub(crate) fn certificate(&self) -> Option<&Certificate> {
        self.opened.certificate()
    }
}

/// The moment of a `GeneralizedTime` in UTC.
fn moment(time: &Any) -> Option<Instant> {
    if time.tag() != Tag::GeneralizedTime {
        return None;
    }
    let text = std::str::from_utf8(time.value()).ok()?.strip_suffix('Z')?;
    let whole = text.split('.').next()?;
    let at = DateTime::strptime("%Y%m%d%H%M%S", whole).ok()?;
    let at: Timestamp = at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    Some(Instant(at.as_microsecond()))
}
