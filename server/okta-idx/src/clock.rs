//! Where the time comes from. Tests bring their own.

use std::fmt::Debug;
use std::time::SystemTime;

use time::OffsetDateTime;

/// Tells the time. Expiry, back-off and token checks ask this and nothing else.
pub trait Clock: Send + Sync + Debug {
    /// The present moment.
    fn now(&self) -> OffsetDateTime;
}

/// The machine's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> OffsetDateTime {
        #[expect(clippy::disallowed_methods, reason = "this is the system clock")]
        SystemTime::now().into()
    }
}
