//! Numbers, decisions and certificates; the registry is tested in [`super::registry`].

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::date;
use sangkien_app::record::{Certificate, CertificateFace, CertificateState, Issue};
use sangkien_domain::dossier::State;
use sangkien_domain::id::{DecisionId, DossierId};
use sangkien_domain::register::Series;
use sangkien_domain::time::Instant;

use super::samples::{commit, fresh};
use super::{Bench, World, assert_stale, refused_by};

/// One hundred issues at once take the numbers from 1 to 100.
pub async fn numbers_have_no_gap_and_no_duplicate_under_parallel_issues(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let tasks: Vec<_> = (0..100)
        .map(|_| {
            let (bench, body) = (Arc::clone(&bench), world.district);
            tokio::spawn(async move {
                let mut work = bench.store().begin().await.unwrap();
                let number = work
                    .next_number(body, Series::Certificate, 2024)
                    .await
                    .unwrap();
                work.commit().await.unwrap();
                number
            })
        })
        .collect();
    let mut numbers = BTreeSet::new();
    for task in tasks {
        assert!(numbers.insert(task.await.unwrap()), "a number came twice");
    }
    assert!(numbers.into_iter().eq(1..=100), "a number is missing");
}

/// A number is used up only by work that was committed.
pub async fn a_number_of_work_not_committed_is_given_again(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    for (kept, number) in [(true, 1), (false, 2), (false, 2), (true, 2), (true, 3)] {
        let mut work = bench.store().begin().await.unwrap();
        let given = work
            .next_number(world.district, Series::Decision, 2024)
            .await
            .unwrap();
        assert_eq!(given, number);
        if kept {
            commit(work).await;
        }
    }
}

/// Series do not disturb each other.
pub async fn each_body_series_and_year_counts_for_itself(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    for (body, series, year, number) in [
        (world.district, Series::Decision, 2024, 1),
        (world.district, Series::Decision, 2024, 2),
        (world.district, Series::Decision, 2025, 1),
        (world.district, Series::Certificate, 2024, 1),
        (world.school, Series::Decision, 2024, 1),
        (world.district, Series::Decision, 2024, 3),
    ] {
        let given = work.next_number(body, series, year).await.unwrap();
        assert_eq!(given, number);
    }
}

fn issue(world: &World, number: u32, at: Instant) -> Issue {
    Issue {
        year: 2024,
        number,
        issued_at: at,
        signer: world.chair,
        signer_name: "Chủ tịch mẫu".into(),
        signer_post: "Chủ tịch".into(),
    }
}

async fn passed(bench: &dyn Bench, world: &World) -> DossierId {
    let dossier = world
        .add_dossier(bench.store(), State::Passed, "Sáng kiến mẫu")
        .await;
    dossier.id
}

/// Number, year, signer and moment come together, once.
pub async fn a_draft_has_no_number_and_is_issued_once(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let items = [passed(&*bench, &world).await, passed(&*bench, &world).await];
    let mut decision = world.decision(&items);
    let mut work = bench.store().begin().await.unwrap();
    work.insert_decision(&decision).await.unwrap();
    let found = work.decision(decision.id).await.unwrap().unwrap();
    assert_eq!(found.open_for_test(), decision);
    let first = issue(&world, 12, world.now);
    work.issue_decision(decision.id, &first).await.unwrap();
    let second = issue(&world, 13, world.now);
    assert_stale(work.issue_decision(decision.id, &second).await);
    assert_stale(work.issue_decision(fresh(), &second).await);
    commit(work).await;
    decision.issue = Some(first);
    let mut read = bench.store().read().await.unwrap();
    let found = read.decision_of(items[1]).await.unwrap().unwrap();
    assert_eq!(found.open_for_test(), decision);
}

/// An initiative is recognised once.
pub async fn an_initiative_stands_on_one_decision_only(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let item = passed(&*bench, &world).await;
    let mut work = bench.store().begin().await.unwrap();
    let decision = world.decision(&[item]);
    work.insert_decision(&decision).await.unwrap();
    let again = work.insert_decision(&world.decision(&[item])).await;
    assert_eq!(refused_by(again), "decision_item_dossier_id_unique");
}

/// A draft goes with its items, which are free again; an issued decision stays.
pub async fn an_issued_decision_is_not_discarded(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let item = passed(&*bench, &world).await;
    let mut work = bench.store().begin().await.unwrap();
    let draft = world.decision(&[item]);
    work.insert_decision(&draft).await.unwrap();
    work.discard_decision(draft.id).await.unwrap();
    assert!(work.decision_of(item).await.unwrap().is_none());
    let mut issued = world.decision(&[item]);
    issued.issue = Some(issue(&world, 1, world.now));
    work.insert_decision(&issued).await.unwrap();
    assert_stale(work.discard_decision(issued.id).await);
    let kept = work.decision_of(item).await.unwrap().unwrap();
    assert_eq!(kept.open_for_test(), issued);
}

