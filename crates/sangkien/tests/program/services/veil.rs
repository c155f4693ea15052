//! What a procedure hides from the author also stays out of the days, the order and the parts of
//! their lists.

use jiff::civil::Date;
use sangkien_app::casework::WorkPart;
use sangkien_app::port::DossierOrder;
use sangkien_app::record::DossierRow;
use sangkien_domain::time::Instant;

use super::*;

const CODE: &str = "1.003868";
const DESK: &str = "mot-cua-so";
const READER: &str = "tham-dinh-so";
const SIGNER: &str = "lanh-dao-so";
const PLAIN: [(&str, &str); 2] = [("tieng_nuoc_ngoai", "false"), ("can_y_kien", "false")];
const PAGE: Paging = Paging { page: 1, size: 50 };

/// Version of the header, and ordinal of the visit.
type Counts = (i64, i64);

/// Everything an account is told of its dossiers by lists and by the header of one.
async fn told(
    office: &Office,
    account: &str,
    id: DossierId,
) -> (Vec<DossierRow>, Option<Date>, Instant, Counts) {
    let caller = office.world.caller(account).await;
    let app = &office.world.app;
    let mut rows = Vec::new();
    for order in [DossierOrder::Latest, DossierOrder::Due] {
        let filter = DossierFilter {
            order,
            ..DossierFilter::default()
        };
        let input = ListInput {
            filter,
            query: String::new(),
            own: false,
            paging: PAGE,
        };
        rows.extend(app.dossiers(&caller, input).await.unwrap().page.rows);
        for part in WorkPart::ALL {
            rows.extend(
                app.work_part(&caller, part, order, PAGE)
                    .await
                    .unwrap()
                    .rows,
            );
        }
    }
    for row in &mut rows {
        // The step is the program's own; no page shows it.
        row.step.clear();
        row.visit = 0;
    }
    let view = app.dossier(&caller, id).await.unwrap();
    let counts = (view.dossier.version, view.dossier.standing.visit);
    (rows, view.dossier.due_on, view.dossier.updated_at, counts)
}

async fn lists_keep_still(engine: Engine) {
    let office = Office::open(engine, CODE).await;
    office.at("2024-04-24T09:00");
    let id = office.draft(&PLAIN, 1).await;
    office.submit(id).await;
    office.at("2024-04-24T10:00");
    let other = office.draft(&PLAIN, 1).await;
    office.submit(other).await;
    office.act(DESK, id, "tiep-nhan", &[]).await;
    office.at("2024-04-24T11:00");
    office.act(DESK, other, "tiep-nhan", &[]).await;
    let before = told(&office, AUTHOR, id).await;
    let official = told(&office, SIGNER, id).await;

    office.at("2024-05-02T08:00");
    office.act(READER, id, "trinh", &[("de_xuat", "cap")]).await;
    let after = told(&office, AUTHOR, id).await;
    assert!(after.0.iter().any(|row| row.veiled));
    let without_mark = |mut told: (Vec<DossierRow>, _, _, Counts)| {
        told.0.iter_mut().for_each(|row| row.veiled = false);
        told.3 = before.3;
        told
    };
    assert_eq!(without_mark(after.clone()), before);
    assert_ne!(told(&office, SIGNER, id).await, official);

    office.at("2024-05-03T09:00");
    office.act(SIGNER, id, "ky", &[]).await;
    assert_eq!(told(&office, AUTHOR, id).await, after);
    // Nor does a guess tell how often it has gone on.
    let author = office.world.caller(AUTHOR).await;
    let mut answers = Vec::new();
    for visit in 0..9 {
        let input = StepInput {
            act: "khong-co".into(),
            opinion: String::new(),
            facts: BTreeMap::new(),
        };
        let seen = Seen::Visit(visit);
        let app = &office.world.app;
        answers.push(format!("{:?}", app.act(&author, id, seen, input).await));
        answers.push(format!("{:?}", app.recall(&author, id, seen, "x").await));
    }
    answers.sort();
    answers.dedup();
    assert_eq!(answers.len(), 2, "{answers:?}");
    office.world.check().await;
    office.world.close().await;
}

#[tokio::test]
async fn the_authors_lists_keep_still_while_what_is_hidden_moves_in_a_file() {
    lists_keep_still(Engine::Sqlite).await;
}

#[tokio::test]
async fn the_authors_lists_keep_still_while_what_is_hidden_moves_on_a_server() {
    lists_keep_still(Engine::Postgres).await;
}
