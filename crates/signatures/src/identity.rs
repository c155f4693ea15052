//! A key with its certificate.

use der::{Decode as _, Encode as _};
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use p256::ecdsa::signature::SignatureEncoding as _;
use p256::ecdsa::signature::hazmat::PrehashSigner as _;
use p256::pkcs8::DecodePrivateKey as _;
use rand_core::CryptoRng;
use rsa::RsaPrivateKey;
use rsa::signature::RandomizedSigner as _;
use sangkien_domain::signature::Holder;
use sha2::Sha256;
use x509_cert::Certificate;
use x509_cert::spki::{AlgorithmIdentifierOwned, EncodePublicKey as _};

use crate::algorithm::{ECDSA_SHA256, Hash, RSA_SHA256};
use crate::token::TokenKey;
use crate::{SignFault, trust};

enum Key {
    Rsa(Box<RsaPrivateKey>),
    P256(Box<p256::ecdsa::SigningKey>),
    P384(Box<p384::ecdsa::SigningKey>),
    Token(TokenKey),
}

/// Whoever signs: a key, its certificate and those that lead from it to a root.
pub struct Identity {
    key: Key,
    chain: Vec<Certificate>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let subject = self
            .certificate()
            .map(|it| it.tbs_certificate().subject().to_string());
        out.debug_struct("Identity")
            .field("subject", &subject)
            .finish_non_exhaustive()
    }
}

impl Identity {
    /// The key of a PKCS#12 file (.p12, .pfx), with its certificates.
    pub fn from_pkcs12(content: &[u8], password: &str) -> Result<Self, SignFault> {
        let closed = |fault: p12_keystore::error::Error| SignFault::Key(fault.to_string());
        let store = KeyStore::from_pkcs12(content, password, Pkcs12ImportPolicy::Relaxed)
            .map_err(closed)?;
        let (_, found) = store
            .private_key_chain()
            .ok_or_else(|| SignFault::Key("there is no key in it".into()))?;
        let der = found.key().as_der();
        let (key, public) = read_key(der)?;
        let mut chain = Vec::new();
        for certificate in found.certs() {
            chain.push(Certificate::from_der(certificate.as_der())?);
        }
        let own = chain
            .iter()
            .position(|it| {
                it.tbs_certificate()
                    .subject_public_key_info()
                    .to_der()
                    .is_ok_and(|der| der == public)
            })
            .ok_or_else(|| SignFault::Key("the certificate of the key is missing".into()))?;
        chain.swap(0, own);
        Ok(Self { key, chain })
    }

    /// A key that stays in its token, with its certificate as PEM or DER.
    pub fn from_token(key: TokenKey, certificate: &[u8]) -> Result<Self, SignFault> {
        let chain = if certificate.starts_with(b"-----BEGIN") {
            Certificate::load_pem_chain(certificate)?
        } else {
            vec![Certificate::from_der(certificate)?]
        };
        Ok(Self {
            key: Key::Token(key),
            chain,
        })
    }

    /// The certificate of the key.
    pub fn certificate(&self) -> Option<&Certificate> {
        self.chain.first()
    }

    /// Who signs, as the certificate says.
    pub fn holder(&self) -> Holder {
        self.certificate().map_or_else(Holder::default, |it| {
            trust::holder(it.tbs_certificate().subject())
        })
    }

    /// The certificate and those that lead on from it.
    pub(crate) fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    /// Signs a message; the randomness only hides how long the computation takes.
    pub(crate) fn sign(
        &self,
        message: &[u8],
        randomness: &mut dyn CryptoRng,
    ) -> Result<(AlgorithmIdentifierOwned, Vec<u8>), SignFault> {
        let refused = |_| SignFault::KeyKind;
        let hash = || Hash::Sha256.of(&[message]);
        Ok(match &self.key {
            Key::Rsa(key) => {
                let signer = rsa::pkcs1v15::SigningKey::<Sha256>::new((**key).clone());
                let value = signer
                    .try_sign_with_rng(randomness, message)
                    .map_err(refused)?;
                (rsa_algorithm(), value.to_vec())
            }
            Key::P256(key) => {
                let value: p256::ecdsa::Signature = key.sign_prehash(&hash()).map_err(refused)?;
                (ecdsa_algorithm(), value.to_der().as_bytes().to_vec())
            }
            Key::P384(key) => {
                let value: p384::ecdsa::Signature = key.sign_prehash(&hash()).map_err(refused)?;
                (ecdsa_algorithm(), value.to_der().as_bytes().to_vec())
            }
            Key::Token(key) => key.sign(message)?,
        })
    }
}

/// RSA with SHA-256; its parameters are a NULL (RFC 4055).
pub(crate) fn rsa_algorithm() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned {
        oid: RSA_SHA256,
        parameters: Some(der::Any::null()),
    }
}

/// ECDSA with SHA-256.
pub(crate) fn ecdsa_algorithm() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned {
        oid: ECDSA_SHA256,
        parameters: None,
    }
}

/// The key of a PKCS#8 structure and its public part.
fn read_key(der: &[u8]) -> Result<(Key, Vec<u8>), SignFault> {
    let public = |key: Result<der::Document, x509_cert::spki::Error>| {
        key.map(|key| key.as_bytes().to_vec())
            .map_err(|_| SignFault::KeyKind)
    };
    if let Ok(key) = RsaPrivateKey::from_pkcs8_der(der) {
        let of = public(key.to_public_key().to_public_key_der())?;
        return Ok((Key::Rsa(Box::new(key)), of));
    }
    if let Ok(key) = p256::SecretKey::from_pkcs8_der(der) {
        let of = public(key.public_key().to_public_key_der())?;
        return Ok((Key::P256(Box::new(key.into())), of));
    }
    let key = p384::SecretKey::from_pkcs8_der(der).map_err(|_| SignFault::KeyKind)?;
    let of = public(key.public_key().to_public_key_der())?;
    Ok((Key::P384(Box::new(key.into())), of))
}
