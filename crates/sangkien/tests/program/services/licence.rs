//! The publication licence: defects within two working days, the licence within ten of the full
//! dossier, numbers without gap.

use super::*;

const CODE: &str = "1.003868";
const DESK: &str = "mot-cua-so";
const READER: &str = "tham-dinh-so";
const SIGNER: &str = "lanh-dao-so";
const REGISTRAR: &str = "van-thu-so";
const PLAIN: [(&str, &str); 2] = [("tieng_nuoc_ngoai", "false"), ("can_y_kien", "false")];

async fn runs_to_its_number(engine: Engine) {
    let office = Office::open(engine, CODE).await;
    // Wednesday 24/4: the day of receipt is not counted.
    office.at("2024-04-24T09:00");
    let id = office.draft(&PLAIN, 1).await;
    office.submit(id).await;
    // 25/4, 26/4; and 25, 26/4, 2, 3, 4, 6, 7, 8, 9, 10/5.
    assert_eq!(
        office.due(id).await,
        ends(&[
            ("thong-bao", Some("2024-04-26T24:00")),
            ("cap-phep", Some("2024-05-10T24:00")),
        ])
    );
    let view = office.view(AUTHOR, id).await;
    assert_eq!(view.dossier.code.as_deref(), Some("SVH-MAU-2024-0001"));
    assert_eq!(view.stands.unwrap().state, "Kiểm tra hồ sơ");

    office.at("2024-04-25T15:00");
    office.give_back(DESK, id).await;
    // The clock stands; nothing ends.
    assert_eq!(office.due(id).await, ends(&[("cap-phep", None)]));
    let view = office.view(AUTHOR, id).await;
    let stands = view.stands.unwrap();
    assert_eq!(stands.state, "Chờ bổ sung hồ sơ");
    assert_eq!(stands.clock, ClockMode::Suspended);
    assert_eq!(view.dossier.due_on, None);

    office.at("2024-05-03T10:00");
    office.answer(id).await;
    office.submit(id).await;
    // Taken out: 26/4, 2/5, 3/5. Counted: 25/4, 4, 6, 7, 8, 9, 10, 13, 14, 15/5. The defect
    // notice is counted anew: 4/5 (worked), 6/5.
    assert_eq!(
        office.due(id).await,
        ends(&[
            ("thong-bao", Some("2024-05-06T24:00")),
            ("cap-phep", Some("2024-05-15T24:00")),
        ])
    );

    office.at("2024-05-04T08:00");
    office.verify(DESK, id).await;
    office.act(DESK, id, "tiep-nhan", &[]).await;
    office.at("2024-05-07T08:00");
    office.act(READER, id, "trinh", &[("de_xuat", "cap")]).await;
    // The author knows that it is examined and not who has it.
    let told = office.view(AUTHOR, id).await;
    let stands = told.stands.as_ref().unwrap();
    assert_eq!(stands.state, "Thẩm định bản thảo");
    assert_eq!(stands.step, None);
    let known = office.view(SIGNER, id).await.stands.unwrap();
    assert_eq!(known.state, "Trình lãnh đạo quyết định");

    office.at("2024-05-08T09:00");
    office.act(SIGNER, id, "ky", &[]).await;
    office.act(REGISTRAR, id, "cap-so", &[]).await;
    let view = office.view(DESK, id).await;
    let stands = view.stands.unwrap();
    assert_eq!(stands.delivery, Delivery::Ready);
    assert_eq!(stands.documents.len(), 1);
    assert_eq!(stands.documents[0].number, 1);
    assert_eq!(stands.documents[0].symbol, "GP-SVHTTDL");
    assert_eq!(office.due(id).await, ends(&[]));

    office.act(DESK, id, "giao", &[]).await;
    office.act(AUTHOR, id, "nop", &[]).await;
    // 500 printed need three copies; two bring it back to the author.
    let two = [("so_luong_in", "500"), ("so_ban_nop", "2")];
    office.act(READER, id, "kiem-dem", &two).await;
    office.act(AUTHOR, id, "nop", &[]).await;
    let three = [("so_luong_in", "500"), ("so_ban_nop", "3")];
    office.act(READER, id, "kiem-dem", &three).await;
    let view = office.view(AUTHOR, id).await;
    assert_eq!(view.dossier.facts.state, State::Resolved);
    let stands = view.stands.unwrap();
    assert_eq!(stands.state, "Đã cấp giấy phép và nhận lưu chiểu");
    assert_eq!(stands.delivery, Delivery::Delivered);
    office.world.check().await;
    office.world.close().await;
}

