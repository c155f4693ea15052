//! Papers to be signed, and the signing of them.

use std::sync::OnceLock;

use rand::SeedableRng as _;
use rand::rngs::StdRng;
use sangkien_documents::Fonts;
use sangkien_documents::official::Kind;
use sangkien_signatures::paper::{Request, prepare};
use sangkien_signatures::{Identity, envelope};

use crate::authority::{authority, now};

/// A decision of our own making.
pub(crate) fn decision() -> &'static [u8] {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| {
        let data = serde_json::from_str(Kind::Decision.sample()).unwrap();
        let fonts = Fonts::embedded().unwrap();
        Kind::Decision.fill(&data).unwrap().pdf(&fonts).unwrap()
    })
}

/// Signs a file now.
pub(crate) fn signed_by(file: &[u8], identity: &Identity) -> Vec<u8> {
    let request = Request {
        at: Some(now()),
        name: "Lãnh đạo mẫu".into(),
        reason: "Ký ban hành".into(),
        ..Request::default()
    };
    let prepared = prepare(file, &request).unwrap();
    let made = envelope::sign(identity, prepared.digest(), &mut randomness()).unwrap();
    prepared.seal(&made).unwrap()
}

/// The same numbers in every run.
pub(crate) fn randomness() -> StdRng {
    StdRng::seed_from_u64(20_240_425)
}

/// A decision signed by the leader, then sealed by the agency.
pub(crate) fn issued() -> &'static [u8] {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| {
        let by_leader = signed_by(decision(), &authority().identity("leader"));
        signed_by(&by_leader, &authority().identity("agency"))
    })
}
