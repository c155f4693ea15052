//! Signing the papers of an issued decision.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::Request;
use axum::http::StatusCode;
use sangkien_app::Caller;
use sangkien_app::decision::{PaperStanding, Signed as Outcome, SigningView};
use sangkien_domain::id::DecisionId;
use sangkien_domain::register::document_number;
use sangkien_domain::signing::{PaperState, SigningFault, SigningStep};
use sangkien_http::route::Routes;
use sangkien_i18n::{signature as words, signing as state_words};
use sangkien_pages::parts::{Cell, Errors, Head, Kind, Link, Notice, Opt, Table, Tag, Tone};
use sangkien_pages::signing::{SigningPage, SigningPart};

use crate::address::download;
use crate::context::{Context, Reply};
use crate::extract::{Id, Signed, SignedForm, context};
use crate::intake::at_the_top;
use crate::judged::judged;
use crate::problem::Problem;
use crate::show::{self, VI};
use crate::signed;
use crate::state::Web;

/// The shortest CMS with a certificate in it, in bytes; anything shorter is a mistake.
const LEAST_ENVELOPE: usize = 100;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/decisions/{id}/signing", show_page)
        .post("/decisions/{id}/signing/server", by_server)
        .post("/decisions/{id}/signing/list", list)
        .get("/decisions/{id}/signing/{paper}/content", content)
        .post("/decisions/{id}/signing/signatures", signatures)
        .post("/decisions/{id}/signing/file", file)
}

fn home(id: DecisionId) -> String {
    format!("/decisions/{id}/signing")
}

async fn show_page(signed: Signed, Id(id): Id<DecisionId>) -> Reply {
    let view = signed.app().signing(&signed.caller, id).await?;
    signed.html(&page(&signed, &view, Errors::none()))
}

fn step(form: &SignedForm) -> Result<SigningStep, Problem> {
    SigningStep::from_code(form.fields.get("step")).ok_or(Problem::Unreadable)
}

