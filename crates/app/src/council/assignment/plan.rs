//! Plans: worked out, or made of given tasks, with what speaks against them.

use std::collections::{BTreeMap, BTreeSet};

use sangkien_domain::id::{DossierId, SeatId};
use sangkien_panel::assignment::{self, Aim};

use super::{AssignmentView, ConflictKind, Proposal, Shortage, Wanted};
use crate::council::sheets::SheetState;
use crate::record::PlanWay;

impl AssignmentView {
    /// Works a plan out: of all that give every dossier its sheets, if that can be done, the one
    /// with the most even loads and the fewest sheets outside a member's fields.
    pub fn work_out(&self, wanted: Wanted) -> Proposal {
        let members: Vec<assignment::Member> = self
            .sheets
            .seats
            .iter()
            .map(|seat| assignment::Member {
                name: seat.full_name.clone(),
                fields: self.fields_of(seat.id),
                most: wanted.most,
            })
            .collect();
        let at = |seat: SeatId| self.sheets.seats.iter().position(|one| one.id == seat);
        let dossiers = self.sheets.rows.iter().map(|row| assignment::Dossier {
            code: row.code.clone(),
            field: row.field.map(|field| field.to_string()).unwrap_or_default(),
            conflicts: self
                .conflicts
                .iter()
                .filter(|(dossier, ..)| *dossier == row.dossier)
                .filter_map(|(_, seat, kind)| Some((at(*seat)?, *kind)))
                .collect(),
        });
        let dossiers: Vec<assignment::Dossier> = dossiers.collect();
        let aim = Aim {
            marks: wanted.needs,
            mismatch: wanted.mismatch,
        };
        let found = assignment::assign(&dossiers, &members, aim);
        let tasks = self.beside_what_was_sent(&found.members, wanted.needs);
        let mut proposal = self.propose(tasks, wanted.needs);
        proposal.way = PlanWay::Automatic;
        for short in found.unassignable {
            let Some(row) = self.sheets.rows.get(short.dossier) else {
                continue;
            };
            let mut known = proposal.short.iter_mut();
            if let Some(known) = known.find(|one| one.0 == row.dossier) {
                known.2 = Some(short.why);
            }
        }
        proposal
    }

    /// What was worked out, with sheets that have been sent in the place of others: of these the
    /// ones of the busiest members are given up.
    fn beside_what_was_sent(&self, found: &[Vec<usize>], needs: u32) -> Vec<(DossierId, SeatId)> {
        let needs = usize::try_from(needs).unwrap_or(usize::MAX);
        let mut tasks: BTreeSet<(DossierId, SeatId)> = self.sent().into_iter().collect();
        let mut loads: BTreeMap<SeatId, usize> = BTreeMap::new();
        for (_, seat) in &tasks {
            *loads.entry(*seat).or_default() += 1;
        }
        for (row, own) in self.sheets.rows.iter().zip(found) {
            let has = tasks.iter().filter(|task| task.0 == row.dossier).count();
            let seats = own.iter().filter_map(|at| self.sheets.seats.get(*at));
            let mut free: Vec<SeatId> = seats
                .map(|seat| seat.id)
                .filter(|seat| !tasks.contains(&(row.dossier, *seat)))
                .collect();
            free.sort_by_key(|seat| loads.get(seat).copied().unwrap_or_default());
            for seat in free.into_iter().take(needs.saturating_sub(has)) {
                *loads.entry(seat).or_default() += 1;
                tasks.insert((row.dossier, seat));
            }
        }
        tasks.into_iter().collect()
    }

    /// A plan of these tasks, with what speaks against it.
    pub fn propose(&self, tasks: Vec<(DossierId, SeatId)>, needs: u32) -> Proposal {
        let members = self.sheets.seats.len();
        let mut short = Vec::new();
        let mut mismatches = 0;
        for row in &self.sheets.rows {
            let own = tasks.iter().filter(|(dossier, _)| *dossier == row.dossier);
            let has = u32::try_from(own.clone().count()).unwrap_or(u32::MAX);
            let field = row.field.map(|field| field.to_string());
            let outside = own.filter(|(_, seat)| {
                let known = self.fields_of(*seat);
                field.as_ref().is_some_and(|field| !known.contains(field))
            });
            mismatches += u32::try_from(outside.count()).unwrap_or(u32::MAX);
            if has < needs {
                short.push((row.dossier, has, self.shortage(row.dossier, members, needs)));
            }
        }
        Proposal {
            tasks,
            needs,
            way: PlanWay::Hand,
            seen: self.plan.as_ref().map_or(0, |plan| plan.version),
            short,
            mismatches,
        }
    }

    /// Why a dossier cannot have as many members, where that is so.
    fn shortage(&self, dossier: DossierId, members: usize, needs: u32) -> Option<Shortage> {
        let own = self.conflicts.iter().filter(|one| one.0 == dossier);
        let mut kinds: Vec<ConflictKind> = own.map(|(.., kind)| *kind).collect();
        let able = members.saturating_sub(kinds.len());
        if u32::try_from(able).unwrap_or(u32::MAX) >= needs {
            return None;
        }
        kinds.sort_unstable();
        let kinds = kinds.chunk_by(|one, other| one == other);
        let kinds = kinds.filter_map(|same| Some((*same.first()?, same.len())));
        Some(Shortage::Conflicts {
            members,
            kinds: kinds.collect(),
        })
    }

    /// What must stay with its member, because the sheet has been sent.
    pub fn sent(&self) -> Vec<(DossierId, SeatId)> {
        let seats = &self.sheets.seats;
        let rows = self.sheets.rows.iter().flat_map(|row| {
            let sent = row.states.iter().zip(seats);
            let sent = sent.filter(|(state, seat)| {
                **state == SheetState::Sent && row.facts.further() != Some(seat.id)
            });
            sent.map(|(_, seat)| (row.dossier, seat.id))
        });
        rows.collect()
    }

    fn fields_of(&self, seat: SeatId) -> BTreeSet<String> {
        let own = self.known.iter().filter(|(one, _)| *one == seat);
        own.map(|(_, field)| field.to_string()).collect()
    }
}
