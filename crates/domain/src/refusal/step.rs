//! Why a step of a procedure does not let a dossier go on.

/// What stands in the way of an act, a recall, an extension or a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepRefusal {
    /// No version of the procedure is in force.
    NotInForce,
    /// Where the act leads depends on facts that are not known.
    FactsMissing {
        /// Their names on pages.
        labels: Vec<String>,
    },
    /// A condition of the act cannot be computed from what is known.
    NotComputable,
    /// The facts are known and the procedure names no way for them.
    NoWay {
        /// Words of the act.
        act: String,
    },
    /// Words are required with the act.
    OpinionMissing,
    /// What was stated is no value of the fact.
    FactUnusable {
        /// Name of the fact, as the form field.
        name: String,
        /// Its name on pages.
        label: String,
    },
    /// A part of the dossier that the step requires is not there.
    ComponentMissing {
        /// Its name.
        label: String,
    },
    /// The file is of a format that the part does not take.
    ComponentFormat {
        /// Name of the part.
        label: String,
        /// The formats it takes, by extension in lower case.
        formats: Vec<String>,
    },
    /// The file is larger than the part allows.
    ComponentTooLarge {
        /// Name of the part.
        label: String,
        /// Largest size in bytes.
        most: u64,
    },
    /// What was passed on cannot be taken back: the step does not allow it, or somebody has acted.
    NotRecallable,
    /// The limit does not run any more.
    LimitNotRunning,
    /// An extension by nothing, or by more than the limit itself.
    ExtensionUnusable {
        /// The longest extension, in units of the limit.
        most: u16,
    },
    /// A day promised instead of one that was not kept is missing, past or no working day.
    NewDayUnusable,
    /// The other version is not of this procedure, is a draft, or has no such step.
    NoSuchStep,
    /// The dossier follows this version already.
    SameVersion,
    /// A role that the person does not hold themselves cannot be handed on.
    NotOwnRole,
    /// Nobody in office has this account, or it is the person's own.
    NoSuchDelegate,
    /// The days of a delegation are missing, in the wrong order, past or too far apart.
    DelegationDays {
        /// The longest delegation, in days.
        most: u16,
    },
    /// The same person has been given the same role in these days already.
    DelegatedAlready,
}

impl StepRefusal {
    /// Stable code for API clients and tests.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotInForce => "procedure-not-in-force",
            Self::FactsMissing { .. } => "facts-missing",
            Self::NotComputable => "condition-not-computable",
            Self::NoWay { .. } => "no-way",
            Self::OpinionMissing => "opinion-missing",
            Self::FactUnusable { .. } => "fact-unusable",
            Self::ComponentMissing { .. } => "component-missing",
            Self::ComponentFormat { .. } => "component-format",
            Self::ComponentTooLarge { .. } => "component-too-large",
            Self::NotRecallable => "not-recallable",
            Self::LimitNotRunning => "limit-not-running",
            Self::ExtensionUnusable { .. } => "extension-unusable",
            Self::NewDayUnusable => "new-day-unusable",
            Self::NoSuchStep => "no-such-step",
            Self::SameVersion => "same-version",
            Self::NotOwnRole => "not-own-role",
            Self::NoSuchDelegate => "no-such-delegate",
            Self::DelegationDays { .. } => "delegation-days",
            Self::DelegatedAlready => "delegated-already",
        }
    }

    /// The form field the refusal belongs to, where there is one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::OpinionMissing => Some("opinion"),
            Self::FactUnusable { name, .. } => Some(name),
            Self::ExtensionUnusable { .. } => Some("amount"),
            Self::NewDayUnusable => Some("new_day"),
            Self::NoSuchStep | Self::SameVersion => Some("step"),
            Self::NotOwnRole => Some("role"),
            Self::NoSuchDelegate | Self::DelegatedAlready => Some("to"),
            Self::DelegationDays { .. } => Some("from"),
            _ => None,
        }
    }
}
