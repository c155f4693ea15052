//! Why a number is not entered into a register.

/// What stands in the way of a line; its row in a table, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterRefusal {
    /// Which line.
    pub line: u32,
    /// What is wrong with it.
    pub fault: RegisterFault,
}

/// What is wrong with a number or what stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegisterFault {
    /// No number from 1 on.
    NumberUnusable,
    /// The register has it already.
    Taken {
        /// The number.
        number: u32,
    },
    /// It has not come up yet, so it cannot be taken out of use.
    Ahead {
        /// The number that is given next.
        next: u32,
    },
    /// The day is missing, not of the year of the register, or has yet to come.
    DayUnusable,
    /// What the document is about is missing.
    SubjectMissing,
    /// The table has no line.
    Empty,
    /// The table has more lines than are taken at once.
    TooLong {
        /// The most.
        most: u32,
    },
}

impl RegisterRefusal {
    /// Stable code for API clients and tests.
    pub const fn code(self) -> &'static str {
        match self.fault {
            RegisterFault::NumberUnusable => "register-number-unusable",
            RegisterFault::Taken { .. } => "register-number-taken",
            RegisterFault::Ahead { .. } => "register-number-ahead",
            RegisterFault::DayUnusable => "register-day-unusable",
            RegisterFault::SubjectMissing => "register-subject-missing",
            RegisterFault::Empty => "register-empty",
            RegisterFault::TooLong { .. } => "register-too-long",
        }
    }
}
