//! Rate limits beside those of Okta: on attempts, messages and usernames, and on requests as a whole.
//!
//! Events are counted under a keyed hash of a transaction, user or network, in the session store. So two servers on one
//! store count together, and a restart forgets nothing.

mod admission;
mod concurrency;
mod counters;
mod meter;
mod subscriber;
mod window;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use okta_idx::Clock;

pub use admission::Admission;
pub use admission::Permit;
pub use concurrency::Concurrency;
pub use counters::Counters;
pub use meter::AttemptPermit;
pub use meter::NoAttempt;
pub use meter::SendPermit;
pub use meter::Sent;
pub use subscriber::Subscriber;
pub use window::Rule;
pub use window::Wait;

use crate::effect::Channel;
use crate::effect::Credential;
use crate::session::seal::KeyRing;
use crate::session::shared::SharedError;
use crate::session::store::SessionStore;
use crate::text_input::user_key;

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
/// The time in which wrong codes in a row are counted: longer than an attack lasts.
const EVER: Duration = Duration::from_hours(24 * 365);

/// Codes that may be tried in one transaction. No setting raises it, because six digits withstand only a few guesses.
pub const MAX_CODE_ATTEMPTS: u32 = 5;

/// The rate limits of users, transactions and networks.
#[derive(Debug)]
pub struct Rates {
    counters: Counters,
    /// Multiplies every limit but [`MAX_CODE_ATTEMPTS`].
    factor: u32,
}

impl Rates {
    /// Returns limits that are counted in `store`. A `factor` above 1 loosens them, for tests and development.
    pub fn new(
        store: Arc<dyn SessionStore>,
        keys: KeyRing,
        clock: Arc<dyn Clock>,
        factor: u32,
    ) -> Self {
        Self { counters: Counters::new(store, keys, clock), factor: factor.max(1) }
    }

    /// Counts an event of a `kind` that is about to happen to `user`.
    async fn take(
        &self,
        kind: &str,
        user: &str,
        rules: &[Rule],
    ) -> Result<Result<(), Wait>, SharedError> {
        let taken = self.counters.take(kind, &user_key::of(user), "", rules).await?;
        Ok(taken.map(drop))
    }

    /// Takes back the newest event, because it did not happen.
    async fn refund(&self, kind: &str, user: &str) -> Result<(), SharedError> {
        self.counters.refund(kind, &user_key::of(user)).await
    }

    /// Counts that `address` was typed from a network: 20 different ones in 10 minutes.
    pub async fn address_from(
        &self,
        network: IpAddr,
        address: &str,
    ) -> Result<Result<(), Wait>, SharedError> {
        let network = Subscriber::of(network).to_string();
        let rules = [self.rule(20, Duration::from_mins(10))];
        let name = self.counters.name_of(&user_key::of(address));
        self.counters.take("network", &network, &name, &rules).await.map(|taken| taken.map(drop))
    }

    async fn guess(&self, transaction: &str) -> Result<Result<u32, Wait>, SharedError> {
        let rules = [Rule { most: MAX_CODE_ATTEMPTS, within: DAY }];
        self.counters.take("guess", transaction, "", &rules).await
    }

    async fn refund_guess(&self, transaction: &str) -> Result<(), SharedError> {
        self.counters.refund("guess", transaction).await
    }

    /// Clears the wrong codes in a row of a user who has signed in.
    pub async fn signed_in(&self, username: &str) -> Result<(), SharedError> {
        for credential in Credential::ALL {
            self.counters.clear(credential.counter(), &user_key::of(username)).await?;
        }
        Ok(())
    }

    /// Clears all counts of a user under this name.
    pub async fn forget(&self, name: &str) -> Result<(), SharedError> {
        let credentials = Credential::ALL.map(Credential::counter);
        for kind in Channel::ALL.map(Channel::counter).into_iter().chain(credentials) {
            self.counters.clear(kind, &user_key::of(name)).await?;
        }
        Ok(())
    }

    fn rule(&self, most: u32, within: Duration) -> Rule {
        Rule { most: most.saturating_mul(self.factor), within }
    }
}
