//! What a dossier shares with earlier ones: pages and forms of those who handle it, the author's own
//! check before submitting, and all dossiers against each other.

mod alike;
mod pair;
mod paper;
mod sweep;
mod view;

use sangkien_app::dossier::DossierView;
use sangkien_app::overlap::{Exclude, Judge, OverlapReport, shown};
use sangkien_app::port::PaperFormat;
use sangkien_app::record::OverlapVerdict;
use sangkien_domain::access::Power;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::overlap::OverlapPage;
use sangkien_pages::parts::{Errors, Link, Notice};

use self::view::Reading;
use crate::address;
use crate::context::{Context, Reply};
use crate::extract::{Id, Signed, SignedForm};
use crate::judged::held;
use crate::show;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/overlaps", sweep::show_page)
        .post("/overlaps", sweep::begin)
        .get("/overlaps/pairs", sweep::pairs_table)
        .get("/overlaps/map", sweep::map_table)
        .get("/dossiers/{id}/overlap", report)
        .get("/dossiers/{id}/overlap-report.pdf", report_pdf)
        .get("/dossiers/{id}/overlap-report.docx", report_docx)
        .get("/dossiers/{id}/overlap/{source}", show_pair)
        .post("/dossiers/{id}/overlap/{source}/verdicts", judge)
        .post("/dossiers/{id}/overlap-exclusions", exclude)
        .post("/dossiers/{id}/overlap-exclusions/{number}/end", lift)
        .get("/dossiers/{id}/own-overlap", own_check)
}

/// The way to the report, for whoever handles a dossier that was submitted to a council.
pub(crate) fn link(view: &DossierView) -> Option<Link> {
    let compared = view.stands.is_none() && !view.submissions.is_empty();
    let reads = view.dossier.powers().allow(Power::ReadInternal);
    (compared && reads).then(|| {
        Link::new(
            "Đối chiếu trùng lặp",
            format!("/dossiers/{}/overlap", view.dossier.id),
        )
    })
}

const EXPLAINED: [&str; 3] = [
    "Văn bản được so từng âm tiết, không phân biệt dấu, chữ hoa, bảng mã cũ. Tỷ lệ là số âm tiết nằm trong các đoạn giống nhau chia cho số âm tiết được tính của hồ sơ này; câu chữ theo mẫu và trích dẫn văn bản pháp luật không tính.",
    "Hồ sơ vượt ngưỡng khi có một đoạn dài giống nhau hoặc tỷ lệ đủ lớn; ngưỡng do đơn vị cài đặt. Giống nhau chưa phải là trùng: người có thẩm quyền xem và kết luận từng cặp.",
    "Mỗi lần mở trang, hồ sơ được đối chiếu lại với mọi hồ sơ đã nộp.",
];

async fn report(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let report = signed.app().overlap(&signed.caller, id).await?;
    signed.html(&page(
        &signed,
        id,
        &report,
        &Fields::default(),
        Errors::none(),
    ))
}

const HIDDEN: &str = "Có nội dung vượt ngưỡng với hồ sơ mà ông (bà) không được xem. Đề nghị người có quyền xem hồ sơ đó đối chiếu.";

async fn report_pdf(signed: Signed, id: Id<DossierId>) -> Reply {
    report_file(signed, id, PaperFormat::Pdf).await
}

async fn report_docx(signed: Signed, id: Id<DossierId>) -> Reply {
    report_file(signed, id, PaperFormat::Docx).await
}

async fn report_file(signed: Signed, Id(id): Id<DossierId>, format: PaperFormat) -> Reply {
    let app = signed.app();
    let content = app
        .overlap_paper(&signed.caller, id, format, paper::words)
        .await?;
    let (name, media_type) = address::paper_file("Phiếu đối chiếu", format);
    Ok(address::download(&name, media_type, content))
}

/// What was found, in one sentence.
fn lead(report: &OverlapReport) -> String {
    let told = report
        .sources
        .iter()
        .filter(|one| shown(&one.found, view::LEAST).next().is_some());
    let (all, flagged) = told.fold((0, 0), |(all, flagged), one| {
        (all + 1, flagged + usize::from(one.found.flagged))
    });
    if all == 0 {
        return "Chưa thấy đoạn nào giống hồ sơ đã nộp.".to_owned();
    }
    format!(
        "{} % nội dung giống hồ sơ khác; {all} hồ sơ có đoạn giống, {flagged} hồ sơ vượt ngưỡng.",
        view::percent(report.share),
    )
}

fn page(
    context: &Context,
    id: DossierId,
    report: &OverlapReport,
    typed: &Fields,
    errors: Errors,
) -> OverlapPage {
    let mut shell = context.shell();
    shell.back = Some(Link::new("Hồ sơ", format!("/dossiers/{id}")));
    let reading = Reading {
        text: &report.text,
        dossier: id,
        exclude_from: report.may_judge.then_some(report.submission),
        typed,
        pairs: true,
    };
    let sources: Vec<_> = (1..)
        .zip(&report.sources)
        .map(|(number, source)| reading.source(number, source))
        .filter(|source| !source.passages.is_empty())
        .collect();
    OverlapPage {
        shell,
        heading: "Đối chiếu trùng lặp".to_owned(),
        title: show::title(&report.title),
        code: report.code.clone(),
        lead: lead(report),
        papers: vec![
            Link::new(
                "Tải phiếu đối chiếu (PDF)",
                format!("/dossiers/{id}/overlap-report.pdf"),
            ),
            Link::new(
                "Tải bản Word",
                format!("/dossiers/{id}/overlap-report.docx"),
            ),
        ],
        explained: EXPLAINED.map(str::to_owned).to_vec(),
        hidden: report
            .hidden
            .then(|| Notice::new(sangkien_pages::parts::Kind::Warning, HIDDEN)),
        ribbon: reading.ribbon(&report.sources),
        sources,
        nothing: "Không có hồ sơ nào có đoạn giống.".to_owned(),
        alike_explained: alike::EXPLAINED.to_owned(),
        alike: alike::view(id, &report.text, &report.alike),
        questions: view::questions(&report.text),
        exclusions: report
            .exclusions
            .iter()
            .map(|one| view::exclusion(id, one, report.may_judge))
            .collect(),
        errors,
    }
}

