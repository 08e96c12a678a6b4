//! Somebody who is signed in, as their session remembers them.

use okta_idx::Tokens;
use serde::Deserialize;
use serde::Serialize;

use super::same_path::SamePath;
use super::saved_bytes::SavedBytes;

/// Somebody who is signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignedIn {
    tokens: SavedBytes,
    /// Where they wanted to go.
    pub return_to: SamePath,
}

impl SignedIn {
    /// With the tokens that Okta issued.
    pub fn with(tokens: &Tokens, return_to: SamePath) -> Self {
        Self { tokens: SavedBytes::of(&tokens.save()), return_to }
    }

    /// The tokens, if this version of the server can read them.
    pub fn tokens(&self) -> Option<Tokens> {
        self.tokens.read(Tokens::restore)
    }
}
