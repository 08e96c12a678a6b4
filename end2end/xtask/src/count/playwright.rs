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

/// So many tests of one run may hold at the second try only. Each is named, so that none is forgotten.
const FORGIVEN: u32 = 3;

/// Reads the totals. A few tests that held at the second try only are forgiven and named; more of them count as failed,
/// since they would fail again.
pub(crate) fn playwright(report: &str, runner: Runner) -> anyhow::Result<(Counts, Results)> {
    let Report { stats, suites } =
        serde_json::from_str(report).context("parsing Playwright's report")?;
    let lenient = stats.flaky <= FORGIVEN;
    let (more_passed, more_failed) = if lenient { (stats.flaky, 0) } else { (0, stats.flaky) };
    let counts = Counts {
        passed: stats.expected + more_passed,
        failed: stats.unexpected + more_failed,
        skipped: stats.skipped,
    };
    let mut results = Results::default();
    for suite in &suites {
        suite.note(&mut results, runner, lenient);
    }
    Ok((counts, results))
}

impl Suite {
    fn note(&self, results: &mut Results, runner: Runner, lenient: bool) {
        for spec in &self.specs {
            for test in spec.tests.iter().filter(|test| test.status != "skipped") {
                let late = test.status == "flaky";
                if late {
                    println!("    held at the second try only: {}", spec.title);
                }
                let evidence = Evidence { runner, name: spec.title.clone() };
                results.add(evidence, test.status == "expected" || (late && lenient));
            }
        }
        for suite in &self.suites {
            suite.note(results, runner, lenient);
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a report that does not parse fails the test")]
    use super::*;

    #[test]
    fn a_few_tests_that_held_at_the_second_try_are_forgiven_and_more_are_not() {
        let report = |flaky: u32| {
            format!(
                r#"{{"config":{{}},"suites":[{{"specs":[{{"title":"a","tests":[{{"status":"flaky"}}]}}]}}],"errors":[],
                "stats":{{"startTime":"","duration":1.5,"expected":7,"skipped":1,"unexpected":2,"flaky":{flaky}}}}}"#
            )
        };
        let name = "browser: a".parse().unwrap();
        let (counts, results) = playwright(&report(3), Runner::Browser).unwrap();
        assert_eq!(counts, Counts { passed: 10, failed: 2, skipped: 1 });
        assert_eq!(results.of(&name), Some(true));
        let (counts, results) = playwright(&report(4), Runner::Browser).unwrap();
        assert_eq!(counts, Counts { passed: 7, failed: 6, skipped: 1 });
        assert_eq!(results.of(&name), Some(false));
    }

    #[test]
    fn a_test_holds_when_it_holds_in_every_project() {
        let report = r#"{"suites":[{"specs":[],"suites":[{"specs":[
            {"title":"holds","tests":[{"status":"expected"}]},
            {"title":"twice","tests":[{"status":"expected"},{"status":"unexpected"}]}]}]}],
            "stats":{"expected":2,"skipped":0,"unexpected":1,"flaky":0}}"#;
        let (_, results) = playwright(report, Runner::Browser).unwrap();
        assert_eq!(results.of(&"browser: holds".parse().unwrap()), Some(true));
        assert_eq!(results.of(&"browser: twice".parse().unwrap()), Some(false));
    }

    #[test]
    fn something_else_than_a_report_is_an_error() {
        assert!(playwright("Error: no tests found", Runner::Browser).is_err());
        assert!(playwright("{}", Runner::Browser).is_err());
    }
}
