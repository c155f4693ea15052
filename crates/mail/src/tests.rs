use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;

use crate::{MailFault, Mailer, Message, Transport};

fn message() -> Message {
    Message {
        id: "moi-01".to_owned(),
        to: "tac.gia.mau.01@example.vn".to_owned(),
        subject: "Hồ sơ sáng kiến cần bổ sung trước ngày 10/4/2024, xin xem chi tiết trên hệ thống"
            .to_owned(),
        text: "Kính gửi Tác giả mẫu 01,\n\nHồ sơ còn thiếu 01 mục.\n.\nTrân trọng.".to_owned(),
        calendar: None,
        at: SystemTime::UNIX_EPOCH + Duration::from_secs(1_712_620_805),
    }
}

#[test]
fn an_entry_for_calendars_goes_with_the_letter_and_leaves_its_text_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let message = Message {
        calendar: Some("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_owned()),
        ..message()
    };
    folder_mailer(folder.path()).send(&message).expect("sent");
    let written = std::fs::read_dir(folder.path()).expect("a folder").next();
    let path = written.expect("a letter").expect("a file").path();
    let mail = std::fs::read_to_string(path).expect("readable");
    assert!(mail.contains("multipart/mixed"), "{mail}");
    assert!(
        mail.contains("text/calendar") && mail.contains("phien-hop.ics"),
        "{mail}"
    );
    assert!(mail.contains("BEGIN:VCALENDAR"), "{mail}");
}

fn folder_mailer(folder: &std::path::Path) -> Mailer {
    let transport = Transport::Folder(folder.to_owned());
    Mailer::new("Hội đồng sáng kiến", "sangkien@example.vn", transport).expect("a mailer")
}

/// Header fields by lower-case name, unfolded, and the body as it stands.
fn parse(mail: &str) -> (BTreeMap<String, String>, String) {
    let (head, body) = mail.split_once("\r\n\r\n").expect("a blank line");
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let fields = unfolded
        .split("\r\n")
        .map(|line| line.split_once(": ").expect("a field"))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    (fields, body.to_owned())
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = 0_u32;
    let mut count = 0;
    let mut out = Vec::new();
    for c in text.chars().filter(|c| !c.is_whitespace() && *c != '=') {
        let digit = DIGITS.find(c).expect("a base64 digit");
        bits = (bits << 6) | u32::try_from(digit).expect("small");
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xff).expect("a byte"));
        }
    }
    out
}

/// The text of a header field with encoded words in it (RFC 2047): the space
/// between two encoded words does not count, any other does.
fn decode_words(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut after_encoded = true;
    for word in value.split_whitespace() {
        let encoded = word
            .strip_prefix("=?utf-8?b?")
            .and_then(|rest| rest.strip_suffix("?="));
        if !(after_encoded && encoded.is_some()) {
            bytes.push(b' ');
        }
        after_encoded = encoded.is_some();
        bytes.extend(encoded.map_or_else(|| word.as_bytes().to_vec(), base64));
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn decode_body(encoding: &str, body: &str) -> String {
    let bytes = match encoding {
        "base64" => base64(body),
        "quoted-printable" => {
            let joined = body.replace("=\r\n", "");
            let mut parts = joined.split('=');
            let mut out = parts.next().unwrap_or_default().as_bytes().to_vec();
            for part in parts {
                let (hex, rest) = part.split_at(2);
                out.push(u8::from_str_radix(hex, 16).expect("a byte"));
                out.extend(rest.as_bytes());
            }
            out
        }
        other => panic!("unexpected encoding {other}"),
    };
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn a_message_in_a_folder_can_be_read_by_any_mail_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("outgoing");
    folder_mailer(&folder).send(&message()).expect("sent");
    let mail = std::fs::read_to_string(folder.join("moi-01.eml")).expect("a file");
    assert!(mail.is_ascii(), "{mail}");
    let (fields, body) = parse(&mail);
    assert_eq!(fields["to"], "tac.gia.mau.01@example.vn");
    assert!(
        fields["from"].ends_with("<sangkien@example.vn>"),
        "{}",
        fields["from"]
    );
    assert_eq!(decode_words(&fields["subject"]), message().subject);
    assert_eq!(fields["message-id"], "<moi-01@example.vn>");
    assert!(
        fields["date"].starts_with("Tue, 09 Apr 2024 00:00:05"),
        "{}",
        fields["date"]
    );
    assert_eq!(fields["content-type"], "text/plain; charset=utf-8");
    assert_eq!(fields["auto-submitted"], "auto-generated");
    let text = decode_body(&fields["content-transfer-encoding"], &body);
    assert_eq!(text.replace("\r\n", "\n"), message().text);
}

#[test]
fn a_message_tried_again_is_still_one_message() {
    let folder = tempfile::tempdir().expect("a folder");
    let mailer = folder_mailer(folder.path());
    mailer.send(&message()).expect("sent");
    mailer.send(&message()).expect("sent");
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("a folder").count(),
        1
    );
}

#[test]
fn line_ends_in_subject_and_address_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mailer = folder_mailer(folder.path());
    for end in ["\r\n", "\n", "\r", "\0", "\u{2028}"] {
        let subject = Message {
            subject: format!("Mời họp{end}Bcc: ai.do@example.vn"),
            ..message()
        };
        let to = Message {
            to: format!("mau@example.vn{end}Bcc: ai.do@example.vn"),
            ..message()
        };
        for (field, wrong) in [("subject", subject), ("recipient", to)] {
            let fault = mailer.send(&wrong).expect_err("refused");
            assert!(
                matches!(fault, MailFault::ControlCharacter { field: named } if named == field),
                "{fault:?}"
            );
            assert!(!fault.is_passing());
        }
    }
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("a folder").count(),
        0
    );
}

