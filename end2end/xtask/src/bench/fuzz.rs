//! Runs every fuzz target for a time and prints the results.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;

use super::engine;
use super::statistics::Statistics;
use crate::task::Task;
use crate::workspace::Workspace;

/// Runs the targets and returns whether none failed.
pub(super) fn run(workspace: &Workspace, seconds: u64) -> anyhow::Result<bool> {
    let corpora = workspace.root().join("end2end").join("fuzz").join("corpus");
    let targets = targets(&corpora)?;
    println!("==> building {} fuzz targets with libFuzzer", targets.len());
    let executable = engine::build(workspace)?;
    let mut table = heading();
    let mut broken = Vec::new();
    for target in &targets {
        println!("==> fuzzing {target} for {seconds} s");
        let outcome = fuzz(workspace, &executable, &corpora, target, seconds)?;
        table.push_str(&row(target, &outcome));
        broken.extend(outcome.crash.map(|crash| format!("{target}: {crash}")));
    }
    for line in &broken {
        writeln!(table, "BROKEN {line}")?;
    }
    println!("{table}");
    workspace.keep_report("fuzz.txt", &table)?;
    Ok(broken.is_empty())
}

/// Returns the targets, which are the folders of the corpus; a test of theirs compares both lists.
fn targets(corpora: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = fs::read_dir(corpora)
        .context("reading the corpus")?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<std::io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

struct Outcome {
    statistics: Statistics,
    crash: Option<String>,
}

/// Runs one target. New inputs stay in `target`, because only the committed corpus is shared.
fn fuzz(
    workspace: &Workspace,
    executable: &Path,
    corpora: &Path,
    target: &str,
    seconds: u64,
) -> anyhow::Result<Outcome> {
    let grown = workspace.target().join("fuzz").join("corpus").join(target);
    let crashes = workspace.target().join("fuzz").join("crashes").join(target);
    for folder in [&grown, &crashes] {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    let finished = Task::new(workspace, &format!("fuzz {target}"), executable)
        .env("FUZZ_TARGET", target)
        .args([&grown, &corpora.join(target)])
        .args([
            format!("-max_total_time={seconds}"),
            format!("-artifact_prefix={}/", crashes.display()),
        ])
        .args(["-print_final_stats=1", "-timeout=10", "-max_len=4096", "-rss_limit_mb=2048"])
        .limit(Duration::from_secs(seconds) + Duration::from_mins(2))
        .finish()?;
    let crash = (!finished.status.success()).then(|| {
        format!("{}, inputs in {}\n{}", finished.status, crashes.display(), finished.tail())
    });
    Ok(Outcome { statistics: Statistics::read(&finished.output), crash })
}

fn heading() -> String {
    line(["target", "engine", "executions", "per second", "corpus", "coverage", "crashes"])
}

fn row(target: &str, outcome: &Outcome) -> String {
    let Statistics { executions, per_second, coverage: (before, after), corpus } =
        &outcome.statistics;
    line([
        target,
        "libFuzzer",
        &executions.to_string(),
        &per_second.to_string(),
        &corpus.to_string(),
        &format!("{before} -> {after}"),
        if outcome.crash.is_some() { "1" } else { "0" },
    ])
}

fn line([target, engine, executions, per_second, corpus, coverage, crashes]: [&str; 7]) -> String {
    format!(
        "{target:<20}{engine:<11}{executions:>12}{per_second:>12}{corpus:>8}{coverage:>18}{crashes:>9}\n"
    )
}
