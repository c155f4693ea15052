//! `document sign` and `document verify`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rand::SeedableRng as _;
use rand::rngs::StdRng;
use sangkien_app::port::{Clock as _, Entropy as _};
use sangkien_domain::signature::{Holder, Signature, Verification, Worth};
use sangkien_domain::time::Instant;
use sangkien_i18n::{Language, signature as words};
use sangkien_signatures::paper::{Request, Stamp, prepare};
use sangkien_signatures::token::{self, Place};
use sangkien_signatures::{Identity, SignFault, envelope, xml};
use serde_json::{Value, json};

use crate::cli::{KeyArguments, SignArguments, VerifyArguments};
use crate::config::Config;
use crate::reader::signed;
use crate::say::Voice;
use crate::trouble::{Done, Trouble};
use crate::wiring::{SystemClock, SystemEntropy, drawn, stamped};

/// What a failed signing says.
pub(super) fn unsigned(fault: SignFault) -> Trouble {
    Trouble::Said(match fault {
        SignFault::Key(_) => {
            "Không mở được tệp khóa: sai mật khẩu hoặc tệp không phải PKCS#12.".into()
        }
        SignFault::KeyKind => {
            "Loại khóa này chưa dùng ký được; cần khóa RSA, P-256 hoặc P-384.".into()
        }
        SignFault::Token(why) => format!("Thiết bị ký số từ chối: {why}"),
        SignFault::Stamp(why) => format!("Máy chủ dấu thời gian không trả lời đúng: {why}"),
        SignFault::Paper(why) => format!("Tệp này không ký được: {why}"),
        SignFault::Foreign => "Chữ ký không thuộc về tệp này.".into(),
        SignFault::Encoding(why) => format!("Không ghi được chữ ký: {why}"),
    })
}

pub(super) fn identity(input: &KeyArguments) -> Done<Identity> {
    let secret =
        std::fs::read_to_string(&input.secret).map_err(Trouble::file("đọc", &input.secret))?;
    let secret = secret.trim_end_matches(['\r', '\n']);
    let certificate = input
        .certificate
        .as_ref()
        .map(|file| std::fs::read(file).map_err(Trouble::file("đọc", file)))
        .transpose()?;
    let found = match (&input.key, &input.library) {
        (Some(key), _) => {
            let content = std::fs::read(key).map_err(Trouble::file("đọc", key))?;
            Identity::from_pkcs12(&content, secret)
        }
        (None, Some(library)) => token::open(Place {
            library,
            token: &input.token,
            key: &input.label,
            pin: secret,
            certificate: certificate.as_deref(),
        }),
        (None, None) => Err(SignFault::KeyKind),
    };
    found.map_err(unsigned)
}

/// Signs a file.
pub(super) fn sign(input: &SignArguments, voice: Voice) -> Done<()> {
    let content = std::fs::read(&input.file).map_err(Trouble::file("đọc", &input.file))?;
    let identity = identity(&input.identity)?;
    let holder = identity.holder();
    let now = SystemClock::default().now();
    if xml::is_xml(&content) {
        return sign_data(input, &content, (&identity, now), voice);
    }
    let stamp = input.stamp.as_deref().map(|text| {
        let lines = seen(&words::holder(&holder), now);
        seen_at(text, lines, now)
    });
    let request = Request {
        at: Some(now),
        name: holder.name.clone(),
        reason: input.reason.clone(),
        place: input.place.clone(),
        stamp: stamp.transpose()?,
    };
    let prepared = prepare(&content, &request).map_err(unsigned)?;
    let mut randomness = StdRng::from_seed(SystemEntropy.bytes());
    let mut made =
        envelope::sign(&identity, prepared.digest(), &mut randomness).map_err(unsigned)?;
    if let Some(address) = &input.timestamp {
        made = stamped(&made, address).map_err(unsigned)?;
    }
    let signed = prepared.seal(&made).map_err(unsigned)?;
    written(&input.out, &signed, &holder, voice)
}

