//! Signing and verifying, with keys, certificates and judgements of programs that are not ours.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod attacks;
mod authority;
mod certificates;
mod data;
mod others;
mod paper;
mod stamps;

use sangkien_domain::signature::{CertificateFault, Coverage, TimeSource, Worth};
use sangkien_signatures::paper::{Request, prepare};
use sangkien_signatures::{envelope, verify};

use crate::authority::{authority, later};
use crate::paper::{decision, issued, randomness, signed_by};

#[test]
fn a_signed_decision_says_who_signed_and_that_nothing_was_changed() {
    let file = signed_by(decision(), &authority().identity("leader"));
    assert!(
        file.starts_with(decision()),
        "the paper itself is not touched"
    );
    let verified = verify(&file, &authority().trust(), later()).unwrap();
    let [signature] = verified.signatures.as_slice() else {
        panic!("{verified:?}");
    };
    assert_eq!(signature.worth(), Worth::Valid, "{signature:?}");
    assert_eq!(signature.signer.name, "Lãnh đạo mẫu");
    assert_eq!(signature.signer.organisation, "Ủy ban nhân dân xã mẫu");
    assert_eq!(signature.issuer.name, "Cơ quan chứng thực mẫu");
    assert_eq!(signature.coverage, Coverage::Whole);
    assert_eq!(signature.time, TimeSource::Claim);
    assert!(signature.revocation_known);
}

#[test]
fn the_agency_seals_after_the_leader_and_both_hold() {
    let verified = verify(issued(), &authority().trust(), later()).unwrap();
    let said: Vec<_> = verified
        .signatures
        .iter()
        .map(|it| {
            (
                it.field.as_str(),
                it.signer.name.as_str(),
                it.coverage,
                it.worth(),
            )
        })
        .collect();
    let (leader, agency) = ("Lãnh đạo mẫu", "Ủy ban nhân dân xã mẫu");
    assert_eq!(
        said,
        [
            ("Signature1", leader, Coverage::Signatures, Worth::Valid),
            ("Signature2", agency, Coverage::Whole, Worth::Valid),
        ]
    );
}

#[test]
fn keys_of_every_kind_sign() {
    for name in ["leader", "agency", "curve"] {
        let file = signed_by(decision(), &authority().identity(name));
        let verified = verify(&file, &authority().trust(), later()).unwrap();
        assert_eq!(verified.worth(), Some(Worth::Valid), "{name}: {verified:?}");
    }
}

#[test]
fn an_unsigned_paper_has_no_worth_to_tell() {
    let verified = verify(decision(), &authority().trust(), later()).unwrap();
    assert_eq!(verified.worth(), None);
}

#[test]
fn nobody_is_believed_without_being_told_to_believe() {
    let file = signed_by(decision(), &authority().identity("leader"));
    let verified = verify(&file, &sangkien_signatures::Trust::default(), later()).unwrap();
    assert_eq!(verified.worth(), Some(Worth::Unconfirmed));
    let fault = verified
        .signatures
        .first()
        .and_then(|it| it.certificate_fault);
    assert_eq!(fault, Some(CertificateFault::Unknown));
}

#[test]
fn a_signature_goes_into_no_other_paper_than_its_own() {
    let leader = authority().identity("leader");
    let own = prepare(decision(), &Request::default()).unwrap();
    let other = prepare(issued(), &Request::default()).unwrap();
    let made = envelope::sign(&leader, own.digest(), &mut randomness()).unwrap();
    assert!(other.seal(&made).is_err());
    assert!(own.clone().seal(b"no signature").is_err());
    assert!(own.seal(&made).is_ok());
}

#[test]
fn a_paper_waits_for_a_signature_made_elsewhere() {
    use sangkien_signatures::paper::Prepared;

    let prepared = prepare(issued(), &Request::default()).unwrap();
    let kept = Prepared::kept(prepared.file().to_vec()).unwrap();
    assert_eq!(kept.digest(), prepared.digest());
    let made = envelope::sign(
        &authority().identity("leader"),
        kept.digest(),
        &mut randomness(),
    );
    let file = kept.seal(&made.unwrap()).unwrap();
    let verified = verify(&file, &authority().trust(), later()).unwrap();
    assert_eq!(verified.signatures.len(), 3);
    assert_eq!(verified.worth(), Some(Worth::Valid), "{verified:?}");
    assert!(Prepared::kept(file).is_err(), "the room is taken");
}
