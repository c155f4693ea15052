//! What a council's members and makers come to know: sheets, sessions, the council itself.

use sangkien_domain::access::{Actor, DossierFacts, Power, Powers};
use sangkien_domain::council::SessionState;
use sangkien_domain::dossier::State;
use sangkien_domain::id::{DossierId, SeatId, SessionId, VoteId};
use sangkien_domain::round::Stage;
use sangkien_domain::time::Instant;

use super::Permitted;
use crate::council::{OwnBallot, VoteView};
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::{
    CastBallot, Council, CouncilSession, CouncilVote, Dossier, Sheet, StoredVerdict,
};

/// The actor's own sheet on a dossier they may mark, if they have begun one.
pub async fn own_sheet(
    store: &mut dyn Reading,
    actor: &Actor,
    dossier: &Permitted<Dossier>,
) -> Outcome<Option<Sheet>> {
    let seat = seat_to_mark(actor, dossier)?;
    sheet_of_seat(store, dossier, seat).await
}

/// The sheet of the actor's own seat.
pub(crate) async fn sheet_of_seat(
    store: &mut dyn Reading,
    dossier: &Permitted<Dossier>,
    seat: SeatId,
) -> Outcome<Option<Sheet>> {
    Ok(store.sheet(dossier.id, seat).await?.map(|sheet| sheet.0))
}

/// The sheet of a seat, to be held against the others by the program itself; never shown to anybody.
pub(crate) async fn sheet_to_compare(
    store: &mut dyn Reading,
    dossier: &Dossier,
    seat: SeatId,
) -> Outcome<Option<Sheet>> {
    Ok(store.sheet(dossier.id, seat).await?.map(|sheet| sheet.0))
}

/// The seat from which the actor marks this dossier.
///
/// # Errors
/// [`Failure::Absent`] when the actor may not mark it.
pub fn seat_to_mark(actor: &Actor, dossier: &Permitted<Dossier>) -> Outcome<SeatId> {
    if !dossier.powers().allow(Power::Mark) {
        return Err(Failure::Absent);
    }
    seat_at(actor, dossier)
}

/// The seat from which the actor takes part in judging this dossier.
///
/// # Errors
/// [`Failure::Absent`] when the actor takes no part.
pub(crate) fn seat_at(actor: &Actor, dossier: &Permitted<Dossier>) -> Outcome<SeatId> {
    if !dossier.powers().allow(Power::Attend) {
        return Err(Failure::Absent);
    }
    dossier
        .facts
        .council
        .and_then(|council| actor.seat_on(council))
        .map(|seat| seat.id)
        .ok_or(Failure::Absent)
}

/// Which sheets of a session have been sent, without a word of what they say: the only thing
/// anybody may learn while marking is open.
pub struct Sent {
    /// Which dossier.
    pub dossier: DossierId,
    /// From which seat.
    pub seat: SeatId,
    /// When.
    pub at: Instant,
}

/// Sheets of a session as `actor` may see them: contents once marking is closed, otherwise only
/// which have been sent. Contents on dossiers in which the actor has an interest, or stepped
/// aside, stay closed for ever; `visible` names the others, with their facts as the guard told them.
pub async fn session_sheets(
    store: &mut dyn Reading,
    session: &Permitted<CouncilSession>,
    visible: &[(DossierId, &DossierFacts)],
) -> Outcome<(Vec<Sent>, Vec<Sheet>)> {
    let hidden = hidden_sheets(store, session, visible).await?;
    let sheets: Vec<Sheet> = store
        .sheets(session.id)
        .await?
        .into_iter()
        .map(|sheet| sheet.0)
        .filter(|sheet| {
            sheet.sent_at.is_some()
                && visible.iter().any(|one| one.0 == sheet.dossier)
                && !hidden.contains(&(sheet.dossier, sheet.seat))
        })
        .collect();
    let sent = sheets
        .iter()
        .map(|sheet| Sent {
            dossier: sheet.dossier,
            seat: sheet.seat,
            at: sheet.sent_at.unwrap_or(sheet.saved_at),
        })
        .collect();
    if session.state == SessionState::Marking {
        Ok((sent, Vec::new()))
    } else {
        Ok((sent, sheets))
    }
}

/// Sheets of further members that the viewer may not know of, by the facts that the guard told.
pub(crate) async fn hidden_sheets(
    store: &mut dyn Reading,
    session: &CouncilSession,
    visible: &[(DossierId, &DossierFacts)],
) -> Outcome<Vec<(DossierId, SeatId)>> {
    if session.state != SessionState::Marking {
        return Ok(Vec::new());
    }
    let called = store.further_markers(session.id).await?.into_iter();
    let called = called.filter_map(|one| Some((one.dossier, one.seat?)));
    let known = |(dossier, seat): &(DossierId, SeatId)| {
        let mut visible = visible.iter();
        visible.any(|(id, facts)| id == dossier && facts.further() == Some(*seat))
    };
    Ok(called.filter(|one| !known(one)).collect())
}

