//! What is open, by the network of its client, with the network that holds most at hand.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::HashMap;

use super::network::ClientNetwork;

/// How many a network holds, and when it last came to hold so many. Of two that hold as many, the one that has held
/// them for longer is the greater.
type Size = (usize, Reverse<u64>);

/// Open things of type `T`, by network.
#[derive(Debug)]
pub(super) struct ByNetwork<T> {
    changes: u64,
    count: usize,
    networks: HashMap<ClientNetwork, (Size, HashMap<u64, T>)>,
    by_size: BTreeMap<Size, ClientNetwork>,
}

impl<T> Default for ByNetwork<T> {
    fn default() -> Self {
        Self { changes: 0, count: 0, networks: HashMap::new(), by_size: BTreeMap::new() }
    }
}

impl<T> ByNetwork<T> {
    /// Returns how many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Returns how many a network holds.
    pub(super) fn held_by(&self, network: ClientNetwork) -> usize {
        self.networks.get(&network).map_or(0, |(_, held)| held.len())
    }

    /// Adds one and returns its number.
    pub(super) fn insert(&mut self, network: ClientNetwork, value: T) -> u64 {
        let number = self.changes;
        self.change(network, |held| drop(held.insert(number, value)));
        number
    }

    /// Removes one, if it is still there.
    pub(super) fn remove(&mut self, network: ClientNetwork, number: u64) {
        if self.networks.get(&network).is_some_and(|(_, held)| held.contains_key(&number)) {
            self.change(network, |held| drop(held.remove(&number)));
        }
    }

    /// Returns what each network holds, by number; the network that holds most comes first.
    pub(super) fn largest_first(&self) -> impl Iterator<Item = (ClientNetwork, &HashMap<u64, T>)> {
        let networks = self.by_size.values().rev();
        networks.filter_map(|network| Some((*network, &self.networks.get(network)?.1)))
    }

    /// Changes what one network holds, and the counts with it.
    fn change(&mut self, network: ClientNetwork, change: impl FnOnce(&mut HashMap<u64, T>)) {
        let (size, mut held) = self.networks.remove(&network).unwrap_or_default();
        self.by_size.remove(&size);
        self.count -= held.len();
        change(&mut held);
        self.count += held.len();
        self.changes += 1;
        if !held.is_empty() {
            let size = (held.len(), Reverse(self.changes));
            self.by_size.insert(size, network);
            self.networks.insert(network, (size, held));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use proptest::prelude::*;

    use super::*;

    fn network(number: u8) -> ClientNetwork {
        IpAddr::from([198, 51, number, 7]).into()
    }

    fn order(held: &ByNetwork<()>) -> Vec<ClientNetwork> {
        held.largest_first().map(|(network, _)| network).collect()
    }

    #[test]
    fn the_network_that_holds_most_comes_first_and_of_two_the_one_that_does_for_longer() {
        let mut held = ByNetwork::default();
        let number = held.insert(network(1), ());
        held.insert(network(2), ());
        assert_eq!(order(&held), [network(1), network(2)]);
        held.insert(network(2), ());
        held.insert(network(1), ());
        assert_eq!(order(&held), [network(2), network(1)]);
        held.remove(network(1), number);
        held.remove(network(1), number);
        assert_eq!(
            (held.count(), held.held_by(network(1))),
            (3, 1),
            "the second removal does nothing"
        );
    }

    proptest! {
        #[test]
        fn counts_and_order_are_those_of_a_plain_list(
            moves in proptest::collection::vec((0_u8..4, any::<bool>(), any::<prop::sample::Index>()), 0..60),
        ) {
            let (mut held, mut plain) = (ByNetwork::default(), Vec::<(u8, u64)>::new());
            for (from, adds, which) in moves {
                if adds || plain.is_empty() {
                    plain.push((from, held.insert(network(from), ())));
                } else {
                    let (from, number) = plain.swap_remove(which.index(plain.len()));
                    held.remove(network(from), number);
                }
            }
            prop_assert_eq!(held.count(), plain.len());
            for from in 0..4 {
                let expected = plain.iter().filter(|(of, _)| *of == from).count();
                prop_assert_eq!(held.held_by(network(from)), expected);
            }
            let sizes = held.largest_first().map(|(_, held)| held.len()).collect::<Vec<_>>();
            prop_assert!(sizes.is_sorted_by(|one, other| one >= other));
            prop_assert_eq!(sizes.iter().sum::<usize>(), plain.len());
        }
    }
}
