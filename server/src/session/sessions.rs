//! Opening, finding, changing and closing sessions.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use time::OffsetDateTime;

use super::Lifetime;
use super::Record;
use super::SessionId;
use super::SessionState;
use super::form_token;
use super::form_token::Bound;
use super::form_token::Unfit;
use super::locks::Changes;
use super::locks::SessionLock;
use super::locks::SessionLocks;
use super::seal::KeyRing;
use super::seal::StoreKey;
use super::shared::SharedRecords;
use super::store::SessionStore;
use super::store::StoreError;
use super::store::Stored;
use crate::environment::Clock;
use crate::environment::Randomness;
use crate::environment::RandomnessError;
use crate::log::chain;

/// The lifetimes of sessions.
#[derive(Clone, Copy, Debug)]
pub struct Lifetimes {
    /// A sign-in that is not finished by then must be started again.
    pub flow: Duration,
    /// A session ends after this time without use.
    pub idle: Duration,
    /// A session ends after this time, however much it is used.
    pub absolute: Duration,
}

/// How much longer an expired sign-in is kept, so that its user can start again without retyping.
const FLOW_AFTERLIFE: Duration = Duration::from_mins(20);
/// How often use is stored at most, so that reading a page is not a write each time.
const TOUCH_EVERY: Duration = Duration::from_mins(1);

