//! Where a dossier stands in its procedure.

use std::sync::{Arc, PoisonError};

use sangkien_casework::definition::{ActRow, Procedure, StateRow, Step};
use sangkien_casework::engine::Compiled;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::ProcedureVersionId;
use sangkien_domain::refusal::{Refusal, StepRefusal};
use sangkien_domain::time::Instant;

use crate::App;
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::{Dossier, ProcedureText};

/// A dossier's procedure and the step it stands at.
#[derive(Debug, Clone)]
pub struct Place {
    /// The version that counts for it.
    pub version: ProcedureVersionId,
    /// That version, ready to be followed.
    pub compiled: Arc<Compiled>,
    /// Key of the step.
    pub step: String,
}

impl Place {
    /// The definition.
    pub fn procedure(&self) -> &Procedure {
        self.compiled.procedure()
    }

    /// The step.
    pub fn step(&self) -> Option<&Step> {
        self.compiled.at(&self.step).map(|(step, _)| step)
    }

    /// The business state of the step.
    pub fn state(&self) -> Option<&StateRow> {
        self.compiled.at(&self.step).map(|(_, state)| state)
    }

    /// Whether the step offers an act of this kind.
    pub fn offers(&self, kind: Act) -> bool {
        self.compiled.offered(&self.step, kind).is_some()
    }

    /// The act of this kind that the step offers.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] when it offers none.
    pub fn offered(&self, kind: Act, state: State) -> Result<&ActRow, Refusal> {
        self.compiled
            .offered(&self.step, kind)
            .ok_or(Refusal::NotNow { state, act: kind })
    }
}

impl App {
    /// Where the dossier stands. A draft stands at the beginning of the version in force now; none
    /// when there is no such version, or when a dossier from before procedures has not been bound.
    pub(crate) async fn place(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        now: Instant,
    ) -> Outcome<Option<Place>> {
        let standing = &dossier.standing;
        if let Some(version) = standing.version {
            return Ok(Some(Place {
                version,
                compiled: self.compiled(store, version).await?,
                step: standing.step.clone(),
            }));
        }
        if dossier.facts.state != State::Draft {
            return Ok(None);
        }
        let round = store.round(dossier.round).await?.ok_or_else(|| {
            Failure::Inconsistent(format!("round of dossier {} is missing", dossier.id))
        })?;
        let Some(text) = store.active_procedure(&round.procedure, now).await? else {
            return Ok(None);
        };
        let compiled = self.compile(&text)?;
        Ok(Some(Place {
            version: text.version.id,
            step: compiled.procedure().start.clone(),
            compiled,
        }))
    }

    /// [`App::place`], for an act.
    ///
    /// # Errors
    /// `Refused` when no version is in force.
    pub(crate) async fn place_to_act(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        now: Instant,
    ) -> Outcome<Place> {
        self.place(store, dossier, now)
            .await?
            .ok_or_else(|| Refusal::Step(StepRefusal::NotInForce).into())
    }

    /// The version, parsed once: the text of what dossiers are bound to never changes.
    pub(crate) async fn compiled(
        &self,
        store: &mut dyn Reading,
        id: ProcedureVersionId,
    ) -> Outcome<Arc<Compiled>> {
        if let Some(known) = self.known_procedure(id) {
            return Ok(known);
        }
        let text = store
            .procedure_version(id)
            .await?
            .ok_or_else(|| Failure::Inconsistent(format!("procedure version {id} is missing")))?;
        self.compile(&text)
    }

    fn known_procedure(&self, id: ProcedureVersionId) -> Option<Arc<Compiled>> {
        self.procedures
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&id)
            .map(Arc::clone)
    }

    pub(crate) fn compile(&self, text: &ProcedureText) -> Outcome<Arc<Compiled>> {
        let id = text.version.id;
        if let Some(known) = self.known_procedure(id) {
            return Ok(known);
        }
        let broken = |reason: String| Failure::Inconsistent(format!("procedure {id}: {reason}"));
        let procedure =
            Procedure::read(&text.document).map_err(|fault| broken(fault.to_string()))?;
        let compiled =
            Arc::new(Compiled::new(procedure).map_err(|fault| broken(fault.to_string()))?);
        self.procedures
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id, Arc::clone(&compiled));
        Ok(compiled)
    }
}
