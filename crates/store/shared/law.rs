//! The registry of law: acts, rules, packs loaded.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::civil::Date;
use sangkien_app::law::KeptRules;
use sangkien_app::port::{ReadLaw, StoreError, Stored, WriteLaw};
use sangkien_app::record::{LimitChange, OpenLimit, PackLoad, StoredAct, StoredRule, StoredTable};
use sangkien_domain::calendar::{DayEntry, Pause};
use sangkien_domain::id::{CalendarTableId, DossierId, PersonId, RuleId};
use sangkien_domain::law::Unit;
use sangkien_domain::law_registry::{
    Act, ActKind, Rule, Scope, Value, certainty_code, certainty_from_code,
};
use sangkien_domain::time::Instant;
use uuid::Uuid;

use super::calendar_tables as tables;
use super::fields::{day, to_json};
use super::open_limits;
use super::{Fields, UnitOfWork, query, sql};

const REPLACED_BY: &str = "replaced-by";
const AMENDED_BY: &str = "amended-by";

pub(super) fn scope(row: &Fields<'_>) -> Stored<Scope> {
    let (kind, code): (String, String) = (row.get("scope_kind")?, row.get("scope_code")?);
    Scope::from_parts(&kind, &code)
        .ok_or_else(|| StoreError::Damaged(format!("scope {kind} {code}")))
}

fn act(row: &Fields<'_>) -> Stored<StoredAct> {
    Ok(StoredAct {
        pack: row.get("pack")?,
        act: Act {
            code: row.get("code")?,
            cited_as: row.get("cited_as")?,
            number: row.get("number")?,
            kind: row.code("kind", ActKind::from_code)?,
            title: row.get("title")?,
            issuer: row.get("issuer")?,
            issued_on: row.optional_date("issued_on")?,
            in_force_from: row.optional_date("in_force_from")?,
            ended_on: row.optional_date("ended_on")?,
            replaced_by: Vec::new(),
            amended_by: Vec::new(),
            certainty: row.code("certainty", certainty_from_code)?,
            note: row.get("note")?,
            source: row.get("source")?,
        },
    })
}

/// A value in its columns: amount, divisor, unit of a limit, words.
struct Columns {
    amount: Option<i64>,
    divisor: Option<i64>,
    limit_unit: Option<String>,
    words: Option<String>,
}

impl Columns {
    fn of(value: &Value) -> Stored<Self> {
        let mut columns = Self {
            amount: None,
            divisor: None,
            limit_unit: None,
            words: None,
        };
        match value {
            Value::Number { hundredths } => columns.amount = Some(*hundredths),
            Value::Money { dong } => columns.amount = Some(*dong),
            Value::Ratio {
                numerator,
                denominator,
            } => (columns.amount, columns.divisor) = (Some(*numerator), Some(*denominator)),
            Value::Limit { amount, unit } => {
                columns.amount = Some(i64::from(*amount));
                columns.limit_unit = Some(to_json(unit)?.trim_matches('"').to_owned());
            }
            Value::Text { text } => columns.words = Some(text.clone()),
        }
        Ok(columns)
    }
}

fn value(row: &Fields<'_>) -> Stored<Value> {
    let kind: String = row.get("value_kind")?;
    let amount = || row.get::<i64>("amount");
    Ok(match kind.as_str() {
        "number" => Value::Number {
            hundredths: amount()?,
        },
        "money" => Value::Money { dong: amount()? },
        "ratio" => Value::Ratio {
            numerator: amount()?,
            denominator: row.get("divisor")?,
        },
        "limit" => Value::Limit {
            amount: row.small("amount")?,
            unit: row.code("limit_unit", |code| {
                serde_json::from_value::<Unit>(code.into()).ok()
            })?,
        },
        "text" => Value::Text {
            text: row.get("words")?,
        },
        other => return Err(StoreError::Damaged(format!("value of kind {other:?}"))),
    })
}

fn rule(row: &Fields<'_>) -> Stored<StoredRule> {
    Ok(StoredRule {
        id: row.id("id")?,
        pack: row.get("pack")?,
        rule: Rule {
            key: row.get("key")?,
            scope: scope(row)?,
            value: value(row)?,
            unit: row.get("unit")?,
            from: row.optional_date("valid_from")?,
            until: row.optional_date("valid_to")?,
            act: row.get("act_code")?,
            article: row.get("article")?,
            certainty: row.code("certainty", certainty_from_code)?,
            name: row.get("name")?,
            note: row.get("note")?,
        },
    })
}

