//! When each waiting sign-in was last asked about upstream.

use std::collections::HashMap;
use std::sync::Mutex;
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
    /// Whether it is this listener's turn to ask. The first question comes one pause after the listening began.
    pub fn is_due(&self, flow: StoreKey, pause: Duration, now: OffsetDateTime) -> bool {
        let mut polls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        polls.retain(|_, asked| now - *asked < FORGOTTEN);
        match polls.get_mut(&flow) {
            Some(asked) if now - *asked < pause => false,
            Some(asked) => {
                *asked = now;
                true
            }
            None => {
                polls.insert(flow, now);
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::seal::Keys;

    #[test]
    fn two_listeners_ask_once_a_pause_between_them() {
        let polls = Polls::default();
        let flow = Keys::derive(&[1; 32]).of_state("flow");
        let at = |seconds| OffsetDateTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let pause = Duration::from_secs(4);
        let asked = (0..20)
            .flat_map(|second| [second, second])
            .filter(|second| polls.is_due(flow, pause, at(*second)))
            .count();
        assert_eq!(asked, 4);
    }
}
