//! The reports by id: the promises of SECURITY.md, the scenarios of Okta, and whether their tests passed in this run.
//!
//! A test says what it shows where it is written: `/// Shows: C1` above a Rust test, the tag `@C1` or `@AJ-10` at a
//! browser test.
//! An earlier list of test names in a separate file broke with each renamed test and was invisible
//! to readers of a test.

mod mark;
mod promise;
mod verdict;

use anyhow::ensure;

use self::mark::Mark;
pub(crate) use self::promise::Id;
pub(crate) use self::promise::List;
use self::promise::Promise;
use self::verdict::Standing;
use self::verdict::Verdict;
use crate::report::Outcome;
use crate::report::Results;
use crate::report::Tally;
use crate::workspace::Workspace;

/// Judges every id of a list by the results of this run and prints it.
pub(crate) fn report(
    workspace: &Workspace,
    list: List,
    results: &Results,
) -> anyhow::Result<Outcome> {
    let promises = promise::read(workspace.root(), list)?;
    let marks = marks(workspace, list)?;
    let mut tally = Tally::default();
    for promise in &promises {
        let verdict = Verdict::of(promise, &marks, results);
        println!("{verdict}");
        match verdict.standing {
            Standing::Pass => tally.passed += 1,
            Standing::Fail => tally.failed += 1,
            Standing::NotRun | Standing::Open => {}
        }
    }
    let disagreements = disagreements(list, &promises, &marks);
    ensure!(disagreements.is_empty(), "{}", disagreements.join("\n"));
    Ok(Outcome { tally, ..Outcome::default() })
}

/// Returns the marks with an id of this list.
fn marks(workspace: &Workspace, list: List) -> anyhow::Result<Vec<Mark>> {
    let all = mark::read(workspace.root())?;
    Ok(all.into_iter().filter(|mark| mark.id.list() == list).collect())
}

/// Returns the contradictions between a list and the marks, independently of the run.
fn disagreements(list: List, promises: &[Promise], marks: &[Mark]) -> Vec<String> {
    let file = list.file();
    let unknown = marks.iter().filter_map(|mark| {
        let known =
            promises.iter().any(|promise| promise.id == mark.id && !promise.text.is_empty());
        (!known).then(|| format!("{file} does not list what {mark} shows"))
    });
    let unshown = promises.iter().filter_map(|promise| {
        let shown = promise.text.is_empty() || marks.iter().any(|mark| mark.id == promise.id);
        (!shown).then(|| format!("no test shows {}, which {file} lists", promise.id))
    });
    unknown.chain(unshown).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "sources that cannot be read fail the test")]
    use super::*;

    #[test]
    fn each_list_and_the_marks_on_tests_agree() {
        let workspace = Workspace::find().unwrap();
        for (list, least) in [(List::Promises, 100), (List::Scenarios, 70)] {
            let promises = promise::read(workspace.root(), list).unwrap();
            let marks = marks(&workspace, list).unwrap();
            assert!(promises.len() >= least, "{list}: {}", promises.len());
            assert_eq!(disagreements(list, &promises, &marks), Vec::<String>::new());
        }
    }

    #[test]
    fn a_mark_without_a_promise_and_a_promise_without_a_mark_are_disagreements() {
        let promises =
            promise::parse("| C1 | shown |\n| C2 | not shown |\n## Open\n| C3 | later |").unwrap();
        let mark = |id: &str| Mark::new(id, "a_test").unwrap();
        let found = disagreements(List::Promises, &promises, &[mark("C1"), mark("C3"), mark("C4")]);
        assert_eq!(found.len(), 3, "{found:?}");
        for (line, id) in found.iter().zip(["C3", "C4", "C2"]) {
            assert!(line.contains(id), "{line}");
        }
    }
}
