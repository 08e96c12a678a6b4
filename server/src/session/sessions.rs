//! Opening, finding, changing and closing sessions.

use std::sync::Arc;
use std::time::Duration;

use okta_idx::Clock;
use okta_idx::Randomness;
use time::OffsetDateTime;

use super::Record;
use super::SessionId;
use super::State;
use super::form_token;
use super::form_token::Bound;
use super::form_token::Unfit;
use super::locks::Changes;
use super::locks::InUse;
use super::locks::Turn;
use super::seal::Keys;
use super::seal::StoreKey;
use super::store::SessionStore;
use super::store::StoreError;
use super::store::Stored;

/// How long things live.
#[derive(Clone, Copy, Debug)]
pub struct Lifetimes {
    /// A sign-in that is not finished by then must be started again.
    pub flow: Duration,
    /// A session ends after this time without use.
    pub idle: Duration,
    /// A session ends after this time, however much it is used.
    pub absolute: Duration,
}

/// An expired sign-in is remembered this much longer, so that the person can start again without retyping.
const FLOW_AFTERLIFE: Duration = Duration::from_mins(20);
/// Use is written down at most this often, so that reading a page is not a write each time.
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
    /// There is no randomness for a new id.
    #[error("no randomness for a session id")]
    Randomness(#[from] okta_idx::RandomnessError),
    /// Somebody else changed or closed the session meanwhile.
    #[error("the session was changed or closed meanwhile")]
    Overtaken,
}

/// A session that was found or opened.
#[derive(Clone, Debug)]
pub struct Session {
    /// The secret in the visitor's cookie.
    pub id: SessionId,
    /// What it remembers.
    pub record: Record,
    key: StoreKey,
    version: u64,
}

impl Session {
    /// Where its record is stored.
    pub fn key(&self) -> StoreKey {
        self.key
    }
}

/// All sessions of this server.
#[derive(Clone, Debug)]
pub struct Sessions {
    store: Arc<dyn SessionStore>,
    keys: Keys,
    lifetimes: Lifetimes,
    clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
    in_use: Arc<InUse>,
}

impl Sessions {
    /// Sessions kept in `store`, sealed with `keys`.
    pub fn new(
        store: Arc<dyn SessionStore>,
        keys: Keys,
        lifetimes: Lifetimes,
        clock: Arc<dyn Clock>,
        randomness: Arc<dyn Randomness>,
    ) -> Self {
        Self { store, keys, lifetimes, clock, randomness, in_use: Arc::default() }
    }

    /// The lifetimes in force.
    pub fn lifetimes(&self) -> Lifetimes {
        self.lifetimes
    }

    /// The keys, for names that must not be written down as they are.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The token of a form that is rendered now.
    pub fn form_token(&self, bound: Bound<'_>) -> Result<String, SessionError> {
        Ok(form_token::issue(&self.keys, bound, self.clock.now(), self.randomness.as_ref())?)
    }

    /// Judges the token that came back with a form. It lasts as long as a session can.
    pub fn check_form_token(&self, bound: Bound<'_>, token: &str) -> Result<(), Unfit> {
        form_token::check(&self.keys, bound, token, self.clock.now(), self.lifetimes.absolute)
    }

    /// Opens a session under a fresh id.
    pub async fn open(&self, state: State) -> Result<Session, SessionError> {
        let id = SessionId::fresh(self.randomness.as_ref())?;
        let now = self.clock.now();
        let record = Record { created_at: now, seen_at: now, state };
        let key = self.keys.of_session(&id);
        let stored = self.stored(&id, &record, 1)?;
        if !self.store.create(key, stored).await? {
            return Err(SessionError::Overtaken);
        }
        Ok(Session { id, record, key, version: 1 })
    }

    /// Finds the session of a cookie. A record that cannot be opened is as good as none.
    pub async fn find(&self, id: &SessionId) -> Result<Option<Session>, SessionError> {
        let key = self.keys.of_session(id);
        let now = self.clock.now();
        let Some(stored) = self.store.load(key, now.unix_timestamp()).await? else {
            return Ok(None);
        };
        let Ok(plain) = self.keys.open(id, &stored.sealed) else {
            tracing::warn!(event = "session.unreadable", session.key = ?key, "a session record cannot be opened");
            return Ok(None);
        };
        let Ok(record) = serde_json::from_slice::<Record>(&plain) else {
            tracing::warn!(event = "session.unreadable", session.key = ?key, "a session record has an unknown layout");
            return Ok(None);
        };
        if now >= self.ends_at(&record) {
            return Ok(None);
        }
        Ok(Some(Session { id: id.clone(), record, key, version: stored.version }))
    }

