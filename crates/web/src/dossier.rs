//! A dossier: beginning one, its home, its files.

use axum::http::StatusCode;
use sangkien_app::dossier::RoundChoice;
use sangkien_app::failure::Failure;
use sangkien_domain::id::{DossierId, FileId, RoundId};
use sangkien_domain::round::{Phase, Stage};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::label;
use sangkien_pages::dossier::{NewDossierPage, RoundChoice as Choice};
use sangkien_pages::parts::{Due, Errors, Link};

use crate::address::download;
use crate::context::{Context, Reply};
use crate::extract::{Id, Query, Signed, SignedForm};
use crate::public::next_round;
use crate::show;
use crate::state::Web;
use crate::step;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/dossiers/new", new)
        .post("/dossiers/new", begin)
        .get("/dossiers/{id}", show_home)
        .get("/dossiers/{id}/files/{file}", file)
}

async fn new(signed: Signed, Query(query): Query) -> Reply {
    let page = new_page(&signed, query.get("round"), Errors::none()).await?;
    signed.html(&page)
}

async fn new_page(
    context: &Context,
    chosen: &str,
    errors: Errors,
) -> Result<NewDossierPage, Failure> {
    let choices = context.app().rounds_to_file_in().await?;
    let now = context.now();
    let open: Vec<&RoundChoice> = choices
        .iter()
        .filter(|choice| choice.phase == Phase::Open)
        .collect();
    let only = open.len() == 1;
    let mut group = None;
    let rounds = open.iter().map(|choice| {
        let round = &choice.round;
        let standing = round.stage == Stage::Service;
        let heading = (group.replace(standing) != Some(standing)).then(|| group_name(standing));
        let value = round.id.to_string();
        Choice {
            selected: only || value == chosen,
            value,
            name: round.name.clone(),
            stage: label::stage(round.stage, show::VI).to_owned(),
            explained: if standing {
                choice.summary.clone()
            } else {
                label::stage_purpose(round.stage, show::VI).to_owned()
            },
            heading,
            desk: choice.organiser.clone(),
            closes: Due {
                text: if standing {
                    "Nhận hồ sơ thường xuyên".to_owned()
                } else {
                    format!(
                        "Nhận hồ sơ đến {}",
                        show::moment(show::last_second(round.window.closes_at))
                    )
                },
                pace: show::round_deadline(&round.name, &round.window, now).pace,
            },
        }
    });
    let rounds: Vec<Choice> = rounds.collect();
    let mut shell = context.shell();
    shell.back = Some(Link::new("Hồ sơ", "/dossiers"));
    Ok(NewDossierPage {
        shell,
        rounds,
        none_open: next_round(&choices)
            .unwrap_or_else(|| "Chưa có đợt tiếp theo được công bố.".to_owned()),
        errors,
    })
}

/// Under which heading rounds stand.
fn group_name(standing: bool) -> String {
    if standing {
        "Thủ tục khác"
    } else {
        "Sáng kiến"
    }
    .to_owned()
}

async fn begin(form: SignedForm) -> Reply {
    let typed = form.fields.get("round");
    let refusal = match typed.parse::<RoundId>() {
        Err(_) => "Chọn đợt hoặc thủ tục để lập hồ sơ.".to_owned(),
        Ok(round) => match form.app().begin_dossier(&form.caller, round).await {
            Ok(id) => {
                return form.done(
                    &format!("/dossiers/{id}"),
                    "Đã lập hồ sơ. Viết từng mục; nội dung được lưu ngay trong lúc viết.",
                );
            }
            Err(Failure::Refused(refusals)) => {
                refusals.first().map(show::refusal).unwrap_or_default()
            }
            Err(other) => return Err(other.into()),
        },
    };
    let page = new_page(&form, typed, Errors::none().with("round", refusal)).await?;
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn show_home(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let typed = Fields::default();
    let page = step::home_page(&signed, &signed.caller, id, &typed, Errors::none()).await?;
    signed.html(&page)
}

async fn file(signed: Signed, Id((id, file)): Id<(DossierId, FileId)>) -> Reply {
    let found = signed.app().read_file(&signed.caller, id, file).await?;
    Ok(download(
        &found.file.name,
        &found.file.media_type,
        found.content,
    ))
}
