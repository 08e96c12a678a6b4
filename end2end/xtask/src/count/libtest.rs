//! The summary lines of `cargo test`.

use super::Counts;
use crate::report::Results;
use crate::rows::Evidence;
use crate::rows::Runner;

/// Sums every `test result:` line: one for each test executable and one for each crate's documentation.
pub(crate) fn libtest(output: &str) -> Counts {
    output
        .lines()
        .filter_map(|line| line.split_once("test result: "))
        .map(|(_, summary)| line_counts(summary))
        .fold(Counts::default(), Counts::add)
}

fn line_counts(summary: &str) -> Counts {
    let mut counts = Counts::default();
    for part in summary.split([';', '.']) {
        let Some((number, what)) = part.trim().split_once(' ') else { continue };
        let Ok(number) = number.parse() else { continue };
        match what {
            "passed" => counts.passed = number,
            "failed" => counts.failed = number,
            "ignored" => counts.skipped = number,
            _ => {}
        }
    }
    counts
}

/// Every `test NAME ... ok` and `test NAME ... FAILED`. A name alone, without its executable: a sentence is rarely
/// used twice, and where it is, both must hold.
pub(crate) fn libtest_names(output: &str) -> Results {
    let mut results = Results::default();
    for line in output.lines() {
        let Some((name, verdict)) =
            line.strip_prefix("test ").and_then(|rest| rest.rsplit_once(" ... "))
        else {
            continue;
        };
        let name = name.trim_end_matches(" - should panic").to_owned();
        let evidence = Evidence { runner: Runner::Rust, name };
        match verdict.trim() {
            "ok" => results.add(evidence, true),
            "FAILED" => results.add(evidence, false),
            _ => {}
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
        let output = "test a::holds ... ok\ntest a::fails ... FAILED\ntest a::left ... ignored\n\
                      test result: ok. 1 passed\n";
        let results = libtest_names(output);
        assert_eq!(results.of(&"rust: a::holds".parse().unwrap()), Some(true));
        assert_eq!(results.of(&"rust: a::fails".parse().unwrap()), Some(false));
        assert_eq!(results.of(&"rust: a::left".parse().unwrap()), None);
    }

    #[test]
    fn all_summaries_of_a_run_are_summed() {
        let output = "\
running 2 tests
test a ... ok
test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s

   Doc-tests okta_idx
test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 7 filtered out; finished in 1.50s
";
        assert_eq!(libtest(output), Counts { passed: 15, failed: 2, skipped: 1 });
    }

    #[test]
    fn a_summary_behind_other_words_on_its_line_is_found() {
        let line = "noise test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured";
        assert_eq!(libtest(line), Counts { passed: 1, ..Counts::default() });
    }

    #[test]
    fn output_without_a_summary_counts_nothing() {
        assert_eq!(libtest("error[E0425]: cannot find value"), Counts::default());
    }
}
