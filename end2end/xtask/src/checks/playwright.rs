//! Runs specs with Playwright and reads its JSON report.

use std::fs;
use std::time::Duration;

use anyhow::Context;
use serde::Deserialize;

use crate::ids::Id;
use crate::report::Outcome;
use crate::report::Test;
use crate::setup::Tools;
use crate::task::Task;
use crate::workspace::Workspace;

/// The number of flaky tests that one run accepts. Each is printed.
const FORGIVEN: usize = 3;

/// Builds the task that runs `projects`; its log and report have this name.
pub(super) fn task(workspace: &Workspace, tools: &Tools, name: &str, projects: &[&str]) -> Task {
    let task = Task::new(workspace, &format!("playwright {name}"), "node")
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .args(projects.iter().map(|project| format!("--project={project}")))
        .folder(&workspace.tests())
        .limit(Duration::from_mins(25));
    tools.equip(task)
}

/// Runs a task and judges the tests of its report.
pub(super) fn run(workspace: &Workspace, task: Task) -> anyhow::Result<Outcome> {
    let report = workspace.logs().join("playwright.json");
    if report.exists() {
        fs::remove_file(&report).with_context(|| format!("removing {}", report.display()))?;
    }
    let finished = task.env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report).finish()?;
    let text = fs::read_to_string(&report)
        .with_context(|| format!("Playwright left no report\n{}", finished.tail()))?;
    let tests =
        tests(&text).with_context(|| format!("Playwright broke off\n{}", finished.tail()))?;
    Ok(Outcome::of_tests(&finished, tests))
}

#[derive(Deserialize)]
struct Report {
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
    /// The path below the folder of specs.
    file: String,
    /// The tags without their `@`.
    tags: Vec<String>,
    /// One run per project.
    tests: Vec<Run>,
}

#[derive(Deserialize)]
struct Run {
    status: Status,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Expected,
    Unexpected,
    Flaky,
    Skipped,
}

impl Suite {
    fn specs(self) -> Vec<Spec> {
        let inner = self.suites.into_iter().flat_map(Self::specs);
        self.specs.into_iter().chain(inner).collect()
    }
}

/// Accepts and prints a few tests that passed only at the second attempt; if there are more, they
/// fail.
fn tests(report: &str) -> anyhow::Result<Vec<Test>> {
    let report: Report = serde_json::from_str(report).context("parsing Playwright's report")?;
    let specs: Vec<Spec> = report.suites.into_iter().flat_map(Suite::specs).collect();
    let all = || specs.iter().flat_map(|spec| spec.tests.iter().map(move |run| (spec, run.status)));
    let late: Vec<&Spec> =
        all().filter(|(_, status)| *status == Status::Flaky).map(|(spec, _)| spec).collect();
    for spec in &late {
        println!("    held at the second try only: {}", spec.title);
    }
    let lenient = late.len() <= FORGIVEN;
    let test = |(spec, status): (&Spec, Status)| {
        let held = status == Status::Expected || (status == Status::Flaky && lenient);
        let mut test = Test::new(&spec.title, &spec.file, held);
        test.tags = Some(spec.tags.iter().filter_map(|tag| Id::parse(tag)).collect());
        test
    };
    Ok(all().map(test).collect())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a report that does not parse fails the test")]
    use super::*;

    fn held(statuses: &[&str]) -> Vec<bool> {
        let runs: Vec<_> =
            statuses.iter().map(|status| serde_json::json!({ "status": status })).collect();
        let report = serde_json::json!({
            "suites": [{ "title": "a.spec.ts", "suites": [{
                "specs": [{ "title": "a", "file": "a.spec.ts", "tags": ["C2", "x"], "tests": runs }],
            }]}],
            "stats": {},
        });
        let found = tests(&report.to_string()).unwrap();
        assert!(found.iter().all(|test| test.tags == Some(vec![Id::parse("C2").unwrap()])));
        found.iter().map(|test| test.held).collect()
    }

    #[test]
    fn a_test_that_was_skipped_has_not_held() {
        assert_eq!(held(&["expected", "skipped", "unexpected"]), [true, false, false]);
    }

    #[test]
    fn a_few_tests_that_held_at_the_second_try_are_forgiven_and_more_are_not() {
        assert_eq!(held(&["flaky"; 3]), [true; 3]);
        assert_eq!(held(&["expected", "flaky", "flaky", "flaky", "flaky"])[..2], [true, false]);
    }

    #[test]
    fn something_else_than_a_report_is_an_error() {
        assert!(tests("Error: no tests found").is_err());
        assert!(tests("{}").is_err());
    }
}
