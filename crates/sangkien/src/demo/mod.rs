//! An instance with sample data: one district, its people and their story of 2024.

mod act;
mod control;
mod evidence;
pub mod organisation;
mod player;
pub(crate) mod run;
mod state;

use std::path::Path;
use std::sync::Arc;

use sangkien_app::App;
use sangkien_app::record::InvitationPurpose;
use sangkien_domain::time::Instant;
use sangkien_packs::Plan;

pub use control::Demo;
pub use player::{Played, Player, Skipped};
pub use state::{DemoState, Door};

use crate::trouble::{Done, Trouble};
use crate::wiring::DemoClock;

/// What the start of a demo came to.
#[derive(Debug, Clone)]
pub struct Begun {
    /// Where it stands.
    pub state: DemoState,
    /// What was played to get there.
    pub played: Played,
    /// Whether a demo was found in the folder and goes on.
    pub resumed: bool,
}

/// The moment that `text` names: the key of one of the plan's moments, or a moment in RFC 3339.
pub fn moment(plan: &Plan, text: &str) -> Done<Instant> {
    let by_key = plan.moments.iter().find(|moment| moment.key == text);
    by_key
        .map(|moment| moment.at)
        .or_else(|| Instant::parse(text))
        .ok_or_else(|| {
            let keys: Vec<&str> = plan
                .moments
                .iter()
                .map(|moment| moment.key.as_str())
                .collect();
            Trouble::Said(format!(
                "Không hiểu thời điểm “{text}”; dùng dạng 2024-04-09T21:30+07:00 hoặc một trong: {}.",
                keys.join(", ")
            ))
        })
}

/// The moment at which a demo begins when none is asked for.
pub fn first_moment(plan: &Plan) -> Done<Instant> {
    plan.moments
        .first()
        .map(|moment| moment.at)
        .ok_or_else(|| Trouble::Said("Kế hoạch mẫu không có thời điểm nào.".into()))
}

/// Begins a demo, or goes on with the one found, and lets its clock run.
///
/// `at` is the moment asked for; a demo already past it stays where it is.
pub async fn begin(
    app: &App,
    clock: &DemoClock,
    player: &Player,
    file: &Path,
    at: Option<Instant>,
) -> Done<Begun> {
    let found = DemoState::read(file)?;
    let resumed = found.is_some();
    let mut state = match found {
        Some(state) => {
            clock.hold_at(state.clock());
            state
        }
        None => load(app, clock, player.plan()).await?,
    };
    if !app.has_samples().await? {
        return Err(Trouble::Said(
            "Cơ sở dữ liệu không chứa dữ liệu mẫu; chọn thư mục dữ liệu khác.".into(),
        ));
    }
    let at = match at {
        Some(at) => at,
        None if resumed => state.clock(),
        None => first_moment(player.plan())?,
    };
    let outcome = player
        .play_until(at, &mut state, |state| state.write(file))
        .await?;
    state.clock = at.max(state.clock()).0;
    clock.run_from(state.clock());
    state.write(file)?;
    Ok(Begun {
        state,
        played: outcome,
        resumed,
    })
}

/// Loads the plan into an empty instance and makes the sign-in links.
async fn load(app: &App, clock: &DemoClock, plan: &Plan) -> Done<DemoState> {
    if app.is_set_up().await? {
        return Err(Trouble::Said(
            "Cơ sở dữ liệu đã có người dùng nhưng không có trạng thái trình diễn (demo.json). \
             Bản trình diễn chỉ nạp vào cơ sở dữ liệu trống; xóa dữ liệu mẫu cũ bằng demo --remove."
                .into(),
        ));
    }
    let beginning = organisation::beginning(plan)?;
    clock.hold_at(beginning);
    app.load_organisation(&organisation::organisation(plan)?, true)
        .await?;
    crate::pack::load_first(app, &crate::pack::embedded()?).await?;
    crate::instance::load_phrases(app).await?;
    app.load_stamps(organisation::stamps(plan)).await?;
    let mut state = DemoState {
        clock: beginning.0,
        ..DemoState::default()
    };
    for person in &plan.people {
        let Some(label) = &person.door else { continue };
        let id = organisation::person_id(&person.account);
        let token = app.make_link(Some(id), InvitationPurpose::Demo).await?;
        state.doors.push(Door {
            label: label.clone(),
            account: person.account.clone(),
            full_name: person.full_name.clone(),
            token,
        });
    }
    Ok(state)
}

/// A player over the built-in plan.
pub fn player(app: Arc<App>, clock: Arc<DemoClock>) -> Done<Player> {
    Player::new(app, clock, sangkien_packs::plan()?)
}
