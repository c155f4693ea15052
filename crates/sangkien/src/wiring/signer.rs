//! Signatures put into files, and made with the keys that the configuration names.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use sangkien_app::port::{Clock as _, Entropy as _, PreparedPaper, Signing, SigningRequest};
use sangkien_documents::CivilDate;
use sangkien_documents::stamp::{self as drawing, Stamp as Drawing};
use sangkien_documents::transparent::Transparent;
use sangkien_domain::signing::{SigningFault, SigningStep};
use sangkien_domain::time::Instant;
use sangkien_signatures::paper::{Prepared, Request, Stamp, prepare};
use sangkien_signatures::stamp::Server;
use sangkien_signatures::token::{self, Place};
use sangkien_signatures::{Identity, SignFault, envelope, xml};
use serde::Deserialize;

use super::papers::fonts;
use super::{SystemClock, SystemEntropy};
use crate::trouble::{Done, Trouble};

/// A key as the file of keys names it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedKey {
    /// Whose it is, as it stands on the papers.
    name: String,
    /// A PKCS#12 file.
    key: Option<PathBuf>,
    /// Or the library of a token,
    library: Option<PathBuf>,
    /// its label,
    #[serde(default)]
    token: String,
    /// the label of the key in it,
    #[serde(default)]
    label: String,
    /// and the certificate, where the token does not hold it.
    certificate: Option<PathBuf>,
    /// File with the password or PIN.
    secret: PathBuf,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    #[serde(default)]
    signer: Vec<NamedKey>,
    #[serde(default)]
    seal: Vec<NamedKey>,
}

struct HeldKey {
    step: SigningStep,
    named: NamedKey,
    /// Opened at its first use, and again after it refused: tokens get unplugged.
    opened: Mutex<Option<Arc<Identity>>>,
}

/// The keys of the server.
#[derive(Default)]
pub struct KeyRing {
    keys: Vec<Arc<HeldKey>>,
    stamps: Option<String>,
    clock: SystemClock,
}

impl KeyRing {
    /// The keys that a file names; paths in it are meant from where it lies. None without a file.
    pub fn read(file: Option<&Path>, stamps: Option<String>) -> Done<Self> {
        let mut ring = Self {
            keys: Vec::new(),
            stamps,
            clock: SystemClock::default(),
        };
        let Some(file) = file else {
            return Ok(ring);
        };
        let text = std::fs::read_to_string(file).map_err(Trouble::file("đọc", file))?;
        let named: KeyFile = toml::from_str(&text).map_err(|fault| {
            Trouble::Said(format!(
                "Tệp khai báo khóa ký số {} có lỗi: {}",
                file.display(),
                fault.message()
            ))
        })?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let signers = named.signer.into_iter().map(|key| (SigningStep::Sign, key));
        let seals = named.seal.into_iter().map(|key| (SigningStep::Seal, key));
        for (step, mut key) in signers.chain(seals) {
            if key.key.is_some() == key.library.is_some() {
                return Err(Trouble::Said(format!(
                    "Tệp {}: khóa của “{}” cần có đúng một trong hai mục key, library.",
                    file.display(),
                    key.name
                )));
            }
            key.secret = folder.join(&key.secret);
            key.key = key.key.map(|path| folder.join(path));
            key.certificate = key.certificate.map(|path| folder.join(path));
            ring.keys.push(Arc::new(HeldKey {
                step,
                named: key,
                opened: Mutex::default(),
            }));
        }
        Ok(ring)
    }

    fn key(&self, step: SigningStep, name: &str) -> Option<&Arc<HeldKey>> {
        let mut keys = self.keys.iter();
        keys.find(|key| key.step == step && key.named.name == name)
    }
}

impl HeldKey {
    fn identity(&self) -> Result<Arc<Identity>, SignFault> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(identity) = opened.as_ref() {
            return Ok(Arc::clone(identity));
        }
        let read = |path: &Path| {
            std::fs::read(path)
                .map_err(|fault| SignFault::Key(format!("{}: {fault}", path.display())))
        };
        let named = &self.named;
        let secret = read(&named.secret)?;
        let secret = String::from_utf8_lossy(&secret);
        let secret = secret.trim_end_matches(['\r', '\n']);
        let identity = match (&named.key, &named.library) {
            (Some(key), _) => Identity::from_pkcs12(&read(key)?, secret)?,
            (None, Some(library)) => {
                let certificate = named.certificate.as_deref().map(read).transpose()?;
                token::open(Place {
                    library,
                    token: &named.token,
                    key: &named.label,
                    pin: secret,
                    certificate: certificate.as_deref(),
                })?
            }
            (None, None) => return Err(SignFault::KeyKind),
        };
        let identity = Arc::new(identity);
        *opened = Some(Arc::clone(&identity));
        Ok(identity)
    }

    /// Does something with the key; one that refused is opened anew the next time.
    fn with<T>(
        &self,
        act: impl FnOnce(&Identity, &mut StdRng) -> Result<T, SignFault>,
    ) -> Result<T, SignFault> {
        let mut randomness = StdRng::from_seed(SystemEntropy.bytes());
        self.identity()
            .and_then(|identity| act(&identity, &mut randomness))
            .inspect_err(|_| {
                *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = None;
            })
    }

    fn sign(&self, hash: [u8; 32], stamps: Option<&str>) -> Result<Vec<u8>, SignFault> {
        let made = self.with(|identity, randomness| envelope::sign(identity, hash, randomness))?;
        match stamps {
            Some(address) => stamped(&made, address),
            None => Ok(made),
        }
    }
}