/// Why a session could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The store failed.
    #[error("the session store failed")]
    Store(#[from] StoreError),
    /// The record could not be sealed.
    #[error("the session record could not be sealed")]
    Seal(#[from] super::seal::SealError),
    /// The record could not be written as JSON.
    #[error("the session record could not be written")]
    Encode(#[from] serde_json::Error),
    /// A limit or the list of a user's sessions could not be changed.
    #[error("a shared record could not be changed")]
    Shared(#[from] super::shared::SharedError),
    /// There is no randomness for a new id.
    #[error("no randomness for a session id")]
    Randomness(#[from] RandomnessError),
    /// Another request changed, closed or claimed the session meanwhile.
    #[error("the session was changed or closed meanwhile")]
    Overtaken,
}

/// A session that was found or opened.
#[derive(Clone, Debug)]
pub struct Session<S> {
    /// The secret in the browser's cookie.
    pub id: SessionId,
    /// The record.
    pub record: Record<S>,
    key: StoreKey,
    pub(super) version: u64,
    /// The place in the ring of the keys that it is sealed with. It keeps them for its life.
    sealed_with: usize,
    /// Whether the claim in the record is that of this request.
    pub(super) holds_claim: bool,
}

impl<S> Session<S> {
    /// Returns where its record is stored.
    pub fn key(&self) -> StoreKey {
        self.key
    }
}

/// All sessions of this server.
#[derive(Clone, Debug)]
pub struct Sessions<S> {
    pub(super) store: Arc<dyn SessionStore>,
    pub(super) keys: KeyRing,
    lifetimes: Lifetimes,
    pub(super) clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
    pub(super) locks: Arc<SessionLocks>,
    pub(super) shared: SharedRecords,
    state: PhantomData<fn() -> S>,
}

impl<S: SessionState> Sessions<S> {
    /// Returns sessions that are kept in `store`, sealed with `keys`.
    pub fn new(
        store: Arc<dyn SessionStore>,
        keys: KeyRing,
        lifetimes: Lifetimes,
        clock: Arc<dyn Clock>,
        randomness: Arc<dyn Randomness>,
    ) -> Self {
        let shared = SharedRecords::new(Arc::clone(&store));
        let locks = Arc::default();
        Self { store, keys, lifetimes, clock, randomness, locks, shared, state: PhantomData }
    }

    /// Returns the lifetimes.
    pub fn lifetimes(&self) -> Lifetimes {
        self.lifetimes
    }

    /// Returns the keys, for values that are stored or logged as keyed hashes.
    pub fn keys(&self) -> &KeyRing {
        &self.keys
    }

    /// Returns the CSRF token of a form that is rendered now.
    pub fn form_token(&self, bound: Bound<'_>) -> Result<String, SessionError> {
        Ok(form_token::issue(&self.keys, bound, self.clock.now(), self.randomness.as_ref())?)
    }

    /// Judges the CSRF token of a posted form. It lasts as long as a session can.
    pub fn check_form_token(&self, bound: Bound<'_>, token: &str) -> Result<(), Unfit> {
        form_token::check(&self.keys, bound, token, self.clock.now(), self.lifetimes.absolute)
    }

    /// Opens a session under a new id.
    pub async fn open(&self, state: S) -> Result<Session<S>, SessionError> {
        let id = SessionId::fresh(self.randomness.as_ref())?;
        let now = self.clock.now();
        let record = Record { created_at: now, seen_at: now, state, claim: None };
        let key = self.keys.of_session(&id);
        let stored = self.stored(0, &id, &record, 1)?;
        if !self.store.create(key, stored).await? {
            return Err(SessionError::Overtaken);
        }
        Ok(Session { id, record, key, version: 1, sealed_with: 0, holds_claim: false })
    }

    /// Finds the session of a cookie. A record that cannot be opened counts as none.
    pub async fn find(&self, id: &SessionId) -> Result<Option<Session<S>>, SessionError> {
        for (sealed_with, keys) in self.keys.ring().enumerate() {
            let key = keys.of_session(id);
            let now = self.clock.now();
            let Some(stored) = self.store.load(key, now.unix_timestamp()).await? else {
                continue;
            };
            let Ok(plain) = keys.open(id, &stored.sealed) else {
                tracing::warn!(event = "session.unreadable", session.key = ?key, "a session record cannot be opened");
                return Ok(None);
            };
            let Ok(record) = serde_json::from_slice::<Record<S>>(&plain) else {
                tracing::warn!(event = "session.unreadable", session.key = ?key, "a session record has an unknown layout");
                return Ok(None);
            };
            if now >= self.ends_at(&record) {
                return Ok(None);
            }
            let version = stored.version;
            let id = id.clone();
            let holds_claim = false;
            return Ok(Some(Session { id, record, key, version, sealed_with, holds_claim }));
        }
        Ok(None)
    }

    /// Writes a changed record back, removes the claim of the caller, and wakes all that wait for a change.
    ///
    /// # Errors
    /// [`SessionError::Overtaken`] if the session has changed or is closed, or another request holds the claim: it may
    /// have called upstream already, and its answer must find the record as it left it.
    pub async fn save(&self, session: &mut Session<S>) -> Result<(), SessionError> {
        if !session.holds_claim && self.is_claimed(&session.record) {
            return Err(SessionError::Overtaken);
        }
        session.record.seen_at = self.clock.now();
        session.record.claim = None;
        session.holds_claim = false;
        self.write(session).await?;
        self.tell(session);
        Ok(())
    }

    /// Replaces the version of a record that `session` was read from.
    pub(super) async fn write(&self, session: &mut Session<S>) -> Result<(), SessionError> {
        let version = session.version + 1;
        let stored = self.stored(session.sealed_with, &session.id, &session.record, version)?;
        if !self.store.update(session.key, session.version, stored).await? {
            return Err(SessionError::Overtaken);
        }
        session.version = version;
        Ok(())
    }

    /// Notes that the session is in use. Another request may do so first, because the session was used either way.
    /// Where the store can only be read, the session ends earlier, and until then its user stays signed in.
    pub async fn touch(&self, session: &mut Session<S>) -> Result<(), SessionError> {
        if self.clock.now() - session.record.seen_at < TOUCH_EVERY {
            return Ok(());
        }
        match self.save(session).await {
            Err(SessionError::Overtaken) => Ok(()),
            Err(SessionError::Store(error)) => {
                tracing::error!(
                    event = "store.failed",
                    error = chain(&error),
                    "the use of a session could not be noted"
                );
                Ok(())
            }
            other => other,
        }
    }

    /// Replaces `old` by a session with a new id; the old one is dead afterwards. The `code` that led to it leads there
    /// once more if the answer is lost.
    pub async fn replace(
        &self,
        old: &Session<S>,
        state: S,
        code: Option<&str>,
    ) -> Result<Session<S>, SessionError> {
        // Opening comes first, because a server that dies in between must not leave the user without either.
        let fresh = self.open(state).await?;
        if let Some(code) = code {
            self.leave_receipt(&old.id, code, &fresh.id).await?;
        }
        // If two requests try, only one may end with a session.
        if !self.store.delete(old.key).await? {
            self.store.delete(fresh.key).await?;
            return Err(SessionError::Overtaken);
        }
        self.locks.tell(self.keys.of_session(&old.id));
        Ok(fresh)
    }

    /// Closes a session; `false` if it was closed already.
    pub async fn close(&self, session: &Session<S>) -> Result<bool, SessionError> {
        let closed = self.store.delete(session.key).await?;
        self.locks.tell(self.keys.of_session(&session.id));
        Ok(closed)
    }

    /// Wakes the requests of this process that watch or listen to a session.
    pub(super) fn tell(&self, session: &Session<S>) {
        self.locks.tell(self.keys.of_session(&session.id));
    }

    /// Watches a session for changes in this process, without an event stream.
    pub(super) fn watch(&self, session: &Session<S>) -> Changes {
        self.locks.watch(self.keys.of_session(&session.id))
    }

    /// Waits for the lock of the session of a cookie.
    pub async fn lock(&self, id: &SessionId) -> SessionLock {
        self.locks.lock(self.keys.of_session(id)).await
    }

    /// Opens an event stream of the session of a cookie, unless it has enough of them.
    pub fn listen(&self, id: &SessionId) -> Option<Changes> {
        self.locks.listen(self.keys.of_session(id))
    }

    /// Removes what has expired.
    pub async fn sweep(&self) -> Result<usize, SessionError> {
        Ok(self.store.sweep(self.clock.now().unix_timestamp()).await?)
    }

    /// Checks that the store works.
    pub async fn check(&self) -> Result<(), SessionError> {
        Ok(self.store.check().await?)
    }

    /// Returns when a session ends if it is not used any more.
    pub fn ends_at(&self, record: &Record<S>) -> OffsetDateTime {
        match record.state.lifetime() {
            Lifetime::Flow { since } => since + self.lifetimes.flow + FLOW_AFTERLIFE,
            Lifetime::SignedIn => {
                self.ends_at_latest(record).min(record.seen_at + self.lifetimes.idle)
            }
        }
    }

    /// Returns when a signed-in session ends, however much it is used.
    pub fn ends_at_latest(&self, record: &Record<S>) -> OffsetDateTime {
        record.created_at + self.lifetimes.absolute
    }

    fn stored(
        &self,
        sealed_with: usize,
        id: &SessionId,
        record: &Record<S>,
        version: u64,
    ) -> Result<Stored, SessionError> {
        let plain = zeroize::Zeroizing::new(serde_json::to_vec(record)?);
        let sealed = self.keys.at(sealed_with).seal(id, &plain)?;
        Ok(Stored { sealed, version, expires_at: self.ends_at(record).unix_timestamp() })
    }
}
