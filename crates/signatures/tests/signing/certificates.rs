//! Certificates that do not prove anything, or not any more.

use sangkien_domain::signature::{CertificateFault, SignatureFault, Worth};
use sangkien_domain::time::Instant;
use sangkien_signatures::{Trust, verify};

use crate::authority::{authority, later, now};
use crate::paper::{decision, signed_by};

/// What is said against the certificate of somebody's signature, and what it is worth.
fn against(name: &str, trust: &Trust, at: Instant) -> (Option<CertificateFault>, Worth) {
    let file = signed_by(decision(), &authority().identity(name));
    let verified = verify(&file, trust, at).unwrap();
    let signature = verified.signatures.first().unwrap();
    assert!(
        !signature
            .faults
            .iter()
            .any(|it| *it != SignatureFault::Weak),
        "the signature itself is sound: {signature:?}"
    );
    (signature.certificate_fault, signature.worth())
}

#[test]
fn a_certificate_counts_only_within_its_time() {
    let trust = authority().trust();
    let year = 366 * 24 * 3600;
    let (fault, worth) = against("leader", &trust, now().plus_seconds(year));
    assert_eq!(
        (fault, worth),
        (Some(CertificateFault::ExpiredSince), Worth::Unconfirmed)
    );
    let (fault, worth) = against("leader", &trust, now().plus_seconds(-year));
    assert_eq!(
        (fault, worth),
        (Some(CertificateFault::NotYetValid), Worth::Void)
    );
}

#[test]
fn a_revoked_certificate_voids_and_without_a_list_nobody_can_know() {
    let (fault, worth) = against("withdrawn", &authority().trust(), later());
    assert!(
        matches!(fault, Some(CertificateFault::Revoked { .. })),
        "{fault:?}"
    );
    assert_eq!(worth, Worth::Void);
    let file = signed_by(decision(), &authority().identity("withdrawn"));
    let verified = verify(&file, &authority().root_alone(), later()).unwrap();
    let signature = verified.signatures.first().unwrap();
    assert_eq!(signature.worth(), Worth::Valid);
    assert!(!signature.revocation_known, "and that is said");
}

#[test]
fn the_same_name_from_another_authority_is_not_confirmed() {
    let (fault, worth) = against("outsider", &authority().trust(), later());
    assert_eq!(
        (fault, worth),
        (Some(CertificateFault::Unknown), Worth::Unconfirmed)
    );
}

#[test]
fn a_certificate_of_a_web_server_signs_no_documents() {
    let (fault, worth) = against("server", &authority().trust(), later());
    assert_eq!(
        (fault, worth),
        (Some(CertificateFault::WrongUse), Worth::Void)
    );
}

#[test]
fn a_short_key_is_not_believed() {
    let file = signed_by(decision(), &authority().identity("short"));
    let verified = verify(&file, &authority().trust(), later()).unwrap();
    let signature = verified.signatures.first().unwrap();
    assert_eq!(signature.faults, [SignatureFault::Weak]);
}

#[test]
fn what_confirms_itself_is_not_confirmed() {
    let authority = authority();
    let password = format!("pass:{}", crate::authority::PASSWORD);
    authority.openssl(&[
        "req",
        "-x509",
        "-config",
        "settings",
        "-extensions",
        "signer",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=Tu ky",
        "-keyout",
        "self.key",
        "-out",
        "self.pem",
    ]);
    authority.openssl(&[
        "pkcs12", "-export", "-inkey", "self.key", "-in", "self.pem", "-out", "self.p12",
        "-passout", &password,
    ]);
    let (fault, worth) = against("self", &authority.trust(), later());
    assert_eq!(
        (fault, worth),
        (Some(CertificateFault::SelfSigned), Worth::Unconfirmed)
    );
}

#[test]
fn only_certificates_and_lists_are_believed() {
    let mut trust = Trust::default();
    for wrong in [
        "",
        "xin chào",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ] {
        assert!(!trust.add(wrong.as_bytes()), "{wrong}");
    }
    assert_eq!(trust.anchors(), 0);
}
