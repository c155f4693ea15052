//! What whoever runs a council sees of the sheets while members mark, and opening a sent one again.

use sangkien_domain::access::{DossierFacts, Power};
use sangkien_domain::council::{Right, SessionState};
use sangkien_domain::id::{DossierId, FieldId, RuleSetId, SeatId, SessionId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::access::{self, Permitted};
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::record::{Council, CouncilSeat, CouncilSession, Dossier, FurtherMarker, Reopening};
use crate::support::{About, clean, event};

/// How far one sheet is; never what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetState {
    /// Sent and locked.
    Sent,
    /// Expected.
    Open,
    /// Not expected: the member has an interest or stepped aside.
    Aside,
    /// Not expected: the dossier was given to other members.
    NotGiven,
}

/// One dossier of the session with the state of its sheets.
#[derive(Debug, Clone)]
pub struct SheetRow {
    /// The dossier.
    pub dossier: DossierId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// One state for each member of [`SheetsView::seats`].
    pub states: Vec<SheetState>,
    /// Its field.
    pub field: Option<FieldId>,
    /// By what it is judged.
    pub rule_set: RuleSetId,
    /// Since when it is where it stands.
    pub since: Instant,
    /// Who stands how to it.
    pub facts: DossierFacts,
}

/// The sheets of a session, for whoever runs its council.
#[derive(Debug, Clone)]
pub struct SheetsView {
    /// The session.
    pub session: Permitted<CouncilSession>,
    /// Its council.
    pub council: Council,
    /// Members who mark.
    pub seats: Vec<CouncilSeat>,
    /// Dossiers the viewer may know.
    pub rows: Vec<SheetRow>,
    /// Sheets that were opened again, of these dossiers.
    pub reopenings: Vec<Reopening>,
    /// Further members called, as far as the viewer may know of them.
    pub further: Vec<FurtherMarker>,
}

impl App {
    /// How far the sheets of a session are.
    ///
    /// # Errors
    /// `Absent` for whoever does not run the council.
    pub async fn sheets(&self, caller: &Caller, id: SessionId) -> Outcome<SheetsView> {
        let mut store = self.read().await?;
        let found = store.council_session(id).await?;
        let session = access::council_session(found, &caller.actor, true)?;
        let council = store
            .council(session.council)
            .await?
            .ok_or(Failure::Absent)?;
        let at = session.closed_at.unwrap_or_else(|| self.now());
        let mut seats = store.seats(session.council, at).await?;
        seats.retain(|seat| seat.rights.allow(Right::Mark));
        let mut dossiers = Vec::new();
        for item in store.agenda(id).await? {
            let open =
                access::dossier(store.as_mut(), &caller.actor, item.dossier, Power::Convene).await;
            match open {
                Ok(dossier) => {
                    let title = access::told_title(store.as_mut(), &dossier).await?;
                    let dossier = dossier.into_inner();
                    dossiers.push(Dossier { title, ..dossier });
                }
                Err(Failure::Absent) => {}
                Err(other) => return Err(other),
            }
        }
        let visible: Vec<(DossierId, &DossierFacts)> =
            dossiers.iter().map(|one| (one.id, &one.facts)).collect();
        let (sent, _) = access::session_sheets(store.as_mut(), &session, &visible).await?;
        let hidden = access::hidden_sheets(store.as_mut(), &session, &visible).await?;
        let state = |dossier: &Dossier, seat: &CouncilSeat| {
            let is_sent = sent
                .iter()
                .any(|sheet| sheet.dossier == dossier.id && sheet.seat == seat.id);
            match is_sent {
                true => SheetState::Sent,
                false if marks(seat, &dossier.facts) => SheetState::Open,
                false if dossier.facts.stands_aside(seat.person) => SheetState::Aside,
                false => SheetState::NotGiven,
            }
        };
        let rows = dossiers.iter().map(|dossier| SheetRow {
            dossier: dossier.id,
            code: dossier.code.clone().unwrap_or_default(),
            title: dossier.title.clone(),
            states: seats.iter().map(|seat| state(dossier, seat)).collect(),
            field: dossier.field,
            rule_set: dossier.rule_set,
            since: dossier.standing.since,
            facts: dossier.facts.clone(),
        });
        let rows = rows.collect();
        let mut reopenings = store.reopenings(id).await?;
        reopenings.retain(|one| {
            visible.iter().any(|known| known.0 == one.dossier)
                && !hidden.contains(&(one.dossier, one.seat))
        });
        let mut further = store.further_markers(id).await?;
        further.retain(|one| {
            let facts = visible.iter().find(|known| known.0 == one.dossier);
            facts.is_some_and(|(_, facts)| facts.knows_of_further(&caller.actor))
        });
        Ok(SheetsView {
            session,
            council,
            seats,
            rows,
            reopenings,
            further,
        })
    }

