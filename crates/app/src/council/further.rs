//! Calling a further member to mark a dossier when its first sheets lie too far apart and its rubric
//! says so.
//!
//! The program does it by itself, in the transaction of the act by which the last sheet came in. Whoever
//! wrote one of the sheets is not told: see `DossierFacts::knows_of_further` in the rules of access.

use std::collections::BTreeMap;

use sangkien_domain::council::{Post, Right, SessionState};
use sangkien_domain::id::{DossierId, SeatId};
use sangkien_domain::rubric::Scores;
use sangkien_domain::time::Instant;
use serde_json::{Value, json};

use super::assignment::{about, conflict};
use super::sheets::marks;
use crate::App;
use crate::access;
use crate::caller::Origin;
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{CouncilSeat, CouncilSession, Dossier, FurtherMarker};
use crate::support::event_from;

/// Who could mark a dossier beside those who did.
struct Found {
    seat: Option<SeatId>,
    /// Why the others could not: name and reason.
    passed_over: Vec<Value>,
}

impl App {
    /// Calls a further member where all sheets on the dossier are in and lie too far apart; whoever runs
    /// the council and wrote none of them is told where nobody is left.
    pub(super) async fn call_further(
        &self,
        work: &mut dyn Work,
        session: &CouncilSession,
        id: DossierId,
        origin: &Origin,
        now: Instant,
    ) -> Outcome<()> {
        let found = work.dossier(id).await?;
        let dossier = access::marked_dossier(found)?;
        let rules = self.rules(work, dossier.rule_set).await?;
        if rules.rubric.panel.gap_limit.is_none() || session.state != SessionState::Marking {
            return Ok(());
        }
        let called = work.further_markers(session.id).await?;
        if called.iter().any(|one| one.dossier == id) {
            return Ok(());
        }
        let seats = work.seats(session.council, now).await?;
        let first: Vec<&CouncilSeat> = seats
            .iter()
            .filter(|seat| marks(seat, &dossier.facts))
            .collect();
        let mut sheets = Vec::new();
        for seat in &first {
            let sheet = access::sheet_to_compare(work, &dossier, seat.id).await?;
            sheets.extend(sheet.filter(|sheet| sheet.sent_at.is_some()));
        }
        let scores: Vec<&Scores> = sheets.iter().map(|sheet| &sheet.scores).collect();
        if sheets.len() < first.len() || !rules.rubric.calls_further(&scores) {
            return Ok(());
        }
        let found = self
            .free_member(work, session, &dossier, (&seats, &first))
            .await?;
        let further = FurtherMarker {
            session: session.id,
            dossier: id,
            seat: found.seat,
            called_at: now,
        };
        work.call_further(&further).await?;
        let after = json!({ "dossier": id, "seat": further.seat });
        let about = about("session.further-marker-called", session.id);
        work.record(event_from(origin, None, &about, json!({}), after, now));
        self.tell_of_further(work, session, &dossier, (&seats, &first), &found, now)
            .await
    }

    /// The member with the least to mark who has no conflict and has not marked the dossier; one who
    /// knows its field before others.
    async fn free_member(
        &self,
        work: &mut dyn Work,
        session: &CouncilSession,
        dossier: &Dossier,
        (seats, first): (&[CouncilSeat], &[&CouncilSeat]),
    ) -> Outcome<Found> {
        let mut loads: BTreeMap<SeatId, usize> = BTreeMap::new();
        for (_, seat) in work.marking_tasks(session.id).await? {
            *loads.entry(seat).or_default() += 1;
        }
        let called = work.further_markers(session.id).await?;
        for seat in called.iter().filter_map(|one| one.seat) {
            *loads.entry(seat).or_default() += 1;
        }
        let known = work.seat_fields(session.council).await?;
        let in_field = |seat: SeatId| {
            let mut known = known.iter();
            known.any(|(one, field)| *one == seat && Some(*field) == dossier.field)
        };
        let (mut free, mut passed_over) = (Vec::new(), Vec::new());
        for seat in seats.iter().filter(|seat| seat.rights.allow(Right::Mark)) {
            let person = work.person(seat.person).await?.ok_or(Failure::Absent)?;
            let why = if first.iter().any(|one| one.id == seat.id) {
                Some("marks")
            } else {
                conflict(&dossier.facts, seat, person.unit).map(conflict_code)
            };
            match why {
                Some(why) => passed_over.push(json!({ "name": seat.full_name, "why": why })),
                None => free.push((
                    loads.get(&seat.id).copied().unwrap_or_default(),
                    !in_field(seat.id),
                    seat.id,
                )),
            }
        }
        Ok(Found {
            seat: free.into_iter().min().map(|(.., seat)| seat),
            passed_over,
        })
    }

    async fn tell_of_further(
        &self,
        work: &mut dyn Work,
        session: &CouncilSession,
        dossier: &Dossier,
        (seats, first): (&[CouncilSeat], &[&CouncilSeat]),
        found: &Found,
        now: Instant,
    ) -> Outcome<()> {
        let base = &self.settings.base_url;
        let about = format!("{}:further", dossier.id);
        if let Some(seat) = seats.iter().find(|seat| Some(seat.id) == found.seat) {
            let data = json!({
                "title": session.title, "count": 1, "link": format!("{base}/marking"),
            });
            let kind = "marking-assigned";
            return self
                .order_mail(work, seat.person, kind, &about, data, now)
                .await;
        }
        let council = work
            .council(session.council)
            .await?
            .ok_or(Failure::Absent)?;
        let judges =
            |seat: &CouncilSeat| seat.rights.allow(Right::Mark) || seat.rights.allow(Right::Vote);
        let told = seats.iter().filter(|seat| {
            seat.post != Post::Member
                && first.iter().all(|one| one.id != seat.id)
                && !dossier.facts.stands_aside(seat.person)
                // Who is kept from it by an interest would tell whose it is.
                && !(council.blind && judges(seat))
        });
        let data = json!({
            "title": access::title_for_council(work, dossier).await?, "code": dossier.code,
            "members": found.passed_over,
            "link": format!("{base}/sessions/{}/sheets", session.id),
        });
        for seat in told {
            let (kind, data) = ("further-marker-missing", data.clone());
            self.order_mail(work, seat.person, kind, &about, data, now)
                .await?;
        }
        Ok(())
    }
}

const fn conflict_code(kind: super::ConflictKind) -> &'static str {
    use super::ConflictKind as Kind;
    match kind {
        Kind::Author => "author",
        Kind::CoAuthor => "co-author",
        Kind::SameUnit => "same-unit",
        Kind::Relative | Kind::Declared => "declared",
    }
}
