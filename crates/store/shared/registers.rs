//! Registers: the numbers of a body, kind and year.

use async_trait::async_trait;
use sangkien_app::port::{ReadRegisters, Stored, WriteRegisters};
use sangkien_app::record::{Certificate, NumberedDocument, RegisterEntry, RegisterKey};
use sangkien_domain::id::UnitId;
use sangkien_domain::register::{Register, Series};

use super::casework::document;
use super::decisions::certificate;
use super::fields::day;
use super::{Fields, UnitOfWork, query, sql};

fn entry(row: &Fields<'_>) -> Stored<RegisterEntry> {
    Ok(RegisterEntry {
        number: row.small("number")?,
        void: row.get("void")?,
        subject: row.get("subject")?,
        dated_on: row.optional_date("dated_on")?,
        entered_by: row.id("entered_by")?,
        entered_at: row.instant("entered_at")?,
    })
}

/// The statements of the counter behind a register, and what it is called in it.
fn counter(register: &Register) -> ([&'static str; 2], &str) {
    const SERIES: [&str; 2] = [sql!("series/peek"), sql!("series/raise")];
    match register {
        Register::Decisions => (SERIES, Series::Decision.code()),
        Register::Certificates => (SERIES, Series::Certificate.code()),
        Register::Documents(symbol) => ([sql!("document/peek"), sql!("document/raise")], symbol),
    }
}

#[async_trait]
impl ReadRegisters for UnitOfWork {
    async fn register_entries(&mut self, key: &RegisterKey) -> Stored<Vec<RegisterEntry>> {
        let find = query(sql!("register_entry/of_register"))
            .bind(key.body.0)
            .bind(key.register.code())
            .bind(i64::from(key.year));
        self.all(find, entry).await
    }

    async fn register_next(&mut self, key: &RegisterKey) -> Stored<u32> {
        let ([peek, _], name) = counter(&key.register);
        let find = query(peek)
            .bind(key.body.0)
            .bind(name)
            .bind(i64::from(key.year));
        let next = self.optional(find, |row| row.small("next")).await?;
        Ok(next.unwrap_or(1))
    }

    async fn register_certificates(&mut self, key: &RegisterKey) -> Stored<Vec<Certificate>> {
        let find = query(sql!("certificate/of_register"))
            .bind(key.body.0)
            .bind(i64::from(key.year));
        self.all(find, certificate).await
    }

    async fn register_documents(
        &mut self,
        key: &RegisterKey,
        symbol: &str,
    ) -> Stored<Vec<NumberedDocument>> {
        let find = query(sql!("document/of_register"))
            .bind(key.body.0)
            .bind(symbol)
            .bind(i64::from(key.year));
        self.all(find, document).await
    }

    async fn registers_of(&mut self, body: UnitId) -> Stored<Vec<(String, i16)>> {
        let find = query(sql!("register_entry/registers")).bind(body.0);
        self.all(find, |row| Ok((row.get("register")?, row.small("year")?)))
            .await
    }
}

#[async_trait]
impl WriteRegisters for UnitOfWork {
    async fn raise_register(&mut self, key: &RegisterKey, next: u32) -> Stored<u32> {
        let ([_, raise], name) = counter(&key.register);
        let raise = query(raise)
            .bind(key.body.0)
            .bind(name)
            .bind(i64::from(key.year))
            .bind(i64::from(next));
        self.one(raise, |row| row.small("next")).await
    }

    async fn insert_register_entry(
        &mut self,
        key: &RegisterKey,
        entry: &RegisterEntry,
    ) -> Stored<()> {
        let insert = query(sql!("register_entry/insert"))
            .bind(key.body.0)
            .bind(key.register.code())
            .bind(i64::from(key.year))
            .bind(i64::from(entry.number))
            .bind(entry.void)
            .bind(&entry.subject)
            .bind(entry.dated_on.map(day))
            .bind(entry.entered_by.0)
            .bind(entry.entered_at.0);
        self.execute_once(insert).await
    }
}
