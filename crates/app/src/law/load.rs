//! Loading a pack: what it would change, and changing it, wholly or not at all.
//!
//! What loading would change is found by loading inside a unit of work that is then dropped, so the
//! two can never differ.

use std::collections::BTreeMap;

use sangkien_domain::law_registry::{Comparison, Fault, Moved, Pack, PackHead, compare};
use sangkien_domain::time::Instant;
use serde_json::json;

use super::days::read_days;
use super::stored::Stored;
use super::{Recomputed, raise_revision};
use crate::App;
use crate::caller::{Caller, Origin};
use crate::failure::Outcome;
use crate::port::Work;
use crate::procedure::admit;
use crate::record::{PackLoad, StoredRule, StoredTable};
use crate::support::{About, event_from, sha256_hex};

/// Most dossiers named by their code; the others are counted.
const NAMED: u32 = 200;

/// Open dossiers that keep the rules they were filed under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRules {
    /// Code of their rule set.
    pub rules: String,
    /// Name of their round.
    pub round: String,
    /// How many.
    pub count: u64,
    /// Receipt codes of the first ones.
    pub codes: Vec<String>,
}

/// What loading a pack changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loading {
    /// What the pack says of itself.
    pub head: PackHead,
    /// SHA-256 of its files, lower-case hexadecimal.
    pub sha256: String,
    /// Edition that is in force, if one was loaded before.
    pub before: Option<String>,
    /// Whether exactly this was loaded last, so that nothing happens.
    pub same: bool,
    /// Rows that move.
    pub comparison: Comparison,
    /// Open dossiers; every one keeps the rules it was filed under.
    pub kept: Vec<KeptRules>,
    /// Open limits that a changed calendar moves.
    pub limits: Recomputed,
}

/// A pack that comes with the program.
#[derive(Debug, Clone)]
pub struct PackOffer {
    /// What loading it would change.
    pub loading: Loading,
}

/// Packs loaded, and those that come with the program.
#[derive(Debug, Clone)]
pub struct PackShelf {
    /// Every load, latest first.
    pub loads: Vec<PackLoad>,
    /// Packs that come with the program, as they compare with what is loaded.
    pub offers: Vec<PackOffer>,
}

/// Who loads.
#[derive(Clone, Copy)]
struct Loader<'a> {
    by: Option<&'a Caller>,
    origin: &'a Origin,
}

impl App {
    /// What loading `pack` would change, or every fault that stands in its way.
    pub async fn plan_pack(&self, pack: &Pack) -> Outcome<Result<Loading, Vec<Fault>>> {
        let mut work = self.begin().await?;
        let loader = Loader {
            by: None,
            origin: &Origin::local("pack diff"),
        };
        // Dropped without commit: nothing of it stays.
        self.apply(work.as_mut(), pack, loader).await
    }

    /// Loads `pack`, all of it or nothing; the same pack twice is loaded once.
    pub async fn load_pack(
        &self,
        pack: &Pack,
        origin: &Origin,
    ) -> Outcome<Result<Loading, Vec<Fault>>> {
        let mut work = self.begin().await?;
        let loader = Loader { by: None, origin };
        let outcome = self.apply(work.as_mut(), pack, loader).await?;
        if outcome.as_ref().is_ok_and(|loading| !loading.same) {
            work.commit().await?;
        }
        Ok(outcome)
    }

    /// Loads one of the packs that come with the program, for an administrator of a unit that
    /// organises.
    pub async fn load_offered_pack(
        &self,
        caller: &Caller,
        pack: &Pack,
    ) -> Outcome<Result<Loading, Vec<Fault>>> {
        let mut work = self.begin().await?;
        admit(work.as_mut(), caller, self.now()).await?;
        let loader = Loader {
            by: Some(caller),
            origin: &caller.origin,
        };
        let outcome = self.apply(work.as_mut(), pack, loader).await?;
        if outcome.as_ref().is_ok_and(|loading| !loading.same) {
            work.commit().await?;
        }
        Ok(outcome)
    }

