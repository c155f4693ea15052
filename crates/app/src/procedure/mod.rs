//! Procedures: listing, writing drafts, and the life of their versions.
//!
//! All of it is for administrators of a unit that organises. A draft is saved as a whole from the
//! revision that was read; what has been checked is never changed again, because dossiers are
//! bound to it.

mod draft;
mod life;

use sangkien_casework::check::{Fault, check};
use sangkien_casework::definition::Procedure;
use sangkien_domain::calendar::Calendar;
use sangkien_domain::time::Instant;

use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::people::administered;
use crate::port::{Reading, Work};
use crate::record::{ProcedureText, ProcedureVersion, StoredProcedure};
use crate::support::{About, event};

pub use draft::{Imported, NewProcedure};

/// A procedure in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureRow {
    /// The procedure.
    pub procedure: StoredProcedure,
    /// Its versions, latest first.
    pub versions: Vec<ProcedureVersion>,
}

/// One version of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureView {
    /// The procedure.
    pub procedure: StoredProcedure,
    /// The version.
    pub version: ProcedureVersion,
    /// What it says.
    pub definition: Procedure,
    /// The same as stored.
    pub document: String,
    /// Every version of the procedure, latest first.
    pub versions: Vec<ProcedureVersion>,
}

impl ProcedureView {
    /// What is wrong with it.
    pub fn faults(&self) -> Vec<Fault> {
        check(&self.definition)
    }
}

impl App {
    /// Whether the caller may work on procedures: an administrator of a unit that organises rounds,
    /// or of one above it; while there is no round, of a unit with none above it.
    pub async fn designs_procedures(&self, caller: &Caller) -> Outcome<bool> {
        let mut store = self.read().await?;
        match admit(store.as_mut(), caller, self.now()).await {
            Ok(()) => Ok(true),
            Err(Failure::Absent) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Every procedure with its versions, by code.
    pub async fn procedures(&self, caller: &Caller) -> Outcome<Vec<ProcedureRow>> {
        let mut store = self.read().await?;
        admit(store.as_mut(), caller, self.now()).await?;
        let versions = store.all_procedure_versions().await?;
        Ok(store
            .procedures()
            .await?
            .into_iter()
            .map(|procedure| ProcedureRow {
                versions: versions
                    .iter()
                    .filter(|version| version.procedure == procedure.id)
                    .cloned()
                    .collect(),
                procedure,
            })
            .collect())
    }

    /// One procedure with its versions.
    pub async fn procedure(&self, caller: &Caller, code: &str) -> Outcome<ProcedureRow> {
        let mut store = self.read().await?;
        admit(store.as_mut(), caller, self.now()).await?;
        let procedure = store
            .procedure_by_code(code)
            .await?
            .ok_or(Failure::Absent)?;
        let versions = store.procedure_versions(procedure.id).await?;
        Ok(ProcedureRow {
            procedure,
            versions,
        })
    }

    /// One version.
    pub async fn procedure_version(
        &self,
        caller: &Caller,
        code: &str,
        number: u32,
    ) -> Outcome<ProcedureView> {
        let mut store = self.read().await?;
        find(store.as_mut(), caller, code, number, self.now()).await
    }

    /// The confirmed calendar by which trials are counted: that of the latest round's organiser.
    pub async fn procedure_calendar(&self, caller: &Caller) -> Outcome<Calendar> {
        let mut store = self.read().await?;
        admit(store.as_mut(), caller, self.now()).await?;
        let latest = store.rounds().await?.into_iter().next();
        let Some(round) = latest else {
            return Ok(Calendar::default());
        };
        let calendar = self.calendar(store.as_mut(), round.organiser).await?;
        Ok(Calendar::clone(&calendar))
    }
}

/// Lets those pass who may work on procedures.
///
/// # Errors
/// [`Failure::Absent`] for everybody else.
pub(crate) async fn admit(store: &mut dyn Reading, caller: &Caller, now: Instant) -> Outcome<()> {
    let administered = administered(store, caller, now).await?;
    let rounds = store.rounds().await?;
    let organises = administered.iter().any(|unit| {
        if rounds.is_empty() {
            unit.parent.is_none()
        } else {
            rounds.iter().any(|round| round.organiser == unit.id)
        }
    });
    if organises {
        Ok(())
    } else {
        Err(Failure::Absent)
    }
}

/// Admits the caller and finds a version.
async fn find(
    store: &mut dyn Reading,
    caller: &Caller,
    code: &str,
    number: u32,
    now: Instant,
) -> Outcome<ProcedureView> {
    admit(store, caller, now).await?;
    let procedure = store
        .procedure_by_code(code)
        .await?
        .ok_or(Failure::Absent)?;
    let versions = store.procedure_versions(procedure.id).await?;
    let id = versions
        .iter()
        .find(|version| version.number == number)
        .map(|version| version.id)
        .ok_or(Failure::Absent)?;
    let ProcedureText { version, document } =
        store.procedure_version(id).await?.ok_or(Failure::Absent)?;
    let definition = Procedure::read(&document).map_err(|fault| {
        Failure::Inconsistent(format!("procedure {code} version {number}: {fault}"))
    })?;
    Ok(ProcedureView {
        procedure,
        version,
        definition,
        document,
        versions,
    })
}

/// Writes what was done with a version into the log.
fn log(
    work: &mut dyn Work,
    caller: &Caller,
    act: &str,
    procedure: &StoredProcedure,
    version: &ProcedureVersion,
    details: serde_json::Value,
    now: Instant,
) {
    let mut after = serde_json::json!({
        "code": procedure.code,
        "number": version.number,
        "sha256": version.sha256,
    });
    if let (Some(after), serde_json::Value::Object(details)) = (after.as_object_mut(), details) {
        after.extend(details);
    }
    let about = About {
        act,
        kind: "procedure",
        id: version.id.to_string(),
    };
    let before =
        serde_json::json!({ "status": version.status.code(), "revision": version.revision });
    work.record(event(caller, &about, before, after, now));
}