#[tokio::test]
async fn a_licence_goes_from_draft_to_number_to_deposit_in_a_file() {
    Box::pin(runs_to_its_number(Engine::Sqlite)).await;
}

#[tokio::test]
async fn a_licence_goes_from_draft_to_number_to_deposit_on_a_server() {
    Box::pin(runs_to_its_number(Engine::Postgres)).await;
}

async fn granted(office: &Office, answer: &str) -> DossierId {
    let id = office.draft(&PLAIN, 1).await;
    office.submit(id).await;
    office.act(DESK, id, "tiep-nhan", &[]).await;
    office
        .act(READER, id, "trinh", &[("de_xuat", answer)])
        .await;
    office.act(SIGNER, id, "ky", &[]).await;
    id
}

#[tokio::test]
async fn licence_numbers_run_without_gap_and_begin_anew_each_year() {
    let office = Office::open(Engine::Sqlite, CODE).await;
    office.at("2024-12-30T09:00");
    let mut numbers = Vec::new();
    let first = granted(&office, "cap").await;
    let second = granted(&office, "cap").await;
    let refused = granted(&office, "tu-choi").await;
    let third = granted(&office, "cap").await;
    for id in [first, third] {
        office.act(REGISTRAR, id, "cap-so", &[]).await;
    }
    office.at("2025-01-02T09:00");
    office.act(REGISTRAR, second, "cap-so", &[]).await;
    for id in [first, third, second] {
        let view = office.view(DESK, id).await;
        let document = view.stands.unwrap().documents.remove(0);
        numbers.push((document.year, document.number));
    }
    assert_eq!(numbers, [(2024, 1), (2024, 2), (2025, 1)]);
    let view = office.view(AUTHOR, refused).await;
    assert_eq!(view.dossier.facts.state, State::Refused);
    assert!(view.stands.unwrap().documents.is_empty());
    office.world.check().await;
    office.world.close().await;
}

#[tokio::test]
async fn a_part_that_its_condition_requires_must_be_there() {
    let office = Office::open(Engine::Sqlite, CODE).await;
    office.at("2024-04-24T09:00");
    let foreign = [("tieng_nuoc_ngoai", "true"), ("can_y_kien", "false")];
    let id = office.draft(&foreign, 1).await;
    let author = office.world.caller(AUTHOR).await;
    let failure = office.world.app.submit(&author, id).await.unwrap_err();
    let Failure::Refused(refusals) = failure else {
        panic!("{failure:?}");
    };
    assert_eq!(refusals.len(), 1, "{refusals:?}");
    // One file is one part: the manuscript does not stand for its translation.
    office.attach(id, 1).await;
    office.submit(id).await;
    office.world.close().await;
}

#[tokio::test]
async fn an_expired_limit_owes_an_apology_until_and_after_the_result() {
    let office = Office::open(Engine::Sqlite, CODE).await;
    office.at("2024-04-24T09:00");
    let id = granted(&office, "cap").await;
    office.at("2024-05-10T16:59");
    let stands = office.view(SIGNER, id).await.stands.unwrap();
    assert!(stands.apologies.is_empty());
    office.at("2024-05-11T00:00");
    let late = office.view(SIGNER, id).await.stands.unwrap();
    assert_eq!(
        late.apologies,
        ["Thời hạn cấp giấy phép hoặc trả lời từ chối"]
    );
    office.act(REGISTRAR, id, "cap-so", &[]).await;
    let issued = office.view(SIGNER, id).await.stands.unwrap();
    assert_eq!(issued.apologies.len(), 1);
    office.world.close().await;
}

#[tokio::test]
async fn lists_name_the_state_as_the_reader_may_know_it() {
    let office = Office::open(Engine::Sqlite, CODE).await;
    office.at("2024-04-24T09:00");
    granted(&office, "cap").await;
    for (account, expected) in [(AUTHOR, "Thẩm định bản thảo"), (SIGNER, "Cấp số, đóng dấu")]
    {
        let caller = office.world.caller(account).await;
        let input = ListInput {
            filter: DossierFilter::default(),
            query: String::new(),
            own: false,
            paging: Paging { page: 1, size: 10 },
        };
        let list = office.world.app.dossiers(&caller, input).await.unwrap();
        let names: Vec<Option<&str>> = list
            .page
            .rows
            .iter()
            .map(|row| row.state_name.as_deref())
            .collect();
        assert_eq!(names, [Some(expected)], "{account}");
    }
    office.world.close().await;
}
