//! Who marks what: automatic assignment with a stated objective.
//!
//! Every dossier gets its number of marks from members without a conflict. Of all ways to do so
//! the one is taken with the least *cost*: the sum over members of the square of their load, and
//! [`Aim::mismatch`] for each mark given outside the member's fields. The squares spread the load;
//! the weight says how uneven it may become for the sake of knowing the field.
//!
//! That is a flow of least cost. It is found by successive shortest paths over the members alone:
//! a way from one member to another is the dossier that is cheapest to hand over, so a path has as
//! many places as the council has members, whatever the number of dossiers (the general method is
//! in Ahuja, Magnanti and Orlin, *Network Flows*, 1993, section 9.7). Libraries of our licences
//! offer greatest flows or single matchings, not least cost with convex loads; the tests hold the
//! costs found against those of an independent solver.

mod search;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::Serialize;

/// Why a member must not mark a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictKind {
    /// The member is an author.
    Author,
    /// The member is a co-author.
    CoAuthor,
    /// The member works in the authors' unit.
    SameUnit,
    /// A declared relative of an author.
    Relative,
    /// Declared while marking.
    Declared,
}

/// A dossier to be marked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dossier {
    /// Its code.
    pub code: String,
    /// Code of its field.
    pub field: String,
    /// Members who must not mark it, by position, and why.
    pub conflicts: Vec<(usize, ConflictKind)>,
}

/// A member who can mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Member {
    /// Name.
    pub name: String,
    /// Codes of the fields the member knows.
    pub fields: BTreeSet<String>,
    /// Most dossiers, where there is a limit.
    pub most: Option<u32>,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aim {
    /// Marks for each dossier.
    pub marks: u32,
    /// What a mark outside the member's fields costs. Handing a mark from a member with `a` marks
    /// to one with `b` saves `2 (a - b - 1)`.
    pub mismatch: u32,
}

impl Default for Aim {
    /// Two marks; knowing the field is worth a difference in load of about five.
    fn default() -> Self {
        Self {
            marks: 2,
            mismatch: 10,
        }
    }
}

/// Why a dossier has too few members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Shortage {
    /// Too many members have a conflict.
    Conflicts {
        /// How many members there are.
        members: usize,
        /// How many conflicts of each kind, in order of kind.
        kinds: Vec<(ConflictKind, usize)>,
    },
    /// All who could have reached their limits.
    Limits {
        /// How many could mark it.
        able: usize,
    },
}

/// A dossier with too few members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unassignable {
    /// Its position.
    pub dossier: usize,
    /// How many members it got.
    pub has: u32,
    /// How many it needs.
    pub needs: u32,
    /// Why.
    pub why: Shortage,
}

/// Who marks what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assignment {
    /// The members of each dossier by position, in order.
    pub members: Vec<Vec<usize>>,
    /// How many dossiers each member marks.
    pub loads: Vec<u32>,
    /// Marks outside the member's fields.
    pub mismatches: u32,
    /// The cost, which no other assignment of as many marks to the same dossiers undercuts.
    pub cost: u64,
    /// Dossiers with too few members.
    pub unassignable: Vec<Unassignable>,
}

/// Assigns dossiers to members.
pub fn assign(dossiers: &[Dossier], members: &[Member], aim: Aim) -> Assignment {
    let mut search = search::Search::new(dossiers, members, aim);
    // Round by round, so that a shortage takes the last mark of many and not all of a few.
    for _ in 0..aim.marks {
        for dossier in 0..dossiers.len() {
            search.add(dossier);
        }
    }
    let found = search.assigned();
    let mut loads = vec![0_u32; members.len()];
    let mut mismatches = 0;
    for (dossier, own) in dossiers.iter().zip(&found) {
        for index in own {
            if let (Some(load), Some(member)) = (loads.get_mut(*index), members.get(*index)) {
                *load += 1;
                mismatches += u32::from(!member.fields.contains(&dossier.field));
            }
        }
    }
    let squares: u64 = loads.iter().map(|load| u64::from(*load).pow(2)).sum();
    let unassignable = found.iter().enumerate().filter_map(|(dossier, own)| {
        let has = u32::try_from(own.len()).unwrap_or(u32::MAX);
        (has < aim.marks).then(|| Unassignable {
            dossier,
            has,
            needs: aim.marks,
            why: shortage(dossiers.get(dossier), members.len(), aim.marks),
        })
    });
    Assignment {
        unassignable: unassignable.collect(),
        cost: squares + u64::from(mismatches) * u64::from(aim.mismatch),
        members: found,
        loads,
        mismatches,
    }
}

fn shortage(dossier: Option<&Dossier>, members: usize, needs: u32) -> Shortage {
    let conflicts = dossier.map_or(&[][..], |dossier| &dossier.conflicts);
    let mut against: Vec<(usize, ConflictKind)> = conflicts.to_vec();
    // A member with two conflicts is counted once, by the weightier.
    against.sort_unstable();
    against.dedup_by_key(|(member, _)| *member);
    let able = members.saturating_sub(against.len());
    if u32::try_from(able).unwrap_or(u32::MAX) >= needs {
        return Shortage::Limits { able };
    }
    let mut kinds: Vec<ConflictKind> = against.into_iter().map(|(_, kind)| kind).collect();
    kinds.sort_unstable();
    let kinds = kinds.chunk_by(|one, other| one == other);
    let kinds = kinds.filter_map(|same| Some((*same.first()?, same.len())));
    Shortage::Conflicts {
        members,
        kinds: kinds.collect(),
    }
}
