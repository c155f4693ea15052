//! Where a dossier stands, in the words of its own procedure and as far as the reader may know.

use jiff::civil::Date;
use sangkien_casework::clock::RunningLimit;
use sangkien_casework::definition::{AuthorSees, ClockMode, Delivery, Overdue, Payment};
use sangkien_domain::dossier::Act;
use sangkien_domain::id::PersonId;
use sangkien_domain::round::Stage;
use sangkien_domain::time::Instant;

use super::course::working_days;
use super::veil::told;
use crate::App;
use crate::failure::Outcome;
use crate::port::Reading;
use crate::record::{Dossier, DossierRow, NumberedDocument};

/// Where a dossier of a standing intake stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    /// Name of the procedure.
    pub procedure: String,
    /// Number of the version it is bound to; of the one in force for a draft.
    pub version: u32,
    /// Name of the state, or what stands in its place for the author.
    pub state: String,
    /// Name of the step; nothing where the author does not see it.
    pub step: Option<String>,
    /// Whether the clock runs.
    pub clock: ClockMode,
    /// Why it stands still; empty while it runs.
    pub clock_reason: String,
    /// Limits that run or ran, those of hidden steps left out for the author.
    pub limits: Vec<RunningLimit>,
    /// Working days left after today up to the nearest end of those that run; below zero, how many
    /// it is late.
    pub working_days: i64,
    /// Names of limits after whose end an apology with a new day is owed and not yet sent.
    pub apologies: Vec<String>,
    /// Days promised instead of limits that were not kept, with the names of these.
    pub promises: Vec<(String, Date)>,
    /// Documents numbered.
    pub documents: Vec<NumberedDocument>,
    /// Whether its author may withdraw it at this step.
    pub withdraws: bool,
    /// Whether money is owed.
    pub payment: Payment,
    /// Whether the result was handed over.
    pub delivery: Delivery,
}

impl App {
    /// Where a dossier stands for `reader`; nothing for the recognitions, whose states have names
    /// of their own, and for a draft of which no version is in force.
    pub(crate) async fn stands(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        reader: PersonId,
        now: Instant,
    ) -> Outcome<Option<Stands>> {
        if dossier.stage != Stage::Service {
            return Ok(None);
        }
        let Some(place) = self.place(store, dossier, now).await? else {
            return Ok(None);
        };
        let (Some(step), Some(state)) = (place.step(), place.state()) else {
            return Ok(None);
        };
        let concerned = dossier.facts.concerns(reader);
        let hidden = told(state, concerned);
        let version = store
            .procedure_version(place.version)
            .await?
            .map_or(0, |text| text.version.number);
        let mut limits = store.limits(dossier.id).await?;
        if concerned {
            limits.retain(|limit| {
                let of_step = place
                    .procedure()
                    .steps
                    .iter()
                    .find(|step| step.limits.iter().any(|row| row.key == limit.key));
                of_step.is_none_or(|step| {
                    let state = place.procedure().state(&step.state);
                    state.is_none_or(|state| state.author == AuthorSees::All)
                })
            });
        }
        let nearest = limits
            .iter()
            .filter(|limit| limit.met_at.is_none())
            .filter_map(|limit| limit.due_at)
            .min();
        let calendar = self.calendar(store, dossier.facts.desk).await?;
        let apologies = store.apologies(dossier.id).await?;
        let apologised = |limit: &RunningLimit| {
            apologies.iter().any(|apology| {
                apology.sent.is_some() && (&apology.key, apology.visit) == (&limit.key, limit.visit)
            })
        };
        let owed = |limit: &&RunningLimit| {
            let row = place.procedure().limit(&limit.key);
            row.is_some_and(|row| row.overdue == Some(Overdue::Apology))
                && limit.is_late(now)
                && !apologised(limit)
        };
        let promises = apologies
            .iter()
            .filter_map(|apology| {
                let limit = limits
                    .iter()
                    .find(|limit| (&limit.key, limit.visit) == (&apology.key, apology.visit))?;
                Some((limit.label.clone(), apology.sent.as_ref()?.new_day?))
            })
            .collect();
        Ok(Some(Stands {
            procedure: place.procedure().name.clone(),
            version,
            step: hidden.is_none().then(|| step.label.clone()),
            state: hidden.unwrap_or_else(|| state.label.clone()),
            clock: state.clock,
            clock_reason: state.clock_reason.clone(),
            apologies: limits
                .iter()
                .filter(owed)
                .map(|limit| limit.label.clone())
                .collect(),
            promises,
            working_days: nearest.map_or(0, |due| working_days(&calendar, now.day(), due.day())),
            limits,
            documents: store.documents(dossier.id).await?,
            withdraws: place.offers(Act::Withdraw),
            payment: dossier.standing.axes.payment,
            delivery: dossier.standing.axes.delivery,
        }))
    }

    /// Gives rows of standing intakes the names of their states.
    pub(crate) async fn name_states(
        &self,
        store: &mut dyn Reading,
        rows: &mut [DossierRow],
        now: Instant,
    ) -> Outcome<()> {
        for row in rows.iter_mut().filter(|row| row.stage == Stage::Service) {
            let compiled = match row.version {
                Some(version) => Some(self.compiled(store, version).await?),
                None => match store.active_procedure(&row.procedure, now).await? {
                    Some(text) => Some(self.compile(&text)?),
                    None => None,
                },
            };
            let Some(compiled) = compiled else { continue };
            let step = if row.step.is_empty() {
                compiled.procedure().start.as_str()
            } else {
                row.step.as_str()
            };
            row.state_name = compiled
                .at(step)
                .map(|(_, state)| told(state, row.veiled).unwrap_or_else(|| state.label.clone()));
        }
        Ok(())
    }
}
