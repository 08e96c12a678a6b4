//! A signed-in user, as the session remembers them.

use okta_idx::Tokens;
use serde::Deserialize;
use serde::Serialize;

use super::Intent;
use super::same_path::SamePath;
use super::saved_bytes::SavedBytes;

/// A signed-in user.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignedIn {
    tokens: SavedBytes,
    /// Where they wanted to go.
    pub return_to: SamePath,
}

impl SignedIn {
    /// A user with saved tokens.
    pub fn new(tokens: SavedBytes, return_to: SamePath) -> Self {
        Self { tokens, return_to }
    }

    /// Returns where a signed-in user goes. A page for signing in would only lead here again.
    pub fn landing(&self) -> SamePath {
        let path = self.return_to.as_str().split(['?', '#']).next().unwrap_or_default();
        let leads_here = Intent::starts_at(path) || path.starts_with("/login/");
        if leads_here { SamePath::home() } else { self.return_to.clone() }
    }

    /// The tokens, if this version of the server can read them.
    pub fn tokens(&self) -> Option<Tokens> {
        self.tokens.read(Tokens::restore)
    }
}
