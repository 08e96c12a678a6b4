//! The results and durations of all steps.

use std::collections::BTreeMap;
use std::fmt;
use std::fmt::Write as _;
use std::time::Duration;
use std::time::Instant;

use crate::checks::Step;
use crate::duration::readable;
use crate::ids::Id;
use crate::task::Finished;

/// How many tests of a step passed, and how many failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

/// One test that ran.
#[derive(Debug)]
pub(crate) struct Test {
    name: String,
    /// The place of its marks: the name of a Rust function, the file of a spec, or empty for a
    /// whole step.
    pub(crate) place: String,
    /// The ids that the test runner reports; `None` if it reports none.
    pub(crate) tags: Option<Vec<Id>>,
    pub(crate) held: bool,
}

impl Test {
    pub(crate) fn new(name: &str, place: &str, held: bool) -> Self {
        Self { name: name.to_owned(), place: place.to_owned(), tags: None, held }
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// The result of a step that could do its work.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) tally: Tally,
    /// The error with the end of the log, if something failed.
    pub(crate) trouble: Option<String>,
    /// The individual tests, if the runner names them.
    pub(crate) tests: Vec<Test>,
    /// What this machine lacks, so that no promise is judged by this step.
    pub(crate) lacks: Option<String>,
}

impl Outcome {
    /// Returns the outcome of a passed check that has no separate tests.
    pub(crate) fn held() -> Self {
        Self { tally: Tally { passed: 1, failed: 0 }, ..Self::default() }
    }

    /// Returns the outcome of a step that this machine cannot run.
    pub(crate) fn lacking(what: &str) -> Self {
        Self { lacks: Some(what.to_owned()), ..Self::default() }
    }

    /// Judges tests together with the exit code of their runner. A runner that fails without a
    /// failed test, or runs no test, counts as one failure. A skipped test proves nothing and
    /// counts as failed.
    pub(crate) fn of_tests(finished: &Finished, tests: Vec<Test>) -> Self {
        let passed = tests.iter().filter(|test| test.held).count();
        let mut failed = tests.len() - passed;
        let mut reason = format!("    {failed} failed, skipped or ignored");
        if failed == 0 && (passed == 0 || !finished.status.success()) {
            failed = 1;
            reason = format!("    the runner ended with {} after {passed} tests", finished.status);
        }
        let trouble = (failed > 0).then(|| format!("{}\n{reason}", finished.tail()));
        Self { tally: Tally { passed, failed }, trouble, tests, lacks: None }
    }
}

/// The tests that ran, by step.
#[derive(Debug, Default)]
pub(crate) struct Results(BTreeMap<Step, Vec<Test>>);

impl Results {
    pub(crate) fn add(&mut self, step: Step, tests: Vec<Test>) {
        self.0.entry(step).or_default().extend(tests);
    }

    /// Returns the tests of a step, or `None` if it was not part of this run.
    pub(crate) fn of(&self, step: Step) -> Option<&[Test]> {
        self.0.get(&step).map(Vec::as_slice)
    }
}

#[derive(Debug)]
struct Line {
    name: String,
    tally: Tally,
    took: Duration,
}

/// The steps of one run, in order.
#[derive(Debug, Default)]
pub(crate) struct Report {
    lines: Vec<Line>,
    results: Results,
}

impl Report {
    /// Runs a step and notes its outcome and its tests; an error counts as one failed test.
    pub(crate) fn step(&mut self, step: Step, work: impl FnOnce() -> anyhow::Result<Outcome>) {
        let outcome = self.line(&step.to_string(), work);
        if outcome.lacks.is_none() {
            self.results
                .add(step, vec![Test::new(&step.to_string(), "", outcome.tally.failed == 0)]);
            self.results.add(step, outcome.tests);
        }
    }

