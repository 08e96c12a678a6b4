//! A sign-in that Okta has confirmed, while its tokens cannot be had.

use okta_idx::Completed;
use serde::Deserialize;
use serde::Serialize;

use super::saved_bytes::SavedBytes;

/// The saved end of a transaction, its interaction code unspent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Confirmed(SavedBytes);

impl Confirmed {
    /// Saves it.
    pub fn of(completed: &Completed) -> Self {
        Self(SavedBytes::of(&completed.save()))
    }

    /// Returns it, if this version of the server can read it.
    pub fn restore(&self) -> Option<Completed> {
        self.0.read(Completed::restore)
    }
}
