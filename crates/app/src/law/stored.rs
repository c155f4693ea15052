//! The registry as it is stored, seen from one pack.

use sangkien_domain::calendar::YearTable;
use sangkien_domain::law_registry::{
    Act, Fault, FaultKind, Pack, Place, Registry, Rule, faults, overlaps,
};

use super::days::year_table;
use crate::failure::Outcome;
use crate::port::Work;
use crate::record::{StoredAct, StoredRule, StoredTable};

/// The registry as it stands, seen from one pack.
pub(super) struct Stored {
    code: String,
    pub(super) acts: Vec<StoredAct>,
    pub(super) rules: Vec<StoredRule>,
    pub(super) tables: Vec<StoredTable>,
}

impl Stored {
    pub(super) async fn read(work: &mut dyn Work, code: &str) -> Outcome<Self> {
        Ok(Self {
            code: code.to_owned(),
            acts: work.law_acts().await?,
            rules: work.law_rules().await?,
            tables: work.calendar_tables().await?,
        })
    }

    /// What the pack brought when it was last loaded, and, of calendars it does not have loaded
    /// yet, what is in force: a table that says the same already need not come again.
    pub(super) fn own_registry(&self, pack: &Pack) -> Registry {
        let own = |other: &str| other == self.code;
        let mut calendars: Vec<YearTable> = Vec::new();
        for (_, table) in &pack.calendars {
            let of_year = self
                .tables
                .iter()
                .filter(|known| known.scope == pack.head.scope && known.year == table.year);
            let brought = of_year
                .clone()
                .filter(|known| known.pack.as_deref() == Some(self.code.as_str()))
                .max_by_key(|known| known.edition);
            let in_force = of_year
                .filter(|known| known.confirmed_at.is_some())
                .max_by_key(|known| known.edition);
            let same = in_force.filter(|known| known.entries == table.entries);
            if let Some(known) = brought.or(same) {
                calendars.push(year_table(known));
            }
        }
        Registry {
            acts: self
                .acts
                .iter()
                .filter(|stored| own(&stored.pack))
                .map(|stored| stored.act.clone())
                .collect(),
            rules: self
                .rules
                .iter()
                .filter(|stored| own(&stored.pack))
                .map(|stored| stored.rule.clone())
                .collect(),
            calendars,
        }
    }

    /// What stands between the pack and what other packs have loaded.
    pub(super) fn faults(&self, pack: &Pack) -> Vec<Fault> {
        let others: Vec<(String, Act)> = self
            .acts
            .iter()
            .filter(|stored| stored.pack != self.code)
            .map(|stored| (stored.pack.clone(), stored.act.clone()))
            .collect();
        let mut found = faults(pack, &others);
        let place = |file: &str| Place {
            file: file.to_owned(),
            line: 0,
        };
        for stored in self.acts.iter().filter(|stored| stored.pack == self.code) {
            let code = &stored.act.code;
            if pack.acts.iter().any(|(_, act)| act.code == *code) {
                continue;
            }
            let by_rule = self
                .rules
                .iter()
                .find(|row| row.pack != self.code && row.rule.act == *code)
                .map(|row| &row.pack);
            let by_act = others
                .iter()
                .find(|(_, act)| act.replaced_by.contains(code) || act.amended_by.contains(code))
                .map(|(pack, _)| pack);
            if let Some(other) = by_rule.or(by_act) {
                found.push(Fault {
                    place: place("acts.toml"),
                    kind: FaultKind::StillCited {
                        code: code.clone(),
                        pack: other.clone(),
                    },
                });
            }
        }
        // Rows of another pack in the same scope: the database would refuse them without a place.
        let foreign: Vec<&Rule> = self
            .rules
            .iter()
            .filter(|row| row.pack != self.code && row.rule.scope == pack.head.scope)
            .map(|row| &row.rule)
            .collect();
        for (place, rule) in &pack.rules {
            let clash = foreign
                .iter()
                .any(|other| !overlaps(&[(*other).clone(), rule.clone()]).is_empty());
            if clash {
                found.push(Fault {
                    place: place.clone(),
                    kind: FaultKind::Overlap {
                        key: rule.key.clone(),
                        other: 0,
                    },
                });
            }
        }
        found
    }
}
