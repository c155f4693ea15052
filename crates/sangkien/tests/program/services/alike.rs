//! What the running program does because of limits is what the pure sample run says for the same
//! file: the same limits, the same apologies, at the same moments.

use std::collections::BTreeSet;

use sangkien_casework::clock::RunningLimit;
use sangkien_casework::condition::Facts;
use sangkien_casework::engine::Compiled;
use sangkien_casework::sample::{Event, Outcome, Sample};

use super::*;

/// An act of somebody at a moment: account, key, facts.
type Done = (
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// Lets limits of the running program come due up to a moment, each at its own.
async fn pass(office: &Office, until: Instant) {
    let app = &office.world.app;
    while let Some(next) = app.next_end().await.unwrap() {
        if next > until {
            break;
        }
        office.world.clock.hold_at(next.max(app.now()));
        let looked = app.look_at_limits().await.unwrap();
        assert!(looked.failed.is_empty(), "{:?}", looked.failed);
    }
    office.world.clock.hold_at(until);
}

/// A limit as both tell it.
fn told(limit: &RunningLimit) -> (String, i64, Instant, Option<Instant>, Option<Instant>) {
    (
        limit.key.clone(),
        limit.visit,
        limit.started_at,
        limit.due_at,
        limit.met_at,
    )
}

async fn alike(
    code: &str,
    file: &str,
    facts: &[(&str, &str)],
    acts: &[Done],
    until: &str,
) -> usize {
    let office = Office::open(Engine::Sqlite, code).await;
    let (begin, until) = (at(acts[0].1), at(until));
    office.world.clock.hold_at(begin);
    let id = office.draft(facts, 1).await;
    office.submit(id).await;
    let view = office.view(AUTHOR, id).await;
    let desk = view.dossier.facts.desk;
    let calendar = office.world.app.calendar_of(desk).await.unwrap();
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/vietnam/procedures");
    let text = fs::read_to_string(packs.join(file)).unwrap();
    let compiled = Compiled::new(Procedure::read(&text).unwrap()).unwrap();
    let mut sample = Sample::begin(&compiled, &calendar, begin).unwrap();
    let mut owed = BTreeSet::new();
    for (number, (account, moment, act, stated)) in acts.iter().enumerate() {
        let mut known = Facts::new();
        let first: &[(&str, &str)] = if number == 0 { facts } else { stated };
        for (name, value) in first {
            if let Ok(value) = compiled.vocabulary().read(name, value) {
                known.set(*name, value);
            }
        }
        let event = Event {
            at: at(moment),
            act: (*act).to_owned(),
            by: (*account).to_owned(),
            eligible: 1,
            facts: known,
            opinion: "Ý kiến mẫu".into(),
        };
        let outcome = sample.happen(&event).unwrap();
        assert!(matches!(outcome, Outcome::Moved { .. }), "{act}");
        if number > 0 {
            pass(&office, at(moment)).await;
            office.act(account, id, act, stated).await;
        }
        compare(&office, id, &sample, &mut owed).await;
    }
    sample.pass(until);
    pass(&office, until).await;
    compare(&office, id, &sample, &mut owed).await;
    office.world.check().await;
    office.world.close().await;
    owed.len()
}

/// Holds limits, steps and apologies of both against one another.
async fn compare(
    office: &Office,
    id: DossierId,
    sample: &Sample<'_>,
    owed: &mut BTreeSet<(String, i64)>,
) {
    // What came due at this very moment is found by the next look.
    let looked = office.world.app.look_at_limits().await.unwrap();
    assert!(looked.failed.is_empty());
    let mut store = office.world.store().read().await.unwrap();
    let mut live: Vec<_> = store.limits(id).await.unwrap().iter().map(told).collect();
    let mut pure: Vec<_> = sample.limits().iter().map(told).collect();
    live.sort();
    pure.sort();
    assert_eq!(live, pure);
    let visits = store.visits(id).await.unwrap();
    let live: Vec<(&str, Instant)> = visits
        .iter()
        .skip(1)
        .map(|visit| (visit.step.as_str(), visit.entered_at))
        .collect();
    let pure: Vec<(&str, Instant)> = sample
        .visits()
        .iter()
        .skip(1)
        .map(|visit| (visit.step.as_str(), visit.entered_at))
        .collect();
    assert_eq!(live, pure);
    let now: BTreeSet<(String, i64)> = sample
        .limits()
        .iter()
        .filter(|limit| sample.owes_apology(limit))
        .map(|limit| (limit.key.clone(), limit.visit))
        .collect();
    let stored: BTreeSet<(String, i64)> = store
        .apologies(id)
        .await
        .unwrap()
        .into_iter()
        .map(|apology| (apology.key, apology.visit))
        .collect();
    assert_eq!(stored, now);
    *owed = stored;
}

const COPY: &str = "mot-cua-ban-sao-trich-luc";
const COPY_FILE: &str = "one-stop-certified-copy.toml";
const LICENCE: &str = "1.003868";
const LICENCE_FILE: &str = "publication-licence.toml";

#[tokio::test]
async fn a_copy_in_time_owes_nothing_in_both() {
    let acts: &[Done] = &[
        (AUTHOR, "2024-04-09T09:00", "nop", &[]),
        (
            "mot-cua-thi-tran",
            "2024-04-09T10:00",
            "nhan",
            &[("thu_le_phi", "true")],
        ),
        ("mot-cua-thi-tran", "2024-04-09T14:00", "da-thu", &[]),
        (
            "tu-phap-thi-tran",
            "2024-04-09T16:00",
            "trinh",
            &[("co_trong_so", "true")],
        ),
        ("chu-tich-thi-tran", "2024-04-10T08:00", "ky", &[]),
        ("mot-cua-thi-tran", "2024-04-10T08:30", "tra", &[]),
    ];
    let owed = alike(
        COPY,
        COPY_FILE,
        &[("so_ban", "2")],
        acts,
        "2024-05-01T08:00",
    )
    .await;
    assert_eq!(owed, 0);
}

#[tokio::test]
async fn a_copy_handed_over_late_owes_an_apology_in_both() {
    let acts: &[Done] = &[
        (AUTHOR, "2024-04-09T15:01", "nop", &[]),
        (
            "mot-cua-thi-tran",
            "2024-04-11T10:00",
            "nhan",
            &[("thu_le_phi", "false")],
        ),
        (
            "tu-phap-thi-tran",
            "2024-04-12T16:00",
            "trinh",
            &[("co_trong_so", "true")],
        ),
        ("chu-tich-thi-tran", "2024-04-15T08:00", "ky", &[]),
        ("mot-cua-thi-tran", "2024-04-15T08:30", "tra", &[]),
    ];
    let owed = alike(
        COPY,
        COPY_FILE,
        &[("so_ban", "1")],
        acts,
        "2024-05-01T08:00",
    )
    .await;
    assert_eq!(owed, 1);
}

#[tokio::test]
async fn a_licence_over_the_long_break_owes_an_apology_in_both() {
    let facts = [("tieng_nuoc_ngoai", "false"), ("can_y_kien", "false")];
    let acts: &[Done] = &[
        (AUTHOR, "2024-04-24T09:00", "nop", &[]),
        ("mot-cua-so", "2024-05-02T08:00", "tiep-nhan", &[]),
        (
            "tham-dinh-so",
            "2024-05-09T08:00",
            "trinh",
            &[("de_xuat", "cap")],
        ),
        ("lanh-dao-so", "2024-05-13T09:00", "ky", &[]),
        ("van-thu-so", "2024-05-13T10:00", "cap-so", &[]),
    ];
    let owed = alike(LICENCE, LICENCE_FILE, &facts, acts, "2024-05-20T08:00").await;
    assert_eq!(owed, 1);
}

#[tokio::test]
async fn a_licence_nobody_deals_with_owes_one_apology_however_long() {
    let facts = [("tieng_nuoc_ngoai", "false"), ("can_y_kien", "false")];
    let acts: &[Done] = &[(AUTHOR, "2024-04-24T09:00", "nop", &[])];
    let owed = alike(LICENCE, LICENCE_FILE, &facts, acts, "2024-07-01T08:00").await;
    assert_eq!(owed, 1);
}
