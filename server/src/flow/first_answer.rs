//! What was entered into a first step.

use okta_idx::StartOptions;

use super::Intent;

/// The answers to a first step.
#[derive(Clone, Debug, Default)]
pub struct FirstAnswer {
    /// The username; empty where none is asked for.
    pub username: String,
    /// The password, where the first step asks for it.
    pub password: Option<Password>,
    /// The token of an email, where the first step came with one.
    pub token: Option<StartToken>,
}

/// A password as it was typed. It is sent, and never shown or saved.
#[derive(Clone)]
pub struct Password(String);

impl FirstAnswer {
    /// A username alone.
    pub fn named(username: impl Into<String>) -> Self {
        Self { username: username.into(), ..Self::default() }
    }
}

/// The token of an email that activates an account or lets its user choose a new password. It is sent, and never saved.
#[derive(Clone)]
pub enum StartToken {
    /// Activates an account.
    Activation(String),
    /// Lets a user choose a new password.
    Recovery(String),
}

impl StartToken {
    /// Takes the token for an intent; `None` if the intent starts with none.
    pub fn of(intent: Intent, token: &str) -> Option<Self> {
        match intent {
            Intent::Activation => Some(Self::Activation(token.to_owned())),
            Intent::Reset => Some(Self::Recovery(token.to_owned())),
            Intent::SignIn | Intent::SignUp | Intent::Recovery | Intent::Unlock => None,
        }
    }

    /// Returns the options of a transaction that starts with the token.
    pub fn options(self, others: StartOptions) -> StartOptions {
        match self {
            Self::Activation(token) => StartOptions { activation_token: Some(token), ..others },
            Self::Recovery(token) => StartOptions { recovery_token: Some(token), ..others },
        }
    }
}

impl std::fmt::Debug for StartToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Password {
    /// Takes what was typed, as it is.
    pub fn typed(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(super) fn expose(&self) -> &str {
        &self.0
    }

    pub(super) fn is_missing(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
}
