//! Beginning drafts and writing them.

use sangkien_casework::definition::{AuthorSees, ClockMode};
use sangkien_casework::definition::{Procedure, StateRow, Step, StepKind, Unreadable};
use sangkien_domain::dossier::State;
use sangkien_domain::refusal::{ProcedureRefusal, Refusal};
use sangkien_domain::time::Instant;
use serde_json::json;

use super::{admit, find, log};
use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{Edit, Work};
use crate::record::{ProcedureText, ProcedureVersion, StoredProcedure, VersionStatus};
use crate::support::{clean, sha256_hex};

/// Most characters of a code.
const LONGEST_CODE: usize = 60;
/// Most characters of a name.
const LONGEST_NAME: usize = 300;

/// A procedure to begin with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewProcedure {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// Where an imported file went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Code of the procedure.
    pub code: String,
    /// Number of the new version.
    pub number: u32,
}

impl App {
    /// Begins a procedure with an empty first draft.
    ///
    /// # Errors
    /// `Refused` for a code or name that cannot be used.
    pub async fn new_procedure(&self, caller: &Caller, new: &NewProcedure) -> Outcome<Imported> {
        let (code, name) = (clean(&new.code), clean(&new.name));
        self.begin_procedure(caller, &blank(&code, &name), "procedure.created", "")
            .await
    }

    /// Begins a procedure with a copy of any version as its first draft.
    ///
    /// # Errors
    /// `Refused` for a code or name that cannot be used.
    pub async fn copy_procedure(
        &self,
        caller: &Caller,
        from: (&str, u32),
        new: &NewProcedure,
    ) -> Outcome<Imported> {
        let view = self.procedure_version(caller, from.0, from.1).await?;
        let mut definition = view.definition;
        definition.code = clean(&new.code);
        definition.name = clean(&new.name);
        self.begin_procedure(caller, &definition, "procedure.created", "")
            .await
    }

    /// Begins a new version as a copy of any other of the same procedure; gives its number.
    pub async fn new_procedure_version(
        &self,
        caller: &Caller,
        code: &str,
        from: u32,
        note: &str,
    ) -> Outcome<u32> {
        let now = self.now();
        let mut work = self.begin().await?;
        let view = find(work.as_mut(), caller, code, from, now).await?;
        let draft = Draft {
            definition: &view.definition,
            note,
            act: "procedure.version-begun",
        };
        let number = self
            .insert_draft(work.as_mut(), caller, &view.procedure, draft, now)
            .await?;
        work.commit().await?;
        Ok(number)
    }

    /// Takes in a file: a new version of the procedure with its code, or a new procedure.
    ///
    /// # Errors
    /// `Refused` with the line for a file that is no procedure, or for an unusable code or name.
    pub async fn import_procedure(
        &self,
        caller: &Caller,
        text: &str,
        note: &str,
    ) -> Outcome<Imported> {
        let now = self.now();
        let definition = Procedure::read(text).map_err(unreadable)?;
        let mut work = self.begin().await?;
        admit(work.as_mut(), caller, now).await?;
        let known = work.procedure_by_code(&definition.code).await?;
        let Some(procedure) = known else {
            drop(work);
            return self
                .begin_procedure(caller, &definition, "procedure.imported", note)
                .await;
        };
        let draft = Draft {
            definition: &definition,
            note,
            act: "procedure.imported",
        };
        let number = self
            .insert_draft(work.as_mut(), caller, &procedure, draft, now)
            .await?;
        work.commit().await?;
        Ok(Imported {
            code: procedure.code,
            number,
        })
    }

    /// Saves a draft as a whole if its revision is still `seen`.
    ///
    /// # Errors
    /// `Stale` when somebody else has saved it or it is no draft any more; `Refused` for a
    /// definition of another procedure.
    pub async fn save_procedure(
        &self,
        caller: &Caller,
        at: (&str, u32),
        seen: i64,
        definition: &Procedure,
        note: &str,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let view = find(work.as_mut(), caller, at.0, at.1, now).await?;
        if definition.code != view.procedure.code {
            return Err(Refusal::Procedure(ProcedureRefusal::CodeUnusable).into());
        }
        usable(definition)?;
        let document = definition.write().map_err(unreadable)?;
        let note = clean(note);
        let mut version = view.version;
        if document == view.document && note == version.note {
            return if version.revision == seen && version.status == VersionStatus::Draft {
                Ok(())
            } else {
                Err(Failure::Stale)
            };
        }
        let procedure = view.procedure;
        version.sha256 = sha256_hex(document.as_bytes());
        version.note = note;
        log(
            work.as_mut(),
            caller,
            "procedure.draft-saved",
            &procedure,
            &version,
            json!({}),
            now,
        );
        // Until something has been activated the draft alone says what the procedure is called.
        let never_active = view
            .versions
            .iter()
            .all(|version| version.active_from.is_none());
        if never_active && procedure.name != definition.name {
            work.rename_procedure(procedure.id, &definition.name)
                .await?;
        }
        let edit = Edit {
            by: Some(caller.actor.person),
            at: now,
        };
        let text = ProcedureText { version, document };
        work.save_procedure_draft(&text, seen, edit).await?;
        work.commit().await?;
        Ok(())
    }

