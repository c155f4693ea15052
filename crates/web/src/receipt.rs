//! Proof of receipt, or of having come too late.

use sangkien_app::dossier::{DossierView, Receipt};
use sangkien_app::record::{Round, StoredSubmission};
use sangkien_domain::dossier::State;
use sangkien_domain::id::DossierId;
use sangkien_domain::time::{clock_text, day_text};
use sangkien_i18n::{label, measure};
use sangkien_pages::Shell;
use sangkien_pages::parts::{Citation, Fact, Link, Step};
use sangkien_pages::submission::{CarryOver, LateReceiptPage, ReceiptPage};

use crate::context::Reply;
use crate::document;
use crate::extract::{Id, Signed};
use crate::service;
use crate::show;

/// The receipt of the latest submission, for whoever filed it.
pub(crate) async fn show_receipt(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let receipt = signed.app().receipt(&signed.caller, id).await?;
    let mut shell = signed.shell();
    shell.back = Some(Link::new("Hồ sơ", format!("/dossiers/{id}")));
    if receipt.view.dossier.facts.state == State::Late {
        let next = signed.app().next_round(&signed.caller, id).await?;
        return signed.html(&late(shell, &receipt, next.as_ref()));
    }
    signed.html(&received(shell, receipt))
}

fn received(shell: Shell, receipt: Receipt) -> ReceiptPage {
    let Receipt {
        view,
        submission,
        qr_svg,
        link: _,
    } = receipt;
    ReceiptPage {
        shell,
        kind: if view.stands.is_some() {
            "Giấy biên nhận hồ sơ".to_owned()
        } else {
            "Giấy biên nhận hồ sơ sáng kiến".to_owned()
        },
        code: view.dossier.code.clone().unwrap_or_default(),
        submitted_at: show::moment(submission.submitted_at),
        title: document::title(&view),
        facts: facts(&view, &submission),
        hash: show::hash(&submission.sha256),
        files: document::files(&view),
        next: steps(&view),
        qr_svg,
        dossier_href: format!("/dossiers/{}", view.dossier.id),
    }
}

fn facts(view: &DossierView, submission: &StoredSubmission) -> Vec<Fact> {
    let (who, round) = if view.stands.is_some() {
        ("Người nộp", "Thủ tục")
    } else {
        ("Tác giả", "Đợt")
    };
    let authors: Vec<String> = match view.stands {
        Some(_) => vec![view.dossier.authors_line.clone()],
        None => document::people(view)
            .into_iter()
            .map(|author| format!("{} ({})", author.full_name, author.share))
            .collect(),
    };
    let mut facts = vec![
        Fact::new(who, authors.join("\n")),
        Fact::new("Đơn vị", &view.unit_name),
        Fact::new(round, &view.round.name),
        Fact::new("Nơi tiếp nhận", &view.desk_name),
    ];
    if submission.ordinal > 1 {
        facts.push(Fact::new("Lần nộp", submission.ordinal.to_string()));
    }
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

/// What happens next, with the limits of the rules.
fn steps(view: &DossierView) -> Vec<Step> {
    if let Some(stands) = &view.stands {
        return service::steps(view, stands);
    }
    let limits = &view.rules.limits;
    let step = |title: String, when: Option<String>, citation: Option<Citation>| Step {
        title,
        when,
        citation,
    };
    let due = (view.dossier.facts.state == State::Submitted)
        .then_some(view.dossier.due_on)
        .flatten();
    let examined = match due {
        Some(day) => format!(
            "đến hết ngày {} ({})",
            day_text(day),
            label::limit(&limits.formality, show::VI)
        ),
        None => format!("trong {}", label::limit(&limits.formality, show::VI)),
    };
    vec![
        step(
            format!("{} kiểm tra hồ sơ", view.desk_name),
            Some(examined),
            Some(show::citation(&limits.formality.citation)),
        ),
        step(
            "Thủ trưởng đơn vị xác nhận ngày áp dụng lần đầu".to_owned(),
            None,
            None,
        ),
        step(
            "Hội đồng chấm và kết luận; cơ quan ban hành quyết định".to_owned(),
            Some(format!(
                "trong {} kể từ ngày tiếp nhận",
                label::limit(&limits.evaluation, show::VI)
            )),
            Some(show::citation(&limits.evaluation.citation)),
        ),
    ]
}

fn late(shell: Shell, receipt: &Receipt, next: Option<&Round>) -> LateReceiptPage {
    let (view, submission) = (&receipt.view, &receipt.submission);
    let window = &view.round.window;
    let stamped = submission.submitted_at;
    let late_by = stamped.0.saturating_sub(window.closes_at.0);
    LateReceiptPage {
        shell,
        title: document::title(view),
        submitted_at: format!(
            "{},{:03} ngày {}",
            clock_text(stamped),
            stamped.0.rem_euclid(1_000_000) / 1_000,
            day_text(stamped.day())
        ),
        closed_at: format!(
            "{} ngày {}",
            clock_text(window.closes_at),
            day_text(window.closes_at.day())
        ),
        late_by: measure::lateness(late_by, show::VI),
        citation: Citation {
            says: Some(format!("Nhận hồ sơ {}.", show::window(window))),
            ..Citation::new(format!(
                "thời gian nhận hồ sơ của {}, {}",
                view.round.name, view.organiser_name
            ))
        },
        kept: vec![
            if view.files.is_empty() {
                "Toàn bộ nội dung, đúng như lúc gửi.".to_owned()
            } else {
                format!(
                    "Toàn bộ nội dung và {} tệp, đúng như lúc gửi.",
                    view.files.len()
                )
            },
            "Thời điểm hồ sơ đến, ghi trong nhật ký không sửa được.".to_owned(),
        ],
        hash: show::hash(&submission.sha256),
        carry: next.map(|round| CarryOver {
            action: format!("/dossiers/{}/carry-over", view.dossier.id),
            round: round.id.to_string(),
            label: round.name.clone(),
            when: format!("Đợt này nhận hồ sơ {}.", show::window(&round.window)),
        }),
        contact: Some(format!(
            "Nếu cho rằng hồ sơ đã gửi trước giờ đóng, liên hệ {}.",
            view.desk_name
        )),
        dossier_href: format!("/dossiers/{}", view.dossier.id),
    }
}
