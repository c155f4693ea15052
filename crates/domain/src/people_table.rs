//! A list of people as an agency keeps it in a table: its columns, and what may be wrong with it.

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Full name.
    FullName,
    /// Account name.
    Account,
    /// E-mail address.
    Email,
    /// Code or name of the unit.
    Unit,
    /// State post.
    Post,
    /// Roles, by their names.
    Roles,
}

impl Column {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 6] = [
        Self::FullName,
        Self::Account,
        Self::Email,
        Self::Unit,
        Self::Post,
        Self::Roles,
    ];

    /// Whether a table without it cannot be taken.
    pub const fn is_needed(self) -> bool {
        matches!(self, Self::FullName | Self::Account | Self::Unit)
    }
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFault {
    /// There is no name, or it is too long.
    Name,
    /// The account name cannot be one.
    Account,
    /// The e-mail address cannot be one.
    Email,
    /// None of the units that the caller administers has this code or name.
    Unit(String),
    /// No role has this name.
    Role(String),
    /// The account belongs to somebody of another name or unit.
    Taken,
    /// The account stands in this row already.
    Repeated {
        /// Number of the earlier row, as the table counts it.
        row: u32,
    },
}

/// What is wrong with a table as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableFault {
    /// No row names columns.
    NoHead,
    /// Columns that are needed and not named.
    Missing(Vec<Column>),
    /// Nobody stands below the names of the columns.
    Empty,
    /// More rows than are taken at once.
    TooLong {
        /// The most.
        most: u32,
    },
}
