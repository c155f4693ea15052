//! Verification of certificates, for anybody who holds a code.

use axum::http::StatusCode;
use sangkien_app::failure::Failure;
use sangkien_app::record::{Certificate, CertificateState};
use sangkien_domain::time::day_text;
use sangkien_http::route::Routes;
use sangkien_pages::Shell;
use sangkien_pages::parts::{Errors, Fact};
use sangkien_pages::public::{CertificatePage, Standing, VerifyPage};

use crate::address::download;
use crate::context::Reply;
use crate::extract::{Guest, Id, Query};
use crate::show;
use crate::state::Web;

/// Letters and digits of a code.
const CODE_LENGTH: usize = 10;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/verify", verify)
        .get("/certificates/{code}", certificate)
        .get("/certificates/{code}/file.pdf", file)
}

async fn verify(guest: Guest, Query(query): Query) -> Reply {
    let typed = query.get("code").trim();
    let letters: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    if letters.len() == CODE_LENGTH {
        return guest.go(&format!("/certificates/{letters}"));
    }
    let mut errors = Errors::none();
    if query.has("code") {
        errors.push(
            "code",
            if typed.is_empty() {
                "Nhập mã in trên giấy chứng nhận.".to_owned()
            } else {
                format!(
                    "Mã gồm {CODE_LENGTH} chữ và số, ví dụ 7F3K9-2MQPX; mã vừa nhập có {}.",
                    letters.len()
                )
            },
        );
    }
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    guest.html_as(
        status,
        &VerifyPage {
            shell: guest.shell(),
            code: typed.to_owned(),
            errors,
        },
    )
}

async fn certificate(guest: Guest, Id(code): Id<String>) -> Reply {
    let checked_at = show::moment(guest.now());
    match guest.app().verify_certificate(&code).await {
        Ok(found) => guest.html(&known(guest.shell(), &found, checked_at)),
        Err(Failure::Absent) => guest.html_as(
            StatusCode::NOT_FOUND,
            &unknown(guest.shell(), &code, checked_at),
        ),
        Err(other) => Err(other.into()),
    }
}

fn known(shell: Shell, found: &Certificate, checked_at: String) -> CertificatePage {
    let face = &found.face;
    let (standing, reason) = match found.state {
        CertificateState::Valid => (Standing::Valid, None),
        CertificateState::Superseded => (
            Standing::Superseded,
            Some("Cơ quan cấp đã thay giấy này bằng giấy khác; giấy này không còn giá trị."),
        ),
        CertificateState::Revoked => (
            Standing::Revoked,
            Some("Cơ quan cấp đã thu hồi giấy này; giấy không còn giá trị."),
        ),
    };
    let mut facts = vec![
        Fact::new("Số giấy chứng nhận", &face.number),
        Fact::new("Quyết định công nhận", &face.decision),
        Fact::new("Cơ quan cấp", &face.body),
        Fact::new("Nơi công tác", &face.workplace),
        Fact::new("Tỷ lệ đóng góp", &face.share),
        Fact::new("Ngày cấp", day_text(face.issued_on)),
    ];
    facts.retain(|fact| !fact.value.is_empty());
    CertificatePage {
        shell,
        code: found.code.clone(),
        standing,
        checked_at,
        holder: face.author.clone(),
        title: face.initiative.clone(),
        facts,
        reason: reason.map(str::to_owned),
        replaced_by: None,
        entry: None,
        file: (standing == Standing::Valid)
            .then(|| format!("/certificates/{}/file.pdf", found.code)),
    }
}

fn unknown(shell: Shell, code: &str, checked_at: String) -> CertificatePage {
    CertificatePage {
        shell,
        code: code.chars().take(40).collect(),
        standing: Standing::Unknown,
        checked_at,
        holder: String::new(),
        title: String::new(),
        facts: Vec::new(),
        reason: None,
        replaced_by: None,
        entry: None,
        file: None,
    }
}

async fn file(guest: Guest, Id(code): Id<String>) -> Reply {
    let (found, pdf) = guest.app().certificate_pdf(&code).await?;
    let name = format!("Giấy chứng nhận sáng kiến {}.pdf", found.code);
    Ok(download(&name, "application/pdf", pdf))
}
