//! Papers of a session: the invitation with its calendar entry; minutes, tally minutes and summary
//! drawn up from what was recorded, signed in order, then locked.
//!
//! Signing here is an act that the program notes with name and time; it is no digital signature.

use sangkien_domain::council::{Post, SessionState};
use sangkien_domain::id::SessionId;
use sangkien_domain::refusal::{MeetingRefusal, Refusal};
use sangkien_domain::time::Instant;
use serde_json::{Value, json};

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::council::conclude::held_session;
use crate::council::meeting::{MeetingView, about_session};
use crate::council::{invitation, minutes};
use crate::decision::place_of;
use crate::failure::{Failure, Outcome};
use crate::port::{FilledPaper, PaperFormat, Reading};
use crate::record::{PaperKind, SessionPaper, SessionSignature};
use crate::support::{event, sha256_hex};

/// What every paper of a council states of itself.
pub(super) struct Heading {
    pub(super) superior: String,
    pub(super) body: String,
    pub(super) place: String,
    /// What stands for the council in symbols, such as "HĐSK".
    pub(super) short: String,
}

impl App {
    /// The invitation to a session, for its members.
    pub async fn session_invitation(
        &self,
        caller: &Caller,
        id: SessionId,
        format: PaperFormat,
    ) -> Outcome<Vec<u8>> {
        let mut store = self.read().await?;
        let view = self.meeting_view(store.as_mut(), caller, id).await?;
        let heading = self.heading(store.as_mut(), &view).await?;
        let data = invitation::invitation(&view, &heading);
        let (unit, now) = (view.view.council.unit, self.now());
        let kind = FilledPaper::Invitation;
        self.unit_paper(store.as_mut(), unit, kind, &data, (format, now))
            .await
    }

    /// The session as an entry for calendars (iCalendar, RFC 5545), for its members.
    pub async fn session_calendar(&self, caller: &Caller, id: SessionId) -> Outcome<String> {
        let mut store = self.read().await?;
        let found = store.council_session(id).await?;
        let session = access::council_session(found, &caller.actor, false)?;
        Ok(invitation::calendar(
            &session,
            &self.settings.base_url,
            self.now(),
        ))
    }

