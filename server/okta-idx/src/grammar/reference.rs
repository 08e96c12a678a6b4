//! References to forms: to a remediation, or to an action.

/// A reference to a form of a step, without borrowing the step.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FormRef {
    /// A remediation by name. `nth` counts forms of the same name from 0: only `redirect-idp` is
    /// known to repeat.
    Remediation {
        /// The name, such as `challenge-authenticator`.
        name: String,
        /// Its number among those with this name.
        nth: usize,
    },
    /// An action by its full name, such as `cancel` or `currentAuthenticatorEnrollment-resend`.
    Action {
        /// The full name.
        name: String,
    },
}

impl FormRef {
    /// Returns a reference to the first remediation of this name.
    pub fn named(name: impl Into<String>) -> Self {
        Self::Remediation { name: name.into(), nth: 0 }
    }

    /// Returns a reference to the action of this full name.
    pub fn action(name: impl Into<String>) -> Self {
        Self::Action { name: name.into() }
    }

    /// Returns the name of the remediation or action.
    pub fn name(&self) -> &str {
        match self {
            Self::Remediation { name, .. } | Self::Action { name } => name,
        }
    }
}
