//! Measurements that take longer than a test may: fuzzing, load, and races a thousand times.

mod engine;
mod fuzz;
mod load;
mod repeat;
mod statistics;

use std::process::ExitCode;

use clap::ValueEnum;

use crate::workspace::Workspace;

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bench {
    /// Every fuzz target, with libFuzzer guided by coverage.
    Fuzz,
    /// The release build with its emulated org: answers a second and how long they take.
    Load,
    /// The tests of races, a thousand times each.
    Repeat,
}

/// Measures what was asked for, or everything.
pub(crate) fn run(
    workspace: &Workspace,
    wanted: &[Bench],
    seconds: u64,
) -> anyhow::Result<ExitCode> {
    let wanted = if wanted.is_empty() { Bench::value_variants() } else { wanted };
    let mut held = true;
    for bench in wanted {
        held &= match bench {
            Bench::Fuzz => fuzz::run(workspace, seconds)?,
            Bench::Load => load::run(workspace, seconds)?,
            Bench::Repeat => repeat::run(workspace)?,
        };
    }
    Ok(if held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
