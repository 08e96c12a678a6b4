//! What the visitor came for.

use serde::Deserialize;
use serde::Serialize;

/// What the visitor came for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Intent {
    /// To sign in.
    #[default]
    SignIn,
    /// To create an account.
    SignUp,
    /// To recover an account.
    Recovery,
    /// To unlock an account.
    Unlock,
}

impl Intent {
    pub(super) const ALL: [Self; 4] = [Self::SignIn, Self::SignUp, Self::Recovery, Self::Unlock];

    /// Returns the name in step ids and logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::SignUp => "sign-up",
            Self::Recovery => "recovery",
            Self::Unlock => "unlock",
        }
    }

    /// Returns the page where it starts.
    pub fn page(self) -> &'static str {
        match self {
            Self::SignIn => "/sign-in",
            Self::SignUp => "/sign-up",
            Self::Recovery => "/forgot-password",
            Self::Unlock => "/unlock",
        }
    }

    /// Returns whether a sign-in of any intent starts at `path`.
    pub fn starts_at(path: &str) -> bool {
        Self::ALL.iter().any(|intent| intent.page() == path)
    }

    pub(super) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|intent| intent.name() == name)
    }
}