    async fn begin_procedure(
        &self,
        caller: &Caller,
        definition: &Procedure,
        act: &'static str,
        note: &str,
    ) -> Outcome<Imported> {
        let now = self.now();
        let mut work = self.begin().await?;
        admit(work.as_mut(), caller, now).await?;
        usable(definition)?;
        if work.procedure_by_code(&definition.code).await?.is_some() {
            return Err(Refusal::Procedure(ProcedureRefusal::CodeTaken).into());
        }
        let procedure = StoredProcedure {
            id: self.fresh_id(),
            code: definition.code.clone(),
            name: definition.name.clone(),
            created_at: now,
        };
        work.insert_procedure(&procedure).await?;
        let draft = Draft {
            definition,
            note,
            act,
        };
        let number = self
            .insert_draft(work.as_mut(), caller, &procedure, draft, now)
            .await?;
        work.commit().await?;
        Ok(Imported {
            code: procedure.code,
            number,
        })
    }

    async fn insert_draft(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        procedure: &StoredProcedure,
        draft: Draft<'_>,
        now: Instant,
    ) -> Outcome<u32> {
        work.hold(procedure.id.0).await?;
        let versions = work.procedure_versions(procedure.id).await?;
        let last = versions.iter().map(|version| version.number).max();
        let number = last.unwrap_or(0) + 1;
        let document = draft.definition.write().map_err(unreadable)?;
        let version = ProcedureVersion {
            id: self.fresh_id(),
            procedure: procedure.id,
            number,
            status: VersionStatus::Draft,
            sha256: sha256_hex(document.as_bytes()),
            revision: 1,
            active_from: None,
            active_to: None,
            note: clean(draft.note),
            edited_by: Some(caller.actor.person),
            edited_by_name: caller.full_name.clone(),
            edited_at: now,
        };
        log(work, caller, draft.act, procedure, &version, json!({}), now);
        let text = ProcedureText { version, document };
        work.insert_procedure_version(&text).await?;
        Ok(number)
    }
}

/// A draft to be stored.
struct Draft<'a> {
    definition: &'a Procedure,
    note: &'a str,
    act: &'static str,
}

fn unreadable(fault: Unreadable) -> Failure {
    Refusal::Procedure(ProcedureRefusal::Unreadable {
        message: fault.message,
        line: fault.line,
    })
    .into()
}

/// Whether a procedure can go under this code and name. Its code stands in addresses and files.
fn usable(definition: &Procedure) -> Outcome<()> {
    let mut refusals = Vec::new();
    let code = &definition.code;
    let fits = |letter: char| letter.is_ascii_alphanumeric() || ".-_".contains(letter);
    let begins_well = code.starts_with(|first: char| first.is_ascii_alphanumeric());
    if !begins_well || code.len() > LONGEST_CODE || !code.chars().all(fits) || code == "new" {
        refusals.push(Refusal::Procedure(ProcedureRefusal::CodeUnusable));
    }
    let length = definition.name.trim().chars().count();
    if length == 0 || length > LONGEST_NAME {
        refusals.push(Refusal::Procedure(ProcedureRefusal::NameUnusable {
            most: LONGEST_NAME,
        }));
    }
    if refusals.is_empty() {
        Ok(())
    } else {
        Err(refusals.into())
    }
}

/// What a procedure made from scratch begins with: where an author writes, and an end.
fn blank(code: &str, name: &str) -> Procedure {
    let state = |key: &str, label: &str, means: State, clock: ClockMode| StateRow {
        key: key.into(),
        label: label.into(),
        means,
        author: AuthorSees::All,
        clock,
        clock_reason: String::new(),
    };
    let step = |key: &str, label: &str, kind: StepKind, state: &str| Step {
        key: key.into(),
        label: label.into(),
        kind,
        state: state.into(),
        actor: None,
        components: Vec::new(),
        limits: Vec::new(),
        acts: Vec::new(),
        council: None,
        rubric: None,
        recall: false,
    };
    Procedure {
        code: code.into(),
        name: name.into(),
        summary: String::new(),
        level: String::new(),
        grounds: Vec::new(),
        start: "lap-ho-so".into(),
        facts: Vec::new(),
        states: vec![
            state("dang-lap", "Đang lập", State::Draft, ClockMode::NotStarted),
            state(
                "da-giai-quyet",
                "Đã giải quyết",
                State::Resolved,
                ClockMode::Stopped,
            ),
        ],
        limits: Vec::new(),
        steps: vec![
            step("lap-ho-so", "Lập hồ sơ", StepKind::Intake, "dang-lap"),
            step("ket-thuc", "Kết thúc", StepKind::End, "da-giai-quyet"),
        ],
        form: None,
        components: Vec::new(),
    }
}
