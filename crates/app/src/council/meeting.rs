//! A session while it meets: who is there, whether they are enough, what is said, who leaves.

use sangkien_domain::access::Power;
use sangkien_domain::council::{Post, Right, SessionState};
use sangkien_domain::id::{DossierId, SeatId, SessionId};
use sangkien_domain::meeting::{Presence, QuorumCount};
use sangkien_domain::refusal::{MeetingRefusal, Refusal};
use serde_json::{Value, json};

use crate::App;
use crate::access::{self, Permitted};
use crate::caller::Caller;
use crate::council::conclude::held_session;
use crate::council::public_votes::knows_guests;
use crate::council::session::{AgendaRow, SessionView};
use crate::council::vote::VoteView;
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::{
    Attendance, CouncilSeat, CouncilSession, Dossier, PublicVotes, Recusal, SessionPaper,
    SessionSignature,
};
use crate::support::{About, clean, event};

/// Whether a member is there, as the secretary notes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceInput {
    /// Which seat.
    pub seat: SeatId,
    /// Whether present.
    pub present: bool,
    /// Why not.
    pub reason: String,
}

/// A dossier in the session.
#[derive(Debug, Clone)]
pub struct MeetingItem {
    /// Which dossier.
    pub dossier: DossierId,
    /// Who is there for it.
    pub presence: Presence,
    /// Whether they are enough; none where the rules ask for no quorum.
    pub quorum: Option<QuorumCount>,
    /// Votes of the public, once noted.
    pub public: Option<PublicVotes>,
    /// What was said.
    pub discussion: String,
    /// Counts changes of it.
    pub discussion_version: i64,
    /// Votes on it, first to last; the last that is not repealed stands.
    pub votes: Vec<VoteView>,
}

impl MeetingItem {
    /// The vote that stands.
    pub fn vote(&self) -> Option<&VoteView> {
        let mut votes = self.votes.iter();
        votes.find(|view| view.vote.repealed.is_none())
    }
}

/// A session with everything its members see while it meets.
#[derive(Debug, Clone)]
pub struct MeetingView {
    /// The session.
    pub view: SessionView,
    /// Who is there, as far as noted.
    pub attendance: Vec<Attendance>,
    /// Guests, one line each; nothing for whoever may not know of them.
    pub guests: Vec<String>,
    /// Who is there of all members who vote.
    pub presence: Presence,
    /// Whether they are enough by the rules of the first dossier.
    pub quorum: Option<QuorumCount>,
    /// Dossiers in which the viewer takes part.
    pub items: Vec<MeetingItem>,
    /// Papers drawn up.
    pub papers: Vec<SessionPaper>,
    /// Who has signed them, in order.
    pub signatures: Vec<SessionSignature>,
}

impl MeetingView {
    /// The post of whoever presides, and so signs last: the chair; the deputy where the chair is noted
    /// as absent or no chair sits; the secretary where neither does.
    pub fn presided_by(&self) -> Post {
        let sits = |post: Post| {
            let mut members = self.view.members.iter();
            members.any(|member| member.seat.post == post)
        };
        let here = |post: Post| {
            let mut members = self.view.members.iter();
            members.any(|member| member.seat.post == post && self.is_present(member.seat.id))
        };
        let noted = !self.attendance.is_empty();
        let absent = noted && here(Post::Deputy) && !here(Post::Chair);
        if sits(Post::Chair) && !absent {
            Post::Chair
        } else if sits(Post::Deputy) {
            Post::Deputy
        } else {
            Post::Secretary
        }
    }

    /// The post of whoever signs last and so locks the session: whoever presides, if they take part in
    /// every dossier that the papers speak of; the next in order otherwise.
    pub fn signed_last_by(&self) -> Post {
        let presides = self.presided_by();
        let in_order = [Post::Chair, Post::Deputy, Post::Secretary];
        let mut after = in_order.into_iter().skip_while(|post| *post != presides);
        let signs = |post: &Post| {
            let mut members = self.view.members.iter().map(|member| &member.seat);
            members.any(|seat| seat.post == *post && self.reads_papers(seat.id))
        };
        after.find(signs).unwrap_or(presides)
    }

    /// Whether a member takes part in every dossier, as far as the viewer knows.
    pub(super) fn reads_papers(&self, seat: SeatId) -> bool {
        self.view
            .agenda
            .iter()
            .all(|row| !row.aside.contains(&seat))
    }

    /// Whether a member is noted as present.
    pub fn is_present(&self, seat: SeatId) -> bool {
        is_present(&self.attendance, seat)
    }
}

