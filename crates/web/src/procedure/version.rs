//! One version: what the check found, diagram, steps, what can be done with it; its file.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::Response;
use sangkien_app::procedure::ProcedureView;
use sangkien_app::record::VersionStatus;
use sangkien_casework::check::{Fault, Severity};
use sangkien_casework::definition::{AuthorSees, Procedure, Step};
use sangkien_casework::diagram::{Mark, Options, Words as _};
use sangkien_domain::time::day_text;
use sangkien_http::headers::FILE_POLICY;
use sangkien_i18n::{definition as words, label, procedure};
use sangkien_pages::parts::{Act, Errors, Fact, Link, Tag, Task, Tone};
use sangkien_pages::procedure::{StandingForm, StepLine, VersionPage};

use super::part::{Part, WHOLE};
use super::{edited, faults, home, others, period, tag, version_name};
use crate::address;
use crate::context::{Context, Reply};
use crate::extract::{Id, Query, Signed};
use crate::show::VI;

pub(super) async fn show_page(signed: Signed, Id((code, number)): Id<(String, u32)>) -> Reply {
    let app = signed.app();
    let view = app.procedure_version(&signed.caller, &code, number).await?;
    signed.html(&page(&signed, &view))
}

/// The file of the version, as it is stored.
pub(super) async fn export(signed: Signed, Id((code, number)): Id<(String, u32)>) -> Reply {
    let app = signed.app();
    let view = app.procedure_version(&signed.caller, &code, number).await?;
    let name = format!("{code}-{number}.toml");
    let content = view.document.into_bytes();
    Ok(address::download(&name, "text/plain", content))
}

/// The diagram as a file of its own; shown, or with `?download=1` kept.
pub(super) async fn diagram(
    signed: Signed,
    Id((code, number)): Id<(String, u32)>,
    Query(query): Query,
) -> Reply {
    const SVG: &str = "image/svg+xml";
    let app = signed.app();
    let view = app.procedure_version(&signed.caller, &code, number).await?;
    let drawn = svg(&view, &[], None, true);
    if query.get("download") == "1" {
        let name = format!("so-do-{code}-{number}.svg");
        return Ok(address::download(&name, SVG, drawn.into_bytes()));
    }
    let mut response = Response::new(Body::from(drawn));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(SVG));
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(FILE_POLICY),
    );
    Ok(response)
}

/// The diagram, steps with faults marked. `link` is what a link to a step begins with.
pub(super) fn svg(
    view: &ProcedureView,
    found: &[Fault],
    link: Option<&str>,
    heading: bool,
) -> String {
    let marks: BTreeMap<&str, Mark> = found
        .iter()
        .filter(|fault| fault.severity == Severity::Error)
        .filter_map(|fault| fault.place.step().map(|step| (step, Mark::Faulty)))
        .collect();
    let options = Options {
        marks,
        link,
        heading,
    };
    procedure::diagram(&view.definition, &options, VI)
}

/// The page of a version.
pub(super) fn page(context: &Context, view: &ProcedureView) -> VersionPage {
    let number = view.version.number;
    let code = &view.procedure.code;
    let home = home(code, number);
    let base = (view.version.status == VersionStatus::Draft).then(|| format!("{home}/edit"));
    let found = view.faults();
    let mut shell = context.shell();
    shell.back = Some(Link::new(
        "Các phiên bản",
        format!("/admin/procedures/{code}"),
    ));
    let mut facts = vec![Fact::new("Mã", code)];
    let period = period(&view.version);
    if !period.is_empty() {
        facts.push(Fact::new("Áp dụng", period));
    }
    if !view.version.note.is_empty() {
        facts.push(Fact::new("Điểm mới", &view.version.note));
    }
    facts.push(Fact::new("Sửa lần cuối", edited(&view.version)));
    let grounds: Vec<String> = view
        .definition
        .grounds
        .iter()
        .map(ToString::to_string)
        .collect();
    if !grounds.is_empty() {
        facts.push(Fact::new("Căn cứ", grounds.join("\n")));
    }
    for limit in &view.definition.limits {
        facts.push(Fact::new(&limit.label, label::limit(&limit.limit, VI)));
    }
    VersionPage {
        shell,
        name: view.definition.name.clone(),
        title: version_name(number),
        state: tag(&view.version, context.now()),
        facts,
        summary: view.definition.summary.clone(),
        acts: vec![
            Act::open("Chạy thử trên hồ sơ mẫu", format!("{home}/trial")).secondary(),
            Act::open("Tải tệp quy trình", format!("{home}/export")).secondary(),
        ],
        parts: base
            .as_deref()
            .map(|base| parts(&view.definition, &found, base))
            .unwrap_or_default(),
        faults: faults::lines(view, &found, base.as_deref()),
        diagram: svg(view, &found, Some("#step-"), false),
        diagram_href: format!("{home}/diagram.svg"),
        steps: steps(&view.definition, base.as_deref()),
        standings: standings(context, view, &found, &home),
        revision: view.version.revision,
        compare: others(&view.versions, number, None),
        compare_action: format!("{home}/compare"),
        errors: Errors::none(),
    }
}

fn parts(definition: &Procedure, found: &[Fault], base: &str) -> Vec<Task> {
    WHOLE
        .iter()
        .map(|part| {
            let faults = found
                .iter()
                .filter(|fault| fault.severity == Severity::Error && faults::within(part, fault))
                .count();
            Task {
                title: part.title(definition),
                href: Some(format!("{base}/{}", part.name())),
                note: Some(content(part, definition)),
                status: match faults {
                    0 => Tag::new("Không có lỗi", Tone::Done),
                    count => Tag::new(format!("{count} lỗi"), Tone::Late),
                },
            }
        })
        .collect()
}