fn load(row: &Fields<'_>) -> Stored<PackLoad> {
    Ok(PackLoad {
        id: row.id("id")?,
        code: row.get("code")?,
        ordinal: row.small("ordinal")?,
        edition: row.get("edition")?,
        title: row.get("title")?,
        source: row.get("source")?,
        scope: scope(row)?,
        province: row.get("province")?,
        valid_from: row.optional_date("valid_from")?,
        sha256: row.get("sha256")?,
        files: row.json("files")?,
        base: row.json("base")?,
        changes: row.small("changes")?,
        loaded_at: row.instant("loaded_at")?,
        loaded_by: row.optional_id("loaded_by")?,
        loaded_by_name: row
            .get::<Option<String>>("loaded_by_name")?
            .unwrap_or_default(),
    })
}

#[async_trait]
impl ReadLaw for UnitOfWork {
    async fn law_acts(&mut self) -> Stored<Vec<StoredAct>> {
        let mut acts = self.all(query(sql!("law/acts")), act).await?;
        let links = self
            .all(query(sql!("law/links")), |row| {
                let link: (String, String, String) = (
                    row.get("act_code")?,
                    row.get("relation")?,
                    row.get("other_code")?,
                );
                Ok(link)
            })
            .await?;
        let mut by_act: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for (code, relation, other) in links {
            by_act.entry(code).or_default().push((relation, other));
        }
        for stored in &mut acts {
            for (relation, other) in by_act.remove(&stored.act.code).unwrap_or_default() {
                if relation == REPLACED_BY {
                    stored.act.replaced_by.push(other);
                } else {
                    stored.act.amended_by.push(other);
                }
            }
        }
        Ok(acts)
    }

    async fn law_rules(&mut self) -> Stored<Vec<StoredRule>> {
        self.all(query(sql!("law/rules")), rule).await
    }

    async fn packs_in_force(&mut self) -> Stored<Vec<PackLoad>> {
        self.all(query(sql!("law/packs_in_force")), load).await
    }

    async fn pack_loads(&mut self) -> Stored<Vec<PackLoad>> {
        self.all(query(sql!("law/pack_loads")), load).await
    }

    async fn open_dossier_rules(&mut self, named: u32) -> Stored<Vec<KeptRules>> {
        let mut kept = self
            .all(query(sql!("law/open_dossier_counts")), |row| {
                Ok(KeptRules {
                    rules: row.get("rules")?,
                    round: row.get("round")?,
                    count: row.count("count")?,
                    codes: Vec::new(),
                })
            })
            .await?;
        let named = query(sql!("law/open_dossier_codes")).bind(i64::from(named));
        let codes = self
            .all(named, |row| {
                let named: (String, String, String) =
                    (row.get("rules")?, row.get("round")?, row.get("code")?);
                Ok(named)
            })
            .await?;
        for (rules, round, code) in codes {
            let group = kept
                .iter_mut()
                .find(|group| group.rules == rules && group.round == round);
            if let Some(group) = group {
                group.codes.push(code);
            }
        }
        Ok(kept)
    }

    async fn open_limits(&mut self) -> Stored<Vec<OpenLimit>> {
        open_limits::all_open(self).await
    }

    async fn pauses_of_open_dossiers(&mut self) -> Stored<Vec<(DossierId, Pause)>> {
        open_limits::pauses(self).await
    }

    async fn calendar_tables(&mut self) -> Stored<Vec<StoredTable>> {
        tables::all(self).await
    }

    async fn calendar_table(&mut self, id: CalendarTableId) -> Stored<Option<StoredTable>> {
        tables::one(self, id).await
    }
}

#[async_trait]
impl WriteLaw for UnitOfWork {
    async fn insert_pack_load(&mut self, load: &PackLoad) -> Stored<()> {
        let insert = query(sql!("law/insert_pack_load"))
            .bind(load.id.0)
            .bind(&load.code)
            .bind(i64::from(load.ordinal))
            .bind(&load.edition)
            .bind(&load.title)
            .bind(&load.source)
            .bind(load.scope.kind())
            .bind(load.scope.code())
            .bind(&load.province)
            .bind(load.valid_from.map(day))
            .bind(&load.sha256)
            .bind(to_json(&load.files)?)
            .bind(to_json(&load.base)?)
            .bind(i64::from(load.changes))
            .bind(load.loaded_at.0)
            .bind(load.loaded_by.map(Uuid::from));
        self.execute_once(insert).await
    }

