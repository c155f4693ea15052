//! Comparing rows with the rows of the same key.

use std::collections::HashMap;

use sangkien_domain::form::{Field, Form};
use sangkien_domain::law::Citation;

use super::{Difference, Found};
use crate::check::Place;
use crate::definition::{ActRow, Branch, ComponentUse, LimitRow, Procedure, Step};

/// Rows of one kind: what is gone and what is new, then the pairs of those that stayed, in their
/// new order.
fn matched<'a, Row>(
    found: &mut Found,
    old: &'a [Row],
    new: &'a [Row],
    key: impl Fn(&Row) -> &str,
    place: impl Fn(&Row) -> Place,
) -> Vec<(Place, &'a Row, &'a Row)> {
    let of = |rows: &'a [Row]| {
        let mut by_key: HashMap<String, (usize, &'a Row)> = HashMap::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            by_key.entry(key(row).to_owned()).or_insert((index, row));
        }
        by_key
    };
    let (before, after) = (of(old), of(new));
    for row in old {
        if !after.contains_key(key(row)) {
            found.add(&place(row), Difference::Removed);
        }
    }
    let mut pairs = Vec::new();
    for row in new {
        match before.get(key(row)) {
            Some((_, held)) => pairs.push((place(row), *held, row)),
            None => found.add(&place(row), Difference::Added),
        }
    }
    moved(found, &pairs, &before, &after, key);
    pairs
}

/// Rows that stand elsewhere among those that stayed.
fn moved<Row>(
    found: &mut Found,
    pairs: &[(Place, &Row, &Row)],
    before: &HashMap<String, (usize, &Row)>,
    after: &HashMap<String, (usize, &Row)>,
    key: impl Fn(&Row) -> &str,
) {
    let stayed: Vec<usize> = pairs
        .iter()
        .filter_map(|(_, old, _)| before.get(key(old)).map(|(index, _)| *index))
        .collect();
    let keeping = rising(&stayed);
    for ((place, old, new), index) in pairs.iter().zip(&stayed) {
        if !keeping.contains(index) {
            let new = after.get(key(new)).map_or(*index, |(index, _)| *index);
            let old = before.get(key(old)).map_or(*index, |(index, _)| *index);
            found.differs(place, &old, &new, Difference::Moved);
        }
    }
}

/// The longest part of a list that rises: what need not be said to have moved.
fn rising(list: &[usize]) -> Vec<usize> {
    // For each length, the smallest last item, and for each item the one before it.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: HashMap<usize, Option<usize>> = HashMap::with_capacity(list.len());
    for item in list {
        let length = tails.partition_point(|tail| tail < item);
        let previous = length
            .checked_sub(1)
            .and_then(|last| tails.get(last))
            .copied();
        before.insert(*item, previous);
        match tails.get_mut(length) {
            Some(tail) => *tail = *item,
            None => tails.push(*item),
        }
    }
    let mut kept = Vec::with_capacity(tails.len());
    let mut next = tails.last().copied();
    while let Some(item) = next {
        kept.push(item);
        next = before.get(&item).copied().flatten();
    }
    kept
}

pub(super) fn whole(found: &mut Found, old: &Procedure, new: &Procedure) {
    let place = Place::Procedure;
    found.differs(&place, &old.code, &new.code, Difference::Code);
    found.differs(&place, &old.name, &new.name, Difference::Label);
    found.differs(&place, &old.summary, &new.summary, Difference::Summary);
    found.differs(&place, &old.level, &new.level, Difference::Level);
    found.differs(&place, &old.grounds, &new.grounds, Difference::Grounds);
    found.differs(&place, &old.start, &new.start, Difference::Start);
    form(found, old.form.as_ref(), new.form.as_ref());
}

