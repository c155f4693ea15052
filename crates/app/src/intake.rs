//! Standing intakes: where dossiers of a procedure are received all the year round.
//!
//! An intake is a round of the stage `service` that never closes and has no council. Everything a
//! draft is written by comes from the procedure's own file, in the version in force when the draft
//! is begun; [`sangkien_casework::intake`] makes the rules of it.

use sangkien_casework::intake;
use sangkien_domain::id::{RoundId, RuleSetId, UnitId};
use sangkien_domain::refusal::{Refusal, StepRefusal};
use sangkien_domain::round::{Phase, Stage, Window};
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::caller::Origin;
use crate::dossier::unit_name;
use crate::failure::{Failure, Outcome};
use crate::organisation::stored_rules;
use crate::port::Work;
use crate::record::{DeskRoute, Round};
use crate::support::{About, event_from};

/// A round a new dossier may be filed in.
#[derive(Debug, Clone)]
pub struct RoundChoice {
    /// The round.
    pub round: Round,
    /// Name of the organising unit.
    pub organiser: String,
    /// Where the clock stands.
    pub phase: Phase,
    /// What the procedure of a standing intake is for; empty for a round of the recognitions.
    pub summary: String,
}

/// A standing intake to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// Its identity.
    pub id: RoundId,
    /// Stable code, unique among rounds.
    pub code: String,
    /// Name shown.
    pub name: String,
    /// Code of the procedure.
    pub procedure: String,
    /// The unit that carries the procedure out.
    pub organiser: UnitId,
    /// Where dossiers are received; the organiser itself when empty.
    pub desk: Option<UnitId>,
    /// Since when.
    pub opens_at: Instant,
}

/// A standing intake as somebody on the machine names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenIntake {
    /// Code of the procedure.
    pub procedure: String,
    /// Code of the unit that carries it out.
    pub organiser: String,
    /// Code of the receiving unit; the organiser when absent.
    pub desk: Option<String>,
    /// Name shown; that of the procedure when absent.
    pub name: Option<String>,
}

/// The moment at which a standing intake would close: never, as far as calendars go.
pub fn never() -> Instant {
    Instant::start_of(jiff::civil::date(9999, 1, 1)).unwrap_or(Instant(i64::MAX))
}

impl App {
    /// Rounds that receive now or will, nearest closing first; public.
    pub async fn rounds_to_file_in(&self) -> Outcome<Vec<RoundChoice>> {
        let now = self.now();
        let mut store = self.read().await?;
        let mut choices = Vec::new();
        for round in store.rounds().await? {
            let phase = round.window.phase(now);
            if phase != Phase::After {
                let mut summary = String::new();
                if round.stage == Stage::Service {
                    // An intake whose procedure has no version in force receives nothing.
                    let Some(text) = store.active_procedure(&round.procedure, now).await? else {
                        continue;
                    };
                    let compiled = self.compile(&text)?;
                    summary.clone_from(&compiled.procedure().summary);
                }
                let organiser = unit_name(store.as_mut(), round.organiser, now).await?;
                choices.push(RoundChoice {
                    round,
                    organiser,
                    phase,
                    summary,
                });
            }
        }
        choices.sort_by_key(|choice| choice.round.window.closes_at);
        Ok(choices)
    }

    /// Opens a standing intake from now on. For commands on the machine itself; never reachable
    /// from the network.
    ///
    /// # Errors
    /// `Absent` for an unknown unit, `Refused` when no version of the procedure is in force or it is
    /// received there already.
    pub async fn open_intake(&self, input: OpenIntake, origin: &Origin) -> Outcome<Round> {
        let now = self.now();
        let mut work = self.begin().await?;
        let units = work.units(now.day()).await?;
        let unit = |code: &str| {
            units
                .iter()
                .find(|unit| unit.code.eq_ignore_ascii_case(code))
                .ok_or(Failure::Absent)
        };
        let organiser = unit(&input.organiser)?;
        let desk = input.desk.as_deref().map(unit).transpose()?;
        let text = work
            .active_procedure(&input.procedure, now)
            .await?
            .ok_or(Refusal::Step(StepRefusal::NotInForce))?;
        let name = match input.name {
            Some(name) => name,
            None => self.compile(&text)?.procedure().name.clone(),
        };
        let code = format!("{}-{}", organiser.code, input.procedure);
        if work.rounds().await?.iter().any(|known| known.code == code) {
            return Err(Refusal::Invalid { field: "procedure" }.into());
        }
        let intake = Intake {
            id: self.fresh_id(),
            code,
            name,
            procedure: input.procedure,
            organiser: organiser.id,
            desk: desk.map(|desk| desk.id),
            opens_at: now,
        };
        let round = self
            .insert_intake(work.as_mut(), &intake, origin, now)
            .await?;
        work.commit().await?;
        Ok(round)
    }

    /// Opens an intake in the work under way.
    pub(crate) async fn insert_intake(
        &self,
        work: &mut dyn Work,
        intake: &Intake,
        origin: &Origin,
        now: Instant,
    ) -> Outcome<Round> {
        let mut round = Round {
            id: intake.id,
            code: intake.code.clone(),
            name: intake.name.clone(),
            organiser: intake.organiser,
            stage: Stage::Service,
            year: intake.opens_at.day().year(),
            window: Window {
                opens_at: intake.opens_at,
                closes_at: never(),
            },
            rule_set: RuleSetId(intake.id.0),
            council: None,
            procedure: intake.procedure.clone(),
        };
        round.rule_set = self.intake_rules(work, &round, now).await?;
        let route = DeskRoute {
            round: round.id,
            field: None,
            desk: intake.desk.unwrap_or(intake.organiser),
        };
        work.insert_round(&round, &[route]).await?;
        let about = About {
            act: "intake.opened",
            kind: "round",
            id: round.code.clone(),
        };
        let details = json!({ "procedure": round.procedure });
        work.record(event_from(origin, None, &about, json!({}), details, now));
        Ok(round)
    }

    /// The rules of drafts in a standing intake: those of the version in force, stored once under
    /// that version's own identity.
    ///
    /// # Errors
    /// `Refused` when no version is in force.
    pub(crate) async fn intake_rules(
        &self,
        work: &mut dyn Work,
        round: &Round,
        now: Instant,
    ) -> Outcome<RuleSetId> {
        let text = work
            .active_procedure(&round.procedure, now)
            .await?
            .ok_or(Refusal::Step(StepRefusal::NotInForce))?;
        let id = RuleSetId(text.version.id.0);
        // Two first drafts of a new version must not both store its rules.
        work.hold(id.0).await?;
        if work.rule_set(id).await?.is_some() {
            return Ok(id);
        }
        let compiled = self.compile(&text)?;
        let rules = intake::rules(compiled.procedure(), text.version.number);
        work.insert_rule_set(&stored_rules(id, &rules, now.day())?)
            .await?;
        Ok(id)
    }
}
