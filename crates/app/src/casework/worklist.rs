//! What waits for a person, and what they wait for.

use jiff::ToSpan;
use sangkien_domain::access::{PartyWho, Power};
use sangkien_domain::time::Instant;

use crate::App;
use crate::access::{self, dossier_scope};
use crate::caller::Caller;
use crate::failure::Outcome;
use crate::port::{DossierFilter, DossierOrder, DueSpan, Page, Paging, Reading, Waiter, Waiting};
use crate::record::DossierRow;

/// Days ahead, today included, within which a limit is said to end soon.
const SOON_DAYS: i64 = 3;

/// A part of a person's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkPart {
    /// An apology with a new day is owed.
    Apology,
    /// Waits for them, and a limit is exceeded.
    Late,
    /// Waits for them, and a limit ends soon.
    Soon,
    /// Waits for them.
    Open,
    /// Filed or handed on by them, and waits for others.
    Others,
}

impl WorkPart {
    /// Every part, the most pressing first.
    pub const ALL: [Self; 5] = [
        Self::Apology,
        Self::Late,
        Self::Soon,
        Self::Open,
        Self::Others,
    ];

    /// Stable code, for addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Apology => "apology",
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Open => "open",
            Self::Others => "others",
        }
    }

    /// The part of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }
}

impl App {
    /// One page of a part of the caller's work, with how many rows it has in all. Only what the
    /// caller may see is listed and counted.
    pub async fn work_part(
        &self,
        caller: &Caller,
        part: WorkPart,
        order: DossierOrder,
        paging: Paging,
    ) -> Outcome<Page<DossierRow>> {
        let now = self.now();
        let actor = &caller.actor;
        let waiter = Waiter {
            person: actor.person,
            roles: actor
                .grants
                .iter()
                .map(|grant| (grant.role, grant.unit))
                .collect(),
            seats: actor
                .seats
                .iter()
                .map(|seat| (seat.council, seat.post))
                .collect(),
        };
        let soon = now.day().saturating_add(SOON_DAYS.days());
        let (waiting, due) = match part {
            WorkPart::Apology => (Waiting::Apology(waiter), None),
            WorkPart::Late => (Waiting::For(waiter), Some(DueSpan::Late(now))),
            WorkPart::Soon => (Waiting::For(waiter), Some(DueSpan::Soon(now, soon))),
            WorkPart::Open => (Waiting::For(waiter), Some(DueSpan::Later(now, soon))),
            WorkPart::Others => (Waiting::Others(waiter), None),
        };
        let filter = DossierFilter {
            waiting: Some(waiting),
            due,
            order,
            ..DossierFilter::default()
        };
        let mut store = self.read().await?;
        let mut page = store
            .dossiers(&dossier_scope(actor), &filter, paging)
            .await?;
        access::cover_rows(store.as_mut(), &mut page.rows).await?;
        self.name_states(store.as_mut(), &mut page.rows, now)
            .await?;
        if part != WorkPart::Others {
            self.name_givers(store.as_mut(), caller, &mut page.rows, now)
                .await?;
        }
        Ok(page)
    }

    /// Says of each row whose role brings it to the caller, where it is nobody else's but a
    /// substitute's duty.
    async fn name_givers(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        rows: &mut [DossierRow],
        now: Instant,
    ) -> Outcome<()> {
        let duties = self.lent_duties(store, caller, now).await?;
        if duties.is_empty() {
            return Ok(());
        }
        let mut own = caller.actor.clone();
        own.grants
            .retain(|grant| !duties.contains_key(&(grant.role, grant.unit)));
        for row in rows {
            let dossier = access::dossier(store, &caller.actor, row.id, Power::Read).await?;
            let facts = &dossier.facts;
            let current = || facts.parties.iter().filter(|party| party.current);
            if current().any(|party| party.who.includes(&own, facts)) {
                continue;
            }
            row.acts_for = current()
                .filter(|party| party.who.includes(&caller.actor, facts))
                .find_map(|party| match party.who {
                    PartyWho::Role { role, unit } => duties.get(&(role, unit)).cloned(),
                    _ => None,
                });
        }
        Ok(())
    }
}
