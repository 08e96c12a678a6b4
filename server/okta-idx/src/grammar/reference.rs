//! Names for forms: of a remediation, or of an action beside them.

/// Says which form of a step is meant, without holding on to the step.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FormRef {
    /// A remediation by name. `nth` counts forms of the same name from 0: only `redirect-idp` is known to repeat.
    Remediation {
        /// The name, such as `challenge-authenticator`.
        name: String,
        /// Which of those with this name.
        nth: usize,
    },
    /// An action by its full name, such as `cancel` or `currentAuthenticatorEnrollment-resend`.
    Action {
        /// The full name.
        name: String,
    },
}

impl FormRef {
    /// The first remediation of this name.
    pub fn named(name: impl Into<String>) -> Self {
        Self::Remediation { name: name.into(), nth: 0 }
    }

    /// The action of this full name.
    pub fn action(name: impl Into<String>) -> Self {
        Self::Action { name: name.into() }
    }

    /// The name, of whichever kind.
    pub fn name(&self) -> &str {
        match self {
            Self::Remediation { name, .. } | Self::Action { name } => name,
        }
    }
}
