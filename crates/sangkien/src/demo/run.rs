//! The command `demo`.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use sangkien_app::port::{Clock, Reading, Store};
use sangkien_app::{App, Settings};
use sangkien_domain::time::{Instant, moment_text};
use sangkien_mail::Transport;
use sangkien_web::{DemoControl, Options};
use serde_json::{Value, json};

use super::{Begun, Demo, Skipped};
use crate::cli::DemoArguments;
use crate::config::Config;
use crate::data::DataFolder;
use crate::instance::Instance;
use crate::say::Voice;
use crate::serve::{self, Listening};
use crate::trouble::{Done, Trouble};
use crate::wiring::DemoClock;

/// How often a running demo writes down what its clock shows.
const KEEP_CLOCK_EVERY: Duration = Duration::from_secs(30);

/// Serves a demo until it is told to stop.
pub(crate) async fn run(
    mut config: Config,
    arguments: &DemoArguments,
    voice: Voice,
) -> Done<ExitCode> {
    let folder = DataFolder::open(&config.data)?;
    // Letters to sample people never leave the machine.
    config.mail.transport = Transport::Folder(folder.mail());
    let listening = serve::listen(&config).await?;
    let clock = Arc::new(DemoClock::held_at(Instant(0)));
    let settings = Settings {
        base_url: listening.base_url.clone(),
        demo: true,
        quota: config.quota,
    };
    let port: Arc<dyn Clock> = Arc::<DemoClock>::clone(&clock);
    let instance = Instance::open(&config, folder, port, settings).await?;
    clock.hold_at(latest_event(instance.store().as_ref()).await?);
    crate::instance::load_procedures(&instance.app).await?;
    let app = Arc::clone(&instance.app);
    let player = super::player(Arc::clone(&app), Arc::clone(&clock))?;
    let at = arguments
        .at
        .as_deref()
        .map(|text| super::moment(player.plan(), text))
        .transpose()?;
    let file = instance.folder.demo();
    let begun = super::begin(&app, &clock, &player, &file, at).await?;
    voice.announce(
        || demo_words(&listening, &begun, app.now(), at),
        || demo_json(&listening, &begun, app.now()),
    );
    let demo = Arc::new(Demo::new(app, clock, player, file, begun.state));
    let keeping = keep_clock(Arc::clone(&demo));
    let control: Arc<dyn DemoControl> = Arc::<Demo>::clone(&demo);
    let options = Options {
        setup: None,
        packs: Arc::new(crate::pack::embedded()?),
        rubrics: Arc::new(crate::pack::rubrics()?),
        demo: Some(control),
        dev: arguments.reach.ui,
        bands: config.bands,
    };
    let served = serve::run(instance, &config, listening, options).await;
    keeping.abort();
    demo.keep_clock().await?;
    served?;
    Ok(ExitCode::SUCCESS)
}

fn keep_clock(demo: Arc<Demo>) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(KEEP_CLOCK_EVERY).await;
            if let Err(trouble) = demo.keep_clock().await {
                tracing::warn!(%trouble, "the demo's clock cannot be written down");
            }
        }
    })
}

/// The moment of the last event, so that a demo's clock never falls behind its own records.
async fn latest_event(store: &dyn Store) -> Done<Instant> {
    let mut snapshot: Box<dyn Reading> = store.read().await?;
    let (position, _) = snapshot.audit_head().await?;
    let last = snapshot.audit_after(position.saturating_sub(1), 1).await?;
    Ok(Instant(last.first().map_or(0, |event| event.at)))
}

fn demo_words(
    listening: &Listening,
    begun: &Begun,
    now: Instant,
    asked: Option<Instant>,
) -> String {
    let mut text = format!(
        "Sáng Kiến · bản trình diễn với dữ liệu mẫu\n\
         Địa chỉ:  {}\n\
         Đồng hồ:  {}\n\n\
         Đường dẫn đăng nhập theo vai trò:\n",
        listening.base_url,
        moment_text(now)
    );
    let width = begun
        .state
        .doors
        .iter()
        .map(|door| door.label.chars().count())
        .max()
        .unwrap_or(0);
    for door in &begun.state.doors {
        // Writing into a string does not fail.
        let _ = writeln!(
            text,
            "  {:<width$}  {}/invitations/{}",
            door.label, listening.base_url, door.token
        );
    }
    if begun.resumed && asked.is_some_and(|asked| asked < now) {
        text.push_str(
            "\nDữ liệu mẫu đã ở sau thời điểm được yêu cầu; đồng hồ chạy tiếp từ chỗ đã dừng.\n",
        );
    }
    if !begun.played.skipped.is_empty() {
        text.push_str("\nCác việc trong câu chuyện không còn thực hiện được:\n");
        for skipped in &begun.played.skipped {
            let _ = writeln!(text, "  {}", skipped.sentence());
        }
    }
    text
}

fn demo_json(listening: &Listening, begun: &Begun, now: Instant) -> Value {
    let links: Vec<Value> = begun
        .state
        .doors
        .iter()
        .map(|door| {
            json!({
                "role": door.label,
                "account": door.account,
                "name": door.full_name,
                "link": format!("{}/invitations/{}", listening.base_url, door.token),
            })
        })
        .collect();
    let skipped: Vec<String> = begun.played.skipped.iter().map(Skipped::sentence).collect();
    json!({
        "ready": true,
        "address": listening.base_url,
        "clock": now.rfc3339(),
        "resumed": begun.resumed,
        "played": begun.played.happened,
        "skipped": skipped,
        "links": links,
    })
}

/// Removes all sample data of an instance in one step: the instance is empty afterwards.
pub(crate) async fn remove(instance: Instance, voice: Voice) -> Done<ExitCode> {
    let removed = remove_samples(&instance.app, &instance.folder).await;
    instance.close().await;
    removed?;
    voice.say(
        || "Đã xóa toàn bộ dữ liệu của bản trình diễn. Chạy lệnh serve với thư mục này để thiết lập hệ thống.".into(),
        || json!({ "removed": true }),
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Empties the database but for its audit log, then the folders of files, letters and compared texts.
async fn remove_samples(app: &App, folder: &DataFolder) -> Done<()> {
    if !app.has_samples().await? {
        return Err(Trouble::Said(
            "Cơ sở dữ liệu này không có dữ liệu mẫu.".into(),
        ));
    }
    app.remove_samples().await?;
    remove_if_there(&folder.demo())?;
    for path in [
        folder.files(),
        folder.mail(),
        folder.overlap(),
        folder.meaning(),
    ] {
        if path.exists() {
            std::fs::remove_dir_all(&path).map_err(Trouble::file("xóa", &path))?;
        }
    }
    Ok(())
}

fn remove_if_there(path: &Path) -> Done<()> {
    if path.exists() {
        std::fs::remove_file(path).map_err(Trouble::file("xóa", path))?;
    }
    Ok(())
}