fn form(found: &mut Found, old: Option<&Form>, new: Option<&Form>) {
    if old == new {
        return;
    }
    let fields = |form: Option<&Form>| -> Vec<Field> {
        let fields = form.into_iter().flat_map(Form::fields);
        fields.map(|(_, field)| field.clone()).collect()
    };
    let (before, after) = (fields(old), fields(new));
    let known = found.0.len();
    for field in &before {
        if after.iter().all(|other| other.key != field.key) {
            let label = field.label.clone();
            found.add(&Place::Procedure, Difference::FieldRemoved { label });
        }
    }
    for field in &after {
        let label = field.label.clone();
        match before.iter().find(|other| other.key == field.key) {
            None => found.add(&Place::Procedure, Difference::FieldAdded { label }),
            Some(other) if other != field => {
                found.add(&Place::Procedure, Difference::FieldChanged { label });
            }
            Some(_) => {}
        }
    }
    if found.0.len() == known || outline(old) != outline(new) {
        found.add(&Place::Procedure, Difference::FormChanged);
    }
}

/// A form without what its fields ask.
fn outline(form: Option<&Form>) -> Option<Form> {
    let mut form = form?.clone();
    for section in &mut form.sections {
        section.fields.clear();
    }
    Some(form)
}

pub(super) fn facts(found: &mut Found, old: &Procedure, new: &Procedure) {
    let place = |name: &str| Place::Fact {
        fact: name.to_owned(),
    };
    let pairs = matched(
        found,
        &old.facts,
        &new.facts,
        |fact| &fact.name,
        |fact| place(&fact.name),
    );
    for (place, old, new) in pairs {
        found.differs(&place, old, new, |pair| Difference::Fact(Box::new(pair)));
    }
}

pub(super) fn states(found: &mut Found, old: &Procedure, new: &Procedure) {
    let pairs = matched(
        found,
        &old.states,
        &new.states,
        |state| &state.key,
        |state| Place::State {
            state: state.key.clone(),
        },
    );
    for (place, old, new) in pairs {
        found.differs(&place, &old.label, &new.label, Difference::Label);
        found.differs(&place, &old.means, &new.means, Difference::Means);
        found.differs(&place, &old.author, &new.author, Difference::Author);
        found.differs(&place, &old.clock, &new.clock, Difference::Clock);
        found.differs(
            &place,
            &old.clock_reason,
            &new.clock_reason,
            Difference::ClockReason,
        );
    }
}

pub(super) fn limits(found: &mut Found, step: Option<&str>, old: &[LimitRow], new: &[LimitRow]) {
    let pairs = matched(
        found,
        old,
        new,
        |row| &row.key,
        |row| Place::Limit {
            step: step.map(str::to_owned),
            limit: row.key.clone(),
        },
    );
    for (place, old, new) in pairs {
        found.differs(&place, &old.label, &new.label, Difference::Label);
        let length = |row: &LimitRow| (row.limit.amount, row.limit.unit);
        if length(old) != length(new) {
            found.differs(&place, &old.limit, &new.limit, Difference::Length);
        }
        source(
            found,
            &place,
            Some(&old.limit.citation),
            Some(&new.limit.citation),
        );
        found.differs(
            &place,
            &old.counts_tomorrow_after,
            &new.counts_tomorrow_after,
            Difference::Cutoff,
        );
        found.differs(
            &place,
            &old.reminders,
            &new.reminders,
            Difference::Reminders,
        );
        found.differs(&place, &old.overdue, &new.overdue, Difference::Overdue);
    }
}

fn source(found: &mut Found, place: &Place, old: Option<&Citation>, new: Option<&Citation>) {
    found.differs(place, &old.cloned(), &new.cloned(), Difference::Source);
}

pub(super) fn components(found: &mut Found, old: &Procedure, new: &Procedure) {
    let pairs = matched(
        found,
        &old.components,
        &new.components,
        |component| &component.key,
        |component| Place::Component {
            component: component.key.clone(),
        },
    );
    for (place, old, new) in pairs {
        found.differs(&place, &old.label, &new.label, Difference::Label);
        found.differs(&place, &old.form, &new.form, Difference::Form);
        found.differs(&place, &old.overlap, &new.overlap, Difference::Overlap);
        found.differs(&place, &old.author, &new.author, Difference::AuthorGets);
        source(found, &place, old.citation.as_ref(), new.citation.as_ref());
    }
}

