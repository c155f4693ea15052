//! Carrying out a command.

use std::process::ExitCode;
use std::sync::Arc;

use sangkien_app::Settings;
use sangkien_app::port::Clock;
use sangkien_app::record::InvitationPurpose;
use sangkien_domain::round::Stage;
use sangkien_packs::Plan;
use sangkien_web::{Options, SetupOptions};
use serde_json::json;

use crate::cli::{
    AuditCommand, Cli, Command, ConfigCommand, CouncilCommand, ExportCommand, ImportCommand,
    PackCommand, Reach, UserCommand,
};
use crate::config::{self, Config, Database};
use crate::data::DataFolder;
use crate::instance::Instance;
use crate::say::Voice;
use crate::serve::{self, Listening};
use crate::trouble::{Done, Trouble};
use crate::wiring::{DemoClock, OfficialPapers, SystemClock};
use crate::{
    audit, council, demo, document, export, import, intake, limit, marks, overlap, pack, procedure,
    user,
};

/// Data folder of a demo when none is given.
const DEMO_FOLDER: &str = "data/demo";

/// Carries out what `cli` asks; `config::Settings` have been collected from it.
pub async fn run(cli: &Cli, mut settings: config::Settings, voice: Voice) -> Done<ExitCode> {
    if matches!(cli.command, Command::Demo(_)) {
        settings.prefer("data", DEMO_FOLDER);
    }
    if let Command::Config {
        command: ConfigCommand::Dump,
    } = cli.command
    {
        voice.say(|| settings.to_toml(), || settings.to_json())?;
        return Ok(ExitCode::SUCCESS);
    }
    let config = Config::judge(&settings)?;
    match &cli.command {
        Command::Demo(arguments) if arguments.remove => {
            demo::run::remove(open_existing(&config).await?, voice).await
        }
        Command::Demo(arguments) => Box::pin(demo::run::run(config, arguments, voice)).await,
        Command::Serve(arguments) => Box::pin(run_serve(&config, &arguments.reach, voice)).await,
        Command::User {
            command: UserCommand::Invite(input),
        } => {
            let instance = open_existing(&config).await?;
            let outcome = user::invite(&instance.app, instance.store().as_ref(), input).await;
            instance.close().await;
            let invited = outcome?;
            voice.say(|| invited.words(), || invited.json())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Council {
            command: CouncilCommand::Seat(input),
        } => {
            let instance = open_existing(&config).await?;
            let outcome = council::seat(&instance.app, input).await;
            instance.close().await;
            let seated = outcome?;
            voice.say(|| seated.words(), || seated.json())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Audit {
            command: AuditCommand::Verify,
        } => {
            let instance = open_existing(&config).await?;
            let outcome = audit::verify(instance.store().as_ref(), &instance.folder).await;
            instance.close().await;
            let found = outcome?;
            voice.say(|| found.words(), || found.json())?;
            Ok(if found.is_sound() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            })
        }
        Command::Config { .. } => {
            voice.say(|| "Cấu hình hợp lệ.".into(), || json!({ "valid": true }))?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Limit(input) => {
            let answer = limit::answer(input)?;
            voice.say(|| answer.words(), || answer.json())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Procedure { command } => procedure::run(command, voice),
        Command::Marks(command) => marks::run(command, voice),
        Command::Document { command } => document::run(command, &config, voice),
        Command::Text { command } => overlap::text(command, voice),
        Command::Overlap { command } => overlap::run(command, config.overlap, voice),
        Command::Check(input) => overlap::check(input, config.overlap, voice),
        Command::Model { command } => {
            let installed = config.data.join("model");
            overlap::model(command, config.model.as_ref().unwrap_or(&installed), voice)
        }
        Command::Intake(input) => {
            let instance = open_existing(&config).await?;
            let opened = intake::open(&instance, input).await;
            instance.close().await;
            let round = opened?;
            voice.say(|| intake::words(&round), || intake::json(&round))?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Pack { command } => run_pack(&config, command, voice).await,
        Command::Import {
            command: ImportCommand::Xlsx(input),
        } => {
            let instance = open_existing(&config).await?;
            let outcome = import::people(&instance.app, input).await;
            instance.close().await;
            let imported = outcome?;
            voice.say(|| imported.words(), || imported.json())?;
            Ok(if imported.is_sound() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            })
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

async fn run_pack(config: &Config, command: &PackCommand, voice: Voice) -> Done<ExitCode> {
    let sound = match command {
        PackCommand::Check(input) => {
            let checked = pack::check(&input.folder)?;
            voice.say(|| checked.words(), || checked.json())?;
            checked.is_sound()
        }
        PackCommand::Diff(input) | PackCommand::Load(input) => {
            let instance = open_existing(config).await?;
            let outcome = if matches!(command, PackCommand::Diff(_)) {
                pack::diff(&instance.app, &input.folder).await
            } else {
                pack::load(&instance.app, &input.folder).await
            };
            instance.close().await;
            let outcome = outcome?;
            voice.say(|| outcome.words(), || outcome.json())?;
            outcome.is_sound()
        }
    };
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// An instance that is there already, for commands beside a server.
async fn open_existing(config: &Config) -> Done<Instance> {
    let folder = DataFolder::existing(&config.data)?;
    // Opening would make an empty database, and the command would then find nothing amiss in it.
    if let Database::Sqlite(path) = &config.database
        && !path.exists()
    {
        return Err(Trouble::Said(format!(
            "Không có cơ sở dữ liệu {}.",
            path.display()
        )));
    }
    // A demo's records bear the moments of its story; what is done beside it must not lie years
    // after them.
    let clock: Arc<dyn Clock> = match demo::DemoState::read(&folder.demo())? {
        Some(state) => Arc::new(DemoClock::held_at(state.clock())),
        None => Arc::new(SystemClock::default()),
    };
    let base_url = serve::base_url(config, config.listen);
    Instance::open(
        config,
        folder,
        clock,
        Settings {
            base_url,
            demo: false,
            quota: config.quota,
        },
    )
    .await
}

async fn run_serve(config: &Config, reach: &Reach, voice: Voice) -> Done<ExitCode> {
    let folder = DataFolder::open(&config.data)?;
    let listening = serve::listen(config).await?;
    let settings = Settings {
        base_url: listening.base_url.clone(),
        demo: false,
        quota: config.quota,
    };
    let clock = Arc::new(SystemClock::default());
    let instance = Instance::open(config, folder, clock, settings).await?;
    pack::load_first(&instance.app, &pack::national()?).await?;
    crate::instance::load_phrases(&instance.app).await?;
    crate::instance::load_procedures(&instance.app).await?;
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
        packs: Arc::new(pack::national()?),
        rubrics: Arc::new(pack::rubrics()?),
        demo: None,
        dev: reach.ui,
        bands: config.bands,
    };
    voice.announce(
        || serving_words(&listening, setup.as_deref()),
        || json!({ "ready": true, "address": listening.base_url, "setup": setup }),
    );
    serve::run(instance, config, listening, options).await?;
    Ok(ExitCode::SUCCESS)
}

fn serving_words(listening: &Listening, setup: Option<&str>) -> String {
    let mut text = format!("Sáng Kiến đang phục vụ tại {}\n", listening.base_url);
    if let Some(link) = setup {
        text.push_str(
            "Hệ thống chưa được thiết lập. Mở đường dẫn sau (dùng một lần) để thiết lập:\n  ",
        );
        text.push_str(link);
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
    let procedure = plan
        .rounds
        .iter()
        .find(|round| round.stage == rules.stage)
        .map(|round| round.procedure.clone())
        .unwrap_or_default();
    Ok(SetupOptions {
        rules,
        procedure,
        procedures: procedure_files()?,
        fields,
    })
}

/// The procedures of the packs, as files.
pub(crate) fn procedure_files() -> Done<Vec<String>> {
    Ok(sangkien_packs::procedures()?
        .into_iter()
        .map(|file| file.text.to_owned())
        .collect())
}
