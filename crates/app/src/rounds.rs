//! Opening rounds after the first: each as another round was, by the rules in force on its day.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use sangkien_domain::id::{CouncilId, FieldId, RoundId, RuleSetId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{Reading, Work};
use crate::procedure::admit;
use crate::record::{DeskRoute, Round};
use crate::support::{About, clean, event};

/// Most characters of a name.
const LONGEST_NAME: usize = 200;

/// A round to be opened.
#[derive(Debug, Clone)]
pub struct NewRound {
    /// The round whose stage, councils, procedure and desks it takes over.
    pub base: RoundId,
    /// Its name.
    pub name: String,
    /// The first day on which it receives.
    pub opens: Date,
    /// The last.
    pub closes: Date,
}

/// A round with its rules.
#[derive(Debug, Clone)]
pub struct RoundRow {
    /// The round.
    pub round: Round,
    /// The rules that it was opened with.
    pub rules: Arc<RuleSet>,
}

impl App {
    /// Every round of a recognition, latest closing first.
    ///
    /// # Errors
    /// `Absent` for whoever may not work on procedures.
    pub async fn rounds_with_rules(&self, caller: &Caller) -> Outcome<Vec<RoundRow>> {
        let mut store = self.read().await?;
        admit(store.as_mut(), caller, self.now()).await?;
        let mut rows = Vec::new();
        for round in store.rounds().await? {
            if round.stage != Stage::Service {
                let rules = self.rules(store.as_mut(), round.rule_set).await?;
                rows.push(RoundRow { round, rules });
            }
        }
        Ok(rows)
    }

    /// Opens a round: as its base was, but by the rules of the same code that are in force on the
    /// first day on which it receives.
    ///
    /// # Errors
    /// `Absent` for whoever may not work on procedures and for a base without a council; `Refused`
    /// for a name that cannot be used, and for days out of order or past.
    pub async fn open_round(&self, caller: &Caller, new: &NewRound) -> Outcome<RoundId> {
        let now = self.now();
        let mut work = self.begin().await?;
        admit(work.as_mut(), caller, now).await?;
        let name = clean(&new.name);
        let length = name.chars().count();
        if length == 0 || length > LONGEST_NAME {
            return Err(Refusal::Invalid { field: "title" }.into());
        }
        if new.opens < now.day() {
            return Err(Refusal::Invalid { field: "opens" }.into());
        }
        let window = window(new).ok_or(Refusal::Invalid { field: "closes_on" })?;
        let base = work.round(new.base).await?.ok_or(Failure::Absent)?;
        if base.stage == Stage::Service {
            return Err(Failure::Absent);
        }
        let rule_set = in_force(work.as_mut(), &base, new.opens).await?;
        let round = Round {
            id: self.fresh_id(),
            code: self.free_code(work.as_mut(), &base, new.opens).await?,
            name,
            year: new.opens.year(),
            window,
            rule_set,
            ..base.clone()
        };
        let routes = work.routes(base.id).await?;
        let routes: Vec<DeskRoute> = routes
            .into_iter()
            .map(|route| DeskRoute {
                round: round.id,
                ..route
            })
            .collect();
        work.insert_round(&round, &routes).await?;
        let mut councils: BTreeMap<CouncilId, Vec<FieldId>> = BTreeMap::new();
        for one in work.round_councils(base.id).await? {
            councils.entry(one.council).or_default().push(one.field);
        }
        for (council, fields) in councils {
            work.set_round_fields(round.id, council, &fields).await?;
        }
        let about = About {
            act: "round.opened",
            kind: "round",
            id: round.id.to_string(),
        };
        let after = json!({
            "code": round.code, "name": round.name, "rule_set": rule_set, "base": base.code,
            "opens_at": window.opens_at, "closes_at": window.closes_at,
        });
        work.record(event(caller, &about, json!({}), after, now));
        work.commit().await?;
        Ok(round.id)
    }

    /// A code that no round has: that of the unit, the year and a number.
    async fn free_code(
        &self,
        store: &mut dyn Reading,
        base: &Round,
        opens: Date,
    ) -> Outcome<String> {
        let unit = store.unit(base.organiser, opens).await?;
        let unit = unit.ok_or(Failure::Absent)?.code;
        let rounds = store.rounds().await?;
        let year = opens.year();
        (1..=u32::MAX)
            .map(|number| format!("{unit}-{year}-{number}"))
            .find(|code| rounds.iter().all(|round| round.code != *code))
            .ok_or(Failure::Absent)
    }
}

/// From the beginning of the first day to the end of the last.
fn window(new: &NewRound) -> Option<Window> {
    let opens_at = Instant::start_of(new.opens)?;
    let closes_at = Instant::start_of(new.closes.tomorrow().ok()?)?;
    (opens_at < closes_at).then_some(Window {
        opens_at,
        closes_at,
    })
}

/// The rules of the base's code that are in force on a day, the latest of them.
async fn in_force(work: &mut dyn Work, base: &Round, day: Date) -> Outcome<RuleSetId> {
    let own = work.rule_set(base.rule_set).await?.ok_or(Failure::Absent)?;
    let rules = work.rule_sets(day).await?.into_iter();
    let latest = rules
        .filter(|rules| rules.code == own.code)
        .max_by_key(|rules| (rules.valid_from, rules.id));
    Ok(latest.map_or(base.rule_set, |rules| rules.id))
}
