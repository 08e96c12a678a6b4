//! The summary lines of `cargo test`.

use super::Counts;

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

#[cfg(test)]
mod tests {
    use super::*;

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
