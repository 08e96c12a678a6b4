//! A row's standing in one run.

use std::fmt::Write as _;

use super::evidence::Evidence;
use super::file::Row;
use crate::report::Results;

/// How a row came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// All its evidence held.
    Held,
    /// Some evidence failed, or no test of that name exists.
    Failed,
    /// Nothing failed, but not all of its evidence was part of this run.
    NotRun,
    /// Nothing shows it yet; its `open` line says why.
    Open,
}

/// A row with its standing and what spoils it.
#[derive(Debug)]
pub(crate) struct Judged<'a> {
    row: &'a Row,
    pub(crate) standing: Standing,
    failed: Vec<&'a Evidence>,
    absent: Vec<&'a Evidence>,
}

/// Compares a row's evidence with the results.
pub(crate) fn judge<'a>(row: &'a Row, results: &Results, whole: bool) -> Judged<'a> {
    let mut judged =
        Judged { row, standing: Standing::Held, failed: Vec::new(), absent: Vec::new() };
    for evidence in &row.shown_by {
        match results.of(evidence) {
            Some(true) => {}
            Some(false) => judged.failed.push(evidence),
            None => judged.absent.push(evidence),
        }
    }
    judged.standing = if row.shown_by.is_empty() {
        Standing::Open
    } else if !judged.failed.is_empty()
        || (whole && judged.absent.iter().any(|evidence| results.misses(evidence)))
    {
        Standing::Failed
    } else if judged.absent.is_empty() {
        Standing::Held
    } else {
        Standing::NotRun
    };
    judged
}

impl Judged<'_> {
    /// `R1    pass  what is promised`, with lines below for what failed and what is open.
    pub(crate) fn line(&self) -> String {
        let word = match self.standing {
            Standing::Held => "pass",
            Standing::Failed => "FAIL",
            Standing::NotRun => "not run",
            Standing::Open => "open",
        };
        let said = match (self.standing, self.row.promises.is_empty()) {
            (Standing::Open, _) | (_, true) => self.row.open.join(" "),
            _ => self.row.promises.join(" "),
        };
        let mut text = format!("{:<5} {word:<8} {said}", self.row.id.to_string());
        for evidence in &self.failed {
            let _ = write!(text, "\n               failed: {evidence}");
        }
        if self.standing == Standing::Failed {
            for evidence in &self.absent {
                let _ = write!(text, "\n               no such test ran: {evidence}");
            }
        }
        if self.standing != Standing::Open && !self.row.promises.is_empty() {
            for open in &self.row.open {
                let _ = write!(text, "\n               open: {open}");
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "evidence that does not parse fails the test")]
    use super::*;
    use crate::rows::evidence::Runner;
    use crate::rows::file::Id;

    fn row(shown_by: &[&str]) -> Row {
        Row {
            id: Id::parse("C1").unwrap(),
            promises: vec!["a promise".to_owned()],
            shown_by: shown_by.iter().map(|text| text.parse().unwrap()).collect(),
            open: Vec::new(),
        }
    }

    fn results() -> Results {
        let mut results = Results::default();
        results.add("rust: a::holds".parse().unwrap(), true);
        results.add("rust: a::fails".parse().unwrap(), false);
        results
    }

    fn standing(shown_by: &[&str], whole: bool) -> Standing {
        judge(&row(shown_by), &results(), whole).standing
    }

    #[test]
    fn a_row_stands_by_all_of_its_evidence() {
        assert_eq!(standing(&["rust: a::holds"], true), Standing::Held);
        assert_eq!(standing(&["rust: a::holds", "rust: a::fails"], true), Standing::Failed);
        assert_eq!(standing(&[], true), Standing::Open);
    }

    #[test]
    fn evidence_that_nobody_ran_fails_a_whole_run_only() {
        assert_eq!(standing(&["rust: a::misspelt"], true), Standing::Failed);
        assert_eq!(standing(&["rust: a::holds", "browser: later"], false), Standing::NotRun);
    }

    #[test]
    fn evidence_that_this_machine_cannot_have_leaves_a_row_unjudged() {
        let mut results = results();
        results.leave_out(Runner::Engine);
        let judged = |shown_by: &[&str]| judge(&row(shown_by), &results, true).standing;
        assert_eq!(judged(&["rust: a::holds", "engine: signs in"]), Standing::NotRun);
        assert_eq!(judged(&["rust: a::misspelt", "engine: signs in"]), Standing::Failed);
        assert_eq!(judged(&["rust: a::fails", "engine: signs in"]), Standing::Failed);
    }

    #[test]
    fn a_failed_row_names_what_failed() {
        let row = row(&["rust: a::fails", "rust: a::misspelt"]);
        let line = judge(&row, &results(), true).line();
        assert!(line.contains("failed: rust: a::fails"), "{line}");
        assert!(line.contains("no such test ran: rust: a::misspelt"), "{line}");
    }
}
