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
    #[serde(default)]
    results: Vec<Try>,
}

#[derive(Deserialize)]
struct Try {
    #[serde(default)]
    errors: Vec<Trouble>,
}

#[derive(Deserialize)]
struct Trouble {
    #[serde(default)]
    message: String,
}

#[derive(Deserialize)]
struct Stats {
    expected: u32,
    unexpected: u32,
    flaky: u32,
    skipped: u32,
}

/// Reads the totals. A test that passed only at a second try has failed: it will fail again. The one exception is a
/// first try in which everything held and the browser then did not end in time.
pub(crate) fn playwright(report: &str) -> anyhow::Result<(Counts, Results)> {
    let Report { stats, suites } =
        serde_json::from_str(report).context("parsing Playwright's report")?;
    let counts = Counts {
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
        skipped: stats.skipped,
    };
    let (mut results, mut forgiven) = (Results::default(), 0);
    for suite in &suites {
        forgiven += suite.note(&mut results);
    }
    let counts =
        Counts { passed: counts.passed + forgiven, failed: counts.failed - forgiven, ..counts };
    Ok((counts, results))
}

impl Suite {
    /// Notes each test; tells for how many a second try is forgiven.
    fn note(&self, results: &mut Results) -> u32 {
        let mut forgiven = 0;
        for spec in &self.specs {
            for test in spec.tests.iter().filter(|test| test.status != "skipped") {
                let evidence = Evidence { runner: Runner::Browser, name: spec.title.clone() };
                let lenient = test.status == "flaky" && test.only_did_not_end();
                if lenient {
                    println!(
                        "    held, but the browser ended only at the second try: {}",
                        spec.title
                    );
                    forgiven += 1;
                }
                results.add(evidence, test.status == "expected" || lenient);
            }
        }
        for suite in &self.suites {
            forgiven += suite.note(results);
        }
        forgiven
    }
}

impl Test {
    /// Whether all that went wrong in the tries before the last was that something of the browser did not end.
    fn only_did_not_end(&self) -> bool {
        let before = self.results.split_last().map_or(&[][..], |(_, before)| before);
        let mut errors = before.iter().flat_map(|it| &it.errors).peekable();
        errors.peek().is_some()
            && errors.all(|error| {
                error.message.contains("Tearing down")
                    && error.message.contains("exceeded the test timeout")
            })
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
    fn only_a_browser_that_did_not_end_is_forgiven() {
        let report = |message: &str| {
            format!(
                r#"{{"suites":[{{"specs":[{{"title":"a","tests":[{{"status":"flaky","results":[
                {{"errors":[{{"message":"{message}"}}]}},{{"errors":[]}}]}}]}}]}}],
                "stats":{{"expected":3,"skipped":0,"unexpected":0,"flaky":1}}}}"#
            )
        };
        let hung = r#"Tearing down \"context\" exceeded the test timeout of 30000ms."#;
        let (counts, results) = playwright(&report(hung)).unwrap();
        assert_eq!(counts, Counts { passed: 4, failed: 0, skipped: 0 });
        assert_eq!(results.of(&"browser: a".parse().unwrap()), Some(true));
        let (counts, results) = playwright(&report("expected 1, received 2")).unwrap();
        assert_eq!(counts.failed, 1);
        assert_eq!(results.of(&"browser: a".parse().unwrap()), Some(false));
    }

    #[test]
    fn something_else_than_a_report_is_an_error() {
        assert!(playwright("Error: no tests found").is_err());
        assert!(playwright("{}").is_err());
    }
}
