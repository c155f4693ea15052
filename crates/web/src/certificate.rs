//! Verification of certificates, for anybody who holds a code.

mod desk;

use std::fmt::Write as _;

use axum::http::StatusCode;
use sangkien_app::App;
use sangkien_app::decision::CertificateAfter;
use sangkien_app::failure::Failure;
use sangkien_app::record::{Certificate, CertificateState};
use sangkien_domain::time::day_text;
use sangkien_http::route::Routes;
use sangkien_pages::Shell;
use sangkien_pages::parts::{Errors, Fact, Link};
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
        .merge(desk::routes())
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
        Ok(found) => {
            let after = guest.app().certificate_after(&found).await?;
            let mut page = known(guest.shell(), &found, checked_at);
            tell(&mut page, &after);
            let minds = |caller| App::minds_certificate(caller, &found);
            if guest.caller.as_ref().is_some_and(minds) {
                let href = format!("/certificates/{}/standing", found.code);
                page.desk = Some(Link::new("Thay hoặc thu hồi giấy này", href));
            }
            guest.html(&page)
        }
        Err(Failure::Absent) => guest.html_as(
            StatusCode::NOT_FOUND,
            &unknown(guest.shell(), &code, checked_at),
        ),
        Err(other) => Err(other.into()),
    }
}

/// By what it was taken back or replaced, and what holds instead.
fn tell(page: &mut CertificatePage, after: &CertificateAfter) {
    if page.standing != Standing::Valid
        && let (Some(reason), Some(last)) = (&mut page.reason, &after.last)
    {
        let _ = write!(
            reason,
            " Căn cứ: {} ngày {}.",
            last.decision_label,
            day_text(last.decided_on)
        );
    }
    page.replaced_by = after
        .replaced_by
        .as_ref()
        .map(|code| Link::new("Xem giấy thay thế", format!("/certificates/{code}")));
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
        desk: None,
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
        desk: None,
    }
}

async fn file(guest: Guest, Id(code): Id<String>) -> Reply {
    let (found, pdf) = guest.app().certificate_pdf(&code).await?;
    let name = format!("Giấy chứng nhận sáng kiến {}.pdf", found.code);
    Ok(download(&name, "application/pdf", pdf))
}
