//! Somebody who is signed in, as their session remembers them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use okta_idx::Tokens;
use serde::Deserialize;
use serde::Serialize;
use zeroize::Zeroizing;

use super::same_path::SamePath;

/// Somebody who is signed in.
#[derive(Clone, Serialize, Deserialize)]
pub struct SignedIn {
    tokens: String,
    /// Where they wanted to go.
    pub return_to: SamePath,
}

impl SignedIn {
    /// With the tokens that Okta issued.
    pub fn with(tokens: &Tokens, return_to: SamePath) -> Self {
        Self { tokens: STANDARD_NO_PAD.encode(tokens.save()), return_to }
    }

    /// The tokens; `None` if an older version of the server saved them in a way that this one does not know.
    pub fn tokens(&self) -> Option<Tokens> {
        let bytes = Zeroizing::new(STANDARD_NO_PAD.decode(&self.tokens).ok()?);
        Tokens::restore(&bytes).ok()
    }
}

impl std::fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignedIn([redacted])")
    }
}

impl Drop for SignedIn {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.tokens);
    }
}
