//! Lists of dossiers, always within the viewer's scope.

use sangkien_domain::dossier::State;

use crate::App;
use crate::access::{cover_rows, dossier_scope};
use crate::caller::Caller;
use crate::failure::Outcome;
use crate::port::{DossierFilter, Page, Paging};
use crate::record::{DossierRow, Field, Round};

/// What a list is asked for.
#[derive(Debug, Clone)]
pub struct ListInput {
    /// What to narrow to.
    pub filter: DossierFilter,
    /// Words as typed; folded here.
    pub query: String,
    /// Only the viewer's own dossiers.
    pub own: bool,
    /// Which page.
    pub paging: Paging,
}

/// A list with what its filters offer.
#[derive(Debug, Clone)]
pub struct DossierList {
    /// The page.
    pub page: Page<DossierRow>,
    /// How many are in each state, before narrowing to states.
    pub counts: Vec<(State, u64)>,
    /// Rounds to choose from.
    pub rounds: Vec<Round>,
    /// Fields to choose from.
    pub fields: Vec<Field>,
}

impl App {
    /// Dossiers the caller may know of. Everything that is counted, sorted or searched is inside
    /// that scope.
    pub async fn dossiers(&self, caller: &Caller, input: ListInput) -> Outcome<DossierList> {
        let scope = dossier_scope(&caller.actor);
        let mut filter = input.filter;
        filter.words = sangkien_text::words(&input.query);
        filter.mine = input.own.then_some(caller.actor.person);
        let mut store = self.read().await?;
        let counts = store.count_dossiers(&scope, &filter).await?;
        let total = counts
            .iter()
            .filter(|(state, _)| filter.states.is_empty() || filter.states.contains(state))
            .map(|(_, count)| count)
            .sum();
        let mut rows = store.dossier_rows(&scope, &filter, input.paging).await?;
        cover_rows(store.as_mut(), &mut rows).await?;
        self.name_states(store.as_mut(), &mut rows, self.now())
            .await?;
        Ok(DossierList {
            page: Page { rows, total },
            counts,
            rounds: store.rounds().await?,
            fields: store.fields(self.now().day()).await?,
        })
    }
}
