//! The algorithms that signatures may be made with, and the checking of a value.

use der::oid::ObjectIdentifier;
use der::{Decode as _, Encode as _};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
use rsa::RsaPublicKey;
use rsa::traits::PublicKeyParts as _;
use sha2::{Sha256, Sha384, Sha512};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

pub(crate) const SHA256: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.1");
pub(crate) const SHA384: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.2");
pub(crate) const SHA512: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.3");
pub(crate) const RSA_SHA256: ObjectIdentifier = oid("1.2.840.113549.1.1.11");
pub(crate) const ECDSA_SHA256: ObjectIdentifier = oid("1.2.840.10045.4.3.2");
pub(crate) const P256: ObjectIdentifier = oid("1.2.840.10045.3.1.7");
pub(crate) const P384: ObjectIdentifier = oid("1.3.132.0.34");
const RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.1");
const RSA_PSS: ObjectIdentifier = oid("1.2.840.113549.1.1.10");
const RSA_SHA384: ObjectIdentifier = oid("1.2.840.113549.1.1.12");
const RSA_SHA512: ObjectIdentifier = oid("1.2.840.113549.1.1.13");
const ECDSA_SHA384: ObjectIdentifier = oid("1.2.840.10045.4.3.3");
const ECDSA_SHA512: ObjectIdentifier = oid("1.2.840.10045.4.3.4");
const EC: ObjectIdentifier = oid("1.2.840.10045.2.1");
/// MD5 and SHA-1, alone, with RSA, with ECDSA and with DSA.
const WEAK: [ObjectIdentifier; 7] = [
    oid("1.2.840.113549.2.5"),
    oid("1.3.14.3.2.26"),
    oid("1.2.840.113549.1.1.4"),
    oid("1.2.840.113549.1.1.5"),
    oid("1.3.14.3.2.29"),
    oid("1.2.840.10045.4.1"),
    oid("1.2.840.10040.4.3"),
];
/// Shortest RSA key in bytes: 2048 bits.
const LEAST_RSA: usize = 256;

/// A hash that is still trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

/// Why a value was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The algorithm or the key is no longer trusted.
    Weak,
    /// The value does not fit, or nobody here can tell.
    Wrong,
}

impl Hash {
    /// The hash of an algorithm identifier.
    pub(crate) fn named(id: &ObjectIdentifier) -> Result<Self, Refused> {
        match *id {
            SHA256 => Ok(Self::Sha256),
            SHA384 => Ok(Self::Sha384),
            SHA512 => Ok(Self::Sha512),
            other if WEAK.contains(&other) => Err(Refused::Weak),
            _ => Err(Refused::Wrong),
        }
    }

    /// The hash of a message in parts.
    pub(crate) fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        fn hash<D: sha2::Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut state = D::new();
            for part in parts {
                state.update(part);
            }
            state.finalize().to_vec()
        }
        match self {
            Self::Sha256 => hash::<Sha256>(parts),
            Self::Sha384 => hash::<Sha384>(parts),
            Self::Sha512 => hash::<Sha512>(parts),
        }
    }
}

/// Checks a value over a message. `digest` is the hash named beside an algorithm that names none.
pub(crate) fn check(
    key: &SubjectPublicKeyInfoOwned,
    algorithm: &AlgorithmIdentifierOwned,
    digest: Option<&ObjectIdentifier>,
    message: &[u8],
    value: &[u8],
) -> Result<(), Refused> {
    let named = algorithm.oid;
    if WEAK.contains(&named) {
        return Err(Refused::Weak);
    }
    match named {
        RSA_SHA256 => rsa_value(key, Hash::Sha256, false, message, value),
        RSA_SHA384 => rsa_value(key, Hash::Sha384, false, message, value),
        RSA_SHA512 => rsa_value(key, Hash::Sha512, false, message, value),
        RSA => {
            let hash = Hash::named(digest.ok_or(Refused::Wrong)?)?;
            rsa_value(key, hash, false, message, value)
        }
        RSA_PSS => {
            let parameters = algorithm
                .parameters
                .as_ref()
                .and_then(|any| any.to_der().ok())
                .ok_or(Refused::Wrong)?;
            let parameters =
                pkcs1::RsaPssParams::from_der(&parameters).map_err(|_| Refused::Wrong)?;
            let hash = Hash::named(&parameters.hash.oid)?;
            rsa_value(key, hash, true, message, value)
        }
        ECDSA_SHA256 => ecdsa_value(key, &Hash::Sha256.of(&[message]), value),
        ECDSA_SHA384 => ecdsa_value(key, &Hash::Sha384.of(&[message]), value),
        ECDSA_SHA512 => ecdsa_value(key, &Hash::Sha512.of(&[message]), value),
        _ => Err(Refused::Wrong),
    }
}

fn rsa_value(
    key: &SubjectPublicKeyInfoOwned,
    hash: Hash,
    pss: bool,
    message: &[u8],
    value: &[u8],
) -> Result<(), Refused> {
    if key.algorithm.oid != RSA && key.algorithm.oid != RSA_PSS {
        return Err(Refused::Wrong);
    }
    let bits = key.subject_public_key.as_bytes().ok_or(Refused::Wrong)?;
    let parts = pkcs1::RsaPublicKey::from_der(bits).map_err(|_| Refused::Wrong)?;
    let number = |part: pkcs1::UintRef<'_>| rsa::BoxedUint::from_be_slice_vartime(part.as_bytes());
    let key = RsaPublicKey::new(number(parts.modulus), number(parts.public_exponent))
        .map_err(|_| Refused::Wrong)?;
    if key.size() < LEAST_RSA {
        return Err(Refused::Weak);
    }
    macro_rules! with {
        ($scheme:ident, $hash:ty) => {{
            let value = rsa::$scheme::Signature::try_from(value).map_err(|_| Refused::Wrong)?;
            rsa::$scheme::VerifyingKey::<$hash>::new(key).verify(message, &value)
        }};
    }
    match (pss, hash) {
        (false, Hash::Sha256) => with!(pkcs1v15, Sha256),
        (false, Hash::Sha384) => with!(pkcs1v15, Sha384),
        (false, Hash::Sha512) => with!(pkcs1v15, Sha512),
        (true, Hash::Sha256) => with!(pss, Sha256),
        (true, Hash::Sha384) => with!(pss, Sha384),
        (true, Hash::Sha512) => with!(pss, Sha512),
    }
    .map_err(|_| Refused::Wrong)
}

fn ecdsa_value(key: &SubjectPublicKeyInfoOwned, hash: &[u8], value: &[u8]) -> Result<(), Refused> {
    if key.algorithm.oid != EC {
        return Err(Refused::Wrong);
    }
    let point = key.subject_public_key.as_bytes().ok_or(Refused::Wrong)?;
    let checked = match curve(key) {
        Some(P256) => p256::ecdsa::VerifyingKey::from_sec1_bytes(point).and_then(|key| {
            let value = p256::ecdsa::Signature::from_der(value)?;
            key.verify_prehash(hash, &value)
        }),
        Some(P384) => p384::ecdsa::VerifyingKey::from_sec1_bytes(point).and_then(|key| {
            let value = p384::ecdsa::Signature::from_der(value)?;
            key.verify_prehash(hash, &value)
        }),
        _ => return Err(Refused::Wrong),
    };
    checked.map_err(|_| Refused::Wrong)
}

/// The curve of a key.
pub(crate) fn curve(key: &SubjectPublicKeyInfoOwned) -> Option<ObjectIdentifier> {
    key.algorithm.parameters.as_ref()?.decode_as().ok()
}
