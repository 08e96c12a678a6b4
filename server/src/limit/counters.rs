//! Windows, kept in the session store.

use std::sync::Arc;

use okta_idx::Clock;

use super::window::Rule;
use super::window::Wait;
use super::window::Window;
use crate::session::locks::InUse;
use crate::session::seal::Keys;
use crate::session::seal::StoreKey;
use crate::session::store::SessionStore;
use crate::session::store::StoreError;
use crate::session::store::Stored;

/// Another process may change a window at the same moment; this often it is tried again.
const TRIES: u32 = 50;

/// Why nothing could be counted. What cannot be counted is not allowed.
#[derive(Debug, thiserror::Error)]
pub enum CountError {
    /// The store failed.
    #[error("the store of the limits failed")]
    Store(#[from] StoreError),
    /// The window could not be written as JSON.
    #[error("a limit could not be written")]
    Encode(#[from] serde_json::Error),
    /// Others changed it all the time.
    #[error("a limit is used by too many at once")]
    Contended,
}

/// Counts events under keyed hashes.
#[derive(Debug)]
pub struct Counters {
    store: Arc<dyn SessionStore>,
    keys: Keys,
    clock: Arc<dyn Clock>,
    /// Within this process, one after the other: cheaper than to try again.
    turns: InUse,
}

impl Counters {
    pub(super) fn new(store: Arc<dyn SessionStore>, keys: Keys, clock: Arc<dyn Clock>) -> Self {
        Self { store, keys, clock, turns: InUse::default() }
    }

    /// A short name of something that must not be written down as it is.
    pub(super) fn name_of(&self, value: &str) -> String {
        self.keys.pseudonym(value)
    }

    /// Notes an event about `value`, unless a rule forbids it.
    pub(super) async fn take(
        &self,
        kind: &str,
        value: &str,
        name: &str,
        rules: &[Rule],
    ) -> Result<Result<u32, Wait>, CountError> {
        let now = self.clock.now().unix_timestamp();
        self.change(self.keys.of_count(kind, value), |window| {
            let taken = window.take(now, name, rules);
            (taken, taken.is_ok().then(|| window.ends_at(rules)))
        })
        .await
    }

    /// Takes back the newest event about `value`.
    pub(super) async fn give_back(&self, kind: &str, value: &str) -> Result<(), CountError> {
        self.change(self.keys.of_count(kind, value), |window| {
            window.give_back();
            ((), Some(i64::MAX))
        })
        .await
    }

    /// Forgets every event about `value`.
    pub(super) async fn clear(&self, kind: &str, value: &str) -> Result<(), CountError> {
        self.store.delete(self.keys.of_count(kind, value)).await?;
        Ok(())
    }

    /// Changes a window; `work` gives what to hand back, and until when to keep the change if there is one.
    /// A time later than the present end leaves that end as it is.
    async fn change<T>(
        &self,
        key: StoreKey,
        work: impl Fn(&mut Window) -> (T, Option<i64>),
    ) -> Result<T, CountError> {
        let _turn = self.turns.turn(key).await;
        for _ in 0..TRIES {
            // One that has expired still stands in the way of a new one: it is changed like any other.
            let found = self.store.load(key, i64::MIN).await?;
            let mut window = match &found {
                Some(stored) => serde_json::from_slice(&stored.sealed).unwrap_or_default(),
                None => Window::default(),
            };
            let (result, keep_until) = work(&mut window);
            let Some(keep_until) = keep_until else { return Ok(result) };
            let ends = found.as_ref().map(|stored| stored.expires_at);
            let expires_at = if keep_until == i64::MAX { ends.unwrap_or(0) } else { keep_until };
            let sealed = serde_json::to_vec(&window)?;
            let version = found.as_ref().map_or(1, |stored| stored.version + 1);
            let record = Stored { sealed, version, expires_at };
            let kept = match found {
                Some(stored) => self.store.update(key, stored.version, record).await?,
                None => self.store.create(key, record).await?,
            };
            if kept {
                return Ok(result);
            }
        }
        Err(CountError::Contended)
    }
}
