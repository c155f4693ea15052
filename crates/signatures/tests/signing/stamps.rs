//! Time stamps, made by a server that is OpenSSL.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use sangkien_domain::signature::{CertificateFault, TimeSource, Worth};
use sangkien_signatures::paper::{Request, prepare};
use sangkien_signatures::stamp::Server;
use sangkien_signatures::{envelope, verify};

use crate::authority::{authority, later, now};
use crate::paper::{decision, randomness};

/// Answers one question with OpenSSL; what it says passes through `change`.
fn server(name: &'static str, change: fn(Vec<u8>) -> Vec<u8>) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/tsa", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut client, _) = listener.accept().unwrap();
        let mut asked = Vec::new();
        let mut part = [0; 4096];
        let question = loop {
            let count = client.read(&mut part).unwrap();
            asked.extend_from_slice(&part[..count]);
            let Some(head) = asked.windows(4).position(|it| it == b"\r\n\r\n") else {
                continue;
            };
            let text = String::from_utf8_lossy(&asked[..head]).to_lowercase();
            assert!(text.contains("application/timestamp-query"), "{text}");
            let length = text
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"));
            let length: usize = length.unwrap().trim().parse().unwrap();
            if asked.len() >= head + 4 + length {
                break asked.split_off(head + 4);
            }
        };
        let [query, reply] = ["tsq", "tsr"].map(|end| format!("{name}.{end}"));
        std::fs::write(authority().path(&query), question).unwrap();
        authority().openssl(&[
            "ts",
            "-reply",
            "-config",
            "settings",
            "-queryfile",
            &query,
            "-out",
            &reply,
        ]);
        let said = change(std::fs::read(authority().path(&reply)).unwrap());
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: {}\r\n\r\n",
            said.len()
        );
        client
            .write_all(&[head.as_bytes(), &said].concat())
            .unwrap();
    });
    Server { address }
}

fn stamped(name: &'static str) -> Vec<u8> {
    let prepared = prepare(decision(), &Request::default()).unwrap();
    let leader = authority().identity("leader");
    authority().identity("stamper");
    let made = envelope::sign(&leader, prepared.digest(), &mut randomness()).unwrap();
    let value = envelope::Opened::read(&made).unwrap().value().to_vec();
    let token = server(name, |said| said)
        .stamp(&value, *b"12345678")
        .unwrap();
    prepared
        .seal(&envelope::with_stamp(&made, &token).unwrap())
        .unwrap()
}

#[test]
fn a_time_stamp_proves_when_and_keeps_a_signature_valid_after_its_certificate() {
    let file = stamped("first");
    let much_later = now().plus_seconds(400 * 24 * 3600);
    let verified = verify(&file, &authority().trust(), much_later).unwrap();
    let signature = verified.signatures.first().unwrap();
    assert_eq!(signature.worth(), Worth::Valid, "{signature:?}");
    assert_eq!(signature.time, TimeSource::Stamp);
    let at = signature.signed_at.unwrap();
    assert!(now().seconds_since(at).abs() < 60, "{at:?}");
}

#[test]
fn a_time_stamp_of_a_stranger_is_only_the_word_of_the_signer() {
    let mut trust = sangkien_signatures::Trust::default();
    authority().identity("outsider");
    trust.add(&std::fs::read(authority().path("stranger.pem")).unwrap());
    let verified = verify(&stamped("second"), &trust, later()).unwrap();
    let signature = verified.signatures.first().unwrap();
    assert!(signature.stamp_untrusted);
    assert_eq!(signature.certificate_fault, Some(CertificateFault::Unknown));
}

#[test]
fn an_answer_to_another_question_is_not_taken() {
    authority().identity("stamper");
    let changed = server("third", |mut said| {
        if let Some(byte) = said.iter_mut().last() {
            *byte ^= 1;
        }
        said
    });
    assert!(changed.stamp(b"a value", *b"12345678").is_err());
    let nobody = Server {
        address: "http://127.0.0.1:9/tsa".into(),
    };
    assert!(nobody.stamp(b"a value", *b"12345678").is_err());
}
