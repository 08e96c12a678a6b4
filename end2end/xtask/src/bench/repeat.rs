//! Repeats randomized tests more often than a test run has time for.

use std::time::Duration;
use std::time::Instant;

use crate::checks::rust::NATIVE;
use crate::duration::readable;
use crate::task::Task;
use crate::workspace::Workspace;

const TIMES: &str = "1000";
/// The tests to repeat, by a part of their names.
const TESTS: [&str; 3] = [
    "a_code_and_a_link_at_once",
    "a_sign_out_is_not_undone_by_what",
    "a_sign_out_is_not_undone_by_pages",
];

/// Runs the tests and returns whether every repetition passed.
pub(super) fn run(workspace: &Workspace) -> anyhow::Result<bool> {
    let mut held = true;
    for test in TESTS {
        println!("==> {test}: {TIMES} times");
        let began = Instant::now();
        let finished = Task::new(workspace, &format!("repeat {test}"), "cargo")
            .args(["test"])
            .args(NATIVE)
            .args(["--test", "it", test])
            .env("USHER_REPETITIONS", TIMES)
            .limit(Duration::from_mins(30))
            .finish()?;
        let verdict = if finished.status.success() { "held" } else { "FAILED" };
        println!("{test}: {verdict} {TIMES} times in {}", readable(began.elapsed()));
        held &= finished.status.success();
    }
    Ok(held)
}
