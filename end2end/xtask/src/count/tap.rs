//! The closing comments of `node --test` in its TAP form.

use super::Counts;
use crate::report::Results;
use crate::rows::Evidence;
use crate::rows::Runner;

/// Reads `# pass`, `# fail`, `# cancelled`, `# skipped` and `# todo`; the last of each counts.
pub(crate) fn tap(output: &str) -> Counts {
    let read = |name: &str| {
        output
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("# ")?.strip_prefix(name)?.trim().parse().ok())
            .unwrap_or(0)
    };
    Counts {
        passed: read("pass "),
        failed: read("fail ") + read("cancelled "),
        skipped: read("skipped ") + read("todo "),
    }
}

/// Every `ok N - NAME` and `not ok N - NAME`, at any depth.
pub(crate) fn tap_names(output: &str) -> Results {
    let mut results = Results::default();
    for line in output.lines().map(str::trim_start) {
        let (held, rest) = match (line.strip_prefix("ok "), line.strip_prefix("not ok ")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => continue,
        };
        if let Some((_, name)) = rest.split_once(" - ") {
            let name = name.split(" # ").next().unwrap_or(name).to_owned();
            results.add(Evidence { runner: Runner::Sdk, name }, held);
        }
    }
    results
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "evidence that does not parse fails the test")]
    use super::*;

    #[test]
    fn the_tests_are_named_with_their_verdicts() {
        let results = tap_names("ok 1 - a code signs in\n    not ok 2 - a link # time=3\n");
        assert_eq!(results.of(&"sdk: a code signs in".parse().unwrap()), Some(true));
        assert_eq!(results.of(&"sdk: a link".parse().unwrap()), Some(false));
    }

    #[test]
    fn the_closing_comments_are_read() {
        let output = "TAP version 13\n# Subtest: a code signs in\nok 1 - a code signs in\n1..3\n# tests 6\n# suites 0\n\
                      # pass 3\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n# duration_ms 900.1\n";
        assert_eq!(tap(output), Counts { passed: 3, failed: 2, skipped: 1 });
    }

    #[test]
    fn a_test_that_prints_a_comment_does_not_change_the_counts() {
        assert_eq!(tap("# pass 9\n# pass 2\n# fail 0\n").passed, 2);
    }

    #[test]
    fn a_run_that_broke_off_counts_nothing() {
        assert_eq!(tap("TAP version 13\n"), Counts::default());
    }
}
