//! Finding the rule of a day.

use jiff::civil::Date;

use super::{Rule, Scope};

/// The rule of `key` that holds on `day`, in the first of `scopes` that has one.
///
/// Scopes come most specific first: the unit, the units above it, the province, the nation. A
/// local rule stands in the place of a general one only on the days it holds.
pub fn rule_on<'r>(rules: &'r [Rule], key: &str, scopes: &[Scope], day: Date) -> Option<&'r Rule> {
    scopes.iter().find_map(|scope| {
        rules
            .iter()
            .find(|rule| rule.key == key && rule.scope == *scope && rule.holds_on(day))
    })
}

/// Pairs of rows of one key and scope that hold on the same day, by position.
pub fn overlaps(rules: &[Rule]) -> Vec<(usize, usize)> {
    let mut order: Vec<(usize, &Rule)> = rules.iter().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| (&a.key, &a.scope, a.from).cmp(&(&b.key, &b.scope, b.from)));
    let mut found = Vec::new();
    // The row that reaches furthest among those before; every overlap of a row touches it.
    let mut reach: Option<(usize, &Rule)> = None;
    for (place, rule) in order {
        if let Some((before, furthest)) = reach
            && (&furthest.key, &furthest.scope) == (&rule.key, &rule.scope)
        {
            let begins = rule.from.unwrap_or(Date::MIN);
            if furthest.until.is_none_or(|until| begins <= until) {
                found.push((before.min(place), before.max(place)));
            }
            let further = match (rule.until, furthest.until) {
                (_, None) => false,
                (None, Some(_)) => true,
                (Some(new), Some(old)) => old < new,
            };
            if further {
                reach = Some((place, rule));
            }
        } else {
            reach = Some((place, rule));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::Value;
    use super::*;
    use crate::law::Certainty;

    fn row(key: &str, scope: Scope, from: Option<Date>, until: Option<Date>) -> Rule {
        Rule {
            key: key.into(),
            scope,
            value: Value::Number { hundredths: 1 },
            unit: String::new(),
            from,
            until,
            act: "mau".into(),
            article: String::new(),
            certainty: Certainty::Official,
            name: key.into(),
            note: String::new(),
        }
    }

    #[test]
    fn the_base_salary_of_a_day_is_the_row_of_that_day() {
        let salary = |dong, from, until| Rule {
            value: Value::Money { dong },
            ..row("base-salary", Scope::Nation, Some(from), until)
        };
        let rules = [
            salary(2_340_000, date(2024, 7, 1), Some(date(2026, 6, 30))),
            salary(2_530_000, date(2026, 7, 1), None),
        ];
        for (day, dong) in [
            (date(2024, 6, 30), None),
            (date(2024, 7, 1), Some(2_340_000)),
            (date(2026, 6, 30), Some(2_340_000)),
            (date(2026, 7, 1), Some(2_530_000)),
            (date(2031, 1, 1), Some(2_530_000)),
        ] {
            let found = rule_on(&rules, "base-salary", &[Scope::Nation], day);
            let found = found.map(|rule| rule.value.clone());
            assert_eq!(found, dong.map(|dong| Value::Money { dong }), "{day}");
        }
    }

    #[test]
    fn a_local_rule_stands_before_the_general_one_only_while_it_holds() {
        let unit = Scope::Unit("XA".into());
        let rules = [
            row("share.least", Scope::Nation, None, None),
            row(
                "share.least",
                unit.clone(),
                Some(date(2026, 1, 1)),
                Some(date(2026, 12, 31)),
            ),
        ];
        let scopes = [unit.clone(), Scope::Province("T".into()), Scope::Nation];
        for (day, scope) in [
            (date(2025, 12, 31), Scope::Nation),
            (date(2026, 1, 1), unit),
            (date(2027, 1, 1), Scope::Nation),
        ] {
            let found = rule_on(&rules, "share.least", &scopes, day).unwrap();
            assert_eq!(found.scope, scope, "{day}");
        }
    }

    fn days() -> impl Strategy<Value = Option<Date>> {
        prop_oneof![
            1 => Just(None),
            4 => (0_i16..4, 1_i8..=12).prop_map(|(year, month)| Some(date(2024 + year, month, 1))),
        ]
    }

    fn scope() -> impl Strategy<Value = Scope> {
        prop_oneof![
            Just(Scope::Nation),
            Just(Scope::Province("P".to_owned())),
            Just(Scope::Unit("U".to_owned())),
        ]
    }

    prop_compose! {
        fn rows()(list in prop::collection::vec(("[ab]", scope(), days(), days()), 0..12)) -> Vec<Rule> {
            list.into_iter()
                .filter(|(_, _, from, until)| until.is_none() || from <= until)
                .map(|(key, scope, from, until)| row(&key, scope, from, until))
                .collect()
        }
    }

    /// Whether two rows share a day, by trying the first of every month.
    fn meet(a: &Rule, b: &Rule) -> bool {
        (2020..2035).any(|year| {
            (1..=12).any(|month| {
                let day = date(year, month, 1);
                a.holds_on(day) && b.holds_on(day)
            })
        })
    }

    proptest! {
        #[test]
        fn the_lookup_gives_what_trying_every_row_gives(
            rules in rows(), key in "[ab]", year in 2023_i16..2029, month in 1_i8..=12
        ) {
            let scopes = [Scope::Unit("U".into()), Scope::Province("P".into()), Scope::Nation];
            let day = date(year, month, 15);
            let mut expected = None;
            for scope in scopes.iter().rev() {
                for rule in rules.iter().rev() {
                    let begun = rule.from.is_none_or(|from| day >= from);
                    let ended = rule.until.is_some_and(|until| day > until);
                    if rule.key == key && rule.scope == *scope && begun && !ended {
                        expected = Some(rule);
                    }
                }
            }
            prop_assert_eq!(rule_on(&rules, &key, &scopes, day), expected);
        }

        #[test]
        fn rows_overlap_exactly_when_some_pair_shares_a_day(rules in rows()) {
            let mut any = false;
            for (place, a) in rules.iter().enumerate() {
                for b in rules.iter().skip(place + 1) {
                    any |= a.key == b.key && a.scope == b.scope && meet(a, b);
                }
            }
            prop_assert_eq!(!overlaps(&rules).is_empty(), any);
        }
    }
}