    async fn put_act(&mut self, pack: &str, act: &Act) -> Stored<()> {
        let put = query(sql!("law/put_act"))
            .bind(&act.code)
            .bind(pack)
            .bind(&act.cited_as)
            .bind(&act.number)
            .bind(act.kind.code())
            .bind(&act.title)
            .bind(&act.issuer)
            .bind(act.issued_on.map(day))
            .bind(act.in_force_from.map(day))
            .bind(act.ended_on.map(day))
            .bind(certainty_code(act.certainty))
            .bind(&act.note)
            .bind(&act.source);
        self.execute_once(put).await
    }

    async fn remove_act(&mut self, code: &str) -> Stored<()> {
        self.execute(query(sql!("law/unlink_act")).bind(code))
            .await?;
        self.execute_once(query(sql!("law/remove_act")).bind(code))
            .await
    }

    async fn link_acts(&mut self, act: &Act) -> Stored<()> {
        self.execute(query(sql!("law/unlink_act")).bind(&act.code))
            .await?;
        for (relation, others) in [
            (REPLACED_BY, &act.replaced_by),
            (AMENDED_BY, &act.amended_by),
        ] {
            for (position, other) in (1_i64..).zip(others) {
                let insert = query(sql!("law/insert_link"))
                    .bind(&act.code)
                    .bind(relation)
                    .bind(position)
                    .bind(other);
                self.execute_once(insert).await?;
            }
        }
        Ok(())
    }

    async fn insert_rule(&mut self, stored: &StoredRule) -> Stored<()> {
        let rule = &stored.rule;
        let columns = Columns::of(&rule.value)?;
        let insert = query(sql!("law/insert_rule"))
            .bind(stored.id.0)
            .bind(&rule.key)
            .bind(rule.scope.kind())
            .bind(rule.scope.code())
            .bind(&stored.pack)
            .bind(&rule.name)
            .bind(rule.value.kind())
            .bind(columns.amount)
            .bind(columns.divisor)
            .bind(columns.limit_unit)
            .bind(columns.words)
            .bind(&rule.unit)
            .bind(rule.from.map(day))
            .bind(rule.until.map(day))
            .bind(&rule.act)
            .bind(&rule.article)
            .bind(certainty_code(rule.certainty))
            .bind(&rule.note);
        self.execute_once(insert).await
    }

    async fn remove_rule(&mut self, id: RuleId) -> Stored<()> {
        self.execute_once(query(sql!("law/remove_rule")).bind(id.0))
            .await
    }

    async fn insert_calendar_table(&mut self, table: &StoredTable) -> Stored<()> {
        tables::insert(self, table).await
    }

    async fn put_calendar_day(
        &mut self,
        id: CalendarTableId,
        entry: &DayEntry,
        seen: i64,
    ) -> Stored<i64> {
        tables::put_day(self, id, entry, seen).await
    }

    async fn remove_calendar_day(
        &mut self,
        id: CalendarTableId,
        day: Date,
        seen: i64,
    ) -> Stored<i64> {
        tables::remove_day(self, id, day, seen).await
    }

    async fn confirm_calendar_table(
        &mut self,
        id: CalendarTableId,
        edition: u32,
        seen: i64,
        reason: &str,
        by: PersonId,
        now: Instant,
    ) -> Stored<()> {
        let confirm = query(sql!("calendar/confirm"))
            .bind(id.0)
            .bind(i64::from(edition))
            .bind(now.0)
            .bind(by.0)
            .bind(reason)
            .bind(seen);
        self.execute_once(confirm).await
    }

    async fn move_limits(&mut self, changes: &[LimitChange]) -> Stored<()> {
        open_limits::move_all(self, changes).await
    }

    async fn set_due_days(&mut self, days: &[(DossierId, Option<Date>)]) -> Stored<()> {
        open_limits::set_due_days(self, days).await
    }

    async fn discard_calendar_table(&mut self, id: CalendarTableId, seen: i64) -> Stored<()> {
        tables::discard(self, id, seen).await
    }
}
