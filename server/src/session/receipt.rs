//! Receipts: the session that a code led to, for a browser that never got the answer.
//!
//! Signing in changes the id of the session. If the answer with the new id is lost, or the code was sent twice at once,
//! the browser is left with an id that is dead. Sending the same code again under that id then leads to the session
//! that it led to before. The old id alone opens nothing: an attacker who planted or copied the cookie lacks the code,
//! and has three attempts.

use std::time::Duration;

use super::SessionId;
use super::SessionState;
use super::sessions::SessionError;
use super::sessions::Sessions;
use super::store::Stored;

/// How long a receipt is kept: as long as a user may send the same form again.
const KEPT: Duration = Duration::from_mins(2);
const ATTEMPTS: u64 = 3;

impl<S: SessionState> Sessions<S> {
    /// Notes that `code`, sent under the id `old`, led to the session `new`.
    pub(super) async fn leave_receipt(
        &self,
        old: &SessionId,
        code: &str,
        new: &SessionId,
    ) -> Result<(), SessionError> {
        let sealed = self.keys.seal(&self.keys.receipt(old, &plain(code)), new.bytes())?;
        let expires_at = (self.clock.now() + KEPT).unix_timestamp();
        self.store
            .create(self.keys.of_receipt(old), Stored { sealed, version: 1, expires_at })
            .await?;
        Ok(())
    }

    /// Returns the session that `code` led to under the id `old`. The third wrong code removes the receipt.
    pub async fn redeem(
        &self,
        old: &SessionId,
        code: &str,
    ) -> Result<Option<SessionId>, SessionError> {
        let place = self.keys.of_receipt(old);
        let now = self.clock.now().unix_timestamp();
        let Some(receipt) = self.store.load(place, now).await? else { return Ok(None) };
        // Counted before it is compared, so many attempts at once are still three.
        let guess = receipt.version;
        if guess > ATTEMPTS {
            self.store.delete(place).await?;
            return Ok(None);
        }
        let opened = self.keys.open(&self.keys.receipt(old, &plain(code)), &receipt.sealed);
        let version = if opened.is_ok() { guess } else { guess + 1 };
        let counted = Stored { version, ..receipt };
        if !self.store.update(place, guess, counted).await? {
            return Ok(None);
        }
        Ok(opened.ok().and_then(|bytes| SessionId::from_bytes(&bytes)))
    }
}

/// Returns the code without spaces and signs around it.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_uppercase()).collect()
}