/// The register itself refuses a number given twice.
pub async fn two_decisions_do_not_share_a_number(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    let decisions = [world.decision(&[]), world.decision(&[])];
    for decision in &decisions {
        work.insert_decision(decision).await.unwrap();
    }
    let same = issue(&world, 5, world.now);
    work.issue_decision(decisions[0].id, &same).await.unwrap();
    assert_eq!(
        refused_by(work.issue_decision(decisions[1].id, &same).await),
        "decision_organiser_id_year_number_unique"
    );
}

/// What is still to do comes first.
pub async fn decisions_are_listed_drafts_first(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let item = passed(&*bench, &world).await;
    let mut work = bench.store().begin().await.unwrap();
    let mut order: Vec<(i64, DecisionId)> = Vec::new();
    for (rank, number, shift) in [(3, Some(1), 10), (2, Some(2), 20), (1, None, 0)] {
        let items = [item];
        let mut decision = world.decision(if rank == 2 { &items } else { &[] });
        decision.issue = number.map(|number| issue(&world, number, world.now.plus_seconds(shift)));
        work.insert_decision(&decision).await.unwrap();
        order.push((rank, decision.id));
    }
    order.sort_unstable();
    let listed = work.decisions(&[world.district]).await.unwrap();
    let ids: Vec<DecisionId> = listed.iter().map(|decision| decision.id).collect();
    assert!(ids.iter().eq(order.iter().map(|(_, id)| id)));
    assert_eq!(listed[1].items, [item]);
    assert!(listed[0].items.is_empty());
    assert!(work.decisions(&[world.school]).await.unwrap().is_empty());
    assert!(work.decisions(&[]).await.unwrap().is_empty());
}

async fn certificate(bench: &dyn Bench, world: &World, number: u32) -> Certificate {
    let dossier = world
        .add_dossier(bench.store(), State::Draft, "Sáng kiến mẫu")
        .await;
    let mut decision = world.decision(&[dossier.id]);
    decision.issue = Some(issue(world, number, world.now));
    let mut work = bench.store().begin().await.unwrap();
    let authors = [world.sole_author()];
    work.replace_authors(dossier.id, &authors, 0, world.author, world.now)
        .await
        .unwrap();
    work.insert_decision(&decision).await.unwrap();
    commit(work).await;
    Certificate {
        id: fresh(),
        code: format!("MAU{number}"),
        dossier: dossier.id,
        author_position: 1,
        decision: decision.id,
        organiser: world.district,
        year: 2024,
        number,
        issued_at: world.now,
        state: CertificateState::Valid,
        face: CertificateFace {
            title: "Giấy chứng nhận sáng kiến".into(),
            number: "05/GCN-UBND".into(),
            superior: String::new(),
            body: "Ủy ban nhân dân huyện mẫu".into(),
            author: "Tác giả mẫu 01".into(),
            workplace: "Trường tiểu học mẫu".into(),
            share: "100 %".into(),
            initiative: "Sáng kiến mẫu".into(),
            place: "Huyện mẫu".into(),
            issued_on: date(2024, 3, 15),
            decision: "12/QĐ-UBND".into(),
            signer_post: "Chủ tịch".into(),
            signer_name: "Chủ tịch mẫu".into(),
        },
        replaces: None,
    }
}

/// What is printed is frozen; only whether it holds may change.
pub async fn a_certificate_comes_back_as_issued(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut certificate = certificate(&*bench, &world, 1).await;
    let mut work = bench.store().begin().await.unwrap();
    work.insert_certificate(&certificate).await.unwrap();
    work.set_certificate_state("MAU1", CertificateState::Revoked)
        .await
        .unwrap();
    assert_stale(
        work.set_certificate_state("không có", CertificateState::Valid)
            .await,
    );
    certificate.state = CertificateState::Revoked;
    assert_eq!(
        work.certificate("MAU1").await.unwrap().as_ref(),
        Some(&certificate)
    );
    assert_eq!(work.certificate("mau1").await.unwrap(), None);
    let of_dossier = work.certificates(certificate.dossier).await.unwrap();
    assert_eq!(of_dossier, [certificate]);
}

/// Neither author, nor number, nor code is used twice; nobody gets one who is no author.
pub async fn an_author_gets_one_certificate(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let first = certificate(&*bench, &world, 1).await;
    let second = certificate(&*bench, &world, 2).await;
    let mut work = bench.store().begin().await.unwrap();
    work.insert_certificate(&first).await.unwrap();
    commit(work).await;
    let mut same_author = second.clone();
    same_author.dossier = first.dossier;
    let mut same_number = second.clone();
    same_number.number = 1;
    let mut same_code = second.clone();
    same_code.code = "MAU1".into();
    for (twin, name) in [
        (
            &same_author,
            "certificate_dossier_id_author_position_unique",
        ),
        (&same_number, "certificate_organiser_id_year_number_unique"),
        (&same_code, "certificate_code_unique"),
    ] {
        let mut work = bench.store().begin().await.unwrap();
        assert_eq!(refused_by(work.insert_certificate(twin).await), name);
    }
    let mut nobody = second;
    nobody.author_position = 2;
    let mut work = bench.store().begin().await.unwrap();
    refused_by(work.insert_certificate(&nobody).await);
}