async fn own_check(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let check = signed.app().check_own_overlap(&signed.caller, id).await?;
    let mut shell = signed.shell();
    shell.back = Some(Link::new("Kiểm tra lại", format!("/dossiers/{id}/check")));
    let typed = Fields::default();
    let reading = Reading {
        text: &check.text,
        dossier: id,
        exclude_from: None,
        typed: &typed,
        pairs: false,
    };
    let sources: Vec<_> = (1..)
        .zip(&check.sources)
        .map(|(number, source)| reading.source(number, source))
        .collect();
    let lead = if check.text.pieces.is_empty() {
        "Hồ sơ chưa có nội dung để đối chiếu."
    } else if sources.is_empty() && !check.hidden {
        "Không thấy phần nào giống đáng kể với hồ sơ đã nộp."
    } else {
        "Nội dung có phần giống đáng kể với hồ sơ đã nộp. Hãy viết lại bằng kết quả của chính mình, hoặc nêu rõ phần kế thừa và điểm mới."
    };
    signed.html(&OverlapPage {
        shell,
        heading: "Tự kiểm tra trùng lặp".to_owned(),
        title: String::new(),
        code: String::new(),
        lead: lead.to_owned(),
        papers: Vec::new(),
        explained: EXPLAINED.map(str::to_owned).to_vec(),
        hidden: check.hidden.then(|| {
            Notice::new(
                sangkien_pages::parts::Kind::Warning,
                "Có nội dung giống đáng kể với một hồ sơ chưa công bố.",
            )
        }),
        ribbon: reading.ribbon(&check.sources),
        sources,
        nothing: "Không có hồ sơ nào để nêu.".to_owned(),
        alike_explained: String::new(),
        // Authors are told nothing of likeness of meaning.
        alike: Vec::new(),
        questions: view::questions(&check.text),
        exclusions: Vec::new(),
        errors: Errors::none(),
    })
}

async fn show_pair(signed: Signed, Id((id, source)): Id<(DossierId, DossierId)>) -> Reply {
    let pair = signed
        .app()
        .overlap_pair(&signed.caller, id, source)
        .await?;
    let page = pair::page(&signed, id, &pair, None, Errors::none());
    signed.html(&page)
}

async fn judge(Id((id, source)): Id<(DossierId, DossierId)>, form: SignedForm) -> Reply {
    let fields = &form.fields;
    let input = Judge {
        source,
        verdict: OverlapVerdict::from_code(fields.get("verdict")),
        note: fields.get("note").to_owned(),
        seen: number(fields, "seen"),
    };
    let outcome = form.app().judge_overlap(&form.caller, id, input).await;
    let held = match held(outcome)? {
        Ok(()) => {
            return form.done(
                &format!("/dossiers/{id}/overlap/{source}"),
                "Đã ghi kết luận về cặp hồ sơ.",
            );
        }
        Err(held) => held,
    };
    let errors = held.errors(|refusals| named(refusals, "note"));
    let pair = form.app().overlap_pair(&form.caller, id, source).await?;
    let page = pair::page(&form, id, &pair, Some(fields), errors);
    form.html_as(held.status(), &page)
}

/// A number that the form carries. What is none fits nothing that is stored, which is found after the
/// reader was let in.
fn number<T: std::str::FromStr + Default>(fields: &Fields, name: &str) -> T {
    fields.get(name).parse().unwrap_or_default()
}

/// Refusals at the fields of the form; a reason stands in the field `reason`.
fn named(refusals: &[Refusal], reason: &str) -> Errors {
    let mut errors = Errors::none();
    for refusal in refusals {
        match (refusal, refusal.field()) {
            (Refusal::ReasonMissing, _) => errors.push(reason, show::refusal(refusal)),
            (_, Some("verdict")) => errors.push("verdict", "Chọn một kết luận."),
            (_, Some("reason")) => errors.push(reason, "Lý do dài quá 2.000 ký tự."),
            (_, Some("place")) => errors.push("", "Đoạn này không nằm trong hồ sơ."),
            _ => errors.push("", show::refusal(refusal)),
        }
    }
    errors
}

async fn exclude(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    let fields = &form.fields;
    let field = fields.get("field").to_owned();
    let input = Exclude {
        submission: number(fields, "submission"),
        place: number(fields, "from")..number(fields, "to"),
        reason: fields.get(&field).to_owned(),
    };
    let outcome = form.app().exclude_overlap(&form.caller, id, input).await;
    let held = match held(outcome)? {
        Ok(()) => {
            return form.done(
                &format!("/dossiers/{id}/overlap"),
                "Đoạn này không tính nữa; tỷ lệ đã được tính lại.",
            );
        }
        Err(held) => held,
    };
    let errors = held.errors(|refusals| named(refusals, &field));
    let report = form.app().overlap(&form.caller, id).await?;
    let page = page(&form, id, &report, fields, errors);
    form.html_as(held.status(), &page)
}

async fn lift(Id((id, number)): Id<(DossierId, i64)>, form: SignedForm) -> Reply {
    let app = form.app();
    app.count_overlap_again(&form.caller, id, number).await?;
    form.done(
        &format!("/dossiers/{id}/overlap"),
        "Đoạn này được tính lại; tỷ lệ đã được tính lại.",
    )
}
