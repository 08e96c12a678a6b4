//! Whether sign-ins can begin at all, as the org's answers tell.
//!
//! A refusal of the OAuth client holds for every sign-in. A refused first answer may be a network
//! zone that keeps one network out, so it counts when it is seen from two places at least. The
//! second place may be a probe, which is made on behalf of the network that got in last: otherwise
//! users of a blocked network could take this server out of its load balancer.

use std::net::IpAddr;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use time::Duration;
use time::OffsetDateTime;

use crate::serve::network::ClientNetwork;

/// Refusals before this say nothing about now.
const RECENT: Duration = Duration::minutes(5);
/// So many users were refused before anything is suspected.
const SEVERAL: u32 = 3;
/// Probes are at least this far apart.
const PAUSE: Duration = Duration::seconds(30);
/// So many networks are remembered.
const MOST: usize = 16;

/// How a transaction started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// The org asked its first question.
    Begun,
    /// The org refused the app, for this reason.
    ClientRefused(&'static str),
    /// The org's first answer refused.
    Refused,
}

/// On whose behalf a transaction is started; `None` is this server itself.
pub type OnBehalfOf = Option<IpAddr>;

/// What the last starts have told.
#[derive(Debug, Default)]
struct Record {
    client: Option<&'static str>,
    /// By network, `None` for this server: how often users were refused, and when last.
    refused: Vec<(Option<ClientNetwork>, u32, OffsetDateTime)>,
    everybody: bool,
    got_in: OnBehalfOf,
    probed_at: Option<OffsetDateTime>,
}

impl Record {
    fn note(&mut self, start: Start, from: OnBehalfOf, is_probe: bool, now: OffsetDateTime) {
        match start {
            Start::Begun => *self = Self { got_in: from.or(self.got_in), ..Self::default() },
            Start::ClientRefused(reason) => {
                self.client = Some(reason);
                self.probed_at = Some(now);
            }
            Start::Refused => {
                self.client = None;
                self.refused_from(from.map(ClientNetwork::from), is_probe, now);
            }
        }
    }

    fn refused_from(&mut self, from: Option<ClientNetwork>, is_probe: bool, now: OffsetDateTime) {
        self.forget_old(now);
        let by_users = u32::from(!is_probe);
        let has_room = self.refused.len() < MOST;
        match self.refused.iter_mut().find(|(network, ..)| *network == from) {
            Some((_, count, last)) => (*count, *last) = (count.saturating_add(by_users), now),
            None if has_room => self.refused.push((from, by_users, now)),
            None => {}
        }
        if !self.everybody && self.refused.len() > 1 && self.is_suspicious() {
            self.everybody = true;
            self.probed_at = Some(now);
        }
    }

    /// A clock that was set back must not keep anything for ever.
    fn forget_old(&mut self, now: OffsetDateTime) {
        self.refused.retain(|(.., last)| (now - *last).abs() < RECENT);
        self.everybody &= !self.refused.is_empty();
    }

    fn is_suspicious(&self) -> bool {
        self.refused.iter().map(|(_, count, _)| count).sum::<u32>() >= SEVERAL
    }

    fn reason(&mut self, now: OffsetDateTime) -> Option<&'static str> {
        self.forget_old(now);
        let everybody = self.everybody.then_some(crate::sign_in::setup::REFUSES_EVERYBODY);
        self.client.or(everybody)
    }

    fn probe(&mut self, now: OffsetDateTime) -> Option<OnBehalfOf> {
        self.forget_old(now);
        let doubtful = self.client.is_some() || self.everybody || self.is_suspicious();
        let soon = self.probed_at.is_some_and(|last| (now - last).abs() < PAUSE);
        if !doubtful || soon {
            return None;
        }
        self.probed_at = Some(now);
        // A network that is refused now tells nothing about the others.
        let is_refused = |address: &IpAddr| {
            let network = Some(ClientNetwork::from(*address));
            self.refused.iter().any(|(refused, count, _)| *count > 0 && *refused == network)
        };
        Some(self.got_in.filter(|address| !is_refused(address)))
    }
}

/// The record of one server.
#[derive(Debug, Default)]
pub struct Readiness(Mutex<Record>);

impl Readiness {
    /// Notes how the transaction of a user started.
    pub fn note(&self, start: Start, from: OnBehalfOf, now: OffsetDateTime) {
        self.record().note(start, from, false, now);
    }

