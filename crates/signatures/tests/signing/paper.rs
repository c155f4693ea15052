//! Papers to be signed, and the signing of them.

use std::sync::OnceLock;

use rand::SeedableRng as _;
use rand::rngs::StdRng;
use sangkien_documents::official::Kind;
use sangkien_documents::stamp::{Stamp as Drawing, render};
use sangkien_documents::transparent::{Transparent, sample_hand, sample_seal};
use sangkien_documents::{CivilDate, Fonts};
use sangkien_signatures::paper::{Request, Stamp, prepare};
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
    seen_signed_by(file, identity, None)
}

/// Signs a file now, with what is seen of it.
fn seen_signed_by(file: &[u8], identity: &Identity, stamp: Option<Stamp>) -> Vec<u8> {
    let request = Request {
        at: Some(now()),
        name: "Lãnh đạo mẫu".into(),
        reason: "Ký ban hành".into(),
        stamp,
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

/// A picture on the first page.
fn seen(picture: Transparent, frame: [f32; 4]) -> Stamp {
    let [left, bottom, right, top] = frame;
    let drawn = Drawing {
        lines: Vec::new(),
        date: CivilDate {
            year: 2024,
            month: 4,
            day: 25,
        },
        picture: Some(picture),
    };
    let size = (right - left, top - bottom);
    Stamp {
        page: 1,
        frame,
        drawing: render(&Fonts::embedded().unwrap(), &drawn, size).unwrap(),
    }
}

/// A decision signed by the leader, then sealed by the agency, with pictures of both.
pub(crate) fn issued() -> &'static [u8] {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| {
        let hand = seen(sample_hand(), [330.0, 120.0, 450.0, 171.0]);
        let seal = seen(sample_seal(), [268.0, 95.0, 370.0, 197.0]);
        let leader = authority().identity("leader");
        let by_leader = seen_signed_by(decision(), &leader, Some(hand));
        seen_signed_by(&by_leader, &authority().identity("agency"), Some(seal))
    })
}
