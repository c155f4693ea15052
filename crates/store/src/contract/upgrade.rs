//! Databases of earlier programs.

use std::fmt::Write as _;
use std::sync::Arc;

use sangkien_domain::dossier::State;
use sangkien_domain::id::{DossierId, RoundId};
use uuid::Uuid;

use super::Bench;
use crate::schema::{for_postgres, for_sqlite, migrations};

/// Puts the database back to the first `steps` steps of the schema, empty.
async fn wind_back(bench: &dyn Bench, steps: usize) {
    let mut sql = String::new();
    if bench.engine() == "sqlite" {
        sql.push_str("PRAGMA foreign_keys = OFF;\n");
        for table in bench.tables().await {
            writeln!(sql, "DROP TABLE {};", table.name).unwrap();
        }
        sql.push_str(include_str!("../../queries/sqlite/schema_table.sql"));
    } else {
        sql.push_str("DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n");
        sql.push_str(include_str!("../../queries/postgres/schema_table.sql"));
    }
    sql.push_str(";\n");
    for step in migrations().into_iter().take(steps) {
        sql.push_str(&if bench.engine() == "sqlite" {
            for_sqlite(step.source)
        } else {
            for_postgres(step.source)
        });
        writeln!(
            sql,
            "\nINSERT INTO schema_migration (version, name, sha256, applied_at) VALUES ({}, '{}', '{}', 'x');",
            step.version,
            step.name,
            step.sha256()
        )
        .unwrap();
    }
    bench.run(&sql).await.unwrap();
}

/// An identity as the engine writes it.
fn id(bench: &dyn Bench, number: u128) -> String {
    let id = Uuid::from_u128(number);
    if bench.engine() == "sqlite" {
        format!("X'{}'", id.simple())
    } else {
        format!("'{id}'")
    }
}

fn bytes(bench: &dyn Bench) -> &'static str {
    if bench.engine() == "sqlite" {
        "X'01'"
    } else {
        r"'\x01'"
    }
}

