//! An instance: adapters behind their ports, and the use cases over them.

use std::sync::Arc;

use sangkien_app::port::{Clock, Entropy as _, Meaning, NoMeaning, NoScanner, Store};
use sangkien_app::{App, Origin, Ports, Settings};
use sangkien_meaning::kept::KeptMeanings;
use sangkien_overlap_index::kept::KeptTexts;

use crate::config::Config;
use crate::data::DataFolder;
use crate::reader::signed;
use crate::trouble::Done;
use crate::wiring::{
    Argon2Passwords, Clamd, FolderBlobs, KeyRing, OfficialPapers, OpenStore, ShutInReader,
    ShutInVerifier, SystemEntropy,
};

/// Puts the procedures that come with the program in force, as far as their codes are not known
/// yet, and binds dossiers from before procedures were data. Nothing on an instance not set up.
pub async fn load_procedures(app: &App) -> Done<()> {
    if app.is_set_up().await? {
        app.ensure_procedures(&crate::command::procedure_files()?)
            .await?;
        let adopted = app.adopt_dossiers().await?;
        if adopted > 0 {
            tracing::info!(adopted, "dossiers were bound to the procedures in force");
        }
    }
    Ok(())
}

/// Loads the phrase libraries that come with the program, as far as they are not there yet.
pub async fn load_phrases(app: &App) -> Done<()> {
    app.load_phrases(&sangkien_packs::phrases()?, &Origin::local("phrases"))
        .await?;
    Ok(())
}

/// What compares by meaning, where a model is configured.
fn meaning(config: &Config, folder: &DataFolder) -> Done<Arc<dyn Meaning>> {
    Ok(match &config.model {
        Some(model) => {
            let kept = KeptMeanings::open(model, &folder.meaning())?;
            Arc::new(kept)
        }
        None => Arc::new(NoMeaning),
    })
}

/// An opened instance.
pub struct Instance {
    /// The use cases.
    pub app: Arc<App>,
    /// The data folder.
    pub folder: DataFolder,
    /// The clock behind the use cases.
    pub clock: Arc<dyn Clock>,
    store: OpenStore,
}

impl Instance {
    /// Opens the instance of `config`. `base_url` stands in links, QR codes and mail.
    pub async fn open(
        config: &Config,
        folder: DataFolder,
        clock: Arc<dyn Clock>,
        settings: Settings,
    ) -> Done<Self> {
        let store = OpenStore::open(&config.database).await?;
        let ports = Ports {
            store: store.port(),
            clock: Arc::clone(&clock),
            entropy: Arc::new(SystemEntropy),
            blobs: Arc::new(FolderBlobs::open(folder.files())?),
            papers: Arc::new(OfficialPapers::new(Arc::clone(&clock))),
            passwords: Arc::new(Argon2Passwords::default()),
            comparing: Arc::new(KeptTexts::open(
                &folder.overlap(),
                SystemEntropy.bytes(),
                config.overlap,
            )),
            meaning: meaning(config, &folder)?,
            reader: Arc::new(ShutInReader::default()),
            verifying: Arc::new(ShutInVerifier::new(signed::believed(
                config.trust.as_slice(),
            )?)),
            signing: Arc::new(KeyRing::read(
                config.keys.as_deref(),
                config.stamps.clone(),
            )?),
            scanner: match &config.scanner {
                Some(address) => Arc::new(Clamd::new(address.clone())),
                None => Arc::new(NoScanner),
            },
        };
        Ok(Self {
            app: Arc::new(App::new(ports, settings)),
            folder,
            clock,
            store,
        })
    }

    /// The database port, for what reads the audit log.
    pub fn store(&self) -> Arc<dyn Store> {
        self.store.port()
    }

    /// Closes the database.
    pub async fn close(&self) {
        self.store.close().await;
    }
}
