//! When each waiting sign-in may be asked about upstream again.

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde::Serialize;
use time::OffsetDateTime;

use crate::environment::unix_millis;
use crate::session::seal::KeyRing;
use crate::session::seal::StoreKey;
use crate::session::shared::Expiry;
use crate::session::shared::SharedError;
use crate::session::shared::SharedRecords;
use crate::session::store::SessionStore;

/// Lets one listener a flow ask Okta, and never faster than Okta allows, however many tabs listen on however many servers.
///
/// Noted in the session store, so that a restart forgets nothing.
#[derive(Debug)]
pub struct Polls {
    records: SharedRecords,
    keys: KeyRing,
}

/// Milliseconds of Unix time before which no listener asks.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct NotBefore(i64);

/// Longer than any pause between polls; older notes belong to flows without a listener.
const FORGOTTEN: Duration = Duration::from_mins(5);

impl Polls {
    /// Notes in `store`.
    pub fn new(store: Arc<dyn SessionStore>, keys: KeyRing) -> Self {
        Self { records: SharedRecords::new(store), keys }
    }

    /// Whether it is this listener's turn to ask; if so, no other listener's until `pause` has passed.
    pub async fn is_due(
        &self,
        flow: StoreKey,
        pause: Duration,
        now: OffsetDateTime,
    ) -> Result<bool, SharedError> {
        self.records
            .change(self.keys.beside("polls", flow), |not_before: &mut NotBefore| {
                if unix_millis(now) < not_before.0 {
                    return (false, Expiry::Unchanged);
                }
                *not_before = NotBefore(unix_millis(now + pause));
                (true, until(now + pause))
            })
            .await
    }

    /// Okta asked to wait until then.
    pub async fn hold(&self, flow: StoreKey, time: OffsetDateTime) -> Result<(), SharedError> {
        self.records
            .change(self.keys.beside("polls", flow), |not_before: &mut NotBefore| {
                *not_before = NotBefore(unix_millis(time));
                ((), until(time))
            })
            .await
    }
}

fn until(time: OffsetDateTime) -> Expiry {
    Expiry::Until((time + FORGOTTEN).unix_timestamp())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use crate::session::memory::MemoryStore;

    const PAUSE: Duration = Duration::from_secs(4);

    fn at(seconds: u64) -> OffsetDateTime {
        OffsetDateTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    /// Two servers on one store, and a flow.
    fn servers() -> ([Polls; 2], StoreKey) {
        let (store, keys) = (Arc::<MemoryStore>::default(), KeyRing::derive(&[1; 32]));
        let flow = keys.of("test", "flow");
        ([(); 2].map(|()| Polls::new(Arc::clone(&store) as _, keys.clone())), flow)
    }

    /// Shows: K29
    #[tokio::test]
    async fn listeners_on_two_servers_ask_once_a_pause_between_them() {
        let (servers, flow) = servers();
        let mut asked = 0;
        for second in 0..20 {
            for server in &servers {
                asked += u32::from(server.is_due(flow, PAUSE, at(second)).await.unwrap());
            }
        }
        assert_eq!(asked, 5);
    }

    /// Shows: K29
    #[tokio::test]
    async fn a_server_in_the_place_of_another_knows_when_that_one_asked() {
        let ([before, after], flow) = servers();
        assert!(before.is_due(flow, PAUSE, at(0)).await.unwrap());
        drop(before);
        assert!(!after.is_due(flow, PAUSE, at(3)).await.unwrap());
        assert!(after.is_due(flow, PAUSE, at(4)).await.unwrap());
    }

    /// Shows: K1
    #[tokio::test]
    async fn nobody_asks_while_okta_wants_to_be_left_alone() {
        let ([asking, other], flow) = servers();
        assert!(asking.is_due(flow, PAUSE, at(0)).await.unwrap());
        asking.hold(flow, at(60)).await.unwrap();
        for second in 0..60 {
            assert!(!other.is_due(flow, PAUSE, at(second)).await.unwrap());
        }
        assert!(other.is_due(flow, PAUSE, at(60)).await.unwrap());
    }
}
