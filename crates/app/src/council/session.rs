//! Sessions: convening, and what their pages show.

use std::collections::HashMap;
use std::sync::Arc;

use sangkien_domain::access::{DossierFacts, Power};
use sangkien_domain::council::{Right, SessionState};
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::{CouncilId, DossierId, SeatId, SessionId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::meeting::Voting;
use sangkien_domain::refusal::{MeetingRefusal, Refusal};
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::access::{self, Cover, DossierScope, Permitted, Sight};
use crate::caller::Caller;
use crate::council::agenda::{closed_row, has_keeper, open_row};
use crate::council::conclude::{Counted, count_votes};
use crate::council::invitation;
use crate::council::public_votes::votes_of;
use crate::council::vote::held_vote;
use crate::dossier::unit_name;
use crate::failure::{Failure, Outcome};
use crate::port::{DossierFilter, DossierOrder, Paging, Reading};
use crate::record::{Council, CouncilSeat, CouncilSession, DossierRow, Sheet, StoredVerdict};
use crate::support::{About, Step, clean, event};

/// A council of which the caller is chair, deputy or secretary, with what it could take up.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The council.
    pub council: Council,
    /// Dossiers waiting for it.
    pub waiting: Vec<DossierRow>,
    /// Ways of voting that the rules of all its rounds allow.
    pub voting: Vec<Voting>,
}

/// A session to be convened.
#[derive(Debug, Clone)]
pub struct NewSessionInput {
    /// Which council.
    pub council: CouncilId,
    /// Title.
    pub title: String,
    /// Place.
    pub place: String,
    /// When it meets.
    pub meets_at: Instant,
    /// Agenda in order.
    pub dossiers: Vec<DossierId>,
    /// In which way it votes; one of those that the rules of its dossiers allow.
    pub voting: Voting,
}

/// One line of a session's agenda.
#[derive(Debug, Clone)]
pub struct AgendaRow {
    /// Which dossier.
    pub dossier: DossierId,
    /// Code.
    pub code: String,
    /// Title; absent when the viewer has an interest in it or has stepped aside.
    pub title: Option<String>,
    /// Title as all in the room may read it, likewise.
    pub room_title: String,
    /// What covers names in what is said of it; none where the viewer is told them.
    pub(crate) cover: Option<Cover>,
    /// Authors' names, likewise; absent where the council judges without knowing them.
    pub authors_line: Option<String>,
    /// The authors' unit, likewise.
    pub unit_name: String,
    /// The rules it is bound to, likewise.
    pub rules: Option<Arc<RuleSet>>,
    /// Where it stands.
    pub state: State,
    /// Seats that stepped aside; unknown to a viewer who takes no part in it.
    pub recused: Vec<SeatId>,
    /// Seats from which a sheet is expected: neither an author's nor stepped aside.
    pub markers: Vec<SeatId>,
    /// Seats of members who take no part in it: its authors', and of who stepped aside.
    pub aside: Vec<SeatId>,
    /// Seats that count in a majority on it.
    pub voters: Vec<SeatId>,
    /// The votes as they count, once marking is closed; nothing before.
    pub counted: Option<Counted>,
    /// The outcome, once concluded.
    pub verdict: Option<StoredVerdict>,
    /// Whether the viewer takes part in it.
    pub open_to_viewer: bool,
}

/// Which sheets have been sent; never what they say.
#[derive(Debug, Clone)]
pub struct SeatProgress {
    /// The seat.
    pub seat: CouncilSeat,
    /// Dossiers on which the member's sheet has been sent.
    pub sent: Vec<DossierId>,
}

/// A session with everything its page shows.
#[derive(Debug, Clone)]
pub struct SessionView {
    /// The session.
    pub session: Permitted<CouncilSession>,
    /// The council.
    pub council: Council,
    /// The agenda.
    pub agenda: Vec<AgendaRow>,
    /// Members with what they have sent.
    pub members: Vec<SeatProgress>,
    /// Sent sheets, once marking is closed; none before.
    pub sheets: Vec<Sheet>,
    /// Whether the viewer may close marking.
    pub leads: bool,
    /// Whether the viewer may conclude.
    pub concludes: bool,
    /// The rubric and rule of the agenda's dossiers.
    pub rules: Option<Arc<RuleSet>>,
}

impl App {
    /// Sessions of the caller's councils.
    ///
    /// # Errors
    /// `Absent` for whoever sits on no council.
    pub async fn sessions(&self, caller: &Caller) -> Outcome<Vec<CouncilSession>> {
        let councils = seated_on(caller)?;
        Ok(self.read().await?.council_sessions(&councils).await?)
    }

