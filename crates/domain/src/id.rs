//! Identities: one type per noun, so that a person's id can never stand where a unit's is meant.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(value: Uuid) -> Self {
                Self(value)
            }
        }

        impl From<$name> for Uuid {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(out)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// A person with an account or named in a record.
    PersonId;
    /// An agency, office or school; the same through renamings.
    UnitId;
    /// One dated version (name, parent, level) of a unit.
    UnitVersionId;
    /// A field of application.
    FieldId;
    /// A round in which dossiers are received.
    RoundId;
    /// A version of a rubric.
    RubricVersionId;
    /// A frozen set of rules.
    RuleSetId;
    /// An initiative dossier.
    DossierId;
    /// A file attached to a dossier.
    FileId;
    /// A numbered item of a request for supplements.
    CorrectionId;
    /// A delegation of a role.
    DelegationId;
    /// A council.
    CouncilId;
    /// A member's seat on a council.
    SeatId;
    /// A session of a council.
    SessionId;
    /// A vote on a dossier in a session.
    VoteId;
    /// A marking sheet.
    SheetId;
    /// A decision.
    DecisionId;
    /// A certificate.
    CertificateId;
    /// A role given to a person.
    GrantId;
    /// A pack as it was loaded once.
    PackLoadId;
    /// A dated row of the registry of law.
    RuleId;
    /// A calendar table of one year and scope, or a draft of one.
    CalendarTableId;
    /// A procedure through all its versions.
    ProcedureId;
    /// One version of a procedure.
    ProcedureVersionId;
    /// A version of a unit's own form for a kind of paper.
    OwnFormId;
}