    /// Writes a changed record back and tells those who listen.
    pub async fn save(&self, session: &mut Session) -> Result<(), SessionError> {
        session.record.seen_at = self.clock.now();
        let version = session.version + 1;
        let stored = self.stored(&session.id, &session.record, version)?;
        if !self.store.update(session.key, session.version, stored).await? {
            return Err(SessionError::Overtaken);
        }
        session.version = version;
        self.in_use.tell(session.key);
        Ok(())
    }

    /// Notes that the session is in use. Losing the race against another request is fine: it was used either way.
    pub async fn touch(&self, session: &mut Session) -> Result<(), SessionError> {
        if self.clock.now() - session.record.seen_at < TOUCH_EVERY {
            return Ok(());
        }
        match self.save(session).await {
            Err(SessionError::Overtaken) => Ok(()),
            other => other,
        }
    }

    /// Puts a session with a fresh id in the place of `old`, which is dead afterwards.
    pub async fn replace(&self, old: &Session, state: State) -> Result<Session, SessionError> {
        // Closing comes first: if two requests try, only one may end with a session.
        if !self.store.delete(old.key).await? {
            return Err(SessionError::Overtaken);
        }
        let fresh = self.open(state).await?;
        self.in_use.tell(old.key);
        Ok(fresh)
    }

    /// Closes a session; `false` if it was closed already.
    pub async fn close(&self, session: &Session) -> Result<bool, SessionError> {
        let closed = self.store.delete(session.key).await?;
        self.in_use.tell(session.key);
        Ok(closed)
    }

    /// Notes that some browser waits for the magic link with `state`.
    pub async fn expect_link(&self, state: &str) -> Result<(), SessionError> {
        let expires_at = self.clock.now() + self.lifetimes.flow;
        let note =
            Stored { sealed: Vec::new(), version: 1, expires_at: expires_at.unix_timestamp() };
        self.store.create(self.keys.of_state(state), note).await?;
        Ok(())
    }

    /// Whether some browser waits for the magic link with `state`.
    pub async fn expects_link(&self, state: &str) -> Result<bool, SessionError> {
        let now = self.clock.now().unix_timestamp();
        Ok(self.store.load(self.keys.of_state(state), now).await?.is_some())
    }

    /// Forgets that a link with `state` is awaited.
    pub async fn forget_link(&self, state: &str) -> Result<(), SessionError> {
        self.store.delete(self.keys.of_state(state)).await?;
        Ok(())
    }

    /// Waits for a turn at the session of a cookie.
    pub async fn turn(&self, id: &SessionId) -> Turn {
        self.in_use.turn(self.keys.of_session(id)).await
    }

    /// Starts to listen for changes of the session of a cookie.
    pub fn listen(&self, id: &SessionId) -> Changes {
        self.in_use.listen(self.keys.of_session(id))
    }

    /// Removes what has expired.
    pub async fn sweep(&self) -> Result<usize, SessionError> {
        Ok(self.store.sweep(self.clock.now().unix_timestamp()).await?)
    }

    /// Whether the store works.
    pub async fn check(&self) -> Result<(), SessionError> {
        Ok(self.store.check().await?)
    }

    /// When a session ends if it is not used any more.
    pub fn ends_at(&self, record: &Record) -> OffsetDateTime {
        match &record.state {
            State::SigningIn(flow) => flow.started_at + self.lifetimes.flow + FLOW_AFTERLIFE,
            State::SignedIn(_) => {
                self.ends_at_latest(record).min(record.seen_at + self.lifetimes.idle)
            }
        }
    }

    /// When a signed-in session ends, however much it is used.
    pub fn ends_at_latest(&self, record: &Record) -> OffsetDateTime {
        record.created_at + self.lifetimes.absolute
    }

    fn stored(
        &self,
        id: &SessionId,
        record: &Record,
        version: u64,
    ) -> Result<Stored, SessionError> {
        let plain = zeroize::Zeroizing::new(serde_json::to_vec(record)?);
        let sealed = self.keys.seal(id, &plain)?;
        Ok(Stored { sealed, version, expires_at: self.ends_at(record).unix_timestamp() })
    }
}