/// Rows in every table that the later steps change.
fn old_rows(bench: &dyn Bench) -> String {
    let (id, bytes) = (|number| id(bench, number), bytes(bench));
    let (no, yes) = if bench.engine() == "sqlite" {
        ("0", "1")
    } else {
        ("FALSE", "TRUE")
    };
    let (unit, version, person, rules) = (id(1), id(2), id(3), id(4));
    let (council, seat) = (id(5), id(6));
    let sha = "a".repeat(64);
    let mut sql = format!(
        "INSERT INTO unit VALUES ({unit}, 'MAU');
INSERT INTO unit_version VALUES ({version}, {unit}, 'Đơn vị mẫu', {bytes}, 'office', NULL, '2020-01-01', NULL);
INSERT INTO person VALUES ({person}, 'a', 'a', 'Tác giả mẫu', {bytes}, 'a', '', {unit}, NULL, {yes}, 1, NULL);
INSERT INTO rule_set VALUES ({rules}, 'mau', '{sha}', '{{}}', '2020-01-01', NULL);
INSERT INTO council VALUES ({council}, {unit}, 'Hội đồng mẫu', 'base', '', 1, NULL);
INSERT INTO council_seat VALUES ({seat}, {council}, {person}, 'chair', 1, NULL);
INSERT INTO round VALUES ({}, 'r1', 'Đợt mẫu', {unit}, 'base', 2024, 1, 2, {rules}, {council});
INSERT INTO round VALUES ({}, 'r2', 'Đợt mẫu', {unit}, 'reach', 2024, 1, 2, {rules}, {council});
INSERT INTO desk_route VALUES ({}, 1, NULL, {unit});
",
        id(10),
        id(11),
        id(10)
    );
    for (number, state) in State::ALL.into_iter().enumerate() {
        if matches!(state, State::Processing | State::Resolved) {
            continue;
        }
        let number = u128::try_from(number).unwrap();
        let (dossier, code) = (id(100 + number), state.code());
        write!(
            sql,
            "INSERT INTO dossier VALUES ({dossier}, 'MAU-{number}', {round}, {rules}, {version}, NULL, 'Sáng kiến mẫu', {bytes}, '', '', 'base', {person}, {unit}, {unit}, {unit}, {council}, '{code}', 7, 1, 5, 2, '2024-05-01', NULL, NULL, 'ghi chú', 3, NULL, NULL);
INSERT INTO dossier_author VALUES ({dossier}, 1, {person}, 'Tác giả mẫu', NULL, '', '', '', 9000);
INSERT INTO dossier_section VALUES ({dossier}, 'general', '{{}}', 1, {person}, 1);
INSERT INTO submission VALUES ({dossier}, 1, '{{}}', '{sha}', {person}, 2);
INSERT INTO milestone VALUES ({dossier}, 1, 2, 'submit', 'submitted', {person}, 'Tác giả mẫu', 'author', '');
INSERT INTO milestone VALUES ({dossier}, 2, 3, 'accept', '{code}', {person}, 'Tác giả mẫu', 'clerk', '');
INSERT INTO confirmation VALUES ({dossier}, {person}, '2023-01-01', '2023-01-01', '2023-01-01', '', 1);
INSERT INTO recusal VALUES ({dossier}, {seat}, '', 1);
",
            round = id(10),
        )
        .unwrap();
    }
    // The references that cross the tables made anew.
    write!(
        sql,
        "INSERT INTO council_session VALUES ({session}, {council}, 'Phiên mẫu', '', 1, 'marking', 1, NULL, NULL);
INSERT INTO agenda_item VALUES ({session}, {dossier}, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO mark_sheet VALUES ({sheet}, {session}, {dossier}, {seat}, '{{}}', '{{}}', NULL, '', NULL, 1, 1, NULL);
INSERT INTO decision VALUES ({decision}, {unit}, 'base', 'Về việc mẫu', 'QĐ', '[]', {person}, 1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO decision_item VALUES ({decision}, 1, {dossier});
INSERT INTO registry_entry VALUES ({dossier}, 'MAU', 'Sáng kiến mẫu', {bytes}, '', '', '', '', '', {unit}, '', '', 'base', 2024, '', '2024-01-01', NULL, {no}, '{{}}');
",
        session = id(20),
        dossier = id(100),
        sheet = id(21),
        decision = id(22),
    )
    .unwrap();
    sql
}

/// A database of the first program goes on with every row it had.
pub async fn a_database_of_the_first_program_keeps_every_row(bench: Arc<dyn Bench>) {
    wind_back(&*bench, 1).await;
    bench.run(&old_rows(&*bench)).await.unwrap();
    let tables = [
        "council",
        "round",
        "desk_route",
        "dossier",
        "dossier_author",
        "dossier_section",
        "submission",
        "milestone",
        "confirmation",
        "recusal",
        "agenda_item",
        "mark_sheet",
        "decision_item",
        "registry_entry",
    ];
    let mut before = Vec::new();
    for table in tables {
        before.push(bench.number(&format!("SELECT COUNT(*) FROM {table}")).await);
    }
    assert!(before.iter().all(|count| *count > 0), "{before:?}");
    bench.reopen().await.unwrap();
    for (table, count) in tables.into_iter().zip(before) {
        let found = bench.number(&format!("SELECT COUNT(*) FROM {table}")).await;
        assert_eq!(found, count, "{table}");
    }
    if bench.engine() == "sqlite" {
        let lost = "SELECT COUNT(*) FROM pragma_foreign_key_check";
        assert_eq!(bench.number(lost).await, 0);
    }
    let mut work = bench.store().begin().await.unwrap();
    let procedure = |round: u128| RoundId(Uuid::from_u128(round));
    let base = work.round(procedure(10)).await.unwrap().unwrap();
    let reach = work.round(procedure(11)).await.unwrap().unwrap();
    assert_ne!(base.procedure, reach.procedure);
    assert!(base.council.is_some());
    let accepted = State::ALL
        .iter()
        .position(|state| *state == State::Accepted)
        .unwrap();
    let accepted = DossierId(Uuid::from_u128(100 + u128::try_from(accepted).unwrap()));
    let found = work.dossier(accepted).await.unwrap().unwrap();
    let mut dossier = found.open_for_test();
    assert_eq!((dossier.version, dossier.end_note.as_str()), (7, "ghi chú"));
    assert_eq!(dossier.standing.version, None);
    assert_eq!(dossier.facts.state, State::Accepted);
    assert_eq!(work.milestones(accepted).await.unwrap().len(), 2);
    // What guards a table came along: the authors' shares do not make the whole.
    dossier.facts.state = State::Submitted;
    assert_eq!(
        super::refused_by(work.update_dossier(&dossier).await),
        "dossier_shares_whole"
    );
}
