//! Signing of issued papers: whoever is competent signs, the body seals after, and only both make
//! an original in electronic form (Nghị định 30/2020/NĐ-CP, Điều 5).

/// What is done to a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SigningStep {
    /// Whoever is competent signs.
    Sign,
    /// The body seals.
    Seal,
}

impl SigningStep {
    /// Both, in their order.
    pub const ALL: [Self; 2] = [Self::Sign, Self::Seal];

    /// Stable code, as forms carry it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Seal => "seal",
        }
    }

    /// The step of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

/// How far a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaperState {
    /// Made, with no signature yet.
    Made,
    /// Signed by whoever is competent.
    Signed,
    /// Signed and sealed.
    Sealed,
    /// Signed in another system, from a file of that system.
    Brought,
}

impl PaperState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Made, Self::Signed, Self::Sealed, Self::Brought];

    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Signed => "signed",
            Self::Sealed => "sealed",
            Self::Brought => "brought",
        }
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// What is to be done next; nothing once it is sealed, or was finished elsewhere.
    pub const fn next(self) -> Option<SigningStep> {
        match self {
            Self::Made => Some(SigningStep::Sign),
            Self::Signed => Some(SigningStep::Seal),
            Self::Sealed | Self::Brought => None,
        }
    }

    /// The state after a step.
    pub const fn after(step: SigningStep) -> Self {
        match step {
            SigningStep::Sign => Self::Signed,
            SigningStep::Seal => Self::Sealed,
        }
    }
}

/// Why a paper was not signed, or a signed file not kept. The paper stays as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SigningFault {
    /// The server holds no key for this signer or body.
    NoKey,
    /// The key or the token refused.
    Key,
    /// The time-stamp server did not answer as it should.
    Stamp,
    /// The file cannot be signed as it is.
    Paper,
    /// Nothing that was given out to be signed fits this signature.
    Foreign,
    /// The file bears no signature.
    NotSigned,
    /// A signature in the file proves nothing.
    Void,
    /// The file is not this paper with signatures added.
    NotOurs,
    /// The file is there already.
    Known,
    /// It cannot be verified: no PDF, protected, or too complex.
    Unread,
    /// Verifying it took too much.
    Stopped,
    /// The paper has gone on since.
    Done,
}

impl SigningFault {
    /// Every fault.
    pub const ALL: [Self; 12] = [
        Self::NoKey,
        Self::Key,
        Self::Stamp,
        Self::Paper,
        Self::Foreign,
        Self::NotSigned,
        Self::Void,
        Self::NotOurs,
        Self::Known,
        Self::Unread,
        Self::Stopped,
        Self::Done,
    ];

    /// Stable code, as stored and for API clients.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoKey => "signing-no-key",
            Self::Key => "signing-key",
            Self::Stamp => "signing-stamp",
            Self::Paper => "signing-paper",
            Self::Foreign => "signing-foreign",
            Self::NotSigned => "signing-not-signed",
            Self::Void => "signing-void",
            Self::NotOurs => "signing-not-ours",
            Self::Known => "signing-known",
            Self::Unread => "signing-unread",
            Self::Stopped => "signing-stopped",
            Self::Done => "signing-done",
        }
    }

    /// The fault of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_signed_then_sealed_and_then_done() {
        let mut state = PaperState::Made;
        let mut steps = Vec::new();
        while let Some(step) = state.next() {
            steps.push(step);
            state = PaperState::after(step);
        }
        assert_eq!(steps, SigningStep::ALL);
        assert_eq!(PaperState::Brought.next(), None);
    }

    #[test]
    fn every_code_is_read_back() {
        for state in PaperState::ALL {
            assert_eq!(PaperState::from_code(state.code()), Some(state));
        }
        for fault in SigningFault::ALL {
            assert_eq!(SigningFault::from_code(fault.code()), Some(fault));
        }
        for step in SigningStep::ALL {
            assert_eq!(SigningStep::from_code(step.code()), Some(step));
        }
    }
}
