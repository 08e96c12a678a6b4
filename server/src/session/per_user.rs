//! The sessions of one user: how many there may be, and ending all of them.

use serde::Deserialize;
use serde::Serialize;

use super::Session;
use super::SessionState;
use super::Sessions;
use super::seal::StoreKey;
use super::sessions::SessionError;
use super::shared::Expiry;

/// Sessions that one user may have at a time.
pub const MAX_SESSIONS_PER_USER: usize = 10;

/// Where the sessions of one user are stored, oldest first. A stored key is a keyed hash: it opens nothing.
#[derive(Debug, Default, Serialize, Deserialize)]
struct SessionsOfUser(Vec<Entry>);

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Entry {
    key: StoreKey,
    /// Unix seconds after which the session is over in any case.
    ends_at: i64,
}

impl<S: SessionState> Sessions<S> {
    /// Adds the session to the list of its user. Beyond [`MAX_SESSIONS_PER_USER`] the oldest of that user's sessions
    /// ends.
    pub async fn belongs_to(
        &self,
        session: &Session<S>,
        subject: &str,
    ) -> Result<(), SessionError> {
        let now = self.clock.now().unix_timestamp();
        let ends_at = self.ends_at_latest(&session.record).unix_timestamp();
        let key = session.key();
        let user = self.keys.of_count("sessions", subject);
        let beyond = self
            .shared
            .change(user, |sessions: &mut SessionsOfUser| {
                sessions.0.retain(|entry| entry.ends_at > now);
                sessions.0.push(Entry { key, ends_at });
                let spare = sessions.0.len().saturating_sub(MAX_SESSIONS_PER_USER);
                let beyond = sessions.0.drain(..spare).map(|entry| entry.key).collect::<Vec<_>>();
                (beyond, Expiry::Until(ends_at))
            })
            .await?;
        for key in beyond {
            self.store.delete(key).await?;
            tracing::info!(
                event = "session.evicted",
                session.key = ?key,
                "a user has too many sessions; the oldest of them has ended"
            );
            self.locks.tell(key);
        }
        Ok(())
    }

    /// Closes all sessions of a user and removes the list of them. Returns how many there were.
    ///
    /// Other servers on the same store find them gone at the next request.
    pub async fn revoke_all_of(&self, subject: &str) -> Result<usize, SessionError> {
        let now = self.clock.now().unix_timestamp();
        let mut closed = 0;
        for keys in self.keys.ring() {
            let entries = self
                .shared
                .change(keys.of_count("sessions", subject), |sessions: &mut SessionsOfUser| {
                    let all = std::mem::take(&mut sessions.0);
                    // The next sweep takes it, unless the user signs in again before.
                    let keep = if all.is_empty() { Expiry::Unchanged } else { Expiry::Until(now) };
                    (all, keep)
                })
                .await?;
            for entry in entries {
                closed += usize::from(self.store.delete(entry.key).await?);
            }
        }
        self.sweep().await?;
        Ok(closed)
    }
}
