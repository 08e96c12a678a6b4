//! Runs the driver that has people sign in while everything fails.

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

/// How much of it is wanted.
#[derive(Debug, Clone, Args)]
pub(crate) struct Wanted {
    /// What people do and which faults come follows from this number; who is faster does not.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many people come while things break.
    #[arg(long, default_value_t = 300)]
    people: u64,
    /// How long it takes, about.
    #[arg(long, default_value_t = 3)]
    minutes: u64,
    /// Only these parts, separated by commas: random-faults, scenarios, waits, nodes, slow-org, crowd.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Fewer of everything, in about a minute, as in `cargo xtask test`.
    #[arg(long)]
    short: bool,
}

/// The short run of the tests, always with the same seed.
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

/// The run that somebody asked for, with the ledger on the terminal.
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
