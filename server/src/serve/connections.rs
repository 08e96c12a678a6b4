//! All open connections: how many there may be, and which one goes when there is no room for another.
//!
//! There is one cap. Where it is reached, the network that holds the most connections makes room, with those of its
//! connections that have been idle longest. So a network that opens many closes none of a network that holds fewer.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use super::by_network::ByNetwork;
use super::network::ClientNetwork;
use super::open::Open;

/// This share of what a network holds goes at once, so that a flood does not pay a search for each connection.
const MAKE_ROOM: usize = 16;

/// The open connections of this process.
#[derive(Debug)]
pub(super) struct Connections {
    limit: usize,
    /// Without those that were closed to make room.
    all: Mutex<ByNetwork<Arc<Open>>>,
    pub(super) refused: Refused,
}

/// Counts of connections that were ended or not taken. Written to the log together, so that a flood of connections
/// is no flood of lines.
#[derive(Debug, Default)]
pub(super) struct Refused {
    pub(super) too_slow: AtomicU64,
    pub(super) given_up: AtomicU64,
    pub(super) turned_away: AtomicU64,
}

/// A permit for one connection; it ends when dropped.
#[derive(Debug)]
pub(super) struct Permit {
    network: ClientNetwork,
    number: u64,
    pub(super) open: Arc<Open>,
    among: Arc<Connections>,
}

impl Connections {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, all: Mutex::default(), refused: Refused::default() }
    }

    fn all(&self) -> MutexGuard<'_, ByNetwork<Arc<Open>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns how many there are.
    pub(super) fn count(&self) -> usize {
        self.all().count()
    }

    /// Takes a new connection; `None` if there is no room and none that may be closed for it.
    pub(super) fn admit(self: &Arc<Self>, peer: IpAddr) -> Option<Permit> {
        let network = ClientNetwork::from(peer);
        let mut all = self.all();
        if all.count() >= self.limit && !self.give_up_some(&mut all, Some(network)) {
            self.refused.turned_away.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        let open = Arc::new(Open::new());
        let number = all.insert(network, Arc::clone(&open));
        Some(Permit { network, number, open, among: Arc::clone(self) })
    }

    /// Closes some connections, because the system has no handle left.
    pub(super) fn make_room(&self) {
        self.give_up_some(&mut self.all(), None);
    }

    /// Closes idle connections of the largest network that has any; returns `false` if there are none.
    ///
    /// A network makes room only for itself and for networks that hold fewer connections.
    fn give_up_some(
        &self,
        all: &mut ByNetwork<Arc<Open>>,
        newcomer: Option<ClientNetwork>,
    ) -> bool {
        let own = newcomer.map_or(0, |network| all.held_by(network));
        let idle = all
            .largest_first()
            .take_while(|(_, held)| held.len() >= own)
            .filter(|(network, held)| held.len() > own || newcomer == Some(*network))
            .find_map(|(network, held)| {
                let mut idle = held
                    .iter()
                    .filter_map(|(number, open)| {
                        Some((open.expendable()?, *number, Arc::clone(open)))
                    })
                    .collect::<Vec<_>>();
                idle.sort_unstable_by_key(|(rank, number, _)| (*rank, *number));
                idle.truncate(held.len().div_ceil(MAKE_ROOM));
                (!idle.is_empty()).then_some((network, idle))
            });
        let Some((network, idle)) = idle else { return false };
        self.refused.given_up.fetch_add(idle.len() as u64, Ordering::Relaxed);
        for (_, number, open) in idle {
            all.remove(network, number);
            open.given_up.cancel();
        }
        true
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.among.all().remove(self.network, self.number);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use std::time::Duration;

    use super::*;
    use crate::serve::open::Phase;

    fn from(network: u8) -> IpAddr {
        IpAddr::from([198, 51, network, 7])
    }

    /// Connections of these networks in these phases, a second apart, on a server that has no room for another.
    async fn full(all: &[(u8, Phase)]) -> (Arc<Connections>, Vec<Permit>) {
        let connections = Arc::new(Connections::new(all.len()));
        let mut permits = Vec::new();
        for (network, phase) in all {
            let permit = connections.admit(from(*network)).unwrap();
            permit.open.enter(*phase);
            permits.push(permit);
            tokio::time::advance(Duration::from_secs(1)).await;
        }
        (connections, permits)
    }

    /// Which of `permits` were told to make room.
    fn given_up(permits: &[Permit]) -> Vec<usize> {
        (0..permits.len()).filter(|at| permits[*at].open.given_up.is_cancelled()).collect()
    }

    /// Shows: L8
    #[tokio::test(start_paused = true)]
    async fn the_longest_waiting_of_the_largest_network_makes_room() {
        let (connections, permits) = full(&[
            (2, Phase::Waiting),
            (1, Phase::Working),
            (1, Phase::Heading),
            (1, Phase::Waiting),
            (1, Phase::Waiting),
        ])
        .await;
        let mut next = Vec::new();
        for (network, expected) in [(1, [3].as_slice()), (2, &[3, 4]), (3, &[2, 3, 4])] {
            next.push(connections.admit(from(network)).unwrap());
            assert_eq!(given_up(&permits), expected, "for {network}");
        }
    }

    /// Shows: L8
    #[tokio::test(start_paused = true)]
    async fn a_network_closes_no_connection_of_one_that_holds_no_more() {
        let (connections, permits) = full(&[
            (1, Phase::Working),
            (1, Phase::Working),
            (1, Phase::Working),
            (2, Phase::Waiting),
            (3, Phase::Waiting),
        ])
        .await;
        assert!(connections.admit(from(1)).is_none(), "all of its own are busy");
        let _next = connections.admit(from(2)).unwrap();
        assert_eq!(given_up(&permits), [3], "its own");
        let _first = connections.admit(from(4)).unwrap();
        assert_eq!(given_up(&permits), [3, 4], "a network without connections gets one");
        assert_eq!(connections.count(), 5);
    }

    /// Shows: L3
    #[tokio::test(start_paused = true)]
    async fn where_all_are_busy_the_next_is_turned_away_until_one_ends() {
        let (connections, mut permits) = full(&[(1, Phase::Working); 4]).await;
        assert!(connections.admit(from(1)).is_none() && connections.admit(from(2)).is_none());
        drop(permits.pop());
        assert!(connections.admit(from(1)).is_some());
        drop(permits);
        assert_eq!(connections.count(), 0);
    }

    /// Shows: L8
    #[tokio::test(start_paused = true)]
    async fn a_client_that_reads_its_answer_too_slowly_makes_room() {
        let (connections, permits) = full(&[(1, Phase::Working); 4]).await;
        permits[1].open.takes(false);
        permits[1].open.takes(true);
        assert!(connections.admit(from(1)).is_none(), "a moment is not slow");
        tokio::time::advance(Duration::from_secs(1)).await;
        permits[2].open.takes(false);
        let _next = connections.admit(from(1)).unwrap();
        assert_eq!(given_up(&permits), [1]);
        tokio::time::timeout(Duration::ZERO, permits[1].open.must_go()).await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_came_at_the_last_moment_is_answered() {
        let (connections, permits) = full(&[(1, Phase::Waiting)]).await;
        let _next = connections.admit(from(1)).unwrap();
        permits[0].open.enter(Phase::Working);
        permits[0].open.takes(false);
        let soon = Duration::from_millis(500);
        assert!(tokio::time::timeout(soon, permits[0].open.must_go()).await.is_err());
        permits[0].open.enter(Phase::Waiting);
        tokio::time::timeout(Duration::ZERO, permits[0].open.must_go()).await.unwrap();
    }
}
