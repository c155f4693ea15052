//! The calendars in force, kept in memory until the registry changes.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use sangkien_domain::calendar::{Book, Calendar, YearTable};
use sangkien_domain::id::{RuleSetId, UnitId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::law_registry::Scope;

use super::{REVISION, is_local, unit_codes};
use crate::App;
use crate::failure::Outcome;
use crate::port::Reading;
use crate::record::{PackLoad, StoredTable};

/// Everything known about days under one revision of the registry.
#[derive(Debug)]
pub(crate) struct Days {
    revision: String,
    /// Weeks, confirmed tables and articles. Provinces stand in it by their code, like units.
    pub(crate) book: Book,
    /// Codes of units that lie in a province, with the code of that province.
    provinces: BTreeMap<String, String>,
    /// Whether anything holds for less than the nation.
    has_local: bool,
    national: Arc<Calendar>,
    by_unit: Mutex<HashMap<(UnitId, Date), Arc<Calendar>>>,
    by_rules: Mutex<HashMap<(RuleSetId, UnitId, Date), Arc<RuleSet>>>,
}

impl Days {
    pub(crate) fn new(revision: String, loads: &[PackLoad], tables: &[StoredTable]) -> Self {
        let mut book = Book::default();
        let mut provinces = BTreeMap::new();
        for load in loads {
            for week in &load.base.weeks {
                let mut week = week.clone();
                if week.unit.is_none() && is_local(&load.scope) {
                    week.unit = Some(load.scope.code().to_owned());
                }
                book.weeks.push(week);
            }
            if let (Scope::Nation, Some(articles)) = (&load.scope, &load.base.articles) {
                book.articles = articles.clone();
            }
            if let Some(province) = &load.province {
                provinces.insert(load.scope.code().to_owned(), province.clone());
            }
        }
        book.years = tables.iter().map(year_table).collect();
        let has_local = book.weeks.iter().any(|week| week.unit.is_some())
            || tables.iter().any(|table| is_local(&table.scope));
        Self {
            national: Arc::new(book.calendar(&[])),
            revision,
            book,
            provinces,
            has_local,
            by_unit: Mutex::default(),
            by_rules: Mutex::default(),
        }
    }

    /// The scopes of a unit, most specific first. `codes` are its own code and those above it.
    pub(crate) fn scopes(&self, codes: &[String]) -> Vec<Scope> {
        let units = codes.iter().map(|code| Scope::Unit(code.clone()));
        let provinces = self.provinces_of(codes).into_iter().map(Scope::Province);
        units.chain(provinces).chain([Scope::Nation]).collect()
    }

    /// Codes of provinces: stated by a local pack, or units that are provinces themselves.
    fn provinces_of(&self, codes: &[String]) -> Vec<String> {
        let stated = codes.iter().filter_map(|code| self.provinces.get(code));
        let mut found: Vec<String> = Vec::new();
        for code in stated.chain(codes) {
            if !found.contains(code) {
                found.push(code.clone());
            }
        }
        found
    }

    /// The calendar of a unit as it stands on `today`.
    pub(crate) async fn calendar_for(
        &self,
        store: &mut dyn Reading,
        unit: UnitId,
        today: Date,
    ) -> Outcome<Arc<Calendar>> {
        if !self.has_local {
            return Ok(Arc::clone(&self.national));
        }
        let key = (unit, today);
        let kept = || {
            let by_unit = self.by_unit.lock().unwrap_or_else(PoisonError::into_inner);
            by_unit.get(&key).cloned()
        };
        if let Some(calendar) = kept() {
            return Ok(calendar);
        }
        let codes = unit_codes(store, unit, today).await?;
        let calendar = Arc::new(self.calendar_of(&codes));
        self.by_unit
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, Arc::clone(&calendar));
        Ok(calendar)
    }

    /// The calendar of a unit by its codes.
    fn calendar_of(&self, codes: &[String]) -> Calendar {
        let provinces = self.provinces_of(codes);
        let mut chain: Vec<&str> = codes.iter().map(String::as_str).collect();
        chain.extend(
            provinces
                .iter()
                .filter(|code| !codes.contains(code))
                .map(String::as_str),
        );
        self.book.calendar(&chain)
    }
}

/// A stored table as the calendar reads it.
pub(crate) fn year_table(table: &StoredTable) -> YearTable {
    YearTable {
        year: table.year,
        unit: is_local(&table.scope).then(|| table.scope.code().to_owned()),
        edition: table.edition.unwrap_or(0),
        confirmed: table.confirmed_at.is_some(),
        entries: table.entries.clone(),
    }
}

impl App {
    /// The calendars in force, read anew when the registry has changed.
    pub(crate) async fn days(&self, store: &mut dyn Reading) -> Outcome<Arc<Days>> {
        let revision = store.setting(REVISION).await?.unwrap_or_default();
        let known = self
            .days
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(days) = known.filter(|days| days.revision == revision) {
            return Ok(days);
        }
        let days = Arc::new(read_days(store, revision).await?);
        *self.days.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&days));
        Ok(days)
    }

    /// The calendar by which limits of a unit are counted: the confirmed tables of the nation, of
    /// its province and of the units above it, and the nearest working week.
    pub(crate) async fn calendar(
        &self,
        store: &mut dyn Reading,
        unit: UnitId,
    ) -> Outcome<Arc<Calendar>> {
        let days = self.days(store).await?;
        days.calendar_for(store, unit, self.now().day()).await
    }

    /// The rules of a dossier with the calendar in force at its desk, by which its limits are
    /// counted. While no table has ever been stored, the calendar of an old rule set stays.
    pub(crate) async fn rules_of(
        &self,
        store: &mut dyn Reading,
        id: RuleSetId,
        desk: UnitId,
    ) -> Outcome<Arc<RuleSet>> {
        let days = self.days(store).await?;
        let rules = self.rules(store, id).await?;
        if days.book.years.is_empty() {
            return Ok(rules);
        }
        let key = (id, desk, self.now().day());
        let kept = |days: &Days| {
            let by_rules = days.by_rules.lock().unwrap_or_else(PoisonError::into_inner);
            by_rules.get(&key).cloned()
        };
        if let Some(rules) = kept(&days) {
            return Ok(rules);
        }
        let calendar = self.calendar(store, desk).await?;
        let dated = Arc::new(RuleSet {
            calendar: Calendar::clone(&calendar),
            ..RuleSet::clone(&rules)
        });
        days.by_rules
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, Arc::clone(&dated));
        Ok(dated)
    }

    /// The calendar of a unit, for pages that only show what is counted by it.
    pub async fn calendar_of(&self, unit: UnitId) -> Outcome<Arc<Calendar>> {
        let mut store = self.read().await?;
        self.calendar(store.as_mut(), unit).await
    }
}

/// What is stored now, without what is kept in memory: inside a unit of work that changes it.
pub(crate) async fn read_days(store: &mut dyn Reading, revision: String) -> Outcome<Days> {
    let loads = store.packs_in_force().await?;
    let tables = store.calendar_tables().await?;
    Ok(Days::new(revision, &loads, &tables))
}
