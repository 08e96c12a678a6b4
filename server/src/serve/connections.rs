//! All open connections: how many there may be, and which one goes when there is no room for another.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use super::limits::Limits;
use super::network::ClientNetwork;
use super::open::Open;
use crate::gate::address::Network;

/// This share of the room is made at once, so that a flood does not pay a search for each newcomer.
const MAKE_ROOM: usize = 16;

/// The open connections of this process.
#[derive(Debug)]
pub(super) struct Connections {
    limits: Limits,
    proxies: Vec<Network>,
    all: Mutex<All>,
    /// What was done to clients that took too much.
    pub(super) defence: Defence,
}

#[derive(Debug, Default)]
struct All {
    next: u64,
    open: HashMap<u64, Arc<Open>>,
    of_network: HashMap<ClientNetwork, usize>,
}

/// Counts of what was done to clients that took too much. Written to the log together, so that a flood of connections is no
/// flood of lines.
#[derive(Debug, Default)]
pub(super) struct Defence {
    pub(super) too_slow: AtomicU64,
    pub(super) given_up: AtomicU64,
    pub(super) turned_away: AtomicU64,
}

/// A place among the connections, free again when it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    number: u64,
    pub(super) open: Arc<Open>,
    among: Arc<Connections>,
}

impl Connections {
    pub(super) fn new(limits: Limits, proxies: Vec<Network>) -> Self {
        Self { limits, proxies, all: Mutex::default(), defence: Defence::default() }
    }

    fn all(&self) -> MutexGuard<'_, All> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.all().open.len()
    }

    /// Finds a place for a new connection; `None` if every other one is busy.
    pub(super) fn admit(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let peer = peer.to_canonical();
        // On this machine it is a proxy that nobody has named, or a tool.
        let counted = !peer.is_loopback() && !self.proxies.iter().any(|proxy| proxy.contains(peer));
        let network = counted.then(|| ClientNetwork::from(peer));
        let mut all = self.all();
        let neighbours = network.and_then(|it| all.of_network.get(&it)).copied().unwrap_or(0);
        let mut room = true;
        if neighbours >= self.limits.per_network {
            room = all.make_room(self.limits.per_network, |open| open.network == network, self);
        }
        if room && all.open.len() >= self.limits.connections {
            room = all.make_room(self.limits.connections, |_| true, self);
        }
        if !room {
            self.defence.turned_away.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        let open = Arc::new(Open::new(network));
        let number = all.next;
        all.next += 1;
        all.open.insert(number, Arc::clone(&open));
        if let Some(network) = network {
            *all.of_network.entry(network).or_default() += 1;
        }
        Some(Place { number, open, among: Arc::clone(self) })
    }

    /// Gives up the connections that are least missed, when the system has no handle left.
    pub(super) fn make_room(&self) {
        self.all().make_room(self.limits.connections, |_| true, self);
    }
}

impl All {
    /// Gives up those that wait, the longest waiting first; `false` if none does.
    fn make_room(
        &self,
        limit: usize,
        concerned: impl Fn(&Open) -> bool,
        connections: &Connections,
    ) -> bool {
        let mut idle = self
            .open
            .values()
            .filter(|open| !open.given_up.is_cancelled() && concerned(open))
            .filter_map(|open| Some((open.expendable()?, open)))
            .collect::<Vec<_>>();
        idle.sort_by_key(|(rank, _)| *rank);
        let given_up = idle.iter().take(limit.div_ceil(MAKE_ROOM));
        let count = given_up.map(|(_, open)| open.given_up.cancel()).count();
        connections.defence.given_up.fetch_add(count as u64, Ordering::Relaxed);
        count > 0
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = self.among.all();
        all.open.remove(&self.number);
        if let Some(network) = self.open.network
            && let Some(count) = all.of_network.get_mut(&network)
        {
            *count -= 1;
            if *count == 0 {
                all.of_network.remove(&network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use std::time::Duration;

    use super::*;
    use crate::serve::open::Phase;

    fn connections(proxies: &[&str]) -> Arc<Connections> {
        let limits = Limits { connections: 8, per_network: 4, ..Limits::default() };
        let proxies = proxies.iter().map(|it| it.parse().unwrap()).collect();
        Arc::new(Connections::new(limits, proxies))
    }

    fn from(last: u8) -> IpAddr {
        IpAddr::from([198, 51, last, 7])
    }

    /// Shows: L3
    #[tokio::test(start_paused = true)]
    async fn the_longest_waiting_of_a_network_makes_room_for_its_next() {
        let connections = connections(&[]);
        let mut places = Vec::new();
        for phase in [Phase::Working, Phase::Heading, Phase::Waiting, Phase::Waiting] {
            let place = connections.admit(from(1)).unwrap();
            place.open.enter(phase);
            places.push(place);
            tokio::time::advance(Duration::from_secs(1)).await;
        }
        let other = connections.admit(from(2)).unwrap();
        places.push(connections.admit(from(1)).unwrap());
        let given_up = places.iter().map(|it| it.open.given_up.is_cancelled()).collect::<Vec<_>>();
        assert_eq!(given_up, [false, false, true, false, false]);
        assert!(!other.open.given_up.is_cancelled(), "another network has nothing to do with it");
    }

    /// Shows: L3
    #[test]
    fn where_all_are_busy_the_next_is_turned_away_until_one_ends() {
        let connections = connections(&[]);
        let mut places = (0..4).map(|_| connections.admit(from(1)).unwrap()).collect::<Vec<_>>();
        for place in &places {
            place.open.enter(Phase::Working);
        }
        assert!(connections.admit(from(1)).is_none());
        assert!(connections.admit(from(2)).is_some());
        drop(places.pop());
        assert!(connections.admit(from(1)).is_some());
    }

    /// Shows: L3
    #[test]
    fn a_trusted_proxy_is_no_network_of_clients() {
        let connections = connections(&["198.51.0.0/16"]);
        let places = (0..8).map(|_| connections.admit(from(1)).unwrap()).collect::<Vec<_>>();
        assert!(places.iter().all(|place| !place.open.given_up.is_cancelled()));
        assert!(connections.admit(from(1)).is_some(), "the ninth takes the place of the first");
        assert_eq!(places.iter().filter(|place| place.open.given_up.is_cancelled()).count(), 1);
        drop(places);
        assert_eq!(connections.count(), 0);
    }
}
