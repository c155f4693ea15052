//! The CMS of a signature: made over a hash, and opened again.

use cms::attr::MessageDigest;
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::revocation::RevocationInfoChoice;
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{ObjectIdentifier, OctetString, SetOfVec};
use der::{Any, Decode as _, Encode as _, EncodingRules, Reader as _, Sequence, SliceReader};
use rand_core::CryptoRng;
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::crl::CertificateList;
use x509_cert::ext::pkix::SubjectKeyIdentifier;
use x509_cert::spki::AlgorithmIdentifierOwned;

use crate::algorithm::SHA256;
use crate::{Identity, SignFault, sha256};

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

pub(crate) const DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.1");
pub(crate) const SIGNED_DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.2");
pub(crate) const CONTENT_TYPE: ObjectIdentifier = oid("1.2.840.113549.1.9.3");
pub(crate) const MESSAGE_DIGEST: ObjectIdentifier = oid("1.2.840.113549.1.9.4");
pub(crate) const SIGNING_CERTIFICATE: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.12");
pub(crate) const SIGNING_CERTIFICATE_V2: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.47");
pub(crate) const STAMP: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.14");

/// Which certificate was signed for (RFC 5035); SHA-256 is meant unless a hash is named.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(crate) struct EssCertIdV2 {
    #[asn1(optional = "true")]
    pub(crate) hash: Option<AlgorithmIdentifierOwned>,
    pub(crate) certificate: OctetString,
    #[asn1(optional = "true")]
    pub(crate) issuer: Option<Any>,
}

/// The attribute `signing-certificate-v2`.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(crate) struct SigningCertificateV2 {
    pub(crate) certificates: Vec<EssCertIdV2>,
    #[asn1(optional = "true")]
    pub(crate) policies: Option<Any>,
}

fn attribute(oid: ObjectIdentifier, value: Any) -> Result<Attribute, der::Error> {
    Ok(Attribute {
        oid,
        values: SetOfVec::try_from(vec![value])?,
    })
}

/// A detached CMS over content whose SHA-256 is `digest`, as PAdES wants it: what is signed are the
/// kind of content, its hash and the hash of the signing certificate.
pub fn sign(
    identity: &Identity,
    digest: [u8; 32],
    randomness: &mut dyn CryptoRng,
) -> Result<Vec<u8>, SignFault> {
    let certificate = identity.certificate().ok_or(SignFault::KeyKind)?;
    let names = SigningCertificateV2 {
        certificates: vec![EssCertIdV2 {
            hash: None,
            certificate: OctetString::new(sha256(&certificate.to_der()?))?,
            issuer: None,
        }],
        policies: None,
    };
    let attributes = SetOfVec::try_from(vec![
        attribute(CONTENT_TYPE, Any::from(DATA))?,
        attribute(
            MESSAGE_DIGEST,
            Any::encode_from(&OctetString::new(digest)?)?,
        )?,
        attribute(SIGNING_CERTIFICATE_V2, Any::encode_from(&names)?)?,
    ])?;
    let (signature_algorithm, value) = identity.sign(&attributes.to_der()?, randomness)?;
    let digest_alg = AlgorithmIdentifierOwned {
        oid: SHA256,
        parameters: None,
    };
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: certificate.tbs_certificate().issuer().clone(),
            serial_number: certificate.tbs_certificate().serial_number().clone(),
        }),
        digest_alg: digest_alg.clone(),
        signed_attrs: Some(attributes),
        signature_algorithm,
        signature: OctetString::new(value)?,
        unsigned_attrs: None,
    };
    let certificates = identity
        .chain()
        .iter()
        .cloned()
        .map(CertificateChoices::Certificate)
        .collect::<Vec<_>>();
    let whole = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![digest_alg])?,
        encap_content_info: EncapsulatedContentInfo {
            econtent_type: DATA,
            econtent: None,
        },
        certificates: Some(CertificateSet(SetOfVec::try_from(certificates)?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
    };
    write(&whole)
}

/// Adds a time stamp over the value of the signature.
pub fn with_stamp(envelope: &[u8], token: &[u8]) -> Result<Vec<u8>, SignFault> {
    let opened = Opened::read(envelope).ok_or(SignFault::Foreign)?;
    let mut whole = opened.signed;
    let mut signer = opened.signer;
    signer.unsigned_attrs = Some(SetOfVec::try_from(vec![attribute(
        STAMP,
        Any::from_der(token)?,
    )?])?);
    whole.signer_infos = SignerInfos(SetOfVec::try_from(vec![signer])?);
    write(&whole)
}

