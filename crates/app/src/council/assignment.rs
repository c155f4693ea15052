//! Sharing a session's dossiers out among its members: by hand, from a list, or worked out.
//!
//! A session without a plan is marked by all its members. With one, a member who does not run the
//! council sees and marks what they were given and nothing else until marking is closed. A plan
//! is shown before it counts, and counts only if the one it was made from still stands.

mod plan;

use std::collections::BTreeSet;

use sangkien_domain::access::{DossierFacts, Seat};
use sangkien_domain::council::{Post, SessionState};
use sangkien_domain::id::{DossierId, FieldId, SeatId, SessionId, UnitId};
use sangkien_domain::refusal::Refusal;
use serde_json::json;

pub use sangkien_panel::assignment::{ConflictKind, Shortage};

use super::sheets::{SheetRow, SheetState, SheetsView};
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{CouncilSeat, CouncilSession, Dossier, Field, MarkingPlan, PlanWay};
use crate::support::{About, event};

/// What sharing out needs to know.
#[derive(Debug, Clone)]
pub struct AssignmentView {
    /// The session with its members and dossiers.
    pub sheets: SheetsView,
    /// The plan in force, if there is one.
    pub plan: Option<MarkingPlan>,
    /// Who marks what by it.
    pub tasks: Vec<(DossierId, SeatId)>,
    /// Fields a member may know.
    pub fields: Vec<Field>,
    /// Fields the members know.
    pub known: Vec<(SeatId, FieldId)>,
    /// Why a member should not mark a dossier.
    pub conflicts: Vec<(DossierId, SeatId, ConflictKind)>,
    /// Sheets that one dossier needs at least for a result.
    pub least: u32,
}

/// What is asked of a plan that is worked out.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Sheets for each dossier.
    pub needs: u32,
    /// What a sheet outside a member's fields costs, see [`sangkien_panel::assignment::Aim`].
    pub mismatch: u32,
    /// Most dossiers of one member.
    pub most: Option<u32>,
}

/// A plan that is shown before it counts.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Who would mark what.
    pub tasks: Vec<(DossierId, SeatId)>,
    /// Sheets for each dossier.
    pub needs: u32,
    /// How it came about.
    pub way: PlanWay,
    /// Version of the plan it would replace; 0 for none.
    pub seen: i64,
    /// Dossiers with too few members: how many they have, and why where more could not be found.
    pub short: Vec<(DossierId, u32, Option<Shortage>)>,
    /// Sheets outside the fields of their member.
    pub mismatches: u32,
}

impl App {
    /// What sharing a session's dossiers out needs to know.
    ///
    /// # Errors
    /// `Absent` for whoever does not run the council, and for whoever judges without knowing whose
    /// the dossiers are.
    pub async fn assignment(&self, caller: &Caller, id: SessionId) -> Outcome<AssignmentView> {
        let sheets = self.sheets(caller, id).await?;
        // Who is kept from what by an interest would tell whose it is.
        let own = caller.actor.seat_on(sheets.session.council);
        if sheets.session.state != SessionState::Concluded && own.is_some_and(Seat::judges_blind) {
            return Err(Failure::Absent);
        }
        let mut store = self.read().await?;
        let mut units = Vec::new();
        for seat in &sheets.seats {
            let person = store.person(seat.person).await?.ok_or(Failure::Absent)?;
            units.push(person.unit);
        }
        let mut least = 1;
        let mut conflicts = Vec::new();
        for row in &sheets.rows {
            for (seat, unit) in sheets.seats.iter().zip(&units) {
                let found = conflict(&row.facts, seat, *unit);
                conflicts.extend(found.map(|kind| (row.dossier, seat.id, kind)));
            }
        }
        if let Some(row) = sheets.rows.first() {
            let rules = self.rules(store.as_mut(), row.rule_set).await?;
            least = rules.rubric.panel.least_sheets.max(1);
        }
        Ok(AssignmentView {
            plan: store.marking_plan(id).await?,
            tasks: store.marking_tasks(id).await?,
            fields: store.fields(self.now().day()).await?,
            known: store.seat_fields(sheets.session.council).await?,
            conflicts,
            least,
            sheets,
        })
    }