/// What a part holds, in a few words.
fn content(part: &Part, definition: &Procedure) -> String {
    let form = definition.form.as_ref();
    match part {
        Part::General => format!("{} căn cứ pháp lý", definition.grounds.len()),
        Part::States => format!("{} trạng thái", definition.states.len()),
        Part::Facts => format!("{} dữ kiện", definition.facts.len()),
        Part::Limits => format!("{} thời hạn", definition.limits.len()),
        Part::Components => format!("{} thành phần", definition.components.len()),
        Part::Form => match form {
            Some(form) => format!("{} mục", form.sections.len()),
            None => "Theo mẫu đơn của đợt nhận hồ sơ".to_owned(),
        },
        Part::Steps | Part::Step(_) | Part::Act(..) | Part::Section(_) => {
            format!("{} bước", definition.steps.len())
        }
    }
}

fn steps(definition: &Procedure, base: Option<&str>) -> Vec<StepLine> {
    let told = procedure::DiagramWords::new(definition, VI);
    definition
        .steps
        .iter()
        .map(|step| StepLine {
            id: format!("step-{}", step.key),
            label: step.label.clone(),
            facts: step_facts(definition, step),
            acts: step
                .acts
                .iter()
                .map(|act| {
                    let ways = act.branches.iter().map(|branch| {
                        let to = procedure::step(definition, &branch.step);
                        match &branch.when {
                            Some(when) => {
                                let when = told.condition(definition, when);
                                format!("đến “{to}” khi {when}")
                            }
                            None if act.branches.len() > 1 => {
                                format!("đến “{to}” khi không thuộc các trường hợp trên")
                            }
                            None => format!("đến “{to}”"),
                        }
                    });
                    (act.label.clone(), ways.collect())
                })
                .collect(),
            edit: base.map(|base| format!("{base}/step.{}", step.key)),
        })
        .collect()
}

/// What is done at a step, its state, who acts, its limits and components.
pub(super) fn step_facts(definition: &Procedure, step: &Step) -> Vec<Fact> {
    let mut facts = vec![Fact::new("Loại bước", words::step_kind(step.kind, VI))];
    if let Some(state) = definition.state(&step.state) {
        let seen = match &state.author {
            AuthorSees::All => state.label.clone(),
            AuthorSees::As(words) => format!("{} (người nộp thấy: {words})", state.label),
        };
        facts.push(Fact::new("Trạng thái", seen));
    }
    if let Some(actor) = &step.actor {
        let who = words::who(&actor.who, VI);
        facts.push(Fact::new("Người thực hiện", who));
    }
    for limit in &step.limits {
        facts.push(Fact::new(&limit.label, label::limit(&limit.limit, VI)));
    }
    facts
}

fn standings(
    context: &Context,
    view: &ProcedureView,
    found: &[Fault],
    home: &str,
) -> Vec<StandingForm> {
    let form = |title: &str, text: &str, path: &str, button: &str| StandingForm {
        title: title.to_owned(),
        text: text.to_owned(),
        action: format!("{home}/{path}"),
        button: button.to_owned(),
        style: "secondary",
        day: None,
        note: None,
    };
    let today = day_text(context.now().day());
    let clean = found.iter().all(|fault| fault.severity == Severity::Note);
    let over = view.version.active_to.is_some_and(|to| to <= context.now());
    let mut forms = Vec::new();
    match view.version.status {
        VersionStatus::Draft => {
            if clean {
                forms.push(StandingForm {
                    style: "primary",
                    ..form(
                        "Xác nhận đã kiểm tra",
                        "Không còn lỗi. Xác nhận xong, nội dung không đổi được và phiên bản chờ áp dụng.",
                        "check",
                        "Xác nhận đã kiểm tra",
                    )
                });
            }
            forms.push(StandingForm {
                style: "danger",
                ..form(
                    "Bỏ bản soạn thảo",
                    "Bản này không được dùng nữa; nội dung vẫn xem và sao chép được.",
                    "retirement",
                    "Bỏ bản soạn thảo",
                )
            });
        }
        VersionStatus::Checked => {
            forms.push(StandingForm {
                style: "state",
                day: Some(today),
                ..form(
                    "Áp dụng",
                    "Hồ sơ nộp từ thời điểm này theo phiên bản này; phiên bản đang áp dụng kết thúc lúc đó. Hồ sơ đã nộp không đổi.",
                    "activation",
                    "Áp dụng",
                )
            });
            forms.push(form(
                "Sửa tiếp",
                "Chuyển lại thành bản soạn thảo.",
                "reopening",
                "Chuyển thành bản soạn thảo",
            ));
        }
        VersionStatus::Active if !over => forms.push(StandingForm {
            style: "danger",
            day: Some(today),
            ..form(
                "Thôi áp dụng",
                "Hồ sơ mới không nộp được theo phiên bản này nữa; hồ sơ đã nộp vẫn theo phiên bản này cho đến khi kết thúc.",
                "retirement",
                "Thôi áp dụng",
            )
        }),
        VersionStatus::Active | VersionStatus::Retired => {}
    }
    forms.push(StandingForm {
        note: Some("Điểm mới".to_owned()),
        ..form(
            "Lập phiên bản mới",
            "Bản soạn thảo mới với nội dung của phiên bản này.",
            "copy",
            "Lập phiên bản mới",
        )
    });
    forms
}