fn write(signed: &SignedData) -> Result<Vec<u8>, SignFault> {
    Ok(ContentInfo {
        content_type: SIGNED_DATA,
        content: Any::encode_from(signed)?,
    }
    .to_der()?)
}

/// A CMS that has been read, with its one signer.
#[derive(Debug)]
pub struct Opened {
    pub(crate) signed: SignedData,
    pub(crate) signer: SignerInfo,
    /// The certificates in it.
    pub(crate) certificates: Vec<Certificate>,
    /// The lists of revoked certificates in it.
    pub(crate) revoked: Vec<CertificateList>,
    /// How many of the bytes it takes.
    pub(crate) length: usize,
}

impl Opened {
    /// Reads a CMS at the beginning of bytes; `None` unless it is a `SignedData` with one signer.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let rules = [EncodingRules::Der, EncodingRules::Ber];
        let (info, length) = rules.into_iter().find_map(|rules| {
            let mut reader = SliceReader::new_with_encoding_rules(bytes, rules).ok()?;
            let info = ContentInfo::decode(&mut reader).ok()?;
            Some((info, usize::try_from(u32::from(reader.position())).ok()?))
        })?;
        if info.content_type != SIGNED_DATA {
            return None;
        }
        let whole: SignedData = info.content.decode_as().ok()?;
        let [signer] = whole.signer_infos.0.as_slice() else {
            return None;
        };
        let certificates = whole.certificates.iter().flat_map(|set| set.0.iter());
        let certificates = certificates.filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
            CertificateChoices::Other(_) => None,
        });
        let revoked = whole.crls.iter().flat_map(|set| set.0.iter());
        let revoked = revoked.filter_map(|choice| match choice {
            RevocationInfoChoice::Crl(list) => Some(list.clone()),
            RevocationInfoChoice::Other(_) => None,
        });
        Some(Self {
            certificates: certificates.collect(),
            revoked: revoked.collect(),
            signer: signer.clone(),
            signed: whole,
            length,
        })
    }

    /// The SHA-256 of the content, as signed; `None` where another hash is meant.
    pub fn hash(&self) -> Option<[u8; 32]> {
        self.digest()?.try_into().ok()
    }

    /// The value of the signature, which a time stamp is over.
    pub fn value(&self) -> &[u8] {
        self.signer.signature.as_bytes()
    }

    /// The one value of a signed attribute; `None` when it is missing or stands there twice.
    pub(crate) fn signed_attribute(&self, wanted: ObjectIdentifier) -> Option<&Any> {
        one(self.signer.signed_attrs.as_ref()?, wanted)
    }

    /// The one value of an attribute that is not signed.
    pub(crate) fn unsigned_attribute(&self, wanted: ObjectIdentifier) -> Option<&Any> {
        one(self.signer.unsigned_attrs.as_ref()?, wanted)
    }

    /// The hash of the content, as signed.
    pub(crate) fn digest(&self) -> Option<Vec<u8>> {
        let digest: MessageDigest = self.signed_attribute(MESSAGE_DIGEST)?.decode_as().ok()?;
        Some(digest.0.as_bytes().to_vec())
    }

    /// The certificate the signer names.
    pub(crate) fn certificate(&self) -> Option<&Certificate> {
        self.certificates.iter().find(|it| {
            let it = it.tbs_certificate();
            match &self.signer.sid {
                SignerIdentifier::IssuerAndSerialNumber(named) => {
                    *it.issuer() == named.issuer && *it.serial_number() == named.serial_number
                }
                SignerIdentifier::SubjectKeyIdentifier(named) => it
                    .get_extension::<SubjectKeyIdentifier>()
                    .is_ok_and(|found| found.is_some_and(|(_, found)| found == *named)),
            }
        })
    }
}

fn one(attributes: &SetOfVec<Attribute>, wanted: ObjectIdentifier) -> Option<&Any> {
    let mut found = attributes.iter().filter(|it| it.oid == wanted);
    let (only, None) = (found.next()?, found.next()) else {
        return None;
    };
    match only.values.as_slice() {
        [value] => Some(value),
        _ => None,
    }
}
