//! Load shedding: how many requests run at once, and how fast one network may send them. A request beyond that is
//! rejected before the session store or Okta is asked.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use governor::Quota;
use governor::RateLimiter;
use governor::clock::Clock;
use governor::clock::DefaultClock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::Semaphore;

use super::subscriber::Subscriber;

/// Requests of one network that may be under way at once.
const AT_ONCE: usize = 256;
/// Requests that one network may make in a burst, and how many come back each second: an office whose
/// users all sign in at nine, but no flood.
const BURST: u32 = 600;
const A_SECOND: u32 = 20;

type Rate<C> = RateLimiter<
    Subscriber,
    DashMapStateStore<Subscriber>,
    C,
    NoOpMiddleware<<C as Clock>::Instant>,
>;

/// Admits requests within the limits of the server and of one network.
#[derive(Debug)]
pub struct Admission<C: Clock = DefaultClock> {
    permits: Arc<Semaphore>,
    by_network: Arc<Mutex<HashMap<Subscriber, usize>>>,
    at_once: usize,
    rate: Rate<C>,
}

/// Why a request is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// The server runs as many requests as it may.
    Full,
    /// One network has too many requests under way.
    TooManyAtOnce,
    /// One network sends requests too fast.
    TooFast,
}

impl Rejected {
    /// Returns a stable name, for logs.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::TooManyAtOnce => "crowding",
            Self::TooFast => "hasty",
        }
    }
}

/// A permit for one request; it ends when dropped.
#[derive(Debug)]
pub struct Permit {
    _held: OwnedSemaphorePermit,
    by_network: Arc<Mutex<HashMap<Subscriber, usize>>>,
    network: Subscriber,
}

impl Admission {
    /// Admits `permits` requests at once; `factor` loosens what one network may do.
    pub fn new(permits: usize, factor: u32) -> Self {
        Self::with_clock(permits, factor, DefaultClock::default())
    }
}

impl<C: Clock> Admission<C> {
    fn with_clock(permits: usize, factor: u32, clock: C) -> Self {
        let times = |most: u32| NonZeroU32::MIN.saturating_add(most.saturating_mul(factor) - 1);
        let quota = Quota::per_second(times(A_SECOND)).allow_burst(times(BURST));
        Self {
            permits: Arc::new(Semaphore::new(permits)),
            by_network: Arc::default(),
            at_once: AT_ONCE.saturating_mul(usize::try_from(factor).unwrap_or(usize::MAX)),
            rate: RateLimiter::new(quota, DashMapStateStore::default(), clock),
        }
    }

    /// Admits a request or rejects it at once, because a queue would make every request wait.
    pub fn admit(&self, network: Subscriber) -> Result<Permit, Rejected> {
        self.rate.check_key(&network).map_err(|_| Rejected::TooFast)?;
        let permit = Arc::clone(&self.permits).try_acquire_owned().map_err(|_| Rejected::Full)?;
        let mut networks = self.by_network.lock().unwrap_or_else(PoisonError::into_inner);
        let here = networks.entry(network).or_default();
        if *here >= self.at_once {
            return Err(Rejected::TooManyAtOnce);
        }
        *here += 1;
        Ok(Permit { _held: permit, by_network: Arc::clone(&self.by_network), network })
    }

    /// Removes networks that send nothing any more, so that memory stays bounded.
    pub fn sweep(&self) {
        self.rate.retain_recent();
        self.rate.shrink_to_fit();
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut networks = self.by_network.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(here) = networks.get_mut(&self.network) {
            *here -= 1;
            if *here == 0 {
                networks.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use std::net::IpAddr;
    use std::time::Duration;

    use governor::clock::FakeRelativeClock;

    use super::*;

    fn network(last: u8) -> Subscriber {
        Subscriber::of(IpAddr::from([192, 0, 2, last]))
    }

    /// Shows: L5
    #[test]
    fn one_network_cannot_take_all_permits() {
        let admission = Admission::with_clock(1000, 1, FakeRelativeClock::default());
        let inside = (0..400).filter_map(|_| admission.admit(network(1)).ok()).collect::<Vec<_>>();
        assert_eq!(inside.len(), AT_ONCE);
        assert!(admission.admit(network(2)).is_ok());
        drop(inside);
        assert!(admission.admit(network(1)).is_ok());
        assert!(admission.by_network.lock().unwrap().is_empty());
    }

    /// Shows: L5
    #[test]
    fn where_all_permits_are_taken_the_next_request_is_rejected_until_one_ends() {
        let admission = Admission::with_clock(1, 1, FakeRelativeClock::default());
        let inside = admission.admit(network(1)).unwrap();
        assert_eq!(admission.admit(network(2)).unwrap_err(), Rejected::Full);
        drop(inside);
        assert!(admission.admit(network(2)).is_ok());
    }

    /// Shows: L5
    #[test]
    fn a_flood_of_one_network_is_slowed_and_no_other_network() {
        let clock = FakeRelativeClock::default();
        let admission = Admission::with_clock(1000, 1, clock.clone());
        let let_in = |from| (0..1000).filter(|_| admission.admit(network(from)).is_ok()).count();
        assert_eq!(let_in(1), 600);
        assert_eq!(let_in(2), 600);
        clock.advance(Duration::from_secs(3));
        assert_eq!(let_in(1), 60);
    }
}
