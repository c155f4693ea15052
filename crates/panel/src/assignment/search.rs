//! Successive shortest paths over the members.

use super::{Aim, Dossier, Member};

/// A square table, or one of dossiers by members.
struct Table<T> {
    width: usize,
    cells: Vec<T>,
}

impl<T: Copy + Default> Table<T> {
    fn new(height: usize, width: usize) -> Self {
        Self {
            width,
            cells: vec![T::default(); height * width],
        }
    }

    fn at(&self, row: usize, column: usize) -> T {
        let cell = self.cells.get(row * self.width + column);
        cell.copied().unwrap_or_default()
    }

    fn set(&mut self, row: usize, column: usize, value: T) {
        if let Some(cell) = self.cells.get_mut(row * self.width + column) {
            *cell = value;
        }
    }
}

/// Where a dossier stands with a member.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Cell {
    /// Whether the member may mark it.
    able: bool,
    /// Whether the field is not the member's.
    foreign: bool,
    /// Whether the member marks it.
    taken: bool,
}

/// Dossiers that one member could hand to another, by what that does to mismatches: one fewer,
/// the same, one more. Some may have become impossible since; whoever looks throws these away.
#[derive(Default)]
struct Handovers([Vec<usize>; 3]);

/// A step of a path.
#[derive(Clone, Copy)]
enum Step {
    /// The dossier to be added goes to the member.
    Begin,
    /// This member hands over this dossier.
    From(usize, usize),
}

/// An assignment that grows by one mark at a time and is always of least cost.
pub(super) struct Search {
    dossiers: usize,
    members: usize,
    mismatch: i64,
    cells: Table<Cell>,
    handovers: Vec<Handovers>,
    loads: Vec<i64>,
    most: Vec<i64>,
}

impl Search {
    pub(super) fn new(dossiers: &[Dossier], members: &[Member], aim: Aim) -> Self {
        let mut cells = Table::new(dossiers.len(), members.len());
        for (row, dossier) in dossiers.iter().enumerate() {
            for (column, member) in members.iter().enumerate() {
                let cell = Cell {
                    able: dossier
                        .conflicts
                        .iter()
                        .all(|(against, _)| *against != column),
                    foreign: !member.fields.contains(&dossier.field),
                    taken: false,
                };
                cells.set(row, column, cell);
            }
        }
        let pairs = members.len() * members.len();
        Self {
            dossiers: dossiers.len(),
            members: members.len(),
            mismatch: i64::from(aim.mismatch),
            cells,
            handovers: (0..pairs).map(|_| Handovers::default()).collect(),
            loads: vec![0; members.len()],
            most: members
                .iter()
                .map(|member| member.most.map_or(i64::MAX, i64::from))
                .collect(),
        }
    }

    /// The members of each dossier.
    pub(super) fn assigned(&self) -> Vec<Vec<usize>> {
        let own = |row| (0..self.members).filter(move |column| self.cells.at(row, *column).taken);
        (0..self.dossiers).map(|row| own(row).collect()).collect()
    }

    /// The cheapest dossier that `from` can hand to `to`, and what that costs.
    fn handover(&mut self, from: usize, to: usize) -> Option<(i64, usize)> {
        let lists = self.handovers.get_mut(from * self.members + to)?;
        for (change, list) in (-1..).zip(&mut lists.0) {
            while let Some(dossier) = list.last().copied() {
                if self.cells.at(dossier, from).taken && !self.cells.at(dossier, to).taken {
                    return Some((change * self.mismatch, dossier));
                }
                // It is put back when it becomes possible again.
                list.pop();
            }
        }
        None
    }

    fn offer(&mut self, dossier: usize, from: usize, to: usize) {
        let (here, there) = (self.cells.at(dossier, from), self.cells.at(dossier, to));
        if from == to || !there.able || there.taken {
            return;
        }
        let change = 1 + usize::from(there.foreign) - usize::from(here.foreign);
        let lists = self.handovers.get_mut(from * self.members + to);
        if let Some(list) = lists.and_then(|lists| lists.0.get_mut(change)) {
            list.push(dossier);
        }
    }

    fn take(&mut self, dossier: usize, member: usize, taken: bool) {
        let cell = self.cells.at(dossier, member);
        self.cells.set(dossier, member, Cell { taken, ..cell });
        for other in 0..self.members {
            if taken {
                self.offer(dossier, member, other);
            } else if self.cells.at(dossier, other).taken {
                self.offer(dossier, other, member);
            }
        }
    }

    /// Gives the dossier one more member, where that can be done, handing over others.
    pub(super) fn add(&mut self, dossier: usize) {
        let mut ways: Vec<Option<(i64, Step)>> = (0..self.members)
            .map(|member| {
                let cell = self.cells.at(dossier, member);
                let cost = if cell.foreign { self.mismatch } else { 0 };
                (cell.able && !cell.taken).then_some((cost, Step::Begin))
            })
            .collect();
        let mut ahead: Vec<usize> = (0..self.members).collect();
        while !ahead.is_empty() {
            let mut next = Vec::new();
            for from in ahead {
                let Some((cost, _)) = ways.get(from).copied().flatten() else {
                    continue;
                };
                for to in (0..self.members).filter(|to| *to != from) {
                    let known = ways.get(to).copied().flatten().map(|(cost, _)| cost);
                    // No handover saves more than one mismatch.
                    if known.is_some_and(|known| cost - self.mismatch >= known) {
                        continue;
                    }
                    let Some((change, moved)) = self.handover(from, to) else {
                        continue;
                    };
                    if known.is_none_or(|known| cost + change < known) {
                        if let Some(way) = ways.get_mut(to) {
                            *way = Some((cost + change, Step::From(from, moved)));
                        }
                        if !next.contains(&to) {
                            next.push(to);
                        }
                    }
                }
            }
            ahead = next;
        }
        let end = (0..self.members).filter_map(|member| {
            let load = self.loads.get(member).copied()?;
            let (cost, _) = ways.get(member).copied().flatten()?;
            let room = self.most.get(member).is_some_and(|most| load < *most);
            // The next mark of a member adds this to the square of the load.
            room.then_some((cost + 2 * load + 1, member))
        });
        let Some((_, end)) = end.min() else {
            return;
        };
        if let Some(load) = self.loads.get_mut(end) {
            *load += 1;
        }
        let mut member = end;
        let mut moves = Vec::new();
        while let Some((_, Step::From(from, moved))) = ways.get(member).copied().flatten() {
            moves.push((moved, from, member));
            member = from;
        }
        for (moved, from, to) in moves {
            self.take(moved, from, false);
            self.take(moved, to, true);
        }
        self.take(dossier, member, true);
    }
}
