//! Reading the columns of a row into the types of the domain.

use jiff::civil::Date;
use sangkien_app::port::{StoreError, Stored};
use sangkien_domain::time::Instant;
use serde::de::DeserializeOwned;
use sqlx::{Decode, Row as _, Type};
use uuid::Uuid;

use super::Row;
use crate::Db;

/// A row, read by column name. What does not have the expected form is [`StoreError::Damaged`].
pub(crate) struct Fields<'r>(pub(super) &'r Row);

fn damaged(column: &str, what: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(format!("column {column}: {what}"))
}

impl Fields<'_> {
    /// A value of a type that the engine itself knows.
    pub(crate) fn get<T>(&self, column: &str) -> Stored<T>
    where
        T: for<'d> Decode<'d, Db> + Type<Db>,
    {
        self.0
            .try_get(column)
            .map_err(|error| damaged(column, error))
    }

    /// An identity.
    pub(super) fn id<T: From<Uuid>>(&self, column: &str) -> Stored<T> {
        self.get::<Uuid>(column).map(T::from)
    }

    /// An identity that may be absent.
    pub(super) fn optional_id<T: From<Uuid>>(&self, column: &str) -> Stored<Option<T>> {
        Ok(self.get::<Option<Uuid>>(column)?.map(T::from))
    }

    /// A moment.
    pub(super) fn instant(&self, column: &str) -> Stored<Instant> {
        self.get(column).map(Instant)
    }

    /// A moment that may be absent.
    pub(super) fn optional_instant(&self, column: &str) -> Stored<Option<Instant>> {
        Ok(self.get::<Option<i64>>(column)?.map(Instant))
    }

    /// A day.
    pub(super) fn date(&self, column: &str) -> Stored<Date> {
        let text: String = self.get(column)?;
        text.parse().map_err(|error| damaged(column, error))
    }

    /// A day that may be absent.
    pub(super) fn optional_date(&self, column: &str) -> Stored<Option<Date>> {
        let text: Option<String> = self.get(column)?;
        text.map(|text| text.parse().map_err(|error| damaged(column, error)))
            .transpose()
    }

    /// A number narrower than the column.
    pub(super) fn small<T: TryFrom<i64>>(&self, column: &str) -> Stored<T> {
        let number: i64 = self.get(column)?;
        T::try_from(number).map_err(|_| damaged(column, format!("{number} is out of range")))
    }

    /// A count of rows.
    pub(super) fn count(&self, column: &str) -> Stored<u64> {
        self.small(column)
    }

    /// A value stored as a stable code, read back with `parse`.
    pub(super) fn code<T>(&self, column: &str, parse: fn(&str) -> Option<T>) -> Stored<T> {
        let text: String = self.get(column)?;
        parse(&text).ok_or_else(|| damaged(column, format!("unknown code {text:?}")))
    }

    /// A coded value that may be absent.
    pub(super) fn optional_code<T>(
        &self,
        column: &str,
        parse: fn(&str) -> Option<T>,
    ) -> Stored<Option<T>> {
        match self.get::<Option<String>>(column)? {
            Some(_) => self.code(column, parse).map(Some),
            None => Ok(None),
        }
    }

    /// Thirty-two bytes.
    pub(super) fn hash(&self, column: &str) -> Stored<[u8; 32]> {
        let bytes: Vec<u8> = self.get(column)?;
        <[u8; 32]>::try_from(bytes).map_err(|_| damaged(column, "not thirty-two bytes"))
    }

    /// A value stored as JSON that may be absent.
    pub(super) fn optional_json<T: DeserializeOwned>(&self, column: &str) -> Stored<Option<T>> {
        match self.get::<Option<String>>(column)? {
            Some(_) => self.json(column).map(Some),
            None => Ok(None),
        }
    }

    /// A value stored as JSON.
    pub(super) fn json<T: DeserializeOwned>(&self, column: &str) -> Stored<T> {
        let text: String = self.get(column)?;
        serde_json::from_str(&text).map_err(|error| damaged(column, error))
    }
}

/// A value as it is stored in a JSON column.
pub(super) fn to_json<T: serde::Serialize>(value: &T) -> Stored<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// A value of an enumeration under the name of its serialised form.
pub(super) fn to_word<T: serde::Serialize>(value: &T) -> Stored<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(other) => Err(StoreError::Damaged(format!("{other} is not one word"))),
        Err(error) => Err(StoreError::Damaged(error.to_string())),
    }
}

/// The value of a stored word.
pub(super) fn from_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::from(word)).ok()
}

/// A day as it is stored.
pub(super) fn day(date: Date) -> String {
    date.to_string()
}