    /// Puts a plan in force. A member is told that there is something new to mark.
    ///
    /// # Errors
    /// `Absent` for whoever does not run the council; `Stale` when another plan than the one seen
    /// is in force; `Refused` once marking is closed, for a plan that gives nobody anything, gives
    /// a dossier to somebody who takes no part in judging it, or takes one from somebody whose
    /// sheet has been sent.
    pub async fn assign(&self, caller: &Caller, id: SessionId, plan: &Proposal) -> Outcome<()> {
        let now = self.now();
        // Who may see what is judged before anything is held; what is judged then cannot change
        // but by acts that are refused while the session is open, or by stepping aside.
        let view = self.assignment(caller, id).await?;
        let mut work = self.begin().await?;
        self.marking_still_open(work.as_mut(), caller, id).await?;
        let tasks: BTreeSet<(DossierId, SeatId)> = plan.tasks.iter().copied().collect();
        if tasks.is_empty() {
            return Err(Refusal::PlanEmpty.into());
        }
        for (dossier, seat) in &tasks {
            let row = view.sheets.rows.iter().find(|row| row.dossier == *dossier);
            let row = row.ok_or(Failure::Absent)?;
            let mut seats = view.sheets.seats.iter();
            let seat = seats.find(|one| one.id == *seat).ok_or(Failure::Absent)?;
            if row.facts.stands_aside(seat.person) {
                return Err(Refusal::MemberAside {
                    code: row.code.clone(),
                    name: seat.full_name.clone(),
                }
                .into());
            }
        }
        if let Some((row, seat)) = taken_from_sender(&view.sheets, &tasks) {
            return Err(Refusal::SentSheetTaken {
                code: row.code.clone(),
                name: seat.full_name.clone(),
            }
            .into());
        }
        let stored = MarkingPlan {
            session: id,
            needs: plan.needs.max(1),
            way: plan.way,
            version: plan.seen + 1,
            made_by: caller.actor.person,
            made_at: now,
        };
        let tasks: Vec<(DossierId, SeatId)> = tasks.into_iter().collect();
        work.put_marking_plan(&stored, &tasks).await?;
        let about = about("session.marking-assigned", id);
        let before = json!({ "version": plan.seen });
        let after = json!({
            "version": stored.version, "way": plan.way.code(), "needs": stored.needs, "tasks": tasks,
        });
        work.record(event(caller, &about, before, after, now));
        for row in &view.sheets.rows {
            // Members who have sent may be all that the new plan asks.
            if row
                .states
                .iter()
                .filter(|state| **state == SheetState::Sent)
                .count()
                > 1
            {
                self.call_further(
                    work.as_mut(),
                    &view.sheets.session,
                    row.dossier,
                    &caller.origin,
                    now,
                )
                .await?;
            }
        }
        for seat in &view.sheets.seats {
            let new = tasks.iter().filter(|task| {
                task.1 == seat.id && (view.plan.is_none() || !view.tasks.contains(task))
            });
            let new = new.count();
            if new > 0 {
                let data = json!({
                    "title": view.sheets.session.title, "count": new,
                    "link": format!("{}/marking", self.settings.base_url),
                });
                let about = format!("{id}:{}", stored.version);
                let kind = "marking-assigned";
                self.order_mail(work.as_mut(), seat.person, kind, &about, data, now)
                    .await?;
            }
        }
        work.commit().await?;
        Ok(())
    }