    /// Draws minutes, tally minutes and summary up from what was recorded, in place of those before.
    ///
    /// # Errors
    /// `Refused` before the conclusion, and once somebody has signed.
    pub async fn draw_up_papers(&self, caller: &Caller, id: SessionId) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = held_session(work.as_mut(), caller, id, true).await?;
        if session.state != SessionState::Concluded {
            return Err(Refusal::Meeting(MeetingRefusal::NotConcluded).into());
        }
        if session.locked_at.is_some() {
            return Err(Refusal::Meeting(MeetingRefusal::Locked).into());
        }
        if !work.session_signatures(id).await?.is_empty() {
            return Err(Refusal::Meeting(MeetingRefusal::PapersSigned).into());
        }
        let view = self.whole_meeting(work.as_mut(), caller, &session).await?;
        let heading = self.heading(work.as_mut(), &view).await?;
        let mut hashes = Vec::new();
        for kind in PaperKind::ALL {
            let content = match kind {
                PaperKind::Minutes => minutes::minutes(&view, &heading, now),
                PaperKind::TallyMinutes => minutes::tally_minutes(&view, &heading, now),
                PaperKind::SummaryList => minutes::summary(&view, &heading, now),
            };
            let sha256 = sha256_hex(content.to_string().as_bytes());
            hashes.push(json!([kind.code(), sha256]));
            work.put_session_paper(&SessionPaper {
                session: id,
                kind,
                content,
                sha256,
                drawn_at: now,
            })
            .await?;
        }
        let about = about_session("session.papers-drawn-up", id);
        work.record(event(
            caller,
            &about,
            json!({}),
            json!({ "papers": hashes }),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// A paper that was drawn up, for members who take part in every dossier it speaks of.
    ///
    /// # Errors
    /// `Absent` for others, and when it has not been drawn up.
    pub async fn session_paper(
        &self,
        caller: &Caller,
        id: SessionId,
        kind: PaperKind,
        format: PaperFormat,
    ) -> Outcome<Vec<u8>> {
        let mut store = self.read().await?;
        let view = self.meeting_view(store.as_mut(), caller, id).await?;
        if !reads_papers(&view) {
            return Err(Failure::Absent);
        }
        let paper = view.papers.iter().find(|paper| paper.kind == kind);
        let paper = paper.ok_or(Failure::Absent)?;
        let form = match kind {
            PaperKind::Minutes => FilledPaper::Minutes,
            PaperKind::TallyMinutes => FilledPaper::TallyMinutes,
            PaperKind::SummaryList => FilledPaper::SummaryList,
        };
        let data = minutes::with_signatures(&paper.content, &view.signatures);
        let (unit, drawn_at) = (view.view.council.unit, paper.drawn_at);
        self.unit_paper(store.as_mut(), unit, form, &data, (format, drawn_at))
            .await
    }

    /// Signs the papers of a session: members and secretary in any order, the chair last, which locks
    /// the session.
    ///
    /// # Errors
    /// `Absent` for members who do not read the papers. `Refused` when nothing is drawn up, when the
    /// caller has signed, and for the chair before the secretary.
    pub async fn sign_papers(&self, caller: &Caller, id: SessionId) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = held_session(work.as_mut(), caller, id, false).await?;
        let view = self.meeting_view(work.as_mut(), caller, id).await?;
        if !reads_papers(&view) {
            return Err(Failure::Absent);
        }
        let refuse = |why: MeetingRefusal| Err(Refusal::Meeting(why).into());
        if session.locked_at.is_some() {
            return refuse(MeetingRefusal::Locked);
        }
        if view.papers.is_empty() {
            return refuse(MeetingRefusal::PapersMissing);
        }
        let own = caller
            .actor
            .seat_on(session.council)
            .ok_or(Failure::Absent)?;
        let mut members = view.view.members.iter().map(|member| &member.seat);
        let seat = members
            .find(|seat| seat.id == own.id)
            .ok_or(Failure::Absent)?;
        if view.signatures.iter().any(|one| one.seat == seat.id) {
            return refuse(MeetingRefusal::SignedAlready);
        }
        let sits = |post: Post| {
            let mut members = view.view.members.iter();
            members.any(|member| member.seat.post == post)
        };
        let signed = |post: Post| view.signatures.iter().any(|one| one.post == post);
        let last = view.signed_last_by();
        let closes = seat.post == last;
        let secretary_reads = view
            .view
            .members
            .iter()
            .any(|one| one.seat.post == Post::Secretary && view.reads_papers(one.seat.id));
        let waits = sits(Post::Secretary) && secretary_reads && !signed(Post::Secretary);
        if closes && last != Post::Secretary && waits {
            return refuse(MeetingRefusal::SecretaryFirst);
        }
        let position = i64::try_from(view.signatures.len()).unwrap_or(i64::MAX - 1) + 1;
        work.insert_session_signature(&SessionSignature {
            session: id,
            seat: seat.id,
            position,
            name: seat.full_name.clone(),
            post: seat.post,
            signed_at: now,
        })
        .await?;
        if closes {
            work.lock_council_session(id, now).await?;
        }
        let hashes: Vec<Value> = view
            .papers
            .iter()
            .map(|paper| json!([paper.kind.code(), paper.sha256]))
            .collect();
        let about = about_session("session.papers-signed", id);
        let after =
            json!({ "seat": seat.id, "position": position, "papers": hashes, "locks": closes });
        work.record(event(caller, &about, json!({}), after, now));
        work.commit().await?;
        Ok(())
    }

    /// The session with every dossier, for papers that speak of all. Whoever draws them up and leaves
    /// for one of the dossiers does not read them afterwards.
    async fn whole_meeting(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        session: &crate::record::CouncilSession,
    ) -> Outcome<MeetingView> {
        let view = self.meeting_view(store, caller, session.id).await?;
        // Papers of a session that the caller sees in part would leave the rest out.
        if reads_papers(&view) {
            Ok(view)
        } else {
            Err(Failure::Absent)
        }
    }

    pub(super) async fn heading(
        &self,
        store: &mut dyn Reading,
        view: &MeetingView,
    ) -> Outcome<Heading> {
        let unit = view.view.council.unit;
        let body = self.body(store, unit, view.view.session.meets_at).await?;
        let rules = view.view.rules.as_ref();
        let short = rules.map(|rules| rules.meeting.short.clone());
        Ok(Heading {
            superior: body.name.clone(),
            body: view.view.council.name.clone(),
            place: place_of(&body),
            short: short.unwrap_or_default(),
        })
    }
}

/// Whether the viewer takes part in every dossier: papers speak of all of them.
pub(super) fn reads_papers(view: &MeetingView) -> bool {
    view.view.agenda.iter().all(|row| row.open_to_viewer)
}

/// A moment as minutes write it: "08 giờ 30 phút ngày 18 tháng 4 năm 2024".
pub(super) fn moment_in_words(at: Instant) -> String {
    let civil = at.civil();
    let day = sangkien_text::date_in_words(civil.year(), civil.month(), civil.day());
    format!("{:02} giờ {:02} phút {day}", civil.hour(), civil.minute())
}
