//! Lists on a realistic number of dossiers.

use std::sync::Arc;
use std::time::{Duration, Instant as Watch};

use sangkien_app::access::dossier_scope;
use sangkien_app::port::{DossierFilter, DossierOrder, Paging};
use sangkien_domain::access::Role;
use sangkien_domain::dossier::State;
use sangkien_text::words;

use super::samples::{commit, grant};
use super::{Bench, World};

/// Some hundred times what a page takes, since tests share the machine.
const PATIENCE: Duration = Duration::from_secs(1);

/// A page with its count and its names, for the actor with the widest scope.
pub async fn a_page_of_fifty_among_three_thousand_dossiers_is_cheap(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    for role in [Role::Clerk, Role::HeadOfUnit, Role::Auditor, Role::Leader] {
        for unit in [world.district, world.school, world.desk] {
            let grant = grant(world.chair, role, unit);
            work.insert_grant(&grant).await.unwrap();
        }
    }
    for number in 0..3_000 {
        let state = State::ALL[number % State::ALL.len()];
        let dossier = world.dossier(state, &format!("Giải pháp mẫu số {number}"));
        work.insert_dossier(&dossier).await.unwrap();
    }
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    let actor = read.actor(world.chair, world.now).await.unwrap().unwrap();
    let scope = dossier_scope(&actor);
    let filters = [
        DossierFilter::default(),
        DossierFilter {
            order: DossierOrder::Title,
            words: words("giải pháp 29"),
            ..DossierFilter::default()
        },
    ];
    for filter in &filters {
        for page in [1, 3] {
            let watch = Watch::now();
            let rows = read
                .dossiers(&scope, filter, Paging { page, size: 50 })
                .await
                .unwrap();
            let took = watch.elapsed();
            println!(
                "{}: page {page} of {} in {took:?}",
                bench.engine(),
                rows.total
            );
            assert_eq!(rows.rows.len(), 50);
            assert!(took < PATIENCE, "{took:?}");
        }
    }
}
