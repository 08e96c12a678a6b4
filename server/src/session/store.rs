//! The contract of a session store.

use async_trait::async_trait;

use super::seal::StoreKey;

/// A sealed record as a store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The sealed bytes.
    pub sealed: Vec<u8>,
    /// Counts the changes; an update names the version it is based on.
    pub version: u64,
    /// Unix time in seconds after which the record no longer exists.
    pub expires_at: i64,
}

/// The error of a back end, of a type that only the store knows.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why an operation of a store failed, alike for every back end.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The back end cannot be reached, or failed in a way that has no name here.
    #[error("the session store is unavailable")]
    Unavailable(#[source] Cause),
    /// Another process holds the records; the same operation may work a moment later.
    #[error("the session store is busy")]
    Busy(#[source] Cause),
    /// The operating system or the back end refuses access.
    #[error("the session store denies access")]
    Denied(#[source] Cause),
    /// Records can be read but not written.
    #[error("the session store is read-only")]
    ReadOnly(#[source] Cause),
    /// There is no room for another record.
    #[error("the session store is full")]
    Full(#[source] Cause),
    /// A stored value is not one that a store wrote.
    #[error("the session store is corrupt")]
    Corrupt(#[source] Cause),
}

/// Keeps sealed records. Creating never replaces and updating never creates, so that a sign-out cannot be undone by a
/// request that was still under way.
#[async_trait]
pub trait SessionStore: Send + Sync + std::fmt::Debug {
    /// Adds a record; `false` if there is one already.
    async fn create(&self, key: StoreKey, record: Stored) -> Result<bool, StoreError>;
    /// Finds a record that has not expired at `now` (Unix seconds).
    async fn load(&self, key: StoreKey, now: i64) -> Result<Option<Stored>, StoreError>;
    /// Replaces the record that still has version `based_on`; `false` if it has changed or is gone.
    async fn update(
        &self,
        key: StoreKey,
        based_on: u64,
        record: Stored,
    ) -> Result<bool, StoreError>;
    /// Removes a record; `false` if there was none.
    async fn delete(&self, key: StoreKey) -> Result<bool, StoreError>;
    /// Removes all records that have expired at `now`; returns how many.
    async fn sweep(&self, now: i64) -> Result<usize, StoreError>;
    /// Checks that the store works.
    async fn check(&self) -> Result<(), StoreError>;
}

#[cfg(test)]
pub(crate) mod contract {
    //! The contract, run against each store.

    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use crate::environment::SystemRandomness;
    use crate::session::SessionId;
    use crate::session::seal::KeyRing;

    fn key() -> StoreKey {
        KeyRing::derive(&[1; 32]).of_session(&SessionId::fresh(&SystemRandomness).unwrap())
    }

    fn record(version: u64) -> Stored {
        Stored { sealed: vec![1, 2, 3], version, expires_at: 100 }
    }

    pub(crate) async fn holds(store: &dyn SessionStore) {
        creating_never_replaces(store).await;
        updating_needs_the_version_it_is_based_on(store).await;
        a_deleted_record_is_not_brought_back(store).await;
        an_expired_record_is_not_found_and_swept(store).await;
    }

    async fn creating_never_replaces(store: &dyn SessionStore) {
        let key = key();
        assert!(store.create(key, record(1)).await.unwrap());
        assert!(!store.create(key, record(9)).await.unwrap());
        assert_eq!(store.load(key, 0).await.unwrap(), Some(record(1)));
    }

    async fn updating_needs_the_version_it_is_based_on(store: &dyn SessionStore) {
        let key = key();
        store.create(key, record(1)).await.unwrap();
        assert!(store.update(key, 1, record(2)).await.unwrap());
        assert!(!store.update(key, 1, record(2)).await.unwrap());
        assert_eq!(store.load(key, 0).await.unwrap(), Some(record(2)));
    }

    async fn a_deleted_record_is_not_brought_back(store: &dyn SessionStore) {
        let key = key();
        store.create(key, record(1)).await.unwrap();
        assert!(store.delete(key).await.unwrap());
        assert!(!store.delete(key).await.unwrap());
        assert!(!store.update(key, 1, record(2)).await.unwrap());
        assert_eq!(store.load(key, 0).await.unwrap(), None);
    }

    async fn an_expired_record_is_not_found_and_swept(store: &dyn SessionStore) {
        let key = key();
        store.create(key, record(1)).await.unwrap();
        assert!(store.load(key, 99).await.unwrap().is_some());
        assert_eq!(store.load(key, 100).await.unwrap(), None);
        assert!(store.sweep(100).await.unwrap() >= 1);
        assert_eq!(store.load(key, 0).await.unwrap(), None);
    }
}
