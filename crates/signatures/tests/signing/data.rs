//! Data that is signed as XAdES, judged here and by xmlsec.

use std::process::Command;

use sangkien_domain::signature::{SignatureFault, Verification, VerifyFault, Worth};
use sangkien_signatures::{SignFault, verify, xml};

use crate::authority::{authority, later, now};
use crate::paper::randomness;

const DATA: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<decision xmlns=\"urn:sangkien:decision:1\">\
    <number>05/QĐ-UBND</number><subject a=\"1\">Về việc công nhận &lt;mẫu&gt; &amp; khác</subject><empty/></decision>\n";

fn signed(name: &str) -> String {
    let identity = authority().identity(name);
    let made = xml::sign(DATA.as_bytes(), &identity, now(), &mut randomness());
    String::from_utf8(made.unwrap()).unwrap()
}

fn judged(file: &str) -> Verification {
    verify(file.as_bytes(), &authority().trust(), later()).unwrap()
}

fn faults(file: &str) -> Vec<SignatureFault> {
    let found = judged(file);
    assert_eq!(found.worth(), Some(Worth::Void), "{file}");
    found
        .signatures
        .into_iter()
        .flat_map(|it| it.faults)
        .collect()
}

/// What xmlsec, which is not ours, says of a file: whether it is as it was signed.
fn xmlsec_accepts(name: &str, file: &str) -> bool {
    std::fs::write(authority().path(name), file).unwrap();
    let out = Command::new("xmlsec1")
        .args(["--verify", "--trusted-pem", "root.pem"])
        .args([
            "--id-attr:Id",
            "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
        ])
        .arg(name)
        .current_dir(authority().path("."))
        .output()
        .expect("xmlsec1 is installed: scripts/test.sh packages");
    out.status.success()
}

#[test]
fn data_is_signed_with_keys_of_every_kind_and_xmlsec_agrees() {
    for name in ["leader", "agency", "curve"] {
        let file = signed(name);
        let found = judged(&file);
        assert_eq!(found.worth(), Some(Worth::Valid), "{name}: {found:?}");
        assert_eq!(found.signatures.len(), 1);
        assert!(found.signatures[0].signed_at.is_some());
        assert!(xmlsec_accepts(&format!("{name}.xml"), &file), "{name}");
        let changed = file.replace("05/QĐ", "06/QĐ");
        assert!(!xmlsec_accepts(&format!("{name}-changed.xml"), &changed));
    }
}

#[test]
fn whoever_signed_is_named_and_believed_only_when_known() {
    let file = signed("leader");
    let unknown = verify(
        file.as_bytes(),
        &sangkien_signatures::Trust::default(),
        later(),
    )
    .unwrap();
    assert_eq!(unknown.worth(), Some(Worth::Unconfirmed));
    assert_eq!(judged(&file).signatures[0].signer.name, "Lãnh đạo mẫu");
}

#[test]
fn changed_data_and_changed_words_of_the_signer_are_refused() {
    let file = signed("leader");
    assert_eq!(
        faults(&file.replace("05/QĐ", "06/QĐ")),
        [SignatureFault::Content]
    );
    let (before, after) = file.split_once("<xades:SigningTime>20").unwrap();
    let moved = format!("{before}<xades:SigningTime>19{after}");
    assert!(faults(&moved).contains(&SignatureFault::Content));
    // The certificate of another beside the signature.
    let other = signed("agency");
    let certificate = |file: &str| {
        let (_, rest) = file.split_once("<ds:X509Certificate>").unwrap();
        rest.split_once('<').unwrap().0.to_owned()
    };
    let swapped = file.replacen(&certificate(&file), &certificate(&other), 1);
    let found = faults(&swapped);
    assert!(found.contains(&SignatureFault::Replaced), "{found:?}");
    assert!(found.contains(&SignatureFault::Value), "{found:?}");
}

/// Attacks that keep what was signed and show something else.
#[test]
fn signed_data_cannot_be_wrapped_moved_or_joined() {
    let file = signed("leader");
    let (own, rest) = file.split_at(file.find("<ds:Signature ").unwrap());
    let (signature, _) = rest.split_once("</ds:Signature>").unwrap();
    let signature = &format!("{signature}</ds:Signature>");
    let forged = "<decision xmlns=\"urn:sangkien:decision:1\"><number>99/QĐ-UBND</number>";
    for attack in [
        // The signed document inside another.
        format!("{forged}{file}</decision>"),
        // The signed document hidden in the signature, another one shown.
        format!(
            "{forged}{}</decision>",
            signature.replace(
                "<ds:Object>",
                &format!("<ds:Object>{file}</ds:Object><ds:Object>")
            )
        ),
        // The signature carried over to another document.
        format!("{forged}{signature}</decision>"),
        // Two signatures, the second one fine.
        format!("{own}{signature}{signature}</decision>"),
        // The signature at another place.
        format!("{own}</decision>{signature}"),
        file.replacen("<number>", &format!("{signature}<number>"), 1),
        // Things that readers pass over in different ways.
        format!("{file}<!-- -->"),
        file.replacen("<number>", "<number><!-- -->", 1),
        file.replacen("<number>", "<!DOCTYPE x><number>", 1),
        format!("<!DOCTYPE decision [<!ENTITY e \"x\">]>{file}"),
        file.replacen("05/Q", "<![CDATA[05]]>/Q", 1),
        file.replacen(" Id=\"properties\"", " Id='properties'", 1),
        file.replacen("URI=\"#properties\"", "URI=\"#other\"", 1),
        file.replacen("</ds:SignedInfo>", " </ds:SignedInfo>", 1),
        file.replacen("xmlenc#sha256", "xmldsig#sha1", 1),
    ] {
        let said = verify(attack.as_bytes(), &authority().trust(), later());
        assert!(
            matches!(&said, Ok(found) if found.worth() == Some(Worth::Void)),
            "{attack}\n{said:?}"
        );
    }
}

#[test]
fn data_without_a_signature_has_no_worth_and_broken_data_is_named() {
    assert_eq!(judged("<decision></decision>").worth(), None);
    assert_eq!(judged(DATA).worth(), None);
    let broken = verify(b"<decision>", &authority().trust(), later());
    assert_eq!(broken, Err(VerifyFault::NotXml));
    let again = xml::sign(
        signed("leader").as_bytes(),
        &authority().identity("agency"),
        now(),
        &mut randomness(),
    );
    assert!(matches!(again, Err(SignFault::Paper(_))));
}