async fn by_server(Id(id): Id<DecisionId>, form: SignedForm) -> Reply {
    let step = step(&form)?;
    match judged(form.app().sign_issued(&form.caller, id, step).await)? {
        Ok(outcome) => told(&form, id, &outcome),
        Err(refusals) => {
            let view = form.app().signing(&form.caller, id).await?;
            let page = page(&form, &view, at_the_top(&refusals));
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// What became of a batch; why a paper was not signed stands beside it on the page.
fn told(context: &Context, id: DecisionId, outcome: &Outcome) -> Reply {
    let mut said = match outcome.done {
        0 => "Chưa văn bản nào được ký.".to_owned(),
        done => format!("Đã ký {done} văn bản."),
    };
    if !outcome.failed.is_empty() {
        let _ = write!(
            said,
            " {} văn bản chưa ký được; lý do ghi ở từng văn bản, ký lại được mà không ảnh hưởng văn bản đã ký.",
            outcome.failed.len()
        );
    }
    if outcome.foreign > 0 {
        let _ = write!(
            said,
            " {} chữ ký không thuộc về văn bản nào đang chờ ký nên không dùng.",
            outcome.foreign
        );
    }
    let kind = if outcome.failed.is_empty() && outcome.foreign == 0 {
        Kind::Success
    } else {
        Kind::Warning
    };
    context.go_with(&home(id), &Notice::new(kind, said))
}

async fn list(Id(id): Id<DecisionId>, form: SignedForm) -> Reply {
    let step = step(&form)?;
    let list = form.app().signing_list(&form.caller, id, step).await?;
    let mut text = String::from("# Mã băm SHA-256 của nội dung cần ký; số, ký hiệu văn bản\n");
    for line in list {
        let _ = writeln!(text, "{} {}", line.hash, line.number);
    }
    Ok(download("can-ky.txt", "text/plain", text.into_bytes()))
}

async fn content(signed: Signed, Id((id, paper)): Id<(DecisionId, i64)>) -> Reply {
    let app = signed.app();
    match judged(app.bytes_to_sign(&signed.caller, id, paper).await)? {
        Ok(bytes) => {
            let name = format!("noi-dung-can-ky-{paper}.bin");
            Ok(download(&name, "application/octet-stream", bytes))
        }
        Err(_) => Err(Problem::Absent),
    }
}

/// The signatures in a file: one as DER, or a list with one in hexadecimal at the end of each line.
fn envelopes(file: Vec<u8>) -> Vec<Vec<u8>> {
    /// How a DER sequence begins.
    const SEQUENCE: u8 = 0x30;
    if file.first() == Some(&SEQUENCE) && file.get(1).is_some_and(|length| *length >= 0x80) {
        return vec![file];
    }
    let text = String::from_utf8_lossy(&file);
    let last = text
        .lines()
        .filter_map(|line| line.split_whitespace().last());
    let decoded = last.filter_map(|word| hex::decode(word).ok());
    decoded.filter(|it| it.len() >= LEAST_ENVELOPE).collect()
}

/// What somebody who may sign brings from a desk.
struct Brought {
    context: Arc<Context>,
    caller: Caller,
    view: SigningView,
    posted: signed::Posted,
}

async fn brought(id: DecisionId, request: Request) -> Result<Brought, Problem> {
    let context = context(request.extensions())?;
    let caller = context.caller.clone().ok_or(Problem::Expired)?;
    // Whoever may not sign learns nothing, whatever was sent.
    let view = context.app().signing(&caller, id).await?;
    if view.steps.is_empty() {
        return Err(Problem::Absent);
    }
    let posted = signed::read(request).await?;
    if !context.meant(&posted.fields) {
        return Err(Problem::Forged);
    }
    Ok(Brought {
        context,
        caller,
        view,
        posted,
    })
}

async fn signatures(Id(id): Id<DecisionId>, request: Request) -> Reply {
    let Brought {
        context,
        caller,
        view,
        posted,
    } = brought(id, request).await?;
    let files = posted.files.into_iter();
    let found: Vec<_> = files
        .filter_map(|(_, file)| file)
        .flat_map(envelopes)
        .collect();
    if found.is_empty() {
        let wrong = "Chưa có chữ ký nào trong tệp được chọn; chọn tệp chữ ký rồi nạp.";
        let errors = Errors::none().with("signatures", wrong);
        let page = page(&context, &view, errors);
        return context.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let outcome = context.app().bring_signatures(&caller, id, found).await?;
    told(&context, id, &outcome)
}

async fn file(Id(id): Id<DecisionId>, request: Request) -> Reply {
    let Brought {
        context,
        caller,
        view,
        posted,
    } = brought(id, request).await?;
    let paper = posted.fields.get("paper").parse();
    let paper = paper.map_err(|_| Problem::Unreadable)?;
    let wrong = match posted.files.into_iter().next() {
        None => "Chưa chọn tệp nào; chọn tệp rồi lưu.".to_owned(),
        Some((_, None)) => "Tệp lớn hơn 32 MB nên không lưu được.".to_owned(),
        Some((_, Some(file))) => {
            let app = context.app();
            match judged(app.bring_signed_file(&caller, id, paper, file).await)? {
                Ok(_) => {
                    let said = "Đã kiểm tra và lưu văn bản đã ký.";
                    return context.done(&home(id), said);
                }
                Err(refusals) => refusals.first().map(show::refusal).unwrap_or_default(),
            }
        }
    };
    let page = page(&context, &view, Errors::none().with("signed", wrong));
    context.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn page(context: &Context, view: &SigningView, errors: Errors) -> SigningPage {
    let decision = &view.decision.decision;
    let id = decision.id;
    let issue = decision.issue.as_ref();
    let number = issue.map_or_else(String::new, |issue| {
        document_number(issue.number, &decision.symbol)
    });
    let mut shell = context.shell();
    shell.back = Some(Link::new(
        format!("Quyết định số {number}"),
        format!("/decisions/{id}"),
    ));
    let mine = |it: &&PaperStanding| {
        let next = it.file.state.next();
        next.is_some_and(|step| view.steps.contains(&step))
    };
    let waiting: Vec<&PaperStanding> = view.papers.iter().filter(mine).collect();
    let roomy = waiting.iter().filter(|it| it.paper.room.is_some());
    let bytes: Vec<Link> = roomy
        .map(|it| {
            let href = format!("{}/{}/content", home(id), it.paper.position);
            Link::new(title(it), href)
        })
        .collect();
    SigningPage {
        shell,
        number,
        action: home(id),
        lead: lead(view),
        parts: view.steps.iter().map(|step| part(view, *step)).collect(),
        awaited: !bytes.is_empty(),
        bytes,
        papers: waiting
            .iter()
            .map(|it| Opt::new(it.paper.position.to_string(), title(it)))
            .collect(),
        table: table(view),
        errors,
    }
}

fn title(standing: &PaperStanding) -> String {
    if standing.holder.is_empty() {
        format!("Quyết định số {}", standing.number)
    } else {
        format!("{}, {}", standing.number, standing.holder)
    }
}

fn lead(view: &SigningView) -> String {
    let states = PaperState::ALL.into_iter().filter_map(|state| {
        let papers = view.papers.iter();
        let count = papers.filter(|it| it.file.state == state).count();
        let name = state_words::state(state, VI).to_lowercase();
        (count > 0).then(|| format!("{count} {name}"))
    });
    let states: Vec<String> = states.collect();
    if states.is_empty() {
        return "Các văn bản được lập thành tệp khi bắt đầu ký.".to_owned();
    }
    format!("{} văn bản: {}.", view.papers.len(), states.join("; "))
}

fn part(view: &SigningView, step: SigningStep) -> SigningPart {
    let waiting = view.waiting(step);
    let papers = if view.papers.is_empty() && step == SigningStep::Sign {
        view.decision.certificates.len() + 1
    } else {
        waiting
    };
    let issue = view.decision.decision.issue.as_ref();
    let signer = issue.map_or("", |issue| issue.signer_name.as_str());
    let (heading, who, verb) = match step {
        SigningStep::Sign => ("Ký số", format!("chữ ký của {signer}"), "Ký"),
        SigningStep::Seal => (
            "Đóng dấu cơ quan",
            format!("dấu của {}", view.decision.body_name),
            "Đóng dấu",
        ),
    };
    SigningPart {
        heading: heading.to_owned(),
        waiting: if papers == 0 {
            format!("Không còn văn bản nào chờ {who}.")
        } else {
            format!("{papers} văn bản chờ {who}.")
        },
        step: step.code().to_owned(),
        by_server: view
            .keys
            .contains(&step)
            .then(|| format!("{verb} {papers} văn bản bằng khóa trên máy chủ")),
        open: papers > 0,
    }
}

fn table(view: &SigningView) -> Table {
    let rows = view.papers.iter().map(|standing| {
        let whom = if standing.holder.is_empty() {
            "Quyết định".to_owned()
        } else {
            format!("Giấy chứng nhận của {}", standing.holder)
        };
        let state = standing.file.state;
        let tone = match state {
            PaperState::Made => Tone::Plain,
            PaperState::Signed => Tone::Soon,
            PaperState::Sealed | PaperState::Brought => Tone::Good,
        };
        vec![
            Cell::code(&standing.number),
            Cell::link_with(whom, href(view, standing), note(standing)),
            Cell::Tag(Tag::new(state_words::state(state, VI), tone)),
        ]
    });
    Table::new(
        "Văn bản và tình trạng ký",
        vec![
            Head::new("Số, ký hiệu"),
            Head::new("Văn bản"),
            Head::new("Tình trạng"),
        ],
        rows.collect(),
    )
}

fn href(view: &SigningView, standing: &PaperStanding) -> String {
    let certificates = view.decision.certificates.iter();
    let mut of_paper = certificates.filter(|it| Some(it.id) == standing.paper.certificate);
    of_paper.next().map_or_else(
        || format!("/decisions/{}/file.pdf", standing.paper.decision),
        |it| format!("/certificates/{}/file.pdf", it.code),
    )
}

/// Why it is not signed, or who signed and what is to be said against it.
fn note(standing: &PaperStanding) -> String {
    let fault = standing.paper.fault.map(|fault: SigningFault| {
        let message = state_words::fault(fault, VI);
        message.line()
    });
    let found = standing.file.report.iter().flat_map(|it| &it.signatures);
    let mut lines: Vec<String> = fault.into_iter().collect();
    for signature in found {
        let mut line = format!(
            "{}, {}.",
            words::holder(&signature.signer),
            words::time(signature)
        );
        for remark in words::remarks(signature) {
            line.push(' ');
            line.push_str(&remark);
        }
        lines.push(line);
    }
    lines.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_found_in_a_list_and_as_files_of_their_own() {
        let envelope = [&[0x30, 0x82, 1, 2][..], &[7; 200]].concat();
        let alone = envelopes(envelope.clone());
        assert_eq!(alone, std::slice::from_ref(&envelope));
        let list = format!(
            "# mã băm chữ ký\nabcd {}\r\nabcd 0102\nchữ\n",
            hex::encode(&envelope)
        );
        assert_eq!(envelopes(list.into_bytes()), [envelope]);
        assert!(envelopes(Vec::new()).is_empty());
    }
}
