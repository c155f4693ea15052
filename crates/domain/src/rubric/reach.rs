//! Whether any result earns a class.
//!
//! Means fill the gaps between steps, so what a class asks is a set of ranges, and the least and
//! greatest totals within them tell all. Each earlier class takes away what it earns itself; that
//! leaves one set of ranges for each way of missing every earlier class.

use std::collections::BTreeMap;

use super::{Class, ClassFall, Rubric};

/// Ranges in ten-thousandths of a point, by the key of a criterion or group, and of the total.
#[derive(Clone)]
struct Ranges {
    of: BTreeMap<String, (i64, i64)>,
    total: (i64, i64),
}

impl Rubric {
    /// Whether some result earns the class at `index`.
    pub(super) fn is_reachable(&self, index: usize) -> bool {
        let Some(class) = self.classes.get(index) else {
            return false;
        };
        let mut ways = vec![self.asked(class)];
        for earlier in self.classes.iter().take(index) {
            let mut next = Vec::new();
            for way in ways {
                let mut below = way.clone();
                below.total.1 = below.total.1.min(earlier.total.0 * 100 - 1);
                next.push(below);
                // With the council asked, a missed minimum leads to no class at all.
                if self.class_fall == ClassFall::Next {
                    for (key, least) in &earlier.minima {
                        let mut missed = way.clone();
                        let most = self.counted_of(key, least.0) - 1;
                        if let Some(range) = missed.of.get_mut(key) {
                            range.1 = range.1.min(most);
                        }
                        next.push(missed);
                    }
                }
            }
            ways = next;
        }
        ways.iter().any(|way| self.holds_any(way))
    }

    /// `hundredths` of a criterion as they count; those of a group count already.
    fn counted_of(&self, key: &str, hundredths: i64) -> i64 {
        let criterion = self.criteria.iter().find(|criterion| criterion.key == key);
        hundredths * criterion.map_or(100, |criterion| criterion.factor)
    }

    /// What a class asks, with what passing asks.
    fn asked(&self, class: &Class) -> Ranges {
        let mut of = BTreeMap::new();
        let least = |key: &str, own: i64| {
            let asked = class.minima.get(key).map_or(0, |least| least.0);
            self.counted_of(key, asked.max(own))
        };
        for criterion in &self.criteria {
            let most = criterion.counts(criterion.max);
            of.insert(
                criterion.key.clone(),
                (least(&criterion.key, criterion.min.0), most),
            );
        }
        for group in &self.groups {
            let most = group.max.0 * 100;
            of.insert(group.key.clone(), (least(&group.key, group.min.0), most));
        }
        let passing = self.pass_total.map_or(0, |least| least.0);
        Ranges {
            of,
            total: (class.total.0.max(passing) * 100, i64::MAX),
        }
    }

    fn holds_any(&self, ranges: &Ranges) -> bool {
        let range = |key: &str| ranges.of.get(key).copied().unwrap_or_default();
        let sum = |group: Option<&str>| {
            self.criteria
                .iter()
                .filter(|criterion| criterion.group.as_deref() == group)
                .map(|criterion| range(&criterion.key))
                .try_fold((0, 0), |(low, high), (least, most)| {
                    (least <= most).then_some((low + least, high + most))
                })
        };
        let public = self.public_vote.as_ref().map_or(0, |vote| vote.max.0 * 100);
        let Some((mut low, mut high)) = sum(None) else {
            return false;
        };
        high += public;
        for group in &self.groups {
            let (least, most) = range(&group.key);
            let Some((parts_least, parts_most)) = sum(Some(&group.key)) else {
                return false;
            };
            let (from, to) = (least.max(parts_least), most.min(parts_most));
            if from > to {
                return false;
            }
            low += from;
            high += to;
        }
        low.max(ranges.total.0) <= high.min(ranges.total.1)
    }
}
