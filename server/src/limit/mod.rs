//! Limits of our own, whatever Okta allows: on guesses, on mails, on strangers' addresses.
//!
//! Everything is counted under a keyed hash of what it means (a transaction, a person, a network), in the store where
//! the sessions are: two servers on one store count together, and a restart forgets nothing.

mod counters;
mod crowd;
mod subscriber;
mod turns;
mod window;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use okta_idx::Clock;

pub use counters::Counters;
pub use crowd::Crowd;
pub use crowd::Place;
pub use subscriber::Subscriber;
pub use turns::Turns;
pub use window::Rule;
pub use window::Wait;

use crate::session::seal::Keys;
use crate::session::shared::SharedError;
use crate::session::store::SessionStore;
use crate::text_input::user_key;

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
/// What "ever" means for a row of wrong codes: longer than anybody keeps guessing.
const EVER: Duration = Duration::from_hours(24 * 365);

/// Codes that may be tried in one transaction. Not raised by any setting: six digits stand against a handful of
/// guesses and no more.
pub const GUESSES: u32 = 5;

/// What may be done how often.
#[derive(Debug)]
pub struct Rates {
    counters: Counters,
    /// Multiplies every limit but [`GUESSES`].
    factor: u32,
}

impl Rates {
    /// Limits counted in `store`. A `factor` above 1 loosens them, for tests and development.
    pub fn new(
        store: Arc<dyn SessionStore>,
        keys: Keys,
        clock: Arc<dyn Clock>,
        factor: u32,
    ) -> Self {
        Self { counters: Counters::new(store, keys, clock), factor: factor.max(1) }
    }

    /// Notes a mail that is about to be asked for: 3 in 10 minutes and 10 a day to one address, whoever asks.
    pub async fn mail(&self, address: &str) -> Result<Result<(), Wait>, SharedError> {
        let rules = [self.rule(3, Duration::from_mins(10)), self.rule(10, DAY)];
        self.counters
            .take("mail", &user_key::of(address), "", &rules)
            .await
            .map(|taken| taken.map(drop))
    }

    /// Notes a mail that was sent without asking: whoever caused it had proved more than an address before.
    pub async fn mail_was_sent(&self, address: &str) -> Result<(), SharedError> {
        let anything = [Rule { most: u32::MAX, within: DAY }];
        self.counters.take("mail", &user_key::of(address), "", &anything).await.map(drop)
    }

    /// The mail was not sent after all.
    pub async fn mail_not_sent(&self, address: &str) -> Result<(), SharedError> {
        self.counters.give_back("mail", &user_key::of(address)).await
    }

    /// Notes that `address` was typed from a network: 20 different ones in 10 minutes.
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

    /// Notes a code that is about to be tried in a transaction; tells how many that makes.
    pub async fn guess(&self, transaction: &str) -> Result<Result<u32, Wait>, SharedError> {
        let rules = [Rule { most: GUESSES, within: DAY }];
        self.counters.take("guess", transaction, "", &rules).await
    }

    /// The code was right, or never reached Okta.
    pub async fn guess_not_wrong(&self, transaction: &str) -> Result<(), SharedError> {
        self.counters.give_back("guess", transaction).await
    }

    /// Notes a code that is about to be typed for a person: 10 wrong ones an hour, 100 in a row.
    pub async fn typed_code(&self, username: &str) -> Result<Result<(), Wait>, SharedError> {
        let rules = [self.rule(10, HOUR), self.rule(100, EVER)];
        self.counters
            .take("typed", &user_key::of(username), "", &rules)
            .await
            .map(|taken| taken.map(drop))
    }

    /// The code was right, or never reached Okta.
    pub async fn typed_code_not_wrong(&self, username: &str) -> Result<(), SharedError> {
        self.counters.give_back("typed", &user_key::of(username)).await
    }

    /// The person got in: the row of wrong codes is over.
    pub async fn signed_in(&self, username: &str) -> Result<(), SharedError> {
        self.counters.clear("typed", &user_key::of(username)).await
    }

    /// Forgets what is counted for a person under this name.
    pub async fn forget(&self, name: &str) -> Result<(), SharedError> {
        for kind in ["mail", "typed"] {
            self.counters.clear(kind, &user_key::of(name)).await?;
        }
        Ok(())
    }

    fn rule(&self, most: u32, within: Duration) -> Rule {
        Rule { most: most.saturating_mul(self.factor), within }
    }
}
