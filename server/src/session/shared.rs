//! Small records that several requests, and several servers, change.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::locks::SessionLocks;
use super::seal::StoreKey;
use super::store::SessionStore;
use super::store::StoreError;
use super::store::Stored;

/// How often a change is retried, because another server may change the record at the same moment.
const TRIES: u32 = 50;

/// Why a record could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum SharedError {
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// The record could not be written as JSON.
    #[error("a record could not be written")]
    Encode(#[from] serde_json::Error),
    /// Other servers changed the record at every retry.
    #[error("a record is changed by too many at once")]
    Contended,
}

/// When a changed record expires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Nothing was changed.
    Unchanged,
    /// As long as before.
    AsBefore,
    /// Until then (Unix seconds).
    Until(i64),
}

/// Records in the session store that are not sealed: they hold times and keyed hashes, and nothing about a user.
#[derive(Clone, Debug)]
pub struct SharedRecords {
    store: Arc<dyn SessionStore>,
    /// Changes of this process come one after the other, which is cheaper than to try again.
    locks: Arc<SessionLocks>,
}

impl SharedRecords {
    /// Returns records that are kept in `store`.
    pub fn new(store: Arc<dyn SessionStore>) -> Self {
        Self { store, locks: Arc::default() }
    }

    /// Changes a record, or makes it. `work` may run several times.
    pub async fn change<R: Default + Serialize + DeserializeOwned, T>(
        &self,
        key: StoreKey,
        work: impl Fn(&mut R) -> (T, Expiry),
    ) -> Result<T, SharedError> {
        let _lock = self.locks.lock(key).await;
        for _ in 0..TRIES {
            // An expired record blocks a new one until it is swept, so it is changed like any other.
            let found = self.store.load(key, i64::MIN).await?;
            let mut record = match &found {
                Some(stored) => serde_json::from_slice(&stored.sealed).unwrap_or_default(),
                None => R::default(),
            };
            let (result, keep) = work(&mut record);
            let expires_at = match (keep, &found) {
                (Expiry::Unchanged, _) | (Expiry::AsBefore, None) => return Ok(result),
                (Expiry::AsBefore, Some(stored)) => stored.expires_at,
                (Expiry::Until(time), _) => time,
            };
            let version = found.as_ref().map_or(1, |stored| stored.version + 1);
            let next = Stored { sealed: serde_json::to_vec(&record)?, version, expires_at };
            let kept = match found {
                Some(stored) => self.store.update(key, stored.version, next).await?,
                None => self.store.create(key, next).await?,
            };
            if kept {
                return Ok(result);
            }
        }
        Err(SharedError::Contended)
    }

    /// Removes a record.
    pub async fn forget(&self, key: StoreKey) -> Result<(), SharedError> {
        self.store.delete(key).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use futures::future::join_all;

    use super::*;
    use crate::session::memory::MemoryStore;
    use crate::session::seal::KeyRing;

    /// Shows: R7
    #[tokio::test]
    async fn no_change_is_lost_between_two_servers() {
        let store: Arc<dyn SessionStore> = Arc::new(MemoryStore::default());
        let servers = [SharedRecords::new(Arc::clone(&store)), SharedRecords::new(store)];
        let key = KeyRing::derive(&[1; 32]).of("test", "x");
        let add = |server: SharedRecords| async move {
            server
                .change(key, |count: &mut u32| {
                    *count += 1;
                    (*count, Expiry::Until(10))
                })
                .await
                .unwrap()
        };
        join_all((0..60).map(|turn| add(servers[turn % 2].clone()))).await;
        assert_eq!(add(servers[0].clone()).await, 61);
    }

    #[tokio::test]
    async fn a_record_that_has_expired_is_changed_like_any_other() {
        let records = SharedRecords::new(Arc::new(MemoryStore::default()));
        let key = KeyRing::derive(&[1; 32]).of("test", "x");
        for expected in 1..=3 {
            let count = records
                .change(key, |count: &mut u32| {
                    *count += 1;
                    (*count, Expiry::Until(-5))
                })
                .await;
            assert_eq!(count.unwrap(), expected);
        }
    }
}
