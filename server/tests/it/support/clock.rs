//! A clock that stands still unless a test moves it.

use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering;

use okta_idx::Clock;
use time::OffsetDateTime;

/// The time at its creation, plus the time that a test lets pass.
///
/// It starts at the real time because the org's clock does: a token's times must be valid for both.
#[derive(Debug)]
pub(crate) struct FakeClock {
    start: OffsetDateTime,
    passed: AtomicI64,
}

impl Default for FakeClock {
    fn default() -> Self {
        Self { start: okta_idx::SystemClock.now().truncate_to_second(), passed: AtomicI64::new(0) }
    }
}

impl FakeClock {
    pub(crate) fn advance(&self, seconds: u32) {
        self.passed.fetch_add(seconds.into(), Ordering::SeqCst);
    }
}

impl Clock for FakeClock {
    fn now(&self) -> OffsetDateTime {
        self.start + time::Duration::seconds(self.passed.load(Ordering::SeqCst))
    }
}
