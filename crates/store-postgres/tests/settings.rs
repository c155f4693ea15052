//! Settings of the PostgreSQL driver.

use sangkien_app::port::StoreError;
use sangkien_store_postgres::PostgresStore;

#[tokio::test]
async fn a_server_that_is_not_there_makes_the_store_unavailable() {
    let outcome = PostgresStore::connect("postgres://mau@127.0.0.1:1/mau", 1).await;
    assert!(
        matches!(outcome, Err(StoreError::Unavailable(_))),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn an_address_that_is_none_is_refused() {
    let outcome = PostgresStore::connect("không phải địa chỉ", 1).await;
    assert!(
        matches!(outcome, Err(StoreError::Unavailable(_))),
        "{outcome:?}"
    );
}
