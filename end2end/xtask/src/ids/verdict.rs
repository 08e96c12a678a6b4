//! The verdict on a promise or a scenario in one run.

use std::fmt;

use super::mark::Mark;
use super::promise::Promise;
use crate::report::Results;

/// The state of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Every marked test ran and passed.
    Pass,
    /// A marked test failed, or its step ran without it, or no test has the mark.
    Fail,
    /// Nothing failed, but a step with a marked test was not part of this run.
    NotRun,
    /// No test shows the promise yet.
    Open,
}

/// A promise with its state, and the reasons for that state.
#[derive(Debug)]
pub(super) struct Verdict<'a> {
    promise: &'a Promise,
    pub(super) standing: Standing,
    spoiled_by: Vec<String>,
}

impl<'a> Verdict<'a> {
    /// Judges a promise by the tests with its mark.
    pub(super) fn of(promise: &'a Promise, marks: &[Mark], results: &Results) -> Self {
        let (mut spoiled_by, mut left_out) = (Vec::new(), false);
        let marks: Vec<&Mark> = marks.iter().filter(|mark| mark.id == promise.id).collect();
        if marks.is_empty() && !promise.text.is_empty() {
            spoiled_by.push("no test shows it".to_owned());
        }
        for mark in marks {
            let Some(ran) = results.of(mark.step) else {
                left_out = true;
                continue;
            };
            let mut found = ran.iter().filter(|test| mark.is_on(test)).peekable();
            if found.peek().is_none() {
                spoiled_by.push(format!("no such test ran: {mark}"));
            }
            spoiled_by
                .extend(found.filter(|test| !test.held).map(|test| format!("failed: {test}")));
        }
        let standing = match (spoiled_by.is_empty(), promise.text.is_empty(), left_out) {
            (false, _, _) => Standing::Fail,
            (true, true, _) => Standing::Open,
            (true, false, true) => Standing::NotRun,
            (true, false, false) => Standing::Pass,
        };
        Self { promise, standing, spoiled_by }
    }
}

impl fmt::Display for Verdict<'_> {
    /// Writes `R1     pass     promise`, with lines below for failures and open parts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Promise { id, text, open } = self.promise;
        let word = match self.standing {
            Standing::Pass => "pass",
            Standing::Fail => "FAIL",
            Standing::NotRun => "not run",
            Standing::Open => "open",
        };
        write!(f, "{id:<6} {word:<8} {text}")?;
        for line in &self.spoiled_by {
            write!(f, "\n                {line}")?;
        }
        match open {
            Some(open) if text.is_empty() => write!(f, "{open}"),
            Some(open) => write!(f, "\n                open: {open}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "marks that do not parse fail the test")]
    use super::*;
    use crate::checks::Step;
    use crate::ids::promise;
    use crate::report::Test;

    fn verdict(marks: &[&str], ran: Option<&[(&str, bool)]>) -> (Standing, String) {
        let promises = promise::parse("| C1 | a promise |").unwrap();
        let marks: Vec<Mark> = marks.iter().map(|test| Mark::new("C1", test).unwrap()).collect();
        let mut results = Results::default();
        if let Some(ran) = ran {
            let tests = ran.iter().map(|(name, held)| Test::new(name, name, *held));
            results.add(Step::Rust, tests.collect());
        }
        let verdict = Verdict::of(&promises[0], &marks, &results);
        (verdict.standing, verdict.to_string())
    }

    #[test]
    fn a_promise_passes_when_all_tests_with_its_mark_passed() {
        let ran = [("one", true), ("two", true), ("unmarked", false)];
        assert_eq!(verdict(&["one", "two"], Some(&ran)).0, Standing::Pass);
        let ran = [("one", true), ("two", false)];
        let (standing, text) = verdict(&["one", "two"], Some(&ran));
        assert_eq!(standing, Standing::Fail);
        assert!(text.contains("\n                failed: two"), "{text}");
    }

    #[test]
    fn a_marked_test_that_its_step_did_not_run_is_missed() {
        let (standing, text) = verdict(&["one", "renamed"], Some(&[("one", true)]));
        assert_eq!(standing, Standing::Fail);
        assert!(text.contains("no such test ran: C1 at cargo test: renamed"), "{text}");
    }

    #[test]
    fn what_no_test_shows_fails() {
        let (standing, text) = verdict(&[], Some(&[("one", true)]));
        assert_eq!(standing, Standing::Fail);
        assert!(text.contains("no test shows it"), "{text}");
    }

    #[test]
    fn a_test_of_a_step_that_was_left_out_is_not_missed() {
        assert_eq!(verdict(&["one"], None).0, Standing::NotRun);
    }

    #[test]
    fn what_is_open_as_a_whole_is_neither_passed_nor_failed() {
        let promises = promise::parse("## Open\n| C1 | later |").unwrap();
        let verdict = Verdict::of(&promises[0], &[], &Results::default());
        assert_eq!(verdict.standing, Standing::Open);
        assert_eq!(verdict.to_string(), "C1     open     later");
    }
}
