//! One writer at a time for each session within this process, and a signal to requests that wait for a change.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::Weak;

use tokio::sync::OwnedMutexGuard;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::Semaphore;
use tokio::sync::watch;

use super::seal::StoreKey;

/// How many pages of one browser may listen at the same time. Each takes one of the six connections that a browser
/// opens to a server over HTTP/1.1, and the others are for the forms. A page beyond these asks now and then.
const LISTENERS: usize = 2;

/// What the requests for one session share while any of them is under way.
#[derive(Debug)]
struct Shared {
    lock: Arc<tokio::sync::Mutex<()>>,
    changed: watch::Sender<u64>,
    /// One permit for each event stream that the session may have.
    listeners: Arc<Semaphore>,
}

/// The locks of the sessions that are in use in this process.
///
/// Claims keep two servers from answering one step; within a process a lock is cheaper than a claim, and first come,
/// first served.
#[derive(Debug, Default)]
pub struct SessionLocks(Mutex<HashMap<StoreKey, Weak<Shared>>>);

/// The lock of a session, held until dropped.
#[derive(Debug)]
pub struct SessionLock {
    _guard: OwnedMutexGuard<()>,
    _shared: Arc<Shared>,
}

/// Tells of changes to one session for as long as it is held.
#[derive(Debug)]
pub struct Changes {
    receiver: watch::Receiver<u64>,
    _shared: Arc<Shared>,
    /// The permit of an event stream, if this is one.
    _listener: Option<OwnedSemaphorePermit>,
}

impl Changes {
    fn of(shared: Arc<Shared>) -> Self {
        Self { receiver: shared.changed.subscribe(), _shared: shared, _listener: None }
    }

    /// Returns at the next change that has not been seen yet.
    pub async fn next(&mut self) {
        // The sender lives as long as `_shared`, so this ends with a change only.
        let _ = self.receiver.changed().await;
    }
}

impl SessionLocks {
    fn shared(&self, key: StoreKey) -> Arc<Shared> {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shared) = sessions.get(&key).and_then(Weak::upgrade) {
            return shared;
        }
        sessions.retain(|_, shared| shared.strong_count() > 0);
        let (changed, listeners) = (watch::Sender::new(0), Arc::new(Semaphore::new(LISTENERS)));
        let shared = Arc::new(Shared { lock: Arc::default(), changed, listeners });
        sessions.insert(key, Arc::downgrade(&shared));
        shared
    }

    /// Waits for the lock of a session.
    pub async fn lock(&self, key: StoreKey) -> SessionLock {
        let shared = self.shared(key);
        SessionLock { _guard: Arc::clone(&shared.lock).lock_owned().await, _shared: shared }
    }

    /// Opens an event stream of the session, unless it has enough of them.
    pub fn listen(&self, key: StoreKey) -> Option<Changes> {
        let shared = self.shared(key);
        let listener = Arc::clone(&shared.listeners).try_acquire_owned().ok()?;
        Some(Changes { _listener: Some(listener), ..Changes::of(shared) })
    }

    /// Watches the session for changes while a request waits for another one.
    pub(super) fn watch(&self, key: StoreKey) -> Changes {
        Changes::of(self.shared(key))
    }

    /// Wakes all that wait for a change of the session.
    pub fn tell(&self, key: StoreKey) {
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shared) = sessions.get(&key).and_then(Weak::upgrade) {
            shared.changed.send_modify(|count| *count += 1);
        }
    }
}
