//! The source of time. Tests provide their own.

use std::fmt::Debug;
use std::time::SystemTime;

use time::OffsetDateTime;

/// A clock, used for expiry, back-off and token checks.
pub trait Clock: Send + Sync + Debug {
    /// Returns the current time.
    fn now(&self) -> OffsetDateTime;
}

/// The system clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> OffsetDateTime {
        #[expect(clippy::disallowed_methods, reason = "this is the system clock")]
        SystemTime::now().into()
    }
}
