//! Reads how many tests passed from what the test runners say.

mod libtest;
mod playwright;
mod tap;

pub(crate) use libtest::libtest;
pub(crate) use libtest::libtest_names;
pub(crate) use playwright::playwright;
pub(crate) use tap::tap;
pub(crate) use tap::tap_names;

use crate::report::Outcome;
use crate::report::Results;
use crate::report::Tally;
use crate::task::Finished;

/// What a test runner counted, in words common to all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    /// Ignored, skipped or left to do. A test that does not run proves nothing, so it counts as failed.
    pub(crate) skipped: u32,
}

impl Counts {
    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }

    /// Judges the counts together with the exit code: a runner that failed without a failed test, or that ran no
    /// test at all, has failed once.
    pub(crate) fn judge(self, finished: &Finished, tests: Results) -> Outcome {
        let mut reasons = Vec::new();
        let mut failed = self.failed + self.skipped;
        if self.failed > 0 {
            reasons.push(format!("    {} failed", self.failed));
        }
        if self.skipped > 0 {
            reasons
                .push(format!("    {} skipped or ignored, which counts as failed", self.skipped));
        }
        if failed == 0 && !finished.status.success() {
            failed = 1;
            reasons.push(format!("    the runner itself failed ({})", finished.status));
        }
        if failed == 0 && self.passed == 0 {
            failed = 1;
            reasons.push("    no test ran".to_owned());
        }
        let trouble = (failed > 0).then(|| format!("{}\n{}", finished.tail(), reasons.join("\n")));
        Outcome { tally: Tally { passed: self.passed, failed }, trouble, tests }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::path::PathBuf;
    use std::process::ExitStatus;

    use super::*;

    fn judged(passed: u32, failed: u32, skipped: u32, code: i32) -> Tally {
        let finished = Finished {
            status: ExitStatus::from_raw(code << 8),
            output: String::new(),
            log: PathBuf::from("step.log"),
        };
        Counts { passed, failed, skipped }.judge(&finished, Results::default()).tally
    }

    #[test]
    fn a_clean_run_counts_its_tests() {
        assert_eq!(judged(5, 0, 0, 0), Tally { passed: 5, failed: 0 });
    }

    #[test]
    fn an_ignored_test_counts_as_failed() {
        assert_eq!(judged(5, 0, 2, 0), Tally { passed: 5, failed: 2 });
    }

    #[test]
    fn a_runner_that_breaks_off_has_failed_even_if_no_test_did() {
        assert_eq!(judged(5, 0, 0, 101), Tally { passed: 5, failed: 1 });
        assert_eq!(judged(5, 2, 0, 101), Tally { passed: 5, failed: 2 });
    }

    #[test]
    fn a_run_without_a_test_has_failed() {
        assert_eq!(judged(0, 0, 0, 0), Tally { passed: 0, failed: 1 });
    }
}
