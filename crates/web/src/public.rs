//! What stands open: the home page, the samples of components, the clock of a demo.

use axum::http::StatusCode;
use sangkien_app::dossier::RoundChoice;
use sangkien_app::registry::{RegistryInput, RegistryList};
use sangkien_domain::round::Phase;
use sangkien_http::route::Routes;
use sangkien_i18n::label;
use sangkien_pages::parts::{Count, Kind, Notice};
use sangkien_pages::public::{HomePage, OpenRound};
use sangkien_pages::samples;

use crate::context::{Reply, html};
use crate::extract::{Guest, GuestForm, Id};
use crate::problem::Problem;
use crate::registry::hit;
use crate::resume::local;
use crate::show;
use crate::state::Web;

/// Entries under "Mới được công nhận".
const LATEST: usize = 4;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/", home)
        .get("/ui", sample_list)
        .get("/ui/{name}", sample)
        .post("/demo/clock", move_clock)
}

async fn home(guest: Guest) -> Reply {
    let choices = guest.app().rounds_to_file_in().await?;
    let registry = guest
        .app()
        .search_registry(RegistryInput::default())
        .await?;
    let now = guest.now();
    let open = |choice: &&RoundChoice| choice.phase == Phase::Open;
    let rounds = choices.iter().filter(open).map(|choice| OpenRound {
        name: choice.round.name.clone(),
        note: format!(
            "{}. {}.",
            label::stage(choice.round.stage, show::VI),
            choice.organiser
        ),
        deadline: show::round_deadline(&choice.round.name, &choice.round.window, now),
        href: format!("/dossiers/new?round={}", choice.round.id),
    });
    let page = HomePage {
        shell: guest.shell(),
        lead: "Nộp, xét và tra cứu sáng kiến của cán bộ, công chức, viên chức và người lao động."
            .to_owned(),
        rounds: rounds.collect(),
        next_round: next_round(&choices),
        counts: counts(&registry),
        latest: registry
            .page
            .rows
            .iter()
            .take(LATEST)
            .map(|entry| hit(entry, ""))
            .collect(),
    };
    guest.html(&page)
}

/// When the next round opens.
pub(crate) fn next_round(choices: &[RoundChoice]) -> Option<String> {
    choices
        .iter()
        .filter(|choice| choice.phase == Phase::Before)
        .min_by_key(|choice| choice.round.window.opens_at)
        .map(|choice| {
            format!(
                "{} ({}) nhận hồ sơ {}.",
                choice.round.name,
                choice.organiser,
                show::window(&choice.round.window)
            )
        })
}

fn counts(registry: &RegistryList) -> Vec<Count> {
    let number =
        |count: u64| sangkien_text::group_thousands(i64::try_from(count).unwrap_or(i64::MAX));
    let mut counts = vec![Count::new(
        number(registry.page.total),
        "sáng kiến đã được công nhận",
    )];
    if let Some(year) = registry.years.iter().max_by_key(|year| year.value.clone()) {
        counts.push(Count::new(
            number(year.count),
            format!("sáng kiến trong năm {}", year.label),
        ));
        let fields = u64::try_from(registry.fields.len()).unwrap_or(0);
        counts.push(Count::new(number(fields), "lĩnh vực có sáng kiến"));
    }
    counts
}

async fn sample_list(guest: Guest) -> Reply {
    if guest.web.options.dev {
        guest.go("/ui/components")
    } else {
        Err(Problem::Absent)
    }
}

async fn sample(guest: Guest, Id(name): Id<String>) -> Reply {
    let sample = samples::find(&name)
        .filter(|_| guest.web.options.dev)
        .ok_or(Problem::Absent)?;
    let text = sample
        .render()
        .map_err(|error| Problem::Broken(format!("sample {name}: {error}")))?;
    Ok(html(StatusCode::OK, text))
}

/// Moves the clock of an instance with sample data. Days may pass by it, so whoever was signed in
/// with a sample account is signed in again.
async fn move_clock(form: GuestForm) -> Reply {
    let control = form.web.options.demo.clone().ok_or(Problem::Absent)?;
    let next = local(form.fields.get("next")).unwrap_or("/");
    let skipped = match control.move_to(form.fields.get("moment")).await {
        Ok(skipped) => skipped,
        Err(refused) => {
            let mut notice = Notice::new(Kind::Warning, "Chưa chuyển được thời điểm");
            notice.text = Some(refused.0);
            return form.go_with(next, &notice);
        }
    };
    if let Some(caller) = &form.caller
        && let Some(link) = control.link_of(&caller.account).await
    {
        let app = form.app();
        let signed_in = app.demo_sign_in(&link, &form.origin, &form.agent).await?;
        form.set_session(&signed_in);
    }
    let moved = format!("Đồng hồ mẫu đã chuyển đến {}.", show::minute(form.now()));
    if skipped.is_empty() {
        return form.done(next, &moved);
    }
    let mut notice = Notice::new(Kind::Info, &moved);
    notice.text = Some(skipped_text(&skipped));
    form.go_with(next, &notice)
}

/// What of the story could not happen any more; the first few of it, since a notice is short.
fn skipped_text(skipped: &[String]) -> String {
    const SHOWN: usize = 3;
    let mut text = format!(
        "{} việc trong câu chuyện mẫu được bỏ qua vì dữ liệu đã thay đổi: {}",
        skipped.len(),
        skipped
            .iter()
            .take(SHOWN)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    );
    if skipped.len() > SHOWN {
        text.push_str(" …");
    }
    text
}