    /// What the caller could convene.
    pub async fn new_session_choices(&self, caller: &Caller) -> Outcome<Vec<NewSession>> {
        let led: Vec<CouncilId> = caller
            .actor
            .seats
            .iter()
            .map(|seat| seat.council)
            .filter(|council| caller.actor.runs(*council))
            .collect();
        if led.is_empty() {
            return Err(Failure::Absent);
        }
        let mut store = self.read().await?;
        let mut choices = Vec::new();
        for id in led {
            let Some(council) = store.council(id).await? else {
                continue;
            };
            let sight = Sight::Council {
                councils: vec![id],
                states: vec![State::Confirmed],
                person: caller.actor.person,
                runs: true,
            };
            let scope = DossierScope::of(&caller.actor, vec![sight]);
            let filter = DossierFilter {
                order: DossierOrder::Submitted,
                ..DossierFilter::default()
            };
            let mut waiting = store
                .dossiers(&scope, &filter, Paging { page: 1, size: 500 })
                .await?
                .rows;
            access::cover_rows(store.as_mut(), &mut waiting).await?;
            let voting = self.ways_to_vote(store.as_mut(), id).await?;
            choices.push(NewSession {
                council,
                waiting,
                voting,
            });
        }
        Ok(choices)
    }

    /// Convenes a session: its dossiers go on to marking, members are told.
    ///
    /// # Errors
    /// `Absent` when the caller does not lead the council or may not know one of the dossiers,
    /// `Refused` for an empty agenda or a dossier that does not wait for this council.
    pub async fn convene(&self, caller: &Caller, input: NewSessionInput) -> Outcome<SessionId> {
        let now = self.now();
        let mut work = self.begin().await?;
        // Members and their rights stand still from here on.
        work.hold(input.council.0).await?;
        let council = work.council(input.council).await?.ok_or(Failure::Absent)?;
        if !caller.actor.runs(council.id) {
            return Err(Failure::Absent);
        }
        if council.blind && !has_keeper(&work.seats(council.id, now).await?) {
            return Err(Refusal::BlindWithoutKeeper.into());
        }
        let title = clean(&input.title);
        if title.is_empty() {
            return Err(Refusal::Invalid { field: "title" }.into());
        }
        if input.dossiers.is_empty() {
            return Err(Refusal::AgendaEmpty.into());
        }
        let session = CouncilSession {
            id: self.fresh_id(),
            council: council.id,
            council_name: council.name.clone(),
            title,
            place: clean(&input.place),
            meets_at: input.meets_at,
            state: SessionState::Marking,
            version: 1,
            closed_at: None,
            concluded_at: None,
            voting: input.voting,
            locked_at: None,
        };
        work.insert_council_session(&session, &input.dossiers)
            .await?;
        for id in &input.dossiers {
            let mut dossier = access::dossier(work.as_mut(), &caller.actor, *id, Power::Convene)
                .await?
                .into_inner();
            if dossier.facts.council != Some(council.id) {
                return Err(Failure::Absent);
            }
            let rules = self.rules(work.as_mut(), dossier.rule_set).await?;
            if !rules.meeting.voting.contains(&session.voting) {
                return Err(Refusal::Meeting(MeetingRefusal::VotingNotAllowed).into());
            }
            let details = json!({ "session": session.id });
            let step = Step {
                capacity: "council",
                note: &session.title,
                event: "dossier.convened",
                details,
            };
            self.advance(work.as_mut(), caller, &mut dossier, Act::Convene, step, now)
                .await?;
        }
        let about = About {
            act: "session.convened",
            kind: "session",
            id: session.id.to_string(),
        };
        work.record(event(
            caller,
            &about,
            json!({}),
            json!({
                "council": council.id, "dossiers": input.dossiers, "voting": session.voting.code(),
            }),
            now,
        ));
        let calendar = invitation::calendar(&session, &self.settings.base_url, now);
        for seat in work.seats(council.id, now).await? {
            let data = json!({
                "calendar": calendar,
                "title": session.title, "place": session.place, "meets_at": session.meets_at.0,
                "link": format!("{}/sessions/{}", self.settings.base_url, session.id),
            });
            self.order_mail(
                work.as_mut(),
                seat.person,
                "session-convened",
                &session.id.to_string(),
                data,
                now,
            )
            .await?;
        }
        work.commit().await?;
        Ok(session.id)
    }

    /// The session for a member of its council.
    pub async fn session(&self, caller: &Caller, id: SessionId) -> Outcome<SessionView> {
        let mut store = self.read().await?;
        self.session_view(store.as_mut(), caller, id).await
    }

