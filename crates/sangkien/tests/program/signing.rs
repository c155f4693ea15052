//! Documents signed and verified on the command line, with keys and certificates of OpenSSL.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::binary::{command, printed, run};

pub(crate) fn tool(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("SOFTHSM2_CONF", folder.join("softhsm.conf"))
        .output()
        .unwrap_or_else(|fault| panic!("{program}: {fault}"));
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{program}: {said}");
    said
}

/// A folder with a decision, a root, and a key of somebody whom the root confirms.
pub(crate) fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let path = |name: &str| at.join(name).display().to_string();
    let data = printed(&run(&["document", "sample", "decision"]));
    std::fs::write(at.join("data.json"), data).unwrap();
    std::fs::write(at.join("secret"), "5678\n").unwrap();
    let (data, pdf) = (path("data.json"), path("paper.pdf"));
    printed(&run(&[
        "document", "render", "decision", "--data", &data, "--pdf", &pdf,
    ]));
    let req = [
        "req",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-utf8",
        "-subj",
    ];
    let root = [
        "/CN=Cơ quan chứng thực mẫu",
        "-x509",
        "-keyout",
        "root.key",
        "-out",
        "root.pem",
    ];
    tool(at, "openssl", &[&req[..], &root].concat());
    let own = [
        "/O=Ủy ban nhân dân xã mẫu/CN=Lãnh đạo mẫu",
        "-keyout",
        "own.key",
        "-out",
        "own.csr",
    ];
    tool(at, "openssl", &[&req[..], &own].concat());
    std::fs::write(
        at.join("uses"),
        "keyUsage=digitalSignature,nonRepudiation\n",
    )
    .unwrap();
    let issue = [
        "x509",
        "-req",
        "-in",
        "own.csr",
        "-CA",
        "root.pem",
        "-CAkey",
        "root.key",
        "-CAcreateserial",
        "-days",
        "36500",
        "-extfile",
        "uses",
        "-out",
        "own.pem",
    ];
    tool(at, "openssl", &issue);
    let export = [
        "pkcs12",
        "-export",
        "-inkey",
        "own.key",
        "-in",
        "own.pem",
        "-out",
        "own.p12",
        "-passout",
        "pass:5678",
    ];
    tool(at, "openssl", &export);
    folder
}

/// The library of the software token.
pub(crate) const TOKEN_LIBRARY: &str = "/usr/lib/softhsm/libsofthsm2.so";
/// Label of the token.
pub(crate) const TOKEN: &str = "ban-lam-viec";

/// Puts the key of an office into a token, which `softhsm.conf` tells the library of.
pub(crate) fn token(folder: &Path) {
    std::fs::create_dir(folder.join("tokens")).unwrap();
    let settings = format!(
        "directories.tokendir = {}\n",
        folder.join("tokens").display()
    );
    std::fs::write(folder.join("softhsm.conf"), settings).unwrap();
    let token = [
        "--init-token",
        "--free",
        "--label",
        TOKEN,
        "--so-pin",
        "1234",
        "--pin",
        "5678",
    ];
    tool(folder, "softhsm2-util", &token);
    let import = [
        "--import", "own.key", "--token", TOKEN, "--label", "ky", "--id", "a1", "--pin", "5678",
    ];
    tool(folder, "softhsm2-util", &import);
}

