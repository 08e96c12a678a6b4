//! How many steps run at once.
//!
//! A step under way holds answers of Okta, forms and a connection: several times what the request for it takes. So a
//! bounded number of steps begins at once, in the order of the requests. A step that takes long waits for Okta and no
//! longer counts, so one slow org does not keep other steps from beginning.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::Semaphore;

/// Steps that run at once, without those that take long: enough to keep the processors busy.
const AT_ONCE: usize = 256;
/// A step that takes longer than this no longer counts.
const LONG: Duration = Duration::from_millis(500);

/// Lets steps begin in the order of their requests.
#[derive(Debug)]
pub struct Concurrency(Arc<Semaphore>);

impl Default for Concurrency {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// The right to begin a step.
#[derive(Debug)]
pub struct Slot {
    _permit: Option<OwnedSemaphorePermit>,
}

impl Concurrency {
    /// Waits for a slot.
    pub async fn acquire(&self) -> Slot {
        // The semaphore is never closed; if it were, no step would have to wait.
        Slot { _permit: Arc::clone(&self.0).acquire_owned().await.ok() }
    }
}

impl Slot {
    /// Runs `work`, and gives up the slot when it is done or takes long.
    pub async fn run<T>(self, work: impl Future<Output = T>) -> T {
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
    async fn a_step_beyond_those_that_may_begin_waits_until_one_has_ended() {
        let concurrency = Concurrency::default();
        let mut under_way = Vec::new();
        for _ in 0..AT_ONCE {
            under_way.push(concurrency.acquire().await);
        }
        assert!(timeout(LONG, concurrency.acquire()).await.is_err());
        under_way.pop();
        assert!(timeout(LONG, concurrency.acquire()).await.is_ok());
    }

    /// Shows: K21
    #[tokio::test(start_paused = true)]
    async fn steps_that_wait_for_okta_keep_no_other_from_beginning() {
        let concurrency = Concurrency::default();
        for _ in 0..AT_ONCE {
            tokio::spawn(concurrency.acquire().await.run(std::future::pending::<()>()));
        }
        let began = Instant::now();
        concurrency.acquire().await;
        assert_eq!(began.elapsed().as_millis() / 10, LONG.as_millis() / 10);
    }
}
