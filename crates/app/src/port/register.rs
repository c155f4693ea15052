//! Registers: the numbers of a body, series and year.

use async_trait::async_trait;

use super::Stored;
use crate::record::{Certificate, NumberedDocument, RegisterEntry, RegisterKey};
use sangkien_domain::id::UnitId;

/// Reading registers.
#[async_trait]
pub trait ReadRegisters {
    /// Numbers that no document of this instance bears, in their order.
    async fn register_entries(&mut self, key: &RegisterKey) -> Stored<Vec<RegisterEntry>>;
    /// The number that is given next.
    async fn register_next(&mut self, key: &RegisterKey) -> Stored<u32>;
    /// The certificates of the body and year, by number.
    async fn register_certificates(&mut self, key: &RegisterKey) -> Stored<Vec<Certificate>>;
    /// The documents of a symbol, of the body and year, by number.
    async fn register_documents(
        &mut self,
        key: &RegisterKey,
        symbol: &str,
    ) -> Stored<Vec<NumberedDocument>>;
    /// Codes and years of the registers of a body that have given or hold a number.
    async fn registers_of(&mut self, body: UnitId) -> Stored<Vec<(String, i16)>>;
}

/// Writing registers.
#[async_trait]
pub trait WriteRegisters {
    /// Lets the next number be at least `next`, and gives it. Nobody else gives or enters a number
    /// of the register until the end of this work.
    async fn raise_register(&mut self, key: &RegisterKey, next: u32) -> Stored<u32>;
    /// A number that no document of this instance bears.
    async fn insert_register_entry(
        &mut self,
        key: &RegisterKey,
        entry: &RegisterEntry,
    ) -> Stored<()>;
}
