//! What other programs say of our signatures, and we of theirs.

use sangkien_domain::signature::Worth;
use sangkien_signatures::paper::{Request, prepare};
use sangkien_signatures::{envelope, verify};

use crate::authority::{authority, later, run};
use crate::paper::{decision, issued, randomness};

#[test]
fn poppler_finds_both_signatures_valid_and_the_file_sound() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("decision.pdf");
    std::fs::write(&file, issued()).unwrap();
    let said = run(folder.path(), "pdfsig", &["-nocert", "decision.pdf"]);
    assert_eq!(said.matches("Signature is Valid").count(), 2, "{said}");
    assert_eq!(said.matches("ETSI.CAdES.detached").count(), 2, "{said}");
    assert!(said.contains("Total document signed"), "{said}");
    let said = run(folder.path(), "qpdf", &["--check", "decision.pdf"]);
    assert!(
        said.contains("No syntax or stream encoding errors"),
        "{said}"
    );
    let text = run(folder.path(), "pdftotext", &["decision.pdf", "-"]);
    assert!(text.contains("QUYẾT ĐỊNH"), "{text}");
}

#[test]
fn openssl_verifies_the_cms_over_the_signed_bytes() {
    let prepared = prepare(decision(), &Request::default()).unwrap();
    let made = envelope::sign(
        &authority().identity("leader"),
        prepared.digest(),
        &mut randomness(),
    );
    let made = made.unwrap();
    std::fs::write(authority().path("made.cms"), &made).unwrap();
    let file = prepared.file();
    let room = file.windows(100).position(|it| it == [b'0'; 100]).unwrap() - 1;
    let end = room + file.iter().skip(room).position(|it| *it == b'>').unwrap() + 1;
    let signed = [&file[..room], &file[end..]].concat();
    std::fs::write(authority().path("made.bytes"), signed).unwrap();
    let said = authority().openssl(&[
        "cms",
        "-verify",
        "-cades",
        "-inform",
        "DER",
        "-in",
        "made.cms",
        "-content",
        "made.bytes",
        "-binary",
        "-CAfile",
        "root.pem",
        "-purpose",
        "any",
        "-out",
        "made.out",
    ]);
    assert!(
        said.contains("Verification successful") || said.contains("CAdES Verification successful"),
        "{said}"
    );
}

/// Left out by name where the Python programs cannot be had (`scripts/test.sh`).
mod python {
    use super::*;

    /// The folder of the programs of pyHanko, which `scripts/python-for-tests.sh` makes.
    fn pyhanko() -> String {
        let folder = std::env::var("SANGKIEN_TEST_PYTHON").expect(
            "SANGKIEN_TEST_PYTHON names the environment made by scripts/python-for-tests.sh",
        );
        format!("{folder}/bin/pyhanko")
    }

    #[test]
    fn pyhanko_finds_both_signatures_valid_and_trusted() {
        let file = authority().path("issued.pdf");
        std::fs::write(&file, issued()).unwrap();
        let folder = file.parent().unwrap();
        let said = run(
            folder,
            &pyhanko(),
            &[
                "sign",
                "validate",
                "--pretty-print",
                "--no-revocation-check",
                "--trust",
                "root.pem",
                "issued.pdf",
            ],
        );
        assert_eq!(
            said.matches("The signature is judged VALID").count(),
            2,
            "{said}"
        );
        assert!(
            said.contains("The signature covers the entire file"),
            "{said}"
        );
    }

    #[test]
    fn what_pyhanko_signs_is_verified_here() {
        let folder = authority().path("");
        std::fs::write(authority().path("plain.pdf"), decision()).unwrap();
        std::fs::write(authority().path("password"), crate::authority::PASSWORD).unwrap();
        authority().identity("leader");
        authority().identity("agency");
        let sign = |field: &str, key: &str, from: &str, to: &str| {
            let arguments = [
                "sign",
                "addsig",
                "--field",
                field,
                "--use-pades",
                "pkcs12",
                "--passfile",
                "password",
                from,
                to,
                key,
            ];
            run(&folder, &pyhanko(), &arguments)
        };
        sign("Ky1", "leader.p12", "plain.pdf", "once.pdf");
        sign("Ky2", "agency.p12", "once.pdf", "twice.pdf");
        let file = std::fs::read(authority().path("twice.pdf")).unwrap();
        let verified = verify(&file, &authority().trust(), later()).unwrap();
        assert_eq!(verified.signatures.len(), 2);
        assert_eq!(verified.worth(), Some(Worth::Valid), "{verified:#?}");
    }
}