/// Adds a time stamp of a server to a signature.
pub fn stamped(made: &[u8], address: &str) -> Result<Vec<u8>, SignFault> {
    let opened = envelope::Opened::read(made).ok_or(SignFault::Foreign)?;
    let server = Server {
        address: address.to_owned(),
    };
    let mut number = [0; 8];
    number
        .iter_mut()
        .zip(SystemEntropy.bytes())
        .for_each(|(to, from)| *to = from);
    let token = server.stamp(opened.value(), number)?;
    envelope::with_stamp(made, &token)
}

/// What is seen of a signature, drawn for a page and frame.
pub fn drawn(
    (page, frame): (u32, [f32; 4]),
    (lines, picture): (Vec<String>, Option<&[u8]>),
    at: Instant,
) -> Result<Stamp, SignFault> {
    let day = at.day();
    let date = CivilDate {
        year: day.year(),
        month: day.month(),
        day: day.day(),
    };
    let [left, bottom, right, top] = frame;
    let wrong = |fault: &dyn std::fmt::Display| SignFault::Paper(fault.to_string());
    let fonts = fonts().map_err(|fault| wrong(&fault))?;
    let picture = picture.map(Transparent::read).transpose();
    let picture =
        picture.map_err(|_| SignFault::Paper("the picture of the stamp cannot be read".into()))?;
    let stamp = Drawing {
        lines,
        date,
        picture,
    };
    let drawing = drawing::render(fonts, &stamp, (right - left, top - bottom))
        .map_err(|fault| wrong(&fault))?;
    Ok(Stamp {
        page,
        frame,
        drawing,
    })
}

fn fault(fault: &SignFault) -> SigningFault {
    match fault {
        SignFault::Key(_) | SignFault::KeyKind | SignFault::Token(_) => SigningFault::Key,
        SignFault::Stamp(_) => SigningFault::Stamp,
        SignFault::Foreign => SigningFault::Foreign,
        SignFault::Paper(_) | SignFault::Encoding(_) => SigningFault::Paper,
    }
}

/// The reason goes to the log, where the administrator finds it.
fn told(found: &SignFault) -> SigningFault {
    tracing::warn!(reason = %found, "a document was not signed");
    fault(found)
}

#[async_trait]
impl Signing for KeyRing {
    fn prepare(
        &self,
        file: &[u8],
        request: &SigningRequest,
    ) -> Result<PreparedPaper, SigningFault> {
        let now = self.clock.now();
        let seen_at = now.civil().strftime("%Y-%m-%dT%H:%M:%S+07:00");
        let lines = vec![request.line.clone(), format!("Thời gian ký: {seen_at}")];
        let stamp = request
            .frame
            .map(|frame| drawn(frame, (lines, request.picture.as_deref()), now));
        let wanted = Request {
            at: Some(now),
            name: request.name.clone(),
            reason: request.reason.clone(),
            place: String::new(),
            stamp: stamp.transpose().map_err(|found| told(&found))?,
        };
        let prepared = prepare(file, &wanted).map_err(|found| told(&found))?;
        Ok(PreparedPaper {
            hash: prepared.digest(),
            file: prepared.file().to_vec(),
        })
    }

    fn to_sign(&self, prepared: &[u8]) -> Result<Vec<u8>, SigningFault> {
        let prepared = Prepared::kept(prepared.to_vec()).map_err(|found| told(&found))?;
        Ok(prepared.to_sign())
    }

    fn signed_hash(&self, envelope: &[u8]) -> Option<[u8; 32]> {
        envelope::Opened::read(envelope)?.hash()
    }

    fn seal(&self, prepared: Vec<u8>, envelope: &[u8]) -> Result<Vec<u8>, SigningFault> {
        let prepared = Prepared::kept(prepared).map_err(|found| told(&found))?;
        prepared.seal(envelope).map_err(|found| told(&found))
    }

    fn holds(&self, step: SigningStep, name: &str) -> bool {
        self.key(step, name).is_some()
    }

    async fn sign(
        &self,
        step: SigningStep,
        name: &str,
        hash: [u8; 32],
    ) -> Result<Vec<u8>, SigningFault> {
        let key = Arc::clone(self.key(step, name).ok_or(SigningFault::NoKey)?);
        let stamps = self.stamps.clone();
        // Tokens and time-stamp servers let one wait.
        tokio::task::spawn_blocking(move || key.sign(hash, stamps.as_deref()))
            .await
            .map_err(|_| SigningFault::Key)?
            .map_err(|found| told(&found))
    }

    async fn sign_data(
        &self,
        step: SigningStep,
        name: &str,
        data: Vec<u8>,
    ) -> Result<Vec<u8>, SigningFault> {
        let key = Arc::clone(self.key(step, name).ok_or(SigningFault::NoKey)?);
        let now = self.clock.now();
        tokio::task::spawn_blocking(move || {
            key.with(|identity, randomness| xml::sign(&data, identity, now, randomness))
        })
        .await
        .map_err(|_| SigningFault::Key)?
        .map_err(|found| told(&found))
    }
}
