//! Members of a council with their rights, and substitutes.
//!
//! Members and rights stand still while a session of the council is open, so that nobody moves the
//! base of a vote that is under way; only a substitute may then be called in, for a member who has
//! sent nothing.

use sangkien_domain::council::{Post, Right, Rights, SessionState};
use sangkien_domain::id::{CouncilId, PersonId, SeatId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::Instant;
use serde_json::{Value, json};

use super::set_up::{about, held_council, in_session, note};
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{Council, CouncilSeat, Person, Substitute};
use crate::support::{clean, event};

/// What a seat is to be.
#[derive(Debug, Clone, Copy)]
pub struct SeatInput {
    /// The post.
    pub post: Post,
    /// What it entitles to.
    pub rights: Rights,
    /// Whether for the trade union.
    pub for_union: bool,
}

impl App {
    /// Seats the person with this account from now on.
    ///
    /// # Errors
    /// `Refused` for an unknown account, for somebody who has a seat, and while a session is open.
    pub async fn seat(
        &self,
        caller: &Caller,
        id: CouncilId,
        account: &str,
        input: SeatInput,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let council = held_council(work.as_mut(), caller, id).await?;
        at_rest(work.as_mut(), id).await?;
        let person = account_holder(work.as_mut(), account).await?;
        not_seated(work.as_mut(), id, person.id, now).await?;
        let seat = self.new_seat(&council, &person, input, now);
        work.insert_seat(&seat).await?;
        note(
            work.as_mut(),
            caller,
            &council,
            "council.member-seated",
            seat_told(&seat),
            now,
        );
        work.commit().await?;
        Ok(())
    }

    /// Changes post and rights of a seat.
    ///
    /// # Errors
    /// `Absent` for a seat not in force, `Refused` while a session is open.
    pub async fn change_seat(
        &self,
        caller: &Caller,
        id: CouncilId,
        seat: SeatId,
        input: SeatInput,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        held_council(work.as_mut(), caller, id).await?;
        let before = seat_in_force(work.as_mut(), id, seat, now).await?;
        at_rest(work.as_mut(), id).await?;
        let after = CouncilSeat {
            post: input.post,
            rights: input.rights,
            for_union: input.for_union,
            ..before.clone()
        };
        work.change_seat(&after).await?;
        let about = about("council.seat-changed", id);
        work.record(event(
            caller,
            &about,
            seat_told(&before),
            seat_told(&after),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Ends a seat from now on.
    ///
    /// # Errors
    /// `Absent` for a seat not in force, `Refused` without a reason and while a session is open.
    pub async fn end_seat(
        &self,
        caller: &Caller,
        id: CouncilId,
        seat: SeatId,
        reason: &str,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        held_council(work.as_mut(), caller, id).await?;
        let before = seat_in_force(work.as_mut(), id, seat, now).await?;
        let reason = reason_given(reason)?;
        at_rest(work.as_mut(), id).await?;
        work.end_seat(id, seat, now).await?;
        let about = about("council.seat-ended", id);
        let after = json!({ "reason": reason });
        work.record(event(caller, &about, seat_told(&before), after, now));
        work.commit().await?;
        Ok(())
    }

    /// Names a substitute. They learn nothing of the council's work until they are called in.
    ///
    /// # Errors
    /// `Refused` for an unknown account and for somebody who has a seat or is named already.
    pub async fn name_substitute(
        &self,
        caller: &Caller,
        id: CouncilId,
        account: &str,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let council = held_council(work.as_mut(), caller, id).await?;
        let person = account_holder(work.as_mut(), account).await?;
        not_seated(work.as_mut(), id, person.id, now).await?;
        let named = work.substitutes(id).await?;
        if named.iter().any(|one| one.person == person.id) {
            return Err(Refusal::AlreadySeated.into());
        }
        work.insert_substitute(id, person.id, now).await?;
        let what = json!({ "person": person.id });
        note(
            work.as_mut(),
            caller,
            &council,
            "council.substitute-named",
            what,
            now,
        );
        work.commit().await?;
        Ok(())
    }

    /// Lets a substitute take the seat of a member who cannot, with the same post and rights.
    ///
    /// # Errors
    /// `Absent` for a seat not in force or a person not waiting as a substitute; `Refused` without a
    /// reason, once a session is being counted, and when the member has sent a sheet.
    pub async fn call_in_substitute(
        &self,
        caller: &Caller,
        id: CouncilId,
        person: PersonId,
        seat: SeatId,
        reason: &str,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let council = held_council(work.as_mut(), caller, id).await?;
        let leaving = seat_in_force(work.as_mut(), id, seat, now).await?;
        let waiting = work.substitutes(id).await?;
        let waits = |one: &Substitute| one.person == person && one.seat.is_none();
        if !waiting.iter().any(waits) {
            return Err(Failure::Absent);
        }
        let reason = reason_given(reason)?;
        for session in work.council_sessions(&[id]).await? {
            work.hold(session.id.0).await?;
        }
        // Read again: a session may have moved on before it was held.
        for session in work.council_sessions(&[id]).await? {
            match session.state {
                SessionState::Concluded => {}
                SessionState::Tallying => return Err(Refusal::CouncilInSession.into()),
                SessionState::Marking => {
                    if access::has_sent(work.as_mut(), session.id, seat).await? {
                        return Err(Refusal::SeatHasSheets.into());
                    }
                }
            }
        }
        let found = work.person(person).await?.ok_or(Failure::Absent)?;
        let input = SeatInput {
            post: leaving.post,
            rights: leaving.rights,
            for_union: leaving.for_union,
        };
        let taken = self.new_seat(&council, &found, input, now);
        work.end_seat(id, seat, now).await?;
        work.insert_seat(&taken).await?;
        work.pass_marking_tasks(seat, taken.id).await?;
        work.call_in_substitute(id, person, taken.id).await?;
        let about = about("council.substitute-called-in", id);
        let mut after = seat_told(&taken);
        if let Some(after) = after.as_object_mut() {
            after.insert("reason".to_owned(), Value::String(reason));
        }
        work.record(event(caller, &about, seat_told(&leaving), after, now));
        work.commit().await?;
        Ok(())
    }

    fn new_seat(
        &self,
        council: &Council,
        person: &Person,
        input: SeatInput,
        now: Instant,
    ) -> CouncilSeat {
        CouncilSeat {
            id: self.fresh_id(),
            council: council.id,
            person: person.id,
            full_name: person.full_name.clone(),
            post: input.post,
            rights: input.rights,
            for_union: input.for_union,
            valid_from: now,
            valid_to: None,
        }
    }
}

async fn at_rest(work: &mut dyn Work, id: CouncilId) -> Outcome<()> {
    if in_session(work, id).await? {
        return Err(Refusal::CouncilInSession.into());
    }
    Ok(())
}

async fn account_holder(work: &mut dyn Work, account: &str) -> Outcome<Person> {
    work.person_by_account(&clean(account))
        .await?
        .filter(|person| person.disabled_at.is_none())
        .ok_or_else(|| Refusal::Invalid { field: "account" }.into())
}

async fn not_seated(
    work: &mut dyn Work,
    id: CouncilId,
    person: PersonId,
    now: Instant,
) -> Outcome<()> {
    let seats = work.seats(id, now).await?;
    if seats.iter().any(|seat| seat.person == person) {
        return Err(Refusal::AlreadySeated.into());
    }
    Ok(())
}

async fn seat_in_force(
    work: &mut dyn Work,
    id: CouncilId,
    seat: SeatId,
    now: Instant,
) -> Outcome<CouncilSeat> {
    let seats = work.seats(id, now).await?;
    let found = seats.into_iter().find(|one| one.id == seat);
    found.ok_or(Failure::Absent)
}

fn reason_given(reason: &str) -> Outcome<String> {
    let reason = clean(reason);
    if reason.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    Ok(reason)
}

fn seat_told(seat: &CouncilSeat) -> Value {
    let rights = Right::ALL.into_iter();
    let rights: Vec<&str> = rights
        .filter(|right| seat.rights.allow(*right))
        .map(Right::code)
        .collect();
    json!({
        "seat": seat.id, "person": seat.person, "post": seat.post.code(),
        "rights": rights, "for_union": seat.for_union,
    })
}
