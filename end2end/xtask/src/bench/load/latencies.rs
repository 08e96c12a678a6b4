//! Latencies of responses.

use std::time::Duration;

/// The responses of one measurement.
#[derive(Debug, Default)]
pub(super) struct Latencies {
    all: Vec<Duration>,
    /// Responses with another status than the expected one.
    pub(super) unexpected: u64,
}

impl Latencies {
    pub(super) fn add(&mut self, took: Duration, as_expected: bool) {
        self.all.push(took);
        self.unexpected += u64::from(!as_expected);
    }

    pub(super) fn join(&mut self, other: Self) {
        self.all.extend(other.all);
        self.unexpected += other.unexpected;
    }

    pub(super) fn count(&self) -> u64 {
        self.all.len().try_into().unwrap_or(u64::MAX)
    }

    /// Returns the percentile of the latencies for `share`, by nearest rank.
    pub(super) fn percentile(&self, share: usize) -> Duration {
        let mut sorted = self.all.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * share).div_ceil(100).max(1);
        sorted.get(rank - 1).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let mut found = Latencies::default();
        for took in (1..=200).rev() {
            found.add(Duration::from_millis(took), took != 7);
        }
        assert_eq!(found.percentile(50), Duration::from_millis(100));
        assert_eq!(found.percentile(99), Duration::from_millis(198));
        assert_eq!((found.count(), found.unexpected), (200, 1));
    }

    #[test]
    fn nothing_measured_took_no_time() {
        assert_eq!(Latencies::default().percentile(99), Duration::ZERO);
    }
}
