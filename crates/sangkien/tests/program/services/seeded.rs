//! One year of both procedures by chance, from one seed: the same history and the same figures on
//! both databases.

use std::fmt::Write as _;
use std::process::Command;

use sangkien::config::Database;
use sangkien_app::Caller;
use sangkien_app::balance::{Balance, BalanceInput};
use sangkien_casework::condition::Kind;
use sangkien_casework::statistics::Counts;
use sangkien_domain::dossier::Act;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

use super::*;

const PEOPLE: [&str; 8] = [
    AUTHOR,
    "mot-cua-so",
    "tham-dinh-so",
    "lanh-dao-so",
    "van-thu-so",
    "mot-cua-thi-tran",
    "tu-phap-thi-tran",
    "chu-tich-thi-tran",
];
const DOSSIERS: usize = 12;
const TURNS: usize = 110;

/// Chance that repeats.
struct Seed(u64);

impl Seed {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }
}

/// Does one act that somebody may do, by chance.
async fn turn(office: &Office, seed: &mut Seed, id: DossierId) {
    let app = &office.world.app;
    let mut open = Vec::new();
    for account in PEOPLE {
        let caller = office.world.caller(account).await;
        let Ok(offers) = app.offers(&caller, id).await else {
            continue;
        };
        for offer in offers.acts {
            let rare = matches!(offer.kind, Act::Withdraw | Act::Refuse | Act::Stop);
            if !rare && offer.kind != Act::Withdraw {
                open.push((account, offer));
            }
        }
    }
    if open.is_empty() {
        return;
    }
    let (account, offer) = open.swap_remove(seed.below(open.len()));
    let caller = office.world.caller(account).await;
    match offer.kind {
        Act::Submit => {
            app.submit(&caller, id).await.unwrap();
        }
        Act::Resubmit => {
            office.answer(id).await;
            office.submit(id).await;
        }
        Act::Return => office.give_back(account, id).await,
        kind => {
            if kind == Act::Accept {
                office.verify(account, id).await;
            }
            Box::pin(office.bring(account, id)).await;
            let facts: BTreeMap<String, String> = offer
                .asks
                .iter()
                .map(|fact| {
                    let value = match &fact.kind {
                        Kind::Bool => ["true", "false"][seed.below(2)].to_owned(),
                        Kind::Choice(options) => options[seed.below(options.len())].clone(),
                        _ => (1 + seed.below(9)).to_string(),
                    };
                    (fact.name.clone(), value)
                })
                .collect();
            let input = StepInput {
                act: offer.key,
                opinion: "Ý kiến mẫu".into(),
                facts,
            };
            app.act(&caller, id, Seen::Now, input).await.unwrap();
        }
    }
}

/// How often each dossier of the year is laid into the years that follow.
const COPIES: usize = 833;
/// Days between a dossier and its next copy.
const STRIDE: usize = 4;

async fn run(database: &Database, sql: &str) {
    match database {
        Database::Sqlite(path) => {
            let options = SqliteConnectOptions::new().filename(path);
            let mut raw = SqliteConnection::connect_with(&options).await.unwrap();
            let sql = AssertSqlSafe(sql.replace("gen_random_uuid()", "randomblob(16)"));
            sqlx::raw_sql(sql).execute(&mut raw).await.unwrap();
            raw.close().await.unwrap();
        }
        Database::Postgres(url) => {
            let done = Command::new("psql")
                .args([
                    "--no-psqlrc",
                    "--quiet",
                    "-v",
                    "ON_ERROR_STOP=1",
                    url,
                    "-c",
                    sql,
                ])
                .status();
            assert!(done.unwrap().success());
        }
    }
}

/// Lays copies of every dossier into the years that follow, past the use cases: what figures read
/// of them, and no more.
async fn multiply(database: &Database) {
    let same = "round_id, rule_set_id, unit_version_id, field_id, title, title_sort, authors_line, \
        search_key, stage, owner_id, unit_id, desk_id, organiser_id, council_id, state, version, \
        due_on, refusal, end_note, authors_version, procedure_version_id, step, visit, clock, \
        payment, delivery, exchange";
    let shift = format!("n.i * {STRIDE} * 86400000000");
    let dossiers = format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {COPIES}) \
         INSERT INTO dossier (id, code, created_at, updated_at, submitted_at, ended_at, step_since, {same}) \
         SELECT gen_random_uuid(), 'copy/' || d.code || '/' || n.i, d.created_at + {shift}, \
         d.updated_at + {shift}, d.submitted_at + {shift}, d.ended_at + {shift}, d.step_since + {shift}, \
         {same} FROM dossier d CROSS JOIN n WHERE d.code IS NOT NULL"
    );
    let pairs = "(SELECT * FROM dossier WHERE code NOT LIKE 'copy/%') d \
        JOIN dossier c ON c.code LIKE 'copy/' || d.code || '/%'";
    let later = "+ c.submitted_at - d.submitted_at";
    let limits = format!(
        "INSERT INTO dossier_limit (dossier_id, limit_key, visit, label, scope, started_at, due_at, amount, \
         unit, cutoff, citation, met_at, extended) \
         SELECT c.id, l.limit_key, l.visit, l.label, l.scope, l.started_at {later}, l.due_at {later}, \
         l.amount, l.unit, l.cutoff, l.citation, l.met_at {later}, l.extended \
         FROM {pairs} JOIN dossier_limit l ON l.dossier_id = d.id"
    );
    let pauses = format!(
        "INSERT INTO dossier_pause (dossier_id, ordinal, reason, from_at, until_at) \
         SELECT c.id, s.ordinal, s.reason, s.from_at {later}, s.until_at {later} \
         FROM {pairs} JOIN dossier_pause s ON s.dossier_id = d.id"
    );
    for sql in [dossiers, limits, pauses] {
        run(database, &sql).await;
    }
}

