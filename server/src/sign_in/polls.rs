//! When each waiting sign-in may be asked about upstream again.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;

use time::OffsetDateTime;

use crate::session::seal::StoreKey;

/// Lets one listener a flow ask Okta, and never faster than Okta allows, however many tabs listen.
#[derive(Debug, Default)]
pub struct Polls(Mutex<HashMap<StoreKey, OffsetDateTime>>);

/// Longer than any pause between polls; older entries belong to flows that nobody waits for.
const FORGOTTEN: Duration = Duration::from_mins(5);

impl Polls {
    fn not_before(&self) -> MutexGuard<'_, HashMap<StoreKey, OffsetDateTime>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it is this listener's turn to ask; if so, nobody else's until `pause` has passed.
    pub fn is_due(&self, flow: StoreKey, pause: Duration, now: OffsetDateTime) -> bool {
        let mut not_before = self.not_before();
        not_before.retain(|_, next| now - *next < FORGOTTEN);
        let due = not_before.get(&flow).is_none_or(|next| now >= *next);
        if due {
            not_before.insert(flow, now + pause);
        }
        due
    }

    /// Okta asked to wait until then.
    pub fn hold(&self, flow: StoreKey, until: OffsetDateTime) {
        self.not_before().insert(flow, until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::seal::Keys;

    const PAUSE: Duration = Duration::from_secs(4);

    fn at(seconds: u64) -> OffsetDateTime {
        OffsetDateTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn two_listeners_ask_once_a_pause_between_them() {
        let polls = Polls::default();
        let flow = Keys::derive(&[1; 32]).of_state("flow");
        let seconds = (0..20).flat_map(|second| [second, second]);
        assert_eq!(seconds.filter(|second| polls.is_due(flow, PAUSE, at(*second))).count(), 5);
    }

    #[test]
    fn nobody_asks_while_okta_wants_to_be_left_alone() {
        let polls = Polls::default();
        let flow = Keys::derive(&[1; 32]).of_state("flow");
        assert!(polls.is_due(flow, PAUSE, at(0)));
        polls.hold(flow, at(60));
        assert!((0..60).all(|second| !polls.is_due(flow, PAUSE, at(second))));
        assert!(polls.is_due(flow, PAUSE, at(60)));
    }
}
