//! A crowd in one moment is worked on in turn.
//!
//! A step under way holds answers of Okta, forms and a connection: several times what the request that asks for it takes. So
//! not all begin at once. A step that takes long waits for Okta, and keeps nobody from waiting there as well.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::Semaphore;

/// Steps under way at once, those that take long aside: enough to keep the processors busy while Okta is asked.
const AT_ONCE: usize = 256;
/// After this a step counts no more.
const LONG: Duration = Duration::from_millis(500);

/// Lets steps begin in the order in which they were asked for.
#[derive(Debug)]
pub struct Turns(Arc<Semaphore>);

impl Default for Turns {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// A turn to begin a step.
#[derive(Debug)]
pub struct Turn {
    _permit: Option<OwnedSemaphorePermit>,
}

impl Turns {
    /// Waits for a turn.
    pub async fn next(&self) -> Turn {
        // An error would say that there are no turns any more; then nobody has to wait for one.
        Turn { _permit: Arc::clone(&self.0).acquire_owned().await.ok() }
    }
}

impl Turn {
    /// Does the work, and lets the next begin when it is done or takes long.
    pub async fn spend<T>(self, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        if let Ok(done) = tokio::time::timeout(LONG, &mut work).await {
            return done;
        }
        drop(self);
        work.await
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;
    use tokio::time::timeout;

    use super::*;

    /// Shows: K21
    #[tokio::test(start_paused = true)]
    async fn one_more_than_may_begin_waits_until_another_has_ended() {
        let turns = Turns::default();
        let mut under_way = Vec::new();
        for _ in 0..AT_ONCE {
            under_way.push(turns.next().await);
        }
        assert!(timeout(LONG, turns.next()).await.is_err());
        under_way.pop();
        assert!(timeout(LONG, turns.next()).await.is_ok());
    }

    /// Shows: K21
    #[tokio::test(start_paused = true)]
    async fn steps_that_wait_for_okta_keep_nobody_from_beginning() {
        let turns = Turns::default();
        for _ in 0..AT_ONCE {
            tokio::spawn(turns.next().await.spend(std::future::pending::<()>()));
        }
        let began = Instant::now();
        turns.next().await;
        assert_eq!(began.elapsed().as_millis() / 10, LONG.as_millis() / 10);
    }
}
