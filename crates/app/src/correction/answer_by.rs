//! Until when the author of a dossier would have to answer a request for supplements.

use jiff::civil::Date;
use sangkien_casework::definition::{ClockMode, Procedure};
use sangkien_casework::engine::Compiled;
use sangkien_domain::dossier::Act;
use sangkien_domain::law::{Limit, RuleSet};
use sangkien_domain::round::Stage;
use sangkien_domain::time::Instant;

use crate::App;
use crate::casework::Place;
use crate::failure::Outcome;
use crate::port::Reading;
use crate::record::Dossier;

/// The time an author has for supplements, if a request were sent now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerBy {
    /// The limit with its last day; none where the procedure sets no limit.
    pub limit: Option<(Limit, Date)>,
    /// Whether the limits of the dossier stand still meanwhile.
    pub paused: bool,
}

impl AnswerBy {
    /// The last day, if there is one.
    pub fn last_day(&self) -> Option<Date> {
        self.limit.as_ref().map(|(_, day)| *day)
    }

    /// The article of the limit; empty without one.
    pub fn citation(&self) -> String {
        let limit = self.limit.as_ref();
        limit.map_or_else(String::new, |(limit, _)| limit.citation.source())
    }
}

impl App {
    /// What a request sent at `now` would give its author: the limit of the rules for the
    /// recognitions, for every other procedure that of the step the request leads to.
    pub(super) async fn answer_by(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        rules: &RuleSet,
        now: Instant,
    ) -> Outcome<AnswerBy> {
        let place = self.place(store, dossier, now).await?;
        let limit = match &place {
            Some(place) if dossier.stage == Stage::Service => limit_of_waiting(place),
            Some(_) | None if dossier.stage == Stage::Service => None,
            _ => Some(rules.limits.correction.clone()),
        };
        Ok(AnswerBy {
            limit: limit.map(|limit| {
                let last = rules.calendar.last_day(now.day(), &limit);
                (limit, last)
            }),
            paused: place.is_some_and(|place| stands_still(&place.compiled)),
        })
    }
}

/// The limit of the step that a request made here leads to.
fn limit_of_waiting(place: &Place) -> Option<Limit> {
    let procedure = place.procedure();
    let row = place
        .step()?
        .acts
        .iter()
        .find(|row| row.kind == Act::Return)?;
    let to = row.branches.first()?;
    let waiting = procedure.steps.iter().find(|step| step.key == to.step)?;
    waiting.limits.first().map(|row| row.limit.clone())
}

/// Whether the clock stands still wherever requests of the procedure lead to.
pub(super) fn stands_still(compiled: &Compiled) -> bool {
    let procedure: &Procedure = compiled.procedure();
    let acts = procedure.steps.iter().flat_map(|step| &step.acts);
    let mut leads = acts
        .filter(|row| row.kind == Act::Return)
        .flat_map(|row| &row.branches)
        .peekable();
    leads.peek().is_some()
        && leads.all(|branch| {
            compiled
                .at(&branch.step)
                .is_some_and(|(_, state)| state.clock == ClockMode::Suspended)
        })
}