/// What sheets of a session said before they were opened again: nothing while marking is open, and
/// nothing on dossiers that are not among `visible`.
pub(crate) async fn sheets_before(
    store: &mut dyn Reading,
    session: &Permitted<CouncilSession>,
    visible: &[DossierId],
) -> Outcome<Vec<Sheet>> {
    if session.state == SessionState::Marking {
        return Ok(Vec::new());
    }
    let sheets = store.sheets_before(session.id).await?;
    let sheets = sheets.into_iter().map(|sheet| sheet.0);
    Ok(sheets
        .filter(|sheet| visible.contains(&sheet.dossier))
        .collect())
}

/// All sent sheets of a session, for the count at its conclusion; never shown to anybody.
pub(crate) async fn sheets_to_count(
    store: &mut dyn Reading,
    session: &Permitted<CouncilSession>,
) -> Outcome<Vec<Sheet>> {
    let sheets = store.sheets(session.id).await?;
    Ok(sheets
        .into_iter()
        .map(|sheet| sheet.0)
        .filter(|sheet| sheet.sent_at.is_some())
        .collect())
}

/// Admits a member of the council to its session; `leading` asks for chair, deputy or secretary.
///
/// # Errors
/// [`Failure::Absent`] for everybody else.
pub fn council_session(
    found: Option<CouncilSession>,
    actor: &Actor,
    leading: bool,
) -> Outcome<Permitted<CouncilSession>> {
    let value = found.ok_or(Failure::Absent)?;
    let admitted = if leading {
        actor.runs(value.council)
    } else {
        actor.seat_on(value.council).is_some()
    };
    if admitted {
        Ok(Permitted {
            value,
            powers: Powers::default(),
        })
    } else {
        Err(Failure::Absent)
    }
}

/// Opens a council for its members and for whoever may change it, and says which of the two.
///
/// # Errors
/// [`Failure::Absent`] for everybody else.
pub(crate) fn council(found: Option<Council>, actor: &Actor) -> Outcome<(Council, bool)> {
    let council = found.ok_or(Failure::Absent)?;
    let changes =
        council.stage != Stage::Service && actor.sets_up_councils_of().contains(&council.unit);
    if changes || actor.seat_on(council.id).is_some() {
        Ok((council, changes))
    } else {
        Err(Failure::Absent)
    }
}

/// What the council found on a dossier: for everybody who may read it once the outcome is final, and
/// before that for whoever took part in its session or decides on it.
pub(crate) async fn told_verdict(
    store: &mut dyn Reading,
    dossier: &Permitted<Dossier>,
) -> Outcome<Option<StoredVerdict>> {
    let powers = dossier.powers();
    let told = match dossier.facts.state {
        State::Recognised | State::NotRecognised => true,
        State::Passed => powers.allow(Power::Attend) || powers.allow(Power::Decide),
        _ => false,
    };
    if !told {
        return Ok(None);
    }
    let Some(session) = store.session_of(dossier.id).await? else {
        return Ok(None);
    };
    let agenda = store.agenda(session.id).await?;
    let mut items = agenda.into_iter();
    let item = items.find(|item| item.dossier == dossier.id);
    Ok(item.and_then(|item| item.verdict))
}

/// A vote as a member sees it: while it is open only how many have voted; who voted for what in an
/// open vote that is closed.
pub(crate) async fn vote_view(
    store: &mut dyn Reading,
    vote: &CouncilVote,
    own: Option<SeatId>,
) -> Outcome<VoteView> {
    let ballots = ballots_to_count(store, vote.id).await?;
    let cast_by = |seat: SeatId| ballots.iter().any(|ballot| ballot.seat == seat);
    let own = match own {
        Some(seat) if cast_by(seat) => OwnBallot::Cast,
        Some(seat) if vote.entitles(seat) => OwnBallot::Waiting,
        _ => OwnBallot::NotEntitled,
    };
    let cast = u32::try_from(ballots.len()).unwrap_or(u32::MAX);
    let told = ballots.into_iter().filter(|_| vote.closed_at.is_some());
    Ok(VoteView {
        vote: vote.clone(),
        cast,
        own,
        by_name: told
            .filter_map(|ballot| Some((ballot.name, ballot.choice?)))
            .collect(),
    })
}

/// The ballots of a vote, for its count; never shown to anybody.
pub(crate) async fn ballots_to_count(
    store: &mut dyn Reading,
    vote: VoteId,
) -> Outcome<Vec<CastBallot>> {
    let ballots = store.ballots(vote).await?;
    Ok(ballots.into_iter().map(|ballot| ballot.0).collect())
}

/// Whether a ballot has been cast from `seat`; never for what.
pub(crate) async fn has_voted(
    store: &mut dyn Reading,
    vote: VoteId,
    seat: SeatId,
) -> Outcome<bool> {
    Ok(store.has_ballot(vote, seat).await?)
}

/// Whether a sheet has been sent from `seat` in a session; never what it says.
pub(crate) async fn has_sent(
    store: &mut dyn Reading,
    session: SessionId,
    seat: SeatId,
) -> Outcome<bool> {
    let sheets = store.sheets(session).await?;
    let mut sheets = sheets.into_iter().map(|sheet| sheet.0);
    Ok(sheets.any(|sheet| sheet.seat == seat && sheet.sent_at.is_some()))
}