    /// Loads those of `packs` of which no edition has ever been loaded; at first run. Gives the
    /// faults of the first pack that has any.
    pub async fn load_first_packs(&self, packs: &[Pack]) -> Outcome<Result<(), Vec<Fault>>> {
        let known = self.read().await?.packs_in_force().await?;
        for pack in packs {
            if known.iter().any(|load| load.code == pack.head.code) {
                continue;
            }
            if let Err(faults) = self.load_pack(pack, &Origin::local("first run")).await? {
                return Ok(Err(faults));
            }
        }
        Ok(Ok(()))
    }

    /// Every load, and how the packs that come with the program compare with what is loaded.
    pub async fn pack_shelf(&self, offered: &[Pack]) -> Outcome<PackShelf> {
        let mut offers = Vec::new();
        for pack in offered {
            if let Ok(loading) = self.plan_pack(pack).await? {
                offers.push(PackOffer { loading });
            }
        }
        Ok(PackShelf {
            loads: self.read().await?.pack_loads().await?,
            offers,
        })
    }

    /// Names of the units of today by code, for scopes.
    pub async fn unit_names(&self) -> Outcome<BTreeMap<String, String>> {
        let units = self.read().await?.units(self.now().day()).await?;
        Ok(units
            .into_iter()
            .map(|unit| (unit.code, unit.name))
            .collect())
    }

    async fn apply(
        &self,
        work: &mut dyn Work,
        pack: &Pack,
        loader: Loader<'_>,
    ) -> Outcome<Result<Loading, Vec<Fault>>> {
        let now = self.now();
        let head = &pack.head;
        let before = work.packs_in_force().await?;
        let before = before.into_iter().find(|load| load.code == head.code);
        let stored = Stored::read(work, &head.code).await?;
        let found = stored.faults(pack);
        if !found.is_empty() {
            return Ok(Err(found));
        }
        let comparison = compare(&stored.own_registry(pack), pack);
        let mut loading = Loading {
            head: head.clone(),
            sha256: sha256_hex(pack.whole().as_bytes()),
            before: before.as_ref().map(|load| load.edition.clone()),
            same: false,
            comparison,
            kept: work.open_dossier_rules(NAMED).await?,
            limits: Recomputed::default(),
        };
        if before
            .as_ref()
            .is_some_and(|load| load.sha256 == loading.sha256)
        {
            loading.same = true;
            return Ok(Ok(loading));
        }
        let calendars_move = !loading.comparison.calendars.is_empty()
            || before
                .as_ref()
                .is_none_or(|load| load.base != pack.base || load.province != head.province);
        self.write_rows(work, &stored, &loading.comparison, head)
            .await?;
        self.write_calendars(work, &stored, &loading.comparison, pack, loader, now)
            .await?;
        let load = self.record_load(pack, &loading, before.as_ref(), loader, now);
        work.insert_pack_load(&load).await?;
        raise_revision(work).await?;
        if calendars_move {
            let reason = format!("{}, {}", head.title, head.edition);
            let days = read_days(work, String::new()).await?;
            loading.limits = self
                .recompute_limits(work, &days, &reason, loader.by, now)
                .await?;
        }
        work.record(event_from(
            loader.origin,
            loader.by.map(|caller| caller.actor.person),
            &About {
                act: "pack.loaded",
                kind: "pack",
                id: head.code.clone(),
            },
            json!({ "edition": loading.before }),
            json!({
                "edition": head.edition,
                "sha256": loading.sha256,
                "acts": loading.comparison.acts.len(),
                "rules": loading.comparison.rules.len(),
                "calendars": loading.comparison.calendars.len(),
                "limits": loading.limits.moved,
            }),
            now,
        ));
        Ok(Ok(loading))
    }

