//! Parses the statistics that libFuzzer prints.

/// The statistics of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Statistics {
    pub(super) executions: u64,
    pub(super) per_second: u64,
    /// Covered edges of the control flow: after the committed corpus, and at the end.
    pub(super) coverage: (u64, u64),
    /// Inputs that cover something new.
    pub(super) corpus: u64,
}

impl Statistics {
    /// Parses the output of a run with `-print_final_stats=1`.
    pub(super) fn read(output: &str) -> Self {
        let stat = |name: &str| {
            let line = output.lines().rev().find_map(|line| line.strip_prefix(name))?;
            line.trim_start_matches(':').trim().parse().ok()
        };
        let covered = |line: &str| word_after(line, "cov:").and_then(|word| word.parse().ok());
        let mut lines =
            output.lines().filter(|line| line.starts_with('#') && line.contains("cov:"));
        let first = output.lines().find(|line| line.contains("INITED")).and_then(covered);
        let last = lines.next_back();
        let corpus = last.and_then(|line| word_after(line, "corp:"));
        let corpus = corpus.and_then(|word| word.split('/').next()?.parse().ok());
        Self {
            executions: stat("stat::number_of_executed_units").unwrap_or_default(),
            per_second: stat("stat::average_exec_per_sec").unwrap_or_default(),
            coverage: (first.unwrap_or_default(), last.and_then(covered).unwrap_or_default()),
            corpus: corpus.unwrap_or_default(),
        }
    }
}

fn word_after<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    line.split_whitespace().skip_while(|word| *word != label).nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "\
INFO: seed corpus: files: 17 min: 1b max: 90b total: 700b rss: 60Mb
#18\tINITED cov: 210 ft: 480 corp: 12/500b exec/s: 0 rss: 61Mb
#4096\tpulse  cov: 260 ft: 900 corp: 40/2000b lim: 90 exec/s: 2048 rss: 70Mb
#9000\tDONE   cov: 301 ft: 1200 corp: 77/4Kb lim: 120 exec/s: 3000 rss: 80Mb
Done 9000 runs in 3 second(s)
stat::number_of_executed_units: 9000
stat::average_exec_per_sec:     3000
";

    #[test]
    fn the_figures_of_a_run_are_those_of_its_end() {
        let expected =
            Statistics { executions: 9000, per_second: 3000, coverage: (210, 301), corpus: 77 };
        assert_eq!(Statistics::read(OUTPUT), expected);
    }

    #[test]
    fn a_run_that_says_nothing_has_figures_of_zero() {
        assert_eq!(Statistics::read("error: no such target"), Statistics::default());
    }
}
