//! Carrying out a command.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use sangkien_app::port::{Clock, Reading, Store};
use sangkien_app::record::InvitationPurpose;
use sangkien_app::{App, Settings};
use sangkien_domain::round::Stage;
use sangkien_domain::time::{Instant, moment_text};
use sangkien_mail::Transport;
use sangkien_packs::Plan;
use sangkien_web::{Options, SetupOptions};
use serde_json::{Value, json};

use crate::cli::{
    AuditCommand, Cli, Command, ConfigCommand, DemoArguments, ExportCommand, Reach, UserCommand,
};
use crate::config::{self, Config};
use crate::data::DataFolder;
use crate::demo::{self, Begun, Demo, Skipped};
use crate::instance::Instance;
use crate::say::Voice;
use crate::serve::{self, Listening};
use crate::trouble::{Done, Trouble};
use crate::wiring::{DemoClock, OfficialPapers, SystemClock};
use crate::{audit, export, user};

/// Data folder of a demo when none is given.
const DEMO_FOLDER: &str = "data/demo";
/// How often a running demo writes down what its clock shows.
const KEEP_CLOCK_EVERY: std::time::Duration = std::time::Duration::from_secs(30);

/// Carries out what `cli` asks; `config::Settings` have been collected from it.
pub async fn run(cli: &Cli, mut settings: config::Settings, voice: Voice) -> Done<ExitCode> {
    if matches!(cli.command, Command::Demo(_)) {
        settings.prefer("data", DEMO_FOLDER);
    }
    if let Command::Config {
        command: ConfigCommand::Dump,
    } = cli.command
    {
        voice.say(|| settings.to_toml(), || settings.to_json());
        return Ok(ExitCode::SUCCESS);
    }
    let config = Config::judge(&settings)?;
    match &cli.command {
        Command::Demo(arguments) if arguments.remove => remove_demo(&config, voice).await,
        Command::Demo(arguments) => run_demo(config, arguments, voice).await,
        Command::Serve(arguments) => run_serve(&config, &arguments.reach, voice).await,
        Command::User {
            command: UserCommand::Invite(input),
        } => {
            let instance = open_existing(&config).await?;
            let outcome = user::invite(&instance.app, instance.store().as_ref(), input).await;
            instance.close().await;
            let invited = outcome?;
            voice.say(|| invited.words(), || invited.json());
            Ok(ExitCode::SUCCESS)
        }
        Command::Audit {
            command: AuditCommand::Verify,
        } => {
            let instance = open_existing(&config).await?;
            let outcome = audit::verify(instance.store().as_ref(), &instance.folder).await;
            instance.close().await;
            let found = outcome?;
            voice.say(|| found.words(), || found.json());
            Ok(if found.is_sound() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            })
        }
        Command::Config { .. } => {
            voice.say(|| "Cấu hình hợp lệ.".into(), || json!({ "valid": true }));
            Ok(ExitCode::SUCCESS)
        }
        Command::Export {
            command: ExportCommand::Registry { output },
        } => {
            let instance = open_existing(&config).await?;
            let papers = OfficialPapers::new(Arc::clone(&instance.clock));
            let as_json = voice == Voice::Json;
            let outcome =
                export::registry(&instance.app, &papers, as_json, output.as_deref()).await;
            instance.close().await;
            let count = outcome?;
            tracing::info!(count, "registry exported");
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn instance_settings(base_url: String, demo: bool) -> Settings {
    Settings { base_url, demo }
}

/// An instance that is there already, for commands beside a server.
async fn open_existing(config: &Config) -> Done<Instance> {
    let folder = DataFolder::existing(&config.data)?;
    // A demo's records bear the moments of its story; what is done beside it must not lie years
    // after them.
    let clock: Arc<dyn Clock> = match demo::DemoState::read(&folder.demo())? {
        Some(state) => Arc::new(DemoClock::held_at(state.clock())),
        None => Arc::new(SystemClock::default()),
    };
    let base_url = serve::base_url(config, config.listen);
    Instance::open(config, folder, clock, instance_settings(base_url, false)).await
}

async fn run_serve(config: &Config, reach: &Reach, voice: Voice) -> Done<ExitCode> {
    let folder = DataFolder::open(&config.data)?;
    let listening = serve::listen(config).await?;
    let settings = instance_settings(listening.base_url.clone(), false);
    let clock = Arc::new(SystemClock::default());
    let instance = Instance::open(config, folder, clock, settings).await?;
    if instance.app.has_samples().await? {
        tracing::warn!("this instance carries sample data; remove it with demo --remove");
    }
    let setup = if instance.app.is_set_up().await? {
        None
    } else {
        let token = instance
            .app
            .make_link(None, InvitationPurpose::Setup)
            .await?;
        Some(format!("{}/setup/{token}", listening.base_url))
    };
    let options = Options {
        setup: Some(Arc::new(setup_options()?)),
        demo: None,
        dev: reach.ui,
    };
    voice.say(
        || serving_words(&listening, setup.as_deref()),
        || json!({ "ready": true, "address": listening.base_url, "setup": setup }),
    );
    serve::run(instance, config, listening, options).await?;
    Ok(ExitCode::SUCCESS)
}

fn serving_words(listening: &Listening, setup: Option<&str>) -> String {
    let mut text = format!("Sáng Kiến đang phục vụ tại {}\n", listening.base_url);
    if let Some(link) = setup {
        text.push_str(&format!(
            "Hệ thống chưa được thiết lập. Mở đường dẫn sau (dùng một lần) để thiết lập:\n  {link}\n"
        ));
    }
    text
}

/// What an agency begins with: the built-in rules for base recognition and fields.
fn setup_options() -> Done<SetupOptions> {
    let plan: Plan = sangkien_packs::plan()?;
    let rules = plan
        .rule_sets
        .iter()
        .find(|rules| rules.stage == Stage::Base)
        .cloned()
        .ok_or_else(|| Trouble::Said("Bộ quy tắc kèm theo không có cấp cơ sở.".into()))?;
    let fields = plan
        .fields
        .iter()
        .map(|field| (field.code.clone(), field.name.clone()))
        .collect();
    Ok(SetupOptions { rules, fields })
}

async fn run_demo(mut config: Config, arguments: &DemoArguments, voice: Voice) -> Done<ExitCode> {
    let folder = DataFolder::open(&config.data)?;
    // Letters to sample people never leave the machine.
    config.mail.transport = Transport::Folder(folder.mail());
    let listening = serve::listen(&config).await?;
    let clock = Arc::new(DemoClock::held_at(Instant(0)));
    let settings = instance_settings(listening.base_url.clone(), true);
    let port: Arc<dyn Clock> = Arc::<DemoClock>::clone(&clock);
    let instance = Instance::open(&config, folder, port, settings).await?;
    clock.hold_at(latest_event(instance.store().as_ref()).await?);
    let app = Arc::clone(&instance.app);
    let player = demo::player(Arc::clone(&app), Arc::clone(&clock))?;
    let at = arguments
        .at
        .as_deref()
        .map(|text| demo::moment(player.plan(), text))
        .transpose()?;
    let file = instance.folder.demo();
    let begun = demo::begin(&app, &clock, &player, &file, at).await?;
    voice.say(
        || demo_words(&listening, &begun, app.now(), at),
        || demo_json(&listening, &begun, app.now()),
    );
    let demo = Arc::new(Demo::new(app, clock, player, file, begun.state));
    let keeping = keep_clock(Arc::clone(&demo));
    let control: Arc<dyn sangkien_web::DemoControl> = Arc::<Demo>::clone(&demo);
    let options = Options {
        setup: None,
        demo: Some(control),
        dev: arguments.reach.ui,
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
        text.push_str(&format!(
            "  {:<width$}  {}/invitations/{}\n",
            door.label, listening.base_url, door.token
        ));
    }
    if begun.resumed && asked.is_some_and(|asked| asked < now) {
        text.push_str(
            "\nDữ liệu mẫu đã ở sau thời điểm được yêu cầu; đồng hồ chạy tiếp từ chỗ đã dừng.\n",
        );
    }
    if !begun.played.skipped.is_empty() {
        text.push_str("\nCác việc trong câu chuyện không còn thực hiện được:\n");
        for skipped in &begun.played.skipped {
            text.push_str(&format!("  {}\n", skipped.sentence()));
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

async fn remove_demo(config: &Config, voice: Voice) -> Done<ExitCode> {
    let instance = open_existing(config).await?;
    let removed = remove_samples(&instance.app, &instance.folder).await;
    instance.close().await;
    let kept = removed?;
    voice.say(
        || {
            if kept {
                "Đã xóa dữ liệu mẫu. Dữ liệu do người dùng thật tạo ra được giữ nguyên.".into()
            } else {
                "Đã xóa dữ liệu mẫu. Chạy lệnh serve với thư mục này để thiết lập hệ thống.".into()
            }
        },
        || json!({ "removed": true, "others_kept": kept }),
    );
    Ok(ExitCode::SUCCESS)
}

/// Removes sample data, and files and letters when nothing else remains. Gives whether other data
/// remain.
async fn remove_samples(app: &App, folder: &DataFolder) -> Done<bool> {
    if !app.has_samples().await? {
        return Err(Trouble::Said(
            "Cơ sở dữ liệu này không có dữ liệu mẫu.".into(),
        ));
    }
    app.remove_samples().await?;
    let kept = app.is_set_up().await?;
    remove_if_there(folder.demo())?;
    if !kept {
        for path in [folder.files(), folder.mail()] {
            if path.exists() {
                std::fs::remove_dir_all(&path).map_err(Trouble::file("xóa", &path))?;
            }
        }
    }
    Ok(kept)
}

fn remove_if_there(path: PathBuf) -> Done<()> {
    if path.exists() {
        std::fs::remove_file(&path).map_err(Trouble::file("xóa", &path))?;
    }
    Ok(())
}
