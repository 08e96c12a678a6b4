//! What ran, how long it took, and what came of it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Duration;
use std::time::Instant;

use crate::duration::readable;
use crate::rows::Evidence;
use crate::rows::Runner;

/// How many tests of a step held and how many did not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

/// What a step hands back when it could do its work.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) tally: Tally,
    /// What went wrong, with the end of the log, when something did.
    pub(crate) trouble: Option<String>,
    /// The tests that ran, one by one, where the runner names them.
    pub(crate) tests: Results,
}

impl Outcome {
    /// A check that either holds or fails as a whole.
    pub(crate) fn held() -> Self {
        Self { tally: Tally { passed: 1, failed: 0 }, ..Self::default() }
    }
}

/// Which tests ran, and whether each held.
#[derive(Debug, Default)]
pub(crate) struct Results {
    tests: BTreeMap<Evidence, bool>,
    /// Whose tests this machine cannot run.
    left_out: BTreeSet<Runner>,
}

impl Results {
    /// Notes a test. One that ran several times has held when it held every time.
    pub(crate) fn add(&mut self, test: Evidence, held: bool) {
        *self.tests.entry(test).or_insert(true) &= held;
    }

    /// Whether a test held; nothing when it did not run.
    pub(crate) fn of(&self, test: &Evidence) -> Option<bool> {
        self.tests.get(test).copied()
    }

    /// Notes that this machine has not what the tests of a runner need.
    pub(crate) fn leave_out(&mut self, runner: Runner) {
        self.left_out.insert(runner);
    }

    /// Whether a test that did not run is missed.
    pub(crate) fn misses(&self, test: &Evidence) -> bool {
        !self.left_out.contains(&test.runner)
    }

    fn failed(&self) -> impl Iterator<Item = &Evidence> {
        self.tests.iter().filter(|(_, held)| !**held).map(|(test, _)| test)
    }
}

#[derive(Debug)]
struct Step {
    name: String,
    tally: Tally,
    took: Option<Duration>,
}

/// The steps of one run, in order.
#[derive(Debug, Default)]
pub(crate) struct Report {
    steps: Vec<Step>,
    results: Results,
}

impl Report {
    /// Runs a step and notes its outcome; an error counts as one failed test. True when nothing failed.
    pub(crate) fn step(
        &mut self,
        name: &str,
        work: impl FnOnce() -> anyhow::Result<Outcome>,
    ) -> bool {
        println!("==> {name}");
        let began = Instant::now();
        let outcome = work().unwrap_or_else(|error| Outcome {
            tally: Tally { passed: 0, failed: 1 },
            trouble: Some(format!("{error:#}")),
            tests: Results::default(),
        });
        let took = began.elapsed();
        let Tally { passed, failed } = outcome.tally;
        if let Some(trouble) = outcome.trouble {
            println!("{trouble}");
        }
        println!("    {passed} passed, {failed} failed in {}", readable(took));
        self.steps.push(Step { name: name.to_owned(), tally: outcome.tally, took: Some(took) });
        for (test, held) in outcome.tests.tests {
            self.results.add(test, held);
        }
        self.results.add(part(name), failed == 0);
        failed == 0
    }

    /// Notes a step that could not run because of an earlier one; it counts as failed, so that it is missed.
    pub(crate) fn not_run(&mut self, name: &str, because: &str) {
        println!("==> {name}: not run, {because}");
        let tally = Tally { passed: 0, failed: 1 };
        self.steps.push(Step { name: name.to_owned(), tally, took: None });
        self.results.add(part(name), false);
    }

    /// Says that this machine has not what the tests of a runner need; the rows that they show are not judged.
    pub(crate) fn left_out(&mut self, runner: Runner, what: &str) {
        println!("==> {what}: not on this machine, so no row is judged that needs it");
        self.steps.push(Step { name: what.to_owned(), tally: Tally::default(), took: None });
        self.results.leave_out(runner);
    }

    /// What ran so far, test by test.
    pub(crate) fn results(&self) -> &Results {
        &self.results
    }

    pub(crate) fn total(&self) -> Tally {
        self.steps.iter().fold(Tally::default(), |sum, step| Tally {
            passed: sum.passed + step.tally.passed,
            failed: sum.failed + step.tally.failed,
        })
    }

    /// The names of what failed, the table of steps and, alone on the last line, `N passed, N failed`.
    pub(crate) fn summary(&self) -> String {
        let width = self.steps.iter().map(|step| step.name.chars().count()).max().unwrap_or(0);
        let mut text = String::from("\n");
        for test in self.results.failed() {
            let _ = writeln!(text, "failed: {test}");
        }
        for step in &self.steps {
            let took = step.took.map_or_else(|| "not run".to_owned(), readable);
            let Tally { passed, failed } = step.tally;
            let mark = match (failed, step.took) {
                (0, Some(_)) => "ok  ",
                (0, None) => "open",
                _ => "FAIL",
            };
            let _ = writeln!(
                text,
                "{mark}  {:width$}  {passed:>5} passed  {failed:>3} failed  {took:>12}",
                step.name
            );
        }
        let took: Duration = self.steps.iter().filter_map(|step| step.took).sum();
        let Tally { passed, failed } = self.total();
        let _ = write!(text, "In all {}.\n\n{passed} passed, {failed} failed", readable(took));
        text
    }
}

fn part(name: &str) -> Evidence {
    Evidence { runner: Runner::Part, name: name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(passed: u32, failed: u32) -> Outcome {
        Outcome { tally: Tally { passed, failed }, ..Outcome::default() }
    }

    #[test]
    fn the_summary_names_the_tests_that_failed() {
        let test = Evidence { runner: Runner::Rust, name: "a::b".to_owned() };
        let mut broken = outcome(0, 1);
        broken.tests.add(test.clone(), true);
        broken.tests.add(test, false);
        let mut report = Report::default();
        report.step("unit", || Ok(broken));
        assert!(report.summary().contains("failed: rust: a::b\n"), "{}", report.summary());
    }

    #[test]
    fn the_last_line_sums_all_steps() {
        let mut report = Report::default();
        assert!(report.step("unit", || Ok(outcome(40, 0))));
        assert!(!report.step("browser", || Ok(outcome(3, 2))));
        assert!(report.summary().ends_with("\n43 passed, 2 failed"), "{}", report.summary());
    }

    #[test]
    fn an_error_and_a_step_that_did_not_run_count_as_failed() {
        let mut report = Report::default();
        assert!(!report.step("build", || anyhow::bail!("no compiler")));
        report.not_run("browser", "there is no build");
        assert_eq!(report.total(), Tally { passed: 0, failed: 2 });
        assert!(report.summary().contains("not run"), "{}", report.summary());
    }
}
