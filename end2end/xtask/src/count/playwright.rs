//! The JSON report of Playwright.

use anyhow::Context;
use serde::Deserialize;

use super::Counts;
use crate::report::Results;
use crate::rows::Evidence;
use crate::rows::Runner;

#[derive(Deserialize)]
struct Report {
    stats: Stats,
    #[serde(default)]
    suites: Vec<Suite>,
}

#[derive(Deserialize)]
struct Suite {
    #[serde(default)]
    suites: Vec<Suite>,
    #[serde(default)]
    specs: Vec<Spec>,
}

#[derive(Deserialize)]
struct Spec {
    title: String,
    tests: Vec<Test>,
}

#[derive(Deserialize)]
struct Test {
    /// `expected`, `unexpected`, `flaky` or `skipped`.
    status: String,
}

#[derive(Deserialize)]
struct Stats {
    expected: u32,
    unexpected: u32,
    flaky: u32,
    skipped: u32,
}

/// Reads the totals. A test that passed only at a second try has failed: it will fail again.
pub(crate) fn playwright(report: &str) -> anyhow::Result<(Counts, Results)> {
    let Report { stats, suites } =
        serde_json::from_str(report).context("parsing Playwright's report")?;
    let counts = Counts {
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
        skipped: stats.skipped,
    };
    let mut results = Results::default();
    for suite in &suites {
        suite.note(&mut results);
    }
    Ok((counts, results))
}

impl Suite {
    fn note(&self, results: &mut Results) {
        for spec in &self.specs {
            for test in spec.tests.iter().filter(|test| test.status != "skipped") {
                let evidence = Evidence { runner: Runner::Browser, name: spec.title.clone() };
                results.add(evidence, test.status == "expected");
            }
        }
        for suite in &self.suites {
            suite.note(results);
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a report that does not parse fails the test")]
    use super::*;

    #[test]
    fn a_flaky_test_counts_as_failed() {
        let report = r#"{"config":{},"suites":[],"errors":[],
            "stats":{"startTime":"","duration":1.5,"expected":7,"skipped":1,"unexpected":2,"flaky":1}}"#;
        let (counts, _) = playwright(report).unwrap();
        assert_eq!(counts, Counts { passed: 7, failed: 3, skipped: 1 });
    }

    #[test]
    fn a_test_holds_when_it_holds_in_every_project() {
        let report = r#"{"suites":[{"specs":[],"suites":[{"specs":[
            {"title":"holds","tests":[{"status":"expected"}]},
            {"title":"twice","tests":[{"status":"expected"},{"status":"unexpected"}]}]}]}],
            "stats":{"expected":2,"skipped":0,"unexpected":1,"flaky":0}}"#;
        let (_, results) = playwright(report).unwrap();
        assert_eq!(results.of(&"browser: holds".parse().unwrap()), Some(true));
        assert_eq!(results.of(&"browser: twice".parse().unwrap()), Some(false));
    }

    #[test]
    fn something_else_than_a_report_is_an_error() {
        assert!(playwright("Error: no tests found").is_err());
        assert!(playwright("{}").is_err());
    }
}
