//! Procedures that come as files: put in force where there is none of their code yet.

use sangkien_casework::check::{check, may_be_activated};
use sangkien_casework::definition::Procedure;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::caller::Origin;
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{ProcedureText, ProcedureVersion, StoredProcedure, VersionStatus};
use crate::support::{About, event_from, sha256_hex};

impl App {
    /// Puts every procedure of `files` in force whose code is not known yet; those that are known
    /// stay as they are, whatever the file says, since people may have worked on them. Gives how
    /// many were new.
    ///
    /// # Errors
    /// `Inconsistent` for a file that is no procedure or has faults; nothing is written then.
    pub async fn ensure_procedures(&self, files: &[String]) -> Outcome<usize> {
        let now = self.now();
        let mut work = self.begin().await?;
        let new = self.store_procedures(work.as_mut(), files, now).await?;
        if new > 0 {
            work.commit().await?;
        }
        Ok(new)
    }

    pub(crate) async fn store_procedures(
        &self,
        work: &mut dyn Work,
        files: &[String],
        now: Instant,
    ) -> Outcome<usize> {
        let mut new = 0;
        for text in files {
            let procedure = Procedure::read(text)
                .map_err(|fault| Failure::Inconsistent(format!("procedure file: {fault}")))?;
            if work.procedure_by_code(&procedure.code).await?.is_some() {
                continue;
            }
            let faults = check(&procedure);
            if !may_be_activated(&faults) {
                return Err(Failure::Inconsistent(format!(
                    "procedure {} has faults: {faults:?}",
                    procedure.code
                )));
            }
            let stored = StoredProcedure {
                id: self.fresh_id(),
                code: procedure.code.clone(),
                name: procedure.name.clone(),
                created_at: now,
            };
            work.insert_procedure(&stored).await?;
            let version = ProcedureVersion {
                id: self.fresh_id(),
                procedure: stored.id,
                number: 1,
                status: VersionStatus::Active,
                sha256: sha256_hex(text.as_bytes()),
                revision: 1,
                active_from: Some(now),
                active_to: None,
                note: String::new(),
                edited_by: None,
                edited_by_name: String::new(),
                edited_at: now,
            };
            let details = json!({ "number": 1, "sha256": version.sha256 });
            work.insert_procedure_version(&ProcedureText {
                version,
                document: text.clone(),
            })
            .await?;
            let about = About {
                act: "procedure.loaded",
                kind: "procedure",
                id: stored.code,
            };
            let origin = Origin::local("load");
            work.record(event_from(&origin, None, &about, json!({}), details, now));
            new += 1;
        }
        Ok(new)
    }
}
