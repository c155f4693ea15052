//! What an error of the engine means to the use cases.

use sangkien_app::port::StoreError;

use crate::dialect;

/// Translates an error of the engine.
pub(crate) fn store_error(error: sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::Database(inner) => match dialect::constraint(inner.as_ref()) {
            Some(name) => StoreError::Constraint(name),
            None if dialect::is_damage(inner.as_ref()) => {
                StoreError::Damaged(inner.message().to_owned())
            }
            None => StoreError::Unavailable(inner.message().to_owned()),
        },
        sqlx::Error::ColumnDecode { .. }
        | sqlx::Error::Decode(_)
        | sqlx::Error::ColumnNotFound(_)
        | sqlx::Error::ColumnIndexOutOfBounds { .. }
        | sqlx::Error::TypeNotFound { .. }
        | sqlx::Error::RowNotFound => StoreError::Damaged(error.to_string()),
        other => StoreError::Unavailable(other.to_string()),
    }
}
