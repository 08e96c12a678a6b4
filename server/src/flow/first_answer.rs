//! What was entered into a first step.

/// The answers to a first step.
#[derive(Clone, Debug, Default)]
pub struct FirstAnswer {
    /// The username; empty where none is asked for.
    pub username: String,
    /// The password, where the first step asks for it.
    pub password: Option<Password>,
}

/// A password as it was typed. It is sent, and never shown or saved.
#[derive(Clone)]
pub struct Password(String);

impl FirstAnswer {
    /// A username alone.
    pub fn named(username: impl Into<String>) -> Self {
        Self { username: username.into(), password: None }
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