pub(super) fn steps(found: &mut Found, old: &Procedure, new: &Procedure) {
    let pairs = matched(
        found,
        &old.steps,
        &new.steps,
        |step| &step.key,
        |step| Place::Step {
            step: step.key.clone(),
        },
    );
    for (place, old, new) in pairs {
        found.differs(&place, &old.label, &new.label, Difference::Label);
        found.differs(&place, &old.kind, &new.kind, Difference::Kind);
        found.differs(&place, &old.state, &new.state, Difference::StateOf);
        found.differs(&place, &old.actor, &new.actor, Difference::Actor);
        found.differs(&place, &old.council, &new.council, Difference::Council);
        found.differs(&place, &old.rubric, &new.rubric, Difference::Rubric);
        found.differs(&place, &old.recall, &new.recall, Difference::Recall);
        uses(found, old, new);
        limits(found, Some(&new.key), &old.limits, &new.limits);
        acts(found, old, new);
    }
}

fn uses(found: &mut Found, old: &Step, new: &Step) {
    let pairs = matched(
        found,
        &old.components,
        &new.components,
        |used: &ComponentUse| &used.component,
        |used| Place::Use {
            step: new.key.clone(),
            component: used.component.clone(),
        },
    );
    for (place, old, new) in pairs {
        found.differs(&place, &old.required, &new.required, Difference::Required);
    }
}

fn acts(found: &mut Found, old_step: &Step, new_step: &Step) {
    let pairs = matched(
        found,
        &old_step.acts,
        &new_step.acts,
        |act: &ActRow| &act.key,
        |act| Place::Act {
            step: new_step.key.clone(),
            act: act.key.clone(),
        },
    );
    for (place, old, new) in pairs {
        found.differs(&place, &old.label, &new.label, Difference::Label);
        found.differs(&place, &old.kind, &new.kind, Difference::ActKind);
        found.differs(&place, &old.who, &new.who, Difference::Who);
        found.differs(&place, &old.opinion, &new.opinion, Difference::Opinion);
        found.differs(&place, &old.asks, &new.asks, Difference::Asks);
        found.differs(&place, &old.effects, &new.effects, Difference::Effects);
        found.differs(
            &place,
            &old.when_split,
            &new.when_split,
            Difference::WhenSplit,
        );
        branches(found, new_step, old, new);
    }
}

/// Branches have no keys: those that say the same are the same, then those with the same
/// condition, then those that lead to the same step.
fn branches(found: &mut Found, step: &Step, old: &ActRow, new: &ActRow) {
    let mut before: Vec<Option<&Branch>> = old.branches.iter().map(Some).collect();
    let mut partner: Vec<Option<(usize, &Branch)>> = vec![None; new.branches.len()];
    let alike: [fn(&Branch, &Branch) -> bool; 3] = [
        |one, other| one == other,
        |one, other| one.when == other.when,
        |one, other| one.step == other.step,
    ];
    for alike in alike {
        for (branch, partner) in new.branches.iter().zip(&mut partner) {
            if partner.is_some() {
                continue;
            }
            let held = before
                .iter_mut()
                .enumerate()
                .find(|(_, held)| held.is_some_and(|held| alike(held, branch)));
            if let Some((index, held)) = held {
                *partner = held.take().map(|held| (index, held));
            }
        }
    }
    let place = |branch: usize| Place::Branch {
        step: step.key.clone(),
        act: new.key.clone(),
        branch,
    };
    for (number, left) in before.iter().enumerate() {
        if left.is_some() {
            found.add(&place(number), Difference::Removed);
        }
    }
    for (number, (branch, partner)) in new.branches.iter().zip(&partner).enumerate() {
        let place = place(number);
        let Some((_, held)) = partner else {
            found.add(&place, Difference::Added);
            continue;
        };
        found.differs(&place, &held.when, &branch.when, Difference::When);
        found.differs(&place, &held.step, &branch.step, Difference::LeadsTo);
        found.differs(&place, &held.label, &branch.label, Difference::Label);
    }
    // The first branch whose condition holds is taken, so their order counts.
    let stayed: Vec<usize> = partner.iter().flatten().map(|(index, _)| *index).collect();
    let keeping = rising(&stayed);
    for (number, partner) in partner.iter().enumerate() {
        if let Some((index, _)) = partner
            && !keeping.contains(index)
        {
            found.differs(&place(number), index, &number, Difference::Moved);
        }
    }
}
