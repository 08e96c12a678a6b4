//! The JSON report of Playwright.

use anyhow::Context;
use serde::Deserialize;

use super::Counts;

#[derive(Deserialize)]
struct Report {
    stats: Stats,
}

#[derive(Deserialize)]
struct Stats {
    expected: u32,
    unexpected: u32,
    flaky: u32,
    skipped: u32,
}

/// Reads the totals. A test that passed only at a second try has failed: it will fail again.
pub(crate) fn playwright(report: &str) -> anyhow::Result<Counts> {
    let Report { stats } = serde_json::from_str(report).context("parsing Playwright's report")?;
    Ok(Counts {
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
        skipped: stats.skipped,
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a report that does not parse fails the test")]
    use super::*;

    #[test]
    fn a_flaky_test_counts_as_failed() {
        let report = r#"{"config":{},"suites":[],"errors":[],
            "stats":{"startTime":"","duration":1.5,"expected":7,"skipped":1,"unexpected":2,"flaky":1}}"#;
        let counts = playwright(report).unwrap();
        assert_eq!(counts, Counts { passed: 7, failed: 3, skipped: 1 });
    }

    #[test]
    fn something_else_than_a_report_is_an_error() {
        assert!(playwright("Error: no tests found").is_err());
        assert!(playwright("{}").is_err());
    }
}
