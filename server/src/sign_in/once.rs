//! First steps under way.
//!
//! A visitor without a session has nothing on the server that could tell a double click from two sign-ins. The name of
//! the rendered step can: it was made for one page, so two answers that bear it are one answer sent twice.

use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;

use time::OffsetDateTime;
use tokio::sync::OnceCell;

use crate::session::SessionId;

/// How long a first step is remembered: longer than a double click and than the call to a slow org.
const REMEMBERED: Duration = Duration::from_mins(2);

#[derive(Debug)]
struct Start {
    session: Arc<OnceCell<SessionId>>,
    at: OffsetDateTime,
}

/// The first steps of the last moments, and the sessions they led to.
#[derive(Debug, Default)]
pub struct Once(Mutex<HashMap<String, Start>>);

impl Once {
    /// Runs `open` for the first answer to `step`; all others wait for it and get the same session.
    pub async fn open<E>(
        &self,
        step: &str,
        now: OffsetDateTime,
        open: impl Future<Output = Result<SessionId, E>>,
    ) -> Result<SessionId, E> {
        let cell = {
            let mut starts = self.recent(now);
            let start = starts
                .entry(step.to_owned())
                .or_insert_with(|| Start { session: Arc::default(), at: now });
            Arc::clone(&start.session)
        };
        cell.get_or_try_init(|| open).await.cloned()
    }

    /// Forgets what is not remembered any longer.
    pub fn sweep(&self, now: OffsetDateTime) {
        drop(self.recent(now));
    }

    fn recent(&self, now: OffsetDateTime) -> MutexGuard<'_, HashMap<String, Start>> {
        let mut starts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        starts.retain(|_, start| now - start.at < REMEMBERED);
        starts
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use std::sync::atomic::AtomicUsize;
    use std::sync::atomic::Ordering;

    use okta_idx::SystemRandomness;

    use super::*;

    #[tokio::test]
    async fn two_answers_to_one_first_step_open_one_session() {
        let (once, opened) = (Once::default(), AtomicUsize::new(0));
        let now = OffsetDateTime::UNIX_EPOCH;
        let open = || async {
            opened.fetch_add(1, Ordering::SeqCst);
            tokio::task::yield_now().await;
            SessionId::fresh(&SystemRandomness)
        };
        let (first, second) =
            tokio::join!(once.open("a", now, open()), once.open("a", now, open()));
        assert!(first.unwrap() == second.unwrap());
        assert_eq!(opened.load(Ordering::SeqCst), 1);
    }
}
