//! How much is done at once, and how fast one network may ask. What is too much is turned away before the store or
//! Okta hear of it.

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
/// Requests that one network may make in a burst, and how many come back each second: a house full of people who all
/// sign in at nine, but no flood.
const BURST: u32 = 600;
const A_SECOND: u32 = 20;

type Pace<C> = RateLimiter<
    Subscriber,
    DashMapStateStore<Subscriber>,
    C,
    NoOpMiddleware<<C as Clock>::Instant>,
>;

/// Everybody who is being served.
#[derive(Debug)]
pub struct Crowd<C: Clock = DefaultClock> {
    places: Arc<Semaphore>,
    by_network: Arc<Mutex<HashMap<Subscriber, usize>>>,
    at_once: usize,
    pace: Pace<C>,
}

/// Why somebody is turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TurnedAway {
    /// The server does as much as it can.
    Full,
    /// One network asks for too much at once.
    Crowding,
    /// One network asks too fast.
    Hasty,
}

impl TurnedAway {
    /// A stable name, for logs.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Crowding => "crowding",
            Self::Hasty => "hasty",
        }
    }
}

/// A place in the crowd; free again when dropped.
#[derive(Debug)]
pub struct Place {
    _permit: OwnedSemaphorePermit,
    by_network: Arc<Mutex<HashMap<Subscriber, usize>>>,
    network: Subscriber,
}

impl Crowd {
    /// Room for `places` requests at once; `factor` loosens what one network may do.
    pub fn new(places: usize, factor: u32) -> Self {
        Self::with_clock(places, factor, DefaultClock::default())
    }
}

impl<C: Clock> Crowd<C> {
    fn with_clock(places: usize, factor: u32, clock: C) -> Self {
        let times = |most: u32| NonZeroU32::MIN.saturating_add(most.saturating_mul(factor) - 1);
        let quota = Quota::per_second(times(A_SECOND)).allow_burst(times(BURST));
        Self {
            places: Arc::new(Semaphore::new(places)),
            by_network: Arc::default(),
            at_once: AT_ONCE.saturating_mul(usize::try_from(factor).unwrap_or(usize::MAX)),
            pace: RateLimiter::new(quota, DashMapStateStore::default(), clock),
        }
    }

    /// Lets a request in, or turns it away at once: a queue would only make everybody wait.
    pub fn enter(&self, network: Subscriber) -> Result<Place, TurnedAway> {
        self.pace.check_key(&network).map_err(|_| TurnedAway::Hasty)?;
        let permit = Arc::clone(&self.places).try_acquire_owned().map_err(|_| TurnedAway::Full)?;
        let mut networks = self.by_network.lock().unwrap_or_else(PoisonError::into_inner);
        let here = networks.entry(network).or_default();
        if *here >= self.at_once {
            return Err(TurnedAway::Crowding);
        }
        *here += 1;
        Ok(Place { _permit: permit, by_network: Arc::clone(&self.by_network), network })
    }

    /// Forgets networks that have been quiet, so that memory stays bounded.
    pub fn sweep(&self) {
        self.pace.retain_recent();
        self.pace.shrink_to_fit();
    }
}

impl Drop for Place {
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
    fn one_network_cannot_take_all_places() {
        let crowd = Crowd::with_clock(1000, 1, FakeRelativeClock::default());
        let inside = (0..400).filter_map(|_| crowd.enter(network(1)).ok()).collect::<Vec<_>>();
        assert_eq!(inside.len(), AT_ONCE);
        assert!(crowd.enter(network(2)).is_ok());
        drop(inside);
        assert!(crowd.enter(network(1)).is_ok());
        assert!(crowd.by_network.lock().unwrap().is_empty());
    }

    /// Shows: L5
    #[test]
    fn a_full_house_turns_people_away_until_somebody_leaves() {
        let crowd = Crowd::with_clock(1, 1, FakeRelativeClock::default());
        let inside = crowd.enter(network(1)).unwrap();
        assert_eq!(crowd.enter(network(2)).unwrap_err(), TurnedAway::Full);
        drop(inside);
        assert!(crowd.enter(network(2)).is_ok());
    }

    /// Shows: L5
    #[test]
    fn a_flood_of_one_network_is_slowed_and_nobody_elses() {
        let clock = FakeRelativeClock::default();
        let crowd = Crowd::with_clock(1000, 1, clock.clone());
        let let_in = |from| (0..1000).filter(|_| crowd.enter(network(from)).is_ok()).count();
        assert_eq!(let_in(1), 600);
        assert_eq!(let_in(2), 600);
        clock.advance(Duration::from_secs(3));
        assert_eq!(let_in(1), 60);
    }
}
