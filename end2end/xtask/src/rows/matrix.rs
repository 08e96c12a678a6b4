//! A matrix: many cases of one rule, each with its verdict and its tests.

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::ensure;
use serde::Deserialize;

use super::evidence::Evidence;
use crate::report::Results;
use crate::report::Tally;

#[derive(Deserialize)]
struct File {
    line: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    group: String,
    name: String,
    verdict: String,
    #[serde(default)]
    shown_by: Vec<String>,
    open: Option<String>,
}

/// A matrix as it came out in this run.
#[derive(Debug)]
pub(super) struct Matrix {
    /// A line for each case, and `N/M` at the end.
    pub(super) text: String,
    pub(super) tally: Tally,
}

/// Judges every case by the results of this run. In a whole run, a test that did not run is missing.
pub(super) fn judge(path: &Path, results: &Results, whole: bool) -> anyhow::Result<Matrix> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    of(&text, results, whole).with_context(|| format!("in {}", path.display()))
}

fn of(text: &str, results: &Results, whole: bool) -> anyhow::Result<Matrix> {
    let file: File = toml::from_str(text)?;
    let (mut shown, mut tally, mut group) = (Vec::new(), Tally::default(), String::new());
    for line in &file.line {
        ensure!(
            line.shown_by.is_empty() == line.open.is_some(),
            "{} is either shown or open",
            line.name
        );
        if group != line.group {
            group.clone_from(&line.group);
            shown.push(format!("  {group}"));
        }
        let standing = line.standing(results, whole)?;
        match standing {
            "correct" => tally.passed += 1,
            "WRONG" => tally.failed += 1,
            _ => {}
        }
        let why = line.open.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        shown.push(format!("    {:<44} {:<7} {standing}{why}", line.name, line.verdict));
    }
    shown.push(format!("  {}/{}", tally.passed, file.line.len()));
    Ok(Matrix { text: shown.join("\n"), tally })
}

impl Line {
    fn standing(&self, results: &Results, whole: bool) -> anyhow::Result<&'static str> {
        if self.open.is_some() {
            return Ok("open");
        }
        let mut standing = "correct";
        for evidence in &self.shown_by {
            match results.of(&evidence.parse::<Evidence>()?) {
                Some(true) => {}
                None if !whole => standing = "not run",
                Some(false) | None => return Ok("WRONG"),
            }
        }
        Ok(standing)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a matrix that does not parse fails the test")]
    use super::*;

    const MATRIX: &str = r#"
        [[line]]
        group = "core"
        name = "invalid-iss"
        verdict = "reject"
        shown_by = ["rust: a::holds"]
        [[line]]
        group = "core"
        name = "later"
        verdict = "accept"
        open = "not yet"
    "#;

    #[test]
    fn what_is_open_does_not_count_as_correct() {
        let mut results = Results::default();
        results.add("rust: a::holds".parse().unwrap(), true);
        let matrix = of(MATRIX, &results, true).unwrap();
        assert!(matrix.text.ends_with("1/2"), "{}", matrix.text);
        assert_eq!(matrix.tally, Tally { passed: 1, failed: 0 });
    }

    #[test]
    fn a_case_whose_test_is_gone_is_wrong_in_a_whole_run() {
        let matrix = of(MATRIX, &Results::default(), true).unwrap();
        assert!(matrix.text.contains("WRONG"), "{}", matrix.text);
        let partial = of(MATRIX, &Results::default(), false).unwrap();
        assert!(partial.text.contains("not run"), "{}", partial.text);
    }
}
