//! The first run of an empty instance.

use axum::http::Method;
use sangkien_testkit::Answer;

use crate::binary::{Running, printed, run};

fn link(running: &Running) -> String {
    let link = running.ready["setup"].as_str().expect("a set-up link");
    let address = running.ready["address"].as_str().unwrap();
    link.strip_prefix(address).unwrap().to_owned()
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let from = page.find(&format!("name=\"{name}\"")).expect("the field");
    let rest = page.split_at(from).1;
    let value = rest.split("value=\"").nth(1).expect("a value");
    value.split('"').next().unwrap().to_owned()
}

/// Cookies of a reply, to be sent back.
fn cookies(answer: &Answer) -> String {
    let pairs: Vec<&str> = answer
        .headers
        .get_all("set-cookie")
        .iter()
        .filter_map(|value| value.to_str().ok()?.split(';').next())
        .collect();
    pairs.join("; ")
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let encode = |text: &str| -> String {
        text.bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect()
    };
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    pairs.join("&")
}

#[tokio::test]
async fn a_link_to_set_up_works_once_and_each_start_of_an_empty_instance_has_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let first = Running::start("serve", &data, &[]);
    let old = link(&first);
    assert!(first.stop());
    let second = Running::start("serve", &data, &[]);
    let link = link(&second);
    assert_ne!(old, link);

    let page = second
        .wire
        .send(Method::GET, &link, &[], b"")
        .await
        .unwrap();
    assert_eq!(page.status, 200, "{}", page.text());
    let csrf = hidden(&page.text(), "csrf");
    let form = encoded(&[
        ("csrf", &csrf),
        ("agency_name", "Phòng mẫu huyện Mẫu"),
        ("agency_code", "PM"),
        ("full_name", "Quản trị mẫu"),
        ("account", "quan-tri-mau"),
        ("password", "bon con meo ngu trua"),
        ("password_again", "bon con meo ngu trua"),
        ("round_name", "Đợt 1"),
        ("round_opens", "01/01/2026"),
        ("round_closes", "31/12/2030"),
    ]);
    let headers = [
        ("cookie", cookies(&page)),
        (
            "content-type",
            "application/x-www-form-urlencoded".to_owned(),
        ),
        (
            "origin",
            second.ready["address"].as_str().unwrap().to_owned(),
        ),
    ];
    let post = second
        .wire
        .send(Method::POST, &link, &headers, form.as_bytes());
    let done = post.await.unwrap();
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(cookies(&done).contains("sk_session="));

    for used in [&old, &link] {
        let page = second.wire.send(Method::GET, used, &[], b"").await.unwrap();
        assert_eq!(page.status, 404);
        let again = second
            .wire
            .send(Method::POST, used, &headers, form.as_bytes())
            .await
            .unwrap();
        assert_eq!(again.status, 404);
    }
    assert!(second.stop());
    let third = Running::start("serve", &data, &[]);
    assert!(third.ready["setup"].is_null(), "set up once for all");
    assert!(third.stop());

    let data = data.to_str().unwrap();
    let invited = run(&[
        "user",
        "invite",
        "--json",
        "--data",
        data,
        "--account",
        "tac-gia-mau-01",
        "--name",
        "Tác giả mẫu 01",
        "--unit",
        "pm",
        "--role",
        "author",
    ]);
    assert!(printed(&invited).contains("/invitations/"), "{invited:?}");
    let taken = run(&[
        "user",
        "invite",
        "--data",
        data,
        "--account",
        "tac-gia-mau-01",
        "--name",
        "Tác giả mẫu 02",
        "--unit",
        "PM",
    ]);
    assert_eq!(taken.status.code(), Some(2));
    let demo = run(&["demo", "--data", data, "--listen", "127.0.0.1:0"]);
    assert_eq!(
        demo.status.code(),
        Some(2),
        "a demo never mixes with real data"
    );
    assert!(run(&["audit", "verify", "--data", data]).status.success());
}