    /// Takes the plan away: all members mark all dossiers.
    ///
    /// # Errors
    /// As [`App::assign`]; `Stale` without a plan of this version.
    pub async fn share_with_all(&self, caller: &Caller, id: SessionId, seen: i64) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        self.marking_still_open(work.as_mut(), caller, id).await?;
        work.drop_marking_plan(id, seen).await?;
        let about = about("session.marking-shared", id);
        work.record(event(
            caller,
            &about,
            json!({ "version": seen }),
            json!({}),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Notes the fields that members of a session's council know.
    ///
    /// # Errors
    /// `Absent` for whoever does not run the council, and for a seat or field that is not there.
    pub async fn note_fields(
        &self,
        caller: &Caller,
        id: SessionId,
        known: &[(SeatId, FieldId)],
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let found = work.council_session(id).await?;
        let session = access::council_session(found, &caller.actor, true)?;
        let seats = work.seats(session.council, now).await?;
        let fields = work.fields(now.day()).await?;
        let there = |(seat, field): &(SeatId, FieldId)| {
            seats.iter().any(|one| one.id == *seat) && fields.iter().any(|one| one.id == *field)
        };
        if !known.iter().all(there) {
            return Err(Failure::Absent);
        }
        let before = work.seat_fields(session.council).await?;
        for seat in &seats {
            let own = known.iter().filter(|(one, _)| *one == seat.id);
            let own: BTreeSet<FieldId> = own.map(|(_, field)| *field).collect();
            let own: Vec<FieldId> = own.into_iter().collect();
            work.set_seat_fields(seat.id, &own).await?;
        }
        let about = About {
            act: "council.fields-noted",
            kind: "council",
            id: session.council.to_string(),
        };
        let (before, after) = (json!({ "fields": before }), json!({ "fields": known }));
        work.record(event(caller, &about, before, after, now));
        work.commit().await?;
        Ok(())
    }

    async fn marking_still_open(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        id: SessionId,
    ) -> Outcome<()> {
        let found = work.council_session(id).await?;
        access::council_session(found, &caller.actor, true)?;
        work.hold(id.0).await?;
        // Read again: what was read before the hold may have changed.
        let found = work.council_session(id).await?;
        let session = access::council_session(found, &caller.actor, true)?;
        if session.state == SessionState::Marking {
            Ok(())
        } else {
            Err(Refusal::MarkingClosed.into())
        }
    }

    /// Takes what a member was to mark from them because they stepped aside, and tells those who
    /// run the council that the sheet is free.
    pub(super) async fn free_sheet(
        &self,
        work: &mut dyn Work,
        session: &CouncilSession,
        dossier: &Dossier,
        seat: SeatId,
    ) -> Outcome<()> {
        let now = self.now();
        if !work.free_marking_task(dossier.id, seat).await? {
            return Ok(());
        }
        let seats = work.seats(session.council, now).await?;
        let name = seats.iter().find(|one| one.id == seat);
        let name = name.map(|one| one.full_name.clone()).unwrap_or_default();
        let data = json!({
            "title": access::title_for_council(work, dossier).await?, "code": dossier.code, "note": name,
            "link": format!("{}/sessions/{}/assignment", self.settings.base_url, session.id),
        });
        let about = format!("{}:{seat}", dossier.id);
        // Whoever marks it beside a further member is not to know of that one.
        let further = dossier.facts.further() == Some(seat);
        let runs = |one: &&CouncilSeat| {
            one.post != Post::Member
                && !dossier.facts.stands_aside(one.person)
                && !(further && dossier.facts.asks(one.person))
        };
        for one in seats.iter().filter(runs) {
            let data = data.clone();
            self.order_mail(work, one.person, "marking-freed", &about, data, now)
                .await?;
        }
        Ok(())
    }
}

pub(super) fn about(act: &'static str, id: SessionId) -> About<'static> {
    About {
        act,
        kind: "session",
        id: id.to_string(),
    }
}

/// Why a member should not mark a dossier. Only an interest or stepping aside keeps them from it
/// altogether; working in the same unit is for those who share out to weigh.
pub(super) fn conflict(
    facts: &DossierFacts,
    seat: &CouncilSeat,
    unit: UnitId,
) -> Option<ConflictKind> {
    if facts.owner == seat.person {
        Some(ConflictKind::Author)
    } else if facts.authors.contains(&seat.person) {
        Some(ConflictKind::CoAuthor)
    } else if facts.recused.contains(&seat.person) {
        Some(ConflictKind::Declared)
    } else if facts.unit == unit {
        Some(ConflictKind::SameUnit)
    } else {
        None
    }
}

/// A sheet that has been sent and that a plan would take from its member.
fn taken_from_sender<'a>(
    view: &'a SheetsView,
    tasks: &BTreeSet<(DossierId, SeatId)>,
) -> Option<(&'a SheetRow, &'a CouncilSeat)> {
    view.rows.iter().find_map(|row| {
        let mut states = row.states.iter().zip(&view.seats);
        let taken = states.find(|(state, seat)| {
            **state == SheetState::Sent
                && row.facts.further() != Some(seat.id)
                && !tasks.contains(&(row.dossier, seat.id))
        });
        taken.map(|(_, seat)| (row, seat))
    })
}
