//! Lists whose conditions vary: composed of fixed fragments and parameters only.

use sangkien_app::port::Paging;
use sqlx::{Encode, QueryBuilder, Type};
use uuid::Uuid;

use super::Query;
use crate::Db;
use crate::dialect;

/// A statement under composition. Every fragment is a text of the program; every value travels
/// as a parameter.
pub(super) struct Listing(QueryBuilder<Db>);

impl Listing {
    /// Begins with a fixed text.
    pub(super) fn new(start: &'static str) -> Self {
        Self(QueryBuilder::new(start))
    }

    /// Adds a fixed text.
    pub(super) fn text(&mut self, fragment: &'static str) -> &mut Self {
        self.0.push(fragment);
        self
    }

    /// Adds a parameter.
    pub(super) fn value<'t, T>(&mut self, value: T) -> &mut Self
    where
        T: Encode<'t, Db> + Type<Db>,
    {
        self.0.push_bind(value);
        self
    }

    /// Adds ` IN (…)`; no value at all is a condition that never holds.
    pub(super) fn one_of<'t, T>(
        &mut self,
        column: &'static str,
        values: impl IntoIterator<Item = T>,
    ) -> &mut Self
    where
        T: Encode<'t, Db> + Type<Db>,
    {
        let mut any = false;
        for value in values {
            if any {
                self.text(", ");
            } else {
                self.text(column).text(" IN (");
            }
            any = true;
            self.value(value);
        }
        self.text(if any { ")" } else { "1 = 0" })
    }

    /// Adds ` IN (…)` over identities.
    pub(super) fn one_of_ids<T: Copy + Into<Uuid>>(
        &mut self,
        column: &'static str,
        ids: &[T],
    ) -> &mut Self {
        self.one_of(column, ids.iter().map(|id| (*id).into()))
    }

    /// Adds, for each word, that the folded text in `column` holds it, letter by letter.
    pub(super) fn holds_words(&mut self, column: &'static str, words: &[String]) -> &mut Self {
        for word in words {
            self.text(" AND ")
                .text(dialect::FIND)
                .text("(")
                .text(column)
                .text(", ")
                .value(word.to_lowercase())
                .text(") > 0");
        }
        self
    }

    /// Adds that the text in `column` begins with `start`, case included; LIKE would overlook case
    /// on one engine only.
    pub(super) fn begins_with(&mut self, column: &'static str, start: &str) -> &mut Self {
        self.text("substr(")
            .text(column)
            .text(", 1, length(")
            .value(start.to_owned())
            .text(")) = ")
            .value(start.to_owned())
    }

    /// Adds the limits of a page.
    pub(super) fn page(&mut self, paging: Paging) -> &mut Self {
        self.text(" LIMIT ")
            .value(i64::from(paging.size))
            .text(" OFFSET ")
            .value(paging.offset())
    }

    pub(super) fn build(&mut self) -> Query<'_> {
        self.0.build()
    }
}