    /// Opens a sheet that was sent, so that its member can change and send it again; what it said
    /// is kept, and the member is told why. Whoever does so learns nothing of the sheet.
    ///
    /// # Errors
    /// `Absent` for whoever does not run the council or may not know the dossier; `Refused` without
    /// a reason, for a sheet not sent, and once marking is closed.
    pub async fn reopen_sheet(
        &self,
        caller: &Caller,
        id: DossierId,
        seat: SeatId,
        reason: &str,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let session = super::mark::marking_session(work.as_mut(), id).await?;
        let dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::Convene).await?;
        let session = session?;
        let known = [(id, &dossier.facts)];
        let hidden = access::hidden_sheets(work.as_mut(), &session, &known).await?;
        let seats = work.seats(session.council, now).await?;
        let member = seats.iter().find(|one| one.id == seat);
        let member = member.ok_or(Failure::Absent)?;
        let reason = clean(reason);
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        let sheet = access::sheet_of_seat(work.as_mut(), &dossier, seat).await?;
        let sheet = sheet.filter(|sheet| sheet.sent_at.is_some() && !hidden.contains(&(id, seat)));
        let sheet = sheet.ok_or(Failure::Refused(vec![Refusal::SheetNotSent]))?;
        let by = caller.actor.person;
        work.reopen_sheet(sheet.id, sheet.version, &reason, by, now)
            .await?;
        let about = About {
            act: "sheet.reopened",
            kind: "sheet",
            id: sheet.id.to_string(),
        };
        work.record(event(
            caller,
            &about,
            json!({ "version": sheet.version }),
            json!({ "version": sheet.version + 1, "dossier": id, "seat": seat, "reason": reason }),
            now,
        ));
        let data = json!({
            "title": access::title_for_council(work.as_mut(), &dossier).await?, "code": dossier.code, "note": reason,
            "link": format!("{}/dossiers/{id}/marking", self.settings.base_url),
        });
        let about = format!("{}:{}", sheet.id, sheet.version);
        let (person, kind) = (member.person, "sheet-reopened");
        self.order_mail(work.as_mut(), person, kind, &about, data, now)
            .await?;
        work.commit().await?;
        Ok(())
    }
}

/// Whether a sheet on a dossier is expected from a seat.
pub(super) fn marks(seat: &CouncilSeat, facts: &DossierFacts) -> bool {
    seat.rights.allow(Right::Mark) && facts.asks(seat.person) && !facts.stands_aside(seat.person)
}

impl SheetsView {
    /// The dossiers with their facts, as the guard told them.
    pub(super) fn facts(&self) -> Vec<(DossierId, &DossierFacts)> {
        let rows = self.rows.iter();
        rows.map(|row| (row.dossier, &row.facts)).collect()
    }

    /// Sheets sent or expected.
    pub fn expected(&self) -> u32 {
        let states = self.rows.iter().flat_map(|row| &row.states);
        let wanted = [SheetState::Sent, SheetState::Open];
        let expected = states.filter(|state| wanted.contains(state)).count();
        u32::try_from(expected).unwrap_or(u32::MAX)
    }

    /// Whether members still mark.
    pub fn open(&self) -> bool {
        self.session.state == SessionState::Marking
    }
}