/// The figures of every quarter of ten years over ten thousand dossiers, each opening with what the
/// quarter before left.
async fn decade(office: &Office) -> Vec<Counts> {
    multiply(&office.world.database()).await;
    office.at("2034-01-03T08:00");
    let mut figures = Vec::new();
    let mut received = 0;
    for account in ["lanh-dao-so", "chu-tich-thi-tran"] {
        let caller = office.world.caller(account).await;
        let mut left = 0;
        for month in (0..120_i16).step_by(3) {
            let from =
                jiff::civil::date(2024 + month / 12, i8::try_from(month % 12).unwrap() + 1, 1);
            let total = figures_of(office, &caller, from, 3).await;
            assert_eq!(total.opening, left, "{account} {from}");
            left = total.in_process + total.overdue + total.paused;
            received += total.received;
            figures.push(total);
        }
    }
    assert_eq!(usize::try_from(received).unwrap(), DOSSIERS * (COPIES + 1));
    figures
}

async fn figures_of(
    office: &Office,
    caller: &Caller,
    from: jiff::civil::Date,
    months: i64,
) -> Counts {
    let input = BalanceInput {
        from,
        until: from.saturating_add(jiff::Span::new().months(months)),
        procedure: None,
        unit: None,
    };
    let balance = office.world.app.balance(caller, input).await.unwrap();
    let Balance::Figures(report) = balance else {
        panic!("{balance:?}");
    };
    report.total
}

/// Everything that happened, told without identities, and the figures of each month of the
/// year, and of ten years with copies of its dossiers.
async fn year(engine: Engine) -> (String, Vec<Counts>) {
    let plan = sangkien_packs::plan().unwrap();
    let mut office = Office::open(engine, &plan.intakes[0].procedure).await;
    let mut seed = Seed(42);
    let mut now = at("2024-01-03T08:00");
    let mut dossiers = Vec::new();
    for turn_number in 0..TURNS {
        let hours = 1 + i64::try_from(seed.below(60)).unwrap();
        now = now.plus_seconds(hours * 3_600 + 60);
        office.world.clock.hold_at(now);
        if turn_number % 9 == 0 && dossiers.len() < DOSSIERS {
            office
                .intake
                .clone_from(&plan.intakes[seed.below(plan.intakes.len())].code);
            let facts = [
                ("tieng_nuoc_ngoai", "false"),
                ("can_y_kien", "false"),
                ("so_ban", "1"),
            ];
            let id = office.draft(&facts, 1).await;
            office.submit(id).await;
            dossiers.push(id);
        }
        let id = dossiers[seed.below(dossiers.len())];
        turn(&office, &mut seed, id).await;
    }
    let mut told = String::new();
    let mut store = office.world.store().read().await.unwrap();
    for id in &dossiers {
        for visit in store.visits(*id).await.unwrap() {
            writeln!(
                told,
                "{} {} {} {}",
                visit.ordinal, visit.step, visit.came_by, visit.entered_at.0
            )
            .unwrap();
        }
        for limit in store.limits(*id).await.unwrap() {
            writeln!(
                told,
                "{} {:?} {:?} {:?}",
                limit.key, limit.started_at, limit.due_at, limit.met_at
            )
            .unwrap();
        }
        for document in store.documents(*id).await.unwrap() {
            writeln!(told, "{} {}", document.symbol, document.number).unwrap();
        }
    }
    drop(store);
    let mut figures = Vec::new();
    let mut received = 0;
    for account in ["lanh-dao-so", "chu-tich-thi-tran"] {
        let caller = office.world.caller(account).await;
        let mut left = 0;
        for month in 1..=12_i8 {
            let from = jiff::civil::date(2024, month, 1);
            let total = figures_of(&office, &caller, from, 1).await;
            if from <= now.day() {
                assert_eq!(total.opening, left, "{account} {month}");
                left = total.in_process + total.overdue + total.paused;
            }
            received += total.received;
            figures.push(total);
        }
    }
    assert_eq!(usize::try_from(received).unwrap(), dossiers.len());
    office.world.check().await;
    figures.extend(decade(&office).await);
    office.world.close().await;
    (told, figures)
}

#[tokio::test]
async fn the_same_seed_gives_the_same_history_and_figures_on_both_databases() {
    let file = year(Engine::Sqlite).await;
    let server = year(Engine::Postgres).await;
    assert!(file.0.lines().count() > 100);
    assert_eq!(file, server);
}
