//! Phrase libraries as data that are loaded, never edited.

use sangkien_domain::correction::PhraseLibrary;
use serde_json::json;

use crate::App;
use crate::caller::Origin;
use crate::failure::{Failure, Outcome};
use crate::record::StoredPhrases;
use crate::support::{About, event_from, sha256_hex};

impl App {
    /// Loads the versions of phrase libraries that are not there yet; gives how many. A version
    /// never changes: items name the one they were written from.
    ///
    /// # Errors
    /// `Inconsistent` when a library is unusable, or a version is there with other content.
    pub async fn load_phrases(
        &self,
        libraries: &[PhraseLibrary],
        origin: &Origin,
    ) -> Outcome<usize> {
        let now = self.now();
        let mut work = self.begin().await?;
        let known = work.phrase_libraries().await?;
        let mut loaded = 0;
        for library in libraries {
            let named = format!(
                "phrase library {} version {}",
                library.code, library.version
            );
            if let Some(fault) = library.faults().first() {
                return Err(Failure::Inconsistent(format!("{named}: {fault:?}")));
            }
            let value = serde_json::to_value(library)
                .map_err(|error| Failure::Inconsistent(format!("{named}: {error}")))?;
            let sha256 = sha256_hex(sangkien_ledger::canonical_json(&value).as_bytes());
            let same = known.iter().find(|stored| {
                stored.library.code == library.code && stored.library.version == library.version
            });
            match same {
                Some(stored) if stored.sha256 == sha256 => continue,
                Some(_) => {
                    let told = format!("{named} is stored with other content");
                    return Err(Failure::Inconsistent(told));
                }
                None => {}
            }
            let stored = StoredPhrases {
                library: library.clone(),
                sha256: sha256.clone(),
                loaded_at: now,
            };
            work.insert_phrases(&stored).await?;
            let about = About {
                act: "phrases.loaded",
                kind: "phrases",
                id: format!("{}@{}", library.code, library.version),
            };
            let after = json!({ "sha256": sha256, "phrases": library.phrases.len() });
            work.record(event_from(origin, None, &about, json!({}), after, now));
            loaded += 1;
        }
        if loaded > 0 {
            work.commit().await?;
        }
        Ok(loaded)
    }
}
