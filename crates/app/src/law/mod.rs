//! The registry of law: reading it, loading packs into it, and the calendars that limits are
//! counted by.
//!
//! Everybody signed in reads it. It is changed by administrators of a unit that organises, and by
//! commands on the machine itself. Every change raises the revision under which it is remembered,
//! so that every node counts by the same calendar.

mod days;
mod edit;
mod load;
mod recompute;
mod stored;

use std::collections::BTreeSet;

use jiff::civil::Date;
use sangkien_domain::id::UnitId;
use sangkien_domain::law::{Citation, Limit, RuleSet};
use sangkien_domain::law_registry::{Act, Rule, Scope, Value, rule_on};
use sangkien_text::{search_key, words};

use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{Reading, Work};
use crate::procedure::admit;
use crate::record::{StoredAct, StoredRule};

pub(crate) use days::Days;
pub use edit::{CalendarShelf, CalendarView, DayInput};
pub use load::{KeptRules, Loading, PackOffer, PackShelf};
pub use recompute::{LimitMove, Recomputed};

/// Setting that counts the changes of the registry and of the calendars.
const REVISION: &str = "law_revision";

/// An act with everything that is tied to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActView {
    /// The act.
    pub act: Act,
    /// Code of the pack that brought it.
    pub pack: String,
    /// What replaced it, then what replaced that, to the end.
    pub successors: Vec<Act>,
    /// What it replaced itself, nearest first.
    pub predecessors: Vec<Act>,
    /// What amended it.
    pub amended_by: Vec<Act>,
    /// What it amended.
    pub amends: Vec<Act>,
    /// Rules that rest on it, by key and first day.
    pub rules: Vec<Rule>,
}

/// The rows of one key, by scope and first day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLine {
    /// The key.
    pub key: String,
    /// Its name: that of the latest row.
    pub name: String,
    /// Its rows with the act each rests on.
    pub rows: Vec<(Rule, Act)>,
}