    /// Ways of voting that the rules of all rounds of a council allow, in the order of the first's.
    async fn ways_to_vote(
        &self,
        store: &mut dyn Reading,
        council: CouncilId,
    ) -> Outcome<Vec<Voting>> {
        let mut ways: Option<Vec<Voting>> = None;
        let rounds = store.rounds().await?.into_iter();
        for round in rounds {
            let by_field = store.round_councils(round.id).await?;
            let judges =
                round.council == Some(council) || by_field.iter().any(|one| one.council == council);
            if !judges {
                continue;
            }
            let rules = self.rules(store, round.rule_set).await?;
            let allowed = &rules.meeting.voting;
            let common = match ways {
                None => allowed.clone(),
                Some(ways) => ways
                    .into_iter()
                    .filter(|way| allowed.contains(way))
                    .collect(),
            };
            ways = Some(common);
        }
        Ok(ways.unwrap_or_else(|| vec![Voting::Sheets]))
    }

    pub(super) async fn session_view(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        id: SessionId,
    ) -> Outcome<SessionView> {
        let found = store.council_session(id).await?;
        let session = access::council_session(found, &caller.actor, false)?;
        let council = store
            .council(session.council)
            .await?
            .ok_or(Failure::Absent)?;
        // Once marking is closed, those count who sat on the council then.
        let as_of = session.closed_at.unwrap_or_else(|| self.now());
        let seats = store.seats(session.council, as_of).await?;
        let mut agenda = Vec::new();
        let mut opened = Vec::new();
        let items = store.agenda(id).await?;
        for item in &items {
            let found = access::dossier(store, &caller.actor, item.dossier, Power::Attend).await;
            match found {
                Ok(dossier) => {
                    let rules = self.rules(store, dossier.rule_set).await?;
                    let cover = access::cover(store, &dossier).await?;
                    let dossier = dossier.into_inner();
                    let recusals = store.recusals(item.dossier).await?;
                    let mut row = open_row(&dossier, &recusals, &seats, item.verdict.clone());
                    row.room_title = access::title_for_council(store, &dossier).await?;
                    if cover.is_some() {
                        row.title = Some(row.room_title.clone());
                        row.authors_line = None;
                    } else {
                        let unit = dossier.facts.unit;
                        row.unit_name = unit_name(store, unit, session.meets_at).await?;
                    }
                    row.cover = cover;
                    row.rules = Some(Arc::clone(&rules));
                    agenda.push(row);
                    opened.push((dossier, rules));
                }
                Err(Failure::Absent) => agenda.push(closed_row(item.dossier)),
                Err(other) => return Err(other),
            }
        }
        let visible: Vec<(DossierId, &DossierFacts)> = opened
            .iter()
            .map(|(dossier, _)| (dossier.id, &dossier.facts))
            .collect();
        let (sent, sheets) = access::session_sheets(store, &session, &visible).await?;
        if session.state != SessionState::Marking {
            let votes = store.votes(id).await?;
            for (dossier, rules) in &opened {
                let own: Vec<&Sheet> = sheets
                    .iter()
                    .filter(|sheet| sheet.dossier == dossier.id)
                    .collect();
                let held = held_vote(store, &votes, &seats, dossier.id).await?;
                if let Some(row) = agenda.iter_mut().find(|row| row.dossier == dossier.id) {
                    row.counted = Some(count_votes(
                        dossier,
                        &own,
                        &seats,
                        rules,
                        session.voting,
                        held,
                        votes_of(&items, dossier.id),
                    ));
                }
            }
        }
        let mut sent_by: HashMap<SeatId, Vec<DossierId>> = HashMap::new();
        for one in sent {
            sent_by.entry(one.seat).or_default().push(one.dossier);
        }
        let members = seats
            .into_iter()
            .map(|seat| SeatProgress {
                sent: sent_by.remove(&seat.id).unwrap_or_default(),
                seat,
            })
            .collect();
        let rules = opened.into_iter().next().map(|(_, rules)| rules);
        let leads = caller.actor.runs(session.council);
        let concludes = caller.actor.may(session.council, Right::Conclude);
        Ok(SessionView {
            session,
            council,
            agenda,
            members,
            sheets,
            leads,
            concludes,
            rules,
        })
    }
}

pub(crate) fn seated_on(caller: &Caller) -> Outcome<Vec<CouncilId>> {
    let councils: Vec<CouncilId> = caller.actor.seats.iter().map(|seat| seat.council).collect();
    if councils.is_empty() {
        Err(Failure::Absent)
    } else {
        Ok(councils)
    }
}
