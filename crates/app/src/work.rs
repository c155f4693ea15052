//! "Việc của tôi": what waits for the caller, by capacity.

use sangkien_domain::access::Role;
use sangkien_domain::council::SessionState;
use sangkien_domain::dossier::State;

use crate::App;
use crate::access::{self, DossierScope, Sight};
use crate::caller::Caller;
use crate::failure::Outcome;
use crate::port::{DossierFilter, DossierOrder, Paging};
use crate::record::{CouncilSession, Decision, DossierRow};

/// In which capacity dossiers wait for the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// Own dossiers to be supplemented.
    Supplement,
    /// Own drafts.
    Finish,
    /// To be received at a desk.
    Receive,
    /// First application to be confirmed.
    Confirm,
    /// To be put on an agenda.
    Convene,
    /// To be decided.
    Decide,
}

/// Dossiers that wait for the caller in one capacity.
#[derive(Debug, Clone)]
pub struct WorkGroup {
    /// In which capacity.
    pub duty: Duty,
    /// The most pressing ones.
    pub rows: Vec<DossierRow>,
    /// How many in all.
    pub total: u64,
}

/// Everything that waits for the caller.
#[derive(Debug, Clone)]
pub struct WorkList {
    /// Groups that are not empty.
    pub groups: Vec<WorkGroup>,
    /// Dossiers to mark.
    pub marking: Vec<crate::council::MarkingItem>,
    /// Sessions under way that the caller leads.
    pub sessions: Vec<CouncilSession>,
    /// Draft decisions to issue.
    pub drafts: Vec<Decision>,
}

/// Rows shown in each group.
const SHOWN: u32 = 8;

impl App {
    /// What waits for the caller now.
    pub async fn work(&self, caller: &Caller) -> Outcome<WorkList> {
        let actor = &caller.actor;
        let led: Vec<_> = actor
            .seats
            .iter()
            .map(|seat| seat.council)
            .filter(|council| actor.runs(*council))
            .collect();
        let own = Sight::Own(actor.person);
        let duties = [
            (Duty::Supplement, own.clone(), State::Returned),
            (Duty::Finish, own, State::Draft),
            (
                Duty::Receive,
                Sight::Desks(actor.units_of(Role::Clerk)),
                State::Submitted,
            ),
            (
                Duty::Confirm,
                Sight::AuthorsOf(actor.units_of(Role::HeadOfUnit)),
                State::Accepted,
            ),
            (
                Duty::Convene,
                Sight::Council {
                    councils: led.clone(),
                    states: vec![State::Confirmed],
                    person: actor.person,
                    runs: true,
                },
                State::Confirmed,
            ),
            (
                Duty::Decide,
                Sight::Organised(actor.units_of(Role::Leader), vec![State::Passed]),
                State::Passed,
            ),
        ];
        let mut store = self.read().await?;
        let mut groups = Vec::new();
        for (duty, sight, state) in duties {
            if sight.is_empty() {
                continue;
            }
            let scope = DossierScope::of(actor, vec![sight]);
            let filter = DossierFilter {
                states: vec![state],
                order: DossierOrder::Due,
                ..DossierFilter::default()
            };
            let mut page = store
                .dossiers(
                    &scope,
                    &filter,
                    Paging {
                        page: 1,
                        size: SHOWN,
                    },
                )
                .await?;
            access::cover_rows(store.as_mut(), &mut page.rows).await?;
            if page.total > 0 {
                groups.push(WorkGroup {
                    duty,
                    rows: page.rows,
                    total: page.total,
                });
            }
        }
        let sessions = if led.is_empty() {
            Vec::new()
        } else {
            store.council_sessions(&led).await?
        };
        let leads = actor.units_of(Role::Leader);
        let decisions = if leads.is_empty() {
            Vec::new()
        } else {
            store.decisions(&leads).await?
        };
        drop(store);
        let marking = if actor.seats.is_empty() {
            Vec::new()
        } else {
            self.marking_list(caller).await?
        };
        Ok(WorkList {
            groups,
            marking: marking
                .into_iter()
                .filter(|item| item.sent_at.is_none())
                .collect(),
            sessions: sessions
                .into_iter()
                .filter(|session| session.state != SessionState::Concluded)
                .collect(),
            drafts: decisions
                .into_iter()
                .filter(|decision| decision.issue.is_none())
                .collect(),
        })
    }
}