    /// Runs work that is not a step, such as the set-up before the steps.
    pub(crate) fn line(
        &mut self,
        name: &str,
        work: impl FnOnce() -> anyhow::Result<Outcome>,
    ) -> Outcome {
        println!("==> {name}");
        let began = Instant::now();
        let outcome = work().unwrap_or_else(|error| Outcome {
            tally: Tally { passed: 0, failed: 1 },
            trouble: Some(format!("{error:#}")),
            ..Outcome::default()
        });
        let took = began.elapsed();
        if let Some(trouble) = &outcome.trouble {
            println!("{trouble}");
        }
        if let Some(lacks) = &outcome.lacks {
            println!("    not on this machine: {lacks}; no promise is judged that needs it");
        }
        let Tally { passed, failed } = outcome.tally;
        println!("    {passed} passed, {failed} failed in {}", readable(took));
        self.lines.push(Line { name: name.to_owned(), tally: outcome.tally, took });
        outcome
    }

    /// Returns the tests that have run so far.
    pub(crate) fn results(&self) -> &Results {
        &self.results
    }

    pub(crate) fn total(&self) -> Tally {
        self.lines.iter().fold(Tally::default(), |sum, line| Tally {
            passed: sum.passed + line.tally.passed,
            failed: sum.failed + line.tally.failed,
        })
    }

    /// Returns the failures, the table of steps and, as the last line, `N passed, N failed`.
    pub(crate) fn summary(&self) -> String {
        let width = self.lines.iter().map(|line| line.name.chars().count()).max().unwrap_or(0);
        let mut text = String::from("\n");
        for (step, tests) in &self.results.0 {
            for test in tests.iter().filter(|test| !test.held) {
                let _ = writeln!(text, "failed: {step}: {test}");
            }
        }
        for Line { name, tally: Tally { passed, failed }, took } in &self.lines {
            let mark = match (passed, failed) {
                (0, 0) => "open",
                (_, 0) => "ok",
                _ => "FAIL",
            };
            let took = readable(*took);
            let _ = writeln!(
                text,
                "{mark:<4}  {name:width$}  {passed:>5} passed  {failed:>3} failed  {took:>12}"
            );
        }
        let took: Duration = self.lines.iter().map(|line| line.took).sum();
        let Tally { passed, failed } = self.total();
        let _ = write!(text, "In all {}.\n\n{passed} passed, {failed} failed", readable(took));
        text
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::path::PathBuf;
    use std::process::ExitStatus;

    use super::*;

    fn outcome(code: i32, held: &[bool]) -> Outcome {
        let finished = Finished {
            status: ExitStatus::from_raw(code << 8),
            output: String::new(),
            log: PathBuf::from("step.log"),
        };
        Outcome::of_tests(
            &finished,
            held.iter().map(|held| Test::new("a::b", "b", *held)).collect(),
        )
    }

    #[test]
    fn tests_are_judged_together_with_the_exit_code_of_their_runner() {
        let judged = |code, held: &[bool]| {
            let Tally { passed, failed } = outcome(code, held).tally;
            (passed, failed)
        };
        assert_eq!(judged(0, &[true, true]), (2, 0));
        assert_eq!(judged(101, &[true, false]), (1, 1));
        assert_eq!(judged(101, &[true]), (1, 1));
        assert_eq!(judged(0, &[]), (0, 1));
    }

    #[test]
    fn the_summary_names_what_failed_and_ends_with_the_sum_of_all_steps() {
        let mut report = Report::default();
        report.step(Step::Rust, || Ok(outcome(101, &[true, false])));
        report.step(Step::Debug, || anyhow::bail!("no compiler"));
        report.step(Step::Proxy, || Ok(Outcome::lacking("nginx")));
        let text = report.summary();
        assert!(text.contains("failed: cargo test: a::b\n"), "{text}");
        assert!(text.contains("open  caching proxy "), "{text}");
        assert!(text.ends_with("\n1 passed, 2 failed"), "{text}");
        assert!(report.results().of(Step::Proxy).is_none());
        assert_eq!(report.results().of(Step::Debug).map(<[Test]>::len), Some(1));
    }
}