impl App {
    /// Whether the caller may load packs and change calendars: an administrator of a unit that
    /// organises rounds; while there is no round, of a unit with none above it.
    pub async fn keeps_law(&self, caller: &Caller) -> Outcome<bool> {
        let mut store = self.read().await?;
        match admit(store.as_mut(), caller, self.now()).await {
            Ok(()) => Ok(true),
            Err(Failure::Absent) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Acts that hold all words of `query`, in force today first, then by number of the code.
    pub async fn law_acts(&self, query: &str) -> Outcome<Vec<StoredAct>> {
        let today = self.now().day();
        let asked = words(query);
        let mut acts = self.read().await?.law_acts().await?;
        acts.retain(|stored| holds(&asked, &act_text(&stored.act)));
        acts.sort_by_cached_key(|stored| {
            let act = &stored.act;
            (!act.in_force_on(today), act.kind, act.code.clone())
        });
        Ok(acts)
    }

    /// One act with what is tied to it.
    pub async fn law_act(&self, code: &str) -> Outcome<ActView> {
        let mut store = self.read().await?;
        let acts = store.law_acts().await?;
        let rules = store.law_rules().await?;
        let found = acts
            .iter()
            .find(|stored| stored.act.code == code)
            .ok_or(Failure::Absent)?;
        let named = |codes: &[String]| -> Vec<Act> {
            acts.iter()
                .filter(|stored| codes.contains(&stored.act.code))
                .map(|stored| stored.act.clone())
                .collect()
        };
        Ok(ActView {
            successors: chain(&found.act, |act| named(&act.replaced_by)),
            predecessors: chain(&found.act, |act| {
                acts.iter()
                    .filter(|stored| stored.act.replaced_by.contains(&act.code))
                    .map(|stored| stored.act.clone())
                    .collect()
            }),
            amended_by: named(&found.act.amended_by),
            amends: acts
                .iter()
                .filter(|stored| stored.act.amended_by.iter().any(|other| other == code))
                .map(|stored| stored.act.clone())
                .collect(),
            rules: rules
                .into_iter()
                .filter(|stored| stored.rule.act == code)
                .map(|stored| stored.rule)
                .collect(),
            pack: found.pack.clone(),
            act: found.act.clone(),
        })
    }

    /// Rules whose key, name or act hold all words of `query`, by key.
    pub async fn law_rules(&self, query: &str) -> Outcome<Vec<RuleLine>> {
        let asked = words(query);
        let mut store = self.read().await?;
        let acts = store.law_acts().await?;
        let mut lines: Vec<RuleLine> = Vec::new();
        for StoredRule { rule, .. } in store.law_rules().await? {
            let act = acts.iter().find(|stored| stored.act.code == rule.act);
            let act = act.map(|stored| stored.act.clone()).unwrap_or_default();
            match lines.last_mut().filter(|line| line.key == rule.key) {
                Some(line) => {
                    line.name.clone_from(&rule.name);
                    line.rows.push((rule, act));
                }
                None => lines.push(RuleLine {
                    key: rule.key.clone(),
                    name: rule.name.clone(),
                    rows: vec![(rule, act)],
                }),
            }
        }
        lines.retain(|line| {
            let mut text = format!("{} {}", line.key, line.name);
            for (_, act) in &line.rows {
                text.push(' ');
                text.push_str(&act.cited_as);
            }
            holds(&asked, &text)
        });
        Ok(lines)
    }

    /// The rule of `key` that holds for `unit` on `day`: its own, that of a unit above it, of its
    /// province, of the nation.
    pub async fn rule_for(&self, key: &str, unit: UnitId, day: Date) -> Outcome<Option<Rule>> {
        let mut store = self.read().await?;
        let days = self.days(store.as_mut()).await?;
        let scopes = days.scopes(&unit_codes(store.as_mut(), unit, day).await?);
        let rules: Vec<Rule> = store
            .law_rules()
            .await?
            .into_iter()
            .map(|stored| stored.rule)
            .collect();
        Ok(rule_on(&rules, key, &scopes, day).cloned())
    }

    /// `rules` as a round opened by `unit` on `day` is bound to them: with the limits that the
    /// registry states for that day. What a round is bound to never changes afterwards.
    pub async fn rules_for_round(
        &self,
        rules: &RuleSet,
        unit: UnitId,
        day: Date,
    ) -> Outcome<RuleSet> {
        let mut store = self.read().await?;
        let codes = unit_codes(store.as_mut(), unit, day).await?;
        self.dated_rules(store.as_mut(), rules, &codes, day).await
    }

    /// `rules` with the limits of the registry for a unit with these codes on `day`.
    pub(crate) async fn dated_rules(
        &self,
        store: &mut dyn Reading,
        rules: &RuleSet,
        codes: &[String],
        day: Date,
    ) -> Outcome<RuleSet> {
        let days = self.days(store).await?;
        let scopes = days.scopes(codes);
        let acts = store.law_acts().await?;
        let rows: Vec<Rule> = store
            .law_rules()
            .await?
            .into_iter()
            .map(|stored| stored.rule)
            .collect();
        let mut dated = rules.clone();
        let limits = &mut dated.limits;
        for (key, limit) in [
            ("limit.claim", &mut limits.claim),
            ("limit.formality", &mut limits.formality),
            ("limit.correction", &mut limits.correction),
            ("limit.evaluation", &mut limits.evaluation),
        ] {
            let Some(row) = rule_on(&rows, key, &scopes, day) else {
                continue;
            };
            if let Value::Limit { amount, unit } = row.value {
                let act = acts.iter().find(|stored| stored.act.code == row.act);
                *limit = Limit {
                    amount,
                    unit,
                    citation: Citation {
                        act: act
                            .map(|stored| stored.act.cited_as.clone())
                            .unwrap_or_default(),
                        article: row.article.clone(),
                        certainty: row.certainty,
                    },
                };
            }
        }
        Ok(dated)
    }
}

/// Follows `next` from an act, nearest first, each act once.
fn chain(from: &Act, next: impl Fn(&Act) -> Vec<Act>) -> Vec<Act> {
    let mut seen: BTreeSet<String> = BTreeSet::from([from.code.clone()]);
    let mut found: Vec<Act> = Vec::new();
    let mut ahead = next(from);
    while !ahead.is_empty() {
        let act = ahead.remove(0);
        if seen.insert(act.code.clone()) {
            ahead.extend(next(&act));
            found.push(act);
        }
    }
    found
}

fn act_text(act: &Act) -> String {
    format!(
        "{} {} {} {} {} {}",
        act.code, act.cited_as, act.number, act.title, act.issuer, act.note
    )
}

/// Whether the text holds every word, with and without diacritics.
fn holds(asked: &[String], text: &str) -> bool {
    let key = search_key(text);
    asked
        .iter()
        .all(|word| key.contains(word.to_lowercase().as_str()))
}

/// Codes of a unit and of the units above it, nearest first.
async fn unit_codes(store: &mut dyn Reading, unit: UnitId, day: Date) -> Outcome<Vec<String>> {
    let mut codes: Vec<String> = Vec::new();
    let mut next = Some(unit);
    while let Some(id) = next {
        let Some(found) = store.unit(id, day).await? else {
            break;
        };
        // A unit above itself would be a loop.
        if codes.contains(&found.code) {
            break;
        }
        codes.push(found.code);
        next = found.parent;
    }
    Ok(codes)
}

/// Scopes in which a row may hold that is neither the nation's nor a unit's.
fn is_local(scope: &Scope) -> bool {
    *scope != Scope::Nation
}

/// Raises the revision, so that every node reads the registry anew.
async fn raise_revision(work: &mut dyn Work) -> Outcome<()> {
    let now = work.setting(REVISION).await?;
    let next = now.and_then(|text| text.parse::<u64>().ok()).unwrap_or(0) + 1;
    work.set_setting(REVISION, &next.to_string()).await?;
    Ok(())
}
