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
    /// To activate an account, by the token of an email.
    Activation,
    /// To choose a new password, by the token of an email.
    Reset,
}

impl Intent {
    pub(super) const ALL: [Self; 6] =
        [Self::SignIn, Self::SignUp, Self::Recovery, Self::Unlock, Self::Activation, Self::Reset];

    /// Returns the name in step ids and logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::SignUp => "sign-up",
            Self::Recovery => "recovery",
            Self::Unlock => "unlock",
            Self::Activation => "activation",
            Self::Reset => "reset",
        }
    }

    /// Returns the page where it starts.
    pub fn page(self) -> &'static str {
        match self {
            // The address of the email adds the token.
            Self::SignIn | Self::Activation | Self::Reset => "/sign-in",
            Self::SignUp => "/sign-up",
            Self::Recovery => "/forgot-password",
            Self::Unlock => "/unlock",
        }
    }

    /// Returns the name of the token that it starts with: of the parameter in the address, and of the field. Okta's SDK
    /// names the parameters of interact like this.
    pub fn token(self) -> Option<&'static str> {
        match self {
            Self::Activation => Some("activation_token"),
            Self::Reset => Some("recovery_token"),
            Self::SignIn | Self::SignUp | Self::Recovery | Self::Unlock => None,
        }
    }

    /// Returns the intents that start with a token.
    pub fn by_token() -> impl Iterator<Item = (Self, &'static str)> {
        Self::ALL.into_iter().filter_map(|intent| Some((intent, intent.token()?)))
    }

    /// Returns whether a sign-in of any intent starts at `path`.
    pub fn starts_at(path: &str) -> bool {
        Self::ALL.iter().any(|intent| intent.page() == path)
    }

    pub(super) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|intent| intent.name() == name)
    }
}