    async fn write_rows(
        &self,
        work: &mut dyn Work,
        stored: &Stored,
        comparison: &Comparison,
        head: &PackHead,
    ) -> Outcome<()> {
        // Acts before the rules and links that rest on them; acts that go, last.
        for act in comparison.acts.iter().filter_map(|row| row.after.as_ref()) {
            work.put_act(&head.code, act).await?;
        }
        for act in comparison.acts.iter().filter_map(|row| row.after.as_ref()) {
            work.link_acts(act).await?;
        }
        for old in comparison
            .rules
            .iter()
            .filter_map(|row| row.before.as_ref())
        {
            let same = |known: &&StoredRule| {
                known.pack == head.code && known.rule.identity() == old.identity()
            };
            if let Some(known) = stored.rules.iter().find(same) {
                work.remove_rule(known.id).await?;
            }
        }
        for rule in comparison.rules.iter().filter_map(|row| row.after.as_ref()) {
            let row = StoredRule {
                id: self.fresh_id(),
                pack: head.code.clone(),
                rule: rule.clone(),
            };
            work.insert_rule(&row).await?;
        }
        for change in &comparison.acts {
            if let (Moved::Removed, Some(act)) = (change.moved, &change.before) {
                work.remove_act(&act.code).await?;
            }
        }
        Ok(())
    }

    async fn write_calendars(
        &self,
        work: &mut dyn Work,
        stored: &Stored,
        comparison: &Comparison,
        pack: &Pack,
        loader: Loader<'_>,
        now: Instant,
    ) -> Outcome<()> {
        let scope = &pack.head.scope;
        for table in comparison
            .calendars
            .iter()
            .filter_map(|row| row.after.as_ref())
        {
            let of_year: Vec<&StoredTable> = stored
                .tables
                .iter()
                .filter(|known| known.scope == *scope && known.year == table.year)
                .collect();
            let has_draft = of_year.iter().any(|known| known.edition.is_none());
            // An administrator's draft is theirs; a proposal does not take its place.
            if !table.confirmed && has_draft {
                continue;
            }
            let latest = of_year.iter().filter_map(|known| known.edition).max();
            let by = loader.by.map(|caller| caller.actor.person);
            work.insert_calendar_table(&StoredTable {
                id: self.fresh_id(),
                scope: scope.clone(),
                year: table.year,
                edition: table.confirmed.then(|| latest.unwrap_or(0) + 1),
                pack: Some(pack.head.code.clone()),
                version: 1,
                made_at: now,
                made_by: by,
                confirmed_at: table.confirmed.then_some(now),
                confirmed_by: by.filter(|_| table.confirmed),
                confirmed_by_name: String::new(),
                reason: format!("{}, {}", pack.head.title, pack.head.edition),
                entries: table.entries.clone(),
            })
            .await?;
        }
        Ok(())
    }

    fn record_load(
        &self,
        pack: &Pack,
        loading: &Loading,
        before: Option<&PackLoad>,
        loader: Loader<'_>,
        now: Instant,
    ) -> PackLoad {
        let head = &pack.head;
        let comparison = &loading.comparison;
        let changes = comparison.acts.len() + comparison.rules.len() + comparison.calendars.len();
        PackLoad {
            id: self.fresh_id(),
            code: head.code.clone(),
            ordinal: before.map_or(0, |load| load.ordinal) + 1,
            edition: head.edition.clone(),
            title: head.title.clone(),
            source: head.source.clone(),
            scope: head.scope.clone(),
            province: head.province.clone(),
            valid_from: head.valid_from,
            sha256: loading.sha256.clone(),
            files: pack.files.clone(),
            base: pack.base.clone(),
            changes: u32::try_from(changes).unwrap_or(u32::MAX),
            loaded_at: now,
            loaded_by: loader.by.map(|caller| caller.actor.person),
            loaded_by_name: String::new(),
        }
    }
}
