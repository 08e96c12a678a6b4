//! Notes: facts without content that expire, such as "a name was given out".
//!
//! A note is stored under a keyed hash of its kind and name, so a reader of the store learns neither.

use std::time::Duration;

use super::SessionState;
use super::Sessions;
use super::sessions::SessionError;
use super::store::Stored;

impl<S: SessionState> Sessions<S> {
    /// Notes `name` for a time. A name that is noted already keeps its time.
    pub async fn note(&self, kind: &str, name: &str, lasts: Duration) -> Result<(), SessionError> {
        let expires_at = (self.clock.now() + lasts).unix_timestamp();
        let note = Stored { sealed: Vec::new(), version: 1, expires_at };
        self.store.create(self.keys.of(kind, name), note).await?;
        Ok(())
    }

    /// Returns whether `name` is noted.
    pub async fn is_noted(&self, kind: &str, name: &str) -> Result<bool, SessionError> {
        let now = self.clock.now().unix_timestamp();
        for keys in self.keys.ring() {
            if self.store.load(keys.of(kind, name), now).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Removes the note of `name`.
    pub async fn remove_note(&self, kind: &str, name: &str) -> Result<(), SessionError> {
        for keys in self.keys.ring() {
            self.store.delete(keys.of(kind, name)).await?;
        }
        Ok(())
    }
}
