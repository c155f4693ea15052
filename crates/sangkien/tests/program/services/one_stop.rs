//! A one-stop procedure with 2 + 3 + 2 + 1 internal hours.

use super::*;

const CODE: &str = "mot-cua-ban-sao-trich-luc";
const DESK: &str = "mot-cua-thi-tran";
const OFFICER: &str = "tu-phap-thi-tran";
const SIGNER: &str = "chu-tich-thi-tran";

async fn received(office: &Office, moment: &str) -> DossierId {
    office.at(moment);
    let id = office.draft(&[("so_ban", "2")], 1).await;
    office.submit(id).await;
    id
}

async fn hours_are_counted(engine: Engine) {
    let office = Office::open(engine, CODE).await;
    // Tuesday 9/4 09:00: 2.5 h before noon, 3.5 h after, 2 h on Wednesday.
    let id = received(&office, "2024-04-09T09:00").await;
    assert_eq!(
        office.due(id).await,
        ends(&[
            ("gio-tiep-nhan", Some("2024-04-09T11:00")),
            ("giai-quyet", Some("2024-04-10T09:30")),
        ])
    );
    // Accepted at 10:00 against a fee; paid at 14:00: 1.5 h and 0.5 h stood still.
    office.at("2024-04-09T10:00");
    office
        .act(DESK, id, "nhan", &[("thu_le_phi", "true")])
        .await;
    assert_eq!(office.due(id).await, ends(&[("giai-quyet", None)]));
    office.at("2024-04-09T14:00");
    office.act(DESK, id, "da-thu", &[]).await;
    let view = office.view(OFFICER, id).await;
    assert_eq!(view.stands.unwrap().payment, Payment::Paid);
    assert_eq!(
        office.due(id).await,
        ends(&[
            // 3 h from 14:00.
            ("gio-tham-tra", Some("2024-04-09T17:00")),
            // 09:30 and the 2 h that stood still.
            ("giai-quyet", Some("2024-04-10T11:30")),
        ])
    );
    office.at("2024-04-09T16:00");
    office
        .act(OFFICER, id, "trinh", &[("co_trong_so", "true")])
        .await;
    // 2 h: one until 17:00, one from 07:30.
    assert_eq!(
        office.due(id).await["gio-ky"],
        Some("2024-04-10T08:30".into())
    );
    office.at("2024-04-10T08:00");
    office.act(SIGNER, id, "ky", &[]).await;
    assert_eq!(
        office.due(id).await["gio-dong-dau"],
        Some("2024-04-10T09:00".into())
    );
    office.at("2024-04-10T08:30");
    office.act(DESK, id, "tra", &[]).await;
    let view = office.view(AUTHOR, id).await;
    let stands = view.stands.unwrap();
    assert_eq!(stands.state, "Đã trả kết quả");
    assert_eq!(stands.documents[0].number, 1);
    assert!(stands.apologies.is_empty());
    office.world.check().await;
    office.world.close().await;
}

#[tokio::test]
async fn an_extract_takes_two_three_two_and_one_hours_in_a_file() {
    hours_are_counted(Engine::Sqlite).await;
}

#[tokio::test]
async fn an_extract_takes_two_three_two_and_one_hours_on_a_server() {
    hours_are_counted(Engine::Postgres).await;
}

#[tokio::test]
async fn what_comes_after_three_counts_from_the_next_working_day() {
    let office = Office::open(Engine::Sqlite, CODE).await;
    for (moment, whole, first) in [
        // At 15:00 itself: 2 h, then 4 h and 2 h.
        ("2024-04-09T15:00", "2024-04-10T15:30", "2024-04-09T17:00"),
        // A minute later: from Wednesday 07:30, 7.5 h, then half an hour.
        ("2024-04-09T15:01", "2024-04-11T08:00", "2024-04-10T09:30"),
        // Friday 14:30: 2.5 h, Saturday morning 4 h, Monday 1.5 h.
        ("2024-04-12T14:30", "2024-04-15T09:00", "2024-04-12T16:30"),
        // The evening of the 17th: the 18th is a holiday, so from Friday 07:30, 7.5 h, then
        // half an hour of Saturday morning.
        ("2024-04-17T20:00", "2024-04-20T08:00", "2024-04-19T09:30"),
    ] {
        let id = received(&office, moment).await;
        assert_eq!(
            office.due(id).await,
            ends(&[("gio-tiep-nhan", Some(first)), ("giai-quyet", Some(whole))]),
            "{moment}"
        );
    }
    office.world.close().await;
}

#[tokio::test]
async fn a_result_after_its_hour_owes_an_apology() {
    let office = Office::open(Engine::Sqlite, CODE).await;
    let id = received(&office, "2024-04-09T09:00").await;
    office.at("2024-04-10T09:29");
    let stands = office.view(DESK, id).await.stands.unwrap();
    assert!(stands.apologies.is_empty());
    office.at("2024-04-10T09:31");
    let stands = office.view(DESK, id).await.stands.unwrap();
    assert_eq!(stands.apologies, ["Thời hạn giải quyết"]);
    office.world.close().await;
}
