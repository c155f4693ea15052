//! Pages of decisions from what the use cases know.

use jiff::civil::Date;
use sangkien_app::Caller;
use sangkien_app::decision::DecisionView;
use sangkien_app::record::{Certificate, CertificateState, Decision};
use sangkien_domain::access::Role;
use sangkien_domain::register::document_number;
use sangkien_domain::time::{day_text, moment_text};
use sangkien_i18n::{code, label};
use sangkien_pages::confirm::ConfirmPage;
use sangkien_pages::decision::{CertificateLine, DecisionListPage, DecisionPage, IssueForm};
use sangkien_pages::parts::{
    Act, AnnexRow, Cell, DecisionPaper, Empty, Errors, Fact, Head, Link, Table, Tag, Tone,
};

use crate::address::data_label;
use crate::context::Context;
use crate::show::{self, VI};

fn state(decision: &Decision) -> Tag {
    match decision.issue {
        Some(_) => Tag::new("Đã ban hành", Tone::State),
        None => Tag::new("Dự thảo", Tone::Soon),
    }
}

/// Number with symbol of an issued decision.
fn number(decision: &Decision) -> Option<String> {
    decision
        .issue
        .as_ref()
        .map(|issue| document_number(issue.number, &decision.symbol))
}

/// The name under which a decision is saved.
pub(super) fn file_name(view: &DecisionView) -> String {
    match (number(&view.decision), &view.decision.issue) {
        (Some(number), Some(issue)) => {
            format!(
                "Quyết định {} năm {}.pdf",
                number.replace('/', "-"),
                issue.year
            )
        }
        _ => "Dự thảo quyết định.pdf".to_owned(),
    }
}

/// Decisions the viewer may read.
pub(super) fn list(context: &Context, caller: &Caller, decisions: &[Decision]) -> DecisionListPage {
    let leads = caller.actor.holds_anywhere(Role::Leader);
    let rows = decisions.iter().map(|decision| {
        let issue = decision.issue.as_ref();
        vec![
            number(decision).map_or_else(|| Cell::text("Chưa cấp"), Cell::code),
            Cell::link_with(
                &decision.subject,
                format!("/decisions/{}", decision.id),
                issue.map_or_else(
                    || format!("Lập ngày {}", day_text(decision.drafted_at.day())),
                    |issue| format!("Người ký: {}", issue.signer_name),
                ),
            ),
            Cell::text(
                issue
                    .map(|issue| day_text(issue.issued_at.day()))
                    .unwrap_or_default(),
            ),
            Cell::number(decision.items.len().to_string()),
            Cell::Tag(state(decision)),
        ]
    });
    DecisionListPage {
        shell: context.shell(),
        table: Table::new(
            "Quyết định",
            vec![
                Head::new("Số, ký hiệu"),
                Head::new("Về việc"),
                Head::new("Ngày ban hành"),
                Head::new("Sáng kiến").numeric(),
                Head::new("Trạng thái"),
            ],
            rows.collect(),
        )
        .with_keys(),
        empty: Empty::new(
            "Chưa có quyết định nào",
            if leads {
                "Lập dự thảo khi có hồ sơ đạt và chờ quyết định."
            } else {
                "Quyết định xuất hiện ở đây sau khi được ký ban hành."
            },
        ),
        new_href: leads.then(|| "/decisions/new".to_owned()),
    }
}

/// A decision's page. `confirming` asks once more before it is issued.
pub(super) fn page(
    context: &Context,
    view: &DecisionView,
    confirming: bool,
    errors: Errors,
) -> DecisionPage {
    let decision = &view.decision;
    let id = decision.id;
    let number = number(decision);
    DecisionPage {
        shell: context.shell(),
        heading: number.as_ref().map_or_else(
            || "Dự thảo quyết định công nhận sáng kiến".to_owned(),
            |number| format!("Quyết định số {number}"),
        ),
        state: state(decision),
        paper: paper(view),
        facts: facts(view),
        issue: view.may_issue.then(|| IssueForm {
            action: format!("/decisions/{id}/issue"),
            version: 0,
            consequences: consequences(context, view),
            confirm_href: format!("/decisions/{id}?confirm=issue"),
            confirming,
            given_number: String::new(),
            given_on: String::new(),
            blocked: None,
        }),
        file: Some(Link::new(
            if number.is_some() {
                "Tải quyết định (PDF)"
            } else {
                "Tải dự thảo (PDF)"
            },
            format!("/decisions/{id}/file.pdf"),
        )),
        data: decision.issue.as_ref().map(|_| {
            Link::new(
                data_label(context.app().seals_data(&view.body_name)),
                format!("/decisions/{}/data.xml", decision.id),
            )
        }),
        word: Some(Link::new(
            "Tải bản Word",
            format!("/decisions/{id}/file.docx"),
        )),
        certificates_file: (view.certificates.len() > 1).then(|| {
            Link::new(
                "Tải tất cả giấy chứng nhận (PDF)",
                format!("/decisions/{id}/certificates.pdf"),
            )
        }),
        acts: if view.may_issue && !confirming {
            vec![Act::post("Hủy dự thảo", format!("/decisions/{id}/discard")).danger()]
        } else if number.is_some() {
            vec![Act::open(
                "Ký số và đóng dấu",
                format!("/decisions/{id}/signing"),
            )]
        } else {
            Vec::new()
        },
        certificates: view.certificates.iter().map(certificate).collect(),
        cancelled: None,
        list_href: "/decisions".to_owned(),
        errors,
    }
}