    /// Notes how a probe started.
    pub fn note_probe(&self, start: Start, from: OnBehalfOf, now: OffsetDateTime) {
        self.record().note(start, from, true, now);
    }

    /// Why no sign-in can begin, if so: a stable name.
    pub fn reason(&self, now: OffsetDateTime) -> Option<&'static str> {
        self.record().reason(now)
    }

    /// On whose behalf to probe now, if a probe is due. It counts as made.
    pub fn probe(&self, now: OffsetDateTime) -> Option<OnBehalfOf> {
        self.record().probe(now)
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn at(seconds: i64) -> OffsetDateTime {
        START + Duration::seconds(seconds)
    }

    fn address(network: u8) -> IpAddr {
        IpAddr::from([203, 0, network, 7])
    }

    fn refused(times: u8, network: u8) -> Readiness {
        let readiness = Readiness::default();
        (0..times).for_each(|_| readiness.note(Start::Refused, Some(address(network)), START));
        readiness
    }

    #[test]
    fn a_refusal_of_the_client_counts_at_once_and_until_a_start_gets_past_it() {
        let readiness = Readiness::default();
        assert_eq!(readiness.probe(START), None, "nobody probes a healthy org");
        readiness.note(Start::ClientRefused("okta-invalid-client"), Some(address(1)), START);
        assert_eq!(readiness.reason(at(3600)), Some("okta-invalid-client"));
        assert_eq!(readiness.probe(at(29)), None);
        assert_eq!(readiness.probe(at(30)), Some(None));
        assert_eq!(readiness.probe(at(59)), None);
        readiness.note_probe(Start::Begun, None, at(31));
        assert_eq!(readiness.reason(at(31)), None);
    }

    #[test]
    fn one_network_that_is_refused_is_not_everybody() {
        let readiness = refused(100, 1);
        assert_eq!(readiness.reason(START), None);
    }

    #[test]
    fn three_refusals_from_two_networks_are_everybody_until_one_gets_in() {
        let readiness = refused(2, 1);
        readiness.note(Start::Refused, Some(address(2)), START);
        assert_eq!(readiness.reason(START), Some("okta-refuses-everybody"));
        readiness.note(Start::Begun, Some(address(3)), at(1));
        assert_eq!(readiness.reason(at(1)), None);
    }

    #[test]
    fn a_probe_is_the_second_place_and_speaks_for_the_network_that_got_in_last() {
        let readiness = Readiness::default();
        readiness.note(Start::Begun, Some(address(9)), START);
        (0..3).for_each(|_| readiness.note(Start::Refused, Some(address(1)), START));
        assert_eq!(readiness.probe(START), Some(Some(address(9))));
        readiness.note_probe(Start::Refused, Some(address(9)), START);
        assert_eq!(readiness.reason(START), Some("okta-refuses-everybody"));
        assert_eq!(readiness.probe(at(29)), None);
        assert_eq!(
            readiness.probe(at(30)),
            Some(Some(address(9))),
            "the same, although it was refused"
        );
        readiness.note_probe(Start::Begun, Some(address(9)), at(30));
        assert_eq!(readiness.reason(at(30)), None);
    }

    #[test]
    fn where_the_last_network_that_got_in_is_refused_itself_the_server_asks_for_itself() {
        let readiness = Readiness::default();
        readiness.note(Start::Begun, Some(address(1)), START);
        (0..3).for_each(|_| readiness.note(Start::Refused, Some(address(1)), START));
        assert_eq!(readiness.probe(START), Some(None));
    }

    #[test]
    fn refusals_that_are_not_repeated_are_forgotten_after_five_minutes() {
        let readiness = refused(3, 1);
        readiness.note(Start::Refused, Some(address(2)), START);
        assert!(readiness.reason(at(299)).is_some());
        assert_eq!(readiness.reason(at(300)), None);
        assert_eq!(readiness.probe(at(300)), None);
    }

    #[test]
    fn a_probe_that_is_refused_keeps_everybody_out() {
        let readiness = refused(2, 1);
        readiness.note(Start::Refused, Some(address(2)), START);
        for round in 1..40 {
            assert_eq!(readiness.probe(at(30 * round)), Some(None));
            readiness.note_probe(Start::Refused, None, at(30 * round));
            assert!(readiness.reason(at(30 * round)).is_some());
        }
    }
}