impl App {
    /// A session as its members see it while it meets.
    pub async fn meeting(&self, caller: &Caller, id: SessionId) -> Outcome<MeetingView> {
        let mut store = self.read().await?;
        self.meeting_view(store.as_mut(), caller, id).await
    }

    pub(super) async fn meeting_view(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        id: SessionId,
    ) -> Outcome<MeetingView> {
        let view = self.session_view(store, caller, id).await?;
        let attendance = store.attendance(id).await?;
        let agenda = store.agenda(id).await?;
        let votes = store.votes(id).await?;
        let own = caller.actor.seat_on(view.session.council);
        let mut items = Vec::new();
        for row in view.agenda.iter().filter(|row| row.open_to_viewer) {
            let presence = presence_for(&view, row, &attendance);
            let quorum = row
                .rules
                .as_ref()
                .and_then(|rules| rules.meeting.quorum.as_ref());
            let mut of_item = Vec::new();
            for vote in votes.iter().filter(|vote| vote.dossier == row.dossier) {
                of_item.push(access::vote_view(store, vote, own.map(|seat| seat.id)).await?);
            }
            let found = agenda.iter().find(|item| item.dossier == row.dossier);
            let mut public = found.and_then(|item| item.public.clone());
            if let (Some(cover), Some(votes)) = (&row.cover, &mut public) {
                cover.put(&mut votes.evidence);
                cover.put(&mut votes.reason);
            }
            items.push(MeetingItem {
                public,
                dossier: row.dossier,
                presence,
                quorum: quorum.map(|quorum| quorum.count(presence)),
                discussion: found.map_or_else(String::new, |item| match &row.cover {
                    Some(cover) => cover.text(&item.discussion),
                    None => item.discussion.clone(),
                }),
                discussion_version: found.map_or(0, |item| item.discussion_version),
                votes: of_item,
            });
        }
        let presence = presence_of_all(&view, &attendance);
        let guests = if knows_guests(caller, &view.session) {
            store.guests(id).await?
        } else {
            Vec::new()
        };
        let rule = view.rules.as_ref();
        let quorum = rule.and_then(|rules| rules.meeting.quorum.as_ref());
        Ok(MeetingView {
            quorum: quorum.map(|quorum| quorum.count(presence)),
            presence,
            attendance,
            guests,
            items,
            papers: store.session_papers(id).await?,
            signatures: store.session_signatures(id).await?,
            view,
        })
    }

    /// Notes who is there. What is not named stays as it was.
    ///
    /// # Errors
    /// `Absent` for whoever does not run the council and for seats that are not of it, `Refused` once
    /// the session is concluded.
    pub async fn note_attendance(
        &self,
        caller: &Caller,
        id: SessionId,
        inputs: Vec<AttendanceInput>,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = held_session(work.as_mut(), caller, id, true).await?;
        still_meets(&session)?;
        let seats = work.seats(session.council, now).await?;
        let before = work.attendance(id).await?;
        let mut changed: Vec<Value> = Vec::new();
        for input in inputs {
            if !seats.iter().any(|seat| seat.id == input.seat) {
                return Err(Failure::Absent);
            }
            let reason = if input.present {
                String::new()
            } else {
                clean(&input.reason)
            };
            let same = |noted: &&Attendance| {
                noted.seat == input.seat && noted.present == input.present && noted.reason == reason
            };
            if before.iter().any(|noted| same(&noted)) {
                continue;
            }
            changed.push(json!({ "seat": input.seat, "present": input.present, "reason": reason }));
            work.note_attendance(&Attendance {
                session: id,
                seat: input.seat,
                present: input.present,
                reason,
                noted_at: now,
            })
            .await?;
        }
        if changed.is_empty() {
            return Ok(());
        }
        let about = about_session("session.attendance-noted", id);
        let after = json!({ "members": changed });
        work.record(event(caller, &about, json!({}), after, now));
        work.commit().await?;
        Ok(())
    }

