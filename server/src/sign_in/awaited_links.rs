//! Which magic links some browser waits for.
//!
//! The page of a link that is opened in another browser shows its code only if some sign-in waits for the link's
//! `state`. What is kept for that is a note under a keyed hash of the state, nothing else.

use super::record::Sessions;
use crate::session::SessionError;

/// The kind of these notes.
const KIND: &str = "state";

impl Sessions {
    /// Notes that a browser waits for the magic link with `state`.
    pub async fn expect_link(&self, state: &str) -> Result<(), SessionError> {
        self.note(KIND, state, self.lifetimes().flow).await
    }

    /// Returns whether a browser waits for the magic link with `state`.
    pub async fn expects_link(&self, state: &str) -> Result<bool, SessionError> {
        self.is_noted(KIND, state).await
    }

    /// Removes the note that a link with `state` is awaited.
    pub async fn forget_link(&self, state: &str) -> Result<(), SessionError> {
        self.remove_note(KIND, state).await
    }
}
