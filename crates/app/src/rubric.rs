//! Rubrics written on pages: copies of shipped ones or of one another, drafts, putting in force.
//!
//! Whoever may work on procedures may work on rubrics; whoever runs a council may read them. A
//! version in force never changes: it has become a rule set, to which rounds are bound.

use jiff::civil::Date;
use sangkien_domain::id::{RoundId, RubricVersionId, RuleSetId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Stage;
use sangkien_domain::rubric::Rubric;
use sangkien_domain::rubric::check::{RubricFault, faults};
use serde_json::json;

use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::organisation::stored_rules;
use crate::port::{Reading, Work};
use crate::procedure::admit;
use crate::record::{Round, RubricVersion};
use crate::support::{About, clean, event};

/// Most characters of a code.
const LONGEST_CODE: usize = 60;
/// Most characters of a name.
const LONGEST_NAME: usize = 300;

/// A version of a rubric with the others of its code.
#[derive(Debug, Clone)]
pub struct RubricView {
    /// The version.
    pub version: RubricVersion,
    /// Every version of the rubric, latest first.
    pub versions: Vec<RubricVersion>,
    /// Whether the caller may change it.
    pub edits: bool,
    /// Rounds whose rules it can take its place in, latest first; for those who may change it.
    pub rounds: Vec<Round>,
}

impl RubricView {
    /// What is wrong with it.
    pub fn faults(&self) -> Vec<RubricFault> {
        faults(&self.version.rubric)
    }
}

impl App {
    /// Whether the caller may read rubrics, and whether they may change them.
    pub async fn rubric_rights(&self, caller: &Caller) -> Outcome<(bool, bool)> {
        let mut store = self.read().await?;
        match self.reads_rubrics(store.as_mut(), caller).await {
            Ok(edits) => Ok((true, edits)),
            Err(Failure::Absent) => Ok((false, false)),
            Err(other) => Err(other),
        }
    }

    /// Every version of every rubric, by code, latest first; and whether the caller may change them.
    ///
    /// # Errors
    /// `Absent` for whoever neither works on procedures nor runs a council.
    pub async fn rubrics(&self, caller: &Caller) -> Outcome<(Vec<RubricVersion>, bool)> {
        let mut store = self.read().await?;
        let edits = self.reads_rubrics(store.as_mut(), caller).await?;
        Ok((store.rubric_versions().await?, edits))
    }

    /// One version.
    ///
    /// # Errors
    /// As [`App::rubrics`], and for a version that is not there.
    pub async fn rubric(&self, caller: &Caller, code: &str, number: u32) -> Outcome<RubricView> {
        let mut store = self.read().await?;
        let edits = self.reads_rubrics(store.as_mut(), caller).await?;
        let versions = of_code(store.as_mut(), code).await?;
        let version = found(&versions, number)?;
        let rounds = if edits {
            store.rounds().await?
        } else {
            Vec::new()
        };
        let rounds = rounds
            .into_iter()
            .filter(|round| round.stage != Stage::Service);
        Ok(RubricView {
            version,
            versions,
            edits,
            rounds: rounds.collect(),
        })
    }

    /// Begins a rubric with a first draft that says what `rubric` says, under a code and a name of
    /// its own.
    ///
    /// # Errors
    /// `Refused` for a code or name that cannot be used.
    pub async fn begin_rubric(
        &self,
        caller: &Caller,
        rubric: &Rubric,
        code: &str,
        title: &str,
    ) -> Outcome<()> {
        let mut work = self.begin().await?;
        admit(work.as_mut(), caller, self.now()).await?;
        let rubric = Rubric {
            code: clean(code),
            title: clean(title),
            ..rubric.clone()
        };
        let letters = |text: &str| {
            text.bytes()
                .all(|one| one.is_ascii_alphanumeric() || one == b'-')
        };
        let length = rubric.code.chars().count();
        if length == 0 || length > LONGEST_CODE || !letters(&rubric.code) {
            return Err(Refusal::Invalid { field: "code" }.into());
        }
        usable(&rubric)?;
        if !of_code(work.as_mut(), &rubric.code).await?.is_empty() {
            return Err(Refusal::Invalid { field: "code" }.into());
        }
        self.insert_rubric(work.as_mut(), caller, 1, rubric).await?;
        work.commit().await?;
        Ok(())
    }

    /// Begins a new version as a copy of another of the same rubric; gives its number.
    pub async fn new_rubric_version(&self, caller: &Caller, code: &str, from: u32) -> Outcome<u32> {
        let mut work = self.begin().await?;
        admit(work.as_mut(), caller, self.now()).await?;
        let versions = of_code(work.as_mut(), code).await?;
        let rubric = found(&versions, from)?.rubric;
        let number = versions.first().map_or(1, |latest| latest.number + 1);
        self.insert_rubric(work.as_mut(), caller, number, rubric)
            .await?;
        work.commit().await?;
        Ok(number)
    }

    /// Saves a draft as a whole if its revision is still `seen`, sound or not: what is wrong stands
    /// in the way of putting it in force only.
    ///
    /// # Errors
    /// `Stale` when somebody else has saved it or it is no draft any more; `Refused` for a name that
    /// cannot be used.
    pub async fn save_rubric(
        &self,
        caller: &Caller,
        at: (&str, u32),
        seen: i64,
        rubric: &Rubric,
        note: &str,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        admit(work.as_mut(), caller, now).await?;
        let versions = of_code(work.as_mut(), at.0).await?;
        let stored = found(&versions, at.1)?;
        let version = RubricVersion {
            rubric: Rubric {
                code: stored.rubric.code.clone(),
                ..rubric.clone()
            },
            note: clean(note),
            edited_by: caller.actor.person,
            edited_at: now,
            ..stored
        };
        usable(&version.rubric)?;
        work.save_rubric_draft(&version, seen).await?;
        self.log_rubric(
            work.as_mut(),
            caller,
            "rubric.draft-saved",
            &version,
            json!({}),
        );
        work.commit().await?;
        Ok(())
    }

    /// Puts a draft in force from a day on, in the place of the rubric in the rules of a round: a
    /// rule set of the same code is made of it, by which rounds opened from that day on are judged.
    /// Rounds that are there keep the rules they were opened with.
    ///
    /// # Errors
    /// `Stale` when somebody else has saved it or it is no draft any more; `Refused` while it has
    /// faults, and for a day that is past.
    pub async fn put_rubric_in_force(
        &self,
        caller: &Caller,
        at: (&str, u32),
        seen: i64,
        round: RoundId,
        from: Date,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        admit(work.as_mut(), caller, now).await?;
        let versions = of_code(work.as_mut(), at.0).await?;
        let stored = found(&versions, at.1)?;
        if !faults(&stored.rubric).is_empty() {
            return Err(Refusal::Invalid { field: "rubric" }.into());
        }
        if from < now.day() {
            return Err(Refusal::Invalid { field: "from" }.into());
        }
        let round = work.round(round).await?.ok_or(Failure::Absent)?;
        let base = self.rules(work.as_mut(), round.rule_set).await?;
        let rules = RuleSet {
            rubric: Rubric {
                code: format!("{}.{}", stored.rubric.code, stored.number),
                ..stored.rubric.clone()
            },
            ..RuleSet::clone(&base)
        };
        let rule_set: RuleSetId = self.fresh_id();
        work.insert_rule_set(&stored_rules(rule_set, &rules, from)?)
            .await?;
        let version = RubricVersion {
            in_force: Some((from, rule_set)),
            edited_by: caller.actor.person,
            edited_at: now,
            ..stored
        };
        work.put_rubric_in_force(&version, seen).await?;
        let details = json!({ "from": from, "rules": rules.code, "rule_set": rule_set });
        self.log_rubric(
            work.as_mut(),
            caller,
            "rubric.put-in-force",
            &version,
            details,
        );
        work.commit().await?;
        Ok(())
    }

    async fn insert_rubric(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        number: u32,
        rubric: Rubric,
    ) -> Outcome<()> {
        let id: RubricVersionId = self.fresh_id();
        let version = RubricVersion {
            id,
            number,
            revision: 1,
            rubric,
            note: String::new(),
            in_force: None,
            edited_by: caller.actor.person,
            edited_by_name: String::new(),
            edited_at: self.now(),
        };
        work.insert_rubric_version(&version).await?;
        self.log_rubric(work, caller, "rubric.version-begun", &version, json!({}));
        Ok(())
    }

    fn log_rubric(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        act: &'static str,
        version: &RubricVersion,
        mut details: serde_json::Value,
    ) {
        let about = About {
            act,
            kind: "rubric",
            id: version.id.to_string(),
        };
        if let Some(details) = details.as_object_mut() {
            details.insert("code".into(), version.rubric.code.clone().into());
            details.insert("number".into(), version.number.into());
        }
        let before = json!({ "revision": version.revision });
        work.record(event(caller, &about, before, details, self.now()));
    }

    /// Lets those pass who may read rubrics, and tells whether they may change them.
    async fn reads_rubrics(&self, store: &mut dyn Reading, caller: &Caller) -> Outcome<bool> {
        match admit(store, caller, self.now()).await {
            Ok(()) => Ok(true),
            Err(Failure::Absent) if runs_a_council(caller) => Ok(false),
            Err(other) => Err(other),
        }
    }
}

fn runs_a_council(caller: &Caller) -> bool {
    let mut seats = caller.actor.seats.iter();
    seats.any(|seat| caller.actor.runs(seat.council))
}

async fn of_code(store: &mut dyn Reading, code: &str) -> Outcome<Vec<RubricVersion>> {
    let mut versions = store.rubric_versions().await?;
    versions.retain(|version| version.rubric.code == code);
    Ok(versions)
}

fn found(versions: &[RubricVersion], number: u32) -> Outcome<RubricVersion> {
    let version = versions.iter().find(|version| version.number == number);
    version.cloned().ok_or(Failure::Absent)
}

fn usable(rubric: &Rubric) -> Outcome<()> {
    let length = rubric.title.chars().count();
    if length == 0 || length > LONGEST_NAME {
        return Err(Refusal::Invalid { field: "title" }.into());
    }
    Ok(())
}
