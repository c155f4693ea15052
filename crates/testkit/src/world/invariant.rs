//! What must hold after every test, whatever was done.

use std::collections::{BTreeMap, BTreeSet};

use sangkien::audit;
use sangkien::data::DataFolder;
use sangkien_app::access::{DossierScope, Sight, filed_states};
use sangkien_app::port::{DossierFilter, Paging, Reading, Store};
use sangkien_app::record::{Decision, DossierRow, RegisterKey, Unit};
use sangkien_domain::id::UnitId;
use sangkien_domain::register::Register;
use sangkien_domain::share::Share;
use sangkien_domain::time::Instant;

/// Long after everything a test plays.
const LATE: &str = "2099-01-01T00:00:00+07:00";

/// Fails the test when the chain of the audit log is broken, a filed dossier's shares do not make
/// the whole, a sheet was sent after its session was closed, or numbers have a gap or a duplicate.
pub async fn check_invariants(store: &dyn Store) {
    let folder = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(folder.path()).unwrap();
    let found = audit::verify(store, &folder).await.unwrap();
    assert!(found.is_sound(), "{}", found.words());
    let mut snapshot = store.read().await.unwrap();
    let units = every_unit(snapshot.as_mut()).await;
    let rows = every_filed_dossier(snapshot.as_mut(), &units).await;
    for row in &rows {
        shares_make_the_whole(snapshot.as_mut(), row).await;
    }
    receipt_numbers_have_no_gap(&rows);
    no_sheet_after_closing(snapshot.as_mut()).await;
    document_numbers_have_no_gap(snapshot.as_mut(), &units).await;
}

/// Units of any day: the plan's district has ended by now.
async fn every_unit(store: &mut dyn Reading) -> Vec<UnitId> {
    let mut units = BTreeSet::new();
    for year in 2019..=2030 {
        let day = format!("{year}-04-01").parse().unwrap();
        let found: Vec<Unit> = store.units(day).await.unwrap();
        units.extend(found.into_iter().map(|unit| unit.id));
    }
    units.into_iter().collect()
}

async fn every_filed_dossier(store: &mut dyn Reading, units: &[UnitId]) -> Vec<DossierRow> {
    let scope = DossierScope {
        sights: vec![Sight::Organised(units.to_vec(), filed_states())],
        ..DossierScope::default()
    };
    let paging = Paging {
        page: 1,
        size: 100_000,
    };
    let page = store
        .dossiers(&scope, &DossierFilter::default(), paging)
        .await
        .unwrap();
    assert_eq!(page.rows.len() as u64, page.total);
    page.rows
}

async fn shares_make_the_whole(store: &mut dyn Reading, row: &DossierRow) {
    let authors = store.authors(row.id).await.unwrap();
    let sum: i32 = authors.iter().map(|row| row.author.share.0).sum();
    // A late dossier is recorded as it was; a returned or withdrawn draft may be half-changed.
    let judged =
        row.code.is_some() && row.state.code() != "returned" && row.state.code() != "withdrawn";
    assert!(!judged || sum == Share::WHOLE.0, "{}: {sum}", row.title);
}

/// Codes are PT-2024-0001, PT-2024-0002, …
fn receipt_numbers_have_no_gap(rows: &[DossierRow]) {
    let mut series: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for code in rows.iter().filter_map(|row| row.code.as_deref()) {
        let (register, number) = code.rsplit_once('-').expect("a code with a number");
        let number = number.parse().expect("a number");
        series.entry(register).or_default().push(number);
    }
    for (register, numbers) in series {
        without_gap(register, numbers);
    }
}

async fn document_numbers_have_no_gap(store: &mut dyn Reading, units: &[UnitId]) {
    let decisions: Vec<Decision> = store.decisions(units).await.unwrap();
    let mut issued: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut certified: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for decision in &decisions {
        let Some(issue) = &decision.issue else {
            continue;
        };
        let register = format!("decisions of {} in {}", decision.organiser, issue.year);
        let numbers = issued.entry(register).or_default();
        if numbers.is_empty() {
            // Numbers given elsewhere or out of use fill the register too.
            let key = RegisterKey {
                body: decision.organiser,
                register: Register::Decisions,
                year: issue.year,
            };
            let entries = store.register_entries(&key).await.unwrap();
            numbers.extend(entries.iter().map(|entry| entry.number));
        }
        numbers.push(issue.number);
        for dossier in &decision.items {
            for certificate in store.certificates(*dossier).await.unwrap() {
                let register = format!(
                    "certificates of {} in {}",
                    certificate.organiser, certificate.year
                );
                certified
                    .entry(register)
                    .or_default()
                    .push(certificate.number);
            }
        }
    }
    for (register, numbers) in issued.into_iter().chain(certified) {
        without_gap(&register, numbers);
    }
}

#[track_caller]
fn without_gap(register: &str, mut numbers: Vec<u32>) {
    numbers.sort_unstable();
    let wanted: Vec<u32> = (1..).take(numbers.len()).collect();
    assert_eq!(numbers, wanted, "{register}");
}

async fn no_sheet_after_closing(store: &mut dyn Reading) {
    let councils: BTreeSet<_> = store
        .rounds()
        .await
        .unwrap()
        .into_iter()
        .filter_map(|round| round.council)
        .collect();
    let councils: Vec<_> = councils.into_iter().collect();
    for session in store.council_sessions(&councils).await.unwrap() {
        let closed_at = session.closed_at.or_else(|| Instant::parse(LATE));
        for sheet in store.sheets(session.id).await.unwrap() {
            let sheet = sheet.open_for_test();
            assert!(sheet.sent_at <= closed_at, "{}", session.title);
        }
    }
}
