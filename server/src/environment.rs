//! What the server takes from the machine that it runs on: the time and randomness.
//!
//! Both are arguments everywhere, so that tests bring their own. The traits are those of `okta-idx`; rooms that know
//! nothing of Okta name them from here.

use std::sync::Arc;

pub use okta_idx::Clock;
pub use okta_idx::Randomness;
pub use okta_idx::RandomnessError;
pub use okta_idx::SystemClock;
pub use okta_idx::SystemRandomness;
use time::OffsetDateTime;

/// The clock and the source of randomness of one server.
#[derive(Clone, Debug)]
pub struct Environment {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives unpredictable bytes.
    pub randomness: Arc<dyn Randomness>,
}

impl Environment {
    /// The clock and the generator of this machine.
    pub fn of_machine() -> Self {
        Self { clock: Arc::new(SystemClock), randomness: Arc::new(SystemRandomness) }
    }
}

/// Returns the milliseconds of Unix time, for what must be told apart within a second.
pub fn unix_millis(time: OffsetDateTime) -> i64 {
    time.unix_timestamp() * 1000 + i64::from(time.millisecond())
}

/// Returns the whole seconds from `now` until `end`, rounded up: what is over at zero must not be announced before.
pub fn seconds_until(now: OffsetDateTime, end: OffsetDateTime) -> u32 {
    let left = end - now;
    let seconds = left.whole_seconds() + i64::from(left.subsec_nanoseconds() > 0);
    u32::try_from(seconds).unwrap_or(0)
}
