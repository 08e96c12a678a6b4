//! Tokens in the address of an app: each opens the activation or the recovery of one user.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

use crate::protocol::UserId;
use crate::protocol::UserToken;
use crate::timestamp::Timestamp;

/// What a token opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Opens {
    /// A staged user sets up what is required, and is active then.
    Activation,
    /// A user chooses a new password.
    Recovery,
}

/// One token, as the org remembers it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Issued {
    pub(crate) opens: Opens,
    pub(crate) user: UserId,
    pub(crate) expires_at: Timestamp,
}

/// All tokens, expired ones too: an expired one is answered unlike one that never was.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct UserTokens(BTreeMap<UserToken, Issued>);

impl Opens {
    /// The parameter of `/v1/interact`, and of the address of the app.
    pub(crate) fn parameter(self) -> &'static str {
        match self {
            Self::Activation => "activation_token",
            Self::Recovery => "recovery_token",
        }
    }
}

impl UserTokens {
    pub(crate) fn insert(&mut self, token: UserToken, issued: Issued) {
        self.0.insert(token, issued);
    }

    pub(crate) fn get(&self, token: &str) -> Option<&Issued> {
        self.0.get(&UserToken::new(token))
    }

    /// Takes back what opens the same for the same user.
    pub(crate) fn revoke(&mut self, opens: Opens, user: &UserId) {
        self.0.retain(|_, issued| issued.opens != opens || issued.user != *user);
    }
}