/// What is said of a file, with the exit code.
fn verified(folder: &Path, file: &str) -> (Option<i32>, String) {
    let (file, root) = (folder.join(file), folder.join("root.pem"));
    let output = run(&[
        "document",
        "verify",
        &file.display().to_string(),
        "--trust",
        &root.display().to_string(),
    ]);
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

fn signed(folder: &Path, from: &str, to: &str, how: &[&str]) -> String {
    let path = |name: &str| folder.join(name).display().to_string();
    let (from, to, secret) = (path(from), path(to), path("secret"));
    let arguments = [
        &["document", "sign", &from, "--out", &to, "--secret", &secret][..],
        how,
    ]
    .concat();
    let output = command(&arguments)
        .env("SOFTHSM2_CONF", folder.join("softhsm.conf"))
        .output()
        .unwrap();
    printed(&output)
}

#[test]
fn a_document_is_signed_seen_and_verified_and_every_change_is_told() {
    let office = office();
    let folder = office.path();
    let key = folder.join("own.p12").display().to_string();
    let how = [
        "--key",
        &key,
        "--reason",
        "Ký ban hành",
        "--stamp",
        "1,330,260,530,310",
    ];
    let said = signed(folder, "paper.pdf", "signed.pdf", &how);
    assert!(said.contains("Lãnh đạo mẫu"), "{said}");
    let (code, said) = verified(folder, "signed.pdf");
    assert_eq!(code, Some(0), "{said}");
    for words in [
        "Chữ ký số hợp lệ",
        "Lãnh đạo mẫu, Ủy ban nhân dân xã mẫu",
        "Toàn bộ tệp",
        "Không có danh sách thu hồi",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let poppler = tool(folder, "pdfsig", &["-nocert", "signed.pdf"]);
    assert!(poppler.contains("Signature is Valid"), "{poppler}");
    let drawn = tool(folder, "pdftotext", &["-layout", "signed.pdf", "-"]);
    assert!(drawn.contains("Người ký: Lãnh đạo mẫu"), "{drawn}");

    let mut file = std::fs::read(folder.join("signed.pdf")).unwrap();
    file.extend(b"\n1 0 obj\n<<>>\nendobj\n");
    std::fs::write(folder.join("longer.pdf"), &file).unwrap();
    let (code, said) = verified(folder, "longer.pdf");
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("đã bị sửa hoặc bị chèn thêm sau khi ký"),
        "{said}"
    );
    let (code, said) = verified(folder, "paper.pdf");
    assert_eq!(
        (code, said.contains("không có chữ ký số")),
        (Some(1), true),
        "{said}"
    );
    let (code, said) = verified(folder, "own.pem");
    assert_eq!(
        (code, said.contains("không phải là PDF")),
        (Some(2), true),
        "{said}"
    );
}

#[test]
fn a_key_that_stays_in_its_token_signs() {
    let office = office();
    let folder = office.path();
    token(folder);
    let certificate = folder.join("own.pem").display().to_string();
    let how = [
        "--library",
        TOKEN_LIBRARY,
        "--token",
        TOKEN,
        "--label",
        "ky",
        "--certificate",
        &certificate,
    ];
    signed(folder, "paper.pdf", "by-token.pdf", &how);
    let (code, said) = verified(folder, "by-token.pdf");
    assert_eq!(code, Some(0), "{said}");
    let file = folder.join("by-token.pdf").display().to_string();
    let root = folder.join("root.pem").display().to_string();
    let output = run(&["--json", "document", "verify", &file, "--trust", &root]);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["worth"], "valid");
    assert_eq!(told["signatures"][0]["signer"]["name"], "Lãnh đạo mẫu");
}

#[test]
fn a_wrong_password_and_a_missing_token_are_told_apart() {
    let office = office();
    let folder = office.path();
    std::fs::write(folder.join("secret"), "sai").unwrap();
    let path = |name: &str| folder.join(name).display().to_string();
    let (from, to, secret, key) = (
        path("paper.pdf"),
        path("no.pdf"),
        path("secret"),
        path("own.p12"),
    );
    let common = ["document", "sign", &from, "--out", &to, "--secret", &secret];
    for (how, words) in [
        (["--key", &key], "sai mật khẩu"),
        (["--library", "/nowhere.so"], "Thiết bị ký số từ chối"),
    ] {
        let output = run(&[&common[..], &how].concat());
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(words), "{said}");
    }
    assert!(!folder.join("no.pdf").exists());
}
