//! The report by rows: what is promised, and whether the tests that show it held in this run.
//!
//! A row is an entry in one of the files of `end2end/rows`. It names its evidence: Rust tests, browser tests, tests
//! with Okta's SDK, or whole parts of the run. What is missing of a row is said in its `open` line, never left out.

mod evidence;
mod file;
mod judge;
mod matrix;
mod required;
mod security;

use anyhow::ensure;
pub(crate) use evidence::Evidence;
pub(crate) use evidence::Runner;

use crate::report::Outcome;
use crate::report::Results;
use crate::report::Tally;
use crate::workspace::Workspace;

/// Judges every row by the results of this run and prints the table. `whole` says that every part ran, so that
/// evidence without a result is missing, not merely left out.
pub(crate) fn report(
    workspace: &Workspace,
    results: &Results,
    whole: bool,
) -> anyhow::Result<Outcome> {
    let rows = file::read(&workspace.root().join("end2end/rows"))?;
    let missing = required::missing(&rows);
    ensure!(missing.is_empty(), "end2end/rows says nothing about {}", missing.join(", "));
    let silent = security::unlinked(&workspace.root().join("SECURITY.md"), &rows)?;
    ensure!(silent.is_empty(), "SECURITY.md and end2end/rows disagree about {}", silent.join(", "));
    let mut tally = Tally::default();
    for row in &rows {
        let judged = judge::judge(row, results, whole);
        println!("{}", judged.line());
        match judged.standing {
            judge::Standing::Held => tally.passed += 1,
            judge::Standing::Failed => tally.failed += 1,
            judge::Standing::NotRun | judge::Standing::Open => {}
        }
    }
    let tokens = workspace.root().join("end2end/rows/matrix/id-tokens.toml");
    let matrix = matrix::judge(&tokens, results, whole)?;
    println!("\nID tokens\n{}", matrix.text);
    tally.passed += matrix.tally.passed;
    tally.failed += matrix.tally.failed;
    Ok(Outcome { tally, ..Outcome::default() })
}