fn consequences(context: &Context, view: &DecisionView) -> Vec<String> {
    vec![
        format!(
            "Quyết định được cấp số tiếp theo trong sổ năm {} và ghi ngày hôm nay, {}.",
            context.now().day().year(),
            day_text(context.now().day())
        ),
        format!(
            "{} sáng kiến được công nhận; mỗi tác giả được cấp một giấy chứng nhận, tra cứu được ngay.",
            view.annex.len()
        ),
        "Sáng kiến mà tác giả đồng ý công bố vào danh mục tra cứu công khai.".to_owned(),
        "Không sửa hoặc hủy được sau khi ký ban hành.".to_owned(),
    ]
}

fn facts(view: &DecisionView) -> Vec<Fact> {
    let decision = &view.decision;
    let mut facts = vec![
        Fact::new("Cơ quan ban hành", &view.body_name),
        Fact::new("Bước công nhận", label::stage(decision.stage, VI)),
        Fact::new("Sáng kiến", view.annex.len().to_string()),
    ];
    match &decision.issue {
        Some(issue) => {
            facts.push(Fact::new("Ban hành lúc", moment_text(issue.issued_at)));
            facts.push(Fact::new("Người ký", &issue.signer_name));
        }
        None => facts.push(Fact::new("Lập lúc", show::minute(decision.drafted_at))),
    }
    facts
}

fn certificate(certificate: &Certificate) -> CertificateLine {
    CertificateLine {
        number: certificate.face.number.clone(),
        holder: certificate.face.author.clone(),
        title: certificate.face.initiative.clone(),
        href: format!("/certificates/{}", certificate.code),
        file: Some(format!("/certificates/{}/file.pdf", certificate.code)),
        status: Tag::new(
            code::certificate_state(certificate.state.code(), VI),
            match certificate.state {
                CertificateState::Valid => Tone::Good,
                CertificateState::Superseded => Tone::Plain,
                CertificateState::Revoked => Tone::Late,
            },
        ),
    }
}

/// Asked before a draft is discarded.
pub(super) fn discard(context: &Context, view: &DecisionView) -> ConfirmPage {
    let home = format!("/decisions/{}", view.decision.id);
    ConfirmPage {
        shell: context.shell(),
        title: "Hủy dự thảo quyết định này?".to_owned(),
        consequences: vec![
            "Trích yếu và căn cứ đã ghi trong dự thảo không lấy lại được.".to_owned(),
            format!(
                "{} sáng kiến trong dự thảo trở lại danh sách chờ quyết định.",
                view.annex.len()
            ),
        ],
        action: format!("{home}/discard"),
        hidden: vec![("confirm".to_owned(), "yes".to_owned())],
        reason: None,
        button: "Hủy dự thảo".to_owned(),
        style: "danger",
        cancel_href: home,
        errors: Errors::none(),
    }
}

/// The document on screen, as it prints.
fn paper(view: &DecisionView) -> DecisionPaper {
    let paper = &view.paper;
    let plain = |text: &String| text.trim_end_matches([';', '.']).to_owned();
    let upper = |text: &str| text.to_uppercase();
    DecisionPaper {
        parent: (!paper.superior.is_empty()).then(|| upper(&paper.superior)),
        agency: upper(&paper.body),
        number: paper.number.clone(),
        symbol: paper.symbol.clone(),
        place: paper.place.clone(),
        date: paper.issued_on.map(in_words),
        subject: paper.subject.clone(),
        authority: paper.authority.clone(),
        bases: paper.grounds.iter().map(plain).collect(),
        articles: paper.articles.clone(),
        recipients: paper.recipients.iter().map(plain).collect(),
        signer_position: upper(&paper.signer_post),
        signer_name: paper.signer_name.clone(),
        annex: paper
            .annex
            .iter()
            .map(|[code, title, authors, unit, class]| AnnexRow {
                code: code.clone(),
                title: title.clone(),
                authors: authors.split(", ").map(str::to_owned).collect(),
                unit: unit.clone(),
                class: class.clone(),
            })
            .collect(),
    }
}

fn in_words(day: Date) -> String {
    sangkien_text::date_in_words(day.year(), day.month(), day.day())
}
