//! What ran, how long it took, and what came of it.

use std::fmt::Write as _;
use std::time::Duration;
use std::time::Instant;

use crate::duration::readable;

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
}

impl Outcome {
    /// A check that either holds or fails as a whole.
    pub(crate) fn held() -> Self {
        Self { tally: Tally { passed: 1, failed: 0 }, trouble: None }
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
        });
        let took = began.elapsed();
        let Tally { passed, failed } = outcome.tally;
        if let Some(trouble) = outcome.trouble {
            println!("{trouble}");
        }
        println!("    {passed} passed, {failed} failed in {}", readable(took));
        self.steps.push(Step { name: name.to_owned(), tally: outcome.tally, took: Some(took) });
        failed == 0
    }

    /// Notes a step that could not run because of an earlier one; it counts as failed, so that it is missed.
    pub(crate) fn not_run(&mut self, name: &str, because: &str) {
        println!("==> {name}: not run, {because}");
        let tally = Tally { passed: 0, failed: 1 };
        self.steps.push(Step { name: name.to_owned(), tally, took: None });
    }

    pub(crate) fn total(&self) -> Tally {
        self.steps.iter().fold(Tally::default(), |sum, step| Tally {
            passed: sum.passed + step.tally.passed,
            failed: sum.failed + step.tally.failed,
        })
    }

    /// The table of steps and, alone on the last line, `N passed, N failed`.
    pub(crate) fn summary(&self) -> String {
        let width = self.steps.iter().map(|step| step.name.chars().count()).max().unwrap_or(0);
        let mut text = String::from("\n");
        for step in &self.steps {
            let took = step.took.map_or_else(|| "not run".to_owned(), readable);
            let Tally { passed, failed } = step.tally;
            let mark = if failed == 0 { "ok  " } else { "FAIL" };
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

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(passed: u32, failed: u32) -> Outcome {
        Outcome { tally: Tally { passed, failed }, trouble: None }
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