#[test]
fn what_is_not_an_address_or_a_name_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mailer = folder_mailer(folder.path());
    for to in [
        "",
        "mau",
        "mau@",
        "Tên <mau@example.vn>",
        "a@example.vn, b@example.vn",
    ] {
        let wrong = Message {
            to: to.to_owned(),
            ..message()
        };
        assert!(
            matches!(mailer.send(&wrong), Err(MailFault::Address { .. })),
            "{to}"
        );
    }
    for id in ["", "../moi", "moi 01", "mời"] {
        let wrong = Message {
            id: id.to_owned(),
            ..message()
        };
        assert!(matches!(mailer.send(&wrong), Err(MailFault::Id)), "{id}");
    }
    let transport = Transport::Folder(folder.path().to_owned());
    assert!(Mailer::new("Tên\nBcc: x@example.vn", "a@example.vn", transport.clone()).is_err());
    assert!(Mailer::new("Tên", "không phải địa chỉ", transport).is_err());
}

/// A relay that answers each command with the next line of a script, and then
/// gives back what it was told.
fn relay(script: &'static [&'static str]) -> (u16, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
        let mut told = String::new();
        for answer in script {
            stream.write_all(answer.as_bytes()).expect("answered");
            let data = answer.starts_with("354");
            for line in lines.by_ref().map_while(Result::ok) {
                told.push_str(&line);
                told.push('\n');
                if !data || line == "." {
                    break;
                }
            }
        }
        told
    });
    (port, thread)
}

fn smtp_mailer(port: u16) -> Mailer {
    let host = "127.0.0.1".to_owned();
    let transport = Transport::Smtp { host, port };
    Mailer::new("", "sangkien@example.vn", transport).expect("a mailer")
}

#[test]
fn a_message_is_handed_to_a_relay() {
    let (port, relay) = relay(&[
        "220 relay\r\n",
        "250 relay\r\n",
        "250 ok\r\n",
        "250 ok\r\n",
        "354 go on\r\n",
        "250 taken\r\n",
    ]);
    smtp_mailer(port).send(&message()).expect("sent");
    let told = relay.join().expect("a finished relay");
    assert!(told.contains("MAIL FROM:<sangkien@example.vn>"), "{told}");
    assert!(
        told.contains("RCPT TO:<tac.gia.mau.01@example.vn>"),
        "{told}"
    );
}

#[test]
fn a_refusal_is_told_from_a_relay_that_is_away() {
    let (port, relay) = relay(&["220 relay\r\n", "250 relay\r\n", "550 no such mailbox\r\n"]);
    let refused = smtp_mailer(port).send(&message()).expect_err("refused");
    assert!(
        matches!(refused, MailFault::Refused(_)) && !refused.is_passing(),
        "{refused:?}"
    );
    relay.join().expect("a finished relay");
    let away = smtp_mailer(port)
        .send(&message())
        .expect_err("nobody there");
    assert!(
        matches!(away, MailFault::Unavailable(_)) && away.is_passing(),
        "{away:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_subject_or_text_adds_a_field(subject in any::<String>(), text in any::<String>()) {
        let folder = tempfile::tempdir().expect("a folder");
        let mail = Message { subject, text, ..message() };
        if folder_mailer(folder.path()).send(&mail).is_ok() {
            let bytes = std::fs::read_to_string(folder.path().join("moi-01.eml")).expect("a file");
            let (fields, _) = parse(&bytes);
            let names: Vec<&str> = fields.keys().map(String::as_str).collect();
            prop_assert_eq!(names, [
                "auto-submitted", "content-transfer-encoding", "content-type", "date", "from",
                "message-id", "mime-version", "subject", "to",
            ]);
        }
    }
}
