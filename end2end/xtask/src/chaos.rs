//! Runs the chaos driver: users sign in while faults occur.

use std::process::Command;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use harness::clean_command;

use crate::release::Release;
use crate::report::Outcome;
use crate::task::Task;
use crate::workspace::Workspace;

/// The options of the driver.
#[derive(Debug, Clone, Args)]
pub(crate) struct Wanted {
    /// The seed of what users do and which faults occur; timing does not depend on it.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The number of users during the random faults.
    #[arg(long, default_value_t = 300)]
    people: u64,
    /// The approximate length of the run, in minutes.
    #[arg(long, default_value_t = 3)]
    minutes: u64,
    /// Run only these parts, separated by commas: random-faults, scenarios, waits, nodes, slow-org,
    /// crowd.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// A short run of about a minute, with fewer users, as in `cargo xtask test`.
    #[arg(long)]
    short: bool,
}

/// Runs the short version for the tests, always with the same seed.
pub(crate) fn short(workspace: &Workspace, release: &Release) -> anyhow::Result<Outcome> {
    let mut command = driver(workspace, release);
    command.arg("--short");
    let finished = Task::from_command(workspace, "chaos", command)
        .limit(Duration::from_mins(4))
        .succeed()
        .context("something happened that must not; the ledger says what")?;
    println!("{}", finished.output);
    Ok(Outcome::held())
}

/// Runs the driver with these options, and prints the ledger.
pub(crate) fn full(
    workspace: &Workspace,
    release: &Release,
    wanted: Wanted,
) -> anyhow::Result<ExitCode> {
    let Wanted { seed, people, minutes, only, short } = wanted;
    println!("Running for about {} s", if short { 60 } else { minutes * 60 });
    let mut command = driver(workspace, release);
    command.args(["--seed", &seed.to_string(), "--people", &people.to_string()]);
    command.args(["--minutes", &minutes.to_string()]);
    if short {
        command.arg("--short");
    }
    if !only.is_empty() {
        command.args(["--only", &only.join(",")]);
    }
    let status = command.status().context("starting the driver")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn driver(workspace: &Workspace, release: &Release) -> Command {
    let mut command = clean_command(&release.chaos);
    command.arg("--server").arg(&release.server).arg("--site").arg(&release.site);
    command.arg("--local-org").arg(&release.local_org);
    command.arg("--folder").arg(workspace.logs().join("chaos-state"));
    command.arg("--report").arg(workspace.target().join("reports").join("chaos.txt"));
    command
}
