//! Keys that stay in a token behind a PKCS#11 library.

use std::path::Path;
use std::sync::Mutex;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::types::AuthPin;
use x509_cert::spki::AlgorithmIdentifierOwned;

use crate::algorithm::Hash;
use crate::identity::{ecdsa_algorithm, rsa_algorithm};
use crate::{Identity, SignFault};

/// Which key of which token.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The library of the token.
    pub library: &'a Path,
    /// Label of the token; the first token that is there when empty.
    pub token: &'a str,
    /// Label of the key; the first that signs when empty.
    pub key: &'a str,
    /// The secret number of the token.
    pub pin: &'a str,
    /// The certificate of the key as PEM or DER, if the token does not hold it.
    pub certificate: Option<&'a [u8]>,
}

/// A key in a token, its session kept open.
pub struct TokenKey {
    session: Mutex<Session>,
    key: ObjectHandle,
    elliptic: bool,
}

fn refused(fault: impl std::fmt::Display) -> SignFault {
    SignFault::Token(fault.to_string())
}

/// Opens a token and finds the key and the certificate beside it.
pub fn open(place: Place<'_>) -> Result<Identity, SignFault> {
    let library = Pkcs11::new(place.library).map_err(refused)?;
    match library.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        // Another key of the same library was opened before.
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {}
        Err(fault) => return Err(refused(fault)),
    }
    let mut found = None;
    for slot in library.get_slots_with_token().map_err(refused)? {
        let label = library.get_token_info(slot).map_err(refused)?;
        if place.token.is_empty() || label.label() == place.token {
            found = Some(slot);
            break;
        }
    }
    let slot = found.ok_or_else(|| SignFault::Token("there is no such token".into()))?;
    let session = library.open_ro_session(slot).map_err(refused)?;
    let pin = AuthPin::new(place.pin.into());
    match session.login(UserType::User, Some(&pin)) {
        Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => {}
        Err(fault) => return Err(refused(fault)),
    }
    let mut wanted = vec![
        Attribute::Class(ObjectClass::PRIVATE_KEY),
        Attribute::Sign(true),
    ];
    if !place.key.is_empty() {
        wanted.push(Attribute::Label(place.key.into()));
    }
    let key = first(&session, &wanted, "there is no such key")?;
    let (mut id, mut elliptic) = (Vec::new(), false);
    let asked = [AttributeType::Id, AttributeType::KeyType];
    for attribute in session.get_attributes(key, &asked).map_err(refused)? {
        match attribute {
            Attribute::Id(found) => id = found,
            Attribute::KeyType(KeyType::EC) => elliptic = true,
            Attribute::KeyType(KeyType::RSA) => {}
            _ => return Err(SignFault::KeyKind),
        }
    }
    let certificate = match place.certificate {
        Some(given) => given.to_vec(),
        None => beside(&session, id)?,
    };
    let key = TokenKey {
        session: Mutex::new(session),
        key,
        elliptic,
    };
    Identity::from_token(key, &certificate)
}

/// The certificate that the token keeps under the identity of the key.
fn beside(session: &Session, id: Vec<u8>) -> Result<Vec<u8>, SignFault> {
    let wanted = [
        Attribute::Class(ObjectClass::CERTIFICATE),
        Attribute::Id(id),
    ];
    let found = first(session, &wanted, "the key has no certificate")?;
    let value = session
        .get_attributes(found, &[AttributeType::Value])
        .map_err(refused)?;
    match value.into_iter().next() {
        Some(Attribute::Value(certificate)) => Ok(certificate),
        _ => Err(SignFault::Token("the certificate cannot be read".into())),
    }
}

fn first(
    session: &Session,
    wanted: &[Attribute],
    otherwise: &str,
) -> Result<ObjectHandle, SignFault> {
    let found = session.find_objects(wanted).map_err(refused)?;
    found
        .first()
        .copied()
        .ok_or_else(|| SignFault::Token(otherwise.into()))
}

impl TokenKey {
    /// Has the token sign a message.
    pub(crate) fn sign(
        &self,
        message: &[u8],
    ) -> Result<(AlgorithmIdentifierOwned, Vec<u8>), SignFault> {
        let session = self
            .session
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if !self.elliptic {
            let value = session
                .sign(&Mechanism::Sha256RsaPkcs, self.key, message)
                .map_err(refused)?;
            return Ok((rsa_algorithm(), value));
        }
        let hash = Hash::Sha256.of(&[message]);
        let value = session
            .sign(&Mechanism::Ecdsa, self.key, &hash)
            .map_err(refused)?;
        // The two numbers one after the other; in a CMS they stand as DER.
        let value = match value.len() {
            64 => p256::ecdsa::Signature::from_slice(&value)
                .map(|it| it.to_der().as_bytes().to_vec())
                .map_err(refused)?,
            96 => p384::ecdsa::Signature::from_slice(&value)
                .map(|it| it.to_der().as_bytes().to_vec())
                .map_err(refused)?,
            _ => return Err(SignFault::KeyKind),
        };
        Ok((ecdsa_algorithm(), value))
    }
}
