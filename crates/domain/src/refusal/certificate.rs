//! Why it is not changed whether a certificate holds.

/// What stands in the way of taking back, restoring or replacing a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateRefusal {
    /// It does not hold any more.
    NotValid,
    /// It was not taken back.
    NotRevoked,
    /// Another holds in its place.
    Replaced,
    /// The number of the decision is missing that this rests on.
    DecisionMissing,
    /// The day of that decision is missing, or has yet to come.
    DayUnusable,
    /// The holder's name is missing.
    NameMissing,
}

impl CertificateRefusal {
    /// Every refusal.
    pub const ALL: [Self; 6] = [
        Self::NotValid,
        Self::NotRevoked,
        Self::Replaced,
        Self::DecisionMissing,
        Self::DayUnusable,
        Self::NameMissing,
    ];

    /// Stable code for API clients and tests.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotValid => "certificate-not-valid",
            Self::NotRevoked => "certificate-not-revoked",
            Self::Replaced => "certificate-replaced",
            Self::DecisionMissing => "certificate-decision-missing",
            Self::DayUnusable => "certificate-day-unusable",
            Self::NameMissing => "certificate-name-missing",
        }
    }

    /// The form field it belongs to, where there is one.
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::NotValid | Self::NotRevoked | Self::Replaced => None,
            Self::DecisionMissing => Some("decision"),
            Self::DayUnusable => Some("decided_on"),
            Self::NameMissing => Some("author"),
        }
    }
}