/// Signs data, as XAdES.
fn sign_data(
    input: &SignArguments,
    content: &[u8],
    (identity, now): (&Identity, Instant),
    voice: Voice,
) -> Done<()> {
    if input.stamp.is_some() || input.timestamp.is_some() {
        return Err(Trouble::Said(
            "Tệp dữ liệu XML được ký mà không có hình chữ ký và dấu thời gian; bỏ --stamp, --timestamp."
                .into(),
        ));
    }
    let mut randomness = StdRng::from_seed(SystemEntropy.bytes());
    let signed = xml::sign(content, identity, now, &mut randomness).map_err(unsigned)?;
    written(&input.out, &signed, &identity.holder(), voice)
}

fn written(out: &Path, signed: &[u8], holder: &Holder, voice: Voice) -> Done<()> {
    std::fs::write(out, signed).map_err(Trouble::file("ghi", out))?;
    let out = out.display().to_string();
    voice.say(
        || format!("Đã ký {out}. Người ký: {}.", words::holder(holder)),
        || json!({ "written": out, "signer": holder.name }),
    )?;
    Ok(())
}

/// What is seen of a signature.
fn seen(holder: &str, now: Instant) -> Vec<String> {
    let at = now.civil().strftime("%Y-%m-%dT%H:%M:%S+07:00");
    vec![format!("Người ký: {holder}"), format!("Thời gian ký: {at}")]
}

fn seen_at(place: &str, lines: Vec<String>, now: Instant) -> Done<Stamp> {
    let wrong = || {
        Trouble::Said(
            "Chỗ hiện chữ ký cần có năm số: trang, trái, dưới, phải, trên; ví dụ 1,330,300,530,360."
                .into(),
        )
    };
    let mut parts = place.split(',').map(str::trim);
    let page = parts
        .next()
        .and_then(|page| page.parse().ok())
        .ok_or_else(wrong)?;
    let sides: Vec<f32> = parts
        .map(|side| {
            side.parse()
                .ok()
                .filter(|side: &f32| (0.0..=14_400.0).contains(side))
        })
        .collect::<Option<_>>()
        .ok_or_else(wrong)?;
    let [left, bottom, right, top] = sides.try_into().map_err(|_| wrong())?;
    if right - left < 20.0 || top - bottom < 10.0 {
        return Err(wrong());
    }
    drawn((page, [left, bottom, right, top]), (lines, None), now).map_err(unsigned)
}

/// Judges the signatures of a file.
pub(super) fn verify(input: &VerifyArguments, config: &Config, voice: Voice) -> Done<ExitCode> {
    let content = std::fs::read(&input.file).map_err(Trouble::file("đọc", &input.file))?;
    let mut places: Vec<PathBuf> = input.trust.clone();
    if places.is_empty() {
        places.extend(config.trust.clone());
    }
    let believed = signed::believed(&places)?;
    let now = SystemClock::default().now();
    let said = signed::verify(&content, &believed, now)
        .map_err(|fault| Trouble::Said(signed::sentence(fault)))?;
    voice.say(|| told(&input.file, &said), || as_json(&said))?;
    Ok(if said.worth() == Some(Worth::Valid) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn told(file: &Path, said: &Verification) -> String {
    let mut lines = vec![format!(
        "{}: {}.",
        file.display(),
        words::worth(said.worth(), Language::Vi)
    )];
    for (number, signature) in (1..).zip(&said.signatures) {
        lines.push(format!(
            "Chữ ký {number}: {}.",
            words::worth(Some(signature.worth()), Language::Vi)
        ));
        lines.extend(
            words::facts(signature)
                .into_iter()
                .map(|(name, value)| format!("  {name}: {value}")),
        );
        lines.extend(
            words::remarks(signature)
                .into_iter()
                .map(|remark| format!("  {remark}")),
        );
    }
    lines.join("\n")
}

fn as_json(said: &Verification) -> Value {
    let signature = |it: &Signature| {
        let mut value = json!(it);
        if let Some(object) = value.as_object_mut() {
            object.insert("worth".into(), json!(it.worth()));
            object.insert("remarks".into(), json!(words::remarks(it)));
        }
        value
    };
    json!({
        "worth": said.worth(),
        "sha256": said.sha256,
        "signatures": said.signatures.iter().map(signature).collect::<Vec<_>>(),
    })
}
