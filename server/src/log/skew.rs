//! Says when this machine's clock and the org's have come apart.

use std::sync::Mutex;
use std::sync::PoisonError;

use time::Duration;
use time::OffsetDateTime;

/// Half of what an ID token may be off: time to act before sign-ins are refused.
const WORTH_TELLING: Duration = Duration::seconds(30);
const AGAIN_AFTER: Duration = Duration::minutes(10);

/// Compares the clocks; tells of a difference once in ten minutes.
#[derive(Debug, Default)]
pub struct ClockWatch(Mutex<Option<OffsetDateTime>>);

impl ClockWatch {
    /// Looks at what the org's last answer said about its time.
    pub fn look(&self, okta: &okta_idx::Client, now: OffsetDateTime) {
        let Some(skew) = okta.clock_skew().filter(|skew| skew.abs() >= WORTH_TELLING) else {
            return;
        };
        let mut told_at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if told_at.is_some_and(|at| (now - at).abs() < AGAIN_AFTER) {
            return;
        }
        *told_at = Some(now);
        tracing::error!(
            event = "clock.skewed",
            skew_seconds = skew.whole_seconds(),
            "this machine's clock and the org's differ; from a minute on, nobody can sign in"
        );
    }
}