    /// Writes what was said on a dossier, as the minutes will have it.
    ///
    /// # Errors
    /// `Stale` when it was written elsewhere since `seen`, `Refused` once the session is concluded.
    pub async fn note_discussion(
        &self,
        caller: &Caller,
        id: SessionId,
        dossier: DossierId,
        text: &str,
        seen: i64,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = held_session(work.as_mut(), caller, id, true).await?;
        let permitted = on_agenda(work.as_mut(), caller, &session, dossier, Power::Convene).await?;
        still_meets(&session)?;
        let mut text = clean(text);
        let agenda = work.agenda(id).await?;
        let before = agenda.iter().find(|item| item.dossier == dossier);
        if let Some(cover) = access::cover(work.as_mut(), &permitted).await? {
            text = cover.restored(&text, before.map_or("", |item| item.discussion.as_str()));
        }
        if before.is_some_and(|item| item.discussion == text && item.discussion_version == seen) {
            // Saved as it was: nothing new has been said.
            return Ok(());
        }
        work.set_discussion(id, dossier, &text, seen, now).await?;
        let about = about_session("session.discussion-noted", id);
        let after = json!({ "dossier": dossier, "text": text });
        work.record(event(
            caller,
            &about,
            json!({ "version": seen }),
            after,
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// The caller leaves for a dossier while the session meets; from then on it is absent for them,
    /// and their sheet does not count.
    ///
    /// # Errors
    /// `Refused` without a reason, while marking is open (see [`App::recuse`]), once the caller's ballot
    /// is cast, and once the session is concluded.
    pub async fn leave_item(
        &self,
        caller: &Caller,
        id: SessionId,
        dossier: DossierId,
        reason: &str,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = held_session(work.as_mut(), caller, id, false).await?;
        let permitted = on_agenda(work.as_mut(), caller, &session, dossier, Power::Attend).await?;
        match session.state {
            SessionState::Marking => return Err(Refusal::MarkingOpen.into()),
            SessionState::Tallying => {}
            SessionState::Concluded => return Err(Refusal::SessionConcluded.into()),
        }
        let seat = access::seat_at(&caller.actor, &permitted)?;
        let reason = clean(reason);
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        let votes = work.votes(id).await?;
        for vote in votes.iter().filter(|vote| vote.dossier == dossier) {
            let standing = vote.repealed.is_none();
            if standing && access::has_voted(work.as_mut(), vote.id, seat).await? {
                return Err(Refusal::Meeting(MeetingRefusal::VotedAlready).into());
            }
        }
        work.insert_recusal(&Recusal {
            dossier,
            seat,
            reason: reason.clone(),
            declared_at: now,
        })
        .await?;
        let about = About {
            act: "member.recused",
            kind: "dossier",
            id: dossier.to_string(),
        };
        let after = json!({ "seat": seat, "reason": reason });
        work.record(event(caller, &about, json!({}), after, now));
        work.commit().await?;
        Ok(())
    }
}

/// What an event of a session is about.
pub(super) fn about_session(act: &str, id: SessionId) -> About<'_> {
    About {
        act,
        kind: "session",
        id: id.to_string(),
    }
}

/// Refuses what only belongs into a session that is not concluded.
pub(super) fn still_meets(session: &CouncilSession) -> Outcome<()> {
    match session.state {
        SessionState::Marking | SessionState::Tallying => Ok(()),
        SessionState::Concluded => Err(Refusal::SessionConcluded.into()),
    }
}

/// A dossier of this session's agenda, for whoever may do what `power` names.
pub(super) async fn on_agenda(
    store: &mut dyn Reading,
    caller: &Caller,
    session: &CouncilSession,
    dossier: DossierId,
    power: Power,
) -> Outcome<Permitted<Dossier>> {
    let permitted = access::dossier(store, &caller.actor, dossier, power).await?;
    let of = store.session_of(dossier).await?;
    if of.is_some_and(|of| of.id == session.id) {
        Ok(permitted)
    } else {
        Err(Failure::Absent)
    }
}

pub(super) fn is_present(attendance: &[Attendance], seat: SeatId) -> bool {
    let mut noted = attendance.iter();
    noted.any(|noted| noted.seat == seat && noted.present)
}

/// Who is there, of members who vote; `counted` are those who do not leave.
pub(super) fn presence(
    seats: &[&CouncilSeat],
    counted: &[SeatId],
    attendance: &[Attendance],
) -> Presence {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let voting = seats.iter().filter(|seat| seat.rights.allow(Right::Vote));
    let members = voting.count();
    let present = counted.iter().filter(|seat| is_present(attendance, **seat));
    Presence {
        members: count(members),
        aside: count(members.saturating_sub(counted.len())),
        present: count(present.count()),
    }
}

fn presence_for(view: &SessionView, row: &AgendaRow, attendance: &[Attendance]) -> Presence {
    let seats: Vec<&CouncilSeat> = view.members.iter().map(|member| &member.seat).collect();
    presence(&seats, &row.voters, attendance)
}

fn presence_of_all(view: &SessionView, attendance: &[Attendance]) -> Presence {
    let seats: Vec<&CouncilSeat> = view.members.iter().map(|member| &member.seat).collect();
    let voting = seats.iter().filter(|seat| seat.rights.allow(Right::Vote));
    let all: Vec<SeatId> = voting.map(|seat| seat.id).collect();
    presence(&seats, &all, attendance)
}
